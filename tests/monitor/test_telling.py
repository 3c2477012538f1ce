"""Mail that is stuck is noticed once; chat services never stop a night."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope

from alerts import chat
from alerts.mail import Mailer
from alerts.outbox import deliver
from alerts.render import Rendered
from monitor import telling
from monitor.config import Config, from_table
from monitor.demo.mailbox import Mailbox, free_port
from monitor.telling import Tonight
from storage.errors import DeliveryError
from storage.store import Store
from storage.types import AlertDraft, Letter, MessageDraft, Recipient

EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data" / "monitor.sqlite") as opened:
        yield opened


def configured(folder: Path, port: int, **more: object) -> Config:
    table = {
        "contact": "ops@example.org",
        "data_dir": str(folder / "data"),
        "mail": {"host": "127.0.0.1", "port": port, "security": "none", "sender": "m@example.org"},
        "operators": {"addresses": ["ops@example.org"]},
    }
    return from_table(table | more, "monitor.toml")


def tell(config: Config, store: Store, now: datetime) -> telling.MailReport:
    return telling.tell(config, store, telling.mailer(config), Tonight(now, 0, 0), lambda: now)


def waiting_message(store: Store, now: datetime) -> None:
    draft = MessageDraft(
        "<one@example.org>", "wang@example.org", "news", b"Subject: news\r\n\r\nx\r\n"
    )
    store.outbox.enqueue([draft], now, timedelta(days=5))


def kinds(store: Store) -> list[str]:
    return [alert.kind for alert in reversed(store.alerts.history())]


def letters(folder: Path) -> list[EmailMessage]:
    """Return what operators were written, oldest first."""
    files = sorted((folder / "mailbox").glob("*ops@example.org.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def test_mail_that_waits_since_yesterday_is_noticed_once_and_its_recovery_once(
    tmp_path: Path, store: Store
) -> None:
    down = configured(tmp_path, free_port())
    waiting_message(store, EVENING)
    assert tell(down, store, EVENING).waiting == 1
    assert kinds(store) == []
    for night in (1, 2):
        tell(down, store, EVENING + night * DAY)
        assert kinds(store) == ["mail-stuck"]
    with Mailbox(tmp_path / "mailbox") as mailbox:
        up = configured(tmp_path, mailbox.port)
        assert tell(up, store, EVENING + 3 * DAY).waiting == 0
        tell(up, store, EVENING + 4 * DAY)
        tell(up, store, EVENING + 5 * DAY)
        assert kinds(store) == ["mail-stuck", "mail-recovered"]
        to_operators = list((tmp_path / "mailbox").glob("*ops@example.org.eml"))
    assert len(to_operators) == 2


class Refusing(Mailbox):
    """A server that takes no mail to some addresses."""

    refused: Collection[str] = ()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 fine"


def test_operators_hear_the_same_night_whose_mail_is_refused_and_once_while_it_is_held(
    tmp_path: Path, store: Store
) -> None:
    for name in ("wang", "li", "smith"):
        store.recipients.add(Recipient(0, f"{name}@example.org", quiet_nights=True))
    with Refusing(tmp_path / "mailbox") as mailbox:
        mailbox.refused = ("wang@example.org", "li@example.org")
        config = configured(tmp_path, mailbox.port)
        report = tell(config, store, EVENING)
        assert (report.sent, report.held, report.alerts) == (2, 2, 1)
        assert (tell(config, store, EVENING + DAY).held, kinds(store)) == (4, ["refused"])
        for delivery in store.outbox.all(("held",)):
            store.outbox.drop(delivery.id)
        tell(config, store, EVENING + 2 * DAY)
        assert kinds(store) == ["refused", "refused"]
    (first, _) = sorted((tmp_path / "mailbox").glob("*ops@example.org.eml"))
    mail = message_from_bytes(first.read_bytes(), policy=policy.default)
    assert mail["Subject"] == "[iom-monitor] Mail could not be delivered"
    said = " ".join(mail.get_body(("plain",)).get_content().split())
    assert "wang@example.org: 127.0.0.1: RCPT: 550 5.1.1 no such user" in said
    assert "li@example.org: " in said
    assert "iom-monitor outbox retry ID" in said


def test_operators_hear_of_a_message_that_the_program_died_on_three_times(
    tmp_path: Path, store: Store
) -> None:
    reader = store.recipients.add(Recipient(0, "wang@example.org"))
    draft = MessageDraft("<1@example.org>", reader.address, "news", b"x", reader.id)
    (queued,) = store.outbox.enqueue([draft], EVENING, DAY)
    for _ in range(2):
        store.outbox.begin(queued.id, EVENING)
        store.outbox.interrupted()
    store.outbox.begin(queued.id, EVENING)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        report = tell(configured(tmp_path, mailbox.port), store, EVENING)
    assert (report.sent, report.held, report.alerts) == (1, 1, 1)
    (mail,) = (tmp_path / "mailbox").glob("*ops@example.org.eml")
    assert "wang@example.org: held: the program died 3 times" in mail.read_text("utf-8")


def test_operators_hear_of_every_message_that_the_program_dies_on(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("wang", "li"):
        reader = store.recipients.add(Recipient(0, f"{name}@example.org"))
        draft = MessageDraft(f"<{name}>", reader.address, "news", b"Subject: x\r\n\r\nx", reader.id)
        store.outbox.enqueue([draft], EVENING, 10 * DAY)
    send = Mailer.send

    def killed(mailer: Mailer, letter: Letter) -> str:
        if letter.recipient_id is not None:
            raise KeyboardInterrupt  # as sudden as the kernel's hand, and nothing notes it
        return send(mailer, letter)

    monkeypatch.setattr(Mailer, "send", killed)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        config = configured(tmp_path, mailbox.port)
        for night in range(7):
            with suppress(KeyboardInterrupt):
                tell(config, store, EVENING + night * timedelta(hours=20))
    assert store.outbox.count("held") == 2
    refused = [alert for alert in store.alerts.history() if alert.kind == "refused"]
    named = sorted(alert.text.split(":")[0] for alert in refused)
    assert named == ["li@example.org", "wang@example.org"]
    mails = [
        file.read_text("utf-8") for file in (tmp_path / "mailbox").glob("*ops@example.org.eml")
    ]
    for name in named:
        assert sum(f"{name}: held: the program died 3 times" in mail for mail in mails) == 1


def test_a_server_that_refuses_operators_too_is_asked_once(tmp_path: Path, store: Store) -> None:
    for number in range(9):
        store.recipients.add(Recipient(0, f"{number}@example.org", quiet_nights=True))
    with Refusing(tmp_path / "mailbox") as mailbox:
        mailbox.refused = ("ops@example.org", *(f"{number}@example.org" for number in range(9)))
        config = configured(tmp_path, mailbox.port)
        assert tell(config, store, EVENING).held == 10
    (alert,) = store.alerts.history()
    assert alert.text.splitlines()[-1] == "and 4 more"


def test_each_alert_is_a_message_of_its_own_and_told_once(tmp_path: Path, store: Store) -> None:
    store.alerts.add(AlertDraft("recovered", "chinadaily", "ok again"), EVENING)
    store.alerts.add(AlertDraft("recovered", "china_org_cn", "ok again"), EVENING)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        config = configured(tmp_path, mailbox.port)
        assert tell(config, store, EVENING).alerts == 2
        assert tell(config, store, EVENING + DAY).alerts == 0
    assert len(list((tmp_path / "mailbox").iterdir())) == 2


def test_what_nobody_was_there_to_hear_of_is_one_message_and_no_flood(
    tmp_path: Path, store: Store
) -> None:
    nobody = configured(tmp_path, free_port(), operators={})
    for night in range(40):
        store.alerts.add(AlertDraft("bad", f"site{night}", "answers 503"), EVENING + night * DAY)
        assert tell(nobody, store, EVENING + night * DAY).alerts == 0
    tonight = EVENING + 40 * DAY
    for source in ("chinadaily", "iom_news"):
        store.alerts.add(AlertDraft("recovered", source, "ok again"), tonight)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        report = tell(configured(tmp_path, mailbox.port), store, tonight)
    assert (report.alerts, report.sent) == (42, 3)
    texts = [file.read_text() for file in (tmp_path / "mailbox").iterdir()]
    assert sum("and 39 more" in text for text in texts) == 1
    assert store.alerts.untold() == ()


def test_what_befell_many_sources_in_one_night_is_one_message(tmp_path: Path, store: Store) -> None:
    for name in ("chinadaily", "china_org_cn", "iom_news"):
        store.alerts.add(AlertDraft("bad", name, "network is unreachable"), EVENING)
    for name in ("iom_projects", "reposts"):
        store.alerts.add(AlertDraft("recovered", name, "ok again"), EVENING)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        assert tell(configured(tmp_path, mailbox.port), store, EVENING).sent == 3
    files = sorted((tmp_path / "mailbox").iterdir())
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    subjects = sorted(mail["Subject"] for mail in mails)
    assert subjects[0] == "[iom-monitor] China Daily: could not be checked and 2 more"
    assert [subject.rpartition(": ")[2] for subject in subjects[1:]] == ["recovered", "recovered"]


def test_an_address_that_no_mail_can_go_to_keeps_nobody_elses_back(
    tmp_path: Path, store: Store
) -> None:
    for address in ("no address", "li@straße.example", "wang@example.org"):
        store.recipients.add(Recipient(0, address, quiet_nights=True))
    with Mailbox(tmp_path / "mailbox") as mailbox:
        assert tell(configured(tmp_path, mailbox.port), store, EVENING).sent == 1
    (file,) = (tmp_path / "mailbox").iterdir()
    assert "wang@example.org" in file.name


def test_a_chat_service_that_fails_changes_nothing(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def failing(urls: list[str], rendered: Rendered, _language: str) -> None:
        heard.append(f"{urls[0]} {rendered.subject}")
        raise DeliveryError("chat: urls [1]: did not take the message", permanent=False)

    monkeypatch.setattr(chat, "tell", failing)
    store.alerts.add(AlertDraft("bad", "chinadaily", "answers 503"), EVENING)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        config = configured(tmp_path, mailbox.port, chat={"urls": ["json://chat.example"]})
        assert tell(config, store, EVENING).sent == 1
    assert len(heard) == 1
    assert heard[0].startswith("json://chat.example [iom-monitor] China Daily")


class Greylisting(Mailbox):
    """A server that puts off mail to some addresses."""

    later: Collection[str] = ()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address in self.later:
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 fine"


def test_operators_hear_whose_digest_expired_and_not_that_mail_goes_out_again(
    tmp_path: Path, store: Store
) -> None:
    reader = store.recipients.add(Recipient(0, "wang@example.org", created_at=EVENING))
    draft = MessageDraft("<1>", reader.address, "2 new", b"Subject: 2 new\r\n\r\nx", reader.id)
    (queued,) = store.outbox.enqueue([draft], EVENING, timedelta(days=5))
    with Greylisting(tmp_path / "mailbox") as mailbox:
        mailbox.later = (reader.address,)
        config = configured(tmp_path, mailbox.port)
        reports = [tell(config, store, EVENING + night * DAY) for night in range(8)]
        assert [report.expired for report in reports] == [0, 0, 0, 0, 0, 1, 0, 0]
        assert store.alerts.open() == ()
        mailbox.later = ()
        with telling.mailer(config) as mailer:
            store.outbox.renew(queued, EVENING + 8 * DAY)
            assert deliver(store.outbox, mailer, lambda: EVENING + 8 * DAY).sent == 1
    stuck, expired = letters(tmp_path)
    assert stuck["Subject"] == "[iom-monitor] Mail is stuck"
    assert expired["Subject"] == "[iom-monitor] Mail expired"
    said = " ".join(expired.get_body(("plain",)).get_content().split())
    assert f"{queued.id}: wang@example.org: 2 new: 127.0.0.1: RCPT: 451 4.7.1 greylisted" in said
    assert "iom-monitor outbox retry ID" in said


def test_mail_is_said_to_go_out_again_only_when_none_of_it_was_given_up(
    tmp_path: Path, store: Store
) -> None:
    for name in ("wang", "li"):
        reader = store.recipients.add(Recipient(0, f"{name}@example.org", created_at=EVENING))
        draft = MessageDraft(f"<{name}>", reader.address, "news", b"Subject: x\r\n\r\nx", reader.id)
        store.outbox.enqueue([draft], EVENING, timedelta(days=5))
    with Greylisting(tmp_path / "mailbox") as mailbox:
        mailbox.later = ("wang@example.org", "li@example.org")
        config = configured(tmp_path, mailbox.port)
        tell(config, store, EVENING)
        tell(config, store, EVENING + DAY)
        mailbox.later = ("li@example.org",)
        for night in range(2, 8):
            tell(config, store, EVENING + night * DAY)
        assert len(letters(tmp_path)) == 2
        # What is stuck the next time is news again.
        waiting_message(store, EVENING + 8 * DAY)
        mailbox.later = ("wang@example.org",)
        for night in range(8, 11):
            tell(config, store, EVENING + night * DAY)
        mailbox.later = ()
        for night in range(11, 13):
            tell(config, store, EVENING + night * DAY)
    said = [mail["Subject"].removeprefix("[iom-monitor] ") for mail in letters(tmp_path)]
    assert said == ["Mail is stuck", "Mail expired", "Mail is stuck", "Mail goes out again"]


def test_an_alert_that_expired_is_told_as_well(tmp_path: Path, store: Store) -> None:
    store.alerts.add(AlertDraft("bad", "chinadaily", "answers 503"), EVENING)
    assert tell(configured(tmp_path, free_port()), store, EVENING).waiting == 1
    with Mailbox(tmp_path / "mailbox") as mailbox:
        config = configured(tmp_path, mailbox.port)
        assert tell(config, store, EVENING + 6 * DAY).expired == 1
        assert tell(config, store, EVENING + 7 * DAY).expired == 0
    stuck, expired = letters(tmp_path)
    assert stuck["Subject"] == "[iom-monitor] Mail is stuck"
    said = " ".join(expired.get_body(("plain",)).get_content().split())
    assert "ops@example.org: [iom-monitor] China Daily: could not be checked" in said
