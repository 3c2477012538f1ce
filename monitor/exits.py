"""The published exit codes, and which one a night ends with."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from enum import IntEnum

from storage.errors import (
    ConfigError,
    DatabaseBusy,
    DeliveryError,
    DiskFull,
    FileRefused,
    MonitorError,
    NoBackup,
    ParseError,
    StorageError,
)


class Exit(IntEnum):
    """What the process tells its caller. BSD sysexits where they have a fitting number."""

    #: All well.
    OK = 0
    #: Something nobody foresaw: the log has the traceback.
    UNEXPECTED = 1
    #: The command line is wrong.
    USAGE = 2
    #: Some sources could not be checked.
    SOURCES = 3
    #: Some mail is not yet delivered; it is kept and tried again.
    MAIL = 4
    #: The database is unusable.
    DATABASE = 65
    #: An input file cannot be read.
    INPUT = 66
    #: The disk is full or fails, or refuses a file: read-only, somebody else's.
    DISK = 74
    #: Another process holds the lock, or the database.
    LOCKED = 75
    #: The configuration is wrong.
    CONFIG = 78
    #: Interrupted from the keyboard (SIGINT).
    INTERRUPTED = 130
    #: Told to stop (SIGTERM), or its terminal was closed (SIGHUP).
    TERMINATED = 143


#: What each says of a night that ended with it.
MEANINGS: dict[Exit, str] = {
    Exit.OK: "all well",
    Exit.UNEXPECTED: "a fault of ours: the log names it",
    Exit.USAGE: "the command line is wrong",
    Exit.SOURCES: "some sources could not be checked",
    Exit.MAIL: "some mail is not yet delivered",
    Exit.DATABASE: "the database is unusable",
    Exit.INPUT: "an input file cannot be read",
    Exit.DISK: "the disk is full or fails, or refuses a file",
    Exit.LOCKED: "another process holds the lock",
    Exit.CONFIG: "the configuration is wrong",
    Exit.INTERRUPTED: "interrupted from the keyboard",
    Exit.TERMINATED: "told to stop",
}
#: Where several hold, the first of these is the exit code.
PRECEDENCE = (Exit.CONFIG, Exit.DATABASE, Exit.DISK, Exit.LOCKED, Exit.MAIL, Exit.SOURCES)


class LockHeld(MonitorError):  # noqa: N818 - says what is, like Blocked
    """Another process is writing or sending: wait for it."""


class InputUnreadable(MonitorError):  # noqa: N818 - says what is, like Blocked
    """A file named on the command line cannot be read: look at the file."""


def worst(codes: Iterable[Exit]) -> Exit:
    """Return the one code that speaks for all of them."""
    found = set(codes)
    for code in (Exit.TERMINATED, Exit.INTERRUPTED, Exit.UNEXPECTED, *PRECEDENCE):
        if code in found:
            return code
    return Exit.OK


#: The first class that fits decides, so the special stand before the general.
_BY_ERROR: tuple[tuple[type[BaseException], Exit], ...] = (
    (ConfigError, Exit.CONFIG),
    (DiskFull, Exit.DISK),
    (FileRefused, Exit.DISK),
    (DatabaseBusy, Exit.LOCKED),
    (NoBackup, Exit.INPUT),
    (StorageError, Exit.DATABASE),
    (LockHeld, Exit.LOCKED),
    (InputUnreadable, Exit.INPUT),
    (DeliveryError, Exit.MAIL),
    (ParseError, Exit.INPUT),
    (KeyboardInterrupt, Exit.INTERRUPTED),
)

_DISK_ERRNOS = {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EFBIG}


def exit_for(error: BaseException) -> Exit:
    """Return the code an error that reached the command line ends the process with."""
    for kind, code in _BY_ERROR:
        if isinstance(error, kind):
            return code
    if isinstance(error, OSError) and (error.errno in _DISK_ERRNOS or error.filename is not None):
        return Exit.DISK
    return Exit.UNEXPECTED
