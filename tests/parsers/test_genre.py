"""A page's genre is told by its address, its labels and its marks; relevance by its words."""

from __future__ import annotations

import pytest

from crawler.parsers.genres import genre
from crawler.parsers.relevance.concern import off_topic
from storage.types import Content, Edition, Field


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.iom.int/project/x", "project"),
        ("https://iom.int/news/x", "news"),
        ("https://vietnam.iom.int/en/news/x", "news"),
        ("http://developmentfund.iom.int/project/x", "project"),
        ("http://www.chinadaily.com.cn/a/201907/12/WS5d.html", "press"),
        ("http://europe.chinadaily.com.cn/cndy/2008-03/21/content_1.htm", "press"),
        ("http://www.china.org.cn/international/news/2008-03/21/content_1.htm", "press"),
        ("http://en.chinagate.cn/2009-11/24/content_1.htm", "press"),
        ("https://blog.example.com/post/123.html", "repost"),
        ("https://example.org/story", "news"),
        ("https://chinadaily.com.cn.example.org/a", "news"),
        ("https://notiom.int/project/x", "news"),
        (None, "news"),
    ],
)
def test_the_address_tells_the_genre(url: str | None, wanted: str) -> None:
    assert genre.genre_of(url, "", ["A title", "A text."])[0] == wanted


def test_three_labels_make_a_project() -> None:
    assert genre.genre_of(None, "", ["Start Date", "2017", "Coverage", "National", "Prima ID"]) == (
        "project",
        "label",
    )
    assert genre.genre_of(None, "", ["Start Date", "2017", "Coverage", "National"])[0] == "news"


def test_bare_values_with_a_projects_number_make_a_project() -> None:
    assert genre.genre_of(None, "", ["A title", "TC.0789", "100,000", "China", "Completed"]) == (
        "project",
        "shape",
    )


def test_an_agency_bracket_at_the_end_makes_press() -> None:
    assert genre.genre_of(None, "", ["A text.", "(China Daily March 21, 2008)"]) == (
        "press",
        "mark",
    )


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<link href='/zb_users/theme/x.css'>", []),
        ("<form id=frmSumbit>", []),
        ("", ["当前位置：首页 > 文学 > 正文"]),
        ("有话要说...", []),
    ],
)
def test_an_aggregators_marks_make_a_repost(source: str, lines: list[str]) -> None:
    assert genre.genre_of(None, source, [*lines, "一段正文。"]) == ("repost", "mark")


@pytest.mark.parametrize(
    ("url", "kind", "source"),
    [
        ("https://www.iom.int/news/x", "news", "iom_news"),
        ("https://www.iom.int/project/x", "project", "iom_projects"),
        ("http://usa.chinadaily.com.cn/x", "press", "chinadaily"),
        ("http://www.china.org.cn/x", "press", "china_org_cn"),
        ("https://x.example/post/1.html", "repost", "reposts"),
        ("https://x.example/story", "news", None),
    ],
)
def test_a_built_in_source_is_told_by_the_host(
    url: str, kind: genre.Genre, source: str | None
) -> None:
    assert genre.source_of(url, kind, concerns_iom=True) == source


def of(text: str, **more: Field) -> Content:
    return Content(editions={"en": Edition(None, text)}, fields=more)


@pytest.mark.parametrize(
    "text",
    [
        "The International Organization for Migration opened an office in Beijing.",
        "IOM helps migrants return to China.",
        "国际移民组织在成都举办沙龙，来自中国各地的代表参加。",
        "國際移民組織駐華代表處",
    ],
)
def test_a_text_about_both_is_on_topic(text: str) -> None:
    assert off_topic(of(text)) is None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The International Organization for Migration opened an office in Quito.", "China"),
        ("China opened a railway to the plateau.", "IOM"),
        ("The IOM of Man TT races drew riders from China.", "IOM"),
        ("A bakery for the night shift.", "IOM and China"),
    ],
)
def test_a_text_that_lacks_one_is_off_topic_with_the_reason(text: str, missing: str) -> None:
    assert off_topic(of(text)) == f"off-topic: {missing}: not named in the kept text"


def test_a_fund_project_concerns_iom_by_its_number() -> None:
    field = Field(("China",), "China")
    content = Content(
        editions={"en": Edition(None, "Registers are scanned.")},
        fields={"Projects ID": Field("PO.0001", "PO.0001"), "Benefiting Member States": field},
    )
    assert off_topic(content) is None
