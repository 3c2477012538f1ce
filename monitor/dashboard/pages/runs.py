"""Runs: every night, each Source's part of it, its log, what was not understood and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.dashboard.desk import Desk
from monitor.dashboard.runlog import LEVELS, RunLog, run_log
from monitor.standing import running, settle
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
    #: The Run under way.
    running: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One Run."""

    row: RunRow
    #: The Run under way, this or another.
    running: int | None
    trouble: tuple[Trouble, ...]
    #: Whether there are more than are shown.
    more_trouble: bool
    changes: Listed[ChangeRow]
    log: RunLog
    level: str
    levels: tuple[str, ...] = LEVELS


def runs(desk: Desk) -> Runs:
    """Return Runs, newest first."""
    found = desk.nights.runs(RUNS, desk.number("older"))
    under_way = _under_way(desk)
    rows = tuple(_settled(row, under_way) for row in found.rows)
    return Runs(replace(found, rows=rows), under_way)


def run(desk: Desk) -> Run | None:
    """Return the Run of `name`, its log from `level` up."""
    row = desk.nights.run(desk.asked["name"])
    if row is None:
        return None
    trouble = desk.nights.trouble(row.run.id, TROUBLE + 1)
    level = desk.chosen("level", LEVELS) or "info"
    under_way = _under_way(desk)
    return Run(
        row=_settled(row, under_way),
        running=under_way,
        trouble=trouble[:TROUBLE],
        more_trouble=len(trouble) > TROUBLE,
        changes=desk.browse.changes_of_run(row.run.id, CHANGES),
        log=run_log(desk.config.log_file, row.run, level),
        level=level,
    )


def _under_way(desk: Desk) -> int | None:
    return running(next(iter(desk.store.runs.last(1)), None), desk.config, desk.now)


def _settled(row: RunRow, under_way: int | None) -> RunRow:
    return replace(row, parts=tuple(settle(part, under_way) for part in row.parts))
