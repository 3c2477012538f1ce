"""Numbers for Prometheus, by its naming conventions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest, write_to_textfile

from monitor.config import Config
from monitor.sources import enabled
from monitor.standing import running, settled
from storage.browse_runs import BrowseRuns
from storage.store import Store
from storage.types import OPEN, Run

_OUTCOMES = ("fetched", "unchanged", "failed", "not_understood", "gone", "carried_over")


def registry(config: Config, store: Store, now: datetime) -> CollectorRegistry:
    """Return all numbers as they are now, of the Sources that nights visit."""
    found = CollectorRegistry()
    runs = store.runs.last(2)
    under_way = running(next(iter(runs), None), config, now)
    _runs(found, runs, under_way)
    night = store.runs.last_whole()
    if night is not None:
        about = "When the last Run of all sources began"
        began = Gauge("iom_monitor_last_night_timestamp_seconds", about, registry=found)
        began.set(night.started_at.timestamp())
    watched = [name for name in store.runs.sources() if enabled(config, name)]
    _sources(found, store, watched, under_way)
    messages = Gauge("iom_monitor_outbox_messages", "Messages by state", ["state"], registry=found)
    counted = BrowseRuns(store.database).outbox()
    for state in OPEN:
        messages.labels(state).set(counted.get(state, 0))
    return found


def exposition(config: Config, store: Store, now: datetime) -> bytes:
    """Return the numbers in Prometheus' text format."""
    return bytes(generate_latest(registry(config, store, now)))


def write_textfile(config: Config, store: Store, now: datetime) -> None:
    """Write the numbers to the configured file, whole or not at all; nothing when none is.

    Raises OSError naming that file.
    """
    file = config.metrics.textfile
    if file is None:
        return
    try:
        write_to_textfile(str(file), registry(config, store, now))
    except OSError as error:  # about a file of its own beside it
        raise OSError(error.errno, error.strerror, str(file)) from error


def _runs(found: CollectorRegistry, runs: Sequence[Run], under_way: int | None) -> None:
    """Tell of the last Run and, while one is under way, how the one before it ended.

    What is not known has no number: 0 would say that all is well.
    """

    def tell(name: str, about: str, value: float) -> None:
        Gauge(f"iom_monitor_last_run_{name}", about, registry=found).set(value)

    for run in runs[:1]:
        tell("timestamp_seconds", "When the last Run began", run.started_at.timestamp())
    for run in [run for run in runs if run.id != under_way][:1]:
        if run.finished_at is not None:
            took = (run.finished_at - run.started_at).total_seconds()
            tell("duration_seconds", "How long the last Run that ended took", took)
        if run.exit_code is not None:
            tell("exit_code", "How the last Run ended that is not under way", run.exit_code)


def _sources(
    found: CollectorRegistry, store: Store, names: Sequence[str], under_way: int | None
) -> None:
    good = Gauge("iom_monitor_source_ok", "Last night was ok", ["source"], registry=found)
    last = Gauge(
        "iom_monitor_source_last_ok_timestamp_seconds", "When ok", ["source"], registry=found
    )
    items = Gauge("iom_monitor_source_items", "Items kept", ["source"], registry=found)
    pages = Gauge(
        "iom_monitor_source_pages", "Pages of the last night", ["source", "outcome"], registry=found
    )
    counts = store.items.counts()
    for name in names:
        runs = settled(store.runs.of_source(name, 30), under_way)
        good.labels(name).set(bool(runs) and runs[0].status == "ok")
        items.labels(name).set(counts.get(name, 0))
        ok = next((run.closed_at for run in runs if run.status == "ok"), None)
        if ok is not None:
            last.labels(name).set(ok.timestamp())
        for outcome in _OUTCOMES if runs else ():
            pages.labels(name, outcome).set(getattr(runs[0].counts, outcome))
