"""What every Source shares: listings first, then the pages worth a visit, within the budget."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response as ScrapyResponse
from structlog import get_logger
from twisted.python.failure import Failure

from crawler.assignment import Assignment
from crawler.discovery import Discovery, configured
from crawler.failures import HostGivenUp, RobotsDisallow, TimeUp, failure_reason
from crawler.fetched import Fetched, header_map, is_feed, is_unasked, response_of, twins_of
from crawler.health import refusal, status_words
from crawler.listings import Listings
from crawler.parsers.links.card_dates import day_counted, is_counted
from crawler.parsers.links.item_urls import ItemUrls, Trust
from crawler.parsers.links.listing import ListedPage
from crawler.roster import Roster
from crawler.walk import walk
from crawler.whole import PartMissing, whole
from storage.errors import StorageError
from storage.types import GONE, Genre, Language, Page
from storage.urls import canonical, host

log = get_logger(__name__)

#: Statuses that say something of the page itself; all others are failures to fetch.
_TELLING = frozenset({200, 304, *GONE})


def is_address(url: str) -> bool:
    """Tell whether a URL can be asked for: its port may be none, its host half an IPv6 address."""
    try:
        Request(url)
    except ValueError:
        return False
    return True


class SourceSpider(Spider):
    """A Source: subclasses declare what is watched; code only where the site is odd."""

    #: The Source's name in tables, logs and mails.
    name: str
    #: Names it had before: all that they know is its own.
    formerly: ClassVar[tuple[str, ...]] = ()
    #: What readers call it, by language; without one it is shown by `name`, in words.
    display: ClassVar[Mapping[Language, str]] = {}
    genre: ClassVar[Genre]
    #: Hosts it may visit; `*.iom.int` allows every host below it.
    hosts: ClassVar[tuple[str, ...]] = ()
    #: Where items are announced.
    discover: ClassVar[tuple[Discovery, ...]] = ()
    #: What the URL of an item looks like.
    item_url: ClassVar[str] = r"^https?://"
    #: How far that is to be trusted: what nobody has seen live is a hint among others.
    trust: ClassVar[Trust] = "likely"
    #: Seconds between two requests to one host, at least.
    delay: ClassVar[float] = 3.0
    #: The site's habit with `a/b/yyyy`; None: none is known.
    day_first: ClassVar[bool | None] = None

    def __init__(self, assignment: Assignment) -> None:
        """Take the assignment."""
        super().__init__(name=self.name)
        self.assignment = assignment
        self.tally = assignment.tally
        self._items = self.item_urls(assignment.plan.allowed)
        #: Pages of which it is settled tonight whether they are visited.
        self._settled: set[int] = set()

    @classmethod
    def item_urls(cls, hosts: tuple[str, ...] | None = None) -> ItemUrls:
        """Return what is known of its items' addresses, on these hosts or its own."""
        return ItemUrls(re.compile(cls.item_url), cls.trust, cls.hosts if hosts is None else hosts)

    @classmethod
    def place(cls, url: str) -> Discovery:
        """Return the declaration of a listing that the configuration names."""
        return configured(url, cls.discover)

    async def start(self) -> AsyncIterator[Request]:
        """Yield the pages to visit: newly listed, then listed no more, then known ones due."""
        try:
            roster = Roster(self.assignment)
            fresh = [page async for page in self._announced(roster)]
            for page in self._worth_a_visit(fresh, roster.missing(), roster.returned()):
                if is_address(page.url):
                    yield self._visit(page)
        except (StorageError, OSError) as error:
            self.assignment.abort(error)
        except Exception as error:  # noqa: BLE001 - the border of a source: the others go on
            self._unexpected(self.name, error)

    async def _announced(self, roster: Roster) -> AsyncIterator[Page]:
        """Yield the Pages that were never visited, in the order of the listings."""
        seen: dict[str, Page] = {}
        listings = Listings(self.assignment, self._download)
        cut_short = self._was_cut_short()
        ended, to_the_end = self.tally.listings.append, roster.is_of_use
        for place in self.assignment.discover:
            every = cut_short or roster.is_added(place)
            is_new = (lambda _: True) if every else self._is_new
            announced = walk(place, self._items, listings, is_new, ended, to_the_end=to_the_end)
            async for listed in announced:
                if not self._may_visit(listed.url):
                    continue
                self.assignment.linked.note(listed.url)
                address = canonical(listed.url)
                if address in seen:
                    roster.note(place, seen[address])
                    continue
                self.tally.listed += 1
                page = seen[address] = self._known(listed)
                roster.note(place, page)
                if page.untried:
                    yield page

    def _known(self, listed: ListedPage) -> Page:
        """Return the Page of a listed item, made when it is seen for the first time."""
        now, pages = self.assignment.now(), self.assignment.store.pages
        url = canonical(listed.url)
        # a project's card shows when it began or ends
        date = listed.date if self.genre != "project" else None
        if date is not None and is_counted(date):
            # "3天前" and "11-18" mean another day one day: they are counted once, from the first.
            date = day_counted(date, now) if pages.by_url(url) is None else None
        return pages.ensure(url, self.name, now, card_title=listed.title, card_date=date)

    def _is_new(self, listed: ListedPage) -> bool:
        page = self.assignment.store.pages.by_url(canonical(listed.url))
        return page is None or page.untried

    def _was_cut_short(self) -> bool:
        """Tell whether the Source's last night may have left pages of its listings unasked.

        What they announce would be missed for good if the walk ended at what page one had brought.
        """
        runs = self.assignment.store.runs.of_source(self.name, 2)
        earlier = [run for run in runs if run.id != self.assignment.source_run.id]
        return bool(earlier) and earlier[0].status != "ok"

    def _may_visit(self, url: str) -> bool:
        return is_address(url) and self.assignment.may_visit(urlsplit(url).hostname or "")

    def _worth_a_visit(
        self, fresh: Sequence[Page], missing: Sequence[Page], returned: Sequence[Page]
    ) -> Iterator[Page]:
        """Yield each Page once, new ones first, and count what the budget leaves out.

        Those that failed last time come last: a host is left in peace after some failures.
        """
        visits, now = self.assignment.store.visits, self.assignment.now()
        due = visits.due(self.name, now)
        self.tally.in_vain = visits.in_vain(self.name, now)
        wanted = {page.id: page for page in (*fresh, *missing, *due, *returned)}
        new = [page for page in wanted.values() if page.untried]
        known = [page for page in wanted.values() if not page.untried]
        known.sort(key=lambda page: page.failed_at is not None)
        budget = self.assignment.plan.page_budget
        chosen = (new + known)[:budget]
        self.tally.left_out = 0 if self.assignment.plan.sample else len(new[budget:])
        self.tally.carried_over = len(new) + len(known) - len(chosen) - self.tally.left_out
        self.tally.planned = len(chosen)
        self._settled |= wanted.keys()
        self.assignment.linked.learn(page for page in chosen if page.last_visited is not None)
        self.tally.on_change()
        yield from chosen

    def _visit(self, page: Page) -> Request:
        """Return the request for a Page; duplicates are ours to avoid, not the filter's."""
        return Request(
            self.assignment.linked.address(page),
            callback=self.took,
            errback=self.missed,
            dont_filter=True,
            meta={"page": page},
        )

    async def took(self, response: ScrapyResponse) -> AsyncIterator[Fetched | Request]:
        """Yield the answer for the pipeline, and the pages that belong to it."""
        page: Page = response.meta["page"]
        try:
            async for found in self._found_in(page, response):
                yield found
        except (StorageError, OSError) as error:
            self.assignment.abort(error)
        except Exception as error:  # the border of a page: the others go on
            self.tally.errors.append(f"{page.url}: {type(error).__name__}: {error}")
            log.exception("page.error", url=page.url)

    async def _found_in(
        self, page: Page, response: ScrapyResponse
    ) -> AsyncIterator[Fetched | Request]:
        refused = refusal(response.status, header_map(response), response.body)
        if refused:
            self._refused(page, refused)
            return
        if response.status not in _TELLING or is_unasked(response):
            self._failed(page, f"answered {status_words(response.status)}")
            return
        self.tally.answered(host(page.url))
        led_away = self._led_away(page, response)
        own = response.status == 200 and led_away is None  # noqa: PLR2004 - OK
        proper = own and not is_feed(response)
        try:
            answer = await whole(response, self._download) if proper else response
        except PartMissing as error:
            self._failed(page, str(error))
            return
        yield Fetched(page, response_of(page.url, answer, self.assignment.now()), led_away)
        for twin in self._twins(page, response) if led_away is None else ():
            yield twin

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Count a visit that came to nothing, or yield the one over http that may not."""
        if isinstance(failure.value, StorageError):  # no fault of the site's
            self.assignment.abort(failure.value)
            return
        asked: Request = failure.request  # type: ignore[attr-defined]
        page: Page = asked.meta["page"]
        try:
            if self.assignment.linked.otherwise(page, asked, failure.value):
                yield self._visit(page)
            else:
                self._missed(page, failure.value)
        except (StorageError, OSError) as error:
            self.assignment.abort(error)

    def _missed(self, page: Page, error: BaseException | None) -> None:
        if isinstance(error, HostGivenUp):
            self.tally.not_reached(new=page.untried)
        elif isinstance(error, TimeUp):
            self.tally.not_reached(new=page.untried, late=str(error))
        elif isinstance(error, RobotsDisallow):
            self.tally.page_disallowed(page)
            self.assignment.store.visits.failed(page.id, self.assignment.now())
        else:
            self._failed(page, failure_reason(error))

    def _failed(self, page: Page, reason: str) -> None:
        self.tally.page_failed(page, reason)
        self.assignment.store.visits.failed(page.id, self.assignment.now())
        log.info("page.failed", source=self.name, url=page.url, reason=reason)

    def _refused(self, page: Page, reason: str) -> None:
        self.tally.page_refused(page, reason)
        self.assignment.store.visits.failed(page.id, self.assignment.now())
        log.info("page.refused", source=self.name, url=page.url, reason=reason)

    def _unexpected(self, what: str, error: Exception) -> None:
        self.tally.errors.append(f"{what}: {type(error).__name__}: {error}")
        log.error("source.error", source=self.name, what=what, exc_info=error)

    def _led_away(self, page: Page, response: ScrapyResponse) -> str | None:
        """Return why a redirect means that the page is no more: it ends at a front door."""
        if canonical(response.url) == page.url:
            return None
        path = urlsplit(response.url).path.strip("/").lower()
        if path in {"", "index.html", "index.htm", "index.php", "en", "zh", "zh-hans", "home"}:
            return "redirected to the front page"
        doors = {
            canonical(place.url) for place in self.assignment.discover if place.kind != "fixed"
        }
        if canonical(response.url) in doors or path in {"news", "404", "404.html", "error"}:
            return "redirected to a listing or an error page"
        return None

    def _twins(self, page: Page, response: ScrapyResponse) -> Iterator[Request]:
        """Yield visits to the page's language twins that nobody planned: new ones, and gone ones.

        All are known from here on: what the budget leaves out has its turn another night.
        """
        store, now = self.assignment.store, self.assignment.now()
        for url in twins_of(response, store.pages.last_record(page.id)):
            if not (self._items.may_be(url) and self._may_visit(url)):
                continue
            self.assignment.linked.note(url)
            twin = self._known(ListedPage(url))
            if twin.id in self._settled or not (
                twin.untried or store.visits.may_be_back(twin.id, now)
            ):
                continue
            self._settled.add(twin.id)
            if self.tally.planned < self.assignment.plan.page_budget:
                self.tally.planned += 1
                yield self._visit(twin)
            elif not self.assignment.plan.sample:
                self.tally.not_reached(new=twin.untried)

    async def _download(self, request: Request) -> ScrapyResponse:
        """Return the answer to a request that has no callback of its own."""
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError(f"source: {self.name}: asks before it is under way")
        return await engine.download_async(request)
