"""Numbers for Prometheus, by its naming conventions."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Gauge, generate_latest, write_to_textfile

from monitor.config import Config
from monitor.sources import enabled
from storage.browse_runs import BrowseRuns
from storage.store import Store
from storage.types import DeliveryState

_OPEN: tuple[DeliveryState, ...] = ("queued", "sending", "held")
_OUTCOMES = ("fetched", "unchanged", "failed", "not_understood", "gone", "carried_over")


def registry(config: Config, store: Store) -> CollectorRegistry:
    """Return all numbers as they are now, of the Sources that nights visit."""
    found = CollectorRegistry()
    _runs(found, store)
    _sources(found, store, [name for name in store.runs.sources() if enabled(config, name)])
    messages = Gauge("iom_monitor_outbox_messages", "Messages by state", ["state"], registry=found)
    counted = BrowseRuns(store.database).outbox()
    for state in _OPEN:
        messages.labels(state).set(counted.get(state, 0))
    return found


def exposition(config: Config, store: Store) -> bytes:
    """Return the numbers in Prometheus' text format."""
    return bytes(generate_latest(registry(config, store)))


def write_textfile(config: Config, store: Store) -> None:
    """Write the numbers to the configured file, whole or not at all; nothing when none is.

    Raises OSError naming that file.
    """
    file = config.metrics.textfile
    if file is None:
        return
    try:
        write_to_textfile(str(file), registry(config, store))
    except OSError as error:  # about a file of its own beside it
        raise OSError(error.errno, error.strerror, str(file)) from error


def _runs(found: CollectorRegistry, store: Store) -> None:
    began = Gauge(
        "iom_monitor_last_run_timestamp_seconds", "When the last Run began", registry=found
    )
    took = Gauge("iom_monitor_last_run_duration_seconds", "How long it took", registry=found)
    code = Gauge("iom_monitor_last_run_exit_code", "How it ended", registry=found)
    for run in store.runs.last(1):
        began.set(run.started_at.timestamp())
        if run.finished_at is not None:
            took.set((run.finished_at - run.started_at).total_seconds())
        if run.exit_code is not None:
            code.set(run.exit_code)


def _sources(found: CollectorRegistry, store: Store, names: Sequence[str]) -> None:
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
        runs = store.runs.of_source(name, 30)
        good.labels(name).set(bool(runs) and runs[0].status == "ok")
        items.labels(name).set(counts.get(name, 0))
        ok = next((run.closed_at for run in runs if run.status == "ok"), None)
        if ok is not None:
            last.labels(name).set(ok.timestamp())
        for outcome in _OUTCOMES if runs else ():
            pages.labels(name, outcome).set(getattr(runs[0].counts, outcome))
