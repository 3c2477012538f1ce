"""What texts taught whose markup is gone: one small dump for each cause of a misreading.

The layouts are those of real pages (china.org.cn, chinagate.cn, people.cn, iom.int, gov.cn, forums, …);
the words are ours.
"""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.text.furniture import is_furniture
from storage.types import Record
from tests.parsers.small_pages import FETCHED, text

STORY = (
    "The International Organization for Migration opened a reading room in Kunming on Tuesday, and children came before the chairs did.",
    "It has four hundred picture books in three languages, and a shelf of dictionaries for their parents.",
    "The room is open on Saturdays from ten to four, and two students look after it.",
)
ZH = (
    "国际移民组织星期二在昆明开设了一间阅览室，桌椅还没有摆好，孩子们已经坐满了一屋子。",
    "阅览室有四百本三种语言的图画书，还有一架子供家长使用的词典，全部由读者捐赠。",
    "阅览室每周六上午十点到下午四点开放，由两名大学生轮流值班，今年夏天还要添置两排书架。",
)
TITLE, ZH_TITLE = "A reading room opens in Kunming", "国际移民组织在昆明开设阅览室"
MENU = (
    "-", "Who we are", "WHO WE AREIOM has promoted humane and orderly migration since it was founded.", "What We Do",
    "What We Do", "Partnerships", "Partnerships", "- Where we work", "- Data and Research", "- 2030 Agenda",
)  # fmt: skip


def read(*lines: str, url: str | None = None, source: str | None = None) -> Record:
    content = "\n".join(lines).encode()
    return parse(
        Document(content, url=url, source=source, media_type="text/plain", fetched_at=FETCHED)
    )


def title(record: Record) -> str | None:
    return next((e.title for e in record.content.editions.values()), None)


def published(record: Record) -> str | None:
    return record.content.published.iso if record.content.published else None


def test_a_ticker_on_one_line_above_the_crumbs_is_no_title() -> None:
    ticker = "U.S. river calm  • 1st LD: Two ferries meet  • Roundup: Wool dearer  • Snow in May  "
    record = read(
        "Off the wire", ticker, "You are here:   Home", "", TITLE, "",
        "Xinhua, June 13, 2016 Adjust font size:", "", *STORY[:2], f"{STORY[2]} Endi",
        url="http://en.chinagate.cn/2016-06/13/content_38650000.htm",
    )  # fmt: skip
    assert (title(record), record.content.agency) == (TITLE, "Xinhua")
    assert text(record) == list(STORY)


@pytest.mark.parametrize(
    ("tools", "agency"),
    [
        (("Print This Page Email This Page", TITLE), None),
        ((TITLE, "0 CommentsPrint E-mail Xinhua, March 3, 2010", "Adjust font size:"), "Xinhua"),
        ((TITLE, "3 Comment(s) Print E-mail Shanghai Daily, March 3, 2010"), "Shanghai Daily"),
        ((TITLE, "09:01, March 03, 2010", "Email | Print | Subscribe | Comments | Forum"), None),
    ],
)
def test_tools_beside_title_and_byline_are_neither(
    tools: tuple[str, ...], agency: str | None
) -> None:
    url = "http://english.china.org.cn/world/2010-03/03/content_19510000.htm"
    record = read(*tools, "", *STORY, url=url)
    assert (title(record), record.content.agency) == (TITLE, agency)
    assert (text(record), published(record) or "")[0] == list(STORY)
    assert (published(record) or "").startswith("2010-03-03")


def test_whom_a_speech_greets_is_its_beginning_and_hides_no_title() -> None:
    greeted = ("Your Excellency, Counsellor Lin,", "from the Ministry of Foreign Affairs;")
    name = "Training for Consular Officials in Kunming"
    record = read("Statements and Speeches", "02 Mar 2010", "", name, "", *greeted, *STORY)
    assert (title(record), published(record)) == (name, "2010-03-02")
    assert text(record) == [*greeted, *STORY]


@pytest.mark.parametrize("name", ["António Vitorino", "José María", "Pär Liljert", "André"])
def test_a_foreigners_name_in_brackets_is_no_pinyin(name: str) -> None:
    line = f"总干事安东尼奥（{name}）星期三来到昆明的阅览室，给孩子们读了一个小时的图画书。"
    assert line in text(read(ZH_TITLE, "", line, *ZH))


def test_pinyin_in_brackets_goes_with_the_tones_it_has() -> None:
    sounded = "国(guó)际移(yí)民(mín)组织(zǔ zhī)星期(Xīngqī)二在昆(kūn)明(míng)开设了一间阅览室，来了许多孩子。"
    assert text(read(ZH_TITLE, "", sounded, *ZH[1:], source="reposts"))[0] == (
        "国际移民组织星期二在昆明开设了一间阅览室，来了许多孩子。"
    )


def test_a_forums_noise_goes_with_the_host_in_front_of_it() -> None:
    noisy = (
        f'{ZH[0]}& N) P8 D" D- h9 y-',
        f"forum.example9 b. d5 U6 V0 J B$ u% I{ZH[1]}",
        f"{ZH[2]}9 z, Z$ y1 P8 D",
    )
    assert text(read(ZH_TITLE, "", *noisy, source="reposts")) == list(ZH)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("北京, 06/02/2018 - 09:01, UNIQUE ID: 180206_19", "2018-02-06T09:01+08:00"),
        ("北京, 02/06/2018 - 09:01, UNIQUE ID: 180206_19", "2018-02-06T09:01+08:00"),
        ("北京, 06/02/2018 - 09:01", None),
    ],
)
def test_a_code_of_the_day_settles_the_order_of_its_numbers(stamp: str, day: str | None) -> None:
    record = read(
        "Delegation of the European Union to China",
        "",
        ZH_TITLE,
        "",
        stamp,
        "Press releases",
        "",
        *ZH,
    )
    assert (title(record), published(record)) == (ZH_TITLE, day)
    assert text(record) == list(ZH)


def test_authors_and_their_offices_below_the_stamp_hide_no_title() -> None:
    record = read(
        f"{ZH_TITLE}*", "", "2019-12-16 01:40林舟", "侨乡研究 2019年1期", "关键词:阅览室昆明", "",
        "林舟,何 静", "", "(1.滇池大学 法学院,昆明 650000;2.洱海大学 法学院,大理 671000)", "", *ZH,
    )  # fmt: skip
    assert title(record) == f"{ZH_TITLE}*"
    assert published(record) == "2019-12-16T01:40+08:00"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("2016-06-14 08:44 来源:滇池网 0", "滇池网"),
        ("http://www.sina.com.cn 2016年06月14日08:44 昆明晚报", "昆明晚报"),
        ("編輯:何靜|2016-06-14 08:44|來源:人民網", "人民網"),
    ],
)
def test_a_stamp_names_its_source_whatever_stands_around_it(line: str, agency: str) -> None:
    record = read("首页 > 新闻中心 > 正文", "", ZH_TITLE, "", line, "", *ZH)
    assert record.content.agency == agency
    assert (published(record) or "")[:16] == "2016-06-14T08:44"
    assert text(record) == list(ZH)


def test_a_writers_name_ends_where_a_button_stands() -> None:
    stamp = "  发布时间:2024-11-25 16:51:34   作者:林边舟   我要评论"
    assert read(ZH_TITLE, "", stamp, *ZH).content.author == "林边舟"


def test_the_wire_is_read_below_a_heading_of_the_texts_own() -> None:
    wire = f"中新社昆明8月25日电 (记者 林舟){ZH[0]}"
    record = read(
        ZH_TITLE, "", "2020-08-26 06:37", "", "昆明的孩子有了自己的阅览室", "", wire, *ZH[1:]
    )
    assert (record.content.agency, record.content.author) == ("中新社", "林舟")


@pytest.mark.parametrize(
    "behind",
    [
        (
            "新闻推荐",
            "",
            "加载更多...",
            "网友评论仅供网友表达个人看法。",
            "到头了;",
            "24小时新闻排行榜",
        ),
        ("視頻", "", "更 多", "滇池边的候鸟今年来得早"),
        (" 相關鏈結", "· 昆明三座桥本月通车", "· 候鸟今年来得早"),
        ("https://www.copies.example/read/179.html", "0", "最新回复(0)"),
        ("- 昆明三座桥本月通车", "- 候鸟今年来得早", "- 花市明天开张"),
        ("海报:滇池网", "", "展开阅读全文", "标签:图书   昆明"),
    ],
)
def test_what_stands_behind_a_text_is_none_of_it(behind: tuple[str, ...]) -> None:
    assert text(read(ZH_TITLE, "", "2016-06-14 08:44", "", *ZH, "", *behind)) == list(ZH)


def test_a_list_below_a_closed_report_is_of_other_pages() -> None:
    record = read(ZH_TITLE, "", *ZH[:2], f"{ZH[2]}(记者林舟)", "·候鸟专题回顾", "·[视频]花市")
    assert (text(record), record.content.author) == (list(ZH), "林舟")


def test_a_texts_own_list_stays() -> None:
    own = (
        "The room needs:",
        "- chairs for forty children",
        "- a lamp for each table",
        "- two stoves",
    )
    assert text(read(TITLE, "", *STORY, *own))[3:] == [own[0], *own[1:]]


@pytest.mark.parametrize(
    ("first", "day"),
    [
        (f" date 2023-06-17 {TITLE}", "2023-06-17"),
        (f" date 2023-06-17 Original Title: {TITLE}", "2023-06-17"),
        (f"{TITLE}  17:28, June 17, 2023", "2023-06-17T17:28"),
        (f"Original Title: {TITLE}", None),
    ],
)
def test_a_headline_is_parted_from_what_is_glued_to_it(first: str, day: str | None) -> None:
    record = read(first, "", *STORY)
    assert (title(record), (published(record) or None)) == (TITLE, day)
    assert text(record) == list(STORY)


def test_a_first_paragraph_is_parted_from_the_day_glued_to_it() -> None:
    record = read(f" date 2023-06-17 {STORY[0]}", *STORY[1:])
    assert (text(record), published(record)) == (list(STORY), "2023-06-17")


def test_a_headline_below_itself_glued_to_its_crumbs_is_the_title() -> None:
    record = read(f"HomeNewsSociety{TITLE}", "", TITLE, "", "", *STORY)
    assert (title(record), text(record)) == (TITLE, list(STORY))


def test_headlines_with_their_days_are_left_as_they_stand() -> None:
    others = ("A ferry sails again 2016-04-20 03:13", "Wool is dearer this year 2016-04-19 19:55")
    record = read(TITLE, "Updated: 2016-06-13 19:16", *STORY, "Related Stories", *others)
    assert text(record) == list(STORY)
    assert set(others) <= set(record.furniture)


@pytest.mark.parametrize(
    "caption",
    [
        "孩子们在新阅览室门前等候。(图片来源:滇池网)",
        "孩子们在新阅览室门前等候。 中新社發 林舟 攝",
        "Children wait in front of the new reading room in Kunming on Feb 19. City library / for China Daily",
    ],
)
def test_a_credited_caption_is_no_first_paragraph(caption: str) -> None:
    chinese = caption[0] > "z"
    story = ZH if chinese else STORY
    record = read(ZH_TITLE if chinese else TITLE, "", caption, "", *story)
    assert (text(record), record.content.captions) == (list(story), (caption,))


def test_a_line_said_twice_among_names_is_the_title() -> None:
    record = read(
        "• 注册", "  • 海外新闻 海外新闻 关注:2 内容:50352", f"    {ZH_TITLE}", "  • 查看作者", "    • 大版主",
        "      Lv. 27", f"      【滇池网讯】{ZH[0]}", f"      {ZH_TITLE}", *ZH[1:],
    )  # fmt: skip
    assert title(record) == ZH_TITLE


def test_a_byline_above_a_text_without_a_title_is_read() -> None:
    record = read("2016年07月28日 09:26 来源:滇池网", *ZH)
    assert (record.content.agency, published(record)) == ("滇池网", "2016-07-28T09:26+08:00")
    assert text(record) == list(ZH)


def test_crumbs_of_sections_alone_are_no_title() -> None:
    record = read(
        "新聞頻道 > 環球資訊", "", ZH_TITLE, "", "來源: 央視新聞  ", "2023-06-27 08:12:05", "", *ZH
    )
    assert (title(record), record.content.agency, text(record)) == (ZH_TITLE, "央視新聞", list(ZH))


def test_a_place_with_its_month_on_a_line_hides_no_title() -> None:
    assert title(read(*MENU, TITLE, "Lao Cai, 11/2017", *STORY, source="iom_news")) == TITLE


def test_a_source_behind_the_text_is_told() -> None:
    record = read(TITLE, "", *STORY, "", "Source: TASS", "", "Related Stories", "", "Leave a Reply")
    assert (record.content.agency, text(record)) == ("TASS", list(STORY))


def test_a_month_in_a_list_dates_no_page() -> None:
    listed = (
        "Rooms were opened in:",
        "  • Southern Yunnan (Q2 2015)",
        "  • Western Yunnan (September 2016)",
    )
    assert published(read(*STORY[:1], *listed, *STORY[1:])) is None


def test_a_numbered_item_is_no_byline() -> None:
    item = "一、时间：上午9时30分至12时，下午13时30分至16时。"
    assert text(read(ZH_TITLE, "", item, *ZH))[0] == item


def test_rows_with_french_labels_are_a_project() -> None:
    rows = (
        "• Date de fin",
        "2024",
        "• Statut du projet",
        "Achevé",
        "• Couverture",
        "National",
        "• Projet ID",
        "QU8-805",
    )
    record = read(TITLE, *rows, *STORY, url="https://iom.int/fr/node/171936")
    fields = {name: one.raw for name, one in record.content.fields.items()}
    assert record.parser == "project"
    assert fields == {
        "End Date": "2024", "Project Status": "Achevé", "Coverage": "National", "Projects ID": "QU8-805",
    }  # fmt: skip


def test_of_several_headlines_above_a_stamp_the_last_is_the_title() -> None:
    others = (
        "候鸟今年比往年早到滇池两个星期",
        "昆明三座桥本月同时通车市民徒步过江",
        "花市明天开张首日门票全部免费",
    )
    record = read(
        *others, ZH_TITLE, "", "发布时间:   来源: 中国新闻网", "", *ZH, "",
        "上一篇:湖边新添二十条长椅", "首页   |   ",
    )  # fmt: skip
    assert (title(record), record.content.agency) == (ZH_TITLE, "中国新闻网")
    assert text(record) == list(ZH)


@pytest.mark.parametrize("below", [("0", "分享至"), ("16",), ("阅读原文", "3")])
def test_a_lone_number_under_the_title_hides_it_from_nobody(below: tuple[str, ...]) -> None:
    record = read("网易首页 > 网易号 > 正文 申请入驻", "", ZH_TITLE, "", *below, "", *ZH)
    assert (title(record), text(record)) == (ZH_TITLE, list(ZH))


@pytest.mark.parametrize(
    "closing", ["(央视新闻)", "(记者林舟)", "(林舟) 【编辑:何静】", "【编辑:何静】"]
)
def test_what_closes_a_report_parts_it_from_headlines_of_others(closing: str) -> None:
    others = ("候鸟今年比往年早到滇池两个星期", "", "昆明三座桥本月同时通车市民徒步过江")
    record = read(ZH_TITLE, "", *ZH[:2], f"{ZH[2]}{closing}", "", *others)
    assert "".join(text(record)).startswith("".join(ZH))
    assert not set(others) & set(text(record))


def test_a_table_rows_bars_go_with_their_ends() -> None:
    stamp = "| 2024-11-06 15:37:20??来源:新华网 责任编辑:何静 我来说两句 |"
    record = read(f"{ZH_TITLE} |", stamp, "|", f"{ZH[0]} |", *ZH[1:], "![]() |", "![]() |")
    assert (title(record), text(record)) == (ZH_TITLE, list(ZH))
    assert (record.content.agency, published(record)) == ("新华网", "2024-11-06T15:37:20+08:00")


def test_a_logos_file_name_is_no_title() -> None:
    lines = (
        "城市_fororder_频道-logo-城市-190x54", "", ZH_TITLE, "", "2019-04-17 14:26:05  来源:新华网  编辑:何静", "",
        f"  原标题:特写:{ZH_TITLE}", "", ZH_TITLE, "", *ZH,
    )  # fmt: skip
    assert (title(read(*lines)), text(read(*lines))) == (ZH_TITLE, list(ZH))


def test_a_head_below_its_text_is_its_head() -> None:
    below = ("-", "即时新闻", ZH_TITLE, "来源:滇池晚报", "2023年03月09日", "版次:A12", "作者:")
    record = read("".join(ZH), *below)
    assert (title(record), text(record)) == (ZH_TITLE, ["".join(ZH)])
    assert (record.content.agency, published(record)) == ("滇池晚报", "2023-03-09")


def test_whom_a_letter_greets_stands_below_its_title() -> None:
    lines = (
        f"{TITLE} 昆明开设新的儿童阅览室", "", "发布者:林舟发布时间:2021-03-12浏览次数:1468", "",
        "读者朋友们:", "", "Dear Readers:", "", ZH[0], "", STORY[0], "", ZH[1], "", STORY[1],
    )  # fmt: skip
    record = read(*lines)
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {"zh-Hans": "昆明开设新的儿童阅览室", "en": TITLE}
    assert published(record) == "2021-03-12"
    bodies = [edition.body for edition in record.content.editions.values()]
    assert bodies == [
        f"读者朋友们:\n\n{ZH[0]}\n\n{ZH[1]}",
        f"Dear Readers:\n\n{STORY[0]}\n\n{STORY[1]}",
    ]


def test_a_headline_may_begin_with_its_day() -> None:
    name = "2023年3月6日昆明阅览室开放时间更新"
    assert title(read(name, name, *ZH)) == name


def test_a_label_before_the_headline_is_none_of_it() -> None:
    assert title(read(f"News Title: “{TITLE}”", "", *STORY)) == TITLE


def test_a_papers_own_dispatch_names_it() -> None:
    first = f"参考消息网11月4日报道 据法新社11月3日报道,{ZH[0]}"
    assert read(ZH_TITLE, "", first, *ZH[1:]).content.agency == "参考消息网"


def test_a_slide_shows_title_between_its_pictures_is_said_once() -> None:
    record = read(
        TITLE,
        "",
        "2013-02-04 16:25",
        "",
        STORY[0],
        "",
        TITLE,
        "",
        *STORY[1:],
        "",
        "Previous Page 1 2 3 Next Page",
    )
    assert text(record) == list(STORY)


@pytest.mark.parametrize(
    ("ending", "agency", "author"),
    [
        ("(林边舟)", None, "林边舟"),
        ("(林边舟) 【编辑:何静】", None, "林边舟"),
        ("(央视新闻)", "央视新闻", None),
        ("(中山市侨务局)", "中山市侨务局", None),
        ("来源:新华社", "新华社", None),
        (" 来源：人民网", "人民网", None),
    ],
)
def test_what_stands_behind_the_last_full_stop_says_who_wrote(
    ending: str, agency: str | None, author: str | None
) -> None:
    record = read(ZH_TITLE, "", *ZH[:2], f"{ZH[2]}{ending}")
    assert (record.content.agency, record.content.author) == (agency, author)
    assert text(record) == list(ZH)


@pytest.mark.parametrize("ending", ["(完)", "(图书馆)", "(共四百本)", "(见附件)"])
def test_what_else_stands_in_the_last_bracket_stays(ending: str) -> None:
    record = read(ZH_TITLE, "", *ZH[:2], f"{ZH[2]}{ending}")
    assert (record.content.agency, record.content.author) == (None, None)
    assert text(record)[-1] == f"{ZH[2]}{ending}"


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("HANOI (VNA) - ", "VNA"),
        ("Beijing, 3 November 2021 (TDI): ", "TDI"),
        ("BEIJING, June 1 /Xinhua-PRNewswire/ -- ", "Xinhua-PRNewswire"),
        ("Geneva (IOM) – ", None),
        ("KUNMING, Jan. 20 (Xinhua) -- ", "Xinhua"),
    ],
)
def test_a_wire_names_itself_in_its_dateline(opening: str, agency: str | None) -> None:
    assert read(TITLE, "", f"{opening}{STORY[0]}", *STORY[1:]).content.agency == agency


def test_an_archive_of_accounts_tells_account_writer_and_day() -> None:
    lines = (
        "查看原文", "其他", "", ZH_TITLE, "", "滇池青年", "2024-03-19", "",
        "The following article is from 移动学社 Author 林边舟", "", "", "全文字数", "", "3967字", "", "阅读需要", "", "10分钟", "", "", "", *ZH,
    )  # fmt: skip
    record = read(*lines)
    assert (title(record), text(record), published(record)) == (ZH_TITLE, list(ZH), "2024-03-19")
    assert (record.content.agency, record.content.author) == ("移动学社", "林边舟")


def test_a_menu_on_one_line_is_no_title() -> None:
    for menu, name, story in (
        ("首頁 要聞 內幕 時事 幽默 國際 奇聞 生活 文化", ZH_TITLE, ZH),
        ("Home Meetings & Statements Events & Activities China & UN 中文", TITLE, STORY),
    ):
        record = read(menu, "", name, "", "2014-05-16 18:32", "", *story)
        assert (title(record), text(record)) == (name, list(story))


def test_what_copiers_glue_to_every_line_goes() -> None:
    glued = "文章源自滇池快车-https://www.copies.example/8264.html"
    record = read(f"{ZH_TITLE}{glued}", "2019-12-18", *(f"{line}{glued}" for line in ZH))
    assert (title(record), text(record)) == (ZH_TITLE, list(ZH))


def test_other_pages_last_headline_is_no_prose() -> None:
    others = ("候鸟今年比往年早到滇池两个星期", "昆明三座桥本月同时通车 市民徒步过江领取纪念章")
    assert text(read(ZH_TITLE, "", *ZH, "", *others)) == list(ZH)


def test_a_platforms_notice_behind_the_text_is_no_second_edition() -> None:
    notice = "Notice: The content above (including the pictures and videos if any) is uploaded by a user of the platform, which only stores it."
    record = read(ZH_TITLE, "", *ZH, "来源:滇池广播", "编译:林舟", "签审:何静", notice)
    assert set(record.content.editions) == {"zh-Hans"}
    assert (text(record), record.content.agency) == (list(ZH), "滇池广播")


@pytest.mark.parametrize("topic", ["Capacity Building", "Counter-Trafficking", "新闻动态"])
def test_a_topic_between_title_and_dateline_is_neither(topic: str) -> None:
    name = "IOM, China’s Border Academy Hold a Joint Course for Forty Officers"
    record = read(name, "", topic, "", f"Kunming – {STORY[0]}", *STORY[1:], source="iom_news")
    assert title(record) == name
    assert text(record) == [f"Kunming – {STORY[0]}", *STORY[1:]]


def test_a_texts_own_first_heading_stays() -> None:
    record = read(TITLE, "", "Background", "", *STORY)
    assert (title(record), text(record)) == (TITLE, ["Background", *STORY])


def test_blurbs_of_others_above_the_stamp_are_none_of_the_text() -> None:
    blurbs = (
        "凤凰网首页 手机凤凰网 新闻客户端", "", "走不出的校门,填不满的表", "", "走不出的校门,填不满的表", "",
        "毕业季里的青年人,在城市与故乡之间来回张望,不知该往哪里去。", "",
        "共享菜园,听上去很美", "", "“共享菜园”的出现,让城里人重新认识了季节和泥土。", "",
    )  # fmt: skip
    stamp = (
        "2014年08月22日 09:17",
        "来源:国际在线",
        "",
        "字号:T|T",
        "0人参与 0条评论 打印 转发",
        "",
    )
    record = read(*blurbs, ZH_TITLE, "", *stamp, *ZH)
    assert (title(record), text(record)) == (ZH_TITLE, list(ZH))
    assert (record.content.agency, published(record)) == ("国际在线", "2014-08-22T09:17+08:00")


def test_buttons_between_stamp_and_text_hide_no_title() -> None:
    below = ("2008-04-23 10:05:17 来源:滇池网  作者:林边舟", "关注滇池网", "微博", "Qzone", "")
    record = read("搜 索", ZH_TITLE, *below, *ZH)
    assert (title(record), text(record)) == (ZH_TITLE, list(ZH))
    assert (record.content.agency, record.content.author) == ("滇池网", "林边舟")


def test_a_forums_printed_page_says_its_title_behind_a_label() -> None:
    record = read(
        "Board logo", "", f"標題: [非洲] {ZH_TITLE} [打印本頁]", "",
        f"作者: lin    時間: 2016-6-20 09:37 AM     標題: {ZH_TITLE}", "", *ZH,
    )  # fmt: skip
    assert (title(record), published(record)) == (ZH_TITLE, "2016-06-20T09:37+08:00")


def test_a_paper_beside_the_day_is_the_source_and_no_dateline() -> None:
    record = read(ZH_TITLE, "齐鲁晚报 2021年03月11日", *ZH, "上一篇", "下一篇")
    assert (record.content.agency, published(record)) == ("齐鲁晚报", "2021-03-11")
    assert text(record) == list(ZH)


@pytest.mark.parametrize(
    "line",
    ["SOUTH SUDAN-JUBA-CHINA-UNICEF-DONATION", "a91c04d7e5f2b6083d174a.jpeg", "团务资讯 2021-09-11", "Friday,Sep 21, 2018"],
)  # fmt: skip
def test_what_systems_leave_between_title_and_text_is_neither(line: str) -> None:
    chinese = "团" in line
    story, name = (ZH, ZH_TITLE) if chinese else (STORY, TITLE)
    record = read(name, "", line, "", *story)
    assert (title(record), text(record)) == (name, list(story))


@pytest.mark.parametrize(
    ("line", "agency", "author"),
    [
        ("Publisher:琳琳Delivery time:2016-03-17Views:382", None, None),
        ("By Aldo Lin | China DailyUpdated", "China Daily", "Aldo Lin"),
        ("滇池新闻网记者林边舟/昆明报道", None, "林边舟"),
    ],
)
def test_bylines_whose_parts_touch_are_read(
    line: str, agency: str | None, author: str | None
) -> None:
    record = read(TITLE, "", line, "", *STORY)
    assert title(record) == TITLE
    assert author is None or (record.content.agency, record.content.author) == (agency, author)
    assert text(record) == list(STORY)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("【侨报网讯】", "侨报网"),
        ("中评社香港2月27日电/", "中评社"),
        ("【大纪元3月17日讯】", "大纪元"),
    ],
)
def test_an_agency_that_nobody_listed_is_told_by_its_form(opening: str, agency: str) -> None:
    assert read(ZH_TITLE, "", f"{opening}{ZH[0]}", *ZH[1:]).content.agency == agency


def test_an_address_that_the_text_announces_stays() -> None:
    asked = ("报名链接：", "https://www.library.example/register")
    assert text(read(ZH_TITLE, "", *ZH, *asked))[3:] == [*asked]


@pytest.mark.parametrize(
    "line",
    ["Contact us: library@example.org, +86 10 5912 0000", "欢迎光临昆明的阅览室", "资料来源：昆明市统计局", "10分钟", "Forum"],
)  # fmt: skip
def test_what_a_page_tells_on_a_line_of_its_own_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)
