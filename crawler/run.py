"""All Sources of a night in one process: crawled side by side, each closed with its status."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from types import FrameType
from typing import Any, Literal

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import Settings
from structlog import get_logger
from twisted.internet.defer import AlreadyCalledError
from twisted.python.failure import Failure

from crawler.assignment import Assignment
from crawler.health import status
from crawler.plan import CrawlSettings, Progress, SourcePlan
from crawler.settings import scrapy_settings
from storage.archive import Archive
from storage.errors import StorageError
from storage.store import Store
from storage.types import Run, SourceRun

__all__ = ["CrawlSettings", "Progress", "SourcePlan", "crawl"]

log = get_logger(__name__)

#: Seconds a signal leaves to requests on their way before the loop is stopped under them.
_GRACE = 10.0


def crawl(  # noqa: PLR0913, PLR0917 - the night's contract
    run: Run,
    plans: Sequence[SourcePlan],
    store: Store,
    archive: Archive,
    settings: CrawlSettings,
    on_closed: Callable[[SourceRun], None],
    on_progress: Callable[[Progress], None] | None = None,
) -> None:
    """Crawl every planned Source and close its SourceRun; runs once in a process.

    Raises what made going on senseless (StorageError, OSError, an error of `on_closed`),
    KeyboardInterrupt after SIGINT and SystemExit(143) after SIGTERM. SourceRuns cut off by these
    stay open in the store and are decided by the next night.
    """
    _Night(run, plans, store, archive, settings, on_closed, on_progress or _silent).play()


def lanes(plans: Sequence[SourcePlan]) -> list[list[SourcePlan]]:
    """Return the plans in groups that share no host: one group never asks another one's host.

    Within a group Sources are crawled one after the other, so that a host's delay holds for all.
    """
    groups: list[list[SourcePlan]] = []
    for plan in plans:
        touching = [group for group in groups if any(_share_a_host(plan, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), plan])
    return groups


def _share_a_host(one: SourcePlan, other: SourcePlan) -> bool:
    return any(
        fnmatchcase(ours, theirs) or fnmatchcase(theirs, ours)
        for ours in one.allowed
        for theirs in other.allowed
    )


class _Night:
    """The crawlers of one Run, and what they report."""

    def __init__(  # noqa: PLR0913, PLR0917 - as above
        self,
        run: Run,
        plans: Sequence[SourcePlan],
        store: Store,
        archive: Archive,
        settings: CrawlSettings,
        on_closed: Callable[[SourceRun], None],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.run, self.plans, self.store, self.archive = run, plans, store, archive
        self.settings, self.on_closed, self.on_progress = settings, on_closed, on_progress
        self.process = _Process(Settings(scrapy_settings(settings)), self._interrupted)
        self.fatal: BaseException | None = None
        self._lanes: set[asyncio.Task[None]] = set()

    def play(self) -> None:
        """Run the loop until every lane has ended; raise what stopped it early, if anything."""
        loop = asyncio.get_event_loop()
        for plans in lanes(self.plans):
            self._lanes.add(loop.create_task(self._lane(plans)))
        ended = loop.create_task(self._ended())
        with _own_signal_handlers():
            self.process.start(stop_after_crawl=False)
        ended.cancel()
        if self.fatal is not None:
            raise self.fatal

    async def _ended(self) -> None:
        """Stop the reactor when all lanes have ended."""
        await asyncio.gather(*self._lanes, return_exceptions=True)
        _reactor().callLater(0, self.process.stop_loop)

    async def _lane(self, plans: Sequence[SourcePlan]) -> None:
        for plan in plans:
            if self.fatal is not None:
                return
            try:
                await self._source(plan)
            except Exception as error:  # noqa: BLE001 - the caller is told once the loop is down
                self.abort(error)

    async def _source(self, plan: SourcePlan) -> None:
        """Crawl one Source; it is closed in the store unless the night was aborted."""
        now = self.settings.clock()
        name, genre = plan.spider.name, plan.spider.genre
        source_run = self.store.runs.start_source(self.run.id, name, genre, now)
        assignment = Assignment(
            source_run, plan, self.settings, self.store, self.archive, self.abort
        )
        assignment.tally.on_change = lambda: self._progress(assignment, "pages")
        self._progress(assignment, "listing")
        crawler = self._crawler(assignment)
        try:
            await self.process.crawl(crawler, assignment=assignment)
        except Exception as error:
            assignment.tally.errors.append(f"{type(error).__name__}: {error}")
            log.exception("source.error", source=name)
        if self.fatal is None:
            self._close(assignment, crawler)

    def _crawler(self, assignment: Assignment) -> Crawler:
        shared = self.process.settings.copy()
        shared.set("DOWNLOAD_DELAY", assignment.delay, priority="cmdline")
        crawler = Crawler(assignment.plan.spider, shared, init_reactor=False)

        def erred(failure: Failure, response: Any, spider: Spider) -> None:  # noqa: ANN401, ARG001
            error = failure.value
            if isinstance(error, (StorageError, OSError)):
                self.abort(error)
            else:
                assignment.tally.errors.append(f"{type(error).__name__}: {error}")

        # Scrapy holds signals weakly: the crawler itself keeps this one alive.
        crawler.signals.connect(erred, signal=signals.spider_error, weak=False)
        return crawler

    def _close(self, assignment: Assignment, crawler: Crawler) -> None:
        verdict, reason = status(assignment.tally.met())
        stats = crawler.stats
        requests = int(stats.get_value("downloader/request_count", 0)) if stats else 0
        received = int(stats.get_value("downloader/response_bytes", 0)) if stats else 0
        counts = assignment.tally.counts(requests, received)
        closed = self.store.runs.close_source(
            assignment.source_run.id, verdict, reason, counts, self.settings.clock()
        )
        self._progress(assignment, "closed")
        self.on_closed(closed)

    def _progress(
        self, assignment: Assignment, phase: Literal["listing", "pages", "closed"]
    ) -> None:
        done, planned = assignment.tally.done, assignment.tally.planned
        self.on_progress(Progress(assignment.plan.spider.name, phase, done, max(planned, done)))

    def abort(self, error: BaseException) -> None:
        """Stop every crawler; the error is raised when the loop is down. The first one counts."""
        if self.fatal is None:
            self.fatal = error
            log.debug("crawl.abort", error=repr(error))
            asyncio.get_event_loop().create_task(self.process.stop())

    def _interrupted(self, signum: int) -> None:
        self.abort(KeyboardInterrupt() if signum == signal.SIGINT else SystemExit(128 + signum))


class _Process(AsyncCrawlerProcess):
    """Scrapy's process, which tells of signals and leaves logging to the caller."""

    def __init__(self, settings: Settings, interrupted: Callable[[int], None]) -> None:
        # Scrapy opens its loggers to DEBUG: its own lines would bury the night's in the log.
        levels = {name: logging.getLogger(name).level for name in ("scrapy", "twisted")}
        silenced = logging.root.manager.disable
        logging.disable(logging.INFO)  # it greets at once
        super().__init__(settings)
        logging.disable(silenced)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        # A traceback for each host that is down; the SourceRun's reason says it in words.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        # Warnings of single answers, too large or broken off: `page.failed` says it of each.
        for name in ("scrapy.core.downloader", "scrapy.downloadermiddlewares"):
            logging.getLogger(name).setLevel(logging.ERROR)
        logging.getLogger("twisted").addFilter(_is_trouble)
        self._interrupted = interrupted

    def stop_loop(self) -> None:
        """Stop the loop, which a signal may have stopped already."""
        self._stop_reactor()

    def _signal_shutdown(self, signum: int, _: FrameType | None) -> None:
        """Stop gracefully at the first signal, at once at the second or when grace is over."""
        super()._signal_shutdown(signum, _)
        reactor = _reactor()
        reactor.callFromThread(self._interrupted, signum)
        reactor.callFromThread(reactor.callLater, _GRACE, self._stop_reactor)


def _is_trouble(record: logging.LogRecord) -> bool:
    """Say whether a line is worth a traceback: connections that closed before a timer rang are not.

    Scrapy gives idle connections a second to close, and on a busy machine both happen at once.
    """
    return not (record.exc_info and record.exc_info[0] is AlreadyCalledError)


@contextmanager
def _own_signal_handlers() -> Iterator[None]:
    """Put the caller's signal handlers back after the reactor replaced them."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _reactor() -> Any:  # noqa: ANN401 - Twisted's reactor is a module that gets replaced
    """Return the reactor that is installed; importing it earlier would install another one."""
    from twisted.internet import reactor

    return reactor


def _silent(progress: Progress) -> None:
    """Show nothing."""
