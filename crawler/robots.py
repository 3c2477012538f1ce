"""robots.txt obeyed in full: also its Crawl-delay, and its silence."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from structlog import get_logger
from twisted.internet.defer import Deferred

from crawler.failures import RobotsDisallow, RobotsUnreachable, failure_reason
from crawler.health import status_words
from crawler.middlewares import assignment_of

log = get_logger(__name__)


class _Unreachable(RobotParser):
    """The parser of a file that could not be read: nothing is allowed (RFC 9309, 2.3.1.4)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: Any, robotstxt_body: bytes) -> _Unreachable:  # noqa: ANN401, ARG003
        """Never used: the middleware makes it by hand."""
        return cls("not read")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:  # noqa: ARG002
        """Return False: what is allowed is not known."""
        return False


class ObedientRobots(RobotsTxtMiddleware):
    """Scrapy's middleware, with errors by name, Crawl-delay, and 5xx read as "do not enter"."""

    def __init__(self, crawler: Crawler) -> None:
        """Know no host yet."""
        super().__init__(crawler)
        #: Over what each host's file was asked for last, and which could not be read over what.
        self._asked: dict[str, str] = {}
        self._closed: dict[tuple[str, str], _Unreachable] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return what the host's file says, to all who wait for it.

        What cannot be read over https says nothing of http. Scrapy 2.19 has all wait for one
        Deferred, which tells the first and gives the others None: they would go in whatever
        the file disallows.
        """
        parts = urlsplit(request.url)
        while (parts.scheme, parts.netloc) not in self._closed:
            settled: Any = self._parsers.get(parts.netloc)
            if parts.netloc not in self._parsers or isinstance(settled, _Unreachable):
                self._parsers.pop(parts.netloc, None)
                self._asked[parts.netloc] = parts.scheme
            elif not isinstance(settled, Deferred):
                return settled  # type: ignore[no-any-return]
            await super().robot_parser(request)
        return self._closed[parts.scheme, parts.netloc]

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the file disallows, and everything while the file cannot be read."""
        if isinstance(rp, _Unreachable):
            raise RobotsUnreachable(f"robots.txt {rp.reason}, so nothing else was asked for")
        if rp is not None and not rp.allowed(request.url, self._agent()):
            raise RobotsDisallow("robots.txt disallows it")

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:  # noqa: PLR2004 - server errors
            self._close(netloc, f"answered {status_words(response.status)}")
            return
        if response.status >= 400:  # noqa: PLR2004 - no such file: everything is allowed
            self._settle(netloc, None)
            return
        await super()._parse_robots(response, netloc, request)
        self._slow_down(self._parsers[netloc], netloc)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._close(netloc, f"could not be read ({failure_reason(exc)})")

    def _close(self, netloc: str, reason: str) -> None:
        closed = _Unreachable(reason)
        self._closed[self._asked[netloc], netloc] = closed
        self._settle(netloc, closed)

    def _settle(self, netloc: str, parser: RobotParser | None) -> None:
        """Answer all who wait for this host's file."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = parser
        waiting.callback(parser)  # type: ignore[union-attr]

    def _slow_down(self, parser: Any, netloc: str) -> None:  # noqa: ANN401 - Protego's wrapper
        """Raise the host's delay to its Crawl-delay, when that is longer than ours."""
        rules = getattr(parser, "rp", None)
        asked = rules.crawl_delay(self._agent()) if rules is not None else None
        engine = self.crawler.engine
        if not asked or engine is None:
            return
        name = urlsplit(f"//{netloc}").hostname or netloc
        downloader = engine.downloader
        ours = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        if asked <= ours:
            return
        # Slots idle for a minute are thrown away and made anew from the settings.
        downloader.per_slot_settings[name] = {"delay": float(asked)}
        slot = downloader.slots.get(name)
        if slot is not None:
            slot.lastseen -= asked - slot.delay  # the first page follows as ever, see Pace
            slot.delay = float(asked)
        assignment_of(self.crawler).pace.slow_down(name, float(asked))
        log.debug("robots.crawl-delay", host=name, seconds=float(asked))

    def _agent(self) -> str:
        return self._robotstxt_useragent or self._default_useragent
