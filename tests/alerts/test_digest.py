from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts import digest as digests
from alerts.digest import Baseline, Material, compose, passed
from storage.types import Content, Edition, Story, StoryMember
from tests.alerts import samples
from tests.alerts.samples import EN, NIGHT, NOW, ZH, change, item

DAY = timedelta(days=1)


def told(digest: digests.Digest | None) -> list[tuple[str, str]]:
    assert digest is not None
    return [(entry.section, entry.item_id) for entry in digest.entries]


def test_a_night_is_told_new_first_then_changed_then_removed_then_older() -> None:
    assert told(compose(EN, NIGHT, NOW)) == [
        ("new", "hotline"),
        ("new", "workshop"),
        ("new", "untitled"),
        ("new", "newproject"),
        ("new", "launch"),
        ("changed", "health"),
        ("changed", "project"),
        ("removed", "gone"),
        ("older", "old"),
    ]


def test_nothing_to_tell_is_no_digest() -> None:
    assert compose(EN, Material(), NOW) is None
    assert compose(replace(EN, told_change=99), NIGHT, NOW) is None


@pytest.mark.parametrize(
    ("hours", "heard"), [(0.5, False), (8, False), (16, True), (24, True), (-9600, True)]
)
def test_visits_between_two_nights_do_not_say_each_time_that_nothing_is_new(
    hours: float, *, heard: bool
) -> None:
    told = replace(EN, quiet_nights=True, last_digest_at=NOW - timedelta(hours=hours))
    assert (compose(told, Material(), NOW) is not None) == heard


def test_who_wants_quiet_nights_hears_that_nothing_is_new() -> None:
    quiet = compose(replace(EN, quiet_nights=True), Material(), NOW)
    assert quiet is not None
    assert quiet.entries == ()


def test_cursors_move_past_everything_considered_also_what_was_filtered_out() -> None:
    person = replace(EN, sources=("chinadaily",))
    digest = compose(person, NIGHT, NOW)
    assert digest is not None
    assert digest.change_ids == (15,)
    assert digest.told_change == 21


def test_whom_nothing_concerns_was_considered_when_it_was_their_time() -> None:
    elsewhere = replace(EN, sources=("nowhere",))
    assert passed(elsewhere, NIGHT, NOW) == (21, elsewhere.told_source_run)
    assert passed(EN, NIGHT, NOW) is None
    tomorrow = NOW.isoweekday() % 7 + 1
    weekly = replace(elsewhere, frequency="weekly", frequency_day=tomorrow)
    assert passed(weekly, NIGHT, NOW) is None


def test_a_trifle_and_a_repost_wait_for_what_they_are_told_with() -> None:
    trifle = change(30, "launch", None, samples.LAUNCH, weight="editorial")
    for waiting in (trifle, change(30, "r", None, samples.WORKSHOP, source="reposts")):
        assert passed(EN, Material(changes=(waiting,)), NOW) is None


def test_a_story_is_told_once_with_its_reposts_as_places() -> None:
    digest = compose(EN, NIGHT, NOW)
    assert digest is not None
    (story,) = [entry for entry in digest.entries if entry.item_id == "workshop"]
    assert [place.item_id for place in story.also] == ["workshop-r1", "workshop-r2"]
    assert story.also[1].note == samples.NOTE
    assert set(story.change_ids) == {11, 12, 13}


def test_a_repost_of_what_was_told_before_is_no_reason_for_a_mail() -> None:
    original = item("workshop", samples.WORKSHOP)
    repost = change(30, "workshop-r1", None, samples.WORKSHOP, source="reposts", genre="repost")
    night = Material(changes=(repost,), items={"workshop": original}, stories=(samples.STORY,))
    assert compose(EN, night, NOW) is None
    with_news = replace(night, changes=(repost, change(31, "launch", None, samples.LAUNCH)))
    assert told(compose(EN, with_news, NOW)) == [("new", "launch"), ("reposted", "workshop-r1")]


def test_a_story_reposted_at_three_hosts_is_one_entry_with_the_others_as_places() -> None:
    original = item("workshop", samples.WORKSHOP)
    (page,) = original.pages
    moved = replace(page, record=replace(page.record, url="https://moved.example/workshop"))
    reposts = tuple(
        change(30 + n, f"workshop-r{n}", None, samples.WORKSHOP, source="reposts", genre="repost")
        for n in (1, 2, 3)
    )
    members = (*samples.STORY.members, StoryMember("workshop-r3", "repost", 0.8))
    night = Material(
        changes=(*reposts, change(40, "launch", None, samples.LAUNCH)),
        items={"workshop": replace(original, pages=(moved,))},
        stories=(Story(1, members),),
    )
    digest = compose(EN, night, NOW)
    assert told(digest) == [("new", "launch"), ("reposted", "workshop-r1")]
    assert digest is not None
    (entry,) = digest.section("reposted")
    assert [(place.item_id, place.note) for place in entry.also] == [
        ("workshop", None),
        ("workshop-r2", samples.NOTE),
        ("workshop-r3", None),
    ]
    assert entry.also[0].url == "https://moved.example/workshop"
    assert digest.change_ids == (31, 32, 33, 40)


def test_reposts_that_differ_alike_from_their_original_are_not_told_to_differ() -> None:
    members = (
        StoryMember("workshop", "original"),
        *(StoryMember(f"workshop-r{n}", "repost", 0.8, samples.NOTE) for n in (1, 2)),
    )
    changes = tuple(
        change(30 + n, f"workshop-r{n}", None, samples.WORKSHOP, source="reposts", genre="repost")
        for n in (1, 2)
    )
    night = Material(
        changes=(*changes, change(40, "launch", None, samples.LAUNCH)),
        items={"workshop": item("workshop", samples.WORKSHOP)},
        stories=(Story(1, members),),
    )
    digest = compose(EN, night, NOW)
    assert digest is not None
    (entry,) = digest.section("reposted")
    assert [place.note for place in entry.also] == [None, None]


def test_an_original_is_news_also_where_only_others_had_told_it_before() -> None:
    """A repost can come first: found sooner, or by a source's first look."""
    repost = item("workshop-r1", samples.WORKSHOP, source="reposts", genre="repost")
    changes = (
        change(30, "workshop", None, samples.WORKSHOP),
        change(31, "workshop-r2", None, samples.WORKSHOP, source="chinadaily", genre="press"),
    )
    night = Material(changes=changes, items={"workshop-r1": repost}, stories=(samples.STORY,))
    digest = compose(EN, night, NOW)
    assert told(digest) == [("new", "workshop")]
    assert digest is not None
    assert [place.item_id for place in digest.entries[0].also] == ["workshop-r1", "workshop-r2"]
    assert digest.change_ids == (30, 31)


def test_who_reads_only_reposts_is_told_of_a_repost_as_news() -> None:
    original = item("workshop", samples.WORKSHOP)
    repost = change(30, "workshop-r1", None, samples.WORKSHOP, source="reposts", genre="repost")
    night = Material(changes=(repost,), items={"workshop": original}, stories=(samples.STORY,))
    assert told(compose(replace(EN, sources=("reposts",)), night, NOW)) == [("new", "workshop-r1")]


def test_a_repost_whose_original_was_taken_down_is_news() -> None:
    original = item("workshop", samples.WORKSHOP, state="removed")
    repost = change(30, "workshop-r1", None, samples.WORKSHOP, source="reposts", genre="repost")
    night = Material(changes=(repost,), items={"workshop": original}, stories=(samples.STORY,))
    assert told(compose(EN, night, NOW)) == [("new", "workshop-r1")]


def test_reposts_without_their_original_are_told_as_one() -> None:
    story = Story(2, (StoryMember("a", "repost"), StoryMember("b", "repost")))
    night = Material(
        changes=(
            change(1, "a", None, samples.LAUNCH, genre="repost"),
            change(2, "b", None, samples.LAUNCH, genre="repost"),
        ),
        stories=(story,),
    )
    assert told(compose(EN, night, NOW)) == [("new", "a")]


def test_several_changes_of_an_item_are_told_as_one_from_first_to_last() -> None:
    again = replace(
        samples.HEALTH_EDITED, editions={"en": Edition("Report on Migrant Health", "Rewritten.")}
    )
    night = Material(
        changes=(
            change(1, "health", samples.HEALTH, samples.HEALTH_EDITED),
            change(2, "health", samples.HEALTH_EDITED, again),
        )
    )
    digest = compose(EN, night, NOW)
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.before, entry.content) == (samples.HEALTH, again)
    assert entry.change_ids == (1, 2)


def test_what_is_told_is_how_it_reads_now_also_where_the_last_edit_was_a_trifle() -> None:
    """Who hears of substance only would else read words that are no more."""
    tidied = replace(samples.HEALTH_EDITED, author="Anna Vogt")
    night = Material(
        changes=(
            change(1, "health", samples.HEALTH, samples.HEALTH_EDITED),
            change(2, "health", samples.HEALTH_EDITED, tidied, weight="editorial"),
            change(3, "launch", samples.LAUNCH, samples.LAUNCH, weight="editorial"),
        )
    )
    digest = compose(replace(EN, weights="substantive"), night, NOW)
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.before, entry.content) == (samples.HEALTH, tidied)
    assert digest.change_ids == (1, 2)


def test_what_was_changed_and_changed_back_is_not_told() -> None:
    there_and_back = (
        change(1, "health", samples.HEALTH, samples.HEALTH_EDITED),
        change(2, "health", samples.HEALTH_EDITED, samples.HEALTH),
    )
    gone_and_back = (
        change(3, "launch", samples.LAUNCH, None, "removed"),
        change(4, "launch", samples.LAUNCH, samples.LAUNCH, "restored"),
    )
    assert compose(EN, Material(changes=there_and_back + gone_and_back), NOW) is None
    moved = change(5, "launch", samples.LAUNCH, samples.LAUNCH, "moved")
    assert told(compose(EN, Material(changes=(*gone_and_back, moved)), NOW)) == [
        ("changed", "launch")
    ]


def test_what_the_reader_knew_as_gone_and_is_back_is_told() -> None:
    back = change(1, "launch", samples.LAUNCH, samples.LAUNCH, "restored")
    gone = change(2, "launch", samples.LAUNCH, None, "removed")
    again = change(3, "launch", samples.LAUNCH, samples.LAUNCH, "restored")
    for changes in ((back,), (back, gone, again)):
        assert told(compose(EN, Material(changes=changes), NOW)) == [("changed", "launch")]


def test_what_appeared_and_was_edited_since_is_told_as_new_in_its_last_form() -> None:
    night = Material(
        changes=(
            change(1, "health", None, samples.HEALTH),
            change(2, "health", samples.HEALTH, samples.HEALTH_EDITED),
        )
    )
    digest = compose(EN, night, NOW)
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.section, entry.content, entry.before) == ("new", samples.HEALTH_EDITED, None)


def test_baselines_are_announced_once_and_only_to_those_who_read_the_source() -> None:
    digest = compose(EN, samples.FIRST_NIGHT, NOW)
    assert digest is not None
    assert [(b.run.source, b.items) for b in digest.watching] == [
        ("iom_news", 31),
        ("iom_projects", 9),
        ("chinadaily", 1),
        ("reposts", 1204),
    ]
    assert digest.told_source_run == 43
    assert compose(replace(EN, told_source_run=43), samples.FIRST_NIGHT, NOW) is None
    only = compose(replace(EN, genres=("project",)), samples.FIRST_NIGHT, NOW)
    assert only is not None
    assert [b.run.source for b in only.watching] == ["iom_projects"]


def test_problems_alone_are_no_reason_for_a_mail() -> None:
    assert compose(EN, Material(problems=NIGHT.problems), NOW) is None


def test_the_key_is_the_same_for_the_same_news_and_another_for_anybody_else() -> None:
    one, again = compose(EN, NIGHT, NOW), compose(EN, NIGHT, NOW.replace(hour=23))
    other, later = compose(ZH, NIGHT, NOW), compose(replace(EN, told_change=11), NIGHT, NOW)
    assert one is not None
    assert again is not None
    assert other is not None
    assert later is not None
    assert one.key == again.key
    assert len({one.key, other.key, later.key}) == 3


def test_a_preview_shows_items_as_new_and_moves_no_cursor() -> None:
    items = [item("health", samples.HEALTH), item("project", samples.PROJECT, genre="project")]
    digest = digests.preview(items, EN, NOW)
    assert told(digest) == [("new", "health"), ("new", "project")]
    assert (digest.told_change, digest.change_ids) == (0, ())


def test_the_key_is_another_for_what_a_restored_database_gives_the_same_ids() -> None:
    hour = timedelta(hours=1)
    later = tuple(replace(each, created_at=each.created_at + hour) for each in NIGHT.changes)
    one, other = compose(EN, NIGHT, NOW), compose(EN, replace(NIGHT, changes=later), NOW)
    assert one is not None
    assert other is not None
    assert one.change_ids == other.change_ids
    assert one.key != other.key


def test_an_item_without_any_text_is_told_all_the_same() -> None:
    assert told(compose(EN, Material(changes=(change(1, "x", None, Content()),)), NOW)) == [
        ("new", "x")
    ]


def test_a_weekly_reader_waits_for_the_day() -> None:
    weekly = replace(EN, frequency="weekly", frequency_day=1, last_digest_at=NOW, timezone="UTC")
    assert compose(weekly, NIGHT, NOW) is None


def test_what_has_one_date_keeps_the_order_in_which_it_was_found() -> None:
    found = tuple(change(n, name, None, samples.LAUNCH) for n, name in enumerate("cab", start=1))
    assert told(compose(EN, Material(changes=found), NOW)) == [
        ("new", "c"),
        ("new", "a"),
        ("new", "b"),
    ]


def test_what_came_and_went_again_stands_behind_what_is_there() -> None:
    night = Material(
        changes=(
            change(1, "gone", None, samples.WORKSHOP),
            change(2, "gone", samples.WORKSHOP, None, "removed"),
            change(3, "launch", None, samples.LAUNCH),
        )
    )
    assert told(compose(EN, night, NOW)) == [("new", "launch"), ("new", "gone")]


def test_a_weekly_mail_is_not_made_up_for_because_of_what_was_nothing() -> None:
    """A week's edit taken back, or a repost, waits; another day's news is no reason before its day."""
    monday = datetime(2026, 11, 16, 2, tzinfo=UTC)
    weekly = replace(
        EN, frequency="weekly", frequency_day=1, timezone="UTC", last_digest_at=monday - DAY
    )
    old, news = monday - DAY, monday + DAY
    changes = (
        change(1, "health", samples.HEALTH, samples.HEALTH_EDITED, created_at=old),
        change(2, "health", samples.HEALTH_EDITED, samples.HEALTH, created_at=old),
        change(3, "launch", None, samples.LAUNCH, created_at=news),
    )
    night = Material(changes=changes)
    assert compose(weekly, night, monday + DAY * 2) is None
    late = replace(changes[2], created_at=old)
    assert told(compose(weekly, replace(night, changes=(late,)), monday + DAY * 2)) == [
        ("new", "launch")
    ]


def test_order_does_not_depend_on_the_order_of_changes() -> None:
    shuffled = replace(NIGHT, changes=tuple(reversed(NIGHT.changes)))
    assert told(compose(EN, NIGHT, NOW)) == told(compose(EN, shuffled, NOW))


def test_a_source_can_be_announced_and_have_news_in_one_digest() -> None:
    night = Material(
        changes=(change(1, "launch", None, samples.LAUNCH),),
        baselines=(Baseline(samples.source_run(9, "iom_projects", "project"), 9),),
    )
    digest = compose(EN, night, NOW)
    assert digest is not None
    assert (len(digest.entries), len(digest.watching)) == (1, 1)
