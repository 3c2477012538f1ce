from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from alerts.clean import shortened
from alerts.excerpt import at_word, first_sentences, head, tail


@pytest.mark.parametrize(
    ("body", "limit", "excerpt"),
    [
        ("One. Two. Three.", 10, "One. Two."),
        ("Mr. Chu met Dr. Vogt in the U.S. embassy. Then he left.", 45, "Mr. Chu met Dr. Vogt in the U.S. embassy."),
        ("A budget of USD 1.5 million was agreed. It is large.", 42, "A budget of USD 1.5 million was agreed."),
        ("第一句话。第二句话！第三句话？", 10, "第一句话。第二句话！"),
        ("他说：“来吧。”然后走了。", 8, "他说：“来吧。”"),
        ("No full stop at all", 40, "No full stop at all"),
        ("", 40, ""),
        ("First line.\n\nSecond line.", 40, "First line. Second line."),
        ("第一段。\n\n第二段。", 40, "第一段。第二段。"),
        ("One very long first sentence that goes on", 24, "One very long first sentence…"),
    ],
)  # fmt: skip
def test_whole_sentences_are_kept_while_they_fit(body: str, limit: int, excerpt: str) -> None:
    assert first_sentences(body, limit) == excerpt


def test_chinese_is_cut_between_letters_and_english_between_words() -> None:
    assert at_word("国际移民组织在成都举办培训班", 8) == "国际移民组织在…"
    assert at_word("移民组织与交流中心(CICETE)举办", 12) == "移民组织与交流中心…"
    assert at_word("labour migration in China", 20) == "labour migration…"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("victims of trafficking, visa fraud, and more", 36, "victims of trafficking, visa fraud…"),
        ("培训班讲移民、签证、边境管理", 8, "培训班讲移民…"),
        ("国际移民组织在成都，举办培训班", 11, "国际移民组织在成都…"),
        ("国际移民组织、CICETE举办培训班", 10, "国际移民组织…"),
        ("the course (Kunming, Chengdu)", 21, "the course (Kunming…"),
        ("a budget of USD 35,000 was agreed", 20, "a budget of USD…"),
    ],
)
def test_no_comma_stands_before_an_ellipsis(text: str, limit: int, cut: str) -> None:
    assert at_word(text, limit) == cut


@pytest.mark.parametrize("pause", [", ", "，", "、", "；", "; ", "：", " – "])
def test_a_line_cut_behind_a_pause_ends_on_its_last_word(pause: str) -> None:
    whole = f"visa{pause}移民"
    assert shortened(whole, 4 + len(pause) + 1) == "visa…"
    assert shortened(whole, len(whole)) == whole


def test_an_end_begins_between_words() -> None:
    assert tail("the budget of 49,643 homes", 10) == "homes"
    assert tail("the budget of 49,643 homes", 26) == "the budget of 49,643 homes"
    assert tail("the budget of homes", 8) == "of homes"
    assert tail("项目由CICETE实施", 4) == "实施"


@pytest.mark.parametrize("cut", [head, tail])
def test_a_word_of_many_pages_is_looked_through_once(cut: Callable[[str, int], str]) -> None:
    blob = "iVBORw0KGgo" * 4_000
    began = time.process_time()
    assert len(cut(f"one two {blob} three four" * 2, 60)) <= 60
    assert time.process_time() - began < 2
