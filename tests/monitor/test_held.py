"""What a guard holds is told when an operator releases it, and never when it is dismissed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.news import decide
from monitor import telling
from monitor.config import Config, from_table
from storage.archive import Archive
from storage.errors import StorageError
from storage.store import Store
from storage.types import Change, MessageDraft, Recipient
from tests.monitor.place import Place
from tests.storage.world import World

NAMES = ("visas", "shelter", "health", "skills")


def url(name: str) -> str:
    return f"https://www.iom.int/news/{name}"


def text(name: str) -> str:
    return (
        f"A workshop on {name} was opened in Beijing by IOM China. "
        f"Officials of nine provinces compared what {name} cost and how {name} are handled."
    )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def config(place: Place) -> Config:
    table = {"contact": "ops@example.org", "data_dir": str(place.folder / "data")}
    return from_table(table, "monitor.toml")


@pytest.fixture
def world(place: Place) -> Iterator[World]:
    with Store.open(place.database) as store, Archive(place.folder / "data/archive") as archive:
        yield World(store, archive)


def play(world: World, *, gone: tuple[str, ...] = ()) -> tuple[Change, ...]:
    """Return the Changes of a night on which these addresses answer 404."""
    part = world.night()
    for name in NAMES:
        if name in gone:
            world.fetch(url(name), status=404)
        else:
            world.read(url(name), text(name))
    world.close()
    decision = decide(world.store.items.night(part.id), world.now)
    return world.store.items.apply(decision, world.now)


def digests(world: World, config: Config) -> list[MessageDraft]:
    drafts = list(telling.compose_drafts(config, world.store, (), world.now).drafts)
    world.store.outbox.enqueue(drafts, world.now, timedelta(days=5))
    return drafts


@pytest.fixture
def shrunk(world: World, config: Config) -> World:
    """Three of four Items gone at once; the reader has had a digest since."""
    play(world)
    world.store.recipients.add(Recipient(0, "smith@example.org", created_at=world.now))
    play(world, gone=NAMES[:3])
    assert digests(world, config) == []
    assert len(world.store.held.all()) == 3
    return world


def test_operators_are_told_the_command(shrunk: World) -> None:
    (alert,) = shrunk.store.alerts.untold()
    assert alert.kind == "shrink"
    assert "iom-monitor held" in alert.text


def test_what_is_released_is_told_to_everybody_once(
    shrunk: World, place: Place, config: Config
) -> None:
    done = place.run("held", "release", "--source", "iom_news", "--yes")
    assert (done.returncode, done.stdout.strip()) == (0, "released 3: told in the next digest")
    (digest,) = digests(shrunk, config)
    assert "3 removed" in digest.subject
    assert digests(shrunk, config) == []
    assert play(shrunk, gone=NAMES[:3]) == ()  # they are removed now: nothing more to hold
    assert shrunk.store.held.all() == ()
    (back, *_) = play(shrunk, gone=NAMES[1:3])
    assert (back.kinds, back.telling) == (("restored",), "tell")


def test_what_is_dismissed_is_never_told(shrunk: World, place: Place, config: Config) -> None:
    ids = [str(change.id) for change in shrunk.store.held.all()]
    assert place.run("held", "dismiss", *ids, "--yes").returncode == 0
    assert digests(shrunk, config) == []
    for _ in range(4):
        play(shrunk, gone=NAMES[:3])
    assert shrunk.store.held.all() == ()
    assert digests(shrunk, config) == []


def test_some_are_released_and_the_others_wait(shrunk: World, place: Place) -> None:
    first, second, third = shrunk.store.held.all()
    assert place.run("held", "release", str(second.id), "--yes").returncode == 0
    rows = [json.loads(line) for line in place.run("held", "list", "--json").stdout.splitlines()]
    assert [row["id"] for row in rows] == [first.id, third.id]
    assert rows[0]["kinds"] == ["removed"]
    assert all(row["urls"][0] in [url(name) for name in NAMES[:3]] for row in rows)


def test_the_verdicts_show_what_became_of_it(shrunk: World) -> None:
    first, second, _ = shrunk.store.held.all()
    shrunk.store.held.release(first.id, shrunk.now)
    shrunk.store.held.dismiss(second.id)
    tellings = [change.telling for change in shrunk.store.items.changes(first.item_id)]
    assert tellings[-2:] == ["released", "tell"]
    assert shrunk.store.items.changes(second.item_id)[-1].telling == "dismissed"


def test_a_removal_is_not_released_when_the_item_is_there_again(
    shrunk: World, place: Place
) -> None:
    play(shrunk)
    first = shrunk.store.held.all()[0]
    with pytest.raises(StorageError, match="is there again"):
        shrunk.store.held.release(first.id, shrunk.now)
    shrunk.store.held.dismiss(first.id)
    assert first.id not in {change.id for change in shrunk.store.held.all()}


def test_a_new_item_is_told_as_it_reads_when_it_is_released(world: World, config: Config) -> None:
    play(world)
    world.store.recipients.add(Recipient(0, "smith@example.org", created_at=world.now))
    world.night()
    world.read(url("late"), text("late"))
    first = world.outcome(url("late"), text("late"))
    assert first.change is not None
    (held,) = world.decide(replace(first, change=replace(first.change, telling="held")))
    world.night()
    world.read(url("late"), text("a second reading"))
    world.decide(world.outcome(url("late"), text("a second reading"), change=None))
    made = world.store.held.release(held.id, world.now)
    assert made.id > held.id
    assert made.after is not None
    assert made.after.number == 2
    (digest,) = digests(world, config)
    assert "1 new" in digest.subject


def test_what_is_not_held_is_refused_by_name(shrunk: World, place: Place) -> None:
    told = shrunk.store.items.latest_change_id() + 7
    for command in ("release", "dismiss"):
        done = place.run("held", command, str(told), "--yes")
        assert done.returncode == 2
        assert f"{told}: not held" in done.stderr
        assert place.run("held", command, "--yes").returncode == 2
        assert "nothing of it is held" in place.run("held", command, "--source", "x").stderr
    with pytest.raises(StorageError, match="no such change is held"):
        shrunk.store.held.release(told, shrunk.now)


def test_nothing_held_is_said_so(place: Place) -> None:
    assert place.run("held", "list").stdout.strip() == "nothing is held"
