"""Looking a claim up in what another text states: it may be said there in other words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from alerts.facts.types import DateParts, Fact, Facts, Period

#: "Nearly 50,000" is the same as 49,643: rough figures may differ by this part.
_ROUGHLY = Decimal("0.05")
#: So far from its publication a text calls a day by its weekday, or yesterday and tomorrow.
_A_WEEK, _YESTERDAY = 7, 2
#: And so far a year as last year, or the one before.
_YEARS = 2
#: The last day of a month is the 30th or the 31st.
_MONTHS_END = 30
#: Below it a percentage is looked for among percentages.
_SMALL_SHARE = 10


def may_say(other: Facts, claim: Fact, told: date | None) -> bool:
    """Return whether a text may say the same; `told`: the day when it was published, if known."""
    if claim.kind == "email":
        # Press contacts often stand in one edition only: two addresses disagree, one does not.
        return not other.emails or claim.text in other.emails
    if claim.kind == "date":
        return any(_has_date(other, each, told) for each in claim.dates)
    if claim.number is None:
        return True
    if claim.kind == "money":
        named = {code for number, code in other.money if number == claim.number}
        if named:
            return claim.currency in named
    if claim.kind == "percentage" and claim.number < _SMALL_SHARE and other.shares:
        return claim.number in other.shares  # three and five stand in every text
    return claim.number in other.numbers or _has_roughly(other, claim)


def _has_roughly(other: Facts, claim: Fact) -> bool:
    number = claim.number or Decimal(0)
    candidates = _in_order(other.numbers if claim.rough else other.rough)
    at = bisect_left(candidates, number * (1 - _ROUGHLY))
    return at < len(candidates) and candidates[at] * (1 - _ROUGHLY) <= number


def excused(
    side: Facts, other: Facts, missing: Sequence[Fact], theirs: Sequence[Fact]
) -> list[Fact]:
    """Return the percentages that only rough words excuse, where the other has more of its own.

    32 is no third where a third stands in both texts, and 23 in the other one.

    `missing`, `theirs`: what only this text, and only the other one says.
    """
    more = _shares_in(theirs) - _shares_in(missing)
    if more <= 0 or not other.rough:
        return []
    known = set(missing)
    rough = [
        claim
        for claim in side.claims
        if claim.kind == "percentage"
        and not claim.rough
        and claim.number not in other.numbers
        and claim not in known
    ]
    taken = [claim for claim in rough if _is_taken(side, other, claim.number or Decimal(0))]
    return (taken or rough)[:more]


def _shares_in(claims: Sequence[Fact]) -> int:
    return sum(claim.kind == "percentage" for claim in claims)


def _is_taken(side: Facts, other: Facts, number: Decimal) -> bool:
    """Return whether the rough figure that is nearest there is another one's of this text."""
    candidates = _in_order(other.rough)
    at = bisect_left(candidates, number)
    near = min(candidates[max(0, at - 1) : at + 1], key=lambda one: abs(one - number))
    away, mine = abs(near - number), _in_order(side.numbers)
    return bisect_right(mine, near + away) - bisect_left(mine, near - away) > 1


@lru_cache(maxsize=8)  # a text's claims are looked up one after the other
def _in_order(numbers: frozenset[Decimal]) -> tuple[Decimal, ...]:
    return tuple(sorted(numbers))


def _has_date(other: Facts, claim: DateParts, told: date | None) -> bool:
    year, month, day = claim
    if day is not None:
        return _has_day(other, claim) or _is_spoken_of(other, claim, told)
    if month is not None:
        found = any(
            (m == month and y in {year, None}) or (m == month and year is None)
            for y, m, _ in other.dates
        )
        found = found or any(_is_in(claim, each) for each in other.periods)
        return found or "month" in other.relative or ("year" in other.relative and not other.dates)
    named = any(y == year for y, _, _ in other.dates)
    last_or_next = told is None or year is None or abs(year - told.year) <= _YEARS
    spoken_of = last_or_next and "year" in other.relative
    return named or Decimal(year or 0) in other.numbers or spoken_of


def _has_day(other: Facts, claim: DateParts) -> bool:
    """Return whether a day is named, or nothing contradicts it where the text is vaguer."""
    year, month, day = claim
    same_month = [one for one in other.dates if one[1] == month]
    for y, _, d in same_month:
        if d == day and (y is None or year is None or y == year):
            return True
    if any(m is None and d == day for _, m, d in other.dates):
        return True
    if any(_is_in(claim, each) and _is_edge(claim, each) for each in other.periods):
        return True
    if any(d is not None for _, _, d in same_month):
        return False
    vague = any(y in {year, None} or year is None for y, _, _ in same_month)
    return vague or "day" in other.relative


def _is_in(claim: DateParts, period: Period) -> bool:
    year, first, last = period
    return first <= (claim[1] or 0) <= last and (claim[0] == year or None in {claim[0], year})


def _is_edge(claim: DateParts, period: Period) -> bool:
    """Return whether a day is the first or the last one of a part of a year."""
    _, month, day = claim
    return (month, day) == (period[1], 1) or (month == period[2] and (day or 0) >= _MONTHS_END)


def _is_spoken_of(other: Facts, claim: DateParts, told: date | None) -> bool:
    """Return whether a day near the day of publication is called by its weekday, or yesterday."""
    year, month, day = claim
    if told is None or month is None or day is None:
        return False
    try:
        meant = date(year or told.year, month, day)
    except ValueError:
        return False
    away = abs((meant - told).days)
    by_name = away <= _A_WEEK and meant.isoweekday() in other.weekdays
    return by_name or (away <= _YESTERDAY and "day" in other.relative)
