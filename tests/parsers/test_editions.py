"""Paragraphs become editions: one text per language, in the page's order."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.editions import editions, foreign_language

ZH = "沙龙围绕语言学习、子女入学和就医展开讨论，社区工作人员表示志愿者陪同最受欢迎。"
EN = "The salon discussed language learning, school enrolment and medical care in the district."


def test_the_pages_first_language_comes_first() -> None:
    assert list(editions([ZH, EN], {})[0]) == ["zh-Hans", "en"]
    assert list(editions([EN, ZH], {})[0]) == ["en", "zh-Hans"]


def test_alternating_paragraphs_are_put_together() -> None:
    made, _ = editions([ZH, EN, ZH, EN], {})
    assert made["zh-Hans"].body == f"{ZH}\n\n{ZH}"
    assert made["en"].body == f"{EN}\n\n{EN}"


def test_a_short_quotation_makes_no_edition() -> None:
    made, _ = editions([EN * 3, "“欢迎光临”", EN * 3], {})
    assert list(made) == ["en"]
    assert "“欢迎光临”" in made["en"].body


def test_the_second_languages_headline_is_no_paragraph() -> None:
    made, _ = editions([ZH, "A Salon on Community Life", EN * 2], {"zh-Hans": "社区沙龙"})
    assert made["en"].title == "A Salon on Community Life"
    assert made["en"].body == EN * 2


def test_a_title_in_the_other_language_serves_a_page_with_one_edition() -> None:
    made, _ = editions([EN, EN], {"zh-Hans": "社区融入沙龙"})
    assert made["en"].title == "社区融入沙龙"


def test_a_title_glued_in_front_of_the_text_comes_off() -> None:
    made, _ = editions([f"A Salon on Community Life {EN}"], {"en": "A Salon on Community Life"})
    assert made["en"].body == EN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les familles ont reçu du mil et une formation sur la conservation des récoltes avec les services du ministère et de la région.", "French"),
        ("Las familias recibieron semillas y una formación sobre la conservación de las cosechas con los servicios del ministerio y de la región.", "Spanish"),
        ("Семьи получили семена и прошли обучение хранению урожая вместе со службами министерства.", "Russian"),
        ("家族は種を受け取り、収穫の保存についての研修を受けました。そして村へ帰りました。", "Japanese"),
        (EN * 2, None),
        ("IOM", None),
    ],
)  # fmt: skip
def test_a_third_language_is_named(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


def _two_editions(chinese_heading: str) -> str:
    menu = "<nav><ul><li><span>About</span><p>The mission works with governments and partners in many countries.</p></li></ul></nav>"
    zh = (
        "<p>2026年1月1日-北京 驻华代表处今日宣布新的计划，项目将在北京及周边地区惠及两千余人，为期三年。</p>"
        * 2
    )
    en = (
        "<p>Beijing – The mission in China announced a new plan today; it will reach some two thousand people over three years.</p>"
        * 2
    )
    return (
        f"<html><head><title>School Guide | Mission</title></head><body>{menu}<main><article><h1>School Guide</h1>"
        f"<div>1 January 2026</div><div class='body'><h2>{chinese_heading}</h2>{zh}{en}</div></article></main></body></html>"
    )


@pytest.mark.parametrize(
    "heading", ["移民子女入学指南（2025年版）发布", "2026年移民政策年历发布", "误发稿件测试"]
)
def test_a_short_heading_or_one_with_a_year_is_the_other_edition_s_title(heading: str) -> None:
    record = parse(Document(_two_editions(heading).encode(), source="iom_news"))
    assert record.content.editions["zh-Hans"].title == heading
    assert record.content.editions["en"].title == "School Guide"


def test_a_menu_is_no_text_however_little_the_page_tells() -> None:
    page = _two_editions("移民子女入学指南发布")
    start, end = page.index("<h2>"), page.index("</div></article>")
    for said, refused in (
        ("Closed until Monday, says the office.", False),
        ("The content you are looking for is not available.", True),
    ):
        record = parse(
            Document((page[:start] + f"<p>{said}</p>" + page[end:]).encode(), source="iom_news")
        )
        assert [edition.body for edition in record.content.editions.values()] == [said]
        assert (record.not_understood is not None) == refused
