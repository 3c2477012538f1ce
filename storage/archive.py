"""The archive: every response in WARC 1.1, one gzip file a Run, revisits where nothing differs."""

from __future__ import annotations

import errno
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO, FileIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from storage import warc
from storage.database import storage_error
from storage.errors import BodyLost, StorageError
from storage.members import Member, member_at, members
from storage.types import ArchiveRef, Capture, Finding, Listing, Response

#: What the name of each file ends with, behind its Run's.
ENDING = ".warc.gz"
#: What warcio, zlib and our own reading of headers raise where bytes are not what they were.
_DAMAGE = (
    ArchiveLoadFailed,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
    OSError,
    zlib.error,
)
#: The file is not there; any other error is the disk's, or says that we may not look.
_AWAY = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG)


class Archive:
    """WARC files below one folder."""

    def __init__(self, folder: Path) -> None:
        """Work on this folder; it is made when something is written."""
        self.folder = folder
        self._run_name: str | None = None
        self._file: FileIO | None = None
        self._name = ""

    def open_run(self, run_name: str) -> Self:
        """Write to the Run's own file from now on; it is made at the first response."""
        self.close()
        self._run_name = run_name
        return self

    def write(
        self, response: Response, previous: Capture | Listing | None
    ) -> tuple[ArchiveRef, str]:
        """Keep the response and return where, with the digest of the body that holds.

        A 304, and a body equal to `previous`' one, become revisit records. On the disk when
        this returns: a crash later leaves it readable. Raises DiskFull or StorageError.
        """
        digest = body_digest(response.body)
        unmodified = response.status == warc.NOT_MODIFIED
        if previous is None or not (unmodified or previous.digest == digest):
            return self._append(warc.response(response, digest)), digest
        original = self._original(previous.archived)
        if original is None:  # deleted by hand: what came is kept as it came
            return self._append(warc.response(response, digest)), previous.digest
        record = warc.revisit(response, original, previous.digest, unmodified=unmodified)
        return self._append(record), previous.digest

    def read(self, ref: ArchiveRef) -> Response:
        """Return the response; a revisit is given back as the whole one that it stands for.

        Raises BodyLost when it is not there or damaged; DiskFull, FileRefused when the disk fails
        or lets us not look, which says nothing of what is there.
        """
        record = self._record(ref)
        if record.rec_type != "revisit":
            with _legible(ref):
                found = warc.read(record)
            if found.status == warc.NOT_MODIFIED:
                raise BodyLost(f"archive: {ref.file}@{ref.offset}: a 304 for a lost body")
            return found
        target = warc.target(record)
        if target is None:
            raise BodyLost(f"archive: {ref.file}@{ref.offset}: revisit of an unknown record")
        original = self._record(target)
        with _legible(ref):
            return warc.read_revisit(record, original)

    def whole(self, ref: ArchiveRef) -> ArchiveRef:
        """Return where the body lies: the ref itself, or what a revisit points at."""
        record = self._record(ref)
        return (warc.target(record) or ref) if record.rec_type == "revisit" else ref

    def files(self) -> tuple[str, ...]:
        """Return the names of all WARC files, oldest first.

        None where there is no folder yet. Raises DiskFull, FileRefused.
        """
        try:
            names = [file.name for file in self.folder.iterdir()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise storage_error(self.folder, error, "archive") from error
        return tuple(sorted(name for name in names if name.endswith(ENDING)))

    def refs(self, file: str) -> Iterator[ArchiveRef]:
        """Yield where each readable response or revisit of a file lies, in order."""
        for member in self._members(file):
            kind = warc.kind(member.data or b"")
            if kind in ("response", "revisit"):
                yield ArchiveRef(file, member.offset)

    def pointed_at(self, file: str) -> set[str]:
        """Return the names of the files that hold the bodies of a file's revisits."""
        found = {warc.target_file(member.data or b"") for member in self._members(file)}
        return {name for name in found if name is not None}

    def verify(self) -> tuple[Finding, ...]:
        """Return what is wrong with any record of any file; empty when all can be read."""
        return tuple(finding for file in self.files() for finding in self._verify(file))

    def close(self) -> None:
        """Close the Run's file."""
        if self._file is not None:
            self._file.close()
        self._file, self._run_name = None, None

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _original(self, ref: ArchiveRef) -> warc.Original | None:
        """Return the whole record behind a ref, or None when it is lost."""
        with suppress(BodyLost):
            place = self.whole(ref)
            return warc.Original(place, self._record(place))
        return None

    def _append(self, record: ArcWarcRecord) -> ArchiveRef:
        try:
            offset = _put(self._file or self._begin(), warc.packed(record))
        except OSError as error:
            raise storage_error(self.folder / self._name, error, "archive") from error
        return ArchiveRef(self._name, offset)

    def _begin(self) -> FileIO:
        if self._run_name is None:
            raise StorageError(f"archive: {self.folder}: no run is open")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._name, file = _new_file(self.folder, self._run_name)
        try:
            _put(file, warc.packed(warc.info(self._name)))
        except OSError:
            file.close()
            raise
        self._file = file
        return file

    def _record(self, ref: ArchiveRef) -> ArcWarcRecord:
        """Return one record, its payload in memory."""
        with self._opened(ref.file) as stream:
            member, _ = member_at(stream, ref.offset)
        # Unpacked by ourselves: warcio would give half a body for half a record.
        if member.data is None:
            raise BodyLost(f"archive: {ref.file}@{ref.offset}: the record is damaged")
        with _legible(ref):
            record = next(iter(ArchiveIterator(BytesIO(member.data))), None)
            if record is not None:
                record.raw_stream = BytesIO(record.raw_stream.read())
        if record is None or record.rec_type not in ("response", "revisit"):
            raise BodyLost(f"archive: {ref.file}@{ref.offset}: no response there")
        return record

    @contextmanager
    def _opened(self, file: str) -> Iterator[BinaryIO]:
        if Path(file).name != file:
            raise BodyLost(f"archive: {file}: is not a file of the archive")
        path = self.folder / file
        try:
            with path.open("rb") as stream:
                yield stream
        except OSError as error:
            said = storage_error(path, error, "archive")
            raise (BodyLost(str(said)) if error.errno in _AWAY else said) from error

    def _members(self, file: str) -> Iterator[Member]:
        with self._opened(file) as stream:
            yield from members(stream)

    def _verify(self, file: str) -> Iterator[Finding]:
        """Yield what is wrong with a file; a last record cut off by a crash is no harm."""
        for member in self._members(file):
            if member.data is None and not member.cut:
                yield Finding("archive", f"{file}@{member.offset}", "the record is damaged")
            elif member.data and warc.kind(member.data) in ("response", "revisit"):
                yield from self._audit(ArchiveRef(file, member.offset))

    def _audit(self, ref: ArchiveRef) -> Iterator[Finding]:
        which = f"{ref.file}@{ref.offset}"
        try:
            said = self._record(ref).rec_headers.get_header("WARC-Payload-Digest")
            body = self.read(ref).body
        except BodyLost as error:
            yield Finding.of("archive", which, error)
            return
        if said != warc.shown_digest(body_digest(body)):
            yield Finding("archive", which, f"the body is not that of {said}")


def body_digest(body: bytes) -> str:
    """Return `sha256:<hex>` of a body."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _put(file: FileIO, record: bytes) -> int:
    """Write a record whole or not at all; return where it begins. Raises OSError."""
    offset, rest = file.tell(), memoryview(record)
    try:
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        # Half a record would make the rest of the file unreadable.
        with suppress(OSError):
            file.seek(offset)
            file.truncate()
        raise
    return offset


def _new_file(folder: Path, run_name: str) -> tuple[str, FileIO]:
    """Make the Run's file; a Run taken up again after a crash gets another one."""
    if Path(run_name).name != run_name:
        raise StorageError(f"archive: {run_name}: is not a name for a file")
    for number in range(1, 1000):
        name = run_name + (f"-{number}" if number > 1 else "") + ENDING
        with suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            # Without a buffer: what did not fit would be tried again when the file is closed.
            file = os.fdopen(os.open(folder / name, flags, 0o600), "wb", buffering=0)
            _sync_folder(folder)
            return name, file
    raise StorageError(f"archive: {run_name}: was begun a thousand times")


def _sync_folder(folder: Path) -> None:
    """Make the new file's name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _legible(ref: ArchiveRef) -> Iterator[None]:
    """Turn what a damaged record makes of its readers into BodyLost.

    Damaged bytes fail in many ways; in which one depends on what they unpack to.
    """
    try:
        yield
    except _DAMAGE as error:
        cause = " ".join(str(error).split())[:200] or type(error).__name__
        raise BodyLost(
            f"archive: {ref.file}@{ref.offset}: the record is damaged: {cause}"
        ) from error
