"""What a command works with: the configuration, the log, the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType

if TYPE_CHECKING:  # Each of these takes a moment to import; `--help` does without any
    from monitor.config import Config
    from storage.store import Store

#: Columns of what fills its lines, such as a panel, where no terminal says how wide it is.
PAGE = 80
#: Wider than any row: what is read by `grep`, or over `ssh`, is not folded amid an address.
_ENDLESS = 10_000
#: Names the configuration file in the environment; not a key of the configuration.
CONFIG_VARIABLE = "IOM_MONITOR_CONFIG"


def utcnow() -> datetime:
    """Return the present instant. The one clock of the composition."""
    return datetime.now(UTC)


class Terminal(Console):
    """A console to which brackets are brackets: titles, addresses, servers' words hold them.

    A reader who left early (`| head`) is left to the command line.
    """

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError on; Rich itself would exit with code 1."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Terminal:
    """Return standard output, or error; in a pipe or a file a row is one line, however long."""
    found = Terminal(stderr=stderr, soft_wrap=False, markup=False, highlight=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        found.width = _ENDLESS
    return found


@dataclass
class Session:
    """One call of the command line."""

    config_file: Path | None = None
    verbose: bool = False
    #: Why the database could only be read, once it was; None: it may be written.
    refused: str | None = None
    #: What was asked for, for scripts to read.
    out: Console = field(default_factory=console)
    #: What a person is told beside it.
    err: Console = field(default_factory=lambda: console(stderr=True))

    @cached_property
    def config(self) -> Config:
        """The configuration. Raises ConfigError."""
        from monitor.config import load

        return load(self.config_file)

    def open_log(self) -> None:
        """Write events to the log file from here on."""
        from monitor import logs

        log = self.config.log
        logs.configure(
            file=self.config.log_file,
            level=log.level,
            max_megabytes=log.max_megabytes,
            keep=log.keep,
            verbose=self.verbose,
        )

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Give the store to a command that only looks; where nothing can be written, as it is.

        Why nothing can be is told beside it, and kept in `refused`. Before the first night the
        store is empty, and nothing is made: who looks may be another account than who writes.
        """
        from monitor.lost import refuse_lost

        refuse_lost(self.config)
        if self.config.database.exists():
            with self._opened() as store:
                yield store
            return
        from storage.store import Store

        with (
            TemporaryDirectory(prefix="iom-monitor-") as nowhere,
            Store.open(Path(nowhere) / "monitor.sqlite") as store,
        ):
            yield store

    def _opened(self) -> Store:
        from storage.errors import FileRefused, StorageError
        from storage.store import Store

        file = self.config.database
        try:
            return Store.open(file)
        except FileRefused as error:
            try:
                store = Store.view(file)
            except StorageError:
                raise error from None
            self.refused = str(error)
            said = f"iom-monitor: {self.refused}: shown as it stands; no night can run"
            self.err.print(said, soft_wrap=True)
            return store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Give the store to a command that changes it, while nobody else does."""
        from monitor.lock import only_one
        from monitor.lost import refuse_lost
        from storage.store import Store

        refuse_lost(self.config)
        with only_one(self.config.lock_file), Store.open(self.config.database) as store:
            yield store

    def panel(self, shown: RenderableType) -> None:
        """Print what fills its lines as wide as the terminal, or as a page."""
        self.out.print(shown, width=PAGE if self.out.width == _ENDLESS else None)

    @property
    def interactive(self) -> bool:
        """Whether a person sits in front of it."""
        return sys.stdin.isatty() and sys.stdout.isatty()
