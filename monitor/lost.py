"""A database that is not there although nights have been: never begun anew by itself."""

from __future__ import annotations

from monitor.config import Config
from storage.errors import StorageError


def refuse_lost(config: Config) -> None:
    """Raise StorageError where the archive tells of nights and the database is not there.

    It was deleted, or its disk is not mounted. A new one would know no recipient: nobody would
    be written to, and nothing would say so.
    """
    database = config.database
    if database.exists() and database.stat().st_size:
        return
    if next(config.archive_dir.glob("*.warc.gz"), None) is None:
        return
    state = "is empty" if database.exists() else "is missing"
    raise StorageError(
        f"database: {database}: {state}, but {config.archive_dir} tells of nights: mount its disk, "
        f"or `iom-monitor restore FILE`; to begin anew, move that folder away"
    )
