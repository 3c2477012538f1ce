"""Listings are archived and asked "changed since?", and no card is lost on the way."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawler.discovery import Discovery
from crawler.fetched import document_of
from crawler.listings import _as_it_came
from crawler.parsers.links.item_urls import ItemUrls
from crawler.walk import walk
from storage.archive import Archive
from storage.store import Store
from storage.types import Response
from tests.crawler.loopback import (
    ITEMS,
    NOW,
    SLUGS,
    Crawled,
    Reply,
    Web,
    article,
    listing,
    source,
    well,
)

Crawl = Callable[..., Crawled]
NEWS = "http://site.example/news"
SECOND, THIRD = "2026-11-03T18:00:00+00:00", "2026-11-04T18:00:00+00:00"


def tagged(tag: str, *slugs: str, following: str | None = None) -> Reply:
    return Reply(listing(*slugs, following=following), headers={"ETag": f'"{tag}"'})


def archived(folder: Path) -> list[tuple[str, int, str]]:
    """Return URL, status and kind of every record of the listing, in order."""
    archive = Archive(folder / "archive")
    found = []
    for file in archive.files():
        for ref in archive.refs(file):
            kind = "whole" if archive.whole(ref) == ref else "revisit"
            told = archive.read(ref)
            if "/news?" in told.url or told.url == NEWS:
                found.append((told.url, told.status, kind))
    assert archive.verify() == ()
    return found


def asked_with(web: Web, path: str = "/news") -> list[str | None]:
    return [asked.headers.get("If-None-Match") for asked in web.of("site.example", path)]


def test_an_unchanged_listing_is_archived_as_such_and_read_as_if_it_had_come(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)})
    first, second = crawl([there])["site"], crawl([there], now=SECOND)["site"]
    assert asked_with(web) == [None, '"a"']
    assert (first["status"], first["listed"]) == (second["status"], second["listed"]) == ("ok", 3)
    assert second["unchanged"] == 3  # known pages are visited all the same
    assert archived(tmp_path) == [(NEWS, 200, "whole"), (NEWS, 200, "revisit")]


def test_an_unchanged_answer_keeps_the_validators_that_it_does_not_repeat(
    web: Web, crawl: Crawl, store: Store
) -> None:
    said = {"ETag": '"a"', "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}
    there = well(web, "site", {"/news": Reply(listing(*SLUGS), headers=said)})
    crawl([there])
    web.site("site.example", {"/news": Reply("", 304)})
    for night in (SECOND, THIRD):
        assert crawl([there], now=night)["site"]["listed"] == 3
    asked = [each.headers for each in web.of("site.example", "/news")]
    assert [each.get("If-None-Match") for each in asked] == [None, '"a"', '"a"']
    assert [each.get("If-Modified-Since") for each in asked] == [None, *[said["Last-Modified"]] * 2]
    known = store.listings.get("site", NEWS)
    assert known is not None
    assert known.fetched_at.isoformat() == THIRD


def test_an_archived_answer_is_read_in_its_own_charset_and_without_its_other_headers() -> None:
    body = "<li>移民</li>".encode("gb18030")
    headers = (("Content-Type", "text/html; charset=gb18030"), ("Set-Cookie", "a=b"))
    then = datetime.fromisoformat(NOW)
    kept = Response(NEWS, NEWS, 200, headers, body, then)
    read = _as_it_came(HtmlResponse(NEWS, status=304, headers={"ETag": '"a"'}), kept)
    assert (read.status, read.body) == (200, body)
    assert read.headers.to_unicode_dict() == {"Content-Type": "text/html; charset=gb18030"}
    assert document_of(read).charset == "gb18030"


class Answers:
    """Listings that all answer at once, and note what was done with them."""

    def __init__(self, body: str) -> None:
        self.body, self.done = body, list[str]()

    async def fetch(self, url: str) -> HtmlResponse:
        return HtmlResponse(url, body=self.body.encode(), headers={"Content-Type": "text/html"})

    def keep(self, url: str, fetched: HtmlResponse) -> HtmlResponse:
        return fetched

    def understood(self, url: str) -> None:
        self.done.append(f"remembered {url}")


def test_a_listing_is_remembered_only_when_all_its_pages_have_been_taken() -> None:
    answers = Answers(listing(*SLUGS))

    async def night() -> None:
        place = Discovery(NEWS, "listing")
        items = ItemUrls(re.compile(ITEMS))
        async for page in walk(place, items, answers, lambda _: True, lambda _: None):
            answers.done.append(page.url.removeprefix("http://site.example"))

    asyncio.run(night())
    assert answers.done == [*SLUGS, f"remembered {NEWS}"]


def test_unchanged_is_no_answer_to_who_has_nothing(web: Web, crawl: Crawl, tmp_path: Path) -> None:
    found = crawl([well(web, "site", {"/news": Reply("", 304)})])["site"]
    assert (found["status"], found["listed"]) == ("failed", 0)
    assert "answered 304" in found["reason"]
    assert archived(tmp_path) == []


def test_a_listing_without_validators_is_archived_once(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    there = well(web, "site")
    crawl([there])
    crawl([there], now=SECOND)
    assert asked_with(web) == [None, None]
    assert archived(tmp_path) == [(NEWS, 200, "whole"), (NEWS, 200, "revisit")]


def test_a_changed_listing_gives_its_new_card(web: Web, crawl: Crawl, store: Store) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)})
    crawl([there])
    more = {"/news": tagged("b", "/news/four-4", *SLUGS), "/news/four-4": article("Four")}
    web.site("site.example", more)
    second = crawl([there], now=SECOND)["site"]
    crawl([there], now=THIRD)
    assert asked_with(web) == [None, '"a"', '"b"']
    assert (second["listed"], second["fetched"]) == (4, 1)
    known = store.listings.get("site", NEWS)
    assert known is not None
    assert known.validators.etag == '"b"'


def test_cards_that_were_not_visited_are_not_forgotten_when_the_listing_is_unchanged(
    web: Web, crawl: Crawl
) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)}, budget=1)
    assert crawl([there])["site"]["fetched"] == 1
    second = crawl([there | {"budget": 100}], now=SECOND)["site"]
    assert asked_with(web) == [None, '"a"']
    assert second["fetched"] == 2


def test_a_page_of_a_listing_that_failed_is_asked_again_behind_an_unchanged_one(
    web: Web, crawl: Crawl
) -> None:
    pages = {
        "/news": tagged("a", *SLUGS[:2], following="/news?page=1"),
        "/news?page=1": Reply("down", 503),
    }
    there = well(web, "site", pages)
    assert crawl([there])["site"]["status"] == "partial"
    web.site("site.example", {"/news": tagged("b", "/news/four-4", *SLUGS[:2], following="/news?page=1"),
                              "/news/four-4": article("Four"), "/news?page=1": tagged("c", SLUGS[2])})  # fmt: skip
    assert crawl([there], now=SECOND)["site"]["fetched"] == 2


def test_a_page_of_a_listing_that_failed_is_asked_again_though_the_first_brings_nothing(
    web: Web, crawl: Crawl
) -> None:
    first = tagged("a", *SLUGS[:2], following="/news?page=1")
    there = well(web, "site", {"/news": first, "/news?page=1": Reply("down", 503)})
    assert crawl([there])["site"]["fetched"] == 2
    web.site("site.example", {"/news?page=1": tagged("c", SLUGS[2])})
    asked = len(web.of("site.example", "/news?page=1"))
    assert crawl([there], now=SECOND)["site"]["fetched"] == 1
    assert len(web.of("site.example", "/news?page=1")) == asked + 1
    crawl([there], now=THIRD)
    assert len(web.of("site.example", "/news?page=1")) == asked + 1


def test_a_listing_that_nobody_understood_is_archived_and_asked_for_whole(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    blank = Reply("<title>Sunday</title><body><p>We rebuild.</p></body>", headers={"ETag": '"x"'})
    there = well(web, "site", {"/news": blank})
    assert crawl([there])["site"]["status"] == "not-understood"
    crawl([there], now=SECOND)
    assert asked_with(web) == [None, None]
    assert [status for _, status, _ in archived(tmp_path)] == [200, 200]


def test_a_refusal_is_archived_too(web: Web, crawl: Crawl, tmp_path: Path) -> None:
    there = well(web, "site", {"/news": Reply("no", 403)})
    assert crawl([there])["site"]["status"] == "blocked"
    assert archived(tmp_path) == [(NEWS, 403, "whole")]


def test_a_listing_whose_body_is_lost_is_asked_for_whole(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)})
    crawl([there])
    shutil.rmtree(tmp_path / "archive")
    second = crawl([there], now=SECOND)["site"]
    assert asked_with(web) == [None, None]
    assert (second["status"], second["listed"]) == ("ok", 3)


def test_two_sources_of_one_listing_remember_it_each(web: Web, crawl: Crawl) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)})
    other = source("other") | {"start": [NEWS]}
    crawl([there])
    crawl([there, other], now=SECOND)
    assert asked_with(web) == [None, '"a"', None]


@pytest.mark.parametrize("redirect", [301, 302])
def test_a_listing_that_moved_is_not_asked_with_the_old_validators(
    web: Web, crawl: Crawl, redirect: int
) -> None:
    there = well(web, "site", {"/news": tagged("a", *SLUGS)})
    crawl([there])
    moved = {"/news": Reply("", redirect, {"Location": "/newer"}), "/newer": tagged("a", *SLUGS)}
    web.site("site.example", moved)
    assert crawl([there], now=SECOND)["site"]["listed"] == 3
    assert asked_with(web, "/newer") == [None]
