"""Where a page's links lead, and which of them are documents."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.parsers.text import clean
from storage.types import Link

_DOCUMENTS = frozenset(
    ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "csv", "zip", "rar",
     "7z")
)  # fmt: skip
_NOT_LINKS = ("#", "javascript:", "data:", "about:")
_SCHEME = max(map(len, _NOT_LINKS))
#: These, and a step such as `/../`, make joining more than putting two strings together.
_INTRICATE = re.compile(r"[\[\]\\\s]")


class Anchors:
    """Makes links of one page's `a` elements."""

    def __init__(self, root: html.HtmlElement, base_url: str | None) -> None:
        """Keep what relative links start from: `<base href>` where the page has one."""
        base = root.find(".//base[@href]")
        declared = str(base.get("href") or "").strip() if base is not None else ""
        try:
            self._base = urljoin(base_url or "", declared)
            parts = urlsplit(self._base)
        except ValueError:
            self._base, parts = "", urlsplit("")
        self._scheme = f"{parts.scheme}:" if parts.scheme else ""
        self._origin = f"{self._scheme}//{parts.netloc}" if parts.netloc else ""

    def link(self, anchor: html.HtmlElement, text: str) -> Link | None:
        """Return the anchor's link, absolute, or None when it leads nowhere."""
        href = (anchor.get("href") or "").strip()
        if not href or href[:_SCHEME].lower().startswith(_NOT_LINKS):
            return None
        url = self._absolute(href)
        if url is None:
            return None
        _, dot, ending = url.partition("?")[0].partition("#")[0].rpartition(".")
        attachment = bool(dot) and ending.lower() in _DOCUMENTS
        return Link(url, text or clean(anchor.get("title") or ""), attachment)

    def _absolute(self, href: str) -> str | None:
        # Joining takes longer than all else about a link, and menus hold hundreds.
        if "/." not in href and not _INTRICATE.search(href):
            if href.startswith(("http://", "https://")):
                return href
            if href.startswith("//") and self._scheme:
                return self._scheme + href
            if href.startswith("/") and self._origin:
                return self._origin + href
        try:
            return urljoin(self._base, href)
        except ValueError:
            return None
