"""Days that stand above several cards: `Thursday, November 19`, or `November 2026` and `Tue 17`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.dates.finding import dates_in
from crawler.parsers.links.anchored import is_text
from crawler.parsers.links.card_dates import stamp_in

#: Letters beside a day that heads cards: `News of … (12)`.
_BESIDE = 16
_DAY = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?,?\s)?(\d{1,2})(?:st|nd|rd|th|日|号)?(?:\s?[(（]?周.[)）]?)?"
)
#: One day above nearly all cards is today's in a site's head.
_MOST_ALIKE = 0.8
#: Days above sections head so many cards, on the average.
_SEVERAL = 1.5


def days_above(soup: BeautifulSoup, cards: Iterable[Tag]) -> dict[int, str]:
    """Return the day that stands above each card, by the card's identity.

    None where all are alike, or where each card has one of its own between it and the next.
    """
    walk = _Walk({id(card) for card in cards})
    walk.over(soup)
    days = Counter(walk.found.values())
    alike = max(days.values(), default=0) >= _MOST_ALIKE * len(walk.found)
    several = walk.counted or len(walk.found) >= _SEVERAL * len(days)
    return walk.found if several and not alike else {}


class _Walk:
    """A pass over a page that knows the last day it saw between the cards."""

    def __init__(self, cards: set[int]) -> None:
        self.found: dict[int, str] = {}
        #: Whether days were numbers below a month.
        self.counted = False
        self._cards = cards
        self._month: str | None = None
        self._day: str | None = None

    def over(self, tag: Tag) -> None:
        """Read an element: what is in it, in order."""
        opened = [iter(tag.children)]
        while opened:
            child = next(opened[-1], None)
            if child is None:
                opened.pop()
            elif isinstance(child, Tag):
                if id(child) in self._cards:
                    self._meet(child)
                else:
                    opened.append(iter(child.children))
            elif is_text(child):
                self._take(" ".join(child.split()))

    def _meet(self, card: Tag) -> None:
        first = next(card.stripped_strings, "")
        number = _DAY.fullmatch(first) if self._month else None
        day = self._numbered(number[1]) if number else self._day
        if day:
            self.found[id(card)] = day

    def _take(self, text: str) -> None:
        """Keep what a text between cards says of the days below it."""
        raw = stamp_in(text) if text and len(text) <= 3 * _BESIDE else None
        if raw and len(text) - len(raw) <= _BESIDE:
            found = dates_in(raw)
            month = found[0].date if found else None
            is_month = month is not None and month.precision == "month"
            self._month = month.iso if month and is_month else None
            self._day = None if is_month else raw
        elif self._month and (number := _DAY.fullmatch(text)):
            self._day = self._numbered(number[1])

    def _numbered(self, day: str) -> str:
        self.counted = True
        return f"{self._month}-{int(day):02}"
