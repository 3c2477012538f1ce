"""When a page was published: metadata, then its byline, then the listing's card, then its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from crawler.parsers import dates
from crawler.parsers.metaline import MetaLine
from crawler.parsers.reading import Reading
from storage.types import PageDate

#: A page cannot be from later than this after it was fetched: clocks and time zones differ.
_AHEAD: Final = timedelta(days=2)
_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])[-/]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.]|$)"
    r"|[/_]t(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])_"
)
#: A line that holds a date and little else.
_STAMP: Final = 160
_LABELLED = re.compile(
    r"(?:发布|發佈|發布|发表|更新|编辑|上传|录入)?(?:时间|時間|日期)\s*[::]|发[布表][于在]?\s*[::]|published|posted|pub(?:lish)? ?date",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
_CHINESE_HOST = re.compile(r"\.cn$|chinadaily|xinhua|china\.org")
#: All of China keeps Beijing's time.
_CHINA: Final = "+08:00"


@dataclass(frozen=True, slots=True)
class When:
    """Publication and update with what told them."""

    published: PageDate | None = None
    updated: PageDate | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def of(reading: Reading, byline: MetaLine) -> When:
    """Return when the page says it was published and updated; None where it does not say."""
    written = [found for found in byline.dates if found not in byline.changed]
    published, by = _first(reading, _candidates(reading, written, byline))
    updated = _updated(reading, byline)
    evidence = {"published": by} if published else {}
    if updated:
        evidence["updated"] = "metadata" if not byline.changed else "byline"
    unread = [found.raw for found in byline.dates if found.date is None]
    warnings = tuple(f"date: {raw!r}: cannot be settled" for raw in unread) if not published else ()
    return When(published, updated, evidence, warnings)


def _candidates(
    reading: Reading, written: Sequence[dates.FoundDate], byline: MetaLine
) -> Iterator[tuple[PageDate, str]]:
    """Yield dates in order of trust."""
    if reading.metadata:
        for found in reading.metadata.published:
            if date := dates.machine_date(found.value):
                yield date, f"metadata {found.evidence}"
    for one in written:
        if one.date:
            yield one.date, "byline"
    yield from _card(reading)
    yield from _stamps(reading)
    address = in_address(reading.document.url)
    for one in byline.changed:
        # China Daily labels its only date "Updated:"; on the address's day it is that of publication
        if one.date and (address is None or one.date.iso.startswith(address.iso)):
            yield one.date, "byline"
    if address:
        yield address, "url"


def _stamps(reading: Reading) -> Iterator[tuple[PageDate, str]]:
    """Yield dates of lines outside the text: labelled ones first, then those with a clock."""
    if not reading.markup:
        return
    inside = {block.text for block in reading.main}
    outside = [b for b in reading.blocks if len(b.text) <= _STAMP and b.text not in inside]
    labelled: list[PageDate] = []
    timed: list[PageDate] = []
    for block in outside:
        if not re.search(r"\d", block.text) or block.link_chars * 2 > len(block.text):
            continue
        reference = reading.document.fetched_at
        found = [d.date for d in dates.dates_in(block.text, reference=reference) if d.date]
        if len(found) == 1 and _LABELLED.search(block.text):
            labelled.append(found[0])
        elif len(found) == 1 and "T" in found[0].iso:
            timed.append(found[0])
    for date in labelled[:1]:
        yield date, "stamp"
    # several clocks are a list of other articles
    if len({date.iso for date in timed}) == 1:
        yield timed[0], "stamp"


def _card(reading: Reading) -> Iterator[tuple[PageDate, str]]:
    card = reading.document.card
    if card and card.date:
        for found in dates.settle(dates.dates_in(card.date, reference=reading.document.fetched_at)):
            if found.date:
                yield found.date, "card"


def _first(
    reading: Reading, candidates: Iterator[tuple[PageDate, str]]
) -> tuple[PageDate | None, str]:
    """Return the most trusted date that can be, with the time of another one on the same day."""
    possible = [(date, by) for date, by in candidates if _possible(reading, date)]
    if not possible:
        return None, ""
    best, by = _confirmed(possible, in_address(reading.document.url))
    if best.precision == "day":
        finer = (d for d, _ in possible[1:] if "T" in d.iso and d.iso.startswith(best.iso))
        best = next(finer, best)
    return _zoned(reading, best), by


def _confirmed(
    possible: Sequence[tuple[PageDate, str]], address: PageDate | None
) -> tuple[PageDate, str]:
    """Return the first date, or the first on the address's day when two others contradict it."""
    best = possible[0]
    if address is None or best[0].iso.startswith(address.iso):
        return best
    seconded = [(d, by) for d, by in possible if d.iso.startswith(address.iso) and by != "url"]
    return seconded[0] if seconded else best


def _possible(reading: Reading, date: PageDate) -> bool:
    fetched = reading.document.fetched_at
    return 1990 <= date.day().year and (fetched is None or date.instant() <= fetched + _AHEAD)  # noqa: PLR2004


def _updated(reading: Reading, byline: MetaLine) -> PageDate | None:
    for one in byline.changed:
        if one.date:
            return _zoned(reading, one.date)
    if reading.metadata:
        for found in reading.metadata.updated:
            if date := dates.machine_date(found.value):
                return _zoned(reading, date)
    return None


def in_address(url: str | None) -> PageDate | None:
    """Return the day that stands in an address."""
    match = _ADDRESS.search(url or "")
    if not match:
        return None
    year, month, day = (match[name] or match[name + "2"] for name in ("y", "m", "d"))
    try:
        return PageDate(f"{year}-{month}-{day}")
    except ValueError:
        return None


def _zoned(reading: Reading, date: PageDate) -> PageDate:
    """Return a local time of a Chinese page with China's zone; others stay as they are."""
    if "T" not in date.iso or re.search(r"(?:Z|[+-]\d\d:\d\d)$", date.iso):
        return date
    return PageDate(date.iso + _CHINA) if _is_chinese(reading) else date


def _is_chinese(reading: Reading) -> bool:
    host = re.sub(r"^\w+://|[/:?#].*$", "", reading.document.url or "")
    if reading.genre in ("press", "repost") or _CHINESE_HOST.search(host):
        return True
    opening = [block.text for block in reading.main if block.text][:2]
    shown = "".join([reading.title or "", *opening])
    return len(_HAN.findall(shown)) * 4 > len(shown)
