from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.faulty_smtp import make_certificate
from storage.store import Store


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and certificate for localhost in one file."""
    return make_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real database, empty."""
    with Store.open(tmp_path / "monitor.db") as opened:
        yield opened
