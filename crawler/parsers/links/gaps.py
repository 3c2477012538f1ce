"""Dates between the cards of a list without boxes."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag

from crawler.parsers.links.anchored import Boxes


class Gaps:
    """What stands between the cards of a list without boxes, read once for each list."""

    def __init__(self, boxes: Boxes, stamp_in: Callable[[str], str | None]) -> None:
        """Take where the item links stand, and what finds a date in a text."""
        self._boxes, self._stamp_in = boxes, stamp_in
        self._read: dict[int, tuple[list[str], dict[int, int]]] = {}

    def date_beside(self, card: Tag) -> str | None:
        """Return the date between this card and its neighbour.

        Whether dates come before or after their titles is seen from what stands before the first.
        """
        if card.parent is None:
            return None
        known = self._read.get(id(card.parent))
        if known is None:
            known = self._read[id(card.parent)] = self._of(card.parent)
        texts, places = known
        place = places.get(id(card))
        if place is None:  # it holds no item link: it is the link's own text
            return None
        return self._stamp_in(texts[place - 1 if self._stamp_in(texts[0]) else place])

    def _of(self, parent: Tag) -> tuple[list[str], dict[int, int]]:
        """Return the texts between the children that hold items, and each such child's place."""
        gaps: list[list[str]] = [[]]
        places: dict[int, int] = {}
        for child in parent.children:
            if isinstance(child, Tag) and self._boxes.leads(child):
                places[id(child)] = len(gaps)
                gaps.append([])
            else:
                gaps[-1].append(child.get_text(" "))
        return ["".join(f" {text}" for text in gap) for gap in gaps], places
