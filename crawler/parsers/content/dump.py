"""Which lines of a text dump are the article: a title, what stands under it, and the prose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from crawler.parsers.content.dump_head import between, head
from crawler.parsers.content.dump_signs import is_name
from crawler.parsers.content.dump_tail import tail
from crawler.parsers.credits.credited import is_credited
from crawler.parsers.credits.lines import is_statement
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.dates.finding import FoundDate
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import weight
from crawler.parsers.titles import headlines

#: Half a line of print: lighter lines are no prose.
_PROSE: Final = 40
#: What stands above the article's own stamp is a part of the prose so small at most.
_MOST_ABOVE: Final = 3
#: So many names of sections in a row part two stretches of prose: a menu's blurbs from a text.
_MENU_RUN: Final = 4


def article_lines(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the article's lines; all of them when no prose is found."""
    prose = [number for number in range(len(lines)) if _is_prose(lines, number)]
    if not prose:
        return list(range(len(lines)))
    stretch = max(_stretches(lines, prose), key=lambda part: sum(weight(lines[n]) for n in part))
    first = _below_stamp(lines, stretch)
    start = head(lines, first)
    others = set(between(lines, start, first))
    return [at for at in range(start, tail(lines, stretch[-1] + 1)) if at not in others]


def _below_stamp(lines: Sequence[str], stretch: Sequence[int]) -> int:
    """Return the first line of prose; below the article's stamp, where others' stands above it."""
    whole = sum(weight(lines[at]) for at in stretch)
    above = 0
    for before, at in pairwise(stretch):
        above += weight(lines[before])
        if _MOST_ABOVE * above > whole:
            break
        stamps = (read_meta_line(line) for line in lines[before + 1 : at] if line)
        if any(one is not None and any(map(_clocked, one.dates)) for one in stamps):
            return at
    return stretch[0]


def _clocked(found: FoundDate) -> bool:
    return found.date is not None and "T" in found.date.iso


def _is_prose(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    if weight(line) < _PROSE or furniture.is_furniture(line) or furniture.opens_rights(line):
        return False
    if is_credited(line, sure=False) or is_statement(line):
        return False
    below = range(number + 1, len(lines))
    following = next((lines[at] for at in below if lines[at]), "")
    return not headlines.stands_as_heading(line, following) and read_meta_line(line) is None


def _stretches(lines: Sequence[str], prose: Sequence[int]) -> list[list[int]]:
    """Return the prose lines in stretches that no menu interrupts."""
    stretches = [[prose[0]]]
    for before, number in pairwise(prose):
        between = [line for line in lines[before + 1 : number] if line]
        names = sum(1 for line in between if is_name(line))
        if names >= _MENU_RUN:
            stretches.append([])
        stretches[-1].append(number)
    return stretches
