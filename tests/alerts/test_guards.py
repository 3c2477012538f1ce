"""What keeps a bad night from looking like news, and a good one from being held."""

from __future__ import annotations

import time

import pytest

from alerts import guards
from alerts.guards import health_alerts, is_bad, rewritten, shrinks
from storage.types import Content
from tests.alerts.newsroom import (
    TOPICS,
    Newsroom,
    Shown,
    changed,
    known_room,
    page,
    pages,
    prose,
    record,
    story,
    url,
)

NOTICE = "We are moving to new servers and shall be with you again soon. " * 5
OTHER_NOTICE = "This part of the site is closed for the whole of this week, we are sorry. " * 5


def notice(*names: str, text: str = NOTICE) -> dict[str, Shown]:
    return {url(name): Shown(record(url(name), story(text, title="Hm"))) for name in names}


def test_a_night_that_was_cut_off_says_so() -> None:
    decision = known_room().night(page("visas"), None)
    assert (decision.status, decision.reason) == (
        "partial",
        "night: cut off before it was closed",
    )
    assert known_room().night(page("visas"), "partial").reason is None


def test_a_decision_is_that_of_its_source_run() -> None:
    room = Newsroom()
    first, second = room.night(pages("visas")), room.night(pages("visas"))
    assert 0 < first.source_run_id < second.source_run_id


def test_why_a_night_is_not_understood_names_the_first_page_that_was_not() -> None:
    login = record(url("visas"), Content(), not_understood="a login form")
    assert known_room("visas").night({url("visas"): Shown(login)}).reason == (
        "pages: 1 of 1 not understood: a login form"
    )
    assert known_room(*TOPICS[:6]).night(notice(*TOPICS[:6])).reason == (
        "pages: 6 of 6 not understood: the same text as on other pages"
    )


def test_a_page_that_never_was_an_item_weighs_what_the_crawl_says() -> None:
    """A video among the news, asked for on a quiet night: its source is as well as it was."""
    video = record(url("video"), Content(), not_understood="no text")
    assert known_room("visas").night({url("video"): Shown(video)}).status == "ok"
    cut_off = known_room("visas").night({url("video"): Shown(video)}, None)
    assert cut_off.status == "not-understood"


def numbered(night: int, *names: str) -> dict[str, Shown]:
    """Return these stories at the addresses that a site which counts its visitors gives them."""
    found = {name: (f"{name}?sid=x{night}", story(prose(name), title=name)) for name in names}
    return {url(at): Shown(record(url(at), said)) for at, said in found.values()}


def test_what_a_site_that_numbers_its_visitors_shows_unchanged_says_nothing() -> None:
    """An Item's page is the newest; what the others say is known of it, and of no Item."""
    room = Newsroom()
    for night in range(1, 6):
        room.night(numbered(night - 1, *TOPICS[:3]) | numbered(night, *TOPICS[:3]))
    left = [url(f"{name}?sid=x{night}") for name in TOPICS[:3] for night in range(1, 5)]
    shown = {address: Shown(None, 304) for address in left}
    assert room.night(numbered(5, *TOPICS[:3]) | shown).status == "ok"
    assert room.told() == []


def test_what_never_was_an_item_is_not_understood_however_unchanged() -> None:
    """A notice at new addresses is no news of its site, on its second night neither."""
    room = known_room(*TOPICS[:3])
    names = TOPICS[3:9]
    assert room.night(notice(*names) | pages(*TOPICS[:3])).status == "not-understood"
    again = {url(name): Shown(None, 304) for name in names}
    assert room.night(again | pages(*TOPICS[:3])).status == "not-understood"


@pytest.mark.parametrize("status", ["ok", "partial"])
def test_a_notice_on_most_pages_is_not_understood_on_a_partial_night_too(status: str) -> None:
    room = known_room(*TOPICS[:6])
    assert room.night(notice(*TOPICS[:6]), status).status == "not-understood"  # type: ignore[arg-type]


def test_a_notice_on_a_few_pages_leaves_the_night_ok() -> None:
    room = known_room(*TOPICS[:9])
    assert room.night(notice(*TOPICS[:3]) | pages(*TOPICS[3:9])).status == "ok"


def test_a_site_that_shows_its_front_page_at_the_addresses_it_left_is_well() -> None:
    names = TOPICS[:6]
    moved, vanished = names[:5], names[5]
    room = known_room(*names)
    there = {
        url(f"2026-{name}"): Shown(record(url(f"2026-{name}"), story(prose(name))))
        for name in moved
    }
    assert room.night(notice(*names) | there).status == "ok"
    told = [room.night(notice(*names) | there) for _ in range(3)]
    assert [one.status for one in told] == ["ok", "ok", "ok"]
    assert room.told()[-1] == ("removed",)
    (removed,) = [item for item in room.items.values() if item.state == "removed"]
    assert ("url", url(vanished)) in removed.identifiers


def test_pages_that_always_shared_one_text_are_not_taken_over() -> None:
    room = known_room()
    shown = notice("rules", "terms", "legal") | pages(*TOPICS[:3])
    room.night(shown)
    decision = room.night(shown)
    assert (decision.status, decision.outcomes) == ("ok", ())


def test_two_known_pages_and_a_new_one_that_show_one_text_are_taken_over() -> None:
    room = known_room()
    before = len(room.changes)
    room.night(notice("visas", "shelter", "latest") | pages("health", "training"))
    assert {change.kinds for _, change, _, _ in room.changes[before:]} == {("new",)}
    assert room.pages[url("latest")].item_id is None


def test_an_edit_of_a_text_that_stands_on_three_pages_is_no_takeover() -> None:
    room = known_room()
    room.night(notice("rules", "terms", "legal") | pages(*TOPICS[:3]))
    edited = notice("rules", "terms", "legal", text=f"{NOTICE} Write to 7 offices.")
    assert changed(room, edited | pages(*TOPICS[:3])) == ("updated",)


def test_three_new_pages_of_one_text_are_believed_beside_three_others_and_not_alone() -> None:
    assert len(Newsroom().night(notice(*TOPICS[:3]) | pages(*TOPICS[3:6])).outcomes) == 4
    assert Newsroom().night(notice(*TOPICS[:3])).outcomes == ()


def test_one_story_reposted_word_for_word_at_three_hosts_is_three_new_items() -> None:
    room = Newsroom(genre="repost")
    at = [f"https://{name}.example/p/1" for name in ("haowen", "kuaibao", "www.qiaowang")]
    decision = room.night({one: Shown(record(one, story(NOTICE))) for one in at})
    assert (decision.status, len(decision.outcomes)) == ("ok", 3)


def test_a_notice_that_numbers_each_answer_is_one_text() -> None:
    room = known_room(*TOPICS[:3])
    shown: dict[str, Shown] = {}
    for name, code in zip(TOPICS[:3], ("7d38241f41", "e1f873c422", "11:02:59"), strict=True):
        shown |= notice(name, text=f"{NOTICE} Error code: {code}")
    assert room.night(shown).status == "not-understood"
    assert room.told() == []


def test_a_text_without_blanks_is_looked_through_for_codes_once() -> None:
    began = time.process_time()
    room = known_room(*TOPICS[:3])
    room.night(notice(*TOPICS[:3], text=f"{'iom-' * 10_000}中"))
    assert time.process_time() - began < 2


def test_two_notices_at_once_take_over_the_pages_of_both() -> None:
    room = known_room(*TOPICS[:6])
    shown = notice(*TOPICS[:3]) | notice(*TOPICS[3:6], text=OTHER_NOTICE)
    assert room.night(shown).reason == (
        "pages: 6 of 6 not understood: the same text as on other pages"
    )
    assert room.told() == []


@pytest.mark.parametrize(
    ("newest_first", "bad"),
    [
        ((), False),
        (("ok",), False),
        (("failed",), True),
        (("partial", "failed"), True),
        (("ok", "failed"), False),
        (("partial", "partial"), False),
        (("partial", "partial", "partial"), True),
        (("partial", "partial", "ok", "partial"), False),
    ],
)
def test_a_source_is_bad_from_a_bad_night_to_a_good_one(
    newest_first: tuple[guards.SourceRunStatus, ...], *, bad: bool
) -> None:
    assert is_bad(newest_first) is bad


@pytest.mark.parametrize(
    ("newest_first", "bad"),
    [
        (("failed",), False),
        (("failed", "blocked"), False),
        (("failed", "blocked", "empty"), True),
        (("failed", "partial", "blocked", "empty"), True),
        (("partial", "failed", "blocked", "empty"), True),
        (("failed", "blocked", "ok", "empty"), False),
        (("ok", "failed", "blocked", "empty"), False),
        (("partial", "partial", "partial"), True),
    ],
)
def test_an_operator_may_wait_for_the_third_bad_night(
    newest_first: tuple[guards.SourceRunStatus, ...], *, bad: bool
) -> None:
    assert is_bad(newest_first, 3) is bad


def test_the_alert_comes_after_the_nights_that_the_configuration_names() -> None:
    room = known_room()
    room.failed_nights = 3
    kinds = [[alert.kind for alert in room.night({}, "failed").alerts] for _ in range(4)]
    assert kinds == [[], [], ["bad"], []]
    (alert,) = room.night(page("visas")).alerts
    assert alert.text == "site: ok again: after 4 bad nights"
    assert not room.night({}, "failed").alerts
    assert not room.night(page("visas")).alerts


def test_an_alert_without_a_reason_says_that_none_was_given() -> None:
    (alert,) = known_room().night({}, "failed").alerts
    assert alert.text == "site: failed: no reason given"


@pytest.mark.parametrize(
    ("first", "bad_nights", "text"),
    [
        (True, 1, "site: ok again: after 1 bad night"),
        (True, 3, "site: ok again: after 3 bad nights"),
        (False, 2, "site: ok again: after 2 bad nights"),
    ],
)
def test_the_recovery_says_how_long_it_was_bad(text: str, bad_nights: int, *, first: bool) -> None:
    room = known_room() if first else Newsroom()
    for _ in range(bad_nights):
        room.night({}, "blocked")
    (alert,) = room.night(pages(*TOPICS[:3])).alerts
    assert (alert.kind, alert.source, alert.text) == ("recovered", "site", text)


@pytest.mark.parametrize(
    ("unread", "told"),
    [
        (["https://a.cn/1"], "; 1 page still cannot be read: https://a.cn/1"),
        (["https://a.cn/1", "https://a.cn/2"], "; 2 pages still cannot be read: https://a.cn/1 and 1 more"),
    ],
)  # fmt: skip
def test_and_what_still_can_not_be_read(unread: list[str], told: str) -> None:
    [alert] = health_alerts("site", "ok", None, ["partial"] * 3, unread=unread)
    assert alert.text == f"site: ok again: after 3 bad nights{told}"


@pytest.mark.parametrize(
    ("gone", "present", "held"), [(1, 1, False), (2, 3, True), (2, 4, False), (3, 5, True)]
)
def test_more_than_half_and_more_than_one_is_a_shrink(
    gone: int, present: int, *, held: bool
) -> None:
    assert shrinks(gone, present) is held


@pytest.mark.parametrize(
    ("changes", "compared", "layout"),
    [(9, 9, False), (10, 10, True), (10, 20, False), (11, 20, True)],
)
def test_ten_items_and_more_than_half_read_anew_are_a_layout(
    changes: int, compared: int, *, layout: bool
) -> None:
    assert rewritten(changes, compared) is layout


@pytest.mark.parametrize(
    ("line", "count", "read", "template"),
    [
        ("+A line", 2, 12, False),
        ("+A line", 3, 12, True),
        ("+A line", 3, 30, True),
        ("+A line", 3, 31, False),
        ("+A line", 10, 100, True),
        ("+A line", 10, 101, False),
        (f"{guards.SHORT}a→b", 9, 12, False),
        (f"{guards.SHORT}a→b", 10, 12, True),
        (f"{guards.SHORT}a→b", 10, 101, False),
        (f"{guards.ROW}field:x", 3, 6, True),
        (f"{guards.ROW}field:x", 3, 7, False),
        (f"{guards.ROW}field:x", 2, 2, False),
        (f"{guards.ROW}field:x", 9, 20, False),
        (f"{guards.ROW}field:x", 10, 20, True),
    ],
)
def test_on_how_many_pages_a_change_is_the_sites(
    line: str, count: int, read: int, *, template: bool
) -> None:
    atom = frozenset({line})
    found = guards.site_spellings([("a.example", frozenset({atom}))] * count, {"a.example": read})
    assert (("a.example", line) in found) is template


def test_what_no_page_of_the_host_was_read_for_still_needs_three() -> None:
    atoms = frozenset({frozenset({"+A line"})})
    assert guards.site_spellings([("a.example", atoms)] * 2, {}) == frozenset()
    assert guards.site_spellings([("a.example", atoms)] * 3, {}) == {("a.example", "+A line")}


def test_a_change_is_the_sites_on_its_own_host_only_and_when_all_of_it_is() -> None:
    spellings = frozenset({("a.example", "+A line")})
    shared, own = frozenset({"+A line", "+Another"}), frozenset({"+A story"})
    assert guards.is_the_sites("a.example", frozenset({shared}), spellings)
    assert not guards.is_the_sites("b.example", frozenset({shared}), spellings)
    assert not guards.is_the_sites("a.example", frozenset({shared, own}), spellings)
    assert not guards.is_the_sites("a.example", frozenset(), spellings)


def test_only_the_sources_present_items_are_counted() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    items = list(room.items.values())
    assert [one.state for one in guards.source_items(items, "site")] == ["present"] * 2
    assert guards.source_items(items, "another") == []


def test_a_long_text_that_only_some_pages_quote_is_read_as_theirs() -> None:
    """Two pages with one text are a quotation, not a takeover."""
    room = known_room()
    shown = page("visas", story(prose("farms"), title="About visas"))
    shown |= page("shelter", story(prose("farms"), title="About shelter")) | pages("health")
    room.night(shown)
    assert room.told() == [("updated",), ("updated",)]
