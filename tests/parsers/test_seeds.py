"""The mission's five texts, read as the table of the second issue says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from crawler.parsers import Document, parse
from storage.types import Amount, PageDate, Record

pytestmark = pytest.mark.seeds

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"


@cache
def seed(number: str) -> Record:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the mission's example texts are not beside this checkout")
    return parse(Document(found[0].read_bytes()))


def paragraphs(record: Record, language: str) -> list[str]:
    return record.content.editions[language].body.split("\n\n")  # type: ignore[index]


def test_the_bilingual_text_is_news_without_a_title() -> None:
    record = seed("000")
    assert record.genre == "news"
    assert record.title is None
    assert [edition.title for edition in record.content.editions.values()] == [None, None]


def test_the_bilingual_texts_dateline_gives_day_and_both_places() -> None:
    content = seed("000").content
    assert content.event_date == PageDate("2022-09-28")
    assert content.place == "北京 / Beijing"
    assert content.published is None


def test_the_bilingual_text_has_its_boundary_before_the_english_dateline() -> None:
    record = seed("000")
    assert list(record.content.editions) == ["zh-Hans", "en"]
    assert paragraphs(record, "en")[0].startswith("9/28/2022 Beijing - ")
    assert paragraphs(record, "zh-Hans")[0].startswith("2022年9月28日-北京 ")
    assert paragraphs(record, "zh-Hans")[-1].endswith("基金项目上的合作。")


def test_the_bilingual_texts_wraps_are_joined() -> None:
    record = seed("000")
    chinese = record.content.editions["zh-Hans"].body
    english = record.content.editions["en"].body
    assert "总干事 Ugochi Daniel" in chinese
    assert "Mission in China and China International Center" in english
    assert "\n" not in english.replace("\n\n", "")


def test_the_bilingual_texts_eleven_joints_are_separated() -> None:
    english = paragraphs(seed("000"), "en")
    starts = [paragraph.split(" ")[0] for paragraph in english]
    assert starts == [
        "9/28/2022", "More", "In", "Mr.", "Mr.", "Ms.", "Ms.", "“The", "“Implemented", "Thematic", "In",
    ]  # fmt: skip
    assert "the project under South-South Cooperation Fund" in "\n".join(english)


def test_the_news_page_has_its_title_and_no_menu_line() -> None:
    record = seed("001")
    assert record.genre == "news"
    assert record.title == (
        "EU-China Dialogue on Migration and Mobility Support Project Phase II Launched"
    )
    body = record.content.editions["en"].body
    assert body.startswith("Beijing – IOM in China has officially launched")
    assert "Who we are" in record.furniture
    assert "- 2030 Agenda" in record.furniture


def test_the_news_pages_footnote_and_contact_stay_in_the_body() -> None:
    body = paragraphs(seed("001"), "en")
    assert len(body) == 10
    assert body[-2].startswith("*The EU Partnership Instrument is managed")
    assert body[-1].endswith("Email: LSCORRETTI@iom.int")


def test_the_news_page_tells_its_place_and_guesses_no_date() -> None:
    content = seed("001").content
    assert content.place == "Beijing"
    assert content.published is None
    assert content.updated is None
    assert content.event_date is None


def test_the_news_page_names_whom_to_ask() -> None:
    (contact,) = seed("001").content.contacts
    assert contact.name == "Laura Scorretti"
    assert contact.phone == "+86 185 1300 5506"
    assert contact.email == "LSCORRETTI@iom.int"


def test_the_project_has_eleven_fields_in_the_pages_order() -> None:
    record = seed("002")
    assert record.genre == "project"
    assert record.title == "Supporting China’s Engagement in the Global Migration Debate"
    assert {label: field.value for label, field in record.content.fields.items()} == {
        "Start Date": PageDate("2017"),
        "End Date": PageDate("2019"),
        "Project Status": "Completed",
        "Project Type": "Migration Policy Activities",
        "Budget Amount (USD)": Amount("100000.00", "USD"),
        "Coverage": "National",
        "Year": PageDate("2017"),
        "IDF Region": "Asia and Oceania",
        "Prima ID": "CN10P0002",
        "Projects ID": "PO.0105",
        "Benefiting Member States": ("China",),
    }
    assert next(iter(record.content.fields)) == "Start Date"
    assert list(record.content.fields)[-1] == "Benefiting Member States"


def test_the_project_is_identified_by_its_numbers() -> None:
    assert seed("002").identifiers == {"projects-id": "PO.0105", "prima-id": "CN10P0002"}


def test_the_project_has_a_body_of_four_paragraphs() -> None:
    body = paragraphs(seed("002"), "en")
    assert len(body) == 4
    assert body[0].startswith("The People’s Republic of China became an IOM Member State")


def test_the_press_text_has_agency_and_date_from_its_bracket() -> None:
    record = seed("003")
    assert record.genre == "press"
    assert record.title is None
    assert record.content.agency == "China Daily"
    assert record.content.published == PageDate("2008-03-21")


def test_the_press_texts_caption_and_bracket_are_not_in_the_body() -> None:
    record = seed("003")
    (caption,) = record.content.captions
    assert caption.startswith("Brunson McKinley (center), director-general")
    body = record.content.editions["en"].body
    assert "(center)" not in body
    assert "March 21, 2008" not in body
    assert len(body.split("\n\n")) == 9


def test_the_repost_has_a_title_in_both_languages() -> None:
    record = seed("004")
    assert record.genre == "repost"
    assert record.title == "国际移民组织驻华代表处举办返回和重新接纳务实合作研讨会"
    assert list(record.content.editions) == ["zh-Hans", "en"]
    assert record.content.editions["zh-Hans"].title == record.title
    assert record.content.editions["en"].title == (
        "IOM Mission in China held a Workshop on Practical Cooperation on Returns and Readmissions"
    )


def test_the_reposts_editions_meet_exactly_at_the_english_headline() -> None:
    record = seed("004")
    assert record.content.editions["en"].body.startswith("On 17th October 2024, in Beijing,")
    chinese = record.content.editions["zh-Hans"].body
    assert chinese.startswith("2024年10月17日, ")
    assert chinese.endswith("azaitsev@iom.int。")


def test_the_repost_is_dated_apart_from_its_event() -> None:
    content = seed("004").content
    assert content.published == PageDate("2024-12-22T16:57:52+08:00")
    assert content.event_date == PageDate("2024-10-17")
    assert content.place is not None
    assert "Beijing" in content.place


def test_the_reposts_wrapper_is_in_no_edition() -> None:
    record = seed("004")
    text = "\n".join(edition.body for edition in record.content.editions.values())
    for wrapper in ("首页", "文学", "2024-12-22", "• 10", "有话要说"):
        assert wrapper not in text
    assert text.count("返回和重新接纳务实合作研讨会") == 1


def test_the_repost_names_whom_to_ask_in_both_languages() -> None:
    (contact,) = seed("004").content.contacts
    assert contact.name == "翟安瑞 / Andrei Zaitsev"
    assert contact.email == "azaitsev@iom.int"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_text_is_understood_and_on_topic(number: str) -> None:
    record = seed(number)
    assert record.not_understood is None
    assert record.off_topic is None
    assert record.warnings == ()
