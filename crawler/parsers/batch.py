"""Many pages at once: lines that recur on one host are learned before its pages are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.parsers.markup.document import Document
from crawler.parsers.page import parse, visible_lines
from crawler.parsers.text.furniture import learn_lines
from storage.errors import ParseError
from storage.types import NO_FURNITURE, FurnitureSet, Record


def parse_many(documents: Sequence[Document]) -> list[Record]:
    """Return each page's Record, in order. Raises ParseError for the first unreadable one."""
    sets = furniture_of(documents)
    return [parse(document, sets.get(_host(document), NO_FURNITURE)) for document in documents]


def furniture_of(documents: Sequence[Document]) -> dict[str, FurnitureSet]:
    """Return host → what recurs on its pages, for hosts with three pages or more."""
    texts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for document in documents:
        if not (host := _host(document)):
            continue
        try:
            texts[host][document.url or ""] = visible_lines(document)
        except ParseError:
            continue
    learned = {host: learn_lines(pages, few=True) for host, pages in texts.items()}
    return {host: FurnitureSet(host, 1, lines) for host, lines in learned.items() if lines}


def _host(document: Document) -> str:
    try:
        return (urlsplit(document.url or "").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
