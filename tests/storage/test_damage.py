"""An archive that the disk damaged: found and named, never an error of another kind."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.archive import Archive
from storage.errors import StorageError
from storage.members import members
from storage.types import ArchiveRef, Response
from tests.storage.test_archive import capture, response

RUN = "20260302T023000Z-abcde"
#: Words that a damaged header might come to hold.
WORDS = [b"", b"-1", b"0", b"99999999999999999999", b"NaN", b"\xff\xfe", b"revisit", b"response",
         b"2026-13-45T00:00:00Z", b"gone.warc.gz", b"../../etc/passwd", b"sha256:"]  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """An archive of one file, as it was written and as it reads."""

    folder: Path
    content: bytes
    responses: dict[ArchiveRef, Response]

    def damaged(self, content: bytes) -> Archive:
        (self.folder / f"{RUN}.warc.gz").write_bytes(content)
        return Archive(self.folder)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("archive")
    refs = []
    with Archive(folder).open_run(RUN) as archive:
        for number in range(3):
            body = f"<p>国际移民组织 {number} {'word ' * 40}</p>".encode()
            ref, digest = archive.write(response(body), None)
            again, _ = archive.write(response(b"", 304), capture(ref, digest))
            refs += [ref, again]
        return Kept(
            folder,
            (folder / f"{RUN}.warc.gz").read_bytes(),
            {ref: archive.read(ref) for ref in refs},
        )


def look_at_everything(archive: Archive, refs: list[ArchiveRef]) -> dict[ArchiveRef, Response]:
    """Return what can still be read; nothing but StorageError may say that it can't."""
    archive.verify()
    found = {}
    for ref in [*refs, *archive.refs(f"{RUN}.warc.gz")]:
        try:
            archive.whole(ref)
            found[ref] = archive.read(ref)
        except StorageError as error:
            assert str(error).startswith("archive: ")  # noqa: PT017 - any number of them
    return found


@st.composite
def blows(draw: st.DrawFn) -> list[tuple[str, float, bytes]]:
    """What happens to a file: where, and which bytes."""
    kind = st.sampled_from(["overwrite", "insert", "cut out", "truncate"])
    where = st.floats(0, 1, exclude_max=True)
    return draw(st.lists(st.tuples(kind, where, st.binary(min_size=1, max_size=40)), min_size=1))


def struck(content: bytes, what: list[tuple[str, float, bytes]]) -> bytes:
    """Return the content after every blow."""
    data = bytearray(content)
    for kind, where, piece in what:
        place = int(where * len(data))
        if kind == "overwrite":
            data[place : place + len(piece)] = piece
        elif kind == "insert":
            data[place:place] = piece
        elif kind == "cut out":
            del data[place : place + len(piece)]
        else:
            del data[place:]
    return bytes(data)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(what=blows())
def test_a_file_struck_anywhere_gives_each_response_whole_or_not_at_all(
    kept: Kept, what: list[tuple[str, float, bytes]]
) -> None:
    found = look_at_everything(kept.damaged(struck(kept.content, what)), list(kept.responses))
    for ref, told in kept.responses.items():
        # Something inserted or cut out before it moves another record to its place.
        if ref in found and all(kind in {"overwrite", "truncate"} for kind, _, _ in what):
            assert found[ref] == told


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.integers(0, 6),
    line=st.integers(0, 24),
    word=st.sampled_from(WORDS),
    gone=st.booleans(),
)
@example(which=2, line=8, word=b"99999999999999999999", gone=False)
def test_a_record_whose_headers_are_wrong_or_gone_is_told_as_damaged(
    kept: Kept, which: int, line: int, word: bytes, *, gone: bool
) -> None:
    packed = b""
    for number, member in enumerate(members(BytesIO(kept.content))):
        lines = (member.data or b"").split(b"\r\n")
        if number == which:
            place = line % len(lines)
            name, colon, _ = lines[place].partition(b": ")
            lines[place : place + 1] = [] if gone else [name + colon + word]
        packed += gzip.compress(b"\r\n".join(lines), mtime=0)
    archive = kept.damaged(packed)
    look_at_everything(archive, list(kept.responses))


def test_half_a_body_is_never_taken_for_a_whole_one(kept: Kept) -> None:
    last = max(kept.responses, key=lambda ref: ref.offset)
    whole = kept.content
    for length in range(last.offset + 1, len(whole)):
        with pytest.raises(StorageError, match="the record is damaged"):
            kept.damaged(whole[:length]).read(last)
