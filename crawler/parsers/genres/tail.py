"""What stands below an article: comments, lists of other pages, who wrote it."""

from __future__ import annotations

import re
from typing import Final

from crawler.parsers.credits import bylines
from crawler.parsers.genres.boxes import goes_on, is_prose
from crawler.parsers.genres.rest import Rest, is_reporters, repeats_title
from crawler.parsers.text import furniture

_TAIL_REACH: Final = 40
#: Who answers in a forum whose markup is gone: `定兴人家 发表于 2023-8-13 07:40`.
_POSTED = re.compile(
    r"\S{1,16}\s(?:发表于|發表於)\s?(?:19|20)\d\d-\d{1,2}-\d{1,2} \d{1,2}:\d\d(?::\d\d)?"
)


def cut_tail(rest: Rest, *, voted: bool) -> None:
    """Drop everything from the first box heading that follows at least as much text.

    Where the blocks were voted for, a box inside the text may only have left its heading.
    """
    total = sum(len(block.text) for block in rest.blocks)
    before = 0
    posts = [n for n, block in enumerate(rest.blocks) if _POSTED.fullmatch(block.text)]
    if posts and any(is_prose(block) for block in rest.blocks[: posts[0]]):
        rest.dropped.extend(b.text for b in rest.blocks[posts[0] :] if b.text)
        del rest.blocks[posts[0] :]
        return
    for index, block in enumerate(rest.blocks):
        if before and before * 2 >= total and furniture.cuts_off(block.text):
            readers = furniture.opens_comments(block.text)
            if voted and not readers and goes_on(rest.blocks[index + 1 :]):
                continue
            rest.dropped.extend(b.text for b in rest.blocks[index:] if b.text)
            del rest.blocks[index:]
            return
        before += len(block.text)


def take_tail(rest: Rest) -> None:
    """Take furniture, a repeated title and bylines off the end."""
    for _ in range(_TAIL_REACH):
        if not rest.blocks:
            return
        block = rest.blocks[-1]
        if block.text and not _is_tail(rest, block.text):
            return
        rest.blocks.pop()


def _is_tail(rest: Rest, text: str) -> bool:
    if repeats_title(rest, text) or furniture.is_furniture(text) or furniture.cuts_off(text):
        rest.dropped.append(text)
        return True
    if (line := bylines.signature(text, rest.parted)) is not None:
        rest.lines.append(line)
        rest.dropped.append(text)
        return True
    return is_reporters(rest, text)
