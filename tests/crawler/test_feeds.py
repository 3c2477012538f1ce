from __future__ import annotations

import gzip
import json
import re

import pytest

from crawler.parsers import Document
from crawler.parsers.links.feeds import read_feed, read_search_json, read_sitemap
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import ListedPage

ITEM = ItemUrls(re.compile(r"/news/"))
API = "https://newssearch.chinadaily.com.cn/rest/en/search?keywords=IOM&sort=dp&page=0&type="


def document(text: str | bytes, url: str = "https://www.iom.int/rss/news") -> Document:
    return Document(text if isinstance(text, bytes) else text.encode(), url=url)


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>China course &amp; more</title><link>https://www.iom.int/news/a</link>
<pubDate>Mon, 02 Nov 2026 09:30:00 +0800</pubDate></item>
<item><title>Elsewhere</title><link> /news/b </link><description>Nothing of ours</description></item>
<item><title>A page</title><link>https://www.iom.int/about</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>China course</title><link rel="self" href="/feed/1"/><link href="/news/a"/>
<updated>2026-11-03T00:00:00Z</updated><published>2026-11-02T00:00:00Z</published></entry></feed>"""


def test_rss_gives_links_titles_and_dates() -> None:
    found = read_feed(document(RSS), ITEM, ())
    assert found.pages == (
        ListedPage("https://www.iom.int/news/a", "China course & more", "Mon, 02 Nov 2026 09:30:00 +0800"),
        ListedPage("https://www.iom.int/news/b", "Elsewhere", None),
    )  # fmt: skip


def test_atom_prefers_the_page_to_the_feed_and_the_day_of_publication() -> None:
    found = read_feed(document(ATOM), ITEM, ())
    assert found.pages == (
        ListedPage("https://www.iom.int/news/a", "China course", "2026-11-02T00:00:00Z"),
    )


def test_entries_without_our_words_are_left_and_the_feed_is_understood() -> None:
    assert len(read_feed(document(RSS), ITEM, ("China",)).pages) == 1
    none = read_feed(document(RSS), ITEM, ("Mongolia",))
    assert (none.state, none.pages) == ("found", ())


def test_a_feed_without_entries_is_empty() -> None:
    assert read_feed(document("<rss><channel/></rss>"), ITEM, ()).state == "empty"


def test_a_page_in_the_feeds_place_is_not_understood() -> None:
    found = read_feed(
        document("<html><title>Be right\nback</title><body>…</body></html>"), ITEM, ()
    )
    assert (found.state, found.reason) == (
        "not-understood",
        "not a feed but a page titled 'Be right back'",
    )


def test_entities_are_not_expanded_and_files_not_read() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    bomb += "<rss><channel><item><title>&j; &f;</title><link>/news/a</link></item></channel></rss>"
    found = read_feed(document(bomb), ITEM, ())
    assert all("root:" not in (page.title or "") for page in found.pages)
    assert all(len(page.title or "") < 100 for page in found.pages)


def test_a_sitemap_gives_pages_and_an_index_gives_children() -> None:
    urls = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://www.iom.int/news/a</loc><lastmod>2026-11-01</lastmod></url><url><loc>https://www.iom.int/about</loc></url></urlset>"
    assert read_sitemap(document(urls), ITEM).pages == (
        ListedPage("https://www.iom.int/news/a", None, "2026-11-01"),
    )
    assert read_sitemap(document(gzip.compress(urls.encode())), ITEM).pages[0].url.endswith("/a")
    index = "<sitemapindex><sitemap><loc>https://www.iom.int/sitemap.xml?page=1</loc></sitemap></sitemapindex>"
    assert read_sitemap(document(index), ITEM).following == (
        "https://www.iom.int/sitemap.xml?page=1",
    )


def test_a_broken_or_endless_gzip_is_not_understood() -> None:
    assert read_sitemap(document(b"\x1f\x8b" + b"broken"), ITEM).state == "not-understood"
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    assert read_sitemap(document(bomb), ITEM).pages == ()


def answer(**values: object) -> str:
    return json.dumps(values)


def test_the_search_gives_titles_without_marks_and_the_next_answer() -> None:
    entry = {
        "title": "On <em>IOM</em>",
        "url": "//www.chinadaily.com.cn/news/a",
        "pubDateStr": "2026-11-01 09:12",
    }
    found = read_search_json(document(answer(content=[entry], totalPages=2), API), ITEM)
    assert found.pages == (
        ListedPage("https://www.chinadaily.com.cn/news/a", "On IOM", "2026-11-01 09:12"),
    )
    assert found.following == (API.replace("page=0", "page=1"),)
    last = API.replace("page=0", "page=1")
    assert (
        read_search_json(document(answer(content=[entry], totalPages=2), last), ITEM).following
        == ()
    )


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (answer(content=[], totalPages=0), "empty"),
        (answer(error="quota"), "not-understood"),
        ("[]", "not-understood"),
        ("<html><title>Maintenance</title></html>", "not-understood"),
        ("{" * 5000, "not-understood"),
        ("[" * 100_000, "not-understood"),
        (answer(content=[{"url": None}, 7, {"title": "x"}], totalPages="many"), "not-understood"),
    ],
)
def test_what_the_search_may_answer_instead(text: str, state: str) -> None:
    assert read_search_json(document(text, API), ITEM).state == state


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_an_entry_whose_link_is_no_address_costs_itself(feed: str) -> None:
    broken = feed.replace(
        "<item>", "<item><title>X</title><link>http://[::1/news/x</link></item><item>", 1
    )
    broken = broken.replace(
        "<entry>", "<entry><title>X</title><link href='http://[::1/news/x'/></entry><entry>", 1
    )
    assert broken != feed
    found = read_feed(document(broken), ITEM, ())
    assert found.pages == read_feed(document(feed), ITEM, ()).pages
