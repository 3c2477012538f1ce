"""The article in a page's scripts and hidden fields, from which a browser would have made it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import html

from crawler.parsers.declared import jsonld
from crawler.parsers.markup.document import Block
from crawler.parsers.markup.html import tree
from crawler.parsers.markup.htmlblocks import blocks
from storage.errors import ParseError

#: A shorter string is a summary or a setting.
_LETTERS = 200
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|span|section)\b[^<>]{0,400}>", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?:\s|<|$)|[。！？]")
#: Words of code and of addresses are not a text's.
_CODE = re.compile(r"[{};]\s*(?:\n|[a-z-]+:)|function\s*\(|https?://\S+\s*,")
_STATE = re.compile(r"(?:^|[;\s])(?:window\.|var |let |const |self\.)?[\w$.]+\s*=\s*(?=[\[{])")
#: `{"` and `[{`, quoted.
_QUOTED = ("%7B%22", "%5B%7B")
_DECODER = json.JSONDecoder(strict=False)
#: A state nests deeper than a description, and a bomb deeper still.
_MAX_DEPTH = 24
_MAX_VALUES = 20_000
#: Keys under which a state keeps a text's paragraphs one by one.
_PARTS = ("text", "content", "value", "html", "children")


def scripted_blocks(root: html.HtmlElement, base_url: str | None) -> list[Block]:
    """Return the article that a description, a state or a hidden field holds, or none."""
    bodies = (node.get("articleBody") for node in jsonld.articles(jsonld.nodes(root)))
    texts = [body for body in bodies if isinstance(body, str)] or list(_texts(root))
    text = max(texts, key=len, default="")
    if len(text) < _LETTERS or not _SENTENCE.search(text) or _CODE.search(text):
        return []
    if _TAG.search(text):
        try:
            return blocks(tree(f"<html><body>{text}</body></html>"), base_url)
        except ParseError:
            return []
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [Block(line, "paragraph") for line in lines if line]


def source_of(script: html.HtmlElement) -> str:
    """Return what a script says; toutiao.com writes its state as an address is written."""
    source: str = script.text or ""
    return unquote(source) if source[:40].lstrip().startswith(_QUOTED) else source


def _texts(root: html.HtmlElement) -> Iterator[str]:
    # huanqiu.com keeps its text, escaped, in a field of a form that nobody sees
    yield from (text for field in root.iter("textarea") if _TAG.search(text := _inside(field)))
    for script in root.iter("script"):
        source = source_of(script)
        kind = (script.get("type") or "").lower()
        if len(source) < _LETTERS or "ld+json" in kind:
            continue
        left = [_MAX_VALUES]
        yield from _strings(_state(source, plain="json" in kind), 0, left)


def _inside(field: html.HtmlElement) -> str:
    """Return what a field holds, tags and all: libxml2 reads those that are not escaped."""
    return (field.text or "") + "".join(html.tostring(one, encoding="unicode") for one in field)


def _state(source: str, *, plain: bool) -> object:
    """Return the object that a script is, or assigns first."""
    found = None if plain else _STATE.search(source)
    if not plain and found is None:
        return None
    try:
        state: object = _DECODER.raw_decode(source[found.end() :] if found else source.lstrip())[0]
    except (ValueError, RecursionError):
        return None
    return state


def _strings(value: object, depth: int, left: list[int]) -> Iterator[str]:
    """Yield the value's long strings, and lists of paragraphs as one."""
    left[0] -= 1
    if depth > _MAX_DEPTH or left[0] < 0:
        return
    if isinstance(value, str):
        if len(value) >= _LETTERS:
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one, depth + 1, left)
    elif isinstance(value, list):
        parts = [_part(one, 0) for one in value]
        if sum(bool(_SENTENCE.search(part)) for part in parts) > 1:
            yield "\n".join(parts)
        for one in value:
            yield from _strings(one, depth + 1, left)


def _part(value: object, depth: int) -> str:
    """Return a paragraph that a state keeps as a string, or as an object with its text."""
    if isinstance(value, str):
        return value
    if depth > 4:  # noqa: PLR2004 - a paragraph, its marks, their text
        return ""
    if isinstance(value, list):
        return "".join(_part(one, depth + 1) for one in value)
    if isinstance(value, dict):
        return next((text for key in _PARTS if (text := _part(value.get(key), depth + 1))), "")
    return ""
