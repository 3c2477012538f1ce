"""One digest sent on demand, marked as a test: nothing is stored and no cursor moves."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime

from alerts import digest as digests
from alerts.mail import links, message
from alerts.render import render
from monitor import telling
from monitor.config import Config
from monitor.sources import reader_names
from storage.store import Store
from storage.types import Letter, Recipient


def send_test(config: Config, store: Store, person: Recipient, since: date, now: datetime) -> str:
    """Return the server's answer to a digest of the Items since a day, however few there are.

    Raises DeliveryError when the server does not take it, ConfigError for a missing secret.
    """
    items = [item for item in store.items.since(since) if item.off_topic is None]
    made = digests.preview(items, person, now, reader_names(config), store.stories.all())
    # A key of its own: two tests with one Message-ID would be one message to many servers.
    made = replace(made, key=secrets.token_hex(16))
    sender = telling.sender(config)
    # Nothing is stored, so that there is nothing on the web to point at.
    rendered = render(made, replace(links(made, sender), web=None, whole=None))
    draft = message(made, replace(rendered, subject=f"[test] {rendered.subject}"), sender, now)
    delivery = Letter(
        id=0,
        message_id=draft.message_id,
        address=draft.address,
        subject=draft.subject,
        state="sending",
        attempts=1,
        created_at=now,
        next_attempt_at=now,
        expires_at=now,
        message=draft.message,
        return_path=draft.return_path,
    )
    with telling.mailer(config) as mailer:
        return mailer.send(delivery)
