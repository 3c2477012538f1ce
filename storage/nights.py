"""Reads a Source's complete night out of the tables."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, func, select

from storage import codec, itemrows, rows
from storage.errors import StorageError
from storage.pages import CAPTURES
from storage.schema import captures, listed, pages, records, source_runs
from storage.types import GONE, Page, Record, SourceNight, Visit

#: Earlier statuses a decision may want: two months of nights.
EARLIER = 60


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
    earlier = (
        select(source_runs.c.status)
        .where(before, source_runs.c.status.is_not(None))
        .order_by(source_runs.c.id.desc())
        .limit(EARLIER)
    )
    return SourceNight(
        source_run=run,
        visits=_visits(connection, source_run_id),
        known=itemrows.known_items(connection),
        first=first_known is None,
        earlier=tuple(connection.execute(earlier).scalars()),
        began=connection.execute(began).scalar(),
        watched=None if first_known is None else since,
    )


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
    capture = rows.capture(row)
    own = _record(connection, records.c.capture_id == capture.id)
    if own is not None:
        return Visit(page, capture, own)
    if capture.status in GONE:
        before = _status_before(connection, row) in GONE
        return Visit(page, capture, None, gone_before=before)
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


def _status_before(connection: Connection, row: rows.AnyRow) -> int | None:
    """Return what the Page answered in the SourceRun before."""
    query = (
        select(captures.c.status)
        .where(
            captures.c.page_id == row.page_id,
            captures.c.id < row.id,
            captures.c.source_run_id != row.source_run_id,
        )
        .order_by(captures.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def _record(connection: Connection, chosen: ColumnElement[bool]) -> Record | None:
    query = select(records.c.data).where(chosen).order_by(records.c.id.desc()).limit(1)
    data = connection.execute(query).scalar()
    return None if data is None else codec.record_from_json(data)
