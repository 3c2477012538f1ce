"""A ContentDiff as passages: cut down to what is quickly read, or whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup, escape

from alerts.clean import before_ellipsis, http_url, one_line, part_of_line
from alerts.diff import ContentDiff, EditionDiff, LinkChange, Span
from alerts.excerpt import at_word, head, tail
from alerts.measure import SHORT, Measure
from alerts.phrases import Phrases
from storage.types import Language

#: Letters of unchanged text left standing on each side of a change.
_AROUND = {"en": 60, "zh-Hans": 24, "zh-Hant": 24}
#: Letters of one added or removed passage.
_RUN = {"en": 280, "zh-Hans": 110, "zh-Hant": 110}
#: Letters of a link's text.
_LINK = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words that changed, in one language, as HTML and as text."""

    lang: Language
    #: Whose words these are, in the reader's language, where that needs saying.
    label: str | None
    html: Markup
    text: str
    #: `same`: an unchanged paragraph, for those who want to read on; `note`: words of ours.
    kind: Literal["changed", "moved", "same", "note"] = "changed"
    #: Some of what changed is left out.
    cut: bool = False
    #: Unchanged words are left out.
    folded: bool = False


def passages(
    found: ContentDiff, say: Phrases, measure: Measure = SHORT, *, alone: bool = False
) -> tuple[Passage, ...]:
    """Return the passages that the measure shows, those in the reader's language first.

    `alone`: there is one Edition, and a label says so: its passages need not.
    """
    ordered = sorted(found.editions, key=lambda e: e.language[:2] != say.language[:2])
    return tuple(
        passage for edition in ordered for passage in _edition(edition, say, measure, alone=alone)
    )


def _edition(
    edition: EditionDiff, say: Phrases, measure: Measure, *, alone: bool
) -> Iterator[Passage]:
    own = edition.language[:2] == say.language[:2]
    most = measure.passages if own else measure.passages_other
    name = None if own or alone else edition_name(edition.language, say)
    every = list(_every(edition, name, say, measure))
    if not every:  # all that happened is that paragraphs changed places
        yield _note(say.say("paragraphs changed places"), name, say)
    yield from every[:most]
    if most is not None and len(every) > most:
        left = len(every) - most
        rest = say.count("and %(n)s more passage", "and %(n)s more passages", left)
        yield replace(_note(rest, None, say), cut=True)


def edition_name(language: Language, say: Phrases) -> str:
    """Return whose words those of an edition are."""
    return say.say("English edition") if language == "en" else say.say("Chinese edition")


def _every(
    edition: EditionDiff, name: str | None, say: Phrases, measure: Measure
) -> Iterator[Passage]:
    """Yield title and paragraphs; what is whole names its edition once, what is cut each time."""
    label = name
    if edition.title:
        title = say.clauses([label, say.say("title")]) if label else say.say("title")
        yield _passage(edition.title, edition.language, title, say, measure)
        label = label if measure.folded else None
    for change in edition.paragraphs:
        if change.kind in ("kept", "moved") and not measure.unchanged:
            continue
        passage = _passage(change.spans, edition.language, label, say, measure)
        label = label if measure.folded else None
        if change.kind == "kept":
            yield replace(passage, kind="same")
        elif change.kind == "moved":
            moved = [passage.label] if passage.label else []
            yield replace(passage, kind="moved", label=say.clauses([*moved, say.say("moved")]))
        else:
            yield passage


def _note(text: str, label: str | None, say: Phrases) -> Passage:
    return Passage(say.language, label, escape(text), text, "note")


def _passage(
    spans: Sequence[Span], lang: Language, label: str | None, say: Phrases, measure: Measure
) -> Passage:
    whole = [Span(span.kind, part_of_line(span.text)) for span in spans]
    shown = list(_cut(whole, lang)) if measure.folded else whole
    html = Markup("").join(_TAGS[span.kind].format(span.text) for span in shown)
    text = "".join(_MARKS[span.kind].format(span.text) for span in shown).strip()
    pairs = list(zip(whole, shown, strict=True))
    return Passage(
        lang,
        label,
        html,
        text or say.say("(no text)"),
        cut=any(one != other for one, other in pairs if one.kind != "same"),
        folded=any(one != other for one, other in pairs if one.kind == "same"),
    )


_TAGS = {
    "same": Markup("{}"),
    "added": Markup("<ins>{}</ins>"),
    "removed": Markup("<del>{}</del>"),
}
#: As wdiff marks words in plain text.
_MARKS = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}


def _cut(spans: Sequence[Span], lang: Language) -> Iterator[Span]:
    """Yield the spans with long unchanged runs folded to their ends."""
    around, run = _AROUND[lang], _RUN[lang]
    for place, span in enumerate(spans):
        text = span.text
        if span.kind != "same":
            yield Span(span.kind, at_word(text, run))
            continue
        before = tail(text, around) if place + 1 < len(spans) else ""
        after = before_ellipsis(head(text, around)) if place else ""
        if len(text) <= len(before) + len(after) + around // 2:
            yield Span("same", text)
        elif before and after:
            yield Span("same", f"{after}…{before}")
        else:
            yield Span("same", f"…{before}" if before else f"{after}…")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link that came, went or leads elsewhere now."""

    text: str
    #: What happened, in the reader's language.
    what: str
    url: str | None


def link_rows(
    links: Sequence[LinkChange], say: Phrases, most: int | None = None
) -> tuple[LinkRow, ...]:
    """Return what happened to links and attachments, attachments first, at most so many."""
    ordered = sorted(links, key=lambda link: not link.attachment)[:most]
    return tuple(
        LinkRow(
            one_line(link.text, _LINK) or say.say("(no text)"),
            _what(link, say),
            http_url(link.after) if link.after else None,
        )
        for link in ordered
    )


def _what(link: LinkChange, say: Phrases) -> str:
    if link.before is None:
        return say.say("new attachment") if link.attachment else say.say("new link")
    if link.after is None:
        return say.say("attachment removed") if link.attachment else say.say("link removed")
    if link.same_file:
        return say.say("new address")
    return say.say("attachment replaced") if link.attachment else say.say("link leads elsewhere")
