"""A page read as an article that only leads to others: its lists are all that it has."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from crawler.parsers.links.listing import entries_on
from crawler.parsers.markup.document import Document
from crawler.parsers.text.furniture import is_told
from crawler.parsers.text.patterns import weight
from storage.types import Record

#: So many entries are a list.
_FEWEST: Final = 3
#: An article has headlines of others beside it. What they say is read of a longer text only.
_SHORT: Final = 2500
#: A card of more text holds an article, whose only link is its headline's.
_TEASER: Final = 400
#: From this share on, entries that show a day are no box beside an announcement of one sentence.
_MOST: Final = 0.5


def entries_only(document: Document, record: Record) -> int:
    """Return how many entries the lists of a page have that tells nothing itself; 0: it tells.

    A listing may have one sentence about itself; so may an article, which has a day then.
    """
    lines = [line for edition in record.content.editions.values() for line in _lines(edition.body)]
    if sum(map(weight, lines)) > _SHORT or any(f.raw for f in record.content.fields.values()):
        return 0
    told = [line for line in lines if is_told(line)]
    entries = entries_on(document)
    if len(entries) < _FEWEST:
        return 0
    cards = "\n".join(text for _, text in entries if weight(text) <= _TEASER)
    own = _own(told, cards, {page.title for page, _ in entries if page.title})
    dated = sum(page.date is not None for page, _ in entries)
    about = len(own) == 1 and not record.content.published and dated >= _MOST * len(entries)
    return len(entries) if not own or about else 0


def _own(told: Collection[str], cards: str, titles: Collection[str]) -> list[str]:
    """Return the lines that no card tells."""
    return [
        line for line in told if line not in cards and not any(title in line for title in titles)
    ]


def _lines(body: str) -> list[str]:
    return [" ".join(line.split()) for line in body.split("\n")]
