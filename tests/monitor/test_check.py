"""`check` shows a source as a night would find it, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.config import load
from monitor.demo.replica import Replica
from monitor.lock import only_one
from monitor.session import utcnow
from storage.store import Store
from storage.types import Counts
from tests.monitor.place import Place


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


def test_so_many_pages_as_were_asked_for_are_all_of_them(tmp_path: Path, replica: Replica) -> None:
    place = Place(tmp_path, replica)
    done = place.run("check", "iom_news", "--limit", "2")
    assert (done.returncode, done.stderr) == (0, "")
    *lines, last = done.stdout.splitlines()
    assert last.startswith("ok  listed ")
    assert last.endswith(", fetched 2")
    # An address that is folded into a column is an address that nobody can copy.
    urls = [line for line in lines if not line.startswith(" ")]
    assert len(urls) == 2
    assert all(url.startswith("https://www.iom.int/news/") for url in urls)
    labels = {line.split("  ")[1] for line in lines if line.startswith(" ")}
    assert {"title", "published", "editions"} <= labels
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("visited", "closed", "code"),
    [
        ("iom_news", False, 75),
        ("iom_projects", False, 75),  # another source, the same host
        ("iom_news", True, 0),
        ("chinadaily", False, 0),
    ],
)
def test_a_site_that_a_night_is_visiting_is_not_asked_twice_as_often(
    tmp_path: Path, replica: Replica, visited: str, *, closed: bool, code: int
) -> None:
    place = Place(tmp_path, replica)
    config = load(place.config)
    with only_one(config.lock_file), Store.open(config.database) as store:
        now = utcnow()
        part = store.runs.start_source(store.runs.start(now).id, visited, "news", now)
        if closed:
            store.runs.close_source(part.id, "ok", None, Counts(), now)
        done = place.run("check", "iom_news", "--limit", "1")
    assert done.returncode == code, done.stderr
    assert (f"a night is at work on {visited} at the same hosts" in done.stderr) == (code == 75)


def test_a_source_that_is_not_well_ends_with_3(tmp_path: Path, replica: Replica) -> None:
    replica.set_night(5)
    place = Place(tmp_path, replica)
    done = place.run("check", "china_org_cn", "--limit", "2", "--json")
    first, *_ = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 3
    assert first["status"] == "failed"
    assert "503" in first["reason"]
