"""Cron expressions mean what cron means, also where clocks are moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.base import BaseTrigger
from cronsim import CronSim, CronSimError

from storage.errors import ConfigError

#: However often nights are meant to run; a timer may wait for the machine to be switched on.
_LATE = timedelta(hours=36)
#: A week of nights, so that a weekend without any is one of their distances.
_LOOKED_AT = 8
#: CronSim takes a sixth, of seconds, which crontab refuses and a timer would lose.
_FIELDS = 5
_NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
#: As systemd writes them; cron counts from Sunday.
_WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def zone(name: str) -> ZoneInfo:
    """Return the time zone. Raises ConfigError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder of zones: Asia
        raise ConfigError(f"schedule.timezone: {name}: {error}") from error


def fire_times(expression: str, timezone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Yield the instants (aware UTC) after `after` at which cron would start the job.

    0 and 7 are Sunday; day of month and day of week are ORed when both are given; a time that
    daylight saving skips or repeats comes once. Raises ConfigError for what is no expression.
    """
    known = _NICKNAMES.get(expression.strip(), expression)
    if (fields := len(known.split())) != _FIELDS:
        raise ConfigError(f"schedule: {expression!r}: has {fields} fields, not {_FIELDS}")
    try:
        found = CronSim(known, after.astimezone(timezone))
    except CronSimError as error:
        raise ConfigError(f"schedule: {expression!r}: {error}") from error
    return (moment.astimezone(UTC) for moment in found)


def last_fire_time(
    expression: str, timezone: ZoneInfo, now: datetime, within: timedelta
) -> datetime | None:
    """Return the last instant before `now`, no further back than `within`; None: there is none."""
    last = None
    for moment in fire_times(expression, timezone, now - within):
        if moment > now:
            break
        last = moment
    return last


def overdue(expression: str, timezone: ZoneInfo, last: datetime, now: datetime) -> bool:
    """Return whether a night should have begun long ago: half as long again as nights are apart."""
    nights = list(islice(fire_times(expression, timezone, last), _LOOKED_AT))
    apart = max((b - a for a, b in pairwise(nights)), default=timedelta())
    return now - last > max(apart * 1.5, _LATE)


def calendars(expression: str, timezone: ZoneInfo) -> tuple[str, ...]:
    """Return the expression as systemd's `OnCalendar` values; day fields that are ORed need two.

    Raises ConfigError for what is no expression, and for what systemd and cron have no word for.
    """
    fire_times(expression, timezone, datetime.now(UTC))
    found = CronSim(_NICKNAMES.get(expression.strip(), expression), datetime.now(UTC))
    weekdays = {day % 7 if isinstance(day, int) else None for day in found.weekdays}
    if None in weekdays or min(found.days) < 1:
        raise ConfigError(
            f"schedule.nightly: {expression!r}: `L` and `#` are known to the daemon only: "
            "use iom-monitor schedule"
        )
    named = ",".join(_WEEKDAYS[day] for day in range(7) if day in weekdays)
    on = "" if len(weekdays) == len(_WEEKDAYS) else f"{named} "
    months, days = _listed(found.months, 12), _listed(found.days, 31)
    clock = f"{_listed(found.hours, 24)}:{_listed(found.minutes, 60)}:00 {timezone.key}"
    if found.day_and:
        return (f"{on}*-{months}-{days} {clock}",)
    return (f"{on}*-{months}-* {clock}", f"*-{months}-{days} {clock}")


def _listed(values: set[int], all_of_them: int) -> str:
    """Return the values as systemd lists them."""
    if len(values) == all_of_them:
        return "*"
    return ",".join(f"{value:02}" for value in sorted(values))


class Cron(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 has no types
    """An APScheduler trigger that reads expressions as cron does.

    APScheduler's own `from_crontab` counts 0 as Monday and ANDs the day fields.
    """

    def __init__(self, expression: str, timezone: ZoneInfo) -> None:
        """Check the expression. Raises ConfigError."""
        self.expression = expression
        self.timezone = timezone
        next(fire_times(expression, timezone, datetime.now(UTC)), None)

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """Return the next instant after the previous one, else after now."""
        return next(fire_times(self.expression, self.timezone, previous_fire_time or now), None)

    def __str__(self) -> str:
        """Read as the expression."""
        return f"cron[{self.expression} {self.timezone.key}]"
