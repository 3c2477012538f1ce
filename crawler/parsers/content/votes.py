"""What other extractors take for a page's main text, as something blocks can be looked up in."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

import trafilatura
from lxml import etree, html
from readability import Document as Readability
from trafilatura.settings import Extractor

from crawler.parsers.declared import jsonld
from crawler.parsers.text.letters import letters_of

#: Shorter texts stand in much: they must equal a whole line of the vote.
_LINE_LETTERS = 24
#: Where a vote dropped something inside a paragraph, its ends are looked for.
_END_LETTERS = 20
_LINES = ("p", "head", "item", "cell", "quote", "list", "row", "code", "hi", "ref", "lb")
_HTML_LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "pre",
               "dd", "dt", "div", "span", "strong", "b", "a")  # fmt: skip

_MARK = "data-left-out"
#: Reading its settings takes trafilatura longer than a small page does.
_PRECISE = Extractor(fast=True, precision=True, comments=False)
_MARKUP = re.compile(r"<[^<>]{1,400}>")

#: readability looks at none of them, and its cleaner at each, with urllib.
_ADDRESSES = ("href", "src", "srcset", "data-src", "action", "background", "poster", "cite")

# Both log what they try at levels that are our operators'; a vote that fails is no event.
for _name in ("readability.readability", "trafilatura", "htmldate", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Vote:
    """The letters of an extractor's text, and those of each of its lines."""

    letters: str = ""
    lines: frozenset[str] = frozenset()

    def holds(self, letters: str) -> float:
        """Return how much of a block's letters (see `letters_of`) the vote has: 0 to 1."""
        if not letters or not self.letters:
            return 0.0
        if len(letters) < _LINE_LETTERS or letters in self.lines:
            return float(letters in self.lines)
        if len(letters) < 2 * _END_LETTERS:
            return float(letters in self.letters)
        found = (letters[:_END_LETTERS] in self.letters) + (letters[-_END_LETTERS:] in self.letters)
        if not found:
            return 0.0
        if letters in self.letters:
            return 1.0
        middle = len(letters) // 2 - _END_LETTERS // 2
        found += letters[middle : middle + _END_LETTERS] in self.letters
        return found / 3 if found > 1 else 0.0


def without(root: html.HtmlElement, elements: Iterable[html.HtmlElement]) -> html.HtmlElement:
    """Return a copy of the tree less some elements; what stands behind them stays."""
    marked = list(elements)
    for element in marked:
        element.set(_MARK, "")
    copied = copy.copy(root)
    for element in marked:
        del element.attrib[_MARK]
    for element in copied.xpath(f"//*[@{_MARK}]"):
        element.tag = _MARK
    # Not `drop_tree`: it stumbles over control characters, which references may have written.
    etree.strip_elements(copied, _MARK, with_tail=False)
    return copied


def trafilatura_vote(root: html.HtmlElement) -> Vote:
    """Return trafilatura's vote without comments; an empty one where it fails."""
    try:
        document = trafilatura.bare_extraction(root, options=_PRECISE)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        return Vote()
    body = getattr(document, "body", None)
    return Vote() if body is None else _vote(body, _LINES)


def readability_vote(root: html.HtmlElement) -> Vote:
    """Return readability-lxml's vote; an empty one where it fails."""
    reader = Readability(_unlinked(root))
    try:
        summary = html.fromstring(reader.summary(html_partial=True))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        return Vote()
    except Exception as error:  # readability wraps whatever it met in an error of its own
        if type(error).__name__ != "Unparseable":
            raise
        return Vote()
    return _vote(summary, _HTML_LINES)


def _unlinked(root: html.HtmlElement) -> html.HtmlElement:
    """Return a copy of the tree less what has no text: readability reads every address twice."""
    copied = copy.copy(root)
    etree.strip_elements(copied, "script", "style", "link", "meta", with_tail=False)
    etree.strip_attributes(copied, *_ADDRESSES)
    return copied


def described_vote(root: html.HtmlElement) -> Vote:
    """Return what JSON-LD gives as the article's body; an empty vote without one."""
    if not any("articleBody" in (script.text or "") for script in root.iter("script")):
        return Vote()
    bodies = (node.get("articleBody") for node in jsonld.articles(jsonld.nodes(root)))
    body = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    lines = [letters_of(line) for line in _MARKUP.sub("\n", unescape(body)).splitlines()]
    return Vote("".join(lines), frozenset(filter(None, lines)))


def _vote(body: etree._Element, tags: Iterable[str]) -> Vote:
    """Return the vote for a tree; each of its texts is reduced to letters once."""
    known: dict[str, str] = {}

    def letters(text: object) -> str:
        found = str(text or "")
        if found not in known:
            known[found] = letters_of(found)
        return known[found]

    lines = set()
    for element in body.iter(*tags):
        if len(element):
            lines.add("".join(map(letters, element.itertext())))
        lines.add(letters(element.tail))
        lines.add(letters(element.text))
    return Vote("".join(map(letters, body.itertext())), frozenset(lines))
