"""Where the article of a text dump begins: the title above its first line of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from crawler.parsers.content.dump_signs import is_ended, is_name, is_stopped
from crawler.parsers.credits.credited import is_credited
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.dates.dateline import is_alone
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import weight
from crawler.parsers.text.script import scripts_differ
from crawler.parsers.titles import headlines

#: Title, second title, byline, two captions, counters: so many lines that are not blank.
_REACH: Final = 12
#: Day and source, keywords, counters.
_STAMP_LINES: Final = 5
#: So many headlines in one language above a stamp: all but the last are of other pages.
_FEWEST_OTHERS: Final = 3
#: Lighter lines are no sentences.
_SENTENCE: Final = 16
_CAPTION: Final = 40
#: Whom a speech or a letter greets stands on lines of its own.
_GOES_ON = re.compile(r"[,;:，；：]$")
#: `Lao Cai, 11/2017`, on its own line.
_PLACED = re.compile(r"[A-Z][\w .’'-]{2,30},? \d{1,2}/(?:19|20)\d\d")
_BULLET = re.compile(r"[•·●*]")


def head(lines: Sequence[str], first: int) -> int:
    """Return the line of the title above the first line of prose, or where the text begins."""
    best = nearest = opening = first
    for number in _above(lines, first):
        line = lines[number]
        if _stands_under_title(line) or _is_category(lines, number):
            continue
        if is_credited(line, sure=False):
            continue
        if not headlines.stands_as_heading(line, lines[first]):
            if _is_caption_like(line) or (is_name(line) and _is_said_again(lines, line)):
                continue
            if not (_is_sentence(line) or _GOES_ON.search(line)):
                break
            opening = number
            continue
        if is_name(line) and not _is_said_again(lines, line):
            if (title := _beyond(lines, number)) is not None:
                return title
            nearest = number if best == nearest == first else nearest
            break
        best = number
    if best < first:
        return _last_of_several(lines, best, first)
    title = _beyond(lines, first) if nearest == first else None
    return _with_stamp(lines, min(nearest, opening)) if title is None else title


def _above(lines: Sequence[str], under: int) -> list[int]:
    """Return the numbers of the nearest lines above that are not blank, from below."""
    return list(islice((at for at in range(under - 1, -1, -1) if lines[at]), _REACH))


def _last_of_several(lines: Sequence[str], best: int, first: int) -> int:
    """Return the headline right above the stamp, where headlines of other pages stand above it."""
    heads = [at for at in range(best, first) if _heads(lines, at, first)]
    above = [at for at in heads if any(map(_is_stamp, lines[at + 1 : first]))]
    alike = [at for at in above if not scripts_differ(lines[at], lines[best])]
    return above[-1] if len(alike) == len(above) >= _FEWEST_OTHERS else best


def _heads(lines: Sequence[str], at: int, first: int) -> bool:
    line = lines[at]
    if not line or is_name(line) or _stands_under_title(line):
        return False
    return headlines.stands_as_heading(line, lines[first])


def _is_stamp(line: str) -> bool:
    return read_meta_line(line) is not None and not furniture.is_furniture(line)


def _beyond(lines: Sequence[str], under: int) -> int | None:
    """Return the line of a headline above lines that stand under no other page's title."""
    above = _above_stamp(lines, under)
    return _said_again(lines, under) if above is None else above


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
    """Return the line of the headline whose stamp stands right above a name: a writer's.

    Names of sections stand above a headline, never between it and its text.
    """
    above = _above(lines, under)
    stamped = [at for at in above if _stands_under_title(lines[at])][:_STAMP_LINES]
    if not stamped or above[: len(stamped)] != stamped:
        return None
    dated = any(line.dates for at in stamped if (line := read_meta_line(lines[at])))
    title = next((at for at in above[len(stamped) :]), None)
    return title if dated and title is not None and _heads(lines, title, under) else None


def _is_sentence(line: str) -> bool:
    """Say whether a line short of prose is a sentence all the same: many texts open with one."""
    return weight(line) >= _SENTENCE and is_stopped(line)


def _stands_under_title(line: str) -> bool:
    if _BULLET.match(line) or furniture.is_furniture(line) or furniture.is_section(line):
        return not furniture.is_breadcrumb(line)
    if line.isdigit() or is_alone(line) or _PLACED.fullmatch(line):
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
