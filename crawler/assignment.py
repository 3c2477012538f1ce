"""One Source's part of the night, as its spider, middlewares and pipeline share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase

from structlog import get_logger

from crawler.discovery import Discovery
from crawler.linked import Linked
from crawler.pace import Pace
from crawler.plan import CrawlSettings, SourcePlan
from crawler.tally import Tally
from storage.archive import Archive
from storage.errors import BodyLost
from storage.store import Store
from storage.types import ArchiveRef, Capture, FurnitureSet, SourceRun

log = get_logger(__name__)


@dataclass(slots=True)
class Assignment:
    """What a spider is sent out with."""

    source_run: SourceRun
    plan: SourcePlan
    settings: CrawlSettings
    store: Store
    archive: Archive
    #: Called with what makes going on senseless: the disk, the database.
    abort: Callable[[BaseException], None]
    tally: Tally = field(default_factory=Tally)
    pace: Pace = field(init=False)
    linked: Linked = field(init=False)
    _furniture: dict[str, FurnitureSet] = field(default_factory=dict)
    #: WARC files of which it was told that bodies in them are lost.
    _lost: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start with all of the Source's time; it runs from the first request."""
        self.pace = Pace(self.settings.seconds, self.delay)
        self.linked = Linked.of(self.store.pages, [place.url for place in self.discover])

    @property
    def discover(self) -> tuple[Discovery, ...]:
        """Return where items are announced: as configured, else as built in."""
        if not self.plan.listing:
            return self.plan.spider.discover
        return tuple(self.plan.spider.place(url) for url in self.plan.listing)

    @property
    def delay(self) -> float:
        """Return the seconds between two requests to one host."""
        if self.plan.delay is not None:
            wanted = self.plan.delay
        elif self.settings.rehearsal:
            wanted = self.settings.delay
        else:
            wanted = max(self.settings.delay, self.plan.spider.delay)
        # Under a second is only for replicas: nobody's server is hammered by a slip of the pen.
        return wanted if self.settings.rehearsal else max(wanted, 1.0)

    def may_visit(self, host: str) -> bool:
        """Tell whether the Source watches a host."""
        return any(fnmatchcase(host.lower(), known) for known in self.plan.allowed)

    def furniture(self, host: str) -> FurnitureSet:
        """Return the host's furniture set as it was when the night first met the host."""
        if host not in self._furniture:
            self._furniture[host] = self.store.furniture.current(host)
        return self._furniture[host]

    def holds(self, capture: Capture) -> bool:
        """Tell whether the archive has a Capture's body, which a 304 would stand for.

        Raises StorageError when the archive can't be looked at.
        """
        try:
            self.archive.read(capture.archived)
        except BodyLost as error:
            self.lost(capture.archived, error)
            return False
        return True

    def lost(self, ref: ArchiveRef, error: BodyLost) -> None:
        """Tell of a file in which bodies are lost, once."""
        if ref.file not in self._lost:
            self._lost.add(ref.file)
            log.warning("archive.lost", source=self.source_run.source, reason=str(error))

    def now(self) -> datetime:
        """Return the instant, by the clock of the night."""
        return self.settings.clock()
