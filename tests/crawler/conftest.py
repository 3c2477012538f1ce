from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.store import Store
from tests.crawler.loopback import Crawled, Web, served, start


@pytest.fixture
def web() -> Iterator[Web]:
    """A small web on loopback."""
    with served() as web:
        yield web


@pytest.fixture
def crawl(web: Web, tmp_path: Path) -> Callable[..., Crawled]:
    """Crawl that web in a process of its own; several calls are several nights."""

    def run(sources: list[dict[str, Any]], **told: Any) -> Crawled:
        process = start(web, tmp_path, sources, **told)
        out, errors = process.communicate(timeout=60)
        return Crawled(process.returncode, [json.loads(line) for line in out.splitlines()], errors)

    return run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The database those crawls write."""
    with Store.open(tmp_path / "monitor.sqlite") as opened:
        yield opened
