"""Messages are written before they are sent, and each is committed by itself."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from storage.errors import StorageError
from storage.types import AlertDraft, Delivery, MessageDraft, Recipient
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
FIVE_DAYS = timedelta(days=5)


def draft(number: int = 1, **changes: Any) -> MessageDraft:
    given = {"address": "a@example.org", "subject": "新闻", "message": b"From: x\r\n\r\nbody\r\n"}
    return MessageDraft(f"<{number}@x>", **{**given, **changes})


def enqueue(world: World, *drafts: MessageDraft) -> tuple[Delivery, ...]:
    return world.store.outbox.enqueue(drafts or (draft(),), world.now, FIVE_DAYS)


def test_a_message_is_queued_with_what_it_tells_and_whom(world: World) -> None:
    world.night()
    (change,) = world.decide(world.outcome(URL, "One."), alerts=(AlertDraft("bad", "x", "t"),))
    (alert,) = world.store.alerts.untold()
    world.now += timedelta(hours=1)
    reader = world.store.recipients.add(Recipient(0, "a@example.org"))
    world.store.recipients.start_from(reader.address, 0, 0)
    told = draft(
        recipient_id=reader.id,
        change_ids=(change.id,),
        alert_ids=(alert.id,),
        told_change=change.id,
        told_source_run=1,
        html="<p>新闻</p>",
        text="新闻",
        whole="<p>新闻，全文</p>",
        return_path="bounce+1@x",
    )
    (delivery,) = enqueue(world, told)
    assert (delivery.state, delivery.attempts) == ("queued", 0)
    assert (delivery.created_at, delivery.next_attempt_at) == (world.now, world.now)
    assert delivery.expires_at == world.now + FIVE_DAYS
    assert world.store.outbox.get(delivery.id).message == told.message
    assert delivery.return_path == "bounce+1@x"
    digest = world.store.outbox.digest(delivery.digest_id)
    assert digest.change_ids == (change.id,)
    assert (digest.html, digest.text, digest.subject) == ("<p>新闻</p>", "新闻", "新闻")
    assert digest.whole == "<p>新闻，全文</p>"
    assert world.store.outbox.digests() == (digest,)
    assert world.store.alerts.untold() == ()
    moved = world.store.recipients.by_id(reader.id)
    assert (moved.told_change, moved.told_source_run) == (change.id, 1)
    assert moved.last_digest_at == world.now


def test_an_alert_was_told_when_it_was_first_told(world: World) -> None:
    alert = world.store.alerts.add(AlertDraft("bad", "x", "t"), world.now)
    first = world.now
    for number in (1, 2):
        enqueue(world, draft(number, alert_ids=(alert.id,)))
        world.now += timedelta(days=1)
    assert world.store.alerts.history()[0].told_at == first


def test_all_messages_are_queued_or_none(world: World) -> None:
    reader = world.store.recipients.add(Recipient(0, "a@example.org"))
    with pytest.raises(StorageError, match="FOREIGN KEY"):
        enqueue(world, draft(1, recipient_id=reader.id, told_change=9), draft(2, change_ids=(99,)))
    assert world.store.outbox.all() == ()
    assert world.store.recipients.by_id(reader.id).told_change == 0


def test_the_same_message_is_queued_once(world: World) -> None:
    (first,) = enqueue(world)
    (again,) = enqueue(world)
    assert again == first
    assert len(world.store.outbox.all()) == 1


def test_a_message_goes_from_queued_to_sending_to_sent(world: World) -> None:
    (queued,) = enqueue(world)
    sending = world.store.outbox.begin(queued.id, world.now)
    assert (sending.state, sending.attempts) == ("sending", 1)
    assert world.store.outbox.due(world.now) == ()
    sent = world.store.outbox.sent(queued.id, world.now, "250 2.0.0\r\n ok\x1b[31m queued")
    assert (sent.state, sent.sent_at) == ("sent", world.now)
    assert sent.last_error == "250 2.0.0 ok [31m queued"


def test_a_refused_message_waits_and_is_due_again(world: World) -> None:
    (queued,) = enqueue(world)
    world.store.outbox.begin(queued.id, world.now)
    later = world.now + timedelta(seconds=300)
    waiting = world.store.outbox.retry(queued.id, later, "450 busy")
    assert (waiting.state, waiting.last_error) == ("queued", "450 busy")
    assert world.store.outbox.due(later - timedelta(seconds=1)) == ()
    assert world.store.outbox.due(later) == (waiting,)


def test_a_message_put_off_under_a_clock_that_was_put_back_waits_for_no_year(world: World) -> None:
    (queued,) = enqueue(world)
    ahead = world.store.outbox.retry(queued.id, world.now + timedelta(days=400), "450 busy")
    assert world.store.outbox.due(world.now) == (ahead,)


def test_held_expired_and_dropped_messages_are_not_due(world: World) -> None:
    held, expired, dropped = enqueue(world, draft(1), draft(2), draft(3))
    world.store.outbox.begin(held.id, world.now)
    world.store.outbox.hold(held.id, "550 no such user")
    world.store.outbox.expire(expired.id)
    world.store.outbox.drop(dropped.id)
    assert world.store.outbox.due(world.now + FIVE_DAYS) == ()
    assert [one.state for one in world.store.outbox.all()] == ["held", "expired", "dropped"]
    assert [one.id for one in world.store.outbox.all(("held", "dropped"))] == [held.id, dropped.id]


def test_a_held_message_can_be_tried_again(world: World) -> None:
    (queued,) = enqueue(world)
    world.store.outbox.hold(queued.id, "550")
    assert world.store.outbox.retry(queued.id, world.now, None).state == "queued"


@pytest.mark.parametrize("end", ["sent", "expired", "dropped"])
def test_what_is_over_stays_over(world: World, end: str) -> None:
    (queued,) = enqueue(world)
    if end == "sent":
        world.store.outbox.begin(queued.id, world.now)
        world.store.outbox.sent(queued.id, world.now, "250")
    else:
        (world.store.outbox.expire if end == "expired" else world.store.outbox.drop)(queued.id)
    for act in (
        lambda: world.store.outbox.begin(queued.id, world.now),
        lambda: world.store.outbox.retry(queued.id, world.now, "x"),
        lambda: world.store.outbox.hold(queued.id, "x"),
    ):
        with pytest.raises(StorageError, match=f"delivery: {queued.id}: is {end}, cannot become"):
            act()
    assert world.store.outbox.get(queued.id).state == end


def test_a_message_cannot_be_sent_twice_at_once(world: World) -> None:
    (queued,) = enqueue(world)
    world.store.outbox.begin(queued.id, world.now)
    with pytest.raises(StorageError, match="is sending, cannot become sending"):
        world.store.outbox.begin(queued.id, world.now)


def test_what_a_crash_left_half_sent_is_queued_again_and_held_the_third_time(world: World) -> None:
    other, queued = enqueue(world, draft(1), draft(2))
    for _ in range(2):
        world.store.outbox.begin(queued.id, world.now)
        assert [one.id for one in world.store.outbox.interrupted()] == [queued.id]
    world.store.outbox.begin(queued.id, world.now)
    (held,) = world.store.outbox.interrupted()
    assert (held.id, held.state, held.attempts) == (queued.id, "held", 3)
    assert world.store.outbox.get(queued.id).state == "held"
    assert "died 3 times" in held.last_error
    assert world.store.outbox.due(world.now)[0].id == other.id


def test_a_reply_between_crashes_begins_the_count_anew(world: World) -> None:
    (queued,) = enqueue(world)
    for _ in range(3):
        world.store.outbox.begin(queued.id, world.now)
        world.store.outbox.interrupted()
        world.store.outbox.begin(queued.id, world.now)
        world.store.outbox.retry(queued.id, world.now, "450")
    assert world.store.outbox.get(queued.id).state == "queued"


def test_a_delivery_is_found_by_its_message_id(world: World) -> None:
    (queued,) = enqueue(world)
    assert world.store.outbox.by_message_id("<1@x>") == queued
    assert world.store.outbox.by_message_id("<2@x>") is None
    assert world.store.outbox.get(99) is None
    assert world.store.outbox.digest(99) is None
    with pytest.raises(StorageError, match="delivery: 99: is not known"):
        world.store.outbox.begin(99, world.now)


def test_the_longest_waiting_is_sent_first(world: World) -> None:
    first, second = enqueue(world, draft(1), draft(2))
    world.store.outbox.retry(first.id, world.now + timedelta(hours=1), "450")
    due = world.store.outbox.due(world.now + timedelta(hours=2))
    assert [one.id for one in due] == [second.id, first.id]


def test_looking_through_the_outbox_reads_no_message(world: World) -> None:
    queued = enqueue(world, draft(1), draft(2), draft(3))
    world.store.outbox.hold(queued[2].id, "550")
    asked: list[str] = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(*call: Any) -> None:
        asked.append(call[2])

    outbox = world.store.outbox
    try:
        assert [one.id for one in outbox.all()] == [1, 2, 3]
        assert [one.id for one in outbox.due(world.now)] == [1, 2]
        assert (outbox.count("queued", "sending"), outbox.count("held")) == (2, 1)
        assert outbox.by_message_id("<1@x>") == queued[0]
        outbox.drop(3)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert asked
    assert not [each for each in asked if re.search(r"\bmessage\b", each)]


def test_a_held_message_that_a_person_queues_again_has_the_time_of_a_new_one(world: World) -> None:
    (delivery,) = enqueue(world)
    held = world.store.outbox.hold(delivery.id, "550 no such user")
    world.now += FIVE_DAYS + timedelta(hours=1)
    again = world.store.outbox.renew(held, world.now)
    assert (again.state, again.next_attempt_at) == ("queued", world.now)
    assert again.expires_at == world.now + FIVE_DAYS
    assert again.last_error == "550 no such user"


def test_an_expired_message_that_a_person_queues_again_has_the_time_of_a_new_one(
    world: World,
) -> None:
    (delivery,) = enqueue(world)
    expired = world.store.outbox.expire(delivery.id)
    world.now += FIVE_DAYS
    again = world.store.outbox.renew(expired, world.now)
    assert (again.state, again.expires_at) == ("queued", world.now + FIVE_DAYS)
