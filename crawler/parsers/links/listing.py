"""Listing pages read by meaning: item links, the title and date beside each, the next page.

A listing is not an article: what counts is which links lead to items and what stands nearest
to them. Class names are not looked at, save as hints for pagers and for what frames a site's pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from crawler.parsers.links.anchored import Boxes, links_of, text_of, with_records
from crawler.parsers.links.card_dates import date_of, settled, stamp_in
from crawler.parsers.links.card_titles import title_of
from crawler.parsers.links.entries import entries
from crawler.parsers.links.gaps import Gaps
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.pagers import next_page_of
from crawler.parsers.links.sections import days_above
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

ListingState = Literal["found", "empty", "not-understood"]

_NO_RESULTS = re.compile(
    r"\bno (?:results?|items?|articles?|posts?|content|matches|records?)\b"
    r"|\b(?:0|zero) results?\b|\bnothing (?:was )?found\b|did not match any"
    r"|没有找到|未找到|暂无(?:内容|文章|数据|结果|相关)|没有(?:相关|符合)|无相关|找到\s*0\s*[条篇个]",
    re.IGNORECASE,
)
#: So many hosts are named.
_NAMED = 3
#: A statement is no longer.
_LINE = 200
_QUESTION = re.compile(
    r"(?:search_?)?(?:keywords?|query|text|terms?|words?|key)|q|s|w|wd|kw|search(?:word|_api_fulltext)?",
    re.IGNORECASE,
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "title"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: What a listing shows at least when it is one; shorter pages are blank or a redirect stub.
_MIN_TEXT = 40


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
    soup = with_records(soup_of(document))
    everything = list(_cards(soup, document.url or "", items))
    wanted = tuple(page for page, text in everything if speaks_of(text, words))
    following = next_page_of(soup, document.url or "")
    texts = [text for _, text in everything]
    if is_search(document.url or "") and _says_nothing_found(soup, texts):
        return Discovered("empty")  # what is recommended instead is no answer
    if everything:
        # Cards without our words are a listing all the same: nothing of ours in it tonight.
        return Discovered("found", wanted, (following,) if following else ())
    text = _visible_text(soup)
    if _NO_RESULTS.search(text):
        return Discovered("empty")
    elsewhere = _hosts_of_entries(soup, document.url or "", items)
    return Discovered("not-understood", reason=elsewhere or _what_it_shows(soup, text))


def _hosts_of_entries(soup: BeautifulSoup, here: str, items: ItemUrls) -> str | None:
    """Return why a list is not read whose entries lead to hosts that nobody watches."""
    if items.trust == "sure":
        return None
    anywhere = replace(items, hosts=())
    hosts = Counter(urlsplit(page.url).netloc for page, _ in _cards(soup, here, anywhere))
    named = ", ".join(host for host, _ in hosts.most_common(_NAMED))
    return f"its entries lead to hosts that are not watched: {named}" if named else None


def _cards(soup: BeautifulSoup, here: str, items: ItemUrls) -> Iterator[tuple[ListedPage, str]]:
    """Yield each item link once, with the whole text of its card."""
    links = links_of(soup, here, items.may_be)
    if items.trust != "sure":
        has_form = items.has_form if items.trust == "likely" else None
        chosen = entries(links, lambda card: date_of(card) is not None, has_form)
        links = {url: anchors for url, anchors in links.items() if url in chosen}
    boxes = Boxes(links)
    gaps = Gaps(boxes, stamp_in)
    around = {url: [boxes.around(one) for one in anchors] for url, anchors in links.items()}
    found = [
        _dated(cards, lambda card: date_of(card) or gaps.date_beside(card))
        for cards in around.values()
    ]
    if any(date is None for _, date in found):
        above = days_above(soup, [card for cards in around.values() for card in cards])
        if above:
            found = [
                _dated(cards, lambda card: date_of(card) or above.get(id(card)))
                for cards in around.values()
            ]
    dates = settled([date for _, date in found])
    for (url, anchors), (card, _), date in zip(links.items(), found, dates, strict=True):
        yield ListedPage(url, title_of(card, anchors), date), text_of(card)


def _dated(cards: Sequence[Tag], date_by: Callable[[Tag], str | None]) -> tuple[Tag, str | None]:
    """Return the first of an item's cards that has a date: in a list of hot topics none has."""
    for card in cards:
        if date := date_by(card):
            return card, date
    return cards[0], None


def entries_on(document: Document) -> tuple[tuple[ListedPage, str], ...]:
    """Return what the lists of any page lead to, whatever its host, each with its card's text.

    Addresses that a page without one gives as relative are of no host.
    """
    here = document.url or "https://host.invalid/"
    soup = with_records(soup_of(replace(document, url=here)))
    return tuple(_cards(soup, here, ItemUrls(re.compile("^https?:"), "unknown")))


def is_search(url: str) -> bool:
    """Tell whether a listing answers a question: `?keywords=China`."""
    query = parse_qsl(urlsplit(url).query)
    return any(_QUESTION.fullmatch(key) and value for key, value in query)


def _says_nothing_found(soup: BeautifulSoup, told: Sequence[str]) -> bool:
    """Tell whether a line says so that is shown, and is none that a card tells."""
    for line in soup.find_all(string=_NO_RESULTS):
        said = " ".join(line.split())
        if len(said) <= _LINE and _is_shown(line) and not any(said in text for text in told):
            return True
    return False


def _is_shown(line: PageElement) -> bool:
    return not any(
        tag.name in _UNSEEN or tag.has_attr("hidden") or _HIDDEN.search(str(tag.get("style", "")))
        for tag in line.parents
    )


def speaks_of(text: str, words: Sequence[str]) -> bool:
    """Tell whether a card or entry holds one of the words; no words means every one is wanted."""
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
