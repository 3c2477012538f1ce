"""What every Source must be, built in or made from the configuration."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.parsers import Document
from crawler.plan import CrawlSettings, SourcePlan
from crawler.run import lanes
from crawler.settings import scrapy_settings
from crawler.sources import SOURCES, genre_of, watch
from crawler.spiders import UNPLACED
from crawler.spiders.base import SourceSpider
from storage.errors import ConfigError
from storage.types import GENRES

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "tests" / "pages"
WATCHED = watch("cern", "news", ["https://home.cern/news"])
EVERY = [*SOURCES.values(), WATCHED]
LISTINGS = sorted(path.parent for path in (ROOT / "tests" / "listings").glob("*/meta.json"))
#: Addresses worth naming beside those of the saved pages; a new Source needs none here.
MUST_MATCH = {
    "iom_news": (
        "https://www.iom.int/news/eu-china-dialogue",
        "https://iom.int/news/a-story",
        "https://vietnam.iom.int/en/news/a-story",
        "https://rodakar.iom.int/news/a-story",
        "https://china.iom.int/zh-hans/news/a-story",
    ),
    "iom_projects": (
        "https://www.iom.int/project/supporting-chinas-engagement",
        "https://developmentfund.iom.int/project/supporting-chinas-engagement",
    ),
    "chinadaily": (
        "http://www.chinadaily.com.cn/cndy/2008-03/21/content_6549949.htm",
        "https://europe.chinadaily.com.cn/a/202211/03/WS63632c1aa310fd2b29e7fd5e.html",
        "https://usa.chinadaily.com.cn/china/2012-04/25/content_15140001.htm",
    ),
    "china_org_cn": (
        "http://www.china.org.cn/international/news/2008-03/21/content_13110001.htm",
        "http://en.chinagate.cn/2015-09/08/content_36532017.htm",
    ),
    "reposts": (
        "https://www.haowen.example/post/18342.html",
        "https://a.example/article/7.html",
        "https://a.example/kuaixun/903.html",
    ),
    "cern": ("https://home.cern/news/a-long-slug",),
}
MUST_NOT_MATCH = {
    "iom_news": ("https://www.iom.int/news", "https://iom.int.evil.example/news/a", "https://www.iom.int/project/a"),
    "iom_projects": ("https://www.iom.int/news/a", "https://www.iom.int/projects"),
    "chinadaily": (
        "https://www.chinadaily.com.cn.evil.example/cndy/2008-03/21/content_6549949.htm",
        "https://www.chinadaily.com.cn/china/index.html",
        "https://www.chinadaily.com.cn/cndy/2008-03/21/content_6549949_2.htm",
    ),
    "china_org_cn": ("http://www.china.org.cn/international/index.htm",),
    "reposts": ("https://a.example/", "https://a.example/tags/12"),
    "cern": ("https://home.cern.example/news/a-long-slug",),
}  # fmt: skip


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.name)
class TestEverySource:
    def test_says_in_words_what_is_watched(self, source: type[SourceSpider]) -> None:
        assert source.__doc__
        assert len(source.__doc__.split()) >= 8

    def test_waits_at_least_a_second_between_requests(self, source: type[SourceSpider]) -> None:
        assert source.delay >= 1

    def test_has_a_genre_and_a_name_for_tables(self, source: type[SourceSpider]) -> None:
        assert source.genre in GENRES
        assert re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", source.name)

    def test_was_called_before_what_no_other_source_is_or_was(
        self, source: type[SourceSpider]
    ) -> None:
        taken = {other.name for other in EVERY}
        taken.update(old for other in EVERY if other is not source for old in other.formerly)
        assert taken.isdisjoint(source.formerly)
        assert len(set(source.formerly)) == len(source.formerly)
        assert all(re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", old) for old in source.formerly)

    def test_announces_only_on_its_own_hosts(self, source: type[SourceSpider]) -> None:
        plan = SourcePlan(source)
        for place in source.discover:
            name = urlsplit(place.url).hostname or ""
            assert any(
                name == host or re.fullmatch(host.replace("*.", r".+\."), name)
                for host in plan.allowed
            )

    def test_has_places_to_look_unless_the_configuration_names_them(
        self, source: type[SourceSpider]
    ) -> None:
        assert bool(source.discover) == (source.name not in UNPLACED)
        assert all(place.pages >= 1 for place in source.discover)

    def test_knows_its_items_by_their_urls(self, source: type[SourceSpider]) -> None:
        pattern = re.compile(source.item_url)
        for url in MUST_MATCH.get(source.name, ()):
            assert pattern.search(url), url
        for url in MUST_NOT_MATCH.get(source.name, ()):
            assert not pattern.search(url), url


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.name)
def test_a_source_is_a_declaration_of_under_sixty_lines(source: type[SourceSpider]) -> None:
    assert len(inspect.getsource(inspect.getmodule(source)).splitlines()) < 60  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SOURCES)
def test_a_built_in_source_has_saved_pages(name: str) -> None:
    assert list((PAGES / name).glob("*/page.*"))


@pytest.mark.parametrize("name", SOURCES)
def test_the_saved_live_pages_of_a_source_are_items_of_it(name: str) -> None:
    pattern = re.compile(SOURCES[name].item_url)
    for file in (PAGES / name).glob("*/meta.json"):
        meta = json.loads(file.read_text("utf-8"))
        if meta.get("saved") == "live":
            assert pattern.search(meta["url"]), file


def test_every_module_of_spiders_is_a_source_without_being_registered() -> None:
    files = {file.stem for file in (ROOT / "crawler" / "spiders").glob("[a-z]*.py")} - {"base"}
    assert set(SOURCES) >= files
    assert [GENRES.index(source.genre) for source in SOURCES.values()] == sorted(
        GENRES.index(source.genre) for source in SOURCES.values()
    )


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_a_saved_listing_announces_what_a_person_read_on_it(listing: Path) -> None:
    source = SOURCES[listing.name]
    meta = json.loads((listing / "meta.json").read_text("utf-8"))
    (saved,) = listing.glob("listing.*")
    document = Document(saved.read_bytes(), url=meta["url"])
    found = source.place(meta["url"]).read(document, source.item_urls()).pages
    shown = [{"url": card.url, "title": card.title, "date": card.date} for card in found]
    expected = listing / "expected.json"
    if not expected.exists():
        expected.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{expected} was missing: it has been generated; read it against the page")
    assert shown == json.loads(expected.read_text("utf-8"))
    assert shown


def test_a_watch_entry_becomes_a_source() -> None:
    feed = watch("rss", "press", ["https://a.example/rss.xml"], item_url=r"/item/\d+")
    assert (feed.name, feed.genre, feed.hosts) == ("rss", "press", ("a.example",))
    assert [place.kind for place in feed.discover] == ["feed"]


def test_a_watched_site_may_be_served_on_a_port_of_its_own() -> None:
    office = watch("office", "news", ["http://intranet.example:8080/news"])
    assert re.search(office.item_url, "http://intranet.example:8080/news/content_3019.html")
    assert not re.search(office.item_url, "http://intranet.example.evil.org/news/content_3019.html")


def test_of_a_watched_sites_sitemap_what_looks_like_articles_is_announced() -> None:
    office = watch("office", "news", ["https://office.example/sitemap.xml"])
    named = ("about.aspx", "news/index.html", "news/content_3019.html", "news/list_12.htm")
    urls = "".join(f"<url><loc>https://office.example/{name}</loc></url>" for name in named)
    content = f"<urlset>{urls}</urlset>".encode()
    document = Document(content, url="https://office.example/sitemap.xml")
    found = office.discover[0].read(document, office.item_urls())
    assert [page.url for page in found.pages] == ["https://office.example/news/content_3019.html"]


def test_a_watched_sites_pages_may_be_on_other_hosts_that_are_named() -> None:
    office = watch("office", "news", ["https://feeds.example/rss"], hosts=["*.office.example"])
    assert office.hosts == ("feeds.example", "*.office.example")
    assert re.search(office.item_url, "https://www.office.example/news/content_3019.html")
    assert not re.search(office.item_url, "https://www.other.example/news/content_3019.html")


@pytest.mark.parametrize(
    ("name", "start", "item_url", "message"),
    [
        ("x", [], None, "watch: x: start: needs web addresses"),
        ("x", ["not a url"], None, "watch: x: start: needs web addresses"),
        ("x", ["https://a.example"], "(", "watch: x: item_url: "),
        (
            "reposts",
            ["https://a.example"],
            None,
            "watch: reposts: is the name of a built-in source",
        ),
    ],
)
def test_a_wrong_watch_entry_says_what_is_wrong(
    name: str, start: list[str], item_url: str | None, message: str
) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        watch(name, "news", start, item_url)


def test_configured_listings_of_reposts_are_filtered_unless_they_search() -> None:
    reposts = SOURCES["reposts"]
    assert reposts.place("https://a.example/").words == ("国际移民组织",)
    assert reposts.place("https://a.example/search.php?q=国际移民组织").words == ()
    assert (
        reposts.place(
            "https://a.example/?s=%E5%9B%BD%E9%99%85%E7%A7%BB%E6%B0%91%E7%BB%84%E7%BB%87"
        ).words
        == ()
    )


def test_sources_that_share_a_host_are_crawled_one_after_the_other() -> None:
    plans = [SourcePlan(spider) for spider in SOURCES.values()]
    groups = [sorted(plan.spider.name for plan in group) for group in lanes(plans)]
    assert next(group for group in groups if "iom_news" in group) == ["iom_news", "iom_projects"]
    assert ["china_org_cn"] in groups
    assert ["chinadaily"] in groups


def test_the_genre_of_a_built_in_source_is_known_by_name() -> None:
    assert genre_of("chinadaily") == "press"
    assert genre_of("cern") is None


def test_scrapys_open_doors_are_shut() -> None:
    settings = scrapy_settings(CrawlSettings("ops@example.org", "iom-monitor/1 (+ops@example.org)"))
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["DOWNLOAD_MAXSIZE"] == 10 * 1024 * 1024
    for door in (
        "TELNETCONSOLE_ENABLED",
        "REMOTE_CONTROL_ENABLED",
        "COOKIES_ENABLED",
        "METAREFRESH_ENABLED",
    ):
        assert settings[door] is False
    assert settings["USER_AGENT"] == "iom-monitor/1 (+ops@example.org)"


@pytest.mark.parametrize(
    "base",
    [
        "http://192.0.2.1",
        "http://example.org:80",
        "https://127.0.0.1",
        "http://127.0.0.1.evil.example",
    ],
)
def test_a_rehearsal_away_from_loopback_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="not a loopback address"):
        scrapy_settings(CrawlSettings("a@b.c", "x/1", rehearsal={"www.iom.int": base}))
