"""Keeping it: backup, restore, prune, check."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select, union, update

from storage import codec, rows
from storage.archive import ENDING, Archive, body_digest
from storage.damage import unreadable
from storage.database import connect, make_private, wrapped
from storage.errors import BodyLost, DatabaseBusy, DiskFull, FileRefused, NoBackup, StorageError
from storage.pages import CAPTURES
from storage.schema import (
    captures,
    deliveries,
    digests,
    listings,
    pages,
    records,
    runs,
    source_runs,
    version_captures,
    versions,
)
from storage.store import Store
from storage.types import OPEN, ArchiveRef, Capture, Finding
from storage.upgrade import revision_of

#: Captures younger than this are kept whatever points at them: `replay` and people look back.
KEEP = timedelta(days=90)
#: Texts of messages younger than this are kept: their links work, and people ask what was said.
KEEP_TEXTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning took away, or would."""

    captures: int
    records: int
    files: tuple[str, ...]
    bytes: int
    #: Messages whose texts went; who got which message when stays.
    texts: int = 0
    #: Files of nights whose end the database does not know: a backup was put back, or another
    #: database was begun. What they hold may be held nowhere else, so they stay.
    strange: int = 0

    def __str__(self) -> str:
        """Read as one line."""
        strange = f"; {self.strange} files of nights whose end the database does not know stay"
        return (
            f"{self.captures} captures, {self.records} records, "
            f"{len(self.files)} files ({self.bytes} bytes), texts of {self.texts} messages"
            f"{strange if self.strange else ''}"
        )


def backup(path: Path, to: Path) -> Path:
    """Copy the database as it is at one moment, also while a night writes to it.

    The copy is whole or absent, readable by its owner only. Raises StorageError, also for a copy
    onto the database itself: what a night writes meanwhile would be lost.
    """
    revision_of(path)
    _refuse_same(path, to, "backup")
    return _copy(path, to)


def restore(backup_file: Path, path: Path, *, force: bool = False) -> None:
    """Put a backup in the database's place.

    Raises StorageError when a database is there and `force` is not given, NoBackup when the
    backup is damaged or no database of ours: what is there then stays.
    """
    if path.exists() and path.stat().st_size and not force:
        raise StorageError(f"restore: {path}: a database is there already")
    check_backup(backup_file)
    _refuse_same(path, backup_file, "restore")
    _copy(backup_file, path, replacing=True)


def _refuse_same(path: Path, other: Path, what: str) -> None:
    if other.exists() and path.exists() and path.samefile(other):
        raise StorageError(f"{what}: {other}: is the database itself")
    if other.is_dir():
        raise FileRefused(f"{what}: {other}: is a directory")


def check_backup(backup_file: Path) -> None:
    """Return when the file can be put in a database's place. Raises NoBackup, StorageError."""
    if backup_file.is_dir():
        raise NoBackup(f"restore: {backup_file}: is a directory")
    if not backup_file.is_file():
        raise NoBackup(f"restore: {backup_file}: does not exist")
    try:
        revision = revision_of(backup_file)
    except (FileRefused, DiskFull, DatabaseBusy):
        raise  # it says nothing of what is in it
    except StorageError as error:
        raise NoBackup(str(error)) from error
    if revision is None:
        raise NoBackup(f"restore: {backup_file}: is empty")


def prune(
    store: Store, archive: Archive, now: datetime, keep: timedelta = KEEP, *, dry_run: bool = False
) -> Pruned:
    """Delete old Captures that nothing needs, WARC files nothing points into, and old texts.

    Old texts are those of messages that came to their end more than a year ago. Kept are: what a
    Version was merged from, each Page's last Capture and last understood one, all of an undecided
    SourceRun, all younger than `keep`, the bodies behind them, and the files of nights whose
    end the database does not know.
    """
    unneeded = _unneeded(now - keep)
    with store.database.write() as connection:
        read = select(func.count()).where(records.c.capture_id.in_(unneeded))
        count = connection.execute(read).scalar_one()
        gone = set(connection.execute(unneeded).scalars().all())
        texts = _old_texts(connection, now - KEEP_TEXTS)
        if not dry_run:
            _empty(connection, texts)
            # The Records first: none of them is what keeps a Capture.
            connection.execute(delete(records).where(records.c.capture_id.in_(unneeded)))
            connection.execute(delete(captures).where(captures.c.id.in_(unneeded)))
    # After the commit: a crash between leaves files nobody needs, never rows without files. And
    # looking through the archive takes minutes, in which a reader may want to unsubscribe.
    with store.database.read() as connection:
        needed = _needed_files(connection, archive, gone)
        ended = _runs(connection, runs.c.finished_at.is_not(None))
    spare = {file: _began(file, ended) for file in archive.files() if file not in needed}
    files = tuple(file for file, began in spare.items() if began is not None and began < now - keep)
    size = sum((archive.folder / name).stat().st_size for name in files)
    if not dry_run:
        for name in files:
            (archive.folder / name).unlink()
    strange = sum(began is None for began in spare.values())
    return Pruned(len(gone), count, files, size, len(texts), strange)


def unknown_files(store: Store, archive: Archive) -> tuple[str, ...]:
    """Return the WARC files of nights that the database knows nothing of."""
    with store.database.read() as connection:
        known = _runs(connection)
        # A database that was itself rebuilt points into files of Runs that had other names.
        read = set(
            connection.execute(union(select(captures.c.file), select(listings.c.file))).scalars()
        )
    files = (file for file in archive.files() if file not in read)
    return tuple(file for file in files if _began(file, known) is None)


def check(store: Store, archive: Archive | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the database and, given the archive, with what it points at."""
    findings = _check_file(store.path)
    if findings:  # what follows reads what is damaged
        return tuple(findings)
    with store.database.read() as connection:
        findings += unreadable(connection)
        findings += _check_versions(connection)
        findings += _check_pages(connection)
        kept = connection.execute(CAPTURES.order_by(captures.c.id)).all()
    if archive is not None:
        findings += _check_captures((rows.capture(row) for row in kept), archive)
    return tuple(findings)


def _copy(source: Path, target: Path, *, replacing: bool = False) -> Path:
    part = target.with_name(f".{target.name}.part")
    with wrapped(target), suppress(FileNotFoundError):
        part.unlink()
    make_private(part)
    try:
        with (
            wrapped(target),
            closing(connect(source, view=True)) as whole,
            closing(sqlite3.connect(part)) as copy,
        ):
            whole.backup(copy)
            _refuse_damaged(source, copy, NoBackup if replacing else StorageError)
            # A copy in WAL mode would make files beside itself wherever it is only looked at.
            copy.execute("PRAGMA journal_mode = DELETE")
        _sync(part)
        if replacing:
            _without_log(target)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def _refuse_damaged(source: Path, copy: sqlite3.Connection, refusal: type[StorageError]) -> None:
    """Raise the error, with SQLite's words, unless the copy is sound."""
    try:
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:  # so broken that it cannot be looked through
        said = str(error)
    if said != "ok":
        raise refusal(f"database: {source}: {said}")


def _without_log(path: Path) -> None:
    """Take the old database's write-ahead log away, or SQLite would play it into the new one."""
    if path.exists():
        # A database too damaged for this is why somebody restores.
        with suppress(StorageError, sqlite3.Error), closing(connect(path)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with wrapped(path), path.open("rb") as file:
        os.fsync(file.fileno())


def _unneeded(before: datetime) -> Select[int]:
    last = select(func.max(captures.c.id)).group_by(captures.c.page_id)
    last_read = (
        select(func.max(records.c.capture_id))
        .where(records.c.understood)
        .group_by(records.c.page_id)
    )
    undecided = select(captures.c.id).join(source_runs).where(source_runs.c.decided_at.is_(None))
    needed = union(
        select(version_captures.c.capture_id),
        last,
        last_read.where(records.c.capture_id.is_not(None)),
        undecided,
    )
    return select(captures.c.id).where(captures.c.fetched_at < before, captures.c.id.not_in(needed))


def _old_texts(connection: Connection, before: datetime) -> list[int]:
    """Return the Digests whose messages came to their end before, and that have texts left."""
    on_its_way = select(deliveries.c.digest_id).where(deliveries.c.state.in_(OPEN))
    left = or_(
        *(column.is_not(None) for column in (digests.c.html, digests.c.text, digests.c.whole)),
        digests.c.id.in_(
            select(deliveries.c.digest_id).where(func.length(deliveries.c.message) > 0)
        ),
    )
    old = (digests.c.created_at < before, digests.c.id.not_in(on_its_way), left)
    return list(connection.execute(select(digests.c.id).where(*old)).scalars())


def _empty(connection: Connection, old: list[int]) -> None:
    """Take the texts of these Digests away; their Message-IDs stay, so none is made again."""
    nothing = {"html": None, "text": None, "whole": None}
    for digest_id in old:
        mine = deliveries.c.digest_id == digest_id
        connection.execute(update(digests).where(digests.c.id == digest_id).values(nothing))
        connection.execute(update(deliveries).where(mine).values(message=b""))


def _needed_files(connection: Connection, archive: Archive, gone: set[int]) -> set[str]:
    """Return the WARC files that hold kept Captures and listings, or what is pointed at there."""
    needed = set()
    for row in connection.execute(select(captures.c.id, captures.c.file, captures.c.offset)):
        if row.id not in gone:
            needed.add(row.file)
            with suppress(BodyLost):  # `check` tells of it
                needed.add(archive.whole(ArchiveRef(row.file, row.offset)).file)
    needed |= set(connection.execute(select(listings.c.file)).scalars())
    return needed | _pointed_at(archive, needed)


def _runs(connection: Connection, *which: ColumnElement[bool]) -> dict[str, datetime]:
    """Return when each of these Runs began, by its name."""
    known = select(runs.c.name, runs.c.started_at).where(*which)
    return {row.name: row.started_at for row in connection.execute(known)}


def _began(file: str, known: Mapping[str, datetime]) -> datetime | None:
    """Return when a WARC file's Run began; None: it is not among the known."""
    name = file.removesuffix(ENDING)
    return known.get(name) or known.get(name.rpartition("-")[0])  # taken up again after a crash


def _pointed_at(archive: Archive, files: set[str]) -> set[str]:
    """Return where the bodies lie of all revisits in these files: none of them may dangle."""
    found = set()
    for file in files:
        with suppress(BodyLost):
            found |= archive.pointed_at(file)
    return found


def _check_file(path: Path) -> list[Finding]:
    try:
        with wrapped(path), closing(connect(path, view=True)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except StorageError as error:
        return [Finding.of("database", str(path), error)]
    return [
        *(Finding("database", str(path), words) for words in said if words != "ok"),
        *(
            Finding("database", f"{table} row {rowid}", f"points at no row of {other}")
            for table, rowid, other, _ in broken
        ),
    ]


def _check_versions(connection: Connection) -> Iterator[Finding]:
    numbers: dict[str, int] = {}
    query = select(versions).order_by(versions.c.item_id, versions.c.number)
    for row in connection.execute(query):
        which = f"{row.item_id} version {row.number}"
        if codec.digest(row.content) != row.digest:
            yield Finding("version", which, "its content is not what was written")
        if row.number != numbers.get(row.item_id, 0) + 1:
            yield Finding("version", which, "the one before it is missing")
        numbers[row.item_id] = row.number


def _check_pages(connection: Connection) -> Iterator[Finding]:
    """Yield Records without the Page's Capture: an import's has none, any other must."""
    query = (
        select(records.c.id, pages.c.url)
        .join(pages, pages.c.id == records.c.page_id)
        .join(captures, captures.c.id == records.c.capture_id)
        .where(captures.c.page_id != records.c.page_id)
    )
    for row in connection.execute(query):
        yield Finding("record", f"{row.id} of {row.url}", "was read from another Page's capture")


def _check_captures(kept: Iterable[Capture], archive: Archive) -> Iterator[Finding]:
    """Yield Captures whose response cannot be read from the archive as it was stored."""
    for capture in kept:
        which = f"{capture.id} of {capture.url}"
        try:
            body = archive.read(capture.archived).body
        except BodyLost as error:
            yield Finding.of("capture", which, error)
            continue
        if body_digest(body) != capture.digest:
            yield Finding("capture", which, "the archived body is not the one that was stored")
