"""How a Source stands while a night is running, or after one that was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.config import Config
from storage.types import SourceRun

#: Deciding, composing and sending, after the last Source has had its time.
_AFTERWARDS = timedelta(hours=1)
CUT_OFF = "the night was cut off"


def settled(
    config: Config, source_runs: Sequence[SourceRun], now: datetime
) -> tuple[SourceRun, ...]:
    """Return a Source's nights without one still under way; one cut off is `partial`.

    That is what the next night makes of it. Nobody is asked whether a night runs: to look at the
    lock means to hold it, and to stop a night that begins in that moment.
    """
    found = []
    for each in source_runs:
        if each.status is not None:
            found.append(each)
        elif not under_way(config, each.started_at, now):
            found.append(replace(each, status="partial", reason=CUT_OFF))
    return tuple(found)


def under_way(config: Config, started: datetime, now: datetime) -> bool:
    """Return whether a night without an end may still be running."""
    return now - started < timedelta(minutes=config.crawl.source_minutes) + _AFTERWARDS
