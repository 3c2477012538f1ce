"""Addresses that end in a slash are asked for with it: not every site leads there from without."""

from __future__ import annotations

from collections.abc import Callable

from tests.crawler.loopback import Crawled, Reply, Web, article, listing, source

Crawl = Callable[..., Crawled]
NAMES = ["/news/one-1/", "/news/two-2/"]
ITEMS = r"/news/[a-z]+-\d+/?$"


def put(web: Web, *, leads_there: bool) -> None:
    web.site("old.example", {name: article(f"Old {name}") for name in NAMES})
    web.site("old.example", {"/news": listing(*NAMES)})
    if leads_there:
        moved = {name[:-1]: Reply("", 301, {"Location": name}) for name in NAMES}
        web.site("old.example", moved)


def test_an_item_is_asked_for_as_it_is_linked(web: Web, crawl: Crawl) -> None:
    put(web, leads_there=False)
    told = crawl([source("old", item_url=ITEMS)])["old"]
    assert (told["status"], told["fetched"], told["gone"]) == ("ok", 2, 0)


def test_and_later_where_it_answered_though_nothing_links_to_it(web: Web, crawl: Crawl) -> None:
    put(web, leads_there=False)
    there = source("old", item_url=ITEMS)
    crawl([there])
    web.site("old.example", {"/news": listing(NAMES[0])})
    told = crawl([there], now="2026-11-03T18:00:00+00:00")["old"]
    assert (told["unchanged"], told["gone"]) == (2, 0)


def test_what_is_linked_without_one_is_asked_for_where_it_leads(web: Web, crawl: Crawl) -> None:
    put(web, leads_there=True)
    web.site("old.example", {"/news": listing(*(name[:-1] for name in NAMES))})
    there = source("old", item_url=ITEMS)
    assert crawl([there])["old"]["fetched"] == 2
    web.site("old.example", {"/news": listing("/news/three-3")})
    before = len(web.asked)
    crawl([there], now="2026-11-03T18:00:00+00:00")
    later = [one.path for one in web.asked[before:]]
    assert NAMES[0] in later
    assert NAMES[0][:-1] not in later, "a redirect for every page, every night"
