"""What a night knew, what it decided, and what became of each Item."""

from datetime import date, timedelta

import pytest

from storage.errors import StorageError
from storage.types import AlertDraft, ChangeDraft, Content, Edition, PageDate
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
OTHER = "https://www.iom.int/news/b"


def test_a_new_item_is_written_with_its_version_change_page_and_run(world: World) -> None:
    world.night()
    world.read(URL, "A story. It goes on.")
    world.close()
    (change,) = world.decide(world.outcome(URL, "A story. It goes on."))
    item = world.store.items.get(change.item_id)
    assert item.version.number == 1
    assert item.version.content.editions["en"].title == "A story"
    assert item.identifiers == {("url", URL)}
    assert [known.page.url for known in item.pages] == [URL]
    assert change.before is None
    assert change.after == item.version
    assert change.urls == (URL,)
    assert change.run_id == world.runs[-1].run_id
    assert world.store.runs.undecided() == ()
    decided = world.store.runs.source_run(world.runs[-1].id)
    assert (decided.status, decided.decided_at) == ("ok", world.now)


def test_a_source_run_is_decided_only_once(world: World) -> None:
    world.night()
    world.read(URL, "A story.")
    first = world.decide(world.outcome(URL, "A story."), alerts=(AlertDraft("bad", "x", "t"),))
    again = world.decide(world.outcome(URL, "Another."), alerts=(AlertDraft("bad", "x", "t"),))
    assert again == first
    assert len(world.store.items.known()) == 1
    assert len(world.store.items.versions(first[0].item_id)) == 1
    assert len(world.store.alerts.history()) == 1


def test_versions_are_numbered_and_equal_content_makes_none(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    (new,) = world.decide(world.outcome(URL, "One."))
    world.night()
    (same,) = world.decide(world.outcome(URL, "One."))
    world.night()
    (later,) = world.decide(world.outcome(URL, "Two."))
    numbers = [version.number for version in world.store.items.versions(new.item_id)]
    assert numbers == [1, 2]
    assert same.before == same.after == new.after
    assert (later.before.number, later.after.number) == (1, 2)


def test_the_pages_of_an_outcome_are_all_the_item_has(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    world.read(OTHER, "One.")
    both = tuple(world.page(url).id for url in (URL, OTHER))
    (change,) = world.decide(world.outcome(URL, "One.", page_ids=both))
    world.night()
    world.decide(world.outcome(URL, "One.", content=None, change=None))
    assert world.page(URL).item_id == change.item_id
    assert world.page(OTHER).item_id is None
    item = world.store.items.get(change.item_id)
    assert [known.page.url for known in item.pages] == [URL]


def test_a_removed_item_has_no_after_and_a_restored_one_has(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    world.decide(world.outcome(URL, "One."))
    for kind, state in (("removed", "removed"), ("restored", "present")):
        world.night()
        gone = ChangeDraft((kind,), "substantive", "said")
        (change,) = world.decide(world.outcome(URL, "One.", content=None, state=state, change=gone))
        assert (change.after is None) == (kind == "removed")
        assert change.before.number == 1
        assert world.store.items.get(change.item_id).state == state


def test_nothing_of_a_failed_decision_stays(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    good = world.outcome(URL, "One.")
    broken = world.outcome(OTHER, "Two.", content=None)
    with pytest.raises(StorageError, match=r"decision: .*: a new Item has no content"):
        world.decide(good, broken, alerts=(AlertDraft("bad", "x", "t"),))
    assert world.store.items.known() == ()
    assert world.store.alerts.history() == ()
    assert [run.id for run in world.store.runs.undecided()] == [world.runs[-1].id]


def test_an_identifier_stays_with_the_item_that_had_it_first(world: World) -> None:
    world.night()
    number = ("projects-id", "PO.0105")
    first = world.outcome(URL, "One.", identifiers=frozenset({number}))
    second = world.outcome(OTHER, "Two.", identifiers=frozenset({number, ("url", OTHER)}))
    one, two = world.decide(first, second)
    assert world.store.items.get(one.item_id).identifiers == {number}
    assert world.store.items.get(two.item_id).identifiers == {("url", OTHER)}


def test_only_changes_to_be_told_are_told_oldest_first(world: World) -> None:
    world.night()
    tellings = ("tell", "baseline", "off-topic", "held", "template", "tell")
    made = world.decide(
        *(
            world.outcome(
                f"{URL}{number}",
                f"Story {number}.",
                change=ChangeDraft(("new",), "substantive", "said", telling=telling),
            )
            for number, telling in enumerate(tellings)
        )
    )
    told = world.store.items.changes_after(0)
    assert [change.id for change in told] == [made[0].id, made[-1].id]
    assert world.store.items.changes_after(made[0].id) == told[1:]
    assert world.store.items.changes_after(0, upto=made[0].id) == told[:1]
    assert world.store.items.latest_change_id() == made[-1].id


def test_what_tonight_brought_is_not_known_before_it_is_decided(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    world.decide(world.outcome(URL, "One."))
    world.night()
    world.read(URL, "Two.")
    night = world.store.items.night(world.runs[-1].id)
    assert night.visits[0].record.content.editions["en"].body == "Two."
    assert night.known[0].pages[0].record.content.editions["en"].body == "One."
    world.decide(world.outcome(URL, "Two."))
    assert world.store.items.known()[0].pages[0].record.content.editions["en"].body == "Two."


def test_the_first_ok_night_of_a_source_is_first_and_later_ones_know_the_earlier(
    world: World,
) -> None:
    world.night()
    assert world.store.items.night(world.runs[-1].id).first
    world.close()
    world.decide(status="failed", reason="503")
    world.night()
    assert world.store.items.night(world.runs[-1].id).first
    world.close()
    world.decide(baseline=True)
    world.night()
    night = world.store.items.night(world.runs[-1].id)
    assert not night.first
    assert night.earlier == ("ok", "failed")


def test_another_sources_nights_are_not_mine(world: World) -> None:
    world.night("other")
    world.close()
    world.decide()
    world.night("iom_news")
    night = world.store.items.night(world.runs[-1].id)
    assert night.first
    assert night.earlier == ()


def test_items_are_listed_by_publication_else_by_first_sight(world: World) -> None:
    world.night()
    old = Content(editions={"en": Edition("Old", "Old.")}, published=PageDate("2024-10"))
    dated, undated = world.decide(world.outcome(URL, "", content=old), world.outcome(OTHER, "New."))
    since = world.store.items.since(date(2024, 10, 1))
    assert {item.id for item in since} == {dated.item_id, undated.item_id}
    assert [item.id for item in world.store.items.since(date(2024, 10, 2))] == [undated.item_id]
    assert world.store.items.since(world.now.date() + timedelta(days=1)) == ()


def test_an_item_was_first_seen_when_its_first_page_was(world: World) -> None:
    world.night()
    world.read(URL, "One.")
    seen = world.now
    world.night()
    (change,) = world.decide(world.outcome(URL, "One."))
    assert world.store.items.get(change.item_id).first_seen == seen


def test_absence_is_none(world: World) -> None:
    assert world.store.items.get("nobody") is None
    assert world.store.items.by_identifier("url", URL) is None
    assert world.store.items.latest_change_id() == 0
    with pytest.raises(StorageError, match="source run: 7: is not known"):
        world.store.items.night(7)


def test_items_that_are_there_and_concern_us_are_counted_by_source(world: World) -> None:
    world.night()
    world.decide(
        world.outcome(URL, "One."),
        world.outcome(OTHER, "Two.", off_topic="does not name China"),
        world.outcome(OTHER + "c", "Three.", source="chinadaily"),
        world.outcome(OTHER + "d", "Four.", state="removed"),
    )
    assert world.store.items.counts() == {"iom_news": 1, "chinadaily": 1}
    assert [item.source for item in world.store.items.of_source("chinadaily")] == ["chinadaily"]


def test_an_outcome_without_a_change_is_kept_and_not_told(world: World) -> None:
    world.night()
    (change,) = world.decide(world.outcome(URL, "One."))
    world.night()
    assert world.decide(world.outcome(URL, "One.", content=None, change=None, missed=2)) == ()
    assert world.store.items.get(change.item_id).missed == 2
    assert world.store.items.changes(change.item_id) == (change,)


def test_an_item_was_edited_when_its_page_last_said_something_else(world: World) -> None:
    moments = []
    for text, cause in (("One.", "page"), ("Two.", "page"), ("Two, read better.", "parser")):
        world.night()
        world.decide(world.outcome(URL, text, cause=cause))
        moments.append(world.now)
    (item,) = world.store.items.known()
    assert (item.version.number, item.version.created_at, item.edited_at) == (3, *moments[:0:-1])
    assert world.store.items.get(item.id) == item


def test_an_item_nobody_knows_cannot_be_decided(world: World) -> None:
    world.night()
    with pytest.raises(StorageError, match="item: nobody: is not known"):
        world.decide(world.outcome(URL, "One.", item_id="nobody"))
