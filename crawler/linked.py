"""How a Page is asked for: its address in one spelling is no address that every site knows.

Identity is the canonical address (`storage.urls.canonical`): https, without a final slash. A site
is asked as it links to its pages; what nothing links to tonight, as it answered last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from twisted.internet.error import ConnectError

from crawler.failures import RobotsUnreachable
from storage.pages import Pages
from storage.types import Capture, Page
from storage.urls import canonical, host

#: Nobody is there who speaks the protocol. Not a name that is not found: it has no other either.
_SILENT = (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ConnectError,
    OSError,
)


@dataclass(slots=True)
class Linked:
    """What one Source's night knows of spellings: of its Pages' addresses, and of its hosts."""

    pages: Pages
    #: Hosts whose listings are asked over http.
    listed_plain: frozenset[str]
    #: Hosts that answered over http when they were asked last, and nowhere over https.
    _plain: set[str] = field(default_factory=set)
    #: Hosts that answered over https tonight, and those where nobody was there for it.
    _secure: set[str] = field(default_factory=set)
    _silent: set[str] = field(default_factory=set)
    #: Hosts that are left alone over https for the rest of the night.
    _given_up: set[str] = field(default_factory=set)
    #: Canonical address → how tonight's listings, or a twin, spell it.
    _spelled: dict[str, str] = field(default_factory=dict)
    _lasts: dict[int, Capture | None] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Pages, listings: Iterable[str]) -> Linked:
        """Return what is known before anybody was asked."""
        return cls(pages, frozenset(host(url) for url in listings if _is_plain(url)))

    def note(self, url: str) -> None:
        """Take note how an address is linked; https anywhere is https everywhere."""
        address = canonical(url)
        known = self._spelled.setdefault(address, url)
        if _is_plain(known) and not _is_plain(url):
            self._spelled[address] = url

    def learn(self, pages: Iterable[Page]) -> None:
        """Take note over what the hosts of these Pages answered last."""
        secure = set[str]()
        for page in pages:
            last = self._last(page)
            if last is not None and host(last.url) == host(page.url):
                (self._plain if _is_plain(last.url) else secure).add(host(page.url))
        self._plain -= secure

    def address(self, page: Page) -> str:
        """Return how a Page is asked for."""
        parts = urlsplit(page.url)
        scheme = "http" if self._over_http(page) else parts.scheme
        path = f"{parts.path}/" if self._ends_in_slash(page) else parts.path
        return urlunsplit(parts._replace(scheme=scheme, path=path))

    def heard(self, url: str) -> None:
        """Take note of an answer."""
        if not _is_plain(url):
            self._secure.add(host(url))

    def unheard(self, url: str, error: Exception) -> None:
        """Take note of a request that nobody answered."""
        if isinstance(error, _SILENT) and not _is_plain(url):
            self._silent.add(host(url))

    def otherwise(self, page: Page, asked: Request, error: BaseException | None) -> bool:
        """Tell whether a Page that failed can be asked for over http, and see to it that it is."""
        unreached = isinstance(error, RobotsUnreachable) or not isinstance(error, IgnoreRequest)
        if not unreached or _is_plain(asked.url) or asked.meta.get("redirect_urls"):
            return False
        if host(page.url) not in self._silent - self._secure or not self._may_be_plain(page):
            return False
        self._given_up.add(host(page.url))
        return True

    def _may_be_plain(self, page: Page) -> bool:
        """Tell whether nobody links to a Page over https.

        What is linked no more was linked as it was asked; if it never answered, as its host's
        listing is.
        """
        spelled, last = self._spelled.get(page.url), self._last(page)
        if spelled is not None:
            return _is_plain(spelled)
        if last is not None:
            return all(_is_plain(url) for url in (*last.redirects, last.url))
        return host(page.url) in self.listed_plain

    def _over_http(self, page: Page) -> bool:
        """Tell whether to begin there: https first, where nobody knows."""
        if not self._may_be_plain(page):
            return False
        name, last = host(page.url), self._last(page)
        if name in self._given_up:
            return True
        return _is_plain(last.url) if last else name in self._plain | self.listed_plain

    def _ends_in_slash(self, page: Page) -> bool:
        """Tell whether a Page's address has a slash that its canonical spelling lacks."""
        spelled = self._spelled.get(page.url)
        if spelled is None:
            last = self._last(page)
            spelled = last.url if last and canonical(last.url) == page.url else page.url
        path = urlsplit(spelled).path
        return path.endswith("/") and path != "/"

    def _last(self, page: Page) -> Capture | None:
        if page.id not in self._lasts:
            self._lasts[page.id] = self.pages.last_capture(page.id)
        return self._lasts[page.id]


def _is_plain(url: str) -> bool:
    return url.lower().startswith("http:")
