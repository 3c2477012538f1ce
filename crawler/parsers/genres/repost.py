"""Reposts: what aggregators copy, without their wrappers, watermarks and anti-copy noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from crawler.parsers.genres import news
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.markup.document import Block

PARSER_VERSION = 10

#: Pinyin with tone marks in brackets after the characters it sounds.
_PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])\s?[(\uff08](?=[^)\uff09]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü'’\s]{1,40}[)\uff09]",
    re.IGNORECASE,
)
#: Discuz's noise where it is not hidden: `& N) P8 D" D-`, pairs of characters and signs.
_NOISE = re.compile(
    r"(?:(?<=[\s\u3400-\u9fff\u3002\uff01\uff1f\u201d])|^)[!-~]{1,2}(?: [!-~]{1,2}){3,}"
    r"(?=[\s\u3400-\u9fff]|$)"
)
#: So many of its pairs hold a sign, and so many lines have it: sums and names of chords do not.
_MIXED = re.compile(r"(?:^| )(?:[A-Za-z][^\w\s,.'’]|[^\w\s,.()/|'’-][A-Za-z\d]?)(?= |$)")
_FEWEST_MIXED: Final = 2
_FEWEST_LINES: Final = 2
#: Discuz's buttons behind a post's day and its subject.
_BUTTONS = re.compile(
    r"\s*(?:\|\s*(?:只看该作者|只看該作者|倒序浏览|倒序瀏覽|阅读模式|閱讀模式)\s*)+|\s*\[复制链接\]"
)
#: Who answers in an interview, at the beginning of each answer.
_SPEAKER = re.compile(r"[\u4e00-\u9fff·]{1,5}[:：]|[A-Z][\w.’' -]{1,24}[:：]")
#: A watermark is longer than a habit of style and stands on most lines.
_MARK_LENGTH: Final = 4
_MARK_LINES: Final = 3
_MARKED_LINE: Final = 24
_OWN_TEXT: Final = 8


def read(reading: Reading) -> Draft:
    """Return what the page says as a repost; `published` is the repost's date."""
    main = plain(reading.main)
    mark = watermark([block.text for block in main])
    if mark:
        main = [block._replace(text=_without(block.text, mark)) for block in main]
    draft = news.read(replace(reading, main=tuple(main)))
    if not mark:
        return draft
    return replace(draft, furniture=(*draft.furniture, mark))


def watermark(lines: Sequence[str]) -> str | None:
    """Return what most lines begin or end with beyond their own text, or None."""
    long = [line for line in lines if len(line) >= _MARKED_LINE]
    if len(long) < _MARK_LINES:
        return None
    for reverse in (True, False):
        turned = sorted(line[::-1] if reverse else line for line in long)
        best = max((_common(a, b) for a, b in pairwise(turned)), key=len, default="")
        # a line that holds little more is made after a pattern, not marked
        carriers = sum(
            1
            for line in turned
            if best and line.startswith(best) and len(line) - len(best) >= _OWN_TEXT
        )
        mark = best[::-1] if reverse else best
        if _SPEAKER.fullmatch(mark.strip()):
            continue
        if (
            len(mark.strip()) >= _MARK_LENGTH
            and carriers >= _MARK_LINES
            and carriers * 5 >= len(long) * 3
        ):
            return _trimmed(mark, ends=reverse)
    return None


def _trimmed(mark: str, *, ends: bool) -> str | None:
    """Return the mark without the sentence's own punctuation beside it."""
    bare = re.sub(r"^[\s\w]?[。.!?\uff01\uff1f]+[”\"]?", "", mark) if ends else mark
    return bare.strip() if len(bare.strip()) >= _MARK_LENGTH else None


def _common(one: str, other: str) -> str:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def _without(line: str, mark: str) -> str:
    return line.removesuffix(mark).removeprefix(mark).strip()


def plain(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without pinyin and noise; most pages have neither."""
    text = "\n".join(block.text for block in blocks)
    kept = list(blocks)
    for noise in (_PINYIN, _BUTTONS):
        if noise.search(text):
            kept = [block._replace(text=noise.sub("", block.text).strip()) for block in kept]
    noisy = [block for block in kept if _quiet(block.text) != block.text]
    if len(noisy) >= _FEWEST_LINES:
        kept = [block._replace(text=_quiet(block.text)) for block in kept]
    return kept


def _quiet(text: str) -> str:
    """Return the text without noise."""

    def left(found: re.Match[str]) -> str:
        return "" if len(_MIXED.findall(found[0])) >= _FEWEST_MIXED else found[0]

    return _NOISE.sub(left, text).strip()
