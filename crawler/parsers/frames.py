"""Open block elements: what kind of block each makes, and where it stands."""

from __future__ import annotations

import re

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


class Frame:
    """An open block element."""

    __slots__ = ("_path", "depth", "element", "kind", "level", "parent")

    def __init__(
        self, element: html.HtmlElement, parent: Frame | None, kind: BlockKind, level: int
    ) -> None:
        """Stand below the parent; the path is made when it is asked for."""
        self.element = element
        self.parent = parent
        self.kind = kind
        self.level = level
        self.depth: int = parent.depth + 1 if parent else 0
        self._path: str | None = None

    @property
    def path(self) -> str:
        """The elements from the root to this one, with classes and ids."""
        if self._path is None:
            self._path = self._grown() if self.depth <= _PATH_DEPTH else self._above()
        return self._path

    def _above(self) -> str:
        # Not by recursion: a bomb's frames are thousands deep.
        frame: Frame = self
        while frame.parent is not None and frame.depth > _PATH_DEPTH:
            frame = frame.parent
        return frame.path

    def _grown(self) -> str:
        if self.parent is None:
            return ""
        own = str(self.element.tag)
        if names := self.element.get("class"):
            own += "." + ".".join(names.split()[:6])
        if identifier := self.element.get("id"):
            own += "#" + identifier.strip()[:40]
        above = self.parent.path
        return f"{above}/{own}" if above else own


def _kind_by_class(element: html.HtmlElement, names: str, kind: BlockKind) -> BlockKind:
    tokens = names.split()
    if "field__label" in tokens or "field-label" in tokens:
        return "label"
    if "field__item" in tokens and kind != "heading":
        return "value" if _follows_label(element) else kind
    if "caption" in names or "desc" in names or "credit" in names:
        short = len(element.text_content()) <= _CAPTION_CHARACTERS
        if short and _CAPTION.search(names) and kind != "heading":
            return "caption"
    return kind


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


def opened(element: html.HtmlElement, tag: str, parent: Frame) -> Frame:
    """Return the frame of a block element inside another."""
    names = element.get("class")
    if level := _HEADINGS.get(tag, 0):
        return Frame(element, parent, "heading", level)
    kind = _KINDS.get(tag) or (parent.kind if parent.kind in _INHERITED else "paragraph")
    if names:
        kind = _kind_by_class(element, names, kind)
    return Frame(element, parent, kind, parent.level if kind == "heading" else 0)
