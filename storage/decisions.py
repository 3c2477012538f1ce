"""Writes a Decision; every function works inside the one transaction of `Items.apply`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from storage import itemrows
from storage.alerts import add_alert
from storage.codec import dumps
from storage.errors import StorageError
from storage.schema import changes, items, pages, source_runs
from storage.types import Change, ChangeDraft, Decision, ItemOutcome, Version


def write(connection: Connection, decision: Decision, now: datetime) -> tuple[Change, ...]:
    """Write the Decision, once: a SourceRun decided before keeps what was decided then."""
    run = connection.execute(
        select(source_runs).where(source_runs.c.id == decision.source_run_id)
    ).one_or_none()
    if run is None:
        raise StorageError(f"source run: {decision.source_run_id}: is not known")
    if run.decided_at is None:
        for outcome in decision.outcomes:
            _write_outcome(connection, decision.source_run_id, outcome, now)
        for draft in decision.alerts:
            add_alert(connection, draft, now)
        connection.execute(
            update(source_runs)
            .where(source_runs.c.id == decision.source_run_id)
            .values(
                status=decision.status,
                reason=decision.reason,
                baseline=decision.baseline,
                closed_at=run.closed_at or now,
                decided_at=now,
            )
        )
    mine = changes.c.source_run_id == decision.source_run_id
    return itemrows.read_changes(connection, itemrows.changes_query().where(mine))


def new_item(connection: Connection, outcome: ItemOutcome, now: datetime) -> str:
    """Make the Item; it was first seen when the first of its Pages was."""
    item_id = itemrows.new_id()
    earliest = select(func.min(pages.c.first_seen)).where(pages.c.id.in_(outcome.page_ids))
    first_seen = connection.execute(earliest).scalar() or now
    connection.execute(
        insert(items).values(
            id=item_id,
            source=outcome.source,
            genre=outcome.genre,
            state=outcome.state,
            first_seen=first_seen,
            day=first_seen.date(),
            missed=outcome.missed,
            off_topic=outcome.off_topic,
            history=outcome.history,
        )
    )
    return item_id


def _write_outcome(
    connection: Connection, source_run_id: int, outcome: ItemOutcome, now: datetime
) -> None:
    if outcome.item_id is None:
        if outcome.content is None:
            raise StorageError(f"decision: {source_run_id}: a new Item has no content")
        item_id, before = new_item(connection, outcome, now), None
    else:
        item_id = outcome.item_id
        before = itemrows.current_version(connection, item_id)
        if before is None:
            raise StorageError(f"item: {item_id}: is not known")
        _move(connection, item_id, outcome)
    itemrows.add_identifiers(connection, item_id, outcome.identifiers)
    itemrows.keep_pages(connection, item_id, outcome.page_ids)
    after = before
    if outcome.content is not None:
        after = itemrows.add_version(connection, item_id, outcome.content, outcome.cause, now)
    if outcome.change is not None:
        connection.execute(
            insert(changes).values(
                item_id=item_id,
                source_run_id=source_run_id,
                source=outcome.source,
                genre=outcome.genre,
                created_at=now,
                **_change(outcome.change, before, after),
            )
        )


def _change(
    change: ChangeDraft, before: Version | None, after: Version | None
) -> dict[str, object]:
    gone = "removed" in change.kinds
    return {
        "before_id": before.id if before else None,
        "after_id": after.id if after and not gone else None,
        "kinds": dumps(change.kinds),
        "weight": change.weight,
        "reason": change.reason,
        "telling": change.telling,
        "older": change.older,
    }


def _move(connection: Connection, item_id: str, outcome: ItemOutcome) -> None:
    connection.execute(
        update(items)
        .where(items.c.id == item_id)
        .values(
            source=outcome.source,
            genre=outcome.genre,
            state=outcome.state,
            missed=outcome.missed,
            off_topic=outcome.off_topic,
            history=outcome.history,
        )
    )
