"""One process at a time writes or sends."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from monitor.exits import LockHeld

#: Seconds: whoever asks `is_held` has the lock for less than a thousandth of this.
_ASKED = 0.5
#: Seconds that a night waits for `prune`, `recipients import`, `outbox retry`: they take moments.
PATIENCE = 600.0

log = structlog.get_logger("night")


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs; the kernel releases it when we die.

    Raises LockHeld within a moment when another process has it.
    """
    lock = _taken(path)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def one_night(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock for a night while the block runs; what is no night is waited for.

    Raises LockHeld within a moment when another night has it, else after `patience` seconds.
    """
    lock = _taken_in_time(path, patience)
    try:
        with only_one(of_nights(path)):
            yield
    finally:
        lock.release()


def _taken_in_time(path: Path, patience: float) -> FileLock:
    until = time.monotonic() + patience
    waits = False
    while True:
        try:
            return _taken(path)
        except LockHeld:
            if time.monotonic() >= until or is_held(of_nights(path)):
                raise
        if not waits:
            log.info("night.waits", lock=str(path), seconds=int(patience))
        waits = True


def _taken(path: Path) -> FileLock:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(path, timeout=_ASKED, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockHeld(f"lock: {path}: another iom-monitor process is at work") from error
    return lock


def of_nights(path: Path) -> Path:
    """Return what a night holds besides: that, and not a Run without an end, says it is alive."""
    return path.with_name("night.lock")


def is_held(path: Path) -> bool | None:
    """Return whether a process holds the lock; None: it cannot be asked for here.

    Those who ask share it for an instant, and `only_one` waits longer than that.
    """
    try:
        asking = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError:
        return None
    try:
        fcntl.flock(asking, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return True if error.errno in (errno.EAGAIN, errno.EACCES) else None
    else:
        return False
    finally:
        os.close(asking)
