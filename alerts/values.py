"""Typed values in words: dates and money as a person writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from storage.types import Amount, Field, FieldValue, PageDate

#: A label that ends with a currency: `Budget Amount (USD)`.
_IN_CURRENCY = re.compile(r"(?P<name>Budget.*) \((?P<currency>[A-Z]{3})\)")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def name_of(label: str, values: Iterable[FieldValue]) -> str:
    """Return a field's label; without its currency where a value is not known to be in it."""
    claims = _IN_CURRENCY.fullmatch(label)
    if claims is None:
        return label
    told = [value for value in values if value is not None]
    fits = all(isinstance(one, Amount) and one.currency == claims["currency"] for one in told)
    return label if fits else claims["name"]


def in_words(value: Field | FieldValue) -> str | None:
    """Return the value as a person would write it; None when there is none."""
    if isinstance(value, Field):
        return in_words(value.value)
    if isinstance(value, PageDate):
        return date_in_words(value)
    if isinstance(value, Amount):
        return amount_in_words(value)
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return value or None


def date_in_words(date: PageDate) -> str:
    """Return `17 October 2024`, `October 2024` or `2017`, with the clock where there is one."""
    day = date.day()
    month = _MONTHS[day.month - 1]
    if date.precision == "year":
        return str(day.year)
    if date.precision == "month":
        return f"{month} {day.year}"
    text = f"{day.day} {month} {day.year}"
    if "T" not in date.iso:
        return text
    clock = date.iso.split("T")[1]
    zone = clock[5:].lstrip(":0123456789") if len(clock) > len("hh:mm") else ""
    return f"{text}, {clock[:5]}{' UTC' if zone == 'Z' else f' UTC{zone}' if zone else ''}"


def amount_in_words(money: Amount) -> str:
    """Return `USD 100,000`, with cents only where there are some."""
    try:
        number = Decimal(money.amount)
    except InvalidOperation:
        return f"{money.currency} {money.amount}"
    if not number.is_finite():
        return f"{money.currency} {money.amount}"
    whole = number == number.to_integral_value()
    return f"{money.currency} {number:,.0f}" if whole else f"{money.currency} {number:,.2f}"
