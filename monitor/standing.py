"""How a Source stands while a night is running, or after one that was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.config import Config
from storage.types import Run, SourceRun

#: Deciding, composing and sending, after the last Source has had its time.
_AFTERWARDS = timedelta(hours=1)
CUT_OFF = "the night was cut off"


def settled(
    source_runs: Sequence[SourceRun], last: Run | None, config: Config, now: datetime
) -> tuple[SourceRun, ...]:
    """Return a Source's nights without one still under way; one cut off is `partial`.

    That is what the next night makes of it. `last`: the newest Run. Nobody is asked whether a
    night runs: to look at the lock means to hold it, and to stop one that begins in that moment.
    """
    running = last.id if last and under_way(last, config, now) else None
    return tuple(
        each if each.status is not None else replace(each, status="partial", reason=CUT_OFF)
        for each in source_runs
        if each.status is not None or each.run_id != running
    )


def under_way(run: Run, config: Config, now: datetime) -> bool:
    """Return whether a Run may still be going on: it has no end, and has not had its time."""
    longest = timedelta(minutes=config.crawl.source_minutes) + _AFTERWARDS
    return run.exit_code is None and now - run.started_at < longest
