"""What pages of our sources by writers who never read a parser taught, each as small as it gets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.parsers import parse
from crawler.parsers.document import Document
from crawler.parsers.html import tree
from crawler.parsers.htmlblocks import blocks
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
