"""What each Visit of a night says about its Page: read, gone, lost, or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from alerts.fingerprint import content_paragraphs
from alerts.sites import is_front, path_of
from storage.types import GONE, Content, PageRecord, Record, SourceNight, Visit
from storage.urls import canonical, host

#: `read`: a Record holds tonight. `gone`: 404 or 410. `lost`: the server answers, but no
#: longer with the Item. `taken`: its address is another Item's now. `unread`: nothing can be said.
ReadingState = Literal["read", "gone", "lost", "taken", "unread"]

#: A body below this part of its last size is believed only when nothing else is odd.
_SHRUNK = 0.5
#: A text that breaks off here lost no part of a sentence.
_ENDED = re.compile(r"[.!?。！？…:：;；][\"”’')）】]*$")
_SHOWN = 40
_NOT_FOUND = re.compile(
    r"redirected to|\b404\b|\b410\b|not[ -]found|no longer (?:available|exists)|does not exist"
    r"|soft.404"
    r"|页面不存在|頁面不存在|找不到|已删除|已刪除|已被删除",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"under maintenance|be back soon|temporarily unavailable|access denied|log ?in|sign in"
    r"|enable javascript|captcha|verify you are|cookies? (?:policy|settings)|try again later"
    r"|系统维护|网站维护|正在维护|升级中|请登录|請登錄|验证码|访问过于频繁|敬请期待|稍后再试",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A Visit, what it says, and the Records of its Page now and before."""

    visit: Visit
    state: ReadingState
    #: What holds tonight: read anew, or for an unchanged Page what was read before. None unless
    #: `read`.
    record: Record | None
    #: What the last Capture before tonight says to tonight's parser; None: first seen.
    previous: Record | None
    why: str
    #: What the Page's Item is known to say; None: the Page has no Item yet.
    known: Content | None = None


def readings(night: SourceNight) -> tuple[Reading, ...]:
    """Return the night's Visits as Readings; one Page visited twice counts as last visited.

    An unchanged Page that gave way to a newer address of its Item says nothing, and is left out.
    """
    stored = {known.page.id: known for item in night.known for known in item.pages}
    held = {known.page.id: item.version.content for item in night.known for known in item.pages}
    silent = _gave_way(night)
    last = {one.page.id: one for one in night.visits if one.capture.id not in silent}
    return tuple(
        replace(_reading(visit, stored.get(page_id), night.reread), known=held.get(page_id))
        for page_id, visit in last.items()
    )


def _gave_way(night: SourceNight) -> frozenset[int]:
    """Return the Captures of unchanged Pages whose Item is at the same path, by another query."""
    idle = {
        one.capture.id: canonical(one.page.url)
        for one in night.visits
        if one.unchanged and one.page.item_id is None
    }
    asked = set(idle.values())
    there = {
        url: {path_of(canonical(known.page.url)) for known in item.pages}
        for item in night.known
        for scheme, url in item.identifiers
        if scheme == "url" and url in asked
    }
    return frozenset(
        capture_id
        for capture_id, url in idle.items()
        if path_of(url)[2] and path_of(url) in there.get(url, ())
    )


def _reading(visit: Visit, stored: PageRecord | None, reread: Mapping[int, Record]) -> Reading:
    before = reread.get(visit.page.id) or (stored.record if stored else None)
    if before is not None and before.not_understood:
        before = None
    if visit.capture.status in GONE:
        return Reading(visit, "gone", None, before, f"answered {visit.capture.status}")
    record = before if visit.unchanged and visit.record is None else visit.record
    if record is None:
        return Reading(visit, "unread", None, before, f"answered {visit.capture.status}, no record")
    if record.not_understood:
        lost = bool(_NOT_FOUND.search(record.not_understood))
        state: ReadingState = "lost" if lost else "unread"
        return Reading(visit, state, None, before, record.not_understood)
    if _led_home(visit):
        return Reading(visit, "lost", None, before, f"redirected to {visit.capture.url}")
    doubt = shrunk(before, record)
    if doubt:
        return Reading(visit, "unread", None, before, doubt)
    return Reading(visit, "read", record, before, "unchanged" if visit.unchanged else "read")


def answered_url(visit: Visit) -> str:
    """Return the canonical URL that answered."""
    return canonical(visit.capture.url or visit.page.url)


def _led_home(visit: Visit) -> bool:
    """Return whether a deep URL was redirected to a site's front page."""
    return is_front(answered_url(visit)) and not is_front(visit.page.url)


def shrunk(before: Record | None, after: Record) -> str | None:
    """Return why a much smaller body with another odd sign is not believed, or None.

    Nor is what breaks off amid a sentence that went on before: a wall's teaser, half an answer.
    """
    if before is None:
        return None
    if broken := _broken_off(before.content, after.content):
        return f"breaks off: {broken!r}"
    old, new = body_size(before.content), body_size(after.content)
    if not old or new >= old * _SHRUNK:
        return None
    signs = {
        "no title": bool(_title(before)) and not _title(after),
        "no date": _dated(before.content) and not _dated(after.content),
        "boilerplate words": bool(_BOILERPLATE.search(_text(after.content)))
        and not _BOILERPLATE.search(_text(before.content)),
        "no body": new == 0,
    }
    seen = [name for name, holds in signs.items() if holds]
    return f"body {new} of {old} characters, {', '.join(seen)}" if seen else None


def _broken_off(before: Content, after: Content) -> str | None:
    """Return the end of an Edition that is the beginning of what it was, up to amid a sentence."""
    for tag, edition in after.editions.items():
        said = edition.body.rstrip().rstrip(".…").rstrip()
        known = before.editions[tag].body if tag in before.editions else ""
        went_on = known.startswith(said) and known[len(said) :].lstrip(" ")[:1].isalnum()
        if said and went_on and not _ENDED.search(said):
            return said[-_SHOWN:]
    return None


def body_size(content: Content) -> int:
    """Return the characters of all Editions' bodies that are content."""
    return sum(
        len(part) for one in content.editions.values() for part in content_paragraphs(one.body)
    )


def _title(record: Record) -> str | None:
    return record.title or next(
        (one.title for one in record.content.editions.values() if one.title), None
    )


def _dated(content: Content) -> bool:
    return bool(content.published or content.event_date)


def _text(content: Content) -> str:
    return "\n".join(f"{one.title or ''}\n{one.body}" for one in content.editions.values())


def hosts_read(found: Iterable[Reading]) -> dict[str, int]:
    """Return how many Pages of each host were read."""
    counts: dict[str, int] = {}
    for reading in found:
        if reading.state == "read":
            name = host(reading.visit.page.url)
            counts[name] = counts.get(name, 0) + 1
    return counts
