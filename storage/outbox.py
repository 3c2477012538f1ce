"""Digests and their Deliveries: written before anything is sent, committed one by one after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, case, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from storage import rows
from storage.alerts import mark_told
from storage.database import Database
from storage.errors import StorageError
from storage.recipients import move_cursors
from storage.schema import deliveries, digest_changes, digests, recipients
from storage.types import (
    OPEN,
    RENEWABLE,
    Delivery,
    DeliveryState,
    Letter,
    MessageDraft,
    StoredDigest,
)

#: All but the message itself, which may be large.
_DELIVERY = tuple(column for column in deliveries.c if column.name != "message")
#: A message that kills us three times is held; the others go on.
CRASHES = 3
#: Nothing is put off for as long.
_FARTHEST = timedelta(hours=2)
#: The server's words are for people, not for storage.
LONGEST_ANSWER = 1000


class Outbox:
    """Knows every message on its way and what became of it."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def enqueue(
        self, drafts: Sequence[MessageDraft], now: datetime, lifetime: timedelta
    ) -> tuple[Delivery, ...]:
        """Store messages, what they tell and whom they were for, all or nothing.

        A message whose id is there already is not stored twice.
        """
        with self._database.write() as connection:
            return tuple(_enqueue(connection, draft, now, lifetime) for draft in drafts)

    def due(self, now: datetime) -> tuple[Delivery, ...]:
        """Return what is to be sent now, longest waiting first.

        What waits for longer than anything is put off was put off under a clock that went ahead.
        """
        next_one = deliveries.c.next_attempt_at
        return self._deliveries(
            select(*_DELIVERY)
            .where(
                deliveries.c.state == "queued",
                or_(next_one <= now, next_one > now + _FARTHEST),
            )
            .order_by(deliveries.c.next_attempt_at, deliveries.c.id)
        )

    def unwanted(self) -> tuple[Delivery, ...]:
        """Drop what waits, or is held, for those who unsubscribed since, and return it."""
        with self._database.write() as connection:
            return _unwanted(connection)

    def begin(self, delivery_id: int, now: datetime) -> Letter | None:
        """Note that the message is being sent, and return it; only a queued one can be.

        None: its Recipient has just unsubscribed, and it is dropped. They do so at any time, also
        while a night holds the lock.
        """
        with self._database.write() as connection:
            if _unwanted(connection, deliveries.c.id == delivery_id):
                return None
            _move(
                connection,
                delivery_id,
                ("queued",),
                state="sending",
                attempts=deliveries.c.attempts + 1,
                next_attempt_at=now,
            )
            chosen = select(deliveries).where(deliveries.c.id == delivery_id)
            return rows.letter(connection.execute(chosen).one())

    def sent(self, delivery_id: int, now: datetime, answer: str) -> Delivery:
        """Note that the server took the message."""
        return self._move(
            delivery_id, ("sending",), state="sent", sent_at=now, last_error=_short(answer)
        )

    def retry(self, delivery_id: int, next_attempt_at: datetime, error: str | None) -> Delivery:
        """Queue the message again for later."""
        return self._move(
            delivery_id,
            OPEN,
            state="queued",
            next_attempt_at=next_attempt_at,
            crashes=0,
            last_error=_short(error),
        )

    def renew(self, delivery: Delivery, now: datetime) -> Delivery:
        """Queue the message again, due now, for as long as a new one: a person said so.

        Also one that expired; not one whose text was pruned.
        """
        return self._move(
            delivery.id,
            RENEWABLE,
            state="queued",
            next_attempt_at=now,
            expires_at=now + (delivery.expires_at - delivery.created_at),
            crashes=0,
        )

    def hold(self, delivery_id: int, error: str) -> Delivery:
        """Set the message aside for a person to look at."""
        return self._move(
            delivery_id, ("queued", "sending"), state="held", last_error=_short(error)
        )

    def expire(self, delivery_id: int) -> Delivery:
        """Give the message up: it waited too long."""
        return self._move(delivery_id, OPEN, state="expired")

    def drop(self, delivery_id: int) -> Delivery:
        """Give the message up because a person said so."""
        return self._move(delivery_id, OPEN, state="dropped")

    def interrupted(self) -> tuple[Delivery, ...]:
        """Queue again what a crash left half sent, and return it.

        What was being sent at the third crash is held instead: it may be what kills us.
        """
        crashed = deliveries.c.crashes + 1
        third = crashed >= CRASHES
        died = f"held: the program died {CRASHES} times while sending it"
        with self._database.write() as connection:
            found = connection.execute(
                update(deliveries)
                .where(deliveries.c.state == "sending")
                .values(
                    state=case((third, "held"), else_="queued"),
                    last_error=case((third, died), else_=deliveries.c.last_error),
                    crashes=crashed,
                )
                .returning(*_DELIVERY)
            ).all()
        return tuple(rows.delivery(row) for row in sorted(found, key=lambda row: row.id))

    def all(self, states: Iterable[DeliveryState] = ()) -> tuple[Delivery, ...]:
        """Return the Deliveries in these states, in any for none, oldest first."""
        query = select(*_DELIVERY).order_by(deliveries.c.id)
        wanted = tuple(states)
        return self._deliveries(query.where(deliveries.c.state.in_(wanted)) if wanted else query)

    def count(self, *states: DeliveryState) -> int:
        """Return how many Deliveries are in one of these states."""
        query = select(func.count()).where(deliveries.c.state.in_(states))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def get(self, delivery_id: int) -> Letter | None:
        """Return one Delivery with its message."""
        query = select(deliveries).where(deliveries.c.id == delivery_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else rows.letter(row)

    def by_message_id(self, message_id: str) -> Delivery | None:
        """Return the Delivery of that Message-ID (a bounce names it)."""
        query = select(*_DELIVERY).where(deliveries.c.message_id == message_id)
        return next(iter(self._deliveries(query)), None)

    def digest(self, digest_id: int) -> StoredDigest | None:
        """Return a Digest as it was made."""
        with self._database.read() as connection:
            chosen = select(digests).where(digests.c.id == digest_id)
            row = connection.execute(chosen).one_or_none()
            return None if row is None else _digest(connection, row)

    def digests(self, n: int = 50) -> tuple[StoredDigest, ...]:
        """Return the last `n` Digests, newest first."""
        query = select(digests).order_by(digests.c.id.desc()).limit(n)
        with self._database.read() as connection:
            found = connection.execute(query).all()
            return tuple(_digest(connection, row) for row in found)

    def _deliveries(self, query: Select[tuple[object, ...]]) -> tuple[Delivery, ...]:
        with self._database.read() as connection:
            return tuple(rows.delivery(row) for row in connection.execute(query))

    def _move(
        self, delivery_id: int, allowed: tuple[DeliveryState, ...], **values: object
    ) -> Delivery:
        with self._database.write() as connection:
            return _move(connection, delivery_id, allowed, **values)


def _unwanted(connection: Connection, *chosen: ColumnElement[bool]) -> tuple[Delivery, ...]:
    """Drop what waits, or is held, for those who unsubscribed, of these Deliveries; return it."""
    left = select(recipients.c.id).where(recipients.c.unsubscribed_at.is_not(None))
    waiting = deliveries.c.state.in_(("queued", "held"))
    found = connection.execute(
        update(deliveries)
        .where(waiting, deliveries.c.recipient_id.in_(left), *chosen)
        .values(state="dropped")
        .returning(*_DELIVERY)
    )
    return tuple(rows.delivery(row) for row in sorted(found, key=lambda row: row.id))


def _move(
    connection: Connection, delivery_id: int, allowed: tuple[DeliveryState, ...], **values: object
) -> Delivery:
    """Change a Delivery in one of the allowed states. Raises StorageError for any other."""
    row = connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(allowed))
        .values(**values)
        .returning(*_DELIVERY)
    ).one_or_none()
    if row is not None:
        return rows.delivery(row)
    state = connection.execute(
        select(deliveries.c.state).where(deliveries.c.id == delivery_id)
    ).scalar()
    cause = "is not known" if state is None else f"is {state}, cannot become {values['state']}"
    raise StorageError(f"delivery: {delivery_id}: {cause}")


def _enqueue(
    connection: Connection, draft: MessageDraft, now: datetime, lifetime: timedelta
) -> Delivery:
    known = connection.execute(
        select(*_DELIVERY).where(deliveries.c.message_id == draft.message_id)
    ).one_or_none()
    if known is not None:
        return rows.delivery(known)
    digest_id = _add_digest(connection, draft, now)
    mark_told(connection, draft.alert_ids, now)
    if draft.recipient_id is not None:
        move_cursors(connection, draft.recipient_id, draft.told_change, draft.told_source_run)
        connection.execute(
            update(recipients)
            .where(recipients.c.id == draft.recipient_id)
            .values(last_digest_at=now)
        )
    row = connection.execute(
        insert(deliveries)
        .values(
            message_id=draft.message_id,
            digest_id=digest_id,
            recipient_id=draft.recipient_id,
            address=draft.address,
            subject=draft.subject,
            state="queued",
            created_at=now,
            next_attempt_at=now,
            expires_at=now + lifetime,
            return_path=draft.return_path,
            message=draft.message,
        )
        .returning(*_DELIVERY)
    ).one()
    return rows.delivery(row)


def _add_digest(connection: Connection, draft: MessageDraft, now: datetime) -> int:
    digest_id: int = connection.execute(
        insert(digests)
        .values(
            message_id=draft.message_id,
            recipient_id=draft.recipient_id,
            subject=draft.subject,
            html=draft.html,
            text=draft.text,
            created_at=now,
            whole=draft.whole,
        )
        .returning(digests.c.id)
    ).scalar_one()
    told = [{"digest_id": digest_id, "change_id": change} for change in draft.change_ids]
    if told:
        connection.execute(insert_or(digest_changes).on_conflict_do_nothing(), told)
    return digest_id


def _digest(connection: Connection, row: rows.AnyRow) -> StoredDigest:
    told = (
        select(digest_changes.c.change_id)
        .where(digest_changes.c.digest_id == row.id)
        .order_by(digest_changes.c.change_id)
    )
    return StoredDigest(
        id=row.id,
        message_id=row.message_id,
        recipient_id=row.recipient_id,
        subject=row.subject,
        html=row.html,
        text=row.text,
        created_at=row.created_at,
        change_ids=tuple(connection.execute(told).scalars()),
        whole=row.whole,
    )


def _short(answer: str | None) -> str | None:
    """Return the answer on one line, without controls, and not endless."""
    if answer is None:
        return None
    printable = "".join(char if char.isprintable() else " " for char in answer)
    return " ".join(printable.split())[:LONGEST_ANSWER]
