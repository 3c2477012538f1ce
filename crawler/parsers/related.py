"""Pages that belong to the one at hand: its language twins and the parts of a long article."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

from crawler.parsers.document import Document

#: China Daily's in-article pager, and what kin use; the links inside lead to parts.
_PART_PAGERS = "#div_currpage a[href], #div_page_roll1 a[href], .article-pages a[href]"


def related_pages(document: Document) -> list[str]:
    """Return the absolute URLs of twins and parts, without the page itself, each once."""
    soup = BeautifulSoup(document.content, "lxml")
    base = document.url or ""
    here = urldefrag(base).url
    hrefs = [str(tag["href"]) for tag in soup.select("link[rel~=alternate][hreflang][href]")]
    hrefs += [str(tag["href"]) for tag in soup.select(_PART_PAGERS)]
    found: dict[str, None] = {}
    for href in hrefs:
        try:
            url = urldefrag(urljoin(base, href.strip())).url
            web = urlsplit(url).scheme in {"http", "https"}
        except ValueError:  # a malformed address: nothing to follow
            continue
        if web and url != here:
            found.setdefault(url)
    return list(found)
