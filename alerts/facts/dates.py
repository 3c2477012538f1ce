"""Dates of all kinds, read out of Chinese and English prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from alerts.facts.patterns import MONTHS, WEEKDAYS_EN, chinese_number
from alerts.facts.periods import PERIODS
from alerts.facts.types import Dated, DateParts

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ZH = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
#: 民國115年 is 2026; without its name only before a month, or as a budget's: 115年度.
_ZH_YEAR = r"(?:19|20)\d{2}|[一二三四五六七八九〇零]{4}|民[國国]\s*\d{2,3}"
_ROC = r"|(?<!\d)1[0-2]\d(?=\s*年\s*\d{1,2}\s*月)"
_ROC_BEGINS, _ROC_LAST = 1911, 200
_JOIN = r"\s*(?:-|–|—|~|至|到|、|和)\s*"
_EN_JOIN = r"\s*(?:,\s*and|-|–|—|to|and|until|through|till)\s*"
_TH = r"(?:st|nd|rd|th)?"
_EN_YEAR = r"(?:,?\s+(?:of\s+)?(?P<y>(?:19|20)\d{2})\b)?"

_WEEKDAY_ZH = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)(?P<d>[一二三四五六日天])(?![年岁歲期])"
    r"|(?<=[日号號])\s*\((?P<short>[一二三四五六日])\)"
)
_WEEKDAY_EN = re.compile(rf"\b(?P<d>{'|'.join(WEEKDAYS_EN)})s?\b", re.IGNORECASE)
_RELATIVE = {
    "year": re.compile(
        r"今年|去年|明年|前年|本年度|上年|近年|同年|当年|年初|年底|"
        r"\b(?:this|last|next|previous|past|current|same|following|coming) year\b"
        r"|\ba year (?:ago|earlier)\b"
        r"|\bannual\b|\bearlier this year\b",
        re.IGNORECASE,
    ),
    "month": re.compile(
        r"本月|上月|上个月|下月|下个月|当月|同月|\b(?:this|last|next|previous|same) month\b",
        re.IGNORECASE,
    ),
    "day": re.compile(
        r"今天|今日|昨天|昨日|明天|近日|日前|当天|当日|同日|次日|前天|本周|上周|下周|"
        r"\b(?:today|yesterday|tomorrow|recently|(?:this|last|next) week|same day)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 1, and the month and day that it stands beside."""

    day: int
    shown: str
    date: tuple[int, int] | None = None


def dates(text: str) -> list[Dated]:
    """Return the dates of a text, longest forms first, none inside another."""
    found: list[Dated] = []
    taken = [False] * (len(text) + 1)
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            read_here = list(read(match))
            if read_here:
                found += read_here
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return found


def weekdays(text: str) -> list[Weekday]:
    """Return the days of the week that are named, each with the date that stands beside it."""
    found = [
        (match, min("一二三四五六日天".index(match["d"] or match["short"]) + 1, 7))
        for match in _WEEKDAY_ZH.finditer(text)
    ]
    found += [(match, WEEKDAYS_EN[match["d"].lower()]) for match in _WEEKDAY_EN.finditer(text)]
    days = [one for one in dates(text) if _is_day(one)]
    begins = {one.start: one for one in days}
    ends = {one.end: one for one in days}
    return [
        Weekday(day, match[0].strip(), _beside(match.span(), begins, ends)) for match, day in found
    ]


def _is_day(one: Dated) -> bool:
    return len(one.dates) == 1 and None not in one.dates[0][1:]


def _beside(
    span: tuple[int, int], begins: Mapping[int, Dated], ends: Mapping[int, Dated]
) -> tuple[int, int] | None:
    """Return day and month of the date that ends right before, or begins right behind."""
    for gap in range(_GAP + 1):
        for one in (ends.get(span[0] - gap), begins.get(span[1] + gap)):
            if one is not None:
                _, month, day = one.dates[0]
                return (month or 0, day or 0)
    return None


#: `(星期二)` and `Tuesday, ` stand so far from their date at most.
_GAP = 2


def relative_words(text: str) -> frozenset[str]:
    """Return of what the text speaks relatively: `year`, `month`, `day`."""
    return frozenset(name for name, pattern in _RELATIVE.items() if pattern.search(text))


def _valid(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)  # noqa: PLR2004


def _one(match: re.Match[str], *parts: DateParts, claim: bool = True) -> Iterator[Dated]:
    for date in parts:
        if _valid(*date[1:]):
            yield Dated(match.start(), match.end(), (date,), claim)


def _zh_value(text: str | None) -> int | None:
    if not text:
        return None
    text = re.sub(r"民[國国]\s*", "", text)
    if text.isdigit():
        return int(text)
    value = chinese_number(text)
    return None if value is None else int(value)


def _chinese(match: re.Match[str]) -> Iterator[Dated]:
    """Read `2024年10月17日至19日` and everything shorter that names a month or a year."""
    groups = match.groupdict()
    year, month, day, last = (_zh_value(groups.get(key)) for key in ("y", "m", "d", "last"))
    if year is not None and year < _ROC_LAST:
        year += _ROC_BEGINS
    yield from _one(match, (year, month, day), *([(year, month, last)] if last else []))


def _chinese_years(match: re.Match[str]) -> Iterator[Dated]:
    yield from _one(match, (_zh_value(match["y"]), None, None), (_zh_value(match["z"]), None, None))


def _chinese_months(match: re.Match[str]) -> Iterator[Dated]:
    """Read 1月至6月 and 7—12月: both are named."""
    year = _zh_value(match["y"])
    months = (_zh_value(match["m"]), _zh_value(match["m2"]))
    yield from _one(match, *((year, month, None) for month in months), claim=not match["zh"])


def _named_month(match: re.Match[str]) -> Iterator[Dated]:
    yield from _one(match, (None, _zh_value(match["m"]), None), claim=False)


def _listed_days(match: re.Match[str]) -> Iterator[Dated]:
    """Read 11月9、10、11日."""
    days = [match["d"], *re.findall(r"\d+", match["more"])]
    yield from _one(match, *((None, int(match["m"]), int(day)) for day in days))


def _mere_days(match: re.Match[str]) -> Iterator[Dated]:
    """Read the days of 本月9日至11日, of 9、10日, of `from the 9th to the 11th of this month`."""
    days = re.findall(r"\d+|[一二三四五六七八九十廿]+", match[0])
    yield from _one(match, *((None, None, _zh_value(day)) for day in days), claim=False)


#: Days that go by a name in one language and by their date in the other.
_FEASTS = (
    (re.compile(r"元旦|\bNew Year's Day\b", re.IGNORECASE), (1, 1)),
    (re.compile(r"三八(?:妇女)?节|妇女节|婦女節|\bWomen's Day\b", re.IGNORECASE), (3, 8)),
    (re.compile(r"五一|劳动节|勞動節|\bMay Day\b|\bLabou?r Day\b", re.IGNORECASE), (5, 1)),
    (re.compile(r"六一|儿童节|\bChildren's Day\b", re.IGNORECASE), (6, 1)),
    (re.compile(r"世界[难難]民日|\bWorld Refugee Day\b", re.IGNORECASE), (6, 20)),
    (re.compile(r"[国國][庆慶]|\bNational Day\b", re.IGNORECASE), (10, 1)),
    (re.compile(r"[国國][际際]移民日|\bInternational Migrants Day\b", re.IGNORECASE), (12, 18)),
)


def feasts(text: str) -> Iterator[DateParts]:
    """Yield the dates of the feasts that a text names."""
    plain = text.replace("\u2019", "'")
    return ((None, *date) for pattern, date in _FEASTS if pattern.search(plain))


def _roc_year(match: re.Match[str]) -> Iterator[Dated]:
    """Read `114年` as 2025, in Taiwan; elsewhere it may be so many years."""
    yield from _one(match, (int(match["y"]) + _ROC_BEGINS, None, None), claim=False)


def _ymd(match: re.Match[str]) -> Iterator[Dated]:
    yield from _one(match, (int(match["y"]), int(match["m"]), int(match["d"])))


def _slashed(match: re.Match[str]) -> Iterator[Dated]:
    """Read `9/28/2022`; both ways round where both are dates."""
    one, other, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = [(year, one, other), (year, other, one)]
    possible = tuple(dict.fromkeys(date for date in readings if _valid(*date[1:])))
    if possible:
        yield Dated(match.start(), match.end(), possible, claim=True)


def _english(match: re.Match[str]) -> Iterator[Dated]:
    """Read `17th October 2024`, `October 17–19, 2024`, `from 17 to 19 October`."""
    groups = match.groupdict()
    month = MONTHS[groups["m"].lower()]
    year = int(groups["y"]) if groups.get("y") else None
    days = [int(groups[key]) for key in ("d", "last") if groups.get(key)]
    yield from _one(match, *((year, month, day) for day in days))
    more = (int(day) for day in re.findall(r"\d+", groups.get("more") or ""))
    yield from _one(match, *((year, month, day) for day in more), claim=False)


_YEAR_SAID = re.compile(r"\s+(?:of\s+)?(?:this|last|next) year\b", re.IGNORECASE)


def _english_month(match: re.Match[str]) -> Iterator[Dated]:
    year = int(match["y"]) if match["y"] else None
    sure = year is not None or bool(_YEAR_SAID.match(match.string, match.end()))
    yield from _one(match, (year, MONTHS[match["m"].lower()], None), claim=sure)


def _years(match: re.Match[str]) -> Iterator[Dated]:
    first, last = match["y"], match["z"]
    full = last if len(last) == len(first) else first[:2] + last
    yield from _one(match, (int(first), None, None), (int(full), None, None))


def _year(match: re.Match[str]) -> Iterator[Dated]:
    yield from _one(match, (int(match["y"]), None, None))


def _none(match: re.Match[str]) -> Iterator[Dated]:
    """Take decades and centuries out of the text: they are no numbers to compare."""
    yield Dated(match.start(), match.end(), (), claim=False)


_Reader = Callable[[re.Match[str]], Iterator[Dated]]
_I = re.IGNORECASE
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            r"(?:上|\d{1,2}|二十|二十一)?世纪(?:\d{2}年代)?(?:初|中叶|末)?|\d{2,4}年代|[一二三四五六七八九]十年代"
        ),
        _none,
    ),
    (re.compile(r"\b(?:19|20)\d0s\b|\b\d{1,2}(?:st|th) century\b", _I), _none),
    (re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"), _ymd),
    (re.compile(r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d{2})(?!\d)"), _slashed),
    (
        re.compile(
            rf"(?:(?P<y>{_ZH_YEAR}{_ROC})\s*年\s*)?(?<!\d)(?P<m>{_ZH})\s*月\s*(?P<d>{_ZH})\s*[日号號]?"
            rf"(?:{_JOIN}(?P<last>{_ZH})\s*[日号號](?!\d))?(?<=[日号號])"
        ),
        _chinese,
    ),
    (
        re.compile(
            rf"(?<!\d)(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})(?P<more>(?:{_JOIN}\d{{1,2}}){{1,6}})[日号號]"
        ),
        _listed_days,
    ),
    (
        re.compile(
            r"(?:本|[当當]|[该該]|同|[上下这這][个個]?|次)月\s*"
            rf"(?:{_ZH})[日号號]?(?:{_JOIN}(?:{_ZH})[日号號]?){{0,6}}(?<=[日号號])"
        ),
        _mere_days,
    ),
    (
        re.compile(
            rf"(?:(?P<y>{_ZH_YEAR}{_ROC})\s*年\s*)?(?<![\d.,个個〇零一二三四五六七八九十百第])"
            rf"(?P<m>1[0-2]|0?[1-9]|(?P<zh>[一二三四五六七八九]|十[一二]?))\s*月?份?{_JOIN}"
            r"(?P<m2>1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)\s*月份?(?!\s*[\d一二三四五六七八九十]|[龄齡大])"
        ),
        _chinese_months,
    ),
    (re.compile(rf"(?P<y>{_ZH_YEAR}{_ROC})\s*年\s*(?P<m>{_ZH})\s*月"), _chinese),
    (re.compile(r"(?<!\d)(?P<y>1[0-2]\d)\s*年度"), _chinese),
    (re.compile(r"(?<![\d國国])(?P<y>1[01]\d)年(?![级級来來以前后後间間的])"), _roc_year),
    (re.compile(r"(?<![\d國国])(?P<y>1[01]\d)年(?=的[^历歷])"), _roc_year),
    (
        re.compile(
            r"\bthe \d{1,2}(?:st|nd|rd|th)\b(?:\s+(?:to|until|through|and)\s+(?:the\s+)?"
            r"\d{1,2}(?:st|nd|rd|th)\b)?"
            r"(?:\s+of\s+(?:this|last|next|that|the)\s+month\b|(?!\s+[a-z]))",
            _I,
        ),
        _mere_days,
    ),
    *PERIODS,
    (
        re.compile(rf"(?P<y>(?:19|20)\d{{2}})\s*年?{_JOIN}(?P<z>(?:19|20)\d{{2}})\s*年"),
        _chinese_years,
    ),
    (re.compile(rf"(?<!\d)(?P<y>{_ZH_YEAR})\s*年(?![代])"), _chinese),
    (
        re.compile(
            r"(?<![\d个個])(?P<m>\d{1,2}|十[一二]?)\s*月(?:份|底|初|中旬|上旬|下旬)?(?![\d球亮])"
        ),
        _chinese,
    ),
    (
        re.compile(
            r"(?<![\d个個〇零一二三四五六七八九十百第数數几幾每])(?P<m>[一二三四五六七八九]|十[一二]?)月"
            r"(?:份|底|初|中旬|上旬|下旬)?(?![\d球亮色])"
        ),
        _named_month,
    ),
    (re.compile(rf"(?<![\d月.,:])\d{{1,2}}日?(?:{_JOIN}\d{{1,2}}日?){{1,6}}(?<=日)"), _mere_days),
    (re.compile(r"(?<![\d月])\(?\d{1,2}\)?日(?![\d常元])"), _mere_days),
    (
        re.compile(
            rf"\b(?:(?P<more>(?:\d{{1,2}}{_TH}(?:{_EN_JOIN}\d{{1,2}}{_TH})?(?:,\s+|\s+and\s+)){{1,6}})"
            rf"(?=\d{{1,2}}{_TH}{_EN_JOIN}\d))?"
            rf"(?P<d>\d{{1,2}}){_TH}(?:{_EN_JOIN}(?P<last>\d{{1,2}}){_TH})?\s+(?:of\s+)?"
            rf"(?P<m>{_MONTH})\b\.?{_EN_YEAR}",
            _I,
        ),
        _english,
    ),
    (
        re.compile(
            rf"\b(?P<m>{_MONTH})\b\.?\s+(?:the\s+)?(?P<d>\d{{1,2}}){_TH}(?!\d|,\d{{3}})"
            rf"(?P<more>(?:,\s+\d{{1,2}}{_TH}){{1,6}}(?=,?\s+and\s+\d{{1,2}}{_TH}\b))?"
            rf"(?:{_EN_JOIN}(?P<last>\d{{1,2}}){_TH}(?!\d))?{_EN_YEAR}",
            _I,
        ),
        _english,
    ),
    (
        re.compile(rf"\b(?P<m>{'|'.join(name.title() for name in MONTHS)})\b\.?{_EN_YEAR}"),
        _english_month,
    ),
    (re.compile(r"\b(?P<y>(?:19|20)\d{2})\s*[-–—/]\s*(?P<z>(?:19|20)?\d{2})(?![\d-])"), _years),
    (re.compile(r"(?<![\w.,$€£¥-])(?P<y>(?:19|20)\d{2})(?![\w%]|,\d|\.\d|-\d)"), _year),
)
