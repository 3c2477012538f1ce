"""What a parser is given, and the blocks it reads a page as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from crawler.parsers.markup.anchors import Anchor
from storage.types import Genre, Link

BlockKind = Literal["heading", "paragraph", "item", "caption", "label", "value", "cell", "line"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a listing said of a page: raw texts, as shown."""

    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it came, and what is known of it from outside."""

    content: bytes
    url: str | None = None
    #: `text/html`, `text/plain`, …; None: to be found out from the bytes.
    media_type: str | None = None
    #: The charset of the Content-Type header, as sent.
    charset: str | None = None
    #: Aware UTC; what "yesterday" and `9個月前` are counted from.
    fetched_at: datetime | None = None
    source: str | None = None
    #: None: to be found out from the page.
    genre: Genre | None = None
    card: Card | None = None
    #: The site's declared habit with `a/b/yyyy`; None: none is known.
    day_first: bool | None = None


class Block(NamedTuple):
    """A run of text that the page sets apart: one paragraph, heading, list item, table cell, line.

    `text` is clean and has no line break, save for `line` blocks of hard-wrapped text dumps.
    A tuple because a page has hundreds: a frozen dataclass takes three times as long to make.
    """

    text: str
    kind: BlockKind = "paragraph"
    #: 1 to 6 for headings, else 0.
    level: int = 0
    #: What its links are made of.
    anchors: tuple[Anchor, ...] = ()
    #: How many of the text's characters stand inside links.
    link_chars: int = 0
    #: Names of the enclosing elements with classes, outermost first: `body/div.main/p`. A hint.
    path: str = ""

    @property
    def is_link(self) -> bool:
        """Whether all of the text stands inside links."""
        return 0 < len(self.text) <= self.link_chars

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in the text, made when asked for: nobody asks for the hundreds of a menu."""
        if not self.anchors:
            return ()
        links = (base.link(href, text) for base, href, text in self.anchors)
        return tuple(link for link in links if link is not None)
