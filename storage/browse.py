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

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    exists,
    func,
    select,
    text,
    tuple_,
)

from storage import itemrows, rows, search
from storage.browse_rows import ItemRow, Listed, count, item_rows, named
from storage.database import Database
from storage.schema import (
    captures,
    changes,
    items,
    pages,
    search_entries,
    source_runs,
    story_members,
)
from storage.types import Capture, Change, Story, StoryMember

#: Editions that a search ranks: the newest so many that hold the words.
RANKED = 500
#: Projects that a table sorts by their fields, and a chart adds up: the latest so many.
PROJECTS = 500

_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})~([a-z0-9]{1,40})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which Items a list shows; None and the empty text: all."""

    source: str | None = None
    genre: str | None = None
    #: `zh` is both Chinese scripts.
    language: str | None = None
    #: `present`, `removed`, `off-topic` or `history`.
    state: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which Changes a list shows; None: all."""

    source: str | None = None
    telling: str | None = None
    kind: str | None = None
    run_id: int | None = None


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
        if wanted.words.strip():
            return self._found(wanted, limit)
        base = select(items).where(*_conditions(wanted))
        key = tuple_(items.c.day, items.c.id)
        after, before = _position(older), _position(newer)
        if after:
            query = base.where(key < after).order_by(items.c.day.desc(), items.c.id.desc())
        elif before:
            query = base.where(key > before).order_by(items.c.day, items.c.id)
        else:
            query = base.order_by(items.c.day.desc(), items.c.id.desc())
        with self._database.read() as connection:
            found = list(connection.execute(query.limit(limit + 1)))
            beyond = len(found) > limit
            found = found[:limit]
            shown = item_rows(connection, found if after or not before else found[::-1])
            total = count(connection, base.with_only_columns(items.c.id))
        backwards = before is not None and after is None
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
        base = select(changes.c.id).where(*_change_conditions(wanted))
        query = base if older is None else base.where(changes.c.id < older)
        query = query.order_by(changes.c.id.desc()).limit(limit + 1)
        with self._database.read() as connection:
            ids = connection.execute(query).scalars().all()
            mine = select(changes).where(changes.c.id.in_(ids[:limit]))
            found = itemrows.read_changes(connection, mine.order_by(changes.c.id.desc()))
            about = named(connection, [change.item_id for change in found])
            total = count(connection, base)
        return Listed(
            tuple(ChangeRow(change, about[change.item_id]) for change in found),
            older=str(found[-1].id) if len(ids) > limit else None,
            total=total,
        )

    def stories(self, limit: int, older: int | None = None) -> Listed[StoryRow]:
        """Return a page of Stories, the latest begun first."""
        base = select(story_members.c.story_id).distinct()
        query = base if older is None else base.where(story_members.c.story_id < older)
        query = query.order_by(story_members.c.story_id.desc()).limit(limit + 1)
        with self._database.read() as connection:
            ids = connection.execute(query).scalars().all()
            members: dict[int, list[StoryMember]] = {one: [] for one in ids[:limit]}
            for row in connection.execute(
                select(story_members)
                .where(story_members.c.story_id.in_(ids[:limit]))
                .order_by(story_members.c.position)
            ):
                member = StoryMember(row.item_id, row.role, row.similarity, row.note)
                members[row.story_id].append(member)
            about = named(connection, [m.item_id for group in members.values() for m in group])
            total = count(connection, base)
        return Listed(
            tuple(
                StoryRow(Story(one, tuple(group)), tuple(about[m.item_id] for m in group))
                for one, group in members.items()
            ),
            older=str(ids[limit - 1]) if len(ids) > limit else None,
            total=total,
        )

    def projects(self, limit: int | None = PROJECTS) -> Listed[ItemRow]:
        """Return the latest projects that are there and concern us; None: all of them."""
        base = select(items).where(
            items.c.genre == "project", items.c.state == "present", items.c.off_topic.is_(None)
        )
        query = base.order_by(items.c.day.desc(), items.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            found = connection.execute(query).all()
            shown = [
                row
                for start in range(0, len(found), PROJECTS)  # SQLite takes no endless lists
                for row in item_rows(connection, found[start : start + PROJECTS])
            ]
            return Listed(tuple(shown), total=count(connection, base.with_only_columns(items.c.id)))

    def captures_of(self, item_id: str, limit: int) -> tuple[Capture, ...]:
        """Return the last Captures of the Item's Pages, newest first."""
        query = (
            select(*captures.c, pages.c.url.label("page_url"))
            .join(pages, pages.c.id == captures.c.page_id)
            .where(pages.c.item_id == item_id)
            .order_by(captures.c.id.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(rows.capture(row) for row in connection.execute(query))

    def _found(self, wanted: ItemFilter, limit: int) -> Listed[ItemRow]:
        query = search.query(wanted.words)
        if not query:
            return Listed(())
        with self._database.read() as connection:
            best: dict[str, str] = {}
            for hit in connection.execute(_hits(wanted, query)):
                best.setdefault(hit.item_id, hit.language)  # its better edition stands for it
            about = named(connection, list(best)[:limit], bodies=True)
        shown = tuple(_with_snippet(row, best[row.id], wanted.words) for row in about.values())
        return Listed(shown, total=len(best))


def _hits(wanted: ItemFilter, query: str) -> Select[Any]:
    """Return the SELECT of the best among the newest editions that hold all the words."""
    title, names, body = search.WEIGHTS
    newest = (
        text(
            "SELECT rowid AS entry, bm25(search_index, :title, :names, :body) AS score"
            " FROM search_index WHERE search_index MATCH :wanted ORDER BY rowid DESC LIMIT :ranked"
        )
        .bindparams(title=title, names=names, body=body, wanted=query, ranked=RANKED)
        .columns(entry=Integer, score=Float)
        .subquery()
    )
    return (
        select(search_entries.c.item_id, search_entries.c.language)
        .join(newest, newest.c.entry == search_entries.c.id)
        .join(items, items.c.id == search_entries.c.item_id)
        .where(*_conditions(wanted))
        .order_by(newest.c.score, search_entries.c.id.desc())
    )


def _conditions(wanted: ItemFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.source:
        found.append(items.c.source == wanted.source)
    if wanted.genre:
        found.append(items.c.genre == wanted.genre)
    if wanted.state in ("present", "removed"):
        found.append(items.c.state == wanted.state)
    if wanted.state == "off-topic":
        found.append(items.c.off_topic.is_not(None))
    if wanted.state == "history":
        found.append(items.c.history)
    if wanted.language:
        tags = ("zh-Hans", "zh-Hant") if wanted.language == "zh" else (wanted.language,)
        edition = search_entries.alias()
        found.append(exists().where(edition.c.item_id == items.c.id, edition.c.language.in_(tags)))
    return found


def _change_conditions(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.source:
        found.append(changes.c.source == wanted.source)
    if wanted.telling:
        found.append(changes.c.telling == wanted.telling)
    if wanted.kind:
        found.append(func.instr(changes.c.kinds, f'"{wanted.kind}"') > 0)
    if wanted.run_id is not None:
        parts = select(source_runs.c.id).where(source_runs.c.run_id == wanted.run_id)
        found.append(changes.c.source_run_id.in_(parts))
    return found


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
