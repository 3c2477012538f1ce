"""Pages whose addresses come and go, night after night, and what readers are told of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.spiders import names
from monitor.demo.mailbox import Mailbox
from storage.store import Store
from tests.crawler.loopback import Reply, Web, listing, served
from tests.monitor.place import CONTACT, Place

HOST = "some.example"
#: Path → what it tells, as no other page does.
TOLD = {
    "/news/story-1": "IOM opened a training course in Beijing, China, for officials of provinces.",
    "/news/story-2": "IOM China and a ministry signed an agreement on safe migration in Kunming.",
    "/news/story-3": "Returnees met counsellors of IOM in Fuzhou, China, where a desk was opened.",
    "/news/story-4": "A study on ageing and labour migration in China was shown by IOM in Shanghai.",
    "/news/story-5": "IOM handed lorries of medical equipment over to hospitals in Chengdu, China.",
}
STORIES = list(TOLD)
CHINESE = (
    "<html lang=zh><head><title>国际移民组织举办培训班</title>"
    '<link rel="alternate" hreflang="en" href="http://some.example/news/story-1"></head>'
    "<body><article><h1>国际移民组织举办培训班</h1>"
    "<p>国际移民组织周一在中国北京举办了培训班，来自十二个省的四十名官员参加了培训。</p>"
    "<p>培训为期三天，结果将于春季公布，主办方表示每个省将收到两种语言的手册。</p>"
    "</article></body></html>"
)


def story(path: str, more: str = "", head: str = "") -> str:
    """Return a page on which nothing recurs elsewhere."""
    number = int(path.rpartition("-")[2])
    return (
        f"<html lang=en><head><title>The story of {path}</title>{head}</head><body><article>"
        f"<h1>The story of {path}</h1><p>{TOLD[path]}</p>"
        f"<p>For topic {number} came {number * 37 + 11} participants, who spoke for "
        f"{number * 5 + 3} hours, and results {number} will be published soon.</p>"
        f"<p>Group {number} meets again in {number + 3} months, in town number {number * 11}, and "
        f"invites whoever heard of project {number * 101} to come with colleague {number * 7}.</p>"
        f"{more}</article></body></html>"
    )


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.site(HOST, {"/news": listing(*STORIES)})
        web.site(HOST, {path: story(path) for path in STORIES})
        yield web


@pytest.fixture
def place(tmp_path: Path, web: Web) -> Iterator[Place]:
    """A place that watches one site and has one reader."""
    with Mailbox(tmp_path / "mail") as mailbox:
        place = Place(tmp_path)
        text = f'[mail]\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
        text += 'sender = "m@example.org"\n[crawl]\ndelay = 0.0\n'
        text += "".join(f"[sources.{name}]\nenabled = false\n" for name in names())
        text += f'[[watch]]\nname = "some"\nstart = ["http://{HOST}/news"]\n'
        text += 'item_url = "/news/[a-z]+-[0-9]+"\n'
        text += f'[crawl.rehearsal]\n"{HOST}" = "http://127.0.0.1:{web.port}"\n'
        place.config.write_text(CONTACT + text, encoding="utf-8")
        assert place.run("recipients", "add", "smith@example.org").returncode == 0
        yield place


def night(place: Place, web: Web, day: int) -> list[str]:
    """Play a night that is well; return what was asked for, but for robots.txt and listing."""
    before = len(web.asked)
    played = place.run("nightly", "--at", f"2026-11-{day:02}T18:30:00+00:00")
    assert played.returncode == 0, played.stderr
    return sorted(one.path for one in web.asked[before:] if "/story-" in one.path)


def told(place: Place) -> list[str]:
    """Return the kinds of every Change that a digest carried, one by one."""
    with closing(sqlite3.connect(place.database)) as connection:
        query = "SELECT kinds FROM changes WHERE telling = 'tell' ORDER BY id"
        return [kinds for (kinds,) in connection.execute(query)]


def numbered(web: Web, visitor: int, more: str = "") -> list[str]:
    """Let the listing name each story with the visitor's number; any number shows the text."""
    found = [f"{path}?sid=x{visitor}" for path in STORIES]
    web.site(HOST, {"/news": listing(*found)})
    for number in range(1, visitor + 1):
        web.site(HOST, {f"{path}?sid=x{number}": story(path, more) for path in STORIES})
    return found


def test_a_site_that_numbers_its_visitors_costs_two_visits_a_story_and_no_night(
    place: Place, web: Web
) -> None:
    addresses = [numbered(web, 1)]
    assert night(place, web, 1) == addresses[0]
    for day in range(2, 6):
        addresses.append(numbered(web, day))
        assert night(place, web, day) == sorted(addresses[-2] + addresses[-1])
    assert told(place) == []


def test_an_address_that_gave_way_is_visited_when_it_is_listed_again_and_accuses_nobody(
    place: Place, web: Web
) -> None:
    for day in (1, 2):
        numbered(web, day)
        night(place, web, day)
    numbered(web, 3)
    assert not [path for path in night(place, web, 3) if path.endswith("x1")]
    first = [f"{path}?sid=x1" for path in STORIES]
    web.site(HOST, {"/news": listing(*first)})
    assert set(first) < set(night(place, web, 4))
    assert told(place) == []


def test_a_twin_is_withdrawn_and_back_while_its_original_links_to_it(
    place: Place, web: Web
) -> None:
    link = '<link rel="alternate" hreflang="zh-hans" href="http://some.example/news/story-1001">'
    web.site(HOST, {STORIES[0]: story(STORIES[0], head=link), "/news/story-1001": CHINESE})
    night(place, web, 1)
    web.site(HOST, {"/news/story-1001": Reply("no", 404)})
    night(place, web, 2)
    night(place, web, 3)
    assert told(place) == ['["updated"]']
    web.site(HOST, {"/news/story-1001": CHINESE})
    night(place, web, 4)
    assert told(place) == ['["updated"]', '["edition-added"]']
    with Store.open(place.database) as store:
        held = [item for item in store.items.known() if "zh-Hans" in item.version.content.editions]
    assert len(held) == 1
