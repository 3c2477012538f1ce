"""Hours of the day, in the notations of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alerts.facts.patterns import chinese_number

#: Minutes of an hour in words.
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_CLOCKS = (
    # both hours of `2–4 p.m.`, `9 to 11:30 a.m.`
    re.compile(
        r"(?<![\d:.])(?P<h>1?\d)(?:[.:](?P<m>[0-5]\d))?\s*(?:-|–|—|to|and|until|till)\s*"
        r"(?P<h2>1?\d)(?:[.:](?P<m2>[0-5]\d))?\s*(?P<part>[ap])\.?\s?m\b\.?",
        re.IGNORECASE,
    ),
    # `9:30 a.m.`, `23:59`
    re.compile(
        r"(?:(?P<part>凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜间?)\s{0,2})?"
        r"(?<![\d:.])(?P<h>[01]?\d|2[0-4])\s?:\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
        r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?",
        re.IGNORECASE,
    ),
    # `7 p.m.`, `9.30am`
    re.compile(
        r"(?<![\d:.])(?P<h>1?\d)(?:\.(?P<m>[0-5]\d))?\s*(?P<part>[ap])\.?\s?m\b\.?", re.IGNORECASE
    ),
    # `from 8.30 to 17.00`
    re.compile(
        r"\b(?:from|between)\s+(?P<h>\d{1,2})\.(?P<m>[0-5]\d)\s+(?:to|until|till|and)\s+"
        r"(?P<h2>\d{1,2})\.(?P<m2>[0-5]\d)\b(?!\s*(?:%|per\b|percent|m|b|yuan|dollars|euros))",
        re.IGNORECASE,
    ),
    # `at 8.26 this morning`
    re.compile(
        r"\b(?:at|by|until|till)\s+(?P<h>\d{1,2})\.(?P<m>[0-5]\d)\b"
        r"(?!\s*(?:%|per\b|percent|m|b|yuan|dollars|euros|degrees|points))",
        re.IGNORECASE,
    ),
    # 上午9时, 晚上七点半, 18时30分
    re.compile(
        r"(?P<part>凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜间?)\s*"
        r"(?P<h>\d{1,2}|[一二两兩三四五六七八九十]{1,3})\s*[点點时時]"
        r"(?:\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s*分|(?P<words>半|一刻|三刻))?"
        r"(?:\s*[-–—~到至]\s*(?P<h2>\d{1,2}|[一二两兩三四五六七八九十]{1,3})\s*[点點时時]"
        r"(?:\s*(?P<m2>\d{1,2})\s*分)?)?"
    ),
    re.compile(
        r"(?<![\d.])(?P<h>\d{1,2})\s*[点點时時]"
        r"(?:\s*(?P<m>\d{1,2})\s*分|(?P<words>半|一刻|三刻))?"
        r"(?!建议|意见|要求|主张|主張|共识|共識|倡议|倡議|希望|期望|期待|看法|原因|理由|内容|內容"
        r"|体会|體會|措施|经验|成果|承诺|诉求|说明|思考|提示|提醒|注意|[的启差间])"
    ),
    re.compile(r"\b(?:noon|midnight)\b|正午|午夜|零时|零點|零点", re.IGNORECASE),
)

#: An hour of the day with its minutes.
Time = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clock:
    """Hours in a text: where, and for each what it may be: `9:30` is in the morning, or is not."""

    start: int
    end: int
    times: tuple[frozenset[Time], ...]


def clocks(text: str) -> list[Clock]:
    """Return the hours of a text, those first whose notation is the longest."""
    found: list[Clock] = []
    taken = bytearray(len(text))
    for pattern in _CLOCKS:
        for match in pattern.finditer(text):
            times = tuple(_times(match))
            if times and not any(taken[match.start() : match.end()]):
                found.append(Clock(match.start(), match.end(), times))
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return found


def _times(match: re.Match[str]) -> Iterator[frozenset[Time]]:
    groups = match.groupdict()
    if groups.get("h") is None:  # noon and midnight
        yield frozenset({(0, 0), (12, 0)})
        return
    part = (groups.get("half") or groups.get("part") or "").lower()
    minute = _MINUTES.get(groups.get("words") or "") or _value(groups.get("m") or "0")
    later = groups.get("h2")
    if later is None:
        yield _meant(_value(groups["h"]), minute, part)
        return
    # 9 to 11 a.m., 下午三点到六点: the half of the day is said of one of them
    first, last = ("", part) if part.isascii() else (part, "")
    yield _meant(_value(groups["h"]), minute, first)
    yield _meant(_value(later), _value(groups.get("m2") or "0"), last)


def _meant(hour: int, minute: int, part: str) -> frozenset[Time]:
    """Return which hours of the day it may be."""
    half = hour % 12
    if hour > 12 or part.startswith("p") or part[:1] in {"下", "傍"}:  # noqa: PLR2004 - hours
        return frozenset({(hour % 24 if hour > 12 else half + 12, minute)})  # noqa: PLR2004
    noon = not half and part[:1] in {"早", "上"}  # 上午12时30分 may be half past noon
    if not noon and (part.startswith("a") or part[:1] in {"凌", "清", "早", "上"}):
        return frozenset({(half, minute)})
    return frozenset({(half, minute), (half + 12, minute)})


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese_number(numeral) or 0)
