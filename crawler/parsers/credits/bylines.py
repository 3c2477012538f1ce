"""Which lines around an article are bylines: as markup parts them, and no datelines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from crawler.parsers.credits.metaline import MetaLine, read_meta_line
from crawler.parsers.text.patterns import narrow

_PLACED = re.compile(
    r"[\W_]*(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\W*$)(?:[A-Z][\w\s,/'’]{1,20}|[\u3400-\u9fff][\u3400-\u9fff/、,]{1,12})[\W_]*"
)
_LABELLED = re.compile(
    r"[\W_]*(?:[\w ]{2,16}:|(?:发表|发布|更新|發表|發佈)[于於]?\s?\d|(?:posted|published) on\b)",
    re.IGNORECASE,
)
#: `(By Wu Tong | China Daily)`: a line of its own, as papers had it until 2010.
_BRACKETED = re.compile(r"\(\s*(By\s[^()]{3,80})\)")
_CLOCK = re.compile(r"\d[:：]\d\d|(?:19|20)\d\d-\d\d-\d\d")
_NO_PARTS: Final[Mapping[str, str]] = {}


def byline(
    text: str, reference: datetime | None = None, parted: Mapping[str, str] = _NO_PARTS
) -> MetaLine | None:
    """Return what a line says as a byline; a date with a place is a dateline: it opens the text."""
    text = parted.get("".join(text.split()), text)
    bracketed = _BRACKETED.fullmatch(text)
    line = read_meta_line(bracketed[1] if bracketed else text, reference)
    if line is None or not line.dates or "|" in text or line.agency or line.author:
        return line
    bare = text
    for date in reversed(line.dates):
        bare = bare[: date.start] + bare[date.end :]
    # no dateline has a clock, nor a day as machines write it
    clocked = any(_CLOCK.search(one.raw) for one in line.dates)
    dateline = not clocked and _PLACED.fullmatch(bare) and not _LABELLED.match(narrow(text))
    return None if dateline else line


def signature(text: str, parted: Mapping[str, str] = _NO_PARTS) -> MetaLine | None:
    """Return what a line behind the text says if it is a byline by more than a date."""
    line = read_meta_line(parted.get("".join(text.split()), text))
    told = line and (line.agency or line.author or line.changed or line.labelled)
    return line if told else None


def names_both(line: MetaLine | None) -> bool:
    """Say whether a line names both writer and paper: `By Lin Mei (China Daily)`."""
    return line is not None and bool(line.author and line.agency)


def behind_title(text: str, title: str) -> str:
    """Return what stands behind the title in its own block, or the whole text."""
    behind = text[len(title) :].strip() if title and text.startswith(title) else ""
    return behind or text
