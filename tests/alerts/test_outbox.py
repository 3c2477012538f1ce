from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from alerts.outbox import deliver, wait
from bench.chaos_mail import draft
from storage.errors import DeliveryError
from storage.store import Store
from storage.types import Delivery, Letter, Recipient

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
LIFETIME = timedelta(days=5)


class Post:
    """A mailer that does what it is told, per address."""

    def __init__(self, **answers: Exception | BaseException) -> None:
        self.answers = answers
        self.sent: list[str] = []
        self.tries: list[str] = []
        self.gone: str | None = None

    def ready(self) -> None:
        if self.gone:
            raise DeliveryError(self.gone, permanent=False)

    def send(self, delivery: Letter) -> str:
        self.tries.append(delivery.address)
        answer = self.answers.get(delivery.address.partition("@")[0])
        if answer is not None:
            raise answer
        self.sent.append(delivery.address)
        return "250 2.0.0 queued"


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def queue(store: Store, *names: str) -> list[Delivery]:
    drafts = [draft(name, f"{name}@example.org") for name in names]
    return list(store.outbox.enqueue(drafts, NOW, LIFETIME))


def state(store: Store, delivery: Delivery) -> Letter:
    found = store.outbox.get(delivery.id)
    assert found is not None
    return found


def test_everything_due_is_sent_and_noted_with_the_servers_answer(store: Store) -> None:
    one, two = queue(store, "one", "two")
    result = deliver(store.outbox, Post(), at(NOW))
    assert (result.sent, result.deferred, result.held) == (2, 0, [])
    assert state(store, one).state == state(store, two).state == "sent"
    assert state(store, one).last_error == "250 2.0.0 queued"
    assert state(store, one).sent_at == NOW


def test_a_refused_message_is_held_with_its_text_and_the_others_go_on(store: Store) -> None:
    bad, good = queue(store, "bad", "good")
    post = Post(bad=DeliveryError("relay: RCPT: 550 no such user", permanent=True, code=550))
    result = deliver(store.outbox, post, at(NOW))
    assert (len(result.held), result.sent) == (1, 1)
    assert state(store, bad).state == "held"
    assert state(store, bad).last_error == "relay: RCPT: 550 no such user"
    assert state(store, good).state == "sent"


def test_a_deferred_message_waits_longer_each_time_and_is_sent_at_last(store: Store) -> None:
    (one,) = queue(store, "one")
    later = DeliveryError("relay: RCPT: 450 greylisted", permanent=False, code=450)
    post = Post(one=later)
    waits = []
    moment = NOW
    for _ in range(6):
        deliver(store.outbox, post, at(moment))
        waits.append((state(store, one).next_attempt_at - moment).total_seconds())
        moment = state(store, one).next_attempt_at
    assert waits == [300, 600, 1200, 2400, 4000, 4000]
    post.answers.clear()
    deliver(store.outbox, post, at(moment))
    assert state(store, one).state == "sent"
    assert state(store, one).attempts == 7


def test_nothing_is_tried_before_its_time(store: Store) -> None:
    queue(store, "one")
    post = Post(one=DeliveryError("450", permanent=False, code=450))
    deliver(store.outbox, post, at(NOW))
    deliver(store.outbox, post, at(NOW + timedelta(seconds=299)))
    assert len(post.tries) == 1


def test_after_five_days_a_message_expires(store: Store) -> None:
    (one,) = queue(store, "one")
    post = Post()
    result = deliver(store.outbox, post, at(NOW + LIFETIME))
    assert [expired.id for expired in result.expired] == [one.id]
    assert state(store, one).state == "expired"
    assert post.tries == []


def test_without_a_server_all_stay_queued_no_attempt_is_counted_and_the_reason_is_kept(
    store: Store,
) -> None:
    deliveries = queue(store, "one", "two", "three")
    post = Post()
    post.gone = "relay:25: not ready for mail: Connection refused"
    result = deliver(store.outbox, post, at(NOW))
    assert (result.deferred, result.unreachable) == (3, post.gone)
    for each in deliveries:
        assert state(store, each).state == "queued"
        assert state(store, each).attempts == 0
        assert state(store, each).last_error == post.gone
    post.gone = None
    assert deliver(store.outbox, post, at(NOW + timedelta(minutes=5))).sent == 3


def test_three_lost_connections_in_a_row_end_the_night_not_the_messages(store: Store) -> None:
    lost = DeliveryError("relay: lost before the message: timed out", permanent=False)
    names = ("a", "b", "c", "d", "e")
    deliveries = queue(store, *names)
    post = Post(**dict.fromkeys(names, lost))
    result = deliver(store.outbox, post, at(NOW))
    assert len(post.tries) == 3
    assert result.deferred == 5
    assert [state(store, each).attempts for each in deliveries] == [1, 1, 1, 0, 0]


def test_a_lost_connection_between_good_ones_ends_nothing(store: Store) -> None:
    lost = DeliveryError("relay: lost", permanent=False)
    queue(store, "a", "ok1", "b", "ok2", "c", "ok3", "d")
    result = deliver(store.outbox, Post(a=lost, b=lost, c=lost, d=lost), at(NOW))
    assert (result.sent, result.deferred, result.unreachable) == (3, 4, None)


def test_messages_that_we_ourselves_cannot_send_end_nothing_for_the_others(store: Store) -> None:
    unsaid = DeliveryError("李@x: needs SMTPUTF8, which relay does not offer", permanent=True)
    queue(store, "a", "b", "c", "good")
    result = deliver(store.outbox, Post(a=unsaid, b=unsaid, c=unsaid), at(NOW))
    assert (len(result.held), result.sent, result.unreachable) == (3, 1, None)


class Leaving(Post):
    """A mailer during whose first message another reader presses the button."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self.leave = leave

    def send(self, delivery: Letter) -> str:
        self.leave()
        return super().send(delivery)


def readers(store: Store, *names: str) -> list[Recipient]:
    return [store.recipients.add(Recipient(0, f"{name}@example.org")) for name in names]


def queue_for(store: Store, *people: Recipient) -> list[Delivery]:
    drafts = [replace(draft(p.address, p.address), recipient_id=p.id) for p in people]
    return list(store.outbox.enqueue(drafts, NOW, LIFETIME))


def test_who_unsubscribed_gets_nothing_that_still_waited_or_was_held(store: Store) -> None:
    stays, leaves = readers(store, "stays", "leaves")
    kept, waited, refused = queue_for(store, stays, leaves, replace(leaves, address="old@x.org"))
    store.outbox.hold(refused.id, "550 5.1.1 no such user")
    store.recipients.unsubscribe(leaves.token, NOW)
    post = Post()
    with capture_logs() as logs:
        result = deliver(store.outbox, post, at(NOW))
    assert post.tries == ["stays@example.org"]
    assert (result.sent, result.deferred, result.held) == (1, 0, [])
    assert state(store, kept).state == "sent"
    assert state(store, waited).state == state(store, refused).state == "dropped"
    dropped = [log["delivery"] for log in logs if log["event"] == "delivery.dropped"]
    assert dropped == [waited.id, refused.id]


def test_who_unsubscribes_while_mail_goes_out_gets_none_and_nothing_stops(store: Store) -> None:
    first, leaves, last = readers(store, "first", "leaves", "last")
    _, unsent, _ = queue_for(store, first, leaves, last)
    post = Leaving(lambda: store.recipients.unsubscribe(leaves.token, NOW))
    assert deliver(store.outbox, post, at(NOW)).sent == 2
    assert post.tries == ["first@example.org", "last@example.org"]
    assert state(store, unsent).state == "dropped"


def test_who_comes_back_before_the_next_try_gets_what_waited(store: Store) -> None:
    (person,) = readers(store, "wang")
    queue_for(store, person)
    store.recipients.unsubscribe(person.token, NOW)
    store.recipients.resume(person.address)
    assert deliver(store.outbox, Post(), at(NOW)).sent == 1


def test_an_error_nobody_foresaw_defers_one_message_only(store: Store) -> None:
    odd, good = queue(store, "odd", "good")
    with capture_logs() as lines:
        result = deliver(store.outbox, Post(odd=RuntimeError("what?")), at(NOW))
    assert (result.sent, result.deferred) == (1, 1)
    (told,) = [line for line in lines if line["event"] == "delivery.error"]
    assert (told["delivery"], told["log_level"], told["exc_info"]) == (odd.id, "error", True)
    assert "RuntimeError: what?" in (state(store, odd).last_error or "")
    assert state(store, good).state == "sent"


def test_what_a_crash_left_half_sent_is_sent_again_with_the_same_message_id(store: Store) -> None:
    (one,) = queue(store, "one")
    store.outbox.begin(one.id, NOW)
    assert deliver(store.outbox, Post(), at(NOW)).sent == 1
    assert state(store, one).message_id == one.message_id


def test_the_third_crash_on_a_message_holds_it_and_the_others_go_on(store: Store) -> None:
    poison, good = queue(store, "poison", "good")
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            deliver(store.outbox, Post(poison=KeyboardInterrupt()), at(NOW))
        assert state(store, good).state == "queued"
    result = deliver(store.outbox, Post(), at(NOW))
    assert result.sent == 1
    assert [(one.id, one.state) for one in result.held] == [(poison.id, "held")]
    assert state(store, poison).state == "held"
    assert state(store, good).state == "sent"


def test_two_deliveries_after_each_other_send_nothing_twice(store: Store) -> None:
    queue(store, "one", "two")
    post = Post()
    deliver(store.outbox, post, at(NOW))
    deliver(store.outbox, post, at(NOW))
    assert post.sent == ["one@example.org", "two@example.org"]


def test_waits_are_postfixs() -> None:
    assert [wait(n).total_seconds() for n in (0, 1, 2, 5, 1000)] == [300, 300, 600, 4000, 4000]
