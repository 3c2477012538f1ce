"""The forms in which pages write absolute dates, as expressions and as parts. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from crawler.parsers.chinese_numerals import NUMERALS, number
from storage.types import PageDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAME = r"(?<![^\W_])"  # a month's name is a whole word
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
#: `17-19 October`, `17 and 18 October`: the first day counts, the raw text has both.
_TO_DAY = r"(?:\s?(?:[-–—/]|to|and|&)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_CN = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_CN_YEAR = r"(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})"
_FREE = r"(?<![A-Za-z0-9_/.\-])"  # not inside a URL, a number or a file name
_DONE = r"(?!\d|[-/.]\d)"
#: A day of the month glued to the clock (`2019-07-2610:46`) where mark-up was lost.
_NUMERIC_DAY = r"(?:(?P<day>\d{1,2})(?!\d)|(?P<day_>\d{2})(?=[0-2]\d[:：][0-5]\d))(?![-/.]\d)"

_CLOCK = re.compile(
    r"(?P<sep>T|\s*(?:[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天])[)）]?)?\s*(?:[,，|–-]\s*)?(?:at\s+)?"
    r"(?:北京时间)?)"
    r"(?P<half>上午|下午|晚上|晚|凌晨|早上|中午|傍晚)?\s*(?P<hour>\d{1,2})\s?"
    r"(?:[:：]\s?(?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"|[时時点點](?:(?P<minute_>\d{1,2})分)?)(?![\d:：])"
    r"(?:\s?(?P<meridiem>[ap]\.?m\b\.?))?"
    r"(?:\s?(?P<zone>Z\b|UTC|BJT|\(?GMT(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2}(?![\d:])))?",
    re.IGNORECASE,
)

#: `(?P<first>…)/(?P<second>…)/(?P<year>…)`: the order is not in the form.
SLASHED = re.compile(
    rf"{_FREE}(?P<first>\d{{1,2}})(?P<sep>[/.-])(?P<second>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d){_DONE}"
)
_FULL_NUMERIC = re.compile(
    rf"{_FREE}(?P<year>(?:19|20)\d\d)\s?(?P<sep>[-/.])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?{_NUMERIC_DAY}"
)
#: Xinhua's stamp in three boxes, `2023 06/16 09:21:33`, and `2023-06/16`.
_YEAR_APART = re.compile(
    rf"{_FREE}(?P<year>(?:19|20)\d\d)(?:\s{{1,3}}|-)(?P<month>\d\d)\s?/\s?(?P<day>\d\d){_DONE}"
)
_CHINESE = re.compile(
    rf"(?<!\d){_CN_YEAR}\s?年(?:\s?(?P<month>{_CN})\s?月(?:份|\s?(?P<day>{_CN})"
    rf"(?:\s?[-–—~至到、]\s?{_CN}[日号]?)?\s?[日号號])?)?"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\d/.:-]){_DAY}{_TO_DAY}(?:\s+of)?[\s-]{{0,2}}{_MONTH}\.?,?[\s-]{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(
    rf"{_NAME}{_MONTH}\.?\s{{0,2}}{_DAY}{_TO_DAY}(?:\s?,\s?|\s+)(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"{_NAME}{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_CHINESE_NO_YEAR = re.compile(
    rf"(?<![\d年{NUMERALS}])(?P<month>{_CN})\s?月\s?(?P<day>{_CN})"
    rf"(?:\s?[-–—~至到、]\s?{_CN}[日号]?)?\s?[日号號]"
)
_NUMERIC_NO_YEAR = re.compile(
    rf"{_FREE}(?P<month>\d\d)[-/](?P<day>\d\d)(?=\s{{1,3}}\d{{1,2}}[:：]\d\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\d/.:-]){_DAY}{_TO_DAY}(?:\s+of)?\s+{_MONTH}(?![^\W_])(?!\.?,?\s+\d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"{_NAME}{_MONTH}\.?\s+{_DAY}{_TO_DAY}(?![\d:%]|[.,]\d)", re.IGNORECASE)

#: Tried in this order; where two overlap, the one that begins first and then the longer wins.
FORMS = (
    _FULL_NUMERIC, _YEAR_APART, _CHINESE, SLASHED, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _MONTH_YEAR,
    _CHINESE_NO_YEAR, _NUMERIC_NO_YEAR, _DAY_MONTH, _MONTH_DAY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as the page gives it, in ISO 8601 (`16:57:52`, `16:57`), and where it ends."""

    text: str
    zone: str | None
    end: int


def clock_after(text: str, at: int) -> Clock | None:
    """Return the clock time that directly follows a date ending at `at`."""
    found = _CLOCK.match(text, at)
    if not found:
        return None
    hour = _hour(int(found["hour"]), found["half"], found["meridiem"])
    minute = found["minute"] or found["minute_"] or "0"
    if hour is None or int(minute) > 59:  # noqa: PLR2004 - minutes of an hour
        return None
    clock = f"{hour:02}:{int(minute):02}" + (
        f":{int(found['second']):02}" if found["second"] else ""
    )
    zone = _zone(found["zone"], iso=found["sep"] == "T")
    return Clock(clock, zone, found.end() if zone or not found["zone"] else found.start("zone"))


def _hour(hour: int, half: str | None, meridiem: str | None) -> int | None:
    late = half in {"下午", "晚上", "晚", "傍晚"} or (meridiem or "").lower().startswith("p")
    if late and hour < 12 or (half == "中午" and hour < 3):  # noqa: PLR2004, RUF021 - half a day; 中午1点
        return hour + 12
    if (meridiem or "").lower().startswith("a") and hour == 12:  # noqa: PLR2004 - 12 a.m.
        return 0
    return hour if hour < 24 else None  # noqa: PLR2004 - hours of a day


def _zone(name: str | None, *, iso: bool) -> str | None:
    """Return the zone as `Z` or `+08:00`; a second clock after a dash is no zone."""
    name = (name or "").upper().replace("GMT", "").strip("() ") if name else ""
    if name in {"Z", "UTC"} or (not name and iso):
        return "Z" if name else None
    if name == "BJT":
        return "+08:00"
    if found := re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", name):
        if found[1] == "-" and ":" in name and not iso:
            return None
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours <= 14 and minutes < 60:  # noqa: PLR2004 - zones reach from -12 to +14
            return f"{found[1]}{hours:02}:{minutes:02}"
    return None


def parts(found: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a match of one of the forms (not SLASHED)."""
    groups = found.groupdict()
    year = number(groups.get("year") or "")
    if name := groups.get("month_name"):
        month: int | None = _MONTHS.index(name[:3].lower()) + 1
    else:
        month = number(groups.get("month") or "")
    return year, month, number(groups.get("day") or groups.get("day_") or "")


def page_date(
    year: int,
    month: int | None,
    day: int | None,
    clock: Clock | None = None,
    zone: str | None = None,
) -> PageDate | None:
    """Return the date at its precision, or None where the calendar has no such day.

    `zone` is the one of a clock that names none.
    """
    if month is None:
        return PageDate(f"{year:04}")
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    if day is None:
        return PageDate(f"{whole:%Y-%m}")
    if clock is None:
        return PageDate(whole.isoformat())
    return PageDate(f"{whole.isoformat()}T{clock.text}{clock.zone or zone or ''}")
