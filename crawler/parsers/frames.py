"""Open block elements: what kind of block each makes, and where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from lxml import html

from crawler.parsers.document import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "item", "dt": "label", "th": "label", "td": "cell", "dd": "value",
    "figcaption": "caption", "caption": "caption",
    "article": "paragraph", "section": "paragraph", "main": "paragraph",
}  # fmt: skip
#: Kinds that a paragraph or a `div` inside takes over.
_INHERITED = frozenset({"heading", "caption", "label", "value", "cell", "item"})
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption(?:-?text)?|(?:img|image|photo|media|picture|figure)"
    r"[_-]?(?:caption|desc|description|credit))(?=$|[\s_-])",
    re.IGNORECASE,
)
#: A caption is shorter; a longer element of that class is a teaser or a whole card.
_CAPTION_CHARACTERS = 600
#: Beyond this depth a path grows no more: bombs nest thousands of elements.
_PATH_DEPTH = 48


class Frame(NamedTuple):
    """An open block element."""

    element: html.HtmlElement
    kind: BlockKind
    level: int
    depth: int
    #: The elements from the root to this one, with classes and ids.
    path: str


def _kind_by_class(element: html.HtmlElement, names: str, kind: BlockKind) -> BlockKind:
    told = _told_by(names)
    if told == "label":
        return "label"
    if told == "value" and kind != "heading":
        return "value" if _follows_label(element) else kind
    if told == "caption" and kind != "heading":
        short = len(element.text_content()) <= _CAPTION_CHARACTERS
        return "caption" if short else kind
    return kind


@lru_cache(maxsize=4096)  # a page has few class names, and a host's pages have the same
def _told_by(names: str) -> Literal["label", "value", "caption", ""]:
    tokens = names.split()
    if "field__label" in tokens or "field-label" in tokens:
        return "label"
    if "field__item" in tokens:
        return "value"
    named = "caption" in names or "desc" in names or "credit" in names
    return "caption" if named and _CAPTION.search(names) else ""


def _follows_label(element: html.HtmlElement) -> bool:
    """Return whether a field's value has its label beside or above it."""
    for _ in range(2):
        before = element.getprevious()
        if before is not None and "label" in (before.get("class") or ""):
            return True
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
    return False


def opened(element: html.HtmlElement, tag: str, names: str | None, parent: Frame) -> Frame:
    """Return the frame of a block element with these class names inside another."""
    depth = parent.depth + 1
    path = parent.path if depth > _PATH_DEPTH else _path(element, tag, names, parent.path)
    if level := _HEADINGS.get(tag, 0):
        return Frame(element, "heading", level, depth, path)
    kind = _KINDS.get(tag) or (parent.kind if parent.kind in _INHERITED else "paragraph")
    if names:
        kind = _kind_by_class(element, names, kind)
    return Frame(element, kind, parent.level if kind == "heading" else 0, depth, path)


def _path(element: html.HtmlElement, tag: str, names: str | None, above: str) -> str:
    own = tag
    if names:
        own += "." + ".".join(names.split()[:6])
    if identifier := element.get("id"):
        own += "#" + identifier.strip()[:40]
    return f"{above}/{own}" if above else own
