"""Our own opinion of which stretch of a page is the article: where its prose is densest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.parsers.content.outline import Node, Outline, upwards
from crawler.parsers.markup.hints import FREE, calls_text
from crawler.parsers.text.patterns import covered

_HAN = re.compile("[\u3400-\u9fff]+")
#: An edition has more letters than a teaser, a Chinese character counting double, …
_EDITION = 120.0
#: … is no small part of the other, …
_EDITION_SHARE = 0.1
#: … and stands beside the region, or beside what is right around it.
_LEVELS = 3

#: An article stands behind its headline; what stands before are teasers and tickers.
_BEFORE_HEADLINE = 0.3
#: Fewer letters of a title stand in many blocks.
_TITLE_LETTERS = 6
#: An `article` around the headline with less of the page's prose is only its head.
_OWN_SHARE = 0.2
#: … and with fewer paragraphs than these it holds a summary of the one below.
_PARAGRAPHS = 3
#: A share that decides nothing any more.
_NOTHING = 1e-9
#: A region that holds this much more than the one inside it is its continuation …
_WIDER = 1.15
#: A column of a layout table has other columns beside it, seldom the text's continuation.
_ROW = 2.0
#: A box called the text with less of the page's prose is one of many things.
_NAMED_SHARE = 0.1
#: … if it is nearly as dense and as free of links.
_AS_GOOD = 0.7
#: A text may have all its sentences in a list, or in one of its items, and more than that.
_LISTS = frozenset(("ul", "ol", "li", "dl", "dd", "blockquote"))


@dataclass(frozen=True, slots=True)
class Density:
    """What we say of each piece, 1 or 0, before anybody else is asked."""

    own: Sequence[float]
    #: What a piece's prose weighs.
    fair: Sequence[float]
    #: The number of the headline's piece; 0 when none is known.
    headline: int
    #: Pieces of other articles than the headline's.
    away: frozenset[int]


def density_of(page: Outline, declared: str = "") -> Density:
    """Return our own opinion of the page: the region where its prose is densest."""
    headline = headline_of(page, declared)
    away = _other_articles(page, headline)
    fair = [
        _BEFORE_HEADLINE if at < headline or at in away else 1.0 for at in range(len(page.pieces))
    ]
    return Density(densest(page, fair), fair, headline, away)


def headline_of(page: Outline, declared: str) -> int:
    """Return which piece is the headline that `<title>` declares; 0 when none is."""
    for at, (piece, own) in enumerate(zip(page.pieces, page.letters, strict=True)):
        long = len(own) >= len(declared) / 2 or piece.block.kind == "heading"
        if long and len(own) >= _TITLE_LETTERS and own in declared:
            return at
    return 0


def _other_articles(page: Outline, headline: int) -> frozenset[int]:
    """Return the pieces in `article` elements beside the one that the headline stands in.

    What scrolls in below a story comes so, and teasers and comments do. A live report's headline
    stands outside its entries, or above them in an element that holds little prose.
    """
    own: Node | None = page.nodes[headline] if headline else None
    while own is not None and own.element.tag != "article":
        own = own.parent
    if own is None or own.prose < _OWN_SHARE * page.total:
        return frozenset()
    inside: set[int] = set()
    free: set[int] = set()  # in no article at all
    for node in page.all_nodes:  # parents first
        above = node.parent.number if node.parent else None
        if node is own or above in inside:
            inside.add(node.number)
        elif node.element.tag != "article" and (above is None or above in free):
            free.add(node.number)
    told = sum(page.prose[at] > 0 and node.number in inside for at, node in enumerate(page.nodes))
    if told < _PARAGRAPHS:
        return frozenset()
    kept = inside | free | {node.number for node in upwards(own)}
    return frozenset(at for at, node in enumerate(page.nodes) if node.number not in kept)


def densest(page: Outline, weights: Sequence[float]) -> list[float]:
    """Return for each piece whether it stands in the region where the weighted prose is densest."""
    scores, mass = _densities(page, weights)
    if not any(mass):
        return _in_text_box(page)
    region = page.all_nodes[scores.index(max(scores))]
    named = _named_text(page)
    if named and not _within(region, named) and not _within(named, region):
        region = named
    entry = next((node for node in upwards(region) if node.row == "entry"), None)
    if entry is not None and entry.parent is not None:
        region = entry.parent
    if region.element.tag == "header" and region.parent is not None:
        region = region.parent  # a lead alone is no text
    if region.parent is not None and _begins_above(page, region):
        region = region.parent
    while region.parent is not None and region.parent.depth > 1:
        inner, wider = region.number, region.parent.number
        least = _ROW if region.element.tag == "td" else _WIDER
        if (
            mass[wider] < least * mass[inner]
            or region.parent.trust < _AS_GOOD * region.trust
            or scores[wider] < _AS_GOOD * scores[inner]
        ):
            break
        region = region.parent
    region = _whole_text(region)
    regions = {region.number, *(node.number for node in _other_editions(page, region))}
    held = [False] * len(page.all_nodes)
    for node in page.all_nodes[min(regions) :]:  # parents first
        inside = node.parent is not None and held[node.parent.number]
        held[node.number] = inside or node.number in regions
    return [float(held[node.number] and node.hinted in ("", "content")) for node in page.nodes]


def _within(node: Node, other: Node) -> bool:
    return any(one is other for one in upwards(node))


def _named_text(page: Outline) -> Node | None:
    """Return the one box that its name calls the text, if it holds a part of the page's prose."""
    boxes: list[Node] = []
    inside: set[int] = set()
    for node in page.all_nodes:  # parents first
        if node.parent is not None and node.parent.number in inside:
            inside.add(node.number)
        elif calls_text(node.element):
            inside.add(node.number)
            boxes.append(node)
    told = [box for box in boxes if box.prose and box.hinted in ("", "content")]
    if len(told) != 1 or told[0].prose < _NAMED_SHARE * page.total:
        return None
    return told[0]


def _in_text_box(page: Outline) -> list[float]:
    """Return for each piece whether it stands in a box that its name calls the text.

    An announcement of one sentence is no prose by itself.
    """
    boxes = {node.number for node in page.all_nodes if calls_text(node.element)}
    return [
        float(
            not piece.block.link_chars
            and node.hinted in ("", "content")
            and not boxes.isdisjoint(one.number for one in upwards(node))
        )
        for piece, node in zip(page.pieces, page.nodes, strict=True)
    ]


def _whole_text(region: Node) -> Node:
    """Return the box around a list that its name calls the text: short lines are no prose."""
    if region.element.tag not in _LISTS:
        return region
    for node in upwards(region):
        if calls_text(node.element):
            return node if node.trust >= _AS_GOOD * region.trust else region
    return region


def _begins_above(page: Outline, region: Node) -> bool:
    """Say whether the text begins in a box of its own: the part that everybody may read."""
    return any(
        node.parent is region.parent
        and node.first < region.first
        and FREE in (node.element.get("class") or "")
        for node in page.all_nodes
    )


def _other_editions(page: Outline, region: Node) -> list[Node]:
    """Return the boxes beside the region that tell it in the other language, Chinese or English."""
    levels = list(itertools.islice(upwards(region), _LEVELS))
    around = {node.number for node in levels}
    beside = {node.parent.number for node in levels if node.parent}
    least = max(_EDITION, _EDITION_SHARE * region.prose)
    boxes = [
        node
        for node in page.all_nodes
        if node.prose >= least
        and node.parent is not None
        and node.parent.number in beside
        and node.number not in around
        and node.hinted in ("", "content")
        and node.trust >= _AS_GOOD * region.trust
        and sum(page.prose[at] > 0 for at in range(node.first, node.first + node.pieces)) > 1
    ]
    if not boxes:
        return []
    chinese = _is_chinese(page, region)
    return [node for node in boxes if _is_chinese(page, node) is not chinese]


def _is_chinese(page: Outline, node: Node) -> bool:
    """Say whether most of what is told below a node is Chinese."""
    told = [
        page.pieces[at].block.text
        for at in range(node.first, node.first + node.pieces)
        if page.prose[at]
    ]
    han = sum(covered(_HAN, text) for text in told)
    return 3 * han > sum(map(len, told))


def _densities(page: Outline, weights: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return each node's score, as readability has it, and the weighted prose that it holds."""
    scores = [0.0] * len(page.all_nodes)
    mass = [0.0] * len(page.all_nodes)
    fuller = _fuller(page)
    for number, node in enumerate(page.nodes):
        weight = page.prose[number] * weights[number]
        if not weight:
            continue
        mass[node.number] += weight
        # Each element around that holds more than the one inside counts half of that one: wrappers
        # around single paragraphs are no steps away from the text.
        if not node.is_paragraph:
            scores[node.number] += weight
        at, share = fuller[node.number], 1.0
        while at is not None and share > _NOTHING:
            scores[at.number] += weight * share
            share /= 2
            at = fuller[at.number]
    for node in reversed(page.all_nodes):  # children first
        if node.parent is not None:
            above = node.parent.number
            mass[above] += mass[node.number]
            if node.parent.pieces == node.pieces:
                scores[above] = scores[node.number]
    return [score * node.trust for score, node in zip(scores, page.all_nodes, strict=True)], mass


def _fuller(page: Outline) -> list[Node | None]:
    """Return for each node the next one around it that holds more pieces."""
    found: list[Node | None] = []
    for node in page.all_nodes:  # parents first
        above = node.parent
        wrapped = above is not None and above.pieces == node.pieces
        found.append(found[above.number] if above is not None and wrapped else above)
    return found
