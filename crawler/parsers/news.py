"""News: a title, a dateline, a text in one or two languages."""

from __future__ import annotations

from crawler.parsers import published, titles
from crawler.parsers.article import article
from crawler.parsers.reading import Draft, Reading

PARSER_VERSION = 3


def read(reading: Reading) -> Draft:
    """Return what the page says as a news item."""
    parts = article(reading)
    when = published.of(reading, parts.byline)
    return Draft(
        titles=titles.by_language(parts.titles),
        paragraphs=parts.paragraphs,
        captions=parts.captions,
        links=parts.links,
        published=when.published,
        updated=when.updated,
        agency=parts.byline.agency,
        author=parts.byline.author,
        furniture=parts.dropped,
        warnings=when.warnings,
        evidence=when.evidence,
    )
