"""Stories: who reposted what, and when."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.dashboard.desk import Desk
from storage.browse import StoryRow
from storage.browse_rows import Listed

#: Stories on a page; each has several lines.
STORIES = 20


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of Stories."""

    found: Listed[StoryRow]


def stories(desk: Desk) -> Stories:
    """Return Stories, the latest begun first."""
    return Stories(desk.browse.stories(STORIES, desk.number("older")))
