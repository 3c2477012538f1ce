"""A page's pieces in the tree of elements around them, each element with what it holds."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from lxml import html

from crawler.parsers.content.rows import Row, mark_rows
from crawler.parsers.markup.hints import Hint, furniture_names, hint_of
from crawler.parsers.markup.htmlblocks import Piece
from crawler.parsers.text.letters import letters_of_lines
from crawler.parsers.text.patterns import covered

_HAN = re.compile("[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]+")
_SENTENCE = re.compile(
    r"[.!?…](?:[\"'”’」』)）\]]|$|\s)|[。！？；，、]|, |[\u3400-\u9fff][,;.!?](?=[\u3400-\u9fff]|$)"
)
#: Scripts that write sentences without full stops: Thai, Lao, Khmer, Burmese, Tibetan, Indic.
_UNPUNCTUATED = re.compile("[\u0900-\u109f\u1780-\u17ff]")
_STOPS = frozenset(
    """the of and to in a is was that for with on as by at it from be are has have were which this
    but not or an their his her they he she we you will who its been more also had""".split()  # noqa: SIM905 - forty words read best as words
)
_WORD = re.compile(r"\w+")
_PARAGRAPHS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt"))
#: Left open around paragraphs, they are no boxes: other paragraphs of the text stand beside them.
_FORMATTING = frozenset(("font", "b", "strong", "i", "em", "u", "big", "small", "tt", "span"))
#: What law makes sites say at their foot, in sentences.
_LEGAL = re.compile(
    r"[\W_]*(?:(?:免责|版权|特别|郑重)声明|违法(?:和)?不良信息|(?:增值电信业务经营|互联网新闻信息服务"
    r"|信息网络传播视听节目|广播电视节目制作经营)许可证)"
)
#: The numbers under which a site is registered.
_REGISTERED = re.compile(r"ICP[备備证證]|公网安备")
#: Whose the page is, behind an address, say; an image's is `© IOM 2011`, `© IOM / Li Wei`.
_RIGHTS = re.compile(r"©\s*(?:(?:19|20)\d\d\b|(?:[^\s/\d]+\s+){2,8}[^\s/\d]+$)")
_RIGHTS_LETTERS = 260
#: A paragraph's letters; a Han character says as much as two Latin letters.
_PROSE_LETTERS = 60
#: Above this share of linked letters a block is a list of links.
_LINKED = 0.5
_ALL_LINKED = 0.9
#: A teaser's headline is a link; the sections of an article have few.
_FEW_LINKED = 0.2
#: A teaser's box holds a kicker, a headline, a sentence and a date, seldom more.
_TEASER_PIECES = 4
_TEASER_PROSE = 400.0
#: So much stands beside a field for an address, and so near.
_FORM_PIECES, _FORM_LETTERS, _FORM_DEPTH = 6, 600, 5
_ADDRESS = "mail"
_CARD = re.compile(r"title|headline|heading", re.IGNORECASE)
_TRUST: dict[Hint, float] = {"": 1.0, "content": 1.3, "furniture": 0.2, "comments": 0.1}
#: A hinted element with this share of the page's prose is the article, whatever its name …
_OVERRULED = 0.45
#: … unless it is one of these, or is called so.
_FRAME = frozenset(("nav", "footer"))
_FEET = frozenset(("footer", "site-footer", "page-footer"))


@dataclass(slots=True)
class Node:
    """An element above one or more pieces."""

    element: html.HtmlElement
    parent: Node | None
    depth: int
    hint: Hint
    #: Weighted letters of the prose below.
    prose: float = 0.0
    letters: int = 0
    pieces: int = 0
    link_letters: int = 0
    #: The number of its first piece.
    first: int = 0
    #: What it is beside others like it.
    row: Row = ""
    #: The hint that holds: its own or one from above, where the prose does not overrule it.
    hinted: Hint = ""
    #: How far its hint and its links allow that it is the article.
    trust: float = 1.0
    #: Its place among the outline's nodes.
    number: int = 0

    @property
    def is_paragraph(self) -> bool:
        """Whether the element is one block of text: what holds it is what scores."""
        return self.element.tag in _PARAGRAPHS


@dataclass(frozen=True, slots=True)
class Outline:
    """The pieces, the node right around each, how much prose each is, and its letters."""

    pieces: Sequence[Piece]
    nodes: Sequence[Node]
    prose: Sequence[float]
    letters: Sequence[str]
    all_nodes: Sequence[Node] = field(default=())

    @property
    def total(self) -> float:
        """All the page's prose."""
        return sum(self.prose)


def outline(pieces: Sequence[Piece]) -> Outline:
    """Return the pieces' outline: each element's prose summed, hints settled from above."""
    known: dict[html.HtmlElement, Node] = {}
    nodes = [_node(piece.element, known) for piece in pieces]
    prose = [prose_of(piece) for piece in pieces]
    # Parents come before their children in `known`: each is made before it is kept.
    ordered = sorted(known.values(), key=attrgetter("depth"))
    _add_up(pieces, nodes, prose, ordered)
    _mark_teasers(pieces, nodes)
    _mark_forms(known, ordered)
    mark_rows(pieces, prose, ordered)
    total = sum(prose)
    told = total - _said_by_readers(ordered, total)
    _clear_wrappers(ordered, told)
    for number, node in enumerate(ordered):
        node.hinted = _settled(node, total, told)
        node.trust = (1 - node.link_letters / max(1, node.letters)) * _TRUST[node.hinted]
        node.number = number
    letters = letters_of_lines([piece.block.text for piece in pieces])
    return Outline(pieces, nodes, prose, letters, tuple(ordered))


def upwards(node: Node | None) -> Iterator[Node]:
    """Yield the node and what is around it, to the root."""
    while node is not None:
        yield node
        node = node.parent


def prose_of(piece: Piece) -> float:
    """Return the letters of a block that reads like sentences, links not counted; else 0."""
    block = piece.block
    if block.kind in ("caption", "label", "heading"):
        return 0.0
    if 2 * len(block.text) < _PROSE_LETTERS or block.link_chars > _LINKED * len(block.text):
        return 0.0
    plain = block.text.isascii()
    length = len(block.text) + (0 if plain else covered(_HAN, block.text))
    if length < _PROSE_LETTERS:
        return 0.0
    told = _has_sentence(block.text) or _UNPUNCTUATED.search(block.text)
    if not told or (not plain and _is_legal(block.text)):
        return 0.0
    if plain and not _has_stops(block.text):
        return 0.3 * length
    return length - 2.0 * block.link_chars if block.link_chars < length / 2 else 0.0


def _has_sentence(text: str) -> bool:
    """Say whether marks stand in the text as in sentences; most have a comma, found at once."""
    return ", " in text or "，" in text or _SENTENCE.search(text) is not None


def _is_legal(text: str) -> bool:
    """Say whether a line holds what law makes sites say at their foot, or whose the page is."""
    if "©" in text and len(text) <= _RIGHTS_LETTERS and _RIGHTS.search(text):
        return True
    return bool(_LEGAL.match(text) or _REGISTERED.search(text))


def _has_stops(text: str) -> bool:
    """Say whether one word in sixty letters is one that no English sentence does without.

    Names, addresses, code and lists of tags have less; a text's first third nearly always tells,
    and in it the words that stand between spaces.
    """
    needed = len(text) / 60
    part = text[: text.rfind(" ", 0, len(text) // 3) + 1].lower()
    return _stops(part.split()) >= needed or _stops(_WORD.findall(text.lower())) >= needed


def _stops(words: Iterable[str]) -> int:
    return sum(map(_STOPS.__contains__, words))


def _node(element: html.HtmlElement, known: dict[html.HtmlElement, Node]) -> Node:
    chain: list[html.HtmlElement] = []
    at: html.HtmlElement | None = element
    while at is not None and at not in known:
        if at is element or at.tag not in _FORMATTING:
            chain.append(at)
        at = at.getparent()
    parent = known[at] if at is not None else None
    for one in reversed(chain):
        depth = parent.depth + 1 if parent else 0
        hint: Hint = hint_of(one) if depth > 1 else ""
        parent = known[one] = Node(one, parent, depth, hint)
    return known[element]


def _add_up(
    pieces: Sequence[Piece], nodes: Sequence[Node], prose: Sequence[float], ordered: Sequence[Node]
) -> None:
    """Give each node what its pieces hold, then, from the leaves up, what its children hold."""
    for at, (piece, node, weight) in enumerate(zip(pieces, nodes, prose, strict=True)):
        block = piece.block
        if not node.pieces:
            node.first = at
        node.letters += len(block.text)
        node.pieces += 1
        node.link_letters += block.link_chars
        node.prose += weight
    for node in reversed(ordered):
        above = node.parent
        if above is not None:
            above.first = min(above.first, node.first) if above.pieces else node.first
            above.letters += node.letters
            above.pieces += node.pieces
            above.link_letters += node.link_letters
            above.prose += node.prose


def _mark_teasers(pieces: Sequence[Piece], nodes: Sequence[Node]) -> None:
    """Hint at small boxes that hold a linked headline and a sentence: other articles' teasers."""
    for piece, node in zip(pieces, nodes, strict=True):
        block = piece.block
        if block.link_chars < _ALL_LINKED * len(block.text):
            continue
        if block.kind == "heading" or _CARD.search(node.element.get("class") or ""):
            box = node.parent
            for _ in range(2):
                if box is None or box.hint or box.pieces > _TEASER_PIECES:
                    break
                if box.prose and box.prose <= _TEASER_PROSE:
                    box.hint = "furniture"
                box = box.parent


def _mark_forms(known: Mapping[html.HtmlElement, Node], ordered: Sequence[Node]) -> None:
    """Hint at small boxes that ask for an address: what they say sells a newsletter."""
    for asked in ordered[0].element.iter("input") if ordered else ():
        told = f"{asked.get('type')} {asked.get('name')} {asked.get('placeholder')}"
        if _ADDRESS not in told.lower():
            continue
        for box in itertools.islice(asked.iterancestors(), _FORM_DEPTH):
            node = known.get(box)
            if node is None or not node.pieces:
                continue
            if node.pieces > _FORM_PIECES or node.letters > _FORM_LETTERS:
                break
            node.hint = node.hint or "furniture"


def _clear_wrappers(nodes: Iterable[Node], total: float) -> None:
    """Take the hint of class names that stand around the article's paragraphs or its sections."""
    wrapped: dict[str, float] = defaultdict(float)
    boxed: set[int] = set()
    for node in nodes:  # parents first
        inside = node.parent is not None and id(node.parent) in boxed
        if inside or node.hint == "furniture":
            boxed.add(id(node))
        told = node.link_letters <= _FEW_LINKED * node.letters
        if node.hint == "furniture" and (node.pieces == 1 or (told and not inside)):
            for name in furniture_names(node.element):
                wrapped[name] += node.prose
    names = {name for name, prose in wrapped.items() if prose > _OVERRULED * total}
    for node in nodes if names else ():
        if node.hint == "furniture" and not names.isdisjoint(furniture_names(node.element)):
            node.hint = ""


def _said_by_readers(nodes: Iterable[Node], total: float) -> float:
    """Return the prose of the outermost elements that hold readers' words and not the page."""
    inside: set[int] = set()
    prose = 0.0
    for node in nodes:  # parents first
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif node.hint == "comments" and node.prose <= 2 * _OVERRULED * total:
            inside.add(id(node))
            prose += node.prose
    return prose


def _settled(node: Node, total: float, told: float) -> Hint:
    """Return the hint that holds for the node: its own or its parent's, if not overruled.

    `told`: the page's prose less what readers said of it.
    """
    above: Hint = node.parent.hinted if node.parent else ""
    if above in ("comments", "furniture"):
        return above
    if node.hint == "furniture" and node.prose > _OVERRULED * told and not _is_frame(node.element):
        return ""
    if node.hint == "comments" and node.prose > 2 * _OVERRULED * total:
        return ""
    return node.hint or above


def _is_frame(element: html.HtmlElement) -> bool:
    """Say whether an element is a menu or a foot, however little the page tells beside it.

    One that nothing closes holds the page, with its headline.
    """
    names = (element.get("id") or "", *(element.get("class") or "").split())
    called = element.tag in _FRAME or not _FEET.isdisjoint(names)
    return called and next(element.iter("h1"), None) is None
