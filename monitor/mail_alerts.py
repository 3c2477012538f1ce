"""What operators hear about mail: stuck, refused, given up, going out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.outbox import Delivered
from storage.store import Store
from storage.types import Alert, AlertDraft, Delivery

#: Mail that waits since the night before is stuck: nightly runs are a day apart, less their length.
_STUCK = timedelta(hours=20)
#: Refused messages that one alert names; where a relay refuses all, the first say why.
_NAMED = 5


def watch_outbox(store: Store, now: datetime) -> None:
    """Note once that mail is stuck, and once that it goes out again.

    That nothing waits any more is no recovery where what waited was given up: operators have heard
    of that, and are told nothing better.
    """
    waiting = store.outbox.all(("queued", "sending"))
    late = [delivery for delivery in waiting if now - delivery.created_at > _STUCK]
    still = {alert.kind: alert for alert in store.alerts.open()}
    stuck = still.get("mail-stuck")
    if late and stuck is None:
        text = f"{len(late)} messages wait since {late[0].created_at:%Y-%m-%d %H:%M} UTC"
        cause = next((delivery.last_error for delivery in late if delivery.last_error), None)
        store.alerts.add(AlertDraft("mail-stuck", None, f"{text}: {cause}" if cause else text), now)
    elif (stuck or "expired" in still) and not waiting:
        recovered = stuck is not None and "expired" not in still and _went_out(store, stuck)
        draft = AlertDraft("mail-recovered", None, "nothing waits any more")
        store.alerts.add(draft, now, silently=not recovered)


def _went_out(store: Store, stuck: Alert) -> bool:
    """Return whether something that waited when mail was found stuck was sent since."""
    return any(
        delivery.created_at < stuck.created_at <= delivery.sent_at
        for delivery in store.outbox.all(("sent",))
        if delivery.sent_at is not None
    )


def note_trouble(store: Store, delivered: Delivered, now: datetime) -> tuple[Alert, ...]:
    """Note for operators what of this mail a person has to look at."""
    noted = (note_held(store, delivered.held, now), note_expired(store, delivered.expired, now))
    return tuple(alert for alert in noted if alert is not None)


def note_held(store: Store, held: Sequence[Delivery], now: datetime) -> Alert | None:
    """Note for operators whose mail has just been held: refused for good, or crashed upon.

    Not their own, nor that of somebody of whom an earlier message is still held: of these they
    have heard.
    """
    fresh = {each.id for each in held}
    known = {each.address for each in store.outbox.all(("held",)) if each.id not in fresh}
    lines = [
        f"{each.address}: {each.last_error}"
        for each in held
        if each.recipient_id is not None and each.address not in known
    ]
    return store.alerts.add(AlertDraft("refused", None, _named(lines)), now) if lines else None


def note_expired(store: Store, expired: Sequence[Delivery], now: datetime) -> Alert | None:
    """Note for operators which messages have just been given up: nothing else shows them.

    Their own, too: what an alert said that reached nobody, they do not know.
    """
    lines = [f"{one.id}: {one.address}: {one.subject}: {one.last_error}" for one in expired]
    return store.alerts.add(AlertDraft("expired", None, _named(lines)), now) if lines else None


def _named(lines: Sequence[str]) -> str:
    """Return the first of these lines, and how many more there are."""
    more = len(lines) - _NAMED
    return "\n".join([*lines[:_NAMED], *([f"and {more} more"] if more > 0 else [])])
