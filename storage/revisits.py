"""When a known Page is looked at again (rule 8 of the design); pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

#: Silent edits come mostly soon after publication; then ever more rarely.
NIGHTLY_FOR = timedelta(days=30)
WEEKLY_FOR = timedelta(days=365)
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
#: A night starts a little earlier or later than the one a week ago and is still the one meant.
SLACK = timedelta(hours=12)
#: So long a Page that is not read is the Source's trouble; then it is known.
TOLD_FOR = timedelta(days=3) - SLACK


@dataclass(frozen=True, slots=True)
class Looked:
    """What decides: the day of publication (else the first sight), and the last visit."""

    since: date
    last_visited: datetime | None
    #: When it was first seen, if it was never read since.
    unread_since: datetime | None = None


def interval(since: date, now: datetime) -> timedelta | None:
    """Return how long a Page that old rests between visits; None: it is seen every night."""
    age = now.astimezone(UTC).date() - since
    if age <= NIGHTLY_FOR:
        return None
    return WEEK if age <= WEEKLY_FOR else MONTH


def patience(tried_for: timedelta) -> timedelta:
    """Return how long a Page that was never read rests: half as long as it was tried in vain."""
    return min(max(tried_for / 2, timedelta(days=1)), WEEK)


def due_rank(page: Looked, now: datetime) -> float | None:
    """Return how overdue a Page is in its own intervals, or None when it may rest.

    A Page never visited comes before all others.
    """
    if page.last_visited is None:
        return float("inf")
    rests = interval(page.since, now)
    if rests is None and page.unread_since is not None:
        rests = patience(page.last_visited - page.unread_since)
    waited = now - page.last_visited
    if rests is None:
        return waited / timedelta(days=1)
    return waited / rests if waited >= rests - SLACK else None
