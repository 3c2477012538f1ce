"""Items: what a night knows, what it decides, what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, Select, func, select, text

from storage import decisions, identity, itemrows, merge, rows
from storage import pages as pages_
from storage.database import Database
from storage.errors import StorageError
from storage.nights import read_night
from storage.schema import changes, identifiers, items, likenesses, versions
from storage.types import (
    Change,
    Decision,
    ItemOutcome,
    KnownItem,
    Record,
    SourceNight,
    Version,
)


class Items:
    """Knows every Item, its Versions and its Changes."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def night(self, source_run_id: int) -> SourceNight:
        """Return all a decision needs but `reread`, as the store holds it now."""
        with self._database.read() as connection:
            return read_night(connection, source_run_id)

    def apply(self, decision: Decision, now: datetime) -> tuple[Change, ...]:
        """Write the Decision in one transaction; applied again, it changes nothing."""
        with self._database.write() as connection:
            return decisions.write(connection, decision, now)

    def import_record(self, record: Record, now: datetime) -> str:
        """Store a Record as history and return its Item's id; nobody is told.

        An Item known already only has its gaps filled; what it says stays.
        """
        with self._database.write() as connection:
            names = identity.identifiers(record)
            known = _recognised(connection, names, record)
            outcome = _history(record, known)
            item_id = known.id if known else decisions.new_item(connection, outcome, now)
            itemrows.add_identifiers(connection, item_id, names)
            if record.url:
                _import_page(connection, item_id, record, now)
            content = merge.filled(known.version.content, record.content) if known else None
            itemrows.add_version(connection, item_id, content or record.content, "import", now)
            return item_id

    def known(self) -> tuple[KnownItem, ...]:
        """Return every Item, in the order they were first seen."""
        with self._database.read() as connection:
            return itemrows.known_items(connection)

    def get(self, item_id: str) -> KnownItem | None:
        """Return one Item."""
        found = self._items(select(items).where(items.c.id == item_id))
        return found[0] if found else None

    def by_identifier(self, scheme: str, value: str) -> KnownItem | None:
        """Return the Item that (scheme, value) identifies."""
        owner = select(identifiers.c.item_id).where(
            identifiers.c.scheme == scheme, identifiers.c.value == value
        )
        found = self._items(select(items).where(items.c.id.in_(owner)))
        return found[0] if found else None

    def since(self, day: date) -> tuple[KnownItem, ...]:
        """Return the Items published, else first seen, on or after the day."""
        return self._items(select(items).where(items.c.day >= day))

    def of_source(self, source: str) -> tuple[KnownItem, ...]:
        """Return the Items of a Source."""
        return self._items(select(items).where(items.c.source == source))

    def versions(self, item_id: str) -> tuple[Version, ...]:
        """Return the Item's Versions, oldest first."""
        query = select(versions).where(versions.c.item_id == item_id).order_by(versions.c.number)
        with self._database.read() as connection:
            return tuple(rows.version(row) for row in connection.execute(query))

    def edited_after(self, moment: datetime) -> Mapping[str, tuple[Version, ...]]:
        """Return all Versions, oldest first, of each Item whose pages were edited after then."""
        edited = select(versions.c.item_id).where(
            versions.c.created_at > moment, versions.c.cause == "page", versions.c.number > 1
        )
        query = (
            select(versions)
            .where(versions.c.item_id.in_(edited))
            .order_by(versions.c.item_id, versions.c.number)
        )
        with self._database.read() as connection:
            found = [rows.version(row) for row in connection.execute(query)]
        return {key: tuple(group) for key, group in groupby(found, key=attrgetter("item_id"))}

    def changes(self, item_id: str) -> tuple[Change, ...]:
        """Return everything that happened to the Item, told or not, oldest first."""
        return self._changes(itemrows.changes_query().where(changes.c.item_id == item_id))

    def changes_after(self, change_id: int, upto: int | None = None) -> tuple[Change, ...]:
        """Return the Changes to be told with a higher id, up to `upto` included, oldest first."""
        query = itemrows.changes_query().where(
            changes.c.telling == "tell", changes.c.id > change_id
        )
        return self._changes(query if upto is None else query.where(changes.c.id <= upto))

    def counts(self) -> Mapping[str, int]:
        """Return how many Items each Source has that are there and concern us."""
        query = (
            select(items.c.source, func.count())
            # Written out, not bound: only so does SQLite see that its partial index says this.
            .where(text("state = 'present'"), items.c.off_topic.is_(None))
            .group_by(items.c.source)
        )
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def latest_change_id(self) -> int:
        """Return the highest id of a Change, 0 when there is none."""
        query = select(changes.c.id).order_by(changes.c.id.desc()).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def _items(self, query: Select[tuple[object, ...]]) -> tuple[KnownItem, ...]:
        with self._database.read() as connection:
            return itemrows.known_items(connection, query)

    def _changes(self, query: Select[tuple[object, ...]]) -> tuple[Change, ...]:
        with self._database.read() as connection:
            return itemrows.read_changes(connection, query)


def _recognised(
    connection: Connection, names: tuple[tuple[str, str], ...], record: Record
) -> KnownItem | None:
    """Return the Item the Record is of: by identifier, else by equal title or body."""
    for scheme, value in names:
        owner = connection.execute(
            select(identifiers.c.item_id).where(
                identifiers.c.scheme == scheme, identifiers.c.value == value
            )
        ).scalar()
        if owner is not None:
            return _item(connection, owner)
    # A body says more than a title: "News" and "Press release" head many pages.
    for scheme, value in sorted(identity.likenesses(record.content, record.genre)):
        alike = connection.execute(
            select(likenesses.c.item_id)
            .where(likenesses.c.scheme == scheme, likenesses.c.value == value)
            .order_by(likenesses.c.item_id)
        ).scalars()
        for owner in alike:
            item = _item(connection, owner)
            if identity.is_same(item, record):
                return item
    return None


def _item(connection: Connection, item_id: str) -> KnownItem:
    return itemrows.known_items(connection, select(items).where(items.c.id == item_id))[0]


def _history(record: Record, known: KnownItem | None) -> ItemOutcome:
    """Return the Item that an import makes when it is not known."""
    if record.not_understood is not None and known is None:
        raise StorageError(f"import: {record.url or record.title}: {record.not_understood}")
    return ItemOutcome(
        item_id=None,
        source=record.source or "import",
        genre=record.genre,
        state="present",
        identifiers=frozenset(),
        page_ids=(),
        content=record.content,
        cause="import",
        off_topic=record.off_topic,
        history=True,
    )


def _import_page(connection: Connection, item_id: str, record: Record, now: datetime) -> None:
    """Make a Page of the Record's URL, unless another Item has it already."""
    page_id = pages_.ensure(connection, record.url or "", record.source or "import", now)
    page = connection.execute(pages_.page_query(page_id)).one()
    if page.item_id not in (None, item_id):
        return
    itemrows.link_pages(connection, item_id, (page_id,))
    if not pages_.has_record(connection, page_id):
        pages_.add_record(connection, page_id, None, replace(record, url=page.url))
