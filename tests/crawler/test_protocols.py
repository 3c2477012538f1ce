"""Hosts that answer over http only, and what is linked so: asked as it is linked, never less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.store import Store
from tests.crawler.loopback import ITEMS, SLUGS, Crawled, Reply, Web, article, listing

Crawl = Callable[..., Crawled]
LATER = "2026-11-03T18:00:00+00:00"
PLAIN = [f"http://old.example{slug}" for slug in SLUGS]
SECURE = [f"https://old.example{slug}" for slug in SLUGS]


@pytest.fixture
def web(web: Web) -> Web:
    """A host with three pages, which another host's listing names."""
    web.site("old.example", {slug: article(f"Old {slug}") for slug in SLUGS})
    return web


def visit(web: Web, crawl: Crawl, *links: str, start: str = "https://list.example/news",
          **told: object) -> tuple[dict[str, object], list[str]]:  # fmt: skip
    """Return what a night told, and what it asked the host for, whoever was there."""
    web.site(start.split("/")[2], {"/news": listing(*links)})
    there = {"name": "old", "start": [start], "item_url": ITEMS, "hosts": ["old.example"]}
    crawled = crawl([there], log_requests=True, **told)
    asked = [line["asked"] for line in crawled.lines if "asked" in line]
    return crawled["old"], [url for url in asked if "//old.example" in url]


def pages(asked: list[str]) -> list[str]:
    return [url for url in asked if not url.endswith("robots.txt")]


def test_what_is_linked_over_http_is_asked_so_where_nobody_answers_over_https(
    web: Web, crawl: Crawl, store: Store
) -> None:
    told, asked = visit(web, crawl, *PLAIN, mute=["https://old.example"])
    assert (told["status"], told["fetched"], told["failed"]) == ("ok", 3, 0)
    assert sorted(pages(asked)) == sorted(PLAIN)
    assert asked.count("https://old.example/robots.txt") == 3, "tried as often as any address"
    assert asked.count("http://old.example/robots.txt") == 1
    page = store.pages.by_url(SECURE[0])
    assert page is not None
    assert page.url == SECURE[0], "its identity is the canonical address"


def test_the_next_night_it_is_asked_so_at_once_and_so_is_what_is_new(
    web: Web, crawl: Crawl
) -> None:
    visit(web, crawl, *PLAIN[:2], mute=["https://old.example"])
    told, asked = visit(web, crawl, *PLAIN[1:], mute=["https://old.example"], now=LATER)
    assert (told["unchanged"], told["fetched"]) == (2, 1)
    assert all(url.startswith("http:") for url in asked)


def test_a_host_that_answers_https_is_asked_for_nothing_twice(web: Web, crawl: Crawl) -> None:
    for night in ("2026-11-02T18:00:00+00:00", LATER):
        told, asked = visit(web, crawl, *PLAIN, now=night)
        assert told["status"] == "ok"
        assert sorted(pages(asked)) == sorted(SECURE)
        assert len(asked) == 4, "three pages and robots.txt"


def test_nor_does_a_page_that_fails_there_lead_to_http(web: Web, crawl: Crawl) -> None:
    web.site("old.example", {SLUGS[0]: Reply("slow", wait=3.0)})
    told, asked = visit(web, crawl, *PLAIN, timeout=1)
    assert told["failed"] == 1
    assert all(url.startswith("https:") for url in asked)


@pytest.mark.parametrize("start", ["https://list.example/news", "http://old.example/news"])
def test_what_is_linked_over_https_is_never_asked_over_http(
    web: Web, crawl: Crawl, start: str
) -> None:
    links = (*SECURE[:2], *PLAIN)
    told, asked = visit(web, crawl, *links, start=start, mute=["https://old.example"])
    assert (told["fetched"], told["failed"]) == (1, 2)
    assert {url for url in pages(asked) if url.startswith("http:")} - {start} == {PLAIN[2]}
    told, asked = visit(web, crawl, *PLAIN[2:], start=start, mute=["https://old.example"])
    assert set(SECURE[:2]).isdisjoint(url for url in asked if url.startswith("http:"))


def test_one_link_over_https_is_enough(web: Web, crawl: Crawl) -> None:
    told, asked = visit(web, crawl, PLAIN[0], SECURE[0])
    assert told["fetched"] == 1
    assert pages(asked) == SECURE[:1]


def test_an_answer_that_leads_from_https_to_http_does_not_make_it_plain(
    web: Web, crawl: Crawl
) -> None:
    web.site("old.example", {SLUGS[0]: Reply("", 302, {"Location": "http://old.example/there"})})
    web.site("old.example", {"/there": article("There")})
    visit(web, crawl, SECURE[0])
    _, asked = visit(web, crawl, PLAIN[1], now=LATER)
    assert SECURE[0] in asked
    assert PLAIN[0] not in asked


def test_a_host_that_is_not_there_at_all_is_left_in_peace(web: Web, crawl: Crawl) -> None:
    mute = ["https://old.example", "http://old.example"]
    told, asked = visit(web, crawl, *PLAIN, mute=mute)
    assert told["failed"] == 3
    assert len(asked) == 6, "robots.txt, three times over each protocol"
    assert "connection refused" in str(told["reason"])


def test_what_failed_and_is_linked_no_more_is_asked_as_its_hosts_listing_is(
    web: Web, crawl: Crawl
) -> None:
    start, mute = "http://old.example/news", ["https://old.example"]
    web.site("old.example", {SLUGS[0]: Reply("broken", 500)})
    visit(web, crawl, *PLAIN, start=start, mute=mute)
    web.site("old.example", {SLUGS[0]: article("Mended")})
    told, _ = visit(web, crawl, *PLAIN[1:], start=start, mute=mute, now=LATER)
    assert (told["fetched"], told["failed"]) == (1, 0)
