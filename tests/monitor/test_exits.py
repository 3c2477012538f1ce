"""Which exit code an error or a night ends with."""

from __future__ import annotations

import errno

import pytest

from monitor.exits import Exit, InputUnreadable, LockHeld, exit_for, worst
from storage.errors import (
    ConfigError,
    DatabaseBusy,
    DiskFull,
    FileRefused,
    ParseError,
    StorageError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("x"), 78),
        (StorageError("x"), 65),
        (DiskFull("x"), 74),
        (FileRefused("x"), 74),
        (DatabaseBusy("x"), 75),
        (LockHeld("x"), 75),
        (InputUnreadable("x"), 66),
        (ParseError("x"), 66),
        (OSError(errno.ENOSPC, "full"), 74),
        (OSError(errno.EACCES, "denied", "/var/lib/monitor.lock"), 74),
        (OSError(errno.ECONNRESET, "reset"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_error_has_its_code(error: BaseException, code: int) -> None:
    assert exit_for(error) == code


def test_where_several_hold_the_published_order_decides() -> None:
    assert worst([Exit.SOURCES, Exit.MAIL]) == Exit.MAIL
    assert worst([Exit.MAIL, Exit.LOCKED]) == Exit.LOCKED
    assert worst([Exit.DISK, Exit.DATABASE]) == Exit.DATABASE
    assert worst([Exit.DATABASE, Exit.CONFIG]) == Exit.CONFIG
    assert worst([]) == Exit.OK
