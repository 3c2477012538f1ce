"""Pages, their validators, and which visits brought something new."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.errors import StorageError
from storage.types import ArchiveRef, Content, Edition, PageDate, Response, Validators, Visit
from tests.storage.world import World

URL = "https://www.iom.int/news/a"
ONE = (("ETag", '"one"'), ("Last-Modified", "Mon, 02 Mar 2026 00:00:00 GMT"))
TWO = (("ETag", '"two"'),)


def visits(world: World) -> tuple[Visit, ...]:
    return world.store.items.night(world.runs[-1].id).visits


def validators(world: World) -> Validators:
    return world.store.pages.by_url(URL).validators


def understood(world: World, body: bytes, headers: tuple[tuple[str, str], ...] = ONE) -> None:
    capture = world.fetch(URL, body, headers=headers)
    world.store.pages.save_record(capture.id, world.record(URL, body.decode()))


def test_one_page_however_it_is_linked(world: World) -> None:
    world.night()
    first = world.store.pages.ensure("http://IOM.int/news/a/#top", "iom_news", world.now, "Card")
    again = world.store.pages.ensure(URL, "reposts", world.now + timedelta(1), None, "1 May")
    assert again.id == first.id
    assert (again.source, again.first_seen) == ("iom_news", world.now)
    assert (again.card_title, again.card_date) == ("Card", "1 May")
    assert world.store.pages.by_url("https://iom.int/news/a").id == first.id
    assert world.store.pages.by_url("https://www.iom.int/news/b") is None


def test_a_capture_says_where_what_and_how_it_was_fetched(world: World) -> None:
    world.night()
    page = world.page(URL)
    response = Response(
        page.url,
        "https://www.iom.int/en/news/a",
        200,
        (("content-type", 'text/html; charset="GB2312"'),),
        b"x",
        world.now,
        (URL, "https://www.iom.int/news/a?x"),
    )
    digest = "sha256:" + "0" * 64
    capture = world.store.pages.save_capture(
        world.runs[-1].id, page.id, response, digest, ArchiveRef("f.warc.gz", 12)
    )
    assert capture.url == "https://www.iom.int/en/news/a"
    assert (capture.media_type, capture.charset) == ("text/html", "GB2312")
    assert capture.digest == digest
    assert capture.archived == ArchiveRef("f.warc.gz", 12)
    assert capture.redirects == response.redirects


@pytest.mark.parametrize(
    "header",
    [
        "text/html; charset*=utf-8''x; charset*0=y",
        "text/html; charset*0*=a; charset*=b",
        f"text/html; charset*{'9' * 5000}=x",
    ],
)
def test_a_content_type_whose_parameters_make_no_sense_says_nothing(
    world: World, header: str
) -> None:
    world.night()
    page = world.page(URL)
    response = Response(page.url, URL, 200, (("Content-Type", header),), b"x", world.now)
    capture = world.store.pages.save_capture(
        world.runs[-1].id, page.id, response, "sha256:" + "0" * 64, ArchiveRef("f.warc.gz", 12)
    )
    assert (capture.media_type, capture.charset) == (None, None)
    assert world.store.pages.captures(page.id) == (capture,)
    assert world.store.pages.capture(capture.id) == capture


def test_an_understood_page_gives_its_validators(world: World) -> None:
    world.night()
    understood(world, b"one")
    assert validators(world) == Validators('"one"', "Mon, 02 Mar 2026 00:00:00 GMT")


def test_a_304_updates_the_validators_it_repeats_and_keeps_the_others(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    world.fetch(URL, status=304, headers=TWO)
    assert validators(world) == Validators('"two"', "Mon, 02 Mar 2026 00:00:00 GMT")
    assert world.store.pages.by_url(URL).last_visited == world.now


def test_an_equal_body_updates_the_validators(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    world.fetch(URL, b"one", headers=TWO)
    assert validators(world) == Validators('"two"', None)


def test_a_body_nobody_has_read_yet_leaves_no_validators(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    capture = world.fetch(URL, b"two", headers=TWO)
    assert validators(world) == Validators()
    world.store.pages.save_record(capture.id, world.record(URL, "two"))
    assert validators(world) == Validators('"two"', None)


def test_a_page_that_was_not_understood_is_asked_for_whole_again(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    capture = world.fetch(URL, b"down", headers=TWO)
    down = world.record(URL, "down", not_understood="maintenance")
    world.store.pages.save_record(capture.id, down)
    assert validators(world) == Validators()


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_an_error_leaves_the_validators_alone(world: World, status: int) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    world.fetch(URL, b"sorry", status=status, headers=TWO)
    assert validators(world).etag == '"one"'
    assert world.store.pages.by_url(URL).last_visited == world.now


def test_reading_an_old_capture_anew_changes_no_validators(world: World) -> None:
    world.night()
    understood(world, b"one")
    (old,) = world.store.pages.captures(world.page(URL).id)
    world.night()
    understood(world, b"two", headers=TWO)
    world.store.pages.save_record(old.id, world.record(URL, "one", parser_version=2))
    assert validators(world).etag == '"two"'
    assert world.store.pages.last_record(old.page_id).content.editions["en"].body == "two"


def test_a_304_and_an_equal_body_are_unchanged(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.decide(world.outcome(URL, "one"))
    for status, body in ((304, b""), (200, b"one")):
        world.night()
        world.fetch(URL, body, status)
        (visit,) = visits(world)
        assert (visit.record, visit.unchanged) == (None, True)


def test_a_page_never_read_is_not_unchanged(world: World) -> None:
    world.night()
    world.fetch(URL, b"binary")
    (visit,) = visits(world)
    assert (visit.record, visit.unchanged) == (None, False)


def test_an_error_page_is_not_unchanged_though_it_is_the_same_every_night(world: World) -> None:
    world.night()
    understood(world, b"one")
    for _ in range(2):
        world.night()
        world.fetch(URL, b"sorry", 503)
        (visit,) = visits(world)
        assert (visit.record, visit.unchanged) == (None, False)


def test_an_error_is_not_unchanged_though_it_shows_the_page_we_know(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    world.fetch(URL, b"one", 410)
    (visit,) = visits(world)
    assert (visit.record, visit.unchanged) == (None, False)


def test_a_maintenance_page_that_stays_stays_not_understood(world: World) -> None:
    world.night()
    understood(world, b"one")
    world.night()
    capture = world.fetch(URL, b"down")
    down = world.record(URL, "down", not_understood="maintenance")
    world.store.pages.save_record(capture.id, down)
    world.night()
    world.fetch(URL, b"down")
    (visit,) = visits(world)
    assert visit.record.not_understood == "maintenance"
    assert not visit.unchanged
    world.night()
    world.fetch(URL, b"one")
    (visit,) = visits(world)
    assert visit.unchanged


def test_visits_come_in_the_order_they_were_fetched(world: World) -> None:
    world.night()
    for name in "bca":
        world.read(f"https://www.iom.int/news/{name}", name)
    assert [visit.page.url[-1] for visit in visits(world)] == list("bca")


def test_last_capture_is_the_last_one_understood(world: World) -> None:
    world.night()
    understood(world, b"one")
    (first,) = world.store.pages.captures(world.page(URL).id)
    world.night()
    world.fetch(URL, status=304)
    capture = world.fetch(URL, b"down")
    world.store.pages.save_record(capture.id, world.record(URL, "", not_understood="login"))
    assert world.store.pages.last_capture(first.page_id) == first
    assert world.store.pages.last_record(first.page_id).not_understood is None


def test_a_better_parsers_reading_is_the_last_record(world: World) -> None:
    world.night()
    understood(world, b"one")
    (capture,) = world.store.pages.captures(world.page(URL).id)
    better = world.record(URL, "better", parser_version=2)
    world.store.pages.save_record(capture.id, better)
    assert world.store.pages.last_record(capture.page_id) == better
    assert len(world.store.pages.records(capture.id)) == 2


def test_what_is_not_known_is_an_error_that_names_it(world: World) -> None:
    world.night()
    response = Response(URL, URL, 200, (), b"", world.now)
    with pytest.raises(StorageError, match="page: 9: is not known"):
        world.store.pages.save_capture(
            world.runs[-1].id, 9, response, "sha256:00", ArchiveRef("f", 0)
        )
    with pytest.raises(StorageError, match="capture: 9: is not known"):
        world.store.pages.save_record(9, world.record(URL, "x"))
    assert world.store.pages.last_capture(9) is None
    assert world.store.pages.last_record(9) is None


def seen_pages(world: World, *published: str) -> None:
    """Visit a page for each publication date."""
    world.night()
    for number, iso in enumerate(published):
        content = Content(editions={"en": Edition(None, "x")}, published=PageDate(iso))
        world.read(f"{URL}/{number}", "x", content=content)


@pytest.mark.parametrize(
    ("published", "nights_later", "is_due"),
    [
        ("2026-03-02", 1, True),
        ("2026-03-02", 20, True),
        # published 29 days before the first visit: 30 days are over two nights later
        ("2026-02-02", 1, True),
        ("2026-02-02", 2, False),
        ("2026-02-02", 6, False),
        ("2026-02-02", 7, True),
        # published ten months before: weekly
        ("2025-05-03", 6, False),
        ("2025-05-03", 7, True),
        # published two years before: monthly
        ("2024-03-03", 7, False),
        ("2024-03-03", 29, False),
        ("2024-03-03", 30, True),
        # only the year is known: as old as its first day
        ("2026", 1, False),
        ("2026", 7, True),
    ],
)
def test_known_pages_are_due_by_their_age(
    world: World, published: str, nights_later: int, *, is_due: bool
) -> None:
    seen_pages(world, published)
    later = world.now + timedelta(days=nights_later)
    due = world.store.visits.due("iom_news", later)
    assert bool(due) == is_due


def test_a_page_without_a_date_counts_from_its_first_sight(world: World) -> None:
    world.night()
    world.read(URL, "x")
    assert world.store.visits.due("iom_news", world.now + timedelta(days=29))
    world.now += timedelta(days=40)
    world.fetch(URL, status=304)
    assert not world.store.visits.due("iom_news", world.now + timedelta(days=1))


def test_a_night_that_starts_early_still_finds_the_weekly_pages_due(world: World) -> None:
    seen_pages(world, "2025-09-01")
    earlier = world.now + timedelta(days=7, hours=-3)
    assert world.store.visits.due("iom_news", earlier)


def test_the_most_overdue_pages_come_first_and_new_ones_before_all(world: World) -> None:
    seen_pages(world, "2026-03-01", "2025-09-01")
    new = world.page(f"{URL}/new")
    due = world.store.visits.due("iom_news", world.now + timedelta(days=8))
    assert [page.url[-1] for page in due] == ["w", "0", "1"]
    assert due[0].id == new.id
    assert world.store.visits.due("other", world.now) == ()


def test_a_page_that_gave_way_to_a_newer_address_waits_for_a_listing(world: World) -> None:
    """A site numbers its visitors in the query: each night's addresses take the last one's place."""
    old, new, other = f"{URL}?sid=1", f"{URL}?sid=2", f"{URL}?sid=3"
    world.night()
    world.read(old, "A text.")
    world.decide(world.outcome(old, "A text."))
    world.night()
    world.read(new, "A text.")
    world.read(other, "Another text.")  # of no Item: nobody could say what it is
    (item,) = world.store.items.known()
    assert [page.url[-1] for page in world.store.visits.due("iom_news", world.now)] == [
        "1",
        "2",
        "3",
    ]
    assert world.store.visits.left("iom_news") == ()
    came = replace(
        world.outcome(new, "A text."),
        item_id=item.id,
        identifiers=frozenset({("url", world.page(new).url)}),
        content=None,
        change=None,
    )
    world.decide(came)
    assert [page.url[-1] for page in world.store.visits.due("iom_news", world.now)] == ["2", "3"]
    assert [page.url[-1] for page in world.store.visits.left("iom_news")] == ["1"]
    assert world.store.visits.left("chinadaily") == ()


def test_a_page_that_was_never_read_rests_half_as_long_as_it_was_tried(world: World) -> None:
    """Not an article, or not to be fetched: each night at first, every week in the end."""
    world.night()
    page, began, tried = world.page(URL), world.now, list[int]()
    for days in range(60):
        now = began + timedelta(days=days)
        if world.store.visits.due("iom_news", now):
            tried.append(days)
            world.store.visits.failed(page.id, now)
    assert tried == [0, 1, 2, 3, 4, 6, 9, 13, 19, 26, 33, 40, 47, 54]


def test_what_is_not_read_for_days_is_in_vain_where_most_pages_are_read(world: World) -> None:
    world.night()
    world.read(URL, "x")
    visits, began = world.store.visits, world.now
    bad, worse = world.page(f"{URL}-bad"), world.page(f"{URL}-worse")
    visits.failed(bad.id, began)
    assert visits.in_vain("iom_news", began + timedelta(days=2)) == frozenset()
    assert visits.in_vain("iom_news", began + timedelta(days=3)) == {bad.id}, "one nobody asked for"
    visits.failed(worse.id, began)
    assert visits.in_vain("iom_news", began + timedelta(days=3)) == frozenset(), "two of three"


def test_what_is_not_read_for_days_and_not_gone_is_named(world: World) -> None:
    world.night()
    world.read(URL, "x")
    visits, began = world.store.visits, world.now
    for name in ("bad", "untried", "gone"):
        world.page(f"{URL}-{name}")
    visits.failed(world.page(f"{URL}-bad").id, began)
    world.fetch(f"{URL}-gone", status=404)
    assert visits.unread("iom_news", began + timedelta(days=2)) == ()
    [unread] = visits.unread("iom_news", began + timedelta(days=3))
    assert unread.url == world.page(f"{URL}-bad").url
    assert visits.unread("chinadaily", began + timedelta(days=3)) == ()


def test_an_answer_makes_a_failure_forgotten(world: World) -> None:
    world.night()
    page = world.page(URL)
    world.store.visits.failed(page.id, world.now)
    assert world.page(URL).failed_at == world.now
    assert not world.page(URL).untried
    world.fetch(URL)
    assert world.page(URL).failed_at is None
