"""Language twins: asked for as soon as a page links to them, and again when they were not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storage.store import Store
from tests.crawler.loopback import SLUGS, Crawled, Reply, Web, article, listing, source

Crawl = Callable[..., Crawled]
TWIN = "/news/zwilling-1"


def night(day: int) -> str:
    return f"2026-11-{day:02}T18:00:00+00:00"


def linking(path: str, twin: str, *, tagged: bool = False) -> Reply:
    """Return a page that names its twin; a `tagged` one answers 304 from the second night on."""
    link = f'<link rel="alternate" hreflang="zh-hans" href="{twin}">'
    body = article(path).replace("<head>", f"<head>{link}")
    return Reply(body, headers={"ETag": f'"{path}"'} if tagged else {})


def put(web: Web, *, tagged: bool = False) -> dict[str, Any]:
    """Let one page stand on a listing and name a twin that is not there."""
    page = linking(SLUGS[0], TWIN, tagged=tagged)
    web.site("two.example", {"/news": listing(SLUGS[0]), SLUGS[0]: page, TWIN: Reply("no", 404)})
    return source("two")


def asked(web: Web, crawl: Crawl, there: dict[str, Any], *days: int) -> list[int]:
    """Return the nights on which the twin was asked for."""
    found = []
    for day in days:
        before = len(web.of("two.example", TWIN))
        assert crawl([there], now=night(day)).code == 0
        found += [day] * (len(web.of("two.example", TWIN)) - before)
    return found


@pytest.mark.parametrize("tagged", [False, True], ids=["whole", "304"])
def test_a_twin_that_is_not_there_yet_is_asked_for_until_it_is(
    web: Web, crawl: Crawl, *, tagged: bool
) -> None:
    there = put(web, tagged=tagged)
    assert asked(web, crawl, there, 1, 2) == [1, 2]
    web.site("two.example", {TWIN: article("Twin")})
    assert crawl([there], now=night(3))["two"]["fetched"] == 1


def test_a_twin_that_is_back_is_read_again(web: Web, crawl: Crawl) -> None:
    there = put(web)
    web.site("two.example", {TWIN: article("Twin")})
    assert asked(web, crawl, there, 1) == [1]
    web.site("two.example", {TWIN: Reply("gone", 410)})
    assert asked(web, crawl, there, 2, 3) == [2, 3]
    web.site("two.example", {TWIN: article("Twin, edited")})
    assert crawl([there], now=night(4))["two"]["fetched"] == 1


def test_a_twin_that_never_was_there_is_asked_less_and_less(web: Web, crawl: Crawl) -> None:
    there = put(web, tagged=True)
    assert asked(web, crawl, there, 1, 5, 6, 7, 9, 13) == [1, 5, 7, 13]


def test_a_twin_that_nobody_links_to_any_more_is_left_alone(web: Web, crawl: Crawl) -> None:
    there = put(web)
    assert asked(web, crawl, there, 1) == [1]
    web.site("two.example", {SLUGS[0]: article("Without")})
    assert asked(web, crawl, there, 2, 3) == []


def test_a_twin_that_fails_once_it_was_gone_rests_as_long(web: Web, crawl: Crawl) -> None:
    there = put(web)
    assert asked(web, crawl, there, 1) == [1]
    web.site("two.example", {TWIN: Reply("down", 500)})
    assert crawl([there], now=night(7))["two"]["failed"] == 1
    web.site("two.example", {TWIN: Reply("no", 404)})
    assert asked(web, crawl, there, 8, 9, 10) == [10]


def test_twins_that_the_budget_leaves_out_are_counted_and_visited_another_night(
    web: Web, crawl: Crawl, store: Store
) -> None:
    """The pages that name them answer 304 by then."""
    twins = [f"/news/zwilling-{number}" for number in (1, 2, 3)]
    pages = {
        slug: linking(slug, twin, tagged=True) for slug, twin in zip(SLUGS, twins, strict=True)
    }
    web.site("two.example", {"/news": listing(*SLUGS), **pages})
    web.site("two.example", {twin: article(f"Twin {twin}") for twin in twins})
    narrow = source("two", budget=4)
    first = crawl([narrow], now=night(1))["two"]
    assert (first["fetched"], first["carried_over"]) == (4, 2)
    assert (first["status"], first["reason"]) == ("partial", "2 new pages not reached")
    second = crawl([narrow], now=night(2))["two"]
    assert (second["fetched"], second["status"]) == (2, "ok")
    read = [page.url for page in store.pages.of_source("two") if page.last_visited]
    assert len(read) == 6
