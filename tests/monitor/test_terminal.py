"""What people see on a terminal: every letter of it, brackets too, however narrow it is."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import show_night
from monitor.exits import Exit
from monitor.nightly import NightReport
from monitor.session import Session
from monitor.telling import MailReport
from storage.store import Store
from storage.types import MessageDraft, Run, SourceRun
from tests.monitor.place import Place

NOW = datetime(2026, 11, 1, 18, 30, tzinfo=UTC)
#: Mark-up to Rich, which would colour it, swallow it, or fail.
BRACKETS = "[/b] 550 [red]no[/red]"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    with Store.open(place.database) as store:
        draft = MessageDraft("<a@b.example>", "wang.xiaoming@readers.example.org", BRACKETS, b"x")
        store.outbox.enqueue([draft], NOW, timedelta(days=5))
    added = place.run(
        "recipients", "add", "wang.xiaoming@readers.example.org", "--name", BRACKETS, "--language", "en"
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    return place


def shown(place: Place, *arguments: str, columns: int) -> str:
    done = subprocess.run(
        ["env", f"COLUMNS={columns}", *place.command(*arguments)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in {0, 4}, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", [("recipients", "list"), ("outbox", "list")], ids=" ".join)
def test_no_letter_is_lost(place: Place, command: tuple[str, ...]) -> None:
    assert BRACKETS in shown(place, *command, columns=200)
    narrow = shown(place, *command, columns=60)
    assert "…" not in narrow
    for wanted in ("wang.xiaoming@readers.example.org", BRACKETS):
        assert set(wanted) <= set(narrow)


@pytest.mark.parametrize("command", [("recipients", "list"), ("outbox", "list")], ids=" ".join)
def test_where_no_terminal_is_a_row_is_one_line_for_grep(
    place: Place, command: tuple[str, ...]
) -> None:
    done = subprocess.run(
        ["env", "-u", "COLUMNS", *place.command(*command)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (row,) = [one for one in done.stdout.splitlines() if "wang.xiaoming@readers.example.org" in one]
    assert BRACKETS in row


def test_a_held_message_has_no_next_attempt(place: Place) -> None:
    queued = shown(place, "outbox", "list", columns=200)
    with Store.open(place.database) as store:
        store.outbox.hold(store.outbox.all()[0].id, "550 no such user")
    held = shown(place, "outbox", "list", columns=200)
    assert ("11-01 18:30Z" in queued, "11-01 18:30Z" in held) == (True, False)


def test_where_no_terminal_is_a_panel_is_as_wide_as_a_page(place: Place, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("IOM China trains 30 officers in Beijing. " * 5)
    done = subprocess.run(
        ["env", "-u", "COLUMNS", *place.command("split", str(tmp_path / "page.txt"))],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert max(map(len, done.stdout.splitlines())) == 80


def test_a_reason_with_brackets_does_not_end_a_night_with_a_traceback() -> None:
    run = SourceRun(1, 1, "iom_news", "news", NOW, closed_at=NOW, status="failed", reason=BRACKETS)
    night = NightReport(Run(1, "x", NOW), (run,), (), MailReport(), Exit.SOURCES)
    out = Session().out
    with out.capture() as captured:
        out.print(show_night.table(night))
    assert "[/b]" in captured.get()


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_status_fits_a_narrow_terminal(place: Place, columns: int) -> None:
    lines = shown(place, "status", columns=columns).splitlines()
    assert "iom_projects   never run" in "\n".join(lines)
    assert not any("…" in line for line in lines)
    # One line each, for grep: the terminal itself folds what is longer.
    assert [line.split()[0] for line in lines if line and line[0].isalpha()] == [
        "last", "next", "outbox", "disk",
    ]  # fmt: skip
