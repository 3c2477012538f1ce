"""Pages that belong to the one at hand: the same in another language."""

from __future__ import annotations

import warnings
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import XMLParsedAsHTMLWarning

from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of


def twin_urls(document: Document) -> list[str]:
    """Return the absolute URLs of the page's language twins, without the page itself."""
    with warnings.catch_warnings():  # a feed among the pages: it has no twins, and is no news
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = soup_of(document)
    base = document.url or ""
    here = urldefrag(base).url
    found: dict[str, None] = {}
    # No CSS selector: soupsieve 4 reads none on Python 3.11.2 (Debian 12), whose `re` has a bug.
    for tag in soup.find_all("link", rel="alternate", hreflang=True, href=True):
        try:
            url = urldefrag(urljoin(base, str(tag["href"]).strip())).url
            web = urlsplit(url).scheme in {"http", "https"}
        except ValueError:  # a malformed address: nothing to follow
            continue
        if web and url != here:
            found.setdefault(url)
    return list(found)
