"""The link in a mail leads to what the mail left out, for as long as the digest is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from lxml import html

from alerts.digest import compose
from alerts.mail import links, message
from alerts.render import render
from monitor import telling
from monitor.config import Config, from_table
from monitor.dashboard.public import public
from storage import upkeep
from storage.store import Store
from storage.types import Content, Edition, Recipient
from tests.dashboard.conftest import browser
from tests.monitor.test_mirroring import EVENING, Nights

PUBLIC = "https://news.example/iom"


def long_story(officials: int) -> Content:
    lines = [f"At border crossing {n}, {officials} officials took part." for n in range(20)]
    return Content({"en": Edition("Training", "\n\n".join(lines))})


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Callable[..., Nights]]:
    stores = []

    def made(**web: str) -> Nights:
        table = {"contact": "a@example.org", "data_dir": str(tmp_path), "web": web}
        config = from_table(table, "monitor.toml")
        stores.append(Store.open(config.database))
        nights = Nights(stores[0], config)
        nights.store.recipients.add(
            Recipient(0, "reader@example.org", languages=("en",), created_at=EVENING)
        )
        nights.play(training=long_story(5))
        return nights

    yield made
    for store in stores:
        store.close()


def test_a_link_in_the_text_part_opens_the_whole_at_the_place_it_names(
    nights: Callable[..., Nights],
) -> None:
    played = nights(public_url=PUBLIC)
    (draft,) = played.play(training=long_story(6))
    mail = message_from_bytes(draft.message, policy=policy.default)
    assert list(mail.iter_attachments()) == []
    (link,) = re.findall(r"https://\S+/whole#\S+", mail.get_body(("plain",)).get_content())
    assert link in mail.get_body(("html",)).get_content()
    path, _, anchor = link.removeprefix(PUBLIC).partition("#")
    visitor = browser(public(played.config), "https://news.example")
    answer = visitor.get(path)
    assert answer.status_code == 200
    (place,) = html.fromstring(answer.text).xpath(f"//*[@id='{anchor}']")
    assert len(place.xpath(".//ins")) == 20
    # What was mailed stays what it was, whatever is made later, and in a backup.
    played.play(training=long_story(7))
    assert visitor.get(path).text == answer.text
    copy = upkeep.backup(played.config.database, played.config.data_dir / "copy.sqlite")
    elsewhere = browser(public(restored(played, copy)), "https://news.example")
    assert elsewhere.get(path).text == answer.text


def restored(played: Nights, copy: Path) -> Config:
    folder = copy.parent / "elsewhere"
    folder.mkdir()
    config = played.config.model_copy(update={"data_dir": folder})
    upkeep.restore(copy, config.database)
    return config


def test_without_a_web_part_the_whole_is_in_the_mail_and_on_the_operators_page(
    nights: Callable[..., Nights],
) -> None:
    played = nights()
    (draft,) = played.play(training=long_story(6))
    mail = message_from_bytes(draft.message, policy=policy.default)
    (attachment,) = mail.iter_attachments()
    assert attachment.get_content().count("<ins>6</ins>") == 20
    digest = played.store.outbox.digests(1)[0]
    assert digest.whole is not None
    assert digest.whole.count("<ins>6</ins>") == 20


def test_composing_again_after_a_crash_makes_the_same_message_with_the_same_link(
    nights: Callable[..., Nights],
) -> None:
    played = nights(public_url=PUBLIC)
    (draft,) = played.play(training=long_story(6))
    (reader,) = played.store.recipients.all()
    untold = replace(reader, told_change=1, last_digest_at=None)
    told = telling.material(played.config, played.store, 1, 1)
    digest = compose(untold, told, played.now)
    assert digest is not None
    sender = telling.sender(played.config)
    again = message(digest, render(digest, links(digest, sender)), sender, played.now)
    for name in ("message_id", "html", "text", "whole"):
        assert getattr(again, name) == getattr(draft, name)
