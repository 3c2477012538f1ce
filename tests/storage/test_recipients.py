"""Addresses live here and nowhere else, and can be erased."""

import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from sqlalchemy import update

from storage.errors import StorageError
from storage.readdressing import readdressed
from storage.schema import recipients
from storage.types import AlertDraft, Delivery, MessageDraft, Recipient
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
WISHES = Recipient(
    0,
    "Wang.Fang@example.org",
    name="王芳",
    languages=("zh-Hans", "en"),
    sources=("iom_news",),
    genres=("news", "project"),
    include=("移民", "visa"),
    exclude=("sport",),
    weights="all",
    frequency="weekly",
    frequency_day=3,
    timezone="Asia/Shanghai",
    quiet_nights=True,
)


def test_a_recipient_comes_back_as_wished(world: World) -> None:
    added = world.store.recipients.add(replace(WISHES, created_at=world.now))
    assert added.id > 0
    assert len(added.token) >= 32
    assert replace(added, id=0, token="") == replace(WISHES, created_at=world.now)
    assert world.store.recipients.get("wang.fang@EXAMPLE.org") == added
    assert world.store.recipients.by_id(added.id) == added
    assert world.store.recipients.all() == world.store.recipients.active() == (added,)


def test_an_address_is_there_once_whatever_its_case(world: World) -> None:
    world.store.recipients.add(WISHES)
    with pytest.raises(StorageError, match=r"recipient: wang\.fang@example\.org: is there already"):
        world.store.recipients.add(replace(WISHES, address="wang.fang@example.org"))


def test_a_new_recipient_starts_from_now(world: World) -> None:
    world.night()
    (change,) = world.decide(world.outcome(URL, "One."))
    added = world.store.recipients.add(WISHES)
    assert (added.told_change, added.told_source_run) == (change.id, world.runs[-1].id)


def test_a_recipient_added_while_a_night_runs_still_hears_of_it(world: World) -> None:
    world.night()
    added = world.store.recipients.add(WISHES)
    assert added.told_source_run == 0


def test_editing_wishes_keeps_what_was_told_and_what_was_refused(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    world.store.recipients.start_from(added.address, 7, 3)
    world.store.recipients.unsubscribe(added.token, world.now)
    edited = world.store.recipients.edit(replace(WISHES, languages=("en",), name=None))
    assert (edited.languages, edited.name) == (("en",), None)
    assert (edited.told_change, edited.told_source_run, edited.token) == (7, 3, added.token)
    assert edited.unsubscribed_at == world.now


def test_an_address_can_be_edited_by_id(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    world.store.recipients.edit(replace(added, address="new@example.org"))
    assert world.store.recipients.get("new@example.org").id == added.id
    assert world.store.recipients.get(WISHES.address) is None


def test_cursors_never_go_back_by_themselves(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    world.store.recipients.start_from(added.address, 7, 3)
    told = MessageDraft(
        "<1@x>", added.address, "s", b"x", added.id, told_change=5, told_source_run=4
    )
    world.store.outbox.enqueue([told], world.now, timedelta(5))
    now = world.store.recipients.by_id(added.id)
    assert (now.told_change, now.told_source_run) == (7, 4)
    back = world.store.recipients.start_from(WISHES.address, 2, 1)
    assert (back.told_change, back.told_source_run) == (2, 1)


def test_unsubscribing_by_token_stops_mail_until_resumed(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    assert world.store.recipients.unsubscribe("guessed", world.now) is None
    assert world.store.recipients.active() == (added,)
    gone = world.store.recipients.unsubscribe(added.token, world.now)
    assert gone.unsubscribed_at == world.now
    assert world.store.recipients.active() == ()
    again = world.store.recipients.unsubscribe(added.token, world.now + timedelta(1))
    assert again.unsubscribed_at == world.now
    assert world.store.recipients.resume(WISHES.address).unsubscribed_at is None


def bounce(world: World, recipient: Recipient, number: int) -> Recipient:
    """Have a message come back that was sent as that number."""
    delivery = queue(world, recipient, number)
    world.store.outbox.begin(delivery.id, world.now)
    sent = world.store.outbox.sent(delivery.id, world.now, "250 ok")
    bounced = world.store.recipients.bounce(sent, "5.1.1", world.now)
    assert bounced is not None
    return bounced


def test_the_third_bounce_suspends(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    for number in (1, 2):
        bounced = bounce(world, added, number)
        assert (bounced.bounces, bounced.suspended_at) == (number, None)
    assert bounce(world, added, 3).suspended_at == world.now
    assert world.store.recipients.active() == ()
    resumed = world.store.recipients.resume(WISHES.address)
    assert (resumed.suspended_at, resumed.bounces) == (None, 0)
    assert bounce(world, added, 4).bounces == 1


def test_another_address_is_not_blamed_for_what_the_one_before_sent_back(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    late = queue(world, added, 9)
    world.store.outbox.begin(late.id, world.now)
    late = world.store.outbox.sent(late.id, world.now, "250 ok")
    for number in (1, 2, 3):
        bounce(world, added, number)
    world.store.recipients.start_from(added.address, 7, 3)
    assert world.store.recipients.readdress(added, "wang@example.org", world.now) == 0
    (mended,) = world.store.recipients.active()
    assert (mended.id, mended.token, mended.bounces) == (added.id, added.token, 0)
    assert (mended.told_change, mended.told_source_run) == (7, 3)
    assert world.store.recipients.bounce(late, "5.1.1", world.now) is None
    assert world.store.recipients.get(WISHES.address) is None


def test_what_waits_goes_to_another_address_and_what_was_sent_stays(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    sent, waiting, refused, deadly = (queue(world, added, number) for number in range(4))
    for one in (sent, refused):
        world.store.outbox.begin(one.id, world.now)
    world.store.outbox.sent(sent.id, world.now, "250 ok")
    world.store.outbox.hold(refused.id, "550 5.1.1 no such user")
    for _ in range(3):
        world.store.outbox.begin(deadly.id, world.now)
        world.store.outbox.interrupted()
    later = world.now + timedelta(days=30)
    assert world.store.recipients.readdress(added, "wang@例子.中国", later) == 3
    found = [world.store.outbox.get(one.id) for one in (sent, waiting, refused, deadly)]
    assert [one.state for one in found] == ["sent", "queued", "queued", "held"]
    assert [one.address for one in found] == [WISHES.address, *["wang@例子.中国"] * 3]
    assert {one.id for one in world.store.outbox.due(later)} == {waiting.id, refused.id}
    assert all(one.expires_at == later + timedelta(5) for one in found[1:])


def test_what_expired_goes_to_another_address_only_when_a_person_sends_it_again(
    world: World,
) -> None:
    added = world.store.recipients.add(WISHES)
    expired = world.store.outbox.expire(queue(world, added, 1).id)
    assert world.store.recipients.readdress(added, "wang@example.com", world.now) == 0
    found = world.store.outbox.get(expired.id)
    assert (found.state, found.address) == ("expired", "wang@example.com")


def test_what_expired_is_not_sent_again_to_somebody_who_was_removed(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    expired = world.store.outbox.expire(queue(world, added, 1).id)
    world.store.recipients.remove(WISHES.address)
    with pytest.raises(StorageError, match="is dropped, cannot become queued"):
        world.store.outbox.renew(expired, world.now)


def test_who_had_unsubscribed_starts_from_now_and_who_was_suspended_where_they_were(
    world: World,
) -> None:
    left = world.store.recipients.add(WISHES)
    full = world.store.recipients.add(Recipient(0, "full@example.org"))
    world.store.recipients.unsubscribe(left.token, world.now)
    world.store.recipients.suspend(full.address, world.now)
    world.night()
    (change,) = world.decide(world.outcome("https://www.iom.int/news/a", "A story."))
    resumed = world.store.recipients.resume(left.address)
    assert (resumed.told_change, resumed.told_source_run) == (change.id, world.runs[-1].id)
    assert world.store.recipients.resume(full.address).told_change == full.told_change


def test_a_message_to_another_address_differs_in_nothing_but_the_address() -> None:
    ways = "<https://news.example.org/" + "u" * 90 + ">"
    more = "\r\n <mailto:ops@example.org?subject=unsubscribe%20wang.fang%40example.org>"
    before = (
        f"List-Unsubscribe: {ways},{more}\r\nTo: =?utf-8?b?546L6Iqz?= <Wang.Fang@example.org>\r\n"
    )
    before += f"Subject: {'=?utf-8?q?s?= ' * 9}x\r\nContent-Type: text/plain\r\n\r\n"
    whole = before + "unsubscribe Wang.Fang@example.org, not xWang.Fang@example.org\r\n"
    after = readdressed(whole.encode(), "Wang.Fang@example.org", "li@例子.中国").decode()
    head, _, body = after.partition("\r\n\r\n")
    assert f"List-Unsubscribe: {ways},\r\n <mailto:ops@example.org?subject=" in head
    assert "unsubscribe%20li%40xn--fsqu00a.xn--fiqs8s>" in head
    assert "To: =?utf-8?b?546L6Iqz?= <li@xn--fsqu00a.xn--fiqs8s>\r\n" in head
    assert f"Subject: {'=?utf-8?q?s?= ' * 9}x\r\n" in head
    told = message_from_bytes(after.encode()).get_payload(decode=True)
    assert b"unsubscribe li@xn--fsqu00a.xn--fiqs8s, not xWang" in told, body


def test_a_message_of_nobody_suspends_nobody(world: World) -> None:
    delivery = queue(world, world.store.recipients.add(WISHES))
    world.store.recipients.remove(WISHES.address)
    assert world.store.recipients.bounce(delivery, "5.1.1", world.now) is None


def test_suspending_stops_mail(world: World) -> None:
    world.store.recipients.add(WISHES)
    assert world.store.recipients.suspend(WISHES.address, world.now).suspended_at == world.now
    assert world.store.recipients.active() == ()


def test_who_is_not_there_is_an_error_that_names_them(world: World) -> None:
    with pytest.raises(StorageError, match=r"recipient: nobody@example\.org: is not known"):
        world.store.recipients.resume("nobody@example.org")
    assert not world.store.recipients.remove("nobody@example.org")
    assert not world.store.recipients.forget("nobody@example.org")


def queue(world: World, recipient: Recipient, number: int = 1) -> Delivery:
    draft = MessageDraft(
        f"<{number}@x>", recipient.address, "s", b"secret body", recipient.id, text="secret body"
    )
    (delivery,) = world.store.outbox.enqueue([draft], world.now, timedelta(5))
    return delivery


def test_removing_drops_what_waits_and_keeps_what_was_sent(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    sent, waiting = queue(world, added, 1), queue(world, added, 2)
    world.store.outbox.begin(sent.id, world.now)
    world.store.outbox.sent(sent.id, world.now, "250 ok")
    assert world.store.recipients.remove(WISHES.address)
    assert world.store.recipients.all() == ()
    assert world.store.outbox.get(sent.id).state == "sent"
    assert world.store.outbox.get(waiting.id).state == "dropped"


CHINESE, ASCII = "Li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(("first", "second"), [(CHINESE, ASCII), (ASCII, CHINESE)])
def test_two_spellings_of_a_domain_are_one_recipient(world: World, first: str, second: str) -> None:
    added = world.store.recipients.add(Recipient(0, first))
    with pytest.raises(StorageError, match="is there already"):
        world.store.recipients.add(Recipient(0, second))
    for spelling in (second, second.upper(), "li@例子。中国"):
        assert world.store.recipients.get(spelling) == added
    assert world.store.recipients.edit(Recipient(0, second, name="Li")).id == added.id
    assert world.store.recipients.remove(first)
    assert world.store.recipients.all() == ()


def test_an_address_of_somebody_else_is_not_taken_by_an_edit(world: World) -> None:
    world.store.recipients.add(Recipient(0, CHINESE))
    other = world.store.recipients.add(WISHES)
    with pytest.raises(StorageError, match="is there already"):
        world.store.recipients.edit(replace(other, address=ASCII))


def test_spellings_stored_apart_by_an_older_program_are_told_apart_and_forgotten_together(
    world: World,
) -> None:
    for address in (CHINESE, ASCII):
        added = world.store.recipients.add(Recipient(0, f"{len(address)}@example.org"))
        values = {"address": address, "address_key": address.lower()}
        with world.store.database.write() as connection:
            connection.execute(update(recipients).where(recipients.c.id == added.id).values(values))
    chinese, plain = world.store.recipients.all()
    assert world.store.recipients.get(CHINESE) == chinese
    assert world.store.recipients.get(ASCII) == plain
    assert world.store.recipients.edit(replace(plain, name="Li")).name == "Li"
    assert world.store.recipients.edit(replace(chinese, name="Lei")).name == "Lei"
    sent = [queue(world, chinese, 1), queue(world, plain, 2)]
    assert world.store.recipients.forget(ASCII)
    assert world.store.recipients.all() == ()
    assert [world.store.outbox.get(one.id) for one in sent] == [None, None]


def test_forgetting_leaves_no_trace_in_any_file(world: World) -> None:
    other = world.store.recipients.add(Recipient(0, "other@example.org"))
    added = world.store.recipients.add(WISHES)
    kept, gone = queue(world, other, 1), queue(world, added, 2)
    world.store.alerts.add(AlertDraft("bad", None, "Wang.Fang@Example.org bounced"), world.now)
    world.store.outbox.hold(kept.id, "550 not on behalf of wang.fang@example.org")
    assert world.store.recipients.forget("WANG.FANG@example.org")
    assert world.store.alerts.history()[0].text == "[forgotten] bounced"
    assert world.store.recipients.all() == (world.store.recipients.by_id(other.id),)
    assert world.store.outbox.get(gone.id) is None
    assert world.store.outbox.digest(gone.digest_id) is None
    assert world.store.outbox.get(kept.id) is not None
    for file in world.store.path.parent.glob("monitor.sqlite*"):
        assert b"ang.fang" not in file.read_bytes().lower()


def test_forgetting_blots_an_address_out_of_what_others_were_sent_whole(world: World) -> None:
    other = world.store.recipients.add(Recipient(0, "other@example.org"))
    world.store.recipients.add(WISHES)
    draft = MessageDraft(
        "<1@x>", other.address, "s", b"x", other.id, whole=f"<p>Write to {WISHES.address}.</p>"
    )
    (kept,) = world.store.outbox.enqueue([draft], world.now, timedelta(5))
    world.store.recipients.forget(WISHES.address)
    digest = world.store.outbox.digest(kept.digest_id)
    assert digest.whole == "<p>Write to [forgotten].</p>"


@pytest.mark.parametrize("name", ["Wang.Fang@example.org", "王芳@example.org"])
def test_forgetting_reaches_what_operators_were_told(world: World, name: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = f"{WISHES.address} is suspended"
    mail["List-Unsubscribe"] = "<https://monitor.example/" + "x" * 90 + ">"
    mail.set_content(f"Ask {name} or ali-{name}: 暂停{name}。")
    mail.add_alternative(f"<p>Ask <b>{name}</b></p>", subtype="html")
    sent = mail.as_bytes(policy=SMTP)
    draft = MessageDraft(
        "<1@x>", "ops@example.org", f"{name} is suspended", sent, text=f"Ask {name}"
    )
    (kept,) = world.store.outbox.enqueue([draft], world.now, timedelta(5))
    world.store.recipients.forget(name)
    letter = world.store.outbox.get(kept.id)
    read = message_from_bytes(letter.message, policy=SMTP)
    said = [str(part.get_content()).strip() for part in read.walk() if not part.is_multipart()]
    assert said == [
        f"Ask [forgotten] or ali-{name}: 暂停[forgotten]。",
        "<p>Ask <b>[forgotten]</b></p>",
    ]
    assert letter.subject == "[forgotten] is suspended"
    assert b"\r\n" in letter.message
    assert not re.search(rb"(?<!\r)\n", letter.message)
    (before, after) = (
        [line for line in text.split(b"\r\n") if b"xxxx" in line] for text in (sent, letter.message)
    )
    assert before == after


def test_forgetting_one_leaves_another_whose_address_ends_alike(world: World) -> None:
    world.store.alerts.add(AlertDraft("bad", None, "ali@example.org, li@example.org.cn"), world.now)
    world.store.recipients.add(Recipient(0, "li@example.org"))
    world.store.recipients.forget("li@example.org")
    assert world.store.alerts.history()[0].text == "ali@example.org, li@example.org.cn"


def test_forgetting_reaches_messages_to_somebody_removed_before(world: World) -> None:
    added = world.store.recipients.add(WISHES)
    gone = queue(world, added)
    world.store.recipients.remove(WISHES.address)
    assert world.store.recipients.forget(WISHES.address)
    assert world.store.outbox.get(gone.id) is None


def test_an_id_is_never_given_twice(world: World) -> None:
    first = world.store.recipients.add(WISHES)
    world.store.recipients.forget(WISHES.address)
    assert world.store.recipients.add(WISHES).id > first.id
