"""What waits for a Recipient at an address that was wrong goes to the right one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.addresses import known_to_dns, spellings
from storage.forgetting import instead
from storage.schema import deliveries
from storage.types import OPEN, RENEWABLE


def readdress(connection: Connection, recipient_id: int, address: str, now: datetime) -> int:
    """Send what waits or is held for the Recipient to the address; return how much that is.

    What was refused waits again, for as long as a new message; what the program died on stays held.
    What expired stays so, and goes to the right address if a person sends it again.
    """
    mine = deliveries.c.recipient_id == recipient_id
    found = connection.execute(
        select(deliveries).where(
            mine, deliveries.c.state.in_(RENEWABLE), deliveries.c.address != address
        )
    ).all()
    for row in found:
        refused = row.state == "held" and not row.crashes
        connection.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id)
            .values(
                address=address,
                message=readdressed(row.message, row.address, address),
                state="queued" if refused else row.state,
                next_attempt_at=now,
                expires_at=now + (row.expires_at - row.created_at),
            )
        )
    return sum(row.state in OPEN for row in found)


def readdressed(message: bytes, old: str, new: str) -> bytes:
    """Return a message to the old address as one to the new: its header, and the ways out."""
    user, at, domain = new.rpartition("@")
    for spelling in spellings(old):
        message = instead(message, spelling, f"{user}{at}{known_to_dns(domain)}")
    return message
