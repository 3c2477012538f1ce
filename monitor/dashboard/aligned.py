"""Two editions' paragraphs put side by side; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Chinese says in one character what English says in about this many letters.
LETTERS = 3.2
#: Beyond so many paragraphs a table of all pairs would cost seconds.
MOST = 150
#: Cost of leaving a paragraph alone, and of joining two: a match is better if it fits at all.
_ALONE, _JOINED = 1.1, 0.35
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that say the same; one side may have none."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def aligned(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Return all paragraphs of both in their order, those that say the same in one Row.

    Chinese left, English right. Lengths and shared numbers decide, after Gale and Church (1993).
    """
    if max(len(left), len(right)) > MOST:
        return _side_by_side(left, right)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if (i, j) == (0, 0):
                continue
            best[i, j] = min(
                (best[i - a, j - b][0] + _cost(left[i - a : i], right[j - b : j]), (a, b))
                for a, b in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
                if a <= i and b <= j
            )
    return _rows(left, right, best)


def _rows(
    left: Sequence[str],
    right: Sequence[str],
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
) -> list[Row]:
    found: list[Row] = []
    i, j = len(left), len(right)
    while i or j:
        a, b = best[i, j][1]
        found.append(Row(tuple(left[i - a : i]), tuple(right[j - b : j])))
        i, j = i - a, j - b
    return found[::-1]


def _cost(left: Sequence[str], right: Sequence[str]) -> float:
    if not left or not right:
        return _ALONE
    long = sum(map(len, left)) * LETTERS
    short = sum(map(len, right))
    unlike = abs(long - short) / max(long, short, 1)
    ours = {n for one in left for n in _NUMBER.findall(one)}
    theirs = {n for one in right for n in _NUMBER.findall(one)}
    shared = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return unlike * 1.6 - 0.5 * shared + _JOINED * (len(left) + len(right) - 2)


def _side_by_side(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    longest = max(len(left), len(right))
    return [Row(tuple(left[n : n + 1]), tuple(right[n : n + 1])) for n in range(longest)]
