"""What the lists of `storage.browse` consist of, and the SQL that reads their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Text, func, select
from sqlalchemy.sql.elements import SQLCoreOperations

from storage import codec, itemrows
from storage.rows import AnyRow
from storage.schema import items, versions
from storage.types import LANGUAGES, Content, Genre, ItemState, Language

#: Counts stop here: "1,000+" is enough to know, and costs the same with a million rows.
COUNTED = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One page of a list; `older` and `newer` are the cursors of its neighbours, None: none."""

    rows: tuple[T, ...]
    older: str | None = None
    newer: str | None = None
    #: Rows of the whole list, counted up to one more than `COUNTED`.
    total: int = 0
    #: Whether `total` is where counting stopped.
    more: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An Item as a list shows it: its newest Version, no Pages and no Records.

    Bodies, links and captions are left out of `content` unless the list needs them.
    """

    id: str
    source: str
    genre: Genre
    state: ItemState
    first_seen: datetime
    day: date
    off_topic: str | None
    history: bool
    version: int
    content: Content
    url: str | None = None
    #: The edition in which words were found, and the text around them.
    found_in: Language | None = None
    snippet: str | None = None


def named(
    connection: Connection, item_ids: Iterable[str], *, bodies: bool = False
) -> dict[str, ItemRow]:
    """Return these Items by id, in the order of the ids; a list of one page, not of thousands."""
    ids = list(dict.fromkeys(item_ids))
    found = {
        row.id: row for row in connection.execute(select(items).where(items.c.id.in_(ids))).all()
    }
    rows = item_rows(connection, [found[one] for one in ids if one in found], bodies=bodies)
    return {row.id: row for row in rows}


def item_rows(
    connection: Connection, found: Sequence[AnyRow], *, bodies: bool = False
) -> tuple[ItemRow, ...]:
    """Return rows of `items` with their newest Versions and first URLs: two statements."""
    ids = [row.id for row in found]
    newest = (
        select(func.max(versions.c.id))
        .where(versions.c.item_id.in_(ids))
        .group_by(versions.c.item_id)
    )
    text = versions.c.content if bodies else slim(versions.c.content)
    contents = {
        row.item_id: row
        for row in connection.execute(
            select(versions.c.item_id, versions.c.number, text.label("content")).where(
                versions.c.id.in_(newest)
            )
        )
    }
    urls = itemrows.urls_of(connection, ids)
    return tuple(
        _item_row(row, contents[row.id], urls[row.id]) for row in found if row.id in contents
    )


def slim(content: SQLCoreOperations[Any]) -> ColumnElement[Any]:
    """Return SQL for a Version's content without what lists do not show."""
    bodies = [part for tag in LANGUAGES for part in (f'$.editions."{tag}".body', "")]
    empty = func.json("[]")
    return func.json_replace(
        content, *bodies, "$.links", empty, "$.captions", empty, "$.contacts", empty, type_=Text
    )


def count(connection: Connection, query: Select[Any]) -> int:
    """Return how many rows the SELECT has, counted up to one more than `COUNTED`."""
    some = query.order_by(None).limit(COUNTED + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _item_row(row: AnyRow, version: AnyRow, urls: Sequence[str]) -> ItemRow:
    return ItemRow(
        id=row.id,
        source=row.source,
        genre=row.genre,
        state=row.state,
        first_seen=row.first_seen,
        day=row.day,
        off_topic=row.off_topic,
        history=row.history,
        version=version.number,
        content=codec.content_from_json(version.content),
        url=next(iter(urls), None),
    )
