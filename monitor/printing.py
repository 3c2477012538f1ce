"""Text that may be printed: nothing in it moves a cursor, a line or a reading direction."""

from __future__ import annotations

import contextlib

import click

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return the text with everything that could move a cursor or a line escaped."""
    if text.isprintable() and not _BIDI.intersection(text):
        return text
    return "".join(
        char if char.isprintable() and char not in _BIDI else char.encode("unicode_escape").decode()
        for char in text
    )


def tell(message: str) -> None:
    """Say on standard error, in one line, what went wrong; the exit code says it where none can."""
    with contextlib.suppress(OSError):  # a full disk, a reader that left
        click.echo(f"iom-monitor: {printable(message)}", err=True)
