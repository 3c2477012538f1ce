"""What a single line of a text dump looks like: a name, an end, an entry of a list. Pure."""

from __future__ import annotations

import re
from typing import Final

from crawler.parsers.dates.dateline import STOP
from crawler.parsers.text.patterns import narrow

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
#: Lighter lines are names of sections; a headline has more (words, Chinese characters).
_HEADLINE_WORDS: Final = 4
_HEADLINE_HAN: Final = 8
_ENDS = re.compile(r"[.。!?;:…”\"’)\]》*]\s*$")
_BULLETED = re.compile(r"[-–•·●*■◆▪>»]")


def is_name(line: str) -> bool:
    """Say whether a line is too light for a headline: a section, a menu's item, a kicker."""
    han = len(_HAN.findall(line))
    return (
        han < _HEADLINE_HAN
        and len(_WORD.findall(line)) < _HEADLINE_WORDS
        and not _ENDS.search(line)
    )


def is_ended(line: str) -> bool:
    """Say whether a line ends with a sign, as headlines of others do not."""
    return _ENDS.search(narrow(line)) is not None


def is_stopped(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return STOP.search(line) is not None


def is_bulleted(line: str) -> bool:
    """Say whether a line begins as an entry of a list."""
    return _BULLETED.match(line) is not None
