"""Responses as WARC 1.1 records and back; no file is opened here."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from storage.types import ArchiveRef, Response

NOT_MODIFIED = 304
SERVER_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
#: Where a revisit's original lies (fields of the Heritrix crawler's, allowed by WARC 1.1, 5.1),
#: so that a revisit can be resolved without any index.
TARGET_FILE = "WARC-Refers-To-Filename"
TARGET_OFFSET = "WARC-Refers-To-File-Offset"
#: Ours: the Page that was asked for and the redirects on the way, where they differ.
PAGE = "WARC-Source-URI"
REDIRECT = "X-Redirected-From"
#: Bodies arrive decoded; what the server said of their encoding is kept under this prefix,
#: or every reader would try to decode them again.
ORIGINAL = "X-Archive-Orig-"
_ABOUT_ENCODING = ("content-encoding", "transfer-encoding", "content-length")
#: What a revisit tells anew. Cookies and policies would make it larger than the page's change.
_FRESH = ("age", "cache-control", "content-type", "date", "etag", "expires", "last-modified")
_LONGEST_FRESH = 120
_KIND = re.compile(rb"(?im)^WARC-Type: *([a-z]+)")
_TARGET = re.compile(rb"(?im)^WARC-Refers-To-Filename: *([^\r\n]+)")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")


class Original(NamedTuple):
    """The whole record that a revisit points at."""

    place: ArchiveRef
    record: ArcWarcRecord


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def packed(record: ArcWarcRecord) -> bytes:
    """Return the record as one gzip member."""
    buffer = BytesIO()
    _Writer(buffer, gzip=True, warc_version="1.1").write_record(record)
    return buffer.getvalue()


def info(name: str) -> ArcWarcRecord:
    """Return the warcinfo record that heads a file."""
    about = {"software": "IOM China Monitor", "format": "WARC File Format 1.1"}
    return _Writer(BytesIO(), warc_version="1.1").create_warcinfo_record(name, about)


def response(given: Response, digest: str) -> ArcWarcRecord:
    """Return the response record of a whole body."""
    headers = [*_archived(given.headers), ("Content-Length", str(len(given.body)))]
    return _builder().create_warc_record(
        _uri(given.url),
        "response",
        payload=BytesIO(given.body),
        length=len(given.body),
        warc_headers_dict={
            **_about(given),
            "WARC-Payload-Digest": shown_digest(digest),
        },
        http_headers=_http(given.status, headers),
    )


def revisit(given: Response, original: Original, digest: str, *, unmodified: bool) -> ArcWarcRecord:
    """Return the revisit record that says: the original's body still holds."""
    said = original.record.rec_headers
    known = {(name.lower(), value) for name, value in original.record.http_headers.headers}
    fresh = [
        (name, value)
        for name, value in _archived(given.headers)
        if name.lower() in _FRESH
        and len(value) <= _LONGEST_FRESH
        and (name.lower(), value) not in known
    ]
    return _builder().create_warc_record(
        _uri(given.url),
        "revisit",
        warc_headers_dict={
            **_about(given),
            "WARC-Profile": SERVER_NOT_MODIFIED if unmodified else SAME_PAYLOAD,
            "WARC-Payload-Digest": shown_digest(digest),
            "WARC-Refers-To": said.get_header("WARC-Record-ID"),
            "WARC-Refers-To-Target-URI": said.get_header("WARC-Target-URI"),
            "WARC-Refers-To-Date": said.get_header("WARC-Date"),
            TARGET_FILE: original.place.file,
            TARGET_OFFSET: str(original.place.offset),
        },
        http_headers=_http(given.status, fresh),
    )


def target(record: ArcWarcRecord) -> ArchiveRef | None:
    """Return where a revisit's original lies."""
    file = record.rec_headers.get_header(TARGET_FILE)
    offset = record.rec_headers.get_header(TARGET_OFFSET, "")
    return ArchiveRef(file, int(offset)) if file and offset.isascii() and offset.isdigit() else None


def target_file(data: bytes) -> str | None:
    """Return the file that an unpacked revisit points into, by its header alone."""
    found = _TARGET.search(data.partition(b"\r\n\r\n")[0])
    return found[1].decode("utf-8", "replace") if found else None


def kind(data: bytes) -> str | None:
    """Return the WARC-Type of an unpacked record."""
    found = _KIND.search(data.partition(b"\r\n\r\n")[0])
    return found[1].decode("ascii") if found else None


def read(record: ArcWarcRecord) -> Response:
    """Return the response of a response record, its headers as they were sent."""
    return _response(record, record, _sent(record.http_headers.headers))


def read_revisit(record: ArcWarcRecord, original: ArcWarcRecord) -> Response:
    """Return the whole response a revisit stands for: the original's, freshened.

    Source: RFC 9111, 4.3.4.
    """
    fresh = _sent(record.http_headers.headers) if record.http_headers else ()
    names = {name.lower() for name, _ in fresh}
    kept = tuple(
        pair for pair in _sent(original.http_headers.headers) if pair[0].lower() not in names
    )
    return _response(record, original, (*kept, *fresh))


def shown_digest(digest: str) -> str:
    """Return `sha256:<hex>` as WARC readers expect it: in base32."""
    raw = bytes.fromhex(digest.removeprefix("sha256:"))
    return "sha256:" + base64.b32encode(raw).decode("ascii")


def _response(
    record: ArcWarcRecord, original: ArcWarcRecord, headers: tuple[tuple[str, str], ...]
) -> Response:
    said = record.rec_headers
    url = said.get_header("WARC-Target-URI")
    redirects = tuple(value for name, value in said.headers if name.startswith(REDIRECT))
    original.raw_stream.seek(0)
    return Response(
        page_url=said.get_header(PAGE) or url,
        url=url,
        status=int(original.http_headers.get_statuscode()),
        headers=headers,
        body=original.raw_stream.read(),
        fetched_at=datetime.fromisoformat(said.get_header("WARC-Date")),
        redirects=redirects,
    )


def _builder() -> _Writer:
    return _Writer(BytesIO(), warc_version="1.1")


def _about(given: Response) -> Mapping[str, str]:
    moment = given.fetched_at.astimezone(UTC).replace(tzinfo=None)
    about = {"WARC-Date": moment.isoformat(timespec="microseconds") + "Z"}
    if given.page_url != given.url:
        about[PAGE] = _uri(given.page_url)
    for number, url in enumerate(given.redirects, 1):
        about[f"{REDIRECT}-{number}"] = _uri(url)
    return about


def _http(status: int, headers: Iterable[tuple[str, str]]) -> StatusAndHeaders:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{status} {phrase}", list(headers), protocol="HTTP/1.1")


def _archived(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return headers that cannot break the record: on one line, without an encoding to undo."""
    found = []
    for name, value in headers:
        clean_name = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]", "", name)
        if clean_name:
            prefix = ORIGINAL if clean_name.lower() in _ABOUT_ENCODING else ""
            found.append((prefix + clean_name, _BREAKS.sub(" ", value).strip()))
    return found


def _sent(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return headers under their own names again; the length we wrote is not the server's."""
    own = [(name, value) for name, value in headers if name.lower() not in _ABOUT_ENCODING]
    return tuple((name.removeprefix(ORIGINAL), value) for name, value in own)


def _uri(url: str) -> str:
    return re.sub(r"[\x00-\x20\x7f]", lambda found: f"%{ord(found[0]):02X}", url)
