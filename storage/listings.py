"""What each listing answered last: how to ask it again, where its body lies, what it named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage import rows
from storage.database import Database
from storage.schema import captures, listed, listings, pages
from storage.types import ArchiveRef, Listing, Page, Validators


class Listings:
    """Knows the last understood answer of each listing of each Source, and what it named."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def get(self, source: str, url: str) -> Listing | None:
        """Return the listing as it was understood last, or None."""
        query = select(listings).where(listings.c.source == source, listings.c.url == url)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Listing(
            source=row.source,
            url=row.url,
            fetched_at=row.fetched_at,
            digest=row.digest,
            archived=ArchiveRef(row.file, row.offset),
            validators=Validators(row.etag, row.last_modified),
        )

    def save(self, listing: Listing) -> None:
        """Remember the answer in the place of the one before.

        Only once all that it announces is stored: what it announced is not asked for again.
        """
        said = {
            "fetched_at": listing.fetched_at,
            "digest": listing.digest,
            "file": listing.archived.file,
            "offset": listing.archived.offset,
            "etag": listing.validators.etag,
            "last_modified": listing.validators.last_modified,
        }
        made = insert(listings).values(source=listing.source, url=listing.url, **said)
        with self._database.write() as connection:
            connection.execute(
                made.on_conflict_do_update(index_elements=["source", "url"], set_=said)
            )

    def named(self, listing: str, page_ids: Collection[int], source_run_id: int) -> None:
        """Remember that the listing beginning at that URL names these Pages tonight."""
        made = insert(listed)
        said = {
            "listing": made.excluded.listing,
            "missed_in": None,
            "named_in": made.excluded.named_in,
        }
        news = [
            {"page_id": page_id, "listing": listing, "named_in": source_run_id}
            for page_id in page_ids
        ]
        if not news:
            return
        with self._database.write() as connection:
            connection.execute(
                made.on_conflict_do_update(index_elements=["page_id"], set_=said), news
            )

    def added(self, source: str, listings_now: Collection[str]) -> frozenset[str]:
        """Return the listings never read before, of a Source that still reads what it read.

        None where one that named Pages last is there no more: then the new one may be the old one
        under another address, and what it brings is news.
        """
        mine = select(listed.c.listing).join(pages).where(pages.c.source == source)
        last = mine.with_only_columns(func.max(listed.c.named_in)).scalar_subquery()
        with self._database.read() as connection:
            read = select(listings.c.url).where(listings.c.source == source)
            known = frozenset(connection.execute(read).scalars())
            naming = frozenset(connection.execute(mine.where(listed.c.named_in == last)).scalars())
        now = frozenset(listings_now)
        return now - known if now & known and naming <= now else frozenset()

    def brought(self, listing: str, page_id: int, source_run_id: int, old_before: datetime) -> None:
        """Remember that a listing read for the first time names a Page; what any named stays."""
        made = insert(listed).values(
            page_id=page_id, listing=listing, named_in=source_run_id, old_before=old_before
        )
        with self._database.write() as connection:
            connection.execute(made.on_conflict_do_nothing())

    def shared(self, page_ids: Collection[int]) -> None:
        """Remember that another listing names these Pages, too."""
        known = update(listed).where(listed.c.page_id == bindparam("page")).values(old_before=None)
        if not page_ids:
            return
        with self._database.write() as connection:
            connection.execute(known, [{"page": page_id} for page_id in page_ids])

    def missed(self, page_ids: Collection[int], source_run_id: int) -> None:
        """Remember that these Pages were not named tonight; the first such night counts."""
        missing = (
            update(listed)
            .where(listed.c.page_id == bindparam("page"), listed.c.missed_in.is_(None))
            .values(missed_in=source_run_id)
        )
        if not page_ids:
            return
        with self._database.write() as connection:
            connection.execute(missing, [{"page": page_id} for page_id in page_ids])

    def awaited(self, source: str) -> Mapping[str, tuple[Page, ...]]:
        """Return the Pages that each listing named; no more those visited since it missed them."""
        visited_in = (
            select(func.max(captures.c.source_run_id))
            .where(captures.c.page_id == pages.c.id)
            .scalar_subquery()
        )
        waits = listed.c.missed_in.is_(None) | (func.coalesce(visited_in, 0) < listed.c.missed_in)
        query = select(*pages.c, listed.c.listing).join(listed)
        found: dict[str, list[Page]] = defaultdict(list)
        with self._database.read() as connection:
            chosen = query.where(pages.c.source == source, waits).order_by(pages.c.id)
            for row in connection.execute(chosen):
                found[row.listing].append(rows.page(row))
        return {listing: tuple(named) for listing, named in found.items()}
