"""A Source under another name has all that it knew, wherever its name stands."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, Table, func, select

from storage.renaming import Renamed, rename
from storage.schema import metadata
from storage.store import Store
from storage.types import AlertDraft, ArchiveRef, Listing, Recipient, Validators
from tests.storage.world import World

LISTING = "https://office.example/news"
URL, TOLD = f"{LISTING}/1", "IOM China opens an office."


def office(store: Store, world: World) -> None:
    """Name `office` in every table that names Sources."""
    world.night("office")
    world.read(URL, TOLD)
    world.close()
    alert = AlertDraft("bad", "office", "office: failed")
    outcome = world.outcome(URL, TOLD, source="office")
    world.decide(outcome, alerts=(alert,), baseline=True)
    store.listings.save(listing(world, "office", "old"))
    sources = ("office", "iom_news", "bureau")
    store.recipients.add(Recipient(id=0, address="li@example.org", sources=sources))


def listing(world: World, source: str, etag: str) -> Listing:
    return Listing(
        source, LISTING, world.now, f"sha256:{'0' * 64}", ArchiveRef("x", 0), Validators(etag, None)
    )


def naming(store: Store, name: str) -> dict[str, int]:
    """Return how often the name stands in each table that names Sources."""
    found = {}
    with store.database.read() as connection:
        for table in metadata.tables.values():
            if {"source", "sources"} & set(table.c.keys()):
                query = select(func.count()).select_from(table).where(_names(table, name))
                found[table.name] = connection.execute(query).scalar_one()
    return found


def _names(table: Table, name: str) -> ColumnElement[bool]:
    return table.c.source == name if "source" in table.c else table.c.sources.contains(f'"{name}"')


def test_every_table_that_names_sources_has_the_new_name(store: Store, world: World) -> None:
    office(store, world)
    before = naming(store, "office")
    assert all(before.values()), before
    assert rename(store, "office", "bureau") == Renamed(pages=1, items=1)
    assert not any(naming(store, "office").values())
    assert naming(store, "bureau") == before
    (person,) = store.recipients.all()
    assert person.sources == ("bureau", "iom_news")
    assert store.items.known()[0].source == "bureau"


def test_a_name_that_knows_nothing_renames_nothing(store: Store, world: World) -> None:
    office(store, world)
    assert rename(store, "office", "bureau") is not None
    before = naming(store, "bureau")
    assert rename(store, "office", "bureau") is None
    assert naming(store, "bureau") == before


def test_what_the_old_name_knows_wins_where_both_had_nights(store: Store, world: World) -> None:
    office(store, world)
    person = store.recipients.get("li@example.org")
    assert person is not None
    store.recipients.edit(replace(person, sources=("office",)))
    world.night("bureau")
    world.close()
    world.decide(baseline=True)
    store.listings.save(listing(world, "bureau", "new"))
    rename(store, "office", "bureau")
    assert [run.baseline for run in store.runs.of_source("bureau", 9)] == [False, True]
    kept = store.listings.get("bureau", LISTING)
    assert kept is not None
    assert kept.validators.etag == "old"
