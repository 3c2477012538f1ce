"""What one Digest tells one Recipient: chosen, folded and ordered; no wording, no markup."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Literal

from alerts.hints import Hint, disagreements
from alerts.select import due, wants, wants_run, wants_source, wants_words
from storage.types import (
    GENRES,
    Change,
    ChangeKind,
    Content,
    Genre,
    KnownItem,
    Language,
    PageDate,
    Recipient,
    SourceRun,
    Story,
    StoryMember,
)

#: `reposted`: another host repeats what the Recipient was told before. It rides along with a Digest
#: and is never the reason for one.
Section = Literal["new", "changed", "removed", "older", "reposted"]
SECTIONS: tuple[Section, ...] = ("new", "changed", "removed", "older", "reposted")


@dataclass(frozen=True, slots=True)
class Baseline:
    """A Source's first complete SourceRun, and how many Items it found."""

    run: SourceRun
    items: int


@dataclass(frozen=True, slots=True)
class Material:
    """All that may be told tonight, to whomever; compose() picks by the Recipient's cursors."""

    changes: tuple[Change, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    #: Item id → Item: at least those of `changes` and their Stories' members.
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    #: Tonight's SourceRuns that were not `ok`.
    problems: tuple[SourceRun, ...] = ()
    #: Source → name to show; a Source without one is shown as it is called.
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlsoAt:
    """Another place that tells the same Story."""

    item_id: str
    source: str
    url: str | None
    #: How it differs from the original, in words.
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One Item in a Digest, with all that happened to it since the last one."""

    section: Section
    item_id: str
    source: str
    genre: Genre
    content: Content
    #: What the Recipient knew before; None when it is new to them.
    before: Content | None = None
    kinds: tuple[ChangeKind, ...] = ()
    urls: tuple[str, ...] = ()
    also: tuple[AlsoAt, ...] = ()
    hints: tuple[Hint, ...] = ()
    change_ids: tuple[int, ...] = ()

    @property
    def date(self) -> PageDate | None:
        """The date a reader would order this by."""
        return self.content.published or self.content.event_date or self.content.updated


@dataclass(frozen=True, slots=True)
class Digest:
    """One message to one Recipient before it is put into words."""

    recipient: Recipient
    #: Unguessable, and the same whenever the same is told: Message-ID and link are made of it.
    key: str
    made_at: datetime
    entries: tuple[Entry, ...] = ()
    watching: tuple[Baseline, ...] = ()
    problems: tuple[SourceRun, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    #: Creation of the oldest and newest Change told.
    since: datetime | None = None
    until: datetime | None = None
    preview: bool = False
    told_change: int = 0
    told_source_run: int = 0

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages the message is written in, the preferred one first."""
        return self.recipient.languages or ("en",)

    @property
    def change_ids(self) -> tuple[int, ...]:
        """Every Change that is told."""
        return tuple(sorted(id_ for entry in self.entries for id_ in entry.change_ids))

    def section(self, section: Section) -> tuple[Entry, ...]:
        """Return the entries of one section, in order."""
        return tuple(entry for entry in self.entries if entry.section == section)


def compose(recipient: Recipient, material: Material, now: datetime) -> Digest | None:
    """Return what this Recipient is to be told now; None: nothing, or it is not time."""
    fresh = [c for c in material.changes if c.id > recipient.told_change]
    wanted = [change for change in fresh if wants(recipient, change)]
    watching = tuple(
        baseline
        for baseline in material.baselines
        if baseline.run.id > recipient.told_source_run and wants_run(recipient, baseline.run)
    )
    waiting = [c.created_at for c in wanted] + [b.run.started_at for b in watching]
    if not due(recipient, now, min(waiting, default=None)):
        return None
    entries = _ordered(_with_hints(_folded(_by_item(wanted), recipient, material)))
    telling = watching or any(entry.section != "reposted" for entry in entries)
    if not telling and not recipient.quiet_nights:
        return None
    digest = Digest(
        recipient,
        key="",
        made_at=now,
        entries=entries,
        watching=watching,
        problems=tuple(run for run in material.problems if wants_run(recipient, run)),
        names=material.names,
        since=min((c.created_at for c in wanted), default=None),
        until=max((c.created_at for c in wanted), default=None),
        told_change=max([recipient.told_change, *(c.id for c in fresh)]),
        told_source_run=max([recipient.told_source_run, *(b.run.id for b in material.baselines)]),
    )
    return replace(digest, key=_key(digest))


def preview(
    items: Sequence[KnownItem],
    recipient: Recipient,
    now: datetime,
    names: Mapping[str, str] | None = None,
    stories: tuple[Story, ...] = (),
) -> Digest:
    """Return the Digest that would tell these Items as new; no cursor moves and none is heeded."""
    chosen = [
        item
        for item in items
        if wants_source(recipient, item.source, item.genre)
        and wants_words(recipient, [item.version.content])
    ]
    entries = [
        Entry(
            section="new",
            item_id=item.id,
            source=item.source,
            genre=item.genre,
            content=item.version.content,
            kinds=("new",),
            urls=urls_of(item),
        )
        for item in chosen
    ]
    material = Material(items={item.id: item for item in items}, stories=stories)
    digest = Digest(
        recipient,
        key="",
        made_at=now,
        entries=_ordered(_with_hints(_folded(entries, recipient, material))),
        names=names or {},
        preview=True,
    )
    return replace(digest, key=_key(digest))


def urls_of(item: KnownItem) -> tuple[str, ...]:
    """Return the URLs of an Item's Pages, the oldest first."""
    return tuple(page.page.url for page in item.pages)


def _by_item(changes: Sequence[Change]) -> list[Entry]:
    """Return one Entry an Item, from what was known before its first Change to after its last."""
    by_item = sorted(changes, key=lambda change: (change.item_id, change.id))
    return [
        _entry(tuple(group)) for _, group in groupby(by_item, key=lambda change: change.item_id)
    ]


def _entry(changes: tuple[Change, ...]) -> Entry:
    first, last = changes[0], changes[-1]
    version = last.after or last.before or first.before
    return Entry(
        section=_section(changes),
        item_id=last.item_id,
        source=last.source,
        genre=last.genre,
        content=version.content if version else Content(),
        before=first.before.content if first.before and last.after else None,
        kinds=tuple(dict.fromkeys(kind for change in changes for kind in change.kinds)),
        urls=last.urls,
        hints=(),
        change_ids=tuple(change.id for change in changes),
    )


def _section(changes: tuple[Change, ...]) -> Section:
    """Return where an Item stands: new to the reader counts more than what became of it since."""
    if "new" in changes[0].kinds or changes[0].before is None:
        return "older" if changes[0].older else "new"
    return "removed" if "removed" in changes[-1].kinds else "changed"


def _folded(entries: Sequence[Entry], recipient: Recipient, material: Material) -> list[Entry]:
    """Return the entries with each Story told once, by its original where that is told tonight."""
    story_of = {m.item_id: story for story in material.stories for m in story.members}
    loose = [entry for entry in entries if entry.item_id not in story_of]
    in_stories = sorted(
        (entry for entry in entries if entry.item_id in story_of),
        key=lambda entry: story_of[entry.item_id].id,
    )
    told = [
        folded
        for _, group in groupby(in_stories, key=lambda entry: story_of[entry.item_id].id)
        for folded in _one_story(tuple(group), story_of, recipient, material)
    ]
    return loose + told


def _one_story(
    entries: tuple[Entry, ...],
    story_of: Mapping[str, Story],
    recipient: Recipient,
    material: Material,
) -> Iterable[Entry]:
    story = story_of[entries[0].item_id]
    rank = {member.item_id: place for place, member in enumerate(_members(story))}
    fresh = sorted(
        (e for e in entries if e.section in ("new", "older")), key=lambda e: rank[e.item_id]
    )
    yield from (entry for entry in entries if entry.section not in ("new", "older"))
    if not fresh:
        return
    fresh_ids = {entry.item_id for entry in fresh}
    known = [
        material.items[member.item_id]
        for member in _members(story)
        if member.item_id not in fresh_ids and _was_told(material, member.item_id, recipient)
    ]
    notes = {member.item_id: member.note for member in story.members}
    if known:
        here = tuple(AlsoAt(i.id, i.source, next(iter(urls_of(i)), None)) for i in known)
        yield from (replace(entry, section="reposted", also=here) for entry in fresh)
        return
    original, *others = fresh
    also = tuple(
        AlsoAt(e.item_id, e.source, next(iter(e.urls), None), notes[e.item_id]) for e in others
    )
    ids = tuple(id_ for entry in fresh for id_ in entry.change_ids)
    yield replace(original, also=also, change_ids=ids)


def _members(story: Story) -> list[StoryMember]:
    order = {"original": 0, "mirror": 1, "repost": 2}
    return sorted(story.members, key=lambda member: order[member.role])


def _was_told(material: Material, item_id: str, recipient: Recipient) -> bool:
    """Tell whether an Item that is not news tonight was within this Recipient's sight before."""
    item = material.items.get(item_id)
    if item is None or item.off_topic or item.state == "removed":
        return False
    return wants_source(recipient, item.source, item.genre) and wants_words(
        recipient, [item.version.content]
    )


def _with_hints(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with what their editions disagree in, where both are there."""
    return [
        replace(entry, hints=disagreements(entry.content))
        if entry.section in ("new", "changed", "older") and len(entry.content.editions) > 1
        else entry
        for entry in entries
    ]


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by section, then genre, then newest first, then id."""
    by_id = sorted(entries, key=lambda entry: entry.item_id)
    by_date = sorted(
        by_id, key=lambda e: e.date.instant().timestamp() if e.date else 0.0, reverse=True
    )
    return tuple(sorted(by_date, key=lambda e: (SECTIONS.index(e.section), GENRES.index(e.genre))))


def _key(digest: Digest) -> str:
    """Return a name made of whom and what is told; a quiet night's is made of its time."""
    told: list[object] = [digest.recipient.id, digest.recipient.address, digest.recipient.token]
    told += [digest.change_ids, sorted(baseline.run.id for baseline in digest.watching)]
    if not digest.change_ids and not digest.watching:
        told += [digest.made_at.isoformat(), [entry.item_id for entry in digest.entries]]
    return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()
