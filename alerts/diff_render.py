"""A ContentDiff as text, as HTML, in terminal colours, as JSON. Everything is escaped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape

from alerts.clean import before_ellipsis, part_of_line
from alerts.diff import ContentDiff, EditionDiff, LinkChange, ParagraphChange, Span, ValueChange
from alerts.excerpt import head, tail

_LANGUAGES = {"zh-Hans": "中文", "zh-Hant": "繁體中文", "en": "English"}
_LABELS = {
    "published": "Published",
    "event_date": "Date of the event",
    "place": "Place",
    "agency": "Agency",
    "author": "Author",
    "contact": "Contact",
    "caption": "Caption",
}
_STATES = {"changed": "", "added": "(new edition)", "removed": "(edition gone)"}
#: Letters of an unchanged run that stay on either side of an edit.
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class _Style:
    """How one output writes the few things a diff consists of."""

    added: Callable[[str], str]
    removed: Callable[[str], str]
    heading: Callable[[str], str]
    moved: str


def as_text(diff: ContentDiff) -> str:
    """Return plain text: `[-gone-]` and `{+new+}` as in wdiff."""
    style = _Style(lambda one: f"{{+{one}+}}", lambda one: f"[-{one}-]", part_of_line, "(moved) ")
    return "\n".join(_lines(diff, style))


def as_ansi(diff: ContentDiff) -> str:
    """Return text in terminal colours: green and underlined is new, red and struck is gone."""
    style = _Style(
        lambda one: f"\x1b[32;4m{one}\x1b[0m",
        lambda one: f"\x1b[31;9m{one}\x1b[0m",
        lambda one: f"\x1b[1m{part_of_line(one)}\x1b[0m",
        "\x1b[2m(moved)\x1b[0m ",
    )
    return "\n".join(_lines(diff, style))


def as_html(diff: ContentDiff, named: Callable[[str], str] | None = None) -> str:
    """Return HTML without classes or styles: `<ins>`, `<del>`, `lang` on every edition.

    `named` says our own words in the reader's language: `zh-Hans`, `(new edition)`, `Published`,
    `Attachment`, and the labels of project fields.
    """
    return "\n".join(_html(diff, named or english))


def english(word: str) -> str:
    """Return a word of ours as English outputs have it: languages by their own names."""
    return _LANGUAGES.get(word, word)


def as_json(diff: ContentDiff) -> str:
    """Return the diff's own structure as JSON."""
    return json.dumps(asdict(diff), ensure_ascii=False)


def _lines(diff: ContentDiff, style: _Style) -> Iterator[str]:
    for edition in diff.editions:
        yield style.heading(_heading(edition, english))
        if edition.title:
            yield "  " + _spans(edition.title, style)
        for change in edition.paragraphs:
            if change.kind != "kept":
                mark = style.moved if change.kind == "moved" else ""
                yield "  " + mark + _spans(_shortened(change), style)
    for value in (*diff.fields, *diff.details):
        yield f"{style.heading(_label(value))}: {_old_new(value.before, value.after, style)}"
    for link in diff.links:
        name = "Attachment" if link.attachment else "Link"
        shown = _old_new(link.before, link.after, style)
        yield f"{style.heading(name)} “{part_of_line(link.text)}”: {shown}"


def _label(value: ValueChange) -> str:
    return value.label or _LABELS.get(value.name, value.name)


def _old_new(before: str | None, after: str | None, style: _Style) -> str:
    if before is None:
        return style.added(part_of_line(after or ""))
    if after is None:
        return style.removed(part_of_line(before))
    return f"{style.removed(part_of_line(before))} → {style.added(part_of_line(after))}"


def _spans(spans: Sequence[Span], style: _Style) -> str:
    marks: dict[str, Callable[[str], str]] = {
        "same": str,
        "added": style.added,
        "removed": style.removed,
    }
    return "".join(marks[span.kind](part_of_line(span.text)) for span in spans)


def _shortened(change: ParagraphChange) -> tuple[Span, ...]:
    """Return a changed paragraph's spans with far-off unchanged text left out."""
    if change.kind != "changed":
        return change.spans
    last = len(change.spans) - 1
    return tuple(
        Span("same", _middle_out(span.text, first=place == 0, last=place == last))
        if span.kind == "same"
        else span
        for place, span in enumerate(change.spans)
    )


def _middle_out(run: str, *, first: bool, last: bool) -> str:
    """Return an unchanged run with its middle, or its far end, replaced by an ellipsis."""
    if len(run) <= 2 * _CONTEXT + 1:
        return run
    begin = "" if first else before_ellipsis(head(run, _CONTEXT))
    end = "" if last else tail(run, _CONTEXT)
    return f"{begin} … {end}" if begin and end else f"{begin} …" if begin else f"… {end}"


def _heading(edition: EditionDiff, named: Callable[[str], str]) -> str:
    words = (edition.language, _STATES[edition.state])
    return " ".join(named(word) for word in words if word)


def _html(diff: ContentDiff, named: Callable[[str], str]) -> Iterator[str]:
    for edition in diff.editions:
        yield from _html_edition(edition, named)
    values = (*diff.fields, *diff.details)
    if values:
        yield "<table>"
        yield from (
            f"<tr><th>{_safe(named(_label(value)))}</th>{_html_cells(value)}</tr>"
            for value in values
        )
        yield "</table>"
    if diff.links:
        yield "<ul>"
        yield from (f"<li>{_html_link(link, named)}</li>" for link in diff.links)
        yield "</ul>"


def _html_edition(edition: EditionDiff, named: Callable[[str], str]) -> Iterator[str]:
    yield f"<h4>{_safe(_heading(edition, named))}</h4>"
    yield f'<section lang="{edition.language}">'
    if edition.title:
        yield f"<p><strong>{_html_spans(edition.title)}</strong></p>"
    for change in edition.paragraphs:
        if change.kind != "kept":
            mark = "<em>↕</em> " if change.kind == "moved" else ""
            yield f"<p>{mark}{_html_spans(_shortened(change))}</p>"
    yield "</section>"


def _html_spans(spans: Sequence[Span]) -> str:
    tags = {"same": "", "added": "ins", "removed": "del"}
    return "".join(
        f"<{tags[span.kind]}>{_safe(span.text)}</{tags[span.kind]}>"
        if tags[span.kind]
        else _safe(span.text)
        for span in spans
    )


def _html_cells(value: ValueChange) -> str:
    before = f"<del>{_safe(value.before)}</del>" if value.before else "–"
    after = f"<ins>{_safe(value.after)}</ins>" if value.after else "–"
    return f"<td>{before}</td><td>→</td><td>{after}</td>"


def _html_link(link: LinkChange, named: Callable[[str], str]) -> str:
    kind = named("Attachment" if link.attachment else "Link")
    before = f"<del>{_safe(link.before)}</del>" if link.before else ""
    after = f"<ins>{_safe(link.after)}</ins>" if link.after else ""
    arrow = " → " if before and after else ""
    return f"{_safe(kind)} “{_safe(link.text)}”: {before}{arrow}{after}"


def _safe(one: str) -> str:
    return escape(part_of_line(one))
