"""What came back from a Recipient since something last got through, and when that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.schema import bounces, deliveries

#: A mailbox full for so long, or a server that takes nothing, has been left by its owner.
PATIENCE = timedelta(days=30)
#: "Mailbox full": to be used "as a persistent transient failure", says RFC 3463 3.3.
_FULL = "5.2.2"


@dataclass(frozen=True, slots=True)
class Returned:
    """A message that came back, and with which status (RFC 3463, as `5.1.1`)."""

    made: datetime
    status: str


def is_permanent(status: str) -> bool:
    """Tell whether trying again will not help: a full mailbox is emptied by its owner."""
    return status.startswith("5.") and status != _FULL


def is_enough(streak: Sequence[Returned], limit: int, now: datetime) -> bool:
    """Tell whether so much came back in a row that nobody is there."""
    refused = sum(is_permanent(one.status) for one in streak)
    since = min((one.made for one in streak), default=now)
    return refused >= limit or (len(streak) >= limit and now - since >= PATIENCE)


def note(connection: Connection, delivery_id: int, status: str, now: datetime) -> None:
    """Remember that the message came back; once is enough."""
    made = insert(bounces).values(delivery_id=delivery_id, status=status, reported_at=now)
    connection.execute(made.on_conflict_do_nothing())


def streak(connection: Connection, recipient_id: int) -> tuple[Returned, ...]:
    """Return what came back in a row, up to the newest that did.

    A message sent before that one, of which no report came, got through and ends it. What was
    sent later says nothing yet: its report may be on the way.
    """
    back = select(bounces.c.delivery_id)
    mine = deliveries.c.recipient_id == recipient_id
    newest = select(func.max(deliveries.c.id)).where(mine, deliveries.c.id.in_(back))
    arrived = select(func.coalesce(func.max(deliveries.c.id), 0)).where(
        mine,
        deliveries.c.state == "sent",
        deliveries.c.id.not_in(back),
        deliveries.c.id < newest.scalar_subquery(),
    )
    query = (
        select(deliveries.c.created_at, bounces.c.status)
        .join(bounces, bounces.c.delivery_id == deliveries.c.id)
        .where(mine, deliveries.c.id > arrived.scalar_subquery())
        .order_by(deliveries.c.id)
    )
    return tuple(Returned(*row) for row in connection.execute(query))


def forgive(connection: Connection, recipient_id: int) -> None:
    """Forget what came back from the Recipient."""
    mine = select(deliveries.c.id).where(deliveries.c.recipient_id == recipient_id)
    connection.execute(delete(bounces).where(bounces.c.delivery_id.in_(mine)))
