from __future__ import annotations

import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from alerts.smtp import Mailer
from bench.chaos_mail import draft, settings
from bench.faulty_smtp import FaultySmtp
from monitor.demo.mailbox import free_port
from storage.errors import DeliveryError
from storage.types import Letter

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def delivery(key: str = "one", address: str = "reader@example.org", **more: object) -> Letter:
    made = draft(key, address)
    values = {
        "id": 1, "message_id": made.message_id, "address": address, "subject": key,
        "state": "sending", "attempts": 1, "created_at": NOW, "next_attempt_at": NOW,
        "expires_at": NOW + timedelta(days=5), "message": made.message,
    } | more  # fmt: skip
    return Letter(**values)  # type: ignore[arg-type]


@pytest.fixture
def server(certificate: Path) -> Iterator[FaultySmtp]:
    with FaultySmtp(certificate) as running:
        yield running


@pytest.fixture
def mailer(server: FaultySmtp, certificate: Path) -> Iterator[Mailer]:
    with Mailer(settings(server.port, certificate, 5.0)) as made:
        yield made


def test_one_connection_serves_all_messages(server: FaultySmtp, mailer: Mailer) -> None:
    for key in ("a", "b", "c"):
        assert mailer.send(delivery(key)).startswith("250")
    assert server.connections == 1
    assert server.ids() == ["<a@example.org>", "<b@example.org>", "<c@example.org>"]


def test_a_server_that_is_not_there_is_named_in_words(certificate: Path) -> None:
    port = free_port()
    with pytest.raises(DeliveryError) as raised:
        Mailer(settings(port, certificate)).ready()
    assert str(raised.value) == f"localhost:{port}: not ready for mail: Connection refused"


def test_a_relay_that_limits_messages_a_connection_delays_nothing(
    server: FaultySmtp, mailer: Mailer
) -> None:
    server.limit = 2
    for number in range(5):
        mailer.send(delivery(str(number)))
    assert len(server.accepted) == 5
    assert server.connections == 3


def test_a_relay_that_closes_after_a_refusal_delays_nothing(
    server: FaultySmtp, mailer: Mailer
) -> None:
    server.answers["refused"] = "550 5.1.1 no such user"
    with pytest.raises(DeliveryError):
        mailer.send(delivery("a", "refused@example.org"))
    server.limit = -1
    mailer.send(delivery("b"))
    assert server.ids() == ["<b@example.org>"]


def test_lines_that_begin_with_a_dot_arrive_as_they_were(
    server: FaultySmtp, mailer: Mailer
) -> None:
    message = b"Message-ID: <dots@x>\r\n\r\n.\r\n..two\r\n. one\r\nlast.\r\n"
    mailer.send(replace(delivery(), message=message))
    assert server.messages == [message]


@pytest.mark.parametrize(
    ("answer", "permanent", "code"),
    [
        ("550 5.1.1 no such user", True, 550),
        ("552 5.2.2 mailbox full", True, 552),
        ("553 5.1.3 bad address", True, 553),
        ("450 4.2.0 greylisted", False, 450),
        ("452 4.2.2 over quota", False, 452),
        ("530 5.7.0 log in first", False, 530),
    ],
)
def test_one_refused_recipient_does_not_block_the_next(
    server: FaultySmtp,
    mailer: Mailer,
    answer: str,
    permanent: bool,
    code: int,
) -> None:
    server.answers["refused"] = answer
    with pytest.raises(DeliveryError) as refusal:
        mailer.send(delivery("a", "refused@example.org"))
    assert (refusal.value.permanent, refusal.value.code) == (permanent, code)
    assert answer.partition(" ")[2] in str(refusal.value)
    mailer.send(delivery("b"))
    assert server.ids() == ["<b@example.org>"]
    assert server.connections == 1


def test_the_answer_to_the_final_dot_may_take_longer_than_any_other(certificate: Path) -> None:
    with FaultySmtp(certificate) as server:
        patient = replace(settings(server.port, certificate, 1.0), timeout=0.5, patience=5.0)
        with Mailer(patient) as mailer:
            mailer.ready()
            server.slow = 1.2
            assert mailer.send(delivery()).startswith("250")


LARGE = b"Message-ID: <large@x>\r\n\r\n" + b"x" * 70 * 100_000 + b"\r\n"


def test_a_large_message_may_take_longer_to_give_over_than_any_answer(certificate: Path) -> None:
    with FaultySmtp(certificate, pace=0.005) as server:
        patient = replace(settings(server.port, certificate), timeout=0.5, patience=20.0)
        with Mailer(patient) as mailer:
            assert mailer.send(replace(delivery(), message=LARGE)).startswith("250")
    assert server.messages == [LARGE]


@pytest.mark.parametrize("timeout", [0.5, 20.0])
def test_a_server_that_stops_reading_a_message_is_given_up(
    certificate: Path, timeout: float
) -> None:
    with FaultySmtp(certificate, pace=30.0) as server:
        impatient = replace(settings(server.port, certificate), timeout=timeout, patience=1.0)
        with Mailer(impatient) as mailer, pytest.raises(DeliveryError, match="amid") as error:
            mailer.send(replace(delivery(), message=LARGE))
    assert str(error.value) == "localhost: lost amid the message: The write operation timed out"
    assert (error.value.permanent, error.value.code) == (False, None)
    assert server.messages == []


class _Keep:
    """What aiosmtpd, a server of others' writing, hands over."""

    def __init__(self) -> None:
        self.envelopes: list[tuple[str, list[str], bytes]] = []
        self.options: list[list[str]] = []
        self.logins: list[tuple[str, bytes]] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        self.options.append(envelope.mail_options)
        return "250 kept"

    def authenticate(
        self, server: object, session: object, envelope: object, mechanism: str, data: Any
    ) -> AuthResult:
        if isinstance(data, LoginPassword):
            self.logins.append((mechanism, data.password))
            return AuthResult(success=data.password == b"secret", handled=False)
        return AuthResult(success=False, handled=False)


@contextmanager
def other_server(
    certificate: Path, *, implicit: bool = False, **options: Any
) -> Iterator[tuple[_Keep, int]]:
    keep = _Keep()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    options |= {"ssl_context": context} if implicit else {}
    port = free_port()
    controller = Controller(keep, "localhost", port, **options)
    controller.start()
    try:
        yield keep, port
    finally:
        controller.stop()


def tls_options(certificate: Path) -> dict[str, Any]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return {"tls_context": context, "require_starttls": True}


def test_a_message_arrives_byte_for_byte_over_starttls(certificate: Path) -> None:
    with other_server(certificate, **tls_options(certificate)) as (keep, port):
        wanted = replace(settings(port, certificate, 5.0), username=None)
        with Mailer(wanted) as mailer:
            mailer.send(replace(delivery(), return_path="bounces+key@example.org"))
    ((sender, recipients, content),) = keep.envelopes
    assert sender == "bounces+key@example.org"
    assert recipients == ["reader@example.org"]
    assert content == draft("one").message


def test_a_message_arrives_over_implicit_tls_with_a_login(certificate: Path) -> None:
    keep = _Keep()
    options = {"authenticator": keep.authenticate, "auth_require_tls": False}
    with other_server(certificate, implicit=True, **options) as (kept, port):
        encrypted = replace(settings(port, certificate, 5.0), security="tls")
        with Mailer(encrypted) as mailer:
            assert mailer.send(delivery()) == "250 kept"
    assert len(kept.envelopes) == 1
    assert [password for _, password in keep.logins] == [b"secret"]


@pytest.mark.parametrize("offered", ["PLAIN", "LOGIN"])
def test_a_password_may_have_any_letters(certificate: Path, offered: str) -> None:
    keep = _Keep()
    options = {"authenticator": keep.authenticate, "auth_require_tls": False}
    options["auth_exclude_mechanism"] = {"PLAIN", "LOGIN"} - {offered}
    with other_server(certificate, implicit=True, **options) as (_, port):
        tls = replace(settings(port, certificate, 5.0), security="tls", username="büro@例子")
        with (
            Mailer(replace(tls, password="Paßwort-密码")) as mailer,
            pytest.raises(DeliveryError) as error,
        ):
            mailer.ready()
    assert keep.logins == [(offered, "Paßwort-密码".encode())]
    assert error.value.code == 535


CHINESE = "李雷@例子.中国"


def test_an_address_in_chinese_goes_to_a_server_that_speaks_smtputf8(certificate: Path) -> None:
    options = tls_options(certificate) | {"enable_SMTPUTF8": True}
    with other_server(certificate, **options) as (keep, port):
        mailer = Mailer(replace(settings(port, certificate, 5.0), username=None))
        mailer.send(delivery("one", CHINESE))
        mailer.send(delivery("two"))
        mailer.close()
    assert [recipients for _, recipients, _ in keep.envelopes] == [
        ["李雷@xn--fsqu00a.xn--fiqs8s"],
        ["reader@example.org"],
    ]
    assert "SMTPUTF8" in keep.options[0]
    assert "SMTPUTF8" not in keep.options[1]


def test_an_address_in_chinese_is_held_where_the_server_does_not(
    server: FaultySmtp, mailer: Mailer
) -> None:
    with pytest.raises(DeliveryError, match="needs SMTPUTF8, which localhost does not offer") as no:
        mailer.send(delivery("a", CHINESE))
    assert no.value.permanent
    mailer.send(delivery("b"))
    assert server.ids() == ["<b@example.org>"]
    assert server.connections == 1


def test_a_chinese_domain_needs_nothing_of_the_server(server: FaultySmtp, mailer: Mailer) -> None:
    mailer.send(delivery("a", "lilei@例子.中国"))
    assert server.accepted == [("<a@example.org>", "lilei@xn--fsqu00a.xn--fiqs8s")]


def test_a_wrong_password_keeps_every_message_waiting(certificate: Path) -> None:
    keep = _Keep()
    options = {"authenticator": keep.authenticate, "auth_require_tls": False}
    with other_server(certificate, implicit=True, **options) as (kept, port):
        wrong = replace(settings(port, certificate, 5.0), security="tls", password="wrong")
        with Mailer(wrong) as mailer, pytest.raises(DeliveryError) as error:
            mailer.ready()
    assert not error.value.permanent
    assert error.value.code == 535
    assert "wrong" not in str(error.value)
    assert kept.envelopes == []


def test_an_untrusted_certificate_stops_everything(certificate: Path) -> None:
    with FaultySmtp(certificate) as server:
        distrustful = replace(settings(server.port, certificate, 5.0), ca_file=None)
        with (
            Mailer(distrustful) as mailer,
            pytest.raises(DeliveryError, match="certificate"),
        ):
            mailer.ready()
    assert server.accepted == []


def test_nothing_is_sent_in_clear_when_starttls_is_not_offered(certificate: Path) -> None:
    with other_server(certificate) as (keep, port):
        refusal = pytest.raises(DeliveryError, match="STARTTLS is not offered")
        anonymous = replace(settings(port, certificate, 5.0), username=None)
        with Mailer(anonymous) as mailer, refusal as error:
            mailer.send(delivery())
    assert not error.value.permanent
    assert keep.envelopes == []


def test_xoauth2_reads_its_token_from_the_file_at_each_login(
    server: FaultySmtp, certificate: Path, tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text("first-token\n")
    said: list[str] = []
    server.heard = said.append
    with Mailer(replace(settings(server.port, certificate, 5.0), token_file=token)) as mailer:
        mailer.ready()
        mailer.close()
        token.write_text("second-token\n")
        mailer.ready()
    logins = [b64decode(line.split()[2]).decode() for line in said if line.startswith("AUTH")]
    assert logins == [
        "user=user\x01auth=Bearer first-token\x01\x01",
        "user=user\x01auth=Bearer second-token\x01\x01",
    ]


def test_a_missing_token_is_a_reason_to_wait(server: FaultySmtp, certificate: Path) -> None:
    lost = replace(settings(server.port, certificate, 5.0), token_file=Path("/nowhere/token"))
    with Mailer(lost) as mailer, pytest.raises(DeliveryError) as error:
        mailer.ready()
    assert not error.value.permanent


def test_no_server_at_all_is_a_reason_to_wait(certificate: Path) -> None:
    with (
        Mailer(settings(free_port(), certificate)) as mailer,
        pytest.raises(DeliveryError) as error,
    ):
        mailer.ready()
    assert (error.value.permanent, error.value.code) == (False, None)
