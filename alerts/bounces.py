"""Delivery reports (RFC 3464) read from a Maildir or over IMAP, and what follows from them."""

from __future__ import annotations

import email
import email.policy
import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from pathlib import Path
from typing import Any, Protocol

import structlog

from alerts.clean import one_line
from storage.bounces import is_permanent
from storage.errors import ConfigError, DeliveryError
from storage.types import Delivery, Recipient

#: Permanent failures in a row that suspend an address.
LIMIT = 3
#: A report is small; what is bigger is no report of ours.
_LARGEST = 2_000_000
_KEY = re.compile(r"\+([0-9a-f]{32})@")
_MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@[^\s<>]+>")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What one report says of one recipient of one message."""

    #: Keys (left halves of Message-IDs) that the report names: by VERP, then in what it returns.
    keys: tuple[str, ...]
    #: The address the report is about, as far as it says.
    address: str | None
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
    if len(content) > _LARGEST:
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
            _report_address(block),
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


def _report_address(block: Message) -> str | None:
    field = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    address = field.partition(";")[2].strip()
    return one_line(address, 254).lower() or None


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
        return (Bounce((), None, "", cause),)


def _delivery(found: Bounce, books: Books) -> Delivery | None:
    """Return the Recipient's Delivery that a report is about."""
    known = (books.sent.by_message_id(f"<{key}@{books.domain}>") for key in found.keys)
    return next((one for one in known if one and one.recipient_id is not None), None)


def maildir(folder: Path) -> Iterator[bytes]:
    """Yield the unread messages of a Maildir; each is marked read once the next is asked for.

    Raises ConfigError when the folder is no Maildir, DeliveryError when it can't be read or marked.
    """
    if not (folder / "new").is_dir() or not (folder / "cur").is_dir():
        raise ConfigError(f"bounces: {folder}: not a Maildir: no new/ and cur/ in it")
    try:
        for part in ("new", "cur"):
            for file in sorted((folder / part).iterdir()):
                try:
                    yield from _unread(file)
                except FileNotFoundError:  # another program took it away, or marked it
                    if file.is_symlink():
                        raise
    except OSError as error:
        cause = f"{error.filename or folder}: {error.strerror or error}"
        raise DeliveryError(f"bounces: {cause}", permanent=False) from error


def _unread(file: Path) -> Iterator[bytes]:
    """Yield a mail that nobody has read; it is marked by its name once the next is asked for.

    Written anew, as the `mailbox` package marks it, anybody's mail could raise what it likes.
    """
    key, _, flags = file.name.partition(":2,")
    if key.startswith(".") or "S" in flags or file.is_dir():
        return
    with file.open("rb") as mail:
        content = mail.read(_LARGEST + 1)
    yield content
    file.rename(file.parent.parent / "cur" / f"{key}:2,{''.join(sorted({*flags, 'S'}))}")


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """Where the bounces' mailbox is."""

    host: str
    username: str
    password: str
    port: int = 993
    security: str = "tls"
    folder: str = "INBOX"
    ca_file: Path | None = None
    timeout: float = 60.0


def imap(settings: ImapSettings) -> Iterator[bytes]:
    """Yield the unseen messages of an IMAP folder; each is marked seen once the next is asked for.

    Raises DeliveryError when the mailbox can't be read.
    """
    context = ssl.create_default_context(cafile=settings.ca_file)
    try:
        client = _imap_client(settings, context)
        try:
            _log_in(client, settings)
            _answered(client.select(imap_name(settings.folder)), f"folder {settings.folder}: ")
            found = _answered(client.search(None, "UNSEEN"))
            for number in found[0].split() if found[0] else ():
                parts = _answered(client.fetch(number, "(BODY.PEEK[])"))
                yield from (part[1] for part in parts if isinstance(part, tuple))
                client.store(number, "+FLAGS", "\\Seen")
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        cause = one_line(str(error), 300)
        raise DeliveryError(f"bounces: {settings.host}: {cause}", permanent=False) from error


def _answered(answer: tuple[str, list[Any]], about: str = "") -> list[Any]:
    """Return what the server says. Raises IMAP4.error for a refusal."""
    word, said = answer
    if word != "OK":
        raise imaplib.IMAP4.error(f"{about}{said[0]!r}")
    return said


def _log_in(client: imaplib.IMAP4, settings: ImapSettings) -> None:
    """Log in; LOGIN takes ASCII only, PLAIN any letters (RFC 4616)."""
    if f"{settings.username}{settings.password}".isascii():
        client.login(settings.username, settings.password)
    else:
        secret = f"\0{settings.username}\0{settings.password}".encode()
        client.authenticate("PLAIN", lambda _: secret)


def imap_name(folder: str) -> str:
    """Return a folder's name as IMAP wants it: quoted, in modified UTF-7.

    Source: RFC 3501 5.1.3. What stands between `&` and `-` is UTF-16 in base 64.
    """
    ascii_only = re.sub(r"[^ -~]+|&", _shifted, folder)
    return '"' + ascii_only.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    encoded = b64encode(found[0].encode("utf-16-be")).decode("ascii")
    return f"&{encoded.rstrip('=').replace('/', ',')}-"


def _imap_client(settings: ImapSettings, context: ssl.SSLContext) -> imaplib.IMAP4:
    if settings.security == "tls":
        return imaplib.IMAP4_SSL(
            settings.host, settings.port, ssl_context=context, timeout=settings.timeout
        )
    client = imaplib.IMAP4(settings.host, settings.port, timeout=settings.timeout)
    if settings.security == "starttls":
        client.starttls(context)
    return client
