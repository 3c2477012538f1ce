"""`iom-monitor serve` through the command line: it answers, it stops when told, it refuses."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from storage.store import Store


def started(folder: Path, **variables: str) -> subprocess.Popen[str]:
    config = folder / "monitor.toml"
    config.write_text('contact = "ops@monitor.example"\ndata_dir = "data"\n', encoding="utf-8")
    Store.open(folder / "data" / "monitor.sqlite").close()
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", "-c", str(config), "serve"],
        env=os.environ | {f"IOM_MONITOR_WEB__{name}": value for name, value in variables.items()},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found
    return found[0]


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_both_parts_answer_and_stop_when_told(
    tmp_path: Path, told: signal.Signals, code: int
) -> None:
    with started(
        tmp_path, LISTEN="127.0.0.1:0", PUBLIC_LISTEN="127.0.0.1:0", PUBLIC_URL="https://m.example"
    ) as process:
        dashboard, public = address(process), address(process)
        with urllib.request.urlopen(dashboard, timeout=20) as answer:  # noqa: S310 - loopback
            assert b"Overview" in answer.read()
            assert "server" not in {name.lower() for name in answer.headers}
        with urllib.request.urlopen(f"{public}unsubscribe/x", timeout=20) as answer:  # noqa: S310
            assert b"One-Click" in answer.read()
        process.send_signal(told)
        assert process.wait(20) == code
    log = (tmp_path / "data" / "logs" / "monitor.log").read_text(encoding="utf-8")
    assert log.count("serve.started") == 2
    assert "serve.stopped" in log
    assert "library.said" not in log, "all was well"


def test_it_serves_where_no_log_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "logs").touch()  # a file where the folder should be: refused to root, too
    with started(tmp_path, LISTEN="127.0.0.1:0") as process:
        assert process.stderr is not None
        assert "told here only" in process.stderr.readline()
        with urllib.request.urlopen(address(process), timeout=20) as answer:  # noqa: S310 - loopback
            assert b"Overview" in answer.read()
        process.terminate()
        assert process.wait(20) == 143


def test_it_refuses_to_be_reached_from_elsewhere(tmp_path: Path) -> None:
    with started(tmp_path, LISTEN="0.0.0.0:0") as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 78
    assert "web.behind_proxy" in said
