"""Which addresses a night connects to: public ones, unless the configuration says otherwise.

A name on our list, or one that a redirect leads to, may be made to point into our own network
(DNS rebinding, the metadata service of a cloud). What counts is the address really connected to,
so it is looked at where names become addresses: nothing is looked up a second time after that.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from structlog import get_logger
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface import implementer  # type: ignore[import-untyped]

log = get_logger(__name__)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Not for everybody though Python's table says or once said so: the protocol assignments (IANA),
#: one cloud's internal service address, and the local-use translation prefix (RFC 8215).
_INTERNAL = tuple(
    ipaddress.ip_network(block) for block in ("192.0.0.0/24", "168.63.129.16/32", "64:ff9b:1::/48")
)
#: IPv6 addresses that carry an IPv4 one in their last 32 bits (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddress(IgnoreRequest):
    """A host's name leads into a private network, where a night has no business."""


def is_public(text: str) -> bool:
    """Tell whether an IP address can be reached by anybody; what is no address is not public.

    An IPv4 address within an IPv6 one counts as itself.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    meant = _carried(address) or address
    internal = any(meant in block for block in _INTERNAL if block.version == meant.version)
    return meant.is_global and not (internal or meant.is_multicast)


def _carried(address: Address) -> Address | None:
    """Return the IPv4 address that an IPv6 one stands for, if it does."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


class Gate:
    """Lets through the public addresses of a host, and remembers what it kept back."""

    def __init__(self, trusted: frozenset[str] = frozenset()) -> None:
        """Trust these hosts, whatever their address."""
        self.trusted = trusted
        self._refused: dict[str, str] = {}

    def admits(self, host: str, address: str) -> bool:
        """Tell whether an address of the host may be connected to; say so once when not."""
        if host in self.trusted or is_public(address):
            return True
        if self._refused.get(host) != address:
            log.warning("address.refused", host=host, address=address)
        self._refused[host] = address
        return False

    def refused(self, host: str) -> str | None:
        """Return the address for which a host was refused, or None."""
        return self._refused.get(host)


@implementer(IResolutionReceiver)
class _Sieve:
    """Hands on what the gate admits."""

    def __init__(self, receiver: Any, host: str, gate: Gate) -> None:  # noqa: ANN401 - an interface
        self._receiver, self._host, self._gate = receiver, host, gate

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:  # noqa: N802, N803
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:  # noqa: ANN401, N802 - an interface again
        if self._gate.admits(self._host, address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GatedResolver:
    """A resolver of names whose answers pass the gate."""

    def __init__(self, resolver: Any, gate: Gate) -> None:  # noqa: ANN401 - an interface
        """Filter what this resolver finds."""
        self._resolver, self._gate = resolver, gate

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Look the name up, and keep back what is not public."""
        sieve = _Sieve(resolutionReceiver, hostName.lower(), self._gate)
        resolution: IHostResolution = self._resolver.resolveHostName(
            sieve, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


#: The process has one resolver, and a night is one process.
GATE = Gate()


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver behind the gate; a proxy the environment names is the operator's choice."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:  # noqa: ANN401 - a module
        """Return the resolver; the proxies are trusted from here on."""
        proxies = {urlsplit(url).hostname for url in getproxies().values()}
        GATE.trusted = frozenset(host.lower() for host in proxies if host)
        made: Self = super().from_crawler(crawler, reactor)
        return made

    def install_on_reactor(self) -> None:
        """Be the one resolver of this process."""
        super().install_on_reactor()
        reactor: Any = self.reactor
        reactor.installNameResolver(GatedResolver(reactor.nameResolver, GATE))


class PublicHandler(HTTP11DownloadHandler):
    """Says why a host was not connected to, where Scrapy would say that it has no address."""

    async def download_request(self, request: Request) -> Response:
        """Return the answer. Raises PrivateAddress."""
        host = (urlsplit(request.url).hostname or "").lower()
        if "proxy" in request.meta and is_address(host) and not GATE.admits(host, host):
            raise PrivateAddress(
                not_public(host, host)
            )  # a proxy resolves names itself: only these can be seen
        try:
            return await super().download_request(request)
        except CannotResolveHostError:
            address = GATE.refused(host)
            if address is None:
                raise
            raise PrivateAddress(not_public(host, address)) from None


def not_public(host: str, address: str) -> str:
    """Return why a host is not connected to."""
    where = "is" if host == address else f"is at {address},"
    return f"{host}: {where} no public address, see crawl.allow_private_addresses"


def is_address(host: str) -> bool:
    """Say whether a host is written as an address, not as a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
