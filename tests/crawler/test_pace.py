"""A Source's time: a site's wish for slowness is honoured, and yet the night ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler.health import ListingMet, Met, status
from crawler.pace import Pace
from crawler.robots import ObedientRobots
from tests.crawler.loopback import ROBOTS, SLUGS, Crawled, Reply, Web, article, listing, well

Crawl = Callable[..., Crawled]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def admitted(pace: Pace, host: str, tries: int = 100) -> int:
    """Return how many requests in a row are let in while no time goes by."""
    return sum(pace.admits(host) for _ in range(tries))


def test_as_many_requests_are_let_in_as_can_begin_in_time(clock: Clock) -> None:
    # At 0, 3, 6, 9: the fifth would begin after 10 seconds.
    assert admitted(Pace(seconds=10, delay=3, clock=clock), "a.example") == 4


def test_without_a_delay_nothing_is_refused_until_the_time_is_over(clock: Clock) -> None:
    pace = Pace(seconds=10, delay=0, clock=clock)
    assert admitted(pace, "a.example") == 100
    clock.now += 10
    assert pace.admits("a.example")
    clock.now += 0.1
    assert not pace.admits("a.example")


def test_time_runs_from_the_first_request(clock: Clock) -> None:
    pace = Pace(seconds=10, delay=3, clock=clock)
    clock.now += 3600
    assert admitted(pace, "a.example") == 4


def test_hosts_wait_for_themselves_only(clock: Clock) -> None:
    pace = Pace(seconds=10, delay=6, clock=clock)
    assert [admitted(pace, name) for name in ("a.example", "b.example")] == [2, 2]


def test_robots_txt_does_not_count_for_the_delay_it_asks_for(clock: Clock) -> None:
    pace = Pace(seconds=7200, delay=3, clock=clock)
    assert pace.admits("a.example")  # robots.txt itself
    clock.now += 1
    pace.slow_down("a.example", 3000)
    # 2 seconds from now, then 3000 and 6000 later.
    assert admitted(pace, "a.example") == 3
    assert pace.delay_of("a.example") == 3000
    assert pace.delay_of("b.example") == 3


def test_a_day_between_two_requests_leaves_one(clock: Clock) -> None:
    pace = Pace(seconds=7200, delay=3, clock=clock)
    assert pace.admits("a.example")
    pace.slow_down("a.example", 86400)
    assert admitted(pace, "a.example") == 1
    assert pace.shortage("a.example") == (
        "a.example asks for 86400 s between two requests (robots.txt)"
    )
    assert pace.shortage("b.example") == "120 minutes were over (crawl.source_minutes)"


URL = "https://site.example/news"
FOUND = ListingMet(URL, "found", found=10)
LATE = ListingMet(URL, "unreached", "no time for it: why")
HALF = ListingMet(URL, "unreached", "no time for it: why", found=10)


@pytest.mark.parametrize(
    ("met", "expected", "says"),
    [
        (Met((LATE,)), "failed", "no time for it: why"),
        (Met((HALF,)), "partial", "no time for it: why"),
        (Met((FOUND, LATE), understood=1), "partial", "no time for it: why"),
        (Met((FOUND,), left_out=1, planned=9, late=("why",)), "partial",
         "1 new page not reached; no time for 1 of 9 pages: why"),
        (Met((FOUND,), understood=4, planned=9, late=("why",) * 5), "partial",
         "no time for 5 of 9 pages: why"),
        # Known pages take turns, as they do when the page budget is small.
        (Met((FOUND,), understood=5, planned=9, late=("why",) * 4), "ok", ""),
    ],
)  # fmt: skip
def test_want_of_time_is_told_where_it_costs_news_or_most_of_the_pages(
    met: Met, expected: str, says: str
) -> None:
    found, reason = status(met)
    assert found == expected
    assert says in (reason or "")


def test_a_site_that_asks_for_a_day_between_requests_gets_it_and_the_night_ends(
    web: Web, crawl: Crawl
) -> None:
    there = well(web, "site", {"/robots.txt": Reply(ROBOTS + "Crawl-delay: 86400\n")})
    found = crawl([there, well(web, "other")])
    assert web.paths("site.example") == ["/robots.txt", "/news"]
    line = found["site"]
    assert (line["status"], line["listed"], line["fetched"]) == ("partial", 3, 0)
    assert line["reason"] == (
        "3 new pages not reached; no time for 3 of 3 pages: "
        "site.example asks for 86400 s between two requests (robots.txt)"
    )
    assert found["other"]["status"] == "ok"


def test_the_time_of_a_source_holds_for_the_pages_of_its_listing_too(
    web: Web, crawl: Crawl
) -> None:
    pages = {
        "/robots.txt": Reply(ROBOTS + "Crawl-delay: 600\n"),
        "/news": listing("/news/one-1", following="/news?page=1"),
        "/news?page=1": listing("/news/two-2"),
    }
    line = crawl([well(web, "site", pages)], seconds=300)["site"]
    assert web.paths("site.example") == ["/robots.txt", "/news"]
    assert (line["status"], line["listed"]) == ("partial", 1)
    assert line["reason"].startswith(
        "http://site.example/news: no time for it: site.example asks for 600 s"
    )


def test_what_fits_into_the_time_is_visited_at_the_sites_own_pace(web: Web, crawl: Crawl) -> None:
    there = well(web, "site", {"/robots.txt": Reply(ROBOTS + "Crawl-delay: 3\n")})
    line = crawl([there], seconds=7.5)["site"]
    # The listing at once, pages after 3 and 6 seconds; the third page would begin after 9.
    assert web.paths("site.example") == ["/robots.txt", "/news", *SLUGS[:2]]
    assert (line["status"], line["fetched"], line["carried_over"]) == ("partial", 2, 1)
    times = [asked.at for asked in web.asked[1:]]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 2.7


def test_a_site_that_would_be_asked_faster_is_asked_at_our_own_pace(web: Web, crawl: Crawl) -> None:
    there = well(web, "site", {"/robots.txt": Reply(ROBOTS + "Crawl-delay: 0.1\n")}, delay=1.5)
    assert crawl([there])["site"]["fetched"] == 3
    times = [asked.at for asked in web.asked[1:]]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.2


def test_a_host_that_answers_slowly_does_not_hold_the_night(web: Web, crawl: Crawl) -> None:
    slugs = [f"/news/slow-{number}" for number in range(30)]
    answers = {slug: Reply(article(slug), wait=1) for slug in slugs}
    there = well(web, "site", {"/news": listing(*slugs), **answers})
    line = crawl([there], seconds=3, timeout=10)["site"]
    assert line["status"] == "partial"
    assert "0.05 minutes were over (crawl.source_minutes)" in line["reason"]
    assert line["fetched"] + line["carried_over"] == 30
    assert line["fetched"] < 15  # thirty pages take thirty seconds


def test_a_slot_thrown_away_while_idle_is_made_anew_with_the_sites_delay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pace = Pace(seconds=7200, delay=3)
    downloader = SimpleNamespace(per_slot_settings={}, slots={})
    robots = ObedientRobots.__new__(ObedientRobots)
    robots._robotstxt_useragent, robots._default_useragent = "monitor", "monitor"
    robots.crawler = SimpleNamespace(
        engine=SimpleNamespace(downloader=downloader), settings=Settings({"DOWNLOAD_DELAY": 3})
    )
    monkeypatch.setattr("crawler.robots.assignment_of", lambda _: SimpleNamespace(pace=pace))
    for host, asked in (("slow.example", 60), ("quick.example", 1)):
        rules = SimpleNamespace(crawl_delay=lambda _, asked=asked: asked)
        robots._slow_down(SimpleNamespace(rp=rules), host)
    assert downloader.per_slot_settings == {"slow.example": {"delay": 60.0}}
    assert (pace.delay_of("slow.example"), pace.delay_of("quick.example")) == (60, 3)
