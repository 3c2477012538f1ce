"""Field values as a reader of each language finds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from alerts.digest import Material, compose
from alerts.field_rows import field_label
from alerts.phrases import Words, phrases
from alerts.render import render
from alerts.vocabulary import value_words
from crawler.parsers.projects.labels import DONOR, PARTNERS, PERIOD
from storage.types import Amount, Content, Edition, Field, FieldValue, PageDate, Recipient
from tests.alerts import samples
from tests.alerts.samples import EN, NOW, ZH, change

CHINESE, ENGLISH = phrases("zh-Hans"), phrases("en")


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("Active", "进行中", "Active"),
        ("completed ", "已完成", "Completed"),
        ("Planned", "计划中", "Planned"),
        ("On hold", "暂缓", "On hold"),
        ("Suspended", "已暂停", "Suspended"),
        ("Migration Health", "移民健康", "Migration Health"),
        ("24 months", "24个月", "24 months"),
        ("1 Year", "1年", "1 year"),
        ("6 weeks", "6周", "6 weeks"),
        ("18个月", "18个月", "18 months"),
        ("Migration Policy Activities", "移民政策活动", "Migration Policy Activities"),
        ("Asia and Oceania", "亚洲和大洋洲", "Asia and Oceania"),
        (("China", "Viet Nam", "Republic of Korea"), "中国、越南、韩国", "China, Viet Nam, Republic of Korea"),
        (Amount("150000.00", "USD"), "150,000美元", "USD 150,000"),
        (Amount("99.50", "XXQ"), "XXQ 99.50", "XXQ 99.50"),
        (PageDate("2024-10"), "2024年10月", "October 2024"),
    ],
)  # fmt: skip
def test_what_is_known_is_said_in_the_readers_language(
    value: FieldValue, chinese: str, english: str
) -> None:
    assert value_words(value, "", CHINESE, 300) == Words(chinese, "zh-Hans")
    assert value_words(value, "", ENGLISH, 300) == Words(english, "en")


@pytest.mark.parametrize(
    ("value", "text", "language"),
    [
        ("Under evaluation", "Under evaluation", "en"),
        (("China", "Atlantis"), "China、Atlantis", "en"),
        (("Kosovo", "China"), "Kosovo、China", "en"),
        ("TCMMCB", "TCMMCB", "zh-Hans"),
        ("PO.0312", "PO.0312", "zh-Hans"),
        ("已批准", "已批准", "zh-Hans"),
    ],
)
def test_what_nobody_translated_stays_and_says_its_language(
    value: FieldValue, text: str, language: str
) -> None:
    assert value_words(value, "", CHINESE, 300) == Words(text, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["24 months or more", "2026 months", "24年"])
def test_what_only_begins_with_a_span_of_time_stays_as_it_is(text: str) -> None:
    assert value_words(text, "", CHINESE, 300).text == text
    assert value_words(text, "", ENGLISH, 300).text == text


def test_a_known_word_is_translated_where_it_stands_in_place_of_a_date() -> None:
    assert value_words(None, "Ongoing", CHINESE, 300) == Words("进行中", "zh-Hans")


def test_the_labels_that_our_own_reading_gives_rows_are_said_in_chinese() -> None:
    shown = [field_label(label, CHINESE) for label in (DONOR, PARTNERS, PERIOD)]
    assert shown == ["资助方", "合作伙伴", "项目期限"]


def test_an_unreadable_value_is_shown_as_the_page_has_it() -> None:
    assert value_words(None, "see annex", CHINESE, 300) == Words("see annex", "en")
    assert value_words(None, "已批准", ENGLISH, 300) == Words("已批准", "zh-Hans")
    assert value_words(None, " ", CHINESE, 300) == Words("—", "zh-Hans")


def page(person: Recipient, before: Content, after: Content) -> str:
    changes = (change(1, "p", before, after, "fields-changed", genre="project"),)
    made = compose(person, Material(changes=changes, names=samples.NAMES), NOW)
    assert made is not None
    return render(made).html


def project(status: str, **more: object) -> Content:
    fields = {"Project Status": Field(status, status)}
    return Content({"zh-Hans": Edition("项目", "正文。")}, fields=fields, **more)  # type: ignore[arg-type]


def test_a_changed_status_is_told_in_chinese_and_an_unknown_one_marked_as_english() -> None:
    row = lxml_html.fromstring(page(ZH, project("Active"), project("Completed")))
    assert row.xpath("//del")[0].text_content() == "进行中"
    assert row.xpath("//ins")[0].text_content() == "已完成"
    row = lxml_html.fromstring(page(ZH, project("Active"), project("Under evaluation")))
    assert row.xpath("//ins/span[@lang='en']/text()") == ["Under evaluation"]
    row = lxml_html.fromstring(page(EN, project("Active"), project("Completed")))
    assert row.xpath("//ins")[0].text_content() == "Completed"


def test_a_changed_date_is_told_as_the_reader_writes_dates() -> None:
    before = project("Active", published=PageDate("2026-11-03"))
    after = replace(before, published=PageDate("2026-11-05"))
    assert "2026年11月5日</ins>" in page(ZH, before, after)
    assert "5 November 2026</ins>" in page(EN, before, after)
