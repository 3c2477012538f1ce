"""What a thirteenth set of blind pages taught: sections above headlines, folds, ages, boxes."""

from __future__ import annotations

import pytest

from crawler.parsers.credits.lines import is_statement
from crawler.parsers.text.furniture import is_furniture
from tests.parsers.small_pages import paragraphs, read_page, text

TITLE = "石桥镇把旧粮仓改成了图书馆"
STORY = (
    "石桥镇的旧粮仓上个月重新开门，里面不再堆稻谷，换成了四千多册图书和一排靠窗的长桌。",
    "负责改造的木匠说，梁上的墨线还在，他把每根梁擦干净后刷了一遍桐油，没有换掉任何一根。",
    "镇上的孩子放学后先到这里写作业，晚上七点由值班的老人锁门，钥匙挂在隔壁杂货铺的墙上。",
    "明年春天，粮仓后面的晒谷场还会搭起凉棚，周末用来放电影，椅子由各家自己带来，散场后再带走。",
)
ENGLISH = "Granary becomes a library for the whole valley"
TOLD = (
    "The old granary opened its doors again last month, and it holds four thousand books now.",
    "The carpenter who rebuilt it said that the ink lines on the beams are those of the builders.",
    "Children come here after school to do their homework, and an old man locks up at seven.",
    "In the spring a roof will stand behind the building, where films are shown on Saturdays.",
)


def test_a_section_declared_as_title_gives_way_to_the_heading_above_the_day() -> None:
    page = (
        f"<section><h1>馆内资讯</h1></section><article><h1>{TITLE}</h1>"
        f"<div><span>发布日期：2025-04-18</span></div>{paragraphs(*STORY)}</article>"
        "<section><h1>更多资讯</h1><div>白鹭湾的老桥修好了 2025.01.11</div></section>"
    )
    assert read_page("馆内资讯 - 石桥图书馆", page).title == TITLE


def test_a_short_title_stays_one_where_only_others_headlines_stand_above_a_day() -> None:
    page = (
        f"<article><h1>霜降</h1><div>2025-04-18</div>{paragraphs(*STORY)}</article>"
        f"<section><h1><a href='/2'>{TITLE}</a></h1><div>2025-04-12</div></section>"
    )
    assert read_page("霜降", page).title == "霜降"


def test_an_entry_amid_the_text_opens_no_list_of_others() -> None:
    box = "<div class='see'><b>相关展览：</b><a href='/1'>“一针一线——水乡织绣展”（2024.11.2—2025.3.16）</a></div>"
    others = "".join(
        f"<div class='mi'><a href='/{at}'>白鹭湾的第{at}座老桥修好了</a><p>具体时间另行公布。</p>"
        f"<span>2025.01.{at}</span></div>"
        for at in range(11, 16)
    )
    page = (
        f"<main><article><h1>{TITLE}</h1><div>{paragraphs(*STORY[:2])}{box}"
        f"{paragraphs(*STORY[2:])}</div></article><section><h2>别的消息</h2>{others}</section></main>"
    )
    assert text(read_page(TITLE, page)) == [*STORY]


@pytest.mark.parametrize("button", ["展开全文（剩余 52%）", "阅读全文", "Continue reading"])
def test_the_rest_of_a_text_below_the_button_that_unfolds_it_is_read(button: str) -> None:
    fold = (
        f"<div class='mask'><button>{button}</button></div>"
        f"<div style='display:none'>{paragraphs(*STORY[2:])}</div>"
    )
    page = f"<article><h1>{TITLE}</h1><div>{paragraphs(*STORY[:2])}{fold}</div></article>"
    assert text(read_page(TITLE, page)) == [*STORY]


def test_what_is_hidden_below_any_other_line_stays_so() -> None:
    fold = f"<div><button>分享</button></div><div style='display:none'>{paragraphs(STORY[3])}</div>"
    page = f"<article><h1>{TITLE}</h1><div>{paragraphs(*STORY[:3])}{fold}</div></article>"
    assert text(read_page(TITLE, page)) == [*STORY[:3]]


def test_readers_who_end_with_an_age_and_a_button_are_no_text() -> None:
    said = "".join(
        f"<div class='item'><h5>{name}</h5><span>转发给我妈看了，她说早就知道。这图拍得真好，请问原图在哪里？</span>"
        f"<span>{age}前</span><span>回复</span></div>"
        for name, age in (("不爱吃香菜", "4天"), ("月下独酌", "8小时"), ("默默点赞", "10分钟"))
    )
    page = (
        f"<div><div>{TITLE}</div><div>{paragraphs(*STORY)}</div><div class='x1'>{said}</div></div>"
    )
    assert text(read_page(TITLE, page)) == [*STORY]


def test_an_age_glued_to_who_writes_dates_the_page_below_its_title() -> None:
    head = "<p>石桥小板凳</p><div><span>5小时前</span><span>科普作者</span><span>江苏</span></div>"
    page = f"<div><div>{TITLE}</div><div>{head}</div><div>{paragraphs(*STORY)}</div></div>"
    record = read_page(TITLE, page)
    assert record.content.published
    assert record.content.published.iso == "2025-06-01"
    assert text(record) == [*STORY]


@pytest.mark.parametrize("line", ["5小时前他离开了石桥，没有回头。", "5小时前回复"])
def test_a_sentence_or_a_button_behind_an_age_dates_nothing(line: str) -> None:
    page = f"<div><div>{TITLE}</div><div>{line}</div><div>{paragraphs(*STORY)}</div></div>"
    assert read_page(TITLE, page).content.published is None


def test_a_site_behind_a_hyphen_hides_no_title_in_a_script() -> None:
    script = (
        f'<script type="application/json">{{"info":{{"title":"{TITLE}","publishTime":"2023-11-14 07:40"}},'
        f'"seo":{{"title":"{TITLE}-今日头条"}},'
        '"more":[{"title":"白鹭湾的老桥修好了","publishTime":"2023-11-11"}]}</script>'
    )
    record = read_page(f"{TITLE}-今日头条", f"<h1>{TITLE}</h1>{paragraphs(*STORY)}{script}")
    assert record.content.published
    assert record.content.published.iso.startswith("2023-11-14")


def test_a_box_with_a_field_that_asks_for_an_address_in_words_is_none_of_the_text() -> None:
    box = (
        "<div class='css-1'><h3>Read better, starting tonight</h3><p>Get our twice-weekly letter.</p>"
        "<input placeholder='Enter your email'><button>GO</button><p>Your privacy matters</p></div>"
    )
    page = (
        f"<article><h1>{ENGLISH}</h1>{paragraphs(*TOLD[:2])}{box}{paragraphs(*TOLD[2:])}</article>"
    )
    assert text(read_page(ENGLISH, page)) == [*TOLD]


@pytest.mark.parametrize("name", ["sources css-3", "refs", "references", "reflist"])
def test_a_list_of_references_below_the_text_is_none_of_it(name: str) -> None:
    named = paragraphs(
        "Abara K, et al. (2012). Prevalence of wooden beams in the granaries of the valley.",
        "Hoekstra J. (2014). Ink lines on beams: a trial of three oils, and what became of them.",
        tag="li",
    )
    page = f"<article><h1>{ENGLISH}</h1>{paragraphs(*TOLD)}<section class='{name}'><ol>{named}</ol></section></article>"
    assert text(read_page(ENGLISH, page)) == [*TOLD]


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        (
            "InlineVideo",
            "<span>Play</span><span>1:12</span><p>Lin Su: I shut my eyes and hoped</p>",
        ),
        ("duet--scorecard", "<h3>Granary</h3><div>6</div><h4>The Good</h4><ul><li>Oak</li></ul>"),
    ],
)
def test_a_film_or_a_score_in_a_box_amid_the_text_is_none_of_it(name: str, inside: str) -> None:
    box = f"<div class='{name}'>{inside}</div>"
    page = (
        f"<article><h1>{ENGLISH}</h1>{paragraphs(*TOLD[:2])}{box}{paragraphs(*TOLD[2:])}</article>"
    )
    assert text(read_page(ENGLISH, page)) == [*TOLD]


def test_how_long_a_film_amid_lines_lasts_is_none_of_the_text() -> None:
    box = (
        "<div class='vdo_embedd'><div>07:12</div><img src='x'><span>Watch: ‘I sold it’</span></div>"
    )
    lines = f"{'<br><br>'.join(TOLD[:2])}<br>{box}<br>{'<br><br>'.join(TOLD[2:])}"
    assert text(read_page(ENGLISH, f"<h1>{ENGLISH}</h1><div>{lines}</div>")) == [*TOLD]


@pytest.mark.parametrize(
    "line",
    [
        "960 days ago(20:31 GMT)",
        "5 hours ago (09:02)",
        "IMG_0371.jpg (188.2 KB, 下载次数: 14)",
        "下载附件",
        "2013-10-9 21:30 上传",
        "▼点击下方小程序，领取助眠香薰 9.9 元体验装，仅限今天▼",
        "图片：课程组",
    ],
)
def test_ages_of_entries_boards_attachments_and_baits_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "960 days ago the school had no roof.",
        "下载附件后请用墨水笔填写。",
        "图片：学生在屋顶收割小麦，老师在一旁记录",
    ],
)
def test_what_a_text_says_of_ages_and_buttons_is_none(line: str) -> None:
    assert not is_furniture(line)


def test_who_gives_an_address_agrees_to_terms() -> None:
    assert is_statement("By providing an email address. I agree to the Terms of Use.")
    assert is_statement("By signing up, you agree to our privacy policy.")
    assert not is_statement("By providing an address in the valley, families may borrow books.")
    assert not is_statement("By signing the treaty, both States agree to share the river.")


def test_who_lets_readers_try_what_he_sells_pleads() -> None:
    assert is_statement("Plainwork is a notebook for small teams. Try it free for 30 days.")
    assert not is_statement("The ferry is free for 30 days. Try it when the tide is low.")
