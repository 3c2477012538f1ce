"""An address taken out of what stays: texts that name it, and messages made of these texts."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import Any
from urllib.parse import quote

from sqlalchemy import Column, Connection, func, select, update

from storage.addresses import spellings
from storage.schema import alerts, deliveries, digests

#: What may name an address beside what is about its owner: "bounced three times: …".
_MAY_NAME = (
    alerts.c.text,
    deliveries.c.last_error,
    deliveries.c.subject,
    digests.c.subject,
    digests.c.html,
    digests.c.text,
    digests.c.whole,
)
#: Parsed so that every header is written again as it stood.
_AS_SENT = email.policy.compat32.clone(linesep="\r\n", max_line_length=None)
_FORGOTTEN = "[forgotten]"


def blot_out(connection: Connection, address: str) -> None:
    """Put `[forgotten]` in the address's place wherever a text or a message names it."""
    for spelling in spellings(address):
        named = {
            row_id
            for column in _MAY_NAME
            for row_id in _blotted(connection, column, spelling)
            if column.table is digests
        }
        for digest_id in named:
            mine = select(deliveries.c.id, deliveries.c.message).where(
                deliveries.c.digest_id == digest_id
            )
            for row in connection.execute(mine).all():
                clean = without(row.message, spelling)
                chosen = update(deliveries).where(deliveries.c.id == row.id)
                connection.execute(chosen.values(message=clean))


def without(message: bytes, address: str) -> bytes:
    """Return an RFC 5322 message with `[forgotten]` wherever it names the address."""
    return instead(message, address, _FORGOTTEN)


def instead(message: bytes, address: str, other: str) -> bytes:
    """Return an RFC 5322 message with something else wherever it names the address.

    All other headers stay byte for byte.
    """
    mail = email.message_from_bytes(message, policy=_AS_SENT)
    for name, value in mail.items():
        if _names(str(value), address):
            mail.replace_header(name, _clean(str(value), address, other))
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            _blot_part(part, address, other)
    return mail.as_bytes(policy=_AS_SENT)


def _blot_part(part: Message, address: str, other: str) -> None:
    packed = part.get_payload(decode=True)
    text = packed.decode("utf-8", "replace") if isinstance(packed, bytes) else ""
    if _names(text, address):
        del part["Content-Transfer-Encoding"]
        part.set_payload(_clean(text, address, other), "utf-8")


def _blotted(connection: Connection, column: Column[Any], address: str) -> list[int]:
    """Return the ids of the rows where a text named the address, and does no more."""
    table = column.table
    held = func.instr(func.lower(column), address) > 0
    found = connection.execute(select(table.c.id, column).where(held)).all()
    named = [(row_id, text) for row_id, text in found if _names(text, address)]
    for row_id, text in named:
        values = {column: _clean(text, address, _FORGOTTEN)}
        connection.execute(update(table).where(table.c.id == row_id).values(values))
    return [row_id for row_id, _ in named]


def _pattern(address: str) -> re.Pattern[str]:
    """Match the address, and not one that it is the end or the beginning of.

    Chinese sets no spaces before it. In links to unsubscribe by it is percent-encoded.
    """
    linked = rf"(?<=unsubscribe%20){re.escape(quote(address, safe=''))}"
    alone = rf"(?<![a-z0-9_.%+-]){re.escape(address)}"
    return re.compile(rf"(?:{alone}|{linked})(?![a-z0-9-]|\.[a-z0-9])", re.IGNORECASE)


def _names(text: str, address: str) -> bool:
    return _pattern(address).search(text) is not None


def _clean(text: str, address: str, other: str) -> str:
    return _pattern(address).sub(
        lambda found: other if "@" in found[0] else quote(other, safe=""), text
    )
