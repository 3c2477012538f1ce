"""Long regular expressions one alternative a line, and text as they are matched against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

#: Full-width forms and the ideographic space, one for one: offsets stay what they were.
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


#: A line is asked several questions, and a host's lines recur on its pages.
_LINE: Final = 500


def any_of(lines: str, **words: str) -> str:
    """Return one group of the lines as alternatives, each `{word}` replaced by its pattern."""
    for name, value in words.items():
        lines = lines.replace("{" + name + "}", value)
    return "(?:" + "|".join(line for line in lines.split("\n") if line) + ")"


def narrow(text: str) -> str:
    """Return the text with full-width forms as ASCII, one for one: only to match."""
    if text.isascii():
        return text
    return _narrowed(text) if len(text) <= _LINE else text.translate(_NARROW)


@lru_cache(maxsize=4096)
def _narrowed(text: str) -> str:
    return text.translate(_NARROW)


def stands(pattern: re.Pattern[str], text: str, signs: Iterable[str]) -> bool:
    """Say whether the pattern matches where one of the signs that open all its matches stands.

    Plain words are found many times quicker than alternatives are tried at every character.
    """
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            if pattern.match(text, at):
                return True
            at = text.find(sign, at + 1)
    return False
