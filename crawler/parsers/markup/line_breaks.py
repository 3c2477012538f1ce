"""Line breaks of markup: which part paragraphs, and which only wrap a line. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.parsers.markup.anchors import Anchor
from crawler.parsers.text.clean import clean

_ENDS = re.compile(r"[.!?。！？…:：;；”\"』」）)\]】]$")
_LOWER = re.compile(r"[a-z,，、;)）]")
#: A hard-wrapped line is about 65 columns; a shorter one was broken on purpose.
_WRAPPED_COLUMNS = 45
#: A line of a form: `Donor: European Union`, `Budget Amount (USD): 30000.00`, `End Date:`; a
#: project's number.
_ROW = re.compile(
    r"[A-Z][A-Za-z]*(?: \(?[A-Za-z]+\)?){0,3}:(?:\s|$)|[A-Z]{2}(?:\.\d{4}|\d\dP\d{4})$"
)
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Line(NamedTuple):
    """Text up to a line break, as it stands in the tree, with its links."""

    text: str
    anchors: list[Anchor]
    link_chars: int


def grouped(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield the text of lines that belong together, with them: those that were only wrapped."""
    group: list[tuple[str, Line]] = []
    for line in lines:
        text = clean(line.text)
        if group and not (text and _wrapped(group[-1][0], text)):
            yield _joined(group)
            group = []
        if text:
            group.append((text, line))
    if group:
        yield _joined(group)


def _joined(group: list[tuple[str, Line]]) -> tuple[str, list[Line]]:
    return "".join(_glued([text for text, _ in group])), [line for _, line in group]


def _glued(texts: list[str]) -> Iterator[str]:
    """Yield texts with a space between any two that are not Chinese."""
    yield texts[0]
    for before, after in itertools.pairwise(texts):
        yield after if _HAN.match(before[-1]) and _HAN.match(after) else " " + after


def _wrapped(before: str, after: str) -> bool:
    """Return whether a line break only wraps a line: the sentence goes on after it."""
    if _ENDS.search(before) or _ROW.match(after):
        return False
    last = before[-_WRAPPED_COLUMNS:]
    columns = len(last) + len(_HAN.findall(last))
    return columns >= _WRAPPED_COLUMNS or bool(_LOWER.match(after))
