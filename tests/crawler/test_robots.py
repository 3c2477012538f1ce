"""robots.txt is heeded by every page, also by those that were waiting for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crawler.loopback import ITEMS, Crawled, Reply, Web, article, listing

Crawl = Callable[..., Crawled]
NAMES = [f"/news/page-{number}" for number in range(1, 7)]


@pytest.mark.parametrize(
    "robots", [Reply("User-agent: *\nDisallow: /news/\n"), Reply("broken", 503)]
)
def test_no_page_of_another_host_goes_in_while_its_file_is_read(
    web: Web, crawl: Crawl, robots: Reply
) -> None:
    web.site("other.example", {name: article(name) for name in NAMES} | {"/robots.txt": robots})
    links = [f"http://other.example{name}" for name in NAMES]
    start = web.site("list.example", {"/news": listing(*links)})
    there = {"name": "old", "start": [start], "item_url": ITEMS, "hosts": ["other.example"]}
    told = crawl([there])["old"]
    assert (told["listed"], told["fetched"]) == (6, 0)
    assert set(web.paths("other.example")) == {"/robots.txt"}
