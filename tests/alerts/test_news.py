"""What is news, what is not, and why: one night after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.looked import MISSES
from storage.types import (
    Amount,
    Contact,
    Content,
    Edition,
    Field,
    KnownItem,
    Link,
    PageDate,
    SourceRunStatus,
    Version,
)
from tests.alerts.newsroom import (
    HOST,
    TOPICS,
    Newsroom,
    Shown,
    changed,
    dated,
    known_room,
    page,
    pages,
    prose,
    record,
    story,
    url,
)


def test_the_first_ok_night_is_the_baseline_and_no_item_of_it_is_news() -> None:
    room = Newsroom()
    decision = room.night(pages("visas", "shelter"))
    assert decision.baseline
    assert [one.change.telling for one in decision.outcomes if one.change] == ["baseline"] * 2


def test_a_failed_first_night_leaves_the_baseline_to_the_first_ok_one() -> None:
    room = Newsroom()
    assert not room.night({}, "failed").baseline
    assert room.night(pages("visas")).baseline
    assert room.told() == []


def test_a_source_that_never_gets_beyond_partial_is_watched_all_the_same_from_the_fourth_night() -> (
    None
):
    room = Newsroom()
    for _ in range(3):
        assert not room.night(pages("visas"), "partial").baseline
    assert room.night(pages("visas", "shelter"), "partial").baseline
    assert room.told() == [("new",)]


@pytest.mark.parametrize(
    ("published", "telling"),
    [
        ("2026-11-02T10:31+08:00", "tell"),  # the watch began at half past ten in Beijing
        ("2026-11-02T10:29+08:00", "baseline"),
        ("2026-11-02", "tell"),
        ("2026-11-01", "baseline"),
        ("2026-11", "baseline"),
        (None, "baseline"),
    ],
)
def test_what_is_published_while_a_baseline_takes_several_nights_is_news(
    published: str | None, telling: str
) -> None:
    room = Newsroom()
    came = page("trade", story(prose("trade"), published=dated(published) if published else None))
    assert room.night(pages("visas"), "partial").outcomes[0].change.telling == "baseline"
    decision = room.night(pages("visas", "shelter") | came)
    assert decision.baseline
    told = {one.change.telling for one in decision.outcomes if one.change}
    assert told == {"baseline", telling}


def test_of_the_first_night_nothing_is_news_whatever_its_date() -> None:
    room = Newsroom()
    room.night({}, "failed")
    room.night(page("trade", story(prose("trade"), published=dated("2026-11-09"))))
    assert room.told() == []


def test_an_unchanged_night_has_no_outcome_at_all() -> None:
    room = known_room()
    assert room.night(pages(*TOPICS[:3])).outcomes == ()


def test_a_page_after_the_baseline_is_new() -> None:
    room = known_room()
    assert changed(room, pages(*TOPICS[:3], "trade")) == ("new",)


def test_an_item_published_more_than_thirty_days_ago_is_new_but_older() -> None:
    room = known_room()
    content = story(prose("trade"), published=dated("2026-08-01"))
    room.night(page("trade", content))
    assert room.changes[-1][1].older


def test_an_item_published_yesterday_is_not_older() -> None:
    room = known_room()
    room.night(page("trade", story(prose("trade"), published=dated("2026-10-31"))))
    assert not room.changes[-1][1].older


def test_a_date_of_a_year_alone_makes_nothing_older() -> None:
    room = known_room()
    room.night(page("late", story(prose("lanterns"), published=dated("2017"))))
    (_, change, _, _) = room.changes[-1]
    assert not change.older
    assert change.reason.endswith("first seen, dated 2017")


def test_an_undated_item_whose_event_lies_long_back_is_older() -> None:
    room = known_room()
    room.night(page("trade", story(prose("trade"), event_date=dated("2022-09-28"))))
    assert room.changes[-1][1].older


def test_an_edited_number_is_a_substantive_update_and_says_so() -> None:
    room = known_room()
    kinds = changed(room, page("visas", story(prose("visas", 13), title="About visas")))
    assert kinds == ("updated",)
    draft = room.changes[-1][1]
    assert draft.weight == "substantive"
    assert draft.reason.startswith(f"updated: {url('visas')}: edition:en:body: ")


@pytest.mark.parametrize(
    "noise",
    [
        "1,234 reads",
        "Views: 88",
        "阅读:1.2万",
        "(浏览 1234 次)",
        "9個月前",
        "3 hours ago",
        "Last updated: 21 November 2026 10:15",
        "更新时间:2026-11-21 08:00:12",
        "今天是 2026年11月21日 星期六",
        "Saturday, November 21, 2026",
        "12人点赞",
    ],
)
def test_counters_ages_and_stamps_are_no_content(noise: str) -> None:
    room = known_room()
    content = story(f"{prose('visas')}\n\n{noise}", title="About visas")
    room.night(page("visas", content))
    assert room.changes[len(TOPICS[:3]) :] == []


def test_a_counter_behind_the_last_sentence_is_no_content() -> None:
    room = known_room()
    content = story(f"{prose('visas')} 1,234 reads", title="About visas")
    assert room.night(page("visas", content)).outcomes == ()


def test_an_updated_stamp_in_the_metadata_is_no_content() -> None:
    room = known_room()
    content = story(prose("visas"), title="About visas", updated=dated("2026-11-20"))
    assert room.night(page("visas", content)).outcomes == ()


def test_white_space_is_no_content() -> None:
    room = known_room()
    body = prose("visas").replace(" the", "\u00a0 the ")
    assert room.night(page("visas", story(body, title="About  visas"))).outcomes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("officials took", "officials, took"),
        ("Beijing and", "Beijing — and"),
        ("agreed", "agred"),
        ("printed", "pritned"),
    ],
)
def test_a_slip_of_the_pen_is_editorial(old: str, new: str) -> None:
    room = known_room()
    body = prose("visas").replace(old, new)
    assert body != prose("visas")
    room.night(page("visas", story(body, title="About visas")))
    assert room.changes[-1][1].weight == "editorial"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 officials", "13 officials"),
        ("nine provinces", "five provinces"),
        ("Beijing", "Beijng"),
        ("will be", "will not be"),
        ("more care", "less care"),
        ("officials took part", "officials from three ministries took part"),
    ],
)
def test_what_touches_a_number_a_name_or_a_negation_is_substantive(old: str, new: str) -> None:
    room = known_room()
    body = prose("visas").replace(old, new)
    assert body != prose("visas")
    room.night(page("visas", story(body, title="About visas")))
    assert room.changes[-1][1].weight == "substantive"


def test_a_new_language_on_a_known_page_is_an_added_edition() -> None:
    room = known_room()
    both = story(prose("visas"), title="About visas")
    both = replace(
        both, editions={**both.editions, "zh-Hans": Edition("签证", "签证研讨会。" * 20)}
    )
    assert changed(room, page("visas", both)) == ("edition-added",)


def test_a_twin_page_in_the_other_language_joins_the_item() -> None:
    room = known_room()
    twin = story("签证研讨会在北京举行。" * 20, title="签证", language="zh-Hans")
    shown = page("visas-zh", twin, identifiers={"twin:en": url("visas")})
    assert changed(room, shown) == ("edition-added",)
    assert len(room.items) == 3


def test_a_twin_named_only_by_the_known_page_joins_too() -> None:
    room = Newsroom()
    room.night(page("visas", identifiers={"twin:zh-Hans": url("visas-zh")}))
    twin = story("签证研讨会在北京举行。" * 20, title="签证", language="zh-Hans")
    assert changed(room, page("visas-zh", twin)) == ("edition-added",)


def test_two_twins_first_seen_on_one_night_are_one_new_item() -> None:
    room = known_room()
    twin = story("签证研讨会在北京举行。" * 20, title="贸易", language="zh-Hans")
    shown = page("trade-zh", twin) | page("trade", identifiers={"twin:zh-Hans": url("trade-zh")})
    assert changed(room, shown) == ("new",)
    assert set(room.changes[-1][3].editions) == {"zh-Hans", "en"}


def test_a_value_one_twin_lacks_never_erases_the_others() -> None:
    room = Newsroom()
    en = story(prose("visas"), title="About visas", published=dated("2026-10-30"))
    room.night(page("visas", en))
    twin = story("签证研讨会在北京举行。" * 20, title="签证", language="zh-Hans")
    room.night(page("visas-zh", twin, identifiers={"twin:en": url("visas")}))
    (item,) = room.items.values()
    assert item.version.content.published == PageDate("2026-10-30")
    assert set(item.version.content.editions) == {"en", "zh-Hans"}


def _project(**fields: Field) -> Content:
    return Content(
        editions={"en": Edition("A project", prose("visas"))},
        fields={label.replace("_", " "): field for label, field in fields.items()},
    )


def _text_field(value: str | None) -> Field:
    return Field(value, value or "")


def test_a_project_whose_status_changes_says_which_field() -> None:
    room = Newsroom(genre="project")
    room.night(page("p", _project(Project_Status=_text_field("Active"))))
    assert changed(room, page("p", _project(Project_Status=_text_field("Completed")))) == (
        "fields-changed",
    )
    assert "Active → Completed" in room.changes[-1][1].reason


def test_the_same_amount_written_otherwise_is_no_change() -> None:
    room = Newsroom(genre="project")
    room.night(page("p", _project(Budget=Field(Amount("100000.00", "USD"), "100000.00"))))
    shown = page("p", _project(Budget=Field(Amount("100000", "USD"), "100,000")))
    assert room.night(shown).outcomes == ()


def test_an_emptied_field_is_told_only_when_a_second_night_confirms_it() -> None:
    room = Newsroom(genre="project")
    full, empty = _project(End=_text_field("2019")), _project(End=_text_field(None))
    room.night(page("p", full))
    assert room.night(page("p", empty)).outcomes == ()
    assert changed(room, page("p", empty)) == ("fields-changed",)
    assert room.night(page("p", empty)).outcomes == ()


def test_a_field_that_was_empty_for_one_night_only_is_never_told() -> None:
    room = Newsroom(genre="project")
    full, empty = _project(End=_text_field("2019")), _project(End=_text_field(None))
    for content in (full, empty, full, full):
        room.night(page("p", content))
    assert room.told() == []


def _waited(room: Newsroom, full: Content, less: Content) -> list[tuple[str, ...]]:
    """Return what a second night without something tells, furniture being learned meanwhile."""
    for content in (full, less):
        room.night(page("p", content))
    room.night(page("p", less), reread={url("p"): record(url("p"), less)})
    return room.told()


def test_what_waits_for_a_second_night_is_told_also_when_pages_are_read_anew_on_it() -> None:
    full, empty = _project(End=_text_field("2019")), _project(End=_text_field(None))
    assert _waited(Newsroom(genre="project"), full, empty) == [("fields-changed",)]
    editions = {**story(prose("visas")).editions, "zh-Hans": Edition("签证", "签证办理须知。" * 9)}
    both = replace(story(prose("visas")), editions=editions)
    assert _waited(Newsroom(), both, story(prose("visas"))) == [("updated",)]


def test_what_is_back_on_that_night_is_never_told() -> None:
    room = Newsroom(genre="project")
    full, empty = _project(End=_text_field("2019")), _project(End=_text_field(None))
    for content in (full, empty):
        room.night(page("p", content))
    room.night(page("p", full), reread={url("p"): record(url("p"), empty)})
    assert room.told() == []


def test_what_a_better_reader_no_longer_finds_is_dropped_silently() -> None:
    room = Newsroom(genre="project")
    full, empty = _project(End=_text_field("2019")), _project(End=_text_field(None))
    room.night(page("p", full))
    room.night(page("p", empty), reread={url("p"): record(url("p"), empty)})
    room.night(page("p", empty))
    assert room.told() == []


def test_an_edit_of_one_page_is_told_though_an_older_one_still_shows_the_old_text() -> None:
    room = Newsroom()
    old, new = story(prose("visas")), story(prose("visas", 13))
    both = page("print", old) | page("visas", old)
    room.night(both)
    assert len(room.items) == 1
    edited = page("print", old) | page("visas", new)
    assert changed(room, edited) == ("updated",)
    assert room.night(edited).outcomes == ()
    room.night(edited, reread={url("print"): record(url("print"), old)})
    assert room.told() == [("updated",)]


def test_an_edit_of_a_cut_page_is_not_the_items() -> None:
    room = Newsroom()
    whole = story(prose("visas") + "\n\nForty clerks will learn it by heart.", "Visas")
    first, later = (story(f"{prose('visas')}\n\nRead more: {n}.", "Visas") for n in ("1", "2"))
    room.night(page("visas", whole))
    (item,) = room.items
    named = {"identifiers": {"canonical-url": url("visas")}}
    room.night(page("visas", whole) | page("cut", first, **named))
    room.night(page("visas", whole) | page("cut", later, **named))
    assert list(room.items) == [item]
    assert room.told() == []


@pytest.mark.parametrize("end", ["", "…", " ...", "..."])
def test_a_text_that_breaks_off_amid_a_sentence_is_not_believed(end: str) -> None:
    room = known_room("visas", "shelter", "health")
    cut = prose("visas")[: prose("visas").rindex(" ") - 3] + end
    room.night(pages("shelter", "health") | page("visas", story(cut)))
    room.night(pages("shelter", "health", "visas"))
    assert room.told() == []


def test_a_text_that_ends_with_an_earlier_sentence_was_shortened() -> None:
    room = known_room("shelter", "health")
    longer = story(f"{prose('visas')}\n\nForty clerks will learn it by heart. Some know it now.")
    room.night(page("visas", longer))
    shorter = story(f"{prose('visas')}\n\nForty clerks will learn it by heart.")
    assert changed(room, page("visas", shorter)) == ("updated",)


def test_an_attachment_swapped_under_the_same_words_is_substantive_news() -> None:
    old, new = (Link(f"{HOST}/files/{name}.pdf", "Report", attachment=True) for name in "ab")
    room = Newsroom()
    room.night(page("visas", story(prose("visas"), links=(old,))))
    assert changed(room, page("visas", story(prose("visas"), links=(new,)))) == ("updated",)
    assert room.changes[-1][1].weight == "substantive"


def test_a_tracking_parameter_on_a_link_is_no_change() -> None:
    old, new = (Link(f"{HOST}/x{end}", "More", attachment=False) for end in ("", "?utm_source=a"))
    room = Newsroom()
    room.night(page("visas", story(prose("visas"), links=(old,))))
    assert room.night(page("visas", story(prose("visas"), links=(new,)))).outcomes == ()


def test_another_contact_is_substantive() -> None:
    room = Newsroom()
    one, two = (Contact(None, f"{name}@iom.example", None) for name in ("press", "media"))
    room.night(page("visas", story(prose("visas"), contacts=(one,))))
    assert changed(room, page("visas", story(prose("visas"), contacts=(two,)))) == ("updated",)
    assert room.changes[-1][1].weight == "substantive"


def test_a_404_removes_at_once_and_is_told_once() -> None:
    room = known_room()
    gone = {url("visas"): Shown(None, 404)}
    assert changed(room, gone | pages("shelter", "health")) == ("removed",)
    assert room.night(gone | pages("shelter", "health")).outcomes == ()


def test_a_404_that_a_listing_names_still_waits_for_a_second_night() -> None:
    room = known_room()
    gone = {url("visas"): Shown(None, 404, listed=True)} | pages("shelter", "health")
    room.night(gone)
    assert room.told() == []
    assert changed(room, gone) == ("removed",)
    assert room.night(gone).outcomes == ()


def test_a_404_while_the_listing_names_it_that_heals_was_never_removed() -> None:
    room = known_room()
    gone = {url("visas"): Shown(None, 404, listed=True)} | pages("shelter", "health")
    for _ in range(3):
        room.night(gone)
        room.night(pages(*TOPICS[:3]))
    assert room.told() == []
    assert {item.missed for item in room.items.values()} == {0}


def test_what_answers_410_at_each_of_two_addresses_is_removed_though_a_listing_names_it() -> None:
    for status, told in ((410, [("removed",)]), (404, [])):
        twin = page("visas-zh", story(prose("visas"), title="About visas"))
        room = Newsroom()
        room.night(pages(*TOPICS[:3]) | twin)
        gone = {url(name): Shown(None, status, listed=True) for name in ("visas", "visas-zh")}
        room.night(gone | pages("shelter", "health"))
        assert room.told() == told


def test_a_404_that_no_listing_names_the_next_night_is_removed_then() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404, listed=True)} | pages("shelter", "health"))
    assert changed(room, {url("visas"): Shown(None, 410)} | pages("shelter", "health")) == (
        "removed",
    )


def test_a_listed_404_counts_no_miss_on_a_night_that_is_not_ok() -> None:
    room = known_room()
    gone = {url("visas"): Shown(None, 404, listed=True)} | pages("shelter", "health")
    assert room.night(gone, "partial").outcomes == ()
    room.night(gone, "partial")
    assert room.told() == [("removed",)]


def test_more_than_half_gone_at_once_is_held_though_a_listing_names_them_still() -> None:
    room = known_room(*TOPICS[:5])
    gone = {url(name): Shown(None, 404, listed=True) for name in TOPICS[:2]}
    gone |= {url(TOPICS[2]): Shown(None, 404)} | pages(*TOPICS[3:5])
    assert [alert.kind for alert in room.night(gone).alerts] == ["shrink"]
    assert room.night(gone).alerts == ()
    assert room.told() == []


@pytest.mark.parametrize("status", ["failed", "blocked", "empty", "not-understood"])
def test_a_night_on_which_we_could_not_look_removes_nothing(status: str) -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404)}, status)
    assert room.told() == []


def test_a_page_that_is_not_visited_is_not_missing() -> None:
    room = known_room()
    for _ in range(5):
        room.night(pages("shelter", "health"))
    assert room.told() == []


def test_a_soft_404_removes_after_three_ok_nights_running() -> None:
    room = known_room()
    lost = record(url("visas"), Content(), not_understood="404 with status 200")
    shown = {url("visas"): Shown(lost)} | pages("shelter", "health")
    room.night(shown)
    room.night(shown)
    assert room.told() == []
    assert changed(room, shown) == ("removed",)


def test_a_soft_404_that_heals_on_the_third_night_was_never_removed() -> None:
    room = known_room()
    lost = record(url("visas"), Content(), not_understood="404 with status 200")
    shown = {url("visas"): Shown(lost)} | pages("shelter", "health")
    for night in (shown, shown, pages(*TOPICS[:3]), shown, shown):
        room.night(night)
    assert room.told() == []


def test_a_partial_night_counts_no_miss() -> None:
    room = known_room()
    lost = record(url("visas"), Content(), not_understood="404 with status 200")
    shown = {url("visas"): Shown(lost)} | pages("shelter", "health")
    for status in ("ok", "partial", "partial", "ok"):
        room.night(shown, status)
    assert room.told() == []


def test_a_removed_item_that_comes_back_is_restored_and_not_new() -> None:
    room = known_room()
    room.night({url("visas"): Shown(None, 404)} | pages("shelter", "health"))
    assert changed(room, pages(*TOPICS[:3])) == ("restored",)


def test_more_than_half_gone_at_once_is_held_and_alerted_once() -> None:
    room = known_room(*TOPICS[:5])
    gone = {url(name): Shown(None, 404) for name in TOPICS[:3]} | pages(*TOPICS[3:5])
    decision = room.night(gone)
    assert [alert.kind for alert in decision.alerts] == ["shrink"]
    assert room.told() == []
    assert all(item.state == "present" for item in room.items.values())
    assert room.night(gone).alerts == ()


def test_each_removal_the_shrink_guard_holds_is_kept_once_for_an_operator() -> None:
    room = known_room(*TOPICS[:5])
    gone = {url(name): Shown(None, 404) for name in TOPICS[:3]} | pages(*TOPICS[3:5])
    before = len(room.changes)
    for night in (1, 2, 3):
        decision = room.night(gone)
        missed = sorted(item.missed for item in room.items.values())
        assert missed == [0, 0, *[MISSES - 1 + night] * 3]
        assert (decision.status, decision.reason) == ("ok", None)
    held = [change for _, change, _, _ in room.changes[before:]]
    assert [(change.kinds, change.telling) for change in held] == [(("removed",), "held")] * 3


@pytest.mark.parametrize("bad", ["failed", "blocked", "not-understood"])
def test_a_bad_night_before_it_hides_no_shrinking(bad: SourceRunStatus) -> None:
    room = known_room(*TOPICS[:5])
    there, left = pages(*TOPICS[3:5]), TOPICS[:3]
    not_there = {
        url(name): Shown(record(url(name), Content(), not_understood="404 with status 200"))
        for name in left
    }
    gone = {url(name): Shown(None, 404) for name in left}
    before = len(room.changes)
    room.night(not_there | there)
    room.night(gone, status=bad, reason="the site is down")
    decisions = [room.night(gone | there) for _ in range(3)]
    kinds = [
        [alert.kind for alert in each.alerts if alert.kind != "recovered"] for each in decisions
    ]
    assert kinds == [["shrink"], [], []]
    held = [change for _, change, _, _ in room.changes[before:]]
    assert [(change.kinds, change.telling) for change in held] == [(("removed",), "held")] * 3


def test_more_than_half_found_nowhere_for_three_nights_is_held_and_alerted_once() -> None:
    room = known_room(*TOPICS[:5])
    lost = {url(name): _not_there(name) for name in TOPICS[:3]} | pages(*TOPICS[3:5])
    alerts = [[alert.kind for alert in room.night(lost).alerts] for _ in range(5)]
    assert alerts == [[], [], ["shrink"], [], []]
    held = [change for _, change, _, _ in room.changes[5:]]
    assert [(change.kinds, change.telling) for change in held] == [(("removed",), "held")] * 3
    assert all(item.state == "present" for item in room.items.values())


def test_an_item_missed_before_the_night_of_a_shrink_is_held_with_the_others() -> None:
    room = known_room(*TOPICS[:5])
    missing = {url(TOPICS[0]): _not_there(TOPICS[0])}
    room.night(missing | pages(*TOPICS[1:5]))
    gone = {url(name): Shown(None, 404) for name in TOPICS[:3]} | pages(*TOPICS[3:5])
    assert [alert.kind for alert in room.night(gone).alerts] == ["shrink"]
    assert room.night(gone).alerts == ()
    assert [change.telling for _, change, _, _ in room.changes[5:]] == ["held"] * 3


def _not_there(name: str) -> Shown:
    return Shown(record(url(name), Content(), not_understood="404 with status 200"))


def test_why_a_night_failed_stays_with_it_and_is_told_to_operators() -> None:
    room = known_room()
    decision = room.night({}, status="failed", reason="HTTP 503 from site.example")
    assert (decision.status, decision.reason) == ("failed", "HTTP 503 from site.example")
    (alert,) = decision.alerts
    assert (alert.kind, alert.source) == ("bad", "site")
    assert "HTTP 503 from site.example" in alert.text


def test_an_edit_on_the_night_of_a_shrink_is_told_and_operators_hear_how_many_are_gone() -> None:
    room = known_room(*TOPICS[:5])
    shown = {url(name): Shown(None, 404) for name in TOPICS[:3]} | page(TOPICS[3])
    shown |= page(TOPICS[4], story(prose(TOPICS[4], 13), title=f"About {TOPICS[4]}"))
    (alert,) = room.night(shown).alerts
    assert room.told() == [("updated",)]
    assert (alert.kind, alert.source) == ("shrink", "site")
    assert "3 of 5 items gone at once: held" in alert.text


def test_a_removal_alone_after_a_shrink_is_told() -> None:
    room = known_room(*TOPICS[:5])
    room.night({url(name): Shown(None, 404) for name in TOPICS[:3]} | pages(*TOPICS[3:5]))
    room.night(pages(*TOPICS[:5]))
    room.night({url(TOPICS[0]): Shown(None, 404)} | pages(*TOPICS[1:5]))
    assert room.told() == [("removed",)]


def test_items_held_by_the_shrink_guard_that_return_were_never_away() -> None:
    room = known_room(*TOPICS[:5])
    room.night({url(name): Shown(None, 404) for name in TOPICS[:5]})
    room.night(pages(*TOPICS[:5]))
    assert room.told() == []
    assert {item.missed for item in room.items.values()} == {0}


def test_a_redirect_to_a_new_address_is_an_editorial_move_told_once() -> None:
    room = known_room()
    shown = page("visas")
    shown[url("visas")].answered = url("visas-2026")
    assert changed(room, shown) == ("moved",)
    assert room.changes[-1][1].weight == "editorial"
    assert room.night(shown).outcomes == ()


def test_a_moved_item_has_its_new_page_only() -> None:
    room = known_room()
    content = story(prose("visas"), title="About visas")
    room.night({url("visas"): Shown(None, 404)} | page("renamed", content))
    (item,) = [one for one in room.items.values() if ("url", url("renamed")) in one.identifiers]
    assert [one.page.url for one in item.pages] == [url("renamed")]


def test_an_address_that_leads_to_another_item_says_nothing_of_its_own() -> None:
    room = known_room()
    shown = page("visas", story(prose("shelter"), title="About shelter")) | page("shelter")
    shown[url("visas")].answered = url("shelter")
    for night in (1, 2, 3):
        room.night(shown)
        (item,) = [one for one in room.items.values() if ("url", url("visas")) in one.identifiers]
        assert item.missed == night
        assert item.version.content.editions["en"].body == prose("visas")
    assert room.told() == [("removed",)]


def test_the_same_text_at_a_new_address_while_the_old_is_gone_is_a_move() -> None:
    room = known_room()
    content = story(prose("visas"), title="About visas")
    shown = {url("visas"): Shown(None, 404)} | page("renamed", content) | pages("shelter", "health")
    assert changed(room, shown) == ("moved",)
    assert len(room.items) == 3
    assert room.night(shown).outcomes == ()


def test_the_same_text_at_a_second_address_is_the_same_item_and_no_news() -> None:
    room = known_room()
    room.night(pages(*TOPICS[:3]) | page("again", story(prose("visas"), title="About visas")))
    assert room.told() == []
    assert len(room.items) == 3


def test_a_story_numbered_in_the_query_that_leads_to_the_front_page_is_a_miss() -> None:
    there = f"{HOST}/?p=12"
    room = Newsroom()
    room.night({there: Shown(record(there, story(prose("visas"))))} | pages("shelter", "health"))
    front = record(HOST, story("Welcome to our site. " * 30, title="Home"))
    room.night({there: Shown(front, answered=f"{HOST}/")} | pages("shelter", "health"))
    assert room.told() == []
    assert sorted(item.missed for item in room.items.values()) == [0, 0, 1]


def test_a_redirect_to_the_front_page_is_a_miss_and_no_content() -> None:
    room = known_room()
    front = record(HOST, story("Welcome to our site. " * 30, title="Home"))
    shown = {url("visas"): Shown(front, answered=f"{HOST}/")} | pages("shelter", "health")
    room.night(shown)
    assert room.told() == []
    assert next(item for item in room.items.values() if item.missed).missed == 1


def test_a_project_is_known_again_on_another_host_by_its_number() -> None:
    room = Newsroom(genre="project")
    room.night(
        page("p", _project(Year=_text_field("2017")), identifiers={"projects-id": "PO.0105"})
    )
    other = "https://fund.example.org/project/short"
    content = story(prose("shelter"), title="Another wording")
    shown = {other: Shown(record(other, content, identifiers={"projects-id": "PO.0105"}))}
    room.night(shown)
    assert len(room.items) == 1


def test_a_project_is_known_again_by_its_title_unless_the_numbers_differ() -> None:
    room = Newsroom(genre="project")
    content = story(prose("visas"), title="Supporting China’s Debate")
    room.night(page("p", content, genre="project", identifiers={"projects-id": "PO.0105"}))
    same = story(prose("shelter"), title="Supporting China's debate")
    room.night(page("q", same, genre="project"))
    assert len(room.items) == 1
    room.night(page("r", same, genre="project", identifiers={"projects-id": "PO.0999"}))
    assert len(room.items) == 2


def test_a_repost_source_keeps_the_same_text_on_two_hosts_apart() -> None:
    room = Newsroom(source="reposts", genre="repost")
    room.night({})
    for host in ("https://a.example/post/1", "https://b.example/post/9"):
        room.night({host: Shown(record(host, story(prose("visas")), genre="repost"))})
    assert len(room.items) == 2


def test_an_off_topic_page_is_stored_with_its_reason_and_not_told() -> None:
    room = known_room()
    room.night(page("football", off_topic="relevance: no word of migration"))
    assert room.told() == []
    assert [item.off_topic for item in room.items.values()][-1] == "relevance: no word of migration"


def test_an_item_that_comes_to_concern_us_is_new_then() -> None:
    room = known_room()
    room.night(page("football", off_topic="relevance: no word of migration"))
    assert changed(room, page("football", story(prose("football and migrants")))) == ("new",)


def test_an_item_that_comes_to_concern_us_does_so_from_then_on_old_ones_as_older() -> None:
    room = known_room()
    content = story(prose("football and migrants"), published=dated("2026-01-05"))
    room.night(page("football", off_topic="relevance: no word of migration"))
    room.night(page("football", content))
    assert room.changes[-1][1].older
    assert [item.off_topic for item in room.items.values()] == [None] * len(room.items)
    edited = story(prose("football and migrants", 13), published=dated("2026-01-05"))
    assert changed(room, page("football", edited)) == ("updated",)


@pytest.mark.parametrize(("day", "told"), [("2026-01-05", 0), ("2026-10-30", 1)])
def test_what_only_a_better_reader_finds_to_concern_us_is_told_unless_it_is_old(
    day: str, told: int
) -> None:
    room = known_room()
    content = story(prose("football and migrants"), published=dated(day))
    room.night(page("football", content, off_topic="IOM: not named"))
    room.night(page("football", content))
    assert len(room.told()) == told
    assert [item.off_topic for item in room.items.values()] == [None] * len(room.items)


def test_an_item_that_stops_to_concern_us_is_not_forgotten() -> None:
    room = known_room()
    room.night(page("visas", off_topic="relevance: no word of migration"))
    (item,) = [one for one in room.items.values() if ("url", url("visas")) in one.identifiers]
    assert item.off_topic is None


def test_a_better_parser_leaves_an_off_topic_item_off_topic() -> None:
    room = known_room()
    shown = page("football", off_topic="no")
    room.night(shown)
    old = record(url("football"), story(prose("football") + "\n\nNew eyes."), off_topic="no")
    new = story(prose("football", 99) + "\n\nNew eyes.")
    room.night(page("football", new, off_topic="no"), reread={url("football"): old})
    (item,) = [one for one in room.items.values() if ("url", url("football")) in one.identifiers]
    assert item.off_topic == "no"
    assert room.told() == []


def test_an_edit_of_an_off_topic_item_is_not_told() -> None:
    room = known_room()
    room.night(page("football", off_topic="no"))
    room.night(page("football", story(prose("football", 99)), off_topic="no"))
    assert room.told() == []


def _imported(room: Newsroom, content: Content, *identifiers: tuple[str, str]) -> None:
    """Put an imported text into the store, as `import` does."""
    room.items["old"] = KnownItem(
        id="old",
        source="import",
        genre="news",
        state="present",
        first_seen=room.now,
        version=Version(999, "old", 1, content, room.now, "import"),
        identifiers=frozenset(identifiers),
        pages=(),
        history=True,
    )


def test_the_first_crawl_of_an_imported_item_tells_nothing_and_the_next_edit_does() -> None:
    room = known_room()
    dump = story(prose("trade") + "\n\nMenu About us Contact", title=None)
    _imported(room, dump, ("url", url("trade")))
    room.night(page("trade"))
    assert room.told() == []
    assert room.items["old"].history is False
    assert changed(room, page("trade", story(prose("trade", 77), title="About trade"))) == (
        "updated",
    )


def test_an_imported_text_without_address_is_known_again_by_its_likeness() -> None:
    room = known_room()
    _imported(room, story(prose("trade").replace("\n\n", " "), title=None))
    room.night(page("trade"))
    assert room.told() == []


def test_an_edition_that_only_the_import_had_stays_and_its_absence_is_no_news() -> None:
    room = known_room()
    dump = story(prose("trade"), title="About trade")
    dump = replace(
        dump, editions={**dump.editions, "zh-Hans": Edition("贸易", "贸易研讨会。" * 20)}
    )
    _imported(room, dump, ("url", url("trade")))
    for _ in range(3):
        room.night(page("trade"))
    assert room.told() == []
    assert "zh-Hans" in room.items["old"].version.content.editions


def test_a_better_parser_writes_a_silent_version() -> None:
    room = known_room()
    better = story(prose("visas") + "\n\nA line the old parser lost.", title="About visas")
    new = record(url("visas"), better, parser_version=2)
    decision = room.night({url("visas"): Shown(new)}, reread={url("visas"): new})
    assert [(one.cause, one.change) for one in decision.outcomes] == [("parser", None)] * 1 + [
        (one.cause, one.change) for one in decision.outcomes[1:]
    ]
    assert room.told() == []
    assert room.versions[-1].cause == "parser"


def test_a_real_edit_on_the_night_of_a_better_parser_is_told_without_the_parsers_noise() -> None:
    room = known_room()
    lost = "\n\nA line the old parser lost."
    reread = record(url("visas"), story(prose("visas") + lost, title="About visas"))
    tonight = story(prose("visas", 13) + lost, title="About visas")
    room.night(page("visas", tonight), reread={url("visas"): reread})
    _, draft, before, after = room.changes[-1]
    assert (draft.kinds, draft.telling) == (("updated",), "tell")
    assert before == reread.content
    assert after == tonight


def test_a_page_that_is_not_understood_is_not_compared() -> None:
    room = known_room()
    login = record(url("visas"), story("Please log in."), not_understood="login form")
    assert room.night({url("visas"): Shown(login)} | pages("shelter", "health")).outcomes == ()


def test_a_body_half_its_size_without_its_title_is_not_believed() -> None:
    room = known_room()
    short = story(prose("visas")[:90], title=None)
    assert room.night(page("visas", short) | pages("shelter", "health")).outcomes == ()


def test_a_body_half_its_size_and_otherwise_whole_is_an_update() -> None:
    room = known_room()
    short = story(prose("visas").split("\n\n", maxsplit=1)[0], title="About visas")
    assert changed(room, page("visas", short) | pages("shelter", "health")) == ("updated",)


def _maintenance(names: tuple[str, ...]) -> dict[str, Shown]:
    notice = story(
        "We are moving to new servers and shall be with you again soon. " * 5, title="Hm"
    )
    return {url(name): Shown(record(url(name), notice)) for name in names}


def test_a_maintenance_page_everywhere_is_not_understood_alerted_once_and_recovery_once() -> None:
    names = TOPICS[:6]
    room = known_room(*names)
    first = room.night(_maintenance(names))
    assert first.status == "not-understood"
    assert [alert.kind for alert in first.alerts] == ["bad"]
    assert room.night(_maintenance(names)).alerts == ()
    healed = room.night(pages(*names))
    assert [alert.kind for alert in healed.alerts] == ["recovered"]
    assert room.told() == []


def test_a_maintenance_page_on_some_pages_leaves_the_others_to_be_told() -> None:
    room = known_room(*TOPICS[:9])
    shown = _maintenance(TOPICS[:3]) | pages(*TOPICS[3:8])
    shown |= page(TOPICS[8], story(prose(TOPICS[8], 13), title=f"About {TOPICS[8]}"))
    assert changed(room, shown) == ("updated",)


def test_a_status_that_stays_bad_is_alerted_once() -> None:
    room = known_room()
    kinds = [
        [alert.kind for alert in room.night({}, status).alerts]
        for status in ("failed", "blocked", "failed")
    ]
    kinds.append([alert.kind for alert in room.night(pages(*TOPICS[:3])).alerts])
    assert kinds == [["bad"], [], [], ["recovered"]]


def test_the_first_night_ever_that_fails_is_alerted() -> None:
    assert [alert.kind for alert in Newsroom().night({}, "blocked", reason="403").alerts] == ["bad"]


def test_one_partial_night_alerts_nobody_and_three_running_do() -> None:
    room = known_room()
    kinds = [[one.kind for one in room.night(pages("visas"), "partial").alerts] for _ in range(4)]
    assert kinds == [[], [], ["bad"], []]


def _footered(names: tuple[str, ...], footer: str) -> dict[str, Shown]:
    shown: dict[str, Shown] = {}
    for name in names:
        shown |= page(name, story(f"{prose(name)}\n\n{footer}", title=f"About {name}"))
    return shown


def test_the_same_new_line_on_all_pages_is_one_template_change_for_operators() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    decision = room.night(_footered(names, "Copyright and imprint of the new site"))
    assert [(alert.kind, alert.source) for alert in decision.alerts] == [("template", "site")]
    assert room.told() == []
    assert {change.telling for _, change, _, _ in room.changes[len(names) :]} == {"template"}
    assert room.night(_footered(names, "Copyright and imprint of the new site")).outcomes == ()


def test_a_real_edit_under_a_template_change_is_told() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    shown = _footered(names, "Copyright and imprint of the new site")
    body = prose("visas", 13) + "\n\nCopyright and imprint of the new site"
    shown |= page("visas", story(body, title="About visas"))
    room.night(shown)
    assert room.told() == [("updated",)]


def test_a_figure_in_a_footer_that_differs_on_every_page_is_still_the_template() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    shown: dict[str, Shown] = {}
    for place, name in enumerate(names):
        shown |= _footered((name,), f"Visitor number {place * 7} of our beautiful site")
    assert [alert.kind for alert in room.night(shown).alerts] == ["template"]
    assert room.told() == []


def test_the_same_correction_on_two_pages_is_news_of_both() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    room.night(_footered(names[:2], "Registration has closed.") | pages(*names[2:]))
    assert room.told() == [("updated",), ("updated",)]


def test_twelve_projects_that_end_on_one_night_are_twelve_changes() -> None:
    room = Newsroom(genre="project")
    for status in ("Active", "Completed"):
        shown: dict[str, Shown] = {}
        for name in TOPICS[:12]:
            content = story(prose(name), title=name, fields={"Status": _text_field(status)})
            shown |= page(name, content)
        room.night(shown)
    assert room.told() == [("fields-changed",)] * 12


def test_the_same_year_mended_in_three_stories_is_news_of_each() -> None:
    names = TOPICS[:12]
    room = Newsroom()
    for year in (2025, 2026):
        shown = pages(*names[3:])
        for name in names[:3]:
            body = f"{prose(name)}\n\nWork on {name} ends in {year}."
            shown |= page(name, story(body, title=f"About {name}"))
        room.night(shown)
    assert room.told() == [("updated",)] * 3


def test_an_address_replaced_on_all_pages_is_the_template() -> None:
    names = TOPICS[:12]
    room = Newsroom()
    for address in ("press@iom.example", "media@iom.example"):
        shown: dict[str, Shown] = {}
        for name in names:
            body = f"{prose(name)}\n\nFor more on {name} write to Ms. Li, {address}."
            shown |= page(name, story(body, title=f"About {name}"))
        room.night(shown)
    assert room.told() == []


def _rows(names: tuple[str, ...], added: int) -> Newsroom:
    """Return the newsroom after a row came to the first so many projects of all."""
    room = Newsroom(genre="project")
    for night in range(2):
        shown: dict[str, Shown] = {}
        for place, name in enumerate(names):
            fields = {"Coverage": _text_field(f"Region {place}")} if night and place < added else {}
            shown |= page(name, story(prose(name), title=name, fields=fields))
        room.night(shown)
    return room


def test_a_row_that_comes_to_three_of_twelve_projects_is_news_of_each() -> None:
    assert _rows(TOPICS[:12], 3).told() == [("fields-changed",)] * 3


def test_a_row_that_comes_to_all_projects_is_the_template() -> None:
    assert _rows(TOPICS[:12], 12).told() == []


def test_a_name_added_to_all_titles_is_the_template() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    shown: dict[str, Shown] = {}
    for name in names:
        shown |= page(name, story(prose(name), title=f"About {name} | Our New Name"))
    assert [alert.kind for alert in room.night(shown).alerts] == ["template"]
    assert room.told() == []


def test_a_layout_that_reads_everything_differently_is_held_with_one_alert() -> None:
    names = TOPICS[:14]
    room = known_room(*names)
    shown: dict[str, Shown] = {}
    for name in names:
        extra = " ".join(f"{name}{n}" for n in range(30))
        shown |= page(name, story(f"{extra}\n\n{prose(name)[:150]}", title=f"About {name}"))
    first = room.night(shown)
    assert first.status == "not-understood"
    assert [alert.kind for alert in first.alerts] == ["bad"]
    assert room.night(shown).alerts == ()
    assert room.told() == []
    assert [alert.kind for alert in room.night(pages(*names)).alerts] == ["recovered"]
    assert room.told() == []


def test_what_is_new_on_a_night_whose_layout_is_held_is_kept_for_an_operator() -> None:
    names = TOPICS[:14]
    room = known_room(*names)
    shown = page("late", story(prose("lanterns"), title="About lanterns"))
    for name in names:
        extra = " ".join(f"{name}{n}" for n in range(30))
        shown |= page(name, story(f"{extra}\n\n{prose(name)[:150]}", title=f"About {name}"))
    before, versions = len(room.changes), len(room.versions)
    decision = room.night(shown)
    assert decision.reason == "layout: 14 of 14 known items read anew: held: iom-monitor held"
    (alert,) = decision.alerts
    assert alert.source == "site"
    assert "14 of 14" in alert.text
    ((_, change, _, _),) = room.changes[before:]
    assert (change.kinds, change.telling) == (("new",), "held")
    assert len(room.versions) == versions + 1  # of the new one: the known stay as they were


def test_a_canonical_address_that_every_page_claims_joins_none() -> None:
    room = Newsroom()
    shown: dict[str, Shown] = {}
    for name in TOPICS[:6]:
        shown |= page(name, identifiers={"canonical-url": f"{HOST}/all"})
    room.night(shown)
    assert len(room.items) == 6


def test_every_change_says_what_which_and_why() -> None:
    room = known_room()
    room.night(page("visas", story(prose("visas", 13), title="About visas")))
    room.night({url("shelter"): Shown(None, 410)} | pages("visas", "health"))
    for _, draft, _, _ in room.changes:
        assert draft.reason.count(": ") >= 2


def test_a_run_that_was_cut_off_still_tells_what_it_had_read() -> None:
    room = known_room()
    decision = room.night(page("trade"), None)
    assert decision.status == "partial"
    assert decision.alerts == ()
    assert room.told() == [("new",)]


def test_exactly_half_of_a_source_gone_is_told() -> None:
    room = known_room(*TOPICS[:4])
    gone = {url(name): Shown(None, 404) for name in TOPICS[:2]}
    room.night(gone | pages(*TOPICS[2:4]))
    assert room.told() == [("removed",), ("removed",)]


def test_items_of_other_sources_do_not_soften_the_shrink_guard() -> None:
    room = known_room(*TOPICS[:3])
    for place in range(9):
        _imported(room, story(prose("trade")), ("url", f"https://else.example/{place}"))
        room.items[f"old{place}"] = replace(room.items.pop("old"), id=f"old{place}")
    decision = room.night({url(name): Shown(None, 404) for name in TOPICS[:2]} | page(TOPICS[2]))
    assert [alert.kind for alert in decision.alerts] == ["shrink"]


def test_a_page_that_quotes_the_other_language_does_not_stand_for_its_twin() -> None:
    room = Newsroom()
    quote = Edition("About visas", "In short: a workshop on visas.")
    zh = Content(editions={"zh-Hans": Edition("签证", "签证研讨会在北京举行。" * 20), "en": quote})
    shown = page("visas-zh", zh, identifiers={"twin:en": url("visas")}) | page("visas")
    room.night(shown)
    (item,) = room.items.values()
    assert item.version.content.editions["en"].body == prose("visas")


def test_a_text_that_moved_and_was_edited_is_one_change_of_one_item() -> None:
    room = known_room()
    content = story(prose("visas", 13), title="About visas")
    shown = {url("visas"): Shown(None, 404)} | page("renamed", content) | pages("shelter", "health")
    assert changed(room, shown) == ("updated", "moved")
    assert len(room.items) == 3


def test_another_text_does_not_inherit_the_place_of_one_that_is_gone() -> None:
    room = known_room()
    shown = {url("visas"): Shown(None, 404)} | page("farms") | pages("shelter", "health")
    room.night(shown)
    assert sorted(room.told()) == [("new",), ("removed",)]


def test_the_template_alert_counts_its_pages() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    (alert,) = room.night(_footered(names, "Imprint of the new site")).alerts
    assert ": 12 pages of news.example.org changed alike: +Imprint of the new site" in alert.text


def test_a_first_night_that_shows_one_text_everywhere_is_no_baseline() -> None:
    room = Newsroom()
    assert not room.night(_maintenance(TOPICS[:6])).baseline
    assert room.items == {}


def test_three_equal_texts_among_many_first_seen_are_no_takeover() -> None:
    room = Newsroom()
    assert room.night(_maintenance(TOPICS[:3]) | pages(*TOPICS[3:9])).baseline
    assert len(room.items) == 7


def test_the_template_alert_shows_the_lines_in_200_characters() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    (alert,) = room.night(_footered(names, "Beta line of the site\n\nAlpha line of it")).alerts
    sample = alert.text.removeprefix("site: template: 12 pages of news.example.org changed alike: ")
    assert sample == "+Alpha line of it; +Beta line of the site"
    (alert,) = room.night(_footered(names, "Long words of the site. " * 20)).alerts
    sample = alert.text.removeprefix("site: template: 12 pages of news.example.org changed alike: ")
    assert len(sample) == 200


def test_two_hosts_that_change_alike_are_two_alerts() -> None:
    def both(footer: str) -> dict[str, Shown]:
        shown = {}
        for name in TOPICS[:4]:
            for host in ("https://a.example.org", "https://b.example.org"):
                text = story(f"{prose(name)}\n\n{host} {footer}", title=f"About {name}")
                shown[f"{host}/{name}"] = Shown(record(f"{host}/{name}", text))
        return shown

    room = Newsroom()
    room.night(both("is ours"))
    texts = [alert.text for alert in room.night(both("has a wholly new imprint line")).alerts]
    assert [text.split(": ")[2].split(" changed")[0] for text in texts] == [
        "4 pages of a.example.org",
        "4 pages of b.example.org",
    ]


def test_a_better_parser_on_the_night_of_a_template_change_makes_neither_news() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    eyes = "\n\nA line for new eyes"
    reread = {}
    shown = {}
    for name in names:
        before = record(url(name), story(prose(name) + eyes + name, title=f"About {name}"))
        reread[url(name)] = before
        text = f"{prose(name)}{eyes}{name}\n\nImprint of the new site"
        shown |= page(name, story(text, title=f"About {name}"))
    decision = room.night(shown, reread=reread)
    assert [alert.kind for alert in decision.alerts] == ["template"]
    assert room.told() == []
    assert {change.telling for _, change, _, _ in room.changes[12:]} == {"template"}


def test_what_was_not_to_be_told_keeps_its_reason_under_a_template_change() -> None:
    names = TOPICS[:12]
    room = known_room(*names)
    room.night(page("football", off_topic="no"))
    shown = _footered(names, "Imprint of the new site")
    text = story(f"{prose('football')}\n\nImprint of the new site", title="About football")
    room.night(shown | page("football", text, off_topic="no"))
    assert [change.telling for _, change, _, _ in room.changes[-13:]].count("off-topic") == 1


def test_a_template_change_on_a_later_night_of_a_shrink_is_alerted() -> None:
    names = TOPICS[:21]
    room = known_room(*names)
    gone = {url(name): Shown(None, 404) for name in names[:11]}
    first = room.night(gone | pages(*names[11:]))
    assert [alert.kind for alert in first.alerts] == ["shrink"]
    second = room.night(gone | _footered(names[11:], "Imprint of the new site"))
    assert [alert.kind for alert in second.alerts] == ["template"]


def test_a_shrink_and_a_template_change_on_one_night_are_both_alerted() -> None:
    names = TOPICS[:21]
    room = known_room(*names)
    gone = {url(name): Shown(None, 404) for name in names[:11]}
    decision = room.night(gone | _footered(names[11:], "Imprint of the new site"))
    assert [alert.kind for alert in decision.alerts] == ["template", "shrink"]


def test_one_more_that_is_gone_during_a_shrink_is_alerted_again() -> None:
    room = known_room(*TOPICS[:5])
    gone = {url(name): Shown(None, 404) for name in TOPICS[:3]}
    room.night(gone | pages(*TOPICS[3:5]))
    more = gone | {url(TOPICS[3]): Shown(None, 404)} | pages(TOPICS[4])
    assert ["4 of 5" in alert.text for alert in room.night(more).alerts] == [True]
