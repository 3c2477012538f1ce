"""One process at a time writes or sends."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.exits import LockHeld

#: Seconds: whoever asks `is_held` has the lock for less than a thousandth of this.
_ASKED = 0.5


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs; the kernel releases it when we die.

    Raises LockHeld within a moment when another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(path, timeout=_ASKED, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockHeld(f"lock: {path}: another iom-monitor process is at work") from error
    try:
        yield
    finally:
        lock.release()


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
