"""A Source's listings, asked one after the other: what they announce, and how each ended."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from scrapy import Request
from scrapy.http import Response as ScrapyResponse
from structlog import get_logger

from crawler.discovery import Discovered, Discovery
from crawler.failures import RobotsDisallow, TimeUp, failure_reason
from crawler.fetched import document_of, header_map
from crawler.health import ListingMet, refusal, status_words
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import ListedPage
from storage.errors import StorageError

log = get_logger(__name__)

Download = Callable[[Request], Awaitable[ScrapyResponse]]


class Asking(Protocol):
    """How listings are asked, and what is kept of their answers."""

    async def fetch(self, url: str) -> ScrapyResponse:
        """Return the server's answer."""

    def keep(self, url: str, fetched: ScrapyResponse) -> ScrapyResponse:
        """Archive the answer and return it whole."""

    def understood(self, url: str) -> None:
        """Remember that all that the answer announces is stored."""


async def walk(  # noqa: PLR0913 - each says one thing of how a listing is read
    place: Discovery,
    items: ItemUrls,
    listings: Asking,
    is_new: Callable[[ListedPage], bool],
    ended: Callable[[ListingMet], None],
    *,
    to_the_end: bool = False,
) -> AsyncIterator[ListedPage]:
    """Yield what a listing announces, page after page, until one has nothing new.

    To the end it is read for what it names no more: what fails there is no fault of the night.
    """
    if place.kind == "fixed":
        ended(ListingMet(place.url, "found", found=1))
        yield ListedPage(place.url)
        return
    queue, asked, met = [place.url], set[str](), ListingMet(place.url, "empty")
    whole, behind_the_news = True, False
    while queue and len(asked) < place.pages:
        url = queue.pop(0)
        asked.add(url)
        announced = await _ask(place, url, items, listings)
        if isinstance(announced, ListingMet):
            whole = False
            met = met if behind_the_news else replace(announced, found=met.found)
            break
        # Noted before the pages are handed on: whoever takes them makes them known.
        anything_new = any(is_new(listed) for listed in announced.pages)
        if announced.state == "found":
            met = replace(met, outcome="found", found=met.found + len(announced.pages))
        whole &= announced.state == "found"
        for listed in announced.pages:
            yield listed
        listings.understood(url)
        queue += [url for url in announced.following if url not in asked]
        behind_the_news |= bool(announced.pages) and not anything_new
        if behind_the_news and not to_the_end:
            whole &= not queue
            break
    ended(replace(met, optional=place.optional, whole=whole))


def _unasked(url: str, error: Exception) -> ListingMet:
    """Return how a request ended that brought no answer."""
    if isinstance(error, TimeUp):
        return ListingMet(url, "unreached", f"no time for it: {error}")
    refused = isinstance(error, RobotsDisallow)
    return ListingMet(url, "blocked" if refused else "failed", failure_reason(error))


async def _ask(
    place: Discovery, url: str, items: ItemUrls, listings: Asking
) -> Discovered | ListingMet:
    """Return what one page of a listing announces, or how asking for it ended."""
    try:
        response = await listings.fetch(url)
    except StorageError:
        raise  # what is known of the listing could not be looked up: no fault of the site's
    except Exception as error:  # noqa: BLE001 - Scrapy raises many kinds; each is this listing's
        return _unasked(url, error)
    response = listings.keep(url, response)
    refused = refusal(response.status, header_map(response), response.body)
    if refused:
        return ListingMet(url, "blocked", refused)
    if response.status != 200:  # noqa: PLR2004 - OK
        return ListingMet(url, "failed", f"answered {status_words(response.status)}")
    try:
        announced = place.read(document_of(response), items)
        understood = announced.state != "not-understood"
        beside = "" if understood else _of_another_form(place, response, items)
    except Exception as error:  # the border of a listing: the others go on
        log.exception("listing.error", url=url)
        return ListingMet(url, "failed", f"unexpected: {type(error).__name__}: {error}")
    log.debug("listing.read", url=url, state=announced.state, found=len(announced.pages))
    if not understood:
        return ListingMet(url, "not-understood", f"{announced.reason}{beside}")
    if announced.pages and not any(items.has_form(page.url) for page in announced.pages):
        log.info("listing.unlike", url=url, found=len(announced.pages), form=items.form.pattern)
    return announced


def _of_another_form(place: Discovery, response: ScrapyResponse, items: ItemUrls) -> str:
    """Return what the lists of a listing hold that a strict `item_url` does not match."""
    if items.trust != "sure" or place.kind != "listing":
        return ""
    # From a document of its own: reading takes scripts and styles out of one.
    others = place.read(document_of(response), replace(items, trust="unknown")).pages
    if not others:
        return ""
    beside = f"{len(others)} entries of its lists have another form than item_url"
    return f"; {beside}, such as {others[0].url}"
