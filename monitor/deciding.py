"""A closed SourceRun is decided: like compared with like, written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from alerts.news import decide
from crawler.reread import reread
from monitor.standing import CUT_OFF
from storage.archive import Archive
from storage.errors import BodyLost
from storage.store import Store
from storage.types import (
    NO_FURNITURE,
    Change,
    KnownItem,
    PageRecord,
    Record,
    SourceNight,
    SourceRun,
)
from storage.urls import host

log = structlog.get_logger("night")
_OK = 200


def decide_source_run(
    store: Store, archive: Archive, source_run: SourceRun, now: datetime, failed_nights: int = 1
) -> tuple[Change, ...]:
    """Return the Changes of a closed SourceRun, stored together with its Versions.

    `failed_nights`: how many bad nights it takes before operators hear of them.
    """
    night = _read_whole(store.items.night(source_run.id))
    unread = tuple(page.url for page in store.visits.unread(source_run.source, now))
    night = replace(night, reread=_reread(store, archive, night), unread=unread)
    decision = decide(night, now, failed_nights)
    changes = store.items.apply(decision, now)
    for outcome in decision.outcomes:
        if outcome.change is not None:
            log.debug(
                "item.decided",
                source=source_run.source,
                item=outcome.item_id or "new",
                kinds=",".join(outcome.change.kinds),
                telling=outcome.change.telling,
                reason=outcome.change.reason,
            )
    return changes


def closed(store: Store, left: SourceRun, now: datetime) -> SourceRun:
    """Return what an earlier night left behind; closed as `partial` when that was cut off."""
    if left.closed_at is not None:
        return left
    return store.runs.close_source(left.id, "partial", CUT_OFF, left.counts, now)


def _read_whole(night: SourceNight) -> SourceNight:
    """Return the night without an answer that was stored, and not read, when it was cut off."""
    if night.source_run.reason != CUT_OFF:
        return night
    read = (one for one in night.visits if one.record or one.unchanged or one.capture.status != _OK)
    return replace(night, visits=tuple(read))


def _reread(store: Store, archive: Archive, night: SourceNight) -> Mapping[int, Record]:
    """Return the last Captures read with tonight's parsers, where those differ from the stored."""
    before = _records_before(night.known)
    found: dict[int, Record] = {}
    for visit in night.visits:
        known = before.get(visit.page.id)
        if visit.record is None or known is None or known.capture_id is None:
            continue
        capture = store.pages.capture(known.capture_id)
        # Furniture sets are counted host by host: another host's third is another set.
        moved = capture is not None and host(capture.url) != host(visit.capture.url)
        if _read_by(visit.record) == _read_by(known.record) and not moved:
            continue
        if visit.capture.status == 304:  # noqa: PLR2004 - Not Modified: read from that very Capture
            found[visit.page.id] = visit.record
            continue
        if capture is None:
            continue
        version = visit.record.furniture_version
        # Of the host that answered, as the crawl took it; a redirect may have led to another one.
        furniture = store.furniture.version(host(visit.capture.url), version) or NO_FURNITURE
        try:
            genre = visit.record.genre  # a `[[watch]]` Source's nobody else knows
            found[visit.page.id] = reread(known.page, capture, archive, furniture, genre)
        except BodyLost as error:
            # Two parsers' readings can't be compared: tonight's holds, and nobody is told.
            found[visit.page.id] = visit.record
            log.warning("page.not-reread", url=visit.page.url, reason=str(error))
    return found


def _records_before(known: tuple[KnownItem, ...]) -> dict[int, PageRecord]:
    return {entry.page.id: entry for item in known for entry in item.pages}


def _read_by(record: Record) -> tuple[str, int, int]:
    return record.parser, record.parser_version, record.furniture_version
