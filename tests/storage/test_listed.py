"""Which Pages a listing named, and which of them it was not seen to name any more."""

from __future__ import annotations

from datetime import timedelta

from tests.storage.world import World

FRONT, FEED = "https://www.iom.int/news", "https://www.iom.int/rss/news"
ONE, TWO = "https://www.iom.int/news/one", "https://www.iom.int/news/two"


def awaited(world: World, source: str = "iom_news") -> dict[str, list[str]]:
    found = world.store.listings.awaited(source)
    return {listing: [page.url for page in pages] for listing, pages in found.items()}


def named(world: World, listing: str, *urls: str) -> None:
    world.store.listings.named(listing, [world.page(url).id for url in urls], world.runs[-1].id)


def missed(world: World, *urls: str) -> None:
    ids = [world.page(url).id for url in urls]
    world.store.listings.missed(ids, world.runs[-1].id)


def test_a_page_is_awaited_where_it_was_named_whenever_it_is_visited(world: World) -> None:
    world.night()
    named(world, FRONT, ONE, TWO)
    world.read(ONE, "One.")
    world.night()
    world.read(TWO, "Two.")
    assert awaited(world) == {FRONT: [ONE, TWO]}
    assert awaited(world, "reposts") == {}


def test_a_page_missed_is_awaited_until_it_is_visited(world: World) -> None:
    world.night()
    named(world, FRONT, ONE, TWO)
    world.read(ONE, "One.")
    world.night()
    missed(world, ONE, TWO)
    assert awaited(world) == {FRONT: [ONE, TWO]}
    world.fetch(TWO, status=404)
    assert awaited(world) == {FRONT: [ONE]}
    world.night()
    missed(world, ONE)
    world.read(ONE, "One.")
    assert awaited(world) == {}


def test_the_first_night_that_misses_a_page_counts(world: World) -> None:
    world.night()
    named(world, FRONT, ONE)
    world.night()
    missed(world, ONE)
    world.read(ONE, "One.")
    world.night()
    missed(world, ONE)
    assert awaited(world) == {}


def test_a_page_named_again_is_awaited_again_by_the_listing_that_did(world: World) -> None:
    world.night()
    named(world, FRONT, ONE, TWO)
    missed(world, ONE)
    world.read(ONE, "One.")
    assert awaited(world) == {FRONT: [TWO]}
    named(world, FEED, ONE)
    assert awaited(world) == {FRONT: [TWO], FEED: [ONE]}


def test_a_page_that_no_listing_named_is_not_awaited(world: World) -> None:
    world.night()
    world.read(ONE, "One.")
    named(world, FRONT)
    missed(world, ONE)
    missed(world)
    assert awaited(world) == {}


def test_pages_rest_when_some_of_them_are_not_due(world: World) -> None:
    rests = world.store.visits.rests
    assert not rests("iom_news", world.now)
    world.night()
    world.read(ONE, "One.")
    assert not rests("iom_news", world.now + timedelta(days=1))
    world.now += timedelta(days=40)
    world.night()
    assert not rests("iom_news", world.now)
    world.read(ONE, "One.")
    assert rests("iom_news", world.now + timedelta(days=1))
    assert not rests("reposts", world.now + timedelta(days=1))
