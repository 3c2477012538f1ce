"""What an eleventh set of blind pages taught: hidden texts, dressed headings, who signs a report."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

from crawler.parsers.text.furniture import cuts_off, is_furniture
from tests.parsers.small_pages import paragraphs, read_page, text

TITLE = "雪线上的邮路又开通了一个月"
STORY = (
    "入冬以后第一辆邮车星期三开进了雪线以上的三个村子，车上装着药品、课本和六十多封平信。",
    "邮递员老何说，去年这条路封了四十天，村里的孩子把没有寄出的信夹在课本里等着他来。",
    "县邮政局答应每周至少上山一次，遇到封路就改用马队，运费由局里和乡政府各出一半。",
)
LONGER = (*STORY, "村支书算过一笔账，有了邮车，山货一年能多卖十几万元，最要紧的还是人心里踏实。")


def body(*more: str) -> str:
    return f"<h1>{TITLE}</h1>{paragraphs(*more)}"


def test_a_text_that_a_page_keeps_escaped_in_a_hidden_field_is_read_with_its_day() -> None:
    inside = html.escape(f"<article><section>{paragraphs(*LONGER, *LONGER)}</section></article>")
    record = read_page(
        TITLE,
        "<div id='app'><ul><li><a href='/a'>国内</a></li><li><a href='/b'>国际</a></li></ul>"
        f"<textarea class='article-title'>{TITLE}</textarea>"
        "<textarea class='article-time'>1588891380000</textarea>"
        "<textarea class='article-ext-xtime'>1588999722000</textarea>"
        f"<textarea class='article-content'>{inside}</textarea></div>",
    )
    assert text(record) == [*LONGER, *LONGER]
    assert record.content.published
    assert record.content.published.iso.startswith("2020-05-08")
    assert record.evidence["body"] == "script"


def test_a_state_that_is_quoted_as_an_address_is_read_with_its_day() -> None:
    told = paragraphs(*LONGER, *LONGER)
    state = json.dumps(
        {"data": {"title": TITLE, "content": told, "publishTime": "2024-08-30 21:14"}}
    )
    script = f"<script id='RENDER_DATA' type='application/json'>{quote(state)}</script>"
    record = read_page(TITLE, f"<div id='root'></div>{script}")
    assert text(record) == [*LONGER, *LONGER]
    assert record.content.published
    assert record.content.published.iso.startswith("2024-08-30T21:14")


def test_a_hidden_input_dates_a_page_that_shows_no_day() -> None:
    page = body(*LONGER) + "<input type='hidden' id='pubDate' value='2021-03-04 09:12:00'>"
    record = read_page(TITLE, page)
    assert record.content.published
    assert record.content.published.iso.startswith("2021-03-04T09:12")


def test_of_days_in_scripts_the_one_beside_the_pages_title_counts() -> None:
    script = (
        f"<script>var share={{title:'{TITLE}'}};"
        f'var info={{"display_time":"2018-11-06 09:33:00","list_title":"{TITLE}"}};</script>'
        '<script>var more=[{"title":"别处的事","display_time":"2018-11-10 00:12:00"}];</script>'
    )
    record = read_page(TITLE, body(*LONGER) + script)
    assert record.content.published
    assert record.content.published.iso.startswith("2018-11-06T09:33")


def test_a_marked_stamp_below_the_title_beats_the_day_of_a_card_inside_the_text() -> None:
    meta = (
        "<div><span>原创</span><span>2024-08-30 21:14</span><span>·</span>"
        "<span><a href='/u'>老何说邮路</a></span><span>交通领域优质作者</span></div>"
    )
    card = "<div><b>相关文章：马队怎样过河</b><span>2024-06-11</span></div>"
    record = read_page(
        TITLE, f"<h1>{TITLE}</h1>{meta}{paragraphs(*STORY[:2])}{card}{paragraphs(*STORY[2:])}"
    )
    assert record.content.published
    assert record.content.published.iso.startswith("2024-08-30T21:14")


def test_headings_that_only_boxes_of_their_own_dress_stay_where_they_stand() -> None:
    def dressed(line: str) -> str:
        return (
            "<section class='editor'><section style='border-left:4px solid'><p><strong>"
            f"{line}</strong></p></section></section>"
        )

    heads = ("一、第一辆车", "二、四十天", "三、马队")
    told = "".join(
        dressed(head) + paragraphs(line) for head, line in zip(heads, STORY, strict=True)
    )
    opening = "这篇文章写三件小事，它们都发生在同一条路上，也都和同一个人有关，他姓何。"
    record = read_page(
        TITLE,
        f"<h2>{TITLE}</h2><div id='js_content'><section>{paragraphs(opening)}{told}"
        f"{paragraphs('— END —', '往期推荐')}<p><a href='/s?1'>封路的日子</a></p></section></div>",
    )
    pairs = [line for pair in zip(heads, STORY, strict=True) for line in pair]
    assert text(record) == [opening, *pairs]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("雪山晚报首席记者 何静 摄影报道", "何静"),
        ("本报记者 林舟", "林舟"),
        ("雪山新闻记者 林舟 实习生 何静 摄影报道", "林舟"),
    ],
)
def test_a_reporters_line_between_title_and_text_is_none_of_the_text(
    line: str, author: str
) -> None:
    record = read_page(TITLE, body(line, *LONGER))
    assert text(record) == [*LONGER]
    assert record.content.author == author


def test_an_offices_bracket_behind_the_text_signs_it() -> None:
    record = read_page(TITLE, body(*STORY, LONGER[3] + "（县政府办 何静）"))
    assert text(record) == [*LONGER]
    assert record.content.author == "何静"


@pytest.mark.parametrize("bracket", ["（外交部 发言人）", "（北京市 朝阳区）", "（联合国 难民署）"])
def test_a_bracket_that_names_nobody_stays(bracket: str) -> None:
    record = read_page(TITLE, body(*STORY, LONGER[3] + bracket))
    assert text(record) == [*STORY, LONGER[3] + bracket]


def test_the_day_below_the_office_stays_where_rules_follow_a_notice() -> None:
    notice = "《雪线邮路养护办法》已经县政府第四十一次常务会议审议通过，现印发给你们，请认真执行。"
    lines = (notice, "雪线县人民政府办公室", "2020年11月27日", "雪线邮路养护办法", *STORY)
    record = read_page(TITLE, body("各乡镇人民政府，县政府有关部门：", *lines))
    assert text(record) == ["各乡镇人民政府，县政府有关部门：", *lines]


def test_the_last_line_that_a_break_parts_stays_and_an_end_mark_closes_the_text() -> None:
    told = "<br><br>".join(LONGER)
    record = read_page(
        TITLE,
        f"<div><h1>{TITLE}</h1><div class='r'><span>{told}<br>各位，路不长，心要热。多謝。<br><br>"
        "</span><div><span>完</span></div><div>2020年8月17日（星期一）<br>香港時間14時30分</div>"
        "<div><p>局長在邮车前致辞。</p></div></div></div>",
    )
    assert "\n\n".join(text(record)).endswith("多謝。")


def test_facts_of_an_exhibition_are_text() -> None:
    facts = (
        "展览名称：雪线邮路老照片展",
        "展览时间：2024年5月18日至8月25日（周一闭馆）",
        "展览地点：县文化馆一楼",
    )
    rows = "".join("<p><strong>{}：</strong>{}</p>".format(*fact.split("：", 1)) for fact in facts)
    record = read_page(TITLE, f"<h1>{TITLE}</h1><div>{rows}{paragraphs(*LONGER)}</div>")
    assert text(record) == [*facts, *LONGER]


@pytest.mark.parametrize(
    "line",
    [
        "—— END ——返回搜野，查看更多",
        "（全文完）",
        "点击阅读原文",
        "喜欢就点个赞吧",
        "觉得不错就点个“在看”吧",
        "设为星标",
        "商务合作请联系",
        "此文限时免费阅读。感谢热心读者订阅雪山周刊，成为雪山通会员，畅读全站。",
        "提交即视为同意《隐私条款》，顾问将在30分钟内回电",
        "以上内容由雪山出国整理，政策以官方最新公布为准。",
        "本文系作者授权发布",
    ],
)
def test_what_a_chinese_page_says_of_itself_is_furniture(line: str) -> None:
    assert is_furniture(line)


def test_what_lies_behind_a_heading_for_earlier_issues_is_another_pages() -> None:
    assert cuts_off("往期推荐")
    assert cuts_off("往期精彩回顾")
    assert not cuts_off("会议回顾")


def test_a_sentence_about_what_was_published_is_no_furniture() -> None:
    assert not is_furniture("本文由邮政局授权发布的数据写成，共三部分，第一部分介绍方法。")
    assert not is_furniture("更多内容写在他的信里。")


@pytest.mark.parametrize(
    ("opening", "agency", "author"),
    [
        ("据新华社西宁4月22日电（记者林舟）", "新华社", "林舟"),
        ("中新网西宁4月22日电 ", "中新网", None),
        ("【雪山晚报讯】", "雪山晚报", None),
    ],
)
def test_who_sent_a_dispatch_is_read_below_a_line_that_stands_above_it(
    opening: str, agency: str, author: str | None
) -> None:
    blurb = "青海今年起在六十八个乡聘请懂藏语的邮递员，每周送信两次，路费由县里出。"
    record = read_page(TITLE, body(blurb, "乡邮路聘请藏语邮递员", opening + LONGER[0], *LONGER[1:]))
    assert record.content.agency == agency
    assert record.content.author == author
