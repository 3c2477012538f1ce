"""What aggregators add comes off: watermarks, pinyin, noise, bylines."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.credits import metaline
from crawler.parsers.genres.repost import watermark
from storage.types import PageDate

LINES = [
    "国际移民组织与中国三家航运公司签署协议，为船员提供心理咨询热线。",
    "热线由十二名会说英语和他加禄语的咨询师值守，全天开通，通话免费。",
    "一名船长说，远洋航行最难熬的是第四个月，有人听你说话就好得多。",
    "协议有效期为两年，到期后将评估使用情况，并决定是否扩大到渔船。",
]


@pytest.mark.parametrize(
    "mark", ["【海风文摘www.haifeng.example】", "（转自港湾论坛）", "haifeng.example"]
)
def test_a_mark_at_the_end_of_most_lines_is_found(mark: str) -> None:
    assert watermark([line + mark for line in LINES]) == mark


def test_a_mark_at_the_beginning_of_most_lines_is_found() -> None:
    assert watermark(["港湾论坛首发：" + line for line in LINES]) is not None


def test_lines_without_a_mark_have_none() -> None:
    assert watermark(LINES) is None


def test_a_habit_of_style_is_no_mark() -> None:
    assert (
        watermark([f"第{n}条规定了船员的休息时间和值班安排，由船长负责执行。" for n in "一二三"])
        is None
    )


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("国际移民组织", ""),
        ("国际移民组织、中国海员工会", ""),
        ("国际移民组织驻华代表处发言人：", ""),
        ("", "这也是船员的工作。"),
        ("", "，来源国和目的国都是如此。"),
    ],
)
def test_what_a_writer_begins_or_ends_paragraphs_with_is_no_mark(before: str, behind: str) -> None:
    lines = [f"{before}{line[:-1]}{behind or '。'}" for line in LINES[:3]]
    assert watermark([*lines, LINES[3]]) is None


def test_paragraphs_that_begin_with_the_same_name_keep_it() -> None:
    lines = [
        "IOM China opened a help line for crews in Ningbo on Monday.",
        "IOM China staff answer it in three languages, day and night.",
        "IOM China will count the calls after a year, and ask whether fishermen need one.",
        "A captain said that the fourth month at sea is the hardest.",
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<title>A help line for crews</title><h1>A help line for crews</h1>{body}"
    for source in (None, "reposts"):
        record = parse(Document(page.encode(), source=source, media_type="text/html"))
        assert record.content.editions["en"].body.split("\n\n") == lines


@pytest.mark.parametrize(
    ("line", "date", "agency", "author"),
    [
        ("2024-12-22 16:57:52", "2024-12-22T16:57:52", None, None),
        ("时间：2023-6-16 来源：港口晚报 作者：林远 阅读：2031", "2023-06-16", "港口晚报", "林远"),
        ("发布时间：2018年05月30日", "2018-05-30", None, None),
        ("作者：admin | 分类：文学 | 浏览：117 | 评论：0", None, None, None),
        (
            "By Lin Yue | China Daily | Updated: 2019-07-12 08:55",
            "2019-07-12T08:55",
            "China Daily",
            "Lin Yue",
        ),
        ("2021-09-28 09:15 来源：临海日报", "2021-09-28T09:15", "临海日报", None),
        ("14 May 2021", "2021-05-14", None, None),
        ("浏览：88", None, None, None),
    ],
)
def test_a_byline_is_read(
    line: str, date: str | None, agency: str | None, author: str | None
) -> None:
    found = metaline.read_meta_line(line)
    assert found is not None
    assert [one.date for one in found.dates] == ([PageDate(date)] if date else [])
    assert (found.agency, found.author) == (agency, author)


@pytest.mark.parametrize(
    "line",
    [
        "国际移民组织近日发布报告。",
        "The course covered triage and referral.",
        "On 8 March 2024 the mission hosted a salon on community integration in Chengdu.",
        "A second course is planned for 2025.",
        "来源国和目的国代表出席会议",
        "",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert metaline.read_meta_line(line) is None


def test_a_dateline_on_its_own_line_is_the_events_date_not_the_publication() -> None:
    text = "2024年3月8日，成都\n" + "\n".join(LINES)
    assert parse(Document(text.encode())).content.published is None


def test_a_page_that_nobody_described_is_freed_of_pinyin_and_watermarks_too() -> None:
    lines = [
        "国际移民组织(guó jì yí mín zǔ zhī)驻华代表处昨天在昆明为返乡工人开设了一个新的咨询窗口",
        "工作人员说，窗口每周二(zhōu èr)和周四下午开放，来访者可以得到两种语言的帮助",
        "首日共有五十余人前来询问，其中多数(duō shù)人关心子女入学和社会保险如何接续",
        "代表处计划在年底以前再开设三个同样的窗口，地点分别在大理、瑞丽和河口三地",
    ]
    body = "".join(f"<p>{line}。云上文摘网整理</p>" for line in lines)
    page = f"<html><head><title>昆明设返乡咨询窗口</title></head><body><h1>昆明设返乡咨询窗口</h1>{body}</body></html>"
    record = parse(Document(page.encode(), url="https://news.example.org/a/7.html"))
    assert record.content.editions["zh-Hans"].body.split("\n\n") == [
        "国际移民组织驻华代表处昨天在昆明为返乡工人开设了一个新的咨询窗口。",
        "工作人员说，窗口每周二和周四下午开放，来访者可以得到两种语言的帮助。",
        "首日共有五十余人前来询问，其中多数人关心子女入学和社会保险如何接续。",
        "代表处计划在年底以前再开设三个同样的窗口，地点分别在大理、瑞丽和河口三地。",
    ]


def test_who_answers_in_an_interview_is_no_watermark() -> None:
    answers = [
        f"顾谷声：{line}"
        for line in (
            "我祖母不识字，但讲起话来极有文采，我想学给儿子听。",
            "茶馆、浴室、候诊室，三个地方最好，说话最真。",
            "那个音我追了九年，最后在渡口听一个撑船的人说了出来。",
        )
    ]
    assert watermark(answers) is None
