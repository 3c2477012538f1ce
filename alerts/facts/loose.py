"""Words that may stand for a number or a share: looked up as counterparts, never claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from alerts.facts.patterns import EN_LOOSE, FRACTIONS_EN, MAGNITUDES, ROMAN, chinese_number
from alerts.facts.types import Figure

_CHENG = re.compile(
    r"([一二两兩三四五六七八九])成(?:(半)|([一二三四五六七八九]))?(?![立功员員果本长長效就熟交份])(?!(?<=一成)[为為])"
)
#: The first day: twenty-four hours.
_FIRST_ZH = re.compile(r"首(?=[日天周月年])")
_HALF_ZH = re.compile(r"一半|半数|过半|各半|半年|半个")
_THIRDS_ZH = re.compile(r"([二三四五六七八九十])分之([一二两三四五六七八九])")
_HALF_EN = re.compile(r"\bhalf[\s-](?:an?[\s-])?(million|billion)\b", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    r"(?P<h>\d{1,2}|[一二两兩三四五六七八九十]{1,2})\s*[个個]?(?:小时|小時|[\s-]hours?(?: and)?)\s*"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})[\s-]*(?:分|minutes?\b)",
    re.IGNORECASE,
)
#: Words and the number that they stand for.
_WORDS = (
    (re.compile(r"\byear and a half\b|一年半", re.IGNORECASE), 18),
    (re.compile(r"\bhalf[- ](?:a[- ])?year\b|\bsix[- ]month", re.IGNORECASE), 6),
    (_FIRST_ZH, 1),
    *((re.compile(rf"\b{word}(?:s|ly)?\b", re.IGNORECASE), n) for word, n in EN_LOOSE.items()),
)
_ROMAN = re.compile(r"\b[IVX]{1,5}\b")
#: Among the city's top hundred.
_BARE = re.compile(r"\b(?:top|first|last|the) (hundred|thousand)\b", re.IGNORECASE)
_SHARES = tuple((re.compile(words, re.IGNORECASE), share) for words, share in FRACTIONS_EN.items())
_TENS = 10


def loose(text: str) -> Iterator[Figure]:
    """Yield a decade, both, Phase III, two thirds, 六成五, 一半, 1小时52分."""
    yield from _numbers(text)
    yield from _shares(text)


def _numbers(text: str) -> Iterator[Figure]:
    for pattern, number in _WORDS:
        for match in pattern.finditer(text):
            yield _number(match, Decimal(number))
    for match in _ROMAN.finditer(text):
        if match[0] in ROMAN:
            yield _number(match, Decimal(ROMAN[match[0]]))
    for match in _BARE.finditer(text):
        yield _number(match, Decimal(MAGNITUDES[match[1].lower()]))
    for match in _HALF_EN.finditer(text):
        yield _number(match, MAGNITUDES[match[1].lower()] / Decimal(2))
    for match in _HOURS_AND_MINUTES.finditer(text):
        yield _number(match, _value(match["h"]) * 60 + _value(match["m"]))


def _shares(text: str) -> Iterator[Figure]:
    for pattern, share in _SHARES:
        for match in pattern.finditer(text):
            yield _share(match, Decimal(share))
    for match in _CHENG.finditer(text):
        more = Decimal(5) if match[2] else _value(match[3] or "0")
        yield _share(match, _value(match[1]) * _TENS + more)
    for match in _THIRDS_ZH.finditer(text):
        yield _share(match, (_value(match[2]) * 100 / _value(match[1])).quantize(Decimal(1)))
    for match in _HALF_ZH.finditer(text):
        yield _share(match, Decimal(50))
        yield _share(match, Decimal(6))


def _number(match: re.Match[str], value: Decimal) -> Figure:
    return Figure(match.start(), match.end(), value, "number", claim=False)


def _share(match: re.Match[str], value: Decimal) -> Figure:
    """Return a share in words: a rough one."""
    return Figure(match.start(), match.end(), value, "percentage", claim=False, rough=True)


def _value(numeral: str) -> Decimal:
    if numeral.isdigit():
        return Decimal(numeral)
    return chinese_number(numeral) or Decimal(0)
