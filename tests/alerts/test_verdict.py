"""What a night makes of one Item: kinds, weight, reason, telling, and how the Item stands then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.types import (
    ChangeDraft,
    Content,
    Edition,
    Field,
    ItemOutcome,
    KnownItem,
    Link,
    PageDate,
    PageRecord,
    Version,
)
from tests.alerts.newsroom import (
    HOST,
    TOPICS,
    Newsroom,
    Shown,
    known_room,
    page,
    pages,
    prose,
    record,
    story,
    url,
)

ZH = Edition("签证", "签证研讨会在北京举行。" * 20)
NOT_FOUND = record(url("visas"), Content(), not_understood="404 with status 200")


def last(room: Newsroom) -> ChangeDraft:
    return room.changes[-1][1]


def item_of(room: Newsroom, name: str) -> KnownItem:
    (found,) = [one for one in room.items.values() if ("url", url(name)) in one.identifiers]
    return found


def layout(*names: str) -> dict[str, Shown]:
    """Return the pages as a new layout makes us misread them."""
    shown: dict[str, Shown] = {}
    for name in names:
        extra = " ".join(f"{name}{n}" for n in range(30))
        shown |= page(name, story(f"{extra}\n\n{prose(name)[:150]}", title=f"About {name}"))
    return shown


def imported(room: Newsroom, name: str, content: Content, **others: object) -> None:
    """Put an imported text and its page into the store, as `import` does."""
    shown = page(name, content)
    address = url(name)
    seen = room._visit(address, shown[address]).page
    room.pages[address] = replace(seen, item_id="old")
    said = record(address, content, parser="import")
    room.records[seen.id] = said
    known = KnownItem(
        id="old",
        source="import",
        genre="press",
        state="present",
        first_seen=room.now,
        version=Version(999, "old", 1, content, room.now, "import"),
        identifiers=frozenset({("url", address)}),
        pages=(PageRecord(room.pages[address], None, said),),
        history=True,
    )
    room.items["old"] = replace(known, **others)  # type: ignore[arg-type]


def test_a_new_item_is_substantive_and_says_where_and_when_it_was_seen() -> None:
    room = known_room()
    room.night(page("farms"))
    reason = f"new: {url('farms')}: first seen, undated"
    assert last(room) == ChangeDraft(("new",), "substantive", reason, "tell", older=False)
    room.night(page("boats", story(prose("boats"), published=PageDate("2026-11-02"))))
    assert last(room).reason == f"new: {url('boats')}: first seen, dated 2026-11-02"


def test_an_off_topic_item_is_kept_apart_and_says_so() -> None:
    room = known_room()
    room.night(page("football", off_topic="no word of migration"))
    assert last(room).telling == "off-topic"
    twin = page("b", Content(editions={"zh-Hans": ZH}), identifiers={"twin:en": url("a")})
    room.night(page("a", story(prose("tents")), off_topic="no word of migration") | twin)
    assert last(room).telling == "tell"  # one of its pages concerns us
    assert item_of(room, "a").off_topic is None


def test_a_page_nobody_understood_makes_no_item() -> None:
    room = known_room()
    login = record(url("farms"), Content(), not_understood="a login form")
    assert room.night({url("farms"): Shown(login)} | pages(*TOPICS[:3])).outcomes == ()


def test_thirty_days_to_the_minute_are_not_yet_older() -> None:
    room = known_room()
    assert room.now.isoformat() == "2026-11-02T02:30:00+00:00"
    shown = page("farms", story(prose("farms"), published=PageDate("2026-10-04T02:30Z")))
    shown |= page("boats", story(prose("boats"), published=PageDate("2026-10-04T02:29Z")))
    room.night(shown)
    assert [change.older for _, change, _, _ in room.changes[-2:]] == [False, True]


def test_a_removal_is_substantive_and_says_what_the_server_answered() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 410)} | pages("shelter", "health"))
    reason = f"removed: {url('visas')}: {url('visas')} answered 410"
    assert last(room) == ChangeDraft(("removed",), "substantive", reason, "tell")
    item = item_of(room, "visas")
    assert (item.state, item.missed, item.source, item.genre) == ("removed", 1, "site", "news")


def test_a_removal_of_two_pages_that_were_missing_names_both() -> None:
    room = Newsroom()
    twin = page("b", Content(editions={"zh-Hans": ZH}), identifiers={"twin:en": url("visas")})
    room.night(page("visas") | twin | pages("shelter", "health", "data"))
    lost = {url(name): Shown(NOT_FOUND) for name in ("visas", "b")} | pages("shelter", "health")
    for _ in range(3):
        room.night(lost)
    assert last(room).reason == (
        f"removed: {url('visas')}: missing in 3 ok runs: "
        f"{url('visas')} 404 with status 200; {url('b')} 404 with status 200"
    )


def test_what_happens_before_the_baseline_is_whole_belongs_to_it() -> None:
    room = Newsroom()
    room.night(pages(*TOPICS[:3]), "partial")
    room.night(page("visas", story(prose("visas", 13), title="About visas")), "partial")
    assert (last(room).kinds, last(room).telling) == (("updated",), "baseline")
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    assert (last(room).kinds, last(room).telling) == (("removed",), "baseline")
    assert room.told() == []


def test_an_item_that_comes_to_concern_us_before_the_baseline_is_whole_is_no_news() -> None:
    room = Newsroom()
    room.night(page("football", off_topic="no"), "partial")
    room.night(page("football"), "partial")
    assert (last(room).kinds, last(room).telling) == (("new",), "baseline")
    assert "off-topic until now: no" in last(room).reason


def test_an_imported_item_whose_page_is_gone_is_removed_without_a_word() -> None:
    room = known_room()
    imported(room, "farms", story(prose("farms")))
    room.night({url("farms"): Shown(None, 404)} | pages(*TOPICS[:3]))
    assert (last(room).kinds, last(room).telling) == (("removed",), "history")


def test_an_imported_item_that_is_missed_before_it_was_ever_read_stays_history() -> None:
    room = known_room()
    imported(room, "visas-old", story("A dump. " * 40), off_topic="no")
    lost = {url("visas-old"): Shown(NOT_FOUND)} | pages(*TOPICS[:3])
    room.night(lost)
    item = room.items["old"]
    assert (item.history, item.missed, item.state) == (True, 1, "present")
    assert (item.source, item.genre, item.off_topic) == ("import", "press", "no")
    room.night(page("visas-old", story(prose("farms"))) | pages(*TOPICS[:3]))
    assert room.told() == []
    assert room.items["old"].history is False


def test_an_imported_text_is_replaced_by_its_page_and_the_item_is_the_sources() -> None:
    room = known_room()
    imported(room, "farms", story("A dump. " * 40))
    room.night(page("farms", story(prose("farms")), genre="news", off_topic="no"))
    reason = f"updated: {url('farms')}: imported text replaced by its page"
    assert last(room) == ChangeDraft(("updated",), "substantive", reason, "history")
    item = room.items["old"]
    assert (item.source, item.genre, item.off_topic) == ("site", "news", "no")
    assert (item.version.cause, item.version.content.editions["en"].body) == (
        "import",
        prose("farms"),
    )


def test_an_imported_text_that_its_page_repeats_makes_no_version() -> None:
    room = known_room()
    imported(room, "farms", story(prose("farms"), title="About farms"))
    before = len(room.changes)
    (outcome,) = room.night(page("farms")).outcomes
    assert (outcome.content, outcome.change, outcome.history) == (None, None, False)
    assert len(room.changes) == before


def test_a_slip_that_the_import_had_is_an_editorial_replacement() -> None:
    room = known_room()
    imported(room, "farms", story(prose("farms").replace("agreed", "agred"), title="About farms"))
    room.night(page("farms"))
    assert last(room).weight == "editorial"


def test_the_reason_of_an_update_names_each_part_why_and_how_heavy() -> None:
    room = known_room("visas")
    edited = story(prose("visas").replace("agreed", "agred"), title="About visas", place="Kunming")
    room.night(page("visas", edited))
    assert last(room).reason == (
        f"updated: {url('visas')}: "
        "edition:en:body: a letter or two, no number, name or negation (editorial); "
        "place: paragraphs: 1 added (substantive)"
    )
    assert last(room).weight == "substantive"


def test_the_reason_of_a_return_and_of_a_move_say_so() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    room.night(pages(*TOPICS[:3]))
    reason = f"restored: {url('visas')}: restored: found again after it was removed"
    assert last(room) == ChangeDraft(("restored",), "substantive", reason, "tell")
    shown = page("visas")
    shown[url("visas")].answered = url("visas-2026")
    room.night(shown)
    reason = f"moved: {url('visas')}: moved: redirected to {url('visas-2026')}"
    assert last(room) == ChangeDraft(("moved",), "editorial", reason, "tell")


def test_kinds_stand_in_the_order_of_their_weight() -> None:
    room = Newsroom(genre="project")
    room.night(page("p", story(prose("visas"), fields={"Status": Field("Active", "Active")})))
    both = story(prose("visas", 13), fields={"Status": Field("Closed", "Closed")})
    both = replace(both, editions={**both.editions, "zh-Hans": ZH})
    shown = page("p", both)
    shown[url("p")].answered = url("q")
    room.night(shown)
    assert last(room).kinds == ("edition-added", "updated", "fields-changed", "moved")
    assert last(room).weight == "substantive"


def test_on_a_night_whose_layout_is_held_no_miss_is_counted() -> None:
    room = known_room(*TOPICS[:14])
    lost = {url(TOPICS[0]): Shown(NOT_FOUND)}
    decision = room.night(layout(*TOPICS[1:14]) | lost)
    assert decision.status == "not-understood"
    assert {item.missed for item in room.items.values()} == {0}


def test_on_a_night_whose_layout_is_held_an_import_is_not_taken_over() -> None:
    room = known_room(*TOPICS[:14])
    imported(room, "boats", story("A dump. " * 40))
    decision = room.night(layout(*TOPICS[:14]) | page("boats"))
    assert decision.status == "not-understood"
    assert room.items["old"].history


def test_nothing_is_written_of_an_item_that_stands_as_it_stood() -> None:
    room = known_room()
    room.night({url("visas"): Shown(NOT_FOUND)} | pages("shelter", "health"))
    (outcome,) = room.night(pages(*TOPICS[:3])).outcomes  # the miss is forgotten
    assert (outcome.missed, outcome.content, outcome.change) == (0, None, None)
    assert room.night(pages(*TOPICS[:3])).outcomes == ()


@pytest.mark.parametrize("said", [{"node-id": "4711"}, {"projects-id": "PO.1"}])
def test_a_number_that_a_known_page_gains_is_kept_and_is_no_news(said: dict[str, str]) -> None:
    room = known_room()
    (outcome,) = room.night(page("visas", identifiers=said)).outcomes
    assert isinstance(outcome, ItemOutcome)
    assert outcome.change is None
    assert len(item_of(room, "visas").identifiers) == 2


def test_a_page_of_another_host_counts_for_its_own_template() -> None:
    room = known_room(*TOPICS[:12])
    other = "https://else.example.org/farms"
    room.night({other: Shown(record(other, story(prose("farms"))))})
    shown = {}
    for name in TOPICS[:12]:
        shown |= page(name, story(f"{prose(name)}\n\nOur new imprint line", title=f"About {name}"))
    shown[other] = Shown(record(other, story(f"{prose('farms')}\n\nOur new imprint line")))
    before = len(room.changes)
    room.night(shown)
    assert room.told() == [("new",), ("updated",)]
    assert len(room.changes) == before + 13
    assert HOST not in other


def footered(*names: str) -> dict[str, Shown]:
    """Return pages that a new line of their site ends."""
    shown: dict[str, Shown] = {}
    for name in names:
        shown |= page(name, story(f"{prose(name)}\n\nOur new imprint line", title=f"About {name}"))
    return shown


def test_a_move_under_a_template_change_is_told() -> None:
    room = known_room(*TOPICS[:12])
    shown = footered(*TOPICS[:12])
    shown[url("visas")].answered = url("visas-2026")
    room.night(shown)
    assert room.told() == [("updated", "moved")]


def test_a_new_edition_under_a_template_change_is_told() -> None:
    room = known_room(*TOPICS[:12])
    shown = footered(*TOPICS[:12])
    english = shown[url("visas")].record
    assert english is not None
    both = {**english.content.editions, "zh-Hans": ZH}
    shown |= page("visas", replace(english.content, editions=both))
    room.night(shown)
    assert room.told() == [("edition-added", "updated")]


def test_a_return_under_a_template_change_is_told() -> None:
    room = known_room(*TOPICS[:12])
    room.night({url("visas"): Shown(None, 404)} | pages(*TOPICS[1:12]))
    room.night(footered(*TOPICS[:12]))
    assert room.told() == [("removed",), ("restored", "updated")]


def test_a_move_with_another_stamp_makes_no_version() -> None:
    room = known_room()
    stamped = story(prose("visas"), title="About visas", updated=PageDate("2026-11-03"))
    shown = page("visas", stamped)
    shown[url("visas")].answered = url("visas-2026")
    (outcome,) = room.night(shown).outcomes
    assert outcome.content is None
    assert outcome.change is not None


def test_an_off_topic_item_read_by_a_better_parser_stays_what_it_was() -> None:
    room = known_room()
    room.night(page("football", off_topic="no"))
    seen = story(prose("football") + "\n\nNew eyes.", title="About football")
    better = record(url("football"), seen, off_topic="no", parser_version=2)
    room.night({url("football"): Shown(better)}, reread={url("football"): better})
    item = item_of(room, "football")
    assert (item.off_topic, item.state, item.version.cause) == ("no", "present", "parser")
    assert room.told() == []


def test_the_reason_of_several_kinds_names_them_and_begins_with_what_came_first() -> None:
    room = known_room()
    room.night(page("football", off_topic="no word of migration"))
    room.night(page("football", story(prose("football", 13), title="About football")))
    assert last(room).reason == (
        f"new: {url('football')}: off-topic until now: no word of migration; "
        "edition:en:body: a number or an address differs (substantive)"
    )
    shown = page("visas", story(prose("visas", 13), title="About visas"))
    shown[url("visas")].answered = url("visas-2026")
    room.night(shown)
    assert last(room).reason == (
        f"updated+moved: {url('visas')}: "
        "edition:en:body: a number or an address differs (substantive); "
        f"moved: redirected to {url('visas-2026')}"
    )


def test_twelve_swapped_attachments_are_news_of_each_and_no_new_layout() -> None:
    room = Newsroom()
    for year in (2025, 2026):
        shown: dict[str, Shown] = {}
        for name in TOPICS[:12]:
            plan = Link(f"{HOST}/{name}-{year}.pdf", f"Plan of {name}", attachment=True)
            shown |= page(name, story(prose(name), title=f"About {name}", links=(plan,)))
        decision = room.night(shown)
    assert decision.status == "ok"
    assert room.told() == [("updated",)] * 12
