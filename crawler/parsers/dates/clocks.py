"""Times of day as pages write them, before or behind a date. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Final

#: The clock of Chinese pages that name no zone, as they would write it and as a zone.
CHINA: Final = "+08:00"
CHINAS_ZONE: Final = timezone(timedelta(hours=8))
#: A weekday before a date, if there is one.
WEEKDAY = r"(?:(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\.?,?\s+)?"
_CLOCK = re.compile(
    r"(?P<sep>T|\s*(?:[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天])[)）]?)?\s*(?:[,，|–-]\s*)?(?:(?:at|@)\s+)?"
    r"(?:北京时间)?)"
    r"(?P<half>上午|下午|晚上|晚|凌晨|早上|中午|傍晚)?\s*(?P<hour>\d{1,2})\s?"
    r"(?:[:：]\s?(?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"|[时時点點](?:(?P<minute_>\d{1,2})分(?:(?P<second_>\d{1,2})秒)?)?)(?![\d:：])"
    r"(?:\s?(?P<meridiem>[ap]\.?m\b\.?))?"
    r"(?:\s?(?P<zone>Z\b|BJT|[ECMP][SD]T\b|\(?(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2}(?![\d:])))?",
    re.IGNORECASE,
)

#: `09:07, March 8, 2021`: the clock stands first.
_CLOCK_FIRST = re.compile(
    r"(?<![\d:.-])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?:\s?(?P<meridiem>[ap]\.?m\b\.?))?(?:\s?(?P<zone>GMT|UTC|BJT|[ECMP][SD]?T|BST|IST|HKT))?,?\s{1,3}"
    rf"{WEEKDAY}(?:on\s)?$",
    re.IGNORECASE,
)


#: A clock, its zone and a weekday stand within.
_BEFORE = 32
#: America's zones by their names; CST is China's, too.
_AMERICAN = {
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as the page gives it, in ISO 8601 (`16:57:52`), and where it stands."""

    text: str
    zone: str | None
    start: int
    end: int


def clock_after(text: str, at: int) -> Clock | None:
    """Return the clock time that directly follows a date ending at `at`."""
    found = _CLOCK.match(text, at)
    if not found:
        return None
    clock = _clock(found)
    if clock is None:
        return None
    zone = _zone(found["zone"], iso=found["sep"] == "T")
    end = found.end() if zone or not found["zone"] else found.start("zone")
    return Clock(clock, zone, found.start(), end)


def clock_before(text: str, at: int) -> Clock | None:
    """Return the clock time that directly precedes a date beginning at `at`."""
    begin = max(0, at - _BEFORE)
    found = _CLOCK_FIRST.search(text, begin, at) if ":" in text[begin:at] else None
    clock = _clock(found) if found else None
    if not found or clock is None:
        return None
    if re.search(r"[\d日号T]\s*$", text[max(0, found.start() - 4) : found.start()]):
        return None  # it belongs to the date before it
    return Clock(clock, _zone(found["zone"], iso=False), found.start(), at)


def _clock(found: re.Match[str]) -> str | None:
    """Return the match's time in ISO 8601, or None when no day has it."""
    groups = found.groupdict()
    hour = _hour(int(found["hour"]), groups.get("half"), found["meridiem"])
    minute = int(found["minute"] or groups["minute_"] or 0)
    second = found["second"] or groups.get("second_")
    if hour is None or minute > 59 or int(second or 0) > 59:  # noqa: PLR2004 - minutes of an hour
        return None
    return f"{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def _hour(hour: int, half: str | None, meridiem: str | None) -> int | None:
    late = half in {"下午", "晚上", "晚", "傍晚"} or (meridiem or "").lower().startswith("p")
    if late and hour < 12 or (half == "中午" and hour < 3):  # noqa: PLR2004, RUF021 - half a day; 中午1点
        return hour + 12
    if (meridiem or "").lower().startswith("a") and hour == 12:  # noqa: PLR2004 - 12 a.m.
        return 0
    return hour if hour < 24 else None  # noqa: PLR2004 - hours of a day


def _zone(name: str | None, *, iso: bool) -> str | None:
    """Return the zone as `Z` or `+08:00`; a second clock after a dash is no zone."""
    name = (name or "").upper().strip("() ")
    if name in {"Z", "UTC", "GMT"}:
        return "Z"
    if name in _AMERICAN:
        return _AMERICAN[name]
    name = name.removeprefix("GMT").removeprefix("UTC").strip()
    if name == "BJT":
        return CHINA
    if found := re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", name):
        if found[1] == "-" and ":" in name and not iso:
            return None
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours <= 14 and minutes < 60:  # noqa: PLR2004 - zones reach from -12 to +14
            return f"{found[1]}{hours:02}:{minutes:02}"
    return None
