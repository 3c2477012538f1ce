"""The file itself: private, durable, refused when it is not ours, whole after a kill."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import database, upkeep
from storage.errors import DatabaseBusy, DiskFull, FileRefused, StorageError
from storage.store import Store
from storage.types import Recipient
from tests.storage.world import World

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


def pragma(store: Store, name: str) -> object:
    with store.database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_promises_of_durability_are_kept(store: Store) -> None:
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2  # FULL
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "busy_timeout") == 30_000
    assert pragma(store, "secure_delete") == 1
    assert pragma(store, "application_id") == 0x494F4D43


def test_only_the_owner_can_read_any_of_its_files(path: Path) -> None:
    old = os.umask(0)
    try:
        with Store.open(path) as store:
            store.runs.start(NOW)
            files = sorted(path.parent.iterdir())
            assert [file.name for file in files] == [
                "monitor.sqlite",
                "monitor.sqlite-shm",
                "monitor.sqlite-wal",
            ]
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        os.umask(old)


def test_a_database_left_open_to_others_is_closed_to_them(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o644)
    with Store.open(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"These are my notes, and no database at all. " * 50)
    with pytest.raises(StorageError, match=r"database: .*monitor\.sqlite: file is not a database"):
        Store.open(path)
    assert path.read_bytes().startswith(b"These are my notes")


def test_somebody_elses_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StorageError, match="is not a monitor's database"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"schema 9999 is newer than .*; install a newer"):
        Store.open(path)


def test_a_folder_in_the_databases_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StorageError, match="database: "):
        Store.open(path)


def test_a_damaged_database_says_which_and_why(path: Path) -> None:
    Store.open(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with (
        pytest.raises(StorageError, match=r"database: .*monitor\.sqlite: .*malformed"),
        Store.open(path) as store,
    ):
        store.items.known()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor.sqlite"
    Store.open(path).close()
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    done = run(
        "import os; os.setgid(65534); os.setuid(65534)",
        "from storage.errors import FileRefused",
        "try: Store.open(path)",
        "except FileRefused as error: print(error)",
        path=path,
    )
    assert done == f"database: {path}: Permission denied\n"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which can be mounted otherwise."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if (
        os.geteuid() != 0
        or not shutil.which("mount")
        or subprocess.run(mounted, check=False).returncode
    ):
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("end", ["store.close()", "os._exit(0)"], ids=["closed", "killed"])
def test_a_database_on_a_disk_that_may_only_be_read_is_read(disk: Path, end: str) -> None:
    path = disk / "100%?# monitor.sqlite"
    run(
        "from datetime import datetime, UTC",
        "import os",
        "store = Store.open(path)",
        "store.runs.start(datetime.now(UTC))",
        end,
        path=path,
    )
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(FileRefused, match="Read-only file system"):
        Store.open(path)
    with Store.view(path) as store:
        assert len(store.runs.last(2)) == 1
        assert upkeep.check(store) == ()
    copy = upkeep.backup(path, disk.parent / "copy.sqlite")
    with Store.view(copy) as store:
        assert len(store.runs.last(2)) == 1


def test_a_database_that_may_only_be_read_is_no_damaged_one(tmp_path: Path) -> None:
    def written() -> None:
        with store.database.write() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("DELETE FROM runs")

    with (
        Store.open(tmp_path / "monitor.sqlite") as store,
        pytest.raises(FileRefused, match="attempt to write a readonly database"),
    ):
        written()


def test_a_full_disk_is_told_apart_and_loses_nothing(world: World) -> None:
    world.night()
    world.read("https://www.iom.int/news/a", "Kept.")
    with pytest.raises(DiskFull, match=r"disk: .*monitor\.sqlite: database or disk is full"):
        write_beyond_the_end(world.store)
    assert world.store.furniture.current("host0").version == 0
    assert world.store.pages.last_record(1) is not None


def write_beyond_the_end(store: Store) -> None:
    with store.database.write() as connection:
        # SQLite's own limit says exactly what a full disk says.
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(9):
            connection.exec_driver_sql(
                "INSERT INTO furniture VALUES (?, 1, '2026-01-01 00:00:00', ?)",
                (f"host{number}", "x" * 9000),
            )


def test_a_view_reads_and_never_writes(path: Path) -> None:
    with Store.open(path) as store:
        run_ = store.runs.start(NOW)
        with Store.view(path) as view:
            assert view.runs.last(1) == (run_,)
            with pytest.raises(StorageError, match="opened for reading only"):
                view.runs.start(NOW)


def test_a_view_makes_nothing_where_nothing_is(path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        Store.view(path)
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StorageError, match="schema none waits to be migrated"):
        Store.view(path)
    assert path.stat().st_size == 0


def test_instants_are_aware_utc_and_naive_ones_refused(store: Store) -> None:
    from zoneinfo import ZoneInfo

    beijing = datetime(2026, 3, 2, 10, 30, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
    run_ = store.runs.start(beijing)
    assert run_.started_at == beijing
    assert run_.started_at.tzinfo is UTC
    assert run_.name.startswith("20260302T023000Z-")
    with pytest.raises(StorageError, match="has no time zone"):
        store.runs.finish(run_.id, datetime(2026, 3, 2), 0)  # noqa: DTZ001 - the point


def test_text_that_no_encoding_can_hold_is_stored(store: Store) -> None:
    page = store.pages.ensure("https://x.cn/", "x", NOW, card_title="half \ud83d pair\x00")
    assert page.card_title == "half ? pair\x00"


def test_writers_in_two_processes_wait_for_each_other(path: Path) -> None:
    Store.open(path).close()
    lines = (
        "from datetime import datetime, UTC",
        "store = Store.open(path)",
        "for number in range(40): store.pages.ensure(f'https://x.cn/{sys.argv[2]}/{number}', 'x', datetime.now(UTC))",
    )
    with start(*lines, path=path, more="a") as one, start(*lines, path=path, more="b") as two:
        said = one.communicate()[1] + two.communicate()[1]
    assert said == ""
    with Store.open(path) as store:
        assert len(store.pages.of_source("x")) == 80


def test_two_processes_migrate_once(path: Path) -> None:
    with start("Store.open(path)", path=path) as one, start("Store.open(path)", path=path) as two:
        assert one.communicate()[1] + two.communicate()[1] == ""
    with Store.open(path) as store:
        assert store.items.known() == ()


def test_threads_share_a_store(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(20):
            store.pages.ensure(f"https://x.cn/{name}/{number}", "x", NOW)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.pages.of_source("x")) == 60


@pytest.mark.parametrize("number", range(4))
def test_a_kill_in_the_middle_of_deciding_leaves_all_or_nothing(path: Path, number: int) -> None:
    Store.open(path).close()
    lines = (
        "from datetime import datetime, UTC, timedelta",
        "from storage.types import *",
        "now = datetime.now(UTC); store = Store.open(path)",
        "def outcome(n, m): return ItemOutcome(None, 'x', 'news', 'present', frozenset({('url', f'{n}/{m}')}), (), Content(editions={'en': Edition(f'{n}/{m}', 'body ' * 200)}), change=ChangeDraft(('new',), 'substantive', 'r'))",
        "for n in range(10000):",
        "    run = store.runs.start(now)",
        "    part = store.runs.start_source(run.id, 'x', 'news', now)",
        "    store.items.apply(Decision(part.id, 'ok', None, False, tuple(outcome(n, m) for m in range(7)), (AlertDraft('bad', 'x', str(n)),)), now)",
        "    print(part.id, flush=True)",
    )
    with start(*lines, path=path) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3 + number)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
    with Store.open(path) as store:
        decided = [part for part in store.runs.of_source("x", 10_000) if part.decided_at]
        assert len(decided) >= len(told)  # what was told as done is done
        assert len(store.items.known()) == 7 * len(decided)
        assert len(store.items.changes_after(0)) == 7 * len(decided)
        assert len(store.alerts.history(10_000)) == len(decided)
        assert len(store.search.find(f"{len(decided) - 1}/3", 99)) == 1
        assert pragma(store, "integrity_check") == "ok"


def start(*lines: str, path: Path, more: str = "") -> subprocess.Popen[str]:
    """Start a program of these lines beside us."""
    head = (
        "import sys, pathlib",
        "from storage.store import Store",
        "path = pathlib.Path(sys.argv[1])",
    )
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", "\n".join((*head, *lines)), str(path), more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*lines: str, path: Path) -> str:
    """Run a program of these lines to its end and return what it says."""
    with start(*lines, path=path) as process:
        said, wrong = process.communicate()
    assert wrong == ""
    return said


@pytest.mark.parametrize(
    ("whole", "damaged", "says"),
    [
        # The name of a table: SQLite hands it on as it stands, and Python says that it is no text.
        (b"alembic_version", b"\xb3lembic_versio\xb3", "Could not decode to UTF-8"),
        # The words of the schema: SQLite complains in these bytes, and Python fails on the complaint.
        (
            b"CREATE TABLE alembic",
            b"CRE\xb3TE TABLE alembic",
            "is damaged: holds bytes that are no text",
        ),
    ],
    ids=["name", "schema"],
)
def test_a_file_whose_schema_is_no_text_any_more_is_damaged(
    tmp_path: Path, whole: bytes, damaged: bytes, says: str
) -> None:
    path = tmp_path / "monitor.sqlite"
    Store.open(path).close()
    content = path.read_bytes()
    assert whole in content
    path.write_bytes(content.replace(whole, damaged))
    with pytest.raises(StorageError, match=f"database: {path}: {says}"):
        Store.open(path)


def test_a_folder_in_the_place_of_a_database_is_no_failing_disk(tmp_path: Path) -> None:
    path = tmp_path / "monitor.sqlite"
    path.mkdir()
    for use in (Store.open, Store.view, lambda file: upkeep.backup(file, tmp_path / "copy")):
        with pytest.raises(StorageError, match=f"database: {path}: is a directory") as raised:
            use(path)
        assert not isinstance(raised.value, DiskFull)


def test_a_database_that_another_program_holds_is_busy_and_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 200)
    path = tmp_path / "monitor.sqlite"
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match=f"database: {path}: .* held it for 0.2 s"):
            store.recipients.add(Recipient(0, "a@example.org"))
        other.execute("ROLLBACK")
        store.recipients.add(Recipient(0, "a@example.org"))
