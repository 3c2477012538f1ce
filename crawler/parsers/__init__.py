"""Pages in, Records out: `parse`, and `parse_many` for pages that teach each other's furniture.

Each package reads one thing and knows only those below it; `make contracts` holds them to it:
relevance, genres, projects, content, credits, titles, bilingual, declared, dates, markup, text.
`links` reads what leads from a page to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.parsers.markup.document import Card, Document
from storage.types import NO_FURNITURE, FurnitureSet, Record

__all__ = ["Card", "Document", "parse", "parse_many", "version_of"]


def parse(document: Document, furniture: FurnitureSet = NO_FURNITURE) -> Record:
    """Return what the page says. Raises ParseError when it cannot be read at all."""
    # every module of this package imports this one first: a circle without the delay
    from crawler.parsers.page import parse as parse_page

    return parse_page(document, furniture)


def version_of(parser: str) -> int | None:
    """Return the version of the parser of that name, None when there is none any more."""
    from crawler.parsers.page import version_of as version_of_parser

    return version_of_parser(parser)


def parse_many(documents: Sequence[Document]) -> list[Record]:
    """Return the pages' Records, read with the lines that recur among them on one host."""
    from crawler.parsers.batch import parse_many as parse_batch

    return parse_batch(documents)
