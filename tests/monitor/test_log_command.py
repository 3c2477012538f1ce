"""The log command shows the last run, filtered as asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import cli


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.example"\ndata_dir = "data"\n')
    logs = tmp_path / "data" / "logs"
    logs.mkdir(parents=True)

    def write(name: str, *events: dict[str, object]) -> None:
        lines = "".join(json.dumps(event) + "\n" for event in events)
        (logs / name).write_text(lines, encoding="utf-8")

    write("monitor.log.1", {"event": "run.finished", "level": "info", "run": "one", "exit": 0})
    write(
        "monitor.log",
        {"event": "source.closed", "level": "info", "run": "two", "source": "iom_news"},
        {"event": "source.closed", "level": "warning", "run": "two", "source": "reposts"},
        {"event": "item.decided", "level": "debug", "run": "two", "source": "reposts"},
    )
    with (logs / "monitor.log").open("a") as file_:
        file_.write('{"event": "cut of')
    return file


def shown(config: Path, *arguments: str) -> list[str]:
    result = CliRunner().invoke(cli, ["-c", str(config), "log", *arguments])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_without_a_name_the_last_run_is_shown(config: Path) -> None:
    lines = shown(config)
    assert len(lines) == 2
    assert all("source.closed" in line for line in lines)


def test_all_shows_rotated_files_first(config: Path) -> None:
    assert "run.finished" in shown(config, "all")[0]


def test_what_an_operator_put_beside_the_log_is_no_part_of_it(config: Path) -> None:
    folder = config.parent / "data" / "logs"
    for name in ("monitor.log.2.gz", "monitor.log.old", "monitor.log.²"):
        (folder / name).write_bytes(b'\x1f\x8b{"event": "packed", "run": "none"}')
    assert len(shown(config)) == 2
    assert "packed" not in "".join(shown(config, "all"))


def test_a_source_and_a_level_narrow_it(config: Path) -> None:
    assert len(shown(config, "--source", "reposts")) == 1
    assert len(shown(config, "--source", "reposts", "--level", "debug")) == 2
    assert len(shown(config, "--level", "warning")) == 1
    assert len(shown(config, "--level", "WARNING")) == 1


def test_json_gives_the_lines_back(config: Path) -> None:
    assert json.loads(shown(config, "one", "--json")[0])["exit"] == 0


def test_a_run_that_the_log_does_not_know_is_said_to_be_none(config: Path) -> None:
    result = CliRunner().invoke(cli, ["-c", str(config), "log", "three"])
    assert result.exit_code == 2
    assert "three: no such run" in result.output


def test_a_source_that_there_is_none_of_is_no_quiet_one(config: Path) -> None:
    result = CliRunner().invoke(cli, ["-c", str(config), "log", "--source", "iom-news"])
    assert result.exit_code == 2
    assert "iom-news: no such source; did you mean iom_news?" in result.output
    assert shown(config, "--source", "chinadaily") == ["no such lines"]


def test_where_there_is_nothing_to_show_it_says_so(config: Path) -> None:
    assert shown(config, "--source", "iom_news", "--level", "error") == ["no such lines"]
    for file in (config.parent / "data" / "logs").iterdir():
        file.unlink()
    assert shown(config) == ["nothing is logged yet"]
