"""Who gets mail: the only place where addresses live."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    delete,
    func,
    insert,
    select,
    update,
)

from storage import bounces, rows
from storage.addresses import key, spellings
from storage.codec import dumps
from storage.database import Database
from storage.errors import StorageError
from storage.forgetting import blot_out
from storage.readdressing import readdress
from storage.schema import changes, deliveries, digests, recipients, source_runs
from storage.types import RENEWABLE, Delivery, Recipient

#: 32 bytes of the system's randomness: nobody guesses an unsubscribe link.
TOKEN_BYTES = 32


class Recipients:
    """Knows every Recipient and what each was considered for."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def add(self, recipient: Recipient) -> Recipient:
        """Store a new Recipient, who starts from now: id, token and cursors are given here.

        Raises StorageError when the address is there already.
        """
        with self._database.write() as connection:
            if _found(connection, recipient.address):
                raise StorageError(f"recipient: {recipient.address}: is there already")
            told_change, told_source_run = _by_now(connection)
            row = connection.execute(
                insert(recipients)
                .values(
                    **_wishes(recipient),
                    address_key=key(recipient.address),
                    created_at=recipient.created_at,
                    told_change=told_change,
                    told_source_run=told_source_run,
                    token=secrets.token_urlsafe(TOKEN_BYTES),
                )
                .returning(*recipients.c)
            ).one()
            return rows.recipient(row)

    def edit(self, recipient: Recipient) -> Recipient:
        """Store the Recipient's wishes; cursors, token and unsubscription stay as they are.

        Raises StorageError for nobody, and for an address that is somebody else's.
        """
        with self._database.write() as connection:
            named = _found(connection, recipient.address)
            known = _by_id(connection, recipient.id) if recipient.id else next(iter(named), None)
            if known is None:
                raise StorageError(f"recipient: {recipient.address}: is not known")
            values = _wishes(recipient)
            if not [other for other in named if other.id != known.id]:
                values["address_key"] = key(recipient.address)
            elif key(known.address) != key(recipient.address):
                raise StorageError(f"recipient: {recipient.address}: is there already")
            chosen = update(recipients).where(recipients.c.id == known.id)
            row = connection.execute(chosen.values(**values).returning(*recipients.c)).one()
            return rows.recipient(row)

    def readdress(self, recipient: Recipient, address: str, now: datetime) -> int:
        """Write to the Recipient at another address, also what waits or is held; return how much.

        What came back from the one before counts no more. Raises StorageError for nobody, and for
        an address that is somebody else's.
        """
        with self._database.write() as connection:
            if [other for other in _found(connection, address) if other.id != recipient.id]:
                raise StorageError(f"recipient: {address}: is there already")
            mine = update(recipients).where(recipients.c.id == recipient.id)
            values = {"address": address.strip(), "address_key": key(address), "bounces": 0}
            if not connection.execute(mine.values(**values, suspended_at=None)).rowcount:
                raise StorageError(f"recipient: {recipient.address}: is not known")
            bounces.forgive(connection, recipient.id)
            return readdress(connection, recipient.id, address.strip(), now)

    def start_from(self, address: str, change_id: int, source_run_id: int) -> Recipient:
        """Set the Recipient's cursors: what is newer than these will be told."""
        return self._change(
            address,
            _of(address).values(told_change=change_id, told_source_run=source_run_id),
        )

    def considered(self, cursors: Mapping[int, tuple[int, int]]) -> None:
        """Note up to which Change and SourceRun these Recipients, by id, were considered."""
        if cursors:
            with self._database.write() as connection:
                for recipient_id, (change, source_run) in cursors.items():
                    move_cursors(connection, recipient_id, change, source_run)

    def remove(self, address: str) -> bool:
        """Take the Recipient out; what waits for them is dropped, what was sent stays on record.

        What expired is dropped as well: nobody sends it again by mistake.
        """
        with self._database.write() as connection:
            known = _find(connection, address)
            if known is None:
                return False
            waiting = deliveries.c.state.in_(RENEWABLE)
            connection.execute(
                update(deliveries)
                .where(deliveries.c.recipient_id == known.id, waiting)
                .values(state="dropped")
            )
            connection.execute(delete(recipients).where(recipients.c.id == known.id))
            return True

    def forget(self, address: str) -> bool:
        """Erase the person: the Recipient and every message ever made for the address."""
        with self._database.write() as connection:
            known = _found(connection, address)
            same = func.lower(deliveries.c.address).in_(spellings(address))
            sent = select(deliveries.c.digest_id).where(same)
            gone = connection.execute(sent).scalars().all()
            connection.execute(delete(deliveries).where(same))
            connection.execute(delete(digests).where(digests.c.id.in_(gone)))
            for person in known:
                mine = digests.c.recipient_id == person.id
                connection.execute(delete(digests).where(mine))
                connection.execute(delete(recipients).where(recipients.c.id == person.id))
            blot_out(connection, address)
        self._database.empty_log()
        return bool(known or gone)

    def get(self, address: str) -> Recipient | None:
        """Return the Recipient of that address, whatever its case and its domain's spelling."""
        with self._database.read() as connection:
            return _find(connection, address)

    def by_id(self, recipient_id: int) -> Recipient | None:
        """Return the Recipient of that id (it stands in VERP return paths)."""
        with self._database.read() as connection:
            return _by_id(connection, recipient_id)

    def by_token(self, token: str) -> Recipient | None:
        """Return the Recipient whose unguessable token this is, compared in constant time."""
        found = None
        for recipient in self.all():
            if secrets.compare_digest(recipient.token.encode(), token.encode("utf-8", "replace")):
                found = recipient
        return found

    def all(self) -> tuple[Recipient, ...]:
        """Return every Recipient, in the order they were added."""
        return self._all(select(recipients))

    def active(self) -> tuple[Recipient, ...]:
        """Return those who get mail: neither unsubscribed nor suspended."""
        return self._all(
            select(recipients).where(
                recipients.c.unsubscribed_at.is_(None), recipients.c.suspended_at.is_(None)
            )
        )

    def unsubscribe(self, token: str, now: datetime) -> Recipient | None:
        """Stop all mail to the token's Recipient; an unknown token stops nothing."""
        known = self.by_token(token)
        if known is None or known.unsubscribed_at is not None:
            return known
        return self._change(known.address, _of(known.address).values(unsubscribed_at=now))

    def suspend(self, address: str, now: datetime) -> Recipient:
        """Stop mail to an address that does not take any."""
        return self._change(address, _of(address).values(suspended_at=now))

    def resume(self, address: str) -> Recipient:
        """Send again to an unsubscribed or suspended Recipient, bounces forgotten.

        Who had unsubscribed starts from now: they wanted nothing of what came meanwhile.
        """
        values = {"unsubscribed_at": None, "suspended_at": None, "bounces": 0}
        with self._database.write() as connection:
            known = _find(connection, address)
            if known is not None and known.unsubscribed_at is not None:
                move_cursors(connection, known.id, *_by_now(connection))
            row = connection.execute(
                _of(address).values(**values).returning(*recipients.c)
            ).one_or_none()
            if row is None:
                raise StorageError(f"recipient: {address}: is not known")
            bounces.forgive(connection, row.id)
            return rows.recipient(row)

    def bounce(
        self, delivery: Delivery, status: str, now: datetime, limit: int = 3
    ) -> Recipient | None:
        """Note that a message came back for good; enough of them in a row suspend the Recipient.

        Returns None when it was nobody's, or went to an address they had before.
        """
        who = recipients.c.id == delivery.recipient_id
        with self._database.write() as connection:
            known = connection.execute(select(recipients).where(who)).one_or_none()
            if known is None or key(known.address) != key(delivery.address):
                return None
            bounces.note(connection, delivery.id, status, now)
            streak = bounces.streak(connection, known.id)
            left = known.suspended_at is None and bounces.is_enough(streak, limit, now)
            said = {"bounces": len(streak), "suspended_at": now if left else known.suspended_at}
            row = connection.execute(
                update(recipients).where(who).values(**said).returning(*recipients.c)
            ).one()
            return rows.recipient(row)

    def _change(self, address: str, statement: Update) -> Recipient:
        with self._database.write() as connection:
            row = connection.execute(statement.returning(*recipients.c)).one_or_none()
            if row is None:
                raise StorageError(f"recipient: {address}: is not known")
            return rows.recipient(row)

    def _all(self, query: Select[tuple[object, ...]]) -> tuple[Recipient, ...]:
        with self._database.read() as connection:
            found: Sequence[rows.AnyRow] = connection.execute(query.order_by(recipients.c.id)).all()
        return tuple(rows.recipient(row) for row in found)


def _by_now(connection: Connection) -> tuple[int, int]:
    """Return the last Change and the last SourceRun decided."""
    decided = source_runs.c.decided_at.is_not(None)
    change = connection.execute(select(func.max(changes.c.id))).scalar()
    source_run = connection.execute(select(func.max(source_runs.c.id)).where(decided)).scalar()
    return change or 0, source_run or 0


def move_cursors(
    connection: Connection, recipient_id: int, change_id: int, source_run_id: int
) -> None:
    """Move the Recipient's cursors forward, never back, in the caller's transaction."""
    connection.execute(
        update(recipients)
        .where(recipients.c.id == recipient_id)
        .values(
            told_change=func.max(recipients.c.told_change, change_id),
            told_source_run=func.max(recipients.c.told_source_run, source_run_id),
        )
    )


def _of(address: str) -> Update:
    chosen = select(recipients.c.id).where(_named(address)).order_by(*_likeliest(address)).limit(1)
    return update(recipients).where(recipients.c.id == chosen.scalar_subquery())


def _find(connection: Connection, address: str) -> Recipient | None:
    return next(iter(_found(connection, address)), None)


def _by_id(connection: Connection, recipient_id: int) -> Recipient | None:
    row = connection.execute(
        select(recipients).where(recipients.c.id == recipient_id)
    ).one_or_none()
    return None if row is None else rows.recipient(row)


def _found(connection: Connection, address: str) -> tuple[Recipient, ...]:
    """Return the Recipient of the address; two where both spellings were added long ago."""
    query = select(recipients).where(_named(address)).order_by(*_likeliest(address))
    return tuple(rows.recipient(row) for row in connection.execute(query))


def _named(address: str) -> ColumnElement[bool]:
    return recipients.c.address_key.in_(spellings(address))


def _likeliest(address: str) -> tuple[ColumnElement[Any], ...]:
    """Order by what was written, so that each of two can be meant."""
    return (func.lower(recipients.c.address) != address.strip().lower(), recipients.c.id)


def _wishes(recipient: Recipient) -> dict[str, object]:
    return {
        "address": recipient.address.strip(),
        "name": recipient.name,
        "languages": dumps(recipient.languages),
        "sources": dumps(recipient.sources),
        "genres": dumps(recipient.genres),
        "include": dumps(recipient.include),
        "exclude": dumps(recipient.exclude),
        "weights": recipient.weights,
        "frequency": recipient.frequency,
        "frequency_day": recipient.frequency_day,
        "timezone": recipient.timezone,
        "quiet_nights": recipient.quiet_nights,
    }
