"""The forms in which pages write absolute dates, as expressions and as parts. Pure."""

from __future__ import annotations

import re
from datetime import date

from crawler.parsers.dates.chinese_numerals import NUMERALS, number
from crawler.parsers.dates.clocks import WEEKDAY, Clock
from crawler.parsers.text.patterns import as_listed
from storage.types import PageDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAME = r"(?<![^\W_])"  # a month's name is a whole word
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
#: `17-19 October`, `17 and 18 October`: the first day counts, the raw text has both.
_TO_DAY = r"(?:\s?(?:[-–—/]|to|and|&)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_DIGITS = "〇零○一二三四五六七八九"
_CN = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
#: What may not stand before a date is asked behind its first character: a form that opens with
#: that character is looked for only where it stands, one that opens with the question everywhere.
_CN_YEAR = rf"(?P<year>[\d{_DIGITS}](?<!\d.)(?:(?<=\d)\d{{3}}|(?<=\D)[{_DIGITS}]{{3}}))"
_CN_MONTH = (
    rf"(?P<month>[\d{NUMERALS}](?<![\d年{NUMERALS}].)(?:(?<=\d)\d?|(?<=\D)[{NUMERALS}]{{0,2}}))"
)
_FIRST_DAY = r"(?P<day>\d(?<![\d/.:-].)\d?)"
#: Not inside a URL, a number or a file name.
_FREE = r"(?<![A-Za-z0-9_/.\-].)"
_FREE_YEAR = rf"(?P<year>[12]{_FREE}(?:(?<=1)9|(?<=2)0)\d\d)"
_DONE = r"(?!\d|[-/.]\d)"
#: A day of the month glued to the clock (`2019-07-2610:46`) where mark-up was lost.
_NUMERIC_DAY = r"(?:(?P<day>\d{1,2})(?!\d)|(?P<day_>\d{2})(?=[0-2]\d[:：][0-5]\d))(?![-/.]\d)"

#: `(?P<first>…)/(?P<second>…)/(?P<year>…)`: the order is not in the form.
SLASHED = re.compile(
    rf"(?P<first>\d{_FREE}\d?)(?P<sep>[/.-])(?P<second>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d){_DONE}"
)
#: The same with a short year behind a label: `Posted: 05/23/14`.
SHORT_SLASHED = re.compile(
    r"(?:(?<=osted: )|(?<=osted on )|(?<=lished: )|(?<=lished on )|(?<=Date: ))"
    r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<short>\d\d)(?![\d/])"
)
#: A clock as only Americans write it, who write the month first.
AMERICAN_CLOCK = re.compile(
    r"\s*,?\s*(?:(?:at|@)\s+)?\d{1,2}:\d\d(?::\d\d)?\s?[ap]\.?m\.?\s(?:[ECMP][SD]?T)\b",
    re.IGNORECASE,
)
#: … and as Indians do, who write the day first: `11-05-2022 23:55 IST`.
INDIAN_CLOCK = re.compile(r"\s*,?\s*\d{1,2}:\d\d(?::\d\d)?\sIST\b")
#: `10/ 5/11 09:19 PM ET`.
_AMERICAN = re.compile(
    rf"(?P<month>\d{_FREE}\d?)/\s?(?P<day>\d{{1,2}})/(?P<short>\d\d)(?={AMERICAN_CLOCK.pattern})",
    re.IGNORECASE,
)
_FULL_NUMERIC = re.compile(
    rf"{_FREE_YEAR}\s?(?P<sep>[-/.·–—－])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?{_NUMERIC_DAY}"
)
#: Xinhua's stamp in three boxes, `2023 06/16 09:21:33`, and `2023-06/16`.
_YEAR_APART = re.compile(rf"{_FREE_YEAR}(?:\s{{1,3}}|-)(?P<month>\d\d)\s?/\s?(?P<day>\d\d){_DONE}")
_CHINESE = re.compile(
    rf"{_CN_YEAR}\s?年(?:\s{{0,2}}(?P<month>{_CN})\s?月(?:份|\s{{0,2}}(?P<day>{_CN})"
    rf"(?:\s?[-–—~至到、]\s?{_CN}[日号]?)?\s?[日号號])?)?"
)
#: `8 三月 2021`, `8 3月, 2021`, as the UN's Chinese pages have it; `三月 8, 2021`, as blogs do.
_DAY_CHINESE_MONTH = re.compile(
    rf"{_FIRST_DAY}\s+(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月,?\s{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d)"
)
_CHINESE_MONTH_DAY = re.compile(
    rf"{_CN_MONTH}月\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
)
#: `民國112年5月8日`: the first year of the Republic was 1912.
_REPUBLIC = re.compile(
    rf"(?:中[華华])?民[國国]\s?(?P<roc>\d{{2,3}})\s?年\s?(?P<month>{_CN})\s?月\s?(?P<day>{_CN})\s?日"
    r"|(?:(?<=[时時][间間][:：])|(?<=日期[:：]))\s?(?P<roc_>1[01]\d)(?P<sep_>[-/.])(?P<month_>\d{1,2})(?P=sep_)(?P<day_>\d{1,2})(?!\d)"
)
_DAY_MONTH_YEAR = re.compile(
    rf"{_FIRST_DAY}{_ORDINAL}{_TO_DAY}(?:\s+of)?[\s/-]{{0,2}}{_MONTH}\.?,?[\s/-]{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(
    rf"{_NAME}{_MONTH}\.?\s{{0,2}}{_DAY}{_TO_DAY}(?:\s?,\s?|\s+){WEEKDAY}(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"{_NAME}{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_CHINESE_NO_YEAR = re.compile(
    rf"{_CN_MONTH}\s?月\s?(?P<day>{_CN})"
    rf"(?:\s?[-–—~至到、]\s?{_CN}[日号]?)?\s?[日号號]"
)
_NUMERIC_NO_YEAR = re.compile(
    rf"(?P<month>\d{_FREE}\d)[-/](?P<day>\d\d)(?=\s{{1,3}}\d{{1,2}}[:：]\d\d)"
)
_DAY_MONTH = re.compile(
    rf"{_FIRST_DAY}{_ORDINAL}{_TO_DAY}(?:\s+of)?\s+{_MONTH}(?![^\W_])(?!\.?,?\s+\d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"{_NAME}{_MONTH}\.?\s+{_DAY}{_TO_DAY}(?![\d:%]|[.,]\d)", re.IGNORECASE)

#: `发布时间：24-03-08`.
_SHORT_CHINESE = re.compile(
    r"(?:(?<=[时時][间間][:：])|(?<=日期[:：]))"
    r"\s?(?P<short>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=\D|\d\d[:：]|$)"
)

#: `21-07-25 16:20`, on a Chinese page only: elsewhere the day may stand first.
SHORT_CLOCKED = re.compile(
    r"(?P<short>\d(?<![\d./:-].)\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=\s{1,3}\d{1,2}[:：]\d\d)"
)

#: Tried in this order; where two overlap, the one that begins first and then the longer wins.
FORMS = (
    _FULL_NUMERIC, _YEAR_APART, _CHINESE, SLASHED, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _MONTH_YEAR,
    _DAY_CHINESE_MONTH, _CHINESE_NO_YEAR, _NUMERIC_NO_YEAR, _DAY_MONTH, _MONTH_DAY,
    _AMERICAN, _SHORT_CHINESE, _CHINESE_MONTH_DAY, _REPUBLIC, SHORT_CLOCKED, SHORT_SLASHED,
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_BEFORE_THE_REPUBLIC = 1911
_CHINESE_LABELS = ("时间", "時間", "日期")


def forms_in(text: str) -> list[re.Pattern[str]]:
    """Return those of FORMS, in their order, whose signs stand in the text: few lines have any."""
    chinese_years, months = "年" in text, "月" in text
    digits = _DIGIT.search(text) is not None
    if not (digits or chinese_years or months):
        return []
    years = "19" in text or "20" in text
    chinese_labels = not text.isascii() and any(label in text for label in _CHINESE_LABELS)
    lower = text.lower() if digits else ""
    named = any([month in lower for month in MONTHS])  # noqa: C419 - a list is faster
    there = (
        years, years and "/" in text, chinese_years, years, years and named, years and named,
        years and named, years and months, months, ":" in text or "：" in text, named, named,
        "/" in text and ":" in text and "m" in lower, chinese_labels,
        years and months, digits and (chinese_labels or "民" in text), digits and ":" in text,
        "/" in text and ("osted" in lower or "lished" in lower or "date" in lower),
    )  # fmt: skip
    return [form for form, possible in zip(FORMS, there, strict=True) if possible]


def parts(found: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a match of one of the forms (not SLASHED)."""
    groups = found.groupdict()
    short = groups.get("short")
    year = 2000 + int(short) if short else number(groups.get("year") or "")
    if roc := groups.get("roc") or groups.get("roc_"):
        year = _BEFORE_THE_REPUBLIC + int(roc)
    if name := groups.get("month_name"):
        month: int | None = MONTHS.index(as_listed(name[:3])) + 1
    else:
        month = number(groups.get("month") or groups.get("month_") or "")
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
        return PageDate(whole.isoformat()[:7])
    if clock is None:
        return PageDate(whole.isoformat())
    return PageDate(f"{whole.isoformat()}T{clock.text}{clock.zone or zone or ''}")
