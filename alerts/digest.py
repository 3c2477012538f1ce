"""What one Digest tells one Recipient: chosen, folded and ordered; no wording, no markup."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from alerts.entries import (
    RIDING,
    SECTIONS,
    Baseline,
    Entry,
    Material,
    Names,
    Section,
    homes_of,
    urls_of,
)
from alerts.folding import folded
from alerts.headings import called
from alerts.hints import disagreements
from alerts.mirroring import with_unmirrored
from alerts.select import due, wants, wants_run, wants_source, wants_words
from storage.types import (
    GENRES,
    Change,
    Content,
    KnownItem,
    Language,
    Recipient,
    SourceRun,
    Story,
)

#: Visits of one day (`schedule.press`, a second call by hand) are closer to each other than nights.
_VISITS = timedelta(hours=12)

__all__ = ["Baseline", "Digest", "Material", "compose", "passed", "preview"]


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
    names: Names = field(default_factory=dict)
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
    wanted = _wanted(recipient, fresh)
    watching = tuple(
        baseline
        for baseline in material.baselines
        if baseline.run.id > recipient.told_source_run and wants_run(recipient, baseline.run)
    )
    told = folded(_differing(_by_item(wanted)), recipient, material)
    reasons = {id_ for e in told if e.section not in RIDING for id_ in e.change_ids}
    waiting = [c.created_at for c in wanted if c.id in reasons]
    waiting += [b.run.started_at for b in watching]
    if not due(recipient, now, min(waiting, default=None)):
        return None
    if not waiting and not (material.whole and _hears_silence(recipient, now)):
        return None
    entries = _finished(with_unmirrored(told, recipient, material, now), material)
    change, source_run = _cursors(recipient, fresh, material)
    digest = Digest(
        recipient,
        key="",
        made_at=now,
        entries=entries,
        watching=watching,
        problems=tuple(run for run in material.problems if wants_run(recipient, run)),
        names=material.names,
        told_change=change,
        told_source_run=source_run,
    )
    return replace(digest, key=_key(digest, fresh))


def passed(recipient: Recipient, material: Material, now: datetime) -> tuple[int, int] | None:
    """Return the cursors of a Recipient whose time it is and whom nothing new concerns; else None.

    Moved so far, they spare each later night all that the filters left out since the last Digest,
    and the Recipient its flood when the filters change. A trifle concerns whom its Item does: it
    is told with what follows.
    """
    whatever = replace(recipient, weights="all")
    fresh = [c for c in material.changes if c.id > recipient.told_change]
    runs = [b.run for b in material.baselines if b.run.id > recipient.told_source_run]
    concerned = any(wants(whatever, c) for c in fresh) or any(wants_run(whatever, r) for r in runs)
    if concerned or not due(recipient, now):
        return None
    return _cursors(recipient, fresh, material)


def _cursors(recipient: Recipient, fresh: Sequence[Change], material: Material) -> tuple[int, int]:
    """Return the Change and the SourceRun up to which the Recipient is considered tonight."""
    return (
        max([recipient.told_change, *(c.id for c in fresh)]),
        max([recipient.told_source_run, *(b.run.id for b in material.baselines)]),
    )


def _hears_silence(recipient: Recipient, now: datetime) -> bool:
    """Return whether the Recipient is to hear that nothing is new; once a night, not a visit."""
    last = recipient.last_digest_at
    lately = last is not None and timedelta() <= now - last < _VISITS
    return recipient.quiet_nights and not lately


def preview(
    items: Sequence[KnownItem],
    recipient: Recipient,
    now: datetime,
    names: Names | None = None,
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
        entries=_finished(folded(entries, recipient, material), material),
        names=names or {},
        preview=True,
    )
    return replace(digest, key=_key(digest))


def _wanted(recipient: Recipient, fresh: Sequence[Change]) -> list[Change]:
    """Return what passes the filters, of an Item that has substance its trifles too.

    So that it is told as it reads now, and not as it read between two edits.
    """
    whatever = replace(recipient, weights="all")
    grave = {change.item_id for change in fresh if wants(recipient, change)}
    return [change for change in fresh if change.item_id in grave and wants(whatever, change)]


def _differing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries less what was changed, or gone, and is again as the reader knows it."""
    return [
        entry
        for entry in entries
        if entry.section != "changed"
        or entry.before != entry.content
        or "moved" in entry.kinds
        or _was_gone(entry)
    ]


def _was_gone(entry: Entry) -> bool:
    """Tell whether the reader knew the Item as removed."""
    ways = [kind for kind in entry.kinds if kind in ("removed", "restored")]
    return ways[:1] == ["restored"]


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
        gone="removed" in last.kinds,
    )


def _section(changes: tuple[Change, ...]) -> Section:
    """Return where an Item stands: new to the reader counts more than what became of it since."""
    if "new" in changes[0].kinds or changes[0].before is None:
        return "older" if changes[0].older else "new"
    return "removed" if "removed" in changes[-1].kinds else "changed"


def _finished(entries: Iterable[Entry], material: Material) -> tuple[Entry, ...]:
    """Return the entries in order, with their hints and where each edition stands."""
    known = material.items
    at_home = (
        replace(entry, homes=homes_of(item), called=called(item))
        if (item := known.get(entry.item_id))
        else entry
        for entry in entries
    )
    return _ordered(_with_hints(at_home))


def _with_hints(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with what their editions disagree in, where both are there."""
    return [
        replace(entry, hints=disagreements(entry.content))
        if entry.section not in ("removed", "reposted") and len(entry.content.editions) > 1
        else entry
        for entry in entries
    ]


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by section, what is there first, then by genre, date and finding."""
    by_id = sorted(entries, key=lambda entry: (entry.change_ids[:1], entry.item_id))
    by_date = sorted(
        by_id, key=lambda e: e.date.instant().timestamp() if e.date else 0.0, reverse=True
    )
    return tuple(
        sorted(by_date, key=lambda e: (SECTIONS.index(e.section), e.gone, GENRES.index(e.genre)))
    )


def _key(digest: Digest, changes: Iterable[Change] = ()) -> str:
    """Return a name made of whom and what is told; a quiet night's is made of its time.

    Ids alone name nothing: a restored database gives them out again, to other Changes.
    """
    ids = set(digest.change_ids)
    told: list[object] = [digest.recipient.id, digest.recipient.address, digest.recipient.token]
    told += [
        digest.change_ids,
        sorted(
            (c.id, c.item_id, c.kinds, c.created_at.isoformat()) for c in changes if c.id in ids
        ),
        sorted(
            (baseline.run.id, baseline.run.source, baseline.run.started_at.isoformat())
            for baseline in digest.watching
        ),
    ]
    if not digest.change_ids and not digest.watching:
        told += [digest.made_at.isoformat(), [entry.item_id for entry in digest.entries]]
    return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()
