"""For how long: years, months, weeks, days and hours that are counted in small numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alerts.facts.patterns import EN_ORDINALS, EN_WORDS, chinese_number

#: What a unit is counted in, and how many of them it is.
_UNITS = {
    "year": ("month", 12),
    "month": ("month", 1),
    "week": ("day", 7),
    "fortnight": ("day", 14),
    "day": ("day", 1),
    "hour": ("minute", 60),
    "minute": ("minute", 1),
}
_UNITS_ZH = {
    name: unit
    for unit, names in {
        "year": "年",
        "month": "月",
        "week": "周 週 星期",
        "day": "天 日 工作日",
        "hour": "小时 小時",
        "minute": "分钟 分鐘",
    }.items()
    for name in names.split()
}
_ZH_NUMBER = r"\d{1,2}|[一二两兩三四五六七八九十]{1,3}"
_ZH = re.compile(
    rf"(?<!\d[.,:])(?<![第\d〇零一二两兩三四五六七八九十百千半几幾数數])(?P<n>{_ZH_NUMBER})"
    r"(?P<half>[个個]半)?(?P<rough>[多余餘])?"
    r"(?:[个個](?P<counted>月|星期|小时|小時|工作日)"
    r"|(?P<bare>年|周|週|星期|天|日(?=[内內以之])|小时|小時|分钟|分鐘))"
    r"(?![级級岁歲代制一二三四五六日])(?P<more>半(?![价價导導径徑夜天日年])|[多余餘])?"
)
_ROUGH_ZH = re.compile(r"(?:约|約|近|超过|超過|逾|不到|将近|將近|大约|大約)\s*$")
_EN_NUMBER = "|".join(word for word, n in EN_WORDS.items() if n and word not in EN_ORDINALS)
_EN_NUMBER = rf"\d{{1,2}}|(?:{_EN_NUMBER})(?:-(?:{_EN_NUMBER}))?"
_EN = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<least>{_EN_NUMBER})(?:\s+(?:or|to)\s+|\s*[-–]\s*(?=\d)))?(?P<n>{_EN_NUMBER}|an?)"
    r"(?P<half>\s+and\s+a\s+half)?"
    r"(?:\s+(?:full|more|working|business|consecutive|further|long|whole))?[\s-]+"
    r"(?P<unit>year|month|week|fortnight|day|hour|minute)s?\b"
    r"(?P<more>\s+and\s+a\s+half)?(?P<age>[\s-]+olds?\b)?",
    re.IGNORECASE,
)
_ROUGH_EN = re.compile(
    r"(?:about|around|almost|nearly|more than|less than|some|roughly|under)\s*$", re.IGNORECASE
)
#: 三四天: three or four.
_PAIR = re.compile(r"十?[一二两兩三四五六七八九]{2}")
#: Letters before a figure that may say it is a rough one.
_BEFORE = 14
_ROUND_THE_CLOCK = ("minute", 24 * 60)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something lasts: in months, days or minutes."""

    base: str
    many: int
    unit: str
    #: As it stands in the text.
    shown: str
    #: It is surely meant so: more than one, and not about so many.
    claim: bool


def durations(text: str) -> list[Duration]:
    """Return for how long things last, in both languages."""
    return [*_chinese(text), *_english(text)]


def _chinese(text: str) -> Iterator[Duration]:
    for match in _ZH.finditer(text):
        if _PAIR.fullmatch(match["n"]):
            continue
        unit = _UNITS_ZH[match["counted"] or match["bare"]]
        rough = match["rough"] or (match["more"] or "半") != "半" or _is_rough(_ROUGH_ZH, match)
        half = bool(match["half"]) or match["more"] == "半"
        yield _duration(_value(match["n"]), unit, match[0], half=half, sure=not rough)


def _english(text: str) -> Iterator[Duration]:
    for match in _EN.finditer(text):
        if match["age"]:
            continue
        unit, sure = match["unit"].lower(), not _is_rough(_ROUGH_EN, match)
        half = bool(match["half"] or match["more"])
        if match["least"]:
            yield _duration(_value(match["least"]), unit, match[0], half=False, sure=sure)
        yield _duration(_value(match["n"]), unit, match[0], half=half, sure=sure)


def _duration(value: int, unit: str, shown: str, *, half: bool, sure: bool) -> Duration:
    base, many = _UNITS[unit]
    total = value * many + (many // 2 if half else 0)
    claim = sure and (value > 1 or half) and (base, total) != _ROUND_THE_CLOCK
    return Duration(base, total, unit, shown, claim)


def _is_rough(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    return pattern.search(before) is not None


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    words = re.findall(r"[a-z]+", numeral.lower())
    return sum(EN_WORDS.get(word, 1) for word in words) or int(chinese_number(numeral) or 0)
