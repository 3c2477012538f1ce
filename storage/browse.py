"""SQL for lists of Items that people page through: filtered, ordered, a page at a time.

Every method issues a fixed number of statements, and none reads more rows than a page shows plus
what its counts are capped at. Pages are found by keyset: a cursor is the sort key of the row
that stands before it, so that page 900 costs what page 1 does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from storage import facets, itemrows, rows, search
from storage.browse_rows import ItemRow, Listed, count, named
from storage.browse_search import Hits, hits
from storage.database import Database
from storage.filters import ChangeFilter, ItemFilter
from storage.pages import CAPTURES
from storage.schema import captures, changes, pages, source_runs, story_members
from storage.stories import read_stories
from storage.types import Capture, Change, Story

#: Projects that a table sorts by their fields, and a chart adds up: the latest so many.
PROJECTS = 500

_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})~([a-z0-9]{1,40})", re.ASCII)
#: A place in the ranking of a search.
_PLACE = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A Change and the Item it is of."""

    change: Change
    item: ItemRow


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A Story and its Items in its order; the two tuples go together."""

    story: Story
    items: tuple[ItemRow, ...]


class Browse:
    """Pages through Items, Changes and Stories."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def items(
        self, wanted: ItemFilter, limit: int, older: str | None = None, newer: str | None = None
    ) -> Listed[ItemRow]:
        """Return a page of Items, latest first; with words, the best hits instead."""
        with self._database.read() as connection:
            among = facets.let_through(connection, facets.ITEMS, wanted.facet)
            if wanted.words.strip():
                found = hits(connection, wanted.words, among)
                return _ranked(connection, found, wanted.words, limit, older or newer)
            after, before = _position(older), _position(newer)
            backwards = before is not None and after is None
            page = facets.page(facets.ITEMS, among, limit + 1, older=after, newer=before)
            ids = connection.execute(page).scalars().all()
            beyond, ids = len(ids) > limit, ids[:limit]
            shown = tuple(named(connection, ids[::-1] if backwards else ids).values())
            total = facets.counted(connection, facets.ITEMS, among)
        has_older, has_newer = (True, beyond) if backwards else (beyond, after is not None)
        return Listed(
            shown,
            older=_cursor(shown[-1]) if shown and has_older else None,
            newer=_cursor(shown[0]) if shown and has_newer else None,
            total=total,
        )

    def named(self, item_ids: Iterable[str]) -> dict[str, ItemRow]:
        """Return these Items by id."""
        with self._database.read() as connection:
            return named(connection, item_ids)

    def changes(
        self, wanted: ChangeFilter, limit: int, older: int | None = None
    ) -> Listed[ChangeRow]:
        """Return a page of Changes, told or not, latest first."""
        after = None if older is None else (older,)
        with self._database.read() as connection:
            among = facets.let_through(connection, facets.CHANGES, wanted.facet)
            page = facets.page(facets.CHANGES, among, limit + 1, older=after)
            total = facets.counted(connection, facets.CHANGES, among)
            return _changes(connection, page, limit, total)

    def counted(self, wanted: ChangeFilter) -> int:
        """Return how many Changes are like that, counted up to one more than `COUNTED`."""
        with self._database.read() as connection:
            among = facets.let_through(connection, facets.CHANGES, wanted.facet)
            return facets.counted(connection, facets.CHANGES, among)

    def changes_of_run(self, run_id: int, limit: int) -> Listed[ChangeRow]:
        """Return the last Changes that a Run made, told or not, latest first."""
        parts = select(source_runs.c.id).where(source_runs.c.run_id == run_id)
        mine = select(changes.c.id).where(changes.c.source_run_id.in_(parts))
        with self._database.read() as connection:
            page = mine.order_by(changes.c.id.desc()).limit(limit + 1)
            return _changes(connection, page, limit, count(connection, mine))

    def stories(self, limit: int, older: int | None = None) -> Listed[StoryRow]:
        """Return a page of Stories, the latest begun first."""
        base = select(story_members.c.story_id).distinct()
        query = base if older is None else base.where(story_members.c.story_id < older)
        query = query.order_by(story_members.c.story_id.desc()).limit(limit + 1)
        with self._database.read() as connection:
            ids = connection.execute(query).scalars().all()
            mine = select(story_members).where(story_members.c.story_id.in_(ids[:limit]))
            found = read_stories(connection, mine)[::-1]
            about = named(connection, [m.item_id for story in found for m in story.members])
            total = count(connection, base)
        return Listed(
            tuple(StoryRow(one, tuple(about[m.item_id] for m in one.members)) for one in found),
            older=str(ids[limit - 1]) if len(ids) > limit else None,
            total=total,
        )

    def projects(self, limit: int | None = PROJECTS) -> Listed[ItemRow]:
        """Return the latest projects that are there and concern us; None: all of them."""
        with self._database.read() as connection:
            among = facets.let_through(connection, facets.ITEMS, _is_project)
            page = facets.page(facets.ITEMS, among, limit)
            ids = connection.execute(page).scalars().all()
            shown = [
                row
                for start in range(0, len(ids), PROJECTS)  # SQLite takes no endless lists
                for row in named(connection, ids[start : start + PROJECTS]).values()
            ]
            return Listed(tuple(shown), total=facets.counted(connection, facets.ITEMS, among))

    def captures_of(self, item_id: str, limit: int) -> tuple[Capture, ...]:
        """Return the last Captures of the Item's Pages, newest first."""
        mine = CAPTURES.where(pages.c.item_id == item_id).order_by(captures.c.id.desc())
        with self._database.read() as connection:
            return tuple(rows.capture(row) for row in connection.execute(mine.limit(limit)))


def _is_project(facet: str) -> bool:
    """Return whether Items of this facet are projects that are there and concern us."""
    return facet.startswith("project present 1 ")


def _changes(
    connection: Connection, page: Select[Any], limit: int, total: int
) -> Listed[ChangeRow]:
    """Return the Changes of a page of ids, which may hold one more than `limit`."""
    ids = connection.execute(page).scalars().all()
    mine = select(changes).where(changes.c.id.in_(ids[:limit]))
    found = itemrows.read_changes(connection, mine.order_by(changes.c.id.desc()))
    about = named(connection, [change.item_id for change in found])
    return Listed(
        tuple(ChangeRow(change, about[change.item_id]) for change in found),
        older=str(found[-1].id) if len(ids) > limit else None,
        total=total,
    )


def _ranked(
    connection: Connection, found: Hits, words: str, limit: int, place: str | None
) -> Listed[ItemRow]:
    """Return the hits from a place in the ranking on, with the text around the words."""
    first = int(place) if place and _PLACE.fullmatch(place) else 0
    best = list(found.best)[first : first + limit]
    about = named(connection, best, bodies=True)
    return Listed(
        tuple(_with_snippet(row, found.best[row.id], words) for row in about.values()),
        older=str(first + limit) if len(found.best) > first + limit else None,
        newer=str(max(0, first - limit)) if first else None,
        total=found.total,
        more=found.more,
    )


def _position(cursor: str | None) -> tuple[date, str] | None:
    """Return the sort key a cursor stands for; None for what is no cursor of ours."""
    found = _CURSOR.fullmatch(cursor or "")
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), found[2]
    except ValueError:
        return None


def _cursor(row: ItemRow) -> str:
    return f"{row.day.isoformat()}~{row.id}"


def _with_snippet(row: ItemRow, language: str, words: str) -> ItemRow:
    for tag, edition in row.content.editions.items():
        if tag == language:
            shown = "\n".join((edition.body, *row.content.captions))
            return replace(row, found_in=tag, snippet=search.snippet(shown, words))
    return row
