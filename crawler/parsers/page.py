"""One page from bytes to Record: decode, cut into blocks, find the genre, read, judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import html as lxml_html

from crawler.parsers.content import generic
from crawler.parsers.content.dump import article_lines
from crawler.parsers.content.dump_lines import parted
from crawler.parsers.content.heading import above, after_title, below_title, headline_above
from crawler.parsers.credits.signed import Signed, in_lines, short_lines_parted, signed
from crawler.parsers.declared.metadata import Metadata, metadata
from crawler.parsers.declared.scripts import scripted_blocks
from crawler.parsers.genres import genre as genres
from crawler.parsers.genres import news, press, project, repost
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.markup import html, htmlblocks
from crawler.parsers.markup.document import Block, Document
from crawler.parsers.record import record
from crawler.parsers.text import furniture as known
from crawler.parsers.text.charset import decode
from crawler.parsers.text.clean import clean_lines
from crawler.parsers.text.patterns import weight
from crawler.parsers.titles import htmltitles
from crawler.parsers.titles.titleparts import is_of_site
from storage.errors import ParseError
from storage.types import NO_FURNITURE, FurnitureSet, Genre, Record

_READERS: Final = {"news": news, "project": project, "press": press, "repost": repost}
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|article|table|span|ul|br|section|main)\b[^>]*>",
    re.IGNORECASE,
)
_MARKUP_WITHIN: Final = 4096
#: Sniffed from the first bytes: these are no pages.
_BINARY_STARTS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"RIFF",
    b"SQLite",
)
#: Extractors that take less of a short text than this did not see all of it.
_MOST: Final = 0.6
#: A shorter text may be the longest box of a page, and not its article.
_BRIEF: Final = 600
#: A page that shows less may be a shell that scripts fill.
_SHELL: Final = 300
_CONTROLS: Final = bytes([*range(9), *range(14, 27)])
_CONTROL_SHARE: Final = 0.02
_RIGHTS = re.compile(r"©|copyright|版权所有|版權所有|主办|ICP备", re.IGNORECASE)
#: Titles that no heading confirms.
_DECLARED: Final = ("title", "text = title")


@dataclass(frozen=True, slots=True)
class _Markup:
    """What markup tells beside blocks."""

    root: lxml_html.HtmlElement
    pieces: tuple[htmlblocks.Piece, ...]
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page decoded and cut into blocks."""

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]
    #: None: a text dump.
    markup: _Markup | None = None


def parse(document: Document, furniture: FurnitureSet = NO_FURNITURE) -> Record:
    """Return what the page says. Raises ParseError when it cannot be read at all."""
    opened = _open(document)
    genre, by = _genre(document, opened)
    reading = _read(document, opened, genre, furniture)
    reader = _READERS[genre]
    # who copied a page that nobody described is not known: it may be marked as reposts are
    unknown = genre == "news" and document.source not in genres.OF_SOURCE
    draft: Draft = repost.read(reading) if unknown else reader.read(reading)
    draft = replace(
        draft,
        furniture=(*reading.dropped, *draft.furniture),
        warnings=(*opened.warnings, *draft.warnings),
        evidence={"genre": by, "body": reading.found_by, **draft.evidence},
    )
    return record(reading, draft, opened.text, parser=genre, version=reader.PARSER_VERSION)


def version_of(parser: str) -> int | None:
    """Return the version of the parser of that name, None when there is none any more."""
    reader = _READERS.get(parser)
    return reader.PARSER_VERSION if reader else None


def _genre(document: Document, opened: _Opened) -> tuple[Genre, str]:
    if given := document.genre or genres.OF_SOURCE.get(document.source or ""):
        return given, "given"
    lines = [block.text for block in opened.blocks if block.text]
    return genres.genre_of(document.url, opened.text, lines)


def visible_lines(document: Document) -> list[str]:
    """Return the page's blocks as lines: what recurring furniture is learned from."""
    return [block.text for block in _open(document).blocks if block.text]


def _open(document: Document) -> _Opened:
    content = document.content
    name = document.url or "text"
    if not content.strip():
        raise ParseError(f"page: {name}: it is empty")
    if len(content) > html.MAX_BYTES:
        raise ParseError(
            f"page: {name}: {len(content)} bytes: more than {html.MAX_BYTES} are not read"
        )
    _refuse_binary(content, name)
    decoded = decode(content, document.charset)
    warnings = tuple(decoded.warnings)
    if not _is_markup(document, decoded.text):
        lines = parted(clean_lines(decoded.text))
        blocks = tuple(Block(line, "line") for line in lines)
        return _Opened(decoded.text, blocks, warnings)
    root = html.tree(decoded.text)
    pieces = tuple(htmlblocks.pieces(root, document.url))
    blocks = tuple(piece.block for piece in pieces)
    markup = _Markup(root, pieces, metadata(root, decoded.text))
    return _Opened(decoded.text, blocks, warnings, markup)


def _refuse_binary(content: bytes, name: str) -> None:
    start = content[:4096]
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if start.startswith(_BINARY_STARTS) or (not wide and controls > len(start) * _CONTROL_SHARE):
        raise ParseError(f"page: {name}: it is binary, not a page")


def _is_markup(document: Document, text: str) -> bool:
    if document.media_type:
        kind = document.media_type.partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            return True
        if kind == "text/plain":
            return False
    return bool(_MARKUP.search(text[:_MARKUP_WITHIN]))


def _read(document: Document, opened: _Opened, genre: Genre, furniture: FurnitureSet) -> Reading:
    markup = opened.markup
    if markup is None:
        return _read_dump(document, opened.blocks, genre, furniture)
    title, title_by = htmltitles.html_title(markup.root, markup.metadata)
    if title is None and document.card and document.card.title:
        title, title_by = document.card.title, "card"
    reading = Reading(
        document,
        genre,
        markup=True,
        blocks=opened.blocks,
        main=(),
        metadata=markup.metadata,
        furniture=furniture,
        title=title,
        title_by=title_by,
        below_title=after_title(opened.blocks, title),
    )
    return _with_main(reading, markup)


def _read_dump(
    document: Document, lines: tuple[Block, ...], genre: Genre, furniture: FurnitureSet
) -> Reading:
    blocks = tuple(repost.plain(lines)) if genre == "repost" else lines
    main, dropped = _text_main(blocks, genre)
    return Reading(
        document,
        genre,
        markup=False,
        blocks=blocks,
        main=main,
        metadata=None,
        furniture=furniture,
        signed=in_lines([line.text for line in lines]),
        dropped=dropped,
    )


def _with_main(reading: Reading, markup: _Markup) -> Reading:
    """Return the Reading with the article's part of the page."""
    project = reading.genre == "project"
    ours = project or reading.document.source in genres.OF_SOURCE
    content = _main(reading, markup, ours=ours)
    shown = _shown(content)
    if shown < _SHELL:
        told = tuple(scripted_blocks(markup.root, reading.document.url))
        if sum(len(block.text) for block in told) > 3 * shown:
            return replace(reading, main=told, found_by="script")
    opening = content.blocks[:1]
    first = next((i for i, b in enumerate(reading.blocks) if b in opening), reading.below_title)
    reading = reading if project else _with_headline(reading, first)
    start = reading.below_title
    main = below_title(content.blocks, reading.blocks, start)
    if main and main[0] is not content.blocks[0]:
        first = next((at for at, block in enumerate(reading.blocks) if block is main[0]), first)
    kept = set(map(id, main))
    captions = tuple(Block(text, "caption") for text in content.captions)
    return replace(
        reading,
        main=main,
        signed=Signed(parted=short_lines_parted(markup.pieces))
        if project
        else signed(markup.pieces, content.blocks, start, markup.metadata),
        head=(*above(reading.blocks, start, first), *captions),
        found_by=content.evidence if ours else f"generic {content.evidence}",
        dropped=(*content.furniture, *(b.text for b in content.blocks if id(b) not in kept)),
    )


def _main(reading: Reading, markup: _Markup, *, ours: bool) -> generic.MainContent:
    """Return the article's part of the page.

    Of a page that nobody described every extractor is asked; one of `ours` is read by itself,
    unless hardly anything was found there.
    """
    pieces, root, furniture = markup.pieces, markup.root, reading.furniture
    project = reading.genre == "project"
    content = generic.main_of(pieces, root, furniture, asking=not ours, rows=not project)
    if ours and not project and _is_brief(content):
        asked = generic.main_of(pieces, root, furniture)
        return asked if _shown(asked) >= _MOST * _shown(content) else content
    return content


def _with_headline(reading: Reading, first: int) -> Reading:
    """Return the Reading; with the line above its text where `<title>` names the site.

    So may a logo in a heading: one that is the site's whole name, as its foot says. A project's
    title is not asked about: it stands above its rows.
    """
    title = reading.title
    if title is None or reading.title_by not in (*_DECLARED, "h1 = title"):
        return reading
    lines = [block.text for block in reading.blocks]
    heading = reading.title_by not in _DECLARED
    if heading and not any(title in line and _RIGHTS.search(line) for line in lines):
        return reading
    menu = {block.text for block in reading.blocks if block.link_chars}
    menu |= {text for block in reading.blocks for _, _, text in block.anchors}
    of_site = is_of_site(title, menu, "\n".join(filter(_RIGHTS.search, lines)))
    at = headline_above(reading.blocks, first) if of_site else None
    if at is None or at < reading.below_title:
        return reading
    headline = reading.blocks[at].text
    return replace(reading, title=headline, title_by="line above the text", below_title=at + 1)


def _shown(content: generic.MainContent) -> int:
    return sum(len(block.text) for block in content.blocks)


def _is_brief(content: generic.MainContent) -> bool:
    """Say whether hardly anything was found, a Chinese character counting double."""
    return sum(weight(block.text) for block in content.blocks) < _BRIEF


def _text_main(
    blocks: tuple[Block, ...], genre: Genre
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return a dump's own lines, and what was leaked in front of them and behind."""
    lines = [block.text for block in blocks]
    end = max(known.menu_length(lines), known.ticker_length(lines))
    dropped = [line for line in lines[:end] if line]
    rest = list(blocks[end:])
    for index, block in enumerate(rest[:3]):
        if length := known.glued_menu(block.text):
            dropped.append(block.text[:length].strip())
            rest[index] = block._replace(text=block.text[length:].strip())
    if genre == "project":
        return tuple(rest), tuple(dropped)
    own = set(article_lines([block.text for block in rest]))
    dropped += [block.text for at, block in enumerate(rest) if at not in own and block.text]
    return tuple(block for at, block in enumerate(rest) if at in own), tuple(dropped)
