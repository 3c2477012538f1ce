"""Plain text folded to columns, Chinese letters counting two and breaking anywhere sensible."""

from __future__ import annotations

import re
import unicodedata

#: Columns of a text line; RFC 5322 recommends at most 78 characters.
COLUMNS = 72
_WIDE = (
    "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
_WIDE += "\U0001f300-\U0001faff\U00020000-\U0003fffd"
#: No line begins with these (closing punctuation) …
_NOT_FIRST = "，。、；：？！」』）》〉】”’…—·,.;:?!)\\]"
#: … and none ends with these.
_NOT_LAST = "「『（《〈【“‘(\\["
#: A Chinese date, as digests write it: parted, its day would look like a number of its own.
_DATE = "[0-9]+年(?:[0-9]+月(?:[0-9]+[日号])?)?|[0-9]+月[0-9]+[日号]"
#: A number and what it counts.
_COUNT = f"[0-9]+(?:[.,][0-9]+)*(?![{_NOT_LAST}])[{_WIDE}]"
#: A date, a count, one wide letter or a word, with the punctuation that may not be parted from it.
_PIECE = re.compile(
    f" +|[{_NOT_LAST}]*(?:{_DATE}|{_COUNT}|[{_WIDE}]|[^ {_WIDE}]+)[{_NOT_FIRST}]*", re.UNICODE
)


def width(text: str) -> int:
    """Return how many columns `text` takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrapped(text: str, first: str = "", rest: str | None = None, columns: int = COLUMNS) -> str:
    """Return `text` in lines of at most `columns`; a longer word (a URL) has its own line."""
    indent = first if rest is None else rest
    lines: list[str] = []
    line, used = first, width(first)
    empty = True
    for piece in _PIECE.findall(text):
        if not empty and used + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line, used, empty = indent, width(indent), True
        if empty and piece.isspace():
            continue
        line += piece
        used += width(piece)
        empty = False
    return "\n".join([*lines, line.rstrip()])
