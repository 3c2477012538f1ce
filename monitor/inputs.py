"""Files named on the command line become Documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.parsers import Document
from monitor.exits import InputUnreadable
from monitor.options import instant

#: A page of more than this is no page; the same limit as the crawler's.
MAX_BYTES = 10 * 2**20


#: What pages are saved as.
PAGES = frozenset({".htm", ".html", ".shtml", ".txt", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, and what is known of it from outside."""

    path: Path
    #: The path as it was given, for the output.
    shown: str
    url: str | None = None
    fetched_at: datetime | None = None
    source: str | None = None


def pages(paths: Iterable[Path], failures: list[str]) -> Iterator[Path]:
    """Yield each file, and of each folder the pages below it by name; one without is a failure.

    What is hidden stays so, and the folder that a browser saves beside a page is no page's.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        below = sorted(file for file in path.rglob("*") if _is_page(file.relative_to(path)))
        found = [file for file in below if file.is_file()]
        if not found:
            kinds = ", ".join(sorted(PAGES))
            failures.append(f"input: {path}: is a folder without pages ({kinds})")
        yield from found


def _is_page(below: Path) -> bool:
    if any(part.startswith(".") for part in below.parts):
        return False
    beside = any(part.endswith("_files") for part in below.parts[:-1])
    return below.suffix.lower() in PAGES and not beside


def document(given: Input) -> Document:
    """Return the file as a Document. Raises InputUnreadable: missing, empty, too large."""
    return Document(
        content=content(given.path, given.shown),
        url=given.url,
        fetched_at=given.fetched_at,
        source=given.source,
    )


def content(path: Path, shown: str) -> bytes:
    """Return a file's bytes; `-` is what is piped in. Raises InputUnreadable.

    Raised for: missing, empty, too large, also where a device or a pipe does not say how large.
    """
    try:
        if shown == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputUnreadable(f"input: {shown}: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise InputUnreadable(f"input: {shown}: is more than {MAX_BYTES // 2**20} MB")
    if not data.strip():
        raise InputUnreadable(f"input: {shown}: is empty")
    return data


def manifest(path: Path) -> Iterator[Input]:
    """Yield the inputs a manifest names. Raises InputUnreadable naming the wrong line.

    JSON lines with `path` and, where known, `url`, `fetched_at`, `source`. A relative path is
    looked for from where we are, then beside the manifest.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputUnreadable(f"manifest: {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputUnreadable(f"manifest: {path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _entry(line, path, number)


def _entry(line: str, manifest_path: Path, number: int) -> Input:
    where = f"manifest: {manifest_path}:{number}"
    try:
        entry: Any = json.loads(line)
        shown = entry["path"]
        if not isinstance(shown, str):
            raise InputUnreadable(f"{where}: path: is no text")
        file = Path(shown)
        if not file.is_absolute() and not file.exists():
            file = manifest_path.parent / file
        return Input(
            path=file,
            shown=shown,
            url=entry.get("url"),
            fetched_at=instant(entry["fetched_at"]) if entry.get("fetched_at") else None,
            source=entry.get("source"),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputUnreadable(f"{where}: {type(error).__name__}: {error}") from error
