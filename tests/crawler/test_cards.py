"""Titles and days of a listing's cards, as sites of all ages set them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from crawler.parsers import Document
from crawler.parsers.links.card_dates import date_of, day_counted, is_counted, settled
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import Discovered, ListedPage, read_listing
from crawler.parsers.links.pagers import next_page_of
from crawler.parsers.markup.soup import soup_of

HERE = "https://office.example/news/"
ITEM = ItemUrls(re.compile(r"/news/[^/?]+$"))
LIKELY = ItemUrls(re.compile(r"/news/[^/?]+$"), "likely", ("office.example",))


def page(html: str, url: str = HERE) -> Document:
    return Document(f"<html><body>{html}</body></html>".encode(), url=url)


def only(html: str) -> ListedPage:
    (card,) = read_listing(page(html), ITEM, ()).pages
    return card


@pytest.mark.parametrize(
    ("card", "title"),
    [
        ('<h4>2026年11月19日</h4><h2><a href="a">灯塔的一年</a></h2>', "灯塔的一年"),
        ('<a href="a"><h6>Story</h6><h5>What moves us</h5><p>Notes.</p></a>', "What moves us"),
        ('<h3>[置顶] <a href="a">投稿须知与转载说明</a></h3>', "投稿须知与转载说明"),
        ('<a href="a">UN <em>organization</em>: fewer deaths</a>', "UN organization: fewer deaths"),
        ('<a href="a">国际<font color=red>移民组织</font>曼谷办公室</a>', "国际移民组织曼谷办公室"),
        ('<a href="a"><img alt="灯塔的一年里发生了什么"></a> <a href="a">灯塔的一年里…</a>', "灯塔的一年里发生了什么"),
        ('<a href="a" title="">灯塔的一年里...</a><a href="a" title="灯塔的一年里发生了什么"></a>', "灯塔的一年里发生了什么"),
        ('<a href="a"><div>16 Nov 2026</div><strong class="hl">Round table in Kunming</strong></a>', "Round table in Kunming"),
        ('<h3>Safe corridors</h3><a class="stretched-link" href="a" aria-label="Safe corridors"></a>', "Safe corridors"),
        ('<a href="a" title="置顶主题 - 新窗口打开"><img></a> <a href="a">本版规定</a>', "本版规定"),
        ('<a href="a"><strong>How fog feeds rice</strong><em>13 November 2026</em></a>', "How fog feeds rice"),
        ('<p>Corridors</p><a href="a" title="Safe corridors for workers">Explore project</a>', "Safe corridors for workers"),
    ],
)  # fmt: skip
def test_a_cards_title_is_its_headline_whole(card: str, title: str) -> None:
    assert only(f"<div>{card}</div>").title == title


@pytest.mark.parametrize(
    ("card", "date"),
    [
        ("<span>18</span><em>2026-11</em>", "2026-11-18"),
        ("<strong>04</strong><em>2026.11</em><p>截止时间为2026年12月15日，逾期不予受理。</p>", "2026-11-04"),
        ("<b>11/18</b> <i>2026</i>", "2026-11-18"),
        ("<div><span>16</span><span>Nov 2026</span></div>", "16 Nov 2026"),
        ("<span>Nov 2026</span>", "Nov 2026"),
        ("<i>2024.10.17</i>", "2024.10.17"),
        ("<time datetime='2026-11-09T17:30:00Z'>10 November 2026</time>", "10 November 2026"),
        ("<time datetime='2026-11-09'>last week</time>", "2026-11-09"),
        ("<span property='dc:date' content='2017-09-29T00:00:00+07:00'>09/29/17</span>", "2017-09-29T00:00:00+07:00"),
        ("[11-18]", "11-18"),
        ("<span>11-14</span><a href='/b'>讲座预告(11月24日)</a>", "11-14"),
        ("<i>11/8</i>", "11/8"),
        ("<i>11.18</i>", "11.18"),
        ("<i>4.6</i>", None),
        ("<b>2/5</b>", None),
        ("<i>11月18日</i>", "11月18日"),
        ("<span>Start: 2023</span>", None),
        ("<span>昨天的灯塔</span>", None),
    ],
)  # fmt: skip
def test_a_cards_day_is_read_in_the_forms_of_lists(card: str, date: str | None) -> None:
    assert date_of(BeautifulSoup(f"<li>{card}</li>", "lxml")) == date


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("11-18", "2026-11-18"), ("11/21", "2025-11-21"), ("12-30", "2025-12-30"),
     ("11月18日", "2026-11-18"), ("Nov 18", "2026-11-18"), ("December 30", "2025-12-30")],
)  # fmt: skip
def test_a_day_without_a_year_is_the_last_one(shown: str, meant: str) -> None:
    assert is_counted(shown)
    in_china_the_20th = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    assert day_counted(shown, in_china_the_20th) == meant


def test_what_a_list_shows_tells_the_order_of_day_and_month() -> None:
    assert settled(["25/03/2019", "12/03/2019", None]) == ["25/03/2019", "2019-03-12", None]
    assert settled(["12/03/2019"]) == ["12/03/2019"]


def test_the_day_above_several_cards_is_theirs() -> None:
    html = """<dl><dt>Thursday, 19 November 2026</dt><dd><a href="a">Alpha</a></dd><dd><a href="b">Beta</a></dd></dl>
    <dl><dt>Wednesday, 18 November 2026</dt><dd><a href="c">Gamma</a></dd><dd><a href="d">Delta</a></dd></dl>"""
    days = [card.date for card in read_listing(page(html), ITEM, ()).pages]
    assert days == ["19 November 2026"] * 2 + ["18 November 2026"] * 2


def test_the_month_above_days_is_theirs() -> None:
    html = """<h3>November 2026</h3><dl><dt>Tue 17</dt><dd><a href="a">Alpha</a></dd><dt>Mon 09</dt><dd><a href="b">Beta</a></dd></dl>
    <h3>October 2026</h3><dl><dt>Fri 30</dt><dd><a href="c">Gamma</a></dd></dl>"""
    assert [card.date for card in read_listing(page(html), ITEM, ()).pages] == [
        "2026-11-17",
        "2026-11-09",
        "2026-10-30",
    ]


def test_todays_day_above_the_page_is_no_cards() -> None:
    html = """<p>2026年11月20日 星期五</p><ul><li><a href="a">灯塔</a></li><li><a href="b">渔村</a></li></ul>"""
    assert [card.date for card in read_listing(page(html), ITEM, ()).pages] == [None, None]


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ('<b>1</b> <a href="node_71_2.htm">2</a> <a href="node_71_3.htm">3</a>', "node_71_2.htm"),
        ('<a href="node_71.htm">1</a> <a href="node_71_2.htm">2</a> <b>3</b> <a href="node_71_4.htm">4</a>', "node_71_4.htm"),
        ('<a href="?start=0">1</a> <a href="?start=10">2</a> 3 <a href="?start=30">[4]</a>', "?start=30"),
        ('<b>1</b><table id="wp-calendar"><td><a href="02/">2</a></td></table>', None),
        ('<a href="?p=8">1</a> <a href="?p=9">2</a> <a href="?p=10">3</a>', None),
        ('<a href="/calendar/18">18</a> <a href="/calendar/19">19</a>', None),
        ('<a href="?paged=2">较早的文章</a>', "?paged=2"),
        ('<a href="page/2">Earlier &raquo;</a>', "page/2"),
    ],
)  # fmt: skip
def test_the_next_number_is_the_next_page(pager: str, following: str | None) -> None:
    here = "https://office.example/news/node_71_x.htm"
    found = next_page_of(soup_of(page(pager, here)), here)
    base = "https://office.example/news/node_71_x.htm"
    expected = following and (base + following if following[0] == "?" else HERE + following)
    assert found == expected


def search(html: str) -> Discovered:
    return read_listing(page(html, "https://office.example/search?keywords=China"), LIKELY, ())


RECOMMENDED = """<div><h3><a href="/news/a">A border town learns to listen</a></h3><i>18 November 2026</i></div>
<div><h3><a href="/news/b">Home after twelve years at sea</a></h3><i>17 November 2026</i></div>"""


def test_a_search_without_results_is_empty_whatever_it_recommends() -> None:
    assert search(f"<p>There are no results for “xyzzy”.</p>{RECOMMENDED}").state == "empty"


@pytest.mark.parametrize(
    "kept",
    ["<div style='display: none'>No results found.</div>", "<script>var none = 'No results';</script>",
     "<div><h3><a href='/news/c'>Talks on the sea border end with no result</a></h3><i>2 November 2026</i></div>"],
    ids=["hidden", "script", "headline"],
)  # fmt: skip
def test_what_only_scripts_or_headlines_say_makes_no_search_empty(kept: str) -> None:
    assert search(f"{kept}{RECOMMENDED}").state == "found"


def test_records_that_a_script_shows_are_cards() -> None:
    html = """<script type="text/xml"><datastore><recordset><record><![CDATA[
    <li><a href="/news/a" title="省外办会见代表团">省外办会见代表团</a><b>2026-11-18</b></li>]]></record>
    <record><![CDATA[<li><a href="/news/b">调解员的一天</a><b>2026-11-16</b></li>]]></record></recordset></datastore></script>"""
    found = read_listing(page(html), ITEM, ())
    assert [(card.title, card.date) for card in found.pages] == [
        ("省外办会见代表团", "2026-11-18"), ("调解员的一天", "2026-11-16"),
    ]  # fmt: skip


def test_a_list_that_leads_to_other_hosts_says_to_which() -> None:
    html = RECOMMENDED.replace('"/news/', '"https://elsewhere.example/news/')
    found = read_listing(page(html), LIKELY, ())
    assert found.state == "not-understood"
    assert found.reason == "its entries lead to hosts that are not watched: elsewhere.example"
