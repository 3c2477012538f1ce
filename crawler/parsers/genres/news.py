"""News: a title, a dateline, a text in one or two languages."""

from __future__ import annotations

from crawler.parsers.credits import dispatch
from crawler.parsers.credits.metaline import MetaLine
from crawler.parsers.credits.signed import Signed
from crawler.parsers.genres import published
from crawler.parsers.genres.article import article
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.titles import headlines

PARSER_VERSION = 15


def read(reading: Reading) -> Draft:
    """Return what the page says as a news item."""
    parts = article(reading)
    when = published.of(reading, parts.byline)
    names, by = _names(parts.byline, reading.signed, dispatch.signature(parts.paragraphs))
    return Draft(
        titles=headlines.by_language(parts.titles),
        paragraphs=dispatch.unsigned(parts.paragraphs),
        captions=parts.captions,
        links=parts.links,
        published=when.published,
        updated=when.updated,
        agency=names.get("agency"),
        author=names.get("author"),
        furniture=parts.dropped,
        warnings=when.warnings,
        evidence=when.evidence | by,
    )


def _names(
    byline: MetaLine, markup: Signed, text: MetaLine
) -> tuple[dict[str, str], dict[str, str]]:
    """Return writer and agency, the byline's first, and by what each was read."""
    names: dict[str, str] = {}
    by: dict[str, str] = {}
    for kind, told in (("byline", byline), ("markup", markup), ("text", text)):
        for name, value in (("agency", told.agency), ("author", told.author)):
            if value and name not in names and value not in names.values():
                names[name], by[name] = value, kind
    return names, by
