"""Which Item a page belongs to: what it says of itself first, likeness last of all."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import product

import pytest

from alerts.identity import project_title, stored_keys
from alerts.readings import Reading
from storage.types import Content, Edition, Field, KnownItem, PageDate
from tests.alerts.newsroom import (
    HOST,
    TOPICS,
    Newsroom,
    Shown,
    changed,
    known_room,
    page,
    pages,
    prose,
    record,
    story,
    url,
)

ZH = story("签证研讨会在北京举行。" * 20, title="签证", language="zh-Hans")
MIRRORS = tuple(f"https://w{number}.example.org/visas" for number in range(5))


def reading(address: str, **others: object) -> Reading:
    """Return a page of that address, read for the first time."""
    shown = Shown(record(address, story(prose("visas")), **others))
    visit = Newsroom()._visit(address, shown)
    return Reading(visit, "read", shown.record, None, "read")


def owner(room: Newsroom, address: str) -> KnownItem:
    """Return the Item that a page belongs to."""
    return room.items[room.pages[address].item_id or ""]


def test_numbers_and_addresses_are_stored_in_one_spelling() -> None:
    numbers = {"projects-id": " po.0105 ", "prima-id": "ch1z ", "node-id": " 4711", "guid": "x"}
    assert stored_keys(reading(url("visas") + "/", identifiers=numbers)) == {
        ("url", url("visas")),
        ("projects-id", "PO.0105"),
        ("prima-id", "CH1Z"),
        ("node-id", "news.example.org/4711"),
    }


def test_a_page_that_was_not_read_is_stored_by_its_own_address_alone() -> None:
    lost = replace(reading(url("visas"), identifiers={"node-id": "1"}), state="lost", record=None)
    assert stored_keys(lost) == {("url", url("visas"))}


@pytest.mark.parametrize("scheme", ["projects-id", "prima-id", "node-id"])
def test_a_number_finds_the_item_again_whatever_the_text(scheme: str) -> None:
    room = Newsroom()
    room.night(page("visas", identifiers={scheme: "a105"}))
    shown = page("renamed", story(prose("farms"), title="Other"), identifiers={scheme: "A105 "[:4]})
    if scheme == "node-id":
        shown = page("renamed", story(prose("farms")), identifiers={scheme: "a105"})
    room.night(shown)
    assert len(room.items) == 1


def test_a_node_id_says_nothing_on_another_host() -> None:
    room = Newsroom()
    room.night(page("visas", identifiers={"node-id": "7"}))
    other = "https://else.example.org/farms"
    room.night({other: Shown(record(other, story(prose("farms")), identifiers={"node-id": "7"}))})
    assert len(room.items) == 2


def test_a_numbered_project_that_nobody_knows_is_no_copy_of_one_with_the_same_words() -> None:
    room = known_room("visas")
    same = story(prose("visas"), title="About visas")
    assert changed(room, page("again", same, identifiers={"prima-id": "CH.1"})) == ("new",)
    assert changed(room, page("third", same, identifiers={"projects-id": "P.9"})) == ("new",)


def test_what_is_known_speaks_before_what_is_new() -> None:
    room = known_room("visas")
    shown = page("visas-zh", ZH, identifiers={"projects-id": "P.9"})
    shown |= page("visas", identifiers={"twin:zh-Hans": url("visas-zh")})
    assert changed(room, shown) == ("edition-added",)


def test_a_page_is_its_items_whatever_it_says() -> None:
    room = known_room("visas", "shelter", "health")
    named = page("visas", identifiers={"canonical-url": url("shelter")})
    assert room.night(named | pages("shelter", "health")).outcomes == ()
    assert owner(room, url("visas")) != owner(room, url("shelter"))


def test_a_page_without_an_item_that_is_not_read_stays_without() -> None:
    room = known_room()
    room.night({url("late"): Shown(None, 404)} | pages(*TOPICS[:3]))
    assert room.pages[url("late")].item_id is None
    assert room.told() == []


def test_a_canonical_address_joins_the_page_that_has_it() -> None:
    room = known_room()
    print_page = page("print", story(prose("farms")), identifiers={"canonical-url": url("visas")})
    room.night(pages(*TOPICS[:3]) | print_page)
    assert owner(room, url("print")) == owner(room, url("visas"))


@pytest.mark.parametrize(
    "said",
    [
        {"shortlink": url("visas")},
        {"canonical-url": f"{HOST}/"},
        {"canonical-url": f"{HOST}/en/"},
        {"canonical-url": "https://elsewhere.example/visas"},
    ],
)
def test_other_names_front_pages_and_other_sites_identify_nothing(said: dict[str, str]) -> None:
    room = Newsroom()
    room.night(page("visas", identifiers=said))
    room.night(page("shelter", identifiers=said) | page("health", identifiers=said))
    assert len(room.items) == 3


@pytest.mark.parametrize("lost", [False, True])
def test_an_address_that_four_texts_claim_joins_none_of_them(*, lost: bool) -> None:
    gone = record(url("aaa"), Content(), not_understood="404 not found")
    shown = {url("aaa"): Shown(gone)} if lost else {}
    for name in TOPICS[:4]:
        shown |= page(name, identifiers={"canonical-url": f"{HOST}/all"})
    room = Newsroom()
    room.night(shown)
    assert len(room.items) == 4


def test_an_address_that_answers_for_four_texts_joins_none_of_them() -> None:
    shown = pages(*TOPICS[:4])
    for one in shown.values():
        one.answered = f"{HOST}/wall"
    room = Newsroom()
    room.night(shown)
    assert len(room.items) == 4


def test_three_editions_may_claim_the_address_of_a_fourth() -> None:
    room = Newsroom()
    shown = page("visas")
    for name, language in (("b", "zh-Hans"), ("c", "zh-Hant"), ("d", "fr")):
        text = story("签证研讨会在北京举行。" * 20 + name, language=language)  # type: ignore[arg-type]
        shown |= page(name, text, identifiers={"canonical-url": url("visas")})
    room.night(shown)
    assert len(room.items) == 1


def test_one_text_may_claim_an_address_from_many_hosts() -> None:
    room = Newsroom()
    said = {"canonical-url": url("visas")}
    text = story(prose("visas"))
    mirrors = {one: Shown(record(one, text, identifiers=said)) for one in MIRRORS}
    room.night(mirrors | pages(*TOPICS[5:10]))
    assert len(room.items) == 6


def test_pages_without_text_claim_an_address_each_for_itself() -> None:
    room = Newsroom()
    said = {"canonical-url": url("all")}
    shown = {}
    for name in TOPICS[:4]:
        shown |= page(name, story("", title=f"About {name}"), identifiers=said)
    room.night(shown)
    assert len(room.items) == 4


def test_a_projects_title_is_its_letters_and_figures() -> None:
    content = Content(
        editions={
            "zh-Hans": Edition(None, "正文"),
            "en": Edition("Supporting China’s “Debate” — Phase 2", ""),
        }
    )
    assert project_title(content) == "supportingchinasdebatephase2"
    assert project_title(Content(editions={"en": Edition(None, "Body")})) is None
    assert project_title(Content(editions={"en": Edition("— …", "Body")})) is None


def test_a_title_identifies_projects_and_no_story() -> None:
    room = known_room("visas")
    room.night(page("again", story(prose("farms"), title="About visas")))
    assert len(room.items) == 2
    projects = Newsroom(genre="project")
    for name, topic in (("p", "visas"), ("q", "farms")):
        projects.night(page(name, story(prose(topic), title="One Title"), genre="project"))
    assert len(projects.items) == 1


def test_two_projects_of_one_title_on_one_night_are_one() -> None:
    room = Newsroom(genre="project")
    shown = page("p", story(prose("visas"), title="One Title"), genre="project")
    room.night(shown | page("q", story(prose("farms"), title="One title"), genre="project"))
    assert len(room.items) == 1


def test_the_same_text_on_another_host_is_another_item() -> None:
    room = known_room("visas")
    other = "https://elsewhere.example/visas"
    room.night({other: Shown(record(other, story(prose("visas"))))})
    assert len(room.items) == 2


def test_the_same_text_twice_on_a_night_is_one_new_item() -> None:
    room = known_room()
    text = story(prose("farms"))
    assert changed(room, page("one", text) | page("two", text)) == ("new",)


def test_a_removed_item_is_known_again_by_its_text_at_another_address() -> None:
    room = known_room("visas", "shelter", "health")
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    back = story(prose("visas"), title="About visas")
    assert changed(room, page("renamed", back)) == ("restored", "moved")


def test_short_texts_are_alike_by_accident() -> None:
    room = Newsroom()
    room.night(page("one", story("Photo gallery", title="A")))
    room.night(page("one", story("Photo gallery", title="A")) | page("two", story("Photo gallery")))
    assert len(room.items) == 2


def test_a_new_text_takes_the_place_only_of_one_that_is_gone() -> None:
    edited = story(prose("visas", 13), title="About visas")
    room = known_room()
    assert changed(room, pages(*TOPICS[:3]) | page("sequel", edited)) == ("new",)
    room = known_room()
    gone = {url("visas"): Shown(None, 410)} | pages("shelter", "health")
    assert changed(room, gone | page("sequel", edited)) == ("updated", "moved")


def test_an_item_with_a_page_left_is_not_homeless() -> None:
    room = Newsroom()
    both = page("visas", identifiers={"twin:zh-Hans": url("visas-zh")}) | page("visas-zh", ZH)
    room.night(both | pages("shelter", "health"))
    shown = {url("visas-zh"): Shown(None, 404)} | pages("visas", "shelter", "health")
    shown |= page("sequel", story(prose("visas", 13), title="About visas"))
    before = len(room.items)
    room.night(shown)
    assert len(room.items) == before + 1


def test_a_lost_item_can_be_what_a_new_text_was() -> None:
    room = known_room()
    lost = record(url("visas"), Content(), not_understood="404 with status 200")
    shown = {url("visas"): Shown(lost)} | pages("shelter", "health")
    edited = story(prose("visas", 13), title="About visas")
    assert changed(room, shown | page("sequel", edited)) == ("updated", "moved")


def test_an_item_of_another_source_is_not_found_by_its_text() -> None:
    room = known_room("visas")
    (item,) = room.items.values()
    room.items[item.id] = replace(item, source="another")
    room.night(page("again", story(prose("visas"))))
    assert len(room.items) == 2


def test_a_number_that_contradicts_forbids_likeness() -> None:
    room = Newsroom(genre="project")
    room.night(page("p", story(prose("visas")), identifiers={"prima-id": "CH.1"}))
    again = story(prose("visas"))
    room.night(
        page("p", again, identifiers={"prima-id": "CH.1"})
        | page("q", again, identifiers={"prima-id": "CH.2", "canonical-url": url("p")})
    )
    assert len(room.items) == 2


def test_a_page_that_leads_to_another_item_keeps_its_own_text_out_of_it() -> None:
    room = known_room("visas", "shelter", "health")
    shown = pages("visas", "shelter", "health")
    shown[url("visas")] = Shown(
        record(url("visas"), story(prose("farms"))), answered=url("shelter")
    )
    room.night(shown)
    item = owner(room, url("visas"))
    assert item.missed == 1
    assert ("url", url("shelter")) not in item.identifiers


def test_an_item_of_another_source_does_not_hide_the_own_ones_behind_it() -> None:
    room = known_room("visas", "shelter")
    first = next(iter(room.items.values()))
    room.items[first.id] = replace(first, source="another")
    room.night(page("again", story(prose("shelter"), title="About shelter")))
    assert len(room.items) == 2


def tailed(changed_words: int) -> Content:
    """Return a text of 45 words whose last words are others."""
    words = ["".join(letters) for letters in product("abcdefghi", "klmno")]
    kept = words[: 45 - changed_words]
    return story(" ".join(kept + [f"z{word}" for word in words[len(kept) :]]))


@pytest.mark.parametrize(("changed_words", "same"), [(6, True), (7, False)])
def test_three_quarters_of_a_text_are_what_became_of_it(changed_words: int, *, same: bool) -> None:
    """Of 42 runs of four words 36 stay, and 48 there are in both texts: 0.75."""
    room = Newsroom()
    room.night(page("one", tailed(0)) | pages("shelter", "health"))
    gone = {url("one"): Shown(None, 404)} | pages("shelter", "health")
    room.night(gone | page("two", tailed(changed_words)))
    assert (len(room.items) == 3) is same


def test_an_address_that_leads_to_another_item_is_removed_with_that_reason() -> None:
    room = known_room()
    shown = page("visas", story(prose("shelter"))) | pages("shelter", "health")
    shown[url("visas")].answered = url("shelter")
    for _ in range(3):
        room.night(shown)
    assert room.changes[-1][1].reason == (
        f"removed: {url('visas')}: missing in 3 ok runs: "
        f"{url('visas')} redirected to another item: {url('shelter')}"
    )


def test_an_address_that_the_item_is_known_by_finds_it_though_it_leads_on() -> None:
    room = known_room("visas")
    (item,) = room.items.values()
    names = item.identifiers | {("url", url("old-name"))}
    room.items[item.id] = replace(item, identifiers=names)
    shown = page("old-name", story(prose("farms")))
    shown[url("old-name")].answered = url("new-name")
    room.night(shown)
    assert len(room.items) == 1


def test_an_address_on_the_way_finds_the_item() -> None:
    room = known_room("visas")
    shown = page("short", story(prose("farms")))
    shown[url("short")].answered = url("final")
    shown[url("short")].redirects = (url("short"), url("visas") + "?utm_source=mail")
    room.night(shown)
    assert len(room.items) == 1


def test_a_way_over_the_front_page_joins_nothing() -> None:
    room = known_room()
    shown = pages("farms", "boats")
    for name in ("farms", "boats"):
        shown[url(name)].redirects = (f"{HOST}/",)
        shown[url(name)].answered = url(f"{name}-2026")
    room.night(shown)
    assert len(room.items) == 5


def test_a_story_and_a_project_of_one_title_are_two_items() -> None:
    room = known_room("visas")
    project = story(prose("farms"), title="About visas")
    assert changed(room, page("project", project, genre="project")) == ("new",)


def test_a_text_beside_a_new_numbered_page_that_has_it_too_is_that_items() -> None:
    room = known_room("visas")
    text = story(prose("farms"))
    shown = page("p", text, identifiers={"prima-id": "CH.1"}) | page("q", text)
    assert changed(room, shown) == ("new",)
    assert owner(room, url("p")) == owner(room, url("q"))


def test_a_removed_item_is_known_again_by_most_of_its_text() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    edited = story(prose("visas", 13), title="About visas")
    kinds = changed(room, page("renamed", edited) | pages("shelter", "health"))
    assert kinds == ("restored", "updated", "moved")


def _numbered(night: int, text: Content) -> dict[str, Shown]:
    """Return a story that each visit finds under a number of its own, in its query."""
    address = f"{url('visas')}?from=list&t={night}"
    return {address: Shown(record(address, text))}


def test_a_story_numbered_anew_every_night_stays_one_item_with_its_newest_page() -> None:
    room = known_room("health", "shelter")
    old, new = story(prose("visas")), story(prose("visas", 13))
    room.night(_numbered(1, old))
    room.night(_numbered(1, old) | _numbered(2, old))
    item = owner(room, f"{url('visas')}?from=list&t=2")
    assert [one.page.url[-1] for one in item.pages] == ["2"]
    assert changed(room, _numbered(2, new) | _numbered(3, new)) == ("updated",)
    item = owner(room, f"{url('visas')}?from=list&t=3")
    assert [one.page.url[-1] for one in item.pages] == ["3"]
    assert room.told() == [("new",), ("updated",)]


def test_another_text_under_such_a_number_is_another_story() -> None:
    room = known_room("health", "shelter")
    for night in (1, 2):
        room.night(_numbered(night, story(prose("visas"))))
    assert changed(room, _numbered(3, story(prose("training")))) == ("new",)


def test_entries_of_a_database_are_no_numbers_of_visitors() -> None:
    room = known_room("health", "shelter")
    room.night(_numbered(1, story(prose("visas"))))
    assert changed(room, _numbered(2, story(prose("visas", 13)))) == ("new",)


def test_a_path_of_several_items_tells_them_apart_by_their_queries() -> None:
    room = known_room("health", "shelter")
    for night in (1, 2):
        room.night(_numbered(night, story(prose("visas"))))
    room.night(_numbered(3, story(prose("training"))))
    assert changed(room, _numbered(4, story(prose("visas", 13)))) == ("new",)


def test_a_sites_hosts_for_telephones_and_desks_show_one_story() -> None:
    desk, telephone = (f"https://{name}.daily.example.org/a/visas" for name in ("www", "m"))
    room = known_room("health", "shelter")
    room.night({desk: Shown(record(desk, story(prose("visas"))))})
    room.night({telephone: Shown(record(telephone, story(prose("visas"))))})
    assert room.told() == [("new",)]
    other = "https://m.daily.example.org/a/copy"
    room.night({other: Shown(record(other, story(prose("visas"))))})
    assert owner(room, other) == owner(room, telephone)
    elsewhere = "https://www.weekly.example.com/a/visas"
    assert changed(room, {elsewhere: Shown(record(elsewhere, story(prose("visas"))))}) == ("new",)


@pytest.mark.parametrize("host", ["https://www.example.org", "https://m.example.org"])
def test_a_story_that_left_its_host_is_found_on_another_of_its_site(host: str) -> None:
    room = known_room()
    moved = f"{host}/en/2026/visas"
    shown = {moved: Shown(record(moved, story(prose("visas"), title="About visas")))}
    both = pages(*TOPICS[:3]) | shown
    room.night(both)
    assert len(room.items) == 4
    room = known_room()
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health") | shown)
    assert room.told() == [("moved",)]


def test_a_host_with_www_before_it_is_the_same() -> None:
    room = known_room()
    moved = "https://www.news.example.org/2026/visas"
    twin = story(prose("visas"), title="About visas")
    room.night(pages(*TOPICS[:3]) | {moved: Shown(record(moved, twin))})
    assert len(room.items) == 3


def test_a_story_that_left_its_site_is_not_looked_for_elsewhere() -> None:
    room = known_room()
    other = "https://news.example.com/visas"
    shown = {other: Shown(record(other, story(prose("visas"))))}
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health") | shown)
    assert sorted(room.told()) == [("new",), ("removed",)]


def test_a_site_that_moved_and_was_edited_everywhere_is_found_again_in_time() -> None:
    names = [f"{topic}-{number}" for topic in TOPICS for number in range(3)]
    long = {name: f"{prose(name)}\n\n{prose(f'more {name}', 7)}" for name in names}
    room = Newsroom()
    room.night({url(name): Shown(record(url(name), story(text))) for name, text in long.items()})
    shown = {url(name): Shown(None, 404) for name in names}
    for name, text in long.items():
        there = url(f"2026/{name}")
        shown[there] = Shown(record(there, story(f"{text}\n\nThe line that all of them have.")))
    began = time.process_time()
    room.night(shown)
    assert time.process_time() - began < 2
    assert len(room.items) == len(names)


#: Not one run of words is in any of the pages that the newsroom writes.
OTHER = " ".join("".join(letters) for letters in product("abcdefgh", "klmnop"))
MARKS = {
    "canonical-url": url("visas"),
    "twin:zh": url("visas"),
    "node-id": "17",
}


@pytest.mark.parametrize("scheme", MARKS)
def test_a_mark_that_a_copied_page_kept_hides_no_new_story(scheme: str) -> None:
    room = Newsroom()
    room.night(page("visas", identifiers={"node-id": "17"}) | pages("shelter", "health"))
    room.night(page("fresh", story(OTHER, title="Fresh"), identifiers={scheme: MARKS[scheme]}))
    assert room.told() == [("new",)]
    assert owner(room, url("fresh")) is not owner(room, url("visas"))


@pytest.mark.parametrize("scheme", MARKS)
def test_a_mark_joins_a_page_that_shares_a_quarter_its_title_or_no_language(scheme: str) -> None:
    mark = {scheme: MARKS[scheme]}
    edited = story(f"{prose('visas', 6)}\n\n{OTHER}", title="Another title")
    titled = story(OTHER, title="About: VISAS")
    chinese = story("国际移民组织驻华联络处介绍签证。", title="签证", language="zh-Hans")
    for content in (edited, titled, chinese):
        room = Newsroom()
        room.night(page("visas", identifiers={"node-id": "17"}) | pages("shelter", "health"))
        room.night(page("fresh", content, identifiers=mark))
        assert owner(room, url("fresh")) is owner(room, url("visas"))


@pytest.mark.parametrize("named", ["/news/visas", "visas", "//news.example.org/news/visas"])
def test_a_twin_may_be_named_from_the_pages_own_address(named: str) -> None:
    room = known_room()
    chinese = story("国际移民组织驻华联络处介绍签证。", title="签证", language="zh-Hans")
    room.night(page("qianzheng", chinese, identifiers={"twin:en": named}))
    assert owner(room, url("qianzheng")) is owner(room, url("visas"))


def test_an_address_that_is_none_names_no_twin() -> None:
    room = known_room()
    room.night(page("other", story(OTHER), identifiers={"twin:zh": "http://["}))
    assert len(room.items) == 4


def test_an_english_abstract_keeps_no_chinese_page_from_its_twin() -> None:
    abstract = Edition("Abstract", "The office explains in short what visas are needed for.")
    chinese = Edition("签证", "国际移民组织驻华联络处介绍签证如何办理。" * 12)
    both = Content(editions={"zh-Hans": chinese, "en": abstract})
    room = known_room()
    room.night(page("zh", both, identifiers={"twin:en": url("visas")}))
    assert owner(room, url("zh")) is owner(room, url("visas"))


def test_pages_that_all_name_one_section_are_told_apart_by_their_texts() -> None:
    section = {"canonical-url": url("")}
    room = Newsroom()
    other = page("other", story(OTHER), identifiers=section)
    room.night(page("visas", identifiers=section) | other)
    assert len(room.items) == 2
    room.night(page("fresh", story(OTHER[::-1], title="Fresh"), identifiers=section))
    assert len(room.items) == 3


def test_a_second_call_with_the_words_of_the_first_is_another() -> None:
    room = known_room()
    call = prose("terms of reference")
    room.night(page("call-1", story(call, title="Call for proposals: Fujian")))
    room.night(page("call-2", story(call, title="Call for proposals: Yunnan")))
    assert len(room.items) == 5
    assert room.told() == [("new",), ("new",)]


def test_a_portals_two_headlines_of_one_text_are_one_item() -> None:
    room = Newsroom(genre="press")
    for name in ("desk-1", "desk-2"):
        room.night(page(name, story(prose("visas"), title=f"By {name}"), genre="press"))
    assert len(room.items) == 1


def test_a_text_headed_anew_where_its_page_is_gone_has_moved() -> None:
    room = known_room()
    moved = page("2026/visas", story(prose("visas"), title="Visas, explained"))
    room.night(pages("shelter", "health") | {url("visas"): Shown(None, 404)} | moved)
    assert len(room.items) == 3


@pytest.mark.parametrize(("year", "same"), [("2014", True), ("2026", False)])
def test_a_project_of_the_same_title_that_began_years_later_is_another(
    year: str, *, same: bool
) -> None:
    def phase(began: str) -> Content:
        fields = {"Start Date": Field(PageDate(began), began)}
        return story(f"Phase of {began}.", title="Strengthening capacities", fields=fields)

    room = Newsroom(genre="project")
    room.night(page("one", phase("2013"), genre="project"))
    room.night(page("two", phase(year), genre="project"))
    assert (len(room.items) == 1) is same
