"""Where the article of a text dump begins: the title above its first line of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from crawler.parsers.content.dump_signs import is_bulleted, is_ended, is_name, is_stopped
from crawler.parsers.credits.credited import is_credited
from crawler.parsers.credits.dispatch import on_own_line
from crawler.parsers.credits.lines import is_statement
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.dates.dateline import is_alone
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import weight
from crawler.parsers.text.script import scripts_differ
from crawler.parsers.titles import headlines

#: Title, second title, byline, two captions, counters: so many lines that are not blank.
_REACH: Final = 12
#: Day and source, keywords, counters, buttons.
_STAMP_LINES: Final = 6
#: So many headlines in one language above a stamp: all but the last are of other pages, or of the
#: site; a title's second line begins with a dash.
_FEWEST_OTHERS: Final = 2
#: A heading may stand above the first paragraph; so many names are a forum's or a menu's.
_FEWEST_NAMES: Final = 3
#: Lighter lines are no sentences.
_SENTENCE: Final = 16
_CAPTION: Final = 40
#: Whom a speech or a letter greets stands on lines of its own.
_GOES_ON = re.compile(r"[,;:，；：]$")
#: `Lao Cai, 11/2017`, on its own line.
_PLACED = re.compile(r"[A-Z][\w .’'-]{2,30},? \d{1,2}/(?:19|20)\d\d")
#: How long a text is, and how often it was read.
_COUNTED = re.compile(r"\d+|全文字[数數]|阅读需要|閱讀需要|\d{2,6}字|\d{1,3}分[钟鐘]")
_BULLET = re.compile(r"[•·●*]")


def head(lines: Sequence[str], first: int) -> int:
    """Return the line of the title above the first line of prose, or where the text begins."""
    best = opening = first
    for number in _above(lines, first):
        line = lines[number]
        if _stands_between(lines, number):
            continue
        if line[0].islower() or not headlines.stands_as_heading(line, lines[first]):
            if _is_caption_like(line) or (is_name(line) and _is_said_again(lines, line)):
                continue
            if not (_is_sentence(line) or _GOES_ON.search(line)):
                break
            opening = number
        elif is_name(line) and not _is_said_again(lines, line):
            return _above_or(lines, number, number) if best == first else _own(lines, best, first)
        else:
            best = number
    return _own(lines, best, first) if best < first else _above_or(lines, first, opening)


def _stands_between(lines: Sequence[str], number: int) -> bool:
    """Say whether a line may stand between title and text, and says neither."""
    line = lines[number]
    if _stands_under_title(line) or _is_category(lines, number):
        return True
    return is_credited(line, sure=False) or is_statement(line)


def _above_or(lines: Sequence[str], under: int, opening: int) -> int:
    """Return a title above lines that hide it, or where the text begins with its byline."""
    title = _beyond(lines, under)
    return _with_stamp(lines, opening) if title is None else title


def between(lines: Sequence[str], start: int, first: int) -> list[int]:
    """Return which lines between title and text are neither: a run of names, a list's entries."""
    run: list[int] = []
    others: list[int] = []
    for at in (at for at in range(start + 1, first) if lines[at]):
        entry = is_bulleted(lines[at]) and not is_ended(lines[at])
        if (entry or is_name(lines[at])) and read_meta_line(lines[at]) is None:
            run.append(at)
            continue
        others += run if len(run) >= _FEWEST_NAMES else []
        run = []
    return others + (run if len(run) >= _FEWEST_NAMES else [])


def _above(lines: Sequence[str], under: int) -> list[int]:
    """Return the numbers of the nearest lines above that are not blank, from below."""
    return list(islice((at for at in range(under - 1, -1, -1) if lines[at]), _REACH))


def _own(lines: Sequence[str], best: int, first: int) -> int:
    """Return the headline right above the stamp, where headlines of other pages stand above it."""
    heads = [at for at in range(best, first) if _heads(lines, at, first)]
    above = [at for at in heads if any(map(_is_stamp, lines[at + 1 : first]))]
    alike = [at for at in above if not scripts_differ(lines[at], lines[best])]
    several = len(alike) == len(above) >= _FEWEST_OTHERS
    return above[-1] if several and lines[above[-1]][0].isalnum() else best


def _heads(lines: Sequence[str], at: int, first: int) -> bool:
    line = lines[at]
    if not line or is_name(line) or line[0].islower() or _stands_under_title(line):
        return False
    return headlines.stands_as_heading(line, lines[first])


def _is_stamp(line: str) -> bool:
    told = is_stopped(line) or furniture.is_furniture(line)
    return not told and read_meta_line(line) is not None


def _beyond(lines: Sequence[str], under: int) -> int | None:
    """Return the line of a headline above lines that stand under no other page's title."""
    for found in (_above_stamp, _above_name, _said_again):
        if (title := found(lines, under)) is not None:
            return title
    return None


def _above_name(lines: Sequence[str], under: int) -> int | None:
    """Return the line of the headline right above a name, where nothing else stands: a topic's."""
    title, *above = [*_above(lines, under), None, None][:2]
    if title is None or not _heads(lines, title, under):
        return None
    alone = above[0] is None or _is_frame(lines[above[0]])
    return title if alone else None


def _is_frame(line: str) -> bool:
    return furniture.is_furniture(line) or furniture.is_section(line)


def _with_stamp(lines: Sequence[str], start: int) -> int:
    """Return where the byline begins right above a text without a title."""
    for at in _above(lines, start)[:_STAMP_LINES]:
        if not _is_stamp(lines[at]):
            break
        start = at
    return start


def _said_again(lines: Sequence[str], under: int) -> int | None:
    """Return the line of a headline above names that the dump says once more, elsewhere."""
    again = (
        at
        for at in _above(lines, under)
        if not is_name(lines[at]) and _is_said_again(lines, lines[at])
    )
    at = next(again, None)
    return at if at is not None and _heads(lines, at, under) else None


def _above_stamp(lines: Sequence[str], under: int) -> int | None:
    """Return the line of the headline whose stamp stands above names: of writers, of buttons.

    Names of sections stand above a headline, never between it and its text.
    """
    below: list[str] = []
    for at in _above(lines, under):
        line = lines[at]
        if not (_stands_under_title(line) or is_name(line)) or len(below) == _STAMP_LINES:
            stamps = [read for one in below if (read := read_meta_line(one))]
            dated = any(read.dates for read in stamps)
            return at if dated and _heads(lines, at, under) else None
        below.append(line)
    return None


def _is_sentence(line: str) -> bool:
    """Say whether a line short of prose is a sentence all the same: many texts open with one."""
    return weight(line) >= _SENTENCE and is_stopped(line)


def _stands_under_title(line: str) -> bool:
    if _BULLET.match(line) or furniture.is_furniture(line) or furniture.is_section(line):
        return not furniture.is_breadcrumb(line)
    if _COUNTED.fullmatch(line) or is_alone(line) or _PLACED.fullmatch(line) or on_own_line([line]):
        return True
    return read_meta_line(line) is not None


def _is_category(lines: Sequence[str], number: int) -> bool:
    """Say whether a name or a number stands beside the line that says when: a repost's list.

    What a dump begins with is its title, however short.
    """
    line = lines[number]
    if not any(lines[:number]) or not line[0].isalnum() or " " in line or not is_name(line):
        return False
    near = [other for other in lines[max(0, number - 2) : number + 3] if other and other != line]
    return any(read_meta_line(other) for other in near)


def _is_caption_like(line: str) -> bool:
    return len(line) > _CAPTION and is_ended(line)


def _is_said_again(lines: Sequence[str], line: str) -> bool:
    return sum(headlines.same_title(line, other) for other in lines) > 1
