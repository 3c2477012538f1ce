"""Deciding with the real store: what one night writes, the next one reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from alerts.news import decide
from storage.codec import record_to_json
from storage.store import Store
from storage.types import (
    ArchiveRef,
    Change,
    Content,
    Decision,
    Edition,
    Field,
    PageDate,
    Record,
    Response,
    SourceRunStatus,
)

HOST = "https://site.example"
NAMES = ("visas", "shelter", "health", "training", "skills")


def story(name: str, number: int = 12, extra: str = "") -> Content:
    body = "\n\n".join(
        [
            f"The mission opened a workshop on {name} in Beijing and {number} officials took part.",
            f"Speakers compared how {name} are handled in nine provinces and what {name} cost.",
            f"Everybody agreed that {name} deserve more care, and a meeting on {name} follows.",
        ]
    )
    return Content(editions={"en": Edition(f"About {name}", body + extra)})


@dataclass
class Night:
    """Plays nights against one store: address → content, or the status of an error."""

    store: Store
    now: datetime = datetime(2026, 11, 1, 2, tzinfo=UTC)
    decision: Decision | None = field(default=None)
    step: timedelta = timedelta(days=1)
    failed_nights: int = 1

    def play(
        self,
        shown: Mapping[str, Content | Record | int],
        status: SourceRunStatus = "ok",
        reread: Mapping[str, Record] | None = None,
        named: Sequence[str] = (),
    ) -> tuple[Change, ...]:
        """Return the Changes that are told of the night; `named`: by a listing."""
        self.now += self.step
        run = self.store.runs.start(self.now)
        part = self.store.runs.start_source(run.id, "site", "news", self.now)
        for address, answer in shown.items():
            self._visit(part.id, address, answer)
        pages = [self.store.pages.ensure(one, "site", self.now).id for one in named]
        self.store.listings.named(f"{HOST}/news", pages, part.id)
        self.store.runs.close_source(part.id, status, None, part.counts, self.now)
        night = self.store.items.night(part.id)
        by_url = {visit.page.url: visit.page.id for visit in night.visits}
        found = {by_url[address]: record for address, record in (reread or {}).items()}
        self.decision = decide(replace(night, reread=found), self.now, self.failed_nights)
        changes = self.store.items.apply(self.decision, self.now)
        return tuple(change for change in changes if change.telling == "tell")

    def _visit(self, part: int, address: str, answer: Content | Record | int) -> None:
        page = self.store.pages.ensure(address, "site", self.now)
        status = answer if isinstance(answer, int) else 200
        record = self.record(address, answer) if isinstance(answer, Content) else answer
        body = b"" if isinstance(record, int) else record_to_json(record).encode()
        digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
        response = Response(
            page.url, page.url, status, (("Content-Type", "text/html"),), body, self.now
        )
        capture = self.store.pages.save_capture(
            part, page.id, response, digest, ArchiveRef("a.warc.gz", 0)
        )
        if isinstance(record, Record):
            self.store.pages.save_record(capture.id, record)

    def record(self, address: str, content: Content) -> Record:
        """Return what the parser of the day reads."""
        return Record(address, "site", "news", "fake", 1, content=content)


@pytest.fixture
def night(store: Store) -> Night:
    playing = Night(store)
    assert playing.play(_all()) == ()
    return playing


def _url(name: str) -> str:
    return f"{HOST}/news/{name}"


def _all(**others: Content | int) -> dict[str, Content | Record | int]:
    shown: dict[str, Content | Record | int] = {_url(name): story(name) for name in NAMES}
    return shown | {_url(name): answer for name, answer in others.items()}


def _words(name: str) -> str:
    return " ".join(f"{name}{one}{other}" for one, other in product("abcdefghi", repeat=2))


def _kinds(changes: tuple[Change, ...]) -> list[tuple[str, ...]]:
    return [change.kinds for change in changes]


def test_the_same_night_again_tells_nothing(night: Night) -> None:
    assert night.play(_all()) == ()


def test_an_edit_is_told_once_with_both_versions(night: Night) -> None:
    (change,) = night.play(_all(visas=story("visas", 13)))
    assert change.before is not None
    assert change.after is not None
    assert change.before.content == story("visas")
    assert change.after.content == story("visas", 13)
    assert night.play(_all(visas=story("visas", 13))) == ()


def test_a_better_parser_and_an_edit_on_one_night_give_one_clean_change(night: Night) -> None:
    old = night.record(_url("visas"), story("visas", extra="\n\nA line found by new eyes."))
    new = story("visas", 13, extra="\n\nA line found by new eyes.")
    (change,) = night.play(_all(visas=new), reread={_url("visas"): old})
    assert change.before is not None
    assert change.before.cause == "parser"
    assert change.before.content == old.content
    assert night.play(_all(visas=new)) == ()


def test_a_move_is_told_once_though_the_old_address_keeps_answering_404(night: Night) -> None:
    shown = _all(visas=404) | {_url("renamed"): story("visas")}
    assert _kinds(night.play(shown)) == [("moved",)]
    assert night.play(shown) == ()
    assert night.play(_all(visas=404) | {_url("renamed"): story("visas", 13)})[0].kinds == (
        "updated",
    )


def test_the_old_address_of_a_moved_item_is_its_page_no_more_and_not_visited_again(
    night: Night,
) -> None:
    moved = f"{HOST}/stories/visas"
    night.play(_all(visas=404) | {moved: story("visas")})
    (item,) = [one for one in night.store.items.known() if ("url", moved) in one.identifiers]
    assert [one.page.url for one in item.pages] == [moved]
    old = night.store.pages.by_url(_url("visas"))
    assert old is not None
    assert old.item_id is None
    tomorrow = night.now + timedelta(days=1)
    due = [page.url for page in night.store.visits.due("site", tomorrow)]
    assert moved in due
    assert _url("visas") not in due
    (back,) = night.play(_all(visas=story("visas", 13)) | {moved: 404})
    assert back.item_id == item.id  # the address is remembered though nobody visits it


def test_a_removed_item_keeps_its_page_and_is_looked_for_again(night: Night) -> None:
    night.play(_all(visas=404))
    tomorrow = night.now + timedelta(days=1)
    due = [page.url for page in night.store.visits.due("site", tomorrow)]
    assert _url("visas") in due


def test_what_a_listing_names_is_removed_when_it_is_gone_for_a_second_night(night: Night) -> None:
    there = (_url("visas"),)
    assert night.play(_all(visas=404), named=there) == ()
    assert night.play(_all(), named=there) == ()
    assert night.play(_all(visas=404), named=there) == ()
    assert _kinds(night.play(_all(visas=404), named=there)) == [("removed",)]


def test_what_no_listing_names_tonight_is_removed_at_once(night: Night) -> None:
    assert night.play(_all(), named=(_url("visas"),)) == ()
    assert _kinds(night.play(_all(visas=404))) == [("removed",)]


def test_removed_and_restored_are_told_once_each(night: Night) -> None:
    assert _kinds(night.play(_all(visas=404))) == [("removed",)]
    assert night.play(_all(visas=404)) == ()
    assert _kinds(night.play(_all())) == [("restored",)]
    assert night.play(_all()) == ()


def test_an_emptied_field_waits_for_its_second_night_in_the_store_too(night: Night) -> None:
    def project(value: str | None) -> Content:
        return replace(story("visas"), fields={"End Date": Field(value, value or "")})

    night.play(_all(visas=project("2019")))
    assert night.play(_all(visas=project(None))) == ()
    assert _kinds(night.play(_all(visas=project(None)))) == [("fields-changed",)]
    assert night.play(_all(visas=project(None))) == ()


def test_an_imported_text_crawled_later_is_no_news_and_its_next_edit_is(night: Night) -> None:
    record = night.record(_url("trade"), story("trade", extra="\n\nMenu Home Contact"))
    night.store.items.import_record(replace(record, parser="text"), night.now)
    assert night.play(_all(trade=story("trade"))) == ()
    assert _kinds(night.play(_all(trade=story("trade", 77)))) == [("updated",)]


def test_an_imported_text_without_address_is_known_again(night: Night) -> None:
    record = replace(night.record(_url("trade"), story("trade")), url=None, source=None)
    night.store.items.import_record(record, night.now)
    assert night.play(_all(trade=story("trade"))) == ()
    assert len(night.store.items.known()) == len(NAMES) + 1


def test_a_maintenance_page_holds_the_baseline_for_as_long_as_it_lasts(night: Night) -> None:
    notice = Content(editions={"en": Edition("Hm", "We move to new servers and come back. " * 9)})
    everywhere: dict[str, Content | Record | int] = {_url(name): notice for name in NAMES}
    alerts = []
    for shown in (everywhere, everywhere, _all()):
        assert night.play(shown) == ()
        assert night.decision is not None
        alerts.append([alert.kind for alert in night.decision.alerts])
    assert alerts == [["bad"], [], ["recovered"]]


def test_what_was_listed_before_a_source_is_watched_is_old_whenever_its_turn_comes(
    store: Store,
) -> None:
    night = Night(store)
    late = ("ports", "trade", "youth", "maps")
    for name in late:  # announced on the first night, left over by the page budget on four
        store.pages.ensure(_url(name), "site", night.now + timedelta(days=1))
    for _ in range(3):
        assert night.play(_all(), "partial") == ()
    assert night.play(_all(ports=story("ports")), "partial") == ()
    shown = _all(ports=story("ports"), trade=story("trade"))
    fresh = replace(story("youth"), published=PageDate("2026-11-04"))
    assert night.play(shown, "partial") == ()
    told = night.play(shown | {_url("youth"): fresh, _url("tents"): story("tents")})
    texts = [change.after.content for change in told if change.after]
    assert texts == [fresh, story("tents")]
    assert night.play(shown | {_url("maps"): story("maps")}) == ()


def test_a_source_that_never_gets_beyond_partial_is_said_to_be_watched_once(store: Store) -> None:
    night = Night(store)
    for _ in range(6):
        assert night.play(_all(), "partial") == ()
    assert night.play(_all()) == ()
    runs = store.runs.of_source("site", 9)
    assert [run.baseline for run in reversed(runs)] == [False, False, False, True] + [False] * 3
    assert _kinds(night.play(_all(trade=story("trade")))) == [("new",)]


def test_what_is_published_while_a_baseline_takes_several_nights_is_told(store: Store) -> None:
    night = Night(store)
    fresh = replace(story("trade"), published=PageDate("2026-11-03"))
    old = replace(story("ports"), published=PageDate("2026-10-03"))
    assert night.play({_url("visas"): story("visas")}, "failed") == ()
    assert night.play({_url("visas"): story("visas")}, "partial") == ()
    told = night.play(_all(trade=fresh, ports=old))
    assert [change.after.content for change in told if change.after] == [fresh]
    assert [run.baseline for run in store.runs.of_source("site", 3)] == [True, False, False]


def test_what_a_cut_off_run_had_read_is_told_by_the_next_night(night: Night) -> None:
    assert _kinds(night.play({_url("trade"): story("trade")}, "failed")) == [("new",)]
    assert night.play(_all(trade=story("trade"))) == ()


def test_an_address_that_shows_another_story_is_that_storys_from_then_on(night: Night) -> None:
    one, other = (Content(editions={"en": Edition(name, _words(name))}) for name in ("one", "two"))
    night.play(_all() | {_url("n1"): one, _url("n2"): other})
    night.play(_all() | {_url("n1"): 404, _url("n2"): one, _url("n3"): other})
    owners = [night.store.items.by_identifier("url", _url(name)) for name in ("n2", "n3")]
    assert [owner and owner.version.content for owner in owners] == [one, other]


def test_a_story_whose_only_address_was_taken_is_removed_by_name(night: Night) -> None:
    one, other = (Content(editions={"en": Edition(name, _words(name))}) for name in ("one", "two"))
    night.play(_all() | {_url("n1"): one, _url("n2"): other})
    told = [night.play(_all() | {_url("n1"): other, _url("n2"): 404}) for _ in range(3)]
    assert [_kinds(changes) for changes in told] == [[("moved",)], [], [("removed",)]]
    assert told[2][0].reason.startswith(f"removed: item {told[2][0].item_id}: missing in 3 ok")


def test_a_twin_that_is_not_there_is_told_on_the_second_night(night: Night) -> None:
    text = Content(editions={"zh-Hans": Edition("签证", "签证研讨会在北京举行。" * 12)})
    twin = replace(night.record(_url("zh"), text), identifiers={"twin:en": _url("visas")})
    assert _kinds(night.play(_all() | {_url("zh"): twin})) == [("edition-added",)]
    assert night.play(_all(zh=404)) == ()
    assert night.play(_all() | {_url("zh"): twin}) == ()
    assert night.play(_all(zh=404)) == ()
    assert _kinds(night.play(_all(zh=404))) == [("updated",)]


@pytest.mark.parametrize("partial", [False, True])
def test_a_clock_that_was_ahead_silences_nothing_once_it_is_right(
    store: Store, *, partial: bool
) -> None:
    night = Night(store)
    if partial:  # it named three, and came to two of them
        night.play({_url(name): story(name) for name in NAMES[:2]}, "partial", named=[_url("left")])
    night.now += timedelta(days=365)
    assert night.play(_all()) == ()
    night.now -= timedelta(days=365)
    assert _kinds(night.play(_all(trade=story("trade")))) == [("new",)]
    assert _kinds(night.play(_all(trade=story("trade"), ports=story("ports")))) == [("new",)]
    left = night.play({_url("left"): story("left")})
    assert _kinds(left) == ([] if partial else [("new",)])


def test_visits_of_one_night_are_one_look_for_what_is_gone(night: Night) -> None:
    gone = _all(visas=404)
    night.step = timedelta(hours=1)
    assert [night.play(gone, named=[_url("visas")]) for _ in range(12)] == [()] * 12
    assert _kinds(night.play(gone, named=[_url("visas")])) == [("removed",)]


def test_what_was_there_in_between_was_not_gone_for_two_nights(night: Night) -> None:
    night.step = timedelta(hours=7)
    for shown in (404, story("visas"), 404):
        assert night.play(_all(visas=shown), named=[_url("visas")]) == ()
    assert night.play(_all(visas=404), named=[_url("visas")]) == ()
    assert _kinds(night.play(_all(visas=404), named=[_url("visas")])) == [("removed",)]


def test_visits_of_one_night_are_one_look_for_what_is_not_found(night: Night) -> None:
    lost = replace(night.record(_url("visas"), Content()), not_understood="soft 404: not found")
    shown = {**_all(), _url("visas"): lost}
    night.step = timedelta(hours=1)
    assert [night.play(shown) for _ in range(24)] == [()] * 24
    assert _kinds(night.play(shown)) == [("removed",)]


@pytest.mark.parametrize("hours", [1, 24])
def test_an_edition_and_a_field_that_go_are_missed_on_two_nights(night: Night, hours: int) -> None:
    full = replace(
        story("trade"),
        editions={
            **story("trade").editions,
            "zh-Hans": Edition("贸易", "贸易研讨会在北京举行。" * 9),
        },
        fields={"budget": Field("100 dollars", "100 dollars")},
    )
    night.play(_all(trade=full))
    night.step = timedelta(hours=hours)
    visits = 12 if hours == 1 else 1
    assert [night.play(_all(trade=story("trade"))) for _ in range(visits)] == [()] * visits
    (change,) = night.play(_all(trade=story("trade")))
    assert change.kinds == ("updated", "fields-changed")


@pytest.mark.parametrize(("hours", "visits"), [(1, 25), (24, 3)])
def test_bad_visits_of_one_night_are_one_bad_night(store: Store, hours: int, visits: int) -> None:
    night = Night(store, failed_nights=3)
    night.play(_all())
    night.step = timedelta(hours=hours)
    for status in ("failed", "partial"):
        told = []
        for _ in range(visits):
            night.play({}, status)
            assert night.decision is not None
            told += [night.decision.alerts]
        assert [len(alerts) for alerts in told] == [0] * (visits - 1) + [1]
        night.play(_all())


def test_asked_twice_in_one_night_is_one_look(night: Night) -> None:
    for looks in ([False, False], [True, True]):
        night.now += timedelta(days=1)
        run = night.store.runs.start(night.now)
        part = night.store.runs.start_source(run.id, "site", "news", night.now)
        for _ in looks:
            night._visit(part.id, _url("visas"), 404)
        visits = night.store.items.night(part.id).visits
        assert [visit.gone_before for visit in visits] == looks
