"""Statements that differ only in pairs: an hour that one text leaves out is no other hour."""

from __future__ import annotations

from collections.abc import Collection

from alerts.facts.clocks import clocks
from alerts.facts.contacts import addresses, dialled, is_rival, phones, same_line
from alerts.facts.dates import Weekday, weekdays
from alerts.facts.durations import Duration, durations
from alerts.facts.types import Fact, FactKind

Sides = tuple[list[Fact], list[Fact]]
#: Of one kind in a text; of more, none is compared.
_MOST = 200


def rivals(one: str, other: str) -> Sides:
    """Return what each text states where the other states something else of the same kind."""
    mine: list[Fact] = []
    theirs: list[Fact] = []
    for read in (_hours, _telephones, _addresses, _lasting, _days):
        here, there = read(one, other)
        mine += here
        theirs += there
    return mine, theirs


def _hours(one: str, other: str) -> Sides:
    mine, theirs = (
        [(times, text[clock.start : clock.end]) for clock in clocks(text) for times in clock.times]
        for text in (one, other)
    )
    if _are_many(mine, theirs):
        return [], []
    here = [shown for times, shown in mine if not any(times & each for each, _ in theirs)]
    there = [shown for times, shown in theirs if not any(times & each for each, _ in mine)]
    if len(mine) == len(theirs):  # 8:00 to 22:00, 8 a.m. to 8 p.m.
        return [Fact("time", text) for text in here], [Fact("time", text) for text in there]
    return _both("time", here, there)


def _telephones(one: str, other: str) -> Sides:
    mine, theirs = phones(one), phones(other)
    if _are_many(mine, theirs):
        return [], []
    return _both(
        "phone",
        _not_dialled(mine, theirs, dialled(other)),
        _not_dialled(theirs, mine, dialled(one)),
    )


def _not_dialled(side: dict[str, str], other: dict[str, str], text: str) -> list[str]:
    """Return the telephones that the other text, its digits together, has not."""
    return [
        shown
        for number, shown in side.items()
        if number not in text and not any(same_line(number, each) for each in other)
    ]


def _addresses(one: str, other: str) -> Sides:
    mine, theirs = addresses(one), addresses(other)
    if _are_many(mine, theirs):
        return [], []
    here = {each: mine[each] for each in mine if each not in theirs}
    there = {each: theirs[each] for each in theirs if each not in mine}
    return _both(
        "url",
        [shown for each, shown in here.items() if any(is_rival(each, rival) for rival in there)],
        [shown for each, shown in there.items() if any(is_rival(each, rival) for rival in here)],
    )


def _lasting(one: str, other: str) -> Sides:
    mine, theirs = durations(one), durations(other)
    here, there = _lasting_only(mine, theirs), _lasting_only(theirs, mine)
    return _both(
        "number",
        [each.shown for each in here if any(each.unit == rival.unit for rival in there)],
        [each.shown for each in there if any(each.unit == rival.unit for rival in here)],
    )


def _lasting_only(side: list[Duration], other: list[Duration]) -> list[Duration]:
    known = {(each.base, each.many) for each in other}
    return [each for each in side if each.claim and (each.base, each.many) not in known]


def _days(one: str, other: str) -> Sides:
    """Compare weekdays beside one date with each other, and as many that stand alone likewise."""
    mine, theirs = weekdays(one), weekdays(other)
    return _other_days(mine, theirs), _other_days(theirs, mine)


def _other_days(side: list[Weekday], other: list[Weekday]) -> list[Fact]:
    beside = {each.date: each.day for each in other if each.date is not None}
    named = {each.day for each in other}
    as_many = len(_alone(side)) == len(_alone(other))
    return [
        Fact("weekday", each.shown)
        for each in side
        if (
            each.day != beside.get(each.date, each.day)
            if each.date is not None
            else as_many and each.day not in named
        )
    ]


def _alone(days: list[Weekday]) -> list[Weekday]:
    return [each for each in days if each.date is None]


def _are_many(one: Collection[object], other: Collection[object]) -> bool:
    """Return whether each with each would be too many: a list of numbers is no press release."""
    return max(len(one), len(other)) > _MOST


def _both(kind: FactKind, here: list[str], there: list[str]) -> Sides:
    if not here or not there:
        return [], []
    return [Fact(kind, text) for text in here], [Fact(kind, text) for text in there]
