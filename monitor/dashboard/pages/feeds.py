"""Feeds: what is written for feed readers, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alerts.feeds import LANGUAGES
from monitor.dashboard.desk import Desk
from monitor.sources import former_names
from storage.types import Language

#: Suffix → media type.
TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class File:
    """One feed's file."""

    name: str
    bytes: int
    written: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in its two forms."""

    language: Language
    #: None: all Sources.
    source: str | None
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Feeds:
    """All feeds, and the public address of their folder where there is one."""

    feeds: tuple[Feed, ...]
    public: str | None


def feeds(desk: Desk) -> Feeds:
    """Return the feeds that the last night wrote, each under the name that its Source has now."""
    public = desk.config.web.public_url
    former = former_names(desk.config)
    found = tuple(f for f in _feeds(listed(desk.config.feeds_dir)) if f.source not in former)
    return Feeds(found, f"{public.rstrip('/')}/feeds" if public else None)


def listed(folder: Path) -> tuple[File, ...]:
    """Return the folder's feeds by name; what is no feed is not there."""
    if not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lstrip(".") in TYPES and path.is_file() and not path.is_symlink():
            status = path.stat()
            found.append(
                File(path.name, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))
            )
    return tuple(found)


def feed_file(folder: Path, name: str) -> tuple[bytes, str] | None:
    """Return a feed's bytes and media type; only names that the folder's list has are read."""
    if all(file.name != name for file in listed(folder)):
        return None
    return (folder / name).read_bytes(), TYPES[name.rpartition(".")[2]]


def _feeds(files: Sequence[File]) -> tuple[Feed, ...]:
    found: dict[str, list[File]] = {}
    for file in files:
        found.setdefault(file.name.rpartition(".")[0], []).append(file)
    return tuple(
        Feed(language, stem.removeprefix(language).removeprefix("-") or None, tuple(mine))
        for language in LANGUAGES
        for stem, mine in found.items()
        if stem == language or stem.startswith(f"{language}-")
    )
