"""`status` and `log` say what somebody woken at three needs to know."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from monitor.cli import cli
from monitor.config import load
from monitor.lock import is_held, only_one
from storage.archive import Archive
from storage.store import Store
from tests.dashboard.conftest import House, filled
from tests.storage.world import World


@pytest.fixture
def house(tmp_path: Path) -> House:
    file = tmp_path / "monitor.toml"
    file.write_text(f'contact = "ops@monitor.example"\ndata_dir = "{tmp_path / "data"}"\n')
    config = load(file)
    with Store.open(config.database) as store, Archive(config.archive_dir) as archive:
        return filled(config, World(store, archive))


def done(house: House, *arguments: str) -> subprocess.CompletedProcess[str]:
    file = house.config.data_dir.parent / "monitor.toml"
    command = [sys.executable, "-m", "monitor", "-c", str(file), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def said(house: House, *arguments: str) -> str:
    return done(house, *arguments).stdout


def line(shown: str, head: str) -> str:
    (found,) = [one for one in shown.splitlines() if one.startswith(head)]
    return found.removeprefix(head).strip()


def test_status_names_a_page_that_no_night_can_read(house: House) -> None:
    never, url = "https://www.iom.int/strange", "https://china.iom.int/news/video"
    with Store.open(house.config.database) as store:
        page = store.pages.ensure(url, "iom_news", datetime(2026, 1, 5, tzinfo=UTC))
        store.visits.failed(page.id, datetime(2026, 1, 5, tzinfo=UTC))
    told = f"2 pages still cannot be read: {never} and 1 more"
    assert line(said(house, "status"), "iom_news: ") == told
    sources = json.loads(said(house, "status", "--json"))["sources"]
    unread = {one["source"]: one["unread"] for one in sources if one["unread"]}
    assert unread == {"iom_news": [never, url]}


def test_status_says_how_the_last_night_ended_and_when_the_next_begins(house: House) -> None:
    with Store.open(house.config.database) as store:
        (last,) = store.runs.last(1)
        with store.database.write() as connection:
            connection.execute(text("UPDATE changes SET telling = 'held' WHERE id = 1"))
    shown = said(house, "status")
    began, ago, ended = line(shown, "last run").split(", ")
    assert began == f"{last.started_at:%Y-%m-%d %H:%M}Z"
    assert ago.endswith(" days ago")
    assert ended == "exit 0: all well"
    assert line(shown, "its log") == f"iom-monitor log {last.name}"
    assert line(shown, "next run").endswith("18:30Z by schedule.nightly")
    assert line(shown, "outbox") == "2 waiting, 0 held: iom-monitor outbox list"
    assert line(shown, "held") == "1 changes wait for you: iom-monitor held list"
    told = json.loads(said(house, "status", "--json"))
    assert (told["held_changes"], told["outbox"]["queued"]) == (1, 2)
    assert told["next_run_at"].endswith("T18:30:00+00:00")


@pytest.mark.parametrize(
    ("ended", "code"), [(74, 74), (65, 65), (1, 1), (None, 3), (143, 3), (4, 0), (0, 0)]
)
def test_status_ends_with_what_neither_sources_nor_outbox_tell_of_the_last_run(
    house: House, ended: int | None, code: int
) -> None:
    with Store.open(house.config.database) as store, store.database.write() as connection:
        connection.execute(text("UPDATE source_runs SET status = 'ok'"))
        connection.execute(text("UPDATE deliveries SET state = 'sent'"))
        connection.execute(text("UPDATE runs SET exit_code = :ended"), {"ended": ended})
        now = datetime.now(UTC).isoformat(sep=" ").replace("+00:00", "")
        connection.execute(text("UPDATE runs SET started_at = :now"), {"now": now})
    assert done(house, "status").returncode == code
    told = json.loads(said(house, "status", "--json"))
    assert (told["exit"], told["last_run_exit"]) == (code, ended)


def test_status_says_that_nobody_gets_what_the_nights_find(house: House) -> None:
    assert "readers" not in said(house, "status")
    with Store.open(house.config.database) as store:
        for recipient in store.recipients.active():
            store.recipients.remove(recipient.address)
    assert line(said(house, "status"), "readers") == "none: iom-monitor recipients add ADDRESS"
    assert json.loads(said(house, "status", "--json"))["recipients"] == 0


def test_a_source_that_is_not_watched_any_more_troubles_nobody(house: House) -> None:
    with Store.open(house.config.database) as store, store.database.write() as connection:
        connection.execute(text("UPDATE source_runs SET status = 'failed'"))
    assert "iom_news: " in said(house, "status")
    assert 'iom_monitor_source_ok{source="iom_news"} 0.0' in said(house, "metrics")
    file = house.config.data_dir.parent / "monitor.toml"
    file.write_text(file.read_text() + "[sources.iom_news]\nenabled = false\n")
    told = json.loads(said(house, "status", "--json"))
    assert told["sources"][-1]["source"] == "iom_news"
    assert not told["sources"][-1]["enabled"]
    shown = said(house, "status")
    assert "iom_news: " not in shown
    assert line(shown, " iom_news").startswith("not watched")
    assert "iom_monitor_source_ok{" not in said(house, "metrics")


def test_status_says_that_no_night_has_run_for_long(house: House) -> None:
    with Store.open(house.config.database) as store, store.database.write() as connection:
        connection.execute(text("UPDATE source_runs SET status = 'ok'"))
        connection.execute(text("UPDATE deliveries SET state = 'sent'"))
    late = done(house, "status")
    assert (late.returncode, json.loads(said(house, "status", "--json"))["late"]) == (3, True)
    assert "is the schedule running?" in line(late.stdout, "late")
    a_run(house, whole=False)
    tried = done(house, "status")
    assert tried.returncode == 3
    assert "0 hours ago" in line(tried.stdout, "last run")
    assert "days ago" in line(tried.stdout, "last night")
    night = json.loads(said(house, "status", "--json"))["last_night_at"]
    assert "_last_night_timestamp_seconds " in said(house, "metrics")
    a_run(house, whole=True)
    fresh = done(house, "status")
    assert json.loads(said(house, "status", "--json"))["last_night_at"] > night
    assert "last night" not in fresh.stdout
    assert fresh.returncode == 0
    assert "schedule running" not in fresh.stdout


def a_run(house: House, *, whole: bool) -> None:
    with Store.open(house.config.database) as store:
        run = store.runs.start(datetime.now(UTC), whole=whole)
        store.runs.finish(run.id, datetime.now(UTC), 0)


@pytest.fixture
def endless(house: House) -> House:
    """A house where all was well until tonight's night, which has written no end yet."""
    began = datetime.now(UTC) - timedelta(hours=4)
    with Store.open(house.config.database) as store:
        with store.database.write() as connection:
            connection.execute(text("UPDATE source_runs SET status = 'ok', reason = NULL"))
            connection.execute(text("UPDATE runs SET exit_code = 3"))
            connection.execute(text("UPDATE deliveries SET state = 'sent'"))
        store.runs.start_source(store.runs.start(began).id, "iom_news", "news", began)
    return house


def test_a_night_under_way_is_no_bad_night_however_long_it_takes(endless: House) -> None:
    with only_one(endless.config.lock_file):
        shown = done(endless, "status")
        told = json.loads(said(endless, "status", "--json"))
        numbers = said(endless, "metrics")
    assert line(shown.stdout, " iom_news").split()[0] == "ok"
    assert line(shown.stdout, "last run").endswith(", 4 hours ago, running")
    assert (shown.returncode, told["running"], told["sources"][0]["status"]) == (0, True, "ok")
    assert 'iom_monitor_source_ok{source="iom_news"} 1.0' in numbers
    assert "iom_monitor_last_run_exit_code 3.0" in numbers


def test_a_night_that_wrote_no_end_and_does_not_run_was_cut_off(endless: House) -> None:
    shown = done(endless, "status")
    told = json.loads(said(endless, "status", "--json"))
    numbers = said(endless, "metrics")
    assert line(shown.stdout, " iom_news").split()[0] == "partial"
    assert "iom_news: the night was cut off" in shown.stdout
    assert line(shown.stdout, "last run").endswith(", 4 hours ago, cut off")
    assert (shown.returncode, told["running"]) == (3, False)
    assert 'iom_monitor_source_ok{source="iom_news"} 0.0' in numbers
    assert "\niom_monitor_last_run_exit_code" not in numbers
    assert "\niom_monitor_last_run_duration" not in numbers


def test_who_asks_whether_a_night_runs_keeps_none_from_beginning(endless: House) -> None:
    lock = endless.config.lock_file
    assert is_held(lock) is False
    with only_one(lock):
        assert is_held(lock) is True
    assert is_held(lock) is False
    asking = os.open(lock, os.O_RDONLY)
    fcntl.flock(asking, fcntl.LOCK_SH)
    threading.Timer(0.1, os.close, [asking]).start()
    with only_one(lock):
        assert is_held(lock) is True


@pytest.mark.parametrize(
    ("command", "answer", "says"),
    [
        ("prune", "y", "removed: "),
        ("held release --source iom_news", "y", "released 1"),
        ("held dismiss 1", "n", "nothing was done"),
        ("outbox drop 1", "y", "dropped 1"),
        ("recipients remove wang@readers.example", "y", "removed wang@readers.example"),
        ("recipients forget wang@readers.example", "y", "forgot wang@readers.example"),
    ],
)
def test_a_question_that_waits_for_its_answer_keeps_no_night_from_beginning(
    house: House, command: str, answer: str, says: str
) -> None:
    with Store.open(house.config.database) as store, store.database.write() as connection:
        connection.execute(text("UPDATE changes SET telling = 'held' WHERE id = 1"))
    file = house.config.data_dir.parent / "monitor.toml"
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "monitor", "-c", str(file), *command.split()]
    with subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave) as asking:
        os.close(slave)
        shown = read_until(master, b"[y/N]")
        assert is_held(house.config.lock_file) is False
        os.write(master, f"{answer}\n".encode())
        shown += read_until(master, None)
        assert asking.wait(60) == (0 if answer == "y" else 130), shown
    os.close(master)
    assert says in shown.decode()


def read_until(terminal: int, end: bytes | None) -> bytes:
    """Return what a program shows up to `end`; None: until it ends."""
    shown = b""
    while end is None or end not in shown:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # the other side has closed
            return shown
        if not chunk:
            return shown
        shown += chunk
    return shown


def test_a_run_in_a_future_that_the_clock_has_left_is_no_hours_ago(house: House) -> None:
    with Store.open(house.config.database) as store:
        store.runs.start(datetime.now(UTC) + timedelta(days=3))
    assert line(said(house, "status"), "last run").endswith("Z, 0 hours ago, cut off")


def test_room_is_counted_alike_by_status_and_doctor(house: House) -> None:
    free = line(said(house, "status"), "disk").split(" GB")[0]
    (looked,) = [one for one in said(house, "doctor", "--offline").splitlines() if "disk: " in one]
    assert abs(float(free) - float(looked.split("disk: ")[1].split(" GB")[0])) < 1


def test_a_disk_with_hardly_any_room_is_said_by_status_too_before_nights_fail(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3 * 2**20))
    file = str(house.config.data_dir.parent / "monitor.toml")
    shown, told = (
        CliRunner().invoke(cli, ["-c", file, "status", *more]).stdout for more in ([], ["--json"])
    )
    room = "3 MB free: make room, or `iom-monitor prune`; archive "
    assert line(shown, "disk").startswith(room)
    assert json.loads(told)["exit"] == 74


def test_a_sources_line_leaves_out_what_did_not_happen(house: House) -> None:
    event = {
        "event": "source.closed", "run": house.run, "level": "info", "source": "iom_news",
        "timestamp": "2026-03-04T18:30:05.123Z", "fetched": 0, "gone": 0, "failed": 2,
        "baseline": False,
    }  # fmt: skip
    house.config.log_file.write_text(json.dumps(event) + "\n")
    shown = said(house, "log").split()
    assert shown == [
        "2026-03-04", "18:30:05Z", "info", "source.closed", "source=iom_news", "fetched=0",
        "failed=2",
    ]  # fmt: skip
    assert json.loads(said(house, "log", "--json"))["gone"] == 0


def test_doctor_ends_with_what_its_findings_come_to(house: House) -> None:
    house.config.log_file.chmod(0o600)
    *_, well = said(house, "doctor", "--offline").splitlines()
    assert well == "all that was looked at is well"
    house.config.database.chmod(0o644)
    *_, warned = said(house, "doctor", "--offline").splitlines()
    assert warned == "0 to mend, 1 to look at"
    house.config.database.write_bytes(b"no database at all")
    *_, bad = said(house, "doctor", "--offline").splitlines()
    assert bad.endswith("; a night now would end with 65: the database is unusable")
