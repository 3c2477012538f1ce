"""What keeps a bad night from looking like news: takeovers, shrinking, site-wide movements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alerts.atoms import ROW, SHORT, Atom
from alerts.likeness import text_words
from alerts.readings import Reading
from storage.types import AlertDraft, Content, KnownItem, SourceRunStatus
from storage.urls import host

#: Statuses that mean "we could not look". `partial` alone says little; three in a row do.
BAD: frozenset[SourceRunStatus] = frozenset({"empty", "not-understood", "blocked", "failed"})
_PARTIALS = 3
#: Pages that share one text before we believe that it is not theirs.
_TAKEN_OVER = 3
#: Items that must be gone together before half of a Source is more than an accident.
_SHRINK_LEAST = 2
#: A line is the site's, not the page's, when so many Pages changed in it alike.
_TEMPLATE_LEAST = 3
_TEMPLATE_PART = 0.1
#: A row that appears on some projects is news of each; only on most of them it is the site's.
_ROW_PART = 0.5
#: One word for another may be right in three stories; in ten it was replaced everywhere.
_SHORT_LEAST = 10
#: So many rewritten Items in one night are a new layout that we misread.
_REWRITTEN_LEAST = 10
_REWRITTEN_PART = 0.5
#: What numbers an answer: `7d38241f41`, `20260511`, `10:42:07`, `203.0.113.9`. At most 64 letters
#: before a figure: a word without end is not looked through from each of its hyphens.
_CODE = re.compile(
    r"\b(?=[A-Za-z-]{0,64}\d)[0-9A-Za-z-]{8,}\b|\b\d{6,}\b|\b\d+(?:[.:]\d+){2,}\b", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the night is worth: its status, why, and the Readings fit to be compared."""

    status: SourceRunStatus
    reason: str | None
    readings: tuple[Reading, ...]

    @property
    def sound(self) -> bool:
        """Whether absence means anything tonight."""
        return self.status == "ok"


def ground(status: SourceRunStatus | None, reason: str | None, found: Sequence[Reading]) -> Ground:
    """Return the night without the Pages that one and the same text has taken over."""
    believed: SourceRunStatus = status or "partial"
    cause = reason or (None if status else "night: cut off before it was closed")
    kept = _without_taken(found)
    doubtful = [one for one in kept if one.state == "unread" and not (status and _weighed(one))]
    read = [one for one in kept if one.state == "read"]
    if believed in {"ok", "partial"} and len(doubtful) > len(read):
        why = f"pages: {len(doubtful)} of {len(kept)} not understood: {doubtful[0].why}"
        return Ground("not-understood", why, kept)
    return Ground(believed, cause, kept)


def _without_taken(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the Readings; what one text has taken over is unread.

    Where that is also what an address answers whose Item was read at another one, it is what the
    site shows instead of pages that are not there: lost.
    """
    taken = taken_over(found)
    read = [one for one in found if one.state == "read" and one.visit.page.id not in taken]
    told = {text for one in read if one.record for text in _texts(one.record.content)}
    told |= {text for one in read if one.known for text in _texts(one.known)}
    instead = {
        text
        for one in found
        if one.visit.page.id in taken and one.record and one.known and told & _texts(one.known)
        for text in _texts(one.record.content)
    }
    return tuple(one if one.visit.page.id not in taken else _taken(one, instead) for one in found)


def _taken(one: Reading, instead: set[tuple[str, ...]]) -> Reading:
    lost = one.record is not None and bool(_texts(one.record.content) & instead)
    why = "the same text as on pages that moved" if lost else "the same text as on other pages"
    return replace(one, state="lost" if lost else "unread", record=None, why=why)


def _weighed(one: Reading) -> bool:
    """Tell whether the crawl's own status says what an unknown Page weighs that it can't read."""
    read = one.visit.record
    return one.known is None and read is not None and read.not_understood is not None


def taken_over(found: Sequence[Reading]) -> frozenset[int]:
    """Return the Pages whose text recurs on Pages that told, or should tell, other things."""
    sharing: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for reading in found:
        if reading.record is not None:
            for text in _texts(reading.record.content):
                sharing[text].append(reading)
    taken: set[int] = set()
    for text, group in sharing.items():
        known = [one.known for one in group if one.known is not None]
        others = {_texts(content) for content in known} - {frozenset()}
        others = {one for one in others if text not in one}
        strangers = _most_on_a_host(one for one in group if one.known is None)
        distinct = len(others) >= _TAKEN_OVER - 1
        unknown = strangers >= _TAKEN_OVER and strangers * 2 > len(found)
        if len(group) >= _TAKEN_OVER and (distinct or unknown):
            taken |= {one.visit.page.id for one in group}
    return frozenset(taken)


def _most_on_a_host(found: Iterable[Reading]) -> int:
    """Return how many are of one host: one text at three hosts is a repost, and news."""
    hosts = Counter(host(one.visit.page.url).removeprefix("www.") for one in found)
    return max(hosts.values(), default=0)


def _texts(content: Content) -> frozenset[tuple[str, ...]]:
    """Return the words of each Edition's body; an empty body says nothing."""
    return frozenset(run for one in content.editions.values() if (run := _plain_words(one.body)))


def _plain_words(body: str) -> tuple[str, ...]:
    """Return the words but for codes, where they are most of them.

    What a site answers instead of its pages may number each answer.
    """
    every, plain = text_words(body), text_words(_CODE.sub(" ", body))
    return plain if 2 * len(plain) > len(every) else every


def is_bad(statuses: Sequence[SourceRunStatus], nights: int = 1) -> bool:
    """Return whether a Source counts as bad after these statuses, newest first.

    So many bad `nights` make it so, whatever partial ones lie between; one `ok` ends it.
    """
    is_so = False
    bad = partials = 0
    for status in reversed(statuses):
        partials = partials + 1 if status == "partial" else 0
        bad += status in BAD
        if bad >= nights or partials >= max(_PARTIALS, nights):
            is_so = True
        if status == "ok":
            is_so, bad = False, 0
    return is_so


def health_alerts(  # noqa: PLR0913, PLR0917 - what a night came to, and what it is held against
    source: str,
    status: SourceRunStatus,
    reason: str | None,
    earlier: Sequence[SourceRunStatus],
    nights: int = 1,
    unread: Sequence[str] = (),
    counted: frozenset[SourceRunStatus] = frozenset(),
) -> list[AlertDraft]:
    """Return one alert when the Source turns bad, one when it is well again, else none.

    `nights`: how many bad ones it takes; `unread`: its Pages that never could be read;
    `counted`: what an earlier visit of the same night was already.
    """
    was = is_bad(earlier, nights)
    now = was if status in counted else is_bad((status, *earlier), nights)
    if now and not was:
        return [AlertDraft("bad", source, f"{source}: {status}: {reason or 'no reason given'}")]
    if was and not now:
        since = next((place for place, one in enumerate(earlier) if one == "ok"), len(earlier))
        after = f"after {since} bad night{'' if since == 1 else 's'}"
        but = f"; {still_unread(unread)}" if unread else ""
        return [AlertDraft("recovered", source, f"{source}: ok again: {after}{but}")]
    return []


def still_unread(urls: Sequence[str]) -> str:
    """Return what cannot be read though its Source is well: how much, and which for example."""
    number = "1 page" if len(urls) == 1 else f"{len(urls)} pages"
    more = f" and {len(urls) - 1} more" if len(urls) > 1 else ""
    return f"{number} still cannot be read: {urls[0]}{more}"


def shrinks(gone: int, present: int) -> bool:
    """Return whether so much of a Source is gone at once that an operator must look."""
    return gone >= _SHRINK_LEAST and gone * 2 > present


def site_spellings(
    changed: Iterable[tuple[str, frozenset[Atom]]], read: Mapping[str, int]
) -> frozenset[tuple[str, str]]:
    """Return (host, spelling) of what changed alike on so many of a host's Pages."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, atoms in changed:
        counts.update({(name, spelling) for atom in atoms for spelling in atom})
    return frozenset(
        (name, spelling)
        for (name, spelling), count in counts.items()
        if count >= _enough(spelling, read.get(name, 0))
    )


def is_the_sites(name: str, atoms: frozenset[Atom], spellings: frozenset[tuple[str, str]]) -> bool:
    """Return whether all that changed on a Page of the host changed on many others too."""
    return bool(atoms) and all(any((name, one) in spellings for one in atom) for atom in atoms)


def _enough(spelling: str, read: int) -> float:
    """Return on how many of the Pages read a change must be alike to be the site's."""
    if spelling.startswith(ROW):
        return max(_TEMPLATE_LEAST, _ROW_PART * read)
    if spelling.startswith(SHORT):
        return max(_SHORT_LEAST, _TEMPLATE_PART * read)
    return max(_TEMPLATE_LEAST, _TEMPLATE_PART * read)


def rewritten(changed: int, compared: int) -> bool:
    """Return whether so many Items read differently that the layout, not they, must be new."""
    return changed >= _REWRITTEN_LEAST and changed > compared * _REWRITTEN_PART


def source_items(known: Iterable[KnownItem], source: str) -> list[KnownItem]:
    """Return the Source's Items that are present."""
    return [item for item in known if item.source == source and item.state == "present"]
