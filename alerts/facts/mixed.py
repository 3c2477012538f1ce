"""Halves and quarters: half a million dollars, 34 and a half, an hour and a half, 一个半小时."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from alerts.facts.beside import BEFORE, PERCENT, ROUGH, currency, in_other_units
from alerts.facts.patterns import EN_ORDINALS, EN_WORDS, MAGNITUDES, ZH_DIGITS, chinese_number
from alerts.facts.types import Figure

_I = re.IGNORECASE
_WORD = "|".join(word for word, n in EN_WORDS.items() if n and word not in EN_ORDINALS)
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}|(?:{_WORD})(?:[\s-]+(?:{_WORD})){{0,2}}"
_MANY = r"(?:hundred|thousand|million|billion|trillion|mln|bln|mn|bn)\b"
_UNIT = r"(?:minute|hour|day|week|month|year|decade|century|centurie|dozen)s?\b"
_SHARE = r"(?:%|per[\s-]?cent\b|percentage[\s-]points?\b)"
_QUARTERS = r"(?:an?|one|three)[\s-]+quarters?|three[\s-]+fourths|(?:a|one)[\s-]+fourth"
_BEHIND_AND = rf"(?:an?|one)[\s-]+half|half|{_QUARTERS}"
_OF = r"(?:[\s-]+of)?(?:[\s-]+(?:an?|one|1))?[\s-]+"
_PARTS = {"1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "1/3": "0.333", "2/3": "0.667"}
_PART = "|".join(_PARTS)
#: Half a million, three quarters of a billion; half an hour, a quarter of one per cent.
_PART_OF = re.compile(
    rf"(?<![\w-])(?P<part>(?:an?[\s-]+|one[\s-]+)?half|(?:an?[\s-]+|one[\s-]+|three[\s-]+)?quarters?"
    rf"|three[\s-]+fourths|(?:{_PART}))"
    rf"{_OF}(?:(?P<many>{_MANY}(?:[\s-]+{_MANY})?)|(?P<unit>{_UNIT})|(?={_SHARE}))",
    _I,
)
#: Two and a half million, 34 and a half; 2 1/2 million.
_AND_PART = re.compile(
    rf"(?<![\w.,/-])(?P<n>{_NUMBER})(?:[\s-]+and[\s-]+(?P<part>{_BEHIND_AND})|[\s-]+(?P<small>{_PART}))"
    rf"(?:(?P<many>(?:[\s-]+{_MANY}){{1,2}})|(?=[\s-]*(?:{_SHARE}|{_UNIT}|times\b))"
    r"|(?<=half)(?<!and half)(?<!and-half)(?![\w-])(?!\s+(?:of|an?|the)\b))",
    _I,
)
#: A million and a half; an hour and a half, three years and a half.
_UNIT_AND_PART = re.compile(
    rf"(?<![\w.,/-])(?P<n>{_NUMBER}|an?)[\s-]+(?:(?P<many>{_MANY}(?:[\s-]+{_MANY})?)|(?P<unit>{_UNIT}))"
    rf"[\s-]+and[\s-]+(?P<part>(?:an?|one)[\s-]+half|{_QUARTERS})(?![\w-])"
    rf"(?!\s+(?:of\b|{_MANY}|{_UNIT}))",
    _I,
)
_NUMERAL = r"\d{1,9}|[〇零一二两兩三四五六七八九十百千万萬]{1,8}"
_HALVED = (
    r"[个個]月|月|年|天|日|周|週|星期|小[时時]|[岁歲]|倍|公里|里|米|公斤|斤|[吨噸]|[块塊]|世[纪紀]"
)
#: No half: 半导体, 半价, 半夜.
_NO_HALF = r"(?![价價导導径徑球岛島数數途空边邊夜天日年月小个個生熟票身路工山载載场場决決程])"
#: 一个半小时, 一個半億.
_AND_HALF_ZH = re.compile(rf"(?P<n>{_NUMERAL})\s?[个個]半(?P<many>[万萬亿億](?![一-龥]?分))?")
#: 10天半, 两年半, 三倍半.
_UNIT_AND_HALF_ZH = re.compile(rf"(?P<n>{_NUMERAL})\s?(?P<unit>{_HALVED})半{_NO_HALF}")
#: 半小时, 半个世纪, 半个亿, 半个百分点.
_HALF_ZH = re.compile(
    r"(?<![\d〇零一二两兩三四五六七八九十百千万萬个個])半[个個]?"
    r"(?:(?P<many>[亿億])|(?P<unit>小[时時]|世[纪紀]|月|年|天|日)|(?=百分[点點]))"
)
#: 四分之一世纪, 四分之三小时.
_PART_ZH = re.compile(
    r"(?P<of>[二三四五])分之(?P<n>[一二三四])[个個]?(?P<unit>世[纪紀]|小[时時]|年|天)"
)
_QUARTER_HOUR = re.compile(r"(?P<n>[一三])刻[钟鐘]")
#: Below it a number in words, or in Chinese, has too many other names.
_FEW = 10
_SMALLEST = 3
_LETTERS_BEHIND = 30


def mixed(text: str) -> list[Figure]:
    """Return the numbers with halves and quarters, none inside another."""
    found: list[Figure] = []
    taken = bytearray(len(text))
    for pattern, value in _FORMS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            found += _figures(match, value(match))
    return found


def _figures(match: re.Match[str], value: Decimal) -> Iterator[Figure]:
    groups, (start, end) = match.groupdict(), match.span()
    before = match.string[max(0, start - BEFORE) : start]
    after = match.string[end : end + _LETTERS_BEHIND].lstrip(" -\n")
    named = groups.get("n") or ""
    rough = bool(groups.get("many")) or bool(ROUGH.search(before))
    unit = groups.get("unit")
    if unit:  # counted in another unit by the other text
        for many in (value, *in_other_units(value, unit)):
            yield Figure(start, end, many, "number", claim=False, rough=rough)
    elif PERCENT.match(after):
        yield Figure(start, end, value, "percentage", claim=True, rough=rough)
    elif code := currency(before, after):
        yield Figure(start, end, value, "money", claim=True, currency=code, rough=rough)
    else:
        least = _SMALLEST if named[:1].isdigit() and named.isascii() else _FEW
        claim = value >= least and named[:1] not in ZH_DIGITS
        yield Figure(start, end, value, "number", claim=claim, rough=rough)
    if named and not groups.get("many"):
        yield Figure(start, end, _number(named), "number", claim=False)


def _part_of(match: re.Match[str]) -> Decimal:
    return _part(match["part"]) * _many(match["many"])


def _and_part(match: re.Match[str]) -> Decimal:
    return (_number(match["n"]) + _part(match["part"] or match["small"])) * _many(match["many"])


def _unit_and_part(match: re.Match[str]) -> Decimal:
    return (_number(match["n"]) + _part(match["part"])) * _many(match["many"])


def _and_half_zh(match: re.Match[str]) -> Decimal:
    many = match.groupdict().get("many")
    return (_number(match["n"]) + Decimal("0.5")) * MAGNITUDES.get(many or "", 1)


def _half_zh(match: re.Match[str]) -> Decimal:
    return Decimal("0.5") * MAGNITUDES.get(match["many"] or "", 1)


def _part_zh(match: re.Match[str]) -> Decimal:
    return _number(match["n"]) / _number(match["of"])


def _quarter_hour(match: re.Match[str]) -> Decimal:
    return _number(match["n"]) * 15


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Decimal]], ...] = (
    (_AND_PART, _and_part),
    (_UNIT_AND_PART, _unit_and_part),
    (_PART_OF, _part_of),
    (_AND_HALF_ZH, _and_half_zh),
    (_UNIT_AND_HALF_ZH, _and_half_zh),
    (_HALF_ZH, _half_zh),
    (_PART_ZH, _part_zh),
    (_QUARTER_HOUR, _quarter_hour),
)


def _part(words: str) -> Decimal:
    if words in _PARTS:
        return Decimal(_PARTS[words])
    if "half" in words.lower():
        return Decimal("0.5")
    return Decimal("0.75" if words.lower().startswith("three") else "0.25")


def _many(words: str | None) -> Decimal:
    value = Decimal(1)
    for word in re.findall(r"[a-z]+", (words or "").lower()):
        value *= MAGNITUDES.get(word, 1)
    return value


def _number(numeral: str) -> Decimal:
    plain = numeral.replace(",", "")
    if plain.isdecimal():
        return Decimal(plain)
    words = re.findall(r"[a-z]+", numeral.lower())
    if words:
        return Decimal(sum(EN_WORDS.get(word, 1) for word in words))
    return chinese_number(numeral) or Decimal(0)
