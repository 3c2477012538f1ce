"""How a Source says where its items are announced: declarations, and what reads each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from crawler.parsers import Document
from crawler.parsers.links.feeds import read_feed, read_search_json, read_sitemap
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import Discovered, ListedPage, read_listing

DiscoveryKind = Literal["listing", "feed", "sitemap", "json-api", "fixed"]


@dataclass(frozen=True, slots=True)
class Discovery:
    """One place where items are announced."""

    url: str
    kind: DiscoveryKind
    #: Pages of it followed at most. While every known page is visited nightly, it ends at the
    #: first page with nothing new; once some rest, it is read on for what it names no more.
    pages: int = 1
    #: Only cards or entries that hold one of these words; none: all of them.
    words: tuple[str, ...] = ()
    #: Nobody has seen it answer: its absence is no fault of the night.
    optional: bool = False

    def read(self, document: Document, items: ItemUrls) -> Discovered:
        """Return what one fetched page of it announces."""
        if self.kind == "feed":
            return read_feed(document, items, self.words)
        if self.kind == "sitemap":
            return read_sitemap(document, items)
        if self.kind == "json-api":
            return read_search_json(document, items)
        return read_listing(document, items, self.words)

    def filtered(self, words: tuple[str, ...]) -> Discovery:
        """Return it with only the cards that hold one of these words."""
        return replace(self, words=words)


def listing(
    url: str, pages: int = 3, words: tuple[str, ...] = (), *, optional: bool = False
) -> Discovery:
    """Return a listing of HTML cards, followed over its next-page links."""
    return Discovery(url, "listing", pages, words, optional)


def feed(url: str, words: tuple[str, ...] = (), *, optional: bool = False) -> Discovery:
    """Return an RSS or Atom feed."""
    return Discovery(url, "feed", 1, words, optional)


def sitemap(url: str, pages: int = 20, *, optional: bool = False) -> Discovery:
    """Return a sitemap or an index of sitemaps, gzipped or not."""
    return Discovery(url, "sitemap", pages, (), optional)


def json_api(url: str, pages: int = 3, *, optional: bool = False) -> Discovery:
    """Return a JSON search whose `page=` counts from 0."""
    return Discovery(url, "json-api", pages, (), optional)


def fixed(url: str) -> Discovery:
    """Return one page that is itself an item."""
    return Discovery(url, "fixed")


def configured(url: str, like: tuple[Discovery, ...]) -> Discovery:
    """Return the declaration of a configured URL: its kind by its form, the rest as built in."""
    kind = _kind(url)
    model = next((known for known in like if known.kind == kind), None)
    words = model.words if model else ()
    return Discovery(url, kind, model.pages if model else 3, words)


def _kind(url: str) -> DiscoveryKind:
    parts = urlsplit(url)
    path = parts.path.lower()
    if "sitemap" in path and path.endswith((".xml", ".xml.gz", ".gz")):
        return "sitemap"
    if re.search(r"\.(rss|atom|xml|rdf)$|/(rss|feed|atom)(/|$)", path):
        return "feed"
    return "json-api" if "/rest/" in path or path.endswith(".json") else "listing"


__all__ = [
    "Discovered",
    "Discovery",
    "ListedPage",
    "configured",
    "feed",
    "fixed",
    "json_api",
    "listing",
    "sitemap",
]
