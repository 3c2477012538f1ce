"""Which known Pages a night visits again, and which of them nobody ever could read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Exists, and_, exists, func, select, update

from storage import rows
from storage.database import Database
from storage.revisits import TOLD_FOR, Looked, due_rank
from storage.schema import captures, identifiers, pages, records
from storage.types import GONE, Page


class Visits:
    """Knows when each Page was asked for, and when it is to be asked for again."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def due(self, source: str, now: datetime) -> tuple[Page, ...]:
        """Return the Source's Pages to look at again now, the most overdue first.

        Every night for 30 days after publication (else after it was first seen), weekly for a
        year, then monthly; what was never read less and less from its first night on. An address
        that is no Item's any more, being gone (the Item moved) or replaced by a newer one, is left
        alone, until a listing names it (`gone`, `left`).
        """
        ranked = [(rank, row) for rank, row in self._ranked(source, now) if rank is not None]
        ranked.sort(key=lambda pair: -pair[0])
        return tuple(rows.page(row) for _, row in ranked)

    def rests(self, source: str, now: datetime) -> bool:
        """Say whether the Source has Pages that `due` leaves for another night."""
        return any(rank is None for rank, _ in self._ranked(source, now))

    def gone(self, source: str, now: datetime) -> tuple[Page, ...]:
        """Return the Source's Pages that answered 404 or 410 at last, oldest first.

        Those that were read once all; what never was when its turn has come.
        """
        return tuple(
            rows.page(row)
            for row in self._of(pages.c.source == source, _answered_gone())
            if row.read or due_rank(_looked(row), now) is not None
        )

    def left(self, source: str) -> tuple[Page, ...]:
        """Return the Source's Pages that gave way to a newer address of their Item, oldest first.

        A site that numbers its visitors in the query makes some every night.
        """
        return tuple(rows.page(row) for row in self._of(pages.c.source == source, _replaced()))

    def may_be_back(self, page_id: int, now: datetime) -> bool:
        """Say whether a link to an address that is gone, and no Item's, leads there once more.

        On the nights on which what was never read is, counted from its first such answer.
        """
        for row in self._of(pages.c.id == page_id, _left_behind()):
            since = self._gone_since(page_id)
            return due_rank(Looked(since.date(), _tried(row), unread_since=since), now) is not None
        return False

    def in_vain(self, source: str, now: datetime) -> frozenset[int]:
        """Return the ids of Pages that are not read for days, where most Pages of the Source are.

        What is wrong with them was told, and says nothing of how the Source does tonight.
        """
        known = self._of(pages.c.source == source)
        vain = [row.id for row in known if not row.read and _given_time(row, now)]
        return frozenset(vain if len(vain) <= sum(row.read for row in known) else ())

    def unread(self, source: str, now: datetime) -> tuple[Page, ...]:
        """Return the Source's Pages that were tried for days and never read, oldest first.

        Not those that are gone.
        """
        # What was read once is an Item's: the others are few, and found by the index.
        never = self._of(
            pages.c.source == source, pages.c.item_id.is_(None), ~_read(), ~_answered_gone()
        )
        return tuple(rows.page(row) for row in never if _given_time(row, now))

    def failed(self, page_id: int, now: datetime) -> None:
        """Remember that a Page could not be fetched; the next answer makes it forgotten."""
        with self._database.write() as connection:
            connection.execute(update(pages).where(pages.c.id == page_id).values(failed_at=now))

    def _gone_since(self, page_id: int) -> datetime:
        """Return when the Page answered 404 or 410 for the first time since it answered at all."""
        mine, gone = captures.c.page_id == page_id, captures.c.status.in_(GONE)
        there = select(func.max(captures.c.id)).where(mine, ~gone).scalar_subquery()
        query = select(func.min(captures.c.fetched_at)).where(
            mine, captures.c.id > func.coalesce(there, 0)
        )
        with self._database.read() as connection:
            since: datetime = connection.execute(query).scalar_one()
        return since

    def _ranked(self, source: str, now: datetime) -> list[tuple[float | None, rows.AnyRow]]:
        """Return the Source's Pages, oldest first, each with how overdue it is."""
        found = self._of(pages.c.source == source, ~_left_behind(), ~_replaced())
        return [(due_rank(_looked(row), now), row) for row in found]

    def _of(self, *conditions: ColumnElement[bool]) -> list[rows.AnyRow]:
        """Return the rows of Pages, oldest first, each with whether it was ever `read`."""
        query = select(pages, _read().label("read")).where(*conditions).order_by(pages.c.id)
        with self._database.read() as connection:
            return list(connection.execute(query).all())


def _looked(row: rows.AnyRow) -> Looked:
    if row.read:
        return Looked(row.published or row.first_seen.date(), row.last_visited)
    return Looked(row.first_seen.date(), _tried(row), unread_since=row.first_seen)


def _tried(row: rows.AnyRow) -> datetime | None:
    """Return when the Page was asked for last, whatever came of it."""
    return max(filter(None, (row.last_visited, row.failed_at)), default=None)


def _given_time(row: rows.AnyRow, now: datetime) -> bool:
    """Say whether the Page was tried, and had days to be read."""
    return _tried(row) is not None and now - row.first_seen >= TOLD_FOR


def _read() -> Exists:
    return exists().where(and_(records.c.page_id == pages.c.id, records.c.understood))


def _left_behind() -> ColumnElement[bool]:
    """Return the condition of a Page that is no Item's and answered 404 or 410 at last."""
    return and_(pages.c.item_id.is_(None), _answered_gone())


def _replaced() -> ColumnElement[bool]:
    """Return the condition of a Page whose Item has a newer one that only its query tells apart."""
    newer = pages.alias()
    by_address = and_(identifiers.c.scheme == "url", identifiers.c.value == pages.c.url)
    its = exists().where(
        by_address,
        newer.c.item_id == identifiers.c.item_id,
        newer.c.id > pages.c.id,
        _path(newer.c.url) == _path(pages.c.url),
    )
    return and_(pages.c.item_id.is_(None), func.instr(pages.c.url, "?") > 0, its)


def _path(url: ColumnElement[str]) -> ColumnElement[str]:
    """Return an address up to its query."""
    return func.substr(url, 1, func.instr(url, "?"))


def _answered_gone() -> ColumnElement[bool]:
    last = (
        select(captures.c.status)
        .where(captures.c.page_id == pages.c.id)
        .order_by(captures.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, 0).in_(GONE)
