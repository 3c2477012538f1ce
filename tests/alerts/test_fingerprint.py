"""What of a page is compared, spelled as it is compared."""

from __future__ import annotations

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
