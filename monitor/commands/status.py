"""`status`: how the sources and the mail do, in one look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click
from rich import box
from rich.table import Table
from rich.text import Text

from monitor.disk import room, scarce
from monitor.exits import MEANINGS, Exit, worst
from monitor.output import STATUS_STYLE, print_json, write_bytes
from monitor.printing import printable
from monitor.session import Session, utcnow
from storage.types import GENRES, OPEN, Run, SourceRun

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from monitor.config import Config
    from storage.store import Store

#: Ends of a Run that neither a source nor the outbox tells of.
_TROUBLES = (Exit.UNEXPECTED, Exit.DATABASE, Exit.DISK)
_NUMBERS = {"items", "visited"}
#: Nights shown in the sparkline.
_NIGHTS = 30
#: Shown where the terminal is narrower than this.
_FEW, _WIDE = 14, 100
#: Columns of terminal that each column asks for; the others are always there.
_ROOM = {"last ok": 50, "items": 80, "visited": 80, "nights": 70}
_SPARK = {
    "ok": "█",
    "partial": "▆",
    "empty": "▃",
    "not-understood": "▂",
    "blocked": "▁",
    "failed": "▁",
}


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How one Source did lately."""

    name: str
    last: SourceRun | None
    last_ok: datetime | None
    items: int
    #: Statuses, oldest first.
    health: tuple[str, ...]
    #: Whether nights visit it.
    enabled: bool
    #: Addresses of its pages that were tried for days and never read.
    unread: tuple[str, ...] = ()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(session: Session, /, *, as_json: bool) -> int:
    """Show each source, the outbox and the disk.

    The exit code is the night's: 0 all well, 3 some source was not checked (or the last run was
    cut off, or no night has run for long), 4 mail waits or is held, 65 the database is unusable,
    74 it can only be read or hardly any room is left, or what else the last run ended with.

    \b
    Examples:
      iom-monitor status
      iom-monitor status --json | jq '.sources[] | select(.status != "ok")'
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    standing = _standing(session)
    waiting = standing.outbox["queued"] + standing.outbox["sending"]
    unseen = standing.bad or standing.late
    code = worst(
        _ended(standing)
        + [Exit.SOURCES] * bool(unseen)
        + [Exit.MAIL] * bool(waiting or standing.outbox["held"])
        + [Exit.DISK] * bool(session.refused or scarce(standing.free))
    )
    if as_json:
        print_json({"exit": int(code), **_as_json(standing)})
    else:
        _print(session, standing, waiting)
    return int(code)


def _ended(standing: _Standing) -> list[Exit]:
    """Return what the last Run ended with that sources and outbox do not tell of."""
    last = standing.last
    if last is None or standing.running:
        return []
    if last.exit_code is None or last.exit_code in (Exit.INTERRUPTED, Exit.TERMINATED):
        return [Exit.SOURCES]
    return [code for code in _TROUBLES if code == last.exit_code]


@dataclass(frozen=True, slots=True)
class _Standing:
    """All that `status` tells: the sources, the last Run, what waits, the room left."""

    sources: tuple[SourceStatus, ...]
    last: Run | None
    #: The last Run of all Sources, while `last` is one of some asked for by name.
    night: Run | None
    #: Whether `last` is still under way.
    running: bool
    #: Whether the next night should have begun long ago.
    late: bool
    #: The next night's begin in UTC.
    following: datetime | None
    outbox: dict[str, int]
    #: Recipients who get mail.
    readers: int
    held_changes: int
    #: Bytes.
    free: int
    archive: int

    @property
    def bad(self) -> list[SourceStatus]:
        """Return the sources whose last night was not well, of those that nights still visit."""
        watched = (one for one in self.sources if one.enabled)
        return [one for one in watched if one.last and one.last.status != "ok"]


def _standing(session: Session) -> _Standing:
    """Return how things stand, from the database, the disk and the schedule."""
    from monitor.cron import fire_times, overdue, zone
    from monitor.disk import free, size
    from monitor.standing import running
    from storage.browse import Browse
    from storage.browse_runs import BrowseRuns
    from storage.filters import ChangeFilter

    config = session.config
    outbox: dict[str, int] = dict.fromkeys(OPEN, 0)
    with session.reading() as store:
        counts = BrowseRuns(store.database).outbox().items()
        outbox |= {state: n for state, n in counts if state in outbox}
        last, now = next(iter(store.runs.last(1)), None), utcnow()
        night = store.runs.last_whole() or last
        under_way = running(last, config, now)
        sources = source_statuses(store, config, under_way)
        readers = len(store.recipients.active())
        held_changes = Browse(store.database).counted(ChangeFilter(telling="held"))
    nightly, timezone = config.schedule.nightly, zone(config.schedule.timezone)
    return _Standing(
        sources,
        last,
        night if night != last else None,
        under_way is not None,
        night is not None and overdue(nightly, timezone, night.started_at, now),
        next(fire_times(nightly, timezone, now), None),
        outbox,
        readers,
        held_changes,
        free(config.data_dir),
        size(config.archive_dir),
    )


def _as_json(standing: _Standing) -> dict[str, object]:
    last, following = standing.last, standing.following
    night = standing.night or last
    return {
        "last_run": last.name if last else None,
        "last_run_exit": last.exit_code if last else None,
        "last_run_at": last.started_at.isoformat() if last else None,
        "last_night_at": night.started_at.isoformat() if night else None,
        "running": standing.running,
        "late": standing.late,
        "sources": [_row(source) for source in standing.sources],
        "next_run_at": following.isoformat() if following else None,
        "recipients": standing.readers,
        "outbox": standing.outbox,
        "held_changes": standing.held_changes,
        "disk": {"free": standing.free, "archive": standing.archive},
    }


def _print(session: Session, standing: _Standing, waiting: int) -> None:
    last, following = standing.last, standing.following
    session.out.print(_table(standing.sources, session.out.width))

    def line(text: str | Text, style: str = "") -> None:
        session.out.print(text, style=style, soft_wrap=True)

    for trouble in _troubles(standing):
        line(trouble)
    line(f"last run   {_last(last, runs=standing.running) if last else 'never'}")
    if standing.night:
        line(f"last night {_last(standing.night, runs=False)}")
    if last:
        line(f"its log    iom-monitor log {last.name}")
    if standing.late:
        asked = "is the schedule running? systemctl list-timers, crontab -l"
        line(f"late       no night has run for long: {asked}", style="red")
    if following:
        said = f"{following:%Y-%m-%d %H:%M}Z by schedule.nightly"
        line(f"next run   {said}")
    if not standing.readers:
        line("readers    none: iom-monitor recipients add ADDRESS", style="yellow")
    kept = ": iom-monitor outbox list" if waiting or standing.outbox["held"] else ""
    line(f"outbox     {waiting} waiting, {standing.outbox['held']} held{kept}")
    if standing.held_changes:
        line(f"held       {standing.held_changes} changes wait for you: iom-monitor held list")
    archive = f"archive {standing.archive / 2**20:.1f} MB"
    if scarce(standing.free):
        line(f"disk       {room(standing.free)}; {archive}", style="red")
    else:
        line(f"disk       {room(standing.free)}, {archive}")


def _troubles(standing: _Standing) -> Iterator[Text]:
    """Yield what is wrong with the sources that nights visit, and with single pages of theirs."""
    from alerts.guards import still_unread

    for source in standing.bad:
        if source.last:
            name = Text(f"{source.name}: ", style=STATUS_STYLE.get(source.last.status or "", ""))
            yield name + Text(printable(source.last.reason or "no reason given"))
    for source in standing.sources:
        if source.unread and source.enabled:
            yield Text(f"{source.name}: {printable(still_unread(source.unread))}", style="dim")


@click.command()
@click.pass_obj
def metrics(session: Session, /) -> None:
    """Print the numbers for Prometheus.

    \b
    Example:
      iom-monitor metrics > /var/lib/node_exporter/iom_monitor.prom
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.metrics import exposition

    with session.reading() as store:
        write_bytes(exposition(session.config, store, utcnow()))


def _last(run: Run, *, runs: bool) -> str:
    """Return when a Run began, how long ago, and how it ended; `runs`: it has not."""
    ago = max(utcnow() - run.started_at, timedelta())  # the clock may have been put back
    days, hours = ago.days, int(ago.total_seconds() // 3600)
    since = f"{days} days ago" if days > 1 else f"{hours} hours ago"
    ended = "running" if runs else "cut off"
    if run.exit_code is not None:
        means = {int(code): said for code, said in MEANINGS.items()}
        ended = f"exit {run.exit_code}: {means.get(run.exit_code, 'unknown')}"
    return f"{run.started_at:%Y-%m-%d %H:%M}Z, {since}, {ended}"


def source_statuses(store: Store, config: Config, running: int | None) -> tuple[SourceStatus, ...]:
    """Return every Source that is enabled or ever ran; those that nights visit come first.

    `running`: the Run under way.
    """
    from monitor.sources import enabled
    from monitor.standing import settled

    watched = {name for name in config.source_names if enabled(config, name)}
    counts = store.items.counts()
    found = []
    for name in sorted(watched.union(store.runs.sources())):
        runs = settled(store.runs.of_source(name, _NIGHTS), running)
        found.append(
            SourceStatus(
                name,
                runs[0] if runs else None,
                next((run.closed_at for run in runs if run.status == "ok"), None),
                counts.get(name, 0),
                tuple(run.status or "failed" for run in reversed(runs)),
                name in watched,
                tuple(page.url for page in store.visits.unread(name, utcnow())),
            )
        )
    return tuple(sorted(found, key=_place))


def _place(source: SourceStatus) -> tuple[bool, int]:
    """Return where a Source stands: by genre, those not watched and those never visited last."""
    genre = source.last.genre if source.last else None
    return not source.enabled, GENRES.index(genre) if genre else len(GENRES)


def _table(sources: tuple[SourceStatus, ...], width: int) -> Table:
    """Return one line a Source; on a narrow terminal fewer nights and columns."""
    nights = _NIGHTS if width >= _WIDE else _FEW
    names = ("source", "last", "last ok", "items", "visited", f"{nights} nights")
    told = [name for name in names if width >= _ROOM.get(name.lstrip("0123456789 "), 0)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in told:
        table.add_column(name, no_wrap=True, justify="right" if name in _NUMBERS else "left")
    for source in sources:
        cells = dict(zip(names, _cells(source, nights), strict=True))
        table.add_row(*(cells[name] for name in told))
    return table


def _cells(source: SourceStatus, nights: int) -> tuple[str | Text, ...]:
    last = source.last
    ran = (last.status if last else None) or "never run"
    word = ran if source.enabled else "not watched"
    style = STATUS_STYLE.get(word, "dim")
    counts = last.counts if last else None
    return (
        source.name,
        Text(word, style=style),
        f"{source.last_ok:%m-%d %H:%M}Z" if source.last_ok else "never",
        str(source.items),
        str(counts.fetched + counts.unchanged) if counts else "",
        Text("".join(_SPARK.get(health, " ") for health in source.health[-nights:]), style=style),
    )


def _row(source: SourceStatus) -> dict[str, object]:
    last = source.last
    return {
        "source": source.name,
        "enabled": source.enabled,
        "status": last.status if last else None,
        "reason": last.reason if last else None,
        "last_ok": source.last_ok.isoformat() if source.last_ok else None,
        "items": source.items,
        "fetched": last.counts.fetched if last else 0,
        "unchanged": last.counts.unchanged if last else 0,
        "failed": last.counts.failed if last else 0,
        "carried_over": last.counts.carried_over if last else 0,
        "unread": list(source.unread),
        "health": list(source.health),
    }
