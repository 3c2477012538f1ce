"""Which of a/b/yyyy is the day, as the page's other dates tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from crawler.parsers.dates.finding import FoundDate
from crawler.parsers.dates.forms import SLASHED

#: So many days with dots are no chance.
_DOTTED = 3


def settle(found: Sequence[FoundDate]) -> list[FoundDate]:
    """Return the dates, the ambiguous ones settled by the others where these leave no doubt.

    A date of the page that equals exactly one reading decides; else the order that all the
    page's certain a/b/yyyy dates have.
    """
    if not any(one.ambiguous for one in found):
        return list(found)
    days = [one.date for one in found if one.date and one.date.precision not in {"year", "month"}]
    certain = {day.day() for day in days}
    matched = [_matched(date, certain) for date in found]
    orders = {order for date in matched if (order := _day_first(date)) is not None}
    orders = orders or ({True} if _is_dotted(found) else set())
    if len(orders) != 1:
        return matched
    day_first = orders.pop()
    return [_by_order(date, day_first=day_first) for date in matched]


def not_after(found: FoundDate, last: date) -> FoundDate:
    """Return the date; an ambiguous one with a single reading up to `last` has that one."""
    possible = [reading for reading in found.candidates if reading.day() <= last]
    if not found.ambiguous or len(possible) != 1:
        return found
    return replace(found, date=possible[0], ambiguous=False)


def _matched(found: FoundDate, certain: AbstractSet[date]) -> FoundDate:
    equal = [reading for reading in found.candidates if reading.day() in certain]
    if not found.ambiguous or len(equal) != 1:
        return found
    return replace(found, date=equal[0], ambiguous=False)


def _day_first(found: FoundDate) -> bool | None:
    """Return the order a certain a/b/yyyy has; None: it shows none."""
    match = SLASHED.search(found.raw)
    if not match or found.date is None or match["first"] == match["second"]:
        return None
    return int(match["first"]) == found.date.day().day


def _is_dotted(found: Sequence[FoundDate]) -> bool:
    """Return whether several days with dots are of one month if the day stands first.

    Nobody who writes dots puts the month first but for looks, and then seldom on one day of many.
    """
    dotted = {
        (m["first"], m["second"], m["year"])
        for one in found
        if (m := SLASHED.search(one.raw)) and m["sep"] == "."
    }
    return len(dotted) >= _DOTTED and len({one[1:] for one in dotted}) == 1


def _by_order(found: FoundDate, *, day_first: bool) -> FoundDate:
    match = SLASHED.search(found.raw)
    if not found.ambiguous or not match:
        return found
    day = int(match["first" if day_first else "second"])
    reading = next(date for date in found.candidates if date.day().day == day)
    return replace(found, date=reading, ambiguous=False)
