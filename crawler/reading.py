"""A fetched page read: the one way from a response to a Record, tonight or years later."""

from __future__ import annotations

from dataclasses import replace

from crawler.parsers import Card, Document, parse
from storage.content_type import content_type
from storage.errors import ParseError
from storage.types import FurnitureSet, Genre, Page, Record, Response

#: What reads a page that no parser could take as one.
UNREADABLE = "unreadable"


def record_of(  # noqa: PLR0913 - one a fact known from outside
    page: Page,
    response: Response,
    source: str,
    genre: Genre | None,
    furniture: FurnitureSet,
    *,
    day_first: bool | None = None,
) -> Record:
    """Return what the parser reads; unreadable input gives a Record that says so."""
    headers = {name.lower(): value for name, value in response.headers}
    media_type, charset = content_type(headers.get("content-type"))
    document = Document(
        content=response.body,
        url=response.url,
        media_type=media_type,
        charset=charset,
        fetched_at=response.fetched_at,
        source=source,
        genre=genre,
        card=Card(page.card_title, page.card_date),
        day_first=day_first,
    )
    try:
        return parse(document, furniture)
    except ParseError as error:
        return Record(
            url=response.url,
            source=source,
            genre=genre or "news",
            parser=UNREADABLE,
            parser_version=1,
            furniture_version=furniture.version,
            not_understood=str(error),
        )


def vanished(record: Record, reason: str) -> Record:
    """Return the Record of a page that is another page now."""
    return replace(record, not_understood=reason)
