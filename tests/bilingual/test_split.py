"""What holds for every text, and the seams that are easily missed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from corpus import cases
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.bilingual.spans import Span, language_of, split, split_blocks

#: Text as pages have it at their worst: both scripts, their punctuation, numbers, breaks, anything.
WORDS = st.sampled_from(
    [
        "国际移民组织", "会议", "的", "张翼", "IOM", "The", "migration", "Ugochi Daniels", "a@b.org", "。", ". ", ",", "，",
        " ", "\n", "\n\n", "(", ")", "《", "》", "“", "”", "2024", "9/28/2022", "年", "+86 10 5555", "|", ":", "/", "https://a.org/b", "…",
    ]
)  # fmt: skip
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40).map("".join)


def parts(text: str) -> list[tuple[str, str]]:
    return [(span.language, text[span.start : span.end].strip()) for span in split(text)]


@given(MIXED)
def test_spans_tile_any_text_and_alternate(text: str) -> None:
    spans = split(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans)
    assert {span.language for span in spans} <= {"zh", "en"}
    assert all(a.language != b.language for a, b in pairwise(spans))


@given(st.text())
def test_no_text_at_all_raises(text: str) -> None:
    assert sum(span.end - span.start for span in split(text)) == len(text)
    assert language_of(text) in {"zh", "en", None}


@given(st.lists(MIXED, max_size=6))
def test_the_pieces_of_each_block_joined_are_the_block(blocks: list[str]) -> None:
    pieces = split_blocks(blocks)
    assert ["".join(part for part, _ in block) for block in pieces] == blocks
    assert all(part for block in pieces for part, _ in block)


def test_an_empty_text_has_no_spans() -> None:
    assert split("") == ()


@pytest.mark.parametrize("text", ["2024-10-17", "…", " \n ", "+86 10 5555 0123", "🙂"])
def test_a_text_without_letters_counts_as_english_and_has_no_language(text: str) -> None:
    assert split(text) == (Span(0, len(text), "en"),)
    assert language_of(text) is None


def test_a_dateline_of_numbers_opens_the_english_after_it() -> None:
    text = "各方对此表示满意。\n3/14/2019 Lagos - The first training has begun.\n"
    assert parts(text) == [
        ("zh", "各方对此表示满意。"),
        ("en", "3/14/2019 Lagos - The first training has begun."),
    ]


def test_an_email_after_chinese_stays_with_its_sentence_though_english_follows_in_the_line() -> (
    None
):
    text = "请联系项目官员:office@example.org。 Mission in Beijing opens a second service centre"
    assert parts(text)[0] == ("zh", "请联系项目官员:office@example.org。")


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        ("各方表示满意。\n2021-03-08\n\nThe office is open.", "The office"),
        ("各方表示满意。\n\n2021-03-08\nThe office is open.", "2021"),
        ("各方表示满意。\n2021-03-08\nThe office is open.", "2021"),
        ("各方表示满意。\n+86 10 5555 0101\nThe office is open.", "The office"),
        ("各方表示满意。\n-\nThe office is open.", "-"),
    ],
)
def test_a_lone_line_without_letters_goes_with_the_nearer_text(text: str, boundary: str) -> None:
    assert split(text)[1].start == text.index(boundary)


def test_a_web_address_ends_the_chinese_sentence_that_names_it() -> None:
    text = "更多信息请访问:www.example.org Thank you for your attention to our work."
    assert parts(text)[1] == ("en", "Thank you for your attention to our work.")


def test_a_number_goes_with_the_label_before_it() -> None:
    text = "会议时间 2023-05-06 14:00 The meeting takes place on the second floor."
    assert parts(text)[0] == ("zh", "会议时间 2023-05-06 14:00")


def test_names_of_the_other_script_stay_in_their_sentence() -> None:
    assert language_spans("他与Maria Oduya(IOM)在会上发言。") == ["zh"]
    assert language_spans("She met Mr. Liu Zhenhua (刘振华) of the city of Yiwu.") == ["en"]


def language_spans(text: str) -> list[str]:
    return [span.language for span in split(text)]


def test_blocks_are_read_in_the_context_of_the_page() -> None:
    blocks = ["会议在北京举行。", "2019-07-05", "", "The meeting was held in Beijing.会议结束。"]
    assert split_blocks(blocks) == [
        [("会议在北京举行。", "zh")],
        [("2019-07-05", "en")],
        [],
        [("The meeting was held in Beijing.", "en"), ("会议结束。", "zh")],
    ]


def test_the_language_of_a_text_is_that_of_most_of_it() -> None:
    assert (
        language_of("国际移民组织(International Organization for Migration)是联合国移民机构。")
        == "zh"
    )
    assert language_of("The Ministry (外交部) issued a statement on Monday.") == "en"


def test_a_page_of_one_script_costs_one_span() -> None:
    for case in cases("known"):
        if set(case.labels) == {"e"} and case.text.isascii():
            assert split(case.text) == (Span(0, len(case.text), "en"),)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        "移a", "a", "移", "1", " ", "a@", "http://", "a.b", "移 a ", "(", "The 移", "\n", "Aa. 移",
        "09:00 签到09:00 Registration", "\n1. 会议 Meeting", " | English | 中文", "「a」移", "IV. 移\n",
    ],
)  # fmt: skip
def test_a_megabyte_of_anything_is_split_in_time(unit: str) -> None:
    text = "移a" + unit * (1_000_000 // len(unit) // 4)
    assert split(text)[-1].end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "研究报告上周公开，题为Measuring what returning workers send home。作者来自三所大学。",
        "今年的主题是Shared Roads and Safer Journeys for Everyone，活动在昆明举行。",
    ],
)
def test_an_english_title_that_a_chinese_sentence_tells_is_part_of_it(text: str) -> None:
    assert parts(text) == [("zh", text)]


def test_an_english_sentence_behind_a_chinese_one_is_none_of_it() -> None:
    text = "活动在昆明举行。The fair was held in Kunming。欢迎报名参加。"
    assert [language for language, _ in parts(text)] == ["zh", "en", "zh"]


@pytest.mark.parametrize(
    "text",
    [
        "Our Room (我们住过的那个小房间, Women Zhuguo De Fangjian) is a play in three acts by Lin Mei.",
        "The Quiet Sea (静かな海、夏の日, Shizuka na Umi) is a film about a harbour town.",
    ],
)
def test_a_foreign_title_and_its_romanised_form_in_brackets_stay_in_the_sentence(text: str) -> None:
    assert parts(text) == [("en", text)]


@pytest.mark.parametrize(
    "text",
    [
        "the Silk Road Economic Belt and the Maritime Silk Road (21世纪海上丝绸之路). Together they",
        "open until May at 17 Lamp Street, Harbour District (海港区灯塔南街17号院). Tickets are free",
    ],
)
def test_a_number_may_stand_in_the_bracket_of_a_chinese_name(text: str) -> None:
    assert parts(text) == [("en", text)]


def test_roman_numbers_open_chinese_lines() -> None:
    text = "議程\nI. 通過上次會議紀要\nII. 基層醫療的推行進度\nIII. 其他事項"
    assert parts(text) == [("zh", text)]


def test_a_credit_goes_with_the_caption_before_it() -> None:
    english = "Children wash their hands at a school by the harbour. © UNICEF/China/2021/Ma Lin"
    chinese = "海港边一所小学的孩子们在洗手。© 联合国儿童基金会/中国/2021/马林"
    assert parts(english + chinese) == [("en", english), ("zh", chinese)]


def test_the_glued_entries_of_an_agenda_begin_with_their_clocks() -> None:
    entries = [
        ("zh", "会议日程"),
        ("en", "Agenda"),
        ("zh", "09:00–09:30 签到"),
        ("en", "09:00–09:30 Registration"),
        ("zh", "09:30–09:45 茶歇"),
        ("en", "09:30–09:45 Coffee break"),
    ]
    assert parts("".join(text for _, text in entries)) == entries


def test_visiting_hours_end_the_sentence_that_tells_them() -> None:
    chinese, english = "探视时间：每日15:00—19:00", "Visiting hours: 3–7 p.m. daily"
    assert parts(chinese + english) == [("zh", chinese), ("en", english)]


def test_an_address_ends_where_a_sentence_is_glued_to_it() -> None:
    chinese = "现场提供资料。报名邮箱：pflege@xinqiao-hr.cn"
    english = "Information session on nurse training in the harbour district will be held in May"
    assert parts(chinese + english) == [("zh", chinese), ("en", english)]


def test_a_bracket_that_a_number_closes_stays_with_its_sentence() -> None:
    chinese, english = (
        "入学率提高了（数据来源：循化县教育局，2019）",
        "36 courses were held in the county",
    )
    assert parts(chinese + english) == [("zh", chinese), ("en", english)]


def test_the_name_of_a_language_ends_a_menu_in_the_other() -> None:
    menu = "首页 | 政务公开 | 办事服务 | 走进海港 |"
    name, office = "English\nHarbour Municipal Bureau of Foreign Affairs", "海港市外事办公室"
    assert parts(f"{menu} {name}\n{office}") == [("zh", menu), ("en", name), ("zh", office)]
    menu, title = "Home · Our work · News · Donate", "Clean water for every school by the harbour"
    found = parts(f"{menu} · 中文\n\n{title}")
    assert [(language, text.strip("· ")) for language, text in found] == [
        ("en", menu), ("zh", "中文"), ("en", title),
    ]  # fmt: skip


def test_what_chinese_quotation_marks_hold_is_quoted_by_chinese() -> None:
    text = "祖母只會說潮州話。老師問他：「What's your mother tongue?」他想了很久，沒有回答。"
    assert parts(text) == [("zh", text)]
