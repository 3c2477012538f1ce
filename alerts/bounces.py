"""Delivery reports (RFC 3464): what they say, and what follows from them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Protocol

import structlog

from alerts.clean import one_line
from storage.bounces import is_permanent
from storage.types import Delivery, Recipient

#: Permanent failures in a row that suspend an address.
LIMIT = 3
#: A report is small; what is bigger is no report of ours.
LARGEST = 2_000_000
_KEY = re.compile(r"\+([0-9a-f]{32})@")
_MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@[^\s<>]+>")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What one report says of one recipient of one message."""

    #: Keys (left halves of Message-IDs) that the report names: by VERP, then in what it returns.
    keys: tuple[str, ...]
    #: RFC 3463, as `5.1.1`.
    status: str
    diagnostic: str
    #: Nobody tries any longer; else the message is late, and may still arrive.
    final: bool = True

    @property
    def permanent(self) -> bool:
        """Whether trying again will not help; a full mailbox or a slow server is not that."""
        return is_permanent(self.status)


@dataclass(frozen=True, slots=True)
class Counted:
    """What reading the reports came to."""

    reports: int = 0
    permanent: int = 0
    unmatched: int = 0
    #: Suspended because of this reading.
    suspended: tuple[Recipient, ...] = ()


class Sent(Protocol):
    """What is asked of `storage.outbox.Outbox`."""

    def by_message_id(self, message_id: str) -> Delivery | None:
        """Return the Delivery of that Message-ID."""


def bounces_in(content: bytes) -> tuple[Bounce, ...]:
    """Return what a delivery report says; nothing when the message is none."""
    if len(content) > LARGEST:
        return ()
    # Anybody writes to this address: headers are taken as they come, for the policies that parse
    # them raise what they like at some.
    mail = email.message_from_bytes(content, policy=email.policy.compat32)
    report = next(
        (p for p in mail.walk() if p.get_content_type() == "message/delivery-status"), None
    )
    if report is None:
        return ()
    keys = tuple(dict.fromkeys([*_verp_keys(mail), *_original_keys(mail)]))
    return tuple(
        Bounce(
            keys,
            one_line(str(block.get("Status", "")), 20).split(" ")[0],
            one_line(str(block.get("Diagnostic-Code", "")), 500),
            final=_action(block) == "failed",
        )
        for block in _recipient_blocks(report)
        if _action(block) in ("failed", "delayed")
    )


def _action(block: Message) -> str:
    return str(block.get("Action", "")).strip().lower()


def _recipient_blocks(report: Message) -> Iterator[Message]:
    """Yield the report's groups of fields that speak of one recipient."""
    payload = report.get_payload()
    if isinstance(payload, list):
        yield from (
            block for block in payload if isinstance(block, Message) and "Final-Recipient" in block
        )


def _verp_keys(mail: Message) -> Iterator[str]:
    for header in ("Delivered-To", "X-Original-To", "To"):
        for value in mail.get_all(header, []):
            yield from _KEY.findall(str(value))


def _original_keys(mail: Message) -> Iterator[str]:
    """Yield the keys in the returned message's Message-ID, and in what the report answers."""
    for part in mail.walk():
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822"):
            found = re.search(r"(?im)^message-id:\s*(\S+)", _source(part))
            if found:
                yield from _MESSAGE_ID.findall(found[1])
    for header in ("In-Reply-To", "References"):
        for value in mail.get_all(header, []):
            yield from _MESSAGE_ID.findall(str(value))


def _source(part: Message) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(
            f"{k}: {v}" for m in payload if isinstance(m, Message) for k, v in m.items()
        )
    decoded = part.get_payload(decode=True)
    return decoded.decode("utf-8", "replace") if isinstance(decoded, bytes) else str(payload)


@dataclass(frozen=True, slots=True)
class Books:
    """Where it is looked up what was sent, and noted what came back."""

    sent: Sent
    #: `storage.recipients.Recipients.bounce`.
    bounce: Callable[[Delivery, str, datetime, int], Recipient | None]
    #: The domain our Message-IDs are made in.
    domain: str
    #: Permanent failures in a row that suspend an address.
    limit: int = LIMIT


def count(messages: Iterable[bytes], books: Books, now: datetime) -> Counted:
    """Count every message that came back; enough of them in a row suspend its Recipient.

    A report counts only when it names a message that we sent: anybody can write a report,
    nobody can guess a key.
    """
    reports = permanent = unmatched = 0
    suspended: list[Recipient] = []
    seen: set[str] = set()
    for found in (found for content in messages for found in _readable(content)):
        reports += 1
        delivery = _delivery(found, books)
        if delivery is None:
            unmatched += 1
            log.warning("bounce.unmatched", status=found.status, text=found.diagnostic)
        elif found.final and delivery.message_id not in seen:
            seen.add(delivery.message_id)
            permanent += found.permanent
            log.warning("bounce.counted", delivery=delivery.id, status=found.status)
            recipient = books.bounce(delivery, found.status, now, books.limit)
            if recipient and recipient.suspended_at == now:
                suspended.append(recipient)
    return Counted(reports, permanent, unmatched, tuple(suspended))


def _readable(content: bytes) -> tuple[Bounce, ...]:
    """Return what a report says; of one that cannot be read, that there is one about nobody."""
    try:
        return bounces_in(content)
    except Exception as error:  # noqa: BLE001 - anybody's mail must not keep everybody's from going out
        cause = one_line(f"cannot be read: {type(error).__name__}: {error}", 300)
        return (Bounce((), "", cause),)


def _delivery(found: Bounce, books: Books) -> Delivery | None:
    """Return the Recipient's Delivery that a report is about."""
    known = (books.sent.by_message_id(f"<{key}@{books.domain}>") for key in found.keys)
    return next((one for one in known if one and one.recipient_id is not None), None)
