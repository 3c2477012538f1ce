"""SQL that reads and writes Items; each function works inside its caller's transaction."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, func, insert, select, union, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from storage import codec, identity, rows, search
from storage.schema import (
    captures,
    changes,
    identifiers,
    items,
    likenesses,
    pages,
    records,
    source_runs,
    version_captures,
    versions,
)
from storage.types import Change, Content, Genre, KnownItem, PageRecord, Version

#: Lower-case base32: no case to confuse, no 0/o or 1/l; 60 bits do not collide by chance.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH = 12


#: A SELECT of Item ids.
Ids = Select[str]


def new_id() -> str:
    """Return an opaque id for an Item."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


def known_items(
    connection: Connection, chosen: Select[tuple[object, ...]] | None = None
) -> tuple[KnownItem, ...]:
    """Return Items in the order they were first seen; `chosen` selects rows of `items`.

    A Page's Record is the last understood one that a decision has seen: what tonight's
    undecided SourceRun brought is not yet known.
    """
    query = select(items) if chosen is None else chosen
    found = connection.execute(query.order_by(items.c.first_seen, items.c.id)).all()
    # A subquery, never a list: SQLite takes some thousand values and no more.
    ids = None if chosen is None else chosen.with_only_columns(items.c.id)
    latest = _latest_versions(connection, ids)
    edited = _edits(connection, ids)
    names = _identifiers(connection, ids)
    read = _page_records(connection, ids)
    return tuple(
        KnownItem(
            id=row.id,
            source=row.source,
            genre=row.genre,
            state=row.state,
            first_seen=row.first_seen,
            version=latest[row.id],
            identifiers=frozenset(names[row.id]),
            pages=tuple(read[row.id]),
            missed=row.missed,
            off_topic=row.off_topic,
            history=row.history,
            edited_at=edited.get(row.id),
        )
        for row in found
    )


def current_version(connection: Connection, item_id: str) -> Version | None:
    """Return the Item's newest Version."""
    row = connection.execute(
        select(versions)
        .where(versions.c.item_id == item_id)
        .order_by(versions.c.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else rows.version(row)


def add_version(
    connection: Connection, item_id: str, content: Content, cause: str, now: datetime
) -> Version:
    """Append a Version, unless the newest one says just that; keep its Captures and its search."""
    known = current_version(connection, item_id)
    if known is not None and known.content == content:
        return known
    text = codec.content_to_json(content)
    made = connection.execute(
        insert(versions)
        .values(
            item_id=item_id,
            number=known.number + 1 if known else 1,
            created_at=now,
            cause=cause,
            digest=codec.digest(text),
            content=text,
        )
        .returning(*versions.c)
    ).one()
    _keep_captures(connection, made.id, item_id)
    _describe(connection, item_id, content)
    return rows.version(made)


def add_identifiers(connection: Connection, item_id: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Note what identifies the Item; what identifies another one already stays with that."""
    values = [{"scheme": scheme, "value": value, "item_id": item_id} for scheme, value in pairs]
    if values:
        connection.execute(insert_or(identifiers).on_conflict_do_nothing(), values)


def link_pages(connection: Connection, item_id: str, page_ids: Sequence[int]) -> None:
    """Make the Pages the Item's, and their addresses with them."""
    if not page_ids:
        return
    mine = pages.c.id.in_(page_ids)
    connection.execute(update(pages).where(mine).values(item_id=item_id))
    addresses = (identifiers.c.scheme == "url") & identifiers.c.value.in_(
        select(pages.c.url).where(mine)
    )
    connection.execute(update(identifiers).where(addresses).values(item_id=item_id))


def keep_pages(connection: Connection, item_id: str, page_ids: Sequence[int]) -> None:
    """Make these Pages, and no others, the Item's."""
    left = update(pages).where(pages.c.item_id == item_id, pages.c.id.not_in(page_ids))
    connection.execute(left.values(item_id=None))
    link_pages(connection, item_id, page_ids)


def genre_of(connection: Connection, item_id: str) -> Genre:
    """Return the Item's genre."""
    found: Genre = connection.execute(
        select(items.c.genre).where(items.c.id == item_id)
    ).scalar_one()
    return found


def read_changes(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Change, ...]:
    """Return the Changes that a SELECT of `changes` finds, in its order."""
    found = connection.execute(query).all()
    mine = query.order_by(None)
    around = union(
        mine.with_only_columns(changes.c.before_id), mine.with_only_columns(changes.c.after_id)
    )
    told = {
        row.id: rows.version(row)
        for row in connection.execute(select(versions).where(versions.c.id.in_(around)))
    }
    links = urls_of(connection, mine.with_only_columns(changes.c.item_id))
    parts = source_runs.c.id.in_(mine.with_only_columns(changes.c.source_run_id))
    nights = {
        row.id: row.run_id
        for row in connection.execute(select(source_runs.c.id, source_runs.c.run_id).where(parts))
    }
    return tuple(
        Change(
            id=row.id,
            item_id=row.item_id,
            source=row.source,
            genre=row.genre,
            before=told.get(row.before_id),
            after=told.get(row.after_id),
            kinds=tuple(json.loads(row.kinds)),
            weight=row.weight,
            reason=row.reason,
            telling=row.telling,
            older=row.older,
            created_at=row.created_at,
            run_id=nights.get(row.source_run_id),
            urls=tuple(links[row.item_id]),
        )
        for row in found
    )


def changes_query() -> Select[tuple[object, ...]]:
    """Return the SELECT that `read_changes` reads, oldest first."""
    return select(changes).order_by(changes.c.id)


def _latest_versions(connection: Connection, ids: Ids | None) -> dict[str, Version]:
    newest = select(func.max(versions.c.id)).group_by(versions.c.item_id)
    if ids is not None:
        newest = newest.where(versions.c.item_id.in_(ids))
    query = select(versions).where(versions.c.id.in_(newest))
    return {row.item_id: rows.version(row) for row in connection.execute(query)}


def _edits(connection: Connection, ids: Ids | None) -> dict[str, datetime]:
    """Return when each Item's pages last said something else, or it was first known."""
    said = (versions.c.number == 1) | (versions.c.cause == "page")
    query = select(versions.c.item_id, func.max(versions.c.created_at)).where(said)
    if ids is not None:
        query = query.where(versions.c.item_id.in_(ids))
    found = connection.execute(query.group_by(versions.c.item_id))
    return {row[0]: row[1] for row in found}


def _identifiers(
    connection: Connection, ids: Ids | None
) -> defaultdict[str, list[tuple[str, str]]]:
    query = select(identifiers)
    if ids is not None:
        query = query.where(identifiers.c.item_id.in_(ids))
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.item_id].append((row.scheme, row.value))
    return found


def _page_records(connection: Connection, ids: Ids | None) -> defaultdict[str, list[PageRecord]]:
    decided = (
        select(records.c.id, records.c.page_id, records.c.capture_id, records.c.data)
        .outerjoin(captures, captures.c.id == records.c.capture_id)
        .outerjoin(source_runs, source_runs.c.id == captures.c.source_run_id)
        .where(
            records.c.understood,
            records.c.capture_id.is_(None) | source_runs.c.decided_at.is_not(None),
            records.c.page_id.in_(_page_ids(ids)),
        )
        .add_columns(
            func.row_number()
            .over(
                partition_by=records.c.page_id,
                order_by=(records.c.capture_id.desc(), records.c.id.desc()),
            )
            .label("place")
        )
        .subquery()
    )
    query = (
        select(*pages.c, decided.c.capture_id, decided.c.data)
        .join(decided, decided.c.page_id == pages.c.id)
        .where(decided.c.place == 1)
        .order_by(pages.c.id)
    )
    found: defaultdict[str, list[PageRecord]] = defaultdict(list)
    for row in connection.execute(query):
        record = codec.record_from_json(row.data)
        found[row.item_id].append(PageRecord(rows.page(row), row.capture_id, record))
    return found


def _page_ids(ids: Ids | None) -> Select[int]:
    mine = select(pages.c.id)
    return mine.where(pages.c.item_id.is_not(None) if ids is None else pages.c.item_id.in_(ids))


def urls_of(connection: Connection, ids: Ids | Sequence[str]) -> defaultdict[str, list[str]]:
    """Return each Item's URLs: those of the Item's own Source first."""
    query = (
        select(pages.c.item_id, pages.c.url)
        .join(items, items.c.id == pages.c.item_id)
        .where(pages.c.item_id.in_(ids))
        .order_by(pages.c.source != items.c.source, pages.c.id)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for item_id, url in connection.execute(query):
        found[item_id].append(url)
    return found


def _keep_captures(connection: Connection, version_id: int, item_id: str) -> None:
    """Note the Captures whose Records the Version was merged from, so that `prune` keeps them."""
    read = (
        select(func.max(records.c.capture_id))
        .join(pages, pages.c.id == records.c.page_id)
        .where(pages.c.item_id == item_id, records.c.understood)
        .group_by(records.c.page_id)
    )
    values = [
        {"version_id": version_id, "capture_id": capture_id}
        for capture_id in connection.execute(read).scalars()
        if capture_id is not None
    ]
    if values:
        connection.execute(insert(version_captures), values)


def _describe(connection: Connection, item_id: str, content: Content) -> None:
    """Bring what the Item is found by up to its newest Version."""
    genre = genre_of(connection, item_id)
    likely = [
        {"scheme": scheme, "value": value, "item_id": item_id}
        for scheme, value in identity.likenesses(content, genre)
    ]
    if likely:
        connection.execute(insert_or(likenesses).on_conflict_do_nothing(), likely)
    # Numbers are looked for; the words of a URL ("news", "int") would find everything.
    numbers = identifiers.c.scheme.in_(("projects-id", "prima-id"))
    names = connection.execute(
        select(identifiers.c.value).where(identifiers.c.item_id == item_id, numbers)
    ).scalars()
    search.index(connection, item_id, content, tuple(names))
    if content.published is not None:
        connection.execute(
            update(items).where(items.c.id == item_id).values(day=content.published.day())
        )
