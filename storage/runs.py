"""Nights and their parts: Runs and SourceRuns."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Select, insert, select, update

from storage import rows
from storage.database import Database
from storage.errors import StorageError
from storage.schema import runs, source_runs
from storage.types import Counts, Genre, Run, SourceRun, SourceRunStatus


class Runs:
    """Knows when we looked, at what, and how it went."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def start(self, now: datetime, *, whole: bool = True) -> Run:
        """Begin a Run under a name of its own; `whole`: for all Sources that nights visit."""
        # 20 random bits: two Runs of one second, on one machine or two, still differ.
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)[:5]}"
        with self._database.write() as connection:
            row = connection.execute(
                insert(runs).values(name=name, started_at=now, whole=whole).returning(*runs.c)
            ).one()
            return rows.run(row)

    def finish(self, run_id: int, now: datetime, exit_code: int) -> Run:
        """End a Run."""
        with self._database.write() as connection:
            row = connection.execute(
                update(runs)
                .where(runs.c.id == run_id)
                .values(finished_at=now, exit_code=exit_code)
                .returning(*runs.c)
            ).one_or_none()
            if row is None:
                raise StorageError(f"run: {run_id}: is not known")
            return rows.run(row)

    def start_source(self, run_id: int, source: str, genre: Genre, now: datetime) -> SourceRun:
        """Begin one Source's part of a Run."""
        with self._database.write() as connection:
            row = connection.execute(
                insert(source_runs)
                .values(run_id=run_id, source=source, genre=genre, started_at=now)
                .returning(*source_runs.c)
            ).one()
            return rows.source_run(row)

    def close_source(
        self,
        source_run_id: int,
        status: SourceRunStatus,
        reason: str | None,
        counts: Counts,
        now: datetime,
    ) -> SourceRun:
        """End the fetching of a SourceRun; it waits to be decided."""
        with self._database.write() as connection:
            row = connection.execute(
                update(source_runs)
                .where(source_runs.c.id == source_run_id)
                .values(closed_at=now, status=status, reason=reason, counts=rows.counts(counts))
                .returning(*source_runs.c)
            ).one_or_none()
            if row is None:
                raise StorageError(f"source run: {source_run_id}: is not known")
            return rows.source_run(row)

    def undecided(self) -> tuple[SourceRun, ...]:
        """Return the SourceRuns that were closed or cut off and never decided, oldest first.

        To be asked before a night starts its own: one that is running looks cut off.
        """
        return self._source_runs(
            select(source_runs).where(source_runs.c.decided_at.is_(None)).order_by(source_runs.c.id)
        )

    def last(self, n: int = 1) -> tuple[Run, ...]:
        """Return the last `n` Runs, newest first."""
        query = select(runs).order_by(runs.c.id.desc()).limit(n)
        with self._database.read() as connection:
            return tuple(rows.run(row) for row in connection.execute(query))

    def last_whole(self) -> Run | None:
        """Return the last Run for all Sources: what was asked for by name is no night."""
        query = select(runs).where(runs.c.whole).order_by(runs.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else rows.run(row)

    def whole_between(self, first: datetime, last: datetime) -> tuple[Run, ...]:
        """Return the Runs for all Sources that began from `first` to `last`, oldest first."""
        query = select(runs).where(runs.c.whole, runs.c.started_at.between(first, last))
        with self._database.read() as connection:
            return tuple(rows.run(row) for row in connection.execute(query.order_by(runs.c.id)))

    def get(self, name: str) -> Run | None:
        """Return the Run of that name."""
        with self._database.read() as connection:
            row = connection.execute(select(runs).where(runs.c.name == name)).one_or_none()
        return None if row is None else rows.run(row)

    def of_source(self, source: str, n: int) -> tuple[SourceRun, ...]:
        """Return the last `n` SourceRuns of a Source, newest first."""
        return self._source_runs(
            select(source_runs)
            .where(source_runs.c.source == source)
            .order_by(source_runs.c.id.desc())
            .limit(n)
        )

    def last_good(self, before: SourceRun) -> datetime | None:
        """Return when the Source's last `ok` SourceRun before this one began, if there is one."""
        query = (
            select(source_runs.c.started_at)
            .where(
                source_runs.c.source == before.source,
                source_runs.c.id < before.id,
                source_runs.c.decided_at.is_not(None),
                source_runs.c.status == "ok",
            )
            .order_by(source_runs.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def source_runs(self, run_id: int) -> tuple[SourceRun, ...]:
        """Return the parts of a Run, in the order they were started."""
        return self._source_runs(
            select(source_runs).where(source_runs.c.run_id == run_id).order_by(source_runs.c.id)
        )

    def source_run(self, source_run_id: int) -> SourceRun | None:
        """Return one SourceRun."""
        found = self._source_runs(select(source_runs).where(source_runs.c.id == source_run_id))
        return found[0] if found else None

    def baselines_after(self, source_run_id: int) -> tuple[SourceRun, ...]:
        """Return the decided baselines with a higher id, oldest first: "now watching …"."""
        return self._source_runs(
            select(source_runs)
            .where(
                source_runs.c.id > source_run_id,
                source_runs.c.baseline,
                source_runs.c.decided_at.is_not(None),
            )
            .order_by(source_runs.c.id)
        )

    def latest_source_run_id(self) -> int:
        """Return the highest id of a SourceRun, 0 when there is none."""
        query = select(source_runs.c.id).order_by(source_runs.c.id.desc()).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def sources(self) -> tuple[str, ...]:
        """Return the names of all Sources ever run, sorted."""
        query = select(source_runs.c.source).distinct().order_by(source_runs.c.source)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def _source_runs(self, query: Select[tuple[object, ...]]) -> tuple[SourceRun, ...]:
        with self._database.read() as connection:
            found: Sequence[rows.AnyRow] = connection.execute(query).all()
        return tuple(rows.source_run(row) for row in found)
