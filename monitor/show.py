"""Records, spans and amounts as a person wants to see them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from alerts.values import name_of
from crawler.parsers.bilingual.spans import Span
from monitor.printing import printable
from storage.types import Amount, Contact, FieldValue, PageDate, Record

#: Enough of a body to recognise it.
_BODY = 600
_COLOUR = {"zh": "green", "en": "cyan"}


def record(found: Record, shown: str) -> RenderableType:
    """Return a Record as a panel: what was understood, and what was not."""
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _rows(found):
        table.add_row(name, Text(printable(value)) if value else Text("unknown", style="yellow"))
    parts: list[RenderableType] = [table]
    for language, edition in found.content.editions.items():
        body = edition.body if len(edition.body) <= _BODY else edition.body[:_BODY] + " …"
        title = Text(printable(f"{language}: {edition.title or 'no title'}"))
        parts.append(Panel(Text(body), title=title))
    style = "red" if found.not_understood else "blue"
    return Panel(Group(*parts), title=Text(shown), border_style=style)


def _rows(found: Record) -> Iterable[tuple[str, str]]:
    content = found.content
    yield "genre", f"{found.genre} ({found.parser} {found.parser_version})"
    yield "source", found.source or ""
    yield "title", found.title or ""
    yield "published", content.published.iso if content.published else ""
    yield "event date", content.event_date.iso if content.event_date else ""
    yield "place", content.place or ""
    for label, value in (("agency", content.agency), ("author", content.author)):
        if value:
            yield label, value
    for label, field in content.fields.items():
        yield name_of(label, [field.value]), value_text(field.value)
    for contact in content.contacts:
        yield "contact", _contact(contact)
    for caption in content.captions:
        yield "caption", caption
    yield from _remarks(found)


def _remarks(found: Record) -> Iterable[tuple[str, str]]:
    yield "links", str(len(found.content.links))
    yield "furniture", f"{len(found.furniture)} lines dropped"
    if found.not_understood:
        yield "not understood", found.not_understood
    if found.off_topic:
        yield "off-topic", found.off_topic
    for warning in found.warnings:
        yield "warning", warning


def value_text(value: FieldValue) -> str:
    """Return a field's value in words; unknown is empty."""
    if isinstance(value, PageDate):
        return value.iso
    if isinstance(value, Amount):
        return f"{value.currency} {value.amount}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return value or ""


def _contact(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)


def spans(text: str, found: Sequence[Span], shown: str) -> RenderableType:
    """Return the text with each language in its colour and its offsets in front."""
    body = Text()
    for span in found:
        body.append(f"[{span.start}–{span.end} {span.language}] ", style="dim")
        body.append(text[span.start : span.end], style=_COLOUR[span.language])
    return Panel(body, title=Text(shown))
