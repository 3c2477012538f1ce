"""What a page's JSON-LD says of the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import html

_ARTICLES = re.compile(
    r"Article|BlogPosting|Report|LiveBlog|Review|Recipe|DiscussionForumPosting|QAPage|Question"
)
#: Described on article pages, too, but not the article.
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage"})
#: Baidu's description of a page has no type, but this.
_BAIDU = "pubDate"
#: What breaks JSON in the wild: raw control characters, CDATA and comment marks around it.
_RAW = re.compile(r"[\x00-\x1f]+")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*;?\s*$|;\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
#: Nobody describes an article deeper; a bomb does.
_MAX_DEPTH = 12

Node = dict[str, object]


def nodes(root: html.HtmlElement) -> list[Node]:
    """Return the objects in the page's JSON-LD."""
    return [node for script in _scripts(root) for node in _nodes(script, 0)]


def articles(found: Sequence[Node]) -> list[Node]:
    """Return the objects that describe the page, articles before web pages."""
    first = [node for node in found if any(_ARTICLES.search(kind) for kind in kinds(node))]
    pages = [node for node in found if not _PAGES.isdisjoint(kinds(node))]
    return first + pages + [node for node in found if _BAIDU in node and not kinds(node)]


def site_names(found: Iterable[Node]) -> list[str]:
    """Return what JSON-LD calls the site or its publisher."""
    names: list[str] = []
    for node in found:
        if "WebSite" in kinds(node):
            names += texts(node.get("name"))
        names += texts(node.get("publisher"))
    return list(dict.fromkeys(names))


def kinds(node: Node) -> list[str]:
    """Return the object's types."""
    kind = node.get("@type")
    values = kind if isinstance(kind, list) else [kind]
    return [value for value in values if isinstance(value, str)]


def texts(value: object) -> list[str]:
    """Return the plain texts of a value: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        text = " ".join(unescape(value).split())
        return [text] if text else []
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return [text for one in value[:50] for text in texts(one)]
    return []


def _scripts(root: html.HtmlElement) -> Iterator[object]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield _decoded(script.text or "")


def _decoded(text: str) -> object:
    plain = _RAW.sub(" ", _WRAPPING.sub("", _WRAPPING.sub("", text)))
    for attempt in (plain, _TRAILING_COMMA.sub(r"\1", plain)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"):
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)
