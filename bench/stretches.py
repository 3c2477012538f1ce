"""Stretches of texts on pages that hold nothing else: not a sentence may be lost.

`python -m bench.stretches [-v] [SEED]`. Two to five paragraphs from anywhere in a text of the blind
pages, under its headline: as markup and as a dump, and a Chinese stretch with an English one of
another text, one behind the other, either way, or by turns. Short texts that begin or end anyhow
are what our own pages are not. Counted are lines that end as sentences do: what introduces a list
or stands in a table may be cut off with what a stretch leaves out.
"""

from __future__ import annotations

import html
import logging
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.blind import BLIND, Page, pages_in
from crawler.parsers import Document, parse
from storage.errors import ParseError
from storage.types import Edition, Language

_FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
_DAY = "2024-05-03"
_SIZES = (2, 3, 5)
#: As a page that nobody described, as the mission's and as a copy.
_SOURCES = (None, "iom_news", "reposts")
_SENTENCE = re.compile(r".{12,}[.。!?！？][”\"’」』]?$")
_ORDERS = ("zh, en", "en, zh", "by turns")


@dataclass(frozen=True)
class Stretch:
    """Some paragraphs under a headline."""

    language: str
    title: str
    lines: Sequence[str]


@dataclass
class Tally:
    """What was read of some pages."""

    pages: int = 0
    sentences: int = 0
    lost: int = 0
    titles: int = 0
    untitled: int = 0

    def add(self, stretches: Sequence[Stretch], found: Mapping[Language, Edition]) -> list[str]:
        """Count a page; return what is missing of it."""
        self.pages += 1
        missing = []
        for stretch in stretches:
            own = next((e for tag, e in found.items() if tag.startswith(stretch.language)), None)
            body = "".join(own.body.split()) if own else ""
            told = [line for line in stretch.lines if _SENTENCE.match(line)]
            lost = [line for line in told if "".join(line.split()) not in body]
            titled = own is not None and own.title == stretch.title
            self.sentences += len(told)
            self.lost += len(lost)
            self.titles += 1
            self.untitled += not titled
            missing += lost if titled else [*lost, f"title: {own.title if own else None}"]
        return missing


def stretch_of(page: Page, chance: random.Random) -> Stretch | None:
    """Return a stretch of the page's text; None when it has too few paragraphs."""
    lines = [" ".join(line.split()) for line in page.body.split("\n") if line.strip()]
    size = chance.choice(_SIZES)
    if len(lines) < size or not page.title:
        return None
    at = chance.randrange(len(lines) - size + 1)
    return Stretch(page.language, page.title, lines[at : at + size])


def _marked(stretch: Stretch, tag: str) -> list[str]:
    lines = (f"<p>{html.escape(line)}</p>" for line in stretch.lines)
    return [f"<{tag}>{html.escape(stretch.title)}</{tag}>", *lines]


def as_markup(stretch: Stretch) -> str:
    """Return the stretch as a page."""
    head, *lines = _marked(stretch, "h1")
    return _page(stretch.title, [head, f"<p>{_DAY}</p>", *lines])


def as_dump(stretch: Stretch) -> str:
    """Return the stretch as text."""
    return "\n".join((stretch.title, _DAY, *stretch.lines))


def as_both(chinese: Stretch, english: Stretch, order: str) -> str:
    """Return a page of both: one behind the other, or line by line below both titles."""
    if order == "by turns":
        (first, *own), (second, *others) = _marked(chinese, "h1"), _marked(english, "h2")
        longest = max(len(own), len(others))
        turns = [
            part for at in range(longest) for part in (*own[at : at + 1], *others[at : at + 1])
        ]
        return _page(chinese.title, [first, second, *turns])
    above, below = (chinese, english) if order == "zh, en" else (english, chinese)
    return _page(chinese.title, [*_marked(above, "h1"), *_marked(below, "h2")])


def _page(title: str, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    return f"<html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>"


def _cases(chance: random.Random) -> Iterator[tuple[str, str, str, tuple[Stretch, ...]]]:
    """Yield kind, name, page and what it holds."""
    folders = sorted(BLIND.parent.glob("blind*"))
    pages = [page for folder in folders for page in pages_in(folder)]
    english = [page for page in pages if page.language == "en"]
    for page in pages:
        if stretch := stretch_of(page, chance):
            yield "markup", page.name, as_markup(stretch), (stretch,)
            yield "dump", page.name, as_dump(stretch), (stretch,)
        other = stretch_of(chance.choice(english), chance)
        if stretch and other and stretch.language == "zh":
            order = chance.choice(_ORDERS)
            yield order, page.name, as_both(stretch, other, order), (stretch, other)


def main() -> None:
    """Print how much of the stretches is read, by kind of page."""
    logging.disable(logging.CRITICAL)
    seed = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1)
    tallies: dict[str, Tally] = {}
    for kind, name, page, stretches in _cases(random.Random(seed)):  # noqa: S311 - not a secret
        media = "text/plain" if kind == "dump" else "text/html"
        for source in _SOURCES:
            document = Document(page.encode(), source=source, media_type=media, fetched_at=_FETCHED)
            try:
                found = parse(document).content.editions
            except ParseError:
                found = {}
            missing = tallies.setdefault(kind, Tally()).add(stretches, found)
            if missing and "-v" in sys.argv:
                print(
                    f"    {kind:9}{name:26}{source}: " + " | ".join(line[:70] for line in missing)
                )
    print(f"{'':10}{'pages':>8}{'sentences':>11}{'lost':>7}{'titles':>9}{'missed':>8}")
    for kind, tally in tallies.items():
        row = f"{kind:10}{tally.pages:8}{tally.sentences:11}{tally.lost:7}"
        print(f"{row}{tally.titles:9}{tally.untitled:8}")


if __name__ == "__main__":
    main()
