"""When and where it happened, by the dateline or what the first sentence says outright. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from crawler.parsers.dates.dateline import (
    STOP,
    Dateline,
    dateline,
    first_sentence,
    names_a_day,
    place_told,
)
from crawler.parsers.dates.finding import FoundDate, dates_in
from crawler.parsers.text.script import simplified
from storage.types import PageDate

_HELD = re.compile(
    r"举办|举行|召开|启动|开幕|闭幕|签署|开展|成立|参加|访问|揭牌|捐赠|移交|抵达|毕业|交付|宣布|启用|结业"
    r"|\b(?:held|organi[sz]ed|launched|opened|signed|hosted|convened|took place|kicked off"
    r"|concluded|inaugurated|visited|attended|met|handed over|donated|arrived|returned|graduated"
    r"|began|ended|celebrated|announced|delivered|agreed|gathered|told)\b"
)
#: What was done on a day that is named was an event, whatever it was.
_DONE = re.compile(r"\b(?:took|gave|brought|came|left|went|saw|drew|made|ran|won|[a-z]{3,}ed)\b")
#: What once was: of such a day a text tells the history, no news.
_ONCE = re.compile(
    r"(?:founded|established|created|born|adopted|enacted|came into (?:force|effect)"
    r"|entered into (?:force|effect)|took effect|since|died|dated)\s+[Oo]n(?: the)?$"
)
#: Reports and reviews come up to a year later.
_NEWS_DAYS = 400
_YESTERDAY = re.compile(r"yesterday|today|昨[天日]|今[天日]", re.IGNORECASE)


def event_date_in(
    paragraphs: Sequence[str],
    *,
    published: PageDate | None = None,
    day_first: bool | None = None,
) -> Dateline | None:
    """Return when and where the event was, by the dateline or the first sentence of the body.

    Without a dateline a full date counts only in a sentence that says something was held. What is
    announced below another sentence is not what the text tells.
    """
    for at, paragraph in enumerate(paragraphs[:2]):
        line = dateline(paragraph, published=published, day_first=day_first)
        begin = line.end if line else 0
        if line and line.date and line.place:
            return line
        event = _held(paragraph[begin:], published, day_first=day_first)
        if at and event and STOP.search(paragraphs[0]) and _is_to_come(event, published):
            event = None
        if event and event.date:
            start, end = event.date.start + begin, event.date.end + begin
            event = replace(event, date=replace(event.date, start=start, end=end))
        if line and event:
            return Dateline(line.place or event.place, line.date or event.date, line.end)
        if line and not at:
            return _dated_below(line, paragraphs, published, day_first=day_first)
        if line or event:
            return line or event
    return None


def _dated_below(
    line: Dateline, paragraphs: Sequence[str], published: PageDate | None, *, day_first: bool | None
) -> Dateline:
    """Return the dateline with the day that the second paragraph says something was held on."""
    below = paragraphs[1] if len(paragraphs) > 1 and line.date is None else ""
    event = _held(below, published, day_first=day_first)
    if event is None or _is_to_come(event, published):
        return line
    return replace(line, date=event.date)


def _held(story: str, published: PageDate | None, *, day_first: bool | None) -> Dateline | None:
    """Return the one day that the story's first sentence says something was held on."""
    sentence = first_sentence(story)
    held = _HELD.search(simplified(sentence)) is not None
    if not held and not _DONE.search(sentence):
        return None
    found = dates_in(sentence, published=published, day_first=day_first)
    days = [one for one in found if one.ambiguous or names_a_day(one)]
    days = [one for one in days if not _is_long_ago(one, published)]
    if len(days) != 1 or not _names_the_day(sentence, days[0]):
        return None
    if not held and _YESTERDAY.fullmatch(days[0].raw):
        return None
    return Dateline(place_told(sentence) if held else None, days[0], 0)


def _is_to_come(event: Dateline, published: PageDate | None) -> bool:
    """Return whether an event's day is behind its page's, or may be: its year is open."""
    if published is None or event.date is None:
        return False
    day = event.date.date
    return day is None or day.day() > published.day() + timedelta(days=1)


def _is_long_ago(found: FoundDate, published: PageDate | None) -> bool:
    """Return whether a day is none of what a page tells as news: somebody's birth, a law."""
    if published is None or found.date is None:
        return False
    return (published.day() - found.date.day()).days > _NEWS_DAYS


def _names_the_day(sentence: str, date: FoundDate) -> bool:
    """Return whether the date is that of the sentence's event, not of something it mentions."""
    before = sentence[: date.start].rstrip()
    if _YESTERDAY.fullmatch(date.raw) or before.endswith(("于", "在", ",", "，")):
        return True
    if sentence[date.end :].lstrip().startswith(("在", "于", "於")):
        return True  # `9月18日在哈尔滨举办`
    if _ONCE.search(before):
        return False
    return not before or bool(re.search(r"\b[Oo]n(?: the(?: \w+ of)?)?$", before))
