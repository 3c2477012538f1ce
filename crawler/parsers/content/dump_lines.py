"""The lines of a text dump, parted where markup parted what stands glued on one line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.dates.finding import dates_in
from crawler.parsers.text.patterns import narrow, weight
from crawler.parsers.titles import headlines

#: What a dump begins with before the article: so many lines that are not empty.
_REACH: Final = 12
#: A headline may stand glued to its crumbs in one of so many, and by itself right below.
_CRUMBS: Final = 6
_BELOW: Final = 2
#: `date 2023-06-17 UN resident coordinator …`, as one tool writes down what the head declares.
_DECLARED = re.compile(r"(date (?:19|20)\d\d-\d\d-\d\d) (?=\S)")
#: What stands before a headline, and before that of whom one copies.
_LABELLED = re.compile(
    r"news title\s?[:：]\s?(?=\S)"
    r"|[标標][题題]\s?[:：]\s?(?:\[[^\]]{1,8}\]\s?)?(?=.*\[打印本[页頁]\]$)",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\s?\[打印本[页頁]\]$")
_ORIGINAL = re.compile(
    r"[(（]?(?:original title|news title|原标题|原標題|原题)\s?[:：]\s?(?=\S)", re.IGNORECASE
)
_PAIRS: Final = ("“”", '""', "‘’")
#: What is left of a table's row, and of a page whose pictures are gone.
_BARS = re.compile(r"!\[\]\(\)(?:\s?\|)?$|\*{3,}$|(?<=[^\s|])[\s|]*\s\|$")
#: What became of full-width spaces: `15:37:20??来源：`.
_SPACES = re.compile(r"(?<=\d)\?\?(?=\w)")
#: `…，事后返回。来源:新华社`, the source behind the last full stop.
_SOURCE = re.compile(
    r"(?<=[。！？!?”])\s*(?:文章|信息|稿件|新闻)?[来來]源\s?[:：]\s?[^\s。，,:：]{2,16}$"
)
#: What copiers glue to every line: `文章源自双语快车-https://…`.
_COPIED = re.compile(r"文章源自\S{2,20}?-https?://\S+")
#: `作者:`, with nobody behind it.
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,4}\s?[:：]")
_FEWEST_STAMPS: Final = 2
_PROSE: Final = 40
_CLOCK = re.compile(r"\d:[0-5]\d")
_WORD = re.compile(r"[A-Za-z][\w’'-]*|[\u3400-\u9fff]{2}")
_FEWEST_WORDS: Final = 4


def parted(lines: Sequence[str]) -> list[str]:
    """Return the lines; the first ones parted from the stamp or the crumbs glued to them.

    Bars of a table at their ends are gone, and a head that stands below its text is above it.
    """
    lines = [part for line in lines for part in _source_apart(line)]
    lines = _head_first([_SPACES.sub(" ", _BARS.sub("", _COPIED.sub("", line))) for line in lines])
    first = [at for at, line in enumerate(lines) if line][:_REACH]
    changed: dict[int, list[str]] = {}
    for at in first[:1]:
        if declared := _DECLARED.match(lines[at]):
            changed[at] = [declared[1], _unlabelled(_ORIGINAL, lines[at][declared.end() :])]
    for at in first[:_CRUMBS]:
        # amid a head the original title stands beside the title
        label = _ORIGINAL if at == first[0] else _LABELLED
        if at not in changed and (headline := _unlabelled(label, lines[at])) != lines[at]:
            changed[at] = [headline]
    for at, below in pairwise(first[: _CRUMBS + 1]):
        glued = _glued_to(lines[at], [lines[n] for n in first if below <= n < below + _BELOW])
        if glued and at not in changed:
            changed[at] = [lines[at][: -len(glued)].strip()]
    stamped = {at: cut for at in first if at not in changed and (cut := _stamp_at(lines[at]))}
    # several are a list of other pages
    if len(stamped) == 1:
        changed |= {at: [lines[at][:cut].strip(), lines[at][cut:]] for at, cut in stamped.items()}
    return [part for at, line in enumerate(lines) for part in changed.get(at, [line])]


def _source_apart(line: str) -> list[str]:
    """Return a paragraph and the source glued to its end on lines of their own."""
    found = _SOURCE.search(line) if line.endswith(tuple("社网報报台网網社)）")) else None
    return [line[: found.start()].rstrip(), found[0].strip()] if found else [line]


def _head_first(lines: list[str]) -> list[str]:
    """Return the lines with title, source and day before the text that they stand below."""
    full = [at for at, line in enumerate(lines) if line]
    below = list(takewhile(lambda at: _stamps(lines[at]), reversed(full)))
    if len(below) < _FEWEST_STAMPS or len(below) + 2 > len(full):
        return lines
    title = full[-len(below) - 1]
    opening = lines[full[0]]
    told = weight(opening) >= _PROSE and not _heads(opening)
    if not (told and _heads(lines[title]) and any(map(_is_dated, (lines[at] for at in below)))):
        return lines
    return [*lines[title:], "", *lines[:title]]


def _stamps(line: str) -> bool:
    return read_meta_line(line) is not None or _LABEL.fullmatch(line) is not None


def _is_dated(line: str) -> bool:
    read = read_meta_line(line)
    return read is not None and bool(read.dates)


def _unlabelled(label: re.Pattern[str], line: str) -> str:
    """Return the headline behind its label, without quotes around it."""
    found = label.match(line)
    if found is None:
        return line
    rest = _PRINTED.sub("", line[found.end() :]).strip()
    pairs = next((pair for pair in _PAIRS if rest[:1] in pair and rest[-1:] in pair), None)
    if pairs:
        rest = rest[1:-1]
    return rest.rstrip(")）") if line[0] in "(（" else rest


def _glued_to(line: str, below: Sequence[str]) -> str | None:
    """Return the headline below that the line ends with, behind crumbs."""
    for one in below:
        if len(line) > len(one) and line.endswith(one) and _heads(one):
            return one
    return None


def _stamp_at(line: str) -> int | None:
    """Return where the stamp begins that stands behind a headline on its line; None without one."""
    if not _CLOCK.search(line[-24:]) or read_meta_line(line) is not None:
        return None
    found = [one for one in dates_in(narrow(line)) if one.date and "T" in one.date.iso]
    if not found or found[-1].end < len(line.rstrip()):
        return None
    head = line[: found[-1].start].strip()
    return found[-1].start if _heads(head) and head[-1] not in ":：|,，(（-–—" else None


def _heads(text: str) -> bool:
    words = len(_WORD.findall(text))
    return words >= _FEWEST_WORDS and headlines.stands_as_heading(text, "")
