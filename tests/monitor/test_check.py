"""`check` shows a source as a night would find it, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.demo.replica import Replica
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


def test_a_source_that_is_not_well_ends_with_3(tmp_path: Path, replica: Replica) -> None:
    replica.set_night(5)
    place = Place(tmp_path, replica)
    done = place.run("check", "china_org_cn", "--limit", "2", "--json")
    first, *_ = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 3
    assert first["status"] == "failed"
    assert "503" in first["reason"]
