"""The log can be read by people and machines, and no page can forge a line of it."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from monitor import logs


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "monitor.log"
    before = logging.getLogger().handlers[:]
    logs.configure(file=path, level="DEBUG", terminal=False)
    yield path
    for handler in logging.getLogger().handlers:
        handler.close()
    logging.getLogger().handlers = before
    structlog.reset_defaults()


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_event_is_one_json_line_with_its_keys(file: Path) -> None:
    structlog.get_logger("night").info("source.closed", source="iom_news", fetched=3)
    (line,) = lines(file)
    assert line["event"] == "source.closed"
    assert line["fetched"] == 3
    assert line["level"] == "info"
    assert str(line["timestamp"]).endswith("Z")


def test_only_the_owner_reads_it(file: Path) -> None:
    structlog.get_logger("night").info("x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_title_with_a_newline_does_not_make_a_second_line(file: Path) -> None:
    forged = 'a title\n{"event": "run.finished", "exit": 0}\u2028\u202e'
    structlog.get_logger("night").info("page.fetched", title=forged)
    (line,) = lines(file)
    assert line["event"] == "page.fetched"
    assert line["title"] == 'a title\\n{"event": "run.finished", "exit": 0}\\u2028\\u202e'


def test_other_libraries_records_go_the_same_way_with_the_runs_name(file: Path) -> None:
    logs.bind(run="20261121-1")
    logging.getLogger("scrapy.core").warning("got %s", "an answer\nand more")
    logs.unbind("run")
    (line,) = lines(file)
    assert line["event"] == "library.said"
    assert line["library"] == "scrapy.core"
    assert line["message"] == "got an answer\\nand more"
    assert line["run"] == "20261121-1"


def test_under_cron_only_warnings_are_printed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    structlog.get_logger("night").info("run.finished", exit=0)
    assert capsys.readouterr().err == ""
    assert lines(file)


def test_a_full_disk_is_told_once_and_without_a_traceback(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (handler,) = [h for h in logging.getLogger().handlers if hasattr(h, "baseFilename")]

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handler, "flush", full)
    for _ in range(3):
        structlog.get_logger("night").info("source.closed")
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert said.count("No space left on device") == 1
    assert "Traceback" not in said


def writer(file: Path, keep: int) -> logging.Handler:
    """Return what a process of ours writes its lines with; a kilobyte fills the file."""
    logs.configure(file=file, max_megabytes=1000 / 2**20, keep=keep, terminal=False)
    root = logging.getLogger()
    (found,) = [handler for handler in root.handlers if hasattr(handler, "baseFilename")]
    root.removeHandler(found)
    return found


def write(handler: logging.Handler, text: str) -> None:
    handler.handle(logging.makeLogRecord({"msg": text, "levelno": logging.INFO}))


def test_a_process_that_runs_for_weeks_writes_to_the_file_of_that_name(file: Path) -> None:
    weeks, night = writer(file, keep=2), writer(file, keep=2)
    write(weeks, "serve.started")
    for number in range(5):  # rotated so often, the file of the first line is gone
        write(night, f"night {number}" + "." * 1000)
    write(weeks, "serve.stopped")
    kept = [path.read_text() for path in sorted(file.parent.iterdir())]
    assert any("serve.stopped" in text for text in kept)
    assert len(kept) == 3
    for handler in (weeks, night):
        handler.close()


def test_without_rotated_files_the_log_begins_anew_and_never_grows_beyond_its_size(
    file: Path,
) -> None:
    handler = writer(file, keep=0)
    for number in range(20):
        write(handler, f"night {number}" + "." * 300)
    handler.close()
    assert "night 19" in file.read_text()
    assert file.stat().st_size <= 1000
    assert [path.name for path in file.parent.iterdir()] == [file.name]
