"""Lines that recur on the pages of one host, versioned."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select

from storage import codec, urls
from storage.database import Database
from storage.schema import captures, furniture, pages, records
from storage.types import FurnitureSet, Record


class Furniture:
    """Knows each host's furniture sets and what they can be learned from."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def current(self, host: str) -> FurnitureSet:
        """Return the host's newest set; version 0 is the empty one."""
        with self._database.read() as connection:
            return _newest(connection, host)

    def version(self, host: str, version: int) -> FurnitureSet | None:
        """Return the set as it was in that version; None: there was none such."""
        if version == 0:
            return _empty(host)
        query = select(furniture).where(furniture.c.host == host, furniture.c.version == version)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _set(host, row.version, row.lines)

    def hosts(self) -> tuple[str, ...]:
        """Return every host that a Page was read from: where it stands, or was redirected to."""
        answered = select(captures.c.url).distinct().where(captures.c.url.is_not(None))
        with self._database.read() as connection:
            found = connection.execute(select(pages.c.url).union(answered)).scalars()
            return tuple(sorted({urls.host(url) for url in found}))

    def learn(self, host: str, lines: Collection[str], now: datetime) -> FurnitureSet:
        """Add lines to the host's set; a new version is made only when it grows."""
        with self._database.write() as connection:
            known = _newest(connection, host)
            grown = known.lines | frozenset(lines)
            if grown == known.lines:
                return known
            connection.execute(
                insert(furniture).values(
                    host=host,
                    version=known.version + 1,
                    created_at=now,
                    lines=codec.dumps(sorted(grown)),
                )
            )
            return FurnitureSet(host, known.version + 1, grown)

    def texts(self, host: str) -> Mapping[str, tuple[str, ...]]:
        """Return each Page's lines by its URL: kept and dropped, as last understood.

        Of the Pages that this host answered for: a redirect may have led to it from another one.
        What is needed to learn: a line that recurs on Pages whose texts differ is furniture.
        """
        latest = (
            select(records.c.page_id, func.max(records.c.id).label("id"))
            .where(records.c.understood)
            .group_by(records.c.page_id)
            .subquery()
        )
        answered = func.coalesce(captures.c.url, pages.c.url)
        query = (
            select(pages.c.url, answered, records.c.data)
            .join(latest, latest.c.page_id == pages.c.id)
            .join(records, records.c.id == latest.c.id)
            .outerjoin(captures, captures.c.id == records.c.capture_id)
            .where(or_(*(answered.like(f"%://{name}%") for name in urls.names(host))))
            .order_by(pages.c.id)
        )
        found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        with self._database.read() as connection:
            for url, from_url, data in connection.execute(query):
                if urls.host(from_url) == host:
                    found[url] = lines_of(codec.record_from_json(data))
        return dict(found)


def lines_of(record: Record) -> tuple[str, ...]:
    """Return all lines of a Record, those it dropped included, each once, in order."""
    content = record.content
    kept = [
        line.strip()
        for edition in content.editions.values()
        for line in (edition.title or "", *edition.body.splitlines())
    ]
    return tuple(
        dict.fromkeys(line for line in (*kept, *content.captions, *record.furniture) if line)
    )


def _newest(connection: Connection, host: str) -> FurnitureSet:
    row = connection.execute(
        select(furniture)
        .where(furniture.c.host == host)
        .order_by(furniture.c.version.desc())
        .limit(1)
    ).one_or_none()
    return _empty(host) if row is None else _set(host, row.version, row.lines)


def _empty(host: str) -> FurnitureSet:
    return FurnitureSet(host, 0, frozenset())


def _set(host: str, version: int, lines: str) -> FurnitureSet:
    return FurnitureSet(host, version, frozenset(json.loads(lines)))
