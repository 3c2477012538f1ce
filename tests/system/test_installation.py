"""The wheel in an empty environment outside the checkout does all that the checkout does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor.demo.mailbox import Mailbox, free_port
from monitor.demo.replica import Replica
from tests.monitor.place import replica_settings
from tests.system.installed import Installed, sources

#: Minutes on a slow machine: with the other slow tests.
pytestmark = pytest.mark.system

NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
#: Only needed where catalogues and files are made, or by those who type-check.
_NEED_NOT_BE_IN_IT = (".po", ".pot")


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with Mailbox(tmp_path / "mailbox") as running:
        yield running


def open_folder(wheel: Installed, name: str) -> Path:
    """Return a folder of its own that everybody may use."""
    folder = wheel.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    folder.chmod(0o777)
    return folder


def begin(
    wheel: Installed, folder: Path, replica: Replica, mailbox: Mailbox, who: tuple[str, ...]
) -> Path:
    """Return a configuration that `init` wrote, turned to the replica."""
    file = folder / "monitor.toml"
    done = wheel.run(
        "init", "--file", str(file), "--contact", "ops@example.org",
        "--data-dir", str(folder / "data"), cwd=Path("/"), before=who,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = file.read_text("utf-8")
    head, _, _ = text.partition("\n[mail]\n")
    file.write_text(head + "\n" + replica_settings(replica, mailbox.port), "utf-8")
    return file


def test_the_wheel_holds_every_file_of_the_packages(wheel: Installed) -> None:
    with zipfile.ZipFile(wheel.wheel) as opened:
        inside = {name for name in opened.namelist() if ".dist-info/" not in name}
    wanted = {name for name in sources() if not name.endswith(_NEED_NOT_BE_IN_IT)}
    assert wanted - inside == set()
    assert not [name for name in inside if name.startswith("tests/")]


def test_the_environment_runs_the_wheel_and_not_the_checkout(wheel: Installed) -> None:
    done = wheel.run("--version", cwd=Path("/"))
    assert done.returncode == 0, done.stderr
    (packages,) = (wheel.folder / "env").glob("lib/python*/site-packages")
    assert (packages / "monitor" / "cli.py").is_file()


@pytest.mark.parametrize("who", [("env", "-i"), ("env", "-i", *NOBODY)], ids=["cron", "nobody"])
def test_init_two_nights_and_status_as_cron_starts_them(
    wheel: Installed, replica: Replica, mailbox: Mailbox, who: tuple[str, ...]
) -> None:
    if "setpriv" in who:
        _need_another_user(wheel)
    folder = open_folder(wheel, "as-" + who[-1].strip("-"))
    config = str(begin(wheel, folder, replica, mailbox, who))
    added = wheel.run("-c", config, "recipients", "add", "wang@example.org", "--language", "zh-Hans",
                      cwd=Path("/"), before=who)  # fmt: skip
    assert added.returncode == 0, added.stderr
    for night, at in ((1, "2026-11-01T18:30:00Z"), (3, "2026-11-03T18:30:00Z")):
        replica.set_night(night)
        mailbox.label = str(night)
        done = wheel.run("-c", config, "nightly", "--at", at, cwd=Path("/"), before=who)
        assert done.returncode == 0, done.stderr
        assert done.stdout + done.stderr == ""
        assert len(mailbox.received(str(night), "wang@example.org")) == 1
    shown = wheel.run("-c", config, "status", "--json", cwd=Path("/"), before=who)
    told = json.loads(shown.stdout)
    # The replica's nights lie as far back as its pages: by the real clock the next one is late.
    assert shown.returncode == (3 if told["late"] else 0), shown.stderr
    assert {row["status"] for row in told["sources"]} == {"ok"}
    kept = folder / "data" / "monitor.sqlite"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (kept.stat().st_uid == 65534) == ("setpriv" in who)


def test_the_dashboard_is_served_from_the_wheel(
    wheel: Installed, replica: Replica, mailbox: Mailbox
) -> None:
    folder = open_folder(wheel, "served")
    config = begin(wheel, folder, replica, mailbox, ("env", "-i"))
    port = free_port()
    config.write_text(config.read_text("utf-8") + f'[web]\nlisten = "127.0.0.1:{port}"\n', "utf-8")
    done = wheel.run("-c", str(config), "nightly", "--source", "iom_news", cwd=Path("/"))
    assert done.returncode == 0, done.stderr
    command = ["env", "-i", str(wheel.program), "-c", str(config), "serve"]
    with subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL) as serving:
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
                page = client.get(f"http://127.0.0.1:{port}/", timeout=30)
        finally:
            serving.terminate()
    assert page.status_code == 200
    assert "iom_news" in page.text or "IOM news" in page.text


def test_the_demo_plays_from_the_wheel_alone(wheel: Installed) -> None:
    folder = open_folder(wheel, "demo")
    done = wheel.run("demo", "--folder", "played", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "7" in done.stdout
    assert list((folder / "played" / "digests").glob("*.html"))


def test_cron_and_systemd_are_told_the_installed_program(
    wheel: Installed, replica: Replica, mailbox: Mailbox
) -> None:
    folder = open_folder(wheel, "starters")
    config = str(begin(wheel, folder, replica, mailbox, ("env", "-i")))
    line = wheel.run("-c", config, "init", "--cron", cwd=folder)
    assert line.stdout == f"30 2 * * *  {wheel.program} -c {config} nightly\n"
    done = wheel.run("-c", config, "init", "--systemd", "units", cwd=folder)
    assert done.returncode == 0, done.stderr
    unit = (folder / "units" / "iom-monitor.service").read_text("utf-8")
    assert f"ExecStart={wheel.program} -c {config} nightly\n" in unit


def _need_another_user(wheel: Installed) -> None:
    if os.getuid() != 0:
        pytest.skip("the tests do not run as root: they are an unprivileged user already")
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux) is not installed")
    done = wheel.run("--version", cwd=Path("/"), before=("env", "-i", *NOBODY))
    if done.returncode != 0:
        pytest.skip(f"nobody may not read the dependencies lent to it: {done.stderr[-200:]}")
