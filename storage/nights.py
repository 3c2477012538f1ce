"""Reads a Source's complete night out of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import get_args

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from storage import codec, itemrows, rows
from storage.errors import StorageError
from storage.pages import CAPTURES
from storage.schema import captures, listed, pages, records, source_runs
from storage.types import GONE, Page, Record, SourceNight, SourceRun, SourceRunStatus, Visit

#: Earlier statuses a decision may want: two months of nights.
EARLIER = 60
#: Of nights with so many visits at most: one an hour.
_VISITS = 24
#: A Page's earlier visits that a decision may want: three nights of them, and more.
_LOOKS = 5 * _VISITS
#: Less after a visit that counts, another is the same night's: `schedule.press` may name each hour,
#: and an operator runs `nightly` again. Nights are a day apart; one late and one early, less.
_APART = timedelta(hours=12)


def read_night(connection: Connection, source_run_id: int) -> SourceNight:
    """Return the SourceRun's Visits in the order they were fetched, and what was known."""
    row = connection.execute(
        select(source_runs).where(source_runs.c.id == source_run_id)
    ).one_or_none()
    if row is None:
        raise StorageError(f"source run: {source_run_id}: is not known")
    run = rows.source_run(row)
    before = (source_runs.c.source == run.source) & (source_runs.c.id < run.id)
    decided = source_runs.c.decided_at.is_not(None)
    # One that never gets beyond partial is watched all the same, and said to be so once.
    watched = (source_runs.c.status == "ok") | source_runs.c.baseline
    known = select(func.min(source_runs.c.id)).where(before, decided, watched)
    first_known = connection.execute(known).scalar()
    # The clock of that night may have been ahead: no night after it began before it.
    later = (source_runs.c.source == run.source) & source_runs.c.id.between(first_known, run.id)
    since = connection.execute(select(func.min(source_runs.c.started_at)).where(later)).scalar()
    began = select(func.min(source_runs.c.started_at)).where(
        before, decided, source_runs.c.status == "partial"
    )
    earlier, counted = _statuses(connection, run, before)
    return SourceNight(
        source_run=run,
        visits=_visits(connection, source_run_id),
        known=itemrows.known_items(connection),
        first=first_known is None,
        earlier=earlier,
        counted=counted,
        began=connection.execute(began).scalar(),
        watched=None if first_known is None else since,
    )


def _statuses(
    connection: Connection, run: SourceRun, before: ColumnElement[bool]
) -> tuple[tuple[SourceRunStatus, ...], frozenset[SourceRunStatus]]:
    """Return the statuses of earlier nights, newest first; those that tonight's visits had.

    Of a night with several visits what is bad counts once, and what is partial; what is good ends
    both, whenever it comes.
    """
    query = (
        select(source_runs.c.status, source_runs.c.started_at)
        .where(before, source_runs.c.status.is_not(None))
        .order_by(source_runs.c.id.desc())
        .limit(EARLIER * _VISITS)
    )
    found: list[SourceRunStatus] = []
    counted: dict[bool, datetime] = {}
    for status, at in reversed(connection.execute(query).all()):
        kind = status == "partial"
        if status == "ok":
            counted.clear()
        elif is_same_night(counted.get(kind), at):
            continue
        else:
            counted[kind] = at
        found.append(status)
    kinds = {kind for kind, at in counted.items() if is_same_night(at, run.started_at)}
    tonight = {one for one in get_args(SourceRunStatus) if (one == "partial") in kinds}
    return tuple(reversed(found[-EARLIER:])), frozenset(tonight - {"ok"})


def is_same_night(one: datetime | None, other: datetime) -> bool:
    """Return whether a visit follows another so soon that it is no night of its own."""
    return one is not None and timedelta() <= other - one < _APART


def _visits(connection: Connection, source_run_id: int) -> tuple[Visit, ...]:
    mine = captures.c.source_run_id == source_run_id
    visited = select(captures.c.page_id).where(mine)
    seen = connection.execute(select(pages).where(pages.c.id.in_(visited)))
    known = {row.id: rows.page(row) for row in seen}
    naming = connection.execute(select(listed).where(listed.c.page_id.in_(visited)))
    named = {row.page_id: row for row in naming}
    found = connection.execute(CAPTURES.where(mine).order_by(captures.c.id)).all()
    return tuple(
        _named(_visit(connection, known[row.page_id], row), named.get(row.page_id)) for row in found
    )


def _named(visit: Visit, row: rows.AnyRow | None) -> Visit:
    """Return the Visit with what listings say of its Page."""
    if row is None:
        return visit
    tonight = row.named_in == visit.capture.source_run_id
    return replace(visit, listed=tonight, old_before=row.old_before)


def _visit(connection: Connection, page: Page, row: rows.AnyRow) -> Visit:
    """Return the Visit with what those of nights before say of it."""
    visit = _tonight(connection, page, row)
    if visit.unchanged or (visit.record is not None and visit.record.not_understood is None):
        return replace(visit, nightly=_nightly(connection, row))
    past = _past(connection, row)
    away = list(takewhile(lambda one: not one.understood, past))
    gone = list(takewhile(lambda one: one.status in GONE, past))
    return replace(
        visit,
        nights_away=_nights([*reversed([one.fetched_at for one in away]), row.fetched_at]),
        gone_before=visit.capture.status in GONE
        and _nights([*reversed([one.fetched_at for one in gone]), row.fetched_at]) > 1,
    )


def _past(connection: Connection, row: rows.AnyRow) -> Sequence[rows.AnyRow]:
    """Return the Page's Captures of other SourceRuns, newest first: `understood` or not."""
    read, same = records.alias(), captures.alias()
    understood = (
        exists()
        .where(
            read.c.capture_id == same.c.id,
            read.c.understood,
            same.c.page_id == captures.c.page_id,
            same.c.digest == captures.c.digest,
            captures.c.status.not_in(GONE),
        )
        .label("understood")
    )
    return connection.execute(_visits_before(row).add_columns(understood)).all()


def _visits_before(row: rows.AnyRow) -> Select[tuple[object, ...]]:
    """Return the SELECT of the Page's Captures of other SourceRuns, newest first."""
    return (
        select(captures)
        .where(
            captures.c.page_id == row.page_id,
            captures.c.id < row.id,
            captures.c.source_run_id != row.source_run_id,
        )
        .order_by(captures.c.id.desc())
        .limit(_LOOKS)
    )


def _nights(looks: Sequence[datetime]) -> int:
    """Return on how many nights these looks fell, oldest first."""
    count, last = 0, None
    for at in looks:
        if not is_same_night(last, at):
            count, last = count + 1, at
    return count


def _nightly(connection: Connection, row: rows.AnyRow) -> Record | None:
    """Return what the Page said on the last night before; None: its last visit was then."""
    last = connection.execute(_visits_before(row).limit(1)).one_or_none()
    if last is None or not is_same_night(last.fetched_at, row.fetched_at):
        return None
    past = connection.execute(_visits_before(row)).all()
    before = (one for one in past if not is_same_night(one.fetched_at, row.fetched_at))
    chosen = next(before, past[-1])
    same = select(captures.c.id).where(
        captures.c.page_id == chosen.page_id, captures.c.digest == chosen.digest
    )
    return _record(connection, records.c.capture_id.in_(same.scalar_subquery()))


def _tonight(connection: Connection, page: Page, row: rows.AnyRow) -> Visit:
    capture = rows.capture(row)
    own = _record(connection, records.c.capture_id == capture.id)
    if own is not None:
        return Visit(page, capture, own)
    if capture.status not in (200, 304):
        return Visit(page, capture, None)
    # The same body again: what holds is what was read from it then. If it was not
    # understood then (a maintenance page that answers 304), it is not understood now.
    same = (
        select(captures.c.id)
        .where(
            captures.c.page_id == page.id,
            captures.c.digest == capture.digest,
            captures.c.id < capture.id,
        )
        .scalar_subquery()
    )
    held = _record(connection, records.c.capture_id.in_(same))
    if held is None or held.not_understood is not None:
        return Visit(page, capture, held)
    return Visit(page, capture, None, unchanged=True)


def _record(connection: Connection, chosen: ColumnElement[bool]) -> Record | None:
    query = select(records.c.data).where(chosen).order_by(records.c.id.desc()).limit(1)
    data = connection.execute(query).scalar()
    return None if data is None else codec.record_from_json(data)
