"""Project fields and other values as rows: what there is, or old → new."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.clean import one_line
from alerts.diff import ContentDiff, ValueChange
from alerts.entries import Entry
from alerts.measure import SHORT, Measure
from alerts.phrases import Phrases, Words
from alerts.values import name_of
from alerts.vocabulary import value_words
from storage.types import Content, Field, PageDate

_ABSENT = Field(None, "")


@dataclass(frozen=True, slots=True)
class Row:
    """A value, before and after; `old` is empty where there is no before to speak of."""

    label: str
    old: Words
    new: Words
    #: Some of it is left out.
    cut: bool = False


def facts(entry: Entry, say: Phrases, measure: Measure = SHORT) -> tuple[Row, ...]:
    """Return the fields of a project that is new to the reader, those with a value."""
    return tuple(
        _row(label, None, field, say, measure)
        for label, field in entry.content.fields.items()
        if field.value is not None or field.raw.strip()
    )


def changed_rows(
    found: ContentDiff, entry: Entry, say: Phrases, measure: Measure = SHORT
) -> tuple[Row, ...]:
    """Return changed fields, then changed dates, places and people, as old → new."""
    before = entry.before or Content()
    fields = [
        _row(
            change.name,
            before.fields.get(change.name, _ABSENT),
            entry.content.fields.get(change.name, _ABSENT),
            say,
            measure,
        )
        for change in found.fields
    ]
    details = [_detail_row(change, before, entry.content, say, measure) for change in found.details]
    return tuple(fields + details)


def _row(label: str, old: Field | None, new: Field, say: Phrases, measure: Measure) -> Row:
    sides = [
        value_words(side.value, side.raw, say, measure.value) for side in (old or _ABSENT, new)
    ]
    whole = [value_words(side.value, side.raw, say, None) for side in (old or _ABSENT, new)]
    label = name_of(label, (side.value for side in (old, new) if side))
    return Row(field_label(label, say), sides[0], sides[1], cut=sides != whole)


def _detail_row(
    change: ValueChange, before: Content, after: Content, say: Phrases, measure: Measure
) -> Row:
    if change.name in ("published", "event_date"):
        old, new = (_day(getattr(content, change.name), say) for content in (before, after))
        return Row(_detail(change.name, say), old, new)
    return _row(
        _detail(change.name, say),
        Field(None, change.before or ""),
        Field(None, change.after or ""),
        say,
        measure,
    )


def _day(date: PageDate | None, say: Phrases) -> Words:
    return Words(say.day(date) if date else "—", say.language)


def _detail(name: str, say: Phrases) -> str:
    known = {
        "published": say.say("Published"),
        "event_date": say.say("Event date"),
        "place": say.say("Place"),
        "agency": say.say("Agency"),
        "author": say.say("Author"),
        "contact": say.say("Contact"),
        "caption": say.say("Caption"),
    }
    return known.get(name, name)


def field_label(label: str, say: Phrases) -> str:
    """Return a project field's label in the reader's language where it is one of the known ones."""
    known = {
        "Start Date": say.say("Start Date"),
        "End Date": say.say("End Date"),
        "Project Status": say.say("Project Status"),
        "Project Type": say.say("Project Type"),
        "Budget Amount (USD)": say.say("Budget Amount (USD)"),
        "Budget Amount": say.say("Budget Amount"),
        "Coverage": say.say("Coverage"),
        "Year": say.say("Year"),
        "IDF Region": say.say("IDF Region"),
        "Prima ID": say.say("Prima ID"),
        "Projects ID": say.say("Projects ID"),
        "Benefiting Member States": say.say("Benefiting Member States"),
        "Donor": say.say("Donor"),
        "Partners": say.say("Partners"),
        "Duration": say.say("Duration"),
    }
    return known.get(label) or one_line(label, 80)
