"""Edits of one Edition that the other one has not followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from alerts.entries import PATIENCE, Entry, Material, urls_of
from alerts.select import wants_source, wants_words
from alerts.weight import differences
from storage.types import KnownItem, Language, Recipient, Version


def with_unmirrored(
    entries: Sequence[Entry], recipient: Recipient, material: Material, now: datetime
) -> list[Entry]:
    """Return the entries, those marked and joined whose edit stayed in one Edition.

    Since the Recipient's last Digest the patience with each of them ended: so each is named to
    each Recipient once, and later where nothing else was to be told.
    """
    since = recipient.last_digest_at or recipient.created_at
    alone = {
        item_id: language
        for item_id, versions in material.edited.items()
        if (language := unmirrored(versions, since, now, material.patience)) is not None
    }
    marked = [
        entry if entry.gone else replace(entry, unmirrored=alone.pop(entry.item_id, None))
        for entry in entries
    ]
    return [*marked, *_others(alone, recipient, material)]


def _others(
    alone: dict[str, Language], recipient: Recipient, material: Material
) -> Iterator[Entry]:
    """Yield an entry of its own for each Item that has nothing else to tell."""
    for item_id, language in alone.items():
        item = material.items.get(item_id)
        if item is not None and _is_read(item, recipient):
            yield Entry(
                section="unmirrored",
                item_id=item.id,
                source=item.source,
                genre=item.genre,
                content=item.version.content,
                urls=urls_of(item),
                unmirrored=language,
            )


def _is_read(item: KnownItem, recipient: Recipient) -> bool:
    """Return whether the Item is there and one of those the Recipient hears of."""
    return (
        item.state == "present"
        and item.off_topic is None
        and wants_source(recipient, item.source, item.genre)
        and wants_words(recipient, [item.version.content])
    )


def unmirrored(
    versions: Sequence[Version], since: datetime, now: datetime, patience: timedelta = PATIENCE
) -> Language | None:
    """Return the Edition that was edited alone, if the patience with it ended since `since`.

    `versions`: all of one Item, oldest first. Asked again with the last `now` as `since`, each
    such edit is named exactly once.
    """
    alone: tuple[Language, datetime] | None = None
    for before, after in pairwise(versions):
        if after.cause != "page":
            continue
        edited = _edited(before, after)
        if len(edited) == 1 and len(after.content.editions) > 1:
            (language,) = edited
            if alone is None:
                alone = language, after.created_at
            elif alone[0] != language:
                alone = None  # the other one followed
        elif edited:
            alone = None
    if alone is None or not since < alone[1] + patience <= now:
        return None
    if len(versions[-1].content.editions) < 2:  # noqa: PLR2004 - the other one is gone since
        return None
    return alone[0]


def _edited(before: Version, after: Version) -> set[Language]:
    """Return the Editions that differ substantively in both Versions' texts."""
    names = {
        one.part.split(":")[1]
        for one in differences(before.content, after.content)
        if one.part.startswith("edition:") and one.weight == "substantive"
    }
    return {
        language
        for language in after.content.editions
        if language in names and language in before.content.editions
    }
