"""Digests through a real Postfix into a real Dovecot, and its real delivery reports back."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.bounces import Books, count
from alerts.digest import compose
from alerts.mail import Sender, links, message
from alerts.mailboxes import ImapSettings, imap
from alerts.outbox import deliver
from alerts.render import render
from alerts.smtp import Mailer, SmtpSettings
from storage.store import Store
from storage.types import Delivery, MessageDraft, Recipient
from tests.alerts import samples
from tests.system.mailhost import DOMAIN, PASSWORD, MailHost, mail_host, missing

pytestmark = pytest.mark.system

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
SENDER = Sender(f"monitor@{DOMAIN}", bounces=f"bounces@{DOMAIN}", public_url="https://m.example")


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    os.environ["PATH"] += ":/usr/sbin"
    reason = missing()
    if reason and os.environ.get("SYSTEM_TESTS") == "required":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with mail_host() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "monitor.db") as opened:
        yield opened


def smtp(host: MailHost) -> SmtpSettings:
    return SmtpSettings(
        "localhost", host.smtp, "starttls", "reader", PASSWORD, ca_file=host.certificate,
        local_hostname="monitor.test", timeout=10, patience=20, sender=SENDER.address,
    )  # fmt: skip


def mailbox(host: MailHost, user: str) -> ImapSettings:
    return ImapSettings("localhost", f"{user}", PASSWORD, host.imaps, ca_file=host.certificate)


def digest_for(local: str, person: Recipient = samples.BOTH) -> MessageDraft:
    digest = compose(replace(person, address=f"{local}@{DOMAIN}"), samples.NIGHT, samples.NOW)
    assert digest is not None
    made = message(digest, render(digest, links(digest, SENDER)), SENDER, NOW)
    return replace(made, change_ids=(), recipient_id=None)


def send(store: Store, host: MailHost, *drafts: MessageDraft, at: datetime = NOW) -> list[Delivery]:
    queued = store.outbox.enqueue(drafts, NOW, timedelta(days=5))
    with Mailer(smtp(host)) as mailer:
        deliver(store.outbox, mailer, lambda: at)
    return [found for one in queued if (found := store.outbox.get(one.id))]


def arrived(host: MailHost, user: str, seconds: float = 20) -> list[bytes]:
    """What came into a mailbox, waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = list(imap(mailbox(host, user)))
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(host.log()[-3000:])


def test_the_mail_read_back_over_imap_equals_what_was_composed(
    store: Store, host: MailHost
) -> None:
    draft = digest_for("reader")
    (delivery,) = send(store, host, draft)
    assert delivery.state == "sent"
    assert "queued as" in (delivery.last_error or "")
    (content,) = arrived(host, "reader")
    assert content.endswith(draft.message)
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert mail["Return-Path"] == f"<{draft.return_path}>"
    assert mail["Message-ID"] == draft.message_id
    for kind, composed in (("html", draft.html), ("plain", draft.text)):
        body = mail.get_body((kind,))
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == composed


@pytest.mark.parametrize(
    ("local", "state", "text"),
    [
        ("later", "queued", "450 4.2.0"),
        ("busy", "queued", "452 4.2.2"),
        ("unknown", "held", "550 5.1.1"),
        ("full", "held", "552 5.2.2"),
        ("closing", "queued", "421 4.3.2"),
        ("李雷", "queued", "450 4.2.1 <李雷@mail.test>"),  # said with SMTPUTF8
    ],
)
def test_a_real_refusal_of_one_leaves_the_others_alone(
    store: Store, host: MailHost, local: str, state: str, text: str
) -> None:
    refused, good = send(store, host, digest_for(local), digest_for("reader", samples.EN))
    assert refused.state == state
    assert text in (refused.last_error or "")
    assert good.state == "sent"
    arrived(host, "reader")


def test_without_smtputf8_a_chinese_address_is_held_and_the_others_go(
    store: Store, host: MailHost
) -> None:
    host.set(smtputf8_enable="no")
    try:
        held, good = send(store, host, digest_for("李雷"), digest_for("reader", samples.EN))
    finally:
        host.set(smtputf8_enable="yes")
    assert held.state == "held"
    assert "needs SMTPUTF8, which localhost does not offer" in (held.last_error or "")
    assert good.state == "sent"
    arrived(host, "reader")


def test_a_folder_with_a_chinese_name_is_read(host: MailHost) -> None:
    folder = host.folder / "mail/bounces/.&kABP4Q-"  # 退信, as Dovecot keeps it
    for name in ("", "new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "new/1.a.b").write_bytes(b"Subject: x\n\nReport.\n")
    for path in (folder.parent, folder, *folder.rglob("*")):
        shutil.chown(path, "nobody", "nogroup")
    settings = replace(mailbox(host, "bounces"), folder="退信")
    (found,) = imap(settings)
    assert found.endswith(b"Report.\r\n")
    assert list(imap(settings)) == []


def test_a_message_above_the_servers_size_is_held(store: Store, host: MailHost) -> None:
    draft = digest_for("reader")
    huge = replace(draft, message=draft.message + b"x\r\n" * 150_000)
    (delivery,) = send(store, host, huge)
    assert delivery.state == "held"
    assert "552" in (delivery.last_error or "")


def test_a_wrong_password_keeps_the_mail_queued(store: Store, host: MailHost) -> None:
    (delivery,) = store.outbox.enqueue([digest_for("reader")], NOW, timedelta(days=5))
    with Mailer(replace(smtp(host), password="wrong")) as mailer:
        result = deliver(store.outbox, mailer, lambda: NOW)
    assert result.deferred == 1
    found = store.outbox.get(delivery.id)
    assert found is not None
    assert (found.state, found.attempts) == ("queued", 0)
    assert "535" in (found.last_error or "")


def test_a_rate_limit_delays_and_loses_nothing(store: Store, host: MailHost) -> None:
    host.set(smtpd_client_message_rate_limit="2", anvil_rate_time_unit="5s")
    try:
        drafts = [digest_for("reader", replace(samples.EN, id=n)) for n in range(4)]
        states = [one.state for one in send(store, host, *drafts)]
        assert "queued" in states
        assert set(states) <= {"sent", "queued"}
    finally:
        host.set(smtpd_client_message_rate_limit="0")
    with Mailer(smtp(host)) as mailer:
        deliver(store.outbox, mailer, lambda: NOW + timedelta(hours=2))
    assert {one.state for one in store.outbox.all()} == {"sent"}
    wanted, seen = {draft.message_id for draft in drafts}, []
    until = time.monotonic() + 20
    while len(seen) < 4 and time.monotonic() < until:
        found = [
            email.message_from_bytes(one)["Message-ID"] for one in imap(mailbox(host, "reader"))
        ]
        seen += [one for one in found if one in wanted]
        time.sleep(0.2)
    assert sorted(seen) == sorted(wanted)


def test_a_full_queue_delays_and_loses_nothing(store: Store, host: MailHost) -> None:
    host.set(queue_minfree="9000000000000000", message_size_limit="0")
    try:
        (delivery,) = send(store, host, digest_for("reader"))
        assert delivery.state == "queued"
        assert "452 4.3.1" in (delivery.last_error or "")
    finally:
        host.set(queue_minfree="0", message_size_limit="300000")
    with Mailer(smtp(host)) as mailer:
        assert deliver(store.outbox, mailer, lambda: NOW + timedelta(hours=2)).sent == 1
    arrived(host, "reader")


def test_a_real_delivery_report_suspends_the_address(store: Store, host: MailHost) -> None:
    gone = f"moved-away@{DOMAIN}"
    person = store.recipients.add(replace(samples.EN, address=gone))
    draft = replace(digest_for("moved-away", samples.EN), recipient_id=person.id)
    (delivery,) = send(store, host, draft)
    assert delivery.state == "sent"
    reports = arrived(host, "bounces")
    books = Books(store.outbox, store.recipients.bounce, SENDER.domain, limit=1)
    result = count(reports, books, NOW)
    assert [one.address for one in result.suspended] == [gone]
    assert store.recipients.active() == ()
