"""What scripts read: JSON lines on standard output, one line an error on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from monitor.exits import Exit
from monitor.printing import printable, tell

#: How a SourceRun's status looks on a terminal.
STATUS_STYLE = {
    "ok": "green",
    "partial": "yellow",
    "empty": "yellow",
    "not-understood": "red",
    "blocked": "red",
    "failed": "red",
}


def print_json(value: object) -> None:
    """Write one JSON line to standard output, as UTF-8 whatever the locale says."""
    line = json.dumps(value, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table that folds what is long: an address cut short is one that nobody can copy."""
    found = Table()
    for name in names:
        found.add_column(name, overflow="fold")
    for row in rows:
        found.add_row(*(Text(printable(cell)) for cell in row))
    return found


def write_bytes(content: bytes) -> None:
    """Write to standard output as it is."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def report(failures: list[str]) -> int:
    """Tell what could not be read, and return the exit code."""
    for failure in failures:
        tell(failure)
    return int(Exit.INPUT if failures else Exit.OK)
