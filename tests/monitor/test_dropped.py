"""Old pages that vanish together are found together, whatever day of the week each has its turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.spiders import names
from monitor.demo.mailbox import Mailbox
from storage.store import Store
from tests.crawler.loopback import Reply, Web, article, listing, served
from tests.monitor.place import CONTACT, Place

STORIES = [f"/news/story-{number}" for number in range(1, 10)]
AWAY = STORIES[3:8]
_AT = "2026-{}T18:30:00+00:00"


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.site("old.example", {path: article(f"Old {path}") for path in STORIES})
        web.site("old.example", {"/news": listing(*STORIES[:4], following="/news?page=1")})
        web.site("old.example", {"/news?page=1": listing(*STORIES[4:])})
        yield web


def configured(folder: Path, web: Web, mailbox: Mailbox, budget: int) -> Place:
    place = Place(folder)
    text = f'[mail]\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
    text += f'sender = "m@example.org"\n[crawl]\ndelay = 0.0\npage_budget = {budget}\n'
    text += "".join(f"[sources.{name}]\nenabled = false\n" for name in names())
    text += '[[watch]]\nname = "old"\nstart = ["http://old.example/news"]\n'
    text += 'item_url = "/news/[a-z]+-[0-9]+$"\n'
    text += f'[crawl.rehearsal]\n"old.example" = "http://127.0.0.1:{web.port}"\n'
    place.config.write_text(CONTACT + text, encoding="utf-8")
    return place


def night(place: Place, day: str) -> None:
    played = place.run("nightly", "--at", _AT.format(day))
    assert played.returncode == 0, played.stderr


def test_five_old_pages_that_vanish_together_are_held_the_same_night_and_told_to_no_reader(
    tmp_path: Path, web: Web
) -> None:
    with Mailbox(tmp_path / "mail") as mailbox:
        place = configured(tmp_path, web, mailbox, budget=100)
        assert place.run("recipients", "add", "smith@example.org").returncode == 0
        night(place, "11-02")
        place = configured(tmp_path, web, mailbox, budget=3)
        for day in ("12-12", "12-13", "12-14"):  # three pages each: their weeks end apart
            night(place, day)
        mails = len(list(mailbox.folder.glob("*.eml")))
        place = configured(tmp_path, web, mailbox, budget=100)
        web.site("old.example", {path: Reply("gone", 404) for path in AWAY})
        web.site("old.example", {"/news": listing(*STORIES[:3], STORIES[8])})
        night(place, "12-15")
        with Store.open(place.database) as store:
            assert len(store.held.all()) == len(AWAY)
            (alert,) = [one for one in store.alerts.open() if one.kind == "shrink"]
            assert "5 of 9 items gone at once" in alert.text
        assert len(list(mailbox.folder.glob("*.eml"))) == mails
