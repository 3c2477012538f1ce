"""A real store in a real file, and a small site to fill it from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.store import Store
from tests.storage.world import World


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "monitor.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def world(store: Store, tmp_path: Path) -> Iterator[World]:
    with Archive(tmp_path / "data" / "archive") as archive:
        yield World(store, archive)
