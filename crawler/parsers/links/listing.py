"""Listing pages read by meaning: item links, the title and date beside each, the next page.

A listing is not an article: what counts is which links lead to items and what stands nearest
to them. Class names are not looked at, save as hints for pagers and for what frames a site's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.links.anchored import Boxes, links_of, telling, text_of
from crawler.parsers.links.card_dates import date_of, stamp_in, without_stamp
from crawler.parsers.links.entries import entries
from crawler.parsers.links.gaps import Gaps
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.pagers import next_page_of
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

ListingState = Literal["found", "empty", "not-understood"]

_NO_RESULTS = re.compile(
    r"\bno (?:results?|items?|articles?|posts?|content|matches|records?)\b"
    r"|\b(?:0|zero) results?\b|\bnothing (?:was )?found\b|did not match any"
    r"|没有找到|未找到|暂无(?:内容|文章|数据|结果|相关)|没有(?:相关|符合)|无相关|找到\s*0\s*[条篇个]",
    re.IGNORECASE,
)
#: What a listing shows at least when it is one; shorter pages are blank or a redirect stub.
_MIN_TEXT = 40
_HEADING = re.compile(r"^h[1-6]$")
#: What a card's title is called, and what may hold it in a link around the card.
_TITLE = re.compile(r"titl|headline|heading|(?:^|[ _-])(?:tit|bt|name)(?:$|[ _-])", re.IGNORECASE)
_INSIDE, _BOXES = ["div", "p", "span", "strong", "b", "em"], ["div", "p"]


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One item a listing leads to; `title` and `date` raw, as shown beside the link."""

    url: str
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Discovered:
    """What one page of a listing, feed, sitemap or API answer holds."""

    state: ListingState
    pages: tuple[ListedPage, ...] = ()
    #: The next page of the same listing, or the child sitemaps.
    following: tuple[str, ...] = ()
    #: Why it is not understood.
    reason: str | None = None


def read_listing(document: Document, items: ItemUrls, words: Sequence[str]) -> Discovered:
    """Return the cards that hold one of the words (all, without words), and the next page."""
    soup = soup_of(document)
    everything = list(_cards(soup, document.url or "", items))
    wanted = tuple(page for page, text in everything if _speaks_of(text, words))
    following = next_page_of(soup, document.url or "")
    if everything:
        # Cards without our words are a listing all the same: nothing of ours in it tonight.
        return Discovered("found", wanted, (following,) if following else ())
    text = _visible_text(soup)
    if _NO_RESULTS.search(text):
        return Discovered("empty")
    return Discovered("not-understood", reason=_what_it_shows(soup, text))


def cards(document: Document, items: ItemUrls) -> list[ListedPage]:
    """Return what the listing leads to, in the page's order, each URL once."""
    return [page for page, _ in _cards(soup_of(document), document.url or "", items)]


def next_page(document: Document) -> str | None:
    """Return the absolute URL of the listing's next page, or None on the last one."""
    return next_page_of(soup_of(document), document.url or "")


def says_no_results(text: str) -> bool:
    """Tell whether a page says by itself that there is nothing to list."""
    return bool(_NO_RESULTS.search(text))


def _cards(soup: BeautifulSoup, here: str, items: ItemUrls) -> Iterator[tuple[ListedPage, str]]:
    """Yield each item link once, with the whole text of its card."""
    links = links_of(soup, here, items.may_be)
    if items.trust != "sure":
        has_form = items.has_form if items.trust == "likely" else None
        chosen = entries(links, lambda card: date_of(card) is not None, has_form)
        links = {url: anchors for url, anchors in links.items() if url in chosen}
    boxes = Boxes(links)
    gaps = Gaps(boxes, stamp_in)
    for url, anchors in links.items():
        card = boxes.around(anchors[0])
        date = date_of(card) or gaps.date_beside(card)
        yield ListedPage(url, _title(anchors, card), date), text_of(card)


def _title(anchors: Sequence[Tag], card: Tag) -> str | None:
    """Return the card's heading, else the longest telling text of its links."""
    heading = card.find(_HEADING)
    if isinstance(heading, Tag) and (text := text_of(heading)):
        return text
    around = next((named for anchor in anchors if (named := _named(anchor))), None)
    # A link around the whole card holds the date too: the title is what is left of it.
    return without_stamp(around or telling(anchors)) or None


def _named(anchor: Tag) -> str | None:
    """Return the title inside a link around a whole card: what is named so, else its first box."""
    for tag in anchor.find_all(_INSIDE):
        if _TITLE.search(" ".join(map(str, tag.get_attribute_list("class")))):
            return text_of(tag) or None
    boxes = [tag for tag in anchor.find_all(_BOXES) if not tag.find(_BOXES)]
    texts = [text for tag in boxes if (text := text_of(tag)) and stamp_in(text) != text]
    return max(texts[:2], key=len) if len(texts) > 1 else None


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    """Tell whether a card's text holds one of the words; no words means every card is wanted."""
    folded = text.casefold()
    return not words or any(word.casefold() in folded for word in words)


def _visible_text(soup: BeautifulSoup) -> str:
    for hidden in soup(["script", "style", "noscript", "template"]):
        hidden.decompose()
    return text_of(soup)


def _what_it_shows(soup: BeautifulSoup, text: str) -> str:
    """Return why a page without item links is not understood, with what it says of itself."""
    if len(text) < _MIN_TEXT:
        return f"no item links and hardly any text ({len(text)} characters)"
    title = text_of(soup.title) if isinstance(soup.title, Tag) else ""
    return f"no item links; the page shows {(title or text)[:80]!r}"
