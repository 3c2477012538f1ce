"""Brings the schema of a database file to the one this program knows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from storage.database import APPLICATION_ID, connect, engine, wrapped
from storage.errors import StorageError
from storage.schema import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Migrate the database in one transaction; leave a current one alone.

    Raises StorageError for a file that is no database, is somebody else's, or is newer.
    """
    if revision_of(path) == REVISION:
        return
    # Batch migrations copy tables: foreign keys are checked once, when all is in its place.
    made = engine(path, foreign_keys=False)
    try:
        with wrapped(path), made.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                _migrate(connection)
                _check(path, connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        made.dispose()


def revision_of(path: Path) -> str | None:
    """Return the schema's revision, or None for an empty file."""
    with wrapped(path), closing(connect(path, view=True)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in tables:
            if tables:
                raise StorageError(f"database: {path}: is not a monitor's database")
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = row[0] if row else None
    if revision is not None and revision > REVISION:
        raise StorageError(
            f"database: {path}: schema {revision} is newer than {REVISION}, "
            "the newest this program knows; install a newer program"
        )
    return revision


def _migrate(connection: Connection) -> None:
    # Slow to import, and needed once in a database's life.
    from alembic import command
    from alembic.config import Config

    config = Config()  # no ini file: Alembic leaves logging alone
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


def _check(path: Path, connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StorageError(f"database: {path}: migration broke a reference; nothing was changed")
