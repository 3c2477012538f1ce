"""One process at a time writes or sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.exits import LockHeld


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs; the kernel releases it when we die.

    Raises LockHeld at once when another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockHeld(f"lock: {path}: another iom-monitor process is at work") from error
    try:
        yield
    finally:
        lock.release()
