"""The log read back, event by event; `monitor.logs` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read(file: Path, *, naming: str = "") -> Iterator[dict[str, Any]]:
    """Yield every event that is kept, oldest first; a line cut off by a crash is left out.

    `naming`: only lines with this text anywhere; the others are not even parsed.
    """
    numbers = {old: old.name.removeprefix(f"{file.name}.") for old in file.parent.glob("*.*")}
    ours = {old: int(end) for old, end in numbers.items() if end.isascii() and end.isdigit()}
    for part in (*sorted(ours, key=lambda old: -ours[old]), file):
        if part.exists():
            with part.open(encoding="utf-8", errors="replace") as lines:
                yield from parsed(line for line in lines if naming in line)


def parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the event of each line; what is no event is left out."""
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event
