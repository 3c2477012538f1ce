from __future__ import annotations

import email
import email.policy
from typing import get_args

import pytest

from alerts.mail import Sender
from alerts.operators import alert_messages, alert_text
from storage.types import Alert, AlertKind
from tests.alerts import samples
from tests.alerts.samples import NOW

NAMES = {source: names["en"] for source, names in samples.NAMES.items()}

SENDER = Sender("monitor@iom.example")


def alert(id_: int, kind: AlertKind, source: str | None, text: str) -> Alert:
    return Alert(id_, kind, source, text, NOW)


BAD = alert(1, "bad", "chinadaily", "failed: 503 Service Unavailable at every page")
GOOD = alert(2, "recovered", "iom_news", "ok again after 2 nights")
STUCK = alert(3, "mail-stuck", None, "12 messages wait since 2026-11-20")


def test_each_operator_gets_one_message_about_all_alerts() -> None:
    made = alert_messages(
        (BAD, GOOD, STUCK), ("a@iom.example", "b@iom.example"), SENDER, NOW, NAMES
    )
    assert [draft.address for draft in made] == ["a@iom.example", "b@iom.example"]
    assert made[0].alert_ids == (1, 2, 3)
    assert made[0].message_id != made[1].message_id
    mail = email.message_from_bytes(made[0].message, policy=email.policy.default)
    assert mail["Subject"] == "[iom-monitor] Mail is stuck and 2 more"


def test_what_is_broken_stands_before_what_is_mended() -> None:
    text = alert_text((GOOD, BAD), NAMES).text
    assert text.index("! China Daily: could not be checked") < text.index("+ IOM China: recovered")
    assert "503 Service Unavailable" in text
    assert "What it shows now: iom-monitor check chinadaily." in " ".join(text.split())


def test_no_alert_is_no_message() -> None:
    assert alert_messages((), ("a@iom.example",), SENDER, NOW) == ()


@pytest.mark.parametrize("kind", get_args(AlertKind))
def test_every_kind_has_its_words_and_hostile_reasons_stay_text(kind: AlertKind) -> None:
    evil = "blocked: <script>x</script>\r\nBcc: x@y\x1b[31m"
    rendered = alert_text((alert(1, kind, "iom_news", evil),), {})
    assert "<script>" not in rendered.html
    assert "\x1b" not in rendered.text
    assert rendered.subject.startswith("[iom-monitor] iom_news: ")
