"""Filtered lists that cost the same however many rows there are, and however few a filter leaves.

A facet is all that filters ask of a row, in one text that SQLite keeps by itself (a generated
column): `news present 1 0 zh-Hans,en iom_news`. Rows of one facet lie together in an index, in
the list's order, and few facets exist. So a filter names the facets that it lets through, and
only the head of each is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, text, tuple_

from storage.browse_rows import COUNTED, count
from storage.schema import changes, items


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table with facets, and the columns its list is ordered by."""

    table: Table
    key: tuple[str, ...]


ITEMS = Shelf(items, ("day", "id"))
CHANGES = Shelf(changes, ("id",))

#: Each step finds the next facet in the index, whatever lies between.
_FACETS = """
    WITH RECURSIVE found(facet) AS (
        SELECT min(facet) FROM {table}
        UNION ALL
        SELECT (SELECT min(facet) FROM {table} WHERE facet > found.facet)
        FROM found WHERE found.facet IS NOT NULL
    )
    SELECT facet FROM found WHERE facet IS NOT NULL
"""
_COUNT = """
    SELECT coalesce(sum(
        (SELECT count(*) FROM (SELECT 1 FROM {table} WHERE facet = wanted.value LIMIT :most))
    ), 0)
    FROM json_each(:facets) AS wanted
"""


def let_through(
    connection: Connection, shelf: Shelf, lets: Callable[[str], bool] | None
) -> list[str] | None:
    """Return the facets there are that a filter lets through; None: no filter, no facets."""
    if lets is None:
        return None
    query = text(_FACETS.format(table=shelf.table.name))
    return [facet for facet in connection.execute(query).scalars() if lets(facet)]


def page(
    shelf: Shelf,
    facets: Sequence[str] | None,
    limit: int | None,
    *,
    older: tuple[object, ...] | None = None,
    newer: tuple[object, ...] | None = None,
) -> Select[Any]:
    """Return the SELECT of the ids that come next in the list, newest first; None: every facet.

    `older` and `newer` are the keys of the row that the page follows or precedes; what precedes
    a row comes with the nearest first.
    """
    near = shelf.table.alias()
    query = _ordered(near, shelf, limit, backwards=newer is not None)
    if older is not None:
        query = query.where(_key(near, shelf) < older)
    elif newer is not None:
        query = query.where(_key(near, shelf) > newer)
    if facets is None:
        return query
    wanted = func.json_each(json.dumps(facets)).table_valued("value", name="wanted")
    heads = query.where(near.c.facet == wanted.c.value).correlate(wanted)
    all_heads = shelf.table.alias()
    return _ordered(all_heads, shelf, limit, backwards=newer is not None).select_from(
        wanted.join(all_heads, all_heads.c.id.in_(heads))
    )


def counted(connection: Connection, shelf: Shelf, facets: Sequence[str] | None) -> int:
    """Return how many rows these facets have, counted up to one more than `COUNTED`."""
    if facets is None:
        return count(connection, select(shelf.table.c.id))
    query = text(_COUNT.format(table=shelf.table.name))
    values = {"facets": json.dumps(facets), "most": COUNTED + 1}
    found: int = connection.execute(query, values).scalar_one()
    return min(found, COUNTED + 1)


def _ordered(table: Any, shelf: Shelf, limit: int | None, *, backwards: bool) -> Select[Any]:  # noqa: ANN401 - an alias
    key = [table.c[name] for name in shelf.key]
    order = key if backwards else [column.desc() for column in key]
    return select(table.c.id).order_by(*order).limit(limit)


def _key(table: Any, shelf: Shelf) -> Any:  # noqa: ANN401 - SQLAlchemy's row value
    return tuple_(*(table.c[name] for name in shelf.key))
