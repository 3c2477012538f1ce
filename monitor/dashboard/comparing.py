"""What differs between two Versions, as HTML in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from alerts.diff import ContentDiff, ValueChange
from alerts.diff_render import as_html
from monitor.dashboard.texts import CHINESE
from storage.types import Content, PageDate

if TYPE_CHECKING:
    from monitor.dashboard.words import Words


def difference(found: ContentDiff, old: Content, new: Content, words: Words) -> Markup:
    """Return the difference as markup; empty: nothing differs that a reader sees."""
    said = replace(
        found,
        fields=tuple(
            replace(
                one,
                before=_field(old, one.name, words),
                after=_field(new, one.name, words),
            )
            for one in found.fields
        ),
        details=tuple(_detail(one, old, new, words) for one in found.details),
    )
    # as_html escapes every text it is given: its tests say so.
    return Markup(as_html(said, lambda word: named(word, words)))  # noqa: S704


def named(word: str, words: Words) -> str:
    """Return a word of ours, or a project field's label, in the reader's language."""
    return words.say(word) if word in CHINESE else words.label(word)


def _field(content: Content, label: str, words: Words) -> str | None:
    field = content.fields.get(label)
    return words.value(field) if field and (field.value is not None or field.raw.strip()) else None


def _detail(change: ValueChange, old: Content, new: Content, words: Words) -> ValueChange:
    if change.name not in ("published", "event_date"):
        return change
    dates: list[PageDate | None] = [getattr(side, change.name) for side in (old, new)]
    return ValueChange(change.name, *(words.day(date) or None for date in dates))
