"""Which lines of a text dump are the article: a title, what stands under it, and the prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import narrow, weight
from crawler.parsers.titles import headlines

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
#: Lighter lines are names of sections; a headline has more (words, Chinese characters).
_HEADLINE_WORDS: Final = 4
_HEADLINE_HAN: Final = 8
#: Half a line of print: lighter lines are no prose.
_PROSE: Final = 40
#: … and a lighter one no sentence.
_SENTENCE: Final = 16
#: So many names of sections in a row part two stretches of prose: a menu's blurbs from a text.
_MENU_RUN: Final = 4
#: Title, second title, byline, two captions, blank lines between them.
_HEAD_REACH: Final = 14
_ENDS = re.compile(r"[.。!?;:…”\"’)\]】》*]\s*$")
_STOP = re.compile(r"[.。!?！？][”\"’」』]?\s*$")
_SIGNED = re.compile(
    r"@|https?:|\d{3}|(?:19|20)\d\d|年.{0,6}月|tel\b|电话|^[-•*·\d]", re.IGNORECASE
)


def article_lines(lines: Sequence[str]) -> tuple[int, int]:
    """Return start and end (exclusive) of the article; everything when no prose is found."""
    prose = [number for number in range(len(lines)) if _is_prose(lines, number)]
    if not prose:
        return 0, len(lines)
    stretch = max(_stretches(lines, prose), key=lambda part: sum(weight(lines[n]) for n in part))
    return _head(lines, stretch[0]), _tail(lines, stretch[-1] + 1)


def _is_prose(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    if weight(line) < _PROSE or furniture.is_furniture(line) or furniture.opens_rights(line):
        return False
    below = range(number + 1, len(lines))
    following = next((lines[at] for at in below if lines[at]), None)
    return not headlines.stands_as_heading(line, following) and read_meta_line(line) is None


def _stretches(lines: Sequence[str], prose: Sequence[int]) -> list[list[int]]:
    """Return the prose lines in stretches that no menu interrupts."""
    stretches = [[prose[0]]]
    for before, number in pairwise(prose):
        between = [line for line in lines[before + 1 : number] if line]
        names = sum(1 for line in between if _is_name(line))
        if names >= _MENU_RUN:
            stretches.append([])
        stretches[-1].append(number)
    return stretches


def _is_name(line: str) -> bool:
    """Say whether a line is too light for a headline: a section, a menu's item, a kicker."""
    han = len(_HAN.findall(line))
    return (
        han < _HEADLINE_HAN
        and len(_WORD.findall(line)) < _HEADLINE_WORDS
        and not _ENDS.search(line)
    )


def _head(lines: Sequence[str], first: int) -> int:
    """Return the line of the title above the first line of prose."""
    best = nearest = opening = first
    for number in range(first - 1, max(-1, first - _HEAD_REACH), -1):
        line = lines[number]
        if not line or _stands_under_title(line) or _is_category(lines, number):
            continue
        if not headlines.stands_as_heading(line, lines[first]):
            if _is_caption_like(line) or (_is_name(line) and _repeated(lines, line)):
                continue
            if not _is_sentence(line):
                break
            opening = number
            continue
        if _is_name(line) and not _repeated(lines, line):
            nearest = number if best == nearest == first else nearest
            break
        best = number
    return best if best < first else min(nearest, opening)


def _is_sentence(line: str) -> bool:
    """Say whether a line short of prose is a sentence all the same: many texts open with one."""
    return weight(line) >= _SENTENCE and _STOP.search(line) is not None


def _stands_under_title(line: str) -> bool:
    bulleted = re.match(r"[•·●*]", line)
    if bulleted or furniture.is_furniture(line) or furniture.is_section(line):
        return not furniture.is_breadcrumb(line)
    return read_meta_line(line) is not None


def _is_category(lines: Sequence[str], number: int) -> bool:
    """Say whether a name or a number stands beside the line that says when: a repost's list.

    What a dump begins with is its title, however short.
    """
    line = lines[number]
    if not any(lines[:number]) or not line[0].isalnum() or " " in line or not _is_name(line):
        return False
    near = [other for other in lines[max(0, number - 2) : number + 3] if other and other != line]
    return any(read_meta_line(other) for other in near)


def _is_caption_like(line: str) -> bool:
    return len(line) > _PROSE and _ENDS.search(narrow(line)) is not None


def _repeated(lines: Sequence[str], line: str) -> bool:
    return sum(headlines.same_title(line, other) for other in lines) > 1


def _tail(lines: Sequence[str], end: int) -> int:
    """Return the end of what follows the prose and may belong to it; lists of names do not."""
    last = end
    loose = 0
    for number in range(end, len(lines)):
        line = lines[number]
        if furniture.cuts_off(line) or furniture.opens_rights(line):
            break
        if not line or furniture.is_furniture(line):
            continue
        if _ENDS.search(narrow(line)) or _SIGNED.search(line):
            last, loose = number + 1, 0
        else:
            loose += 1
    # one line without an end may be a signature, several are other pages' headlines
    rest = next((line for line in lines[last:] if line and not furniture.is_furniture(line)), "")
    return len(lines) if loose == 1 and not _is_name(rest) else last
