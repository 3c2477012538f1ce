"""Each published exit code, produced through the command line, and nothing lost meanwhile."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from monitor.cli import run
from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from monitor.lock import one_night, only_one
from storage.store import Store
from tests.monitor.place import Place, first_night, swap_pages


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


def items(place: Place) -> int:
    done = place.run("export")
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines())


def saved(folder: Path, name: str, content: bytes) -> str:
    file = folder / name
    file.write_bytes(content)
    return str(file)


@contextmanager
def heard(number: signal.Signals) -> Iterator[None]:
    """Let processes started here hear a signal that these tests' own (under nohup) ignores."""
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


STORY = """<html><head><title>IOM China trains border officers</title></head><body>
<h1>IOM China trains border officers</h1>
<p>Beijing – The International Organization for Migration (IOM) in China trained forty border officers
in Beijing last week, together with the National Immigration Administration.</p>
<p>The training covered document examination, passenger assessment and the rights of migrants.</p>
</body></html>"""


def test_0_when_a_night_is_well_and_4_when_its_mail_waits(tmp_path: Path, replica: Replica) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica)  # nobody listens at its SMTP port yet
        assert place.run("recipients", "add", "wang@example.org").returncode == 0
        night = place.run("nightly")
        assert night.returncode == 4, night.stderr
        assert place.run("status").returncode == 4
        place.config.write_text(
            place.config.read_text().replace("port = ", f"port = {mailbox.port} #"), "utf-8"
        )
        retried = place.run("outbox", "retry")
        assert retried.returncode == 0, retried.stderr
        assert len(list((tmp_path / "mailbox").iterdir())) == 1
        again = place.run("nightly")
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
        assert len(list((tmp_path / "mailbox").iterdir())) == 1


def test_4_when_mail_was_given_up_and_a_person_may_send_it_again(
    tmp_path: Path, replica: Replica
) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica)  # nobody listens at its SMTP port yet
        assert place.run("recipients", "add", "wang@example.org").returncode == 0
        assert place.run("nightly").returncode == 4
        with closing(sqlite3.connect(place.database)) as connection, connection:
            connection.execute(
                "UPDATE deliveries SET created_at = datetime(created_at, '-6 days'),"
                " next_attempt_at = datetime(next_attempt_at, '-6 days'),"
                " expires_at = datetime(expires_at, '-6 days')"
            )
        place.config.write_text(
            place.config.read_text().replace("port = ", f"port = {mailbox.port} #"), "utf-8"
        )
        night = place.run("nightly", "--json")
        assert (night.returncode, json.loads(night.stdout)["mail"]["expired"]) == (4, 1)
        assert place.run("outbox", "list").stdout == "nothing waits\n"
        retried = place.run("outbox", "retry", "1")
        assert (retried.returncode, retried.stdout) == (0, "1 sent, 0 waiting, 0 held\n")
        assert place.run("outbox", "retry", "1").returncode == 2
        assert place.run("nightly").returncode == 0


def test_2_when_the_command_line_is_wrong(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.run("nigthly").returncode == 2
    assert place.run("parse").returncode == 2
    assert place.run("recipients", "add", "no address").returncode == 2
    assert place.run("digest", "preview", "--recipient", "nobody@example.org").returncode == 2


def test_3_when_a_source_could_not_be_checked(tmp_path: Path, replica: Replica) -> None:
    replica.set_night(4)
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        night = place.run("nightly")
        assert night.returncode == 3, night.stderr
        assert "china_org_cn" in night.stderr
        assert "503" in night.stderr
        assert place.run("status").returncode == 3


def test_65_when_the_database_is_no_database(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.database.parent.mkdir()
    place.database.write_bytes(b"this is not a database" * 200)
    done = place.run("status")
    assert done.returncode == 65
    assert "monitor.sqlite" in done.stderr
    assert place.database.read_bytes().startswith(b"this is not a database")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t ", "is empty"),
        ("large.html", b"<p>" + b"x" * (40 * 2**20), "is more than 10 MB"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, ""),
    ],
)
def test_66_when_an_input_cannot_be_read_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    place = Place(tmp_path)
    bad = saved(tmp_path, name, content)
    good = saved(tmp_path, "good.html", STORY.encode())
    done = place.run("parse", "--json", bad, good)
    assert done.returncode == 66
    assert name in done.stderr
    assert says in done.stderr
    assert len(done.stdout.splitlines()) == 1
    imported = place.run("import", bad, good)
    assert imported.returncode == 66
    assert items(place) == 1


def test_66_when_a_file_is_missing(tmp_path: Path) -> None:
    done = Place(tmp_path).run("parse", "--json", str(tmp_path / "absent.html"))
    assert done.returncode == 66
    assert "absent.html" in done.stderr


def test_66_when_a_page_to_import_is_a_login_form(tmp_path: Path) -> None:
    place = Place(tmp_path)
    form = b"""<html><title>Log in</title><form action="/user/login"><label>Username</label>
    <input name=name><label>Password</label><input type=password><button>Log in</button></form>"""
    done = place.run("import", saved(tmp_path, "login.html", form))
    assert done.returncode == 66
    assert "not understood" in done.stderr
    assert items(place) == 0


def test_a_page_in_gbk_is_read_as_it_was_meant(tmp_path: Path) -> None:
    page = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
    <title>国际移民组织驻华代表处举办培训班</title></head><body><h1>国际移民组织驻华代表处举办培训班</h1>
    <p>国际移民组织驻华代表处上周在北京举办了为期三天的移民管理培训班，来自各省的四十名学员参加了培训。</p>
    <p>培训内容包括证件鉴别、旅客评估以及移民权利保护，学员们对课程给予了很高的评价。</p></body></html>"""
    done = Place(tmp_path).run("parse", "--json", saved(tmp_path, "gbk.html", page.encode("gbk")))
    assert done.returncode == 0, done.stderr
    assert '"title": "国际移民组织驻华代表处举办培训班"' in done.stdout
    assert "来自各省的四十名学员" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this platform")
def test_74_when_the_disk_is_full(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    (tmp_path / "data").mkdir()
    limit = ["bash", "-c", 'ulimit -f 64; exec "$@"', "limited", *place.command("nightly")]
    done = subprocess.run(limit, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 74, done.stderr
    # With room again, the next night goes on from what was stored.
    assert place.run("nightly").returncode in {0, 4}


def test_65_when_a_row_is_not_what_was_written_and_1_when_the_database_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def misread(*_: object) -> object:
        raise TypeError("unsupported format string passed to NoneType.__format__")

    place = Place(tmp_path)
    Store.open(place.database).close()
    monkeypatch.setattr("storage.recipients.Recipients.all", misread)
    command = ["-c", str(place.config), "recipients", "list"]
    with pytest.raises(TypeError):
        run(command)
    swap_pages(place.database)
    assert run(command) == 65
    assert f"database: {place.database}: is damaged: " in capsys.readouterr().err


def test_75_when_another_process_is_at_work(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with one_night(tmp_path / "data" / "monitor.lock"):
        for words in (["nightly"], ["outbox", "retry"], ["recipients", "add", "wang@example.org"]):
            done = place.run(*words)
            assert done.returncode == 75
            assert "monitor.lock" in done.stderr


def test_0_when_a_night_had_to_wait_for_a_moment(tmp_path: Path, replica: Replica) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        with only_one(tmp_path / "data" / "monitor.lock"):
            night = subprocess.Popen(place.command("nightly"), stderr=subprocess.PIPE)
            time.sleep(6)
            assert night.poll() is None
        _, said = night.communicate(timeout=120)
    assert (night.returncode, said) == (0, b"")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('contact = "a@b.c"\n[mial]\nhost = "x"\n', "mial: no such key; did you mean mail?"),
        ('contact = "a@b.c"\n[mail]\nport = "smtp"\n', "mail.port"),
        ('contact = "a@b.c"\n[mail]\nusername = "me"\n', "secret"),
        (
            'contact = "a@b.c"\n[sources.iom_nws]\nenabled = true\n',
            "did you mean sources.iom_news?",
        ),
        ("", "contact: is missing"),
        ("contact = \n", "line 1"),
    ],
)
def test_78_when_the_configuration_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    place = Place(tmp_path)
    place.config.write_text(text)
    done = place.run("nightly")
    assert done.returncode == 78
    assert says in done.stderr


def test_78_when_a_secret_file_is_missing_before_anything_is_fetched(
    tmp_path: Path, replica: Replica
) -> None:
    place = Place(tmp_path, replica)
    secret = '[mail]\nusername = "me"\npassword_file = "/nonexistent/secret"'
    place.config.write_text(place.config.read_text().replace("[mail]", secret))
    done = place.run("nightly")
    assert done.returncode == 78
    assert "mail.password_file: /nonexistent/secret" in done.stderr
    assert not replica.asked


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)]
)
def test_130_and_143_when_stopped_and_the_next_night_goes_on(
    tmp_path: Path, replica: Replica, number: signal.Signals, code: int
) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        place.config.write_text(place.config.read_text().replace("delay = 0.0", "delay = 0.5"))
        with (
            heard(number),
            subprocess.Popen(place.command("nightly"), stderr=subprocess.PIPE) as night,
        ):
            until = time.monotonic() + 60
            while len(replica.asked) < 6 and time.monotonic() < until:
                time.sleep(0.05)
            night.send_signal(number)
            assert night.wait(60) == code
        stopped = place.run("status")
        assert f"exit {code}: " in stopped.stdout
        assert "the night was cut off" in stopped.stdout
        assert stopped.returncode == 3
        place.config.write_text(place.config.read_text().replace("delay = 0.5", "delay = 0.0"))
        assert place.run("nightly").returncode == 0
        assert place.run("db", "check").returncode == 0
    text = (place.folder / "data" / "logs" / "monitor.log").read_text("utf-8")
    said = [json.loads(line) for line in text.splitlines()]
    (why,) = [line["error"] for line in said if line["event"] == "run.stopped"]
    assert why == {130: "interrupted from the keyboard", 143: "told to stop"}[code]
    # What is told of a night that was cut off is counted where that is decided.
    assert {line["changes"] for line in said if line["event"] == "source.caught-up"} == {0}


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_65_when_the_database_is_not_there_any_more_and_none_is_made_without_its_readers(
    tmp_path: Path, how: str
) -> None:
    place = first_night(tmp_path, ["wang@example.org"])
    backup = tmp_path / "backup.sqlite"
    assert place.run("backup", str(backup)).returncode == 0
    for file in place.database.parent.glob("monitor.sqlite*"):
        file.unlink()
    if how == "empty":
        place.database.touch()
    archive = place.folder / "data" / "archive"
    commands = ("nightly", "status", "recipients list", "recipients add x@example.org")
    for command in (*commands, "replay --rebuild new.sqlite"):
        done = place.run(*command.split())
        assert done.returncode == 65, (command, done.stderr)
        assert f"monitor.sqlite: is {how}, but {archive} tells of nights" in done.stderr
        assert done.stderr.count("\n") == 1
    doctor = place.run("doctor", "--offline")
    assert (doctor.returncode, f"is {how}, but" in " ".join(doctor.stdout.split())) == (65, True)
    assert not place.database.exists() or not place.database.stat().st_size
    away = archive.rename(archive.with_name("archive.old"))  # to begin anew
    assert "wang@example.org" not in place.run("recipients", "list").stdout
    away.rename(archive)
    restored = place.run("restore", "--yes", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert "wang@example.org" in place.run("recipients", "list").stdout
    assert place.run("doctor", "--offline").returncode == 0


def test_numbers_that_cannot_be_written_fail_no_night(tmp_path: Path, replica: Replica) -> None:
    with Mailbox(tmp_path / "mail") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        (tmp_path / "numbers").mkdir()
        text = '[metrics]\ntextfile = "numbers/m.prom"\n'
        place.config.write_text(place.config.read_text().replace("[mail]", f"{text}[mail]"))
        (tmp_path / "numbers" / "m.prom").mkdir()  # a folder is no file, not even for root
        done = place.run("nightly")
    assert done.returncode == 0, done.stderr
    assert "metrics.unwritten" in done.stderr


def test_the_environment_of_cron_is_enough(tmp_path: Path, replica: Replica) -> None:
    with Mailbox(tmp_path / "mailbox") as mailbox:
        place = Place(tmp_path, replica, mailbox.port)
        bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SHELL": "/bin/sh"}
        kept = {key: os.environ[key] for key in ("VIRTUAL_ENV", "PYTHONPATH") if key in os.environ}
        done = subprocess.run(
            place.command("nightly"), env=bare | kept, capture_output=True, text=True,
            check=False, timeout=120, cwd="/",
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
