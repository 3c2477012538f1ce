"""What came back is counted before anything new is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import structlog

from alerts import bounces, mailboxes
from monitor.config import Config, secret
from monitor.telling import sender
from storage.errors import ConfigError, DeliveryError
from storage.store import Store
from storage.types import AlertDraft

log = structlog.get_logger("mail")


def count_bounces(config: Config, store: Store, now: datetime) -> None:
    """Count the reports that came back; operators hear of each address that gets suspended."""
    domain = sender(config).domain
    books = bounces.Books(store.outbox, store.recipients.bounce, domain, config.bounces.limit)
    try:
        messages = _messages(config)
        if messages is None:
            return
        counted = bounces.count(messages, books, now)
    except (ConfigError, DeliveryError) as error:
        # Mail that came back yesterday can be counted tomorrow; the night goes on.
        log.warning("bounces.unreadable", error=str(error))
        return
    if counted.reports:
        log.info(
            "bounces.read",
            reports=counted.reports,
            permanent=counted.permanent,
            unmatched=counted.unmatched,
            suspended=len(counted.suspended),
        )
    for person in counted.suspended:
        text = f"{person.address}: suspended: the last {person.bounces} messages came back"
        store.alerts.add(AlertDraft("suspended", None, text), now)


def _messages(config: Config) -> Iterable[bytes] | None:
    wanted = config.bounces
    if wanted.maildir is not None:
        return mailboxes.maildir(wanted.maildir)
    if wanted.imap_host is None or wanted.username is None:
        return None
    password = secret(wanted.password, wanted.password_file, "bounces.password_file") or ""
    return mailboxes.imap(
        mailboxes.ImapSettings(
            host=wanted.imap_host,
            username=wanted.username,
            password=password,
            port=wanted.imap_port,
            security=wanted.imap_security,
            folder=wanted.imap_folder,
            ca_file=config.mail.ca_file,
        )
    )
