"""A page's visible text as the blocks that its markup sets apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from crawler.parsers.anchors import Anchors
from crawler.parsers.captions import is_caption
from crawler.parsers.document import Block, BlockKind
from crawler.parsers.frames import Frame, opened
from crawler.parsers.hidden import UNREAD, Hidden
from crawler.parsers.text import clean
from storage.types import Link

_BLOCKS = (
    "html body div p section article main aside header footer nav figure figcaption blockquote"
    " h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset"
    " legend address pre hr center details summary hgroup dir menu picture title frameset"
)
BLOCKS = frozenset(_BLOCKS.split())
_TEXTUAL = frozenset({"paragraph", "cell", "item"})
#: A label is shorter; Drupal names whole bodies `field-label-hidden`, and layouts misuse `dt`.
_LABEL_CHARACTERS = 150
_ENDS = re.compile(r"[.!?。！？…:：;；”\"』」）)\]】]$")
_LOWER = re.compile(r"[a-z,，、;)）]")
#: A hard-wrapped line is about 65 columns; a shorter one was broken on purpose.
_WRAPPED_COLUMNS = 45
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with the element it stands in, for parsers that weigh the page's structure."""

    block: Block
    element: html.HtmlElement
    #: An image stands between the piece before and this one.
    after_image: bool = False


class _Line:
    """Text up to a line break."""

    __slots__ = ("link_chars", "links", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.links: list[Link] = []
        self.link_chars = 0


class _Walk:
    """One pass over a tree; `pieces` holds what was read."""

    def __init__(self, root: html.HtmlElement, base_url: str | None) -> None:
        self.pieces: list[Piece] = []
        self._root = root
        self._anchors = Anchors(root, base_url)
        self._lines = [_Line()]
        self._frames = [Frame(root, None, "paragraph", 0)]
        self._anchor: html.HtmlElement | None = None
        self._anchored: list[str] = []
        self._pre = 0
        self._image = False
        #: Links around images only: they belong to the next text.
        self._waiting: list[Link] = []

    def run(self) -> list[Piece]:
        """Return the pieces in the page's order."""
        hidden = Hidden(self._root)
        # lxml makes an element's Python object anew whenever nobody holds it.
        held = list(self._root.iter())
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
            elif element.tag in UNREAD or hidden(element):
                walk.skip_subtree()
                if element.tag in BLOCKS:
                    self._flush()
                self._skipped = element
            else:
                self._start(element)
        self._flush()
        del held
        return self.pieces

    _skipped: html.HtmlElement | None = None

    def _start(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS or "-" in tag:
            self._flush()
            self._frames.append(opened(element, tag, self._frames[-1]))
            self._pre += tag == "pre"
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._close_anchor()
            self._anchor = element
        elif tag == "img":
            self._image = True
        if element.text:
            self._add(element.text)

    def _end(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if element is self._skipped:
            self._skipped = None
        elif tag in BLOCKS or "-" in tag:
            self._flush()
            self._frames.pop()
            self._pre -= tag == "pre"
        elif tag == "a":
            self._close_anchor()
            self._anchor = None
        if element.tail:
            self._add(element.tail)

    def _add(self, text: str) -> None:
        if self._pre and "\n" in text:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._append(part)
            return
        self._append(text)

    def _append(self, text: str) -> None:
        line = self._lines[-1]
        if not line.texts and text.isspace():
            return
        line.texts.append(text)
        if self._anchor is not None:
            self._anchored.append(text)
            line.link_chars += len(text.strip())

    def _break(self) -> None:
        if self._anchor is not None:
            self._close_anchor()
        self._lines.append(_Line())

    def _close_anchor(self) -> None:
        """Keep the link whose text has just been read."""
        if self._anchor is None:
            return
        text = _one_line("".join(self._anchored))
        self._anchored = []
        link = self._anchors.link(self._anchor, text)
        if link is None:
            return
        if text:
            self._lines[-1].links.append(link)
        elif link.attachment and not (self.pieces and link in self.pieces[-1].block.links):
            self._waiting.append(link)

    def _flush(self) -> None:
        """End the block that is open: its lines become one or more pieces."""
        lines = self._lines
        if len(lines) == 1 and not lines[0].texts:
            return
        if self._anchor is not None and self._anchored:
            self._close_anchor()
        self._lines = [_Line()]
        for group in _grouped(lines):
            self._keep(self._frames[-1], group)

    def _keep(self, frame: Frame, group: list[tuple[str, _Line]]) -> None:
        """Make a piece of the lines that belong together."""
        text = group[0][0]
        if len(group) > 1:
            text = "".join(_glued([one for one, _ in group]))
        links = [link for _, line in group for link in line.links]
        link_chars = sum(line.link_chars for _, line in group)
        kind: BlockKind = frame.kind
        if kind == "label" and len(text) > _LABEL_CHARACTERS:
            kind = "paragraph"
        elif kind in _TEXTUAL and is_caption(text, frame.element, after_image=self._image):
            kind = "caption"
        block = Block(
            text,
            kind,
            frame.level,
            tuple(self._waiting + links),
            min(link_chars, len(text)),
            frame.path,
        )
        self.pieces.append(Piece(block, frame.element, self._image))
        self._waiting = []
        self._image = False


def _grouped(lines: list[_Line]) -> Iterator[list[tuple[str, _Line]]]:
    """Yield lines with their text; those that were only wrapped come together."""
    if len(lines) == 1:
        if text := _one_line("".join(lines[0].texts)):
            yield [(text, lines[0])]
        return
    group: list[tuple[str, _Line]] = []
    for line in lines:
        text = _one_line("".join(line.texts))
        if group and not (text and _wrapped(group[-1][0], text)):
            yield group
            group = []
        if text:
            group.append((text, line))
    if group:
        yield group


def _glued(texts: list[str]) -> Iterator[str]:
    """Yield texts with a space between any two that are not Chinese."""
    yield texts[0]
    for before, after in itertools.pairwise(texts):
        yield after if _HAN.match(before[-1]) and _HAN.match(after) else " " + after


def pieces(root: html.HtmlElement, base_url: str | None = None) -> list[Piece]:
    """Return the page's visible blocks, in order, each with its element."""
    return _Walk(root, base_url).run()


def blocks(root: html.HtmlElement, base_url: str | None = None) -> list[Block]:
    """Return the page's visible blocks, in order; links are absolute."""
    return [piece.block for piece in pieces(root, base_url)]


def _wrapped(before: str, after: str) -> bool:
    """Return whether a line break only wraps a line: the sentence goes on after it."""
    if _ENDS.search(before):
        return False
    last = before[-_WRAPPED_COLUMNS:]
    columns = len(last) + len(_HAN.findall(last))
    return columns >= _WRAPPED_COLUMNS or bool(_LOWER.match(after))


def _one_line(text: str) -> str:
    """Return the text cleaned; plain ASCII, most of what pages have, the quick way."""
    if text.isascii() and "&" not in text:
        return " ".join(text.split())
    return clean(text)
