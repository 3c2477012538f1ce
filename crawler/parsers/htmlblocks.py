"""A page's visible text as the blocks that its markup sets apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

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


class Piece(NamedTuple):
    """A block with the element it stands in, for parsers that weigh the page's structure."""

    block: Block
    element: html.HtmlElement
    #: An image stands between the piece before and this one.
    after_image: bool = False


class _Line(NamedTuple):
    """Text up to a line break: as it stands in the tree, with its links."""

    texts: list[str]
    links: list[Link]
    link_chars: int


class _Walk:
    """One pass over a tree; `pieces` holds what was read.

    Most of a known page's time is spent here: nothing is asked or made twice.
    """

    def __init__(self, root: html.HtmlElement, base_url: str | None) -> None:
        self.pieces: list[Piece] = []
        self._root = root
        self._anchors = Anchors(root, base_url)
        #: The line that is being read, and the open block's lines above it.
        self._texts: list[str] = []
        self._links: list[Link] = []
        self._link_chars = 0
        self._above: list[_Line] = []
        self._frames = [Frame(root, "paragraph", 0, 0, "")]
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
        skipped = None
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                names = element.get("class")
                if tag in UNREAD or hidden(element, names):
                    skipped = element
                    walk.skip_subtree()
                    if tag in BLOCKS:
                        self._flush()
                    continue
                self._start(element, tag, names)
                text = element.text
            else:
                if element is not skipped:
                    self._end(tag)
                text = element.tail
            if text:
                self._add(text)
        self._flush()
        del held
        return self.pieces

    def _start(self, element: html.HtmlElement, tag: str, names: str | None) -> None:
        if tag in BLOCKS or "-" in tag:
            self._flush()
            self._frames.append(opened(element, tag, names, self._frames[-1]))
            self._pre += tag == "pre"
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._close_anchor()
            self._anchor = element
        elif tag == "img":
            self._image = True
        elif tag == "span" and names and _counts_apart(element, names, self._texts):
            self._append(" ")

    def _end(self, tag: str) -> None:
        if tag in BLOCKS or "-" in tag:
            self._flush()
            self._frames.pop()
            self._pre -= tag == "pre"
        elif tag == "a":
            self._close_anchor()
            self._anchor = None

    def _add(self, text: str) -> None:
        if self._pre and "\n" in text:
            first, *others = text.split("\n")
            self._append(first)
            for part in others:
                self._break()
                self._append(part)
        else:
            self._append(text)

    def _append(self, text: str) -> None:
        if not self._texts and text.isspace():
            return
        self._texts.append(text)
        if self._anchor is not None:
            self._anchored.append(text)
            self._link_chars += len(text.strip())

    def _break(self) -> None:
        self._close_anchor()
        self._above.append(self._line())

    def _line(self) -> _Line:
        """Return the line that has been read, and begin another."""
        line = _Line(self._texts, self._links, self._link_chars)
        self._texts, self._links, self._link_chars = [], [], 0
        return line

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
            self._links.append(link)
        elif link.attachment and not (self.pieces and link in self.pieces[-1].block.links):
            self._waiting.append(link)

    def _flush(self) -> None:
        """End the block that is open: its lines become one or more pieces."""
        if not self._texts and not self._above:
            return
        if self._anchored:
            self._close_anchor()
        line = self._line()
        if not self._above:
            if text := _one_line("".join(line.texts)):
                self._keep(text, line.links, line.link_chars)
            return
        above, self._above = self._above, []
        for text, group in _grouped([*above, line]):
            links = [link for one in group for link in one.links]
            self._keep(text, links, sum(one.link_chars for one in group))

    def _keep(self, text: str, links: list[Link], link_chars: int) -> None:
        """Make a piece of the lines that belong together."""
        frame = self._frames[-1]
        kind: BlockKind = frame.kind
        if kind == "label" and len(text) > _LABEL_CHARACTERS:
            kind = "paragraph"
        elif kind in _TEXTUAL and is_caption(text, frame.element, after_image=self._image):
            kind = "caption"
        if self._waiting:
            links, self._waiting = self._waiting + links, []
        link_chars = min(link_chars, len(text))
        block = Block(text, kind, frame.level, tuple(links), link_chars, frame.path)
        self.pieces.append(Piece(block, frame.element, self._image))
        self._image = False


def _counts_apart(element: html.HtmlElement, names: str, texts: list[str]) -> bool:
    """Return whether only style parts a number from a number or a word: `10:21</span><span>1.2`."""
    if not texts or not texts[-1][-1:].isdigit() or not (element.text or "")[:1].isalnum():
        return False
    before = element.getprevious()
    return (
        before is not None
        and before.tag == "span"
        and not before.tail
        and before.get("class") not in (None, names)
    )


def _grouped(lines: list[_Line]) -> Iterator[tuple[str, list[_Line]]]:
    """Yield the text of lines that belong together, with them: those that were only wrapped."""
    group: list[tuple[str, _Line]] = []
    for line in lines:
        text = _one_line("".join(line.texts))
        if group and not (text and _wrapped(group[-1][0], text)):
            yield _joined(group)
            group = []
        if text:
            group.append((text, line))
    if group:
        yield _joined(group)


def _joined(group: list[tuple[str, _Line]]) -> tuple[str, list[_Line]]:
    return "".join(_glued([text for text, _ in group])), [line for _, line in group]


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
