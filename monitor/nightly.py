"""One night, end to end: visit, decide, compose, send, write down."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from crawler.plan import Progress
from crawler.run import crawl
from monitor import logs, telling
from monitor.bouncing import count_bounces
from monitor.config import Config
from monitor.deciding import closed, decide_source_run
from monitor.exits import MEANINGS, Exit, exit_for, worst
from monitor.feeding import write_feeds
from monitor.furnishing import learn_furniture
from monitor.lock import one_night
from monitor.lost import refuse_lost
from monitor.metrics import write_textfile
from monitor.pinging import ping
from monitor.renaming import take_over
from monitor.session import utcnow
from monitor.sources import crawl_settings, plans
from storage.archive import Archive
from storage.damage import damage
from storage.errors import MonitorError
from storage.store import Store
from storage.types import Change, Run, SourceRun

log = structlog.get_logger("night")


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night came to."""

    run: Run
    source_runs: tuple[SourceRun, ...]
    changes: tuple[Change, ...]
    mail: telling.MailReport
    exit_code: Exit


def nightly(
    config: Config,
    *,
    only: Iterable[str] = (),
    clock: Callable[[], datetime] = utcnow,
    on_progress: Callable[[Progress], None] | None = None,
) -> NightReport:
    """Return what the night came to; everything it found is stored and told.

    Raises ConfigError, LockHeld, StorageError, and OSError for a failing disk; what was stored
    before stays whole, and the next night goes on from it.
    """
    named = tuple(only)
    wanted = plans(config, named)
    mailer = telling.mailer(config)  # a missing secret is told before the first request
    refuse_lost(config)
    with (
        one_night(config.lock_file),
        Store.open(config.database) as store,
        Archive(config.archive_dir) as archive,
    ):
        run = store.runs.start(clock(), whole=not named)
        tonight = telling.Tonight(
            run.started_at, store.items.latest_change_id(), store.runs.latest_source_run_id()
        )
        logs.bind(run=run.name)
        ping(config, "start", run)
        night = _Night(config, store, archive, run, clock)
        try:
            take_over(config, store)
            night.finish_earlier()
            archive.open_run(run.name)
            settings = crawl_settings(config, clock)
            wanted = tuple(plan for plan in wanted if plan.spider.name not in night.stuck)
            crawl(run, wanted, store, archive, settings, night.close, on_progress)
            learn_furniture(store, clock())
            count_bounces(config, store, clock())
            tonight = replace(tonight, problems=night.problems(), whole=run.whole)
            mail = telling.tell(config, store, mailer, tonight, clock)
            write_feeds(config, store)
            return night.report(mail)
        except BaseException as error:
            log.error("run.stopped", error=_why(error))  # noqa: TRY400 - told once, by the command line
            night.stop(error)
            ping(config, "fail", run)
            raise
        finally:
            logs.unbind("run")


@dataclass
class _Night:
    """The running night: what its SourceRuns came to so far."""

    config: Config
    store: Store
    archive: Archive
    run: Run
    clock: Callable[[], datetime]
    source_runs: list[SourceRun] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    #: Sources with a SourceRun that cannot be decided, and why: nothing newer of theirs may be.
    stuck: dict[str, str] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def finish_earlier(self) -> None:
        """Decide what an earlier night closed, or left behind when it was cut off."""
        for left in self.store.runs.undecided():
            if left.source in self.stuck:
                continue
            source_run = closed(self.store, left, self.clock())
            changes = self._decide(source_run)
            self.changes += changes
            if left.source in self.stuck:
                self.source_runs.append(self._as_it_went(source_run))
            else:
                counted = _told(changes)
                log.info(
                    "source.caught-up", source=left.source, source_run=left.id, changes=counted
                )

    def close(self, source_run: SourceRun) -> None:
        """Decide a SourceRun that has just closed, and write its one line."""
        changes = self._decide(source_run)
        decided = self._as_it_went(self.store.runs.source_run(source_run.id) or source_run)
        self.source_runs.append(decided)
        self.changes += changes
        _source_line(decided, changes)

    def _decide(self, source_run: SourceRun) -> tuple[Change, ...]:
        """Return its Changes; none when that fails: it waits, for a better program to decide it.

        Raises MonitorError and OSError, also for what a damaged database made go wrong.
        """
        nights = self.config.operators.failed_nights
        try:
            return decide_source_run(self.store, self.archive, source_run, self.clock(), nights)
        except (MonitorError, OSError):
            raise
        except Exception as error:
            if damaged := damage(self.config.database):
                raise damaged from error
            self.stuck[source_run.source] = f"unexpected: {type(error).__name__}: {error}"
            log.exception("source.undecided", source=source_run.source, source_run=source_run.id)
            return ()

    def _as_it_went(self, source_run: SourceRun) -> SourceRun:
        """Return the SourceRun; `failed` where it could not be decided."""
        why = self.stuck.get(source_run.source)
        return replace(source_run, status="failed", reason=why) if why else source_run

    def stop(self, error: BaseException) -> None:
        """Note how the Run ended, where that can still be written."""
        with suppress(MonitorError, OSError):
            self.store.runs.finish(self.run.id, self.clock(), _code(error))

    def problems(self) -> tuple[SourceRun, ...]:
        """Return tonight's SourceRuns that were not `ok`."""
        return tuple(run for run in self.source_runs if run.status != "ok")

    def report(self, mail: telling.MailReport) -> NightReport:
        """Return the night's report; the Run is finished and its one line written."""
        undelivered = mail.waiting or mail.held or mail.expired
        codes = [Exit.SOURCES] * bool(self.problems()) + [Exit.MAIL] * bool(undelivered)
        faulty = self.stuck or mail.unmade or not mail.grouped
        code = worst(codes + [Exit.UNEXPECTED] * bool(faulty))
        self.store.runs.finish(self.run.id, self.clock(), int(code))
        log.info(
            "run.finished",
            exit=int(code),
            sources=len(self.source_runs),
            ok=len(self.source_runs) - len(self.problems()),
            changes=_told(self.changes),
            queued=mail.queued,
            sent=mail.sent,
            waiting=mail.waiting,
            held=mail.held,
            expired=mail.expired,
            alerts=mail.alerts,
            seconds=round(time.monotonic() - self.started, 1),
        )
        self._write_metrics()
        ping(self.config, "success" if code is Exit.OK else "fail", self.run)
        return NightReport(self.run, tuple(self.source_runs), tuple(self.changes), mail, code)

    def _write_metrics(self) -> None:
        """Write the numbers where they are wanted; the mail has left, so no night fails by them."""
        try:
            write_textfile(self.config, self.store, self.clock())
        except OSError as error:
            log.warning("metrics.unwritten", file=str(error.filename), error=error.strerror)


def _code(error: BaseException) -> int:
    """Return the exit code of a night that this stopped."""
    return int((error.code if isinstance(error, SystemExit) else exit_for(error)) or 0)


def _why(error: BaseException) -> str:
    """Return what stopped a night: an error by its name, a signal in words."""
    code = _code(error)
    if isinstance(error, SystemExit | KeyboardInterrupt) and code in MEANINGS:
        return MEANINGS[Exit(code)]
    return f"{type(error).__name__}: {error}"


def _told(changes: Iterable[Change]) -> int:
    return sum(change.telling == "tell" for change in changes)


def _source_line(run: SourceRun, changes: tuple[Change, ...]) -> None:
    counts = run.counts
    closed = run.closed_at or run.started_at
    write = log.info if run.status == "ok" else log.warning
    write(
        "source.closed",
        source=run.source,
        status=run.status,
        reason=run.reason,
        baseline=run.baseline,
        listed=counts.listed,
        fetched=counts.fetched,
        unchanged=counts.unchanged,
        failed=counts.failed,
        not_understood=counts.not_understood,
        gone=counts.gone,
        off_topic=counts.off_topic,
        carried_over=counts.carried_over,
        requests=counts.requests,
        changes=_told(changes),
        bytes=counts.bytes,
        seconds=round((closed - run.started_at).total_seconds(), 1),
    )
