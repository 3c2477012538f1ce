"""Digests made for looking at: nothing is stored or sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from alerts import digest as digests
from alerts.mail import links, message
from alerts.render import render
from monitor import telling
from monitor.config import Config
from monitor.sources import reader_names
from storage.store import Store
from storage.types import Recipient


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest as it would arrive."""

    subject: str
    html: str
    text: str
    message: bytes


def anybody(store: Store, person: Recipient) -> Recipient:
    """Return the reader with the cursors of whoever was told most: what is left is untold."""
    readers = store.recipients.active()
    return replace(
        person,
        told_change=max((reader.told_change for reader in readers), default=0),
        told_source_run=max((reader.told_source_run for reader in readers), default=0),
    )


def preview(
    config: Config, store: Store, person: Recipient, since: date | None, now: datetime
) -> Shown | None:
    """Return the digest of what is untold, or of all Items since a day; None: nothing to tell."""
    if since is None:
        told = telling.material(config, store, person.told_change, person.told_source_run)
        heard = person.last_digest_at or person.created_at
        made = digests.compose(person, telling.with_edits(told, config, store, heard), now)
    else:
        items = [item for item in store.items.since(since) if item.off_topic is None]
        names = reader_names(config)
        made = digests.preview(items, person, now, names, store.stories.all()) if items else None
    if made is None:
        return None
    sender = telling.sender(config)
    rendered = render(made, links(made, sender))
    draft = message(made, rendered, sender, now)
    return Shown(rendered.subject, rendered.html, rendered.text, draft.message)
