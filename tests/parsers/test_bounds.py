"""A page made to be slow is read in time that grows as the page does, or refused."""

import contextlib
import re
import time
from collections.abc import Callable

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.links.item_urls import ItemUrls, Trust
from crawler.parsers.links.listing import read_listing
from storage.errors import ParseError

SENTENCE = "The harbour office said on Monday that the lamp had been out for three weeks. "
PAGES: dict[str, Callable[[int], str]] = {
    "texts in nested boxes": lambda n: f"<div>{SENTENCE}" * n,
    "unclosed lists": lambda n: "<ul><li>an item of it " * n,
    "unclosed fonts": lambda n: "<font>word " * n,
    "unclosed links": lambda n: "<a href=x>word " * n,
    "boxes around one text": lambda n: "<div>" * n + SENTENCE,
    "articles in articles": lambda n: f"<title>Lamp</title>{'<article><h2>Lamp</h2><p>' * n}x",
    "hidden boxes": lambda n: f"<div style='display:none'>{SENTENCE * 8}</div>" * n + SENTENCE,
    "a date on every line": lambda n: "<p>2023-06-05 09:21 来源:新华网</p>" * n,
    "a title on every line": lambda n: f"<title>A lamp goes out</title>{'<p>A lamp goes out' * n}",
    "headings": lambda n: "".join(f"<h1>Lamp number {at} is out</h1>" for at in range(n)),
    "links": lambda n: "<a href='/lamps/1.html'>A lamp that went out</a> " * n,
    "a style sheet without braces": lambda n: (
        f"<html><style>none {'/*' * 60 * n}</style>{SENTENCE}"
    ),
    "a style sheet of braces": lambda n: (
        f"<html><style>none {'@media x{' * 9 * n}</style>{SENTENCE}"
    ),
    "words that hide, in no rule": lambda n: f"<html><style>{'none ' * 240 * n}</style>{SENTENCE}",
    "words that hide, in one rule": lambda n: (
        f"<html><style>a{{{'none ' * 240 * n}}}</style>{SENTENCE}"
    ),
    "nested data": lambda n: (
        f"<html><script type='application/ld+json'>{'[' * n}</script>{SENTENCE}"
    ),
    "separators in the title": lambda n: f"<title>{'a | b - ' * n}</title>{SENTENCE}",
    "a title that nothing closes": lambda n: f"<title>{'移民 - 灯塔 ' * 20 * n}",
    "glued sentences": lambda n: f"<p>{'word.Next ' * n}",
    "glued words": lambda n: f"<p>{'underSouth ' * n}",
    "a word without end": lambda n: f"<p>{'w' * 100 * n}",
    "an address without end": lambda n: f"<p>contact {'a' * 20 * n}@example.org",
    "brackets": lambda n: f"<p>{'(' * 20 * n}",
    "digits": lambda n: f"<p>{'1 ' * 20 * n}",
    "spaces": lambda n: f"<p>{' ' * 100 * n}{SENTENCE}",
    "two languages by turns": lambda n: f"<p>{'移民 word ' * n}",
    "markers of the other language": lambda n: f"<p>{'Scroll down for English. ' * n}",
    "rows of labels that nobody knows": lambda n: "<div><dl>" + "<dt>Lamp</dt><dd>out</dd>" * n,
}


def seconds(page: str, source: str | None) -> float:
    document = Document(page.encode(), url="https://lamps.example/1.html", source=source)
    start = time.process_time()
    with contextlib.suppress(ParseError):
        parse(document)
    return time.process_time() - start


@pytest.mark.parametrize("source", [None, "iom_news", "iom_projects"])
@pytest.mark.parametrize("shape", PAGES)
def test_four_times_the_page_takes_no_sixteen_times_the_time(
    shape: str, source: str | None
) -> None:
    make = PAGES[shape]
    seconds(make(10), source)  # what is loaded or compiled once
    for _ in range(3):  # a busy machine's clock may be wrong once
        short = min(seconds(make(600), source) for _ in range(2))
        # Between four and sixteen, and nothing of what is over before it can be told.
        if seconds(make(2400), source) < 9 * short + 0.3:
            return
    pytest.fail(f"{shape}: {short:.2f} s, and more than nine times that for four times the page")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        f"<p>{SENTENCE * 13_000}</p>",
        "".join(f"<a href='/lamps/{n}.html'>Lamp {n}</a>" for n in range(50_000)),
        "<ul><li>lamp " * 20_000,
        "<table><tr><td>" * 20_000,
    ],
    ids=["nested boxes", "one line of a megabyte", "links", "nested lists", "nested tables"],
)
def test_a_huge_page_is_read(page: str) -> None:
    assert parse(Document(page.encode(), url="https://lamps.example/1.html")).genre == "news"


@pytest.mark.parametrize("trust", ["sure", "likely", "unknown"])
def test_a_listing_four_times_as_long_takes_no_sixteen_times_the_time(trust: Trust) -> None:
    pattern = ItemUrls(re.compile(r"/n/"), trust)

    def took(n: int) -> float:
        links = "".join(
            f"<a href='/n/{at}.html'>Lamp number {at} of the harbour is out</a><br>"
            for at in range(n)
        )
        document = Document(f"<body>{links}</body>".encode(), url="https://lamps.example/n/")
        start = time.process_time()
        assert len(read_listing(document, pattern, ()).pages) == n
        return time.process_time() - start

    took(10)
    for _ in range(3):
        short = min(took(250) for _ in range(2))
        if took(1000) < 9 * short + 0.3:
            return
    pytest.fail("a listing of a thousand links took more than nine times one of 250")


@pytest.mark.parametrize("trust", ["sure", "unknown"])
@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000 + "<a href='/n/1'>Lamps of the harbour go out</a>" + "</div>" * 100_000,
     "<a href='/n/1'>" + "<span>" * 50_000 + "Lamps of the harbour go out",
     "<ul><li>lamp <a href='/n/1'>Lamps of the harbour go out</a>" * 2_000],
    ids=["nested boxes", "nested spans", "nested lists"],
)  # fmt: skip
def test_a_deep_listing_is_read(page: str, trust: Trust) -> None:
    document = Document(page.encode(), url="https://lamps.example/x")
    found = read_listing(document, ItemUrls(re.compile("/n/"), trust), ())
    assert trust == "unknown" or [one.url[-4:] for one in found.pages] == ["/n/1"]
