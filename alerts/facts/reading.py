"""Reading what a text states out of it: all it claims, and all it mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from alerts.facts.beside import counterparts
from alerts.facts.clocks import Clock, clocks
from alerts.facts.dates import dates, feasts, relative_words, weekdays
from alerts.facts.numbers import figures
from alerts.facts.patterns import (
    ADDRESS,
    CURRENCIES,
    EMAIL,
    HOME_CURRENCIES,
    LOCAL_CURRENCIES,
    PHONE,
)
from alerts.facts.types import Dated, Fact, Facts, Figure

#: The ISO codes of what is called by its unit only.
Units = Mapping[str, str]

#: From 3 to 5 per cent: 3 is one, too.
_SHARE = re.compile(r"[%‰]|per ?cent|百分|[\u4e00-\u9fff]成", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:UTC|GMT)\s*[+\u2212-]\s*\d{1,2}(?::[0-5]\d)?")
_UNIT_BEHIND_A_SIGN = re.compile(
    r"\s*(?:%|‰|个百分点|per ?cent|percentage points?|[万萬亿億]?[^\W\d_a-zA-Z]{0,2}元|人民币)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"{_UNIT_BEHIND_A_SIGN.pattern}|\s*(?:U\.?S\.? |Hong Kong )?[a-z]{{1,20}}", re.IGNORECASE
)
#: Letters; a sign or the name of a currency is no longer, and a page may be a megabyte of figures.
_BESIDE = 40


def meant_by_units(text: str) -> Units:
    """Return what a mere 元 or $ is: the dollars of one place where only those are spoken of."""
    named = Counter({code: len(CURRENCIES[code].findall(text)) for code in LOCAL_CURRENCIES})
    ((local, times),) = named.most_common(1)
    return {
        unit: local if times and not CURRENCIES[home].search(text) else home
        for unit, home in HOME_CURRENCIES.items()
    }


def facts(text: str, units: Units = HOME_CURRENCIES) -> Facts:
    """Return what a text claims and mentions; `units`: the currencies of a mere 元 or $."""
    emails = frozenset(match[0].lower().rstrip(".") for match in EMAIL.finditer(text))
    plain = _masked(_masked(_masked(text, ADDRESS), PHONE), _ZONE)
    plain = _blank(plain, clocks(plain))
    dated = dates(plain)
    bare = _blank(plain, dated)
    read = figures(bare)
    everything = figures(plain) + figures(text)
    claims = [Fact("email", email) for email in sorted(emails)]
    claims += [
        Fact("date", plain[d.start : d.end].strip().rstrip("."), dates=d.dates)
        for d in dated
        if d.claim
    ]
    claims += [_fact(bare, one, units) for one in read if one.claim]
    return Facts(
        claims=tuple(claims),
        numbers=frozenset(n for one in everything for n in counterparts(plain, one)),
        rough=frozenset(one.value for one in everything if one.rough),
        money=frozenset((one.value, _code(one, units)) for one in read if one.currency),
        dates=frozenset(chain((day for one in dated for day in one.dates), feasts(plain))),
        periods=frozenset(one.period for one in dated if one.period),
        weekdays=frozenset(one.day for one in weekdays(plain) if one.date is None),
        shares=frozenset(
            one.value
            for one in everything
            if one.kind == "percentage" or _SHARE.search(plain, *_around(one))
        ),
        emails=emails,
        relative=relative_words(plain),
    )


def _around(figure: Figure) -> tuple[int, int]:
    return max(0, figure.start - _BESIDE), figure.end + _BESIDE


def _blank(text: str, parts: Iterable[Clock | Dated]) -> str:
    left = list(text)
    for one in parts:
        left[one.start : one.end] = " " * (one.end - one.start)
    return "".join(left)


def _masked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _code(figure: Figure, units: Units) -> str:
    code = figure.currency or ""
    return units.get(code, code)


def _fact(text: str, figure: Figure, units: Units) -> Fact:
    shown = text[figure.start : figure.end].strip()
    if figure.kind != "number":
        shown = _with_unit(text, figure)
    currency = _code(figure, units) if figure.currency else None
    return Fact(figure.kind, shown, figure.value, currency, rough=figure.rough)


def _with_unit(text: str, figure: Figure) -> str:
    """Return the figure with the percent sign or currency that stands beside it."""
    near = max(0, figure.start - _BESIDE)
    before = re.search(
        r"(?:百分之|(?:US|HK|NT)?\$|USD|RMB|CNY|EUR|[€£¥])\s*$", text[near : figure.start]
    )
    after = (_UNIT_BEHIND_A_SIGN if before else _UNIT).match(text, figure.end)
    start = near + before.start() if before else figure.start
    return text[start : after.end() if after else figure.end].strip()
