"""What the five sites do on each of the demonstration's seven nights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Trouble = Literal["well", "unavailable", "maintenance"]

#: Answers 503 on nights 4 and 5.
UNAVAILABLE = frozenset({"www.china.org.cn", "china.org.cn", "en.chinagate.cn"})
#: Shows a maintenance page with status 200, whatever is asked, on night 5.
MAINTAINED = frozenset({"www.chinadaily.com.cn", "newssearch.chinadaily.com.cn"})
#: The story whose Chinese edition is edited in one number on night 4.
EDITED = "fuzhou-safe-migration-information-campaign"
EDIT = ("3200人次", "3500人次")
#: The story whose PDF lies under another address from night 4 on, behind the same words.
SWAPPED = "beijing-course-migration-statistics"
#: The story that answers 404 from night 5 on.
REMOVED = "chengdu-exchange-countering-trafficking"

_NEWS, _EDITS, _OUTAGE_ENDS, _REMOVAL = 3, 4, 6, 5


@dataclass(frozen=True, slots=True)
class Night:
    """One night: its number, from 1, and the calendar day of the first."""

    number: int
    first: date

    @property
    def today(self) -> date:
        """Return the night's calendar day."""
        return self.day(self.number - 1)

    @property
    def footer(self) -> date:
        """Return the day that footers show: it moves on night 2, and on night 6 once more.

        On the other nights what has an ETag can answer 304, as real sites do.
        """
        moves = [night for night in (1, 2, 6) if night <= self.number]
        return self.day(max(moves) - 1)

    @property
    def generation(self) -> int:
        """Return how often counters, related lists and footers have moved."""
        return sum(night <= self.number for night in (2, 6))

    def day(self, offset: int) -> date:
        """Return the day so many days after the first night."""
        return self.first + timedelta(days=offset)

    def trouble(self, host: str) -> Trouble:
        """Return how a host is tonight."""
        if host in UNAVAILABLE and _EDITS <= self.number < _OUTAGE_ENDS:
            return "unavailable"
        if host in MAINTAINED and self.number == _REMOVAL:
            return "maintenance"
        return "well"

    def published(self, night: int | None) -> bool:
        """Tell whether what appears on a night (None: always there) is there."""
        return self.number >= (night or 1)

    def removed(self, slug: str) -> bool:
        """Tell whether a story answers 404."""
        return slug == REMOVED and self.number >= _REMOVAL

    def edited(self, slug: str, paragraphs: list[str]) -> list[str]:
        """Return a story's Chinese paragraphs as they read tonight."""
        if slug != EDITED or self.number < _EDITS:
            return paragraphs
        return [paragraph.replace(*EDIT) for paragraph in paragraphs]

    def pdf(self, slug: str) -> str:
        """Return where a story's PDF lies tonight."""
        newer = slug == SWAPPED and self.number >= _EDITS
        return f"/sites/g/files/documents/{slug}{'-v2' if newer else ''}.pdf"

    def project(self, entry: dict[str, object]) -> dict[str, object]:
        """Return a project's rows as they read tonight."""
        change = entry.get("changed_on_night_3")
        changed = isinstance(change, dict) and self.number >= _NEWS
        return {**entry, **change} if changed and isinstance(change, dict) else entry
