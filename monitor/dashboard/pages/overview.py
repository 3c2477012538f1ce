"""Overview: every Source's health, the last night, what is stuck, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from alerts.clean import one_line
from monitor.cron import fire_times, overdue, zone
from monitor.dashboard import charts
from monitor.dashboard.desk import Desk
from monitor.sources import enabled, known
from monitor.standing import running, settle, settled
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
    #: The Run under way.
    running: int | None
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
        found = (self.late, self.bad, self.held, self.kept, self.alerts, self.ended_badly)
        return self.last is not None and not any(found)

    @property
    def ended_badly(self) -> bool:
        """Whether the last night ended with an error, or without an end."""
        return self.last is not None and (
            bool(self.last.run.exit_code) or (self.last.run.exit_code is None and not self.running)
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
    night = desk.store.runs.last_whole() or (last.run if last else None)
    under_way = running(last.run if last else None, desk.config, desk.now)
    nightly, timezone = desk.config.schedule.nightly, zone(desk.config.schedule.timezone)
    told = desk.browse.changes(ChangeFilter(telling="tell"), LATEST)
    return Overview(
        sources=tuple(_health(desk, name, runs, counts.get(name, 0), under_way) for name in names),
        last=last,
        running=under_way,
        late=night is not None and overdue(nightly, timezone, night.started_at, desk.now),
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
    desk: Desk, name: str, runs: Sequence[RunRow], items: int, under_way: int | None
) -> SourceHealth:
    """Return a Source's part of the last nights; `runs` are newest first."""
    parts = [
        (run, settle(part, under_way))
        for run in reversed(runs)
        for part in run.parts
        if part.source == name
    ]
    closed = settled([part for _, part in parts], under_way)
    return SourceHealth(
        name=name,
        enabled=enabled(desk.config, name),
        last=closed[-1] if closed else None,
        last_ok=next((p.closed_at for _, p in reversed(parts) if p.status == "ok"), None),
        items=items,
        nights=tuple(_night(run, part, desk.zone) for run, part in parts[-NIGHTS:]),
        good=sum(part.status == "ok" for _, part in parts[-NIGHTS:]),
    )


def _night(run: RunRow, part: SourceRun, zone: tzinfo) -> charts.Night:
    status = part.status or "running"
    said = f"{run.run.started_at.astimezone(zone):%Y-%m-%d}: {status}"
    news = run.news.get(part.id, 0)
    if news:
        said += f", {news}"
    return charts.Night(status, one_line(f"{said} · {part.reason}" if part.reason else said, 300))
