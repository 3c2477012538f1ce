"""Hints: what the two editions state differently, and never a false one."""

from __future__ import annotations

import json
import time
from itertools import chain
from pathlib import Path

import pytest

from alerts.fact_names import missing_names
from alerts.fact_numbers import figures
from alerts.hints import disagreements, facts
from storage.types import Content, Edition

PAIRS = [
    json.loads(line)
    for file in sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def _pair(zh: str, en: str) -> Content:
    return Content(editions={"zh-Hans": Edition(None, zh), "en": Edition(None, en)})


def test_there_are_forty_pairs_and_more() -> None:
    assert len(PAIRS) >= 40


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["zh"][:12])
def test_a_correct_pair_gives_no_hint(pair: dict[str, str]) -> None:
    assert disagreements(_pair(pair["zh"], pair["en"])) == ()


def test_nine_in_ten_planted_differences_are_found() -> None:
    planted, missed = 0, []
    for pair in PAIRS:
        for side, old, new in pair["planted"]:
            assert old in pair[side], (old, pair[side])
            altered = {**pair, side: pair[side].replace(old, new)}
            planted += 1
            if not disagreements(_pair(altered["zh"], altered["en"])):
                missed.append((side, old, new))
    assert planted >= 80
    assert len(missed) <= planted * 0.1, missed


def test_all_pairs_in_one_text_give_no_hint() -> None:
    zh = "\n\n".join(pair["zh"] for pair in PAIRS)
    en = "\n\n".join(pair["en"] for pair in PAIRS)
    assert disagreements(_pair(zh, en)) == ()


def test_a_hint_says_in_words_where_it_stands() -> None:
    hints = disagreements(_pair("共有40人参加培训。", "50 people took part in the training."))
    assert [str(hint) for hint in hints] == [
        "only in the Chinese text: 40",
        "only in the English text: 50",
    ]


def test_one_edition_alone_gives_no_hint() -> None:
    assert disagreements(Content(editions={"en": Edition("T", "50 people came.")})) == ()


def test_an_english_summary_of_a_long_chinese_text_is_not_blamed_for_what_it_leaves_out() -> None:
    zh = "".join(pair["zh"] for pair in PAIRS)
    assert disagreements(_pair(zh, PAIRS[0]["en"])) == ()


def test_latin_names_of_the_english_text_are_not_looked_up_in_the_chinese() -> None:
    assert disagreements(_pair("张翼副主任致辞。", "Mr. Zhang Yi, Deputy Director, spoke.")) == ()


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("name", "start", "switch", "end"),
    [
        ("000_b1640a12f19993da.txt", None, "9/28/2022 Beijing", None),
        (
            "004_12957622ca057aba.txt",
            "2024年10月17日",
            "IOM Mission in China held",
            "azaitsev@iom.int.",
        ),
    ],
)
def test_the_bilingual_seeds_give_no_hint(
    seeds: Path, name: str, start: str | None, switch: str, end: str | None
) -> None:
    text = (seeds / name).read_text(encoding="utf-8")
    first = text.index(start) if start else 0
    last = text.rindex(end) + len(end) if end else len(text)
    middle = text.index(switch)
    assert disagreements(_pair(text[first:middle], text[middle:last])) == ()


def test_kinds_are_all_of_the_published_ones() -> None:
    found = chain.from_iterable(
        disagreements(
            _pair(pair["zh"].replace(old, new), pair["en"])
            if side == "zh"
            else _pair(pair["zh"], pair["en"].replace(old, new))
        )
        for pair in PAIRS
        for side, old, new in pair["planted"]
    )
    kinds = {hint.kind for hint in found}
    assert kinds == {"number", "percentage", "money", "date", "weekday", "email", "name"}


@pytest.mark.parametrize(
    "unit",
    ["a", "aB1", "x_", "a.", "www.", "Ab-", "1,", "+", "$5 ", "5% ", "2024-", "12:00 ", "亿"],
)
def test_a_word_without_end_is_looked_through_once(unit: str) -> None:
    began = time.process_time()
    facts(unit * (40_000 // len(unit)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("unit", ["days", "years", "weeks"])
def test_a_figure_of_thirty_digits_is_compared_as_any_other(unit: str) -> None:
    code = "123456789012345678901234567890"
    assert disagreements(_pair(f"编号{code}天", f"The number is {code} {unit}.")) == ()


def test_hundreds_of_acronyms_in_a_long_text_are_looked_up_in_time() -> None:
    every = [f"{a}{b}QX" for a in "BCDFGHJKLMNPRSTV" for b in "BCDFGHJKLMNPRSTV"]
    chinese = "，".join(f"与{name}合作" for name in every) + "移民组织" * 6_000
    english = f"The office worked with BBQY and many more. {'Migrants came to the city. ' * 6_000}"
    began = time.process_time()
    assert missing_names(chinese, english) == ["BBQX"]
    assert time.process_time() - began < 2


def test_letters_glued_to_a_figure_and_mailboxes_are_known_in_a_long_word() -> None:
    text = f"{'x' * 200}COVID-19 No.35 A4-120 {'y' * 100}7 to {'z' * 60}@example.org"
    found = [(figure.value, figure.claim) for figure in figures(text) if figure.kind == "number"]
    assert found == [(19, False), (35, False), (4, False), (120, True), (7, False)]
    assert facts(text).emails == {f"{'z' * 60}@example.org"}
