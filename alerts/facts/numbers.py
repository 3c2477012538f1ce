"""Figures, percentages and money, read out of Chinese and English prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from alerts.facts.beside import PERCENT, ROUGH, currency
from alerts.facts.loose import loose
from alerts.facts.mixed import mixed
from alerts.facts.patterns import (
    EN_ORDINALS,
    EN_WORDS,
    MAGNITUDES,
    ZH_NUMERAL,
    chinese_number,
    in_tenths,
)
from alerts.facts.types import Figure

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH_MAGNITUDE = "万亿|萬億|千亿|百亿|十亿|千万|千萬|百万|百萬|十万|亿|億|万|萬|千|百"
_EN_MAGNITUDE = "hundred|thousand|million|billion|trillion|mln|bln|mn|bn"
#: A word is looked through from its beginning only: a page may have one of a megabyte.
_FIGURE = re.compile(
    rf"(?P<glued>(?<![A-Za-z])[A-Za-z]+[.-]?)?(?P<n>{_DIGITS})(?P<th>(?:st|nd|rd|th)\b)?"
    rf"(?:\s*(?:(?:多|余|來|来)\s*)?(?P<zh>{_ZH_MAGNITUDE})(?:(?P<n2>\d{{1,4}}(?:\.\d+)?)\s*(?P<zh2>万|萬|千)|(?P<rest>\d,\d{{3}}|\d{{4}})(?!\d))?"
    rf"|[\s-]*(?P<en>{_EN_MAGNITUDE})\b|(?P<short>[km])\b)?"
    r"(?P<tail>\s*(?:多|余|餘|\+))?",
    re.IGNORECASE,
)
_PERCENT_ZH = re.compile(r"百分之\s*$")
_WORD_RUN = re.compile(
    rf"\b(?:(?:{'|'.join(EN_WORDS)}|an?|{_EN_MAGNITUDE})(?:[\s-]+(?:and[\s-]+)?|\b))+",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^[多余餘]?\s*(?:名|个|個|位|人|家|项|項|次|省|市|县|届|岁|周|天|户|份|篇|场|件|台|辆|所|条|小时|国)"
)
_IDIOMS = ("十分", "千万不", "千万要", "万一", "百分", "一一", "十足", "百般", "万分", "千百")
#: Weights, areas and ways that a translator converts.
_CONVERTED = re.compile(
    r"^\s*-?\s*(?:斤|亩|畝|坪|英里|华里|里(?![程面])|英尺|尺|寸|acres?\b|miles?\b|feet\b|foot\b|inch(?:es)?\b"
    r"|mu\b|jin\b|°F|degrees? Fahrenheit)",
    re.IGNORECASE,
)
#: Round the clock; and the minutes beside hours, which another text counts together.
_DAY_LONG = re.compile(r"^\s*-?\s*(?:小时|小時|hours?\b)", re.IGNORECASE)
_HOURS_BEFORE = re.compile(r"(?:小时|小時|hours?(?: and)?)\s*$", re.IGNORECASE)
_MINUTES_BEHIND = re.compile(r"^\s*(?:分|minutes?\b)", re.IGNORECASE)
#: 六七万, 两三百, 十六七: about so many, both being named.
_PAIR_ZH = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<one>[一二两兩三四五六七八])(?P<two>[二两兩三四五六七八九])"
    r"(?P<unit>[十百千]?[万萬亿億]?)"
)
_PAIR_EN = re.compile(
    r"^\s*(?:or|to|and|-|–)\s*([a-z]+|[\d,.]+)[\s-]+(thousand|million|hundred)\b", re.IGNORECASE
)
_UNIT_ZH = re.compile(r"[十百千万萬亿億]")
#: Twice and both, once and a: smaller figures have too many other names.
_SMALLEST = 3
_TENS = 10
_ROUND_THE_CLOCK = 24
#: A longer row of numerals (`亿亿亿…`) or digits counts nothing.
_LONGEST = 30


def figures(text: str) -> list[Figure]:
    """Return all numbers of a text, in digits and in words of both languages."""
    return [*counted(text), *loose(text)]


def counted(text: str) -> list[Figure]:
    """Return the numbers that are counted with; no words that only may stand for one."""
    halves = mixed(text)
    rest = _without(text, halves)
    return [*halves, *_digits(rest), *_chinese(rest), *_english(rest)]


def _without(text: str, figures: Iterable[Figure]) -> str:
    left = list(text)
    for one in figures:
        left[one.start : one.end] = " " * (one.end - one.start)
    return "".join(left)


def _digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        if len(match["n"]) > _LONGEST:
            continue
        plain = Decimal(match["n"].replace(",", ""))
        factor = MAGNITUDES.get((match["zh"] or match["en"] or match["short"] or "").lower(), 1)
        value = plain * factor
        if match["n2"]:
            value += Decimal(match["n2"]) * MAGNITUDES[match["zh2"]]
        if match["rest"]:
            value += Decimal(match["rest"].replace(",", ""))
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
    rough = bool(ROUGH.search(before)) or bool(match["tail"])
    if PERCENT.match(after) or _PERCENT_ZH.search(before):
        yield Figure(start, end, value, "percentage", claim=True, rough=rough)
        return
    money = currency(before, after)
    if money:
        yield Figure(start, end, value, "money", claim=True, currency=money, rough=rough)
        return
    sure = sure and value >= _SMALLEST and _is_compared(value, before, after)
    yield Figure(start, end, value, "number", claim=sure, rough=rough)
    yield from _of_a_pair(start, end, value, after)


def _of_a_pair(start: int, end: int, value: Decimal, after: str) -> Iterator[Figure]:
    """Yield the thousands of the sixty in `sixty or seventy thousand`."""
    behind = _PAIR_EN.match(after)
    if behind:
        many = value * MAGNITUDES[behind[2].lower()]
        yield Figure(start, end, many, "number", claim=False)


def _is_compared(value: Decimal, before: str, after: str) -> bool:
    """Return whether a translation has the same figure: no acres for 亩, nor 24 hours."""
    if _CONVERTED.match(after):
        return False
    if _MINUTES_BEHIND.match(after) and _HOURS_BEFORE.search(before):
        return False
    return not (value == _ROUND_THE_CLOCK and _DAY_LONG.match(after))


def _chinese(text: str) -> Iterator[Figure]:
    for match in ZH_NUMERAL.finditer(text):
        yield from _numeral(text, match)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Figure]:
    """Yield what one Chinese numeral may mean; it claims something when it counts something."""
    value = chinese_number(match[0]) if len(match[0]) <= _LONGEST else None
    if value is None:
        return
    start, end = match.span()
    if short := in_tenths(match[0]):  # `four thousand two` is as short
        yield Figure(start, end, value, "number", claim=False)
        value = short
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    structured = (
        value >= _TENS and match[0][0] not in "百千万萬亿億" and bool(_UNIT_ZH.search(match[0]))
    )
    money = currency(before, after) if structured else None
    rough = bool(re.match(r"[多余]", after)) or bool(ROUGH.search(before))
    if _PERCENT_ZH.search(before):
        yield Figure(start, end, value, "percentage", claim=True, rough=rough)
    elif money:
        yield Figure(start, end, value, "money", claim=True, currency=money, rough=rough)
    else:
        idiom = any(text.startswith(one, start) for one in _IDIOMS)
        vague = before.endswith(("数", "几", "成", "上"))  # tens of thousands, by the hundred
        counts = len(match[0]) > 1 and not (idiom or vague) and bool(_MEASURE.match(after))
        yield Figure(start, end, value, "number", claim=structured and counts, rough=rough)
    pair = _PAIR_ZH.fullmatch(match[0])
    if pair:
        yield from _pair(start, end, pair)
    for char in match[0]:  # `一二月`: each by itself may be meant
        yield Figure(start, end, chinese_number(char) or Decimal(0), "number", claim=False)
    plan = re.fullmatch(r"(十[一二三四五六七八九])五", match[0])  # the Five-Year Plans
    if plan:
        yield Figure(start, end, chinese_number(plan[1]) or value, "number", claim=False)


def _pair(start: int, end: int, pair: re.Match[str]) -> Iterator[Figure]:
    tens = (chinese_number(pair["tens"]) if pair["tens"] else None) or Decimal(0)
    for digit in (pair["one"], pair["two"]):
        value = chinese_number(digit + pair["unit"]) or Decimal(0)
        yield Figure(start, end, tens + value, "number", claim=False, rough=True)


def _english(text: str) -> Iterator[Figure]:
    for start, end in _in_words(text):
        words = re.findall(r"[a-z]+", text[start:end].lower())
        value = words_value(words)
        if value is None:
            continue
        before, after = text[max(0, start - 14) : start], text[end : end + 60].lstrip(" -\n")[:30]
        rough = bool(ROUGH.search(before))
        if PERCENT.match(after):
            yield Figure(start, end, value, "percentage", claim=True, rough=rough)
            continue
        money = currency("", after) if value >= _TENS else None
        if money:
            yield Figure(start, end, value, "money", claim=True, currency=money, rough=rough)
            continue
        paired = _PAIR_EN.match(after)
        claim = value >= _TENS and words[-1] not in EN_ORDINALS and words[0] not in {"a", "an"}
        claim = claim and not paired and _is_compared(value, before, after)
        yield Figure(start, end, value, "number", claim=claim, rough=rough)
        yield from _of_a_pair(start, end, value, after)


def _in_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers in English words stand; an ordinal ends one: `first forty` are two."""
    for match in _WORD_RUN.finditer(text):
        start = None
        for word in re.finditer(r"[a-z]+", match[0], re.IGNORECASE):
            at, end = match.start() + word.start(), match.start() + word.end()
            start = at if start is None else start
            if word[0].lower() in EN_ORDINALS:
                if start < at and not _is_tens(match.string[start:at]):
                    yield start, at  # ten third prizes
                    start = at
                yield start, end
                start = None
        if start is not None:
            yield start, end


def _is_tens(text: str) -> bool:
    """Return whether an ordinal goes on what is before it: twenty-first, one hundred and first."""
    last = re.findall(r"[a-z]+", text.lower())[-1]
    return last == "and" or last in MAGNITUDES or EN_WORDS.get(last, 0) in range(20, 100, 10)


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
