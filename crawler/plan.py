"""What a night is asked to crawl, and how: plain data from the configuration."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from storage.errors import ConfigError

if TYPE_CHECKING:
    from crawler.spiders.base import SourceSpider


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """One Source as tonight's configuration wants it."""

    spider: type[SourceSpider]
    #: Listing pages, feeds or sitemaps instead of the built-in ones.
    listing: tuple[str, ...] | None = None
    #: Hosts it may visit besides the built-in ones.
    hosts: tuple[str, ...] | None = None
    page_budget: int = 300
    #: Only a look at so many pages: those beyond the budget are missed by nobody.
    sample: bool = False
    #: Seconds between two requests to one host; None: as the settings or the spider say,
    #: whichever is longer.
    delay: float | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """Return the hosts that may be asked; `*.iom.int` allows every host below it."""
        listed = tuple(urlsplit(url).hostname or "" for url in self.listing or ())
        return (*self.spider.hosts, *(self.hosts or ()), *listed)


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How sites are visited. `rehearsal`: host → base URL of a replica on loopback."""

    contact: str
    user_agent: str
    #: Seconds between two requests to one host; below 1 only in a rehearsal.
    delay: float = 3.0
    timeout: float = 60.0
    #: Seconds a Source may take; what does not fit is left for another night.
    seconds: float = 7200.0
    max_bytes: int = 10 * 1024 * 1024
    rehearsal: Mapping[str, str] = field(default_factory=dict)
    #: Whether hosts may be visited whose addresses only our own network reaches.
    allow_private_addresses: bool = False
    #: Seconds before the first retry, doubled at each; a rehearsal without delay does not wait.
    backoff: float = 5.0
    #: When a response came; the demonstration plays several nights in a minute.
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a Source is: `total` grows while its listings are read."""

    source: str
    phase: Literal["listing", "pages", "closed"]
    done: int
    total: int


def checked_rehearsal(rehearsal: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping with lower-case hosts; raises ConfigError when a base is not loopback."""
    for name, base in rehearsal.items():
        if not _is_replica(base):
            raise ConfigError(
                f"rehearsal: {name} = {base!r}: not a loopback address such as http://127.0.0.1:8001"
            )
    return {name.lower(): base.rstrip("/") for name, base in rehearsal.items()}


def _is_replica(base: str) -> bool:
    """Return whether something on this machine can be asked there."""
    try:
        parts = urlsplit(base)
        return parts.scheme == "http" and is_loopback(parts.hostname or "") and parts.port != 0
    except ValueError:  # half an IPv6 address, a port beyond all
        return False


def is_loopback(name: str) -> bool:
    """Return whether an address or name is reached from this machine only."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
