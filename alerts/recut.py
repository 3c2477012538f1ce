"""Paragraphs cut in two or joined, no word of them changed: their sign comes or goes, not they."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

#: What stands for the end of a paragraph inside one.
SIGN = " ¶ "
#: What became of it; None where there never was one.
Sign = Literal["added", "removed"] | None
#: Letters that paragraphs have to begin with alike to be looked at.
_BEGIN = 8
#: Of those that begin alike so many are looked at, and so many paragraphs make one.
_MOST_TRIED = 3
_MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Recut:
    """Neighbours in the old text that are other neighbours in the new, word for word."""

    old: range
    new: range

    def pieces(self, new: Sequence[str], old: Sequence[str]) -> list[tuple[str, Sign]]:
        """Return the text in pieces, each with what became of the sign behind it."""
        was = set(accumulate(len(_solid(old[place])) for place in self.old))
        ends = set(accumulate(len(_solid(new[place])) for place in self.new))
        every, last = was | ends, max(ends)
        found: list[tuple[str, Sign]] = []
        at = 0
        for place in self.new:
            piece = ""
            for char in new[place]:
                piece += char
                at += not char.isspace()
                if char.isspace() or at not in every or at == last:
                    continue
                found.append((piece, "added" if at in ends else "removed"))
                piece = ""
            if piece:
                found.append((piece, None))
        return found


def recut(old: Sequence[str], new: Sequence[str], gone: list[int], come: list[int]) -> list[Recut]:
    """Return which of the paragraphs that went are those that came, cut at other places."""
    went, came = ({place: _solid(side[place]) for place in places}
                  for side, places in ((old, gone), (new, come)))  # fmt: skip
    begins: dict[str, list[int]] = defaultdict(list)
    for place, text in went.items():
        begins[text[:_BEGIN]].append(place)
    found: list[Recut] = []
    for place in come:
        if place not in came:
            continue
        tried = [one for one in begins.get(came[place][:_BEGIN], ())[:_MOST_TRIED] if one in went]
        match = next(filter(None, (_matched(went, came, one, place) for one in tried)), None)
        if match is not None:
            found.append(match)
            for one in match.old:
                del went[one]
            for one in match.new:
                del came[one]
    return found


def _matched(went: dict[int, str], came: dict[int, str], old: int, new: int) -> Recut | None:
    """Return how far two runs of paragraphs go on alike until both end at one place."""
    first, begun = old, new
    at = there = 0
    while old - first < _MOST_PIECES and new - begun < _MOST_PIECES:
        mine, theirs = went.get(old), came.get(new)
        if not mine or not theirs:
            return None
        long = min(len(mine) - at, len(theirs) - there)
        if mine[at : at + long] != theirs[there : there + long]:
            return None
        at, there = at + long, there + long
        if at == len(mine):
            old, at = old + 1, 0
        if there == len(theirs):
            new, there = new + 1, 0
        if not at and not there:
            several = old - first > 1 or new - begun > 1
            return Recut(range(first, old), range(begun, new)) if several else None
    return None


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)
