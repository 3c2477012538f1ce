"""The dead-man switch hears of nights, not of sources that were tried by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor import pinging
from monitor.config import from_table
from storage.types import Run


@pytest.mark.parametrize(("whole", "heard"), [(True, ["success"]), (False, [])])
def test_only_a_whole_night_feeds_it(
    monkeypatch: pytest.MonkeyPatch, *, whole: bool, heard: list[str]
) -> None:
    table = {"contact": "ops@example.org", "ping": {"url": "https://hc.example/abc"}}
    signals: list[str] = []
    monkeypatch.setattr(pinging, "send_ping", lambda _, signal, __: signals.append(signal))
    run = Run(1, "r", datetime(2026, 11, 21, tzinfo=UTC), whole=whole)
    pinging.ping(from_table(table, "monitor.toml"), "success", run)
    assert signals == heard
