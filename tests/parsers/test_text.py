"""Scraped text comes out clean, whole and unglued, and nothing else happens to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.text.clean import clean, clean_lines, mojibake
from crawler.parsers.text.joints import separate_joints
from crawler.parsers.text.wraps import join_wraps


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\u00a0b", "a b"),
        ("  a \t b\r\n", "a b"),
        ("mi\u200bgra\u00adtion", "migration"),
        ("\u202eevil\u202c", "evil"),
        ("\ufeff国际\u200d移民", "国际移民"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("　　国际移民组织　驻华代表处", "国际移民组织 驻华代表处"),
        ("IOM&#8217;s office&nbsp;in China", "IOM’s office in China"),
        ("R&amp;D &#x4e2d;&#22269;", "R&D 中国"),
        ("AT&amp;amp;T", "AT&T"),
        ("Q&A; R&D", "Q&A; R&D"),
        ("表示：“欢迎，”（完）", "表示：“欢迎，”（完）"),
        ("e\u0301cole", "école"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_clean_keeps_what_is_read_and_nothing_else(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted


@given(st.text())
def test_clean_is_idempotent_and_gives_one_line(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once.splitlines()) <= 1


@given(st.text("&#;x0138abmp \u200b\u037e"))
def test_clean_is_idempotent_on_nested_entities(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


def test_deeply_nested_entities_end() -> None:
    once = clean("&" + "#38;" * 5000 + "#65;")
    assert clean(once) == once


def test_lines_keep_their_blanks() -> None:
    assert clean_lines("a \r\n\r\n b\u2028c") == ["a", "", "b", "c"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the cafÃ© of GenÃ¨ve", "UTF-8 read as Latin-1"),
        ("IOMâ€™s office and Chinaâ€™s", "UTF-8 read as Latin-1"),
        ("国际移民组织".encode().decode("cp1252", "ignore"), "UTF-8 read as Latin-1"),
        ("国际移民组织".encode("gbk").decode("latin-1"), "GBK"),
        ("Über IOM: " + "国际移民组织".encode("gbk").decode("latin-1"), "GBK"),
        ("l’écoleâ€™s caféÃ©", "UTF-8 read as Latin-1"),
        ("国际移民组织，在京。举办，研讨会。".encode().decode("gbk", "ignore"), "read as GBK"),
        ("lost \ufffd here", "U+FFFD"),
    ],
)
def test_wrong_decoding_is_told_in_plain_words(text: str, reason: str) -> None:
    assert reason in (mojibake(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Genève, São Tomé, Ñandú, Çeşme",
        "5 °C – “quoted” … €100",
        "国际移民组织，驻华。",
        "ÀÉÎÕÜ",
        "café’s «déjà vu» créée à l’été",
    ],
)
def test_right_text_is_left_in_peace(text: str) -> None:
    assert mojibake(text) is None


WRAPPED = [
    "Chengdu - The office opened a training course for border officers from nine",
    "provinces last week. The course is part of a programme that began in 2019 and",
    "has so far reached four hundred officers.",
    "Participants discussed the identification of victims, referral to shelters and",
    "the protection of children who travel alone.",
]


def test_hard_wrapped_english_becomes_paragraphs() -> None:
    assert join_wraps(WRAPPED) == [" ".join(WRAPPED[:3]), " ".join(WRAPPED[3:])]


def test_a_headline_and_a_list_keep_their_breaks_beside_wrapped_prose() -> None:
    heading = "Border Officers Trained in Chengdu"
    items = ["- shelters in three provinces", "- a hotline in six languages"]
    joined = join_wraps([heading, *WRAPPED, *items])
    assert joined == [heading, " ".join(WRAPPED[:3]), " ".join(WRAPPED[3:]), *items]


def test_a_full_width_headline_is_not_glued_to_the_dateline_below() -> None:
    heading = "Regional Dialogue on Labour Migration and Ethical Recruitment Opens in Chengdu"
    assert join_wraps([heading, *WRAPPED])[0] == heading


def test_labels_and_values_before_wrapped_prose_stay_lines() -> None:
    rows = ["Start Date", "2017", "Budget Amount (USD)", "100000.00", "Who we are"]
    assert join_wraps([*rows, *WRAPPED])[: len(rows)] == rows


def test_a_line_that_ends_in_an_address_ends_its_paragraph() -> None:
    contact = "For more information write to office@example.org"
    footnote = "The course is funded by the fund and will end in 2027."
    joined = join_wraps(
        [
            *WRAPPED,
            "Participants will meet again in the spring to report what they did",
            contact,
            footnote,
        ]
    )
    assert joined[-1] == footnote


def test_blank_lines_keep_their_break() -> None:
    assert join_wraps([*WRAPPED[:2], "", *WRAPPED[2:3]]) == [" ".join(WRAPPED[:2]), WRAPPED[2]]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    whole = [
        "The first paragraph stands on one line and is as long as the author wished it to be, whatever the width.",
        "The second one does too, and nothing tells that it would go on somewhere else than where it ends.",
        "So does the third.",
    ]
    assert join_wraps(whole) == whole


def test_a_list_of_headlines_is_no_wrapped_paragraph() -> None:
    menu = [
        "IOM and Partners Open a New Resource Centre in Kunming",
        "Migrant Children in Yunnan Return to School This Autumn",
        "Officials From Ten Provinces Visit the Geneva Headquarters",
        "Who we are",
        "Where we work",
    ]
    assert join_wraps(menu) == menu


def test_hard_wrapped_chinese_is_joined_without_spaces() -> None:
    lines = [
        "国际移民组织驻华代表处上周在成都为来自九个省份的边检人员举办了",
        "培训班。该培训班是二〇一九年启动的项目的一部分，迄今已有四百名",
        "人员参加了学习，并对课程内容给予了积极评价，希望今后继续开展类",
        "似的活动。",
    ]
    assert join_wraps(lines) == ["".join(lines)]


def test_two_hard_wrapped_chinese_paragraphs_stay_two() -> None:
    lines = [
        "国际移民组织驻华代表处上周在成都为来自九个省份的边检人员举办了",
        "培训班。该培训班是二〇一九年启动的项目的一部分。",
        "与会者讨论了如何识别受害者、如何转介到庇护所以及如何保护独自旅",
        "行的儿童等问题，并参观了当地的服务中心和培训设施，收获很大，希",
        "望继续合作。",
    ]
    assert join_wraps(lines) == ["".join(lines[:2]), "".join(lines[2:])]


def test_a_chinese_paragraph_that_breaks_off_inside_a_latin_name_goes_on() -> None:
    first = "会议于周五闭幕。驻华代表在闭幕式上感谢所有与会代表的参与，并特别感谢从日内瓦总部远道而来的专家 Maria"
    second = "Rossi 和来自各地区办公室的同事们所做的贡献。他表示今后将继续合作。"
    assert join_wraps([first, second]) == [f"{first} {second}"]


def test_a_chinese_contact_line_is_not_glued_to_what_follows() -> None:
    first = "会议于周五闭幕，与会代表们进行了充分交流，会议取得了圆满成功。更多信息请联系王明:wang@iom.int"
    second = "本次会议由国际移民组织主办，成都市政府协办。"
    assert join_wraps([first, second]) == [first, second]


def test_a_hyphen_at_the_line_end_joins_its_word() -> None:
    lines = [
        "The fund supports partners that work together in the framework of South-",
        "South cooperation and share what they have learnt with other countries in",
        "the region.",
    ]
    assert "South-South cooperation" in join_wraps(lines)[0]


PAGE = "The two sides met under South-South rules. All agreed. Both the EU-China plan and more. See it. "


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("They led two projects.More than 50 came.", ["They led two projects.", "More than 50 came."]),
        ("civil society.In the end", ["civil society.", "In the end"]),
        ("in China.Mr. Wang spoke", ["in China.", "Mr. Wang spoke"]),
        ('best practice."Ms. Hu said', ['best practice."', "Ms. Hu said"]),
        ("safe migration.”.Ms. Hu", ["safe migration.”.", "Ms. Hu"]),
        ("under the GDF.“The help", ["under the GDF.", "“The help"]),
        ("said Rossi.“Begun in 2017", ["said Rossi.", "“Begun in 2017"]),
        ("NGOs, etc.In the talks", ["NGOs, etc.", "In the talks"]),
        ("a new plan (MMSP).The launch", ["a new plan (MMSP).", "The launch"]),
        ("two projects.More came.Then more", ["two projects.", "More came.", "Then more"]),
        ("is theEU-China plan", ["is the EU-China plan"]),
        ("work underSouth-South rules", ["work under South-South rules"]),
    ],
)  # fmt: skip
def test_glued_joints_come_apart(glued: str, parts: list[str]) -> None:
    assert separate_joints(glued, PAGE * 3 + glued) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Regional Director a.i. in Bangkok", "the U.S. and the U.K.Government", "see iom.int or www.Iom.Int",
        "Node.js and ASP.NET", "https://example.org/a.Page", "Write to Li.Wang@iom.int", "$3.86 million",
        "a Ph.D student", "Brunson McKinley", "an iPhone on eBay", "Booking.Com", "Mr.Zhang and Dr.Li",
        "file report.Pdf", "e.g.Some", "YouTube and LinkedIn", "St.Petersburg", "No.The 5",
    ],
)  # fmt: skip
def test_names_and_abbreviations_stay_whole(whole: str) -> None:
    assert separate_joints(whole, PAGE * 3 + whole) == [whole]


def test_a_brand_whose_parts_are_words_of_the_page_stays_whole() -> None:
    page = "The mac runs an OS. Use macOS at work, and macOS at home."
    assert separate_joints("Use macOS at work", page) == ["Use macOS at work"]


def test_one_overlong_line_does_not_hide_where_paragraphs_end() -> None:
    lines = [WRAPPED[0] + " who had come by train from far", *WRAPPED[1:]]
    assert join_wraps(lines) == [" ".join(lines[:3]), " ".join(lines[3:])]


def test_an_author_who_leaves_out_spaces_gets_spaces_not_paragraphs() -> None:
    text = "It began well.More came later.Then all went home."
    assert separate_joints(text, text) == ["It began well. More came later. Then all went home."]


@given(st.lists(st.text(), max_size=8))
def test_joining_and_separating_never_raise_and_lose_no_word(lines: list[str]) -> None:
    joined = join_wraps(lines)
    assert "".join("".join(joined).split()) == "".join("".join(lines).split())
    for paragraph in joined:
        parts = separate_joints(paragraph, "\n".join(joined))
        assert "".join("".join(parts).split()) == "".join(paragraph.split())


@pytest.mark.seeds
def test_the_seeds_eleven_joints_are_separated_and_its_wraps_joined(seed: dict[str, str]) -> None:
    paragraphs = join_wraps(clean_lines(seed["000"]))
    page = "\n".join(paragraphs)
    parts = [part for text in paragraphs for part in separate_joints(text, page)]
    assert "Ugochi Daniel 、" in page
    assert len([part for part in parts if part.isascii() or part[0] in "“MITO9"]) == 11
    assert any("under South-South Cooperation" in part for part in parts)
    assert any(
        part.startswith("9/28/2022 Beijing") and part.endswith("projects.") for part in parts
    )
