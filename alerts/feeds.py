"""Items as Atom 1.0 (RFC 4287) and JSON Feed 1.1, one feed a language and a Source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import escape

from alerts.clean import http_url, one_line, paragraphs
from alerts.entries import Names, homes_of, source_name, urls_of
from alerts.excerpt import at_word, first_sentences
from alerts.headings import opening, wanted_edition
from alerts.phrases import phrases
from storage.types import Edition, KnownItem, Language

#: What a feed reader that asks once a week must not miss, and what one transfer may weigh.
_MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUMMARY = {"en": 400, "zh-Hans": 160, "zh-Hant": 160}
#: When a feed without entries was last updated.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
#: Languages that feeds are made in.
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "en")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: what it is called, where it is, what it holds."""

    language: Language
    #: Where the feed's folder is on the web, without a slash at its end.
    base_url: str
    #: Its name in that folder, without suffix: `en`, `en-chinadaily`.
    name: str
    #: Display name of its Source; None: all Sources.
    source: str | None = None
    #: Names it had before: who reads it there goes on reading, and is told where it is now.
    formerly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a feed reader shows."""
        own = phrases(self.language).say("IOM China Monitor")
        return f"{own} · {one_line(self.source, 80)}" if self.source else own

    def tag(self, what: str) -> str:
        """Return a tag URI (RFC 4151): the same as long as the host is."""
        return f"tag:{urlsplit(self.base_url).hostname or 'localhost'},2026:{what}"


@dataclass(frozen=True, slots=True)
class _Entry:
    item: KnownItem
    language: Language
    edition: Edition
    url: str | None

    @property
    def title(self) -> str:
        beginning = 80 if self.language == "en" else 32
        title = one_line(self.edition.title or "", 300)
        return (
            title
            or at_word(opening(self.item.version.content, self.edition), beginning)
            or self.item.id
        )

    @property
    def summary(self) -> str:
        return first_sentences(self.edition.body, _SUMMARY[self.language])

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(text)}</p>" for text in paragraphs(self.edition.body))

    @property
    def published(self) -> datetime:
        date = self.item.version.content.published
        return date.instant() if date else self.item.first_seen

    @property
    def updated(self) -> datetime:
        return _edited(self.item)


def atom(items: Sequence[KnownItem], feed: Feed) -> bytes:
    """Return the Items, latest first, as an Atom feed."""
    entries = _entries(items, feed.language)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item] # the stubs know no default namespace
    root.set(_LANG, feed.language)
    _add(root, "title", feed.title)
    _add(root, "id", feed.tag(f"feed/{feed.name}"))
    _add(root, "updated", _instant(max((entry.updated for entry in entries), default=_NEVER)))
    _add(_add(root, "author"), "name", "IOM China Monitor")
    self_url = f"{feed.base_url}/{feed.name}.atom"
    _add(root, "link", rel="self", type="application/atom+xml", href=self_url)
    for entry in entries:
        _add_entry(root, entry, feed)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add_entry(root: etree._Element, entry: _Entry, feed: Feed) -> None:
    element = _add(root, "entry")
    element.set(_LANG, entry.language)
    _add(element, "title", entry.title)
    _add(element, "id", feed.tag(f"item/{one_line(entry.item.id)}"))
    _add(element, "published", _instant(entry.published))
    _add(element, "updated", _instant(entry.updated))
    if entry.url:
        _add(element, "link", rel="alternate", href=entry.url, hreflang=entry.language)
    _add(element, "category", term=entry.item.genre)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _add(
    parent: etree._Element, name: str, text: str | None = None, **marks: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attrib=marks)
    child.text = text
    return child


def json_feed(items: Sequence[KnownItem], feed: Feed) -> bytes:
    """Return the Items, latest first, as a JSON Feed."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "feed_url": f"{feed.base_url}/{feed.name}.json",
        "language": feed.language,
        "authors": [{"name": "IOM China Monitor"}],
        "items": [_json_entry(entry, feed) for entry in _entries(items, feed.language)],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _json_entry(entry: _Entry, feed: Feed) -> dict[str, object]:
    link = {"url": entry.url} if entry.url else {}
    return {
        "id": feed.tag(f"item/{one_line(entry.item.id)}"),
        **link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": _instant(entry.published),
        "date_modified": _instant(entry.updated),
        "language": entry.language,
        "tags": [entry.item.genre],
    }


def write(
    folder: Path,
    items: Sequence[KnownItem],
    names: Names,
    base_url: str,
    former: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write every feed (language × Source, and all) into a folder; each file changes at once.

    What was imported is history, not news: it stands in none before its page was visited.
    `former`: what a Source is called now that had a name before; its feeds stand under both.
    """
    items = [item for item in items if not item.history]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for feed, chosen in _feeds(items, names, base_url.rstrip("/"), former or {}):
        contents = {"atom": atom(chosen, feed), "json": json_feed(chosen, feed)}
        for stem, suffix in product((feed.name, *feed.formerly), contents):
            path = folder / f"{stem}.{suffix}"
            unfinished = path.with_suffix(f".{suffix}.new")
            unfinished.write_bytes(contents[suffix])
            unfinished.replace(path)
            written.append(path)
    return tuple(written)


def _feeds(
    items: Sequence[KnownItem], names: Names, base_url: str, former: Mapping[str, str]
) -> Iterator[tuple[Feed, Sequence[KnownItem]]]:
    for language in LANGUAGES:
        yield Feed(language, base_url, language), items
        for source in sorted({item.source for item in items}):
            own = [item for item in items if item.source == source]
            called = source_name(names, source, language)
            olds = tuple(_stem(language, old) for old, new in former.items() if new == source)
            yield Feed(language, base_url, _stem(language, source), called, olds), own


def _stem(language: Language, source: str) -> str:
    """Return what the files of a Source's feed are called, without suffix."""
    return f"{language}-{''.join(c if c.isalnum() or c in '_-' else '-' for c in source)}"


def _entries(items: Sequence[KnownItem], language: Language) -> list[_Entry]:
    """Return what belongs into a feed: what is there and concerns us, latest first."""
    kept = [item for item in items if item.state == "present" and not item.off_topic]
    latest = sorted(kept, key=lambda item: (_edited(item), item.id), reverse=True)
    return [_entry(item, language) for item in latest[:_MOST]]


def _edited(item: KnownItem) -> datetime:
    """Return when the Item last said something else; a better parser is not news here either."""
    return item.edited_at or item.version.created_at


def _entry(item: KnownItem, language: Language) -> _Entry:
    tag, edition = wanted_edition(item.version.content, language)
    own = [url] if (url := homes_of(item).get(tag)) else []
    urls = (http_url(url) for url in (*own, *urls_of(item)))
    return _Entry(item, tag, edition, next((url for url in urls if url), None))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
