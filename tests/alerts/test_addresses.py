"""Addresses of any script, as far as the mail of today can carry them."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest

from alerts.addresses import checked_address, envelope
from alerts.digest import compose
from alerts.mail import Sender, links, message, return_path
from alerts.render import render
from storage.errors import ConfigError
from tests.alerts.samples import NIGHT, NOW, ZH

SENDER = Sender("monitor@例子.中国", bounces="bounces@例子.中国")


@pytest.mark.parametrize(
    ("written", "known_to_dns"),
    [
        ("li@example.org", "li@example.org"),
        ("li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"),
        ("li@例子。中国", "li@xn--fsqu00a.xn--fiqs8s"),
        ("李雷@例子.中国", "李雷@xn--fsqu00a.xn--fiqs8s"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("li@xn--fsqu00a.xn--fiqs8s", "li@xn--fsqu00a.xn--fiqs8s"),
    ],
)
def test_a_domain_is_put_as_dns_knows_it(written: str, known_to_dns: str) -> None:
    assert checked_address(written) == written
    assert envelope(written) == known_to_dns
    assert envelope(known_to_dns) == known_to_dns


@pytest.mark.parametrize(
    "address", ["li@straße.example", "li@例子..中国", "li@" + "例" * 70 + ".中国", "li@.中国"]
)
def test_a_domain_that_is_none_or_might_be_another_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="mail: "):
        checked_address(address)


def test_a_message_to_a_chinese_domain_is_as_plain_as_any() -> None:
    made = _message("li@例子.中国")
    assert made.isascii()
    mail = email.message_from_bytes(made, policy=email.policy.default)
    assert mail["To"].addresses[0].addr_spec == "li@xn--fsqu00a.xn--fiqs8s"
    assert mail["From"].addresses[0].addr_spec == "monitor@xn--fsqu00a.xn--fiqs8s"
    assert mail["Message-ID"].endswith("@xn--fsqu00a.xn--fiqs8s>")
    assert mail["List-Id"].endswith("<iom-china.xn--fsqu00a.xn--fiqs8s>")


def test_a_message_to_a_chinese_name_has_it_unencoded_as_smtputf8_wants() -> None:
    made = _message("李雷@例子.中国")
    assert "<李雷@xn--fsqu00a.xn--fiqs8s>".encode() in made
    assert b"List-Unsubscribe: <mailto:" in made
    assert max(len(line) for line in made.split(b"\r\n")) < 998
    assert b"\n" not in made.replace(b"\r\n", b"")


def test_mail_comes_from_an_address_that_every_server_can_say() -> None:
    assert return_path(SENDER, "k") == "bounces+k@xn--fsqu00a.xn--fiqs8s"
    for wrong in ({"address": "监测@example.org"}, {"reply_to": "监测@example.org"}):
        with pytest.raises(ConfigError, match="not ASCII before its @"):
            replace(Sender("monitor@example.org"), **wrong)


def _message(address: str) -> bytes:
    digest = compose(replace(ZH, address=address), NIGHT, NOW)
    assert digest is not None
    made = message(digest, render(digest, links(digest, SENDER)), SENDER, NOW)
    assert made.address == address  # a bounce finds its Recipient by it
    return made.message
