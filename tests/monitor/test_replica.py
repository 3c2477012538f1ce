"""The replica does on each night what the demonstration's table says, and nothing else."""

from __future__ import annotations

import re
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from crawler.spiders import names
from monitor.demo.replica import HOSTS, REPOST_LISTINGS, SOURCES, Replica, others_off, sources
from monitor.demo.replica.nights import EDITED, REMOVED, SWAPPED

FIRST = date(2026, 11, 2)


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(first_night=FIRST) as served:
        yield served


def get(replica: Replica, url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    host, _, path = url.partition("/")
    request = urllib.request.Request(
        f"http://127.0.0.1:{replica.port}/{path}", headers={"Host": host, **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def shown(replica: Replica, night: int, url: str) -> str:
    replica.set_night(night)
    status, body, _ = get(replica, url)
    assert status == 200
    return body


def core(html: str) -> str:
    """What a reader would call the page's content: its headings and paragraphs, no frame."""
    main = re.search(r"<main.*?</main>|<div id=\"(?:content|Content|bigtext)\".*?</div>\n|<div class=\"article\">.*?</div>\n<div class=\"prevnext\"", html, re.DOTALL)  # fmt: skip
    assert main
    text = re.sub(r"<[^>]+>", " ", main.group(0))
    return re.sub(r"\s+", " ", re.sub(r"\b\d+\b(?=\s*$)", "", text))


STABLE = [
    "www.iom.int/news/border-health-staff-yunnan-learn-together",
    "www.iom.int/project/reintegration-returning-migrants-fujian",
    "developmentfund.iom.int/project/health-mobile-populations-chinas-bor",
    "www.chinadaily.com.cn/cndy/2011-06/16/content_12708123.htm",
    "www.china.org.cn/international/news/2012-04/25/content_25233871.htm",
]


@pytest.mark.parametrize("url", STABLE)
def test_on_night_2_the_frame_moves_and_the_content_does_not(replica: Replica, url: str) -> None:
    first, second = shown(replica, 1, url), shown(replica, 2, url)
    assert first != second
    assert core(first) == core(second)


def test_view_counters_move_at_every_request(replica: Replica) -> None:
    url = "www.haowen.example/post/17511.html"
    assert shown(replica, 1, url) != shown(replica, 1, url)


def test_two_stories_appear_on_night_3_and_two_hosts_repost_one(replica: Replica) -> None:
    slugs = (
        "wuhan-forum-students-abroad-and-at-home",
        "nanning-week-on-migration-cooperation-with-asean",
    )
    listing = "www.iom.int/search?keywords=China&type[0]=blog_list&page=0"
    for slug in slugs:
        assert f"/news/{slug}" not in shown(replica, 2, listing)
        assert f"/news/{slug}" in shown(replica, 3, listing)
        page = shown(replica, 3, f"www.iom.int/news/{slug}")
        assert "国际移民组织" in page
        assert "International Organization for Migration" in page
    for url in ("www.haowen.example/post/18455.html", "news.kuaibao.example/kuaixun/903912.html"):
        replica.set_night(2)
        assert get(replica, url)[0] == 404
        assert "国际移民组织在武汉举办留学生流动论坛" in shown(replica, 3, url)


def test_one_project_changes_its_status_and_end_on_night_3(replica: Replica) -> None:
    url = "www.iom.int/project/strengthening-chinas-capacity-migration-data"
    before, after = core(shown(replica, 2, url)), core(shown(replica, 3, url))
    assert "End Date 2025 Project Status Active" in before
    assert after == before.replace(
        "End Date 2025 Project Status Active", "End Date 2026 Project Status Completed"
    )


def test_one_number_of_one_chinese_edition_changes_on_night_4(replica: Replica) -> None:
    url = f"www.iom.int/news/{EDITED}"
    before, after = core(shown(replica, 3, url)), core(shown(replica, 4, url))
    assert before.count("3200人次") == 1
    assert after == before.replace("3200人次", "3500人次")


def test_a_pdf_is_swapped_behind_the_same_words_on_night_4(replica: Replica) -> None:
    url = f"www.iom.int/news/{SWAPPED}"
    before, after = shown(replica, 3, url), shown(replica, 4, url)
    assert core(before) == core(after)
    assert f"documents/{SWAPPED}.pdf" in before
    assert f"documents/{SWAPPED}-v2.pdf" in after


@pytest.mark.parametrize(("night", "status"), [(3, 200), (4, 503), (5, 503), (6, 200)])
def test_china_org_cn_is_unavailable_on_nights_4_and_5(
    replica: Replica, night: int, status: int
) -> None:
    replica.set_night(night)
    for url in (
        "www.china.org.cn/robots.txt",
        "www.china.org.cn/international/index.htm",
        "en.chinagate.cn/index.htm",
    ):
        assert get(replica, url)[0] == status


@pytest.mark.parametrize(("night", "status"), [(4, 200), (5, 404), (6, 404), (7, 404)])
def test_a_story_is_gone_from_night_5_on(replica: Replica, night: int, status: int) -> None:
    replica.set_night(night)
    assert get(replica, f"www.iom.int/news/{REMOVED}")[0] == status


@pytest.mark.parametrize(("night", "notices"), [(4, 0), (5, 1), (6, 0)])
def test_china_daily_is_maintained_with_status_200_on_night_5(
    replica: Replica, night: int, notices: int
) -> None:
    replica.set_night(night)
    for url in (STABLE[3], "newssearch.chinadaily.com.cn/rest/en/search?page=0"):
        status, body, _ = get(replica, url)
        assert (status, body.count("系统维护中")) == (200, notices)


@pytest.mark.parametrize("url", STABLE)
def test_nothing_happens_on_night_7(replica: Replica, url: str) -> None:
    assert core(shown(replica, 6, url)) == core(shown(replica, 7, url))


def test_an_etag_is_answered_with_304_until_the_page_moves(replica: Replica) -> None:
    replica.set_night(3)
    _, _, headers = get(replica, STABLE[0])
    assert get(replica, STABLE[0], **{"If-None-Match": headers["ETag"]})[0] == 304
    replica.set_night(6)
    assert get(replica, STABLE[0], **{"If-None-Match": headers["ETag"]})[0] == 200
    replica.set_night(3)
    _, _, headers = get(replica, STABLE[3])
    assert get(replica, STABLE[3], **{"If-Modified-Since": headers["Last-Modified"]})[0] == 304


def test_there_are_over_thirty_pages_on_the_first_night() -> None:
    with Replica() as fresh:
        folder = files("monitor.demo.replica").joinpath("pages")
        assert folder.joinpath("templates", "iom_story.html").is_file()
        assert set(fresh.rehearsal) == set(HOSTS)
        assert {listing.split("/")[2] for listing in REPOST_LISTINGS} <= set(HOSTS)
        sitemap = get(fresh, "www.iom.int/sitemap.xml")[1]
        fund = get(fresh, "developmentfund.iom.int/projects")[1]
        search = get(fresh, "newssearch.chinadaily.com.cn/rest/en/search?page=0")[1]
        sections = [
            get(fresh, f"www.china.org.cn/international/{name}.htm")[1]
            for name in ("index", "index_2")
        ]
        blogs = [
            get(fresh, "www.haowen.example/")[1],
            get(fresh, "www.haowen.example/?page=2")[1],
            get(fresh, "news.kuaibao.example/search.php?q=x")[1],
        ]
        counted = sitemap.count("<loc>") + fund.count("/project/") + 6
        counted += sum(section.count("/content_") for section in sections) - 3
        counted += sum(len(re.findall(r"/(?:post|kuaixun)/\d", blog)) for blog in blogs)
        assert '"totalElements": 6' in search
        assert counted >= 31


def test_the_log_says_who_asked_for_what() -> None:
    with Replica() as fresh:
        get(fresh, "www.iom.int/robots.txt", **{"User-Agent": "me"})
        [asked] = fresh.asked
        assert (asked.host, asked.path, asked.status, asked.user_agent) == (
            "www.iom.int",
            "/robots.txt",
            200,
            "me",
        )


def test_nights_on_the_replica_leave_a_source_alone_that_a_checkout_has_beside_its_five(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else who adds a source finds the demonstration asking the real site."""
    monkeypatch.setattr(sources, "names", lambda: (*sorted(SOURCES), "office"))
    assert tomllib.loads(others_off()) == {"sources": {"office": {"enabled": False}}}
    monkeypatch.undo()
    assert set(names()) >= SOURCES
