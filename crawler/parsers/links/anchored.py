"""A page's links by where they lead, and the box that stands around each of those asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

#: A card never spans these: climbing stops below them.
_BORDERS = frozenset({"body", "html", "main", "ul", "ol", "table", "tbody", "[document]"})
#: What stands for the words that a list has no room for.
_CUT = re.compile(r"\s*(?:…+|\.{3,})$")
#: Link texts that say nothing of what they lead to.
_GENERIC = re.compile(
    r"(?:read|learn|view|see)?\s*(?:more|on|details?|full (?:story|article|text))\W*"
    r"|(?:点击)?(?:阅读|查看|浏览)?(?:全文|更多|详情|原文|详细)\W*",
    re.IGNORECASE,
)
_SCRIPTED = ("javascript:", "mailto:", "tel:", "data:", "#")


def absolute(anchor: Tag, base: str) -> str | None:
    """Return where a link leads, without its fragment; None for script and mail links."""
    href = str(anchor.get("href", "")).strip()
    if href.lower().startswith(_SCRIPTED):
        return None
    try:
        url = urldefrag(urljoin(base, href)).url
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:  # a malformed address: nothing to follow
        return None


def base_of(soup: BeautifulSoup, here: str) -> str:
    """Return what the page's links start from: its `<base href>`, else its own address."""
    declared = soup.find("base", href=True)
    if not isinstance(declared, Tag):
        return here
    try:
        return urljoin(here, str(declared["href"]).strip())
    except ValueError:
        return here


def links_of(soup: BeautifulSoup, here: str, wanted: Callable[[str], bool]) -> dict[str, list[Tag]]:
    """Return the page's links to other pages that are wanted, by address, in order."""
    base, own = base_of(soup, here), urldefrag(here).url
    found: dict[str, list[Tag]] = {}
    for anchor in soup.find_all("a", href=True):
        url = absolute(anchor, base)
        if url and url != own and wanted(url):
            found.setdefault(url, []).append(anchor)
    return found


def text_of(tag: Tag) -> str:
    """Return the tag's text on one line."""
    return " ".join(tag.get_text(" ", strip=True).split())


def label_of(anchor: Tag) -> str:
    """Return a link's text; the words behind it where the text is cut: `Lamp goes o…`."""
    text, whole = text_of(anchor), str(anchor.get("title") or "").strip()
    cut = _CUT.sub("", text)
    return whole if not text or (cut != text and whole.startswith(cut)) else text


def telling(anchors: Sequence[Tag]) -> str:
    """Return the longest text of links to one page that says where they lead, or ""."""
    texts = [label_of(anchor) for anchor in anchors]
    return max((text for text in texts if not _GENERIC.fullmatch(text)), key=len, default="")


class Boxes:
    """For some of a page's links: how many of them lead out of each element."""

    def __init__(self, links: Mapping[str, Sequence[Tag]]) -> None:
        """Take the links by address."""
        self._leads: dict[int, set[str]] = {}
        for url, anchors in links.items():
            for anchor in anchors:
                for tag in (anchor, *anchor.parents):
                    self._leads.setdefault(id(tag), set()).add(url)

    def leads(self, tag: Tag) -> int:
        """Return to how many of the pages the links in an element lead."""
        return len(self._leads.get(id(tag), ()))

    def around(self, anchor: Tag) -> Tag:
        """Return the largest element around a link that leads to no other page."""
        card = anchor
        for parent in anchor.parents:
            if parent.name in _BORDERS or self.leads(parent) > 1:
                break
            card = parent
        return card
