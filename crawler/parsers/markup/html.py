"""HTML text as a tree that every parser can walk, however broken the page is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from lxml import etree, html

from storage.errors import ParseError

#: The largest page that is read: what the crawler's response limit is, too.
MAX_BYTES = 10 * 1024 * 1024
#: An XML declaration with an encoding makes libxml2 doubt the text that it is given.
_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]{0,200}>", re.IGNORECASE)
#: Everything below U+0020 that is not white space.
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_MARK = "\ufeff".encode()
#: One class for all elements: lxml's own choice, by tag, is a call for each of them.
_PLAIN = etree.ElementDefaultClassLookup(element=html.HtmlElement)
#: Ends that libxml2 reads in another sense than browsers: it stops reading behind those of body
#: and html, and drops a `</br>` and the paragraph that a text behind `</p>` is to browsers.
_ENDS = re.compile(
    rb"</(?:[bB](?:[oO][dD][yY]\s*>|[rR]\s*/?>)|[hH][tT][mM][lL]\s*>"
    rb"|[pP]>(?=(?:\s|</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>)*[^\s<]))"
)
_SENSES = {b"br": b"<br>", b"p>": b"</p><p></p>"}
#: What may stand in a head; anything else opens the body.
_OF_HEADS = frozenset(
    (
        "title",
        "meta",
        "link",
        "script",
        "style",
        "base",
        "noscript",
        "template",
        "bgsound",
        "noframes",
    )
)
#: What holds an e-mail address that Cloudflare keeps from robots.
_PROTECTED = "data-cfemail"
#: Left open by the thousand, these are what makes a page too deep.
_FORMATTING = re.compile(
    rb"</?(?:font|span|b|i|u|em|strong|small|big|tt|center)\b[^<>]*>", re.IGNORECASE
)


def elements_with(*attributes: str) -> Callable[[html.HtmlElement], list[html.HtmlElement]]:
    """Return what finds a tree's elements that have one of the attributes, in order."""
    # Steps to the attributes and back: libxml2 takes longer with conditions on elements.
    path = etree.XPath(" | ".join(f"//*/@{attribute}/.." for attribute in attributes))
    return lambda root: cast("list[html.HtmlElement]", path(root))


def title_of(root: html.HtmlElement) -> str:
    """Return the text of the page's first `<title>`."""
    title = next(root.iter("title"), None)
    if title is None:
        return ""
    return title.text_content() if len(title) else title.text or ""


def tree(text: str) -> html.HtmlElement:
    """Return the page's tree, its root an `html` element, without comments.

    Raises ParseError for a page that is empty or larger than `MAX_BYTES`.
    """
    if len(text) > MAX_BYTES:
        raise ParseError(f"page: {len(text)} characters: more than {MAX_BYTES} are not read")
    content = _DECLARATION.sub("", text).encode("utf-8", "replace")
    if "\ufeff" in text:
        content = content.replace(_MARK, b"")
    content = _as_browsers(content.translate(None, _CONTROLS))
    if not content or content.isspace():
        raise ParseError("page: no text: nothing to read")
    root, whole = _parsed(content)
    if not whole:
        root, _ = _parsed(_FORMATTING.sub(b"", content))
    _open_body(root)
    if _PROTECTED in text:
        _show_addresses(root)
    # What a declarative shadow root holds is shown; other templates are not.
    for template in root.iter("template"):
        if template.get("shadowrootmode"):
            template.tag = "div"
    return root


def _show_addresses(root: html.HtmlElement) -> None:
    """Put the e-mail addresses that Cloudflare takes out of a page back where they are shown.

    Its script does so in every browser. The key, the first byte, is another at each visit.
    """
    for element in root.iterfind(f".//*[@{_PROTECTED}]"):
        try:
            key, *letters = bytes.fromhex(element.get(_PROTECTED, ""))
            address = bytes(letter ^ key for letter in letters).decode()
        except ValueError:
            continue
        if address and address.isprintable():
            del element[:]
            element.text = address


def _open_body(root: html.HtmlElement) -> None:
    """Let the body begin where browsers let it, in pages that leave both tags out.

    Elements younger than libxml2 (`<article>`, `<main>`, `<header>`) stay in the head with all
    that follows.
    """
    head = root.find("head")
    if head is None:
        return
    opens = next((at for at, each in enumerate(head) if each.tag not in _OF_HEADS), None)
    if opens is None:
        return
    body = root.find("body")
    if body is None:
        body = html.Element("body")
        head.addnext(body)
    text, body.text = body.text, None
    moved = head[opens:]
    moved[-1].tail = (moved[-1].tail or "") + (text or "")
    body[0:0] = moved


def _as_browsers(content: bytes) -> bytes:
    """Return the page with the end tags that libxml2 reads otherwise in their browsers' sense."""
    return _ENDS.sub(lambda end: _SENSES.get(end[0][2:4].lower(), b""), content)


def _parsed(content: bytes) -> tuple[html.HtmlElement, bool]:
    """Return the tree, and whether it holds all: nothing is read behind its deepest element."""
    # A depth of 2048 instead of 256: pages of 2005 leave hundreds of <font> unclosed.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    parser.set_element_class_lookup(_PLAIN)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseError(f"page: not HTML: {error}") from error
    last = parser.error_log.last_error
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT
