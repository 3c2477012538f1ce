"""`backup`, `restore`, `prune`, `db check`, `archive verify`: keeping it, from the command line."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.store import Store
from storage.types import Version
from tests.monitor.place import Place
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
#: So many nights on which nothing changed, more than 90 days before any test can run.
QUIET = 6


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An Item in two Versions, and nights that brought nothing."""
    place = Place(tmp_path)
    with Store.open(place.database) as store, Archive(tmp_path / "data/archive") as archive:
        world = World(store, archive)
        for text in ("One story.", *["One story."] * QUIET, "Another story.", "Another story."):
            world.night()
            world.read(URL, text)
            world.decide(world.outcome(URL, text))
    return place


def versions(place: Place) -> tuple[Version, ...]:
    with Store.open(place.database) as store:
        (item,) = store.items.known()
        return store.items.versions(item.id)


def captures(place: Place) -> int:
    with sqlite3.connect(place.database) as database:
        return int(database.execute("SELECT count(*) FROM captures").fetchone()[0])


def test_a_backup_is_a_whole_database_that_only_the_owner_reads(place: Place) -> None:
    copy = place.folder / "copies" / "monitor.sqlite"
    copy.parent.mkdir()
    done = place.run("backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert copy.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_is_no_backup_of_itself(place: Place) -> None:
    link = place.folder / "link.sqlite"
    link.symlink_to(place.database)
    before = place.database.stat().st_ino
    for copy in (place.database, link):
        for command in (("backup", str(copy)), ("restore", str(copy), "--yes")):
            done = place.run(*command)
            assert done.returncode == 65
            assert f"{command[0]}: {copy}: is the database itself" in done.stderr
    assert place.database.stat().st_ino == before


def test_a_backup_into_a_folders_place_is_named(place: Place) -> None:
    done = place.run("backup", str(place.folder))
    assert done.returncode == 74
    assert f"backup: {place.folder}: is a directory" in done.stderr


def test_a_backup_put_back_is_what_was_there(place: Place) -> None:
    copy = place.folder / "copy.sqlite"
    before = versions(place)
    assert place.run("backup", str(copy)).returncode == 0
    with Store.open(place.database) as store, Archive(place.folder / "data/archive") as archive:
        world = World(store, archive)
        world.night()
        world.read(URL, "A third story.")
        world.decide(world.outcome(URL, "A third story."))
    assert len(versions(place)) == 3
    assert place.run("restore", str(copy), "--yes").returncode == 0
    assert versions(place) == before
    assert place.run("db", "check").returncode == 0


def test_restoring_asks_before_it_replaces(place: Place) -> None:
    copy = place.folder / "copy.sqlite"
    place.run("backup", str(copy))
    done = place.run("restore", str(copy))  # nobody answers
    assert done.returncode == 2
    assert "This can't be undone" in done.stdout + done.stderr
    assert "nobody is there to answer" in done.stderr


def test_a_backup_that_is_not_there_is_not_asked_about(place: Place) -> None:
    done = place.run("restore", str(place.folder / "missing.sqlite"))
    assert done.returncode == 66
    assert "missing.sqlite: does not exist" in done.stderr
    assert "can't be undone" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"not a database", "not a database"),
        (b"", "is empty"),
        (None, "does not exist"),
        ("folder", "is a directory"),
        ("damaged", "malformed"),
    ],
)
def test_what_is_no_backup_replaces_nothing(
    place: Place, content: bytes | str | None, cause: str
) -> None:
    before = versions(place)
    file = place.folder / "copy.sqlite"
    if content == "folder":
        file.mkdir()
    elif content == "damaged":
        place.run("backup", str(file))
        whole = file.read_bytes()
        file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    elif isinstance(content, bytes):
        file.write_bytes(content)
    done = place.run("restore", str(file), "--yes")
    assert done.returncode == 66
    assert f"{file}: " in done.stderr
    assert cause in done.stderr
    assert versions(place) == before


def test_prune_says_what_would_go_and_then_takes_just_that(place: Place) -> None:
    every, before = captures(place), versions(place)
    dry = place.run("prune", "--dry-run")
    assert dry.returncode == 0
    assert captures(place) == every
    done = place.run("prune", "--yes")
    assert done.returncode == 0
    assert done.stdout.replace("removed", "would remove") == dry.stdout
    assert captures(place) < every
    assert versions(place) == before
    assert place.run("db", "check").returncode == 0
    assert place.run("archive", "verify").returncode == 0


def test_what_a_version_points_at_can_be_read_after_pruning(place: Place) -> None:
    assert place.run("prune", "--yes").returncode == 0
    with sqlite3.connect(place.database) as database:
        kept = database.execute(
            "SELECT DISTINCT c.id FROM version_captures v JOIN captures c ON c.id = v.capture_id"
        ).fetchall()
    assert len(kept) == 2
    with Store.open(place.database) as store, Archive(place.folder / "data/archive") as archive:
        for (capture_id,) in kept:
            capture = store.pages.capture(capture_id)
            assert capture is not None
            assert archive.read(capture.archived).body in (b"One story.", b"Another story.")


def test_a_version_changed_by_hand_is_found_and_named(place: Place) -> None:
    assert "0 findings" in place.run("db", "check").stdout
    with sqlite3.connect(place.database) as database:
        database.execute("UPDATE versions SET content = replace(content, 'One', 'Two')")
    done = place.run("db", "check")
    assert done.returncode == 65
    assert "version" in done.stdout + done.stderr


def test_a_damaged_archive_is_found_and_named(place: Place) -> None:
    assert "0 findings" in place.run("archive", "verify").stdout
    file = min((place.folder / "data/archive").rglob("*.warc.gz"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.chmod(0o600)
    file.write_bytes(bytes(content))
    done = place.run("archive", "verify")
    assert done.returncode == 65, done.stderr[-2000:]
    assert file.name in done.stdout + done.stderr


def test_a_lost_archive_file_is_found_by_the_database_check(place: Place) -> None:
    file = min((place.folder / "data/archive").rglob("*.warc.gz"))
    shutil.move(file, place.folder / "elsewhere.gz")
    done = place.run("db", "check")
    assert done.returncode == 65
    assert file.name in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("change", "which", "command"),
    [
        ("records SET data = replace(data, 'genre', 'genra')", "table records row 1: ", "replay"),
        ("versions SET content = '{' || content WHERE id = 2", "table versions row 2: ", "export"),
        ("runs SET started_at = '2026-13-41' WHERE id = 9", "table runs after row 8: ", "status"),
    ],
)  # fmt: skip
def test_a_text_that_the_disk_changed_is_found_and_no_fault_of_ours(
    place: Place, change: str, which: str, command: str
) -> None:
    with sqlite3.connect(place.database) as database:
        database.execute(f"UPDATE {change}")
    done = place.run("db", "check")
    assert done.returncode == 65
    assert f"database: {which}cannot be read: " in done.stderr
    done = place.run(command)
    said = f"iom-monitor: database: {place.database}: is damaged: {which}cannot be read: "
    assert done.stderr.startswith(said), done.stderr
    assert done.returncode == 65


def test_an_archive_alone_makes_no_database(place: Place) -> None:
    place.database.unlink()
    target = place.folder / "new.sqlite"
    done = place.run("replay", "--rebuild", str(target))
    assert done.returncode == 65
    assert "tells of nights" in done.stderr
    assert "iom-monitor restore FILE" in done.stderr
    assert not target.exists()


def test_before_the_first_night_there_is_nothing_to_rebuild(tmp_path: Path) -> None:
    done = Place(tmp_path).run("replay", "--rebuild", str(tmp_path / "new.sqlite"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 items from 0 captures" in " ".join(done.stdout.split())


def test_files_of_nights_that_a_restored_database_does_not_know_are_named(place: Place) -> None:
    copy, archive = place.folder / "copy.sqlite", place.folder / "data/archive"
    place.run("backup", str(copy))
    known = {file.name for file in archive.iterdir()}
    with Store.open(place.database) as store, Archive(archive) as opened:
        world = World(store, opened)
        world.night()
        world.read(URL, "A third story.")
    place.run("restore", str(copy), "--yes")
    (since,) = {file.name for file in archive.iterdir()} - known
    done = place.run("replay", "--rebuild", str(place.folder / "new.sqlite"))
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if ".warc.gz" in line] == [
        f"iom-monitor: {since}: not read: of a night not in the database"
    ]
