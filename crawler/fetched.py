"""A response as Scrapy gives it, turned into the words of the design."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from scrapy.http import Response as ScrapyResponse

from crawler.parsers import Document
from crawler.parsers.links.twins import named_twins, twin_urls
from storage.content_type import content_type
from storage.types import Page, Record, Response

#: True of the bytes on the wire, not of the body we hold: it is decoded and whole.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer to a visit, on its way through the pipeline."""

    page: Page
    response: Response
    #: Why the page is not the one asked for: it led to the front page or a listing.
    vanished: str | None = None


def response_of(url: str, fetched: ScrapyResponse, at: datetime) -> Response:
    """Return the answer as it is archived, under the Page's or the listing's URL."""
    redirects = fetched.request.meta.get("redirect_urls", ()) if fetched.request else ()
    return Response(
        page_url=url,
        url=fetched.url,
        status=fetched.status,
        headers=_headers(fetched),
        body=fetched.body,
        fetched_at=at,
        redirects=tuple(redirects),
    )


def document_of(fetched: ScrapyResponse) -> Document:
    """Return an answer as what finds links in it reads it: when it came says nothing there."""
    media_type, charset = content_type(header_map(fetched).get("content-type"))
    return Document(fetched.body, url=fetched.url, media_type=media_type, charset=charset)


def is_feed(fetched: ScrapyResponse) -> bool:
    """Tell whether an answer is XML that is no page, whatever its Content-Type says."""
    head = fetched.body[:500].lstrip().lower()
    return head.startswith(b"<?xml") and b"<html" not in head


def is_unasked(fetched: ScrapyResponse) -> bool:
    """Tell whether a server says "unchanged" to who did not ask "changed since?"."""
    asked = fetched.request.headers if fetched.request is not None else ()
    conditional = "If-None-Match" in asked or "If-Modified-Since" in asked
    return fetched.status == HTTPStatus.NOT_MODIFIED and not conditional


def twins_of(fetched: ScrapyResponse, known: Record | None) -> list[str]:
    """Return the language twins that a page names; unchanged, it names what its Record says."""
    if fetched.status == HTTPStatus.OK and not is_feed(fetched):
        return twin_urls(document_of(fetched))
    if fetched.status == HTTPStatus.NOT_MODIFIED and known is not None:
        return named_twins(known.identifiers, fetched.url)
    return []


def header_map(fetched: ScrapyResponse) -> dict[str, str]:
    """Return the headers by lower-case name; of repeated ones the last."""
    return {name.lower(): value for name, value in _headers(fetched)}


def _headers(fetched: ScrapyResponse) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in fetched.headers.items()
        for value in values
        if name.decode("latin-1").lower() not in _OF_THE_WIRE
    )
