"""The nine hops, end to end: seven nights against the replica, read back from the mailbox."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from monitor.cli import cli
from monitor.demo.play import OPERATOR, READERS, Demo, play

WANG, SMITH = READERS
#: Issue 2's table: night → mails to each reader, notices to the operator.
MAILS = {1: 1, 2: 0, 3: 1, 4: 1, 5: 1, 6: 0, 7: 0}
NOTICES = {1: 0, 2: 0, 3: 0, 4: 1, 5: 1, 6: 2, 7: 0}
EXITS = {1: 0, 2: 0, 3: 0, 4: 3, 5: 3, 6: 0, 7: 0}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return play(tmp_path_factory.mktemp("demo") / "demo")


def mail(demo: Demo, night: int, address: str) -> EmailMessage:
    (file,) = (demo.folder / "mailbox").glob(f"{night}-*-{address}.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def log_of(demo: Demo, night: int) -> str:
    return (demo.folder / "data" / "logs" / f"night-{night}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("night", MAILS)
def test_each_reader_gets_what_the_table_says(demo: Demo, night: int) -> None:
    for reader in READERS:
        files = list((demo.folder / "mailbox").glob(f"{night}-*-{reader}.eml"))
        assert len(files) == MAILS[night], log_of(demo, night)


@pytest.mark.parametrize("night", NOTICES)
def test_the_operator_gets_what_the_table_says(demo: Demo, night: int) -> None:
    files = list((demo.folder / "mailbox").glob(f"{night}-*-{OPERATOR}.eml"))
    assert len(files) == NOTICES[night], log_of(demo, night)


def test_each_night_ends_with_its_exit_code(demo: Demo) -> None:
    assert {night.number: night.exit_code for night in demo.nights} == EXITS


def test_the_first_digest_says_now_watching_and_tells_no_news(demo: Demo) -> None:
    english = text(mail(demo, 1, SMITH))
    assert "watching" in english.lower()
    assert "International Organization for Migration" in english or "IOM" in english


def test_the_third_night_tells_the_two_stories_once_each(demo: Demo) -> None:
    english, chinese = text(mail(demo, 3, SMITH)), text(mail(demo, 3, WANG))
    assert "2 new" in str(mail(demo, 3, SMITH)["subject"])
    assert "Also at" in english or "also at" in english
    assert "Completed" in english
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese)


def test_nights_when_all_is_well_print_nothing(demo: Demo) -> None:
    for night in (1, 2, 3, 6, 7):
        assert log_of(demo, night) == ""


def test_every_message_has_its_own_id(demo: Demo) -> None:
    ids = []
    for file in (demo.folder / "mailbox").glob("*.eml"):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        ids.append(str(message["message-id"]))
    assert len(ids) == len(set(ids)) == sum(MAILS.values()) * 2 + sum(NOTICES.values())


def test_all_of_it_is_kept(demo: Demo) -> None:
    data = demo.folder / "data"
    with sqlite3.connect(data / "monitor.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM runs").fetchone() == (7,)
        assert database.execute("SELECT DISTINCT state FROM deliveries").fetchall() == [("sent",)]
    warcs = sorted((data / "archive").rglob("*.warc.gz"))
    assert len(warcs) == 7
    for warc in warcs:
        with warc.open("rb") as stream:
            assert sum(1 for _ in ArchiveIterator(stream)) > 1
    assert len(demo.digests) == sum(MAILS.values()) * 2 + sum(NOTICES.values())
    assert all(Path(digest).stat().st_size < 100_000 for digest in demo.digests)


def test_its_last_line_looks_around_in_what_it_left(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.demo.play.play", lambda *_: demo)
    told = CliRunner().invoke(cli, ["demo", "--folder", str(demo.folder)]).stdout.splitlines()[-1]
    assert told.endswith(" serve")
    command = [*shlex.split(told)[:-1], "search", "移民"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
