"""Which stretch of a known source's blocks is the article: by where prose is dense and unlinked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from crawler.parsers.document import Block
from crawler.parsers.furniture import cuts_off
from crawler.parsers.patterns import covered
from crawler.parsers.titles import saying

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_NAMED = re.compile(r"[.#]|article|main|section")
#: What a block must weigh to pay for itself: half a line of print. Menu items are shorter.
_PRICE: Final = 32
#: One endless paragraph must not outweigh the gap to another part of the page.
_MOST: Final = 400
#: Without a title to start from, a byline is sought this far above the text.
_BYLINE_REACH: Final = 8
#: Text read before a box heading may end the article.
_ENOUGH_PROSE: Final = 200


def weight(block: Block) -> int:
    """Return how much unlinked text a block holds, a Chinese character counting double."""
    own = len(block.text) - block.link_chars
    if not own or block.text.isascii():
        return own
    return own + covered(_HAN, block.text) * own // len(block.text)


def article_region(blocks: Sequence[Block], start: int = 0) -> tuple[int, int]:
    """Return start and end (exclusive) of the article's text; (0, 0) when there is none.

    `start` is the block after the title, 0 when the title is not among the blocks.
    """
    weights = list(map(weight, blocks))
    scores = list(map(_score, blocks, weights))
    first, last = _stretch(blocks, start, scores, weights)
    if last <= first and start:
        start = 0
        first, last = _stretch(blocks, 0, scores, weights)
    if last <= first:
        return 0, 0
    return _widened(blocks, first, last, start, _container(blocks, weights, first, last))


def above(blocks: Sequence[Block], start: int, first: int) -> tuple[Block, ...]:
    """Return the blocks between the title and the text, where bylines and captions stand."""
    return tuple(blocks[start if 0 < start <= first else max(0, first - _BYLINE_REACH) : first])


def _score(block: Block, weighs: int) -> int:
    if block.kind == "caption":
        return 0
    own = min(weighs, _MOST)
    return (own // 8 if block.link_chars * 2 > len(block.text) else own) - _PRICE


def after_title(blocks: Sequence[Block], title: str | None) -> int:
    """Return the block after the page's title, the last heading that says it first."""
    if not title:
        return 0
    at = saying(title, [block.text for block in blocks])
    if not at:
        return 0
    headings = [i for i in at if blocks[i].kind == "heading"]
    best = headings or at
    prose = [len(block.text) - block.link_chars for block in blocks]
    enough = sum(prose) / 4
    return next((index + 1 for index in best if sum(prose[index + 1 :]) > enough), 0)


def _stretch(
    blocks: Sequence[Block], start: int, scores: Sequence[int], weights: Sequence[int]
) -> tuple[int, int]:
    """Return the densest stretch above comments, related lists and their like."""
    first, last = _densest(scores, start, len(blocks))
    prose = 0
    # what opens below the densest stretch of all makes none denser, and is not looked for
    for index in range(start, last):
        if prose >= _ENOUGH_PROSE and cuts_off(blocks[index].text):
            return _densest(scores, start, index)
        if scores[index] > 0:
            prose += weights[index]
    return first, last


def _densest(scores: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the stretch with the highest sum (Kadane)."""
    best, found = 0, (start, start)
    total, since = 0, start
    for index in range(start, end):
        if total <= 0:
            total, since = 0, index
        total += scores[index]
        if total > best:
            best, found = total, (since, index + 1)
    return found


def _widened(
    blocks: Sequence[Block], first: int, last: int, floor: int, container: str
) -> tuple[int, int]:
    """Return the stretch with the short lines at its ends that stand in the same container."""
    # `body/div` is no container of its own: only a named one, or one of the main kinds, tells
    if not _NAMED.search(container.rpartition("/")[2]):
        return first, last
    while first > floor and _belongs(blocks[first - 1], container):
        first -= 1
    while last < len(blocks) and _belongs(blocks[last], container):
        last += 1
    return first, last


def _container(blocks: Sequence[Block], weights: Sequence[int], first: int, last: int) -> str:
    """Return the path of what holds most of the stretch."""
    held: dict[str, int] = defaultdict(int)
    for block, weighs in zip(blocks[first:last], weights[first:last], strict=True):
        held[block.path.rpartition("/")[0]] += weighs
    return max(held, key=lambda path: held[path], default="")


def _belongs(block: Block, container: str) -> bool:
    if block.link_chars * 2 > len(block.text) or not block.path.startswith(container + "/"):
        return False
    return not cuts_off(block.text)
