"""Where a page's title stands among its blocks, and what stands between it and the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.credits.dispatch import on_own_line
from crawler.parsers.dates.dateline import STOP
from crawler.parsers.markup.document import Block
from crawler.parsers.text.furniture import is_furniture
from crawler.parsers.text.patterns import weight
from crawler.parsers.text.script import scripts_differ
from crawler.parsers.titles.headlines import saying, stands_as_heading
from crawler.parsers.titles.titleparts import is_long

#: Without a title to start from, a byline is sought this far above the text.
_BYLINE_REACH: Final = 8
_HEADLINE_REACH: Final = 5
_HEADLINE_WEIGHT: Final = 160
#: So far above the title a large picture's caption stands, kinds of news between them.
_HERO_REACH: Final = 4
#: … and a caption is no shorter than this.
_DESCRIPTION: Final = 24
#: A longer rest of a title's line is text.
_BEHIND_TITLE: Final = 120
_SMALL_PART: Final = 3
_REPORTER = re.compile(r"(?:记者|記者|通讯员|通訊員)[\s:：/]")
_STAMP = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
    r"|(?:作者|来源|编辑|点击|浏览|阅读|日期|时间|位置)\s?[:：]|^(?:posted|published|updated) "
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d",
    re.IGNORECASE,
)


def above(blocks: Sequence[Block], start: int, first: int) -> tuple[Block, ...]:
    """Return the blocks between the title and the text, where bylines and captions stand.

    Before them those of a picture's captions right above the title.
    """
    if not 0 < start <= first:
        return tuple(blocks[max(0, first - _BYLINE_REACH) : first])
    hero = blocks[max(0, start - 1 - _HERO_REACH) : start - 1]
    return (*filter(_is_hero, hero), *blocks[start:first])


def below_title(text: Sequence[Block], blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    """Return the text's blocks without what stands above the title.

    A kicker, crumbs, a ticker or a menu's blurbs stand there; where they are more than a small part
    of the text, sentences stay.
    """
    over = {id(block) for block in blocks[: max(0, start - 1)]}
    above = [b for b in text if id(b) in over and b.kind != "caption"]
    whole = sum(weight(block.text) for block in text)
    if _SMALL_PART * sum(weight(block.text) for block in above) > whole:
        above = [block for block in above if not STOP.search(block.text)]
    if 2 * sum(weight(block.text) for block in above) > whole:
        return tuple(text)
    others = {id(block) for block in above}
    return tuple(block for block in text if id(block) not in others)


def _is_hero(block: Block) -> bool:
    """Say whether a block describes a picture; what stands below a code to scan is short."""
    return block.kind == "caption" and weight(block.text) >= _DESCRIPTION


def after_title(blocks: Sequence[Block], title: str | None) -> int:
    """Return the block after the page's title, the last heading that says it first.

    A line that goes on behind the title with a stamp or the other language's is that block.
    """
    if not title:
        return 0
    at = saying(title, [block.text for block in blocks])
    if not at:
        return next((n for n, block in enumerate(blocks) if _goes_on(title, block)), 0)
    headings = [i for i in at if blocks[i].kind == "heading"]
    best = headings or at
    prose = [len(block.text) - block.link_chars for block in blocks]
    enough = sum(prose) / 4
    return next((index + 1 for index in best if sum(prose[index + 1 :]) > enough), 0)


def _goes_on(title: str, block: Block) -> bool:
    """Say whether a line is the title and, behind it, a stamp or the title in another language."""
    behind = block.text.removeprefix(title).strip()
    if block.link_chars or not 0 < len(behind) < min(len(block.text), _BEHIND_TITLE):
        return False
    return bool(_STAMP.search(behind)) or scripts_differ(title, behind)


def headline_above(blocks: Sequence[Block], first: int) -> int | None:
    """Return the place of the line that stands as the text's heading, stamps between.

    It may be the first line of what is taken for the text.
    """
    following = blocks[first].text if first < len(blocks) else None
    if following and is_long(following) and first + 1 < len(blocks):
        below = blocks[first + 1].text
        light = weight(following) <= _HEADLINE_WEIGHT and not _STAMP.search(following)
        light = light and not _is_credit(following)
        if light and stands_as_heading(following, below):
            return first
    for at in range(first - 1, max(-1, first - 1 - _HEADLINE_REACH), -1):
        block = blocks[at]
        if block.kind == "caption" or is_furniture(block.text) or _STAMP.search(block.text):
            continue
        if block.link_chars * 2 > len(block.text):
            return None  # a menu, a list, a crumb
        if _is_credit(block.text):
            continue
        if is_long(block.text) and stands_as_heading(block.text, following):
            return at
    return None


def _is_credit(text: str) -> bool:
    """Say whether a line tells who wrote the text: `■ 本报记者 林舟 发自昆明`."""
    return bool(_REPORTER.search(text)) or on_own_line([text]) is not None
