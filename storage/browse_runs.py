"""SQL for lists of Runs, of what they fetched, and of the messages that went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from storage import codec, rows
from storage.browse_rows import Listed, count
from storage.database import Database
from storage.schema import (
    captures,
    changes,
    deliveries,
    digest_changes,
    digests,
    pages,
    records,
    runs,
    source_runs,
)
from storage.types import Capture, Run, SourceRun

#: The first answer that is no page.
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class RunRow:
    """A Run and its parts."""

    run: Run
    parts: tuple[SourceRun, ...]
    #: Changes to be told that each part made, by SourceRun id.
    news: Mapping[int, int]

    @property
    def told(self) -> int:
        """Changes to be told that the whole Run made."""
        return sum(self.news.get(part.id, 0) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page of a Run that was not read: what answered, and why it was not understood."""

    capture: Capture
    source: str
    item_id: str | None
    #: None: the answer itself was an error.
    not_understood: str | None


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A message as a list shows it: to whom, how far it came. `operators`: an alert."""

    id: int
    subject: str
    address: str
    created_at: datetime
    state: str
    attempts: int
    sent_at: datetime | None
    last_error: str | None
    changes: int
    operators: bool


@dataclass(frozen=True, slots=True)
class DigestShown:
    """One message as it was sent."""

    row: DigestRow
    message_id: str
    html: str | None
    text: str | None
    #: The same with nothing left out, where the message leaves something out.
    whole: str | None
    #: The Items whose Changes it told, and how many of them are named here.
    item_ids: tuple[str, ...]


class BrowseRuns:
    """Pages through Runs and messages."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def runs(self, limit: int, older: int | None = None) -> Listed[RunRow]:
        """Return a page of Runs, newest first."""
        query = select(runs) if older is None else select(runs).where(runs.c.id < older)
        return self._runs(query.order_by(runs.c.id.desc()), limit)

    def run(self, name: str) -> RunRow | None:
        """Return the Run of that name."""
        found = self._runs(select(runs).where(runs.c.name == name), 1).rows
        return found[0] if found else None

    def trouble(self, run_id: int, limit: int) -> tuple[Trouble, ...]:
        """Return the pages of a Run that failed or were not understood, in their order."""
        not_read = (
            select(records.c.capture_id, func.max(records.c.id).label("record_id"))
            .join(captures, captures.c.id == records.c.capture_id)
            .join(source_runs, source_runs.c.id == captures.c.source_run_id)
            .where(source_runs.c.run_id == run_id, ~records.c.understood)
            .group_by(records.c.capture_id)
            .subquery()
        )
        query = (
            select(
                *captures.c,
                pages.c.url.label("page_url"),
                pages.c.item_id,
                source_runs.c.source,
                records.c.data,
            )
            .join(source_runs, source_runs.c.id == captures.c.source_run_id)
            .join(pages, pages.c.id == captures.c.page_id)
            .outerjoin(not_read, not_read.c.capture_id == captures.c.id)
            .outerjoin(records, records.c.id == not_read.c.record_id)
            .where(
                source_runs.c.run_id == run_id,
                (captures.c.status >= _REFUSED) | not_read.c.record_id.is_not(None),
            )
            .order_by(captures.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(_trouble(row) for row in connection.execute(query))

    def digests(self, limit: int, older: int | None = None) -> Listed[DigestRow]:
        """Return a page of messages, newest first."""
        query = _digests()
        if older is not None:
            query = query.where(digests.c.id < older)
        with self._database.read() as connection:
            found = connection.execute(query.order_by(digests.c.id.desc()).limit(limit + 1)).all()
            total = count(connection, select(digests.c.id))
        shown = tuple(_digest_row(row) for row in found[:limit])
        return Listed(shown, str(shown[-1].id) if len(found) > limit else None, total=total)

    def digest(self, digest_id: int, limit: int) -> DigestShown | None:
        """Return one message, with the first `limit` Items it told about."""
        about = (
            select(changes.c.item_id)
            .join(digest_changes, digest_changes.c.change_id == changes.c.id)
            .where(digest_changes.c.digest_id == digest_id)
            .order_by(changes.c.id)
            .limit(limit)
        )
        whole = select(digests).where(digests.c.id == digest_id)
        with self._database.read() as connection:
            listed = connection.execute(_digests().where(digests.c.id == digest_id)).one_or_none()
            if listed is None:
                return None
            row = connection.execute(whole).one()
            told = connection.execute(about).scalars().all()
        row_shown = _digest_row(listed)
        return DigestShown(
            row_shown, row.message_id, row.html, row.text, row.whole, item_ids=tuple(told)
        )

    def public_digest(self, key: str, *, whole: bool = False) -> str | None:
        """Return the HTML of a Recipient's message by the key in its Message-ID, `<key@host>`.

        `whole`: with nothing left out; None where the message itself leaves nothing out.
        Operators' messages, whose keys can be guessed, are never given.
        """
        begins = digests.c.message_id.between(f"<{key}@", f"<{key}A")  # A follows @
        wanted = digests.c.whole if whole else digests.c.html
        query = select(wanted).where(begins, digests.c.recipient_id.is_not(None))
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).scalar()

    def outbox(self) -> Mapping[str, int]:
        """Return how many messages stand in each state."""
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _runs(self, query: Select[Any], limit: int) -> Listed[RunRow]:
        with self._database.read() as connection:
            found = [rows.run(row) for row in connection.execute(query.limit(limit + 1))]
            shown = found[:limit]
            parts: dict[int, list[SourceRun]] = {run.id: [] for run in shown}
            mine = select(source_runs).where(source_runs.c.run_id.in_(list(parts)))
            for row in connection.execute(mine.order_by(source_runs.c.id)):
                parts[row.run_id].append(rows.source_run(row))
            news = _news(mine.with_only_columns(source_runs.c.id))
            told = {row[0]: row[1] for row in connection.execute(news)}
            total = count(connection, select(runs.c.id))
        return Listed(
            tuple(RunRow(run, tuple(parts[run.id]), told) for run in shown),
            older=str(shown[-1].id) if len(found) > limit else None,
            total=total,
        )


def _news(source_run_ids: Select[Any]) -> Select[Any]:
    return (
        select(changes.c.source_run_id, func.count())
        .where(changes.c.source_run_id.in_(source_run_ids), changes.c.telling == "tell")
        .group_by(changes.c.source_run_id)
    )


def _digests() -> Select[Any]:
    told = select(func.count()).where(digest_changes.c.digest_id == digests.c.id).scalar_subquery()
    return select(
        digests.c.id,
        digests.c.subject,
        digests.c.created_at,
        digests.c.recipient_id,
        deliveries.c.address,
        deliveries.c.state,
        deliveries.c.attempts,
        deliveries.c.sent_at,
        deliveries.c.last_error,
        told.label("told"),
    ).join(deliveries, deliveries.c.digest_id == digests.c.id)


def _digest_row(row: rows.AnyRow) -> DigestRow:
    return DigestRow(
        id=row.id,
        subject=row.subject,
        address=row.address,
        created_at=row.created_at,
        state=row.state,
        attempts=row.attempts,
        sent_at=row.sent_at,
        last_error=row.last_error,
        changes=row.told,
        operators=row.recipient_id is None and row.told == 0,
    )


def _trouble(row: rows.AnyRow) -> Trouble:
    record = None if row.data is None else codec.record_from_json(row.data)
    return Trouble(
        capture=rows.capture(row),
        source=row.source,
        item_id=row.item_id,
        not_understood=record.not_understood if record else None,
    )
