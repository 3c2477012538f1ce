"""The few errors, named for what to do about them. Messages say what: which: cause."""


class MonitorError(Exception):
    """Any error of ours that a person can act on."""


class ConfigError(MonitorError):
    """The configuration is wrong: mend it."""


class ParseError(MonitorError):
    """The input cannot be read as a page at all: look at the input."""


class Blocked(MonitorError):  # noqa: N818 - the design's word
    """A site refuses us: talk to its owners, do not spoof around."""


class StorageError(MonitorError):
    """The database or the archive is unusable: look at the disk."""


class DiskFull(StorageError):  # noqa: N818 - says what is, like Blocked
    """The disk has no room left or fails: make room, look at it; nothing stored is lost."""


class FileRefused(StorageError):  # noqa: N818 - says what is, like Blocked
    """A file may not be read or written: read-only, somebody else's; nothing in it is damaged."""


class BodyLost(StorageError):  # noqa: N818 - says what is, like Blocked
    """What the archive held is not there or damaged: bring its file back; all else goes on."""


class NoBackup(StorageError):  # noqa: N818 - says what is, like Blocked
    """What was named as a backup cannot be put in a database's place: name another file."""


class DatabaseBusy(StorageError):  # noqa: N818 - says what is, like Blocked
    """Another program has the database and does not let go: wait for it, or look for it."""


class DeliveryError(MonitorError):
    """A message was not accepted. `permanent`: trying again will not help."""

    def __init__(self, message: str, *, permanent: bool, code: int | None = None) -> None:
        """Keep the server's code beside the message."""
        super().__init__(message)
        self.permanent = permanent
        self.code = code


#: What reading half a row, or a row of another table, ends with: a fault of ours, or the disk's.
MISREAD = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError)
