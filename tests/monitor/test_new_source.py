"""`new-source`: from one address to a declaration and saved pages that the contracts accept."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.demo.replica import Replica
from monitor.new_source import pattern_of
from storage.urls import canonical
from tests.crawler.loopback import Reply, Web, article, listing, served
from tests.monitor.place import Place


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, replica: Replica) -> Place:
    """A monitor beside a folder that looks like a checkout."""
    (tmp_path / "checkout" / "crawler" / "spiders").mkdir(parents=True)
    (tmp_path / "checkout" / "crawler" / "spiders" / "base.py").touch()
    return Place(tmp_path, replica)


def new_source(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    return place.run("new-source", "--checkout", str(place.folder / "checkout"), *arguments)


def declared(file: Path) -> dict[str, object]:
    """Return the plain values that the module's one class declares."""
    (source,) = [n for n in ast.parse(file.read_text("utf-8")).body if isinstance(n, ast.ClassDef)]
    values: dict[str, object] = {"docstring": ast.get_docstring(source)}
    for line in source.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and isinstance(line.value, ast.Constant):
            target = line.targets[0] if isinstance(line, ast.Assign) else line.target
            values[ast.unparse(target)] = line.value.value
    return values


def test_a_listing_becomes_a_declaration_with_a_saved_listing_and_page(place: Place) -> None:
    done = new_source(place, "haowen", "http://www.haowen.example/", "--genre", "repost")
    assert done.returncode == 0, done.stderr
    checkout = place.folder / "checkout"
    source = declared(checkout / "crawler" / "spiders" / "haowen.py")
    assert (source["name"], source["genre"], source["delay"]) == ("haowen", "repost", 3.0)
    assert len(str(source["docstring"]).split()) >= 8
    assert source["item_url"] == r"^https?://www\.haowen\.example/post/\d+\.html$"
    listing = checkout / "tests" / "listings" / "haowen"
    assert b"/post/" in (listing / "listing.html").read_bytes()
    assert json.loads((listing / "meta.json").read_text())["url"] == "http://www.haowen.example/"
    (page,) = (checkout / "tests" / "pages" / "haowen").iterdir()
    meta = json.loads((page / "meta.json").read_text("utf-8"))
    assert re.search(str(source["item_url"]), meta["url"])
    assert meta["genre"] == "repost"
    assert not place.database.exists()


def test_a_feed_is_declared_as_one(place: Place) -> None:
    done = new_source(place, "iom_feed", "https://www.iom.int/rss/news")
    assert (done.returncode, done.stderr) == (0, "")
    text = (place.folder / "checkout" / "crawler" / "spiders" / "iom_feed.py").read_text("utf-8")
    assert 'feed("https://www.iom.int/rss/news")' in text
    assert (place.folder / "checkout" / "tests" / "listings" / "iom_feed" / "listing.xml").exists()


def test_it_asks_as_politely_as_a_night(place: Place, replica: Replica) -> None:
    replica.asked.clear()
    assert new_source(place, "polite", "http://www.haowen.example/").returncode == 0
    paths = [asked.path for asked in replica.asked]
    assert paths[0] == "/robots.txt"
    assert len(paths) <= 4
    assert all("ops@example.org" in asked.user_agent for asked in replica.asked)


@pytest.mark.parametrize(
    ("name", "url", "says", "code"),
    [
        ("Office", "https://www.iom.int/search", "a name is a-z", 2),
        ("class", "https://www.iom.int/search", "a name is a-z", 2),
        ("office", "nowhere", "needs web addresses", 78),
        ("iom_news", "https://www.iom.int/search", "is the name of a built-in source", 78),
        ("gone", "https://www.iom.int/nothing", "answered 404", 3),
        ("closed", "https://www.iom.int/admin/news", "robots.txt", 3),
        ("bare", "https://www.iom.int/sitemap.xml", "", 0),
    ],
)
def test_what_can_not_become_a_source_says_why_and_writes_nothing(
    place: Place, name: str, url: str, says: str, code: int
) -> None:
    done = new_source(place, name, url)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    written = list((place.folder / "checkout").rglob("*.*"))
    assert (len(written) > 1) == (code == 0)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Place]:
    """A feed whose entries lead to another host, or are redirected there."""
    links = "".join(
        f"<item><title>IOM trains officers in China {n}</title><link>{where}/{n}</link></item>"
        for where in ("http://www.office.example/news/a-story", "http://feeds.example/go")
        for n in (101, 102)
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel>{links}</channel></rss>"
    with served() as web:
        web.site("feeds.example", {"/rss.xml": feed})
        for n in (101, 102):
            to = {"Location": f"http://www.office.example/news/a-story/{n}"}
            web.site("feeds.example", {f"/go/{n}": Reply("", 302, to)})
            web.site("www.office.example", {f"/news/a-story/{n}": article(f"Course {n}")})
        (tmp_path / "checkout" / "crawler" / "spiders").mkdir(parents=True)
        (tmp_path / "checkout" / "crawler" / "spiders" / "base.py").touch()
        place = Place(tmp_path)
        at = f"http://127.0.0.1:{web.port}"
        place.config.write_text(
            f"{place.config.read_text()}[crawl]\ndelay = 0.0\n[crawl.rehearsal]\n"
            f'"feeds.example" = "{at}"\n"www.office.example" = "{at}"\n'
        )
        yield place


def test_a_feed_of_another_hosts_pages_names_that_host(elsewhere: Place) -> None:
    done = new_source(elsewhere, "office", "http://feeds.example/rss.xml", "--item-url", "/news/")
    assert done.returncode == 3
    assert "its links lead to www.office.example too: --host www.office.example" in done.stderr


def test_a_redirect_to_another_host_is_named(elsewhere: Place) -> None:
    done = new_source(elsewhere, "office", "http://feeds.example/rss.xml", "--item-url", "/go/")
    assert done.returncode == 3
    assert "www.office.example: is not a host of this source (redirected)" in done.stderr


def test_hosts_that_are_named_are_asked_and_declared(elsewhere: Place) -> None:
    more = ("--host", "www.office.example")
    done = new_source(elsewhere, "office", "http://feeds.example/rss.xml", *more)
    assert (done.returncode, done.stderr) == (0, "")
    text = (elsewhere.folder / "checkout/crawler/spiders/office.py").read_text("utf-8")
    assert 'hosts = ("feeds.example", "www.office.example")' in text


VIDEO = "<html><title>Video</title><body><video src='a.mp4'></video></body></html>"


@pytest.fixture
def patchy(elsewhere: Place) -> Iterator[tuple[Place, Web]]:
    """A listing of six pages, of which the first can't be read."""
    names = [f"/news/a-long-story-{n}" for n in range(1, 7)]
    with served() as web:
        web.site("patchy.example", {"/news": listing(*names)})
        web.site("patchy.example", {name: article(f"Course {name[-1]}") for name in names})
        text = elsewhere.config.read_text()
        elsewhere.config.write_text(f'{text}"patchy.example" = "http://127.0.0.1:{web.port}"\n')
        yield elsewhere, web


def test_a_watched_sources_own_name_is_kept_and_its_entry_goes(
    patchy: tuple[Place, Web],
) -> None:
    place, _ = patchy
    entry = '[[watch]]\nname = "{}"\nstart = ["http://patchy.example/news"]\n'
    text = place.config.read_text()
    place.config.write_text(text + entry.format("patchy"))
    kept = new_source(place, "patchy", "http://patchy.example/news")
    assert (kept.returncode, kept.stderr) == (0, "")
    said = "patchy is a [[watch]] entry, too: take that away, what it knows goes on under the name"
    assert said in kept.stdout
    place.config.write_text(text + entry.format("iom_news"))
    wrong = place.run("config", "check")
    assert wrong.returncode == 78
    assert "watch: iom_news: is the name of a built-in source: take the entry away" in wrong.stderr


def test_an_expression_that_no_entry_matches_is_told_with_what_the_entries_are(
    patchy: tuple[Place, Web],
) -> None:
    place, _ = patchy
    done = new_source(place, "patchy", "http://patchy.example/news", "--item-url", "/story/")
    assert done.returncode == 3
    assert (
        "http://patchy.example/news: 6 entries of its lists have another form than --item-url, "
        "such as http://patchy.example/news/a-long-story-1\n"
    ) in done.stderr


def test_pages_that_can_not_be_read_are_skipped_and_named(patchy: tuple[Place, Web]) -> None:
    place, web = patchy
    web.site("patchy.example", {"/news/a-long-story-1": Reply("no", 404)})
    web.site("patchy.example", {"/news/a-long-story-2": VIDEO})
    done = new_source(place, "patchy", "http://patchy.example/news")
    assert (done.returncode, done.stderr) == (0, "")
    skipped = [line for line in done.stdout.splitlines() if line.startswith("skipped ")]
    first, second = (f"skipped https://patchy.example/news/a-long-story-{n}: " for n in (1, 2))
    assert skipped[0] == f"{first}answered 404 Not Found"
    assert skipped[1].startswith(second)
    (page,) = (place.folder / "checkout/tests/pages/patchy").iterdir()
    assert page.name == "a-long-story-3"
    asked = [path for path in web.paths("patchy.example") if "story" in path]
    assert asked == [f"/news/a-long-story-{n}" for n in (1, 2, 3)]


def test_when_none_of_the_first_four_can_be_read_each_is_named(patchy: tuple[Place, Web]) -> None:
    place, web = patchy
    no = [Reply("no", 404), Reply("no", 403), Reply("gone", 302, {"Location": "http://else.cn/"})]
    for number, reply in enumerate([*no, VIDEO], start=1):
        web.site("patchy.example", {f"/news/a-long-story-{number}": reply})
    done = new_source(place, "patchy", "http://patchy.example/news")
    assert done.returncode == 3
    assert "nothing was written: none of its first 4 pages could be read: " in done.stderr
    for number, cause in [
        (1, "answered 404 Not Found"),
        (2, "answered 403 Forbidden"),
        (3, "else.cn: is not a host of this source (redirected)"),
        (4, "page: no body"),
    ]:
        assert f"https://patchy.example/news/a-long-story-{number}: {cause}" in done.stderr
    assert not any("story-5" in path for path in web.paths("patchy.example"))
    assert not list((place.folder / "checkout" / "tests").rglob("*"))


def test_a_source_that_is_there_stays(place: Place) -> None:
    assert new_source(place, "twice", "http://www.haowen.example/").returncode == 0
    again = new_source(place, "twice", "http://www.haowen.example/")
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_outside_a_checkout_it_says_where_to_go(place: Place) -> None:
    done = place.run(
        "new-source", "a", "http://www.haowen.example/", "--checkout", str(place.folder)
    )
    assert done.returncode == 2
    assert "is no checkout" in done.stderr


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["https://a.cn/news/one-story", "https://a.cn/news/another"], r"^https?://a\.cn/news/[^/?#]+$"),
        (["http://a.cn/2026-11/21/content_7.htm"] * 2, r"^https?://a\.cn/\d{4}-\d{1,2}(-\d{1,2})?/\d+/[^/?#.]+\.htm$"),
        (["http://a.cn/news/content_3019.html"] * 2, r"^https?://a\.cn/news/content_\d+\.html$"),
        (["https://a.cn/post/12.html", "https://a.cn/post/13.html", "https://a.cn/about/us"], r"^https?://a\.cn/post/\d+\.html$"),
        (["https://a.cn/view?id=3", "https://a.cn/view?id=44"], r"^https?://a\.cn/[^/?#]+\?id=\d+$"),
        (["https://a.cn/n/x/"], r"^https?://a\.cn/n/[^/?#]+/?$"),  # a saved page is called without
        ([], ""),
    ],
)  # fmt: skip
def test_the_shape_of_most_addresses_is_guessed(urls: list[str], expected: str) -> None:
    found = pattern_of(urls)
    assert found == expected
    assert not urls or (re.search(found, urls[0]) and re.search(found, canonical(urls[0])))
