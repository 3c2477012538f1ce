"""The store: one SQLite file, each kind of row through its own attribute."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from storage.alerts import Alerts
from storage.database import Database, make_private
from storage.errors import StorageError
from storage.furniture import Furniture
from storage.held import Held
from storage.items import Items
from storage.listings import Listings
from storage.outbox import Outbox
from storage.pages import Pages
from storage.recipients import Recipients
from storage.runs import Runs
from storage.schema import REVISION
from storage.search import Search
from storage.stories import Stories
from storage.upgrade import revision_of, upgrade
from storage.visits import Visits


class Store:
    """Everything we remember; every method of its parts is one transaction."""

    def __init__(self, database: Database) -> None:
        """Offer the parts of an open database; `Store.open` makes one."""
        self.database = database
        self.runs = Runs(database)
        self.pages = Pages(database)
        self.visits = Visits(database)
        self.listings = Listings(database)
        self.items = Items(database)
        self.recipients = Recipients(database)
        self.outbox = Outbox(database)
        self.furniture = Furniture(database)
        self.alerts = Alerts(database)
        self.held = Held(database)
        self.stories = Stories(database)
        self.search = Search(database)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the database, made and migrated if need be, readable by its owner only.

        Raises StorageError when the file is no database of ours, is newer than we are, or
        cannot be written.
        """
        make_private(path)
        upgrade(path)
        return cls(Database(path))

    @classmethod
    def view(cls, path: Path) -> Self:
        """Open an existing database for reading only; nothing is made or migrated.

        Raises StorageError when it is missing or waits to be migrated.
        """
        if not path.exists():
            raise StorageError(f"database: {path}: does not exist")
        revision = revision_of(path)
        if revision != REVISION:
            raise StorageError(
                f"database: {path}: schema {revision or 'none'} waits to be migrated to {REVISION}"
            )
        return cls(Database(path, view=True))

    @property
    def path(self) -> Path:
        """The database file."""
        return self.database.path

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
