"""A page's visible text as the blocks that its markup sets apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree, html

from crawler.parsers.markup.anchors import Anchor, base_of
from crawler.parsers.markup.captions import is_caption, maybe_credited
from crawler.parsers.markup.document import Block, BlockKind
from crawler.parsers.markup.frames import Frame, opened
from crawler.parsers.markup.hidden import UNREAD, Hidden
from crawler.parsers.markup.line_breaks import Line, grouped
from crawler.parsers.text.clean import clean

_BLOCKS = (
    "html body div p section article main aside header footer nav figure figcaption blockquote"
    " h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset"
    " legend address pre hr center details summary hgroup dir menu picture title frameset"
)
BLOCKS = frozenset(_BLOCKS.split())
#: What elements are to the walk. What is told within a line: links, breaks, images, and spans
#: that only style parts.
_ROLES = (
    dict.fromkeys(("a", "br", "em", "i", "img", "span"), "within")
    | dict.fromkeys(BLOCKS, "block")
    | dict.fromkeys(UNREAD, "unread")
)
_TEXTUAL = frozenset({"paragraph", "cell", "item"})
#: An address to write to or a number to call that is shown is text, and leads nowhere.
_CONTACTS = ("mailto:", "tel:")
_SHOWN = re.compile(r"@|\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
#: Two spans of different classes may be two halves of a sentence.
_FEWEST_PARTS = 3
#: What icons are, and labels that a style sheet sets apart.
_TAGGED = frozenset(("em", "i"))
#: What a number stands in that a small word follows: `<b>08</b><span>2019-04</span>`.
_LARGER = frozenset(("b", "em", "strong", "i"))
#: A day beside something else, which only style parts: `4 November 2026</span><span>3 min read`.
_DAY_END = re.compile(r"(?:[A-Za-z][.,]?\s|\d,\s)(?:19|20)\d\d$|(?:19|20)\d\d([-/.])\d{1,2}\1\d\d$")
_DAYS = frozenset(("span", "time"))
#: … but its own hour.
_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d")
#: A label is shorter; Drupal names whole bodies `field-label-hidden`, and layouts misuse `dt`.
_LABEL_CHARACTERS = 150


class Piece(NamedTuple):
    """A block with the element it stands in, for parsers that weigh the page's structure."""

    block: Block
    element: html.HtmlElement
    #: An image stands between the piece before and this one.
    after_image: bool = False


class _Walk:
    """One pass over a tree; `pieces` holds what was read.

    Most of a known page's time is spent here: nothing is asked or made twice, and what is
    called for every element is `run`'s own.
    """

    def __init__(self, root: html.HtmlElement, base_url: str | None) -> None:
        self.pieces: list[Piece] = []
        self._root = root
        self._base = base_of(root, base_url)
        #: The line that is being read, and the open block's lines above it.
        self._texts: list[str] = []
        self._anchors: list[Anchor] = []
        self._link_chars = 0
        self._above: list[Line] = []
        self._frames = [Frame(root, "paragraph", 0, 0, "")]
        #: The open link, and what has been read of its text.
        self._anchor: html.HtmlElement | None = None
        self._anchored: list[str] = []
        self._image = False
        #: The last element asked about, and whether it is a row of parts.
        self._row: tuple[html.HtmlElement | None, bool] = (None, False)
        #: Links around images only: they belong to the next text.
        self._waiting: list[Anchor] = []

    def run(self) -> list[Piece]:  # noqa: C901, PLR0912 - one loop on purpose
        """Return the pieces in the page's order."""
        hidden = Hidden(self._root)
        frames, texts, above = self._frames, self._texts, self._above
        shown, styled, role_of = hidden.shown, hidden.styled, _ROLES.get
        preformatted = 0
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                role = role_of(tag) or ("block" if "-" in tag else "")
                if role == "unread" and tag == "button" and frames[-1][1] == "heading":
                    role = ""  # it unfolds what the heading is about
                names = element.get("class")
                if role == "unread" or (
                    (names not in shown or element in styled) and hidden(element, names)
                ):
                    walk.skip_subtree()
                    if tag in BLOCKS:
                        self._flush()
                    continue
                if role == "block":
                    if texts or above:
                        self._flush()
                    frames.append(opened(element, tag, names, frames[-1]))
                    if tag == "pre":
                        preformatted += 1
                elif role:
                    self._start(element, tag, names)
                text = element.text
            else:
                if element is frames[-1][0]:
                    if texts or above:
                        self._flush()
                    frames.pop()
                    if preformatted and element.tag == "pre":
                        preformatted -= 1
                elif element is self._anchor:
                    self._close_anchor()
                    self._anchor = None
                text = element.tail
            if text is None:
                continue
            if preformatted:
                self._add(text)
            elif texts or not text.isspace():  # none but at the beginning of a line
                texts.append(text)
                if self._anchor is not None:
                    self._anchored.append(text)
        self._flush()
        return self.pieces

    def _start(self, element: html.HtmlElement, tag: str, names: str | None) -> None:
        """Begin one of the elements that say something within a line."""
        if tag == "a":
            if self._anchor is not None:
                self._close_anchor()
            self._anchor = element
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._image = True
        elif tag in _TAGGED:
            said = self._texts[-1] if self._texts else ""
            if said and (_is_icon(element, said) or _is_beside(element, said)):
                self._append(" ")
        elif self._texts and (
            _counts_apart(element, names, self._texts[-1]) or (names and self._in_row(element))
        ):
            self._append(" ")

    def _in_row(self, element: html.HtmlElement) -> bool:
        """Return whether a style sheet sets the element apart, beside others named otherwise."""
        around = element.getparent()
        if around is not self._row[0]:
            self._row = (around, _is_row(around))
        return self._row[1]

    def _add(self, text: str) -> None:
        """Add preformatted text: its line breaks are the page's."""
        first, *others = text.split("\n")
        self._append(first)
        for part in others:
            self._break()
            self._append(part)

    def _append(self, text: str) -> None:
        if not self._texts and text.isspace():
            return
        self._texts.append(text)
        if self._anchor is not None:
            self._anchored.append(text)

    def _break(self) -> None:
        self._close_anchor()
        self._above.append(self._line())

    def _line(self) -> Line:
        """Return the line that has been read, and begin another."""
        line = Line("".join(self._texts), self._anchors, self._link_chars)
        self._texts.clear()
        self._anchors, self._link_chars = [], 0
        return line

    def _close_anchor(self) -> None:
        """Keep the link whose text has just been read."""
        anchor, anchored = self._anchor, self._anchored
        if anchor is None:
            return
        href = (anchor.get("href") or "").strip()
        if anchored:
            text = "".join(anchored)
            if not (href.startswith(_CONTACTS) and _SHOWN.search(text)):
                self._link_chars += sum(map(len, map(str.strip, anchored)))
            anchored.clear()
            # only what is printable is seen; of the rest some is
            if (bare := text.strip()) and (bare.isprintable() or clean(bare)):
                if href:
                    self._anchors.append((self._base, href, text))
                return
        title = anchor.get("title") or ""
        link = self._base.link(href, title) if href else None
        if link is None or not link.attachment:
            return
        if not (self.pieces and link in self.pieces[-1].block.links):
            self._waiting.append((self._base, href, title))

    def _flush(self) -> None:
        """End the block that is open: its lines become one or more pieces."""
        if not self._texts and not self._above:
            return
        if self._anchored:
            self._close_anchor()
        if not self._above:
            text, anchors, link_chars = clean("".join(self._texts)), self._anchors, self._link_chars
            self._texts.clear()
            self._link_chars = 0
            if anchors:
                self._anchors = []
            if text:
                self._keep(text, anchors, link_chars)
            return
        lines = [*self._above, self._line()]
        self._above.clear()
        for text, group in grouped(lines):
            anchors = [anchor for one in group for anchor in one.anchors]
            self._keep(text, anchors, sum(one.link_chars for one in group))

    def _keep(self, text: str, anchors: list[Anchor], link_chars: int) -> None:
        """Make a piece of the lines that belong together."""
        element, kind, level, _, path = self._frames[-1]
        if self._waiting:
            anchors, self._waiting = self._waiting + anchors, []
        size = len(text)
        linked = min(link_chars, size)
        # past the classes' own constructors, which take twice as long
        block = tuple.__new__(Block, (text, kind, level, tuple(anchors), linked, path))
        self.pieces.append(tuple.__new__(Piece, (block, element, self._image)))
        self._image = False


def _is_row(around: html.HtmlElement) -> bool:
    """Return whether an element holds parts with names of their own: `user`, `date`, `views`.

    Of such a row each part says something else, whatever stands between them.
    """
    parts = list(around)
    names = {part.get("class") for part in parts}
    if len(parts) < _FEWEST_PARTS or len(names) < len(parts) or None in names:
        return False
    texts = [around.text, *(part.tail for part in parts)]
    return not any(text and not text.isspace() for text in texts)


def _counts_apart(element: html.HtmlElement, names: str | None, said: str) -> bool:
    """Return whether only style parts a number from a number or a word: `10:21</span><span>1.2`."""
    if not said[-1:].isdigit() or not (element.text or "")[:1].isalnum():
        return False
    before = element.getprevious()
    if before is None or before.tail:
        return False
    if before.tag in _DAYS and _DAY_END.search(said):
        return _CLOCK.match(element.text or "") is None
    if before.tag == "span":
        return names is not None and before.get("class") not in (None, names)
    return before.tag in _LARGER


def _is_beside(element: html.HtmlElement, said: str) -> bool:
    """Return whether a word touches one marked like it: nobody stresses two words one by one."""
    before = element.getprevious()
    touches = before is not None and before.tag == element.tag and not before.tail
    return touches and said[-1:].isalnum() and (element.text or "")[:1].isalnum()


def _is_icon(element: html.HtmlElement, said: str) -> bool:
    """Return whether an empty element with a class stands between a number and a word."""
    if element.text or len(element) or not element.get("class"):
        return False
    first, last = (element.tail or "")[:1], said[-1:]
    return (first.isdigit() and last.isalnum()) or (last.isdigit() and first.isalnum())


def pieces(root: html.HtmlElement, base_url: str | None = None) -> list[Piece]:
    """Return the page's visible blocks, in order, each with its element."""
    found = _Walk(root, base_url).run()
    credited = maybe_credited([piece.block.text for piece in found])
    for number, (block, element, after_image) in enumerate(found):
        kind: BlockKind = block.kind
        if kind == "label":
            kind = "paragraph" if len(block.text) > _LABEL_CHARACTERS else kind
        elif (after_image or block.text in credited) and kind in _TEXTUAL:
            captioned = is_caption(block.text, element, after_image=after_image)
            kind = "caption" if captioned else kind
        elif after_image and kind == "heading" and _in_figure(element):
            kind = "caption"
        if kind != block.kind:
            found[number] = Piece(block._replace(kind=kind), element, after_image)
    return found


def _in_figure(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "figure"


def blocks(root: html.HtmlElement, base_url: str | None = None) -> list[Block]:
    """Return the page's visible blocks, in order; links are absolute."""
    return [piece.block for piece in pieces(root, base_url)]
