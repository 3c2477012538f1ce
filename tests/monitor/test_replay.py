"""The archive read again: a rebuilt database is the same, and a better parser is not news."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.demo.replica import Replica
from storage.store import Store
from storage.types import Change, Content, Version
from tests.monitor.place import Place

SOURCES = ("iom_news", "iom_projects")
#: What the better parser of these tests finds on every page.
FOUND = "A line that only new eyes see."
#: Takes the parser's place in every `iom-monitor` that has it on its path.
BETTER = f"""
from dataclasses import replace
import crawler.reading as reading
from crawler.parsers.genres import news, press, project, repost
for parser in (news, press, project, repost):
    parser.PARSER_VERSION += 1
usual = reading.parse
def parse(*arguments, **options):
    record = usual(*arguments, **options)
    editions = {{
        language: replace(edition, body=edition.body + "\\n\\n{FOUND} " + str(len(edition.body)))
        for language, edition in record.content.editions.items()
    }}
    content = replace(record.content, editions=editions)
    return replace(record, content=content)
reading.parse = parse
"""


@dataclass
class Scene:
    """The site after three nights, what is kept of them, and a better parser."""

    replica: Replica
    place: Place
    better: Path

    def copy(self, folder: Path) -> Place:
        """Return the same place again, to be played on from here."""
        folder.mkdir(exist_ok=True)
        shutil.copytree(self.place.folder / "data", folder / "data")
        return Place(folder, self.replica)

    def run(self, place: Place, *arguments: str, better: bool = False) -> str:
        """Return what a command prints, read by the usual or by the better parser."""
        done = self._better(place, *arguments) if better else place.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _better(self, place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
        usual = os.environ.get("PYTHONPATH", "")
        path = {"PYTHONPATH": f"{self.better}{os.pathsep}{usual}"}
        return subprocess.run(
            place.command(*arguments), env=os.environ | path,
            capture_output=True, text=True, check=False, timeout=280,
        )  # fmt: skip

    def night(self, place: Place, number: int, site: int, *, better: bool = False) -> list[Change]:
        """Return what is told of a night; `site`: the night whose pages the sites show."""
        self.replica.set_night(site)
        wanted = [part for name in SOURCES for part in ("--source", name)]
        with Store.open(place.database) as store:
            before = store.items.latest_change_id()
        at = f"2026-11-{number:02}T18:30:00Z"
        self.run(place, "nightly", *wanted, "--at", at, better=better)
        with Store.open(place.database) as store:
            return list(store.items.changes_after(before))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder, better = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("better")
    (better / "sitecustomize.py").write_text(BETTER, encoding="utf-8")
    with Replica(night=1) as replica:
        scene = Scene(replica, Place(folder, replica), better)
        assert scene.night(scene.place, 1, 1) == []
        assert scene.night(scene.place, 2, 3) != []
        # What the second night taught of furniture is read by now, and nothing else happens.
        assert scene.night(scene.place, 3, 3) == []
        yield scene


def by_url(database: Path) -> dict[str, list[Content]]:
    with Store.open(database) as store:
        return {
            item.pages[0].page.url: [one.content for one in store.items.versions(item.id)]
            for item in store.items.known()
        }


def read_of_304s(database: Path) -> dict[str, bool]:
    """Return each Page that answered 304 in the last night, and whether it was read again."""
    found = {}
    with Store.open(database) as store:
        for name in SOURCES:
            (last,) = store.runs.of_source(name, 1)
            for capture in store.pages.captures_of(last.id):
                page = store.pages.get(capture.page_id)
                if capture.status == 304 and page is not None:
                    found[page.url] = bool(store.pages.records(capture.id))
    return found


def versions_of(database: Path, urls: Iterable[str]) -> list[tuple[Version, ...]]:
    """Return the Versions of each Item whose Pages are all among these."""
    wanted = set(urls)
    with Store.open(database) as store:
        return [
            store.items.versions(item.id)
            for item in store.items.known()
            if {entry.page.url for entry in item.pages} <= wanted
        ]


def what(changes: list[Change]) -> set[tuple[str, tuple[str, ...], str]]:
    return {(change.urls[0], change.kinds, change.weight) for change in changes}


def test_a_database_rebuilt_from_the_archive_equals_the_old_one(
    scene: Scene, tmp_path: Path
) -> None:
    target = tmp_path / "rebuilt.sqlite"
    said = scene.run(scene.place, "replay", "--rebuild", str(target))
    assert "0 differ" in said
    rebuilt = by_url(target)
    assert rebuilt == by_url(scene.place.database)
    assert any(len(versions) > 1 for versions in rebuilt.values())


def test_it_says_so_when_a_rebuilt_database_differs(scene: Scene, tmp_path: Path) -> None:
    target = tmp_path / "rebuilt.sqlite"
    said = scene.run(scene.place, "replay", "--rebuild", str(target), better=True)
    assert f"{len(by_url(target))} differ" in said


def test_rebuilding_replaces_nothing(scene: Scene) -> None:
    done = scene.place.run("replay", "--rebuild", str(scene.place.database))
    assert done.returncode == 65
    assert "is there already" in done.stderr


def test_the_same_parser_reads_nothing_otherwise(scene: Scene) -> None:
    assert scene.run(scene.place, "replay").strip() == "0 items would be read otherwise"


def test_a_better_parser_is_shown_by_replay_and_is_no_news(scene: Scene, tmp_path: Path) -> None:
    shown = scene.run(scene.place, "replay", "--source", "iom_news", better=True)
    assert FOUND in " ".join(shown.split())
    assert not shown.rstrip().endswith("\n0 items would be read otherwise")
    place = scene.copy(tmp_path)
    assert scene.night(place, 4, 3, better=True) == []


def test_a_page_that_answers_not_modified_gets_its_silent_version_in_the_first_night(
    scene: Scene, tmp_path: Path
) -> None:
    place = scene.copy(tmp_path)
    assert scene.night(place, 4, 3, better=True) == []
    read = read_of_304s(place.database)
    assert read
    assert all(read.values())
    for first, *_, last in versions_of(place.database, read):
        assert all(FOUND not in edition.body for edition in first.content.editions.values())
        assert all(FOUND in edition.body for edition in last.content.editions.values())
        assert last.cause == "parser"


def test_the_night_after_a_better_parser_reads_nothing_again(scene: Scene, tmp_path: Path) -> None:
    place = scene.copy(tmp_path)
    scene.night(place, 4, 3, better=True)
    once = by_url(place.database)
    assert scene.night(place, 5, 3, better=True) == []
    read = read_of_304s(place.database)
    assert read
    assert not any(read.values())
    assert by_url(place.database) == once


def test_an_archive_that_was_taken_away_makes_no_news_of_a_better_parser(
    scene: Scene, tmp_path: Path
) -> None:
    place = scene.copy(tmp_path)
    for file in (place.folder / "data" / "archive").glob("*.warc.gz"):
        file.unlink()
    assert scene.night(place, 4, 3, better=True) == []


def test_an_edit_on_the_night_of_a_better_parser_is_found_and_nothing_else(
    scene: Scene, tmp_path: Path
) -> None:
    usual = scene.night(scene.copy(tmp_path / "usual"), 4, 4)
    better = scene.night(scene.copy(tmp_path / "better"), 4, 4, better=True)
    assert usual
    assert what(better) == what(usual)
    for change in better:
        assert change.before is not None
        assert change.before.cause == "parser"
        bodies = [edition.body for edition in change.before.content.editions.values()]
        assert all(FOUND in body for body in bodies)  # like is compared with like
