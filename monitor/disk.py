"""The room that there is, and that is taken."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


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
