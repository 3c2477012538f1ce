"""Addresses that show another known story tonight: whose they are, and what is told."""

from __future__ import annotations

from itertools import product

import pytest

from storage.types import Contact, Content
from tests.alerts.newsroom import Newsroom, Shown, page, record, story, url

NAMES = ("visas", "shelter", "health", "training")


def own(name: str, extra: str = "", **others: object) -> Content:
    """Return a story that shares no words with another one."""
    body = " ".join(f"{name}{one}{other}" for one, other in product("abcdefghi", repeat=2))
    return story(f"The {body}.{extra}", title=f"About {name}", **others)


def at(**addresses: str | Content) -> dict[str, Shown]:
    """Return pages: what stands at each address."""
    return {
        shown: answer
        for address, said in addresses.items()
        for shown, answer in page(address, own(said) if isinstance(said, str) else said).items()
    }


def gone(*addresses: str) -> dict[str, Shown]:
    return {url(address): Shown(None, 404) for address in addresses}


@pytest.fixture
def room() -> Newsroom:
    room = Newsroom()
    room.night(at(n1="visas", n2="shelter", n3="health"))
    return room


def titles(room: Newsroom) -> dict[str, str | None]:
    """Return which story each address belongs to."""
    return {
        address.rpartition("/")[2]: room.items[known.item_id].version.content.editions["en"].title
        for address, known in room.pages.items()
        if known.item_id is not None
    }


def test_a_site_that_renumbers_has_moved_and_edited_nothing(room: Newsroom) -> None:
    room.night(gone("n1") | at(n2="visas", n3="shelter", n4="health"))
    assert room.told() == [("moved",)] * 3
    assert titles(room) == {"n2": "About visas", "n3": "About shelter", "n4": "About health"}
    assert room.night(gone("n1") | at(n2="visas", n3="shelter", n4="health")).outcomes == ()


def test_a_site_that_counts_places_closes_up(room: Newsroom) -> None:
    room.night(gone("n3") | at(n1="shelter", n2="health"))
    assert room.told() == [("moved",)] * 2
    assert titles(room) == {"n1": "About shelter", "n2": "About health"}
    for _ in range(3):
        room.night(gone("n3") | at(n1="shelter", n2="health"))
    assert titles(room) == {"n1": "About shelter", "n2": "About health"}
    assert room.told() == [("moved",), ("moved",), ("removed",)]
    assert [one.missed for one in room.items.values() if one.state == "present"] == [0, 0]


def test_two_stories_that_change_places_stay_what_they_are(room: Newsroom) -> None:
    room.night(at(n1="shelter", n2="visas", n3="health"))
    assert room.told() == [("moved",)] * 2
    assert titles(room) == {"n1": "About shelter", "n2": "About visas", "n3": "About health"}


def test_an_edit_on_the_way_is_told_once_and_of_the_story_that_was_edited(room: Newsroom) -> None:
    mail = Contact("Mark Ode", phone=None, email="mark@example.org")
    room.night(at(n1="visas", n2=own("shelter", contacts=(mail,)), n3="health"))
    before = len(room.told())
    new = Contact("Li Na", phone=None, email="lina@example.org")
    edited = own("shelter", " A late line.", contacts=(new,))
    after = gone("n1") | at(n2="visas", n3=edited, n4="health")
    room.night(after)
    assert sorted(room.told()[before:]) == [("moved",), ("moved",), ("updated", "moved")]
    (shelter,) = (one for one in room.items.values() if "shelterab" in str(one.version.content))
    assert shelter.version.content.contacts == (new,)
    assert room.night(after).outcomes == ()


def test_one_text_everywhere_takes_no_address_away(room: Newsroom) -> None:
    room.night(at(n1="visas", n2="visas", n3="health"))
    assert titles(room)["n3"] == "About health"
    assert room.pages[url("n1")].item_id != room.pages[url("n2")].item_id


def test_what_two_addresses_show_at_once_is_neithers(room: Newsroom) -> None:
    room.night(gone("n1") | at(n2="visas", n3="visas"))
    assert room.pages[url("n2")].item_id != room.pages[url("n3")].item_id


def test_a_story_that_was_not_looked_for_may_stand_where_it_stood(room: Newsroom) -> None:
    room.night(at(n2="visas", n3="health"))
    assert room.pages[url("n1")].item_id != room.pages[url("n2")].item_id


def test_a_story_written_anew_is_an_update_as_ever(room: Newsroom) -> None:
    room.night(at(n1="farms", n2="shelter", n3="health"))
    assert room.told() == [("updated",)]
    assert len(room.items) == 3


def test_whose_address_was_taken_and_is_nowhere_is_removed_on_the_third_night(
    room: Newsroom,
) -> None:
    shown = gone("n1") | at(n2="visas", n3="health")
    room.night(shown)
    assert room.told() == [("moved",)]
    room.night(shown)
    assert room.told() == [("moved",)]
    room.night(shown)
    assert room.told() == [("moved",), ("removed",)]
    assert room.changes[-1][1].reason.endswith("missing in 3 ok runs: no address shows it")
    assert room.night(shown).outcomes == ()


def test_whose_address_was_taken_is_known_again_where_it_appears(room: Newsroom) -> None:
    room.night(gone("n1") | at(n2="visas", n3="health"))
    room.night(gone("n1") | at(n2="visas", n3="health", n9="shelter"))
    assert room.told() == [("moved",), ("moved",)]
    assert titles(room)["n9"] == "About shelter"
    assert len(room.items) == 3


def test_whose_address_was_taken_is_known_again_by_most_of_its_text(room: Newsroom) -> None:
    edited = own("shelter", " A late line of more than a word.")
    room.night(gone("n1") | at(n2="visas", n3="health", n9=edited))
    assert sorted(room.told()) == [("moved",), ("updated", "moved")]


def test_a_bad_night_counts_nobody_as_missing(room: Newsroom) -> None:
    room.night(gone("n1") | at(n2="visas", n3="health"))
    for _ in range(3):
        room.night(gone("n1") | at(n2="visas", n3="health"), status="partial")
    assert room.told() == [("moved",)]


def test_an_address_that_leads_to_a_strange_page_is_no_edit_of_another(room: Newsroom) -> None:
    lost = record(url("n1"), own("visas"), not_understood="404 with status 200")
    room.night({url("n1"): Shown(lost)} | at(n2="visas", n3="health", n4="shelter"))
    assert room.told() == [("moved",)] * 2
