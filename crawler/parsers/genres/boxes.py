"""Whether a text goes on below a box that stands in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import covered

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
#: A line and a half of print, a Chinese character counting double.
_PROSE: Final = 80


def goes_on(blocks: Sequence[Block]) -> bool:
    """Say whether a text goes on below a box: two paragraphs at least, before any other box."""
    below = itertools.takewhile(lambda block: not furniture.cuts_off(block.text), blocks)
    prose = [block for block in below if not block.link_chars and is_prose(block)]
    return len(prose) > 1


def is_prose(block: Block) -> bool:
    """Say whether a block holds a line and a half of text that is no link."""
    own = len(block.text) - block.link_chars
    if own and not block.text.isascii():
        own += covered(_HAN, block.text) * own // len(block.text)
    return own >= _PROSE
