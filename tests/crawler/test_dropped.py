"""Pages that rest are visited the night their listing, read to its end, names them no more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from crawler.discovery import Discovery
from crawler.health import ListingMet
from crawler.parsers.links.item_urls import ItemUrls
from crawler.walk import walk
from storage.store import Store
from tests.crawler.loopback import ITEMS, Crawled, Reply, Web, article, listing, source

Crawl = Callable[..., Crawled]
NAMES = [f"/news/story-{number}" for number in range(1, 7)]
SECOND, THIRD, FOURTH = "/news?page=1", "/news?page=2", "/news?page=3"
#: All are visited, for they are over thirty days old and were not for a week; then they rest.
LATER = "2026-12-12T18:00:00+00:00"
NIGHTS = [f"2026-12-{day}T18:00:00+00:00" for day in range(13, 18)]


def put(web: Web, *pages: list[str], **other: Reply) -> None:
    """Let the listing have these pages, two cards and more on each."""
    paths = ["/news", SECOND, THIRD, FOURTH]
    for number, names in enumerate(pages):
        more = paths[number + 1] if number + 1 < len(pages) else None
        web.site("old.example", {paths[number]: listing(*names, following=more)})
    for name, reply in other.items():
        web.site("old.example", {paths[int(name.removeprefix("page"))]: reply})


@pytest.fixture
def there(web: Web, crawl: Crawl) -> dict[str, Any]:
    """Six old pages on three pages of a listing, at rest."""
    web.site("old.example", {name: article(f"Old {name}") for name in NAMES})
    put(web, NAMES[:2], NAMES[2:4], NAMES[4:])
    there = source("old")
    assert crawl([there])["old"]["fetched"] == 6
    assert crawl([there], now=LATER)["old"]["unchanged"] == 6
    return there


def visited(web: Web, crawl: Crawl, there: dict[str, Any], night: str) -> list[str]:
    """Return the pages asked for on a night, the listing's own left out."""
    before = len(web.asked)
    assert crawl([there], now=night).code == 0
    return sorted({a.path for a in web.asked[before:] if re.search(ITEMS, a.path)})


def test_what_vanished_from_all_over_a_listing_is_visited_the_same_night(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    assert visited(web, crawl, there, NIGHTS[0]) == []
    away = [NAMES[1], NAMES[3], NAMES[5]]
    web.site("old.example", {name: Reply("gone", 404) for name in away})
    put(web, [NAMES[0], NAMES[2]], [NAMES[4]])
    assert crawl([there], now=NIGHTS[1])["old"]["gone"] == 3
    assert {path for path in away if web.of("old.example", path)} == set(away)


def test_what_is_listed_again_is_visited_the_same_night(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    web.site("old.example", {NAMES[1]: Reply("gone", 404)})
    put(web, [NAMES[0]], NAMES[2:4], NAMES[4:])
    assert visited(web, crawl, there, NIGHTS[0]) == [NAMES[1]]
    assert visited(web, crawl, there, NIGHTS[1]) == []
    web.site("old.example", {NAMES[1]: article("Back")})
    put(web, NAMES[:2], NAMES[2:4], NAMES[4:])
    assert visited(web, crawl, there, NIGHTS[2]) == [NAMES[1]]
    assert visited(web, crawl, there, NIGHTS[3]) == []


def test_a_page_listed_before_it_is_there_is_asked_for_until_it_is(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    put(web, ["/news/early-7", *NAMES[:2]], NAMES[2:4], NAMES[4:])
    assert visited(web, crawl, there, NIGHTS[0]) == ["/news/early-7"]
    web.site("old.example", {"/news/early-7": article("Early")})
    assert crawl([there], now=NIGHTS[1])["old"]["fetched"] == 1


def test_a_dead_link_on_a_listing_is_asked_less_and_less(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    put(web, ["/news/dead-7", *NAMES[:2]], NAMES[2:4], NAMES[4:])
    assert visited(web, crawl, there, NIGHTS[0]) == ["/news/dead-7"]
    assert visited(web, crawl, there, NIGHTS[1]) == ["/news/dead-7"]
    assert "/news/dead-7" in visited(web, crawl, there, "2027-01-20T18:00:00+00:00")
    assert visited(web, crawl, there, "2027-01-21T18:00:00+00:00") == []


def test_what_falls_off_the_end_by_age_is_visited_once(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    web.site("old.example", {"/news/fresh-7": article("Fresh")})
    put(web, ["/news/fresh-7", NAMES[0]], NAMES[1:3], NAMES[3:5])
    assert visited(web, crawl, there, NIGHTS[0]) == ["/news/fresh-7", NAMES[5]]
    assert visited(web, crawl, there, NIGHTS[1]) == []
    assert visited(web, crawl, there, NIGHTS[2]) == []


def test_behind_the_last_page_that_is_followed_is_off_the_listing(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    """A `[[watch]]` entry follows three pages of a listing."""
    web.site("old.example", {"/news/fresh-7": article("Fresh"), "/news/fresh-8": article("Too")})
    put(web, ["/news/fresh-7", "/news/fresh-8"], NAMES[:2], NAMES[2:4], NAMES[4:])
    fresh = ["/news/fresh-7", "/news/fresh-8"]
    assert visited(web, crawl, there, NIGHTS[0]) == [*fresh, *NAMES[4:]]
    assert visited(web, crawl, there, NIGHTS[1]) == []


@pytest.mark.parametrize(
    "reply",
    [Reply("down", 503), Reply("<title>Sunday</title><p>We rebuild.</p>"), Reply("", 304)],
    ids=["failed", "not understood", "304 unasked"],
)
def test_half_a_listing_says_nothing_and_a_page_behind_its_news_is_no_fault_of_the_night(
    web: Web, crawl: Crawl, there: dict[str, Any], store: Store, reply: Reply
) -> None:
    put(web, [NAMES[0]], page1=reply)
    web.site("old.example", {"/news": listing(NAMES[0], following="/news?page=7")})
    web.site("old.example", {"/news?page=7": reply})
    assert visited(web, crawl, there, NIGHTS[0]) == []
    assert store.runs.of_source("old", 1)[0].status == "ok"
    put(web, [NAMES[0]])
    assert visited(web, crawl, there, NIGHTS[1]) == NAMES[1:]


def test_an_unchanged_listing_names_what_it_named(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    def tagged(*names: str, following: str | None = None) -> Reply:
        return Reply(listing(*names, following=following), headers={"ETag": f'"{names}"'})

    first = tagged(*NAMES[:2], following=SECOND)
    web.site("old.example", {"/news": first, SECOND: tagged(*NAMES[2:])})
    assert visited(web, crawl, there, NIGHTS[0]) == []
    assert visited(web, crawl, there, NIGHTS[1]) == []
    web.site("old.example", {SECOND: tagged(NAMES[2], NAMES[4])})
    assert visited(web, crawl, there, NIGHTS[2]) == [NAMES[3], NAMES[5]]


def test_what_the_budget_leaves_out_waits_for_the_next_night(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    put(web, [NAMES[0]])
    narrow = there | {"budget": 3}
    assert visited(web, crawl, narrow, NIGHTS[0]) == NAMES[1:4]
    assert visited(web, crawl, narrow, NIGHTS[1]) == NAMES[4:]
    assert visited(web, crawl, narrow, NIGHTS[2]) == []


def test_a_visit_that_failed_is_made_again(web: Web, crawl: Crawl, there: dict[str, Any]) -> None:
    put(web, NAMES[:5])
    web.site("old.example", {NAMES[5]: Reply("down", 503)})
    assert visited(web, crawl, there, NIGHTS[0]) == [NAMES[5]]
    web.site("old.example", {NAMES[5]: article(f"Old {NAMES[5]}")})
    assert visited(web, crawl, there, NIGHTS[1]) == [NAMES[5]]
    assert visited(web, crawl, there, NIGHTS[2]) == []


def test_what_another_listing_names_is_not_missed(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    both = there | {"start": ["http://old.example/news", "http://old.example/archive"]}
    put(web, NAMES[:1])
    web.site("old.example", {"/archive": listing(*NAMES[1:])})
    assert visited(web, crawl, both, NIGHTS[0]) == []
    web.site("old.example", {"/archive": Reply("down", 503)})
    assert visited(web, crawl, both, NIGHTS[1]) == []
    web.site("old.example", {"/archive": listing(*NAMES[2:])})
    assert visited(web, crawl, both, NIGHTS[2]) == [NAMES[1]]


def test_a_page_that_no_listing_ever_named_rests(web: Web, crawl: Crawl) -> None:
    twin = '<link rel="alternate" hreflang="en" href="/news/twin-9">'
    web.site("old.example", {
        "/news": listing(NAMES[0]),
        NAMES[0]: article("Old").replace("<head>", f"<head>{twin}"),
        "/news/twin-9": article("Twin"),
    })  # fmt: skip
    assert crawl([source("old")])["old"]["fetched"] == 2
    assert len(visited(web, crawl, source("old"), LATER)) == 2
    put(web, NAMES[1:2])
    web.site("old.example", {NAMES[1]: article("Another")})
    assert visited(web, crawl, source("old"), NIGHTS[0]) == NAMES[:2]  # not the twin


class Pages:
    """A listing of three pages; the third may be down."""

    def __init__(self, *, down: bool = False) -> None:
        self.down, self.asked = down, list[str]()

    async def fetch(self, url: str) -> HtmlResponse:
        self.asked.append(url.removeprefix("http://old.example"))
        number = len(self.asked)
        if self.down and number == 3:
            raise OSError("connection refused")
        following = f"/news?page={number}" if number < 3 else None
        body = listing(NAMES[number], following=following).encode()
        return HtmlResponse(url, body=body, headers={"Content-Type": "text/html"})

    def keep(self, url: str, fetched: HtmlResponse) -> HtmlResponse:
        return fetched

    def understood(self, url: str) -> None:
        """Forget it."""


def met(pages: Pages, *, to_the_end: bool, new: bool = False) -> ListingMet:
    async def read() -> list[ListingMet]:
        ended: list[ListingMet] = []
        place = Discovery("http://old.example/news", "listing", 3)
        walked = walk(
            place,
            ItemUrls(re.compile(ITEMS)),
            pages,
            lambda _: new,
            ended.append,
            to_the_end=to_the_end,
        )
        assert [listed.url async for listed in walked]
        return ended

    [how] = asyncio.run(read())
    return how


def test_a_listing_is_read_behind_its_news_only_when_that_is_wanted() -> None:
    pages = Pages()
    ended = met(pages, to_the_end=False)
    assert (pages.asked, ended.found, ended.whole) == (["/news"], 1, False)
    pages = Pages()
    ended = met(pages, to_the_end=True)
    assert (pages.asked, ended.found, ended.whole) == (["/news", SECOND, THIRD], 3, True)


def test_what_fails_behind_the_news_leaves_the_listing_found_and_not_whole() -> None:
    ended = met(Pages(down=True), to_the_end=True)
    assert (ended.outcome, ended.found, ended.whole) == ("found", 2, False)
    ended = met(Pages(down=True), to_the_end=True, new=True)
    assert (ended.outcome, ended.found, ended.whole) == ("failed", 2, False)
