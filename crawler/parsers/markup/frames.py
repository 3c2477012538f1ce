"""Open block elements: what kind of block each makes, and where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from lxml import html

from crawler.parsers.markup.document import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    "li": "item", "dt": "label", "th": "label", "td": "cell", "dd": "value",
    "figcaption": "caption", "caption": "caption",
    "article": "paragraph", "section": "paragraph", "main": "paragraph",
}  # fmt: skip
#: Kinds that a paragraph or a `div` inside takes over.
_INHERITED = frozenset({"heading", "caption", "label", "value", "cell", "item"})
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption(?:-?text)?|(?:img|image|photo|media|picture|figure|pic)"
    r"[_-]?(?:caption|descr?|description|credit)|pic[_-]?(?:intro|note|txt))(?=$|[\s_-])|(?:^|\s)cap(?=$|\s)",
    re.IGNORECASE,
)
#: A caption is shorter; a longer element of that class is a teaser or a whole card.
_CAPTION_CHARACTERS = 600
#: Beyond this depth a path grows no more: bombs nest thousands of elements.
_PATH_DEPTH = 48

_Told = Literal["label", "value", "caption", ""]


class Frame(NamedTuple):
    """An open block element."""

    element: html.HtmlElement
    kind: BlockKind
    level: int
    depth: int
    #: The elements from the root to this one, with classes and ids.
    path: str


def opened(element: html.HtmlElement, tag: str, names: str | None, parent: Frame) -> Frame:
    """Return the frame of a block element with these class names inside another."""
    _, kind, level, depth, path = parent
    told, suffix = _told_by(names) if names else ("", "")
    if depth < _PATH_DEPTH:
        path = f"{path}/{tag}{suffix}" if path else tag + suffix
        if identifier := element.get("id"):
            path += "#" + identifier.strip()[:40]
    kind = _KINDS.get(tag) or (kind if kind in _INHERITED else "paragraph")
    if tag in _HEADINGS:
        level = _HEADINGS[tag]
    elif told:
        kind = _kind_told(element, told, kind)
    # past the class's own constructor, which takes twice as long
    frame = (element, kind, level if kind == "heading" else 0, depth + 1, path)
    return tuple.__new__(Frame, frame)


def _kind_told(element: html.HtmlElement, told: _Told, kind: BlockKind) -> BlockKind:
    if told == "label":
        return "label"
    if kind == "heading":
        return kind
    if told == "value":
        return "value" if _follows_label(element) else kind
    return "caption" if len(element.text_content()) <= _CAPTION_CHARACTERS else kind


@lru_cache(maxsize=4096)  # a page has few class names, and a host's pages have the same
def _told_by(names: str) -> tuple[_Told, str]:
    """Return what class names tell of a block, and what they add to its path."""
    tokens = names.split()
    suffix = "".join("." + token for token in tokens[:6]) or "."
    if "field__label" in tokens or "field-label" in tokens:
        return "label", suffix
    named = "cap" in names or "desc" in names or "credit" in names or "pic" in names
    if named and _CAPTION.search(names):
        return "caption", suffix
    return "value" if "field__item" in tokens else "", suffix


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
