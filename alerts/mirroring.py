"""Edits of one Edition that the other one has not followed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from alerts.weight import differences
from storage.types import Language, Version

#: How long translators are given before an edit counts as not mirrored.
PATIENCE = timedelta(days=7)


def unmirrored(versions: Sequence[Version], since: datetime, now: datetime) -> Language | None:
    """Return the Edition that was edited alone, if the patience with it ended since `since`.

    `versions`: all of one Item, oldest first. Asked once a night with the night before as
    `since`, each such edit is named exactly once.
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
    if alone is None or not since < alone[1] + PATIENCE <= now:
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
