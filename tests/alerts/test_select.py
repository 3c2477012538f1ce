from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.select import contains, due, wants
from tests.alerts import samples


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("They envisage a new policy", "visa", False),
        ("A visa is needed", "visa", True),
        ("The VISA's price", "visa", True),
        ("e-visa, visa-free", "visa", True),
        ("visas", "visa", False),
        ("申请visa的人", "visa", True),
        ("中国移民管理局", "移民", True),
        ("移动居民", "移民", False),
        ("labour\nmigration", "labour migration", True),
        ("ｖｉｓａ", "visa", True),
        ("Brexit 2026", "2026", True),
        ("in 20261", "2026", False),
        ("Évian", "vian", False),
        ("anything", "   ", False),
        ("C++ course", "c++", True),
    ],
)
def test_chinese_is_found_anywhere_and_english_as_whole_words(
    text: str,
    word: str,
    found: bool,
) -> None:
    assert contains(text, word) is found


def test_an_excluded_word_outweighs_an_included_one() -> None:
    person = replace(samples.EN, include=("training",), exclude=("contracts",))
    assert not wants(person, samples.NIGHT.changes[0])
    assert wants(replace(person, exclude=()), samples.NIGHT.changes[0])


def test_a_removed_item_is_still_known_by_its_words() -> None:
    gone = samples.change(1, "x", samples.LAUNCH, None, "removed")
    assert wants(replace(samples.EN, include=("vocational",)), gone)
    assert not wants(replace(samples.EN, include=("病毒",)), gone)


def test_project_fields_are_searched_too() -> None:
    change = samples.change(1, "x", None, samples.PROJECT)
    assert wants(replace(samples.EN, include=("PO.0312",)), change)


def test_editorial_changes_reach_only_those_who_want_all() -> None:
    change = samples.change(1, "x", samples.HEALTH, samples.HEALTH_EDITED, weight="editorial")
    assert not wants(samples.EN, change)
    assert wants(replace(samples.EN, weights="all"), change)


@pytest.mark.parametrize("telling", ["baseline", "history", "off-topic", "held", "template"])
def test_what_is_not_to_be_told_is_not_told(telling: str) -> None:
    assert not wants(samples.EN, samples.change(1, "x", None, samples.LAUNCH, telling=telling))


def test_sources_and_genres_narrow_what_is_told() -> None:
    change = samples.change(1, "x", None, samples.LAUNCH, source="chinadaily", genre="press")
    assert wants(replace(samples.EN, sources=("chinadaily",)), change)
    assert not wants(replace(samples.EN, sources=("iom_news",)), change)
    assert not wants(replace(samples.EN, genres=("project",)), change)


# 16 November 2026 is a Monday; Shanghai is eight hours ahead of UTC.
MONDAY_MORNING_IN_SHANGHAI = datetime(2026, 11, 15, 18, 30, tzinfo=UTC)
WEEKLY = replace(
    samples.ZH,
    frequency="weekly",
    frequency_day=1,
    last_digest_at=datetime(2026, 11, 9, tzinfo=UTC),
)


def test_nightly_is_always_due() -> None:
    assert due(samples.EN, samples.NOW)


def test_weekly_is_due_on_its_day_in_the_recipients_time_zone() -> None:
    assert due(WEEKLY, MONDAY_MORNING_IN_SHANGHAI)
    assert not due(replace(WEEKLY, timezone="UTC"), MONDAY_MORNING_IN_SHANGHAI)


def test_weekly_is_sent_once_on_its_day() -> None:
    assert not due(
        replace(WEEKLY, last_digest_at=MONDAY_MORNING_IN_SHANGHAI),
        datetime(2026, 11, 16, 10, 0, tzinfo=UTC),
    )


def test_a_mail_under_a_clock_that_was_put_back_does_not_end_a_readers_weeks() -> None:
    ahead = MONDAY_MORNING_IN_SHANGHAI + timedelta(days=400)
    assert due(replace(WEEKLY, last_digest_at=ahead), MONDAY_MORNING_IN_SHANGHAI)


def test_a_missed_day_is_made_up_for_but_tuesdays_news_waits_for_monday() -> None:
    tuesday = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
    waiting_since_sunday = datetime(2026, 11, 15, 1, 0, tzinfo=UTC)
    assert due(WEEKLY, tuesday, waiting_since_sunday)
    assert not due(WEEKLY, tuesday, datetime(2026, 11, 17, 1, 0, tzinfo=UTC))
    assert not due(WEEKLY, tuesday)


@pytest.mark.parametrize(("stored", "meant"), [(31, 28), (29, 28), (0, 1), (-3, 1)])
def test_a_day_that_a_month_may_not_have_stops_no_night(stored: int, meant: int) -> None:
    for month in range(1, 13):
        now = datetime(2027, month, 15, 3, tzinfo=UTC)
        one, other = (
            replace(samples.EN, timezone="UTC", frequency="monthly", frequency_day=day)
            for day in (stored, meant)
        )
        assert due(one, now, now) == due(other, now, now)
    due_on = datetime(2027, 2, meant, 3, tzinfo=UTC)
    assert due(replace(one, created_at=datetime(2026, 1, 1, tzinfo=UTC)), due_on)


def test_monthly_is_due_on_its_day_of_the_month() -> None:
    monthly = replace(
        samples.EN, timezone="UTC", frequency="monthly", frequency_day=28,
        last_digest_at=datetime(2026, 9, 28, tzinfo=UTC),
    )  # fmt: skip
    assert due(monthly, datetime(2026, 10, 28, 3, tzinfo=UTC))
    assert not due(
        monthly, datetime(2026, 10, 27, 3, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)
    )
    assert due(monthly, datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC))


def test_an_unknown_time_zone_counts_as_utc() -> None:
    assert due(replace(WEEKLY, timezone="Mars/Olympus"), datetime(2026, 11, 16, 12, tzinfo=UTC))
