"""What stands between a spider and the net: whom we may ask, when we stop, how we try again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler.assignment import Assignment
from crawler.failures import HostGivenUp, OffHost, TimeUp
from storage.types import Listing, Page, Validators
from storage.urls import canonical, host

#: A site's Retry-After is honoured up to this; a longer one means: not tonight.
_LONGEST_WAIT = 120.0


def assignment_of(crawler: Crawler) -> Assignment:
    """Return the assignment of the spider that a crawler runs."""
    assignment = getattr(crawler.spider, "assignment", None)
    if not isinstance(assignment, Assignment):
        raise TypeError(f"spider: {crawler.spider!r}: was sent out without an assignment")
    return assignment


class _Middleware:
    """A middleware that knows its crawler."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep the crawler; its spider comes later."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Middleware:
        """Return the middleware of a crawler."""
        return cls(crawler)


class AllowList(_Middleware):
    """Only the Source's own hosts are asked, also where a redirect leads."""

    def process_request(self, request: Request) -> None:
        """Refuse other hosts and other protocols."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise OffHost(f"{parts.scheme}: is not followed")
        if not assignment_of(self.crawler).may_visit(parts.hostname or ""):
            led = " (redirected)" if request.meta.get("redirect_urls") else ""
            raise OffHost(f"{parts.hostname}: is not a host of this source{led}")


class GiveUp(_Middleware):
    """A host that failed many times in a row is left in peace until the next night."""

    def process_request(self, request: Request) -> None:
        """Refuse visits to it; listings are asked all the same."""
        page = request.meta.get("page")
        if isinstance(page, Page) and assignment_of(self.crawler).tally.gave_up(host(page.url)):
            raise HostGivenUp(f"{host(page.url)}: failed too often in a row tonight")


class Heard(_Middleware):
    """Which hosts answer over https, and at which nobody is there: also for robots.txt."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Take note of any answer, a redirect too."""
        assignment_of(self.crawler).linked.heard(request.url)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Take note of each request that nobody answered."""
        assignment_of(self.crawler).linked.unheard(request.url, exception)


class InTime(_Middleware):
    """What can't begin within the Source's time is not asked: it would wait and hold the night."""

    def process_request(self, request: Request) -> None:
        """Refuse what comes too late; robots.txt has told its Crawl-delay by now."""
        name, pace = urlsplit(request.url).hostname or "", assignment_of(self.crawler).pace
        if not pace.admits(name):
            raise TimeUp(pace.shortage(name))


class Conditional(_Middleware):
    """Known Pages and listings are asked "changed since?" with the validators of what we read."""

    def process_request(self, request: Request) -> None:
        """Add the validators; a redirect to another page is asked for whole.

        So is a Page of which the archive lost the body: "unchanged" would stand for nothing.
        """
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        known = request.meta.get("page") or request.meta.get("listing")
        # An old page elsewhere would answer 304 to our date though we never read it.
        if not isinstance(known, Page | Listing) or canonical(request.url) != canonical(known.url):
            return
        if isinstance(known, Page) and not self._holds(known):
            return
        if known.validators.etag:
            request.headers["If-None-Match"] = known.validators.etag
        if known.validators.last_modified:
            request.headers["If-Modified-Since"] = known.validators.last_modified

    def _holds(self, page: Page) -> bool:
        if page.validators == Validators():
            return False
        assignment = assignment_of(self.crawler)
        last = assignment.store.pages.last_capture(page.id)
        return last is not None and assignment.holds(last)


class BackOffRetry(RetryMiddleware):
    """A request is tried again after a wait that doubles; a site's Retry-After is honoured."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the response, or the next try after the wait."""
        if response.status not in self.retry_http_codes:
            return response
        self._count(request)
        asked = _seconds(response.headers.get("Retry-After"), assignment_of(self.crawler).now())
        if asked > _LONGEST_WAIT:
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request):
            await self._wait(again, asked)
        return again

    async def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Return the next try after the wait, or None when there is none."""
        again = super().process_exception(request, exception)
        if isinstance(exception, self.exceptions_to_retry):
            self._count(request)
        if isinstance(again, Request):
            await self._wait(again, 0.0)
        return again

    def _count(self, request: Request) -> None:
        assignment_of(self.crawler).tally.attempt_failed(host(request.url))

    async def _wait(self, again: Request, asked: float) -> None:
        backoff = self.crawler.settings.getfloat("RETRY_BACKOFF")
        wait = backoff * 2 ** (again.meta.get("retry_times", 1) - 1)
        await asyncio.sleep(min(max(wait, asked), _LONGEST_WAIT))


def _seconds(retry_after: bytes | None, now: datetime) -> float:
    """Return how long a site asks us to wait, in seconds or until an instant; 0: it does not say.

    Source: RFC 9110, 10.2.3.
    """
    text = (retry_after or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
