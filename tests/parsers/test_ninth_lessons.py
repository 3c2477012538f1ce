"""What a ninth set of blind pages taught: days, zones and furniture, each as small as it gets."""

from __future__ import annotations

import pytest

from crawler.parsers.dates.finding import dates_in
from storage.types import Record
from tests.parsers.small_pages import paragraphs, read_page, text

STORY = (
    "The harbour office said on Monday that the green light had been out for three weeks.",
    "It was repaired on Tuesday by two men and a boy, who carried the battery at low tide.",
    "A yacht ran onto the bank in the night, and nobody was hurt, but the keel was lost.",
    "The office has promised that somebody will look at all the lamps of the coast in May.",
)
ZH = (
    "记者昨日从港务部门获悉，航道入口的绿灯已经熄灭三周，一直无人发现，往来船只只能凭经验进港。",
    "周二，两名工人带着一个男孩趁退潮时把电池扛过沙洲，将航灯修好，当晚便恢复了照明。",
    "港务部门表示，今后每月检查一次沿岸所有航灯，并公布热线电话，欢迎船员随时报告故障。",
)


def published(record: Record) -> str | None:
    return record.content.published.iso if record.content.published else None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("9:47 PM EST, Mon February 12, 2024", "2024-02-12T21:47-05:00"),
        ("5:00 AM EDT, Tuesday July 4, 2023", "2023-07-04T05:00-04:00"),
        ("June 1, 2021 7:05 AM PDT", "2021-06-01T07:05-07:00"),
        ("9:47 PM CST, Mon February 12, 2024", "2024-02-12T21:47"),  # America's or China's
    ],
)
def test_a_clock_before_a_weekday_has_its_zone(line: str, iso: str) -> None:
    [found] = dates_in(line)
    assert found.date is not None
    assert found.date.iso == iso


def test_metadata_in_utc_is_told_at_the_clock_that_the_page_shows() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
        '"2024-02-13T00:20:11Z","dateModified":"2024-02-13T02:47:30Z"}</script>'
    )
    body = f"<h1>The light</h1><div>Updated 9:47 PM EST, Mon February 12, 2024</div>{paragraphs(*STORY)}"
    record = read_page("The light", body, head)
    assert published(record) == "2024-02-12T19:20:11-05:00"


def test_a_comment_in_the_name_of_the_articles_own_box_is_no_readers() -> None:
    body = (
        "<article class='article-expert-comment'><div class='hero'><h1>The light</h1>"
        f"<div class='hero__date'>Published 9 March 2022</div></div>{paragraphs(*STORY)}</article>"
        "<div class='comments'><p>Ann</p><p>14 March 2022</p><p>Nice.</p></div>"
    )
    assert published(read_page("The light", body)) == "2022-03-09"


def test_a_rubric_called_today_is_no_day() -> None:
    names = ("Explainers", "Books", "Journals", "Events", "About", "The World Today", "Podcasts")
    menu = "<ul>" + "".join(f"<li><a href='/{one}'>{one}</a></li>" for one in names) + "</ul>"
    body = f"{menu}<h1>The light</h1>{paragraphs(*STORY)}"
    assert published(read_page("The light", body)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Printer friendly version | E-mail this story | Back",
        "Other stories in this edition",
        "*Terms of Use: Images for download on the Harbour News website are made available to the press.",
        "Local news, delivered daily",
    ],
)
def test_a_sites_own_lines_behind_a_text_are_no_text(line: str) -> None:
    record = read_page("The light", f"<h1>The light</h1><div>{paragraphs(*STORY, line)}</div>")
    assert text(record) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "不用抽 不用搶 現在用APP看新聞 保證天天中獎　點我下載APP　按我看活動辦法",
        "點我下載APP",
        "《海港科学报》 (2014-07-22 第4版 综合)",
    ],
)
def test_a_papers_own_lines_behind_a_chinese_text_are_no_text(line: str) -> None:
    record = read_page("航灯修好了", f"<h1>航灯修好了</h1><div>{paragraphs(*ZH, line)}</div>")
    assert text(record) == list(ZH)


def test_numbered_headings_of_a_text_are_text() -> None:
    parts = ("01  一只旧灯", "02  三个守灯人", "03  灯还亮着")
    body = "".join(
        f"<p><img src='/a.jpg'></p><section style='text-align: center'><p><strong>{a}</strong></p></section><p>{b}</p>"
        for a, b in zip(parts, ZH, strict=True)
    )
    found = text(read_page("航灯修好了", f"<h1>航灯修好了</h1><div>{body}</div>"))
    assert [" ".join(one.split()) for one in parts] == found[::2]


def test_midnight_in_utc_is_a_day_and_no_moment() -> None:
    head = '<meta property="article:published_time" content="2007-05-06T20:00:00.000-04:00">'
    body = f"<h1>The light</h1><p>By Ann Reed</p><div>May 7, 2007</div>{paragraphs(*STORY)}"
    assert published(read_page("The light", body, head)) == "2007-05-07"


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        ("<div>Published — Saturday 20 December 2014</div><div>Last update 19 December 2014 11:43 pm</div>", "2014-12-20"),
        ("<div>Posted - 3 May 2011</div>", "2011-05-03"),
        ("<div>Published by Fran on the 3rd of May 2009</div>", "2009-05-03"),
    ],
)  # fmt: skip
def test_a_dash_or_an_article_stands_between_label_and_day(lines: str, iso: str) -> None:
    record = read_page("The light", f"<h1>The light</h1>{lines}{paragraphs(*STORY)}")
    assert published(record) == iso


def test_a_day_above_the_title_was_before_the_last_update() -> None:
    body = (
        f"<div>Feb. 26, 2014</div><div>RELEASE 14-066</div><h1>The light</h1>{paragraphs(*STORY)}"
        "<div><p>Last Updated: July 31, 2015</p><p>Editor: Ann Reed</p></div>"
    )
    record = read_page("The light", body)
    assert published(record) == "2014-02-26"
    assert record.content.updated is not None
    assert record.content.updated.iso == "2015-07-31"


@pytest.mark.parametrize(
    "line",
    [
        "Posted by delia at February 17, 2003 10:12 PM | TrackBack",
        "This information is provided by RNS",
        "1 of 3 | The light at the harbour, pictured on May 6, 2004. File Photo by Ann Reed/UPI",
    ],
)
def test_what_systems_write_below_a_text_is_no_text(line: str) -> None:
    record = read_page("The light", f"<h1>The light</h1><div>{paragraphs(*STORY, line)}</div>")
    assert text(record) == list(STORY)


def test_links_that_say_when_they_were_added_are_other_pages() -> None:
    others = "".join(
        f"<p><a href='/{n}'>Choir seeks altos and basses</a> (added 2{n} October 2013)</p>"
        for n in range(4)
    )
    body = f"<h1>The light</h1><div>{paragraphs(*STORY)}<p>See also:</p>{others}</div>"
    assert text(read_page("The light", body)) == list(STORY)


def test_of_a_titles_parts_the_heading_above_the_text_is_the_headline() -> None:
    menu = "".join(f"<li><a href='/{one}'>{one}</a></li>" for one in ("Home", "About", "News"))
    body = (
        f"<div id='head'><h2>Lakeside Aeromodellers</h2><p>Flying for all ages</p></div><ul>{menu}</ul>"
        f"<div><h3>News</h3><h1>New landing strip rules</h1>{paragraphs(*STORY)}</div>"
    )
    record = read_page("Lakeside Aeromodellers | News | New landing strip rules", body)
    assert record.title == "New landing strip rules"


def test_codes_and_moods_below_a_text_are_no_captions() -> None:
    words = ("路过", "雷人", "鲜花", "扫码登记 免费参观", "扫描二维码下载海港客户端")
    moods = "".join(
        f"<figure><img src='/a.gif'><figcaption>{one}</figcaption></figure>" for one in words
    )
    page = f"<h1>航灯修好了</h1><div>{paragraphs(*ZH)}{moods}</div>"
    record = read_page("航灯修好了", page)
    assert record.content.captions == ()
    assert text(record) == list(ZH)


def test_every_cell_of_a_tables_row_is_kept() -> None:
    rows = [
        ("序号", "报考岗位", "姓名", "学历", "总成绩"),
        ("1", "县融媒体中心", "包思敏", "本科", "81.36"),
        ("2", "县疾控中心", "祁万里", "硕士研究生", "79.42"),
        ("3", "柳林镇农技站", "阿依古丽", "本科", "77.90"),
        ("4", "县图书馆", "诸葛明", "本科", "77.15"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td><p>{one}</p></td>' for one in row)}</tr>" for row in rows)
    page = f"<h1>拟聘用人员公示</h1><div>{paragraphs(*ZH)}<table>{cells}</table>{paragraphs(ZH[0] + '现予公示。')}</div>"
    found = text(read_page("拟聘用人员公示", page))
    assert [line for line in found if "|" in line] == [" | ".join(row) for row in rows]


@pytest.mark.parametrize(
    "facts",
    [
        ("讲座题目：冰芯里的大气史", "主 讲 人：邬建邦 研究员", "时　　间：2018年11月20日（周二）14:30", "地　　点：地学楼B座306报告厅"),
        ("活动时间：2018年11月20日 14:30", "活动地点：地学楼报告厅"),
        ("时间：2018年11月20日（周六）8:30—11:30", "地点：奥林匹克森林公园南门"),
    ],
)  # fmt: skip
def test_when_and_where_something_will_be_is_text(facts: tuple[str, ...]) -> None:
    stamp = "<div class='info'>发布时间：2018-11-14 浏览：120</div>"
    page = f"<h1>“厚德讲坛”第86讲：冰芯里的大气史</h1>{stamp}<div>{paragraphs(*facts, *ZH)}</div>"
    record = read_page("“厚德讲坛”第86讲：冰芯里的大气史", page)
    assert text(record) == [" ".join(one.split()) for one in (*facts, *ZH)]
    assert published(record) == "2018-11-14"


def test_the_moment_behind_yesterday_in_a_forum() -> None:
    said = (
        "<em id='authorposton9'>发表于 <span title='2014-9-17 21:32:07'>昨天&nbsp;21:32</span></em>"
    )
    page = f"<h1>航灯修好了</h1><div class='authi'>{said}<span class='pipe'>|</span><a>只看该作者</a></div><div>{paragraphs(*ZH)}</div>"
    assert published(read_page("航灯修好了", page)) == "2014-09-17T21:32:07+08:00"


def test_the_moment_in_the_foot_of_wordpress() -> None:
    foot = (
        "<footer class='entry-meta'>This entry was posted in <a href='/c'>日志</a> on <a href='/a'>"
        "<time class='entry-date' datetime='2016-03-13T23:41:20+08:00'>March 13, 2016</time></a> by <a href='/u'>阿岩</a>.</footer>"
    )
    comments = "".join(
        f"<li class='comment'><header><cite>老赵</cite><a href='#c{n}'><time datetime='2016-03-1{n}T08:12:00+08:00'>"
        f"March 1{n}, 2016 at 08:12</time></a></header><p>灯终于亮了。</p></li>"
        for n in range(4, 8)
    )
    page = f"<article><h1>航灯修好了</h1><div>{paragraphs(*ZH)}</div>{foot}</article><ol class='commentlist'>{comments}</ol>"
    assert published(read_page("航灯修好了", page)) == "2016-03-13T23:41:20+08:00"


@pytest.mark.parametrize(
    "line",
    [
        "（转载自《海港周刊》，有删节。如有版权问题请与本站联系。）",
        "作者, 伊恩·塔格特",
        "头衔, BBC科技事务记者",
    ],
)
def test_where_a_text_is_from_is_no_text(line: str) -> None:
    page = f"<h1>航灯修好了</h1><div>{paragraphs(line, *ZH, line)}</div>"
    assert text(read_page("航灯修好了", page)) == list(ZH)


def test_an_e_papers_name_is_no_headline() -> None:
    page = (
        "<table><tr><td>2016年05月11日 星期三</td></tr><tr><td><a href='/a'>A01版：要聞</a></td></tr></table><table>"
        f"<tr><td>老粥店熄燈一小時 視障青年帶路</td></tr><tr><td>2016-05-11</td></tr><tr><td>{paragraphs(*ZH)}</td></tr></table>"
    )
    assert read_page("海港日報電子版", page).title == "老粥店熄燈一小時 視障青年帶路"
