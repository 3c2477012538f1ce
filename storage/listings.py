"""What each listing answered last: how to ask it "changed since?", and where its body lies."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.schema import listings
from storage.types import ArchiveRef, Listing, Validators


class Listings:
    """Knows the last understood answer of each listing of each Source."""

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
