"""A command imports what it needs: help and completion answer at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from storage.store import Store
from tests.monitor.place import Place

#: Each takes a tenth of a second or more, and seconds on a small machine that is busy.
SLOW = {
    "alembic", "apscheduler.schedulers", "css_inline", "httpx", "jinja2", "lxml", "pydantic", "readability",
    "scrapy", "scrapy.core.downloader.handlers.http11", "sqlalchemy", "starlette", "structlog", "trafilatura",
    "twisted.internet",
}  # fmt: skip
STORE = {"pydantic", "structlog", "sqlalchemy"}
MAIL = {"css_inline", "jinja2", "lxml"}

PROGRAM = """
import json, sys
from monitor.cli import run
code = run(sys.argv[1:])
print(json.dumps([code, list(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("--help", set()),
        ("--version", set()),
        ("config check", {"pydantic", "structlog"}),
        ("nightly --help", {"structlog"}),
        ("parse --help", {"structlog"}),
        ("recipients list", STORE),
        ("outbox list", STORE),
        ("held list", STORE),
        ("search 移民", STORE),
        ("schedule --show", STORE | {"apscheduler.schedulers"}),
        ("status", STORE),
        ("outbox retry", STORE | MAIL),
        ("metrics", STORE),
        ("doctor --offline", STORE | {"httpx"}),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    tmp_path: Path, command: str, needs: set[str]
) -> None:
    place = Place(tmp_path)
    Store.open(place.database).close()
    arguments = ["-c", str(place.config), *command.split()]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    assert SLOW.intersection(modules) <= needs
