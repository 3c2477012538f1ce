"""Figures, percentages and money, read out of Chinese and English prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from alerts.fact_patterns import (
    CURRENCIES,
    EN_LOOSE,
    EN_ORDINALS,
    EN_WORDS,
    FRACTIONS_EN,
    MAGNITUDES,
    ROMAN,
    ZH_NUMERAL,
    chinese_number,
)

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH_MAGNITUDE = "万亿|萬億|千亿|百亿|十亿|千万|千萬|百万|百萬|十万|亿|億|万|萬|千|百"
_EN_MAGNITUDE = "hundred|thousand|million|billion|trillion|mln|bln|mn|bn"
#: A word is looked through from its beginning only: a page may have one of a megabyte.
_FIGURE = re.compile(
    rf"(?P<glued>(?<![A-Za-z])[A-Za-z]+[.-]?)?(?P<n>{_DIGITS})(?P<th>(?:st|nd|rd|th)\b)?"
    rf"(?:\s*(?:(?:多|余|來|来)\s*)?(?P<zh>{_ZH_MAGNITUDE})(?:(?P<n2>\d+(?:\.\d+)?)\s*(?P<zh2>万|萬|千))?"
    rf"|[\s-]*(?P<en>{_EN_MAGNITUDE})\b|(?P<short>[km])\b)?"
    r"(?P<tail>\s*(?:多|余|餘|\+))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"^\s*(?:%|‰|个百分点|個百分點|per[\s-]?cent\b|percentage[\s-]points?\b|pct\b)", re.IGNORECASE
)
_PERCENT_ZH = re.compile(r"百分之\s*$")
_ROUGH = re.compile(
    r"(?:约|近|超过|超|逾|至少|不到|大约|将近|约为|多达|上|over|about|nearly|around|approximately"
    r"|almost|some|more than|less than|at least|up to|roughly|close to|exceeding|under)\s*$",
    re.IGNORECASE,
)
_WORD_RUN = re.compile(
    rf"\b(?:(?:{'|'.join(EN_WORDS)}|an?|{_EN_MAGNITUDE})(?:[\s-]+(?:and[\s-]+)?|\b))+",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^[多余餘]?\s*(?:名|个|個|位|人|家|项|項|次|省|市|县|届|岁|周|天|户|份|篇|场|件|台|辆|所|条|小时|国)"
)
_IDIOMS = ("十分", "千万不", "千万要", "万一", "百分", "一一", "十足", "百般", "万分", "千百")
_CHENG = re.compile(r"([一二两三四五六七八九])成(半)?(?![立为功员果本都长效就熟交分份])")
#: The first day: twenty-four hours.
_FIRST_ZH = re.compile(r"首(?=[日天周月年])")
_HALF_ZH = re.compile(r"一半|半数|过半|各半|半年|半个")
_HALF_EN = re.compile(r"\bhalf[\s-](?:an?[\s-])?(million|billion)\b", re.IGNORECASE)
_UNIT_ZH = re.compile(r"[十百千万萬亿億]")
_THIRDS_ZH = re.compile(r"([二三四五六七八九十])分之([一二两三四五六七八九])")
_PERIODS = (
    (re.compile(r"^\s*-?\s*(?:years?|年)", re.IGNORECASE), Decimal(12)),
    (re.compile(r"^\s*-?\s*(?:months?|个月|個月)", re.IGNORECASE), Decimal(1) / 12),
    (re.compile(r"^\s*-?\s*(?:weeks?|周)", re.IGNORECASE), Decimal(7)),
    (re.compile(r"^\s*-?\s*decades?", re.IGNORECASE), Decimal(10)),
    (re.compile(r"^\s*-?\s*days?|^\s*[天日]", re.IGNORECASE), Decimal(24)),
    (re.compile(r"^\s*-?\s*(?:hours?|小时)", re.IGNORECASE), Decimal(1) / 24),
)
#: Twice and both, once and a: smaller figures have too many other names.
_SMALLEST = 3
_TENS = 10
#: A longer row of numerals (`亿亿亿…`) counts nothing.
_LONGEST = 30


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


def figures(text: str) -> list[Figure]:
    """Return all numbers of a text, in digits and in words of both languages."""
    return [*_digits(text), *_chinese(text), *_english(text), *_loose(text)]


def counterparts(text: str, figure: Figure) -> Iterator[Decimal]:
    """Yield what else may stand for the figure: a year for twelve months, a decade for ten."""
    yield figure.value
    for unit, factor in _PERIODS:
        if unit.match(text[figure.end : figure.end + 10]):
            yield figure.value * factor
            yield (figure.value * factor).to_integral_value()


def _digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        plain = Decimal(match["n"].replace(",", ""))
        factor = MAGNITUDES.get((match["zh"] or match["en"] or match["short"] or "").lower(), 1)
        value = plain * factor
        if match["n2"]:
            value += Decimal(match["n2"]) * MAGNITUDES[match["zh2"]]
        before = text[max(0, match.start() - 14) : match.start()]
        after = text[match.end() : match.end() + 30]
        glued = bool(match["glued"]) or bool(re.match(r"[A-Za-z]", after) and not match["th"])
        if match["glued"]:
            before = text[max(0, match.start("n") - 14) : match.start("n")]
        yield from _figure(match, value, before, after, sure=not glued)
        if factor != 1:  # `100 m` may be metres
            yield Figure(match.start("n"), match.end("n"), plain, "number", claim=False)


def _figure(
    match: re.Match[str], value: Decimal, before: str, after: str, *, sure: bool
) -> Iterator[Figure]:
    start, end = match.start("n"), match.end()
    rough = bool(_ROUGH.search(before)) or bool(match["tail"])
    if _PERCENT.match(after) or _PERCENT_ZH.search(before):
        yield Figure(start, end, value, "percentage", claim=True, rough=rough)
        return
    currency = _currency(before, after)
    if currency:
        yield Figure(start, end, value, "money", claim=True, currency=currency, rough=rough)
        return
    yield Figure(start, end, value, "number", claim=sure and value >= _SMALLEST, rough=rough)


def _currency(before: str, after: str) -> str | None:
    """Return the ISO code of a currency that stands right before or after a figure."""
    following = re.sub(r"^\s*(?:多|余)?\s*", "", after)
    preceding = before.rstrip()
    for pattern, code in CURRENCIES:
        if pattern.match(following):
            return code
    for pattern, code in CURRENCIES:
        if any(match.end() == len(preceding) for match in pattern.finditer(preceding)):
            return code
    return None


def _chinese(text: str) -> Iterator[Figure]:
    for match in ZH_NUMERAL.finditer(text):
        yield from _numeral(text, match)
    for match in _CHENG.finditer(text):
        share = (chinese_number(match[1]) or Decimal(0)) * _TENS
        yield _mention(match, share + (5 if match[2] else 0))
    for match in _THIRDS_ZH.finditer(text):
        whole, part = chinese_number(match[1]), chinese_number(match[2])
        if whole and part:
            yield _mention(match, (part * 100 / whole).to_integral_value())
    for match in _FIRST_ZH.finditer(text):
        yield Figure(match.start(), match.end(), Decimal(1), "number", claim=False)
    for match in _HALF_ZH.finditer(text):
        yield _mention(match, Decimal(50))
        yield _mention(match, Decimal(6))


def _mention(match: re.Match[str], value: Decimal) -> Figure:
    """Return a share in words: only ever a counterpart, and a rough one."""
    return Figure(match.start(), match.end(), value, "percentage", claim=False, rough=True)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Figure]:
    """Yield what one Chinese numeral may mean; it claims something when it counts something."""
    value = chinese_number(match[0]) if len(match[0]) <= _LONGEST else None
    if value is None:
        return
    start, end = match.span()
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    structured = (
        value >= _TENS and match[0][0] not in "百千万亿" and bool(_UNIT_ZH.search(match[0]))
    )
    currency = _currency(before, after) if structured else None
    rough = bool(re.match(r"[多余]", after)) or bool(_ROUGH.search(before))
    if _PERCENT_ZH.search(before):
        yield Figure(start, end, value, "percentage", claim=True, rough=rough)
    elif currency:
        yield Figure(start, end, value, "money", claim=True, currency=currency, rough=rough)
    else:
        idiom = any(text.startswith(one, start) for one in _IDIOMS)
        vague = before.endswith(("数", "几", "成", "上"))  # tens of thousands, by the hundred
        counts = len(match[0]) > 1 and not (idiom or vague) and bool(_MEASURE.match(after))
        yield Figure(start, end, value, "number", claim=structured and counts, rough=rough)
    for char in match[0]:  # `一二月`: each by itself may be meant
        yield Figure(start, end, chinese_number(char) or Decimal(0), "number", claim=False)
    plan = re.fullmatch(r"(十[一二三四五六七八九])五", match[0])  # the Five-Year Plans
    if plan:
        yield Figure(start, end, chinese_number(plan[1]) or value, "number", claim=False)


def _english(text: str) -> Iterator[Figure]:
    for start, end in _in_words(text):
        words = re.findall(r"[a-z]+", text[start:end].lower())
        value = words_value(words)
        if value is None:
            continue
        before, after = text[max(0, start - 14) : start], text[end : end + 60].lstrip(" -\n")[:30]
        rough = bool(_ROUGH.search(before))
        if _PERCENT.match(after):
            yield Figure(start, end, value, "percentage", claim=True, rough=rough)
            continue
        currency = _currency("", after) if value >= _TENS else None
        if currency:
            yield Figure(start, end, value, "money", claim=True, currency=currency, rough=rough)
            continue
        claim = value >= _TENS and words[-1] not in EN_ORDINALS and words[0] not in {"a", "an"}
        yield Figure(start, end, value, "number", claim=claim, rough=rough)


def _in_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers in English words stand; an ordinal ends one: `first forty` are two."""
    for match in _WORD_RUN.finditer(text):
        start = None
        for word in re.finditer(r"[a-z]+", match[0], re.IGNORECASE):
            at, end = match.start() + word.start(), match.start() + word.end()
            start = at if start is None else start
            if word[0].lower() in EN_ORDINALS:
                yield start, end
                start = None
        if start is not None:
            yield start, end


def words_value(words: list[str]) -> Decimal | None:
    """Return the value of English number words: `one hundred and twenty` is 120."""
    if words[0] in MAGNITUDES:  # the million of `281 million`, hundreds of
        return None
    total, section, seen = 0, 0, False
    for word in words:
        if word in {"a", "an"}:
            continue
        if word in EN_WORDS:
            section += EN_WORDS[word]
            seen = True
        elif word == "hundred":
            section = (section or 1) * 100
            seen = True
        elif word in MAGNITUDES:
            total += (section or 1) * MAGNITUDES[word]
            section, seen = 0, True
    return Decimal(total + section) if seen else None


def _loose(text: str) -> Iterator[Figure]:
    """Yield words that may stand for a number: a decade, both, Phase III."""
    for match in re.finditer(rf"\b({'|'.join(EN_LOOSE)})(?:s|ly)?\b", text, re.IGNORECASE):
        value = Decimal(EN_LOOSE[match[1].lower()])
        yield Figure(match.start(), match.end(), value, "number", claim=False)
    for match in re.finditer(r"\b[IVX]{1,5}\b", text):
        if match[0] in ROMAN:
            yield Figure(
                match.start(), match.end(), Decimal(ROMAN[match[0]]), "number", claim=False
            )
    for match in _HALF_EN.finditer(text):
        value = MAGNITUDES[match[1].lower()] / Decimal(2)
        yield Figure(match.start(), match.end(), value, "number", claim=False)
    for pattern, share in FRACTIONS_EN.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Figure(
                match.start(), match.end(), Decimal(share), "percentage", claim=False, rough=True
            )
    for match in re.finditer(r"\byear and a half\b|一年半", text, re.IGNORECASE):
        yield Figure(match.start(), match.end(), Decimal(18), "number", claim=False)
    for match in re.finditer(r"\bhalf[- ](?:a[- ])?year\b|\bsix[- ]month", text, re.IGNORECASE):
        yield Figure(match.start(), match.end(), Decimal(6), "number", claim=False)
