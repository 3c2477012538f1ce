"""Runs, Alerts, Stories and Furniture: small parts, each with its rule."""

from datetime import timedelta

import pytest

from storage.errors import StorageError
from storage.types import AlertDraft, Counts, StoryMember
from tests.storage.world import START, World

URL = "https://www.iom.int/news/"


def test_runs_are_told_apart_and_sorted_by_their_names(world: World) -> None:
    names = [world.store.runs.start(START + timedelta(seconds=n // 2)).name for n in range(8)]
    assert len(set(names)) == 8
    assert [name[:16] for name in names] == sorted(name[:16] for name in names)
    assert world.store.runs.get(names[3]).name == names[3]
    assert world.store.runs.get("nothing") is None


def test_a_run_and_its_parts_say_how_they_went(world: World) -> None:
    part = world.night("chinadaily")
    counts = Counts(listed=31, fetched=9, unchanged=7, bytes=12345)
    closed = world.store.runs.close_source(part.id, "partial", "2 pages failed", counts, world.now)
    assert (closed.status, closed.reason, closed.counts) == ("partial", "2 pages failed", counts)
    assert closed.closed_at == world.now
    run = world.store.runs.finish(part.run_id, world.now, 3)
    assert (run.finished_at, run.exit_code) == (world.now, 3)
    assert world.store.runs.last(1) == (run,)
    assert world.store.runs.source_runs(run.id) == (closed,)
    assert world.store.runs.of_source("chinadaily", 5) == (closed,)
    assert world.store.runs.sources() == ("chinadaily",)


def test_what_was_closed_or_cut_off_waits_to_be_decided_oldest_first(world: World) -> None:
    cut = world.night("a")
    closed = world.night("b")
    world.close()
    world.night("c")
    world.decide()
    assert [part.id for part in world.store.runs.undecided()] == [cut.id, closed.id]


def test_the_newest_come_first(world: World) -> None:
    parts = [world.night() for _ in range(4)]
    assert [part.id for part in world.store.runs.of_source("iom_news", 2)] == [
        parts[3].id,
        parts[2].id,
    ]
    assert [run.id for run in world.store.runs.last(2)] == [parts[3].run_id, parts[2].run_id]
    assert world.store.runs.latest_source_run_id() == parts[3].id


def test_baselines_are_announced_to_those_who_came_before_them(world: World) -> None:
    first = world.night("a")
    world.decide(baseline=True)
    second = world.night("b")
    world.decide(baseline=True)
    world.night("b")
    world.decide()
    assert [part.id for part in world.store.runs.baselines_after(0)] == [first.id, second.id]
    assert [part.source for part in world.store.runs.baselines_after(first.id)] == ["b"]


def test_a_run_that_is_not_known_is_an_error(world: World) -> None:
    with pytest.raises(StorageError, match="run: 5: is not known"):
        world.store.runs.finish(5, START, 0)
    with pytest.raises(StorageError, match="source run: 5: is not known"):
        world.store.runs.close_source(5, "ok", None, Counts(), START)


def test_an_alert_stays_open_until_its_end(world: World) -> None:
    alerts = world.store.alerts
    bad = alerts.add(AlertDraft("bad", "a", "answers 503"), START)
    other = alerts.add(AlertDraft("bad", "b", "blocked"), START)
    stuck = alerts.add(AlertDraft("mail-stuck", None, "SMTP refuses"), START)
    alerts.add(AlertDraft("template", "a", "the footer moved"), START)
    assert alerts.open() == (bad, other, stuck)
    alerts.add(AlertDraft("recovered", "a", "answers again"), START)
    alerts.add(AlertDraft("mail-recovered", None, "mail goes out"), START)
    assert alerts.open() == (other,)
    again = alerts.add(AlertDraft("bad", "a", "503 again"), START)
    assert alerts.open() == (other, again)


def test_alerts_are_untold_until_a_message_carries_them(world: World) -> None:
    first = world.store.alerts.add(AlertDraft("bad", "a", "x"), START)
    second = world.store.alerts.add(AlertDraft("bad", "b", "y"), START)
    assert world.store.alerts.untold() == (first, second)
    assert world.store.alerts.history(1) == (second,)


def items(world: World, count: int) -> list[str]:
    world.night()
    changes = world.decide(*(world.outcome(f"{URL}{n}", f"Story {n}.") for n in range(count)))
    return [change.item_id for change in changes]


def test_stories_keep_their_id_while_they_grow(world: World) -> None:
    a, b, c, d = items(world, 4)
    (story,) = world.store.stories.save(
        [[StoryMember(a, "original"), StoryMember(b, "repost", 0.93, "shorter")]]
    )
    grown = [StoryMember(c, "original"), StoryMember(a, "repost"), StoryMember(b, "mirror")]
    (same,) = world.store.stories.save([grown])
    assert same.id == story.id
    assert same.members == tuple(grown)
    assert world.store.stories.of_item(b) == same
    assert world.store.stories.of_item(d) is None


def test_a_story_that_splits_keeps_its_id_where_most_of_it_is(world: World) -> None:
    ids = items(world, 5)
    (story,) = world.store.stories.save([[StoryMember(one, "original") for one in ids]])
    two, three = world.store.stories.save(
        [
            [StoryMember(one, "original") for one in ids[2:]],
            [StoryMember(one, "original") for one in ids[:2]],
        ]
    )
    assert two.id == story.id
    assert {member.item_id for member in two.members} == set(ids[2:])
    assert three.id > story.id


def test_one_item_is_no_story_and_stands_in_one_only(world: World) -> None:
    a, b, c = items(world, 3)
    saved = world.store.stories.save(
        [
            [StoryMember(a, "original"), StoryMember(b, "repost")],
            [StoryMember(b, "original"), StoryMember(c, "repost")],
        ]
    )
    assert [[member.item_id for member in story.members] for story in saved] == [[a, b]]
    assert world.store.stories.save([]) == world.store.stories.all() == ()


def test_furniture_has_a_new_version_only_when_it_grows(world: World) -> None:
    furniture = world.store.furniture
    assert (furniture.current("x.cn").version, furniture.current("x.cn").lines) == (0, frozenset())
    first = furniture.learn("x.cn", ["Share", "打印"], START)
    assert (first.version, first.lines) == (1, {"Share", "打印"})
    assert furniture.learn("x.cn", ["Share"], START) == first
    assert furniture.learn("x.cn", [], START) == first
    second = furniture.learn("x.cn", ["Share", "Menu"], START)
    assert (second.version, second.lines) == (2, {"Share", "打印", "Menu"})
    assert furniture.current("x.cn") == second
    assert furniture.version("x.cn", 1) == first
    assert furniture.version("x.cn", 3) is None
    assert furniture.current("y.cn").version == 0


def test_furniture_is_learned_from_each_pages_kept_and_dropped_lines(world: World) -> None:
    world.night()
    world.read(URL + "a", "Old body.", furniture=("Menu",))
    world.read(URL + "a", "Body A.\n\nEnd.", furniture=("Menu", "Share"))
    world.read("https://vietnam.iom.int/a", "Elsewhere.")
    world.read("https://www.iom.int.evil.cn/a", "Elsewhere.")
    assert world.store.furniture.texts("www.iom.int") == {
        URL + "a": ("Body A", "Body A.", "End.", "Menu", "Share")
    }
    assert world.store.furniture.hosts() == (
        "vietnam.iom.int",
        "www.iom.int",
        "www.iom.int.evil.cn",
    )


def test_furniture_is_learned_of_the_host_that_answered(world: World) -> None:
    world.night()
    world.read("https://example.cn/a", "Body A.", furniture=("Menu",))
    world.read(
        "https://example.cn/b", "Body B.", furniture=("Menu",), answered="http://www.example.cn/b"
    )
    assert world.store.furniture.hosts() == ("example.cn", "www.example.cn")
    assert list(world.store.furniture.texts("example.cn")) == ["https://example.cn/a"]
    assert list(world.store.furniture.texts("www.example.cn")) == ["https://example.cn/b"]
    world.read(URL + "c", "Body C.", answered="https://iom.int/news/c")
    assert list(world.store.furniture.texts("www.iom.int")) == [URL + "c"]
