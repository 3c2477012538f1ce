"""What of a page is compared, spelled as it is compared."""

from __future__ import annotations

import time

import pytest

from alerts.fingerprint import content_paragraphs, field_text, is_noise, parts
from storage.types import Amount, Contact, Content, Edition, Field, Link, PageDate

HALL = Contact("Li Na", "li@iom.example", "+86 10 1")
DESK = Contact(None, "desk@iom.example", None)


def test_every_part_that_says_something_is_compared_and_no_other() -> None:
    content = Content(
        editions={
            "en": Edition("A  hall", "It opened.\n\nIt is  big."),
            "zh-Hans": Edition(None, ""),
        },
        published=PageDate("2026-11-03T09:30"),
        updated=PageDate("2026-11-04"),
        place="Kunming",
        fields={"Status": Field(None, "-"), "States": Field(("China", "Lao  PDR"), "…")},
        contacts=(HALL, DESK),
        captions=("The hall", "1,234 reads", "Its  door"),
        links=(
            Link("https://iom.example/a.pdf", "Plan", attachment=True),
            Link("https://iom.example/b.pdf", "Map", attachment=True),
            Link("https://iom.example/c?utm_source=x", "More", attachment=False),
        ),
    )
    assert parts(content) == {
        "edition:en:title": "A hall",
        "edition:en:body": "It opened.\nIt is big.",
        "published": "2026-11-03",
        "place": "Kunming",
        "field:States": "China; Lao PDR",
        "contacts": "Li Na | li@iom.example | +86 10 1\ndesk@iom.example",
        "captions": "The hall\nIts door",
        "attachments": "Plan → https://iom.example/a.pdf\nMap → https://iom.example/b.pdf",
        "links": "More → https://iom.example/c",
    }


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("100,000", "100000 USD"),
        ("100000.00", "100000 USD"),
        ("1,234,567.50", "1234567.5 USD"),
        ("about 100", "about 100 USD"),
    ],
)
def test_an_amount_is_one_spelling_of_its_number(amount: str, shown: str) -> None:
    assert field_text(Field(Amount(amount, "USD"), amount)) == shown


@pytest.mark.parametrize(("fill", "noise"), [(120, True), (121, False)])
def test_a_paragraph_of_more_than_120_characters_is_prose(fill: int, *, noise: bool) -> None:
    assert is_noise("1,234 reads ".ljust(fill, "·")) is noise


def test_a_counter_between_paragraphs_is_left_out_and_the_paragraphs_stay() -> None:
    assert content_paragraphs("One hall.\n\n阅读:1.2万\n\nTwo halls. 88 views") == [
        "One hall.",
        "Two halls.",
    ]


@pytest.mark.parametrize(
    "line",
    ["This article was viewed 3,210 times.", "4.6 stars (231)", "Listen · 5:02 min", "Join 12,040 readers.", "👍 12 有用",
     "02:11 1,204 plays", "▶ 语音播报 03:12 字数 1024", "Post this quote on X 14 posts", "本帖最后由 会员77 于 2026-11-7 08:10 编辑",
     "Last reviewed on 17 November 2026"],
)  # fmt: skip
def test_counters_and_players_inside_a_text_are_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    ["Join us in Kunming on 3 December 2026", "12,040 workers returned", "The hotline has 14 operators", "共有57人报名", "Route 7 reopened"],
)  # fmt: skip
def test_what_tells_something_is_none(line: str) -> None:
    assert not is_noise(line)


def test_notes_that_a_template_counts_anew_are_no_figures() -> None:
    before = "Answers were less uniform.[1]\nIt rose by 1.5.\n“It works.”2"
    after = "Answers were less uniform.7\nIt rose by 1.5.\n“It works.”8"
    assert content_paragraphs(before) == content_paragraphs(after)
    assert content_paragraphs("It rose by 1.5.") == ["It rose by 1.5."]
    assert content_paragraphs("第三条。7") == ["第三条。"]
    assert content_paragraphs("They met in Beijing.12 officials came.") == [
        "They met in Beijing.12 officials came."
    ]


@pytest.mark.parametrize(
    "counter", ["\uff08阅读\uff1a1,234\uff09", "阅读:1234次", "浏览\uff1a88", "(1,234 reads)"]
)
@pytest.mark.parametrize("told", ["代表团昨日抵京。", "欢迎参加\uff01", "He left.", "“谁来\uff1f”"])
def test_a_counter_behind_a_sentence_is_not_compared(told: str, counter: str) -> None:
    assert content_paragraphs(f"{told}{counter}") == [told]


def test_a_notes_number_behind_a_full_width_mark_is_none() -> None:
    assert content_paragraphs("欢迎参加\uff018") == ["欢迎参加\uff01"]


def test_a_counter_far_from_the_begin_of_its_paragraph_is_none_either() -> None:
    prose = "He said so again. " * 40
    assert content_paragraphs(f"{prose}{' ' * 60}1,234 reads") == [prose.strip()]


@pytest.mark.parametrize("unit", ["1.", "1!", ". ", "。1", "1,"])
def test_a_paragraph_of_figures_and_dots_is_looked_through_once(unit: str) -> None:
    began = time.process_time()
    assert content_paragraphs(f"{unit * 20_000}x")
    assert time.process_time() - began < 2
