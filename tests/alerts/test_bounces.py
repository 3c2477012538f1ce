from __future__ import annotations

import mailbox
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from alerts import bounces
from alerts.bounces import Books, bounces_in, count
from alerts.digest import compose
from alerts.mail import Sender, message
from alerts.mailboxes import maildir
from alerts.render import render
from storage.errors import DeliveryError
from storage.store import Store
from storage.types import MessageDraft, Recipient
from tests.alerts import samples

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
SENDER = Sender("monitor@iom.example", bounces="bounces@iom.example")


def report(
    draft: MessageDraft,
    *,
    status: str = "5.1.1",
    action: str = "failed",
    verp: bool = True,
    returned: str = "text/rfc822-headers",
) -> bytes:
    """A delivery report in the shape that Postfix and Exchange give it."""
    to = draft.return_path if verp else "bounces@iom.example"
    inner = (
        f"From: MAILER-DAEMON@mx.example.org\r\nTo: {to}\r\nSubject: Undelivered Mail\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.org\r\nArrival-Date: Sat, 21 Nov 2026 02:30:00 +0000\r\n\r\n"
        f"Final-Recipient: rfc822; {draft.address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such\r\n user\r\n\r\n"
        f"--b\r\nContent-Type: {returned}\r\n\r\n"
        f"Message-ID: {draft.message_id}\r\nSubject: {'x'}\r\n\r\n--b--\r\n"
    )
    return inner.encode()


@pytest.fixture
def sent(store: Store) -> tuple[Recipient, MessageDraft]:
    person = store.recipients.add(samples.EN)
    made = tell(store, replace(person, told_change=0))
    return person, made


def tell(store: Store, person: Recipient, night: int = 0) -> MessageDraft:
    """Write to the reader on that night, and have the server take it."""
    now = NOW + timedelta(days=night)
    digest = compose(replace(person, told_change=0), samples.NIGHT, now)
    assert digest is not None
    digest = replace(digest, key=f"{night:032x}")
    made = replace(message(digest, render(digest), SENDER, now), change_ids=())
    (delivery,) = store.outbox.enqueue([made], now, timedelta(days=5))
    store.outbox.begin(delivery.id, now)
    store.outbox.sent(delivery.id, now, "250 ok")
    return made


def books(store: Store, limit: int = 3) -> Books:
    return Books(store.outbox, store.recipients.bounce, SENDER.domain, limit)


def test_a_report_says_whose_and_why(sent: tuple[Recipient, MessageDraft]) -> None:
    (found,) = bounces_in(report(sent[1]))
    assert (found.status, found.permanent) == ("5.1.1", True)
    assert found.diagnostic == "smtp; 550 5.1.1 no such user"
    assert found.keys == (f"{0:032x}",)


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_without_verp_the_returned_message_id_tells_whose_it_is(
    store: Store, sent: tuple[Recipient, MessageDraft], returned: str
) -> None:
    result = count([report(sent[1], verp=False, returned=returned)], books(store), NOW)
    assert (result.permanent, result.unmatched) == (1, 0)


def test_the_third_permanent_failure_suspends_the_address(store: Store) -> None:
    person = store.recipients.add(samples.EN)
    reports = [report(tell(store, replace(person, told_change=0), night)) for night in range(3)]
    assert count(reports[:2], books(store), NOW).suspended == ()
    assert store.recipients.active() != ()
    result = count(reports[2:], books(store), NOW)
    assert [one.address for one in result.suspended] == [person.address]
    assert store.recipients.active() == ()


def come_back(store: Store, status: str, *nights: int) -> list[int]:
    """Return the nights on which the reader is suspended: only these nights' mail comes back."""
    person = store.recipients.add(samples.EN)
    suspended = []
    for night in range(max(nights) + 1):
        mail = report(tell(store, person, night), status=status)
        if night in nights:
            morning = NOW + timedelta(days=night, hours=1)
            found = count([mail], books(store), morning).suspended
            suspended += [night] * len(found)
    return suspended


@pytest.mark.parametrize("nights", [(0, 2, 4, 6), (0, 1, 3, 4)])
def test_mail_that_gets_through_starts_the_count_anew(
    store: Store, nights: tuple[int, ...]
) -> None:
    assert come_back(store, "5.1.1", *nights) == []


def test_failures_before_one_that_got_through_are_not_added(store: Store) -> None:
    assert come_back(store, "5.1.1", 0, 1, 3, 4, 5, 6) == [5]


@pytest.mark.parametrize("status", ["5.2.2", "4.2.2", "4.4.7"])
def test_who_is_full_or_out_of_reach_is_suspended_after_a_month(store: Store, status: str) -> None:
    assert come_back(store, status, *range(33)) == [30]


def test_reports_may_come_in_any_order(store: Store) -> None:
    person = store.recipients.add(samples.EN)
    reports = [report(tell(store, person, night)) for night in range(3)]
    assert count([reports[2]], books(store), NOW).suspended == ()
    assert count([reports[0]], books(store), NOW).suspended == ()
    assert count([reports[1]], books(store), NOW).suspended != ()


def test_a_report_of_last_night_is_not_counted_again(
    store: Store, sent: tuple[Recipient, MessageDraft]
) -> None:
    for day in range(5):
        found = count([report(sent[1])], books(store), NOW + timedelta(days=day))
        assert found.suspended == ()


def test_who_is_resumed_starts_anew(store: Store) -> None:
    assert come_back(store, "5.1.1", 0, 1, 2) == [2]
    person = store.recipients.resume(samples.EN.address)
    mail = report(tell(store, person, 3))
    assert count([mail], books(store), NOW + timedelta(days=4)).suspended == ()


@pytest.mark.parametrize("status", ["4.2.2", "4.7.0", "5.2.2"])
def test_a_delay_never_counts(
    store: Store, sent: tuple[Recipient, MessageDraft], status: str
) -> None:
    result = count([report(sent[1], status=status, action="delayed")] * 20, books(store, 1), NOW)
    assert result.permanent == 0
    known = store.recipients.get(samples.EN.address)
    assert (known.bounces, known.suspended_at) == (0, None)


def test_the_same_report_twice_counts_once(
    store: Store, sent: tuple[Recipient, MessageDraft]
) -> None:
    assert count([report(sent[1])] * 5, books(store, 2), NOW).permanent == 1


def test_a_forged_report_counts_nothing(store: Store, sent: tuple[Recipient, MessageDraft]) -> None:
    forged = replace(sent[1], message_id=f"<{'f' * 32}@iom.example>", return_path=None)
    result = count([report(forged, verp=False)], books(store, 1), NOW)
    assert (result.unmatched, result.permanent) == (1, 0)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_success_report_is_no_bounce(sent: tuple[Recipient, MessageDraft], action: str) -> None:
    assert bounces_in(report(sent[1], action=action, status="2.0.0")) == ()


def test_an_out_of_office_answer_is_no_bounce() -> None:
    mail = EmailMessage()
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content("I am away until Monday.")
    assert bounces_in(mail.as_bytes()) == ()


@pytest.mark.parametrize(
    "junk", [b"", b"\x00\xff" * 1000, b"Content-Type: multipart/report\r\n\r\n--"]
)
def test_junk_is_no_bounce(junk: bytes) -> None:
    assert bounces_in(junk) == ()


HOSTILE = (
    b"To: \xff\xfe<@[.example", b"In-Reply-To: a.b c <x@y>", b"References: \xff.\x00 .<",
    b"Delivered-To: =?unknown-8bit?b?\xff?= <", b"To: a:b@[.example;",
)  # fmt: skip


@pytest.mark.parametrize("header", HOSTILE)
def test_a_report_with_headers_that_are_none_counts_all_the_same(
    store: Store, sent: tuple[Recipient, MessageDraft], header: bytes
) -> None:
    hostile = header + b"\r\n" + report(sent[1])
    assert count([hostile], books(store), NOW).permanent == 1


def test_a_report_that_cannot_be_read_keeps_none_of_the_others_from_being_counted(
    store: Store, sent: tuple[Recipient, MessageDraft], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = bounces.bounces_in

    def failing(content: bytes) -> tuple[bounces.Bounce, ...]:
        if content == b"odd":
            raise IndexError("list index out of range")
        return reads(content)

    monkeypatch.setattr(bounces, "bounces_in", failing)
    result = count([b"odd", report(sent[1])], books(store), NOW)
    assert (result.reports, result.permanent, result.unmatched) == (2, 1, 1)


def test_a_maildir_with_a_file_that_cannot_be_read_is_said_to_be_the_trouble(
    store: Store, tmp_path: Path
) -> None:
    mailbox.Maildir(tmp_path / "bounces", create=True)
    (tmp_path / "bounces" / "new" / "1").symlink_to(tmp_path / "nothing")
    with pytest.raises(DeliveryError, match=r"bounces: .*/new/1: No such file"):
        count(maildir(tmp_path / "bounces"), books(store), NOW)


def test_a_mail_that_another_program_takes_away_meanwhile_is_passed_over(
    store: Store, sent: tuple[Recipient, MessageDraft], tmp_path: Path
) -> None:
    box = mailbox.Maildir(tmp_path / "bounces", create=True)
    for key in ("one", "two", "three"):
        (tmp_path / "bounces" / "new" / key).write_bytes(report(sent[1]))
    reading = maildir(tmp_path / "bounces")
    next(reading)
    for key in list(box.keys())[1:]:
        box.remove(key)
    assert list(reading) == []


def test_a_maildir_is_read_once_and_marked(
    store: Store, sent: tuple[Recipient, MessageDraft], tmp_path: Path
) -> None:
    box = mailbox.Maildir(tmp_path / "bounces", create=True)
    box.add(report(sent[1]))
    assert count(maildir(tmp_path / "bounces"), books(store), NOW).permanent == 1
    assert count(maildir(tmp_path / "bounces"), books(store), NOW).reports == 0
    assert [message.get_flags() for message in mailbox.Maildir(tmp_path / "bounces")] == ["S"]


@pytest.mark.parametrize(
    "junk",
    [
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n\xe9 no part at all\r\n',
        b"Content-Type: multipart/report\n\n\xff\xfe",
        b"Content-Type: message/delivery-status\nContent-Type: multipart/digest\n\n\xe4\xb8\xad",
    ],
)
def test_a_mail_that_cannot_be_written_again_is_marked_all_the_same_and_byte_for_byte(
    store: Store, sent: tuple[Recipient, MessageDraft], tmp_path: Path, junk: bytes
) -> None:
    folder = tmp_path / "bounces"
    mailbox.Maildir(folder, create=True)
    (folder / "new" / "1.junk,S=60").write_bytes(junk)
    (folder / "cur" / "2.report:2,R").write_bytes(report(sent[1]))
    assert count(maildir(folder), books(store), NOW).permanent == 1
    assert {file.name for file in folder.rglob("[12].*")} == {"1.junk,S=60:2,S", "2.report:2,RS"}
    assert (folder / "cur" / "1.junk,S=60:2,S").read_bytes() == junk
    assert list(maildir(folder)) == []
