"""Items: the list with its filters, and the search."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.dashboard.desk import ROWS, Desk
from storage.browse_rows import ItemRow, Listed
from storage.filters import ItemFilter
from storage.types import GENRES

STATES = ("present", "removed", "off-topic", "history")
LANGUAGES = ("zh", "zh-Hans", "zh-Hant", "en")
#: Longer searches are no searches.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Items:
    """A page of Items."""

    found: Listed[ItemRow]
    wanted: ItemFilter
    sources: tuple[str, ...]
    genres: tuple[str, ...] = GENRES
    states: tuple[str, ...] = STATES
    languages: tuple[str, ...] = LANGUAGES


def items(desk: Desk) -> Items:
    """Return the Items that the filters leave."""
    sources = desk.store.runs.sources()
    wanted = ItemFilter(
        source=desk.chosen("source", sources),
        genre=desk.chosen("genre", GENRES),
        language=desk.chosen("edition", LANGUAGES),
        state=desk.chosen("state", STATES),
        words=desk.asked.get("q", "")[:_LONGEST],
    )
    found = desk.browse.items(wanted, ROWS, desk.asked.get("older"), desk.asked.get("newer"))
    return Items(found, wanted, sources)
