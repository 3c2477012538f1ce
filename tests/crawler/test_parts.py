from __future__ import annotations

import pytest

from crawler.parsers import Document
from crawler.parsers.links.parts import joined, part_urls
from crawler.parsers.links.twins import twin_urls

HERE = "https://www.chinadaily.com.cn/a/202610/18/WS6a.html"


def page(body: str, url: str = HERE, encoding: str = "utf-8") -> Document:
    html = f'<html><head><meta charset="{encoding}"></head><body>{body}</body></html>'
    return Document(html.encode(encoding), url=url)


PAGER = '<div id="div_currpage"><span>1</span> <a href="WS6a_2.html">2</a> <a href="WS6a_3.html">3</a> <a href="WS6a_2.html">Next</a></div>'


def test_parts_are_known_by_their_numbers_in_order_and_once() -> None:
    assert part_urls(page('<a href="WS6a_3.html">3</a>' + PAGER)) == [
        "https://www.chinadaily.com.cn/a/202610/18/WS6a_2.html",
        "https://www.chinadaily.com.cn/a/202610/18/WS6a_3.html",
    ]


def test_other_articles_and_other_hosts_are_no_parts() -> None:
    others = '<a href="WS6b_2.html">2</a><a href="//evil.example/a/202610/18/WS6a_2.html">2</a><a href="WS6a_1.html">1</a>'
    assert part_urls(page(others)) == []
    assert part_urls(page(PAGER, HERE.replace("WS6a", "WS6a_2"))) == []
    assert part_urls(page(PAGER, "https://www.iom.int/news/story")) == []


@pytest.mark.parametrize("form", ["WS6a-{}.html", "WS6a/{}.html", "WS6a/p{}.html"])
def test_parts_under_other_names_are_known_by_links_that_say_their_numbers(form: str) -> None:
    second, third = form.format(2), form.format(3)
    links = f'<a href="{second}">2</a><a href="{third}">3</a><a href="{second}">Next</a>'
    base = "https://www.chinadaily.com.cn/a/202610/18/"
    assert part_urls(page(links)) == [base + second, base + third]
    assert part_urls(page(f'<a href="{second}">Two carvers come home</a>')) == []


def test_the_parts_paragraphs_follow_the_first_ones_and_the_pager_goes() -> None:
    first = page(
        f"<h1>Title</h1><div class='c'><p>First of all.</p><p>Then.</p></div>{PAGER}<p>Copyright</p>"
    )
    second = page(
        "<h1>Title</h1><div class='c'><p>第二部分。</p></div>",
        HERE.replace("WS6a", "WS6a_2"),
        "gb18030",
    )
    third = page("<h1>Title</h1><div><p>The very end.</p></div>", HERE.replace("WS6a", "WS6a_3"))
    body = joined(first, [second, third])
    assert body is not None
    text = body.decode()
    wanted = ["First of all.", "Then.", "第二部分。", "The very end.", "Copyright"]
    assert [text.index(words) for words in wanted] == sorted(text.index(words) for words in wanted)
    assert "div_currpage" not in text
    assert text.count("Title") == 1


def test_a_part_without_paragraphs_cannot_be_joined() -> None:
    assert joined(page("<p>One.</p>"), [page("no paragraphs here", HERE + "?2")]) is None


def test_twins_are_the_pages_alternates_in_other_languages() -> None:
    links = (
        '<link rel="alternate" hreflang="en" href="https://china.iom.int/en/news/a">'
        '<link rel="alternate" hreflang="zh-hans" href="/zh-hans/news/a">'
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    )
    found = twin_urls(page(links, "https://china.iom.int/en/news/a"))
    assert found == ["https://china.iom.int/zh-hans/news/a"]


@pytest.mark.parametrize(
    "front", ["/", "/en", "/en/", "/zh-hans", "/en/index.html", "/en/news", "/?lang="]
)
def test_a_sites_front_is_no_pages_twin(front: str) -> None:
    links = f'<link rel="alternate" hreflang="en" href="{front}">'
    assert twin_urls(page(links, "https://china.iom.int/zh/news/2026/a")) == []


def test_a_page_without_its_languages_folder_is_a_twin() -> None:
    links = '<link rel="alternate" hreflang="en" href="/news/a">'
    assert twin_urls(page(links, "https://china.iom.int/zh/news/a")) == [
        "https://china.iom.int/news/a"
    ]
