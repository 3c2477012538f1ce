"""One at a time: a night waits for what takes moments, and lets another night be."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.exits import LockHeld
from monitor.lock import is_held, one_night, only_one


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "data" / "monitor.lock"


@contextmanager
def held(by: AbstractContextManager[None], seconds: float) -> Iterator[None]:
    """Hold it in another thread for so long from now on."""
    begun = threading.Event()

    def hold() -> None:
        with by:
            begun.set()
            time.sleep(seconds)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait()
    try:
        yield
    finally:
        holder.join()


def test_a_night_waits_for_what_is_no_night_and_says_so_once(lock: Path) -> None:
    with held(only_one(lock), 1.5), capture_logs() as said, one_night(lock):
        assert is_held(lock)
    assert [(line["event"], line["log_level"]) for line in said] == [("night.waits", "info")]
    assert not is_held(lock)


def test_a_night_waits_for_some_minutes_and_no_longer(lock: Path) -> None:
    with held(only_one(lock), 2), pytest.raises(LockHeld), one_night(lock, patience=0.6):
        pass


def test_a_night_does_not_wait_for_another_night(lock: Path) -> None:
    with held(one_night(lock), 2):
        begun = time.monotonic()
        with pytest.raises(LockHeld), one_night(lock):
            pass
        assert time.monotonic() - begun < 1.5


def test_a_night_may_begin_when_the_one_before_is_over(lock: Path) -> None:
    for _ in range(2):
        with one_night(lock):
            assert is_held(lock)
        assert not is_held(lock)


def test_nothing_else_waits(lock: Path) -> None:
    for holder in (only_one, one_night):
        with held(holder(lock), 2):
            begun = time.monotonic()
            with pytest.raises(LockHeld), only_one(lock):
                pass
            assert time.monotonic() - begun < 1.5
