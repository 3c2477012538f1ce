"""`昨天`, `9個月前`, `2 days ago`: dates counted from a moment that the caller gives. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

from crawler.parsers.dates.chinese_numerals import number
from crawler.parsers.dates.clocks import clock_after
from crawler.parsers.text.patterns import as_listed
from storage.types import PageDate

_ENGLISH = {
    word: value
    for value, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
} | {"a": 1, "an": 1}
_UNITS = {
    "秒": "second", "秒钟": "second", "秒鐘": "second", "分": "minute", "分钟": "minute",
    "分鐘": "minute", "小时": "hour", "小時": "hour", "个小时": "hour", "個小時": "hour",
    "天": "day", "日": "day", "周": "week", "週": "week", "星期": "week", "个星期": "week",
    "个月": "month", "個月": "month", "年": "year",
    "sec": "second", "min": "minute", "hr": "hour",
}  # fmt: skip
_DAYS = {
    "今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "yesterday": 1,
    "前天": 2, "前日": 2, "刚刚": 0, "剛剛": 0, "just now": 0,
}  # fmt: skip
RELATIVE = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})\s?"
    r"(?P<unit>秒[钟鐘]?|分[钟鐘]?|[个個]?小[时時]|天|日|[周週]|[个]?星期|[个個]月|年)(?:之|以)?前"
    r"|\b(?P<word>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?P<english>second|sec|minute|min|hour|hr|day|week|month|year)s?\sago\b"
    r"|(?P<named>今天|今日|昨天|昨日|昨晚|前天|前日|刚刚|剛剛|\b(?:(?<!usa\s)today(?!['’]s)|yesterday|just\snow)\b)",
    re.IGNORECASE,
)


#: One of these stands in all that is relative in English.
ENGLISH_SIGNS = ("ago", "today", "yesterday", "just")
_CHINESE_SIGN = re.compile(
    "今[天日]|昨[天日晚]|刚刚|剛剛|前(?:[天日]|(?<=[秒钟鐘分时時天日周週期月年之以]前))"
)


def maybe_relative(text: str) -> bool:
    """Say whether a sign of a relative date stands in the text: quicker than looking for one."""
    if not text.isascii() and _CHINESE_SIGN.search(text):
        return True
    lower = text.lower()
    return any([sign in lower for sign in ENGLISH_SIGNS])  # noqa: C419 - a list is faster


def relative_date(found: re.Match[str], reference: datetime) -> tuple[PageDate | None, int]:
    """Return the date a match of RELATIVE means at `reference`, and where it ends in the text.

    The coarser the unit the coarser the date: minutes and hours and days give a day,
    months a month, years a year, because more the page does not say.
    """
    if name := found["named"]:
        day = reference - timedelta(days=_DAYS[" ".join(as_listed(name).split())])
        clock = clock_after(found.string, found.end())
        if clock and not found["named"].endswith("晚"):
            zone = clock.zone or _offset(reference)
            return PageDate(f"{day:%Y-%m-%d}T{clock.text}{zone}"), clock.end
        return PageDate(f"{day:%Y-%m-%d}"), found.end()
    if found["count"]:
        count, unit = number(found["count"]), found["unit"]
    else:
        word = as_listed(found["word"])
        count, unit = _ENGLISH.get(word) or number(word), as_listed(found["english"])
    if count is None:
        return None, found.end()
    return _ago(reference, count, _UNITS.get(unit, unit)), found.end()


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}" if text else ""


def _ago(reference: datetime, count: int, unit: str) -> PageDate | None:
    if unit == "year":
        year = reference.year - count
        return PageDate(f"{year:04}") if year > 0 else None
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 - count
        return PageDate(f"{months // 12:04}-{months % 12 + 1:02}") if months >= 12 else None  # noqa: PLR2004
    try:
        return PageDate(f"{reference - timedelta(**{unit + 's': count}):%Y-%m-%d}")
    except OverflowError:
        return None


def nearest_past(month: int, day: int, published: datetime) -> tuple[PageDate, ...]:
    """Return the day of that month last before `published`, then the next one if it is near.

    One answer is certain enough; two mean that an announcement may look ahead.
    """
    days = [
        published.date().replace(year=year, month=month, day=day)
        for year in range(published.year - 1, published.year + 2)
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004
    ]
    past = [found for found in days if found <= published.date()][-1:]
    # Events are announced weeks ahead, hardly ever more than two months.
    ahead = [d for d in days if timedelta(0) < d - published.date() <= timedelta(days=60)]
    return tuple(PageDate(found.isoformat()) for found in past + ahead)
