"""Hints: what the two editions state differently, and never a false one."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from alerts.facts.names import missing_names
from alerts.facts.numbers import figures
from alerts.facts.reading import facts
from alerts.hints import disagreements
from storage.types import Content, Edition, PageDate

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


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("最高可获港幣25萬元，每人40元。", "Up to HK$250,000, or $40 each."),
        ("月薪新臺幣2萬9,500元，獎金8萬元。", "NT$29,500 a month, with a prize of $80,000."),
        ("定於民國115年3月6日（五）舉行，115年度經費。", "Friday, 6 March 2026; the 2026 budget."),
        ("協會114年的調查。", "A survey that the association made in 2025."),
        ("占八成五，兩成二，来电者四成为男性。", "85 per cent, 22 per cent; 40 per cent are men."),
        ("有六七万人，两三百美元，十六七个小时。",
         "Sixty or seventy thousand people, 200 or 300 dollars, sixteen or seventeen hours."),
        ("片长1小时52分钟，24小时开放，种了60亩。", "112 minutes, always open, on 10 acres."),
        ("设二等奖3名、三等奖10名，前一百名。", "Three second and ten third prizes; the top hundred."),
        ("2026年第四季度上线，12日举行。", "To go online in October–December 2026, on the 12th."),
        ("每天9:00至11:30，14:00至17:00。", "Daily 9 to 11:30 a.m. and 2–5 p.m."),
        ("北京时间23:59截止，中午十二点开饭。", "By 11.59 p.m. Beijing time; lunch is at noon."),
        ("电话：010-5555 2208，400-555-1919。", "Tel. +86 (0)10 5555 2208, 400 555 1919."),
        ("网址：https://www.iom.int/zh/news/one。", "See https://www.iom.int/news/one."),
        ("3月24日（星期二）结束，昨日开班。", "It opened on Wednesday and ends on 24 March."),
        ("从十几个小时缩短到四个小时，三到四个星期。",
         "From more than ten hours to four, in three to four weeks."),
        ("六一儿童节公布，共200斤，120坪。", "On 1 June; 100 kilograms, about 400 square metres."),
        ("今天上午8点26分开车。", "It left at 8.26 this morning, 3.30 p.m. (UTC+8) in all."),
        ("下午三点到六点，清晨六点。", "From 3 to 6 p.m., and at 6 a.m."),
        ("见https://a.example/b，截止时间为9月15日24:00。",
         "See https://a.example/b by midnight on 15 September."),
        ("日期：115年10月23日（五）\n\n一場演講。", "Date: Friday, 23 October 2026\n\nA lecture."),
        ("为期两年半，每次一年半。", "For two and a half years, 18 months each."),
    ],
)  # fmt: skip
def test_one_thing_in_two_notations_gives_no_hint(zh: str, en: str) -> None:
    assert disagreements(_pair(zh, en)) == ()


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("每天9:30开放。", "Open daily from 9 a.m.", ["9:30", "9 a.m."]),
        ("晚上8点到10点。", "Between 7 and 10 p.m.", ["晚上8点到10点", "7 and 10 p.m."]),
        ("电话：028-5550 1736。", "Tel. +86 28 5550 1763.",
         ["电话:028-5550 1736", "Tel. +86 28 5550 1763"]),
        ("详见www.a.example/report。", "See www.a.example/reports.",
         ["www.a.example/report", "www.a.example/reports"]),
        ("详见www.a-summer.example/mda。", "See www.a-school.example/mda.",
         ["www.a-summer.example/mda", "www.a-school.example/mda"]),
        ("项目为期两年。", "The project lasts for three years.", ["两年", "three years"]),
        ("管理费不超过5%。" + "他们在城里开会。" * 9 + "5人参加。",
         f"Costs are under 8 per cent. {'They met in the city. ' * 9}Five came.",
         ["5%", "8 per cent"]),
        ("每天8:00至22:00。", "From 8 a.m. to 8 p.m. daily.", ["22:00"]),
        ("6月12日（星期五）截止。", "The deadline is Thursday, 12 June.", ["星期五", "Thursday"]),
        ("从明年4月起，4月1日开放。", "From June next year; open on 1 April.", ["June"]),
    ],
)  # fmt: skip
def test_what_differs_is_shown_as_it_stands(zh: str, en: str, told: list[str]) -> None:
    assert [hint.text for hint in disagreements(_pair(zh, en))] == told


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("上午9时开幕。", "It was opened by the director."),
        ("电话：010-5555 2208。", "Write to the office."),
        ("详见www.iom.int/zh/one。", "See www.iom.int/stories/another-page."),
        ("为期两年。", "The course has 3 parts and takes 4 days."),
    ],
)
def test_what_one_edition_leaves_out_is_no_other_hour_or_number(zh: str, en: str) -> None:
    assert [hint for hint in disagreements(_pair(zh, en)) if hint.kind != "number"] == []


def test_a_day_is_called_by_its_weekday_near_the_day_of_publication() -> None:
    pair = _pair("3月23日签署备忘录，将于3月31日生效。", "Signed on Monday, in force on 31 March.")
    assert [hint.text for hint in disagreements(pair)] == ["3月23日"]
    assert disagreements(replace(pair, published=PageDate("2026-03-24"))) == ()
    assert disagreements(replace(pair, published=PageDate("2026-05-24"))) != ()
    assert disagreements(replace(pair, published=PageDate("2027-03-24"))) != ()


def test_this_year_is_no_year_of_long_ago() -> None:
    pair = _pair("奖学金于民国103年设立，今年有30人。", "Founded in 2013; 30 this year.")
    told = disagreements(replace(pair, published=PageDate("2026-05-18")))
    assert [hint.text for hint in told] == ["民国103年", "2013"]
    last = _pair("2024年设立，今年有30人。", "Founded two years ago; 30 this year.")
    assert disagreements(replace(last, published=PageDate("2026-05-18"))) == ()


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
