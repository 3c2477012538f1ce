"""Like is compared with like: a page is read anew by the parser that read it tonight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.reading import record_of
from crawler.reread import reread
from monitor import deciding, replay
from monitor.deciding import closed, decide_source_run
from monitor.furnishing import learn_furniture
from storage.archive import Archive
from storage.store import Store
from storage.types import (
    NO_FURNITURE,
    Capture,
    Counts,
    FurnitureSet,
    Genre,
    Page,
    Record,
    Response,
)
from tests.storage.world import World

URL = "https://courier.example/stories/2026/iom-china"
#: By its address and its words news, to whom nobody tells that its Source is another genre's.
PAGE = (
    Path(__file__).parent.parent
    / "pages/iom_news/counter-trafficking-english-first--soup/page.html"
).read_bytes()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Store.open(tmp_path / "monitor.sqlite") as store, Archive(tmp_path / "archive") as archive:
        yield World(store, archive)


def visit(
    world: World, genre: Genre, version: int | None = None, *,
    answers: str = URL, furniture: FurnitureSet = NO_FURNITURE,
) -> int:  # fmt: skip
    """Visit the page of a `[[watch]]` Source of this genre; return the closed SourceRun's id."""
    source_run = world.night("courier")
    page = world.page(URL)
    response = Response(page.url, answers, 200, (("Content-Type", "text/html"),), PAGE, world.now)
    ref, digest = world.archive.write(response, world.store.pages.last_capture(page.id))
    capture = world.store.pages.save_capture(source_run.id, page.id, response, digest, ref)
    record = record_of(page, response, "courier", genre, furniture)
    assert (record.parser, record.not_understood) == (genre, None)
    changed = record if version is None else replace(record, parser_version=version)
    world.store.pages.save_record(capture.id, changed)
    world.store.runs.close_source(source_run.id, "ok", None, Counts(), world.now)
    return source_run.id


def test_who_hears_that_a_source_is_well_again_hears_what_still_can_not_be_read(
    world: World,
) -> None:
    source_run = world.night("courier")
    video = world.store.pages.ensure(f"{URL}-video", "courier", world.now - timedelta(days=4))
    world.store.visits.failed(video.id, world.now)
    bad = world.store.runs.close_source(
        source_run.id, "blocked", "answered 403", Counts(), world.now
    )
    decide_source_run(world.store, world.archive, bad, world.now)
    well = world.store.runs.source_run(visit(world, "press"))
    assert well is not None
    decide_source_run(world.store, world.archive, well, world.now)
    assert [alert.text for alert in world.store.alerts.untold()] == [
        "courier: blocked: answered 403",
        f"courier: ok again: after 1 bad night; 1 page still cannot be read: {URL}-video",
    ]


@pytest.mark.parametrize("genre", ["news", "press", "repost", "project"])
def test_a_better_parser_of_a_source_without_code_is_no_news(world: World, genre: Genre) -> None:
    for version in (0, None):  # read by an older parser, then by today's
        closed = world.store.runs.source_run(visit(world, genre, version))
        assert closed is not None
        decide_source_run(world.store, world.archive, closed, world.now)
    (item,) = world.store.items.known()
    assert [version.cause for version in world.store.items.versions(item.id)] == ["page"]
    assert [change.kinds for change in world.store.items.changes(item.id)] == [("new",)]
    assert list(replay.rereadings(world.store, world.archive)) == []


def test_a_page_stored_and_not_yet_read_when_the_night_was_cut_off_accuses_nobody(
    world: World,
) -> None:
    source_run, page = world.night("courier"), world.page(URL)
    response = Response(page.url, URL, 200, (("Content-Type", "text/html"),), PAGE, world.now)
    ref, digest = world.archive.write(response, None)
    world.store.pages.save_capture(source_run.id, page.id, response, digest, ref)
    decide_source_run(
        world.store, world.archive, closed(world.store, source_run, world.now), world.now
    )
    decided = world.store.runs.source_run(source_run.id)
    assert decided is not None
    assert (decided.status, decided.reason) == ("partial", "the night was cut off")
    assert world.store.alerts.untold() == ()


def test_a_page_that_another_host_answers_is_read_anew_with_that_hosts_furniture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = "https://www.courier.example/stories/2026/iom-china"
    learned = world.store.furniture.learn("www.courier.example", ["Its own line"], world.now)
    world.store.furniture.learn("courier.example", ["A line of the old host's alone"], world.now)
    given: list[FurnitureSet] = []

    def noting(page: Page, capture: Capture, archive: Archive, *known: Any) -> Record:
        given.append(known[0])
        return reread(page, capture, archive, *known)

    for module in (deciding, replay):
        monkeypatch.setattr(module, "reread", noting)
    for furniture in (NO_FURNITURE, learned):
        closed = world.store.runs.source_run(
            visit(world, "news", answers=there, furniture=furniture)
        )
        assert closed is not None
        decide_source_run(world.store, world.archive, closed, world.now)
    assert given == [learned]
    assert list(replay.rereadings(world.store, world.archive)) == []
    assert given == [learned] * 2


def test_the_furniture_of_a_host_that_redirects_is_learned_where_it_is_used(world: World) -> None:
    world.night("courier")
    for number in range(1, 6):
        url = f"https://courier.example/stories/{number}"
        world.read(
            url,
            f"Story {number} tells what happened in town {number}.",
            answered=url.replace("//", "//www."),
            furniture=("Ask our readers' desk",),
        )
    learn_furniture(world.store, world.now)
    assert "ask our readers' desk" in world.store.furniture.current("www.courier.example").lines
    assert world.store.furniture.current("courier.example").version == 0


def test_a_page_that_moves_to_a_host_with_other_furniture_is_no_news(world: World) -> None:
    there = "https://www.courier.example/stories/2026/iom-china"
    page = Page(1, URL, "courier", None, world.now, None)
    response = Response(URL, URL, 200, (("Content-Type", "text/html"),), PAGE, world.now)
    read = record_of(page, response, "courier", "news", NO_FURNITURE)
    line = read.content.editions["en"].body.splitlines()[-1].casefold()
    here = world.store.furniture.learn("courier.example", [line], world.now)
    other = world.store.furniture.learn("www.courier.example", ["another line"], world.now)
    assert here.version == other.version
    for answers, furniture in ((URL, here), (there, other)):
        closed = world.store.runs.source_run(
            visit(world, "news", answers=answers, furniture=furniture)
        )
        assert closed is not None
        decide_source_run(world.store, world.archive, closed, world.now)
    (item,) = world.store.items.known()
    kinds = [change.kinds for change in world.store.items.changes(item.id)]
    assert [kind for one in kinds for kind in one if kind != "moved"] == ["new"]
    assert line in item.version.content.editions["en"].body.casefold()
