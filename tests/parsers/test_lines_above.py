"""Flat pages, every line a paragraph: what stands above the title is none of the text."""

from __future__ import annotations

import pytest

from tests.parsers.small_pages import paragraphs, read_page, text

TITLE, ZH_TITLE = "A reading room opens in Kunming", "国际移民组织在昆明开设阅览室"
STORY = (
    "The International Organization for Migration opened a reading room in Kunming on Tuesday.",
    "It has four hundred picture books in three languages, and a shelf of dictionaries for parents.",
    "The room is open on Saturdays from ten to four, and two students look after it.",
)
ZH = (
    "国际移民组织星期二在昆明开设了一间阅览室，桌椅还没有摆好，孩子们已经坐满了一屋子。",
    "阅览室有四百本三种语言的图画书，还有一架子供家长使用的词典，全部由读者捐赠。",
    "阅览室每周六上午十点到下午四点开放，由两名大学生轮流值班，今年夏天还要添置两排书架。",
)


@pytest.mark.parametrize(
    "above",
    [
        ("US EUROPE AFRICA ASIA 中文", "World / Newsmakers"),
        ("Off the wire", "Snow in May • A ferry sails again • Wool is dearer • Bridge opens"),
        ("Press release", "Who we are", "IOM has promoted humane migration since it was founded."),
    ],
)
def test_crumbs_tickers_and_blurbs_above_the_title_are_none_of_the_text(
    above: tuple[str, ...],
) -> None:
    stamp = "<p>(Xinhua) Updated: 2016-06-21 14:18</p>"
    record = read_page(
        TITLE, f"{paragraphs(*above)}<h1>{TITLE}</h1>{stamp}{paragraphs(*STORY, *STORY[::-1])}"
    )
    assert text(record) == [*STORY, *STORY[::-1]]
    assert record.content.agency == "Xinhua"
    assert set(above) <= set(record.furniture)


def test_a_byline_is_read_whatever_stood_above_the_title() -> None:
    above = paragraphs("首頁 -> 內地", "今日要聞")
    stamp = "<p>2022-06-08 15:21 | 稿件来源:滇池网 参与评论()人</p>"
    record = read_page(ZH_TITLE, f"{above}<h1>{ZH_TITLE}</h1>{stamp}{paragraphs(*ZH)}")
    assert (text(record), record.content.agency) == (list(ZH), "滇池网")


def test_a_long_opening_above_the_title_stays() -> None:
    record = read_page(TITLE, f"{paragraphs(*STORY[:2])}<h1>{TITLE}</h1>{paragraphs(STORY[2])}")
    assert text(record) == list(STORY)


def test_blurbs_above_a_projects_title_are_none_of_its_description() -> None:
    above = (
        "Press release",
        "Who we are",
        "IOM has promoted humane migration since it was founded.",
    )
    rows = ("Project Status", "Active", "Budget Amount (USD)", "150000", "Projects ID", "PO.0264")
    record = read_page(
        TITLE,
        f"{paragraphs(*above)}<h1>{TITLE}</h1>{paragraphs(*rows, *STORY)}",
        url="https://developmentfund.iom.int/projects/reading-room",
    )
    assert text(record) == [*STORY]
    assert record.content.fields["Project Status"].raw == "Active"
