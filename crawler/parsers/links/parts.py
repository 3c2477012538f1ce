"""A long article that its site cuts into parts, put together again as one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.links.anchored import absolute
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

#: Beyond this it is no article; picture series have a hundred.
_MOST_PARTS = 12
_PAGER_WORDS = re.compile(r"next|previous|page|[\d\s|<>›»‹«()]|下一页|上一页|尾页|首页")
_BORDERS = frozenset({"body", "html", "main", "article", "[document]"})


def part_urls(document: Document) -> list[str]:
    """Return the URLs of parts 2, 3, … of the article whose first part this is.

    Part n of `…/name.html` is `…/name_n.html`; or, where a link to it says no more than n,
    `…/name-n.html`, `…/name/n.html` or `…/name/pn.html`. No other mark of a pager is looked at,
    because sites name theirs differently.
    """
    here = urldefrag(document.url or "").url
    parts = urlsplit(here)
    stem, dot, suffix = parts.path.rpartition(".")
    if not dot or re.search(r"_\d{1,2}$", stem):
        return []
    pattern = re.compile(rf"{re.escape(stem)}(_|-|/p?)(\d{{1,2}})\.{re.escape(suffix)}")
    found: dict[int, str] = {}
    for anchor in soup_of(document).find_all("a", href=True):
        url = absolute(anchor, here)
        if url is None:
            continue
        target = urlsplit(url)
        place = pattern.fullmatch(target.path)
        if place is None or target.netloc != parts.netloc or int(place[2]) <= 1:
            continue
        if place[1] == "_" or anchor.get_text(strip=True) == place[2]:
            found.setdefault(int(place[2]), url)
    return [found[number] for number in sorted(found)][:_MOST_PARTS]


def joined(first: Document, others: Sequence[Document]) -> bytes | None:
    """Return the first part's page with the other parts' paragraphs after its own, UTF-8.

    The pager is left out. None when the place of the paragraphs is not plain on every part.
    """
    soup = soup_of(first)
    here = _text_holder(soup)
    if here is None:
        return None
    for other in others:
        there = _text_holder(soup_of(other))
        if there is None:
            return None
        for child in list(there.find_all(["p", "figure"], recursive=False)):
            here.append(child.extract())
    _drop_pager(soup, first.url or "", {other.url for other in others})
    for meta in soup.find_all("meta"):
        if meta.get("charset") or str(meta.get("http-equiv", "")).lower() == "content-type":
            meta.decompose()  # what comes out is UTF-8, whatever came in
    return soup.encode("utf-8")


def _text_holder(soup: BeautifulSoup) -> Tag | None:
    """Return the element whose own paragraphs hold the most text."""
    weights: dict[int, int] = {}
    holders: dict[int, Tag] = {}
    for paragraph in soup.find_all("p"):
        holder = paragraph.parent
        if isinstance(holder, Tag):
            holders[id(holder)] = holder
            weights[id(holder)] = weights.get(id(holder), 0) + len(paragraph.get_text(strip=True))
    if not weights:
        return None
    return holders[max(weights, key=lambda key: weights[key])]


def _drop_pager(soup: BeautifulSoup, base: str, urls: set[str | None]) -> None:
    """Take out the largest elements that hold nothing but links to the parts, and numbers."""
    for anchor in soup.find_all("a", href=True):
        if anchor.decomposed or absolute(anchor, base) not in urls:
            continue
        pager: Tag = anchor
        for parent in anchor.parents:
            if _PAGER_WORDS.sub("", parent.get_text().lower()) or parent.name in _BORDERS:
                break
            pager = parent
        pager.decompose()
