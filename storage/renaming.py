"""A Source under another name: all that the old name knows is the new one's."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, select, update

from storage.codec import dumps
from storage.schema import alerts, changes, items, listings, pages, recipients, source_runs
from storage.store import Store

#: Whose rows belong to a Source by its name. A Record keeps the name it was read under.
_NAMED: tuple[Table, ...] = (source_runs, items, pages, changes, alerts)


@dataclass(frozen=True, slots=True)
class Renamed:
    """How much went over to the new name."""

    pages: int
    items: int


def rename(store: Store, old: str, new: str) -> Renamed | None:
    """Give the new name all that the old one knows, in one transaction; None: it knows nothing.

    Recipients who chose the old one have chosen the new one.
    """
    with store.database.write() as connection:
        moved = {table.name: _rename(connection, table, old, new) for table in _NAMED}
        named = _rename_listings(connection, old, new) + _rename_choices(connection, old, new)
        if not named and not any(moved.values()):
            return None
        _keep_first_baseline(connection, new)
        return Renamed(moved["pages"], moved["items"])


def _rename(connection: Connection, table: Table, old: str, new: str) -> int:
    """Return how many rows had the old name."""
    chosen = update(table).where(table.c.source == old)
    return connection.execute(chosen.values(source=new)).rowcount


def _rename_listings(connection: Connection, old: str, new: str) -> int:
    """Return how many listings the old name knew; what it knows of one both read holds."""
    both = select(listings.c.url).where(listings.c.source == old)
    connection.execute(delete(listings).where(listings.c.source == new, listings.c.url.in_(both)))
    return _rename(connection, listings, old, new)


def _rename_choices(connection: Connection, old: str, new: str) -> int:
    """Return how many Recipients had chosen the old name."""
    count = 0
    for row in connection.execute(select(recipients.c.id, recipients.c.sources)).all():
        chosen = json.loads(row.sources)
        if old in chosen:
            wanted = dict.fromkeys(new if name == old else name for name in chosen)
            mine = update(recipients).where(recipients.c.id == row.id)
            connection.execute(mine.values(sources=dumps(tuple(wanted))))
            count += 1
    return count


def _keep_first_baseline(connection: Connection, source: str) -> None:
    """Leave the Source one baseline: a night that had the new name already had one of its own."""
    baselines = (source_runs.c.source == source) & source_runs.c.baseline
    first = select(func.min(source_runs.c.id)).where(baselines).scalar_subquery()
    later = update(source_runs).where(baselines, source_runs.c.id > first)
    connection.execute(later.values(baseline=False))
