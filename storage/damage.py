"""Whether a fault that looks like ours is the disk's: rows that are not what was written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from storage import codec, rows
from storage.database import Database, connect
from storage.errors import MISREAD, StorageError
from storage.schema import metadata
from storage.types import Finding

#: What reads a row of each table that holds more than columns of one value.
_READ: Mapping[str, Callable[[Any], object]] = {
    "source_runs": rows.source_run,
    "records": lambda row: codec.record_from_json(row.data),
    "versions": rows.version,
    "changes": lambda row: json.loads(row.kinds),
    "furniture": lambda row: json.loads(row.lines),
    "recipients": rows.recipient,
}


def damage(path: Path) -> StorageError | None:
    """Return what is wrong with a database; None: it is sound, or there is none.

    SQLite itself reads pages that changed places, and texts with a letter changed, without
    complaint: nobody may have noticed.
    """
    if not path.is_file():
        return None
    try:
        with closing(connect(path, view=True)) as connection:
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        if said == "ok":
            said = _first_unreadable(path)
    except (sqlite3.Error, StorageError) as error:
        said = str(error)
    return StorageError(f"database: {path}: is damaged: {' '.join(said.split())}") if said else None


def unreadable(connection: Connection) -> Iterator[Finding]:
    """Yield the first row of each table that cannot be read as what was written there."""
    for table in metadata.sorted_tables:
        read = _READ.get(table.name, repr)
        which = f"table {table.name}"
        try:
            for row in connection.execute(select(table)):
                which = f"table {table.name} row {row[0]}"
                read(row)
                which = f"table {table.name} after row {row[0]}"
        except MISREAD as error:
            said = f"cannot be read: {type(error).__name__}: {error}"
            yield Finding("database", which, said)


def _first_unreadable(path: Path) -> str:
    """Return what is wrong with the first row that cannot be read, else nothing."""
    database = Database(path, view=True)
    try:
        with database.read() as connection:
            found = next(unreadable(connection), None)
    finally:
        database.close()
    return f"{found.which}: {found.cause}" if found else ""
