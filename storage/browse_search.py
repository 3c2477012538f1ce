"""SQL for a search as people page through it: bounded, whatever the words and however many hits.

FTS5's own `bm25` counts every row that holds a word, so that common words would cost more with
every Item. Here the newest places are looked at, and what stands in titles and names is better.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from storage import search
from storage.types import Language

#: Editions looked at: the newest so many that hold all the words.
LOOKED_AT = 2000
#: Editions ranked: the newest so many of those that the filters leave.
RANKED = 500

_NEWEST = """
    SELECT rowid FROM search_index WHERE search_index MATCH :query
    ORDER BY rowid DESC LIMIT :limit
"""
_KEPT = """
    SELECT search_entries.id, search_entries.item_id, search_entries.language
    FROM json_each(:entries) AS entry
    CROSS JOIN search_entries ON search_entries.id = entry.value
    CROSS JOIN items ON items.id = search_entries.item_id
    WHERE :all OR items.facet IN (SELECT value FROM json_each(:facets))
    ORDER BY entry.key
"""
_PLACES = """
    SELECT rowid, title, names FROM search_index
    WHERE rowid IN (SELECT value FROM json_each(:entries))
"""


@dataclass(frozen=True, slots=True)
class Hits:
    """Items that hold the words, best first, each with the edition that holds them best."""

    best: Mapping[str, Language]
    #: How many Items were found, ranked or not.
    total: int = 0
    #: Whether there may be others: not every place that holds the words was looked at.
    more: bool = False


def hits(connection: Connection, words: str, facets: Sequence[str] | None) -> Hits:
    """Return the Items of these facets (None: all) that hold all the words: three statements."""
    query = search.query(words)
    if not query:
        return Hits({})
    newest = {"query": query, "limit": LOOKED_AT}
    entries = connection.execute(text(_NEWEST), newest).scalars().all()
    among = {"all": facets is None, "facets": json.dumps(list(facets or ()))}
    found = connection.execute(text(_KEPT), {"entries": json.dumps(entries), **among}).all()
    ranked = list(found[:RANKED])
    shown = {"entries": json.dumps([row.id for row in ranked])}
    places = {
        row.rowid: search.prominence(words, row.title, row.names)
        for row in connection.execute(text(_PLACES), shown)
    }
    ranked.sort(key=lambda row: -places[row.id])  # of equals the newest stays first
    best: dict[str, Language] = {}
    for row in ranked:
        best.setdefault(row.item_id, row.language)  # its better edition stands for it
    total = len({row.item_id for row in found})
    return Hits(best, total, more=len(entries) == LOOKED_AT)
