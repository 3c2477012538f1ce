"""The language twins of a page, as its head names them."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from crawler.parsers.links.anchored import absolute
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?(?:/(?:index|home)[.\w]*)?", re.IGNORECASE)


def twin_urls(document: Document) -> list[str]:
    """Return the absolute URLs of the page's language twins, without the page itself."""
    soup = soup_of(document)
    base = document.url or ""
    here = urldefrag(base).url
    found: dict[str, None] = {}
    # No CSS selector: soupsieve 4 reads none on Python 3.11.2 (Debian 12), whose `re` has a bug.
    for tag in soup.find_all("link", rel="alternate", hreflang=True, href=True):
        url = absolute(tag, base)
        if url and url != here and not _is_front(url, here):
            found.setdefault(url)
    return list(found)


def _is_front(url: str, here: str) -> bool:
    """Tell whether an address is a site's or a section's: what sites name for want of a twin."""
    steps, own = ([step for step in urlsplit(one).path.split("/") if step] for one in (url, here))
    told = bool(steps) or bool(urlsplit(url).query)
    return not told or bool(_LANGUAGE.fullmatch("/".join(steps))) or len(steps) + 1 < len(own)
