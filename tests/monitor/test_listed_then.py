"""An archived page is read again with what its listing said when it was read, not said since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.spiders import names
from storage.store import Store
from tests.crawler.loopback import Web, article, listing, served
from tests.monitor.place import CONTACT, Place

STORIES = [f"/news/story-{number}" for number in range(1, 5)]
OLD, NEWER = "2026-11-01", "2026-11-02"


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        web.site("office.example", {path: article(f"Story {path}") for path in STORIES})
        web.site("office.example", {"/news": listing(*STORIES)})
        yield web


def placed(folder: Path, web: Web) -> Place:
    place = Place(folder)
    text = "[crawl]\ndelay = 0.0\n"
    text += "".join(f"[sources.{each}]\nenabled = false\n" for each in names())
    text += '[[watch]]\nname = "office"\nstart = ["http://office.example/news"]\n'
    text += 'item_url = "/news/[a-z]+-[0-9]+$"\n'
    text += f'[crawl.rehearsal]\n"office.example" = "http://127.0.0.1:{web.port}"\n'
    place.config.write_text(CONTACT + text, encoding="utf-8")
    return place


@pytest.fixture
def place(tmp_path: Path, web: Web) -> Place:
    """Three nights: the listing names a newer day from the second on, a story is edited in the third."""
    place = placed(tmp_path, web)
    night(place, 2)
    web.site("office.example", {"/news": listing(*STORIES).replace(OLD, NEWER)})
    night(place, 3)
    edited = article(f"Story {STORIES[0]}").replace("Forty officials", "Fifty officials")
    web.site("office.example", {STORIES[0]: edited})
    night(place, 4)
    return place


def night(place: Place, day: int) -> None:
    played = place.run("nightly", "--at", f"2026-11-{day:02}T18:30:00+00:00")
    assert played.returncode == 0, played.stderr


def days(database: Path) -> list[list[str]]:
    """Return the days of each Item's Versions, the most often edited first."""
    found = []
    with Store.open(database) as store:
        for item in store.items.known():
            told = [version.content.published for version in store.items.versions(item.id)]
            found.append([day.iso for day in told if day])
    return sorted(found, key=len, reverse=True)


def test_what_a_listing_says_since_is_nothing_that_is_read_otherwise(place: Place) -> None:
    assert days(place.database) == [[OLD, NEWER], [OLD], [OLD], [OLD]]
    said = place.run("replay").stdout
    assert said.strip() == "0 items would be read otherwise"


def test_a_rebuilt_database_has_the_days_that_the_old_one_has(place: Place, tmp_path: Path) -> None:
    target = tmp_path / "rebuilt.sqlite"
    assert "0 differ" in place.run("replay", "--rebuild", str(target)).stdout
    assert days(target) == days(place.database)


def test_a_record_of_an_older_program_is_read_with_what_is_known(place: Place) -> None:
    with closing(sqlite3.connect(place.database)) as connection, connection:
        rows = connection.execute("SELECT id, data FROM records").fetchall()
        for number, text in rows:
            record = json.loads(text)
            del record["card"]
            connection.execute(
                "UPDATE records SET data = ? WHERE id = ?", (json.dumps(record), number)
            )
    assert place.run("replay").stdout.endswith("3 items would be read otherwise\n")
