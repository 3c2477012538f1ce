"""Where a page's title stands among its blocks, and what stands between it and the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crawler.parsers.document import Block
from crawler.parsers.titles import saying

#: Without a title to start from, a byline is sought this far above the text.
_BYLINE_REACH: Final = 8


def above(blocks: Sequence[Block], start: int, first: int) -> tuple[Block, ...]:
    """Return the blocks between the title and the text, where bylines and captions stand."""
    return tuple(blocks[start if 0 < start <= first else max(0, first - _BYLINE_REACH) : first])


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
