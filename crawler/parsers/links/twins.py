"""The language twins of a page, as its head names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag, urlsplit

from bs4.element import Tag

from crawler.parsers.links.anchored import absolute
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?(?:/(?:index|home)[.\w]*)?", re.IGNORECASE)


def twin_urls(document: Document) -> list[str]:
    """Return the absolute URLs of the page's language twins, without the page itself."""
    # No CSS selector: soupsieve 4 reads none on Python 3.11.2 (Debian 12), whose `re` has a bug.
    links = soup_of(document).find_all("link", rel="alternate", hreflang=True, href=True)
    return _others(links, document.url or "")


def named_twins(identifiers: Mapping[str, str], here: str) -> list[str]:
    """Return the same of a page at `here` that was read before, from its Record's identifiers."""
    said = (value for scheme, value in identifiers.items() if scheme.startswith("twin:"))
    return _others((Tag(name="link", attrs={"href": value}) for value in said), here)


def _others(links: Iterable[Tag], base: str) -> list[str]:
    """Return where the links lead, each address once, without the page itself and fronts."""
    here = urldefrag(base).url
    found = dict.fromkeys(absolute(link, base) for link in links)
    return [url for url in found if url and url != here and not _is_front(url, here)]


def _is_front(url: str, here: str) -> bool:
    """Tell whether an address is a site's or a section's: what sites name for want of a twin."""
    steps, own = ([step for step in urlsplit(one).path.split("/") if step] for one in (url, here))
    told = bool(steps) or bool(urlsplit(url).query)
    return not told or bool(_LANGUAGE.fullmatch("/".join(steps))) or len(steps) + 1 < len(own)
