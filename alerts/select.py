"""What one Recipient wants to hear of, and when."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.types import Change, Content, Genre, Recipient, SourceRun

_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

#: A letter or digit of a script that sets spaces between words. `\b` would not do: to it Han
#: characters are letters too, and Chinese sets no spaces.
_LETTER = "[0-9a-z\u00df-\u024f\u0370-\u058f\u0600-\u06ff]"


def zone(recipient: Recipient) -> ZoneInfo:
    """Return the Recipient's time zone; UTC when it is not one this machine knows."""
    try:
        return ZoneInfo(recipient.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def wants(recipient: Recipient, change: Change) -> bool:
    """Tell whether a Change passes all of the Recipient's filters."""
    if change.telling != "tell" or not wants_source(recipient, change.source, change.genre):
        return False
    if recipient.weights == "substantive" and change.weight != "substantive":
        return False
    contents = [version.content for version in (change.after, change.before) if version]
    return wants_words(recipient, contents)


def wants_run(recipient: Recipient, run: SourceRun) -> bool:
    """Tell whether the Recipient reads what this SourceRun's Source publishes."""
    return wants_source(recipient, run.source, run.genre)


def wants_source(recipient: Recipient, source: str, genre: Genre) -> bool:
    """Tell whether Source and genre are among those the Recipient asked for; none named: all."""
    return (not recipient.sources or source in recipient.sources) and (
        not recipient.genres or genre in recipient.genres
    )


def wants_words(recipient: Recipient, contents: list[Content]) -> bool:
    """Tell whether an included word (if any are named) and no excluded one is in the text."""
    if not recipient.include and not recipient.exclude:
        return True
    text = "\n".join(searched(content) for content in contents)
    if any(contains(text, word) for word in recipient.exclude):
        return False
    return not recipient.include or any(contains(text, word) for word in recipient.include)


def searched(content: Content) -> str:
    """Return everything of a Content that words are looked up in."""
    parts = [content.place, content.agency, content.author]
    for edition in content.editions.values():
        parts += [edition.title, edition.body]
    for label, value in content.fields.items():
        parts += [label, value.raw]
    return "\n".join(part for part in parts if part)


def contains(text: str, word: str) -> bool:
    """Tell whether `word` stands in `text`: Chinese anywhere, other scripts as whole words.

    Case, width and runs of white space do not matter: 'envisage' does not contain 'visa',
    '申请visa的人' does.
    """
    pattern = _pattern(word)
    return pattern is not None and pattern.search(_folded(text)) is not None


@lru_cache(maxsize=512)
def _pattern(word: str) -> re.Pattern[str] | None:
    parts = [re.escape(part) for part in _folded(word).split()]
    if not parts:
        return None
    body = r"\s+".join(parts)
    if _HAN.search(word):
        return re.compile(body)
    return re.compile(f"(?<!{_LETTER}){body}(?!{_LETTER})")


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def due(recipient: Recipient, now: datetime, oldest: datetime | None = None) -> bool:
    """Tell whether a Digest may go out now.

    Nightly: always. Weekly and monthly: on the day chosen, in the Recipient's time zone; and on a
    later day when that day's night did not happen, which shows in something (`oldest`, the creation
    of the oldest untold Change) having waited since before the day was over.
    """
    if recipient.frequency == "nightly":
        return True
    begins = _latest_day(recipient, now)
    last = recipient.last_digest_at or recipient.created_at
    if begins <= last <= now:  # one that lies ahead was noted under a clock that has been put back
        return False
    ends = _midnight(recipient, begins.astimezone(zone(recipient)) + timedelta(days=1))
    return now < ends or (oldest is not None and oldest < ends)


def _latest_day(recipient: Recipient, now: datetime) -> datetime:
    local = now.astimezone(zone(recipient))
    # Imports once stored any number; a month without the day would stop everybody's night.
    of_month = min(max(recipient.frequency_day, 1), 28)
    if recipient.frequency == "weekly":
        day = local - timedelta(days=(local.isoweekday() - recipient.frequency_day) % 7)
    elif local.day >= of_month:
        day = local.replace(day=of_month)
    else:
        day = (local.replace(day=1) - timedelta(days=1)).replace(day=of_month)
    return _midnight(recipient, day)


def _midnight(recipient: Recipient, local: datetime) -> datetime:
    return datetime.combine(local.date(), time.min, tzinfo=zone(recipient)).astimezone(UTC)
