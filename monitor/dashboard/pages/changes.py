"""Changes: everything that happened to Items, told or not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from monitor.dashboard.desk import ROWS, Desk
from storage.browse import ChangeRow
from storage.browse_rows import Listed
from storage.filters import ChangeFilter
from storage.types import ChangeKind, Telling

KINDS: tuple[str, ...] = get_args(ChangeKind)
TELLINGS: tuple[str, ...] = get_args(Telling)


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of Changes."""

    found: Listed[ChangeRow]
    wanted: ChangeFilter
    sources: tuple[str, ...]
    kinds: tuple[str, ...] = KINDS
    tellings: tuple[str, ...] = TELLINGS


def changes(desk: Desk) -> Changes:
    """Return the Changes that the filters leave, latest first."""
    sources = desk.store.runs.sources()
    wanted = ChangeFilter(
        source=desk.chosen("source", sources),
        telling=desk.chosen("told", TELLINGS),
        kind=desk.chosen("kind", KINDS),
    )
    return Changes(desk.browse.changes(wanted, ROWS, desk.number("older")), wanted, sources)
