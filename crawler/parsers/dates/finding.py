"""Dates in text and in metadata, as precise as the page gives them; nothing is guessed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from crawler.parsers.dates.clocks import CHINA, Clock, clock_after, clock_before
from crawler.parsers.dates.forms import (
    AMERICAN_CLOCK,
    INDIAN_CLOCK,
    SHORT_CLOCKED,
    SHORT_SLASHED,
    SLASHED,
    forms_in,
    page_date,
    parts,
)
from crawler.parsers.dates.relative import RELATIVE, maybe_relative, nearest_past, relative_date
from crawler.parsers.text.patterns import as_listed
from storage.types import PageDate

_EPOCH = re.compile(r"\d{10}(?:\d{3})?", re.ASCII)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<clock>[0-2]\d[0-5]\d(?:[0-5]\d)?))?",
    re.ASCII,
)
_ISO_MONTH = re.compile(r"((?:19|20)\d\d)(?:[-/](\d{1,2}))?", re.ASCII)
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T-](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?P<zone>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?",
    re.ASCII,
)
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?$")
#: A weekday beside `05/08/2023` tells which of both days is meant.
_WEEKDAYS = {
    name: day
    for names in ("一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    for day, name in enumerate(names)
} | {"天": 6}
_WEEKDAY = r"(?:(?:星期|周|週|礼拜)([一二三四五六日天])|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}[.,，]?\s*$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"[,，]?\s*[(（]?{_WEEKDAY}", re.IGNORECASE)
#: What a site counts its pages by: the day, and which of the day's it is.
_DAY_CODE = re.compile(r"(?<!\d)(\d{6})_\d{1,4}(?!\d)", re.ASCII)
#: What scripts write for American readers: `5/8/2023, 9:12:00 AM`.
_SCRIPT_LOCALE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d\d:\d\d\s[AP]M\b", re.ASCII)
#: `2023-06-19-17-02-00`, in the head of pages of the State Council.
_DASHED = re.compile(r"^(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)$", re.ASCII)
_JS_DATE = re.compile(r"\w{3}\s(\w{3}\s\d{1,2})\s([\d:]{8})\s(?:\w{3,4}\s)?(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date standing in a text: `raw == text[start:end]`.

    `date` is None when it is not known: no year, no reference for `昨天`, or an
    `ambiguous` order, whose readings are the `candidates`.
    """

    start: int
    end: int
    raw: str
    date: PageDate | None
    ambiguous: bool = False
    candidates: tuple[PageDate, ...] = ()


def dates_in(
    text: str,
    *,
    reference: datetime | None = None,
    day_first: bool | None = None,
    timezone: str | None = None,
    published: PageDate | None = None,
) -> list[FoundDate]:
    """Return the dates that stand in the text, in order, none overlapping.

    `reference` (aware) is what relative dates are counted from; `day_first` the site's declared
    order of a/b/yyyy; `timezone` (`+08:00`) that of clocks that name none; `published` lets a
    date without a year be the nearest not after it, and is the reference where none is given.
    """
    found = [*_absolute(text, day_first=day_first, zone=timezone, published=published)]
    if maybe_relative(text):
        if reference is None and published is not None:
            reference = published.instant()
        found += _relative(text, _local(reference, timezone) if reference else None)
    if not found and (year := _ISO_MONTH.fullmatch(text.strip())):
        start = text.index(year[0])
        return [FoundDate(start, start + len(year[0]), year[0], machine_date(year[0]))]
    return _without_overlaps(found)


def _local(moment: datetime, zone: str | None) -> datetime:
    return moment.astimezone(_offset(zone)) if zone else moment


def _offset(zone: str) -> timezone:
    if zone == "Z":
        return UTC
    sign = -1 if zone.startswith("-") else 1
    return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6])))


def _absolute(
    text: str, *, day_first: bool | None, zone: str | None, published: PageDate | None
) -> Iterator[FoundDate]:
    for form in forms_in(text):
        if form is SHORT_CLOCKED and zone != CHINA:
            continue
        for match in form.finditer(text):
            if form in (SLASHED, SHORT_SLASHED):
                found = _slashed(match, zone, day_first=day_first)
            else:
                found = _ordered(match, zone)
            if found and found.date is None and not found.candidates and published:
                found = _with_year(found, match, published)
            if found:
                yield found


def _ordered(match: re.Match[str], zone: str | None) -> FoundDate | None:
    """Return what the match says, its date None where it has no year; None: no such day."""
    year, month, day = parts(match)
    clock = _clock_of(match) if day else None
    start, end = _span(match, clock)
    raw = match.string[start:end]
    # A leap year admits every day that any year has.
    date = page_date(year or 2000, month, day, clock, zone)
    name = match.groupdict().get("month_name")
    if date is None or (year is None and name and name[0].islower()):
        return None  # no such day, or `may 10` and `march 20` as verbs
    return FoundDate(start, end, raw, date if year else None)


def _clock_of(match: re.Match[str]) -> Clock | None:
    """Return the clock beside the date: behind it, else before it."""
    text = match.string
    return clock_after(text, match.end()) or clock_before(text, match.start())


def _span(match: re.Match[str], clock: Clock | None) -> tuple[int, int]:
    if clock is None:
        return match.span()
    return min(match.start(), clock.start), max(match.end(), clock.end)


def _slashed(match: re.Match[str], zone: str | None, *, day_first: bool | None) -> FoundDate | None:
    first, second = int(match["first"]), int(match["second"])
    groups = match.groupdict()
    year = int(groups.get("year") or f"20{groups['short']}")
    clock = _clock_of(match)
    start, end = _span(match, clock)
    raw = match.string[start:end]
    by_day = page_date(year, second, first, clock, zone)
    by_month = page_date(year, first, second, clock, zone)
    readings = tuple(dict.fromkeys(reading for reading in (by_day, by_month) if reading))
    if not readings:
        return None
    known = readings[0] if len(readings) == 1 else None
    if known is None and AMERICAN_CLOCK.match(match.string, match.end()):
        known = by_month
    if known is None and INDIAN_CLOCK.match(match.string, match.end()):
        known = by_day
    if known is None:
        known = _on_weekday(readings, match.string, start, end)
    if known is None:
        known = _in_code(readings, match.string, end)
    if known is None and day_first is not None:
        known = by_day if day_first else by_month
    candidates = readings if len(readings) > 1 else ()
    return FoundDate(start, end, raw, known, known is None, candidates)


def _on_weekday(readings: Sequence[PageDate], text: str, start: int, end: int) -> PageDate | None:
    """Return the one reading that falls on the weekday that stands beside the date."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 12), start)
    found = before or _WEEKDAY_AFTER.match(text, end)
    if found is None:
        return None
    weekday = _WEEKDAYS[as_listed(found[1] or found[2])]
    fitting = [reading for reading in readings if reading.day().weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _in_code(readings: Sequence[PageDate], text: str, end: int) -> PageDate | None:
    """Return the one reading that a code behind the date repeats: `UNIQUE ID: 180206_19`."""
    codes = {code[1] for code in _DAY_CODE.finditer(text, end)}
    fitting = [reading for reading in readings if f"{reading.day():%y%m%d}" in codes]
    return fitting[0] if len(fitting) == 1 else None


def _with_year(found: FoundDate, match: re.Match[str], published: PageDate) -> FoundDate:
    _, month, day = parts(match)
    nearest = nearest_past(month or 0, day or 0, _wall(published))
    if len(nearest) == 1:
        return replace(found, date=nearest[0])
    return replace(found, ambiguous=bool(nearest), candidates=nearest)


def _wall(date: PageDate) -> datetime:
    day = date.day()
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _relative(text: str, reference: datetime | None) -> Iterator[FoundDate]:
    for match in RELATIVE.finditer(text):
        date, end = relative_date(match, reference) if reference else (None, match.end())
        yield FoundDate(match.start(), end, text[match.start() : end], date)


def _without_overlaps(found: Sequence[FoundDate]) -> list[FoundDate]:
    if len(found) < 2:  # noqa: PLR2004 - nothing beside it
        return list(found)
    kept: list[FoundDate] = []
    for one in sorted(found, key=lambda date: (date.start, -date.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def machine_date(value: str, *, timezone: str | None = None) -> PageDate | None:
    """Return the date of a metadata value (ISO 8601, RFC 2822, epoch, 20241017, …), or None.

    Midnight sharp is how systems write "no time": it gives a day. `timezone` is that of
    clocks that name none.
    """
    value = value.strip()
    date = (
        _by_shape(value, timezone)
        or _iso(value, timezone)
        or _whole_date(value, timezone)
        or _by_mail_rules(value)
    )
    if date and _MIDNIGHT.search(date.iso):
        return PageDate(date.iso.split("T")[0])
    return date


def _by_shape(value: str, zone: str | None) -> PageDate | None:
    if _EPOCH.fullmatch(value):
        seconds = int(value[:10])
        return PageDate(f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}Z")
    if match := _COMPACT.fullmatch(value):
        year, month, day = (int(match[name]) for name in ("year", "month", "day"))
        digits = match["clock"]
        clock = clock_after(":".join(re.findall("..", digits)), 0) if digits else None
        return page_date(year, month, day, clock, zone)
    if match := _ISO_MONTH.fullmatch(value):
        return page_date(int(match[1]), int(match[2]) if match[2] else None, None)
    return None


def _iso(value: str, zone: str | None) -> PageDate | None:
    """Return the date of ISO 8601 as nearly all machines write it; the rest is read as text is."""
    found = _ISO.fullmatch(value)
    if not found:
        return None
    day = page_date(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None or not found["clock"]:
        return day
    return PageDate(f"{day.iso}T{found['clock']}{found['zone'] or zone or ''}")


def _whole_date(value: str, zone: str | None) -> PageDate | None:
    """Return the date that the value is, but for a weekday, a zone's name and fractions."""
    value = _DASHED.sub(r"\1 \2:\3:\4", _JS_DATE.sub(r"\1, \3 \2", value))
    day_first = False if _SCRIPT_LOCALE.match(value) else None
    found = [one for one in dates_in(value, timezone=zone, day_first=day_first) if one.date]
    if len(found) != 1:
        return None
    # `Fri, ` before; ` +0800 (China Standard Time)` after.
    before, after = value[: found[0].start], value[found[0].end :]
    return found[0].date if len(before) <= 12 and len(after) <= 30 else None  # noqa: PLR2004


def _by_mail_rules(value: str) -> PageDate | None:
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    iso = moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    return PageDate(iso) if re.fullmatch(r"(?:19|20).{17,23}", iso) else None
