"""One night over loopback with every trouble a site can have: its status, its reason, its neighbours."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, cast

import pytest

from crawler.assignment import Assignment
from crawler.discovery import Discovery
from crawler.health import ListingMet
from crawler.parsers.links.item_urls import ItemUrls
from crawler.plan import CrawlSettings, SourcePlan
from crawler.sources import watch
from crawler.walk import Asking, walk
from storage.archive import Archive
from storage.errors import DiskFull
from storage.store import Store
from storage.types import SourceRun
from tests.crawler.loopback import (
    ROBOTS,
    Crawled,
    Reply,
    Web,
    article,
    listing,
    source,
    start,
    well,
)

Crawl = Callable[..., Crawled]

BLANK = "<title>Sunday</title><body><p>We are rebuilding this site for you.</p></body>"
QUIZ = "<title>Just a moment...</title><body>Checking your browser before you go on</body>"
NOTHING = "<body><h1>News</h1><p>There are no results for your search.</p></body>"
#: Source → status and reason, as operators read them.
EXPECTED = {
    "well": ("ok", None),
    "shut": (
        "failed",
        "http://shut.example/news: robots.txt answered 503 Service Unavailable, so nothing else was asked for",
    ),
    "wall": ("blocked", "http://wall.example/news: answered 403 Forbidden"),
    "quiz": (
        "blocked",
        "http://quiz.example/news: answered with a challenge page ('<title>Just a moment')",
    ),
    "paint": (
        "not-understood",
        "http://paint.example/news: no item links; the page shows 'Sunday'",
    ),
    "nowhere": (
        "failed",
        "http://nowhere.example/news: robots.txt could not be read (host name not found), so nothing else was asked for",
    ),
    "bare": ("empty", "no items listed: http://bare.example/news"),
    "patchy": (
        "partial",
        "1 pages failed: https://patchy.example/news/two-2: answered 500 Internal Server Error",
    ),
    "slow": ("partial", "1 pages failed: https://slow.example/news/two-2: no complete answer in time"),
    "huge": ("partial", "1 pages failed: https://huge.example/news/two-2: larger than the size limit"),
    "kept": ("blocked", "http://kept.example/news: robots.txt disallows it"),
    "polite": ("ok", None),
    "loop": ("partial", "1 pages failed: https://loop.example/news/two-2: redirected in a circle"),
}  # fmt: skip


def test_each_trouble_has_its_own_status_and_spoils_no_other_source(web: Web, crawl: Crawl) -> None:
    web.everything |= {
        "shut.example": Reply("down", 503),
        "wall.example": Reply("no", 403),
        "quiz.example": Reply(QUIZ),
        "paint.example": Reply(BLANK),
    }
    second = "/news/two-2"
    sources = [
        well(web, "well"),
        source("shut"),
        source("wall"),
        source("quiz"),
        source("paint"),
        source("nowhere"),
        well(web, "bare", {"/news": NOTHING}),
        well(web, "patchy", {second: Reply("oops", 500)}),
        well(web, "slow", {second: Reply("late", wait=4)}),
        well(web, "huge", {second: Reply(b"x" * 40_000_000)}),
        well(web, "kept", {"/robots.txt": Reply(ROBOTS + "Disallow: /news\n")}),
        well(web, "polite", {"/robots.txt": Reply(ROBOTS + "Disallow: /news/two\n")}),
        well(web, "loop", {second: Reply("", 302, {"Location": second})}),
    ]
    found = crawl(sources, timeout=2)
    assert found.code == 0, found.errors
    assert {
        line["source"]: (line["status"], line["reason"]) for line in found.lines[1:]
    } == EXPECTED
    assert "Traceback" not in found.errors
    assert "download max size" not in found.errors, "Scrapy says it beside us"
    assert second not in web.paths("polite.example")
    assert web.paths("kept.example") == ["/robots.txt"]
    # Tried three times, and the others in between as if nothing were.
    assert web.paths("patchy.example").count(second) == 3
    assert found["patchy"]["fetched"] == 2
    agents = {asked.headers["User-Agent"] for asked in web.asked}
    assert agents == {"iom-monitor/test (+ops@example.org)"}
    assert {asked.headers["From"] for asked in web.asked} == {"ops@example.org"}
    assert not any("Cookie" in asked.headers or "Referer" in asked.headers for asked in web.asked)


def test_a_listing_whose_entries_have_another_form_than_item_url_says_so(
    web: Web, crawl: Crawl
) -> None:
    cards = "".join(
        f"<li><a href='/posts/{n}.html'>IOM and China hold seminar {n} on safe travel</a> {n} May 2026</li>"
        for n in (1, 2, 3)
    )
    page = f"<html><title>News</title><body><h1>News</h1><ul>{cards}</ul></body></html>"
    found = crawl([well(web, "site", {"/news": page})])["site"]
    assert (found["status"], found["fetched"]) == ("not-understood", 0)
    assert found["reason"] == (
        "http://site.example/news: no item links; the page shows 'News'; 3 entries of its lists have "
        "another form than item_url, such as http://site.example/posts/1.html"
    )


@pytest.mark.parametrize(
    ("asked", "times"),
    [("1", 3), ("3600", 1), ("Tue, 03 Nov 2026 09:00:00 GMT", 1), ("Mon, 02 Nov 2026 12:00:00 GMT", 3), ("soon", 3)],
)  # fmt: skip
def test_a_site_that_names_a_time_is_not_asked_before_it(
    web: Web, crawl: Crawl, asked: str, times: int
) -> None:
    second = "/news/two-2"
    busy = Reply("busy", 503, {"Retry-After": asked})
    found = crawl([well(web, "site", {second: busy})], now="2026-11-03T02:30:00+00:00")["site"]
    assert (found["status"], found["fetched"], found["failed"]) == ("partial", 2, 1)
    moments = [one.at for one in web.of("site.example", second)]
    assert len(moments) == times
    if asked == "1":
        assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.9


def test_a_full_disk_stops_the_night_and_is_told_to_the_caller(
    web: Web, crawl: Crawl, store: Store
) -> None:
    found = crawl([well(web, "site")], full=True)
    assert found.code == 1
    assert "No space left on device" in found.errors
    assert [line for line in found.lines if "source" in line] == []
    [run] = store.runs.last(1)
    assert [source_run.status for source_run in store.runs.source_runs(run.id)] == [None]


def test_an_error_of_the_caller_stops_the_night_and_is_raised(web: Web, crawl: Crawl) -> None:
    found = crawl([well(web, "site")], fail_when_closed=True)
    assert found.code == 1
    assert "ValueError: the caller broke" in found.errors


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_stops_the_night_cleanly(
    web: Web, store: Store, tmp_path: Path, number: int, code: int
) -> None:
    there = well(web, "site", {"/news/three-3": Reply(article("Slow"), wait=1.5)})
    process = start(web, tmp_path, [there], timeout=10)
    while "/news/three-3" not in web.paths("site.example"):
        time.sleep(0.02)
    os.kill(process.pid, number)
    _, errors = process.communicate(timeout=20)
    # An uncaught KeyboardInterrupt ends Python by the signal itself.
    assert process.returncode in {code, 128 - code}, errors
    assert "ReactorNotRunning" not in errors
    [run] = store.runs.last(1)
    [source_run] = store.runs.source_runs(run.id)
    assert source_run.closed_at is None
    assert store.runs.undecided() == (source_run,)


def test_a_killed_night_keeps_what_it_had_and_the_next_one_goes_on(
    web: Web, crawl: Crawl, store: Store, tmp_path: Path
) -> None:
    there = well(web, "site", {"/news/three-3": Reply(article("Slow"), wait=30)})
    process = start(web, tmp_path, [there], timeout=60)
    page = None
    while page is None or store.pages.last_record(page.id) is None:
        time.sleep(0.05)
        page = store.pages.by_url("https://site.example/news/one-1")
    process.kill()
    process.communicate()
    web.site("site.example", {"/news/three-3": article("Quick")})
    after = crawl([there], now="2026-11-03T18:00:00+00:00")["site"]
    assert after["status"] == "ok"
    assert after["fetched"] + after["unchanged"] == 3


def test_a_bug_in_one_page_costs_that_page_and_is_told(web: Web, crawl: Crawl) -> None:
    found = crawl([well(web, "site")], break_at="/news/two-2")["site"]
    assert (found["status"], found["fetched"], found["failed"]) == ("partial", 2, 1)
    assert found["reason"] == (
        "1 unexpected errors: https://site.example/news/two-2: KeyError: 'a bug of ours'"
    )


def test_a_bug_between_an_answer_and_the_store_costs_that_page_and_is_told(
    web: Web, crawl: Crawl
) -> None:
    done = crawl([well(web, "site")], break_between="/news/two-2")
    assert done["site"]["reason"] == (
        "1 unexpected errors: https://site.example/news/two-2: KeyError: 'a bug of ours'"
    )
    assert "page.error" in done.errors
    assert "Spider error" not in done.errors


@pytest.mark.parametrize("port", ["99999", "abc"])
def test_an_address_that_is_none_costs_nothing_but_itself(
    web: Web, crawl: Crawl, port: str
) -> None:
    odd = f"http://site.example:{port}/news/odd-9"
    web.site("site.example", {"/news": listing(odd, "/news/one-1"), "/news/one-1": article("One")})
    found = crawl([source("site")])["site"]
    assert (found["status"], found["fetched"]) == ("ok", 1)


def test_a_bug_in_reading_one_listing_costs_that_listing_and_is_told(
    web: Web, crawl: Crawl
) -> None:
    feed = "<rss version='2.0'><channel><item><link>/news/two-2</link></item></channel></rss>"
    there = well(web, "site")
    web.site("site.example", {"/rss.xml": feed})
    there = {**there, "start": [*there["start"], "http://site.example/rss.xml"]}
    done = crawl([there], break_feeds=True)
    assert (done["site"]["status"], done["site"]["fetched"]) == ("partial", 3)
    assert done["site"]["reason"] == (
        "http://site.example/rss.xml: unexpected: KeyError: 'a bug of ours'"
    )
    assert "listing.error" in done.errors


def test_a_bug_in_every_page_is_a_failed_night(web: Web, crawl: Crawl) -> None:
    found = crawl([well(web, "site")], break_between="/news/")["site"]
    assert (found["status"], found["failed"]) == ("failed", 3)


def test_a_broken_store_under_a_listing_stops_the_night_and_accuses_no_site() -> None:
    class Broken:
        async def fetch(self, url: str) -> NoReturn:
            raise DiskFull(f"disk: {url}: database or disk is full")

    met: list[ListingMet] = []
    place, every = Discovery("https://site.example/news", "listing"), ItemUrls(re.compile(""))

    async def read() -> None:
        async for _ in walk(place, every, cast("Asking", Broken()), lambda _: True, met.append):
            """Nothing comes."""

    with pytest.raises(DiskFull):
        asyncio.run(read())
    assert met == []


def test_without_a_rehearsal_the_net_itself_is_asked_politely(web: Web, crawl: Crawl) -> None:
    web.site("127.0.0.1", {"/news": listing("/news/one-1"), "/news/one-1": article("One")})
    base = f"http://127.0.0.1:{web.port}/news"
    there = {"name": "site", "start": [base], "item_url": r"/news/one-1$", "delay": 0}
    found = crawl([there], rehearsal={}, delay=0, allow_private_addresses=True)["site"]
    assert (found["status"], found["fetched"]) == ("ok", 1)
    # A second at least before each request after the first, whatever the configuration says. On a
    # busy machine the first is noted late: of the two seconds half a one is its.
    times = [asked.at for asked in web.asked]
    assert len(times) == 3
    assert times[-1] - times[0] >= 1.5


@pytest.mark.parametrize(
    ("asked", "of_source", "rehearsal", "delay"),
    [(0.0, 0.0, {}, 1.0), (0.0, None, {}, 3.0), (5.0, None, {}, 5.0), (5.0, 2.0, {}, 2.0),
     (0.0, None, {"site.example": "http://127.0.0.1:1"}, 0.0)],
)  # fmt: skip
def test_nobody_is_asked_twice_within_a_second_but_a_replica(
    asked: float, of_source: float | None, rehearsal: dict[str, str], delay: float, store: Store
) -> None:
    spider = watch("site", "news", ["https://site.example/news"])
    settings = CrawlSettings("ops@example.org", "agent", delay=asked, rehearsal=rehearsal)
    run = SourceRun(1, 1, "site", "news", datetime(2026, 11, 3, tzinfo=UTC))
    plan = SourcePlan(spider, delay=of_source)
    assignment = Assignment(run, plan, settings, store, Archive(Path("none")), lambda _: None)
    assert assignment.delay == delay


def test_a_rehearsal_leads_nowhere_but_to_loopback(web: Web, crawl: Crawl) -> None:
    there = well(web, "site")
    found = crawl([there], rehearsal={"site.example": "http://192.0.2.1:80"})
    assert found.code == 1
    assert "not a loopback address" in found.errors
