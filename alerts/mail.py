"""A rendered Digest as an RFC 5322 message, headers right and nothing scraped able to forge one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from urllib.parse import quote

from alerts.addresses import checked_address, envelope
from alerts.clean import header_text, http_url
from alerts.digest import Digest
from alerts.render import Links, Rendered
from alerts.smtp import Mailer, SmtpSettings
from storage.errors import ConfigError
from storage.types import MessageDraft

__all__ = ["Mailer", "Sender", "SmtpSettings", "links", "message", "plain_draft"]


class _Policy(EmailPolicy):
    """Breaks a subject's line without adding blanks, as the package's own way does."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header in lines, a subject that is not ASCII all in encoded words."""
        if name != "Subject" or self.utf8:
            return super().fold_binary(name, value)
        charset = "us-ascii" if value.isascii() else "utf-8"
        words = Header(str(value), charset, maxlinelen=76, header_name=name)
        return f"{name}: {words.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


#: Header lines folded at 78 columns, bodies encoded: a server need not take eight bits (RFC 6152),
#: and one that encodes them on the way breaks the relay's DKIM signature.
_POLICY = _Policy(linesep="\r\n", max_line_length=78, cte_type="7bit")
#: For an address that is not ASCII before its @: such a header can't be encoded (RFC 6532).
_INTERNATIONAL = _POLICY.clone(utf8=True)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the messages come from, and where answers, bounces and farewells go."""

    address: str
    name: str = "IOM China Monitor"
    #: Gets `unsubscribe` mails and questions; None: the sender's address.
    reply_to: str | None = None
    #: `bounces@host`: each message is sent from `bounces+<key>@host`; None: no VERP.
    bounces: str | None = None
    #: https address of the public web part; None: there is none.
    public_url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't stand in an envelope."""
        for what in (self.address, self.reply_to, self.bounces):
            if what is not None and not envelope(checked_address(what)).isascii():
                raise ConfigError(
                    f"mail: {what}: not ASCII before its @: no server need take mail from it"
                )

    @property
    def domain(self) -> str:
        """The domain that Message-IDs and the List-Id are made in."""
        return envelope(self.address).rpartition("@")[2]

    @property
    def answers(self) -> str:
        """Where a person is read."""
        return self.reply_to or self.address


def links(digest: Digest, sender: Sender) -> Links:
    """Return where this Digest's message may point; a mailto where there is no web part."""
    base = public_base(sender)
    return Links(
        unsubscribe=_one_click(digest, sender) or _farewell(digest, sender),
        web=f"{base}/digest/{digest.key}" if base else None,
        whole=f"{base}/digest/{digest.key}/whole" if base else None,
        feeds=f"{base}/feeds/" if base else None,
        contact=sender.answers,
    )


def public_base(sender: Sender) -> str | None:
    """Return the public web part's address without a slash at its end, when it is https."""
    url = http_url(sender.public_url) if sender.public_url else None
    return url.rstrip("/") if url and url.lower().startswith("https://") else None


def message(
    digest: Digest,
    rendered: Rendered,
    sender: Sender,
    now: datetime,
) -> MessageDraft:
    """Return the Digest's message for the outbox; the same Digest has the same Message-ID."""
    recipient = digest.recipient
    address = checked_address(recipient.address)
    mail = _headers(sender, (address, recipient.name), rendered.subject, digest.key, now)
    mail["List-Id"] = f"IOM China Monitor <iom-china.{sender.domain}>"
    mail["Precedence"] = "list"
    _bodies(mail, rendered)
    # Last: adding a body moves the Content- headers there are into a part.
    mail["Content-Language"] = ", ".join(digest.languages)
    return MessageDraft(
        message_id=mail["Message-ID"],
        address=address,
        subject=rendered.subject,
        message=_ways_out(digest, sender) + mail.as_bytes(),
        recipient_id=recipient.id,
        change_ids=digest.change_ids,
        told_change=digest.told_change,
        told_source_run=digest.told_source_run,
        html=rendered.html,
        text=rendered.text,
        whole=rendered.whole,
        return_path=return_path(sender, digest.key),
    )


def plain_draft(
    sender: Sender, address: str, rendered: Rendered, now: datetime, alert_ids: Sequence[int]
) -> MessageDraft:
    """Return a message that is no list mail: operators' alerts, tests of the configuration."""
    told = [address, tuple(alert_ids), rendered.subject, None if alert_ids else now.isoformat()]
    key = hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()
    mail = _headers(sender, (checked_address(address), None), rendered.subject, key, now)
    _bodies(mail, rendered)
    return MessageDraft(
        message_id=mail["Message-ID"],
        address=address,
        subject=rendered.subject,
        message=mail.as_bytes(),
        alert_ids=tuple(alert_ids),
        html=rendered.html,
        text=rendered.text,
        return_path=return_path(sender, key),
    )


def return_path(sender: Sender, key: str) -> str | None:
    """Return the envelope's sender that brings a bounce back with the message's key in it."""
    if sender.bounces is None:
        return None
    user, _, domain = envelope(sender.bounces).rpartition("@")
    return f"{user}+{key}@{domain}"


def _headers(
    sender: Sender, to: tuple[str, str | None], subject: str, key: str, now: datetime
) -> EmailMessage:
    mail = EmailMessage(policy=_POLICY if envelope(to[0]).isascii() else _INTERNATIONAL)
    mail["From"] = _person(sender.name, sender.address)
    address, name = to
    mail["To"] = _person(name or "", address)
    if sender.reply_to:
        mail["Reply-To"] = _person("", sender.reply_to)
    mail["Subject"] = header_text(subject, 500)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{key}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    return mail


def _person(name: str, address: str) -> Address:
    user, _, domain = envelope(address).rpartition("@")
    return Address(display_name=header_text(name, 100), username=user, domain=domain)


def _bodies(mail: EmailMessage, rendered: Rendered) -> None:
    mail.set_content(rendered.text, charset="utf-8")
    mail.add_alternative(rendered.html, subtype="html", charset="utf-8")
    if rendered.whole and rendered.attached:
        mail.add_attachment(
            rendered.whole, subtype="html", charset="utf-8", filename=rendered.attached
        )


def _ways_out(digest: Digest, sender: Sender) -> bytes:
    """Return the headers to unsubscribe by (RFC 2369, RFC 8058), percent-encoded ASCII throughout.

    Written here because the email package folds a long URL onto a line of its own, which some
    readers take for an empty header.
    """
    one_click, farewell = _one_click(digest, sender), _farewell(digest, sender)
    if one_click is None:
        return f"List-Unsubscribe: <{farewell}>\r\n".encode("ascii")
    return (
        f"List-Unsubscribe: <{one_click}>,\r\n <{farewell}>\r\n"
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    ).encode("ascii")


def _one_click(digest: Digest, sender: Sender) -> str | None:
    base = public_base(sender)
    token = digest.recipient.token
    return f"{base}/unsubscribe/{quote(token, safe='')}" if base and token else None


def _farewell(digest: Digest, sender: Sender) -> str:
    subject = quote(f"unsubscribe {digest.recipient.address}", safe="")
    return f"mailto:{quote(sender.answers, safe='@')}?subject={subject}"
