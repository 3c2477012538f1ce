"""Where a page's links lead, and which of them are documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.parsers.text.clean import clean
from storage.types import Link

_DOCUMENTS = frozenset(
    ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "csv", "zip", "rar",
     "7z")
)  # fmt: skip
_NOT_LINKS = ("#", "javascript:", "data:", "about:")
_SCHEME = max(map(len, _NOT_LINKS))
#: These, and a step such as `/../`, make joining more than putting two strings together.
_INTRICATE = re.compile(r"[\[\]\\\s]")


@dataclass(frozen=True, slots=True)
class Base:
    """What a page's relative links start from."""

    url: str
    scheme: str
    origin: str

    def link(self, href: str, text: str) -> Link | None:
        """Return the link, absolute, or None when it leads nowhere."""
        if href[:_SCHEME].lower().startswith(_NOT_LINKS):
            return None
        url = self._absolute(href)
        if url is None:
            return None
        _, dot, ending = url.partition("?")[0].partition("#")[0].rpartition(".")
        return Link(url, clean(text), bool(dot) and ending.lower() in _DOCUMENTS)

    def _absolute(self, href: str) -> str | None:
        # Joining takes longer than all else about a link, and lists hold hundreds.
        if "/." not in href and not _INTRICATE.search(href):
            if href.startswith(("http://", "https://")):
                return href
            if href.startswith("//") and self.scheme:
                return self.scheme + href
            if href.startswith("/") and self.origin:
                return self.origin + href
        try:
            return urljoin(self.url, href)
        except ValueError:
            return None


#: What a link is made of: where it starts, the address as written, the text around it as it stands.
Anchor = tuple[Base, str, str]


def base_of(root: html.HtmlElement, page: str | None) -> Base:
    """Return what the links of the page start from: `<base href>` where it has one."""
    declared = next((base.get("href") for base in root.iter("base") if "href" in base.attrib), "")
    try:
        url = urljoin(page or "", str(declared).strip())
        parts = urlsplit(url)
    except ValueError:
        return Base("", "", "")
    scheme = f"{parts.scheme}:" if parts.scheme else ""
    return Base(url, scheme, f"{scheme}//{parts.netloc}" if parts.netloc else "")
