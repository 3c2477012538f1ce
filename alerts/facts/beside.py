"""What stands right before or behind a figure, and says what it is a figure of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal

from alerts.facts.patterns import CURRENCIES, HOME_CURRENCIES
from alerts.facts.types import Figure

PERCENT = re.compile(
    r"^\s*(?:%|‰|个?百分点|個?百分點|per[\s-]?cent\b|percentage[\s-]points?\b|pct\b)", re.IGNORECASE
)
ROUGH = re.compile(
    r"(?:约|近|超过|超|逾|至少|不到|大约|将近|约为|多达|上|over|about|nearly|around|approximately"
    r"|almost|some|more than|less than|at least|up to|roughly|close to|exceeding|under)\s*$",
    re.IGNORECASE,
)
#: Letters before a figure that may say what it is.
BEFORE = 14
_PERIODS = (
    (re.compile(r"^\s*-?\s*(?:years?|年)", re.IGNORECASE), Decimal(12)),
    (re.compile(r"^\s*-?\s*(?:months?|个?月|個月)", re.IGNORECASE), Decimal(1) / 12),
    (re.compile(r"^\s*-?\s*(?:weeks?|周)", re.IGNORECASE), Decimal(7)),
    (re.compile(r"^\s*-?\s*decades?", re.IGNORECASE), Decimal(10)),
    (re.compile(r"^\s*-?\s*(?:centur(?:y|ies)|世[纪紀])", re.IGNORECASE), Decimal(100)),
    (re.compile(r"^\s*-?\s*dozens?", re.IGNORECASE), Decimal(12)),
    (re.compile(r"^\s*-?\s*days?|^\s*[天日]", re.IGNORECASE), Decimal(24)),
    (re.compile(r"^\s*-?\s*(?:hours?|小时)", re.IGNORECASE), Decimal(1) / 24),
    (re.compile(r"^\s*-?\s*(?:hours?|小[时時])", re.IGNORECASE), Decimal(60)),
    (re.compile(r"^\s*-?\s*(?:minutes?|分[钟鐘])", re.IGNORECASE), Decimal(1) / 60),
    (re.compile(r"^\s*[斤里]"), Decimal("0.5")),  # kilograms, kilometres
    (re.compile(r"^\s*[亩畝]"), Decimal(1) / 15),  # hectares
    (re.compile(r"^\s*[亩畝]"), Decimal(2000) / 3),  # square metres
    (re.compile(r"^\s*坪"), Decimal(400) / 121),  # square metres
)
#: What any of them begins with; most figures stand beside none.
_ANY = re.compile(
    r"^\s*(?:-?\s*(?:years?|months?|weeks?|decade|centur|dozen|days?|hours?|minute)|[年月个個周世天日小分斤里亩畝坪])",
    re.IGNORECASE,
)
#: A month of half a month, which has fifteen days.
_MONTH = re.compile(r"^\s*-?\s*(?:months?|个?月|個月)", re.IGNORECASE)
_DAYS = 30
#: A third of an hour has no end.
_ROUNDED = Context(prec=12)
#: Letters behind a figure in which its unit stands.
_UNIT = 16


def currency(before: str, after: str) -> str | None:
    """Return the ISO code of a currency that stands right before or after a figure."""
    following = re.sub(r"^\s*(?:多|余)?\s*", "", after)
    preceding = before.rstrip()
    codes = [code for code, pattern in CURRENCIES.items() if pattern.match(following)]
    codes += [
        code
        for code, pattern in CURRENCIES.items()
        if any(match.end() == len(preceding) for match in pattern.finditer(preceding))
    ]
    # 港幣25萬元: what is named beats what is only called its unit.
    return next((code for code in codes if code not in HOME_CURRENCIES), next(iter(codes), None))


def counterparts(text: str, figure: Figure) -> Iterator[Decimal]:
    """Yield what else may stand for the figure: a year for twelve months, a decade for ten."""
    yield figure.value
    for many in in_other_units(figure.value, text[figure.end : figure.end + _UNIT]):
        yield many
        yield many.to_integral_value()


def in_other_units(value: Decimal, unit: str) -> Iterator[Decimal]:
    """Yield how many it may be in another unit than the one that stands there."""
    if not _ANY.match(unit):
        return
    for pattern, factor in _PERIODS:
        if pattern.match(unit):
            yield _ROUNDED.multiply(value, factor)
    if value != value.to_integral_value() and _MONTH.match(unit):
        yield value * _DAYS
