"""What the blind pages taught: one small page for each cause of a misreading."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.dates.stamp_lines import stamps_in
from storage.types import Record
from tests.parsers.small_pages import paragraphs, read_page, text

FIRST = "The harbour office said on Monday that the green light had been out for three weeks."
SECOND = "It was repaired on Tuesday by two men and a boy, who carried the battery at low tide."
THIRD = "A yacht ran onto the bank in the night, and nobody was hurt, but the keel was lost."
FOURTH = "The office has promised that somebody will look at all the lamps of the coast in May."
STORY = (FIRST, SECOND, THIRD, FOURTH)
ZH = (
    "记者昨日从港务部门获悉，航道入口的绿灯已经熄灭三周，一直无人发现，往来船只只能凭经验进港。",
    "周二，两名工人带着一个男孩趁退潮时把电池扛过沙洲，将航灯修好，当晚便恢复了照明。",
)


def read(body: str, head: str = "", url: str = "https://example.org/lamp") -> Record:
    return read_page("The light", body, head, url)


def day(record: Record) -> str | None:
    return record.content.published.iso[:10] if record.content.published else None


@pytest.mark.parametrize("name", ["subscriber-preview", "promo-text", "sidebar-gate"])
def test_a_class_name_around_each_paragraph_does_not_lose_the_article(name: str) -> None:
    wrapped = "".join(f"<div class='{name}'><p>{line}</p></div>" for line in STORY)
    related = "<div class='promo'><a href='/x'>Another lamp</a></div>"
    assert text(read(f"<h1>The light</h1><div>{wrapped}{related}</div>")) == list(STORY)


def test_an_article_that_a_script_makes_visible_is_read_however_short() -> None:
    hidden = (
        f"<div id='c' style='visibility: hidden; opacity: 0'>{paragraphs(*ZH, *ZH[::-1])}</div>"
    )
    assert ZH[0] in text(read(f"<h1>航灯修好了</h1>{hidden}<p>微信扫一扫</p>"))


def test_a_text_that_fades_in_is_read_though_readers_comments_are_longer() -> None:
    hidden = f"<div id='c' style='visibility: hidden; opacity: 0;'>{paragraphs(*ZH)}</div>"
    comment = "<li><b>匿名网友</b><div class='discuss'>转给我家人看了，说得有道理，已经收藏了。</div></li>"
    page = f"<h1>航灯修好了</h1><div>{hidden}<div><h3>留言</h3><ul>{comment * 6}</ul></div></div>"
    assert text(read(page)) == list(ZH)


def test_a_dialog_that_fades_in_is_no_text_however_long() -> None:
    dialog = f"<div class='drawer' style='visibility: hidden'>{paragraphs(*ZH, *ZH)}</div>"
    assert text(read(f"<h1>航灯修好了</h1><div>{paragraphs(ZH[0])}{dialog}</div>")) == [ZH[0]]


def test_baidus_untyped_description_dates_the_page() -> None:
    described = '{"@id":"x","title":"The light","pubDate":"2023-02-03T06:58:12"}'
    head = f'<script type="application/ld+json">{described}</script>'
    assert day(read(f"<h1>The light</h1>{paragraphs(*STORY)}", head)) == "2023-02-03"


def test_a_script_that_names_one_moment_of_creation_dates_a_page_that_has_no_other() -> None:
    script = "<script>var createTime = '2023-05-19 18:02';</script>"
    assert day(read(f"<h1>The light</h1>{paragraphs(*STORY)}{script}")) == "2023-05-19"


def test_scripts_that_name_several_days_date_nothing() -> None:
    script = (
        '<script>a={"publishTime":"2023-05-19 18:02"},{"publishTime":"2023-05-20 18:02"}</script>'
    )
    assert day(read(f"<h1>The light</h1>{paragraphs(*STORY)}{script}")) is None


def test_hatoms_abbr_and_a_time_in_the_entrys_own_footer_date_the_page() -> None:
    old = "<div>at <abbr class='published' title='2012-04-22T09:14:00+02:00'>9:14</abbr></div>"
    new = "<footer><time class='entry-date published' datetime='2012-04-22'>then</time></footer>"
    for stamp in (old, new):
        entry = f"<article><h1>The light</h1>{paragraphs(*STORY)}{stamp}</article>"
        assert day(read(entry)) == "2012-04-22"


def test_a_readers_comment_does_not_date_the_page() -> None:
    said = "<div id='comments'><p>April 23, 2012 at 7:02 PM</p><p>What a light.</p></div>"
    assert day(read(f"<h1>The light</h1>{paragraphs(*STORY)}{said}")) is None


def test_a_kicker_inside_the_heading_is_not_the_title() -> None:
    head = "<meta property='og:title' content='The light is back'>"
    heading = "<h1><span>Review</span><span>The light is back</span></h1>"
    page = read(heading + paragraphs(*STORY), head + "<title>Review | The light is back</title>")
    assert page.title == "The light is back"


def test_a_box_inside_the_text_does_not_end_it() -> None:
    box = "<div><h3>Other News</h3><ul><li><a href='/a'>Lamp</a></li></ul></div>"
    inner = f"{paragraphs(*STORY[:2])}{box}{paragraphs(*STORY[2:])}"
    assert text(read(f"<h1>The light</h1><div class='story'>{inner}</div>")) == list(STORY)


def test_an_excerpt_above_the_text_is_not_read_twice() -> None:
    excerpt = f"<div class='intro'>{FIRST[:60]}...</div>"
    assert text(read(f"<h1>The light</h1>{excerpt}<div>{paragraphs(*STORY)}</div>")) == list(STORY)


def test_the_last_short_sentence_of_a_text_in_line_breaks_belongs_to_it() -> None:
    lines = "<br><br>".join((*ZH, *ZH[::-1], "工程十二月底完工。"))
    assert text(read(f"<h1>航灯修好了</h1><div>{lines}</div>"))[-1] == "工程十二月底完工。"


@pytest.mark.parametrize(
    "statement",
    [
        "港口网声明：此消息系转载自合作媒体，登载此文出于传递更多信息之目的，并不意味着赞同其观点。",
        "“特别声明：以上作品内容为旗下自媒体平台用户上传并发布，本平台仅提供信息存储空间服务。",
        "Notice: The content above is uploaded and posted by a user of a social media platform.",
        "本文来自微信公众号“看海”（ID：kanhai），作者：许言，经授权发布。",
        "While you're here: every Tuesday our editors round up the week. Sign up for the newsletter.",
        "《人民日报》（ 2021年03月08日 第 03 版）",
        "供稿 | 航标科",
    ],
)
def test_statements_of_rights_and_papers_pages_are_not_the_text(statement: str) -> None:
    page = read(f"<h1>The light</h1><div>{paragraphs(*STORY, statement)}</div>")
    assert text(page) == list(STORY)


def test_an_english_papers_page_in_brackets_gives_agency_and_day_month_first() -> None:
    end = "(China Daily 09/08/2022 page2)"
    page = read(
        f"<h1>The light</h1><div id='Content'>{paragraphs(*STORY, end)}</div>",
        url="https://www.chinadaily.com.cn/cndy/lamp.html",
    )
    assert (day(page), page.content.agency) == ("2022-09-08", "China Daily")
    assert text(page) == list(STORY)


def test_a_heading_in_brackets_is_no_caption() -> None:
    inner = f"{paragraphs(*STORY[:2])}<h2>The keel [and the bank]</h2>{paragraphs(*STORY[2:])}"
    assert "The keel [and the bank]" in text(read(f"<h1>The light</h1><div>{inner}</div>"))


def test_a_dated_line_far_below_the_text_dates_the_page_when_nothing_else_does() -> None:
    posted = "<div>编辑于 2021-05-11 22:40</div>"
    lines = paragraphs(*ZH, *ZH[::-1], *ZH, *ZH[::-1], *ZH, *ZH[::-1])
    assert (
        day(read(f"<h1>航灯修好了</h1><div>{lines}</div><p>山间手记</p>{posted}")) == "2021-05-11"
    )


def test_a_newspapers_name_before_a_full_width_dash_is_not_the_title() -> None:
    head = "<title>江河日报－航道入口的绿灯修好了</title>"
    page = f"<html><head>{head}</head><body><td><strong>航道入口的绿灯修好了</strong></td>"
    page += f"<div>{paragraphs(*ZH)}</div></body></html>"
    assert parse(Document(page.encode())).title == "航道入口的绿灯修好了"


def test_a_line_of_credits_is_not_the_text() -> None:
    page = read(
        f"<h1>The light</h1><div>{paragraphs(*STORY, '（撰稿：王璐 摄影：赵阳 审核：陈敏）')}</div>"
    )
    assert text(page) == list(STORY)


def test_what_readers_say_below_their_heading_ends_the_text_however_long() -> None:
    said = paragraphs(
        "The lamp was out when my boat came in, and nobody at the office would answer, said a reader.",
        "My father kept that lamp for thirty years, and it was never out for more than a night.",
    )
    inner = f"{paragraphs(*STORY)}<h3>Comments</h3>{said}"
    assert text(read(f"<h1>The light</h1><div class='story'>{inner}</div>")) == list(STORY)


def test_a_teasers_time_does_not_date_the_page_and_a_headline_linked_to_itself_does() -> None:
    stamp = "<div class='d'><time datetime='2024-02-11'>11 February 2024</time></div>"
    teaser = f"<div class='row'><h3><a href='/rents'>Rents rise faster</a></h3>{stamp}</div>"
    said = "<div class='meta'>Published on 18 April 2023</div>"
    page = read(f"<h1>The light</h1>{said}{paragraphs(*STORY)}<div>{teaser}{teaser}</div>")
    assert day(page) == "2023-04-18"
    own = f"<header><h2><a href='/lamp'>The light</a></h2>{stamp}</header>"
    assert day(read(own + paragraphs(*STORY))) == "2024-02-11"


def test_a_slash_sets_a_label_apart_from_its_date() -> None:
    line = (
        "<div><span>发布/2022年8月15日 5:00 AM</span> <span>更新/2022年8月16日 1:12 PM</span></div>"
    )
    page = read(f"<h1>航灯修好了</h1>{line}{paragraphs(*ZH, *ZH[::-1])}")
    assert day(page) == "2022-08-15"
    assert page.content.updated is not None
    assert page.content.updated.iso[:10] == "2022-08-16"


def test_the_day_that_a_member_joined_does_not_date_a_thread() -> None:
    who = "<dl><dd><strong>Joined:</strong> Sat Nov 14, 2009 6:02 pm</dd></dl>"
    post = "<p class='author'>by <strong>stag</strong> » Sun Aug 04, 2019 7:22 pm</p>"
    assert day(read(f"<h2>The light</h2>{who}{post}{paragraphs(*STORY)}")) == "2019-08-04"


ENTRIES = (
    ("18:40", "Good night", "The harbour is closed until six, and the lamp is lit again."),
    ("15:05", "The crane has come", "It lifted the new lamp onto the buoy at the second attempt."),
    (
        "12:48",
        "A diver goes down",
        "She reports that the chain is whole, and that the water is cold.",
    ),
    (
        "11:30",
        "What we know",
        "The light went out at four this morning. Two boats have run aground.",
    ),
)


def test_a_live_report_is_read_entry_by_entry_whatever_its_entries_are_called() -> None:
    inner = ""
    for at, (clock, heading, line) in enumerate(ENTRIES):
        likes = f"<footer><span>Like</span> <span>{at + 3}</span></footer>"
        inner += f"<article class='b{at}x'><header><a href='#{at}'>{clock}</a><h2>{heading}</h2></header>"
        inner += f"<div><div><p>{line}</p></div></div>{likes}</article>"
    summary = paragraphs(STORY[0], STORY[1])
    inner = inner.replace("<div><div>", f"<div><div>{summary}", 1)
    page = read(f"<h1>The light, live</h1><main><div>{inner}</div></main>")
    told = [part for clock, heading, line in ENTRIES for part in (clock, heading, line)]
    assert text(page) == [*told[:2], STORY[0], STORY[1], *told[2:]]


def row(name: str, said: str) -> str:
    return f"<div class='q'><span>{name}</span><p>{said}</p></div>"


READERS = (
    "I was out there that night, and nobody answered the radio.",
    "Thank you for this, my father kept that lamp for thirty years and would have laughed.",
    "So who pays for it in the end? It is always the same people, isn't it.",
    "Well said, and we all know what you will say of the pier next year.",
)


def test_readers_under_handles_are_not_the_text_though_no_name_says_so() -> None:
    names = ("gull_77", "Elsie", "P. Marsh", "anon")
    said = "".join(map(row, names, READERS))
    page = read(f"<h1>The light</h1><div>{paragraphs(*STORY)}</div><div>{said}</div>")
    assert text(page) == list(STORY)


def test_lines_that_readers_wrote_days_ago_are_not_the_text() -> None:
    aged = ("Elsie 3 days ago", "P. Marsh 5 days ago", "Joan 79 days ago", "Tim 2 hours ago")
    said = "".join(map(row, aged, READERS))
    page = read(f"<h1>The light</h1><main><div>{paragraphs(*STORY)}</div><div>{said}</div></main>")
    assert text(page) == list(STORY)


def test_people_asked_in_the_text_s_own_box_are_the_text() -> None:
    people = (
        "Elsie Moor",
        "Peter Marsh",
        "Joan Hill",
        "Tim Reed",
    )
    said = "".join(map(row, people, READERS))
    page = read(f"<h1>The light</h1><div>{paragraphs(*STORY)}{said}</div>")
    assert text(page)[-1] == READERS[-1]


def test_teasers_in_rows_are_not_the_text_though_they_outweigh_it() -> None:
    rows = "".join(
        f"<div class='w'><a href='/{at}'>Rents rise in ward {at}</a><p>The council said that it had "
        f"asked for a report in year {at}, and that it was late again.</p></div>"
        for at in range(9)
    )
    page = read(
        f"<h1>The light</h1><main><div>{paragraphs(*STORY)}</div><aside>{rows}</aside></main>"
    )
    assert text(page) == list(STORY)


def test_a_related_box_inside_the_text_does_not_cut_its_short_end_off() -> None:
    links = "<h3><a href='/a'>Rents rise</a></h3><h3><a href='/b'>Rain comes</a></h3>"
    box = f"<div class='related'><h4>Related articles</h4>{links}</div>"
    end = "<h2>In short</h2><ul><li>The lamp is lit;</li><li>The keel is not.</li></ul><p>That is all.</p>"
    page = read(
        f"<h1>The light</h1><div class='entry-content'>{paragraphs(*STORY)}{box}{end}</div>"
    )
    assert text(page)[len(STORY) :] == [
        "In short",
        "The lamp is lit;",
        "The keel is not.",
        "That is all.",
    ]


def test_a_table_inside_the_text_is_the_texts_though_its_first_cells_are_links() -> None:
    needs = {"小葱": "200克", "植物油": "150毫升", "生抽": "60毫升", "老抽": "20毫升"}
    needs |= {"白糖": "25克", "细面": "每人100克"}
    rows = "".join(
        f"<tr><td><a href='/{name}'>{name}</a></td><td>{amount}</td></tr>"
        for name, amount in needs.items()
    )
    inner = f"<div>{ZH[0]}</div><h2>用料</h2><div><table>{rows}</table></div><h2>做法</h2>"
    page = read(f"<h1>航灯修好了</h1><div>{inner}<ol><li><p>{ZH[1]}</p></li></ol></div>")
    lines = [" | ".join(row) for row in needs.items()]
    assert text(page) == [ZH[0], "用料", *lines, "做法", ZH[1]]


def test_who_published_may_stand_between_the_label_and_the_day() -> None:
    held = "<div class='next'><p>Sep 18, 2021 10:00 a.m.</p></div>"
    line = "<div><p>Published by the Harl Courier on Sep. 14, 2021.</p></div>"
    assert (
        day(read(f"<h1>The light</h1>{held}<div>{paragraphs(*STORY)}</div>{line}")) == "2021-09-14"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<span>October 12, 2023</span> · 4 min · <span>T. Varga</span>",
        "<span>Press release</span><span>12 Oct 2023</span><span>Brussels</span><span>2 min read</span>",
        "<span>Oct</span> <span>12</span> <span>Thu</span> <span>2023</span> <span>12:10</span>",
    ],
)
def test_a_byline_with_a_place_an_initial_or_a_weekday_dates_the_page(line: str) -> None:
    assert day(read(f"<h1>The light</h1><div>{line}</div>{paragraphs(*STORY)}")) == "2023-10-12"


def test_what_says_when_the_page_was_made_is_a_label() -> None:
    [stamp] = stamps_in(["该教程创建于 2018-11-20 21:11:40"], None, None)
    assert (stamp.kind, stamp.sure) == ("label", True)


def test_a_scripts_moment_in_seconds_is_a_day_in_china_on_a_chinese_page() -> None:
    script = '<script>var create_time = "1704394800" * 1;</script>'  # 19:00 on the 4th in London
    page = read(f"<h1>航灯修好了</h1>{paragraphs(*ZH, *ZH[::-1])}{script}")
    assert day(page) == "2024-01-05"


SHORT = (
    "本报讯：航道绿灯昨日凌晨恢复照明，工人在退潮后两小时内换完了全部电池，没有船只因此延误。",
    "据港务部门介绍，新电池可以使用五年，沿海其余十一盏航灯将在年底之前全部更换完毕。",
)


def test_the_numbers_of_a_sites_licences_are_no_text_however_long() -> None:
    foot = (
        "广告直拨：010-5550000 媒体合作：陈女士 关于我们 | 广告服务 | 会员服务 | 媒体报道 | 营销方案 | 成功案例，"
        "招聘服务 | 加入我们 | 网站地图京ICP证050055号京ICP备05005500号-2京公网安备11010502050055号，"
        "电子公告服务专项备案，出版物经营许可证，互联网药品信息服务资格，网络文化经营许可，仅供内部查阅参考使用"
    )
    body = (
        f"<h1>航灯修好了</h1><div class='a'>{paragraphs(*SHORT)}</div><div>短讯</div><p>{foot}</p>"
    )
    assert text(read(body)) == list(SHORT)


def test_relate_is_what_is_related() -> None:
    teaser = "<p>另一盏航灯在去年冬天的大风里也熄灭过三个星期，直到春天才有人发现并且上报。</p>"
    story = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, *ZH)}</div>"
    assert text(read(f"{story}<div class='cc-relate'>{teaser}</div>")) == [*SHORT, *ZH]


@pytest.mark.parametrize(
    "line",
    [
        "请勿靠近航灯围观拍摄。",
        "港务部门提醒市民不要在防波堤上停留拍摄",
        "这幅海图由两名船员用三个月时间手工描绘。",
        "他退休以后学会了游泳，爱上了摄影。",
    ],
)
def test_to_take_pictures_is_no_credit(line: str) -> None:
    assert text(read(f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, line, *ZH)}</div>")) == [
        *SHORT, line, *ZH,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "credit",
    ["图为工人更换电池。王小明摄", "工人在沙洲上 记者 王小明 摄", "王小明/摄", "海事局供图"],
)
def test_who_took_a_picture_is_a_credit(credit: str) -> None:
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, credit, *ZH)}</div>"
    assert text(read(body)) == [*SHORT, *ZH]


def test_where_a_text_stood_first_does_not_date_the_page() -> None:
    stamp = "<p>作者：林舟 | 本站发布时间：2014-02-08 00:21 | 浏览：9431 次</p>"
    stood = "<p>（首发于2012年11月16日《海港日报》副刊，作者授权）</p>"
    body = f"<h1>航灯修好了</h1>{stamp}<div>{paragraphs(*SHORT, *ZH)}</div>{stood}"
    assert day(read(body)) == "2014-02-08"


def test_a_ministrys_script_dates_its_page() -> None:
    script = '<script>var at = "x"; var tm = "2014-06-09 17:36:21";\nvar src = "y";</script>'
    body = f"<h3>航灯修好了，船长们松了一口气</h3><div>{paragraphs(*SHORT, *ZH)}</div>"
    assert day(read(body, script)) == "2014-06-09"


def test_an_embassys_office_behind_a_title_is_longer_than_the_title() -> None:
    owner = "中华人民共和国驻海岛国大使馆经济商务参赞处"
    page = f"<h3>灯塔协会增设三处展厅</h3><div>{paragraphs(*SHORT, *ZH)}</div>"
    editions = read_page(f"灯塔协会增设三处展厅-{owner}", page).content.editions
    assert [edition.title for edition in editions.values()] == ["灯塔协会增设三处展厅"]


def test_a_title_may_stand_behind_its_site_and_section() -> None:
    shown = "2017年上半年全省航灯更换情况"
    page = f"<table><tr><td>{shown}</td></tr><tr><td>{paragraphs(*SHORT, *ZH)}</td></tr></table>"
    editions = read_page(f"海岛省航道局 数据发布 {shown}", page).content.editions
    assert [edition.title for edition in editions.values()] == [shown]


@pytest.mark.parametrize(
    "tail",
    [
        "（編輯：蔣允中）1120914",
        "(实习编译：米朵 审稿：霍成)",
        "（责任编辑：林舟）",
        " (校对:林舟)",
    ],
)
def test_who_edited_is_no_part_of_the_last_sentence(tail: str) -> None:
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, ZH[0], ZH[1] + tail)}</div>"
    assert text(read(body)) == [*SHORT, *ZH]


@pytest.mark.parametrize("tail", ["（编辑：三人）负责", "（见表1）", "（2019年版）2020"])
def test_what_else_stands_in_brackets_is_the_sentences(tail: str) -> None:
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, ZH[0], ZH[1] + tail)}</div>"
    assert text(read(body))[-1] == ZH[1] + tail


@pytest.mark.parametrize(
    "line",
    [
        "請繼續往下閱讀...",
        "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
        "阅读每周海港通讯，不错过任何一盏航灯，请点击订阅",
        "本文系海港网独家稿件，内容纯属作者个人观点，不代表平台，未经授权，不得转载，否则追究责任。",
    ],
)
def test_words_to_readers_inside_a_text_are_none_of_it(line: str) -> None:
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, line, *ZH)}</div>"
    assert text(read(body)) == [*SHORT, *ZH]


def test_a_heading_in_a_figure_is_the_pictures() -> None:
    figure = "<figure><a href='/1'><img src='1.jpg'></a><h2>资料图：沙洲上的航灯</h2></figure>"
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT)}{figure}{paragraphs(*ZH)}</div>"
    record = read(body)
    assert text(record) == [*SHORT, *ZH]
    assert "资料图：沙洲上的航灯" in str(record.content.captions)


def test_a_name_and_the_word_picture_are_a_credit() -> None:
    line = "工人在值班室窗口。 季眠 图"
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT)}<img src='1.jpg'>{paragraphs(line, *ZH)}</div>"
    assert text(read(body)) == [*SHORT, *ZH]


@pytest.mark.parametrize("behind", ["| DW | 24.08.2017", "- Coast Times - 24 August 2017"])
def test_a_day_behind_the_site_in_the_title_dates_the_page(behind: str) -> None:
    page = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, *ZH)}</div>"
    record = read_page(f"航灯修好了 {behind}", page)
    assert day(record) == "2017-08-24"


def test_an_agency_and_the_day_it_wrote_beat_the_day_of_a_machine() -> None:
    line = "<dl><dd>Print</dd><dd>E-mail</dd><dt>Xinhua, November 24, 2019</dt></dl>"
    head = '<meta name="publishdate" content="2019-11-25">'
    page = f"<h1>The light</h1>{line}<div>{paragraphs(*STORY)}</div>"
    url = "http://www.example.org.cn/arts/2019-11/24/content_75441873.htm"
    assert day(read(page, head, url)) == "2019-11-24"


@pytest.mark.parametrize(
    "line",
    [
        "<span>By <a href='/a'>Lin Suyang</a></span><span>Published: Feb 08, 2023 10:38 PM</span>",
        "<span>发布者：林舟</span><span>发布时间：2023-02-08</span><span>浏览次数：12</span>",
    ],
)
def test_a_label_may_be_glued_to_the_name_before_it(line: str) -> None:
    assert day(read(f"<h1>The light</h1><p>{line}</p><div>{paragraphs(*STORY)}</div>")) == (
        "2023-02-08"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Published in Harbour, May 14th, 2023",
        "SOURCE Larkmoor Lamp Company",
        "AP women's sailing: https://example.org/hub/womens-sailing",
        "This post is provided for general information only and is no advice to any captain.",
        "All lamps are chosen by our editors. When you buy through our links we may earn a commission.",
        "Become a member today!",
        ", opens new tab",
    ],
)
def test_what_sites_say_behind_a_text_is_none_of_it(line: str) -> None:
    assert text(read(f"<h1>The light</h1><div>{paragraphs(*STORY, line)}</div>")) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Source of all this trouble was a battery that nobody had looked at since the spring.",
        "Published in 1974, the chart has been out of date since the bank moved in 2003.",
    ],
)
def test_a_sentence_that_begins_alike_is_the_texts(line: str) -> None:
    assert text(read(f"<h1>The light</h1><div>{paragraphs(*STORY, line)}</div>"))[-1] == line


def test_a_lists_headings_are_read_though_buttons_stand_between() -> None:
    slide = (
        "<div><h2 class='hed'>{0}. {1}</h2><p>{2}</p><div><a href='/{0}'>Book now</a></div></div>"
    )
    names = ("The pier", "The bank", "The lamp", "The yacht")
    slides = "".join(
        slide.format(at, name, line)
        for at, (name, line) in enumerate(zip(names, STORY, strict=True), 1)
    )
    page = f"<h1>The light</h1><div class='prose'><p>{STORY[0]}</p>{slides}</div>"
    found = text(read(page))
    assert [line for line in found if line[0].isdigit()] == [
        f"{at}. {name}" for at, name in enumerate(names, 1)
    ]
    assert "Book now" not in found


def known(body: str) -> Record:
    page = f"<html><head><title>The light</title></head><body>{body}</body></html>"
    return parse(Document(page.encode(), url="https://example.org/lamp", source="iom_news"))


def test_a_known_sources_text_has_no_lines_that_are_all_link() -> None:
    box = "<strong>Read on</strong><ul><li><a href='/a'>The bank moved again in the gale</a></li></ul>"
    body = f"<h1>The light</h1><div>{paragraphs(*STORY)}{box}{paragraphs(*STORY[::-1])}</div>"
    assert "The bank moved again in the gale" not in text(known(body))


def test_a_known_sources_attachment_is_kept_though_its_line_is_all_link() -> None:
    file = "<p><a href='/files/lamps.pdf'>All lamps of the coast</a></p>"
    body = f"<h1>The light</h1><div>{paragraphs(*STORY)}{file}{paragraphs(*STORY[::-1])}</div>"
    assert "https://example.org/files/lamps.pdf" in {
        link.url for link in known(body).content.links if link.attachment
    }


def test_rows_of_linked_headlines_with_a_day_are_teasers() -> None:
    days = ("2021年03月12日", "3 May 2021", "2 hours ago")
    rows = "".join(
        f"<li><h3><a href='/{at}'>Another lamp, number {at}</a></h3><time>{day}</time></li>"
        for at, day in enumerate(days)
    )
    told = "".join(f"<div><p>{line}</p></div>" for line in STORY)
    box = f"<section><h2>In the harbour</h2><ul>{rows}</ul></section>"
    assert text(known(f"<main><h1>The light</h1>{told}{box}</main>")) == list(STORY)


def test_lines_around_an_article_are_known_in_traditional_characters() -> None:
    story = (
        "航道入口的綠燈已經熄滅三週，一直無人發現，往來船隻只能憑經驗進港，昨夜終於修復。",
        "港務部門表示，今後將對沿海所有航標燈逐一檢查，確保船隻安全，並請漁民協助報告。",
    )
    lines = ("責任編輯：林舟", "點擊：1200次", "轉載請注明出處")
    body = f"<h1>航燈修好了</h1><div>{paragraphs(*story, *lines)}<h3>延伸閱讀</h3></div>"
    assert text(read(body)) == list(story)


@pytest.mark.parametrize("seal", ["", "<p>（海港航道协会印）</p>"])
def test_the_day_under_a_signed_notice_is_the_pages_if_nothing_else_is(seal: str) -> None:
    signed = f"<p>海港航道协会秘书处</p><p>二〇一八年十一月六日</p>{seal}"
    told = [f"第{number}条 {line}" for number in range(1, 7) for line in ZH]
    title = "关于2018年航灯修缮有关事项的说明"
    page = f"<h1>{title}</h1><div>{paragraphs(*told)}{signed}</div>"
    assert day(read_page(title, page)) == "2018-11-06"


def test_a_day_inside_the_last_sentence_is_no_signature() -> None:
    last = "<p>新的航灯将于二〇一八年十一月六日点亮。</p>"
    assert day(read(f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, *ZH)}{last}</div>")) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "<div><b>08</b><span>2019-04</span></div>",
        "<div><em>08</em><span>2019/04</span></div>",
        "<div><span><i class='t'></i>2019.04.08</span><span><i class='u'></i>组委会</span></div>",
    ],
)
def test_large_days_and_icons_part_what_a_stamp_says(stamp: str) -> None:
    body = f"<h1>航灯修好了</h1>{stamp}<div>{paragraphs(*SHORT, *ZH)}</div>"
    assert day(read(body)) == "2019-04-08"


def test_an_icon_inside_a_word_does_not_part_it() -> None:
    line = SHORT[0].replace("绿灯", "绿<i class='x'></i>灯")
    body = f"<h1>航灯修好了</h1><div><p>{line}</p>{paragraphs(*ZH)}</div>"
    assert text(read(body))[0] == SHORT[0]


def test_the_moments_of_a_list_beside_the_text_are_not_the_pages() -> None:
    rows = "".join(
        f"<div class='flash'><time datetime='2024-07-2{n}T07:50:00+08:00'>07:50</time> x</div>"
        for n in range(4)
    )
    meta = "<div><span>温佳</span><span>·</span><span>2024/07/18</span></div>"
    body = f"<h1>航灯修好了</h1>{meta}<div>{paragraphs(*SHORT, *ZH)}</div><div>{rows}</div>"
    assert day(read(body)) == "2024-07-18"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("想报航海专业？先听大副聊聊海上那些事", " —海港教育在线"),
        ("弄堂口的航灯", " 海港晚报数字报-夜光杯"),
    ],
)
def test_a_site_may_stand_behind_a_blank(title: str, site: str) -> None:
    page = f"<div class='t'>{title}</div><div>{paragraphs(*SHORT, *ZH)}</div>"
    editions = read_page(title + site, page).content.editions
    assert [edition.title for edition in editions.values()] == [title]


@pytest.mark.parametrize(
    "box",
    [
        "<p class='f_center'><img src='1.jpg'><br>沙洲上的航灯，编号417</p>",
        "<p class='pic'><img src='1.jpg'></p><p class='picIntro'>沙洲上的航灯，编号417</p>",
        "<div class='img_wrapper'><img src='1.jpg'><span>沙洲上的航灯，编号417</span></div>",
    ],
)
def test_captions_of_portals_are_captions(box: str) -> None:
    record = read(f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT)}{box}{paragraphs(*ZH)}</div>")
    assert text(record) == [*SHORT, *ZH]
    assert record.content.captions == ("沙洲上的航灯，编号417",)


def test_a_line_with_a_small_image_before_it_is_no_caption() -> None:
    line = "<p><img src='dot.gif'>两名工人带着一个男孩趁退潮时把电池扛过沙洲</p>"
    body = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT)}{line}{paragraphs(*ZH)}</div>"
    assert len(text(read(body))) == 5


@pytest.mark.parametrize("label", ["Media contact:", "如需更多信息，请联系："])
def test_an_address_that_stands_alone_and_is_linked_is_read(label: str) -> None:
    lines = f"<p>{label}</p><p><a href='mailto:lz@iom.int'>lz@iom.int</a></p>"
    record = known(f"<h1>The light</h1><div>{paragraphs(*STORY)}{lines}</div>")
    assert text(record) == [*STORY, label, "lz@iom.int"]
    assert [contact.email for contact in record.content.contacts] == ["lz@iom.int"]


def test_a_button_to_send_a_page_is_no_address() -> None:
    button = "<p><a href='mailto:?subject=The%20light'>Send this page to a friend</a></p>"
    record = known(f"<h1>The light</h1><div>{paragraphs(*STORY)}{button}</div>")
    assert text(record) == list(STORY)


def test_labels_in_emphasis_are_set_apart() -> None:
    line = "<em>来源：宣教部</em><em>时间：2024-07-18</em><em>浏览量：<span>0</span></em>"
    body = f"<h1>航灯修好了</h1><div>{line}</div><div>{paragraphs(*SHORT, *ZH)}</div>"
    assert day(read(body)) == "2024-07-18"


def test_a_stressed_sign_beside_a_stressed_word_is_not_set_apart() -> None:
    line = f"{STORY[0][:-1]} by <em>the Courier</em><em>,</em> which is late."
    assert text(read(f"<h1>The light</h1><div><p>{line}</p>{paragraphs(*STORY[1:])}</div>"))[0] == (
        f"{STORY[0][:-1]} by the Courier, which is late."
    )


def test_a_day_in_large_boxes_above_the_title_is_the_pages() -> None:
    boxes = "<div><span class='day'>15</span><span class='ym'>2024.01</span></div>"
    body = f"{boxes}<h1>航灯修好了</h1><div>{paragraphs(*SHORT, *ZH)}</div>"
    assert day(read_page("航灯修好了", body)) == "2024-01-15"


def test_the_moment_of_an_update_in_the_pages_zone_is_that_of_publication_in_utc() -> None:
    head = '<meta property="article:published_time" content="2023-02-19T22:14:09+00:00">'
    moment = "<time class='updated' datetime='2023-02-20T08:14:09+10:00'>2 月 20, 2023</time>"
    body = f"<h1>航灯修好了</h1><span>{moment}</span><div>{paragraphs(*SHORT, *ZH)}</div>"
    assert day(read(body, head)) == "2023-02-20"


def test_a_later_update_in_the_pages_zone_is_not_the_day_of_publication() -> None:
    head = '<meta name="date" content="2023-02-19">'
    moment = "<time class='updated' datetime='2023-02-19T22:14:09+10:00'>x</time>"
    body = f"<h1>航灯修好了</h1><span>{moment}</span><div>{paragraphs(*SHORT, *ZH)}</div>"
    published = read(body, head).content.published
    assert published is not None
    assert published.iso == "2023-02-19"


def test_a_moment_in_utc_is_at_chinas_clock_where_the_page_shows_chinas_day() -> None:
    head = '<meta property="article:published_time" content="2023-02-19T22:14:09+00:00">'
    body = f"<h1>航灯修好了</h1><p>2023-02-20</p><div>{paragraphs(*SHORT, *ZH)}</div>"
    published = read(body, head, "https://lamp.example.cn/1.html").content.published
    assert published is not None
    assert published.iso == "2023-02-20T06:14:09+08:00"


@pytest.mark.parametrize(
    ("declared", "head", "shown"),
    [
        (
            "国家航道总局海岛省航道局 媒体视点 航灯“及时雨”",
            '<meta name="ArticleTitle" content="航灯“及时雨”来了">',
            "<div>航灯“及时雨”来了</div>",
        ),
        ("海港日报·沙洲上走出“灯博士”", "", "<strong>沙洲上走出“灯博士”</strong>"),
        ("中原航道局--航灯修好 船长松一口气", "", "<p><br>航灯修好 船长松一口气<br><br></p>"),
    ],
)
def test_what_shows_a_declared_title_beats_the_sites_head(
    declared: str, head: str, shown: str
) -> None:
    page = f"{shown}<div>{paragraphs(*SHORT, *ZH)}</div>"
    [edition] = read_page(declared, page, head).content.editions.values()
    assert edition.title is not None
    assert edition.title in shown
    assert len(edition.title) > 8


@pytest.mark.parametrize(
    "line",
    [
        "新闻线索报料通道：应用市场下载“海港新闻”客户端，或拨打热线0531-85196663。",
        "港湾之声致力于为您提供客观中立的新闻报道。文中评论及分析仅代表作者或专家个人立场。",
        "我是港湾网作者，关注企业服务方向，欢迎添加微信交流，请备注姓名、公司、职位。",
    ],
)
def test_what_a_medium_says_of_itself_is_no_text(line: str) -> None:
    page = f"<h1>航灯修好了</h1><div>{paragraphs(*SHORT, *ZH, line)}</div>"
    assert line not in text(read_page("航灯修好了", page))


def test_the_source_of_a_picture_may_stand_behind_a_comma() -> None:
    page = f"<h1>航灯修好了</h1><div>{paragraphs(SHORT[0], '图像来源，REUTERS', *SHORT[1:], *ZH)}</div>"
    record = read_page("航灯修好了", page)
    assert "图像来源，REUTERS" not in text(record)
    assert "图像来源，REUTERS" in record.content.captions
