"""An article's kept blocks as paragraphs: markers gone, wraps joined, glued joints separated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.text.joints import separate_joints
from crawler.parsers.text.patterns import any_of, having, narrow
from crawler.parsers.text.wraps import join_wraps

_MARKERS: Final = r"""
\*?\s*(?:\(\s*)?(?:please )?scroll down for (?:the )?{language}{edition}?\.?(?:\s*\))?\s*\*?
\(\s*(?:{zh}|{en}|{zh}\s*/\s*{en}|{en}\s*/\s*{zh})\s*\)
\*?\s*\(?\s*(?:中文|英文)版?本?请?(?:见|参见|在)(?:下文|下方|文后|后)\s*\)?\s*\*?
英语如下\s*:|英文如下\s*:
{arrows}{language} (?:version|text) (?:is )?below{arrows}$
{arrows}[中英]文版?[请請]?[见見][下文][方文]?{arrows}$
"""
_MARKER = re.compile(
    any_of(
        _MARKERS,
        zh="(?:英文(?:版)?(?:如下|在后)|英语如下)",
        en="(?:{language} (?:version )?(?:below|follows))",
        language="(?:english|chinese)",
        edition="(?: version| text)",
        arrows=r"[\u2190-\u21ff\u25b2-\u25c7\s]*",
    ),
    re.IGNORECASE,
)
#: One of these stands in every marker; most paragraphs have none.
_MARKER_SIGNS: Final = ("scroll", "below", "follows", "如下", "在后", "下文", "下方", "文后")
_SENTENCE_END = re.compile(r"[.。!?！？…:：;；”\"’)）\]】*]\s*$|@\S+$")
#: What every glued joint has: `projects.More`, `underSouth`. Capitals are rarer: sought first.
_GLUED = re.compile(r"[A-Z“‘](?:(?<=[a-z.!?”’].)|(?<=[.!?”’\"')]\".))")


def unmarked(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without the markers that announce the other language."""
    marked = having([block.text for block in blocks], _MARKER_SIGNS)
    return [
        block._replace(text=_unmarked(block.text)) if block.text in marked else block
        for block in blocks
    ]


def _unmarked(text: str) -> str:
    kept, start = [], 0
    for found in _MARKER.finditer(narrow(text)):
        kept.append(text[start : found.start()].strip())
        start = found.end()
    return " ".join(filter(None, [*kept, text[start:].strip()])) if start else text


def paragraphs_of(blocks: Sequence[Block], *, markup: bool) -> list[str]:
    """Return the blocks as paragraphs: wraps joined in a dump, glued joints separated."""
    lines = [block.text for block in blocks]
    paragraphs = [line for line in lines if line] if markup else join_wraps(lines)
    return _apart(paragraphs)


def _apart(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs, those that were glued into one separated."""
    page = "\n".join(paragraphs)
    separated: list[str] = []
    begun = ""
    for paragraph in paragraphs:
        whole = f"{begun} {paragraph}".strip()
        parts = separate_joints(whole, page) if _GLUED.search(whole) else [whole]
        # the glued-on beginning of a sentence that goes on below: `agencies.Mr. Patrick`
        broken = len(parts) > 1 and not _SENTENCE_END.search(parts[-1])
        begun = parts.pop() if broken else ""
        separated += [part for part in parts if part]
    return [*separated, begun] if begun else separated
