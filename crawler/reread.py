"""An archived page read again with today's parser: a better parser is not news."""

from __future__ import annotations

from dataclasses import replace

from crawler.reading import record_of
from storage.archive import Archive
from storage.types import Capture, FurnitureSet, Genre, Page, Record


def as_listed_for(record: Record, page: Page) -> Page:
    """Return the Page with what its listing had said of it when the Record was read.

    Where nobody knows, an older program's, with what it says now.
    """
    if record.card is None:
        return page
    title, date = record.card
    return replace(page, card_title=title, card_date=date)


def reread(
    page: Page,
    capture: Capture,
    archive: Archive,
    furniture: FurnitureSet,
    genre: Genre | None = None,
) -> Record:
    """Return what today's parser reads in an archived Capture.

    `genre`: of a `[[watch]]` Source; the built-in ones' is known. Raises StorageError when the
    archive cannot be read.
    """
    # The registry imports Scrapy through the spiders; rereading without it stays quick.
    from crawler.sources import day_first_of, genre_of

    response = replace(archive.read(capture.archived), fetched_at=capture.fetched_at)
    return record_of(
        page,
        response,
        page.source,
        genre or genre_of(page.source),
        furniture,
        day_first=day_first_of(page.source),
    )
