from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.store import Store
from tests.crawler.loopback import Crawled, Web, crawled, served


@pytest.fixture
def web() -> Iterator[Web]:
    """A small web on loopback."""
    with served() as web:
        yield web


@pytest.fixture
def crawl(web: Web, tmp_path: Path) -> Callable[..., Crawled]:
    """Crawl that web in a process of its own; several calls are several nights."""

    def run(sources: list[dict[str, Any]], **told: Any) -> Crawled:
        return crawled(web, tmp_path, sources, **told)

    return run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The database those crawls write."""
    with Store.open(tmp_path / "monitor.sqlite") as opened:
        yield opened
