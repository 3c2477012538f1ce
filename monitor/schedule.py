"""The daemon: each job is a process of its own, one after the other."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import structlog
from apscheduler.events import (
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobExecutionEvent,
    JobSubmissionEvent,
)
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from monitor.config import Config
from monitor.cron import Cron, last_fire_time, zone
from monitor.exits import Exit
from monitor.lock import is_held
from monitor.lost import refuse_lost
from monitor.session import utcnow
from storage.errors import MonitorError
from storage.store import Store
from storage.types import Run

log = structlog.get_logger("schedule")

#: A night that met the lock is begun again after this long, for as long as it may be late.
AGAIN = timedelta(minutes=10)
#: A night told to stop has this long to hand back cleanly before the kernel ends it.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the timetable: arguments of `iom-monitor`, and when."""

    name: str
    cron: str
    arguments: tuple[str, ...]


def jobs(config: Config, press: tuple[str, ...] = ()) -> tuple[Job, ...]:
    """Return the timetable; `press`: the Sources that the press job visits."""
    schedule = config.schedule
    found = [Job("nightly", schedule.nightly, ("nightly",))]
    if schedule.press and press:
        sources = tuple(part for name in press for part in ("--source", name))
        found.append(Job("press", schedule.press, ("nightly", *sources)))
    if schedule.outbox:
        found.append(Job("outbox", schedule.outbox, ("outbox", "retry", "--due")))
    return tuple(found)


@dataclass
class Daemon:
    """Starts jobs at their times until it is told to stop."""

    config: Config
    config_file: Path
    timetable: tuple[Job, ...]
    _child: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: bool = False
    _scheduler: BlockingScheduler | None = None

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; a running night is handed back cleanly first.

        Raises ConfigError for a wrong expression or time zone.
        """
        scheduler = self._scheduler = self.scheduler()
        missed = self.missed_night()
        if missed is not None:
            scheduler.add_job(self._start, None, [missed], id="missed")
        log.info("schedule.started", jobs=", ".join(f"{j.name} {j.cron}" for j in self.timetable))
        try:
            scheduler.start()
        finally:
            self._stop()
            if scheduler.running:
                scheduler.shutdown(wait=True)
            log.info("schedule.stopped")

    def scheduler(self) -> BlockingScheduler:
        """Return what starts the timetable's jobs, not yet at work."""
        timezone = zone(self.config.schedule.timezone)
        grace = timedelta(hours=self.config.schedule.grace_hours).total_seconds()
        # One worker: jobs wait for each other instead of failing on the night's lock. What was
        # missed is computed from the Runs, so nothing of the timetable needs to be stored.
        scheduler = BlockingScheduler(
            timezone=timezone,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": max(1, int(grace)),
            },
        )
        for job in self.timetable:
            scheduler.add_job(self._start, Cron(job.cron, timezone), [job], id=job.name)
        for name in ("apscheduler.scheduler", "apscheduler.executors.default"):
            logging.getLogger(name).setLevel(logging.ERROR)  # _skipped says it in our words
        scheduler.add_listener(_skipped, EVENT_JOB_MAX_INSTANCES | EVENT_JOB_MISSED)
        return scheduler

    def missed_night(self) -> Job | None:
        """Return the night that should have been within the grace time and was not, or None.

        One that was cut off, as by an update that starts the machine anew, is made up for once;
        so is one that was locked out of the database.
        """
        nightly = next(job for job in self.timetable if job.name == "nightly")
        now = utcnow()
        grace = timedelta(hours=self.config.schedule.grace_hours)
        timezone = zone(self.config.schedule.timezone)
        wanted = last_fire_time(nightly.cron, timezone, now, grace)
        refuse_lost(self.config)
        with Store.open(self.config.database) as store:
            begun = store.runs.whole_between(wanted, now) if wanted else ()
        if wanted is None or len(begun) > 1 or any(map(_is_over, begun)):
            return None
        if begun and is_held(self.config.lock_file):
            return None  # it is still at work: somebody began it by hand
        why = "it was cut off" if begun else "it did not begin"
        log.warning("schedule.missed", wanted=wanted.isoformat(), why=why)
        return nightly

    def _start(self, job: Job) -> None:
        command = [sys.executable, "-m", "monitor", "-c", str(self.config_file), *job.arguments]
        with self._lock:
            if self._stopping:
                return
            self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - ourselves
        code = self._child.wait()
        write = log.info if code == 0 else log.warning
        write("schedule.job", job=job.name, exit=code)
        if job.name == "nightly" and code == Exit.LOCKED and self._scheduler is not None:
            moment = utcnow() + AGAIN
            self._scheduler.add_job(
                self._again, "date", [job], run_date=moment, id="again", replace_existing=True
            )

    def _again(self, nightly: Job) -> None:
        """Begin the night again that met the lock, unless somebody's was there meanwhile."""
        try:
            missed = self.missed_night()
        except MonitorError:
            missed = nightly  # which says itself what is wrong, and ends with it
        if missed is not None:
            self._start(missed)

    def _stop(self) -> None:
        with self._lock:
            self._stopping = True
            child = self._child
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def _is_over(run: Run) -> bool:
    """Say whether a Run came to its end, whatever that was, and was not told to stop or locked."""
    return run.exit_code not in (None, Exit.INTERRUPTED, Exit.TERMINATED, Exit.LOCKED)


def _skipped(event: JobExecutionEvent | JobSubmissionEvent) -> None:
    """Say that a job's time passes without it.

    That the outbox waits for a long night is how it should be; anything else is not.
    """
    late = event.code == EVENT_JOB_MISSED
    why = "its time was more than schedule.grace_hours ago" if late else "the one before still runs"
    write = log.info if event.job_id == "outbox" else log.warning
    write("schedule.skipped", job=event.job_id, why=why)
