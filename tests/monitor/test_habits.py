"""Habits of a good command: completion, colours, progress and pipes where they belong."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli import COMMANDS
from monitor.demo.replica import Replica
from tests.monitor.place import Place

ESCAPE = b"\x1b["


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


def on_a_terminal(command: list[str], **environment: str) -> tuple[int, bytes]:
    """Return exit code and everything shown by a command that believes to be on a terminal."""
    master, slave = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "CI"}}
    values = {**clean, "TERM": "xterm-256color", "COLUMNS": "120", **environment}
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=values) as running:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # the other side of a terminal that has closed
            pass
        code = running.wait(60)
    os.close(master)
    return code, shown


@pytest.mark.parametrize(
    ("shell", "says"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef iom-monitor"), ("fish", "complete --no-files")],
)  # fmt: skip
def test_completion_prints_a_script_for_each_shell(shell: str, says: str) -> None:
    environment = {**os.environ, "_IOM_MONITOR_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-m", "monitor"], env=environment, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert says in done.stdout


def test_completion_knows_every_command() -> None:
    environment = {
        **os.environ, "_IOM_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": "iom-monitor ", "COMP_CWORD": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "monitor"], env=environment, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert {line.partition(",")[2] for line in done.stdout.split()} >= set(COMMANDS)


def test_progress_and_colours_are_shown_on_a_terminal(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    code, shown = on_a_terminal(place.command("nightly", "--source", "iom_news"))
    assert code == 0, shown
    assert ESCAPE in shown
    assert "━".encode() in shown
    assert b"iom_news" in shown


def test_no_color_means_no_colour(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    assert place.run("nightly", "--source", "iom_news").returncode == 0
    _, coloured = on_a_terminal(place.command("status"))
    assert b"\x1b[32m" in coloured
    code, plain = on_a_terminal(place.command("status"), NO_COLOR="1")
    assert code == 0
    for colour in (b"\x1b[3", b"\x1b[9", b"\x1b[4"):
        assert colour not in plain


def test_nothing_moves_or_shines_where_no_terminal_is(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    for command in (("nightly", "--dry-run"), ("nightly",), ("status",), ("doctor", "--offline")):
        done = place.run(*command)
        assert "\x1b" not in done.stdout + done.stderr
        assert "━━" not in done.stderr


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    place = Place(tmp_path)
    many = 'for i in $(seq 20); do "$@" || exit $?; done | head -1; exit ${PIPESTATUS[0]}'
    command = ["bash", "-c", many, "many", *place.command("config", "schema")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
