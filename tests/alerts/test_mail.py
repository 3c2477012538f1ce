from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest

from alerts.digest import Material, compose, preview
from alerts.mail import Sender, links, message, plain_draft
from alerts.render import Rendered, render
from storage.errors import ConfigError
from storage.types import Content, Edition, MessageDraft, Recipient
from tests.alerts import samples
from tests.alerts.samples import BOTH, EN, NIGHT, NOW, ZH
from tests.alerts.test_clean import hostile_titles

SENDER = Sender("monitor@iom.example")
PUBLIC = replace(
    SENDER,
    reply_to="office@iom.example",
    bounces="bounces@iom.example",
    public_url="https://monitor.iom.example/",
)


def draft(person: Recipient = EN, sender: Sender = PUBLIC) -> MessageDraft:
    digest = compose(person, NIGHT, NOW)
    assert digest is not None
    return message(digest, render(digest, links(digest, sender)), sender, NOW)


def parsed(made: MessageDraft) -> EmailMessage:
    mail = email.message_from_bytes(made.message, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_the_headers_are_those_of_honest_list_mail() -> None:
    mail = parsed(draft())
    assert str(mail["From"]) == "IOM China Monitor <monitor@iom.example>"
    assert str(mail["To"]) == "Jonas Weber <j.weber@example.org>"
    assert mail["Reply-To"] == "office@iom.example"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "IOM China Monitor <iom-china.iom.example>"
    assert mail["Content-Language"] == "en"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"] == (
        "<https://monitor.iom.example/unsubscribe/tokenen0123456789>,"
        " <mailto:office@iom.example?subject=unsubscribe%20j.weber%40example.org>"
    )


@pytest.mark.parametrize("person", [EN, ZH, BOTH, replace(EN, name="Zoë 李雷 🙂")])
def test_every_message_can_go_to_a_server_that_takes_seven_bits(person: Recipient) -> None:
    quiet = compose(replace(person, quiet_nights=True), Material(), NOW)
    assert quiet is not None
    made = [
        draft(person),
        message(quiet, render(quiet, links(quiet, PUBLIC)), PUBLIC, NOW),
        plain_draft(
            SENDER, "ops@iom.example", Rendered("Gemeldet: ü", "<p>ü</p>", "ü – 中\n"), NOW, (1,)
        ),
    ]
    for one in made:
        assert one.message.isascii()
        assert max(len(line) for line in one.message.split(b"\r\n")) <= 78
    assert parsed(made[-1]).get_body(("plain",)).get_content().splitlines() == ["ü – 中"]


def test_without_a_web_part_unsubscribing_is_a_mail_and_nothing_is_one_click() -> None:
    for sender in (SENDER, replace(SENDER, public_url="http://not-secure.example")):
        mail = parsed(draft(EN, sender))
        assert mail["List-Unsubscribe"].startswith("<mailto:monitor@iom.example?subject=")
        assert mail["List-Unsubscribe-Post"] is None


def test_the_same_digest_has_the_same_message_id_and_another_persons_another() -> None:
    assert draft().message_id == draft().message_id
    assert draft().message_id == parsed(draft())["Message-ID"]
    assert draft().message_id.endswith("@iom.example>")
    assert draft(ZH).message_id != draft().message_id


def test_the_return_path_brings_the_key_back() -> None:
    made = draft()
    key = made.message_id.partition("@")[0].lstrip("<")
    assert made.return_path == f"bounces+{key}@iom.example"
    assert draft(EN, SENDER).return_path is None


def test_chinese_survives_in_subject_name_and_both_bodies() -> None:
    mail = parsed(draft(BOTH))
    assert mail["Subject"].startswith("国际移民组织中国动态：新增5条")
    assert mail["To"].addresses[0].display_name == "林梅"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "移民健康报告在京发布" in plain.get_content()
    assert "移民健康报告在京发布" in html.get_content()
    assert mail.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("rest", ["China’s title, 中文 and more", "nothing but ASCII words here"])
@pytest.mark.parametrize("places", range(1, 25))
def test_a_subject_arrives_as_it_was_written_wherever_its_line_is_broken(
    places: int, rest: str
) -> None:
    made = compose(EN, NIGHT, NOW)
    assert made is not None
    dash = "-" if rest.isascii() else "—"
    subject = f"[iom-monitor] {'9' * places} new: now watching 5 sources, all of them {dash} {rest}"
    rendered = replace(render(made), subject=subject)
    assert parsed(message(made, rendered, SENDER, NOW))["subject"] == subject


def test_a_subject_begins_in_its_own_line() -> None:
    made = compose(EN, NIGHT, NOW)
    assert made is not None
    subject = "[iom-monitor] IOM China Office: lost more than half of its items at once"
    sent = message(made, replace(render(made), subject=subject), SENDER, NOW)
    assert parsed(sent)["subject"] == subject
    assert b"Subject: [iom-monitor]" in sent.message


@pytest.mark.parametrize("person", [EN, ZH, BOTH])
def test_the_message_is_seven_bit_with_short_lines_and_crlf(person: Recipient) -> None:
    made = draft(person).message
    assert made.isascii()
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in made.split(b"\r\n")) < 998


def test_what_a_digest_leaves_out_goes_along_whole() -> None:
    items = [samples.item(f"i{n}", samples.WORKSHOP) for n in range(400)]
    digest = preview(items, EN, NOW)
    mail = parsed(message(digest, render(digest), SENDER, NOW))
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "whole-digest.html"
    assert attachment.get_content_type() == "text/html"
    assert attachment.get_content().count("<h3><a href=") == 400


def test_what_a_web_page_shows_whole_is_no_attachment() -> None:
    items = [samples.item(f"i{n}", samples.WORKSHOP) for n in range(400)]
    digest = preview(items, EN, NOW)
    made = message(digest, render(digest, links(digest, PUBLIC)), PUBLIC, NOW)
    mail = parsed(made)
    assert list(mail.iter_attachments()) == []
    assert made.whole is not None
    assert made.whole.count("<h3><a href=") == 400
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert f"https://monitor.iom.example/digest/{digest.key}/whole" in plain.get_content()


def test_a_chinese_attachment_has_a_chinese_name() -> None:
    items = [samples.item(f"i{n}", samples.WORKSHOP) for n in range(400)]
    digest = preview(items, ZH, NOW)
    made = message(digest, render(digest), SENDER, NOW)
    (attachment,) = parsed(made).iter_attachments()
    assert attachment.get_filename() == "完整内容.html"
    assert made.message.isascii()
    assert max(len(line) for line in made.message.split(b"\r\n")) < 998


@pytest.mark.parametrize(
    "address",
    ["a@b\r\nBcc: c@d", "no-at", "two@at@signs", "a b@c", "<a@b>", "a@b,c@d", "", "a@" + "x" * 300],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        Sender(address)
    with pytest.raises(ConfigError):
        draft(replace(EN, address=address))


def test_hostile_titles_and_names_forge_no_header() -> None:
    for title in hostile_titles(400):
        items = [samples.item("x", Content({"en": Edition(title, title[:500])}))]
        digest = preview(items, replace(EN, name=title[:200]), NOW)
        made = message(digest, render(digest), SENDER, NOW)
        mail = parsed(made)
        assert mail["Bcc"] is None
        assert not mail.defects
        assert [str(key) for key in mail] == [
            "List-Unsubscribe", "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
            "X-Auto-Response-Suppress", "List-Id", "Precedence", "MIME-Version", "Content-Type",
            "Content-Language",
        ]  # fmt: skip
        assert max(len(line) for line in made.message.split(b"\r\n")) < 998


def test_an_encoded_word_in_a_title_is_not_decoded_into_the_header() -> None:
    evil = "=?utf-8?q?a=0D=0ABcc:_victim@example.org?="
    items = [samples.item("x", Content({"en": Edition(evil, "x")}))]
    digest = preview(items, replace(EN, name=evil), NOW)
    made = message(digest, render(digest), SENDER, NOW)
    assert parsed(made)["Bcc"] is None
    assert "Bcc:_victim" in str(parsed(made)["Subject"])


def test_operators_mail_is_no_list_mail() -> None:
    digest = compose(EN, NIGHT, NOW)
    assert digest is not None
    made = plain_draft(SENDER, "ops@iom.example", render(digest), NOW, (4, 5))
    mail = parsed(made)
    assert mail["List-Id"] is None
    assert made.alert_ids == (4, 5)
    assert made.recipient_id is None
