"""How a Source stands while a night is running, or after one that was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.config import Config
from monitor.lock import is_held
from storage.types import Run, SourceRun

#: Where nobody can ask for the lock: deciding and sending, after a Source has had its time.
_AFTERWARDS = timedelta(hours=1)
CUT_OFF = "the night was cut off"


def settled(source_runs: Sequence[SourceRun], running: int | None) -> tuple[SourceRun, ...]:
    """Return a Source's nights without the one under way; one cut off is `partial`.

    That is what the next night makes of it. `running`: see `running`.
    """
    closed = (settle(each, running) for each in source_runs)
    return tuple(each for each in closed if each.status is not None)


def settle(part: SourceRun, running: int | None) -> SourceRun:
    """Return a part of a night; one that was cut off is `partial`."""
    if part.status is not None or part.run_id == running:
        return part
    return replace(part, status="partial", reason=CUT_OFF)


def running(last: Run | None, config: Config, now: datetime) -> int | None:
    """Return the id of the newest Run, `last`, while it is under way; None when it is not.

    A night holds the lock until its end: without one, whoever wrote no end was cut off.
    """
    if last is None or last.exit_code is not None:
        return None
    held = is_held(config.lock_file)
    if held is None:
        longest = timedelta(minutes=config.crawl.source_minutes) + _AFTERWARDS
        held = now - last.started_at < longest
    return last.id if held else None
