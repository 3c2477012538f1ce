"""Digests: what was sent to whom, and how far it came."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.dashboard.desk import ROWS, Desk
from storage.browse_rows import ItemRow, Listed
from storage.browse_runs import DigestRow, DigestShown

#: Items named beside a message.
ITEMS = 50


@dataclass(frozen=True, slots=True)
class Digests:
    """A page of messages."""

    found: Listed[DigestRow]


@dataclass(frozen=True, slots=True)
class Digest:
    """One message."""

    shown: DigestShown
    items: tuple[ItemRow, ...]


def digests(desk: Desk) -> Digests:
    """Return messages, newest first."""
    return Digests(desk.nights.digests(ROWS, desk.number("older")))


def digest(desk: Desk) -> Digest | None:
    """Return the message of `id`."""
    shown = desk.nights.digest(desk.number("id") or 0, ITEMS)
    if shown is None:
        return None
    return Digest(shown, tuple(desk.browse.named(shown.item_ids).values()))


def message(desk: Desk) -> str | None:
    """Return the message's HTML as it was sent, for a frame that runs nothing."""
    shown = desk.nights.digest(desk.number("id") or 0, 0)
    return shown.html if shown else None


def whole(desk: Desk) -> str | None:
    """Return the page with all that the message left out."""
    shown = desk.nights.digest(desk.number("id") or 0, 0)
    return shown.whole if shown else None
