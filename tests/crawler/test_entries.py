"""Which links of a listing are its entries, where nobody said how their addresses look."""

from __future__ import annotations

import pytest

from crawler.parsers import Document
from crawler.parsers.links.entries import shape_of
from crawler.parsers.links.item_urls import looks_like_article
from crawler.sources import watch

HERE = "https://office.example/news/"

MENU = """<nav><ul><li><a href="/our-work-in-china">Our work in China</a></li>
<li><a href="/migration-health-and-assistance">Migration health and assistance</a></li>
<li><a href="/contact">Contact</a></li></ul></nav>"""
OLD_MENU = """<table><tr><td><a href="/jggk/1.html">机构概况</a></td><td><a href="/zcfg/2.html">政策法规</a></td>
<td><a href="/wsbs/3.html">网上办事</a></td><td><a href="/xxgk/4.html">信息公开指南</a></td></tr></table>"""
FOOT = """<footer><p><a href="/terms-of-use-and-privacy">Terms of use and privacy policy</a></p>
<p><a href="/report-misconduct-or-fraud">Report misconduct or fraud</a></p></footer>"""
CATEGORIES = """<div class="widget"><h4>Topics</h4><ul><li><a href="/topic/migration-and-climate">Migration and climate change</a></li>
<li><a href="/topic/border-management">Immigration and border management</a></li>
<li><a href="/topic/labour-mobility">Labour mobility and inclusion</a></li></ul></div>"""
PAGER = '<div><a href="/news/?page=1">2</a> <a href="/news/?page=2">3</a> <a href="/news/?page=1">Next page of the news</a></div>'


def announced(html: str, url: str = HERE) -> list[str]:
    source = watch("office", "news", [url])
    document = Document(f"<html><body>{html}</body></html>".encode(), url=url)
    found = source.discover[0].read(document, source.item_urls())
    return [page.url.removeprefix("https://office.example") for page in found.pages]


def test_what_has_days_is_the_list_and_menus_are_not() -> None:
    rows = "".join(
        f'<div class="row"><a href="/node/{n}">{title}</a><span>{n} November 2026</span></div>'
        for n, title in ((12, "Training opens"), (11, "A visit to the border crossing of Ruili"),
                         (9, "Officers learn from each other in Kunming"))
    )  # fmt: skip
    page = f"{MENU}{CATEGORIES}<div>{rows}</div>{PAGER}{FOOT}"
    assert announced(page) == ["/node/12", "/node/11", "/node/9"]


def test_an_old_pages_list_is_told_from_its_menu() -> None:
    rows = "".join(
        f'<tr><td>·<a href="./t{n}.html">{title}</a></td><td>[11-{n}]</td></tr>'
        for n, title in ((18, "国家移民管理局举行例行新闻发布会"), (17, "出入境证件受理窗口迁址通告"),
                         (12, "外国人来华便利化措施解读"))
    )  # fmt: skip
    page = f"{OLD_MENU}<table><tbody>{rows}</tbody></table>"
    assert announced(page) == ["/news/t18.html", "/news/t17.html", "/news/t12.html"]


def test_one_headline_on_three_channels_is_announced_on_each() -> None:
    title = "国际移民组织发布亚洲高温与劳工流动简报"
    rows = "".join(
        f'<li><a href="/{channel}/202607/t20260707_{n}.html">{title}</a><span>2026-07-07</span></li>'
        for n, channel in enumerate(("gn", "sh", "hr"))
    )
    assert announced(f"{OLD_MENU}<ul>{rows}</ul>") == [
        f"/{channel}/202607/t20260707_{n}.html" for n, channel in enumerate(("gn", "sh", "hr"))
    ]


def test_a_story_without_a_day_above_the_list_is_told_by_its_address() -> None:
    page = f"""{MENU}<div class="top"><a href="/news/a-bridge-for-two-towns">A bridge for two towns on the border</a></div>
    <ul><li><a href="/news/launch">Launch of a report on returning workers</a> <i>18/11/2026</i></li>
    <li><a href="/news/summit">The summit of Kunming ends with a promise</a> <i>17/11/2026</i></li></ul>{CATEGORIES}"""
    assert announced(page) == ["/news/a-bridge-for-two-towns", "/news/launch", "/news/summit"]


@pytest.mark.parametrize(
    "card",
    ['<h3><a href="{url}">{title}</a></h3>',
     '<a href="{url}"><img src="a.jpg"></a><p><a href="{url}">{title}</a></p><p>Sixty officers of three provinces meet in the south for a week, and learn how to interview.</p>'],
    ids=["headings", "teasers"],
)  # fmt: skip
def test_lists_without_days_are_told_by_headings_and_teasers(card: str) -> None:
    named = {
        "/stories/one": "What the fisherman saw",
        "/stories/two": "Home after twelve years at sea",
    }
    cards = "".join(
        f"<div>{card.format(url=url, title=title)}</div>" for url, title in named.items()
    )
    assert announced(f"{MENU}<section>{cards}</section>{CATEGORIES}{FOOT}") == list(named)


def test_a_link_that_says_nothing_is_named_by_the_heading_beside_it() -> None:
    cards = "".join(
        f'<div class="box"><h5>{title}</h5><a href="/project/{n}">View project</a></div>'
        for n, title in enumerate(("Migration management in China, phase IV", "Fair supply chains for workers"))
    )  # fmt: skip
    assert announced(f"{MENU}<main>{cards}</main>{FOOT}") == ["/project/0", "/project/1"]


def test_lists_in_differently_named_boxes_are_judged_apart() -> None:
    research = "".join(
        f'<a class="rc" href="/research/{name}"><strong>{title}</strong><em>{day} November 2026</em></a>'
        for name, title, day in (("fog", "How coastal fog feeds upland rice", 13), ("towns", "Return migration reshapes small towns", 4))
    )  # fmt: skip
    services = "".join(f'<a href="/services/{name}/">{name} for staff</a>' for name in ("libraries", "computing", "payments", "housing", "transport"))  # fmt: skip
    page = f'<section class="res">{research}</section><section class="quick">{services}</section>'
    assert announced(page) == ["/research/fog", "/research/towns"]


def test_events_with_days_do_not_hide_a_list_of_stories_without() -> None:
    stories = "".join(
        f'<article><h3><a href="/stories/{n}">{title}</a></h3></article>'
        for n, title in ((1, "What the fisherman of Quanzhou saw in the south"), (2, "Home after twelve years at sea, and then again"))
    )  # fmt: skip
    events = '<ul><li><a href="/events/9">Round table on labour mobility</a> <i>3 December 2026</i></li></ul>'
    assert announced(f"{MENU}<main>{stories}</main><div>{events}</div>{CATEGORIES}") == [
        "/stories/1", "/stories/2", "/events/9",
    ]  # fmt: skip


def test_what_a_slider_links_by_another_address_is_no_saying_of_the_site() -> None:
    rows = "".join(
        f'<li><a href="/news/{n}">{title}</a> <i>{n} November 2026</i></li>'
        for n, title in ((18, "Launch of a report on returning workers"), (17, "The summit of Kunming ends"))
    )  # fmt: skip
    slider = '<div><a href="/news/18?from=slider">Launch of a report on returning workers</a></div>'
    assert "/news/18" in announced(f"{MENU}{slider}<ul>{rows}</ul>")


def test_headlines_alone_are_a_list_if_their_addresses_are_articles() -> None:
    rows = "".join(
        f'<li><a href="/info/1042/{n}.htm">{title}</a></li>'
        for n, title in ((233, "我校举办移民研究国际研讨会"), (232, "联合国机构代表来访并作学术报告"), (231, "移民与边境研究中心揭牌成立"))
    )  # fmt: skip
    assert announced(f"{OLD_MENU}<ul>{rows}</ul>") == [
        f"/info/1042/{n}.htm" for n in (233, 232, 231)
    ]


def test_a_page_of_menus_announces_nothing() -> None:
    page = f"<p>Something went wrong. Please try again later, or write to us.</p>{MENU}{FOOT}"
    assert announced(page) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("/news/launch", "/news/the-summit-of-kunming", True),
        ("/info/1042/2334.htm", "/info/1103/19.htm", True),
        ("/202611/t20261118_123.html", "/202610/t20261002_98.html", True),
        ("/view?id=12", "/view?id=7", True),
        ("/news/launch", "/topic/launch", False),
        ("/info/1042/2334.htm", "/info/index.htm", False),
        ("/view?id=12", "/view?cat=12", False),
    ],
)
def test_addresses_are_built_alike(one: str, other: str, alike: bool) -> None:
    assert (shape_of(f"https://a.example{one}") == shape_of(f"https://a.example{other}")) == alike


@pytest.mark.parametrize(
    ("path", "article"),
    [("dongtai/index_1.html", False), ("index.shtml", False), ("news/list_12.htm", False),
     ("dongtai/content_3019.html", True), ("2026-11/18/index.html", True), ("news/what-comes-next", True),
     ("about", False), ("project.php?id=16", True), ("view?pid=3", True), ("list.php?page=2", False),
     ("list.php?catid=5", False)],
)  # fmt: skip
def test_a_sitemaps_addresses_are_articles_or_not(path: str, article: bool) -> None:
    assert looks_like_article(f"https://office.example/{path}") == article
