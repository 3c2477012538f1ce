"""The daemon: one job at a time, a missed night made up for, and a clean hand-back when stopped."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.events import EVENT_SCHEDULER_STARTED

from monitor.config import Config, from_table
from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from monitor.lock import only_one
from monitor.schedule import Daemon, Job, jobs
from storage.store import Store
from tests.monitor.place import Place

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai


def config(folder: Path, **schedule: object) -> Config:
    table = {"contact": "ops@example.org", "data_dir": str(folder / "data"), "schedule": schedule}
    return from_table(table, "monitor.toml")


def daemon(folder: Path, **schedule: object) -> Daemon:
    made = config(folder, **schedule)
    return Daemon(made, folder / "monitor.toml", jobs(made))


def ran_at(
    made: Daemon, moment: datetime, *, whole: bool = True, exit_code: int | None = 0
) -> None:
    with Store.open(made.config.database) as store:
        run = store.runs.start(moment, whole=whole)
        if exit_code is not None:
            store.runs.finish(run.id, moment, exit_code)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.schedule.utcnow", lambda: NOON)


class TestTimetable:
    def test_has_the_night_and_the_outbox_unless_told_otherwise(self, tmp_path: Path) -> None:
        assert jobs(config(tmp_path)) == (
            Job("nightly", "30 2 * * *", ("nightly",)),
            Job("outbox", "*/20 * * * *", ("outbox", "retry", "--due")),
        )

    def test_visits_the_press_sources_only_when_asked(self, tmp_path: Path) -> None:
        asked = jobs(config(tmp_path, press="5 8-20 * * *"), ("chinadaily", "china_org_cn"))
        (press,) = [job for job in asked if job.name == "press"]
        assert press.arguments == (
            "nightly", "--source", "chinadaily", "--source", "china_org_cn",
        )  # fmt: skip
        assert "press" not in [job.name for job in jobs(config(tmp_path, press="5 8 * * *"))]


@pytest.mark.usefixtures("noon")
class TestMissedNight:
    def test_within_the_grace_is_made_up_for(self, tmp_path: Path) -> None:
        missed = daemon(tmp_path, nightly="0 9 * * *").missed_night()
        assert missed is not None
        assert missed.arguments == ("nightly",)

    def test_beyond_the_grace_is_left(self, tmp_path: Path) -> None:
        assert daemon(tmp_path, nightly="30 2 * * *", grace_hours=6).missed_night() is None
        assert daemon(tmp_path, nightly="30 2 * * *", grace_hours=10).missed_night() is not None

    def test_that_began_in_time_is_not_repeated(self, tmp_path: Path) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=3) + timedelta(seconds=1))
        assert made.missed_night() is None

    @pytest.mark.parametrize("exit_code", [3, 4, 1])
    def test_that_came_to_its_end_is_not_repeated(self, tmp_path: Path, exit_code: int) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=2), exit_code=exit_code)
        assert made.missed_night() is None

    @pytest.mark.parametrize("exit_code", [None, 130, 143, 75])
    def test_that_was_cut_off_is_made_up_for_once(
        self, tmp_path: Path, exit_code: int | None
    ) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=2), exit_code=exit_code)
        assert made.missed_night() is not None
        ran_at(made, NOON - timedelta(hours=1), exit_code=exit_code)
        assert made.missed_night() is None

    def test_that_is_still_at_work_is_not_begun_again(self, tmp_path: Path) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=2), exit_code=None)
        with only_one(made.config.lock_file):
            assert made.missed_night() is None
        assert made.missed_night() is not None

    def test_is_not_hidden_by_a_run_before_it(self, tmp_path: Path) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=4))
        assert made.missed_night() is not None

    def test_is_not_hidden_by_a_run_under_a_clock_that_was_put_back(self, tmp_path: Path) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON + timedelta(days=400))
        assert made.missed_night() is not None

    def test_is_not_hidden_by_a_source_that_was_tried_by_hand(self, tmp_path: Path) -> None:
        made = daemon(tmp_path, nightly="0 9 * * *")
        ran_at(made, NOON - timedelta(hours=1), whole=False)
        assert made.missed_night() is not None


def on_the_daemon(folder: Path, lines: str) -> list[str]:
    """Return the command of a daemon whose program is a script of ours instead of the monitor."""
    script = folder / "daemon.py"
    script.write_text(
        f"""
import sys, signal, threading, time
from pathlib import Path
from monitor import schedule
from monitor.config import from_table
from monitor.schedule import Daemon, Job

class Popen(schedule.subprocess.Popen):
    def __init__(self, command, **options):
        job = [sys.executable, {str(folder / "job.py")!r}, *command[5:]]
        super().__init__(job, **options)

schedule.subprocess.Popen = Popen
def stop(*_):
    raise SystemExit(143)
signal.signal(signal.SIGTERM, stop)
config = from_table({{"contact": "a@b.c", "data_dir": {str(folder / "data")!r}}}, "x")
{lines}
""",
        encoding="utf-8",
    )
    return [sys.executable, str(script)]


JOB = """
import signal, sys, time
from pathlib import Path
name, seconds, folder = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
def stop(*_):
    (folder / f"{name}.stopped").touch()
    raise SystemExit(143)
signal.signal(signal.SIGTERM, stop)
with (folder / "times").open("a") as out:
    out.write(f"{name} begin {time.monotonic()}\\n")
time.sleep(seconds)
with (folder / "times").open("a") as out:
    out.write(f"{name} end {time.monotonic()}\\n")
"""


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def test_jobs_wait_for_each_other(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(JOB)
    command = on_the_daemon(
        tmp_path,
        f"""
table = (
    Job("nightly", "0 0 1 1 *", ("nightly", "1", {str(tmp_path)!r})),
    Job("outbox", "0 0 1 1 *", ("outbox", "1", {str(tmp_path)!r})),
)
made = Daemon(config, Path("none.toml"), table)
def soon(self, previous, now):  # each job once, at once
    return now if previous is None else None
schedule.Cron.get_next_fire_time = soon
made.missed_night = lambda: None
made.run()
""",
    )
    times = tmp_path / "times"
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        wait_for(lambda: times.exists() and len(times.read_text().splitlines()) == 4)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 143
    said = [line.split()[:2] for line in times.read_text().splitlines()]
    first, second = said[0][0], said[2][0]
    assert said == [[first, "begin"], [first, "end"], [second, "begin"], [second, "end"]]
    assert {first, second} == {"nightly", "outbox"}


LOCKED = """
import sys, time
from pathlib import Path
folder = Path(sys.argv[1])
with (folder / "times").open("a") as out:
    out.write(f"{time.monotonic()}\\n")
raise SystemExit(75 if len((folder / "times").read_text().splitlines()) < 3 else 0)
"""


@pytest.mark.parametrize(("missed", "times"), [("self.timetable[0]", 3), ("None", 1)])
def test_a_night_that_met_the_lock_is_begun_again_for_as_long_as_it_may_be_late(
    tmp_path: Path, missed: str, times: int
) -> None:
    (tmp_path / "job.py").write_text(LOCKED)
    log = tmp_path / "log"
    command = on_the_daemon(
        tmp_path,
        f"""
from datetime import timedelta
from monitor import logs
logs.configure(file=Path({str(log)!r}), level="DEBUG")
schedule.AGAIN = timedelta(seconds=0.5)
made = Daemon(config, Path("none.toml"), (Job("nightly", "0 0 1 1 *", ({str(tmp_path)!r},)),))
def soon(self, previous, now):
    return now if previous is None else None
schedule.Cron.get_next_fire_time = soon
asked = iter([None])
Daemon.missed_night = lambda self: next(asked, {missed})
made.run()
""",
    )
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        wait_for(lambda: log.exists() and log.read_text().count('"exit"') == times)
        time.sleep(2)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 143
    said = [json.loads(line) for line in log.read_text().splitlines()]
    ended = [line["exit"] for line in said if line["event"] == "schedule.job"]
    assert ended == [75, 75, 0][:times]
    assert [line for line in said if line["event"] == "library.said"] == []


def test_a_job_that_still_runs_or_is_too_late_is_said_to_be_left_out_in_words_of_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / "job.py").write_text(JOB)
    log = tmp_path / "log"
    command = on_the_daemon(
        tmp_path,
        f"""
from datetime import timedelta
from monitor import logs
logs.configure(file=Path({str(log)!r}), level="DEBUG")
table = (
    Job("nightly", "0 0 1 1 *", ("nightly", "2.5", {str(tmp_path)!r})),
    Job("outbox", "0 0 2 1 *", ("outbox", "0", {str(tmp_path)!r})),
    Job("press", "0 0 3 1 *", ("press", "0", {str(tmp_path)!r})),
)
made = Daemon(config, Path("none.toml"), table)
def soon(self, previous, now):
    if "1 1" in self.expression:
        return now if previous is None else None
    if "3 1" in self.expression:  # the machine slept
        return now - timedelta(hours=7) if previous is None else None
    return (previous or now) + timedelta(seconds=0.7)
schedule.Cron.get_next_fire_time = soon
made.missed_night = lambda: None
made.run()
""",
    )
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        wait_for(lambda: log.exists() and log.read_text().count('"job": "outbox", "exit"') >= 1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 143
    said = [json.loads(line) for line in log.read_text().splitlines()]
    assert [one for one in said if one["event"] == "library.said"] == []
    left = [(one["job"], one["level"], one["why"]) for one in said if "skipped" in one["event"]]
    assert ("outbox", "info", "the one before still runs") in left
    assert ("press", "warning", "its time was more than schedule.grace_hours ago") in left
    assert "nightly" not in {job for job, *_ in left}


def test_any_grace_is_a_grace(tmp_path: Path) -> None:
    scheduler = daemon(tmp_path, grace_hours=0.0001).scheduler()
    scheduler.add_listener(lambda _: scheduler.shutdown(wait=False), EVENT_SCHEDULER_STARTED)
    scheduler.start()


def test_sigterm_is_handed_on_and_the_child_may_end_cleanly(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(JOB)
    command = on_the_daemon(
        tmp_path,
        f"""
night = Job("nightly", "0 0 1 1 *", ("nightly", "60", {str(tmp_path)!r}))
made = Daemon(config, Path("none.toml"), (night,))
made.missed_night = lambda: night
made.run()
""",
    )
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        wait_for((tmp_path / "times").exists)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 143
    assert (tmp_path / "nightly.stopped").exists()


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


def events(place: Place) -> list[dict[str, object]]:
    log = place.folder / "data" / "logs" / "monitor.log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return [json.loads(line) for line in lines]


def test_a_real_night_is_made_up_for_and_the_next_start_has_nothing_to_do(
    tmp_path: Path, replica: Replica
) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        minute = datetime.now(UTC) - timedelta(minutes=30)
        table = f'[schedule]\ntimezone = "UTC"\nnightly = "{minute:%M %H} * * *"\n'
        place.config.write_text(place.config.read_text() + table)
        for _ in range(2):
            with subprocess.Popen(place.command("schedule"), stderr=subprocess.PIPE) as running:
                seen = len(events(place))
                wait_for(lambda before=seen: len(events(place)) > before, 60)
                wait_for(lambda: [e for e in events(place) if e.get("job") == "nightly"], 90)
                time.sleep(1)
                running.send_signal(signal.SIGTERM)
                assert running.wait(30) == 143
            named = [event["event"] for event in events(place)]
            assert named.count("schedule.missed") == named.count("run.finished") == 1
            assert named[-1] == "schedule.stopped"
        (done,) = [e for e in events(place) if e.get("job") == "nightly"]
        assert done["exit"] == 0


def test_a_night_that_is_stopped_is_gone_on_with(tmp_path: Path, replica: Replica) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        minute = datetime.now(UTC) - timedelta(minutes=30)
        table = f'[schedule]\ntimezone = "UTC"\nnightly = "{minute:%M %H} * * *"\n'
        quick = place.config.read_text()
        place.config.write_text(quick.replace("delay = 0.0", "delay = 0.5") + table)
        with subprocess.Popen(place.command("schedule"), stderr=subprocess.PIPE) as running:
            wait_for(lambda: len(replica.asked) > 5, 60)
            running.send_signal(signal.SIGTERM)
            assert running.wait(60) == 143
        named = [event["event"] for event in events(place)]
        assert "run.stopped" in named
        assert named[-1] == "schedule.stopped"
        place.config.write_text(quick)
        assert place.run("nightly").returncode == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('nightly = "30 25 * * *"', "30 25 * * *"),
        ('nightly = "every night"', "every night"),
        ('timezone = "Asia/Peking"', "Asia/Peking"),
        ('outbox = "* * * * * * *"', "* * * * * * *"),
    ],
)
def test_a_wrong_timetable_is_a_wrong_configuration(tmp_path: Path, line: str, says: str) -> None:
    place = Place(tmp_path)
    place.config.write_text(place.config.read_text() + f"[schedule]\n{line}\n")
    for command in (("schedule",), ("schedule", "--show")):
        done = place.run(*command)
        assert done.returncode == 78, done.stderr
        assert says in done.stderr
