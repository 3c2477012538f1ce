"""What pages of our sources by writers who never read a parser taught, each as small as it gets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.markup.html import tree
from crawler.parsers.markup.htmlblocks import blocks
from storage.types import Record

HAN = [
    "国际移民组织与云南省有关部门在昆明举办了为期三天的培训班，来自六个边境县的四十名工作人员参加。",
    "参加者分组练习了如何与旅客交谈，如何填写新的转介单，以及在何种情况下应当请医生到场。",
    "主办方表示，明年春天将在另外两个州举办同样的培训班，教材届时译成两种民族语言。",
]
TOLD = [
    "IOM and the Yunnan authorities held a three-day course in Kunming, which forty officers of six counties attended.",
    "They practised in groups how to talk with travellers, how to fill in the new form and when to call a doctor.",
    "A second course is planned in two other prefectures next spring, with a manual in two more languages.",
]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(
    body: str, source: str = "iom_news", head: str = "", title: str = "Course in Kunming"
) -> Record:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return parse(
        Document(
            page.encode(),
            url="https://china.iom.int/news/course-kunming",
            source=source,
            fetched_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
        )
    )


def body_of(record: Record, language: str) -> list[str]:
    return record.content.editions[language].body.split("\n\n")  # type: ignore[index]


def test_the_other_language_behind_a_tab_is_an_edition() -> None:
    panes = (
        f"<div class='tab-pane active' role='tabpanel'>{paragraphs(HAN)}</div>"
        f"<div class='tab-pane' role='tabpanel' style='display:none'>{paragraphs(TOLD)}</div>"
    )
    record = read(f"<main><h1>培训班在昆明举行</h1><div class='tab-content'>{panes}</div></main>")
    assert body_of(record, "en") == TOLD
    assert body_of(record, "zh-Hans") == HAN


def test_a_hidden_tab_of_links_stays_hidden() -> None:
    links = "".join(
        f"<li><a href='/{n}'>Another story of the week, number {n}</a></li>" for n in range(9)
    )
    page = tree(
        f"<html><body><p>Text.</p><div class='tab-pane' style='display:none'><ul>{links}</ul></div></body></html>"
    )
    assert [block.text for block in blocks(page)] == ["Text."]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("<b class='user'>林舟</b><span class='date'>3天前</span><span class='view'>1.2万</span>", "林舟 3天前 1.2万"),
        ("<span class='a'>中</span><span class='b'>文</span>", "中文"),
        ("<span class='a'>中</span>间<span class='b'>有</span><span class='c'>字</span>", "中间有字"),
        ("<span class='a'>中</span><span class='a'>国</span><span class='a'>人</span>", "中国人"),
    ],
)  # fmt: skip
def test_parts_of_a_row_that_are_named_otherwise_stand_apart(row: str, shown: str) -> None:
    assert [
        block.text for block in blocks(tree(f"<html><body><div>{row}</div></body></html>"))
    ] == [shown]


def test_ages_in_such_a_row_date_the_page() -> None:
    row = "<div class='info'><span class='user'>林舟</span><span class='date'>3天前</span><span class='cate'>民生</span></div>"
    record = read(
        f"<h1>培训班在昆明举行</h1>{row}{paragraphs(HAN)}", "reposts", title="培训班在昆明举行"
    )
    assert record.content.published
    assert record.content.published.iso == "2026-11-17"


@pytest.mark.parametrize("label", ["Start Date", "Date and time", "When", "Deadline:"])
def test_when_an_event_begins_is_not_when_it_was_announced(label: str) -> None:
    event = f"<dl><dt>{label}</dt><dd><time datetime='2024-11-18T14:00:00+08:00'>18 Nov 2024 - 14:00</time></dd></dl>"
    declared = "<meta property='article:published_time' content='2024-10-22T16:03:00+02:00'>"
    record = read(f"<h1>Course in Kunming</h1>{event}{paragraphs(TOLD)}", head=declared)
    assert record.content.published
    assert record.content.published.iso == "2024-10-22T16:03:00+02:00"


def test_a_readers_day_in_z_blogs_list_is_not_the_pages() -> None:
    comment = "<ul class='msg' id='cmt381'><li class='msgname'>老杨 <small>发布于 2023-05-21 20:44:09 回复该评论</small></li></ul>"
    record = read(
        f"<div class='post'><h4>2023年05月19日</h4><h2>培训班在昆明举行</h2>{paragraphs(HAN)}</div>{comment}",
        "reposts",
        title="培训班在昆明举行",
    )
    assert record.content.published
    assert record.content.published.iso == "2023-05-19"


@pytest.mark.parametrize(
    "between", ["", "<p>2024年4月15日</p>", "<figure><img src='/a.jpg'><figcaption>讲师与学员在教室里交谈</figcaption></figure>"]
)  # fmt: skip
def test_the_other_languages_title_below_the_title_is_its_editions(between: str) -> None:
    second = "<p><strong>Course for Border Officers Held in Kunming</strong></p>"
    body = "".join(f"<p>{han}</p><p>{told}</p>" for han, told in zip(HAN, TOLD, strict=True))
    record = read(
        f"<h1>培训班在昆明举行，四十人参加</h1>{between}{second}{body}",
        title="培训班在昆明举行，四十人参加",
    )
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {
        "zh-Hans": "培训班在昆明举行，四十人参加",
        "en": "Course for Border Officers Held in Kunming",
    }


@pytest.mark.parametrize("line", ["IOM China", "Press Release", "By Maria Lind, IOM China"])
def test_a_short_line_below_the_title_is_no_editions_title(line: str) -> None:
    record = read(f"<h1>Course in Kunming</h1><p>{line}</p>{paragraphs(TOLD)}{paragraphs(HAN)}")
    assert record.content.editions["en"].title == "Course in Kunming"
    assert record.content.editions["zh-Hans"].title is None


def test_a_headline_glued_to_its_dateline_comes_off() -> None:
    glued = "<p><strong>Legal Aid Desk for Traders Opens in Guangzhou</strong>Guangzhou, 4 November 2016 – A desk opened today, at which lawyers advise traders free of charge.</p>"
    record = read(
        f"<p><b>外籍商户法律援助站揭牌</b></p>{paragraphs(HAN)}{glued}{paragraphs(TOLD)}",
        title="",
    )
    english = record.content.editions["en"]
    assert english.title == "Legal Aid Desk for Traders Opens in Guangzhou"
    assert english.body.startswith("Guangzhou, 4 November 2016 – A desk opened")


def test_a_large_pictures_caption_above_the_title_is_one() -> None:
    hero = "<div class='hero'><img src='/r.jpg'><div class='image-caption'>A bus stop in Ruili, with the hotline's number. Photo: IOM</div><span>Press Release</span></div>"
    record = read(f"{hero}<h1>Course in Kunming</h1>{paragraphs(TOLD)}")
    assert record.content.captions == (
        "A bus stop in Ruili, with the hotline's number. Photo: IOM",
    )


@pytest.mark.parametrize(
    "credit",
    ["Tuo Yan / China Daily", "Provided to China Daily", "LIU MING/CHINA DAILY"],
)
def test_a_newspapers_credit_makes_a_caption(credit: str) -> None:
    caption = f"The trading estate south of Madrid at noon. {credit}"
    record = read(
        f"<h1>Course in Kunming</h1>{paragraphs(TOLD[:2])}<div>{caption}</div>{paragraphs(TOLD[2:])}",
        "chinadaily",
    )
    assert record.content.captions == (caption,)
    assert body_of(record, "en") == TOLD


def test_other_pages_headlines_with_their_days_behind_the_text_are_not_of_it() -> None:
    days = ["18 December 2024", "2 December 2024", "11 November 2024"]
    behind = "".join(
        f"<h3><a href='/news/{n}'>Symposium on Tea Pickers Held</a></h3><p>{day}</p><p>Growers and buyers met to talk about wages.</p>"
        for n, day in enumerate(days)
    )
    record = read(f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD)}{behind}</div>")
    assert body_of(record, "en") == TOLD


def test_documents_with_days_inside_the_text_stay() -> None:
    listed = "".join(
        f"<p><a href='/d/{n}.pdf'>Guideline number {n} of the series</a></p><p>{n} May 2024</p>"
        for n in (3, 4)
    )
    record = read(
        f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD)}{listed}{paragraphs([text + ' Again.' for text in TOLD])}</div>"
    )
    assert body_of(record, "en")[-1] == TOLD[2] + " Again."


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("KUNMING: Police have", "Kunming"),
        ("SHENGSI, Zhejiang: A clinic with six beds has", "Shengsi, Zhejiang"),
        ("YANJI, Jilin - Four ambulances have", "Yanji, Jilin"),
        ("WATCH: Forty officers have", None),
        ("The IOM Mission in China opened a course that has", None),
    ],
)
def test_a_city_in_capitals_is_a_dateline(opening: str, place: str | None) -> None:
    text = f"{opening} helped three hundred people along the border since last spring, it was said."
    assert (
        read(f"<h1>Course for all</h1>{paragraphs([text, *TOLD[1:]])}", "chinadaily").content.place
        == place
    )


def test_what_happened_long_before_is_not_the_pages_event() -> None:
    text = "Eleanor Grabowski, who told two generations of migrants where to go, was met on 2 February 1993 by the mayor."
    record = read(f"<h1>Course in Kunming</h1><p>2021-09-14</p>{paragraphs([text, *TOLD])}")
    assert record.content.event_date is None


def test_a_label_names_whom_to_ask_wherever_it_stands() -> None:
    text = "有意者请于4月15日前将中英文简历发送至kel@iom.int，联系人：柯蓝，电话：010-59799695。"
    (contact,) = read(f"<h1>培训班在昆明举行</h1>{paragraphs([*HAN, text])}").content.contacts
    assert (contact.name, contact.email, contact.phone) == ("柯蓝", "kel@iom.int", "010-59799695")


def test_a_number_wrapped_below_its_label_goes_on() -> None:
    lines = [
        "Twenty nurses who will work in Finland took part in a course of two days in",
        "Nanjing, where they read contracts and heard how a ward is run in the north,",
        "and what to do in the first week, when shops are shut and the days are short.",
        "",
        "For further information, please contact Tuomas Virta, IOM Helsinki, Tel:",
        "+358 9 684 1150, Email: tvirta@iom.int",
    ]
    dump = "\n".join(["News", "Global", "", "Course for Nurses", "", *lines])
    record = parse(Document(dump.encode(), media_type="text/plain", source="iom_news"))
    assert body_of(record, "en")[-1].endswith("Tel: +358 9 684 1150, Email: tvirta@iom.int")
    assert record.content.contacts[0].name == "Tuomas Virta"


def test_a_search_without_results_is_no_article() -> None:
    record = read(
        "<h1>Search</h1><p>Your search yielded no results</p><p>Check if your spelling is correct.</p>"
    )
    assert record.not_understood
    assert "empty search" in record.not_understood


@pytest.mark.parametrize(
    ("label", "iso"),
    [
        ("Posted: 05/23/14", "2014-05-23"),
        ("Published on 12/18/18", "2018-12-18"),
        ("Posted: 05/06/14", None),
        ("Room 05/23/14", None),
    ],
)
def test_a_short_year_behind_a_label_counts_where_its_order_is_clear(
    label: str, iso: str | None
) -> None:
    found = read(f"<h1>Course in Kunming</h1><p>{label}</p>{paragraphs(TOLD)}").content.published
    assert (found and found.iso) == iso


def test_a_farms_channel_behind_the_headline_is_no_part_of_it() -> None:
    headline = "国际移民组织发布“第一个冬天”摄影作品_全球微速讯"
    record = read(
        f"<h1>{headline}</h1>{paragraphs(HAN)}", "reposts", title=f"{headline}_中部财讯网"
    )
    assert record.title == "国际移民组织发布“第一个冬天”摄影作品"


def test_the_title_said_again_with_its_source_is_no_caption() -> None:
    again = "<p align='center'><img src='/a.jpg'></p><p align='center'>Course in Kunming (China Daily)</p>"
    assert (
        read(f"<h1>Course in Kunming</h1>{again}{paragraphs(TOLD)}", "chinadaily").content.captions
        == ()
    )


DISCUZ = """论坛BBS
»论坛›侨乡茶馆›国际移民组织为海外务工家庭开通视频小屋
国际移民组织为海外务工家庭开通视频小屋 [复制链接]
当前离线
积分
发表于 2020-1-15 09:48:02 | 只看该作者 |倒序浏览 |阅读模式
% u7 Z* a1 R; e9 _春节将至，国际移民组织与当地妇联合作，在五个镇开通了视频小屋，供父母在海外务工的孩子免费使用。
8 y+ T6 m3 W& f$ K
每间小屋配有大屏幕、摄像头和一名志愿者，孩子们可以预约三十分钟，与远方的父母通话。2 Q( c5 o" L
回复
使用道具举报
金峰小陈
发表于 2020-1-16 10:20:41 | 只看该作者
我姑姑家的孩子就去了，回来高兴得不得了，一直说个不停，还要再去。"""


def test_a_forums_dump_is_read_without_noise_buttons_and_replies() -> None:
    record = parse(Document(DISCUZ.encode(), media_type="text/plain", source="reposts"))
    assert record.title == "国际移民组织为海外务工家庭开通视频小屋"
    assert record.content.published
    assert record.content.published.iso == "2020-01-15T09:48:02+08:00"
    assert body_of(record, "zh-Hans") == [
        "春节将至，国际移民组织与当地妇联合作，在五个镇开通了视频小屋，供父母在海外务工的孩子免费使用。",
        "每间小屋配有大屏幕、摄像头和一名志愿者，孩子们可以预约三十分钟，与远方的父母通话。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "报名可在 30 / 90 / 180 天内取消。",
        "尺寸为 A4 B5 C6 D7 四种，均可在柜台领取。",
        "和弦依次是 C# F# G# A# ，共弹两遍。",
    ],
)
def test_sums_sizes_and_chords_are_no_noise(line: str) -> None:
    record = read(
        f"<h1>培训班在昆明举行</h1>{paragraphs([*HAN, line])}", "reposts", title="培训班在昆明举行"
    )
    assert body_of(record, "zh-Hans")[-1] == line


@pytest.mark.parametrize(
    "line",
    ["1 2 3 Next Page >>|", "Enditem", "(翻译&编辑:丹妮)", "Edited by Jacob Hooson", "廣告(請繼續閱讀本文)", "Check against delivery"],
)  # fmt: skip
def test_lines_that_belong_to_no_text(line: str) -> None:
    texts = HAN if line[0] > "z" else TOLD
    record = read(
        f"<h1>Course in Kunming</h1><div>{paragraphs([*texts[:2], line, texts[2], line])}</div>",
        "chinadaily",
    )
    (edition,) = record.content.editions.values()
    assert edition.body.split("\n\n") == texts


@pytest.mark.parametrize(
    ("stamps", "iso"),
    [
        ("<dd>Created on Monday, 26 November 2012 15:08</dd><dd>Published on Tuesday, 27 November 2012 08:00</dd>", "2012-11-27T08:00"),
        ("<dd>Created on Monday, 26 November 2012 15:08</dd>", "2012-11-26T15:08"),
    ],
)  # fmt: skip
def test_published_says_more_than_created(stamps: str, iso: str) -> None:
    found = read(f"<h1>Course in Kunming</h1><dl>{stamps}</dl>{paragraphs(TOLD)}").content.published
    assert found
    assert found.iso == iso


def test_the_clock_in_a_sites_head_gives_way_to_the_day_below_the_title() -> None:
    head = "<div class='strip'>Sunday 13 September 2015, 08:14 LISTEN LIVE</div>"
    line = "<div>News Desk &nbsp; Thu, 10 Sep 2015 &nbsp; 1,482 views</div>"
    found = read(f"{head}<h1>Course in Kunming</h1>{line}{paragraphs(TOLD)}").content.published
    assert found
    assert found.iso == "2015-09-10"


def test_todays_posts_are_not_a_page_of_today() -> None:
    menu = "<p>Today's Posts</p><p>Mark Forums Read</p>"
    assert read(f"{menu}<h1>Course in Kunming</h1>{paragraphs(TOLD)}").content.published is None


def test_what_others_said_of_a_page_later_is_not_its_day() -> None:
    said = "<div class='webmentions'><p>A fine text. <time datetime='2022-10-01T08:14:22Z'>1 October 2022</time></p></div>"
    assert read(f"<h1>Course in Kunming</h1>{paragraphs(TOLD)}{said}").content.published is None


@pytest.mark.parametrize(
    ("others", "iso"),
    [
        (("09.03.2014", "10.03.2014", "11.03.2014"), "2014-03-12"),
        (("09.03.2014", "10.04.2014", "11.03.2014"), None),
        (("09/03/2014", "10/03/2014", "11/03/2014"), None),
    ],
)
def test_days_with_dots_in_one_month_have_the_day_first(
    others: tuple[str, ...], iso: str | None
) -> None:
    own = "12.03.2014" if "." in others[0] else "12/03/2014"
    latest = "".join(
        f"<div><span>{day}</span> <a href='/{n}'>Court overturns a conviction in a fraud case</a></div>"
        for n, day in enumerate(others)
    )
    found = read(
        f"<h1>Course in Kunming</h1><p>Date {own}</p>{paragraphs(TOLD)}<div>{latest}</div>"
    ).content.published
    assert (found and found.iso) == iso


def test_a_day_and_a_dash_that_open_the_text_date_it_where_nothing_else_does() -> None:
    text = f"May 8, 2013 — {TOLD[0]}"
    found = read(f"<h1>Course in Kunming</h1>{paragraphs([text, *TOLD[1:]])}").content.published
    assert found
    assert found.iso == "2013-05-08"


def test_a_heading_is_no_furniture_for_how_it_scrolls() -> None:
    headed = f"<h2 class='anchorWithStickyNavbar_x'>Drafts by default</h2><p>{TOLD[1]}</p>"
    record = read(f"<h1>Course in Kunming</h1><div><p>{TOLD[0]}</p>{headed}<p>{TOLD[2]}</p></div>")
    assert body_of(record, "en") == [TOLD[0], "Drafts by default", TOLD[1], TOLD[2]]


def test_the_part_that_everybody_may_read_is_the_texts_beginning() -> None:
    later = [f"In week {week} it went on so: {one}" for week in (2, 3, 4) for one in TOLD[1:]]
    free = (
        f"<div class='teaser-content'><div class='article-body'>{paragraphs(TOLD[:1])}</div></div>"
    )
    rest = (
        f"<div class='remainder-content'><div class='article-body'>{paragraphs(later)}</div></div>"
    )
    record = read(f"<h1>Course in Kunming</h1><article>{free}{rest}</article>")
    assert body_of(record, "en")[0] == TOLD[0]


def test_a_blogs_name_above_its_posts_is_not_their_title() -> None:
    body = f"<h1><a href='http://www.compost.example/'>Compost Diary</a></h1><h2>The worms have landed</h2>{paragraphs(TOLD)}"
    record = read(body, title="Compost Diary » Blog Archive » The worms have landed")
    assert record.title == "The worms have landed"


@pytest.mark.parametrize(
    "line",
    [
        "By registering, you agree to our T&C and Privacy Policy",
        "This document is subject to copyright. Apart from any fair dealing no part may be reproduced.",
        "The BBC is not responsible for the content of external internet sites",
        "Enter your email address",
        "SEE ALSO",
    ],
)
def test_a_sites_words_to_its_readers_are_not_the_texts(line: str) -> None:
    record = read(f"<h1>Course in Kunming</h1><div>{paragraphs([*TOLD[:2], line, TOLD[2]])}</div>")
    assert body_of(record, "en") == TOLD


def test_a_mark_put_into_the_middle_of_sentences_is_not_read() -> None:
    mark = "<span class='wm'>招标猫 www.mao.example 独家整理</span>"
    marked = [f"{text[:12]}{mark}{text[12:]}" for text in HAN]
    record = read(
        f"<h1>培训班在昆明举行</h1>{paragraphs(marked)}", "reposts", title="培训班在昆明举行"
    )
    assert body_of(record, "zh-Hans") == HAN


def test_words_that_are_only_styled_alike_are_read() -> None:
    styled = [f"{text[:12]}<span class='hl'>国际移民组织</span>，{text[12:]}" for text in HAN]
    record = read(f"<h1>培训班在昆明举行</h1>{paragraphs(styled)}", title="培训班在昆明举行")
    assert all("国际移民组织，" in text for text in body_of(record, "zh-Hans"))


def test_answers_in_a_forums_archive_are_not_the_post() -> None:
    lines = [
        "荷花大叔 发表于 2023-8-13 07:05",
        *HAN,
        "定兴人家 发表于 2023-8-13 07:40",
        "我们村也领到了灯，摇几下就亮，真好用。",
    ]
    record = read(
        f"<h3>培训班在昆明举行</h3><div>{'<br><br>'.join(lines)}</div>",
        "reposts",
        title="培训班在昆明举行",
    )
    assert body_of(record, "zh-Hans") == HAN


@pytest.mark.parametrize(
    ("heading", "line", "kind"),
    [
        ("提示信息", "抱歉，指定的主题不存在或已被删除或正在被审核", "not found"),
        ("请稍候", "正在对您的浏览器进行安全检查，检查完成后页面将自动跳转。", "challenge"),
    ],
)
def test_a_forums_and_a_walls_refusals_are_no_articles(heading: str, line: str, kind: str) -> None:
    record = read(f"<h1>{heading}</h1><p>{line}</p>", "reposts", title=heading)
    assert record.not_understood
    assert kind in record.not_understood


def test_a_day_as_chinese_wordpress_writes_it() -> None:
    found = read(
        f"<h1>培训班在昆明举行</h1><p>25 4 月, 2024</p>{paragraphs(HAN)}", title="培训班在昆明举行"
    ).content.published
    assert found
    assert found.iso == "2024-04-25"


@pytest.mark.parametrize("style", ["text-align:center", ""])
def test_a_centred_sentence_between_an_image_and_the_text_is_its_caption(style: str) -> None:
    line = "Professor Fan fits a wristband on a volunteer in Yubei."
    image = f"<p class='img'><img src='/h.jpg'></p><p style='{style}'>{line}</p>"
    record = read(
        f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD[:1])}{image}{paragraphs(TOLD[1:])}</div>"
    )
    assert (line in record.content.captions) is bool(style)


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        (
            "如欲查詢詳情，請聯絡社區項目主任歐陽敏儀，電話：+853 2888 0174。",
            "歐陽敏儀",
            "+853 2888 0174",
        ),
        ("可先拨打咨询热线010-5979 9666，或写信至help@iom.int，由项目助理接听。", None, None),
    ],
)
def test_words_of_asking_are_no_names(text: str, name: str | None, phone: str | None) -> None:
    (contact,) = read(f"<h1>培训班在昆明举行</h1>{paragraphs([*HAN, text])}").content.contacts
    assert contact.name == name
    assert phone is None or contact.phone == phone


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_a_tables_row_is_a_line_with_all_its_figures() -> None:
    facts = table(
        ("Team", "Won", "Points"), ("Nepal", "3", "6"), ("Jersey", "3", "3"), ("Fiji", "3", "3")
    )
    record = read(
        f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD[:2])}{facts}{paragraphs(TOLD[2:])}</div>"
    )
    rows = ["Team | Won | Points", "Nepal | 3 | 6", "Jersey | 3 | 3", "Fiji | 3 | 3"]
    assert body_of(record, "en") == [*TOLD[:2], *rows, TOLD[2]]


def test_columns_of_two_languages_are_no_rows() -> None:
    short = [
        ("培训班为期三天", "It lasted for three days"),
        ("共四十人参加", "Forty officers took part"),
    ]
    both = [*zip(HAN, TOLD, strict=True), *short]
    record = read(f"<h1>Course in Kunming</h1>{table(*both)}")
    assert body_of(record, "zh-Hans") == [*HAN, "培训班为期三天", "共四十人参加"]
    assert body_of(record, "en") == [*TOLD, "It lasted for three days", "Forty officers took part"]


def test_lines_of_one_cell_are_no_row() -> None:
    record = read(
        f"<h1>培训班在昆明举行</h1><table><tr><td>{'<br><br>'.join(HAN)}</td></tr></table>"
    )
    assert body_of(record, "zh-Hans") == HAN


@pytest.mark.parametrize("value", ["2020", "2020-05"])
def test_metadata_that_name_no_day_are_no_trouble(value: str) -> None:
    declared = f"<meta property='article:published_time' content='{value}'>"
    found = read(
        f"<h1>Course in Kunming</h1><p>2021-03-04 09:30</p>{paragraphs(TOLD)}", head=declared
    ).content.published
    assert found
    assert found.iso in (value, "2021-03-04T09:30")


@pytest.mark.parametrize("marker", ["*中文版请见下文", "（中文版见下文）"])
def test_where_the_other_language_stands_is_no_title_of_it(marker: str) -> None:
    second = "<p><strong>边境地区培训班在昆明举行</strong></p>"
    record = read(
        f"<h1>Course in Kunming</h1><p><em>{marker}</em></p>{paragraphs(TOLD)}{second}{paragraphs(HAN)}"
    )
    chinese = record.content.editions["zh-Hans"]
    assert (chinese.title, chinese.body) == ("边境地区培训班在昆明举行", "\n\n".join(HAN))
    assert body_of(record, "en") == TOLD


def test_a_forms_lines_are_not_wraps_however_long_the_one_above() -> None:
    form = "Beneficiary countries: China, Italy, Portugal, Spain<br>Donor: European Union"
    shown = [block.text for block in blocks(tree(f"<html><body><p>{form}</p></body></html>"))]
    assert shown == form.split("<br>")


def test_a_polite_refusal_is_no_article() -> None:
    said = "The page you are looking for may have been moved when we rebuilt our website, or it may no longer exist. You can go back to the homepage."
    record = read(f"<h1>Sorry, we can’t find that page</h1><p>{said}</p>")
    assert record.not_understood
    assert "not found" in record.not_understood


def test_an_offices_last_word_is_no_part_of_a_name() -> None:
    text = "更多信息请联系国际移民组织驻华代表处吴婷婷，电子邮箱：twu@iom.int。"
    (contact,) = read(f"<h1>培训班在昆明举行</h1>{paragraphs([*HAN, text])}").content.contacts
    assert contact.name == "吴婷婷"


def test_the_words_of_drupals_media_are_captions() -> None:
    media = (
        "<div class='embedded-entity'><article class='media'><div class='field field--name-field-media-image'>"
        "<div class='field__item'><img src='/a.jpg' alt=''></div></div><div class='field field--name-field-caption"
        " field--type-string field--label-hidden field__item'>学员在教室里练习交谈。 © 国际移民组织/林舟</div></article></div>"
    )
    body = f"<p>{HAN[0]}</p>{media}<p>{HAN[1]}</p><p>{HAN[2]}</p>"
    record = read(f"<h1>培训班在昆明举行</h1><div class='field__item'>{body}</div>")
    assert body_of(record, "zh-Hans") == HAN
    assert record.content.captions == ("学员在教室里练习交谈。 © 国际移民组织/林舟",)


def test_a_moment_in_the_foot_of_the_title_is_the_pages() -> None:
    foot = (
        "<footer class='submitted'><time datetime='2022-10-28T03:30:00+00:00'>28 October 2022</time>"
        " <span>|</span> <span class='country'>Lao PDR</span> <span>|</span> <span>1,044 views</span></footer>"
    )
    record = read(f"<article><h1>Course in Kunming</h1>{foot}{paragraphs(TOLD)}</article>")
    assert record.content.published
    assert record.content.published.iso == "2022-10-28T03:30:00+00:00"


def test_who_typed_a_page_in_did_not_write_it() -> None:
    line = "<div class='author'>Submitted by <span><span>webeditor</span></span> on <span>Fri, 03/26/2021</span></div>"
    assert read(f"<h1>Course in Kunming</h1>{line}{paragraphs(TOLD)}").content.author is None


@pytest.mark.parametrize(
    "entry",
    [
        "<p><img src='/a.jpg' width='120'> <a href='/n/{n}'>Kite makers of Weifang chase the breeze</a> 2010-08-20 08:5{n}",
        "<p><a href='/n/{n}'>Kite makers of Weifang chase the breeze</a><br>2010-08-2{n}</p>",
    ],
)
def test_other_stories_with_their_days_behind_the_text_are_not_of_it(entry: str) -> None:
    others = "".join(entry.format(n=n) for n in range(3))
    record = read(f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD)}{others}</div>", "chinadaily")
    assert body_of(record, "en") == TOLD


def test_other_stories_on_the_lines_of_one_paragraph_are_not_of_the_text() -> None:
    others = "".join(
        f"<a href='/l/{n}.html'><img src='/{n}.jpg'>大熊猫双胞胎满月亮相啦</a> 2012-10-1{n}<br/>"
        for n in range(4)
    )
    page = f"<h1>培训班在昆明举行</h1><div>{paragraphs(HAN)}<p>{others}</p></div>"
    assert body_of(read(page, "reposts", title="培训班在昆明举行"), "zh-Hans") == HAN


@pytest.mark.parametrize(
    "line",
    ["(审核：李延平)", "（供稿：外语系）", "CLOSE", "BACK TO THE TOP", "分享至 Facebook 微信 LINE"],
)
def test_a_sites_own_line_is_no_text(line: str) -> None:
    page = f"<h1>培训班在昆明举行</h1><div>{paragraphs([line, *HAN, line])}</div>"
    assert body_of(read(page, "reposts", title="培训班在昆明举行"), "zh-Hans") == HAN


def test_a_counter_without_its_number_is_nobodys_name() -> None:
    line = "时间：2012-11-29 16:08:23&nbsp;&nbsp;来源：联络处&nbsp;&nbsp;作者：&nbsp;&nbsp;<a href='/pl'>评论(<script>9</script>)</a>"
    page = f"<h1>培训班在昆明举行</h1><div class='info'>{line}</div>{paragraphs(HAN)}"
    content = read(page, "reposts", title="培训班在昆明举行").content
    assert (content.agency, content.author) == ("联络处", None)


def test_a_papers_reporter_behind_a_forums_text_wrote_it() -> None:
    posted = (
        "<div class='readName'><span>离线</span><a href='u.php?uid=3'>友谊关下</a></div>"
        "<div>级别： 论坛版主</div><p>发表于: 2010-01-16 08:47</p>"
    )
    page = (
        f"<h1>采血车在凭祥上路</h1>{posted}<div>{paragraphs([*HAN, '(南疆晚报记者 覃晓岚)'])}</div>"
    )
    record = read(page, "reposts", title="采血车在凭祥上路")
    assert (record.content.agency, record.content.author) == ("南疆晚报", "覃晓岚")
    assert body_of(record, "zh-Hans") == HAN


def test_the_organizations_name_is_no_headline() -> None:
    page = (
        "<table><tr><td><a href='/'>Home</a> &gt; <a href='/pbn'>Press Briefing Notes</a></td></tr>"
        "<tr><td><font><b>Officers of Six Counties Learn to Talk with Travellers</b></font></td></tr>"
        f"<tr><td><font>Posted on Friday, 13-11-2009</font></td></tr><tr><td>{'<br><br>'.join(TOLD)}</td></tr></table>"
    )
    record = read(page, title="International Organization for Migration: Press Briefing Notes")
    assert record.title == "Officers of Six Counties Learn to Talk with Travellers"


def test_two_headlines_on_the_lines_of_one_paragraph_are_one_each() -> None:
    both = "<p style='text-align:center'><b><font size=5>昆明培训班结业<br>Course in Kunming Ends</font></b>"
    body = "".join(f"<p>{han}<p><em>{told}</em>" for han, told in zip(HAN, TOLD, strict=True))
    record = read(both + body, title="昆明培训班结业 Course in Kunming Ends | IOM China")
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {"zh-Hans": "昆明培训班结业", "en": "Course in Kunming Ends"}


def test_the_words_of_a_gallery_behind_the_text_are_captions() -> None:
    gallery = "".join(
        f"<figure class='item'><img src='/{n}.jpg'><figcaption>{words}</figcaption></figure>"
        for n, words in enumerate(("A lesson in Kunming", "The manual in two languages"))
    )
    other = "<div class='related'><h3>Related</h3><figure><img src='/r.jpg'><figcaption>A port</figcaption></figure></div>"
    record = read(
        f"<h1>Course in Kunming</h1><div>{paragraphs(TOLD)}<figure>{gallery}</figure></div>{other}"
    )
    assert record.content.captions == ("A lesson in Kunming", "The manual in two languages")
    assert body_of(record, "en") == TOLD


def dump(lines: list[str], source: str) -> Record:
    return parse(Document("\n".join(lines).encode(), media_type="text/plain", source=source))


def test_a_press_dump_ends_above_the_rights_that_a_paper_reserves() -> None:
    rights = "Copyright 1994 - . All rights reserved. The content (including but not limited to text, photo, multimedia information, etc) published in this site belongs to China Daily Information Co (CDIC). Without written authorization from CDIC, such content shall not be republished or used in any form. Note: Browsers with 1024*768 or higher resolution are suggested for this site."
    menu = ["China", "World", "Business", "Lifestyle", "Culture", "Travel", "Opinion", "Share"]
    stamp = "By Lin Mei in Kunming | chinadaily.com.cn | Updated: 2025-10-22 19:26"
    below = [
        "Photo",
        "Satellite sends back first ocean pictures",
        "Top",
        "BACK TO THE TOP",
        "English",
    ]
    page = [
        *menu,
        "Officers learn to talk with travelers",
        stamp,
        "Share",
        "Share - WeChat",
        "CLOSE",
    ]
    record = dump([*page, *TOLD, *below, rights, "Registration Number: 130349"], "chinadaily")
    assert record.title == "Officers learn to talk with travelers"
    assert body_of(record, "en") == TOLD
    assert (record.content.author, record.content.agency) == ("Lin Mei", "chinadaily.com.cn")


def test_sizes_of_letters_above_a_portals_text_are_no_title() -> None:
    lines = [
        "首頁",
        "澳聞",
        "體育",
        "首頁 > 澳聞 > 民生",
        "",
        "國際移民組織在昆明舉辦為期三天的培訓班",
        "",
    ]
    stamps = [
        "2022年10月14日 06:20",
        "來源:濠江早報",
        "字級:小 中 大",
        "分享至 Facebook 微信 LINE",
        "",
    ]
    caption = "學員練習填寫轉介單(主辦方提供)"
    record = dump([*lines, *stamps, HAN[0], "", caption, "", HAN[1], "", HAN[2]], "reposts")
    assert record.title == "國際移民組織在昆明舉辦為期三天的培訓班"
    assert record.content.agency == "濠江早報"
    assert record.content.captions == (caption,)


def test_two_other_stories_in_the_middle_of_a_text_do_not_end_it() -> None:
    entry = "<p><a href='/n/{n}'>Kite makers of Weifang chase the breeze</a> 2010-08-2{n}</p>"
    inside = "".join(entry.format(n=n) for n in (1, 2))
    behind = "".join(entry.format(n=n) for n in (3, 4, 5))
    text = f"{paragraphs(TOLD)}{inside}{paragraphs([f'In short: {one}' for one in TOLD] * 2)}"
    record = read(f"<h1>Course in Kunming</h1><div>{text}{behind}</div>", "chinadaily")
    found = body_of(record, "en")
    assert found[-1] == f"In short: {TOLD[-1]}"
    assert not any("2010-08-23" in line for line in found)


@pytest.mark.parametrize("name", ["china.org.cn", "瓯越日报"])
@pytest.mark.parametrize(
    "line",
    [
        "",
        "<div>□ 本报记者 潘晓蕾 通讯员 金澜</div>",
        "<div>■ 本报全媒体记者 任然 发自云南昆明</div>",
        "<p>2023-05-19 08:00</p>",
    ],
)
def test_a_sites_address_or_name_is_no_headline(name: str, line: str) -> None:
    page = f"<div><a href='/'>首页</a></div><div class='hd-line'>六县边防人员在昆明学习与旅客交谈</div>{line}<div>{paragraphs(HAN)}</div>"
    assert read(page, "reposts", title=name).title == "六县边防人员在昆明学习与旅客交谈"


def test_the_number_of_an_articles_page_is_no_part_of_its_title() -> None:
    page = f"<h2>A ticket home, and a loan to go with it</h2><div>{paragraphs(TOLD)}</div>"
    title = "A ticket home, and a loan to go with it[1]|chinadaily.com.cn"
    assert read(page, "chinadaily", title=title).title == "A ticket home, and a loan to go with it"


def test_a_headline_in_the_texts_own_cell_is_the_title() -> None:
    cells = "".join(f"<tr><td><a href='/{n}'>Careers {n}</a></td></tr>" for n in range(4))
    page = (
        f"<table>{cells}</table><table><tr><td>Home &gt; Media &gt; Press Briefing Notes</td></tr><tr><td>Posted on Tuesday, 11-03-2008</td></tr>"
        f"<tr><td><b>Return of Chinese Migrants from a Transit Hub</b></td></tr><tr><td>{paragraphs(TOLD)}</td></tr></table>"
    )
    record = read(page, title="IOM")
    assert record.title == "Return of Chinese Migrants from a Transit Hub"
    assert record.content.published
    assert record.content.published.iso == "2008-03-11"
    assert body_of(record, "en") == TOLD


def test_the_heading_above_the_title_may_be_the_other_editions() -> None:
    body = "".join(f"<p>{han}</p><p>{told}</p>" for han, told in zip(HAN, TOLD, strict=True))
    page = f"<hgroup><h1>驻华代表处与小学生共度国际移民日</h1><p>IOM China Marks Migrants Day with Pupils</p></hgroup><p>Published 19 Dec 2024</p>{body}"
    record = read(page, title="IOM China Marks Migrants Day with Pupils | IOM China")
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {
        "zh-Hans": "驻华代表处与小学生共度国际移民日",
        "en": "IOM China Marks Migrants Day with Pupils",
    }


def test_the_other_headline_on_the_titles_own_line_is_its_editions() -> None:
    body = "".join(f"<p>{told}</p><p>{han}</p>" for han, told in zip(HAN, TOLD, strict=True))
    page = f"<div><span>联合国报告：气候难民已超战争难民？</span> <span>Climate versus war: who counts the displaced?</span></div><p>中国日报网 2024-11-08 08:00</p>{body}"
    record = read(
        page, "chinadaily", title="联合国报告：气候难民已超战争难民？ - Chinadaily.com.cn"
    )
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {
        "zh-Hans": "联合国报告：气候难民已超战争难民？",
        "en": "Climate versus war: who counts the displaced?",
    }


@pytest.mark.parametrize(
    "marker", ["↓↓ English version below ↓↓", "▼ 英文版见下方 ▼", "（English version below）"]
)
def test_a_marker_is_no_title(marker: str) -> None:
    page = f"<h1>培训班在昆明举行</h1><div>{paragraphs(HAN)}<p>{marker}</p>{paragraphs(TOLD)}</div>"
    record = read(page, "reposts", title="培训班在昆明举行")
    assert record.content.editions["en"].title is None
    assert body_of(record, "en") == TOLD
    assert body_of(record, "zh-Hans") == HAN


def test_a_marker_in_both_languages_is_no_title() -> None:
    marker = "<p>(English version follows / 英文如下）</p>"
    record = read(
        f"<h1>昆明培训班开班</h1>{paragraphs(HAN)}{marker}{paragraphs(TOLD)}",
        title="昆明培训班开班",
    )
    assert record.content.editions["en"].title is None
    assert record.content.editions["en"].body == "\n\n".join(TOLD)
    assert record.content.editions["zh-Hans"].body == "\n\n".join(HAN)


@pytest.mark.parametrize(
    ("title", "zh", "en"),
    [
        (
            "义乌来了外籍调解员Yiwu’s Foreign Mediators",
            "义乌来了外籍调解员",
            "Yiwu’s Foreign Mediators",
        ),
        (
            "Officers Learn Together | 边境警员一起学习",
            "边境警员一起学习",
            "Officers Learn Together",
        ),
    ],
)
def test_one_title_may_be_both_editions(title: str, zh: str, en: str) -> None:
    both = [text for pair in zip(HAN, TOLD, strict=True) for text in pair]
    record = read(f"<h1>{title}</h1>{paragraphs(both)}", title=title)
    assert record.content.editions["zh-Hans"].title == zh
    assert record.content.editions["en"].title == en


def test_a_name_at_a_titles_end_is_no_title_where_there_is_no_other_edition() -> None:
    title = "移民署官员访问 Huawei Cloud Centre"
    record = read(f"<h1>{title}</h1>{paragraphs(HAN)}", title=title)
    assert record.title == title


def test_a_section_that_the_menu_names_is_no_headline() -> None:
    menu = "<div><a href='/c'>China</a> | <a href='/w'>World</a> | <a href='/o'>Opinion</a></div>"
    head = "<div>When the border closes, who feeds the driver?</div><div>By Dan Oka China.org.cn, May 28, 2021</div>"
    record = read(f"{menu}{head}<div>{paragraphs(TOLD)}</div>", "china_org_cn", title="Opinion")
    assert record.title == "When the border closes, who feeds the driver?"


def test_the_only_second_heading_is_the_title_where_the_head_names_the_site_in_short() -> None:
    heading = "<h2>Breakfast briefing: what the new card means</h2>"
    record = read(f"{heading}{paragraphs(TOLD)}", title="LCCC - News")
    assert record.title == "Breakfast briefing: what the new card means"


def test_an_organization_behind_a_day_is_no_place() -> None:
    first = f"2020年8月12日,国际移民组织(IOM)驻华代表处发布调查结果。{HAN[0]}"
    record = read(
        f"<h1>培训班在昆明举行</h1>{paragraphs([first, *HAN[1:]])}", title="培训班在昆明举行"
    )
    assert record.content.event_date is not None
    assert record.content.place is None


def test_a_dateline_in_brackets_has_its_place() -> None:
    first = f"【2022年12月18日,香港】{HAN[0]}"
    record = read(
        f"<h1>培训班在昆明举行</h1>{paragraphs([first, *HAN[1:]])}", title="培训班在昆明举行"
    )
    assert record.content.place == "香港"


def test_who_wrote_it_may_stand_behind_the_day_of_update() -> None:
    line = "<div>Updated: 2014-08-29 10:26 By Cao Minru and Tan Yaling(China Daily Europe)</div>"
    content = read(f"<h1>Course in Kunming</h1>{line}{paragraphs(TOLD)}", "chinadaily").content
    assert (content.author, content.agency) == ("Cao Minru and Tan Yaling", "China Daily Europe")


def test_how_to_reach_the_writer_is_no_text() -> None:
    line = "Contact the writer at linmei@chinadaily.example.com"
    record = read(f"<h1>Course in Kunming</h1>{paragraphs([*TOLD, line])}", "chinadaily")
    assert body_of(record, "en") == TOLD
    assert record.content.contacts == ()


def test_nobodys_name_may_be_misspelt() -> None:
    line = "<div>时间:2017-05-19 10:42来源:海港网作者:秩名 点击:次</div>"
    page = f"<h1>培训班在昆明举行</h1>{line}{paragraphs(HAN)}"
    assert read(page, "reposts", title="培训班在昆明举行").content.author is None


@pytest.mark.parametrize(
    ("first", "day", "place"),
    [
        (
            "国际移民组织驻华代表处9月18日在哈尔滨举办返乡青年创业训练营，四十五名青年参加。",
            "2019-09-18",
            "哈尔滨",
        ),
        (
            "國際移民組織駐港辦事處九月九日在香港舉行結業禮，向每名學員送贈一部平板電腦。",
            "2019-09-09",
            "香港",
        ),
    ],
)
def test_an_event_on_a_day_in_a_place_amid_the_first_sentence(
    first: str, day: str, place: str
) -> None:
    stamp = "<div>2019-09-20 10:35</div>"
    page = f"<h1>培训班在昆明举行</h1>{stamp}{paragraphs([first, *HAN])}"
    content = read(page, "reposts", title="培训班在昆明举行").content
    assert content.event_date is not None
    assert (content.event_date.iso, content.place) == (day, place)


@pytest.mark.parametrize(
    "credit", ["(IOM/He Jia)", "© IOM 2022/He Jia", "（国际移民组织/何佳）", "© UNDP/He Jia"]
)
def test_the_organizations_credit_makes_a_caption(credit: str) -> None:
    caption = f"二楼调解室 The mediation room {credit}"
    body = f"<p>{HAN[0]}<img src='/a.jpg' width='600'><p class='rtecenter'><span>{caption}</span><p>{HAN[1]}<p>{HAN[2]}"
    record = read(f"<h1>培训班在昆明举行</h1><div>{body}</div>", title="培训班在昆明举行")
    assert record.content.captions == (caption,)
    assert body_of(record, "zh-Hans") == HAN
