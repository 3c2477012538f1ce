"""The documentation names everything there is, and its links lead somewhere."""

from __future__ import annotations

import os
import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

import click
import pytest

from monitor.cli import COMMANDS, cli
from monitor.config_docs import keys, markdown
from monitor.demo.mailbox import free_port
from monitor.exits import Exit
from storage.types import DeliveryState, SourceRunStatus

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OPERATING = (DOCS / "operating.md").read_text(encoding="utf-8")
EVENT = re.compile(
    r"""(?:\b(?:log|logger|write)(?:\.\w+)?\(\s*|"event": )"([a-z]+\.[a-z-]+)["\s]"""
)


def logged_events() -> set[str]:
    found: set[str] = set()
    for package in ("crawler", "storage", "alerts", "monitor"):
        for file in (ROOT / package).rglob("*.py"):
            found.update(EVENT.findall(file.read_text(encoding="utf-8")))
    return found


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if not command.hidden:
            yield f"{prefix}{name}", command
            if isinstance(command, click.Group):
                yield from commands(command, f"{prefix}{name} ")


@pytest.mark.parametrize("key", keys())
def test_every_key_of_the_configuration_is_read_by_somebody(key: str) -> None:
    asked = re.compile(rf"\w\.{key.rpartition('.')[2]}\b")
    files = [
        file
        for package in ("crawler", "alerts", "monitor")
        for file in (ROOT / package).rglob("*.py")
    ]
    readers = [file for file in files if asked.search(file.read_text(encoding="utf-8"))]
    assert [file for file in readers if file.name != "config_sections.py"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_operating(name: str) -> None:
    assert f"| `{name}` |" in OPERATING


@pytest.mark.parametrize(
    ("name", "command"), [pair for pair in commands(cli) if not isinstance(pair[1], click.Group)]
)
def test_every_command_explains_itself_with_an_example(name: str, command: click.Command) -> None:
    text = command.help or ""
    group_help = cli.get_command(click.Context(cli), name.split(maxsplit=1)[0])
    assert text
    assert "Example" in text or "Example" in ((group_help and group_help.help) or "")


@pytest.mark.parametrize("name", [name for name, _ in commands(cli) if " " in name])
def test_every_subcommand_stands_in_operating(name: str) -> None:
    group, _, sub = name.partition(" ")
    line = next(line for line in OPERATING.splitlines() if line.startswith(f"| `{group}` |"))
    assert f"`{sub}`" in line


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_stands_in_operating(code: Exit) -> None:
    assert f"\n| {int(code)} |" in OPERATING


@pytest.mark.parametrize("word", [*get_args(SourceRunStatus), *get_args(DeliveryState)])
def test_every_status_stands_in_operating(word: str) -> None:
    assert f"\n| `{word}` |" in OPERATING


def test_every_log_event_stands_in_operating_and_no_other() -> None:
    section = OPERATING.split("## Log events")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", section, re.MULTILINE))
    assert documented == logged_events()


def test_configuration_page_is_what_the_model_says() -> None:
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("file", [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))], ids=str)
def test_links_between_pages_lead_somewhere(file: Path) -> None:
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (file.parent / target).exists(), f"{file.name} → {target}"


def test_pytest_called_by_its_name_finds_the_tests_as_the_guides_have_it() -> None:
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [Path(sys.executable).parent / "pytest", "-q", "--collect-only", "tests/alerts/test_chaos.py"],
        cwd=ROOT, env=alone, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_mailbox_to_try_mail_with_takes_mail(tmp_path: Path) -> None:
    guide = (DOCS / "mail.md").read_text(encoding="utf-8")
    (arguments,) = re.findall(r"^python (-m aiosmtpd .+)$", guide, re.MULTILINE)
    port = free_port()
    told = arguments.replace("2525", str(port)).replace("./mailbox", str(tmp_path / "mailbox"))
    with subprocess.Popen([sys.executable, *told.split()]) as server:
        deliver_to(port)
        server.terminate()
    (letter,) = (tmp_path / "mailbox" / "new").iterdir()
    assert b"Hello" in letter.read_bytes()


def deliver_to(port: int) -> None:
    for _ in range(100):
        with suppress(ConnectionRefusedError), smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.sendmail("a@b.example", ["c@d.example"], "Subject: Hello\n\nYou")
            return
        time.sleep(0.1)
