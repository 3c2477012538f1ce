"""A page's date of publication, chosen from all that says one by what agrees. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from crawler.parsers.dates.clocks import CHINA, CHINAS_ZONE
from crawler.parsers.dates.finding import FoundDate, dates_in, machine_date
from crawler.parsers.dates.forms import SLASHED
from crawler.parsers.dates.listed import Lists
from crawler.parsers.dates.order import not_after, settle
from crawler.parsers.dates.relative import RELATIVE
from crawler.parsers.dates.stamp_lines import Stamp, stamps_in
from crawler.parsers.dates.stamp_places import Places
from crawler.parsers.dates.urls import day_in_url
from storage.types import PageDate

#: The web's pages are not older; smaller values are defaults and errors.
_FIRST_YEAR = 1990
#: Clocks and time zones differ; a page from beyond tomorrow is an error.
_AHEAD = timedelta(days=1)
#: How much each witness is believed. What agrees on a day adds up, each kind counted once:
#: a label beats metadata only with the URL's or another's help; a bare date needs a second
#: witness or its place beside the title.
_WEIGHTS = {
    "metadata": 4.0, "label": 3.6, "listing": 3.0, "stamp": 2.6, "agency": 2.5, "url": 2.2,
    "named": 2.1, "updated": 2.0, "bare": 1.8, "other metadata": 1.5, "loose url": 1.0,
}  # fmt: skip
_ENOUGH = 1.5
_UNLABELLED = ("bare", "stamp")
_NO_LISTS = Lists()
_CLOCKED = re.compile(r"T\d\d:\d\d")
_LOCAL = re.compile(r"[\d-]{10}T\d\d:\d\d(?::\d\d)?")
#: A zone that the page wrote: China's is what clocks without one are given.
_OFFSET = re.compile(r"T.*(?!\+0[08]:00)[+-]\d\d:\d\d$")
#: Zones reach from -12 to +14 hours, the odd ones by half an hour.
_FARTHEST, _HALF_HOUR = timedelta(hours=14), timedelta(minutes=30)
#: Where another page's headline touches its day: `A fair in winter2/27/2020`.
_TOUCHED = re.compile(r"(?<=[a-z])(?=\d{1,2}/\d{1,2}/(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Published:
    """When a page was published and updated; None: it does not say, or not beyond doubt.

    `evidence` is `metadata`, `listing`, `label`, `stamp`, `bare`, `agency`, `url`, or `updated`
    (the only date is labelled so). `agency` is that of `(China Daily March 21, 2008)`.
    """

    date: PageDate | None = None
    updated: PageDate | None = None
    evidence: str | None = None
    agency: str | None = None
    #: Nothing but a word like `昨天`, counted from the fetch, told it.
    counted: bool = False


@dataclass(frozen=True, slots=True)
class _Witness:
    date: PageDate
    kind: str
    weight: float
    counted: bool = False


def published_in(  # noqa: PLR0913 - as many kinds of witness as there are
    metadata: Sequence[str],
    stamps: Sequence[str],
    url: str | None,
    fetched_at: datetime | None,
    *,
    chinese: bool,
    card: str | None = None,
    modified: Sequence[str] = (),
    title_at: int | None = None,
    day_first: bool | None = None,
    text_at: int | None = None,
    lists: Lists = _NO_LISTS,
) -> Published:
    """Return the page's date of publication, its date of update, and what told them.

    `metadata`: raw values that machines wrote for publication (JSON-LD, meta, time[datetime]),
    most trusted first; `modified`: those for modification. `stamps`: the page's visible lines in
    order, prose too (it is never read for dates); give at least the lines around the title and
    the body's last ones. `title_at` and `text_at`: the index among them of the title and of the
    text's first paragraph; `lists`: which are other pages'. `card`: the listing's date.
    `chinese`: clocks without a zone are +08:00. Nothing later than a day after `fetched_at` counts.
    """
    zone = CHINA if chinese else None
    found = list(stamps_in(stamps, fetched_at, zone, day_first=day_first))
    address = day_in_url(url)
    machine = [date for value in metadata if (date := machine_date(value, timezone=zone))]
    if fetched_at:
        last = (fetched_at + _AHEAD).date()
        found = [_with_date(stamp, not_after(stamp.found, last)) for stamp in found]
    changed = [date for value in modified if (date := machine_date(value, timezone=zone))]
    found = _with_years(_settled(found, stamps, machine, address), [*machine, *changed], address)
    found = [one for one in found if not _is_listed(one, lists)]
    machine = [_as_shown(date, machine, changed, found) for date in machine]
    witnesses = [
        *_machine(machine), *_listing(card, fetched_at, zone, day_first=day_first),
        *_shown(found, Places(found, stamps, title_at, text_at, fetched_at, _eve(machine, zone))),
        *_address(address),
    ]  # fmt: skip
    possible = [one for one in witnesses if _is_possible(one.date, fetched_at)]
    best = _best(possible, zone, fetched_at)
    updated = _updated(found, changed, fetched_at)
    agency = next((stamp.agency for stamp in reversed(found) if stamp.agency), None)
    if best is None:
        return Published(None, updated, None, agency)
    evidence = best.kind.removeprefix("other ")
    date = _at_own_clock(best.date, possible) if chinese else best.date
    return Published(date, updated, evidence, agency, best.counted)


def _at_own_clock(moment: PageDate, witnesses: Sequence[_Witness]) -> PageDate:
    """Return a moment in UTC at China's clock where the page shows the day that it has there."""
    if not moment.iso.endswith(("Z", "+00:00")):
        return moment
    there = at_chinas(moment)
    days = {one.date.day() for one in witnesses if one.date.precision == "day"}
    return there if there.day() in days and moment.day() not in days else moment


def at_chinas(moment: PageDate) -> PageDate:
    """Return a moment at China's clock."""
    return PageDate(moment.instant().astimezone(CHINAS_ZONE).isoformat())


def _is_listed(stamp: Stamp, lists: Lists) -> bool:
    headed = stamp.at in lists.headed and stamp.kind in _UNLABELLED and not stamp.sure
    return headed or stamp.at in lists.entries


def _settled(
    found: Sequence[Stamp],
    lines: Sequence[str],
    machine: Sequence[PageDate],
    address: tuple[date, bool] | None,
) -> list[Stamp]:
    """Return the stamps, an open order settled by all other dates of the page."""
    if not any(stamp.found.ambiguous for stamp in found):
        return list(found)
    others = [day.day().isoformat() for day in machine]
    others += [address[0].isoformat()] if address else []
    certain = [FoundDate(0, 0, "", PageDate(iso)) for iso in others]
    apart = (_TOUCHED.sub(" ", line) for line in lines)
    certain += [one for line in apart if SLASHED.search(line) for one in dates_in(line)]
    dates = settle([stamp.found for stamp in found] + certain)
    return [_with_date(stamp, one) for stamp, one in zip(found, dates, strict=False)]


def _with_date(stamp: Stamp, found: FoundDate) -> Stamp:
    return stamp if found is stamp.found else replace(stamp, found=found)


def _with_years(
    found: Sequence[Stamp], machine: Sequence[PageDate], address: tuple[date, bool] | None
) -> list[Stamp]:
    """Return the stamps; one without a year takes it from the address's or metadata's same day."""
    days = [day.day() for day in machine] + ([address[0]] if address else [])
    completed = []
    for stamp in found:
        one = stamp.found
        if one.date is None and not one.ambiguous:
            with_years = (dates_in(f"{day.year}-{one.raw}") for day in days)
            with_years_zh = (dates_in(f"{day.year}年{one.raw}") for day in days)
            read = [f[0].date for f in (*with_years, *with_years_zh) if f and f[0].date]
            same = [date for date in read if date.day() in days]
            one = replace(one, date=_in_china(same[0])) if same else one
        completed.append(_with_date(stamp, one))
    return completed


def _in_china(date: PageDate) -> PageDate:
    return PageDate(date.iso + CHINA) if _CLOCKED.search(date.iso) else date


def _as_shown(
    date: PageDate, machine: Sequence[PageDate], changed: Sequence[PageDate], found: Sequence[Stamp]
) -> PageDate:
    """Return the date at the page's own clock where metadata has that moment in UTC.

    Systems call local time UTC, too: then both clocks are the same.
    """
    whole = date.iso.endswith(("Z", "+00:00"))
    if not whole and "T" in date.iso:
        return _whole_day(date, found) or date
    for one in changed:
        if whole and _OFFSET.search(one.iso) and one.instant() == date.instant():
            return one
    local = (one for one in machine if _OFFSET.search(one.iso))
    for one in local:
        utc = one.instant().astimezone(UTC)
        if date.instant() == utc if whole else date.iso == f"{utc:%Y-%m-%d}":
            return one
    if whole and (there := _in_shown_zone(date, changed, found)):
        return there
    shown = [s.found.date for s in found if s.found.date and s.kind != "updated"] if whole else []
    same = (one for one in shown if one.iso[:16] == date.iso[:16] or _is_same_moment(one, date))
    one = next(same, date)
    finer = one.iso.endswith(CHINA) and one.instant() != date.instant()
    return at_chinas(date) if finer and one.iso[:16] != date.iso[:16] else one


def _whole_day(moment: PageDate, found: Sequence[Stamp]) -> PageDate | None:
    """Return the day that the page shows of what is midnight in UTC elsewhere: no moment at all."""
    utc = moment.instant() if _OFFSET.search(moment.iso) else None
    if utc is None or (utc.hour, utc.minute, utc.second) != (0, 0, 0):
        return None
    days = (stamp.found.date for stamp in found)
    return next((day for day in days if day and day.iso == f"{utc:%Y-%m-%d}"), None)


def _in_shown_zone(
    utc: PageDate, changed: Sequence[PageDate], found: Sequence[Stamp]
) -> PageDate | None:
    """Return a moment in UTC at the zone in which the page shows it, or that of its update."""
    moments = {one.instant().replace(second=0, microsecond=0) for one in (utc, *changed)}
    for one in (stamp.found.date for stamp in found):
        if one and _OFFSET.search(one.iso) and one.instant().replace(second=0) in moments:
            zone = datetime.fromisoformat(one.iso).tzinfo
            return PageDate(utc.instant().astimezone(zone).isoformat())
    return None


def _is_same_moment(shown: PageDate, utc: PageDate) -> bool:
    """Say whether a clock of China's, or of no named zone, can be that of a moment in UTC."""
    if not _LOCAL.fullmatch(shown.iso.removesuffix(CHINA)):
        return False
    apart = shown.instant().replace(second=0) - utc.instant().replace(second=0)
    if shown.iso.endswith(CHINA):
        return not apart
    return abs(apart) <= _FARTHEST and not apart % _HALF_HOUR


def _machine(machine: Sequence[PageDate]) -> Iterator[_Witness]:
    for order, value in enumerate(machine):
        kind = "metadata" if order == 0 else "other metadata"
        yield _Witness(value, kind, _WEIGHTS[kind])


def _listing(
    card: str | None, fetched_at: datetime | None, zone: str | None, *, day_first: bool | None
) -> Iterator[_Witness]:
    for one in settle(
        dates_in(card or "", reference=fetched_at, timezone=zone, day_first=day_first)
    )[:1]:
        if one.date:
            yield _Witness(one.date, "listing", _WEIGHTS["listing"])


def _eve(machine: Sequence[PageDate], zone: str | None) -> date | None:
    """Return the day before that of metadata."""
    if not machine or machine[0].precision in {"year", "month"}:
        return None
    return date.fromisoformat(_day(machine[0], zone)) - timedelta(days=1)


def _shown(found: Sequence[Stamp], places: Places) -> Iterator[_Witness]:
    for stamp in found:
        share, more = places.worth(stamp)
        if stamp.found.date is None or not share:
            continue
        # Of two alike the upper one is the page's own, the lower one that of a related page.
        weight = _WEIGHTS[stamp.kind] * share + more - stamp.at * 1e-4
        counted = bool(RELATIVE.match(stamp.found.raw))
        yield _Witness(stamp.found.date, stamp.kind, weight, counted)


def _address(address: tuple[date, bool] | None) -> Iterator[_Witness]:
    if address:
        day, sure = address
        kind = "url" if sure else "loose url"
        yield _Witness(PageDate(day.isoformat()), kind, _WEIGHTS[kind])


def _is_possible(date: PageDate, fetched_at: datetime | None) -> bool:
    if date.day().year < _FIRST_YEAR:
        return False
    return fetched_at is None or date.instant() <= fetched_at + _AHEAD


def _best(
    witnesses: Sequence[_Witness], zone: str | None, fetched_at: datetime | None
) -> _Witness | None:
    """Return the best witness of the day that has most for it, its clock the finest of that day."""
    by_day: dict[str, dict[str, _Witness]] = {}
    for one in witnesses:
        kinds = by_day.setdefault(_day(one.date, zone), {})
        if one.kind not in kinds or kinds[one.kind].weight < one.weight:
            kinds[one.kind] = one
    today = _day(PageDate(f"{fetched_at:%Y-%m-%dT%H:%M:%S}Z"), zone) if fetched_at else None
    scores = {day: _score(kinds, day == today) for day, kinds in by_day.items()}
    scores = {day: score for day, score in scores.items() if score >= _ENOUGH}
    if not scores:
        return None
    first_day = max(scores, key=lambda day: scores[day])
    if by_day[first_day].keys() == {"updated"}:  # what was updated was published before
        earlier = [day for day in scores if day < first_day]
        first_day = max(earlier, key=lambda day: scores[day], default=first_day)
    kinds = by_day[first_day]
    first = max(kinds.values(), key=lambda one: one.weight)
    finest = max(kinds.values(), key=lambda one: (len(_clock(one.date)), one.weight))
    counted = all(one.counted for one in kinds.values())
    return replace(finest, weight=first.weight, counted=counted)


def _score(kinds: dict[str, _Witness], is_today: bool) -> float:  # noqa: FBT001 - private, one call
    score = sum(one.weight for one in kinds.values())
    # Metadata that says "now" is often the moment the page was made for us.
    return score - _WEIGHTS["metadata"] / 2 if is_today and "metadata" in kinds else score


def _clock(date: PageDate) -> str:
    return re.sub(r"(?:Z|[+-]\d\d:\d\d)$", "", date.iso)


def _day(date: PageDate, zone: str | None) -> str:
    """Return the calendar day, for aware instants that of the page's zone."""
    if zone and re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", date.iso):
        return f"{date.instant().astimezone(CHINAS_ZONE):%Y-%m-%d}"
    return date.iso.split("T")[0]


def _updated(
    found: Sequence[Stamp], changed: Sequence[PageDate], fetched_at: datetime | None
) -> PageDate | None:
    shown = [stamp.found.date for stamp in found if stamp.kind == "updated"]
    return next((d for d in (*shown, *changed) if d and _is_possible(d, fetched_at)), None)
