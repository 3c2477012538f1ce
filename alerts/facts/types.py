"""What a text states that can be checked against its translation: figures, money, dates, names.

Two sets are read from each text. *Claims* are what is surely meant so, and is looked up in the
other text; *mentions* are everything that could be the counterpart of a claim, read generously.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

#: Year, month, day; None where the text does not say.
DateParts = tuple[int | None, int | None, int | None]
#: Year, first and last month of a part of a year.
Period = tuple[int | None, int, int]
FactKind = Literal[
    "number", "percentage", "money", "date", "weekday", "time", "email", "phone", "url", "name"
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable statement: as it stands in the text, and its value."""

    kind: FactKind
    text: str
    number: Decimal | None = None
    currency: str | None = None
    #: What it may mean: one date, or both readings of `9/10/2022`.
    dates: tuple[DateParts, ...] = ()
    #: It stands for about so much: nearly, more than, 约, 余.
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where, as written, what it may mean, and whether it is surely one."""

    start: int
    end: int
    dates: tuple[DateParts, ...]
    claim: bool
    #: The months that it stands for, where it is a part of a year.
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: how it is meant, and whether it is surely a figure."""

    start: int
    end: int
    value: Decimal
    kind: Literal["number", "percentage", "money"]
    claim: bool
    currency: str | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one text claims, and all that it mentions."""

    claims: tuple[Fact, ...]
    numbers: frozenset[Decimal]
    #: Numbers said to be rough.
    rough: frozenset[Decimal]
    #: (number, currency) wherever a currency stands beside a number.
    money: frozenset[tuple[Decimal, str]]
    dates: frozenset[DateParts]
    #: Halves and quarters of years, and their ends.
    periods: frozenset[Period]
    #: Days of the week that stand beside no date, Monday being 1.
    weekdays: frozenset[int]
    #: Numbers that are percentages, or stand beside one: from 3 to 5 per cent.
    shares: frozenset[Decimal]
    emails: frozenset[str]
    #: Words such as "this year" or 日前, that may stand for a date: "year", "month", "day".
    relative: frozenset[str]
