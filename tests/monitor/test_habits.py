"""Habits of a good command: completion, colours, progress and pipes where they belong."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli import COMMANDS
from monitor.demo.replica import Replica
from storage.store import Store
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


def test_completion_knows_every_source_that_is_configured(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.config.open("a") as file:
        file.write('[[watch]]\nname = "iom_blog"\nstart = ["https://blog.example.org/"]\n')
    for words in ("check iom", "nightly --source iom", "log --source iom"):
        line = f"iom-monitor -c {place.config} {words}"
        environment = {
            **os.environ,
            "_IOM_MONITOR_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - 1),
        }
        done = subprocess.run(
            [sys.executable, "-m", "monitor"], env=environment, capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip
        found = {name.partition(",")[2] for name in done.stdout.split()}
        assert found == {"iom_news", "iom_projects", "iom_blog"}, words


@pytest.mark.parametrize(
    "words", ["init --systemd", "init --data-dir", "check iom_news --save", "demo --folder"]
)
def test_completion_offers_folders_where_a_folder_is_meant(words: str) -> None:
    line = f"iom-monitor {words} "
    environment = {
        **os.environ,
        "_IOM_MONITOR_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split())),
    }
    done = subprocess.run(
        [sys.executable, "-m", "monitor"], env=environment, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == "dir,\n", done.stderr


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


def test_a_question_that_nobody_can_answer_is_a_wrong_command_line(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.run("recipients", "add", "wang@example.org").returncode == 0
    done = subprocess.run(
        place.command("recipients", "forget", "wang@example.org"),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nobody is there to answer" in done.stderr
    assert "wang@example.org" in place.run("recipients", "list").stdout


def test_a_word_that_is_no_text_is_a_wrong_command_line(tmp_path: Path) -> None:
    place = Place(tmp_path)
    command = [os.fsencode(word) for word in place.command("why")]
    done = subprocess.run(
        [*command, b"\xd2\xc6\xc3\xf1"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.startswith("iom-monitor: argument: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "status --json",
        "metrics",
        "recipients list",
        "export",
        "db check",
        "recipients import people.csv --dry-run",
    ],
)
def test_who_only_looks_before_the_first_night_makes_nothing(tmp_path: Path, command: str) -> None:
    """Root, who looks first, would own what the nights' account could not write to."""
    place = Place(tmp_path)
    people = tmp_path / "people.csv"
    people.write_text("address\nwang@example.org\n")
    done = place.run(*command.replace("people.csv", str(people)).split())
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root may give up its rights"
)
@pytest.mark.parametrize(
    "command", [["nightly"], ["recipients", "add", "li@example.org"], ["status"]]
)
@pytest.mark.parametrize("mode", [0, 0o700], ids=["folder", "database"])
def test_what_is_somebody_elses_is_named(
    tmp_path: Path, replica: Replica, command: list[str], mode: int
) -> None:
    place = Place(tmp_path, replica)
    Store.open(place.database).close()
    (tmp_path / "data").chmod(mode)
    if mode:
        os.chown(place.folder / "data" / "monitor.sqlite", 65534, 65534)
    # Root may write anywhere; without these rights it is an account like others.
    humble = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"]
    done = subprocess.run(
        [*humble, *place.command(*command)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (tmp_path / "data").chmod(0o700)
    assert done.returncode == 74
    assert f"{tmp_path}/data" in done.stderr
    assert "Permission denied" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root may give up its rights"
)
@pytest.mark.parametrize("made", [True, False], ids=["there", "to be made"])
def test_the_doctor_goes_on_where_the_data_folder_is_closed(tmp_path: Path, *, made: bool) -> None:
    place = Place(tmp_path)
    folder = tmp_path / "data"
    if made:
        folder.mkdir(mode=0)
    tmp_path.chmod(0o555)
    humble = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    done = subprocess.run(
        [*humble, *place.command("doctor", "--offline")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    tmp_path.chmod(0o700)
    assert (done.returncode, done.stderr) == (74, "")
    first, *_, zone, end = done.stdout.splitlines()
    which = "" if made else f"can't be made: {tmp_path} "
    assert first.startswith(f"✗ data folder: {folder}: {which}is not writable: chown it to uid 0")
    assert zone.startswith("✓ time zone")
    assert end.endswith(
        "a night now would end with 74: the disk is full or fails, or refuses a file"
    )


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root may give up its rights"
)
@pytest.mark.parametrize("deeper", ["", "/a/b"], ids=["closed", "below a closed one"])
@pytest.mark.parametrize(("command", "code"), [("config check", 78), ("doctor --offline", 74)])
def test_a_data_folder_that_nobody_may_write_to_is_named(
    tmp_path: Path, command: str, code: int, deeper: str
) -> None:
    place = Place(tmp_path)
    folder = tmp_path / f"data{deeper}"
    folder.mkdir(parents=True)
    text = place.config.read_text(encoding="utf-8").replace('"data"', f'"data{deeper}"')
    place.config.write_text(text, encoding="utf-8")
    (tmp_path / "data").chmod(0)
    humble = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    done = subprocess.run(
        [*humble, *place.command(*command.split())],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (tmp_path / "data").chmod(0o700)
    which = f"can't be made: {tmp_path}/data " if deeper else ""
    said = f"{folder}: {which}is not writable: chown it to uid 0, or mount it for writing"
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root may give up its rights"
)
def test_a_configuration_that_may_not_be_read_is_a_wrong_one(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.config.chmod(0)
    humble = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    done = subprocess.run(
        [*humble, *place.command("status")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    said = f"iom-monitor: configuration: {place.config}: Permission denied\n"
    assert (done.returncode, done.stderr) == (78, said)


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        (b'contact = "a@b.c"\ncontact = "d@e.f"\n', "The same key stands twice (at line 2, column 18)"),
        (b'contact = "\xff"\n', "byte 11: is no UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_said_where(tmp_path: Path, written: bytes, cause: str) -> None:
    place = Place(tmp_path)
    place.config.write_bytes(written)
    done = place.run("config", "check")
    said = f"iom-monitor: configuration: {place.config}: {cause}\n"
    assert (done.returncode, done.stderr) == (78, said)


@pytest.mark.parametrize("agent", ["{nope}", "{0}", "{", "a\\nb", "中文", " "])
def test_a_user_agent_that_cannot_be_sent_is_named_before_the_night(
    tmp_path: Path, agent: str
) -> None:
    place = Place(tmp_path)
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(f'{text}[crawl]\nuser_agent = "{agent}"\n', encoding="utf-8")
    done = place.run("config", "check")
    assert done.returncode == 78
    assert "crawl.user_agent: " in done.stderr


@pytest.mark.parametrize("key", ["delay", "timeout", "max_megabytes", "source_minutes"])
def test_a_number_without_end_is_refused(tmp_path: Path, key: str) -> None:
    place = Place(tmp_path)
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(f"{text}[crawl]\n{key} = inf\n", encoding="utf-8")
    done = place.run("config", "check")
    assert done.returncode == 78
    assert f"crawl.{key}: " in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["recipients list", "config schema"])
def test_a_stream_that_the_caller_closed_is_no_fault(
    tmp_path: Path, command: str, closed: str
) -> None:
    place = Place(tmp_path)
    done = subprocess.run(
        ["bash", "-c", f'"$@" {closed}', "closed", *place.command(*command.split())],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_retry_with_nothing_to_do_is_silent_where_nobody_looks_on(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for more in ((), ("--due",)):
        done = place.run("outbox", "retry", *more)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    code, shown = on_a_terminal(place.command("outbox", "retry"))
    assert (code, b"nothing waits" in shown) == (0, True)


def test_a_reader_of_the_log_that_leaves_early_is_no_fault_either(tmp_path: Path) -> None:
    place = Place(tmp_path)
    log = tmp_path / "data" / "logs" / "monitor.log"
    log.parent.mkdir(parents=True)
    line = '{"event": "page.fetched", "level": "info", "timestamp": "2026-11-02T18:00:00Z"}\n'
    log.write_text(line * 5000, encoding="utf-8")
    command = ["bash", "-c", '"$@" | head -1; exit ${PIPESTATUS[0]}', "log", *place.command("log", "all")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_the_program_is_still_loading_ends_it_without_a_traceback(
    number: signal.Signals, code: int
) -> None:
    # The first import of `start` stands for all the others: it never ends.
    script = (
        "import sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'monitor.cli':\n"
        "            print('loading', flush=True); time.sleep(60)\n"
        "from monitor.start import main\n"
        "sys.meta_path.insert(0, Slow())\n"
        "main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "loading\n"
        running.send_signal(number)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == code
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["recipients list", "doctor --offline", "split page.txt"])
@pytest.mark.parametrize("locale", ["ascii", "gbk"])
def test_letters_that_the_terminal_has_not_are_shown_as_numbers(
    tmp_path: Path, command: str, locale: str
) -> None:
    place = Place(tmp_path)
    assert (
        place.run("recipients", "add", "wang@example.org", "--name", "émigré 移民").returncode == 0
    )
    (tmp_path / "page.txt").write_text("“移民” means migration\u2003– émigré", encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": locale}
    done = subprocess.run(
        place.command(*command.split()), env=environment, cwd=tmp_path, capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    shown = done.stdout.decode(locale)
    if locale == "ascii" and "page" in command:
        assert "\\u79fb\\u6c11" in shown
    if locale == "gbk" and "list" in command:
        assert "移民" in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this platform")
@pytest.mark.parametrize("command", ["--help", "recipients list", "config schema", "metrics"])
def test_output_that_finds_no_room_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    place = Place(tmp_path)
    done = subprocess.run(
        ["bash", "-c", '"$@" >/dev/full', "full", *place.command(*command.split())],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (74, "iom-monitor: output: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this platform")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("bogus", 2),
        ("-c nope status", 78),
        ("-c {config} recipients list", 74),
        ("-c {config} recipients add nobody", 2),
        ("-c {config} parse absent.html", 66),
        ("-c {config} held dismiss 1", 2),
    ],
)
@pytest.mark.parametrize("streams", ["2>/dev/full", ">/dev/full 2>&1"])
def test_the_code_is_right_where_its_message_finds_no_room(
    tmp_path: Path, words: str, code: int, streams: str
) -> None:
    place = Place(tmp_path)
    if "2>&1" not in streams and words.endswith("list"):
        code = 0
    done = subprocess.run(
        ["bash", "-c", f'"$@" {streams}', "full", sys.executable, "-m", "monitor"]
        + [word.format(config=place.config) for word in words.split()],
        check=False, timeout=60, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this platform")
def test_a_night_on_a_full_disk_ends_with_its_code_where_its_output_goes_there_too(
    tmp_path: Path, replica: Replica
) -> None:
    place = Place(tmp_path, replica)
    (tmp_path / "data").mkdir()
    full = ["bash", "-c", 'ulimit -f 64; exec "$@" >/dev/full 2>&1', "full"]
    done = subprocess.run([*full, *place.command("nightly")], check=False, timeout=120)
    assert done.returncode == 74
