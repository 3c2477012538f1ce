"""A saved page's text as numbered lines, one a block: what the gold of `bench.saved` counts.

Nothing is judged here, and nothing of the parsers is used: only comments, scripts and the like are
left out. The numbers in the gold hold for exactly this reading.
"""

from __future__ import annotations

import re

from lxml import html

_EDGES = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section"
    " select table tbody td textarea tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_EDGES.split())
_UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
_DECLARED = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4000
#: Browsers go on reading after them, libxml2 does not.
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def decoded(page: bytes) -> str:
    """Return the page's text: UTF-8 when it is, else what the page declares, else GB 18030."""
    declared = _DECLARED.search(page[:_DECLARED_WITHIN])
    name = declared[1].decode() if declared else "utf-8"
    for encoding in ("utf-8", name, "gb18030"):
        try:
            return page.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return page.decode(name, "replace")


def lines_of(page: bytes) -> list[str]:
    """Return the lines of a page, its `head` and scripts left out."""
    root = html.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", _CLOSED.sub("", decoded(page))))
    body = root.find(".//body")
    texts: list[str] = []
    _walk(root if body is None else body, texts)
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(texts).split("\0"))
    return [line for line in lines if line]


def _walk(element: html.HtmlElement, texts: list[str]) -> None:
    """Add an element's texts; a block's edges are NULs."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    edge = "\0" if element.tag in _BLOCKS else ""
    texts.append(edge + (element.text or ""))
    for child in element:
        _walk(child, texts)
        texts.append(child.tail or "")
    texts.append(edge)
