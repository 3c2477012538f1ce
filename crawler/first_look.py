"""A first look at a site: its listing, kept whole, and the first of its pages that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response as ScrapyResponse

from crawler.discovery import fixed
from crawler.failures import failure_reason
from crawler.spiders.base import SourceSpider
from storage.types import Page


class FirstLook(SourceSpider):
    """Visits the listing as if it were a page, then one listed page after the other."""

    #: Page URL → why it could not be fetched.
    unfetched: ClassVar[dict[str, str]]
    #: The URLs asked for, in order.
    tried: ClassVar[list[str]]
    _others: Iterator[Page] = iter(())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: object, **kwargs: object) -> Self:
        """Return the spider; it goes on when all it asked for is stored."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.go_on, signal=signals.spider_idle)
        return spider

    def go_on(self) -> None:
        """Ask for the next listed page, until one was read. Raises DontCloseSpider meanwhile."""
        pages, engine = self.assignment.store.pages, self.crawler.engine
        read = any((page := pages.by_url(url)) and pages.last_record(page.id) for url in self.tried)
        following = None if read or self.tally.errors else next(self._others, None)
        if following is not None and engine is not None:
            self.tried.append(following.url)
            engine.crawl(self._visit(following))
            raise DontCloseSpider

    def _worth_a_visit(
        self, fresh: Sequence[Page], missing: Sequence[Page], returned: Sequence[Page]
    ) -> Iterator[Page]:
        """Yield the listing; the pages behind it come one by one."""
        listing, *others = super()._worth_a_visit(fresh, missing, returned)
        self._others = iter(others)
        yield listing

    def _twins(self, page: Page, response: ScrapyResponse) -> Iterator[Request]:  # noqa: ARG002 - one page is enough
        """Yield no visit."""
        yield from ()

    def _missed(self, page: Page, error: BaseException | None) -> None:
        self.unfetched[page.url] = failure_reason(error)
        super()._missed(page, error)

    def _failed(self, page: Page, reason: str) -> None:
        self.unfetched[page.url] = reason
        super()._failed(page, reason)

    def _refused(self, page: Page, reason: str) -> None:
        self.unfetched[page.url] = reason
        super()._refused(page, reason)


def first_look(watched: type[SourceSpider], url: str) -> type[FirstLook]:
    """Return a Source like this one that looks at a listing once.

    One page of a listing is enough; an index of sitemaps is followed to one.
    """
    places = (
        fixed(url),
        *(
            replace(place, pages=1) if place.kind == "listing" else place
            for place in watched.discover
        ),
    )
    told: dict[str, object] = {"discover": places, "unfetched": {}, "tried": []}
    return type(watched.name, (FirstLook, watched), {"__doc__": watched.__doc__, **told})
