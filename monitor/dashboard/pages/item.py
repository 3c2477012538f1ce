"""Item: its editions side by side, its versions as a timeline, its fields' history, its archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.clean import paragraphs
from alerts.diff import ContentDiff, diff
from alerts.hints import Hint, disagreements
from alerts.values import name_of
from monitor.dashboard.aligned import Row, aligned
from monitor.dashboard.desk import Desk
from storage.browse_rows import ItemRow
from storage.types import (
    Capture,
    Change,
    Content,
    Edition,
    Field,
    KnownItem,
    Language,
    Story,
    Version,
)

#: Captures listed: a month of nights, and the same again.
CAPTURES = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A Version on the timeline and what led to it."""

    version: Version
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """A project field's values, oldest first, with the number of the Version that brought each."""

    label: str
    values: tuple[tuple[int, Field | None], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The editions of a Version as they stand on the page."""

    languages: tuple[Language, ...]
    editions: tuple[Edition, ...]
    #: Side by side where there is Chinese and English, else one column.
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Everything about one Item."""

    item: KnownItem
    #: The Version that is shown: the newest, or the one asked for.
    version: Version
    shown: Shown
    moments: tuple[Moment, ...]
    #: Changes without a Version: removed, restored, moved.
    other_changes: tuple[Change, ...]
    fields: tuple[FieldHistory, ...]
    hints: tuple[Hint, ...]
    captures: tuple[Capture, ...]
    story: Story | None
    members: dict[str, ItemRow]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two Versions of an Item and what differs."""

    item: KnownItem
    versions: tuple[Version, ...]
    old: Version
    new: Version
    difference: ContentDiff


def item(desk: Desk) -> Item | None:
    """Return the Item of `id`, at version `v` where one is asked for."""
    known = desk.store.items.get(desk.asked["id"])
    if known is None:
        return None
    versions = desk.store.items.versions(known.id)
    number = desk.number("v")
    version = next((v for v in versions if v.number == number), known.version)
    changes = desk.store.items.changes(known.id)
    story = desk.store.stories.of_item(known.id)
    members = desk.browse.named(m.item_id for m in story.members) if story else {}
    return Item(
        item=known,
        version=version,
        shown=shown(version.content),
        moments=_moments(versions, changes),
        other_changes=tuple(c for c in changes if c.after is None or c.after == c.before),
        fields=field_history(versions),
        hints=disagreements(version.content),
        captures=desk.browse.captures_of(known.id, CAPTURES),
        story=story,
        members=members,
    )


def comparison(desk: Desk) -> Comparison | None:
    """Return what differs between the versions `old` and `new` of the Item of `id`."""
    known = desk.store.items.get(desk.asked["id"])
    if known is None:
        return None
    versions = desk.store.items.versions(known.id)
    by_number = {version.number: version for version in versions}
    new = by_number.get(desk.number("new") or 0, versions[-1])
    old = by_number.get(desk.number("old") or 0, by_number.get(new.number - 1, versions[0]))
    return Comparison(known, versions, old, new, diff(old.content, new.content))


def shown(content: Content) -> Shown:
    """Return the editions in reading order: Chinese left, English right."""
    tags = sorted(content.editions, key=lambda tag: (tag == "en", tag))
    bodies = [paragraphs(content.editions[tag].body) for tag in tags]
    pair = len(tags) == 2 and tags[1] == "en"  # noqa: PLR2004 - Chinese and English
    rows = aligned(*bodies) if pair else [Row((p,), ()) for body in bodies[:1] for p in body]
    return Shown(tuple(tags), tuple(content.editions[tag] for tag in tags), tuple(rows))


def field_history(versions: Sequence[Version]) -> tuple[FieldHistory, ...]:
    """Return each field's values over the Versions, one entry where it changed."""
    labels = dict.fromkeys(label for version in versions for label in version.content.fields)
    found = []
    for label in labels:
        values: list[tuple[int, Field | None]] = []
        for version in versions:
            field = version.content.fields.get(label)
            if not values or values[-1][1] != field:
                values.append((version.number, field))
        name = name_of(label, (field.value for _, field in values if field))
        found.append(FieldHistory(name, tuple(values if values[0][1] else values[1:])))
    return tuple(found)


def _moments(versions: Sequence[Version], changes: Sequence[Change]) -> tuple[Moment, ...]:
    """Return the Versions, newest first, each with the Changes that led to it."""
    return tuple(
        Moment(
            version,
            tuple(
                change
                for change in changes
                if change.after and change.after.id == version.id and change.after != change.before
            ),
        )
        for version in reversed(versions)
    )
