"""Changes held for an operator: what waits, and what becomes of it."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage import itemrows, rows
from storage.database import Database
from storage.errors import StorageError
from storage.schema import changes, items
from storage.types import Change


class Held:
    """Knows the Changes that no Recipient hears of before an operator has looked at them."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def all(self) -> tuple[Change, ...]:
        """Return what is held, oldest first."""
        query = itemrows.changes_query().where(changes.c.telling == "held")
        with self._database.read() as connection:
            return itemrows.read_changes(connection, query)

    def release(self, change_id: int, now: datetime) -> Change:
        """Return the Change that tells everybody what was held; the held one stays as `released`.

        It is a Change of its own, newer than all that Recipients were considered for. A removal
        takes effect with it. Raises StorageError for what is not held or is no longer true.
        """
        with self._database.write() as connection:
            held = _held(connection, change_id)
            _settle(connection, change_id, "released")
            if "removed" in json.loads(held.kinds):
                gone = update(items).where(items.c.id == held.item_id)
                connection.execute(gone.values(state="removed"))
            made: int = connection.execute(
                insert(changes).values(**_again(connection, held, now)).returning(changes.c.id)
            ).scalar_one()
            query = itemrows.changes_query().where(changes.c.id == made)
            return itemrows.read_changes(connection, query)[0]

    def dismiss(self, change_id: int) -> None:
        """Let nobody be told of the held Change. Raises StorageError for what is not held."""
        with self._database.write() as connection:
            _held(connection, change_id, still_true=False)
            _settle(connection, change_id, "dismissed")


def _held(connection: Connection, change_id: int, *, still_true: bool = True) -> rows.AnyRow:
    found = connection.execute(
        select(changes, items.c.state, items.c.missed)
        .join(items, items.c.id == changes.c.item_id)
        .where(changes.c.id == change_id, changes.c.telling == "held")
    ).one_or_none()
    if found is None:
        raise StorageError(f"held: {change_id}: no such change is held")
    if still_true:
        _refuse_outdated(found)
    return found


def _refuse_outdated(held: rows.AnyRow) -> None:
    """Raise StorageError where the Item is not any more what the Change says of it."""
    removal = "removed" in json.loads(held.kinds)
    if held.state == "removed":
        raise StorageError(f"held: {held.id}: its item is removed; only dismiss is left")
    if removal and held.missed == 0:
        raise StorageError(f"held: {held.id}: its item is there again; only dismiss is left")


def _settle(connection: Connection, change_id: int, telling: str) -> None:
    connection.execute(update(changes).where(changes.c.id == change_id).values(telling=telling))


def _again(connection: Connection, held: rows.AnyRow, now: datetime) -> dict[str, object]:
    """Return the row that tells what is held; a new Item as it reads by now."""
    after = held.after_id
    if after is not None and held.before_id is None:
        current = itemrows.current_version(connection, held.item_id)
        after = current.id if current else after
    return {
        "item_id": held.item_id,
        "source_run_id": held.source_run_id,
        "source": held.source,
        "genre": held.genre,
        "before_id": held.before_id,
        "after_id": after,
        "kinds": held.kinds,
        "weight": held.weight,
        "reason": f"{held.reason}; released by an operator",
        "telling": "tell",
        "older": held.older,
        "created_at": now,
    }
