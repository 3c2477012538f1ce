"""How much a stamp's place on its page is worth: beside the title, among a list, alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from crawler.parsers.dates.relative import RELATIVE
from crawler.parsers.dates.stamp_lines import Stamp, is_prose

#: Lines above and below the title among which stamps stand; elsewhere they may be a list's.
_ABOVE, _BELOW = 4, 8
#: A lead may stand above the stamp, as the text's first paragraphs.
_INTO_TEXT = 2
#: A forum's posts have theirs right above them.
_OVER_TEXT = 2
_FAR = 0.4
#: One labelled or sourced date far from the title is enough where no other contradicts it and no
#: stamp stands beside the title; so is the only date of all.
_ALONE = 0.85
#: A bare day above the title may be today's, less so right above it and without a weekday.
_ABOVE_TITLE, _RIGHT_ABOVE = 0.75, 0.9
_RIGHT_ABOVE_LINES = 2
#: Today's date above the title is there every day.
_TODAYS = 0.5
#: The head's clock, where a day stands below the title: less than that day is worth.
_CLOCK = 0.6
_WEEKDAY = re.compile(r"星期|周[一二三四五六日]|[(（][一二三四五六日][)）]|day\b", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)
_CLOCKED = re.compile(r"T\d\d:\d\d")
#: A clock so near under the headline, on the eve of what metadata say: they have the update's day,
#: or that of another zone, and the address has it from them.
_UNDER, _BEFORE_UPDATE = 3, 5.0


class Places:
    """The stamps of one page, each to be asked what its place is worth."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a page is known by
        self,
        found: Sequence[Stamp],
        lines: Sequence[str],
        title_at: int | None,
        text_at: int | None,
        fetched_at: datetime | None,
        eve: date | None,
    ) -> None:
        """Take all stamps and lines, where title and text stand, the day before metadata's."""
        self._lines = lines
        self._eve = eve
        self._titles = _titles(lines, title_at)
        # Without a title every line is as near as another.
        near = {title + away for title in self._titles for away in range(-_ABOVE, _BELOW + 1)}
        if text_at is not None:
            near = {at for at in near if at <= text_at + _INTO_TEXT}
            near.update(self._right_above(found, text_at) if near else ())
        self._near = near or {stamp.at for stamp in found}
        far = [stamp for stamp in found if stamp.sure and stamp.at not in self._near]
        self._far_days = {stamp.found.date.day() for stamp in far if stamp.found.date}
        near_by = [one for one in found if one.at in self._near]
        self._first_bare = [one for one in near_by if one.kind == "bare"][:2]
        told = [one for one in near_by if one.kind == "label" or (one.kind == "stamp" and one.sure)]
        self._is_stamped = bool(self._titles) and bool(told)
        self._today = _recent(fetched_at)
        self._by_readers = _by_readers(found, lines, title_at or 0)
        self._only = _only_dated(found, lines, title_at, fetched_at)

    @staticmethod
    def _right_above(found: Sequence[Stamp], text_at: int) -> Iterator[int]:
        """Yield the lines right above the text that say of it when it was published."""
        for stamp in found:
            if 0 < text_at - stamp.at <= _OVER_TEXT and stamp.kind == "label":
                yield stamp.at

    def worth(self, stamp: Stamp) -> tuple[float, float]:
        """Return the share of its weight that a stamp has there, and what it has beside it."""
        if stamp in self._by_readers or self._is_site_s(stamp):
            return 0.0, 0.0
        if self._is_clock(stamp):
            return _CLOCK, 0.0
        return self._share(stamp), _BEFORE_UPDATE if self._is_before_update(stamp) else 0.0

    def _share(self, stamp: Stamp) -> float:
        if self._is_todays(stamp) and not stamp.sure and not self._is_below_title(stamp):
            return _TODAYS
        if stamp.kind == "agency" or (stamp.at in self._near and stamp.kind != "bare"):
            return 1.0
        if stamp.at not in self._near:
            above = self._is_above(stamp) and stamp.kind != "label"
            sure = stamp.sure and len(self._far_days) == 1 and not (self._is_stamped or above)
            return _ALONE if sure or stamp.at == self._only else _FAR
        if self._is_above(stamp):
            return self._above(stamp)
        if not self._titles and stamp not in self._first_bare:
            return _FAR  # a list of headlines has many
        return 1.0

    def _is_above(self, stamp: Stamp) -> bool:
        return bool(self._titles) and stamp.at < self._titles[0]

    def _is_below_title(self, stamp: Stamp) -> bool:
        return bool(self._titles) and stamp.at >= self._titles[0]

    def _is_site_s(self, stamp: Stamp) -> bool:
        """Say whether a site's foot has today's date as that of its update."""
        far = stamp.kind == "updated" and stamp.at not in self._near
        return far and self._is_todays(stamp)

    def _is_clock(self, stamp: Stamp) -> bool:
        """Say whether a site's head tells the time: with its weekday, above a page with a day."""
        if stamp.kind != "stamp" or stamp.sure or not self._is_above(stamp):
            return False
        below = any(self._is_below_title(one) for one in self._first_bare)
        return below and _WEEKDAY.search(self._lines[stamp.at]) is not None

    def _is_todays(self, stamp: Stamp) -> bool:
        return stamp.found.date is not None and stamp.found.date.day() >= self._today

    def _above(self, stamp: Stamp) -> float:
        if stamp.at == self._only:
            return _RIGHT_ABOVE
        far = self._titles[0] - stamp.at > _RIGHT_ABOVE_LINES
        return _ABOVE_TITLE if far or _WEEKDAY.search(self._lines[stamp.at]) else _RIGHT_ABOVE

    def _is_before_update(self, stamp: Stamp) -> bool:
        day = stamp.found.date
        if day is None or stamp.kind not in ("label", "stamp") or not _CLOCKED.search(day.iso):
            return False
        under = any(0 < stamp.at - title <= _UNDER for title in self._titles)
        return under and day.day() == self._eve


def _titles(lines: Sequence[str], title_at: int | None) -> list[int]:
    """Return where the title stands; a list above or a crumb may have it before the heading."""
    if title_at is None or title_at >= len(lines):
        return []
    half = max(len(lines) // 2, title_at)
    return [at for at, line in enumerate(lines[: half + 1]) if line == lines[title_at]]


def _by_readers(found: Sequence[Stamp], lines: Sequence[str], title_at: int) -> Sequence[Stamp]:
    """Return the stamps below the text when they are of several days."""
    below_title = range(title_at, len(lines))
    text = next((at for at in below_title if is_prose(lines[at])), len(lines))
    dated = [stamp for stamp in found if stamp.kind in ("stamp", "label")]
    below = [stamp for stamp in dated if stamp.at > text]
    days = {stamp.found.date.day() for stamp in below if stamp.found.date}
    return below if len(days) > 1 else ()


def _only_dated(
    found: Sequence[Stamp], lines: Sequence[str], title_at: int | None, fetched_at: datetime | None
) -> int | None:
    """Return the line that alone of the page's lines has a day, if that may be the page's own.

    Today's date in the page's head, which is there every day, does not count.
    """
    if title_at is None:
        return None
    today = _recent(fetched_at)
    old = [one for one in found if one.found.date is None or one.found.date.day() < today]
    recent = [one for one in found if one not in old and one.at > title_at]
    places = {stamp.at for stamp in (*old, *recent)}
    if len(places) != 1 or recent:
        return None
    if any(stamp.kind == "updated" or RELATIVE.match(stamp.found.raw) for stamp in old):
        return None
    (at,) = places
    if fetched_at is None and at < title_at and _WEEKDAY.search(lines[at]):
        return None
    return at if at >= title_at - _ABOVE else None


def _recent(fetched_at: datetime | None) -> date:
    """Return the first day that may be the visitor's own: zones differ by one."""
    return (fetched_at - _ONE_DAY).date() if fetched_at else date.max
