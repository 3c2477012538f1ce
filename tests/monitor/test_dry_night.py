"""A dry night tells what a night would, and leaves everything as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from storage.store import Store
from tests.monitor.place import Place


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with Mailbox(tmp_path_factory.mktemp("mail") / "mailbox") as running:
        yield running


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


def fingerprints(folder: Path) -> dict[str, str]:
    """Return what every kept file holds; logs, lock and SQLite's own side files aside."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix not in {".lock", ".log", ".sqlite-shm", ".sqlite-wal"}
    }


def news_by_source(night: dict[str, Any]) -> dict[str, int]:
    return {row["source"]: row["news"] for row in night["sources"]}


def test_it_tells_what_the_night_then_tells(
    tmp_path: Path, replica: Replica, mailbox: Mailbox
) -> None:
    place = Place(tmp_path, replica, mailbox.port)
    assert place.run("recipients", "add", "wang@example.org").returncode == 0
    assert place.run("nightly", "--at", "2026-11-01T18:30:00Z").returncode == 0
    replica.set_night(3)
    before, mails = fingerprints(tmp_path / "data"), len(list(mailbox.folder.iterdir()))
    done = place.run("nightly", "--dry-run", "--json", "--at", "2026-11-03T18:30:00Z")
    assert done.returncode == 0, done.stderr
    assert fingerprints(tmp_path / "data") == before
    assert len(list(mailbox.folder.iterdir())) == mails
    dry = json.loads(done.stdout)
    (draft,) = dry["would_send"]
    assert "2 new" in draft["subject"]
    real = json.loads(place.run("nightly", "--json", "--at", "2026-11-03T18:30:00Z").stdout)
    # Sources are visited side by side: which one closes first is not the night's outcome.
    assert news_by_source(dry) == news_by_source(real)
    assert all(source["requests"] > 1 for source in real["sources"])  # robots.txt, and a listing
    assert len(list(mailbox.folder.iterdir())) == mails + 1


def test_before_the_first_night_it_makes_no_database(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    done = place.run("nightly", "--dry-run", "--source", "iom_news")
    assert done.returncode == 0, done.stderr
    assert "baseline" in done.stdout
    assert "nothing was stored or mailed" in done.stdout
    assert not place.database.exists()
    assert not (tmp_path / "data" / "archive").exists()
    assert not (tmp_path / "data" / "logs").exists()


def test_a_source_in_trouble_shows_in_the_exit_code(tmp_path: Path, replica: Replica) -> None:
    replica.set_night(4)
    place = Place(tmp_path, replica)
    done = place.run("nightly", "--dry-run", "--source", "china_org_cn")
    assert done.returncode == 3


def test_what_a_cut_off_night_left_is_left_for_the_next(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    assert place.run("nightly", "--source", "iom_news").returncode == 0
    with Store.open(place.database) as store:
        run = store.runs.last(1)[0]
        store.runs.start_source(run.id, "iom_news", "news", run.started_at)
    assert place.run("nightly", "--dry-run", "--source", "iom_news").returncode == 0
    with Store.open(place.database) as store:
        assert len(store.runs.undecided()) == 1
