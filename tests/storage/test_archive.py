"""The archive: standard WARC that we and others read, and that a crash does not break."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastArchiveIterator
from fastwarc.warc import WarcRecordType
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

import storage.archive
from storage import warc
from storage.archive import Archive, body_digest
from storage.errors import BodyLost, DiskFull, FileRefused, StorageError
from storage.types import ArchiveRef, Capture, Response

NOW = datetime(2026, 3, 2, 2, 30, 1, 234567, tzinfo=UTC)
Headers = tuple[tuple[str, str], ...]
URL = "https://www.iom.int/news/a"
HEADERS = (
    ("Date", "Mon, 02 Mar 2026 02:30:01 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("ETag", '"one"'),
    ("Server", "nginx"),
)
BODY = ("<p>国际移民组织在北京启动项目。</p>\n" * 200).encode()


def response(
    body: bytes = BODY, status: int = 200, headers: Headers = HEADERS, **changes: Any
) -> Response:
    return replace(Response(URL, URL, status, headers, body, NOW), **changes)


def capture(ref: ArchiveRef, digest: str) -> Capture:
    return Capture(1, 1, 1, URL, 200, NOW, digest, None, None, ref)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive").open_run("20260302T023000Z-abcde") as opened:
        yield opened


def file_of(archive: Archive) -> Path:
    (name,) = archive.files()
    return archive.folder / name


def test_a_response_is_read_back_as_it_came(archive: Archive) -> None:
    came = response(url="https://www.iom.int/en/news/a", redirects=(URL, "http://iom.int/x"))
    ref, digest = archive.write(came, None)
    assert digest == body_digest(BODY)
    assert archive.read(ref) == came


def test_a_304_stands_for_the_whole_response_with_its_newer_headers(archive: Archive) -> None:
    ref, digest = archive.write(response(), None)
    later = NOW + timedelta(days=1)
    not_modified = response(b"", 304, (("ETag", '"two"'), ("Set-Cookie", "a=1")), fetched_at=later)
    again, same = archive.write(not_modified, capture(ref, digest))
    assert same == digest
    read = archive.read(again)
    assert (read.status, read.body, read.fetched_at) == (200, BODY, later)
    assert dict(read.headers) == {**dict(HEADERS), "ETag": '"two"'}


def test_a_revisit_of_a_revisit_points_at_the_whole_body(archive: Archive) -> None:
    whole, digest = archive.write(response(), None)
    second, _ = archive.write(response(), capture(whole, digest))
    third, _ = archive.write(response(), capture(second, digest))
    assert archive.whole(third) == archive.whole(second) == whole
    assert archive.read(third).body == BODY


def test_a_revisit_finds_its_body_in_an_earlier_runs_file(archive: Archive) -> None:
    ref, digest = archive.write(response(), None)
    archive.open_run("20260303T023000Z-fghij")
    again, _ = archive.write(response(), capture(ref, digest))
    assert again.file != ref.file
    assert archive.read(again).body == BODY
    assert archive.verify() == ()


def test_another_body_is_no_revisit(archive: Archive) -> None:
    ref, digest = archive.write(response(), None)
    other, new = archive.write(response(b"other"), capture(ref, digest))
    assert new == body_digest(b"other") != digest
    assert archive.whole(other) == other


def test_an_unchanged_page_takes_under_a_kilobyte_whatever_its_headers(archive: Archive) -> None:
    ref, digest = archive.write(response(), None)
    before = file_of(archive).stat().st_size
    noisy = (
        *HEADERS[1:],
        ("Date", "Tue, 03 Mar 2026 02:30:01 GMT"),
        ("Last-Modified", "Tue, 03 Mar 2026 02:30:01 GMT"),
        *(("Set-Cookie", f"session={os.urandom(60).hex()}") for _ in range(20)),
        ("Content-Security-Policy", f"script-src 'nonce-{os.urandom(600).hex()}'"),
    )
    for _ in range(100):
        archive.write(response(headers=noisy), capture(ref, digest))
    each = (file_of(archive).stat().st_size - before) / 100
    assert each < 700  # the Capture's row takes the rest of the kilobyte: test_size.py


def test_headers_cannot_break_the_record(archive: Archive) -> None:
    hostile = (
        ("X-A\r\nInjected", "1"),
        ("X-B", "one\r\nWARC-Type: response\r\n\r\n<html>"),
        ("X-C", "nul\x00 and 文"),
        ("", "nameless"),
    )
    ref, _ = archive.write(response(headers=hostile), None)
    archive.write(response(b"next"), None)
    read = archive.read(ref)
    assert read.body == BODY
    assert all("\n" not in value and "\r" not in value for _, value in read.headers)
    assert [name for name, _ in read.headers] == ["X-AInjected", "X-B", "X-C"]
    assert archive.verify() == ()
    assert len(list(archive.refs(ref.file))) == 2


def test_a_decoded_body_is_not_decoded_again_by_readers(archive: Archive) -> None:
    encoded = (
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Length", "9"),
    )
    ref, _ = archive.write(response(headers=encoded), None)
    assert archive.read(ref).headers == encoded
    with file_of(archive).open("rb") as stream:
        records = {
            record.rec_type: record.content_stream().read() for record in ArchiveIterator(stream)
        }
    assert records["response"] == BODY


def written(archive: Archive) -> Path:
    ref, digest = archive.write(response(redirects=("http://iom.int/a",)), None)
    archive.write(response(b"", 304), capture(ref, digest))
    archive.write(response(), capture(ref, digest))
    archive.write(response(b"", 404), None)
    return file_of(archive)


def test_warcio_reads_the_archive_and_its_digests_hold(archive: Archive) -> None:
    with written(archive).open("rb") as stream:
        kinds = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.raw_stream.read()
            assert record.rec_headers.protocol == "WARC/1.1"
            kinds.append((record.rec_type, record.rec_headers.get_header("WARC-Profile")))
    assert kinds == [
        ("warcinfo", None),
        ("response", None),
        ("revisit", warc.SERVER_NOT_MODIFIED),
        ("revisit", warc.SAME_PAYLOAD),
        ("response", None),
    ]


def test_fastwarc_reads_the_archive_and_its_digests_hold(archive: Archive) -> None:
    with written(archive).open("rb") as stream:
        found = []
        for record in FastArchiveIterator(stream, parse_http=False):
            assert record.verify_block_digest()
            found.append(record.record_type)
    assert found == [
        WarcRecordType.warcinfo,
        WarcRecordType.response,
        WarcRecordType.revisit,
        WarcRecordType.revisit,
        WarcRecordType.response,
    ]
    with file_of(archive).open("rb") as stream:
        for record in FastArchiveIterator(stream, record_types=WarcRecordType.response):
            assert record.verify_payload_digest()
            assert record.http_headers.status_code in (200, 404)


def test_revisits_name_their_original_as_the_standard_says(archive: Archive) -> None:
    with written(archive).open("rb") as stream:
        records = [
            (record.rec_type, dict(record.rec_headers.headers))
            for record in ArchiveIterator(stream)
        ]
    original = records[1][1]
    for kind, headers in records[2:4]:
        assert kind == "revisit"
        assert headers["WARC-Refers-To"] == original["WARC-Record-ID"]
        assert headers["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
        assert headers["WARC-Refers-To-Date"] == original["WARC-Date"]
        assert headers["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]


def test_files_are_private_and_made_only_when_needed(archive: Archive) -> None:
    assert archive.files() == ()
    archive.write(response(), None)
    assert file_of(archive).stat().st_mode & 0o777 == 0o600


def test_a_run_taken_up_again_gets_a_file_of_its_own(archive: Archive) -> None:
    first, _ = archive.write(response(), None)
    archive.open_run("20260302T023000Z-abcde")
    second, _ = archive.write(response(), None)
    assert (first.file, second.file) == (
        "20260302T023000Z-abcde.warc.gz",
        "20260302T023000Z-abcde-2.warc.gz",
    )


def test_a_tail_cut_off_by_a_crash_harms_nothing_before_it(archive: Archive) -> None:
    first, _ = archive.write(response(), None)
    second, _ = archive.write(response(b"other"), None)
    file = file_of(archive)
    os.truncate(file, second.offset + 40)
    assert archive.read(first).body == BODY
    assert archive.verify() == ()
    with pytest.raises(StorageError, match=f"archive: {second.file}@{second.offset}"):
        archive.read(second)


def test_verify_finds_a_record_damaged_in_the_middle_and_reads_on(archive: Archive) -> None:
    refs = [archive.write(response(bytes([65 + n]) * 5000), None)[0] for n in range(3)]
    file = file_of(archive)
    damaged = bytearray(file.read_bytes())
    middle = (refs[1].offset + refs[2].offset) // 2
    damaged[middle : middle + 8] = b"\x00" * 8
    file.write_bytes(damaged)
    (finding,) = archive.verify()
    assert (finding.which, finding.cause) == (
        f"{refs[1].file}@{refs[1].offset}",
        "the record is damaged",
    )
    assert archive.read(refs[2]).body == b"C" * 5000


def test_verify_finds_a_body_that_is_not_the_one_its_digest_names(archive: Archive) -> None:
    ref, _ = archive.write(response(), None)
    forged = warc.packed(warc.response(response(b"forged"), body_digest(BODY)))
    with file_of(archive).open("r+b") as file:
        file.seek(ref.offset)
        file.truncate()
        file.write(forged)
    (finding,) = archive.verify()
    assert finding.cause.startswith("the body is not that of sha256:")


def test_verify_finds_a_revisit_whose_body_is_gone(archive: Archive) -> None:
    ref, digest = archive.write(response(), None)
    archive.open_run("20260303T023000Z-fghij")
    again, _ = archive.write(response(), capture(ref, digest))
    (archive.folder / ref.file).unlink()
    (finding,) = archive.verify()
    assert finding.which == f"{again.file}@{again.offset}"


def test_a_body_whose_original_is_lost_is_written_whole(archive: Archive) -> None:
    lost = capture(ArchiveRef("gone.warc.gz", 0), body_digest(BODY))
    ref, _ = archive.write(response(), lost)
    assert archive.whole(ref) == ref
    assert archive.read(ref).body == BODY


def test_a_304_for_a_lost_body_says_so_when_it_is_read(archive: Archive) -> None:
    lost = capture(ArchiveRef("gone.warc.gz", 0), body_digest(BODY))
    ref, digest = archive.write(response(b"", 304), lost)
    assert digest == body_digest(BODY)
    with pytest.raises(StorageError, match="a 304 for a lost body"):
        archive.read(ref)
    (finding,) = archive.verify()
    assert str(finding) == f"archive: {ref.file}@{ref.offset}: a 304 for a lost body"


@pytest.mark.parametrize(
    "name", ["../monitor.sqlite", "/etc/passwd", "a/b.warc.gz", "gone.warc.gz"]
)
def test_only_files_of_the_archive_are_read(archive: Archive, name: str) -> None:
    with pytest.raises(StorageError, match="archive: "):
        archive.read(ArchiveRef(name, 0))


def test_nothing_is_written_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no run is open"):
        Archive(tmp_path).write(response(), None)
    with pytest.raises(StorageError, match="is not a name for a file"):
        Archive(tmp_path).open_run("../x").write(response(), None)


def test_a_full_disk_leaves_whole_records_behind() -> None:
    script = """
import sys, resource, pathlib
from storage.archive import Archive
from storage.errors import DiskFull
from storage.types import Response
from datetime import datetime, UTC
import signal, errno, os
archive = Archive(pathlib.Path(sys.argv[1])).open_run("run")
def came(body):
    return Response("https://a.cn/", "https://a.cn/", 200, (), body, datetime.now(UTC))
first, _ = archive.write(came(b"first"), None)
real = os.fsync
def full(handle):
    raise OSError(errno.ENOSPC, "No space left on device")
os.fsync = full
try:
    archive.write(came(os.urandom(9000)), None)
except DiskFull as error:
    print(error)
os.fsync = real
second, _ = archive.write(came(b"second"), None)
print(archive.read(first).body, archive.read(second).body, archive.verify())
"""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script, folder], capture_output=True, text=True, check=True
        )
    said, read = done.stdout.splitlines()
    assert said.startswith("disk: ")
    assert "No space left on device" in said
    assert read == "b'first' b'second' ()"


def test_a_record_that_does_not_fit_is_not_tried_again_when_the_file_is_closed() -> None:
    """A disk takes what fits and refuses the rest, as a limit on the file's size does."""
    script = """
import os, pathlib, resource, sys
from datetime import datetime, UTC
from storage.archive import Archive
from storage.errors import StorageError
from storage.types import Response
def came(body):
    return Response("https://a.cn/", "https://a.cn/", 200, (), body, datetime.now(UTC))
file = pathlib.Path(sys.argv[1], "run.warc.gz")
try:
    with Archive(file.parent).open_run("run") as archive:
        archive.write(came(b"first"), None)
        before = file.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (before + 4000, resource.RLIM_INFINITY))
        archive.write(came(os.urandom(6000)), None)
except StorageError as error:
    print(error)
print(file.stat().st_size - before, archive.verify())
"""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script, folder], capture_output=True, text=True, check=False
        )
    assert done.stderr == ""
    said, left = done.stdout.splitlines()
    assert "run.warc.gz: File too large" in said
    assert left == "0 ()"


def test_what_was_referred_to_survives_a_kill(tmp_path: Path) -> None:
    script = """
import sys, pathlib, os
from datetime import datetime, UTC
from storage.archive import Archive
from storage.types import Response
archive = Archive(pathlib.Path(sys.argv[1])).open_run("run")
while True:
    came = Response("https://a.cn/", "https://a.cn/", 200, (), os.urandom(3000), datetime.now(UTC))
    ref, digest = archive.write(came, None)
    print(ref.offset, digest, flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        lines = [process.stdout.readline() for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    archive = Archive(tmp_path)
    assert archive.verify() == ()
    for line in lines:
        offset, digest = line.split()
        assert body_digest(archive.read(ArchiveRef("run.warc.gz", int(offset))).body) == digest


@given(
    st.binary(max_size=2000),
    st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40)), max_size=6),
    st.sampled_from([200, 301, 404, 410, 503, 599]),
)
def test_any_response_is_kept_whole(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, headers: Headers, status: int
) -> None:
    with Archive(tmp_path_factory.mktemp("archive")).open_run("run") as archive:
        ref, digest = archive.write(response(body, status, tuple(headers)), None)
        read = archive.read(ref)
        assert (read.body, read.status, digest) == (body, status, body_digest(body))
        assert archive.verify() == ()


def test_a_full_disk_is_a_storage_error_of_its_own() -> None:
    assert issubclass(DiskFull, StorageError)


@pytest.mark.parametrize("way", ["read", "pointed_at", "verify", "write"])
@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EACCES, FileRefused), (errno.EIO, DiskFull), (errno.ENOENT, None)]
)
def test_only_what_is_away_is_lost(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    number: int,
    kind: type[StorageError] | None,
) -> None:
    """A disk that fails or refuses says nothing of what is there."""
    ref, digest = archive.write(response(), None)

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(storage.archive, "member_at", fails)
    monkeypatch.setattr(storage.archive, "members", fails)
    ways: dict[str, Callable[[], object]] = {
        "read": lambda: archive.read(ref),
        "pointed_at": lambda: archive.pointed_at(ref.file),
        "verify": archive.verify,
        "write": lambda: archive.write(response(), capture(ref, digest)),
    }
    if (way, kind) == ("write", None):
        again, _ = archive.write(response(), capture(ref, digest))
        monkeypatch.undo()
        assert archive.whole(again) == again
        return
    with pytest.raises(kind or BodyLost, match=f"{ref.file}: {os.strerror(number)}"):
        ways[way]()


def test_a_folder_that_may_not_be_read_is_not_empty(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(response(), None)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "listdir", refused)
    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(FileRefused, match=f"archive: {archive.folder}: Permission denied"):
        archive.files()


def test_a_folder_that_may_not_be_written_is_refused_and_no_mistake(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.folder.mkdir()

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(FileRefused, match=f"archive: {archive.folder}: Permission denied"):
        archive.write(response(), None)
