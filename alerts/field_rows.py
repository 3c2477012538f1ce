"""Project fields and other values as rows: what there is, or old → new."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.clean import one_line
from alerts.diff import ContentDiff
from alerts.entries import Entry
from alerts.phrases import Phrases
from storage.types import Field

#: Longest value shown.
_VALUE = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A project field, before and after; both are the same where nothing changed."""

    label: str
    old: str
    new: str


def facts(entry: Entry, say: Phrases) -> tuple[Row, ...]:
    """Return the fields of a project that is new to the reader, those with a value."""
    return tuple(
        Row(field_label(label, say), "", say.value(field.value, field.raw))
        for label, field in entry.content.fields.items()
        if field.value is not None or field.raw.strip()
    )


def changed_rows(found: ContentDiff, entry: Entry, say: Phrases) -> tuple[Row, ...]:
    """Return changed fields, then changed dates, places and people, as old → new."""
    before = entry.before.fields if entry.before else {}
    fields = [
        Row(
            field_label(change.name, say),
            _side(before.get(change.name), say),
            _side(entry.content.fields.get(change.name), say),
        )
        for change in found.fields
    ]
    details = [
        Row(_detail(change.name, say), _value(change.before), _value(change.after))
        for change in found.details
    ]
    return tuple(fields + details)


def _side(field: Field | None, say: Phrases) -> str:
    return say.value(field.value, field.raw) if field else "—"


def _value(text: str | None) -> str:
    return (one_line(text, _VALUE) if text else "") or "—"


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
        "Coverage": say.say("Coverage"),
        "Year": say.say("Year"),
        "IDF Region": say.say("IDF Region"),
        "Prima ID": say.say("Prima ID"),
        "Projects ID": say.say("Projects ID"),
        "Benefiting Member States": say.say("Benefiting Member States"),
    }
    return known.get(label) or one_line(label, 80)
