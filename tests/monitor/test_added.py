"""A listing added to a watched Source brings its past along, and that is no news."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from crawler.spiders import names
from monitor.exits import Exit
from storage.store import Store
from tests.crawler.loopback import Web, article, listing, served
from tests.monitor.place import CONTACT, Place

STORIES = [f"/news/story-{number}" for number in range(1, 4)]
PAST = [f"/news/past-{number}" for number in range(1, 6)]
NEWS, ARCHIVE = "http://site.example/news", "http://site.example/archive"
#: Told by both listings; by the added one alone, dated since the last night.
BOTH, DATED = "/news/both-1", "/news/dated-1"


def undated(*paths: str) -> str:
    cards = "".join(f'<li><a href="{path}">News of {path}</a></li>' for path in paths)
    return f"<html><title>All</title><body><h1>All of it</h1><ul>{cards}</ul></body></html>"


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        every = [*STORIES, *PAST, BOTH]
        web.site("site.example", {path: article(f"What {path} is about") for path in every})
        day = '<time datetime="2026-11-04T03:00:00Z">4 November 2026</time></h1>'
        web.site("site.example", {DATED: article("Since then").replace("</h1>", day)})
        web.site("site.example", {"/news": listing(*STORIES), "/archive": undated(*PAST)})
        yield web


def configured(folder: Path, web: Web, start: Sequence[str], budget: int = 100) -> Place:
    place = Place(folder)
    text = f"[crawl]\ndelay = 0.0\npage_budget = {budget}\n"
    text += "".join(f"[sources.{name}]\nenabled = false\n" for name in names())
    text += f'[[watch]]\nname = "site"\nstart = {json.dumps(list(start))}\n'
    text += 'item_url = "/news/[a-z]+-[0-9]+$"\n'
    text += f'[crawl.rehearsal]\n"site.example" = "http://127.0.0.1:{web.port}"\n'
    place.config.write_text(CONTACT + text, encoding="utf-8")
    return place


def told(place: Place, day: str) -> list[str]:
    """Return the ends of the addresses whose Changes are told after the night."""
    played = place.run("nightly", "--at", f"2026-11-{day}T18:30:00+00:00")
    assert played.returncode in {Exit.OK, Exit.SOURCES}, played.stderr  # the budget leaves some out
    with Store.open(place.database) as store:
        changes = store.items.changes_after(0)
        return sorted(
            one.urls[0].removeprefix("https://site.example") for one in changes
            if one.telling == "tell"
        )  # fmt: skip


def said(folder: Path) -> list[str]:
    """Return the lines of all logs."""
    logs = sorted((folder / "data").rglob("*.log"))
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def test_what_only_an_added_listing_names_is_old_unless_it_is_dated_since(
    tmp_path: Path, web: Web
) -> None:
    for day in ("01", "03"):
        assert told(configured(tmp_path, web, [NEWS]), day) == []
    web.site("site.example", {"/news": listing(BOTH, *STORIES)})
    web.site("site.example", {"/archive": undated(STORIES[0], BOTH, DATED, *PAST)})
    place = configured(tmp_path, web, [ARCHIVE, NEWS])
    assert told(place, "04") == [BOTH, DATED]
    (line,) = [json.loads(line) for line in said(tmp_path) if '"listing.added"' in line]
    assert (line["url"], line["pages"]) == (ARCHIVE, len([DATED, *PAST]))
    web.site("site.example", {"/news/later-1": article("Later")})
    web.site("site.example", {"/archive": undated("/news/later-1", *PAST)})
    assert told(place, "05") == [BOTH, DATED, "/news/later-1"]


def test_what_the_budget_leaves_out_that_night_is_old_on_the_next(tmp_path: Path, web: Web) -> None:
    assert told(configured(tmp_path, web, [NEWS]), "01") == []
    place = configured(tmp_path, web, [NEWS, ARCHIVE], budget=3)
    assert [told(place, day) for day in ("02", "03")] == [[], []]
    with Store.open(place.database) as store:
        assert len(store.items.known()) == len(STORIES) + len(PAST)


def test_a_listing_under_another_address_brings_news(tmp_path: Path, web: Web) -> None:
    assert told(configured(tmp_path, web, [NEWS]), "01") == []
    web.site("site.example", {"/en/news": undated(BOTH, *STORIES)})
    assert told(configured(tmp_path, web, ["http://site.example/en/news"]), "02") == [BOTH]
