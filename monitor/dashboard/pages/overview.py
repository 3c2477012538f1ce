"""Overview: every Source's health, the last night, what is stuck, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.clean import one_line
from monitor.cron import fire_times, overdue, zone
from monitor.dashboard import charts
from monitor.dashboard.desk import Desk
from monitor.sources import enabled, known
from monitor.standing import settled
from storage.browse import ChangeRow
from storage.browse_runs import RunRow
from storage.filters import ChangeFilter
from storage.types import Alert, SourceRun

#: Nights shown for each Source.
NIGHTS = 30
#: Changes shown under "latest".
LATEST = 6


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one Source did lately."""

    name: str
    enabled: bool
    last: SourceRun | None
    last_ok: datetime | None
    items: int
    nights: tuple[charts.Night, ...]
    good: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows."""

    sources: tuple[SourceHealth, ...]
    last: RunRow | None
    late: bool
    next_night: datetime | None
    outbox: dict[str, int]
    alerts: tuple[Alert, ...]
    latest: tuple[ChangeRow, ...]
    #: Changes that a guard keeps from the readers until somebody looks.
    kept: int

    @property
    def well(self) -> bool:
        """Whether nobody needs to look at anything."""
        return not (self.late or self.bad or self.held or self.kept or self.alerts) and (
            self.last is not None and self.last.run.exit_code in (0, None)
        )

    @property
    def bad(self) -> tuple[SourceHealth, ...]:
        """The Sources whose last night was not ok, of those that nights still visit."""
        return tuple(s for s in self.watched if s.last and s.last.status != "ok")

    @property
    def watched(self) -> tuple[SourceHealth, ...]:
        """The Sources that nights visit."""
        return tuple(source for source in self.sources if source.enabled)

    @property
    def waiting(self) -> int:
        """Messages on their way."""
        return self.outbox.get("queued", 0) + self.outbox.get("sending", 0)

    @property
    def held(self) -> int:
        """Messages set aside."""
        return self.outbox.get("held", 0)


def overview(desk: Desk) -> Overview:
    """Return how everything does."""
    runs = desk.nights.runs(NIGHTS).rows
    counts = desk.store.items.counts()
    watched = [name for name in known(desk.config) if enabled(desk.config, name)]
    names = dict.fromkeys((*watched, *desk.store.runs.sources()))
    last = runs[0] if runs else None
    nightly, timezone = desk.config.schedule.nightly, zone(desk.config.schedule.timezone)
    told = desk.browse.changes(ChangeFilter(telling="tell"), LATEST)
    return Overview(
        sources=tuple(
            _health(desk, name, runs, counts.get(name, 0), enabled=name in watched)
            for name in names
        ),
        last=last,
        late=last is not None and overdue(nightly, timezone, last.run.started_at, desk.now),
        next_night=next(fire_times(nightly, timezone, desk.now), None),
        outbox=dict(desk.nights.outbox()),
        alerts=tuple(
            alert
            for alert in desk.store.alerts.open()
            if alert.source is None or alert.source in watched
        ),
        latest=told.rows,
        kept=desk.browse.counted(ChangeFilter(telling="held")),
    )


def _health(
    desk: Desk, name: str, runs: Sequence[RunRow], items: int, *, enabled: bool
) -> SourceHealth:
    """Return a Source's part of the last nights; `runs` are newest first."""
    parts = [(run, part) for run in reversed(runs) for part in run.parts if part.source == name]
    newest = runs[0].run if runs else None
    closed = settled([part for _, part in parts], newest, desk.config, desk.now)
    return SourceHealth(
        name=name,
        enabled=enabled,
        last=closed[-1] if closed else None,
        last_ok=next((p.closed_at for _, p in reversed(parts) if p.status == "ok"), None),
        items=items,
        nights=tuple(_night(run, part) for run, part in parts[-NIGHTS:]),
        good=sum(part.status == "ok" for _, part in parts[-NIGHTS:]),
    )


def _night(run: RunRow, part: SourceRun) -> charts.Night:
    status = part.status or "running"
    said = f"{run.run.started_at:%Y-%m-%d}: {status}"
    news = run.news.get(part.id, 0)
    if news:
        said += f", {news}"
    return charts.Night(status, one_line(f"{said} · {part.reason}" if part.reason else said, 300))
