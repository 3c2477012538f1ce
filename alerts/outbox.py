"""Queued messages on their way: one commit before sending each, one after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from alerts.clean import one_line
from storage.errors import DeliveryError
from storage.types import Delivery, Letter

#: As Postfix (minimal_backoff_time, maximal_backoff_time): seconds between attempts.
SHORTEST_WAIT, LONGEST_WAIT = 300, 4000
#: As Postfix (maximal_queue_lifetime): after five days yesterday's news is of no use.
LIFETIME = timedelta(days=5)
#: Connections lost one after the other before the rest waits for another night: a server that
#: stalls at every message must not hold this one for hours.
_LOST = 3

log = structlog.get_logger(__name__)


class Queue(Protocol):
    """What deliver() asks of `storage.outbox.Outbox`; every call is one transaction."""

    def interrupted(self) -> tuple[Delivery, ...]:
        """Queue again what a crash left half sent; hold what was crashed upon three times."""

    def unwanted(self) -> tuple[Delivery, ...]:
        """Drop what waits, or is held, for those who unsubscribed since, and return it."""

    def due(self, now: datetime) -> tuple[Delivery, ...]:
        """Return what is to be sent now."""

    def begin(self, delivery_id: int, now: datetime) -> Letter | None:
        """Note that the message is being sent, and return it; None: dropped, as nobody wants it."""

    def sent(self, delivery_id: int, now: datetime, answer: str) -> Delivery:
        """Note that the server took the message."""

    def retry(self, delivery_id: int, next_attempt_at: datetime, error: str | None) -> Delivery:
        """Queue the message again for later."""

    def hold(self, delivery_id: int, error: str) -> Delivery:
        """Set the message aside for a person to look at."""

    def expire(self, delivery_id: int) -> Delivery:
        """Give the message up, until a person has it sent again."""


class Carrier(Protocol):
    """What deliver() asks of `alerts.smtp.Mailer`."""

    def ready(self) -> None:
        """Have a connection. Raises DeliveryError."""

    def send(self, delivery: Letter) -> str:
        """Return the server's answer. Raises DeliveryError."""


@dataclass(slots=True)
class Delivered:
    """What became of the messages that were due."""

    sent: int = 0
    deferred: int = 0
    #: What a person has to look at: refused for good, with the server's words, or crashed upon.
    held: list[Delivery] = field(default_factory=list)
    #: What a reader misses unless a person has it sent again: given up after five days.
    expired: list[Delivery] = field(default_factory=list)
    #: Why nothing could be sent at all, or no more; None: the server was there.
    unreachable: str | None = None


def deliver(outbox: Queue, mailer: Carrier, now: Callable[[], datetime]) -> Delivered:
    """Send everything that is due, each message committed by itself; return what became of it.

    What fails for now is tried again in a later run, what is refused for good is held with the
    server's words. The only error raised is StorageError: without the database nothing may be sent.
    """
    result = Delivered(held=resume(outbox))
    for unwanted in outbox.unwanted():
        log.info("delivery.dropped", delivery=unwanted.id)
    waiting = list(outbox.due(now()))
    lost = 0
    while waiting and result.unreachable is None:
        delivery = waiting.pop(0)
        if now() >= delivery.expires_at:
            _expire(outbox, delivery, result)
            continue
        try:
            mailer.ready()
        except DeliveryError as error:
            waiting.insert(0, delivery)
            result.unreachable = str(error)
            break
        lost = 0 if _attempt(outbox, mailer, delivery, now, result) else lost + 1
        if lost >= _LOST:
            result.unreachable = f"{_LOST} connections lost one after the other"
    _keep(outbox, waiting, now(), result)
    return result


def resume(outbox: Queue) -> list[Delivery]:
    """Queue again what a crash left half sent; return what is held, being crashed upon too often.

    To be asked, and told, before anything is sent: the next message may crash us, too.
    """
    interrupted = outbox.interrupted()
    if interrupted:
        log.warning("delivery.interrupted", count=len(interrupted))
    held = [delivery for delivery in interrupted if delivery.state == "held"]
    for delivery in held:
        _say_held(delivery)
    return held


def wait(attempts: int) -> timedelta:
    """Return how long to wait after that many attempts: doubling, within Postfix's bounds."""
    doubled = SHORTEST_WAIT * 2 ** min(max(attempts, 1) - 1, 10)
    return timedelta(seconds=min(doubled, LONGEST_WAIT))


def _attempt(
    outbox: Queue,
    mailer: Carrier,
    delivery: Delivery,
    now: Callable[[], datetime],
    result: Delivered,
) -> bool:
    """Try one message; return False when the connection, not the message, was the trouble."""
    begun = outbox.begin(delivery.id, now())
    if begun is None:
        log.info("delivery.dropped", delivery=delivery.id)
        return True
    try:
        answer = mailer.send(begun)
    except DeliveryError as error:
        _failed(outbox, begun, error, now(), result)
        return error.permanent or error.code is not None
    except Exception as error:  # the delivery border: one message never stops the rest
        log.exception("delivery.error", delivery=begun.id)
        cause = f"delivery: {begun.id}: {type(error).__name__}: {error}"
        _failed(outbox, begun, DeliveryError(cause, permanent=False), now(), result)
        return True
    outbox.sent(begun.id, now(), answer)
    result.sent += 1
    log.info(
        "delivery.sent", delivery=begun.id, attempts=begun.attempts, answer=one_line(answer, 200)
    )
    return True


def _failed(
    outbox: Queue, delivery: Delivery, error: DeliveryError, now: datetime, result: Delivered
) -> None:
    text = one_line(str(error), 500)
    if error.permanent:
        held = outbox.hold(delivery.id, text)
        result.held.append(held)
        _say_held(held)
        return
    outbox.retry(delivery.id, now + wait(delivery.attempts), text)
    result.deferred += 1
    log.warning("delivery.deferred", delivery=delivery.id, attempts=delivery.attempts, error=text)


def _say_held(delivery: Delivery) -> None:
    log.error("delivery.held", delivery=delivery.id, error=delivery.last_error)


def _expire(outbox: Queue, delivery: Delivery, result: Delivered) -> None:
    result.expired.append(outbox.expire(delivery.id))
    log.warning("delivery.expired", delivery=delivery.id, error=delivery.last_error)


def _keep(outbox: Queue, waiting: list[Delivery], now: datetime, result: Delivered) -> None:
    """Leave queued, with the reason, what there was no server for; no attempt is counted."""
    for delivery in waiting:
        if now >= delivery.expires_at:
            _expire(outbox, delivery, result)
        else:
            later = now + wait(1)
            outbox.retry(delivery.id, later, result.unreachable)
            result.deferred += 1
    if result.unreachable is not None:
        log.warning("mail.unreachable", waiting=len(waiting), error=result.unreachable)
