"""Listing pages read by meaning: item links, the title and date beside each, the next page.

A listing is not an article: what counts is which links lead to items and what stands nearest
to them. Class names are not looked at, save as hints for pagers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.dates.finding import CHINA, dates_in
from crawler.parsers.links.gaps import Gaps
from crawler.parsers.markup.document import Document
from crawler.parsers.markup.soup import soup_of

ListingState = Literal["found", "empty", "not-understood"]

#: Dates as listings show them; kept raw, read by `crawler.parsers.dates.finding` later.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?: ?\d{1,2}:\d{2})?"
    r"|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|(?:今天|昨天|前天) ?\d{1,2}:\d{2}"
    r"|\d+ ?(?:分钟|小时|天|周|个月|個月|年)前|\d+ (?:minute|hour|day|week|month|year)s? ago"
)
#: What stands for the words that a list has no room for.
_CUT = re.compile(r"\s*(?:…+|\.{3,})$")
#: Link texts that say nothing of what they lead to.
_GENERIC = re.compile(
    r"(?:read|learn|view|see)?\s*(?:more|on|details?|full (?:story|article|text))\W*"
    r"|(?:点击)?(?:阅读|查看|浏览)?(?:全文|更多|详情|原文|详细)\W*",
    re.IGNORECASE,
)
_NO_RESULTS = re.compile(
    r"\bno (?:results?|items?|articles?|posts?|content|matches|records?)\b"
    r"|\b(?:0|zero) results?\b|\bnothing (?:was )?found\b|did not match any"
    r"|没有找到|未找到|暂无(?:内容|文章|数据|结果|相关)|没有(?:相关|符合)|无相关|找到\s*0\s*[条篇个]",
    re.IGNORECASE,
)
_NEXT_WORDS = re.compile(
    r"(?:go to )?next(?: page)?|older(?: posts| entries)?|下一?页|下一頁|后页|后一页", re.IGNORECASE
)
_NEXT_SIGNS = frozenset({"›", "»", ">", ">>", "→"})
_PAGE_NUMBER = re.compile(r"(?<=page=)\d+|(?<=page_)\d+|(?<=/page/)\d+|(?<=index_)\d+")
#: A card never spans these: climbing stops below them.
_BORDERS = frozenset({"body", "html", "main", "ul", "ol", "table", "tbody", "[document]"})
#: What a listing shows at least when it is one; shorter pages are blank or a redirect stub.
_MIN_TEXT = 40
_HAN = re.compile("[\u4e00-\u9fff]")
#: Letters that may stand with a card's date: `发布时间:`, `By Li Wen |`.
_WITH_DATE = 24
#: Longer texts, and texts with sentence stops, are teasers.
_PROSE = 100
_STOPS = re.compile(r"[。，；！？]|[a-z]\. [A-Z]|[a-z], [a-z]")


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


def read_listing(document: Document, item_url: re.Pattern[str], words: Sequence[str]) -> Discovered:
    """Return the cards that hold one of the words (all, without words), and the next page."""
    soup = soup_of(document)
    everything = list(_cards(soup, document.url or "", item_url))
    wanted = tuple(page for page, text in everything if _speaks_of(text, words))
    following = _next_page(soup, document.url or "")
    if everything:
        # Cards without our words are a listing all the same: nothing of ours in it tonight.
        return Discovered("found", wanted, (following,) if following else ())
    text = _visible_text(soup)
    if _NO_RESULTS.search(text):
        return Discovered("empty")
    return Discovered("not-understood", reason=_what_it_shows(soup, text))


def cards(document: Document, item_url: re.Pattern[str] | None = None) -> list[ListedPage]:
    """Return what the listing leads to, in the page's order, each URL once."""
    pattern = item_url or re.compile(r"^https?://")
    return [page for page, _ in _cards(soup_of(document), document.url or "", pattern)]


def next_page(document: Document) -> str | None:
    """Return the absolute URL of the listing's next page, or None on the last one."""
    return _next_page(soup_of(document), document.url or "")


def is_age(text: str) -> bool:
    """Tell whether a card's date is an age: `3天前`, `2 days ago`."""
    return bool(re.search(r"前$|\bago$|^(?:今天|昨天|前天)", text.strip()))


def day_of_age(text: str, now: datetime) -> str | None:
    """Return what an age means now, as precise as it is; None when it is not read.

    Who counts days in Chinese counts China's: at night they are a day ahead of UTC's.
    """
    found = dates_in(text, reference=now, timezone=CHINA if _HAN.search(text) else None)
    if not found or found[0].date is None:
        return None
    return found[0].date.iso


def says_no_results(text: str) -> bool:
    """Tell whether a page says by itself that there is nothing to list."""
    return bool(_NO_RESULTS.search(text))


def _cards(
    soup: BeautifulSoup, base: str, item_url: re.Pattern[str]
) -> Iterator[tuple[ListedPage, str]]:
    """Yield each item link once, with the whole text of its card."""
    links: dict[str, list[Tag]] = {}
    for anchor in soup.find_all("a", href=True):
        url = _absolute(anchor, base)
        if url and item_url.search(url) and url != urldefrag(base).url:
            links.setdefault(url, []).append(anchor)
    owner = {id(anchor): url for url, anchors in links.items() for anchor in anchors}
    gaps = Gaps(owner, _DATE)
    for url, anchors in links.items():
        card = _card_around(anchors[0], owner, url)
        text = _text(card)
        date = _date(card) or gaps.date_beside(card)
        yield ListedPage(url, _title(anchors, card), date), text


def _absolute(anchor: Tag, base: str) -> str | None:
    """Return where a link leads, without its fragment; None for script and mail links."""
    href = str(anchor.get("href", "")).strip()
    if href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "#")):
        return None
    try:
        url = urldefrag(urljoin(base, href)).url
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:  # a malformed address: nothing to follow
        return None


def _card_around(anchor: Tag, owner: dict[int, str], url: str) -> Tag:
    """Return the largest element around a link that leads to no other item."""
    card = anchor
    for parent in anchor.parents:
        if parent.name in _BORDERS:
            break
        if any(owner.get(id(link), url) != url for link in parent.find_all("a", href=True)):
            break
        card = parent
    return card


def _title(anchors: Sequence[Tag], card: Tag) -> str | None:
    """Return the card's heading, else the longest telling text of its links."""
    heading = card.find(re.compile(r"^h[1-6]$"))
    if isinstance(heading, Tag) and (text := _text(heading)):
        return text
    texts = [_label(anchor) for anchor in anchors]
    telling = [text for text in texts if text and not _GENERIC.fullmatch(text)]
    if not telling:
        return None
    longest = max(telling, key=len)
    # A link around the whole card holds the date too: the title is what is left of it.
    stamp = next((found for found in _DATE.finditer(longest) if _stands_apart(found)), None)
    rest = longest.replace(stamp[0], "", 1).strip() if stamp else longest
    return rest or longest


def _label(anchor: Tag) -> str:
    """Return a link's text; the words behind it where the text is cut: `Lamp goes o…`."""
    text, whole = _text(anchor), str(anchor.get("title") or "").strip()
    cut = _CUT.sub("", text)
    return whole if not text or (cut != text and whole.startswith(cut)) else text


def _stands_apart(found: re.Match[str]) -> bool:
    """Tell whether a date is no word of a sentence: `it closed 3 years ago in March`."""
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    return not (before and after) or not (before[-1].isalnum() and after[0].isalnum())


def _date(card: Tag) -> str | None:
    """Return the date that stands in a card: the machine's form, else one shown by itself.

    A teaser begins with the day of the event: a date inside prose is not the card's.
    """
    stamp = card.find("time", attrs={"datetime": True})
    if isinstance(stamp, Tag):
        return str(stamp["datetime"]).strip() or None
    strings = list(card.stripped_strings)
    found = [(match, text) for text in strings if (match := _DATE.search(text))]
    alone = [
        match
        for match, text in found
        if len(text) - len(match.group(0)) <= _WITH_DATE and not _is_told(match)
    ]
    if alone:
        return min(alone, key=lambda match: len(match.string) - len(match[0]))[0]
    labels = " ".join(text for text in strings if len(text) <= _PROSE and not _STOPS.search(text))
    spread = next((match for match in _DATE.finditer(labels) if not _is_told(match)), None)
    return spread.group(0) if spread else None


def _is_told(found: re.Match[str]) -> bool:
    """Tell whether an age belongs to a sentence; a day in full hardly ever does."""
    return is_age(found[0]) and not _stands_apart(found)


def _next_page(soup: BeautifulSoup, base: str) -> str | None:
    """Return the next page by rel, by word, by sign in a pager, by the number in the URL."""
    here = urldefrag(base).url
    anchors = [tag for tag in soup.find_all(["a", "link"], href=True) if isinstance(tag, Tag)]
    followed = [(tag, url) for tag in anchors if (url := _absolute(tag, base)) and url != here]
    followed = [
        (tag, url) for tag, url in followed if urlsplit(url).netloc == urlsplit(here).netloc
    ]
    for says_next in (_rel_next, _word_next, _sign_next):
        for tag, url in followed:
            if says_next(tag):
                return url
    return _numbered_next(here, [url for _, url in followed])


def _rel_next(tag: Tag) -> bool:
    return "next" in (tag.get_attribute_list("rel") or [])


def _word_next(tag: Tag) -> bool:
    shown = [_text(tag), str(tag.get("title") or ""), str(tag.get("aria-label") or "")]
    trimmed = [text.strip(" \t›»>→.…") for text in shown]
    return tag.name == "a" and any(_NEXT_WORDS.fullmatch(text) for text in trimmed if text)


def _sign_next(tag: Tag) -> bool:
    return (
        tag.name == "a"
        and _text(tag) in _NEXT_SIGNS
        and _PAGE_NUMBER.search(str(tag["href"])) is not None
    )


def _numbered_next(here: str, urls: Sequence[str]) -> str | None:
    """Return the linked URL that is this one with its page number raised by one."""
    number = _PAGE_NUMBER.search(here)
    if number:
        expected = f"{here[: number.start()]}{int(number.group()) + 1}{here[number.end() :]}"
        return expected if expected in urls else None
    # The first page often has no number: page=1 after none (counted from 0), page_2 after none.
    for url in urls:
        match = _PAGE_NUMBER.search(url)
        if (
            match is None
            or urlsplit(url).path.rsplit("/", 1)[0] != urlsplit(here).path.rsplit("/", 1)[0]
        ):
            continue
        zero_based = "page=" in url and dict(parse_qsl(urlsplit(here).query)).get("page") is None
        if match.group() == "2" or (match.group() == "1" and zero_based):
            return url
    return None


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    """Tell whether a card's text holds one of the words; no words means every card is wanted."""
    folded = text.casefold()
    return not words or any(word.casefold() in folded for word in words)


def _text(tag: Tag) -> str:
    """Return the tag's text on one line."""
    return " ".join(tag.get_text(" ", strip=True).split())


def _visible_text(soup: BeautifulSoup) -> str:
    for hidden in soup(["script", "style", "noscript", "template"]):
        hidden.decompose()
    return _text(soup)


def _what_it_shows(soup: BeautifulSoup, text: str) -> str:
    """Return why a page without item links is not understood, with what it says of itself."""
    if len(text) < _MIN_TEXT:
        return f"no item links and hardly any text ({len(text)} characters)"
    title = _text(soup.title) if isinstance(soup.title, Tag) else ""
    return f"no item links; the page shows {(title or text)[:80]!r}"
