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


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("会议在北京举行。", "ANKARA, 5 APR\u0130L 2026. The meeting was on Fr\u0131day."),
        ("历时5分钟。", "It took 5 m\u0131nutes in the f\u0131rst quarter of 2026."),
        ("有50万人。", "There are half a m\u0131llion, sixty or seventy m\u0131llion at most."),
    ],
)
def test_a_turkish_i_in_a_word_stops_nobodys_digest(zh: str, en: str) -> None:
    disagreements(_pair(zh, en))  # nothing is raised
    found = disagreements(_pair(f"{zh}共有41人。", f"{en} 48 people came."))
    assert "41" in {hint.text for hint in found}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("预算为500万元（约合540万港元）。", "A budget of 5 million yuan (about HK$5.4 million)."),
        ("预算500万元。奖金2万港元。", "A budget of RMB 5 million. Prizes of HK$20,000."),
        ("捐款300万港元，另拨200万美元。", "It gave HK$3 million, and another $2 million."),
        ("捐赠$5,000。", "A gift of US$5,000 (HK$39,000)."),
        ("经费为新台币300万元，另有30万元人民币。", "It got NT$3 million and RMB 300,000."),
        ("占地60亩，建有3个车间。", "It covers 40,000 square metres and has three workshops."),
    ],
)
def test_currencies_and_areas_named_in_both_are_no_difference(zh: str, en: str) -> None:
    assert disagreements(_pair(zh, en)) == ()


def test_a_mere_dollar_is_a_local_one_where_only_those_are_spoken_of() -> None:
    zh = "香港特区政府捐款300万港元，其中50万元用于培训。"
    assert (
        disagreements(_pair(zh, "Hong Kong gave HK$3 million, $500,000 of it for training.")) == ()
    )
    told = disagreements(_pair(zh, "Hong Kong gave HK$3 million, RMB 500,000 of it for training."))
    assert [hint.text for hint in told] == []  # 元 may be either where both are spoken of
    told = disagreements(_pair(zh, "Hong Kong gave HK$3 million, US$500,000 of it for training."))
    assert [hint.text for hint in told] == ["50万元", "US$500,000"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("截至5月20日上午12时30分。", "Until 12:30 p.m. on 20 May."),
        (
            "会议上午9:00开始，会上提出3点主张。",
            "From 9:00 a.m. to 11:00 a.m.; it made three proposals.",
        ),
        ("微博 https://weibo.com/iomchina", "Twitter: https://twitter.com/iomchina"),
    ],
)
def test_noon_points_and_accounts_are_no_difference(zh: str, en: str) -> None:
    assert disagreements(_pair(zh, en)) == ()


def test_a_million_digits_are_no_figure() -> None:
    assert disagreements(_pair("编号很长。", f"The number is {'9' * 1_000_100} million.")) == ()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (f"{'移民组织' * 50}与{'H' * 40}Z", "ha " * 60),
        ("，".join(f"电话010-6{n:07}" for n in range(2000)), "Tel 010 7" + "1" * 7),
        (
            "，".join(f"https://a{n}.cn/x{n}" for n in range(2000)),
            " ".join(f"https://b{n}.cn/y{n}" for n in range(2000)),
        ),
        ("".join(f"约{n}万人，" for n in range(1000, 4000)), " ".join(f"about {n}" for n in range(1000, 4000))),
        ("见下。", f"Tel{'.' * 20_000}"),
    ],
    ids=["acronym", "phones", "urls", "rough", "leader dots"],
)  # fmt: skip
def test_lists_and_long_words_are_compared_in_time(zh: str, en: str) -> None:
    began = time.process_time()
    disagreements(_pair(zh, en))
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "words", ["un migration", "china international centre for economic and technical exchanges"]
)
def test_initials_stand_for_words_near_each_other(words: str) -> None:
    name = "UNM" if words.startswith("un") else "CICETE"
    rival = "UNN" if name == "UNM" else "CICETA"
    chinese, english = f"与{name}合作。", f"Worked with the {words.title()}, and with {rival}."
    assert (missing_names(chinese, english) == []) == (name == "CICETE")
