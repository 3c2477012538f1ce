"""Cron expressions mean what cron means, also on the nights when clocks move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from monitor.cron import Cron, calendars, fire_times, last_fire_time, overdue, zone
from storage.errors import ConfigError

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(expression: str, timezone: ZoneInfo, after: datetime, n: int = 3) -> list[str]:
    times = islice(fire_times(expression, timezone, after), n)
    return [f"{moment.astimezone(timezone):%Y-%m-%d %H:%M %a}" for moment in times]


def test_a_time_that_spring_skips_comes_once_right_after() -> None:
    found = local("30 2 * * *", BERLIN, datetime(2026, 3, 28, 12, tzinfo=UTC), 2)
    assert found == ["2026-03-29 03:00 Sun", "2026-03-30 02:30 Mon"]


def test_a_time_that_autumn_repeats_comes_once() -> None:
    times = list(
        islice(fire_times("30 2 * * *", BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC)), 2)
    )
    assert [f"{t:%d %H:%M}" for t in times] == ["25 00:30", "26 01:30"]


@pytest.mark.parametrize("sunday", ["0", "7", "sun"])
def test_0_and_7_are_sunday(sunday: str) -> None:
    found = local(f"0 6 * * {sunday}", SHANGHAI, datetime(2026, 11, 21, tzinfo=UTC), 1)
    assert found == ["2026-11-22 06:00 Sun"]


def test_day_fields_are_ored_when_both_are_given() -> None:
    found = local("0 0 13 * 5", SHANGHAI, datetime(2026, 11, 7, tzinfo=UTC))
    assert found == ["2026-11-13 00:00 Fri", "2026-11-20 00:00 Fri", "2026-11-27 00:00 Fri"]
    found = local("0 0 13 * 5", SHANGHAI, datetime(2026, 12, 12, tzinfo=UTC), 1)
    assert found == ["2026-12-13 00:00 Sun"]


def test_nicknames_are_known() -> None:
    found = local("@daily", SHANGHAI, datetime(2026, 11, 21, tzinfo=UTC), 1)
    assert found == ["2026-11-22 00:00 Sun"]


def test_the_last_time_is_found_within_the_grace_only() -> None:
    now = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)  # 04:00 in Shanghai
    wanted = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert last_fire_time("30 2 * * *", SHANGHAI, now, timedelta(hours=6)) == wanted
    assert last_fire_time("30 2 * * *", SHANGHAI, now, timedelta(hours=1)) is None


@pytest.mark.parametrize("wrong", ["61 * * * *", "* * *", "0 15 4 * * *", "soon", ""])
def test_what_is_no_expression_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(ConfigError, match="schedule: "):
        Cron(wrong, SHANGHAI)


def test_an_unknown_time_zone_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="Mars/Olympus"):
        zone("Mars/Olympus")


@pytest.mark.parametrize("expression", ["0 2 L * *", "0 2 * * 1#2"])
def test_systemd_is_not_told_what_it_has_no_word_for(expression: str) -> None:
    with pytest.raises(ConfigError, match="iom-monitor schedule"):
        calendars(expression, BERLIN)


@pytest.mark.parametrize(
    ("expression", "hours", "late"),
    [
        ("30 2 * * *", 35, False),
        ("30 2 * * *", 37, True),
        ("30 2,14 * * *", 35, False),
        ("30 2 * * 1-5", 4 * 24, False),  # over a weekend, and a day more
        ("30 2 * * 1-5", 5 * 24, True),
        ("30 2 * * 1", 10 * 24, False),
        ("30 2 * * 1", 11 * 24, True),
    ],
)
def test_a_night_is_overdue_by_how_far_nights_are_apart(
    expression: str, hours: int, late: bool
) -> None:
    monday = datetime(2026, 11, 1, 18, 31, tzinfo=UTC)
    assert overdue(expression, SHANGHAI, monday, monday + timedelta(hours=hours)) is late


def test_a_night_that_lies_ahead_is_not_overdue() -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert not overdue("30 2 * * *", SHANGHAI, now + timedelta(days=9), now)


@pytest.mark.parametrize("name", ["Asia", "Mars/Phobos", "", "/etc/passwd", "x" * 300])
def test_what_is_no_time_zone_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=f"schedule.timezone: {name}: "):
        zone(name)
