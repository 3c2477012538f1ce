"""The room that there is, and that is taken."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

#: Below this a month of nights does not fit.
_NEEDED = 500 * 2**20


def there(folder: Path) -> Path:
    """Return the folder, or what there is already of the way to it: its disk is the same."""
    return next(part for part in (folder, *folder.parents) if part.exists())


def size(folder: Path) -> int:
    """Return the bytes that all files below a folder take."""
    found = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # pruned in this moment
            found += file.stat().st_size if file.is_file() else 0
    return found


def free(folder: Path) -> int:
    """Return the bytes that are free where a folder is, or will be."""
    return shutil.disk_usage(there(folder)).free


def scarce(free_bytes: int) -> bool:
    """Tell whether nights will soon find no room."""
    return free_bytes < _NEEDED


def room(free_bytes: int) -> str:
    """Return how much is free, and what to do where that is hardly anything."""
    if scarce(free_bytes):
        return f"{free_bytes / 2**20:.0f} MB free: make room, or `iom-monitor prune`"
    return f"{free_bytes / 2**30:.1f} GB free"
