from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers import Document
from crawler.parsers.links.card_dates import day_counted, is_counted
from crawler.parsers.links.item_urls import ItemUrls, Trust
from crawler.parsers.links.listing import ListedPage, read_listing
from crawler.parsers.links.pagers import next_page_of
from crawler.parsers.markup.soup import soup_of

TRUST: tuple[Trust, ...] = ("sure", "likely", "unknown")
ITEM = ItemUrls(re.compile(r"/(news|post)/[^/?]+$"))
HERE = "https://www.iom.int/search?keywords=China&page=0"


def page(html: str, url: str = HERE) -> Document:
    return Document(f"<html><body>{html}</body></html>".encode(), url=url)


def cards(document: Document, items: ItemUrls) -> list[ListedPage]:
    return list(read_listing(document, items, ()).pages)


def next_page(document: Document) -> str | None:
    return next_page_of(soup_of(document), document.url or "")


def test_a_card_is_read_by_what_stands_around_its_link() -> None:
    html = """
    <div class="x1"><a href="/news/alpha"><img src="a.jpg"></a><div><span>News</span>
    <a href="/news/alpha"><h5>Alpha opens in Beijing</h5></a><i>12 March 2024</i>
    <a href="/news/alpha">Read more</a></div></div>
    <div class="x1"><div><a href="/news/beta">Beta follows</a> <b>2024-03-01 09:15</b></div></div>
    """
    assert cards(page(html), ITEM) == [
        ListedPage("https://www.iom.int/news/alpha", "Alpha opens in Beijing", "12 March 2024"),
        ListedPage("https://www.iom.int/news/beta", "Beta follows", "2024-03-01 09:15"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="/news/a">Alpha</a> 2024-03-01</li><li><a href="/news/b">Beta</a> 2024-02-01</li></ul>',
        '<table><tr><td>·<a href="/news/a">Alpha</a></td><td>2024-03-01</td></tr><tr><td>·<a href="/news/b">Beta</a></td><td>2024-02-01</td></tr></table>',
        '<dl><dt><a href="/news/a">Alpha</a></dt><dd>2024-03-01</dd></dl><dl><dt><a href="/news/b">Beta</a></dt><dd>2024-02-01</dd></dl>',
        '<dl><dt><a href="/news/a">Alpha</a></dt><dd>2024-03-01</dd><dt><a href="/news/b">Beta</a></dt><dd>2024-02-01</dd></dl>',
        '<p>· <a href="/news/a">Alpha</a> 2024-03-01<br>· <a href="/news/b">Beta</a> 2024-02-01</p>',
        '<p>2024-03-01 <a href="/news/a">Alpha</a><br>2024-02-01 <a href="/news/b">Beta</a></p>',
        '<a href="/news/a"><div><h3>Alpha</h3><span>2024-03-01</span></div></a><a href="/news/b"><div><h3>Beta</h3><span>2024-02-01</span></div></a>',
        '<div><time datetime="2024-03-01">a month ago</time><h2><a href="//www.iom.int/news/a#top">Alpha</a></h2></div><div><time datetime="2024-02-01">two months ago</time><h2><a href="https://www.iom.int/news/b">Beta</a></h2></div>',
    ],
    ids=["list", "table", "definitions", "one list of definitions", "lines", "lines, date first", "link around the card", "time element"],
)  # fmt: skip
def test_the_same_cards_come_out_of_any_markup(html: str) -> None:
    assert cards(page(html), ITEM) == [
        ListedPage("https://www.iom.int/news/a", "Alpha", "2024-03-01"),
        ListedPage("https://www.iom.int/news/b", "Beta", "2024-02-01"),
    ]


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("2018年05月30日", "2018年05月30日"),
        ("发布时间:2016-03-10 23:48:13", "2016-03-10 23:48:13"),
        ("March 21, 2008", "March 21, 2008"),
        ("17th October 2024", "17th October 2024"),
        ("06/02/2018", "06/02/2018"),
        ("3天前", "3天前"),
        ("9個月前", "9個月前"),
        ("no date at all", None),
    ],
)
def test_dates_are_kept_as_they_are_shown(shown: str, date: str | None) -> None:
    html = f'<div><a href="/news/a">Alpha</a><p>{shown}</p></div>'
    assert cards(page(html), ITEM)[0].date == date


@pytest.mark.parametrize(
    "title",
    [
        "搬进停在40年前的厂房",
        "What a school 3 years ago in Kunming began",
        "Statement of 12 March 2024 on Ruili",
        "船员工资跌回五年前",
        "码头面馆地图：十二年前的五家，还剩三家",
        "2023年11月8日发言人主持例行记者会",
        "South Harbour: situation report No. 7 (as of 14 October 2022)",
        "Visit of the harbour master to Ruili (February 20-23, 2017)",
        "South Harbour: situation report No. 3 (7 February 2023)",
    ],
)
def test_an_age_or_day_inside_a_headline_stays_in_it(title: str) -> None:
    (card,) = cards(page(f'<ul><li><a href="/news/a">{title}</a><i>2024-05-06</i></li></ul>'), ITEM)
    assert (card.title, card.date) == (title, "2024-05-06")
    rows = f'<dl><dt>2024-05-06</dt><dd><a href="/news/a">{title}</a></dd></dl>'
    (card,) = cards(page(rows), ITEM)
    assert card.title == title
    assert card.date in ("2024-05-06", None)


def test_ages_that_headings_tell_date_no_cards_below() -> None:
    boxes = "".join(
        f"<h3>{heading}</h3><ul><li><a href='/news/a{at}'>Alpha of the harbour</a></li>"
        f"<li><a href='/news/b{at}'>Beta of the harbour</a></li></ul>"
        for at, heading in enumerate(("停在40年前的理发店", "3年前的码头"))
    )
    assert [card.date for card in cards(page(f"<div>{boxes}</div>"), ITEM)] == [None] * 4


@pytest.mark.parametrize("shown", ["({})", "（{}）", "[{}]", "【{}】", " {}"])
def test_a_list_s_day_behind_a_headline_goes_with_its_brackets(shown: str) -> None:
    link = f'<a href="/news/a">船员的课堂{shown.format("2024-05-06")}</a>'
    (card,) = cards(page(f"<ul><li>{link}</li></ul>"), ITEM)
    assert (card.title, card.date) == ("船员的课堂", "2024-05-06")


@pytest.mark.parametrize(
    "shown", ["3天前", "发布于3天前", "3天前 来源:新华网", "Li Wen · 3 days ago"]
)
def test_an_age_at_an_edge_or_by_itself_is_the_cards(shown: str) -> None:
    html = f'<a href="/news/a"><div><h3>Alpha</h3><span>{shown}</span></div></a>'
    (card,) = cards(page(html), ITEM)
    assert card.title == "Alpha"
    assert card.date in ("3天前", "3 days ago")


def test_script_mail_and_broken_links_are_nobodys_items() -> None:
    html = """<a href="javascript:open('/news/a')">a</a><a href="mailto:x@y.z?subject=/news/b">b</a>
    <a href="http://[bad/news/c">c</a><a href="/news/d">Delta</a>"""
    assert [card.url for card in cards(page(html), ITEM)] == ["https://www.iom.int/news/d"]


def test_only_cards_with_our_words_are_wanted_and_the_listing_is_understood_all_the_same() -> None:
    html = """<div><h3><a href="/post/1">国际移民组织招募志愿者</a></h3></div>
    <div><h3><a href="/post/2">冬天的汤</a></h3><p>说说吃的</p></div>
    <div><h3><a href="/post/3">一则消息</a></h3><p>国际移民组织驻华代表处…</p></div>"""
    found = read_listing(page(html), ITEM, ("国际移民组织",))
    assert [card.url[-1] for card in found.pages] == ["1", "3"]
    nothing = read_listing(page(html), ITEM, ("联合国",))
    assert (nothing.state, nothing.pages) == ("found", ())


@pytest.mark.parametrize(
    ("here", "html", "expected"),
    [
        (HERE, '<link rel="next" href="/search?keywords=China&page=1">', "https://www.iom.int/search?keywords=China&page=1"),
        (HERE, '<a href="?keywords=China&page=1" title="Go to next page"><span>››</span></a>', "https://www.iom.int/search?keywords=China&page=1"),
        (HERE, '<a href="?page=4">Last »</a><a href="?page=1">Next ›</a>', "https://www.iom.int/search?page=1"),
        ("https://a.cn/list/", '<a href="/list/index_2.html">下一页</a>', "https://a.cn/list/index_2.html"),
        ("https://a.cn/list/page_2.html", '<a href="page_1.html">1</a><a href="page_3.html">3</a>', "https://a.cn/list/page_3.html"),
        ("https://a.cn/list/page_1.html", '<a href="page_2.html">2</a><a href="page_3.html">3</a>', "https://a.cn/list/page_2.html"),
        ("https://a.cn/news", '<a href="/news?page=1">2</a><a href="/news?page=2">3</a>', "https://a.cn/news?page=1"),
        ("https://a.cn/news", '<a href="https://b.cn/news?page=1">Next</a>', None),
        ("https://a.cn/news", '<a href="/news">Next</a>', None),
        ("https://a.cn/news", '<a href="/news/what-comes-next">What comes next for migrants</a>', None),
        ("https://a.cn/news?page=3", '<a href="/news?page=2">3</a><a href="/news?page=1">2</a>', None),
    ],
)  # fmt: skip
def test_the_next_page(here: str, html: str, expected: str | None) -> None:
    assert next_page(page(html, here)) == expected


@pytest.mark.parametrize(
    "text",
    ["There are no results.", "0 results", "Your search did not match any documents.", "没有找到相关内容", "暂无内容", "抱歉,未找到与“移民”相关的文章"],
)  # fmt: skip
def test_a_listing_that_says_it_is_empty_is_empty(text: str) -> None:
    assert read_listing(page(f"<h1>Search</h1><p>{text}</p>"), ITEM, ()).state == "empty"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            "<p>We are working on our website and will be back very soon. Thank you.</p>",
            "no item links; the page shows 'We are working on our website and will be back very soon. Thank you.'",
        ),
        ("<script>render({items: ['/news/a', '/news/b', '/news/c'], total: 3})</script>", "no item links and hardly any text (0 characters)"),
        ("", "no item links and hardly any text (0 characters)"),
    ],
)  # fmt: skip
def test_a_listing_without_items_that_does_not_say_so_is_not_understood(
    html: str, reason: str
) -> None:
    found = read_listing(page(html), ITEM, ())
    assert (found.state, found.reason) == ("not-understood", reason)


def test_an_age_is_counted_from_now() -> None:
    now = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
    assert is_counted("3天前")
    assert is_counted("2 days ago")
    assert not is_counted("2026-10-30")
    assert day_counted("3天前", now) == "2026-10-30"


def test_an_age_in_chinese_counts_the_days_of_china() -> None:
    half_past_two_in_beijing = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)
    assert day_counted("1天前", half_past_two_in_beijing) == "2026-11-03"
    assert day_counted("1 day ago", half_past_two_in_beijing) == "2026-11-02"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe" * 50, b"<a href='/news/x" * 500, b"<" * 9999]
)
def test_no_bytes_make_it_fail(content: bytes) -> None:
    read_listing(Document(content, url=HERE), ITEM, ())
    next_page(Document(content, url=HERE))


_BITS = st.sampled_from(
    ["<a href='/news/a'>", "</a>", "<div>", "</div>", "<li>", "<h3>", "</h3>", "2024-03-01", "3天前",
     "<a href='//['>", "<table>", "<td>", "<a rel=next href='?page=2'>", "下一页", "&", "<", "\x00", "国际移民组织"]
)  # fmt: skip


@given(st.lists(st.one_of(_BITS, st.text(max_size=8)), max_size=40), st.sampled_from(TRUST))
def test_any_tag_soup_gives_items_of_the_pattern_each_once(bits: list[str], trust: Trust) -> None:
    items = ItemUrls(ITEM.form, trust, ("www.iom.int",))
    found = read_listing(page("".join(bits)), items, ())
    urls = [card.url for card in found.pages]
    assert len(urls) == len(set(urls))
    assert all(items.may_be(url) for url in urls)
    assert all(card.title is None or card.title.strip() == card.title for card in found.pages)


@pytest.mark.parametrize(
    "shown", ["<span class='time'>1天前</span>", "<li>发布时间:2026-11-03 16:35</li>", ""]
)
def test_the_day_of_the_event_in_a_teaser_is_not_the_cards_date(shown: str) -> None:
    teaser = "2026年11月2日-武汉 国际移民组织驻华代表处与武汉三所高校共同举办了留学生流动论坛,来自11个国家的学生参加。"
    card = f"<div><h2><a href='/post/1.html'>留学生流动论坛</a></h2><p>{teaser}</p>{shown}</div>"
    (found,) = cards(page(card + "<div><p>关于我们</p></div>"), ItemUrls(re.compile(r"/post/\d+")))
    assert found.date == (re.sub(r"<.*?>|发布时间:", "", shown) or None)


@pytest.mark.parametrize(
    "cut", ["Lamps of the harbour go out for…", "Lamps of the harbour go out for ..."]
)
def test_a_title_that_the_list_cuts_is_the_whole_one(cut: str) -> None:
    whole = "Lamps of the harbour go out for three weeks"
    html = f"<ul><li><a href='/news/a' title='{whole}'>{cut}</a></li><li><a href='/news/b' title='Open'>Beta</a></li></ul>"
    assert [card.title for card in cards(page(html), ITEM)] == [whole, "Beta"]


def test_yesterday_with_its_clock_is_a_cards_age() -> None:
    html = "<ul><li><a href='/news/a'>昨天的灯塔</a> <span>昨天 16:20</span></li></ul>"
    [card] = cards(page(html), ITEM)
    assert (card.title, card.date) == ("昨天的灯塔", "昨天 16:20")
    assert is_counted("昨天 16:20")
    found = day_counted("昨天 16:20", datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    assert found is not None
    assert found.startswith("2026-11-19")


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", ""),
        ("gb18030", "gbk", ""),
        ("gb18030", None, "<meta charset='gb2312'>"),
        ("gb18030", None, ""),
        ("big5", "big5", ""),
    ],
)
def test_a_listing_is_read_in_its_own_characters(
    encoding: str, header: str | None, meta: str
) -> None:
    title = "國際移民組織在昆明舉辦培訓班" if encoding == "big5" else "国际移民组织在昆明举办培训班"
    html = f"<html><head>{meta}</head><body><ul><li><a href='/news/a'>{title}</a></li></ul></body></html>"
    document = Document(html.encode(encoding), url=HERE, charset=header)
    found = read_listing(document, ITEM, [title[:4]])
    assert [card.title for card in found.pages] == [title]
