from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alerts.wrap import width, wrapped


def test_chinese_letters_take_two_columns_and_break_anywhere() -> None:
    assert width("移民 visa") == 9
    assert wrapped("国际移民组织在成都", columns=8) == "国际移民\n组织在成\n都"


def test_no_line_begins_with_a_comma() -> None:
    assert wrapped("国际移民组织，在成都", columns=12) == "国际移民组\n织，在成都"


def test_words_stay_whole_and_a_long_url_has_its_own_line() -> None:
    url = "https://example.org/" + "x" * 80
    assert wrapped(f"see {url} now", columns=20) == f"see\n{url}\nnow"


def test_a_date_stays_whole() -> None:
    assert wrapped("事件日期：2026年10月30日", columns=20) == "事件日期：\n2026年10月30日"
    assert wrapped("他们于10月30日，在京", columns=14) == "他们于\n10月30日，在京"
    assert wrapped("（2026年10月）发布", columns=16) == "（2026年10月）发\n布"


def test_no_line_ends_with_a_bracket_before_a_number() -> None:
    assert wrapped("学员（35名）", columns=6) == "学员\n（35名）"


def test_a_number_stays_with_what_it_counts() -> None:
    assert wrapped("共接待咨询3500人次", columns=14) == "共接待咨询\n3500人次"
    assert wrapped("发放手册1.5万份。", columns=12) == "发放手册\n1.5万份。"


def test_further_lines_are_indented() -> None:
    assert wrapped("one two three", "* ", "  ", columns=9) == "* one two\n  three"


@given(st.text(alphabet="ab 国际，。x-"), st.integers(10, 40))
def test_nothing_but_white_space_is_lost(text: str, columns: int) -> None:
    folded = wrapped(text, columns=columns)
    assert "".join(folded.split()) == "".join(text.split())
