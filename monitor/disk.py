"""The room that there is, and that is taken."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

#: Below this a month of nights does not fit.
_NEEDED = 500 * 2**20


def there(folder: Path) -> Path:
    """Return the folder, or what there is already of the way to it: its disk is the same."""
    return next(part for part in (folder, *folder.parents) if os.path.exists(part))  # noqa: PTH110 - Path's raises where a folder on the way is closed


def unwritable(folder: Path) -> str | None:
    """Return what keeps us from writing in a folder, or from making it; None: nothing does."""
    way = (folder, *folder.parents)
    made = next(part for part in way if os.path.lexists(part))  # also a link that leads nowhere
    if not os.path.isdir(made):  # noqa: PTH112 - as above
        return f"{made} is no folder: move it away, or name another data_dir"
    if os.access(made, os.W_OK | os.X_OK):
        return None
    which = "" if made == folder else f"can't be made: {made} "
    return f"{which}is not writable: chown it to uid {os.getuid()}, or mount it for writing"


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
