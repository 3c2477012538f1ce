"""A renamed source goes on, entry or spider: nobody is told of the name, and all of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from crawler.sources import SOURCES
from crawler.spiders import names
from monitor.config import from_table
from monitor.demo.mailbox import Mailbox
from monitor.doctor import examine
from monitor.renaming import take_over
from storage.archive import Archive
from storage.errors import ConfigError
from storage.store import Store
from tests.crawler.loopback import Reply, Web, article, listing, served
from tests.monitor.place import CONTACT, Place
from tests.storage.world import World

STORIES = [f"/news/story-{number}" for number in range(1, 8)]
_EDITED = article("Story one").replace("Forty officials", "Fifty officials")


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.site("office.example", {path: article(f"Story {path}") for path in STORIES})
        web.site("office.example", {STORIES[0]: article("Story one")})
        web.site("office.example", {"/news": listing(*STORIES)})
        yield web


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with Mailbox(tmp_path / "mail") as running:
        yield running


def configured(folder: Path, web: Web, mailbox: Mailbox, name: str, *formerly: str) -> Place:
    place = Place(folder)
    text = f'[mail]\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
    text += 'sender = "m@example.org"\n[crawl]\ndelay = 0.0\n'
    text += "".join(f"[sources.{each}]\nenabled = false\n" for each in names())
    text += f'[[watch]]\nname = "{name}"\nstart = ["http://office.example/news"]\n'
    text += f'item_url = "/news/[a-z]+-[0-9]+$"\nformerly = {json.dumps(formerly)}\n'
    text += f'[crawl.rehearsal]\n"office.example" = "http://127.0.0.1:{web.port}"\n'
    place.config.write_text(CONTACT + text, encoding="utf-8")
    return place


def night(place: Place, day: str) -> None:
    played = place.run("nightly", "--at", f"2026-{day}T18:30:00+00:00")
    assert played.returncode == 0, played.stderr


def mails(mailbox: Mailbox) -> list[str]:
    """Return subject and text of each message, in the order they were sent."""
    found = []
    for file in sorted(mailbox.folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        found.append(f"{mail['subject']}\n{body.get_content() if body else ''}")
    return found


def renamed(place: Place) -> list[dict[str, object]]:
    lines = (place.folder / "data" / "logs" / "monitor.log").read_text("utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    wanted = ("old", "new", "pages", "items")
    return [{k: e[k] for k in wanted} for e in events if e["event"] == "source.renamed"]


def test_an_edit_and_a_removal_after_the_new_name_are_told_and_the_name_is_not(
    tmp_path: Path, web: Web, mailbox: Mailbox
) -> None:
    place = configured(tmp_path, web, mailbox, "office")
    added = ("--language", "en", "--source", "office")
    assert place.run("recipients", "add", "smith@example.org", *added).returncode == 0
    night(place, "11-02")
    assert "now watching 1 source" in mails(mailbox)[-1]
    place = configured(tmp_path, web, mailbox, "bureau", "office")
    night(place, "11-03")
    assert len(mails(mailbox)) == 1
    web.site("office.example", {STORIES[0]: _EDITED})
    night(place, "11-04")
    assert len(mails(mailbox)) == 2
    assert "1 updated — Story one" in mails(mailbox)[-1]
    web.site("office.example", {STORIES[1]: Reply("gone", 404), "/news": listing(*STORIES[2:])})
    night(place, "11-05")
    assert len(mails(mailbox)) == 3
    assert "1 removed" in mails(mailbox)[-1]
    assert "ow watching" not in "".join(mails(mailbox)[1:])
    assert renamed(place) == [{"old": "office", "new": "bureau", "pages": 7, "items": 7}]
    with Store.open(place.database) as store:
        assert len(store.runs.of_source("bureau", 9)) == 4
    assert place.run("recipients", "list", "--json").stdout.count("bureau") == 1
    feeds = place.folder / "data" / "feeds"
    for suffix in (
        "atom",
        "json",
    ):  # who subscribed to the old one reads on, and is told of the new
        old, new = (feeds / f"en-{name}.{suffix}" for name in ("office", "bureau"))
        assert old.read_bytes() == new.read_bytes()
        assert b"Fifty officials" in old.read_bytes()
        assert f"feeds/en-bureau.{suffix}".encode() in old.read_bytes()


@pytest.fixture
def old_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that knows a built-in source under the name that it says it had."""
    monkeypatch.setattr(SOURCES["chinadaily"], "formerly", ("old_paper",))
    with Store.open(tmp_path / "monitor.sqlite") as store, Archive(tmp_path / "archive") as archive:
        world = World(store, archive)
        world.night("old_paper")
        url, told = "https://www.chinadaily.com.cn/a/1", "IOM China opens an office."
        world.read(url, told)
        world.close()
        world.decide(world.outcome(url, told, source="old_paper"))
        yield store


def test_a_spider_that_was_renamed_goes_on_as_an_entry_does(
    old_paper: Store, tmp_path: Path
) -> None:
    config = from_table({"contact": "a@b.c", "data_dir": str(tmp_path)}, "test")
    assert not [each for each in examine(config, offline=True) if each.what == "old_paper"]
    with capture_logs() as logged:
        take_over(config, old_paper)
    told = {"event": "source.renamed", "log_level": "info", "pages": 1, "items": 1}
    assert logged == [told | {"old": "old_paper", "new": "chinadaily"}]
    assert [item.source for item in old_paper.items.known()] == ["chinadaily"]
    with pytest.raises(ConfigError, match=r"sources\.old_paper: .*; it is sources\.chinadaily now"):
        from_table({"contact": "a@b.c", "sources": {"old_paper": {}}}, "test")


def test_a_name_that_an_entry_has_is_no_spiders_former_one(
    old_paper: Store, tmp_path: Path
) -> None:
    entry = {"name": "old_paper", "start": ["https://paper.example/news"]}
    table = {"contact": "a@b.c", "data_dir": str(tmp_path), "watch": [entry]}
    take_over(from_table(table, "test"), old_paper)
    assert [item.source for item in old_paper.items.known()] == ["old_paper"]


def test_a_key_that_comes_after_nights_under_the_new_name_mends_them(
    tmp_path: Path, web: Web, mailbox: Mailbox
) -> None:
    place = configured(tmp_path, web, mailbox, "office")
    added = ("--language", "en", "--frequency", "weekly", "--day", "3")  # the 4th in Shanghai
    assert place.run("recipients", "add", "smith@example.org", *added).returncode == 0
    night(place, "11-02")
    night(place, "11-03")
    place = configured(tmp_path, web, mailbox, "bureau")
    night(place, "11-04")
    place = configured(tmp_path, web, mailbox, "bureau", "office")
    told = len(mails(mailbox))
    web.site("office.example", {STORIES[0]: _EDITED})
    dry = place.run("nightly", "--dry-run", "--at", "2026-11-10T18:30:00+00:00")
    assert "1 updated — Story one" in dry.stdout, dry.stderr
    assert renamed(place) == []
    night(place, "11-10")
    (mail,) = mails(mailbox)[told:]
    assert "1 updated — Story one" in mail
    assert "ow watching" not in mail
