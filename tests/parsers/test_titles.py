"""A title stands as a heading; a sentence does not; a glued headline comes off its text."""

from __future__ import annotations

import pytest

from crawler.parsers.titles import headlines

BELOW = "The officers came from eleven airports and stayed for four days."


@pytest.mark.parametrize(
    "line",
    [
        "Airport Officers Look Closely at Travel Documents",
        "IOM, China Sign Agreement on Data",
        "New service center helps foreign residents settle in",
        "Experts: Remittances Build Schools in Fujian",
        "Is a Passport Enough?",
        "国际移民组织在上海举办劳务移民对话会",
        "我市与国际移民组织合作开展外籍人员服务站建设",
        "《城市新居民生活手册》发布",
        "國際移民組織與廣東合作培訓跨境照護人員",
    ],
)
def test_a_heading_stands_as_one(line: str) -> None:
    assert headlines.stands_as_heading(line, BELOW)


@pytest.mark.parametrize(
    "line",
    [
        "The International Organization for Migration opened a reading room in Xi'an.",
        "国际移民组织近日发布报告，呼吁各国关注滞留海员的权益。",
        "Kunming – Forty-two health officers from three border counties completed a course on health",
        "2018年6月5日，北京——国际移民组织驻华代表处为来自十个省份的35名领事官员举办了危机应对培训班",
        "2024-12-22 16:57:52",
        "12 / 34 / 56",
        "contact us, or write to the editor,",
    ],
)
def test_a_sentence_a_dateline_or_a_number_is_no_heading(line: str) -> None:
    assert not headlines.stands_as_heading(line, BELOW)


def test_a_line_that_goes_on_in_small_letters_is_a_wrapped_sentence() -> None:
    line = "The seminar is part of a two-year project that has so far reached"
    assert not headlines.stands_as_heading(line, "410 officers.".lower().replace("410 ", ""))


def test_the_last_line_of_a_text_is_no_title() -> None:
    assert not headlines.stands_as_heading("Airport Officers Look Closely", None)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "IOM Opens a Salon in Chengdu On 8th March 2024, in Chengdu, the mission opened a salon for new neighbours and old ones.",
            "IOM Opens a Salon in Chengdu",
        ),
        (
            "Police and Social Workers Learn Together Nanning, 7 November 2019 – Thirty officers met for three days and nights to learn.",
            "Police and Social Workers Learn Together",
        ),
        (
            "Workshop on Safe Returns Held in Beijing Beijing – The mission held a workshop on safe returns with two ministries this week.",
            "Workshop on Safe Returns Held in Beijing",
        ),
        (
            "IOM and China Sign Agreement on Labour Data The International Organization for Migration (IOM) and China signed an agreement on labour data.",
            "IOM and China Sign Agreement on Labour Data",
        ),
    ],
)
def test_a_glued_english_headline_comes_off(text: str, head: str) -> None:
    assert headlines.split_glued(text, "en") == (head, text[len(head) + 1 :])


def test_a_glued_chinese_headline_comes_off() -> None:
    text = "国际移民组织举办社区融入沙龙 2024年3月8日，国际移民组织驻华代表处在成都举办了社区融入沙龙，居民分享了经历。"
    assert headlines.split_glued(text, "zh-Hans")[0] == "国际移民组织举办社区融入沙龙"


@pytest.mark.parametrize(
    "text",
    [
        "The Government of China is willing to engage further. On 30 June it became a member of the organization.",
        "International Organization for Migration officers said On Thursday they would stay until the end of the year.",
        "Kunming – Forty-two health officers from three border counties completed a course. The course covered triage.",
    ],
)
def test_a_text_without_a_headline_keeps_its_first_words(text: str) -> None:
    assert headlines.split_glued(text, "en") == (None, text)


def test_one_line_can_hold_the_title_in_both_languages() -> None:
    assert headlines.by_language(["移民健康培训班在西宁开班 Health Training Opens in Xining"]) == {
        "zh-Hans": "移民健康培训班在西宁开班",
        "en": "Health Training Opens in Xining",
    }


@pytest.mark.parametrize(
    "title",
    [
        "苹果发布iPhone 15 Pro Max",
        "IOM驻华代表Giuseppe Crocetti离任",
        "An evening with Li Wen (李文)",
    ],
)
def test_a_name_in_the_other_script_does_not_cut_a_title(title: str) -> None:
    assert list(headlines.by_language([title]).values()) == [title]


def test_titles_are_the_same_whatever_their_spaces_quotes_and_case() -> None:
    assert headlines.same_title("“Safe Returns” – a workshop", "safe returns: A Workshop")
    assert headlines.same_title("ÉCOLE ouverte", "école ouverte")
    assert not headlines.same_title("Safe Returns", "Safe Return")
