"""A ContentDiff cut down to what is quickly read: changed words with a little around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from alerts.clean import http_url, one_line, shortened
from alerts.diff import ContentDiff, EditionDiff, LinkChange, ParagraphChange, Span
from alerts.phrases import Phrases
from storage.types import Language

#: Letters of unchanged text left standing on each side of a change.
_AROUND = {"en": 60, "zh-Hans": 24, "zh-Hant": 24}
#: Letters of one added or removed passage.
_RUN = {"en": 280, "zh-Hans": 110, "zh-Hant": 110}
#: Passages shown of the edition that the reader wants, and of the other one.
_MOST, _MOST_OTHER = 6, 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words that changed, in one language, as HTML and as text."""

    lang: Language
    #: Whose words these are, in the reader's language, where that needs saying.
    label: str | None
    html: Markup
    text: str


def passages(found: ContentDiff, say: Phrases) -> tuple[Passage, ...]:
    """Return the changed passages worth showing, those in the reader's language first."""
    ordered = sorted(found.editions, key=lambda e: e.language[:2] != say.language[:2])
    return tuple(passage for edition in ordered for passage in _edition(edition, say))


def _edition(edition: EditionDiff, say: Phrases) -> Iterator[Passage]:
    own = edition.language[:2] == say.language[:2]
    most = _MOST if own else _MOST_OTHER
    label = None if own else _edition_name(edition.language, say)
    runs = list(_runs(edition))
    for spans in runs[:most]:
        yield _passage(spans, edition.language, label, say)
    if len(runs) > most:
        rest = say.count("and %(n)s more passage", "and %(n)s more passages", len(runs) - most)
        yield Passage(say.language, None, escape(rest), rest)


def _edition_name(language: Language, say: Phrases) -> str:
    return say.say("English edition") if language == "en" else say.say("Chinese edition")


def _runs(edition: EditionDiff) -> Iterator[tuple[Span, ...]]:
    if edition.title:
        yield edition.title
    for change in edition.paragraphs:
        if change.kind in ("added", "removed", "changed"):
            yield change.spans


def moved_only(paragraphs: Sequence[ParagraphChange]) -> bool:
    """Tell whether paragraphs changed places and nothing else happened."""
    kinds = {change.kind for change in paragraphs}
    return "moved" in kinds and kinds <= {"kept", "moved"}


def _passage(spans: Sequence[Span], lang: Language, label: str | None, say: Phrases) -> Passage:
    cut = list(_cut(spans, lang))
    html = Markup("").join(_TAGS[span.kind].format(span.text) for span in cut)
    text = "".join(_MARKS[span.kind].format(span.text) for span in cut)
    return Passage(lang, label, html, text.strip() or say.say("(no text)"))


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
        text = _kept_ends(span.text)
        if span.kind != "same":
            yield Span(span.kind, shortened(text, run))
            continue
        before = text[-around:] if place + 1 < len(spans) else ""
        after = text[:around] if place else ""
        if len(text) <= len(before) + len(after) + around // 2:
            yield Span("same", text)
        elif before and after:
            yield Span("same", f"{after}…{before}")
        else:
            yield Span("same", f"…{before}" if before else f"{after}…")


def _kept_ends(text: str) -> str:
    """Return cleaned text that still begins and ends with a blank where it did."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link that came, went or leads elsewhere now."""

    text: str
    #: What happened, in the reader's language.
    what: str
    url: str | None


def link_rows(links: Sequence[LinkChange], say: Phrases) -> tuple[LinkRow, ...]:
    """Return what happened to links and attachments, attachments first."""
    ordered = sorted(links, key=lambda link: not link.attachment)[:_MOST]
    return tuple(
        LinkRow(
            one_line(link.text, 160) or say.say("(no text)"),
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
    return say.say("attachment replaced") if link.attachment else say.say("link leads elsewhere")
