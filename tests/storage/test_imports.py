"""Imported Items are history: stored once, known again, never told."""

from dataclasses import replace
from typing import Any

import pytest

from storage.errors import StorageError
from storage.types import Content, Edition, Field, PageDate, Record
from tests.storage.world import World

BODY = (
    "The mission and its partners met in Beijing to speak about safe migration. "
    "Thirty people from eleven provinces came, and the next meeting is in spring."
)


def project(number: str | None = None, title: str = "A Project", **changes: Any) -> Record:
    identifiers = {"projects-id": number} if number else {}
    content = Content(editions={"en": Edition(title, changes.pop("body", BODY))}, **changes)
    return Record(None, None, "project", "text", 1, identifiers=identifiers, content=content)


def test_an_import_is_history_and_makes_no_change(world: World) -> None:
    item_id = world.store.items.import_record(project("PO.0105"), world.now)
    item = world.store.items.get(item_id)
    assert item.history
    assert item.version.cause == "import"
    assert world.store.items.changes(item_id) == ()
    assert world.store.items.by_identifier("projects-id", "PO.0105").id == item_id


def test_importing_twice_adds_nothing(world: World) -> None:
    first = world.store.items.import_record(project("PO.0105"), world.now)
    again = world.store.items.import_record(project("PO.0105"), world.now)
    assert again == first
    assert len(world.store.items.versions(first)) == 1
    assert len(world.store.items.known()) == 1


@pytest.mark.parametrize(
    "other",
    [
        project(title="Another Title"),
        project(title="A  PROJECT!", body="Quite another body."),
        project("PO.0105", title="Renamed", body="Rewritten."),
    ],
    ids=["equal body", "equal title but for case and punctuation", "equal number"],
)
def test_the_same_item_is_known_again(world: World, other: Record) -> None:
    first = world.store.items.import_record(project("PO.0105"), world.now)
    assert world.store.items.import_record(other, world.now) == first


@pytest.mark.parametrize(
    "other",
    [
        project("TC.0789"),
        project(title="Another Title", body="Another body."),
        Record(
            None,
            None,
            "news",
            "text",
            1,
            content=Content(editions={"en": Edition("A Project", "Short.")}),
        ),
    ],
    ids=["another number under the same words", "other words", "the same title in another genre"],
)
def test_two_items_stay_two(world: World, other: Record) -> None:
    first = world.store.items.import_record(project("PO.0105"), world.now)
    assert world.store.items.import_record(other, world.now) != first


def news(title: str, body: str, url: str | None = None, **identifiers: str) -> Record:
    content = Content(editions={"en": Edition(title, body)})
    return Record(url, None, "news", "text", 1, identifiers=identifiers, content=content)


def test_an_edited_story_is_known_again_by_its_title(world: World) -> None:
    first = world.store.items.import_record(news("A meeting", BODY), world.now)
    edited = news("A Meeting", BODY.replace("Thirty", "Forty"))
    assert world.store.items.import_record(edited, world.now) == first


def test_a_standing_headline_makes_no_two_stories_one(world: World) -> None:
    first = world.store.items.import_record(news("Weekly update", BODY), world.now)
    other = news("Weekly update", "Rain fell on the coast and three schools were closed. " * 3)
    assert world.store.items.import_record(other, world.now) != first


def test_the_same_text_on_another_host_is_another_item(world: World) -> None:
    first = world.store.items.import_record(news("A", BODY, "https://iom.int/a"), world.now)
    repost = news("A", BODY, "https://news.example.cn/post/7.html")
    assert world.store.items.import_record(repost, world.now) != first
    moved = news("A", BODY, "https://www.iom.int/news/a")
    assert world.store.items.import_record(moved, world.now) == first


def test_a_saved_page_is_known_by_the_address_it_names_itself(world: World) -> None:
    first = world.store.items.import_record(news("A", BODY, "https://iom.int/a"), world.now)
    saved = news("B", "Short.", **{"canonical-url": "https://www.iom.int/a"})
    assert world.store.items.import_record(saved, world.now) == first
    front = news("C", "Short too.", **{"canonical-url": "https://www.iom.int/"})
    item = world.store.items.get(world.store.items.import_record(front, world.now))
    assert item.identifiers == frozenset()


def test_numbers_are_spelled_as_decisions_spell_them(world: World) -> None:
    item_id = world.store.items.import_record(project(" po.0105 "), world.now)
    assert world.store.items.get(item_id).identifiers == {("projects-id", "PO.0105")}
    node = news("A", BODY, "https://iom.int/a", **{"node-id": "77"})
    item_id = world.store.items.import_record(node, world.now)
    assert ("node-id", "www.iom.int/77") in world.store.items.get(item_id).identifiers


def test_an_import_fills_gaps_and_replaces_nothing(world: World) -> None:
    active, closed = Field("Active", "Active"), Field("Completed", "Completed")
    poor = project("PO.0105", place="Beijing", fields={"Status": active})
    richer = project(
        "PO.0105",
        body="Rewritten.",
        place="Shanghai",
        published=PageDate("2017"),
        fields={"Status": closed, "Coverage": Field("National", "National")},
    )
    item_id = world.store.items.import_record(poor, world.now)
    world.store.items.import_record(richer, world.now)
    content = world.store.items.get(item_id).version.content
    assert content.place == "Beijing"
    assert content.published == PageDate("2017")
    assert content.editions["en"].body == BODY
    assert content.fields == {"Status": active, "Coverage": Field("National", "National")}
    assert len(world.store.items.versions(item_id)) == 2


def test_an_import_with_a_url_has_a_page_that_later_crawls_find(world: World) -> None:
    record = world.record("http://iom.int/news/a/?utm_source=x", BODY)
    item_id = world.store.items.import_record(record, world.now)
    page = world.store.pages.by_url("https://www.iom.int/news/a")
    assert page.item_id == item_id
    known = world.store.items.get(item_id)
    assert known.pages[0].capture_id is None
    assert known.pages[0].record.content == record.content
    world.night()
    assert world.page("https://iom.int/news/a").id == page.id


def test_a_page_that_was_not_understood_is_not_imported(world: World) -> None:
    record = world.record(None, "Log in.", not_understood="login form")
    with pytest.raises(StorageError, match=r"import: .*: login form"):
        world.store.items.import_record(record, world.now)
    assert world.store.items.known() == ()


def test_off_topic_imports_carry_their_reason(world: World) -> None:
    record = world.record(None, BODY, off_topic="does not name China")
    item_id = world.store.items.import_record(record, world.now)
    assert world.store.items.get(item_id).off_topic == "does not name China"


def test_a_page_of_another_item_stays_with_it(world: World) -> None:
    world.store.items.import_record(project("PO.0105"), world.now)
    url = "https://www.iom.int/project/b"
    owner = world.store.items.import_record(news("Another", BODY[::-1], url), world.now)
    claims = replace(project("PO.0105"), url=url)
    assert world.store.items.import_record(claims, world.now) != owner
    page = world.store.pages.by_url(url)
    assert page.item_id == owner
    assert world.store.pages.of_item(owner) == (page,)
    assert world.store.pages.get(page.id) == page
