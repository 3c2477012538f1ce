"""The first lines of the command: signals and closed streams are seen to before all imports.

What follows takes a second to import, longer on a busy machine: Ctrl-C in that second is an
answer like any other, and a stream that the caller closed is no reason to fail.
"""

from __future__ import annotations

import io
import os
import signal
import sys

_INTERRUPTED = b"iom-monitor: interrupted before anything was done\n"


def main() -> None:
    """Run the command line, and exit with a published code whenever a signal comes."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    _open_closed_streams()
    _escape_what_cannot_be_said()
    from monitor.cli import main as command

    command()


def _leave(number: int, _frame: object) -> None:
    """End at once: nothing is open yet, and an error within an import may be taken for another."""
    if number == signal.SIGINT:
        os.write(2, _INTERRUPTED)
    os._exit(128 + number)


def _open_closed_streams() -> None:
    """Put the null device where a standard stream is closed, as under `command >&-`.

    Else the next file that is opened would take its number, and be written to by mistake.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            stream = open(number, "r" if number == 0 else "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the process lives
            setattr(sys, name, stream)


def _escape_what_cannot_be_said() -> None:
    """Show letters that the terminal's encoding has not by their numbers: no reason to fail.

    A file name's odd bytes go back as they came where the encoding is UTF-8 and Python says so.
    """
    for stream in (sys.stdout, sys.stderr):
        strict = stream.errors == "strict" or not stream.encoding.lower().startswith("utf")
        if isinstance(stream, io.TextIOWrapper) and strict:
            stream.reconfigure(errors="backslashreplace")
