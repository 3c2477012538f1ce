"""People find what they mean, in Chinese and English, and type whatever they like."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.search import snippet
from storage.types import Amount, Contact, Content, Edition, Field
from tests.storage.world import World

Find = Callable[[str], list[tuple[str, str]]]

URL = "https://www.iom.int/news/"
TEXTS = {
    "migration": Content(
        editions={
            "zh-Hans": Edition(
                "移民健康项目启动",
                "国际移民组织在北京启动项目,张翼副主任出席。共有49643个家庭受益。",
            ),
            "en": Edition(
                "Migrant health project starts",
                "IOM launched a project in Beijing. Zhang Yi attended.",
            ),
        }
    ),
    "visa": Content(
        editions={"en": Edition("Visas made easier", "We envisage more. André signed in Xi'an.")}
    ),
    "project": Content(
        editions={"en": Edition("Supporting Engagement", "A project about movement of people.")},
        place="Chengdu",
        fields={
            "Budget Amount (USD)": Field(Amount("100000.00", "USD"), "100000.00"),
            "Benefiting Member States": Field(
                ("Palau", "Solomon Islands"), "Palau Solomon Islands"
            ),
        },
        contacts=(Contact("翟安瑞 / Andrei Zaitsev", "azaitsev@example.org", "+86 10"),),
    ),
}


@pytest.fixture
def found(world: World) -> Find:
    world.night()
    outcomes = [
        world.outcome(
            URL + name,
            "",
            content=content,
            identifiers=frozenset({("projects-id", "PO.0105")})
            if name == "project"
            else frozenset(),
        )
        for name, content in TEXTS.items()
    ]
    ids = {
        change.item_id: name for change, name in zip(world.decide(*outcomes), TEXTS, strict=True)
    }

    def find(words: str) -> list[tuple[str, str]]:
        return [(ids[hit.item_id], hit.language) for hit in world.store.search.find(words, 10)]

    return find


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("移民", [("migration", "zh-Hans")]),
        ("国际移民组织", [("migration", "zh-Hans")]),
        ("张翼", [("migration", "zh-Hans")]),
        ("翼", [("migration", "zh-Hans")]),
        ("移民 北京", [("migration", "zh-Hans")]),
        ("北京移民", []),
        ("民移", []),
        ("BEIJING", [("migration", "en")]),
        ("beij", [("migration", "en")]),
        ("visa", [("visa", "en")]),
        ("Zhang Yi", [("migration", "en")]),
        ("Andre signed", [("visa", "en")]),
        ("Xi'an", [("visa", "en")]),
        ("49643", [("migration", "zh-Hans")]),
        ("4964", []),
        ("PO.0105", [("project", "en")]),
        ("po.0105", [("project", "en")]),
        ("PO.0106", []),
        ("Chengdu", [("project", "en")]),
        ("Solomon Islands", [("project", "en")]),
        ("100000.00", [("project", "en")]),
        ("翟安瑞", [("project", "en")]),
        ("azaitsev@example.org", [("project", "en")]),
        ("移民健康", [("migration", "zh-Hans")]),
        ("beijing visa", []),
        ("", []),
        ("!?·。", []),
    ],
)
def test_words_find_the_items_that_hold_all_of_them(
    found: Find, words: str, who: list[tuple[str, str]]
) -> None:
    assert found(words) == who


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "a OR b",
        "NEAR(a b)",
        "title:x",
        "a*",
        "-visa",
        "visa AND",
        "(",
        "a^b",
        "'; DROP TABLE x",
        "\x00",
        "visa\ud800",
    ],
)
def test_nothing_typed_is_syntax(found: Find, words: str) -> None:
    found(words)


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_text_is_an_error(found: Find, words: str) -> None:
    found(words)


def test_the_words_of_an_address_find_nothing(world: World) -> None:
    world.night()
    world.decide(world.outcome(URL + "reintegration", "Another word."))
    assert world.store.search.find("iom", 9) == []
    assert world.store.search.find("reintegration", 9) == []


def test_a_title_weighs_more_than_a_body(world: World) -> None:
    world.night()
    body = Content(
        editions={"en": Edition("News", "Something about reintegration. " + "word " * 50)}
    )
    title = Content(editions={"en": Edition("Reintegration", "Something. " + "word " * 50)})
    one, two = world.decide(
        world.outcome(URL + "1", "", content=body), world.outcome(URL + "2", "", content=title)
    )
    hits = world.store.search.find("reintegration", 10)
    assert [hit.item_id for hit in hits] == [two.item_id, one.item_id]
    assert hits[0].score > hits[1].score
    assert len(world.store.search.find("reintegration", 1)) == 1


def test_a_new_version_is_found_and_the_old_one_no_more(world: World) -> None:
    world.night()
    world.decide(world.outcome(URL, "Old words here."))
    world.night()
    world.decide(world.outcome(URL, "Fresh phrase there."))
    assert world.store.search.find("old words", 9) == []
    (hit,) = world.store.search.find("fresh", 9)
    assert hit.title == "Fresh phrase there"


def test_an_item_without_text_is_found_by_its_names(world: World) -> None:
    world.night()
    content = Content(fields={"Project Status": Field("Completed", "Completed")}, place="Urumqi")
    (change,) = world.decide(world.outcome(URL, "", content=content))
    (hit,) = world.store.search.find("urumqi", 9)
    assert (hit.item_id, hit.title) == (change.item_id, None)
    assert "Urumqi" in hit.snippet


def test_an_undecided_change_is_not_searchable(world: World) -> None:
    world.night()
    world.read(URL, "Secret of the night.")
    assert world.store.search.find("secret", 9) == []


def test_snippets_show_the_text_around_the_words() -> None:
    text = "Start of it. " + "filler " * 60 + "the needle stands here, " + "and more " * 60
    shown = snippet(text, "NEEDLE")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "the needle stands here" in shown
    assert len(shown) <= 170


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("国际移民组织\n在北京", "移民") == "国际移民组织 在北京"


def test_a_chinese_snippet_holds_the_word() -> None:
    text = "前" * 300 + "移民" + "后" * 300
    assert "移民" in snippet(text, "移民")
    assert len(snippet(text, "移民")) <= 170
