"""Three nights over loopback, many sites at once; each test reads what happened to its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from crawler.reread import reread
from storage.archive import Archive
from storage.store import Store
from storage.types import NO_FURNITURE, Capture, Page
from tests.crawler.loopback import (
    ROBOTS,
    SLUGS,
    Asked,
    Crawled,
    Reply,
    Web,
    article,
    crawled,
    listing,
    served,
    source,
    well,
)

NOTICE = (
    "<html><title>Maintenance</title><body><h1>Under maintenance</h1><p>The site is under "
    "maintenance. Please come back later. Thank you for your patience.</p></body></html>"
)
NOT_THERE = (
    "<html><title>Office</title><body><h1>Sorry</h1><p>The page you requested is no longer "
    "available on this site.</p></body></html>"
)
PARTED = r"/news/[a-z]+-\d+\.html$"


@dataclass
class Nights:
    """What three nights printed, asked and stored."""

    printed: list[Crawled]
    asked: list[list[Asked]]
    store: Store
    archive: Archive

    def of(self, night: int, host: str) -> list[Asked]:
        return [asked for asked in self.asked[night] if asked.host == f"{host}.example"]

    def paths(self, night: int, host: str) -> list[str]:
        return [asked.path for asked in self.of(night, host)]

    def page(self, url: str) -> Page:
        page = self.store.pages.by_url(url)
        assert page is not None
        return page

    def captures(self, url: str) -> tuple[Capture, ...]:
        return self.store.pages.captures(self.page(url).id)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("nights")
    with served() as web:
        sources = first_night(web)
        printed, asked = [], []
        for number, change in enumerate((None, second_night, third_night)):
            if change is not None:
                change(web)
            web.asked.clear()
            night = f"2026-11-0{number + 2}T18:00:00+00:00"
            printed.append(crawled(web, folder, sources, now=night))
            assert printed[-1].code == 0, printed[-1].errors
            asked.append(list(web.asked))
    with Store.open(folder / "monitor.sqlite") as store:
        yield Nights(printed, asked, store, Archive(folder / "archive"))


def first_night(web: Web) -> list[dict[str, object]]:
    def parts(name: str, title: str) -> dict[str, Reply | str]:
        pager = '</article><div><span>1</span> <a href="/news/one-1_2.html">2</a></div>'
        first = article(title).replace("</article>", pager)
        return {
            "/news": listing("/news/one-1.html"),
            "/news/one-1.html": Reply(first, headers={"ETag": '"1"'}),
        }

    second_part = article("Part two").replace("lasts for three days", "goes on in the second part")
    web.site("parts.example", parts("parts", "Part one"))
    web.site("parts.example", {"/news/one-1_2.html": Reply(second_part, headers={"ETag": '"2"'})})
    web.site("torn.example", parts("torn", "Torn"))
    web.site("paged.example", {
        "/news": listing("/news/one-1", following="/news?page=1"),
        "/news?page=1": listing("/news/two-2", following="/news?page=2"),
        "/news?page=2": listing("/news/three-3"),
        **{slug: article(f"paged {slug}") for slug in SLUGS},
    })  # fmt: skip
    alternate = '<head><link rel="alternate" hreflang="zh-hans" href="/zh/news/one-1">'
    web.site("tongues.example", {
        "/news": listing("/news/one-1"),
        "/news/one-1": article("One").replace("<head>", alternate),
        "/zh/news/one-1": article("Twin"),
    })  # fmt: skip
    broken = [f"/news/page-{number}" for number in range(30)]
    web.site(
        "broken.example", {"/news": listing(*broken), **dict.fromkeys(broken, Reply("no", 500))}
    )
    web.site("other.example", {"/spam": article("Spam")})
    return [
        well(web, "tagged", {
            "/news": Reply(listing(*SLUGS), headers={"ETag": '"news"'}),
            **{slug: Reply(article(slug), headers={"ETag": f'"{slug}"'}) for slug in SLUGS},
        }),
        well(web, "gone"),
        well(web, "said"),
        well(web, "moved"),
        well(web, "upkeep"),
        well(web, "family", {"/news/one-1": Reply("", 302, {"Location": "http://other.example/spam"})}),
        well(web, "slow", {"/robots.txt": Reply(ROBOTS + "Crawl-delay: 0.5\n")}),
        well(web, "shared"),
        {**source("sharing"), "start": ["http://shared.example/news"]},
        well(web, "budget", budget=2),
        source("broken"),
        source("paged"),
        source("tongues"),
        source("parts", item_url=PARTED),
        source("torn", item_url=PARTED),
    ]  # fmt: skip


def second_night(web: Web) -> None:
    web.site("gone.example", {"/news/one-1": Reply("gone", 410)})
    web.site("said.example", {"/news/one-1": NOT_THERE})
    web.site("moved.example", {
        "/news/one-1": Reply("", 301, {"Location": "/"}),
        "/": article("Welcome"),
        "/news/two-2": Reply("", 301, {"Location": "/news/second-22"}),
        "/news/second-22": article("moved /news/two-2"),
    })  # fmt: skip
    headers = {"ETag": '"m"', "Last-Modified": "Tue, 03 Nov 2026 00:00:00 GMT"}
    web.everything["upkeep.example"] = Reply(NOTICE, headers=headers)


def third_night(web: Web) -> None:
    del web.everything["upkeep.example"]


def test_the_second_night_asks_what_changed_and_stores_no_second_body(nights: Nights) -> None:
    first, second = nights.printed[0]["tagged"], nights.printed[1]["tagged"]
    assert (first["fetched"], first["unchanged"]) == (3, 0)
    assert (second["status"], second["fetched"], second["unchanged"]) == ("ok", 0, 3)
    url = "https://tagged.example/news/one-1"
    assert [capture.status for capture in nights.captures(url)] == [200, 304, 304]
    assert len({capture.digest for capture in nights.captures(url)}) == 1
    [asked] = [one for one in nights.of(1, "tagged") if one.path == "/news/one-1"]
    assert asked.headers["If-None-Match"] == '"/news/one-1"'


def test_a_body_without_validators_that_is_the_same_is_unchanged(nights: Nights) -> None:
    second = nights.printed[1]["gone"]
    assert (second["fetched"], second["unchanged"], second["gone"]) == (0, 2, 1)


def test_a_page_that_answers_410_is_gone_and_has_no_record(nights: Nights) -> None:
    assert nights.printed[1]["gone"]["status"] == "ok"
    captures = nights.captures("https://gone.example/news/one-1")
    assert captures[1].status == 410
    assert nights.store.pages.records(captures[1].id) == ()


def test_a_page_that_says_that_it_is_not_there_makes_no_night_partial(nights: Nights) -> None:
    second = nights.printed[1]["said"]
    assert (second["status"], second["not_understood"]) == ("ok", 1)


def test_a_page_that_leads_to_the_front_page_has_vanished(nights: Nights) -> None:
    second = nights.printed[1]["moved"]
    assert (second["status"], second["not_understood"]) == ("ok", 1)
    capture = nights.captures("https://moved.example/news/one-1")[1]
    assert (capture.url, capture.redirects) == (
        "http://moved.example/",
        ("http://moved.example/news/one-1",),
    )
    [record] = nights.store.pages.records(capture.id)
    assert record.not_understood == "redirected to the front page"


def test_a_page_that_moved_is_read_where_it_is_now(nights: Nights) -> None:
    capture = nights.captures("https://moved.example/news/two-2")[1]
    assert (capture.url, capture.status) == ("http://moved.example/news/second-22", 200)
    assert capture.redirects == ("http://moved.example/news/two-2",)


def test_a_maintenance_page_on_every_url_is_not_understood_and_nothing_is_gone(
    nights: Nights,
) -> None:
    second, third = nights.printed[1]["upkeep"], nights.printed[2]["upkeep"]
    assert second["status"] == "not-understood"
    assert (second["not_understood"], second["gone"]) == (3, 0)
    assert third["status"] == "ok"
    # Nothing is asked with the validators of a page that nobody understood.
    assert not any("If-None-Match" in asked.headers for asked in nights.of(2, "upkeep"))
    assert not any("If-Modified-Since" in asked.headers for asked in nights.of(2, "upkeep"))


def test_redirects_stay_in_the_family(nights: Nights) -> None:
    found = nights.printed[0]["family"]
    assert found["status"] == "partial"
    assert found["reason"].endswith("other.example: is not a host of this source (redirected)")
    assert nights.of(0, "other") == []


def test_a_crawl_delay_is_kept_between_all_requests_to_the_host(nights: Nights) -> None:
    times = [asked.at for asked in nights.of(0, "slow")]
    assert len(times) == 5
    # From the listing to the last page three delays; a busy machine notes an arrival late.
    assert times[-1] - times[1] >= 3 * 0.5 - 0.1


def test_two_sources_on_one_host_never_ask_it_at_once(nights: Nights) -> None:
    assert nights.printed[0]["shared"]["status"] == nights.printed[0]["sharing"]["status"] == "ok"
    assert nights.paths(0, "shared") == ["/robots.txt", "/news", *SLUGS, "/robots.txt", "/news"]


def test_the_budget_puts_new_pages_first_and_counts_what_it_leaves(nights: Nights) -> None:
    first, second = nights.printed[0]["budget"], nights.printed[1]["budget"]
    assert (first["status"], first["fetched"], first["carried_over"]) == ("partial", 2, 1)
    assert first["reason"] == "1 new page not reached"
    # The third page at last, then one of the two known ones; the other is carried over.
    assert second["status"] == "ok"
    assert (second["fetched"] + second["unchanged"], second["carried_over"]) == (2, 1)
    assert nights.paths(1, "budget")[2] == "/news/three-3"


def test_a_host_that_keeps_failing_is_left_in_peace(nights: Nights) -> None:
    found = nights.printed[0]["broken"]
    asked = [path for path in nights.paths(0, "broken") if path.startswith("/news/")]
    assert found["status"] == "failed"
    # Nine in a row, and what was on its way by then.
    assert 9 <= len(asked) <= 9 + 4
    assert found["failed"] + found["carried_over"] == 30


def test_listings_are_followed_until_nothing_is_new(nights: Nights) -> None:
    assert nights.printed[0]["paged"]["fetched"] == 3
    assert "/news?page=1" in nights.paths(0, "paged")
    assert "/news?page=1" not in nights.paths(1, "paged")


def test_an_article_in_parts_is_one_page(nights: Nights) -> None:
    assert nights.printed[0]["parts"]["fetched"] == 1
    record = nights.store.pages.last_record(nights.page("https://parts.example/news/one-1.html").id)
    assert record is not None
    assert "goes on in the second part" in record.content.editions["en"].body
    # The first part's ETag says nothing of the second: no part may answer 304.
    second = nights.printed[1]["parts"]
    assert (second["fetched"], second["unchanged"]) == (0, 1)
    assert "/news/one-1_2.html" in nights.paths(1, "parts")


def test_a_missing_part_fails_the_page_instead_of_shortening_it(nights: Nights) -> None:
    found = nights.printed[0]["torn"]
    assert (found["status"], found["fetched"], found["failed"]) == ("failed", 0, 1)
    assert "part http://torn.example/news/one-1_2.html: answered 404 Not Found" in found["reason"]


def test_language_twins_are_visited_with_the_page(nights: Nights) -> None:
    assert nights.printed[0]["tongues"]["fetched"] == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://tagged.example/news/one-1",
        "https://parts.example/news/one-1.html",
        "https://moved.example/news/two-2",
    ],
)
def test_reading_the_archive_again_gives_what_the_night_read(nights: Nights, url: str) -> None:
    page = nights.page(url)
    capture = nights.store.pages.last_capture(page.id)
    assert capture is not None
    again = reread(page, capture, nights.archive, NO_FURNITURE, "news")
    assert again == nights.store.pages.last_record(page.id)
