"""Where an Item's Chinese and English editions state different things: hints, never verdicts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from alerts.fact_dates import dates, relative_words, weekdays
from alerts.fact_names import missing_names
from alerts.fact_numbers import Figure, counterparts, figures
from alerts.fact_patterns import ADDRESS, CLOCK, EMAIL, PHONE
from alerts.facts import DateParts, Fact, FactKind, Facts
from alerts.fingerprint import content_paragraphs
from storage.types import Content, Edition, Language

#: "Nearly 50,000" is the same as 49,643: rough figures may differ by this part.
_ROUGHLY = Decimal("0.05")
#: Han characters for one English word in a translation lie between; beyond, one is a summary.
_FEWEST_HAN, _MOST_HAN = 1.0, 3.4
#: When most claims have no counterpart, the editions are no translations of each other.
_STRANGERS = 0.5
_ENOUGH = 6
_NAMES = {"zh": "Chinese", "en": "English"}
_WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Letters; a sign or the name of a currency is no longer, and a page may be a megabyte of figures.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that only one of the two editions says."""

    kind: FactKind
    only_in: Language
    #: As it stands in that edition.
    text: str

    def __str__(self) -> str:
        """Return it in words: `only in the Chinese text: 10亿美元`."""
        return f"only in the {_NAMES[self.only_in[:2]]} text: {self.text}"


def disagreements(content: Content) -> tuple[Hint, ...]:
    """Return what stands in one edition only; () when there are not both."""
    chinese = next((tag for tag in content.editions if tag.startswith("zh")), None)
    if chinese is None or "en" not in content.editions:
        return ()
    return _disagreements(chinese, _text(content.editions[chinese]), _text(content.editions["en"]))


@lru_cache(maxsize=512)  # a digest tells the same Item to every reader
def _disagreements(chinese: Language, zh: str, en: str) -> tuple[Hint, ...]:
    if not zh or not en:
        return ()
    ratio = len(re.findall(r"[\u4e00-\u9fff]", zh)) / max(1, len(re.findall(r"[A-Za-z]+", en)))
    mine, theirs = facts(zh), facts(en)
    from_zh = _unmatched(mine, theirs) if ratio < _MOST_HAN else []
    from_en = _unmatched(theirs, mine) if ratio > _FEWEST_HAN else []
    if _strangers(from_zh, mine) or _strangers(from_en, theirs):
        return ()
    hints = [Hint(fact.kind, chinese, fact.text) for fact in from_zh]
    if ratio < _MOST_HAN:
        hints += [Hint("name", chinese, name) for name in missing_names(zh, en)]
    hints += [Hint(fact.kind, "en", fact.text) for fact in from_en]
    return tuple(dict.fromkeys(hints))


def facts(text: str) -> Facts:
    """Return what a text claims and mentions."""
    emails = frozenset(match[0].lower().rstrip(".") for match in EMAIL.finditer(text))
    plain = _masked(_masked(_masked(text, ADDRESS), PHONE), CLOCK)
    dated = dates(plain)
    undated = list(plain)
    for one in dated:
        undated[one.start : one.end] = " " * (one.end - one.start)
    bare = "".join(undated)
    read = figures(bare)
    everything = figures(plain) + figures(text)
    claims = [Fact("email", email) for email in sorted(emails)]
    claims += [
        Fact("date", plain[d.start : d.end].strip(), dates=d.dates) for d in dated if d.claim
    ]
    claims += [_fact(bare, one) for one in read if one.claim]
    claims += [Fact("weekday", _WEEKDAYS[day], number=Decimal(day)) for day in weekdays(plain)]
    return Facts(
        claims=tuple(claims),
        numbers=frozenset(n for one in everything for n in counterparts(plain, one)),
        rough=frozenset(one.value for one in everything if one.rough),
        money=frozenset((one.value, one.currency) for one in read if one.currency),
        dates=frozenset(date for one in dated for date in one.dates),
        weekdays=weekdays(plain),
        emails=emails,
        relative=relative_words(plain),
    )


def _text(edition: Edition) -> str:
    body = "\n".join(content_paragraphs(edition.body))
    return unicodedata.normalize("NFKC", f"{edition.title or ''}\n{body}".strip())


def _masked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _fact(text: str, figure: Figure) -> Fact:
    shown = text[figure.start : figure.end].strip()
    if figure.kind != "number":
        shown = _with_unit(text, figure)
    return Fact(figure.kind, shown, figure.value, figure.currency, rough=figure.rough)


def _with_unit(text: str, figure: Figure) -> str:
    """Return the figure with the percent sign or currency that stands beside it."""
    near = max(0, figure.start - _BESIDE)
    before = re.search(r"(?:百分之|US\$|USD|RMB|CNY|EUR|[$€£¥])\s*$", text[near : figure.start])
    after = re.match(
        r"\s*(?:%|‰|个百分点|per ?cent|percentage points?|(?:U\.?S\.? )?[a-z]+"
        r"|[^\W\d_a-zA-Z]{1,2}元|人民币|元)",
        text[figure.end : figure.end + _BESIDE],
        re.IGNORECASE,
    )
    start = near + before.start() if before else figure.start
    return text[start : figure.end + (after.end() if after else 0)].strip()


def _strangers(unmatched: Sequence[Fact], side: Facts) -> bool:
    missing = len(unmatched)
    return missing >= _ENOUGH and missing > _STRANGERS * len(side.claims)


def _unmatched(side: Facts, other: Facts) -> list[Fact]:
    return [claim for claim in side.claims if not _has(other, claim)]


def _has(other: Facts, claim: Fact) -> bool:
    """Return whether the other text may say the same."""
    if claim.kind == "email":
        # Press contacts often stand in one edition only: two addresses disagree, one does not.
        return not other.emails or claim.text in other.emails
    if claim.kind == "weekday":
        return not other.weekdays or int(claim.number or 0) in other.weekdays
    if claim.kind == "date":
        return any(_has_date(other, date) for date in claim.dates)
    if claim.number is None:
        return True
    if claim.kind == "money":
        named = {code for number, code in other.money if number == claim.number}
        if named:
            return claim.currency in named
    return claim.number in other.numbers or _has_roughly(other, claim)


def _has_roughly(other: Facts, claim: Fact) -> bool:
    number = claim.number or Decimal(0)
    candidates = other.numbers if claim.rough else other.rough
    return any(abs(one - number) <= _ROUGHLY * max(one, number) for one in candidates)


def _has_date(other: Facts, claim: DateParts) -> bool:
    year, month, day = claim
    if day is not None:
        return _has_day(other, claim)
    if month is not None:
        found = any(
            (m == month and y in {year, None}) or (m == month and year is None)
            for y, m, _ in other.dates
        )
        return found or "month" in other.relative or ("year" in other.relative and not other.dates)
    named = any(y == year for y, _, _ in other.dates)
    return named or Decimal(year or 0) in other.numbers or "year" in other.relative


def _has_day(other: Facts, claim: DateParts) -> bool:
    """Return whether a day is named, or nothing contradicts it where the text is vaguer."""
    year, month, day = claim
    same_month = [one for one in other.dates if one[1] == month]
    for y, _, d in same_month:
        if d == day and (y is None or year is None or y == year):
            return True
    if any(m is None and d == day for _, m, d in other.dates):
        return True
    if any(d is not None for _, _, d in same_month):
        return False
    vague = any(y in {year, None} or year is None for y, _, _ in same_month)
    return vague or "day" in other.relative
