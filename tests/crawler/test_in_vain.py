"""Listed pages that nobody ever could read: asked less and less, and the others do not suffer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.crawler.loopback import Crawled, Reply, Web, article, listing, source

Crawl = Callable[..., Crawled]
GOOD = [f"/news/good-{number}" for number in range(1, 5)]
BAD = [f"/news/bad-{number}" for number in range(1, 5)]
BROKEN = Reply("broken", 500)
#: What a machine's own page is to us: nothing that could be read.
VIDEO = "<html><title>Video</title><body><video src='a.mp4'></video></body></html>"


def night(day: int, month: int = 11) -> str:
    return f"2026-{month:02}-{day:02}T18:00:00+00:00"


@pytest.fixture
def there(web: Web, crawl: Crawl) -> dict[str, Any]:
    """Four pages, read on the first of November."""
    web.site("old.example", {name: article(f"Old {name}") for name in GOOD})
    web.site("old.example", {"/news": listing(*GOOD)})
    there = source("old")
    assert crawl([there], now=night(1))["old"]["fetched"] == 4
    return there


def put(web: Web, *replies: Reply | str) -> list[str]:
    """Let as many new pages stand above the others, and answer so; return them."""
    names = BAD[: len(replies)]
    web.site("old.example", dict(zip(names, replies, strict=True)))
    web.site("old.example", {"/news": listing(*names, *GOOD)})
    return names


def asked(web: Web, crawl: Crawl, there: dict[str, Any], path: str, *days: int) -> list[int]:
    """Return the nights on which a page was asked for."""
    found = []
    for day in days:
        before = len(web.asked)
        assert crawl([there], now=night(day)).code == 0
        found += [day] if any(one.path == path for one in web.asked[before:]) else []
    return found


def test_pages_that_fail_every_night_keep_nobody_from_the_others(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    """Nine failures in a row and a host is left in peace: three such pages used them all."""
    put(web, BROKEN, BROKEN, BROKEN, BROKEN)
    crawl([there], now=night(2))
    web.site("old.example", {"/news/fresh-9": article("Fresh")})
    web.site("old.example", {"/news": listing(*BAD, *GOOD, "/news/fresh-9")})
    told = crawl([there], now=night(3))["old"]
    assert (told["fetched"], told["unchanged"]) == (1, 4)
    assert told["status"] == "partial"
    assert "not reached" not in told["reason"]


@pytest.mark.parametrize(
    "reply", [Reply("no", 403), VIDEO, Reply("", 302, {"Location": "http://else.example/"})]
)
def test_what_never_could_be_read_is_asked_less_and_less(
    web: Web, crawl: Crawl, there: dict[str, Any], reply: Reply | str
) -> None:
    (bad,) = put(web, reply)
    assert asked(web, crawl, there, bad, 2, 7, 8, 9) == [2, 7, 9]


def test_what_is_mended_is_visited_as_any_page(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    (bad,) = put(web, BROKEN)
    assert asked(web, crawl, there, bad, 2) == [2]
    web.site("old.example", {bad: article("Mended")})
    assert crawl([there], now=night(8))["old"]["fetched"] == 1
    assert asked(web, crawl, there, bad, 9) == [9]


@pytest.mark.parametrize(("reply", "count"), [(BROKEN, "failed"), (VIDEO, "not_understood")])
def test_it_is_the_sources_trouble_for_three_nights_and_known_from_then_on(
    web: Web, crawl: Crawl, there: dict[str, Any], reply: Reply | str, count: str
) -> None:
    put(web, reply)
    nights = [crawl([there], now=night(day))["old"] for day in (2, 4, 5)]
    assert [told[count] for told in nights] == [1] * 3
    bad = "partial" if count == "failed" else "ok"
    assert [told["status"] for told in nights] == [bad, bad, "ok"]


def test_a_quiet_source_is_not_misunderstood_for_a_page_that_is_none(
    web: Web, crawl: Crawl, there: dict[str, Any]
) -> None:
    """Its old pages rest, and the page that is no article is all that is asked for."""
    assert crawl([there], now=night(2, 12))["old"]["unchanged"] == 4
    put(web, VIDEO)
    nights = [crawl([there], now=night(day, 12))["old"] for day in (3, 5, 6)]
    assert [told["not_understood"] for told in nights] == [1] * 3
    assert [told["status"] for told in nights] == ["not-understood", "not-understood", "ok"]


def test_where_most_pages_never_could_be_read_it_stays_the_sources_trouble(
    web: Web, crawl: Crawl
) -> None:
    web.site("new.example", dict.fromkeys(BAD, VIDEO) | {"/news": listing(*BAD)})
    nights = [crawl([source("new")], now=night(day))["new"] for day in (1, 5)]
    assert {told["status"] for told in nights} == {"not-understood"}
