"""The log lines of one Run, as a page shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alerts.clean import one_line, paragraphs
from monitor.logged import read
from storage.types import Run

#: Lines shown; more are read with `iom-monitor log RUN`.
MOST = 300
LEVELS = ("debug", "info", "warning", "error")
#: Longer values are cut.
LONGEST = 500
#: Shown in their own columns.
_PLACED = {"timestamp", "level", "event", "run", "source", "exception"}


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the log."""

    #: None: the line does not say.
    at: datetime | None
    level: str
    event: str
    source: str | None
    values: tuple[tuple[str, str], ...]
    exception: str | None


@dataclass(frozen=True, slots=True)
class RunLog:
    """A Run's lines, oldest first; `more`: there are others."""

    lines: tuple[Line, ...]
    more: bool


def run_log(log_file: Path, run: Run, level: str) -> RunLog:
    """Return the Run's lines from `level` up."""
    least = LEVELS.index(level)
    # A night's lines carry the real clock, its Run may be dated by `--at`: the file's own time
    # says nothing about a Run of the past, so only the name chooses.
    found = (
        _line(event)
        for event in read(log_file, naming=run.name)
        if event.get("run") == run.name and _rank(event) >= least
    )
    some = tuple(islice(found, MOST + 1))
    return RunLog(some[:MOST], len(some) > MOST)


def _rank(event: Mapping[str, Any]) -> int:
    level = str(event.get("level", "info"))
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _line(event: Mapping[str, Any]) -> Line:
    source = event.get("source")
    exception = event.get("exception")
    return Line(
        at=_instant(str(event.get("timestamp", ""))),
        level=str(event.get("level", "info")),
        event=one_line(str(event.get("event", "")), LONGEST),
        source=None if source is None else one_line(str(source), 80),
        values=tuple(
            (one_line(str(key), 80), one_line(_text(value), LONGEST))
            for key, value in event.items()
            if key not in _PLACED and value is not None
        ),
        exception=None if exception is None else "\n".join(paragraphs(str(exception))),
    )


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
