"""Documents offered beside an article: a link that stands alone is no text, and still content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.text.furniture import cuts_off
from storage.types import Link

#: Downloads stand right under an article (a heading, some files); further down begins the footer.
_REACH: Final = 12


def attachments_by(blocks: Sequence[Block], main: Sequence[Block]) -> tuple[Link, ...]:
    """Return the links to documents within the article's stretch and right below it.

    `blocks`: everything visible, in order; `main`: the article's part of it. What comes after a
    heading of related lists or comments is not the article's.
    """
    stretch = _stretch(blocks, main)
    linking = (block.links for block in stretch if block.anchors)
    links = (link for found in linking for link in found if link.attachment)
    return tuple(dict.fromkeys(links))


def _stretch(blocks: Sequence[Block], main: Sequence[Block]) -> Sequence[Block]:
    if not main:
        return ()
    kept = set(map(id, main))
    places = [index for index, block in enumerate(blocks) if id(block) in kept]
    if not places:
        texts = {block.text for block in main}
        places = [index for index, block in enumerate(blocks) if block.text in texts]
    if not places:
        return ()
    end = places[-1] + 1
    below = blocks[end : end + _REACH]
    length = next((i for i, block in enumerate(below) if cuts_off(block.text)), len(below))
    return blocks[places[0] : end + length]
