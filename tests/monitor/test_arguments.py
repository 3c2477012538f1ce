"""Arguments that make no sense are refused as such: exit code 2, or 66 in a file, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.cli import run
from tests.monitor.place import CONTACT


@pytest.fixture
def config(tmp_path: Path) -> str:
    file = tmp_path / "monitor.toml"
    file.write_text(CONTACT)
    return str(file)


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00", "0001-01-01T00:00+05:00", "9999-12-31T23:59-05:00", "1969-12-31T23:59"],
)
@pytest.mark.parametrize(
    "before",
    [("nightly", "--at"), ("parse", "page.html", "--fetched-at"), ("import", "page.html", "--fetched-at")],
    ids=" ".join,
)  # fmt: skip
def test_an_instant_that_no_night_can_have_is_a_wrong_command_line(
    config: str, capsys: pytest.CaptureFixture[str], before: tuple[str, ...], instant: str
) -> None:
    assert run(["-c", config, *before, instant]) == 2
    shown = capsys.readouterr().err
    assert f"{instant}: is not between 1970 and 2999" in shown
    assert not Path(config).with_name("data").exists()


def test_such_an_instant_in_a_manifest_is_named_with_its_line(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("<p>x</p>")
    entry = {"path": "page.html", "fetched_at": "0001-01-01T00:00+05:00"}
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(json.dumps(entry) + "\n")
    assert run(["-c", config, "parse", "--manifest", str(manifest)]) == 66
    assert "pages.jsonl:1: ValueError: is not between 1970 and 2999" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [("outbox", "show"), ("outbox", "drop"), ("outbox", "retry"), ("held", "release"), ("held", "dismiss")],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("number", ["9" * 20, "0", "x"])
def test_a_number_that_no_row_can_have_is_a_wrong_command_line(
    config: str, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], number: str
) -> None:
    assert run(["-c", config, *command, number]) == 2
    assert number in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("stauts", "stauts: no such command; did you mean status?"),
        ("backups", "backups: no such command; did you mean backup?"),
        ("frobnicate", "frobnicate: no such command"),
    ],
)
def test_an_unknown_command_is_named_with_the_nearest_known_one(
    capsys: pytest.CaptureFixture[str], given: str, says: str
) -> None:
    assert run([given]) == 2
    assert capsys.readouterr().err.rstrip().endswith(says)


@pytest.mark.parametrize(
    "words",
    [
        "nightly --source nope",
        "nightly --dry-run --source nope",
        "check nope",
        "log --source nope",
        "held dismiss --source nope",
        "replay --source nope",
        "parse --source nope page.html",
        "import --source nope page.html",
        "recipients add wang@example.org --source nope",
    ],
)
def test_a_source_that_there_is_none_of_is_a_wrong_command_line_everywhere(
    config: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
) -> None:
    (tmp_path / "page.html").write_text("<h1>IOM China</h1><p>IOM trained officers in China.</p>")
    monkeypatch.chdir(tmp_path)
    assert run(["-c", config, *words.split()]) == 2
    shown = capsys.readouterr().err
    assert "nope: no such source" in shown or "nope: nothing of it is held" in shown
    assert not (tmp_path / "data" / "logs").exists()


def test_a_source_watched_by_the_configuration_is_one(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>IOM China</h1><p>IOM trained officers in China.</p>")
    with Path(config).open("a") as file:
        file.write('[[watch]]\nname = "office"\nstart = ["https://office.example/"]\n')
    assert run(["-c", config, "parse", "--json", "--source", "office", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == "office"
    assert run(["-c", config, "parse", "--source", "offise", str(page)]) == 2
    assert "offise: no such source; did you mean office?" in capsys.readouterr().err


def test_a_page_is_read_as_one_of_a_source_without_any_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "page.html").write_text("<h1>IOM China</h1><p>IOM trained officers.</p>")
    assert run(["parse", "--json", "--source", "iom_news", "page.html"]) == 0
    assert run(["parse", "--source", "iom_nws", "page.html"]) == 2
    assert "did you mean iom_news?" in capsys.readouterr().err


def test_what_was_watched_once_can_be_read_again(config: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>IOM China</h1><p>IOM trained officers in China last week.</p>")
    watched = '[[watch]]\nname = "office"\nstart = ["https://office.example/"]\n'
    with_it = tmp_path / "with.toml"
    with_it.write_text(f"{Path(config).read_text()}{watched}")
    assert run(["-c", str(with_it), "import", "--source", "office", str(page)]) == 0
    assert run(["-c", config, "replay", "--source", "office"]) == 0
