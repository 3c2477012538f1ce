"""What a page shows as headings, and in elements that hold nothing but a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from crawler.parsers.markup.html import elements_with
from crawler.parsers.text.clean import clean

#: Headings below these are menus, related lists and footers.
_FURNITURE = ("nav", "aside", "footer")
#: More line breaks are a text's.
_BREAKS = 4
#: A headline is shorter; a longer "heading" is a paragraph in disguise.
MAX_CHARACTERS = 300
_with_level = elements_with("aria-level")


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A text that may be the page's title. `evidence`: `h1`, `h2`, `title`, `og:title`."""

    text: str
    evidence: str


def _elements(root: html.HtmlElement, tag: str) -> Iterator[html.HtmlElement]:
    """Yield the headings of a level, then what is told to readers of screens as one."""
    yield from root.iter(tag)
    for element in _with_level(root):
        is_heading = element.get("role") == "heading" and element.get("aria-level") == tag[1]
        if is_heading and element.tag != tag:
            yield element


def headings(root: html.HtmlElement, tag: str) -> Iterator[TitleCandidate]:
    """Yield the texts of a level's headings outside menus, asides and footers."""
    for element in _elements(root, tag):
        text = clean(" ".join(element.itertext())) if len(element) else clean(element.text or "")
        if text and len(text) <= MAX_CHARACTERS and not in_furniture(element):
            yield TitleCandidate(_joined(element, text), tag)


def shown_headings(root: html.HtmlElement, tag: str) -> list[TitleCandidate]:
    """Return headings with, for each, its text outside child elements: less dates and kickers."""
    found: list[TitleCandidate] = []
    for element in _elements(root, tag):
        if in_furniture(element):
            continue
        texts = [clean(element.text or "")]
        if len(element):
            whole = _joined(element, clean(element.text_content()))
            own = clean((element.text or "") + " ".join(child.tail or "" for child in element))
            texts = [whole, own, *(clean(child.text_content()) for child in element)]
        found += [
            TitleCandidate(text, tag)
            for text in dict.fromkeys(texts)
            if text and len(text) <= MAX_CHARACTERS
        ]
    return found


def _joined(element: html.HtmlElement, text: str) -> str:
    """Return the heading's text with a space where a line break stands between words."""
    if next(element.iter("br"), None) is None:
        return clean(element.text_content()) or text
    parts = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "br":
            parts.append(" ")
        parts += [child.text or "", child.tail or ""]
    return clean("".join(parts))


def in_furniture(element: html.HtmlElement) -> bool:
    """Return whether an element stands in a menu, an aside or a footer."""
    return next(element.iterancestors(*_FURNITURE), None) is not None


def told_alone(element: html.HtmlElement) -> str:
    """Return the text of an element that holds nothing else, or line breaks around it."""
    if not len(element):
        return element.text or ""
    if len(element) > _BREAKS or any(child.tag != "br" for child in element):
        return ""
    texts = [text for text in element.itertext() if text.strip()]
    return texts[0] if len(texts) == 1 else ""


def is_linked(element: html.HtmlElement) -> bool:
    """Return whether an element stands in a link, or where no headline is shown."""
    return next(element.iterancestors("a", "nav", "head"), None) is not None
