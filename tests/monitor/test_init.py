"""`init` writes a configuration that loads, and what starts the nights; by flags or by questions."""

from __future__ import annotations

import configparser
import os
import pty
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from platformdirs import user_data_path

from crawler.spiders import names
from monitor.cli import run
from monitor.config import load
from monitor.installing import UNITS, Place, cron_line, units
from monitor.starting import rendered

INIT = [sys.executable, "-m", "monitor"]
BASE = ("--contact", "ops@example.org")


def init(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*INIT, "-c", str(folder / "monitor.toml"), "init", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def made(folder: Path, *arguments: str) -> Path:
    done = init(folder, *BASE, "--data-dir", str(folder / "data"), *arguments)
    assert done.returncode == 0, done.stderr
    return folder / "monitor.toml"


def unit(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's keys have case
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


def on_calendar(timer: str) -> list[str]:
    return [line.partition("=")[2] for line in timer.splitlines() if line.startswith("OnCalendar")]


def test_the_configuration_is_private_loads_and_says_what_comes_next(tmp_path: Path) -> None:
    done = init(tmp_path, *BASE, "--data-dir", "data", "--smtp-host", "mail.example.org")
    assert done.returncode == 0, done.stderr
    file = tmp_path / "monitor.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load(file).mail.host == "mail.example.org"
    assert load(file).data_dir.is_dir()
    for step in ("config check", "recipients add", "nightly", "30 2 * * *"):
        assert step in done.stdout


def test_a_configuration_that_is_there_stays(tmp_path: Path) -> None:
    file = made(tmp_path)
    before = file.read_bytes()
    again = init(tmp_path, "--contact", "other@example.org")
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert file.read_bytes() == before
    assert init(tmp_path, "--contact", "other@example.org", "--force").returncode == 0
    assert load(file).contact == "other@example.org"


def test_units_are_written_beside_a_configuration_that_is_there(tmp_path: Path) -> None:
    file = made(tmp_path)
    before = file.read_bytes()
    done = init(tmp_path, "--systemd", str(tmp_path / "units"), "--user", "watcher")
    assert done.returncode == 0, done.stderr
    assert file.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "units").iterdir()) == sorted(UNITS)
    assert "systemctl enable --now iom-monitor.timer" in done.stdout
    assert "chown -R watcher:" in done.stdout
    service = unit((tmp_path / "units" / "iom-monitor.service").read_text("utf-8"))["Service"]
    assert service["ExecStart"].endswith(f"-c {file} nightly")
    assert service["User"] == "watcher"
    assert service["ReadWritePaths"] == str(tmp_path / "data")
    hardened = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "PrivateTmp": "yes"}
    assert hardened.items() <= service.items()


def test_units_that_are_there_are_not_replaced_unless_told(tmp_path: Path) -> None:
    made(tmp_path, "--systemd", str(tmp_path / "units"))
    assert init(tmp_path, "--systemd", str(tmp_path / "units")).returncode == 2
    again = init(tmp_path, *BASE, "--systemd", str(tmp_path / "units"), "--force")
    assert again.returncode == 0, again.stderr


def test_every_unit_has_its_part_and_the_timer_the_time_zone(tmp_path: Path) -> None:
    file = made(tmp_path, "--timezone", "Europe/Zurich")
    texts = {name: unit(text) for name, text in units(Place(load(file), file)).items()}
    assert texts["iom-monitor.service"]["Service"]["Type"] == "oneshot"
    assert texts["iom-monitor.service"]["Service"]["SuccessExitStatus"] == "3 4"
    timer = texts["iom-monitor.timer"]["Timer"]
    assert timer["OnCalendar"] == "*-*-* 02:30:00 Europe/Zurich"
    assert timer["Persistent"] == "true"
    for name, word in (("schedule", "schedule"), ("serve", "serve")):
        service = texts[f"iom-monitor-{name}.service"]
        assert service["Service"]["ExecStart"].endswith(f" {word}")
        assert service["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize(
    ("at", "cron", "timer"),
    [
        ("04:05", "5 4 * * *", ["*-*-* 04:05:00 Asia/Shanghai"]),
        ("0 22 * * 7", "0 22 * * 7", ["Sun *-*-* 22:00:00 Asia/Shanghai"]),
        ("@daily", "@daily", ["*-*-* 00:00:00 Asia/Shanghai"]),
    ],
)
def test_the_nights_begin_when_init_was_told(
    tmp_path: Path, at: str, cron: str, timer: list[str]
) -> None:
    file = made(tmp_path, "--at", at)
    assert load(file).schedule.nightly == cron
    place = Place(load(file), file)
    assert cron_line(place).startswith(f"{cron}  /")
    assert on_calendar(units(place)["iom-monitor.timer"]) == timer


def test_the_timer_follows_the_configuration(tmp_path: Path) -> None:
    file = made(tmp_path)
    text = file.read_text("utf-8").replace('"30 2 * * *"', '"15 1,13 1 * Mon-Fri"')
    file.write_text(text, "utf-8")
    assert on_calendar(units(Place(load(file), file))["iom-monitor.timer"]) == [
        "Mon,Tue,Wed,Thu,Fri *-*-* 01,13:15:00 Asia/Shanghai",
        "*-*-01 01,13:15:00 Asia/Shanghai",
    ]


@pytest.mark.parametrize("at", ["25:00", "0 15 4 * * *"])
def test_what_is_no_time_is_refused_before_anything_is_written(tmp_path: Path, at: str) -> None:
    done = init(tmp_path, *BASE, "--at", at)
    assert done.returncode == 2
    assert f"--at: {at}" in done.stderr
    assert not (tmp_path / "monitor.toml").exists()


def test_data_below_var_lib_becomes_a_state_directory(tmp_path: Path) -> None:
    file = made(tmp_path)
    text = file.read_text("utf-8").replace(str(tmp_path / "data"), "/var/lib/iom-monitor/china")
    file.write_text(text, "utf-8")
    service = unit(units(Place(load(file), file))["iom-monitor.service"])["Service"]
    assert service["StateDirectory"] == "iom-monitor/china"
    assert "ReadWritePaths" not in service


def test_the_units_may_write_to_what_is_wanted_elsewhere(tmp_path: Path) -> None:
    file = made(tmp_path)
    (tmp_path / "numbers").mkdir()
    more = f'[metrics]\ntextfile = "{tmp_path}/numbers/m.prom"\n[bounces]\nmaildir = "{tmp_path}/back"\n'
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    service = units(Place(load(file), file))["iom-monitor.service"]
    wanted = [line for line in service.splitlines() if line.startswith("ReadWritePaths")]
    folders = (str(tmp_path / "data"), f"-{tmp_path}/numbers", f"-{tmp_path}/back")
    assert wanted == [f"ReadWritePaths={folder}" for folder in folders]


def test_a_service_of_another_account_keeps_its_data_where_that_can_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.starting.getpass.getuser", lambda: "admin")
    options: dict[str, object] = dict.fromkeys(
        ("data_dir", "smtp_host", "smtp_port", "sender", "username", "password_file", "operator")
    )
    options |= {
        "contact": "ops@example.org",
        "security": "tls",
        "timezone": "UTC",
        "nightly": "@daily",
    }
    for units_in, user, place in (
        (tmp_path, "watcher", "/var/lib/iom-monitor"),
        (tmp_path, "admin", str(user_data_path("iom-monitor"))),
        (None, "watcher", str(user_data_path("iom-monitor"))),
    ):
        text = rendered(options | {"units": units_in, "user": user})
        assert tomllib.loads(text)["data_dir"] == place


def test_a_night_has_the_time_that_its_sources_may_take_one_after_another(tmp_path: Path) -> None:
    file = made(tmp_path)

    def limit() -> str:
        return unit(units(Place(load(file), file))["iom-monitor.service"])["Service"][
            "TimeoutStartSec"
        ]

    # Sources of two hours each share hosts at worst; an hour more for deciding and mail.
    assert limit() == f"{2 * len(names()) + 1}h"
    file.write_text(
        file.read_text("utf-8").replace("[crawl]", "[crawl]\nsource_minutes = 300"), "utf-8"
    )
    assert limit() == f"{5 * len(names()) + 1}h"


def test_signs_that_mean_something_to_systemd_and_cron_are_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "50% of $HOME"
    folder.mkdir()
    file = made(folder)
    place = Place(load(file), file)
    service = unit(units(place)["iom-monitor.service"])["Service"]
    assert f'-c "{tmp_path}/50%% of $$HOME/monitor.toml"' in service["ExecStart"]
    assert service["ReadWritePaths"] == f'"{tmp_path}/50%% of $HOME/data"'
    assert f"-c '{tmp_path}/50\\% of $HOME/monitor.toml' nightly" in cron_line(place)


def test_the_cron_line_stands_alone_on_standard_output(tmp_path: Path) -> None:
    file = made(tmp_path)
    done = init(tmp_path, "--cron")
    (line,) = done.stdout.splitlines()
    assert "this machine's clock" in done.stderr
    assert line.startswith("30 2 * * *  /")
    assert line.endswith(f"-c {file} nightly")


def test_logrotate_is_for_what_cron_prints_only(tmp_path: Path) -> None:
    made(tmp_path)
    done = init(tmp_path, "--cron", "--logrotate", str(tmp_path / "rotate"))
    assert done.stdout.rstrip().endswith(f">>{tmp_path / 'data' / 'cron.log'} 2>&1")
    text = (tmp_path / "rotate").read_text("utf-8")
    assert f"\n{tmp_path / 'data' / 'cron.log'} {{\n" in text
    assert "leave it out of logrotate" in text


def test_check_looks_at_smtp_and_says_how_to_mend_it(tmp_path: Path) -> None:
    file = made(tmp_path, "--smtp-host", "127.0.0.1", "--smtp-port", "9")
    off = "".join(f"[sources.{name}]\nenabled = false\n" for name in names())
    file.write_text(file.read_text("utf-8") + off, "utf-8")
    done = init(tmp_path, "--check")
    assert done.returncode == 4
    assert "smtp: 127.0.0.1:9" in done.stdout
    assert "check mail.host" in done.stdout


def asked(tmp_path: Path, typed: bytes, *arguments: str) -> tuple[int, bytes]:
    """Return the exit code and what a person at a terminal saw, who typed this."""
    master, slave = pty.openpty()
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    command = [*INIT, "init", "--file", str(tmp_path / "monitor.toml"), *arguments]
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment
    ) as program:
        os.close(slave)
        os.write(master, typed)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # the other side of a terminal that has closed
            pass
        code = program.wait(60)
    os.close(master)
    return code, shown


def test_on_a_terminal_it_asks_for_what_was_not_given(tmp_path: Path) -> None:
    # Contact, then Enter for each default and No to what is offered.
    typed = b"ops@example.org\n\n\n" + b"n\n" * 4
    code, shown = asked(tmp_path, typed, "--smtp-host", "localhost")
    assert code == 0, shown
    assert b"Address that site owners can write to" in shown
    assert b"Look at SMTP and sources now?" in shown
    assert load(tmp_path / "monitor.toml").mail.sender == "ops@example.org"


def test_an_answer_that_is_of_no_use_is_asked_for_again(tmp_path: Path) -> None:
    # A wrong contact, then the right one; a wrong server, then Enter; Enter for the addresses.
    typed = b"office\nops@example.org\nmail example org\n\n\n\n" + b"n\n" * 4
    code, shown = asked(tmp_path, typed)
    assert code == 0, shown
    assert b"'office': is no mail address such as ops@example.org" in shown
    assert shown.count(b"Address that site owners can write to") == 2
    assert b"'mail example org': is no host name" in shown
    config = load(tmp_path / "monitor.toml")
    assert (config.contact, config.mail.host) == ("ops@example.org", "localhost")


def test_a_path_of_the_command_line_is_meant_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    login = ["--username", "m", "--password-file", "secret", "--data-dir", "data"]
    given = ["init", "--file", "../there/monitor.toml", "--contact", "a@b.example", *login]
    assert run(given) == 0
    config = load(tmp_path / "there" / "monitor.toml")
    assert config.mail.password_file == tmp_path / "here" / "secret"
    assert config.data_dir == tmp_path / "here" / "data"
