"""Secrets are used and never shown."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from crawler.spiders import names
from tests.monitor.place import Place

SECRET = "correct-horse-battery-staple"
ELSEWHERE = {"IOM_MONITOR_MAIL__PASSWORD": SECRET}


def with_login(folder: Path, line: str) -> Place:
    place = Place(folder)
    mail = f'[mail]\nhost = "127.0.0.1"\nport = 9\nusername = "me"\n{line}\n'
    place.config.write_text(place.config.read_text() + mail, encoding="utf-8")
    return place


def everything_said(
    place: Place, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        place.command("--verbose", *arguments), env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_config_show_masks_a_password_wherever_it_came_from(tmp_path: Path) -> None:
    place = with_login(tmp_path, f'password = "{SECRET}"')
    done = everything_said(place, "config", "show")
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert set(json.loads(done.stdout)["mail"]["password"]) == {"*"}
    other = with_login(tmp_path, "")
    done = everything_said(other, "config", "show", **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_config_show_names_the_file_and_not_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(SECRET)
    file.chmod(0o600)
    done = everything_said(with_login(tmp_path, f'password_file = "{file}"'), "config", "show")
    assert json.loads(done.stdout)["mail"]["password_file"] == str(file)
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("wrong", ['port = "smtp"', "colour = 1", 'security = "plain"'])
def test_a_complaint_about_the_configuration_does_not_tell_the_password(
    tmp_path: Path, wrong: str
) -> None:
    place = Place(tmp_path)
    mail = f'[mail]\nusername = "me"\npassword = "{SECRET}"\n{wrong}\n'
    place.config.write_text(place.config.read_text() + mail, encoding="utf-8")
    done = everything_said(place, "config", "check")
    assert done.returncode == 78
    assert SECRET not in done.stdout + done.stderr


def test_neither_doctor_nor_log_tell_the_password(tmp_path: Path) -> None:
    place = with_login(tmp_path, f'password = "{SECRET}"')
    off = "".join(f"[sources.{name}]\nenabled = false\n" for name in names())
    place.config.write_text(place.config.read_text() + off, encoding="utf-8")
    place.config.chmod(0o600)
    doctor = everything_said(place, "doctor")
    assert "smtp" in doctor.stdout
    assert everything_said(place, "recipients", "add", "a@example.org").returncode == 0
    night = everything_said(place, "nightly")
    log = (tmp_path / "data" / "logs" / "monitor.log").read_text("utf-8")
    for said in (doctor.stdout, doctor.stderr, night.stdout, night.stderr, log):
        assert SECRET not in said


@pytest.mark.parametrize(
    ("line", "mode", "warned"),
    [
        (f'password = "{SECRET}"', 0o644, True),
        (f'password = "{SECRET}"', 0o600, False),
        ('oauth2_token_file = "/nonexistent"', 0o644, False),
    ],
)
def test_doctor_warns_of_a_configuration_that_others_may_read_a_secret_in(
    tmp_path: Path, line: str, mode: int, *, warned: bool
) -> None:
    place = with_login(tmp_path, line)
    (tmp_path / "data").mkdir()
    place.config.chmod(mode)
    done = everything_said(place, "doctor", "--offline")
    assert (f"chmod 600 {place.config}" in done.stdout) == warned
