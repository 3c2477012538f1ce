"""Lists are filtered, ordered and cut into pages by SQL."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.browse import Browse
from storage.browse_runs import BrowseRuns
from storage.filters import ChangeFilter, ItemFilter
from storage.types import (
    ChangeDraft,
    Content,
    Edition,
    ItemState,
    MessageDraft,
    PageDate,
    Recipient,
    StoryMember,
)
from tests.storage.world import World

HOST = "https://www.iom.int"


@pytest.fixture
def filled(world: World) -> World:
    """Seven Items of seven days, the first of them changed the night after."""
    world.night()
    outcomes = []
    for n in range(1, 8):
        world.fetch(f"{HOST}/{n}", b"x")
        state: ItemState = "removed" if n == 7 else "present"
        editions = {"en": Edition(f"Event {n}", f"Migration talks {n}.")}
        if n % 2:
            editions["zh-Hans"] = Edition(f"活动{n}", "移民会谈。")  # type: ignore[index]
        content = Content(editions=editions, published=PageDate(f"2026-02-{n:02}"))  # type: ignore[arg-type]
        outcomes.append(
            world.outcome(
                f"{HOST}/{n}", "", content=content, state=state,
                off_topic="China: not named" if n == 6 else None, genre="project" if n < 4 else "news",
            )
        )  # fmt: skip
    world.decide(*outcomes)
    world.night()
    world.decide(
        world.outcome(
            f"{HOST}/1", "", genre="project",
            content=Content(editions={"en": Edition("Event 1", "Other words.")}),
            change=ChangeDraft(("updated",), "editorial", "said", telling="held"),
        )
    )  # fmt: skip
    return world


def titles(world: World, wanted: ItemFilter, **cursor: str | None) -> list[str | None]:
    rows = Browse(world.store.database).items(wanted, 3, **cursor).rows
    return [row.content.editions["en"].title for row in rows]


def test_items_are_paged_both_ways(filled: World) -> None:
    browse = Browse(filled.store.database)
    first = browse.items(ItemFilter(), 3)
    assert titles(filled, ItemFilter()) == ["Event 7", "Event 6", "Event 5"]
    assert (first.newer, first.total) == (None, 7)
    second = browse.items(ItemFilter(), 3, older=first.older)
    assert titles(filled, ItemFilter(), older=first.older) == ["Event 4", "Event 3", "Event 2"]
    assert titles(filled, ItemFilter(), older=second.older) == ["Event 1"]
    assert browse.items(ItemFilter(), 3, older=second.older).older is None
    assert titles(filled, ItemFilter(), newer=second.newer) == ["Event 7", "Event 6", "Event 5"]
    assert browse.items(ItemFilter(), 3, newer=second.newer).newer is None


def test_a_filtered_list_is_paged_both_ways(filled: World) -> None:
    browse = Browse(filled.store.database)
    wanted = ItemFilter(language="en")  # Items of several facets, in one order
    first = browse.items(wanted, 3)
    second = browse.items(wanted, 3, older=first.older)
    third = browse.items(wanted, 3, older=second.older)
    pages = [[row.url for row in page.rows] for page in (first, second, third)]
    assert pages == [[f"{HOST}/{n}" for n in some] for some in ((7, 6, 5), (4, 3, 2), (1,))]
    assert (third.older, first.newer, first.total) == (None, None, 7)
    back = browse.items(wanted, 3, newer=third.newer)
    assert [row.url for row in back.rows] == pages[1]
    again = browse.items(wanted, 3, newer=back.newer)
    assert ([row.url for row in again.rows], again.newer) == (pages[0], None)


@pytest.mark.parametrize("cursor", ["", "x", "2026-02-30~a", "2026-02-01~A;--", "2026-02-01"])
def test_what_is_no_cursor_is_the_first_page(filled: World, cursor: str) -> None:
    assert titles(filled, ItemFilter(), older=cursor) == ["Event 7", "Event 6", "Event 5"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ItemFilter(state="removed"), ["Event 7"]),
        (ItemFilter(state="off-topic"), ["Event 6"]),
        (ItemFilter(state="history"), []),
        (ItemFilter(genre="project"), ["Event 3", "Event 2", "Event 1"]),
        (ItemFilter(language="zh"), ["Event 7", "Event 5", "Event 3"]),
        (ItemFilter(language="zh-Hant"), []),
        (ItemFilter(source="iom_news", genre="project", language="zh-Hans"), ["Event 3"]),
        (ItemFilter(source="nowhere"), []),
    ],
)
def test_filters_hold_together(filled: World, wanted: ItemFilter, found: list[str]) -> None:
    assert titles(filled, wanted) == found


def test_a_list_shows_no_bodies_and_one_address(filled: World) -> None:
    row = Browse(filled.store.database).items(ItemFilter(), 1).rows[0]
    assert row.content.editions["en"].body == ""
    assert row.url == f"{HOST}/7"


@pytest.mark.parametrize(
    ("words", "found"),
    [("移民", 3), ("migration talks", 6), ("Other", 1), ("会谈 移民", 3), ("nothing", 0), ("*", 0)],
)
def test_words_are_found_in_both_languages(filled: World, words: str, found: int) -> None:
    hits = Browse(filled.store.database).items(ItemFilter(words=words), 50)
    assert (len(hits.rows), hits.total) == (found, found)
    assert all(row.snippet for row in hits.rows)


def test_words_and_filters_hold_together(filled: World) -> None:
    browse = Browse(filled.store.database)
    assert [
        row.url for row in browse.items(ItemFilter(words="移民", state="removed"), 50).rows
    ] == [f"{HOST}/7"]


def test_changes_are_paged_and_filtered(filled: World) -> None:
    browse = Browse(filled.store.database)
    first = browse.changes(ChangeFilter(), 5)
    assert [row.change.id for row in first.rows] == [8, 7, 6, 5, 4]
    rest = browse.changes(ChangeFilter(), 5, older=int(first.older or 0))
    assert ([row.change.id for row in rest.rows], rest.older) == ([3, 2, 1], None)
    (held,) = browse.changes(ChangeFilter(telling="held"), 5).rows
    assert (held.change.kinds, held.item.content.editions["en"].title) == (("updated",), "Event 1")
    assert len(browse.changes(ChangeFilter(kind="new"), 50).rows) == 7
    assert browse.changes(ChangeFilter(kind="new", source="nowhere"), 50).rows == ()
    run = filled.runs[-1].run_id
    assert [row.change.id for row in browse.changes_of_run(run, 50).rows] == [8]


def test_stories_are_paged_with_their_items_in_order(filled: World) -> None:
    ids = [row.id for row in Browse(filled.store.database).items(ItemFilter(), 50).rows]
    pairs = [(ids[0], ids[1]), (ids[2], ids[3]), (ids[4], ids[5])]
    filled.store.stories.save(
        [[StoryMember(one, "original"), StoryMember(two, "repost", 0.9)] for one, two in pairs]
    )
    browse = Browse(filled.store.database)
    first = browse.stories(2)
    rest = browse.stories(2, older=int(first.older or 0))
    seen = [tuple(item.id for item in row.items) for row in (*first.rows, *rest.rows)]
    assert seen == pairs[::-1]
    assert (first.total, rest.older) == (3, None)


def test_projects_that_count_are_listed(filled: World) -> None:
    found = Browse(filled.store.database).projects(2)
    assert ([row.genre for row in found.rows], found.total) == (["project", "project"], 3)
    assert len(Browse(filled.store.database).projects(None).rows) == 3


def test_an_items_captures_come_newest_first(filled: World) -> None:
    item = filled.page(f"{HOST}/2").item_id or ""
    again = filled.fetch(f"{HOST}/2", b"y")
    found = Browse(filled.store.database).captures_of(item, 5)
    assert [capture.id for capture in found] == [again.id, 2]


def test_runs_come_with_their_parts_and_their_news(filled: World) -> None:
    runs = BrowseRuns(filled.store.database).runs(1)
    assert ([row.told for row in runs.rows], runs.total) == ([0], 2)
    (older,) = BrowseRuns(filled.store.database).runs(1, older=int(runs.older or 0)).rows
    assert (older.told, [part.source for part in older.parts]) == (7, ["iom_news"])
    assert BrowseRuns(filled.store.database).run("nothing") is None


def test_a_runs_trouble_is_what_failed_or_was_not_understood(filled: World) -> None:
    filled.night()
    filled.fetch(f"{HOST}/1", b"gone", status=404)
    filled.read(f"{HOST}/2", "Read well.")
    strange = filled.fetch(f"{HOST}/3", b"strange")
    filled.store.pages.save_record(
        strange.id, filled.record(f"{HOST}/3", "x", not_understood="page: login: a form")
    )
    found = BrowseRuns(filled.store.database).trouble(filled.runs[-1].run_id, 9)
    assert [(one.capture.status, one.not_understood) for one in found] == [
        (404, None),
        (200, "page: login: a form"),
    ]


def test_only_readers_digests_have_a_public_link(filled: World) -> None:
    reader = filled.store.recipients.add(Recipient(0, "a@b.example", created_at=filled.now))
    drafts = [
        MessageDraft(f"<{'a' * 32}@x.example>", "a@b.example", "s", b"m", reader.id, html="mine"),
        MessageDraft(f"<{'b' * 32}@x.example>", "ops@b.example", "s", b"m", html="secret"),
    ]
    filled.store.outbox.enqueue(drafts, filled.now, timedelta(days=1))
    browse = BrowseRuns(filled.store.database)
    assert browse.public_digest("a" * 32) == "mine"
    assert browse.public_digest("a" * 31) is None
    assert browse.public_digest("b" * 32) is None
    assert browse.public_digest("%") is None
    listed = browse.digests(1)
    assert (listed.rows[0].address, listed.total) == ("ops@b.example", 2)
    assert listed.rows[0].operators
    assert dict(browse.outbox()) == {"queued": 2}
    filled.store.recipients.remove("a@b.example")
    assert browse.public_digest("a" * 32) is None


def test_a_search_is_paged_with_titles_first(world: World) -> None:
    world.night()
    outcomes = []
    for n in range(1, 6):
        world.fetch(f"{HOST}/{n}", b"x")
        title = "Migration week" if n == 2 else f"Event {n}"
        content = Content(editions={"en": Edition(title, f"They talked of migration, {n}.")})
        outcomes.append(world.outcome(f"{HOST}/{n}", "", content=content))
    world.decide(*outcomes)
    wanted = ItemFilter(words="migration")
    browse = Browse(world.store.database)
    first = browse.items(wanted, 2)
    second = browse.items(wanted, 2, older=first.older)
    third = browse.items(wanted, 2, older=second.older)
    seen = [[row.url for row in page.rows] for page in (first, second, third)]
    assert seen == [
        [f"{HOST}/2", f"{HOST}/5"],
        [f"{HOST}/4", f"{HOST}/3"],
        [f"{HOST}/1"],
    ]
    assert (first.newer, second.newer, third.newer, third.older) == (None, "0", "2", None)
    assert (first.total, first.more) == (5, False)


def test_a_search_says_when_it_did_not_look_everywhere(
    filled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.browse_search.LOOKED_AT", 2)
    found = Browse(filled.store.database).items(ItemFilter(words="migration"), 50)
    assert [row.url for row in found.rows] == [f"{HOST}/7", f"{HOST}/6"]
    assert found.more


def test_a_filter_follows_what_becomes_of_an_item(filled: World) -> None:
    browse = Browse(filled.store.database)

    def urls(**wanted: str) -> list[str | None]:
        return [row.url for row in browse.items(ItemFilter(**wanted), 50).rows]

    assert urls(language="zh", genre="project") == [f"{HOST}/3"]
    filled.night()
    content = Content(editions={"zh-Hant": Edition("活動2", "移民會談。")})
    filled.decide(
        filled.outcome(f"{HOST}/2", "", genre="project", content=content, history=True),
        filled.outcome(f"{HOST}/3", "", genre="project", state="removed", content=None),
    )
    assert urls(language="zh", genre="project") == [f"{HOST}/3", f"{HOST}/2"]
    assert urls(language="zh-Hant") == urls(state="history") == [f"{HOST}/2"]
    assert urls(state="removed", genre="project") == [f"{HOST}/3"]
    assert urls(state="present", genre="project", language="zh") == [f"{HOST}/2"]


def test_counts_stop_where_they_say(filled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.facets.COUNTED", 2)
    monkeypatch.setattr("storage.browse_rows.COUNTED", 2)
    browse = Browse(filled.store.database)
    assert browse.items(ItemFilter(), 1).total == 3
    assert browse.items(ItemFilter(state="present"), 1).total == 3
    assert browse.items(ItemFilter(state="removed"), 1).total == 1
    assert browse.changes(ChangeFilter(kind="new"), 1).total == 3
