"""Backups are whole, restores careful, pruning spares what is needed, checks find what is wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import database, upkeep
from storage.archive import Archive
from storage.errors import StorageError
from storage.store import Store
from storage.types import ArchiveRef, Finding, MessageDraft, Recipient, Response
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
YEAR = timedelta(days=365)


def story(world: World, text: str, url: str = URL) -> str:
    """Play a night on which the page says this, and return its Item's id."""
    world.night()
    world.read(url, text)
    (change,) = world.decide(world.outcome(url, text))
    return change.item_id


def unchanged(world: World, url: str = URL) -> None:
    world.night()
    world.fetch(url, status=304)
    world.decide()


def bodies(store: Store) -> set[str]:
    return {item.version.content.editions["en"].body for item in store.items.known()}


def test_a_backup_is_a_whole_private_database_of_one_moment(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    copy = tmp_path / "safe" / "monitor.backup"
    old = os.umask(0)
    try:
        assert upkeep.backup(world.store.path, copy) == copy
    finally:
        os.umask(old)
    story(world, "Two.")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
    with Store.open(copy) as store:
        assert bodies(store) == {"One."}


def test_a_backup_can_be_made_while_somebody_writes(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    with world.store.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM furniture")
        upkeep.backup(world.store.path, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as store:
        assert bodies(store) == {"One."}


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    copy = upkeep.backup(world.store.path, tmp_path / "copy")
    with pytest.raises(StorageError):
        upkeep.backup(tmp_path / "missing", copy)
    (tmp_path / "notes").write_text("no database " * 99)
    with pytest.raises(StorageError, match="file is not a database"):
        upkeep.backup(tmp_path / "notes", copy)
    with Store.open(copy) as store:
        assert bodies(store) == {"One."}
    assert not list(tmp_path.glob(".*.part*"))


def test_restore_brings_back_what_was_saved(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    copy = upkeep.backup(world.store.path, tmp_path / "copy")
    story(world, "Two.")
    world.store.close()
    upkeep.restore(copy, world.store.path, force=True)
    with Store.open(world.store.path) as store:
        assert bodies(store) == {"One."}
        assert upkeep.check(store) == ()
    assert stat.S_IMODE(world.store.path.stat().st_mode) == 0o600


def test_the_old_databases_log_is_not_played_into_the_restored_one(
    world: World, tmp_path: Path
) -> None:
    story(world, "One.")
    copy = upkeep.backup(world.store.path, tmp_path / "copy")
    story(world, "Two.")  # the store stays open: its log holds this night
    assert Path(f"{world.store.path}-wal").stat().st_size > 0
    upkeep.restore(copy, world.store.path, force=True)
    with Store.open(world.store.path) as store:
        assert bodies(store) == {"One."}


def test_restore_overwrites_nothing_unless_told_to(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    copy = upkeep.backup(world.store.path, tmp_path / "copy")
    with pytest.raises(StorageError, match=r"restore: .*: a database is there already"):
        upkeep.restore(copy, world.store.path)
    upkeep.restore(copy, tmp_path / "elsewhere" / "monitor.sqlite")
    with Store.open(tmp_path / "elsewhere" / "monitor.sqlite") as store:
        assert bodies(store) == {"One."}


@pytest.mark.parametrize("damage", ["missing", "empty", "notes", "broken", "torn", "bent"])
def test_restore_refuses_what_is_no_backup_and_keeps_what_is_there(
    world: World, tmp_path: Path, damage: str
) -> None:
    story(world, "One. " * 2000)
    copy = tmp_path / "copy"
    if damage == "empty":
        copy.touch()
    elif damage == "notes":
        copy.write_text("no database " * 99)
    elif damage != "missing":
        world.store.pages.ensure("https://x.cn/only", "x", world.now)
        upkeep.backup(world.store.path, copy)
        content = bytearray(copy.read_bytes())
        half = len(content) // 2
        if damage == "broken":
            content[4096:half] = b"\xff" * (half - 4096)
        elif damage == "torn":
            content[half:] = b"\xff" * (len(content) - half)
        else:  # the row says what its index does not
            content[content.rfind(b"https://x.cn/only") + 12] ^= 1
        copy.write_bytes(content)
    with pytest.raises(StorageError):
        upkeep.restore(copy, world.store.path, force=True)
    with Store.open(world.store.path) as store:
        assert bodies(store) == {"One. " * 2000}


def test_pruning_keeps_what_versions_and_pages_need(world: World) -> None:
    item_id = story(world, "One.")
    unchanged(world)
    unchanged(world)
    story(world, "Two.")
    unchanged(world)
    unchanged(world)
    page = world.store.pages.by_url(URL)
    assert page is not None
    before = [capture.id for capture in world.store.pages.captures(page.id)]
    assert len(before) == 6
    pruned = upkeep.prune(world.store, world.archive, world.now + YEAR)
    after = [capture.id for capture in world.store.pages.captures(page.id)]
    # both Versions' captures, and the last visit
    assert after == [before[0], before[3], before[5]]
    assert (pruned.captures, pruned.records, len(pruned.files)) == (3, 0, 3)
    assert len(world.store.items.versions(item_id)) == 2
    assert upkeep.check(world.store, world.archive) == ()
    assert upkeep.prune(world.store, world.archive, world.now + YEAR).captures == 0


def test_pruning_keeps_the_bodies_that_kept_revisits_point_at(world: World) -> None:
    for version in (1, 2):
        world.night()
        world.read(URL, "One.", parser_version=version)
        world.decide()  # no Version was made of it
    page = world.store.pages.by_url(URL)
    assert page is not None
    first, last = world.store.pages.captures(page.id)
    assert upkeep.prune(world.store, world.archive, world.now + YEAR).captures == 1
    assert world.store.pages.captures(page.id) == (last,)
    assert last.archived.file != first.archived.file
    assert world.archive.read(last.archived).body == b"One."


def test_pruning_spares_the_young_and_the_undecided(world: World) -> None:
    story(world, "One.")
    unchanged(world)
    unchanged(world)
    assert upkeep.prune(world.store, world.archive, world.now + timedelta(days=80)).captures == 0
    world.night()
    world.fetch(URL, status=304)
    world.fetch(URL, status=304)
    later = world.now + YEAR
    page = world.store.pages.by_url(URL)
    assert page is not None
    upkeep.prune(world.store, world.archive, later)
    assert len(world.store.pages.captures(page.id)) == 3


@pytest.mark.parametrize("dry_run", [True, False])
def test_pruning_keeps_no_reader_from_unsubscribing_while_it_looks_through_the_archive(
    world: World, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool
) -> None:
    story(world, "One.")
    unchanged(world)
    token = world.store.recipients.add(Recipient(0, "wang@example.org")).token
    monkeypatch.setattr(database, "BUSY_MS", 100)
    looks = Archive.whole

    def whole(archive: Archive, ref: ArchiveRef) -> ArchiveRef:
        with Store.open(world.store.path) as other:
            other.recipients.unsubscribe(token, world.now)
        return looks(archive, ref)

    monkeypatch.setattr(Archive, "whole", whole)
    upkeep.prune(world.store, world.archive, world.now + YEAR, dry_run=dry_run)
    assert world.store.recipients.active() == ()


def test_a_dry_run_says_what_would_go_and_takes_nothing(world: World) -> None:
    story(world, "One.")
    unchanged(world)
    unchanged(world)
    files = world.archive.files()
    would = upkeep.prune(world.store, world.archive, world.now + YEAR, dry_run=True)
    assert (would.captures, would.bytes > 0) == (1, True)
    assert (
        str(would) == f"1 captures, 0 records, 1 files ({would.bytes} bytes), texts of 0 messages"
    )
    assert world.archive.files() == files
    assert upkeep.prune(world.store, world.archive, world.now + YEAR) == would


def test_pruning_takes_no_file_of_a_night_that_the_database_does_not_know(
    world: World, tmp_path: Path
) -> None:
    story(world, "One.")
    world.night()
    copy = upkeep.backup(world.store.path, tmp_path / "copy")  # a night has just begun
    world.read(URL + "b", "Found since.")
    world.decide()
    story(world, "Two.")
    unchanged(world)
    world.store.close()
    upkeep.restore(copy, world.store.path, force=True)
    with Store.open(world.store.path) as store:
        files = world.archive.files()
        pruned = upkeep.prune(store, world.archive, world.now + 9 * YEAR)
    assert (pruned.files, pruned.strange) == ((), 3)
    assert str(pruned).endswith("; 3 files of nights whose end the database does not know stay")
    assert world.archive.files() == files


def test_pruning_a_new_database_leaves_the_old_ones_archive(world: World, tmp_path: Path) -> None:
    story(world, "One.")
    files = world.archive.files()
    with Store.open(tmp_path / "new.sqlite") as store:
        assert upkeep.prune(store, world.archive, world.now + YEAR).strange == 1
    assert world.archive.files() == files


def test_pruning_takes_files_that_hold_only_old_answers_of_listings(world: World) -> None:
    world.night()
    (run,) = world.store.runs.last()
    for _ in range(2):  # taken up again after a crash, it gets a second file
        world.archive.open_run(run.name)
        world.archive.write(Response(URL, URL, 200, (), b"<a href=/news/b>", world.now), None)
    world.decide()
    assert len(world.archive.files()) == 2
    young = world.now + timedelta(days=89)
    assert upkeep.prune(world.store, world.archive, young).files == ()
    assert len(upkeep.prune(world.store, world.archive, young + timedelta(days=2)).files) == 2
    assert world.archive.files() == ()


def test_pruning_takes_the_texts_of_messages_that_came_to_their_end_a_year_ago(
    world: World,
) -> None:
    outbox = world.store.outbox
    drafts = [
        MessageDraft(f"<{end}@x>", "a@example.org", "news", b"body", html="h", text="t", whole="w")
        for end in ("sent", "dropped", "held", "queued")
    ]
    sent, dropped, held, queued = outbox.enqueue(drafts, world.now, timedelta(days=5))
    outbox.begin(sent.id, world.now)
    sent = outbox.sent(sent.id, world.now, "250 ok")
    dropped, held = outbox.drop(dropped.id), outbox.hold(held.id, "550")
    before = (sent, dropped, held, queued)

    def prune(days: int, *, dry_run: bool = False) -> int:
        now = world.now + timedelta(days=days)
        return upkeep.prune(world.store, world.archive, now, dry_run=dry_run).texts

    assert prune(364) == 0
    assert prune(366, dry_run=True) == 2
    assert [one.message for one in map(outbox.get, (1, 2, 3, 4)) if one] == [b"body"] * 4
    assert prune(366) == 2
    assert [one.message for one in map(outbox.get, (1, 2, 3, 4)) if one] == [
        b"",
        b"",
        *[b"body"] * 2,
    ]
    told = [outbox.digest(number) for number in (1, 2, 3, 4)]
    assert [(one.html, one.text, one.whole) for one in told if one] == [
        *[(None, None, None)] * 2, *[("h", "t", "w")] * 2
    ]  # fmt: skip
    assert outbox.all() == before
    assert prune(366) == 0
    # The same message is not made again.
    assert outbox.enqueue(drafts[:1], world.now, timedelta(days=5)) == (sent,)


def test_all_is_well_with_a_healthy_store(world: World) -> None:
    story(world, "One.")
    unchanged(world)
    assert upkeep.check(world.store, world.archive) == ()
    assert upkeep.check(world.store) == ()


def broken(world: World, *statements: str) -> tuple[Finding, ...]:
    """Return what `check` finds after somebody worked on the tables by hand."""
    with closing(sqlite3.connect(world.store.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return upkeep.check(world.store, world.archive)


def test_check_finds_a_reference_to_nothing(world: World) -> None:
    story(world, "One.")
    (finding,) = broken(world, "UPDATE changes SET item_id = 'nobody'")
    assert str(finding) == "database: changes row 1: points at no row of items"


def test_check_finds_a_version_that_was_tampered_with(world: World) -> None:
    item_id = story(world, "One.")
    (finding,) = broken(world, "UPDATE versions SET content = replace(content, 'One', 'Two')")
    assert str(finding) == f"version: {item_id} version 1: its content is not what was written"


def test_check_finds_a_gap_in_the_versions(world: World) -> None:
    item_id = story(world, "One.")
    (finding,) = broken(world, "UPDATE versions SET number = 2")
    assert str(finding) == f"version: {item_id} version 2: the one before it is missing"


def test_check_finds_captures_whose_archive_is_gone(world: World) -> None:
    story(world, "One.")
    (name,) = world.archive.files()
    (world.archive.folder / name).unlink()
    (finding,) = upkeep.check(world.store, world.archive)
    assert finding.which == f"1 of {URL}"
    assert finding.cause.endswith(f"{world.archive.folder / name}: No such file or directory")


def test_check_finds_a_capture_that_points_at_another_body(world: World) -> None:
    story(world, "One.")
    (finding,) = broken(world, "UPDATE captures SET digest = x'" + "00" * 32 + "'")
    assert str(finding) == f"capture: 1 of {URL}: the archived body is not the one that was stored"


def test_check_finds_a_record_of_another_pages_capture(world: World) -> None:
    story(world, "One.")
    story(world, "Two.", URL + "b")
    (finding,) = broken(world, "UPDATE records SET page_id = 1")
    assert finding.cause == "was read from another Page's capture"


def test_check_tells_of_a_damaged_file_instead_of_failing(world: World) -> None:
    story(world, "One. " * 5000)
    world.store.close()
    content = bytearray(world.store.path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    world.store.path.write_bytes(content)
    findings = upkeep.check(world.store)
    assert findings
    assert {finding.what for finding in findings} == {"database"}
    assert not any("database: " in finding.cause for finding in findings)


def test_files_are_known_by_their_night_or_by_what_points_into_them(
    world: World, tmp_path: Path
) -> None:
    story(world, "One.")
    world.night()
    world.archive.write(Response(URL, URL, 200, (), b"a listing", world.now), None)
    assert upkeep.unknown_files(world.store, world.archive) == ()
    with Store.open(tmp_path / "new.sqlite") as store:
        assert upkeep.unknown_files(store, world.archive) == world.archive.files()
    with closing(sqlite3.connect(world.store.path)) as connection, connection:
        connection.execute("UPDATE runs SET name = 'another' || id")  # as one rebuilt has them
    assert upkeep.unknown_files(world.store, world.archive) == world.archive.files()[1:]
