"""A page on its way from bytes to a Record: what was read, before a genre's parser judges it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.parsers.credits.signed import UNSIGNED, Signed
from crawler.parsers.declared.metadata import Metadata
from crawler.parsers.markup.document import Block, Document
from storage.types import Field, FurnitureSet, Genre, Language, Link, PageDate


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as blocks, with everything a genre's parser may ask."""

    document: Document
    genre: Genre
    #: False: a text dump, whose blocks are its lines as they stand ("" for a blank one).
    markup: bool
    #: Everything visible, in order.
    blocks: tuple[Block, ...]
    #: The article's part of `blocks`, bylines and captions included.
    main: tuple[Block, ...]
    metadata: Metadata | None
    furniture: FurnitureSet
    #: The title that headings and metadata agree on; None in a text dump.
    title: str | None = None
    title_by: str = "heading"
    #: The number of the block after the title; 0 where no block says it.
    below_title: int = 0
    #: Between title and text: bylines and captions may stand there.
    head: tuple[Block, ...] = ()
    #: Who wrote it, as markup tells the name from what stands beside it.
    signed: Signed = UNSIGNED
    #: How `main` was found: `density`, `generic`, `text`.
    found_by: str = "text"
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a genre's parser makes of a Reading; editions, contacts and place follow from it."""

    titles: Mapping[Language, str] = field(default_factory=dict)
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    published: PageDate | None = None
    updated: PageDate | None = None
    agency: str | None = None
    author: str | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
