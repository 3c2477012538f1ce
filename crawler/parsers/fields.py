"""Rows of a project page: labels and typed values, matched by what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from crawler.parsers import dates
from crawler.parsers.patterns import narrow
from crawler.parsers.states import member_states
from storage.types import Amount, Field, FieldValue, PageDate

#: A longer value is a paragraph that follows an empty row.
_LONGEST: Final = 110

START, END, STATUS, KIND = "Start Date", "End Date", "Project Status", "Project Type"
BUDGET, COVERAGE, YEAR, REGION = "Budget Amount (USD)", "Coverage", "Year", "IDF Region"
PRIMA, PROJECTS, STATES = "Prima ID", "Projects ID", "Benefiting Member States"

_LABELS: Final = """
Start Date = start date | project start date
End Date = end date | project end date
Project Status = project status | status
Project Type = project type | type of project | type
Budget Amount (USD) = budget amount (usd) | budget amount | budget (usd) | total budget | budget
Coverage = coverage | project coverage
Year = year | project year | funding year
IDF Region = idf region | region
Prima ID = prima id | primaid
Projects ID = projects id | project id | projects-id
Benefiting Member States = benefiting member states | benefiting member state
Benefiting Member States = benefitting member states | beneficiary member states | member states
"""
#: Every way to write a label, folded → the label as sites.md §2 has it.
_BY_NAME: Final = {
    name.strip(): label.strip()
    for label, _, names in (line.partition("=") for line in _LABELS.strip().split("\n"))
    for name in names.split("|")
}
#: A menu or a text may well hold these words alone: they are labels with a colon only.
_WEAK: Final = frozenset(("status", "type", "region", "budget", "member states"))
_INLINE = re.compile(
    r"(?P<label>"
    + "|".join(re.escape(n) for n in sorted(_BY_NAME, key=len, reverse=True) if n not in _WEAK)
    + r")\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_COLONS: Final = ":\uff1a"
_CURRENCY: Final = r"USD|US\$|\$|EUR|€|CHF"
_MONEY = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<amount>\d{{1,3}}(?:[,' \u00a0]\d{{3}})+(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?)\s*(?P<after>{_CURRENCY})?"
)
_CURRENCIES: Final = {"€": "EUR", "EUR": "EUR", "CHF": "CHF"}
PRIMA_SHAPE: Final = re.compile(r"[A-Z]{2}\d{2}P\d{4}")
PROJECTS_SHAPE: Final = re.compile(r"[A-Z]{2}\.\d{4}")
STATUSES: Final = re.compile(
    "active|completed|ongoing|closed|pending|cancelled|suspended|in progress|planned",
    re.IGNORECASE,
)
COVERAGES: Final = re.compile(
    "national|regional|global|sub-?regional|inter-?regional|cross-regional|multi-country"
    "|international",
    re.IGNORECASE,
)
REGIONS: Final = re.compile(
    r"(?:(?:south-eastern|east|west|central|southern|northern|eastern|western) )?"
    r"(?:africa|asia|europe|latin america|america|oceania|middle east|caribbean|pacific)\b.*",
    re.IGNORECASE,
)


def label_of(text: str) -> tuple[str, str, str] | None:
    """Return (known label, label as on the page, value on the same line), or None."""
    if len(text) > 4 * _LONGEST:
        return None
    whole = narrow(text).strip(" -–•*\u00a0")
    bare = whole.rstrip(_COLONS).strip()
    known = _BY_NAME.get(_folded(bare))
    if known and (bare != whole or _folded(bare) not in _WEAK):
        return known, bare, ""
    name, colon, value = whole.partition(":")
    if colon and _BY_NAME.get(_folded(name)) and len(value) <= 3 * _LONGEST:
        return _BY_NAME[_folded(name)], name.strip(), value.strip()
    return _inline(whole)


def _inline(whole: str) -> tuple[str, str, str] | None:
    """Return a row flattened to one line without a colon: `Start Date 2017`."""
    match = _INLINE.match(whole)
    if not match:
        return None
    label, value = _BY_NAME[_folded(match["label"])], match["value"].strip()
    sure = COVERAGES.fullmatch(value) if label == COVERAGE else fits(label, value)
    return (label, match["label"], value) if sure else None


def fits(label: str, value: str) -> bool:
    """Say whether a text can be the value of that label: shapes first, else a short phrase."""
    text = value.strip()
    if not text or (len(text) > _LONGEST and label != STATES):
        return False
    if label in _SHAPES:
        return _SHAPES[label](text)
    return not re.search(r"[.。]\s*$|[.!?]\s+[A-Z]", text) and len(text.split()) <= 12  # noqa: PLR2004


def typed(label: str, raw: str) -> Field:
    """Return the value as what it is; None when the row is empty, the raw text when unreadable."""
    text = raw.strip()
    return Field(_value(label, text) if text else None, text)


def _value(label: str, text: str) -> FieldValue:
    if label in (START, END, YEAR):
        return _date(text) or text
    if label == BUDGET or label.startswith("Budget"):
        return _amount(text) or text
    if label == STATES:
        return member_states(text) or text
    return text


def _date(text: str) -> PageDate | None:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return PageDate(text)
    for found in dates.settle(dates.dates_in(text)):
        if found.date and found.end - found.start >= len(text) - 1:
            return found.date
    return dates.machine_date(text)


def _amount(text: str) -> Amount | None:
    match = _MONEY.fullmatch(text)
    if not match:
        return None
    sign = match["before"] or match["after"]
    # the label says (USD), and the older host says nothing: the Fund's budgets are in dollars
    return Amount(re.sub(r"[,' \u00a0]", "", match["amount"]), _CURRENCIES.get(sign or "", "USD"))


def _is_dateish(text: str) -> bool:
    return len(text) <= 40 and bool(re.search(r"(?:19|20)\d\d", text)) and _date(text) is not None  # noqa: PLR2004


def _is_states(text: str) -> bool:
    return member_states(text) is not None


_SHAPES: Final[dict[str, Callable[[str], bool]]] = {
    START: _is_dateish,
    END: _is_dateish,
    YEAR: lambda text: bool(re.fullmatch(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?", text)),
    BUDGET: lambda text: _amount(text) is not None,
    PRIMA: lambda text: bool(re.fullmatch(r"[A-Z]{2}\d{2}P\d{3,5}\w?", text)),
    PROJECTS: lambda text: bool(re.fullmatch(r"[A-Z]{2,3}\.\d{3,5}\w?", text)),
    STATES: _is_states,
}


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
