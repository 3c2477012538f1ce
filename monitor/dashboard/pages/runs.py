"""Runs: every night, each Source's part of it, its log, what was not understood and why."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.dashboard.desk import Desk
from monitor.dashboard.runlog import LEVELS, RunLog, run_log
from storage.browse import ChangeRow
from storage.browse_rows import Listed
from storage.browse_runs import RunRow, Trouble

#: Runs on a page: a month of nights.
RUNS = 30
#: Pages in trouble, and Changes, that a Run's page shows.
TROUBLE, CHANGES = 100, 25


@dataclass(frozen=True, slots=True)
class Runs:
    """A page of Runs."""

    found: Listed[RunRow]


@dataclass(frozen=True, slots=True)
class Run:
    """One Run."""

    row: RunRow
    trouble: tuple[Trouble, ...]
    #: Whether there are more than are shown.
    more_trouble: bool
    changes: Listed[ChangeRow]
    log: RunLog
    level: str
    levels: tuple[str, ...] = LEVELS


def runs(desk: Desk) -> Runs:
    """Return Runs, newest first."""
    return Runs(desk.nights.runs(RUNS, desk.number("older")))


def run(desk: Desk) -> Run | None:
    """Return the Run of `name`, its log from `level` up."""
    row = desk.nights.run(desk.asked["name"])
    if row is None:
        return None
    trouble = desk.nights.trouble(row.run.id, TROUBLE + 1)
    level = desk.chosen("level", LEVELS) or "info"
    return Run(
        row=row,
        trouble=trouble[:TROUBLE],
        more_trouble=len(trouble) > TROUBLE,
        changes=desk.browse.changes_of_run(row.run.id, CHANGES),
        log=run_log(desk.config.log_file, row.run, level),
        level=level,
    )
