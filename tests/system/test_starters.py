"""What starts the nights, for real: Debian's cron fires one, systemd accepts the units."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest

from monitor.cron import calendars, fire_times
from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from tests.monitor.place import replica_settings
from tests.system.installed import Installed

pytestmark = pytest.mark.system

CRON_D = Path("/etc/cron.d")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def absent(reason: str) -> NoReturn:
    """Skip for a missing package; fail where all of them have to be there."""
    if os.environ.get("SYSTEM_TESTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def configured(wheel: Installed, tmp_path: Path) -> Iterator[Path]:
    """A configuration that `init` wrote, turned to a replica and a mailbox."""
    folder = wheel.folder / tmp_path.name
    folder.mkdir()
    file = folder / "monitor.toml"
    done = wheel.run(
        "init", "--file", str(file), "--contact", "ops@example.org",
        "--data-dir", str(folder / "data"), cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    head, _, _ = file.read_text("utf-8").partition("\n[mail]\n")
    with Replica(night=1) as replica, Mailbox(tmp_path / "mailbox") as mailbox:
        file.write_text(head + "\n" + replica_settings(replica, mailbox.port), "utf-8")
        yield file


@contextmanager
def cron_at_work(table: str) -> Iterator[None]:
    """Run Debian's cron with one more table; both are gone afterwards."""
    program = shutil.which("cron", path="/usr/sbin:/usr/bin:/sbin")
    if program is None or not CRON_D.is_dir():
        absent("Debian's cron is not installed")
    if os.getuid() != 0:
        pytest.skip("only root may write to /etc/cron.d")
    file = CRON_D / f"iom-monitor-test-{os.getpid()}"
    try:
        file.write_text(table, "utf-8")
        file.chmod(0o644)
        # One that runs already holds the lock: ours ends at once, and that one reads the table.
        with subprocess.Popen([str(program), "-f"], stderr=subprocess.DEVNULL) as cron:
            try:
                yield
            finally:
                cron.terminate()
    finally:
        file.unlink(missing_ok=True)


def finished(log: Path) -> dict[str, object] | None:
    """Return the line of the Run that has ended, if one has."""
    if not log.exists():
        return None
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return next((line for line in lines if line["event"] == "run.finished"), None)


@pytest.mark.timeout(240)
def test_cron_fires_the_night_within_a_minute(wheel: Installed, configured: Path) -> None:
    rotation = str(configured.parent / "rotate")
    init = ("-c", str(configured), "init", "--cron", "--logrotate", rotation)
    line = wheel.run(*init, cwd=Path("/")).stdout
    assert line.startswith("30 2 * * *  ")
    table = line.replace("30 2 * * *  ", "* * * * * root ")
    data = configured.parent / "data"
    began = time.monotonic()
    with cron_at_work(table):
        while not (data / "logs" / "monitor.log").exists() and time.monotonic() - began < 75:
            time.sleep(0.2)
        fired = time.monotonic() - began
    # The next minute's night, if cron was quick enough to start one, meets the lock.
    while finished(data / "logs" / "monitor.log") is None and time.monotonic() - began < 180:
        time.sleep(0.2)
    run = finished(data / "logs" / "monitor.log")
    assert run is not None
    assert (run["exit"], run["sources"]) == (0, 5)
    assert fired < 70
    assert (data / "cron.log").read_text("utf-8") == ""


def test_systemd_accepts_the_units(wheel: Installed, configured: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        absent("Debian's systemd is not installed: the units can't be verified here")
    units = configured.parent / "units"
    done = wheel.run("-c", str(configured), "init", "--systemd", str(units), cwd=Path("/"))
    assert done.returncode == 0, done.stderr
    files = sorted(str(file) for file in units.iterdir())
    verify = ["systemd-analyze", "verify", "--man=no", *files]
    verified = subprocess.run(verify, capture_output=True, text=True, check=False)
    ours = [line for line in verified.stderr.splitlines() if "iom-monitor" in line]
    assert ours == []
    assert verified.returncode == 0, verified.stderr


@pytest.mark.parametrize(
    "expression",
    ["30 2 * * *", "*/20 8-20 * * *", "0 4 1,15 * *", "5 0 * * 0", "0 22 13 * 5", "10 3 31 */2 *",
     "0 6 */10 * 1-5", "@weekly"],
)  # fmt: skip
def test_systemd_reads_our_timetable_as_we_do(expression: str) -> None:
    if shutil.which("systemd-analyze") is None:
        absent("Debian's systemd is not installed")
    began = datetime(2026, 2, 24, 9, 3, tzinfo=UTC)
    theirs: set[datetime] = set()
    for calendar in calendars(expression, SHANGHAI):
        read = ["systemd-analyze", "calendar", "--iterations=12",
                f"--base-time={began:%Y-%m-%d %H:%M:%S} UTC", calendar]  # fmt: skip
        clock = {**os.environ, "TZ": "UTC"}
        shown = subprocess.run(read, capture_output=True, text=True, check=True, env=clock).stdout
        theirs |= {
            datetime.strptime(found, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
            for found in re.findall(r": \w{3} ([\d: -]+) UTC", shown)
        }
    assert sorted(theirs)[:12] == list(islice(fire_times(expression, SHANGHAI, began), 12))


def test_logrotate_accepts_the_snippet(wheel: Installed, configured: Path) -> None:
    program = shutil.which("logrotate", path="/usr/sbin:/usr/bin:/sbin")
    if program is None:
        absent("Debian's logrotate is not installed")
    rotation = configured.parent / "rotate"
    wheel.run("-c", str(configured), "init", "--cron", "--logrotate", str(rotation), cwd=Path("/"))
    (configured.parent / "data" / "cron.log").write_text("something was said\n")
    state = str(configured.parent / "state")
    command = [program, "--debug", "--state", state, str(rotation)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"considering log {configured.parent / 'data' / 'cron.log'}" in done.stderr
    assert "error" not in done.stderr
