"""What a page is made from: the configuration, the open store, who asks and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property

from monitor.config import Config
from monitor.cron import zone
from monitor.sources import display_names
from storage.archive import Archive
from storage.browse import Browse
from storage.browse_runs import BrowseRuns
from storage.store import Store
from storage.types import Language

#: Rows of one page of a list.
ROWS = 50


@dataclass(frozen=True)
class Desk:
    """Everything a page may read; nothing here writes."""

    config: Config
    store: Store
    now: datetime
    language: Language
    #: The query string's and the path's parameters.
    asked: Mapping[str, str]

    @cached_property
    def browse(self) -> Browse:
        """Lists of Items, Changes and Stories."""
        return Browse(self.store.database)

    @cached_property
    def nights(self) -> BrowseRuns:
        """Lists of Runs and messages."""
        return BrowseRuns(self.store.database)

    @cached_property
    def archive(self) -> Archive:
        """The archived responses."""
        return Archive(self.config.archive_dir)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each Source is called, in the reader's language."""
        return display_names(self.config, self.language)

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone that instants are shown in: the timetable's."""
        return zone(self.config.schedule.timezone)

    def number(self, name: str) -> int | None:
        """Return a parameter that is a row's number; None for what is none."""
        value = self.asked.get(name, "")
        # SQLite's integers end at 2**63; nobody has so many rows.
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 15 else None  # noqa: PLR2004

    def chosen(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """Return a parameter when it is one of the values a filter knows."""
        value = self.asked.get(name, "")
        return value if value in allowed else None


@contextmanager
def opened(
    config: Config, now: datetime, language: Language, asked: Mapping[str, str]
) -> Iterator[Desk]:
    """Give a Desk with the store open for reading. Raises StorageError."""
    with Store.view(config.database) as store:
        yield Desk(config, store, now, language, asked)
