"""The SQLite file: opened safely, kept private, one transaction at a time."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.errors import DatabaseBusy, DiskFull, FileRefused, StorageError

#: How long one process waits for another's transaction. Ours take milliseconds; a `backup`
#: or a slow disk may take seconds.
BUSY_MS = 30_000
#: Marks the file as ours in its header: "IOMC".
APPLICATION_ID = 0x494F4D43

_PRIVATE = 0o600


class Database:
    """The open database; every method of the store takes one transaction from it."""

    def __init__(self, path: Path, *, view: bool = False) -> None:
        """Prepare to open `path`; a `view` never writes and never creates."""
        self.path = path
        self._view = view
        self._engine = engine(path, view=view)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Run one reading transaction: it sees one state of the database throughout."""
        with wrapped(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Run one writing transaction; it is committed whole or not at all."""
        if self._view:
            raise StorageError(f"database: {self.path}: opened for reading only")
        with wrapped(self.path), self._engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                yield connection

    def empty_log(self) -> None:
        """Move everything from the write-ahead log into the database, and empty the log."""
        with wrapped(self.path), closing(connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def make_private(path: Path) -> None:
    """Create the file, or tighten it, so that only its owner reads it.

    SQLite gives `-wal` and `-shm` the mode of the database itself.
    """
    with wrapped(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE))
        for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            if file.exists() and file.stat().st_mode & 0o077:
                file.chmod(_PRIVATE)


def engine(path: Path, *, view: bool = False, foreign_keys: bool = True) -> Engine:
    """Return an engine whose connections keep our promises of durability."""
    made = create_engine(
        "sqlite://",
        creator=lambda: connect(path, view=view, foreign_keys=foreign_keys),
        # Kept open: closing the last connection would rewrite the log at every transaction.
        poolclass=QueuePool,
    )
    event.listen(made, "begin", _begin)
    return made


def connect(path: Path, *, view: bool = False, foreign_keys: bool = True) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself."""
    mode = ("ro&immutable=1" if _is_fixed(path) else "ro") if view else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if not view:
            _use_log(connection)
            # What is deleted is overwritten, not left in free pages: `forget` means it.
            connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    except BaseException:
        connection.close()  # or it would hold its locks for as long as somebody holds the error
        raise
    return connection


def _is_fixed(path: Path) -> bool:
    """Say whether nobody can write to the database: its disk is read-only and its log is empty.

    SQLite reads a database with a write-ahead log only where it can make the log's files, or is
    told that nothing changes. A log that is not empty lies beside its index, which is enough.
    """
    try:
        log = Path(f"{path}-wal")
        empty = not log.exists() or not log.stat().st_size
        return empty and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:  # what cannot be looked at cannot be opened either, which says why
        return False


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not itself wait while another switches."""
    deadline = monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer asks for the lock at once: two that read first and write then would deadlock.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say into our errors: what: which: cause."""
    try:
        yield
    except DBAPIError as error:
        raise storage_error(path, error.orig or error) from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise storage_error(path, error) from error
    except UnicodeDecodeError as error:
        # What we wrote is UTF-8: these bytes are the disk's, in a row or in a name of the schema.
        raise StorageError(f"database: {path}: is damaged: holds bytes that are no text") from error


def storage_error(path: Path, error: BaseException, what: str = "database") -> StorageError:
    """Return the error of ours that says the same."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    # SQLite calls it a failing disk, or not, as it happens to be opened; the system knows better.
    meant = error.errno == errno.EISDIR if isinstance(error, OSError) else _is_folder(path)
    if meant:
        return StorageError(f"{what}: {path}: is a directory")
    cause = " ".join(said.split()) or type(error).__name__
    if _says_full(error):
        return DiskFull(f"disk: {path}: {cause}")
    if _says_refused(error):
        return FileRefused(f"{what}: {path}: {cause}")
    if _code(error) == sqlite3.SQLITE_BUSY:
        held = f"another process has held it for {BUSY_MS / 1000:g} s"
        return DatabaseBusy(f"{what}: {path}: {held}")
    return StorageError(f"{what}: {path}: {cause}")


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _says_full(error: Any) -> bool:  # noqa: ANN401 - any exception at all
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
    return _code(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def _says_refused(error: Any) -> bool:  # noqa: ANN401 - any exception at all
    if isinstance(error, OSError):
        return error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
    refused = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
    return _code(error) in refused


def _code(error: Any) -> int:  # noqa: ANN401 - any exception at all
    """Return SQLite's primary code, the low byte: a disk that fails says SQLITE_IOERR_<how>."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
