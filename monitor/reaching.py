"""How the doctor asks a site: as a night would connect, to public addresses or to the replica."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from urllib.request import getproxies, proxy_bypass

import httpx

from crawler.addresses import is_address, is_public, not_public
from crawler.plan import checked_rehearsal
from monitor.config import Config
from monitor.sources import user_agent


class NotVisited(httpx.ConnectError):
    """A night would not connect there either; the message says why."""


def client(config: Config) -> httpx.Client:
    """Return a client that follows redirects, and goes where a night goes. Raises ConfigError."""
    return httpx.Client(
        headers={"User-Agent": user_agent(config)},
        timeout=config.crawl.timeout,
        follow_redirects=True,
        transport=_way(config),
    )


def _way(config: Config) -> httpx.BaseTransport | None:
    if config.crawl.rehearsal:
        return Replica(checked_rehearsal(config.crawl.rehearsal))
    return None if config.crawl.allow_private_addresses else Public()


class Replica(httpx.HTTPTransport):
    """Connects to the replica for every host it stands for, and to nothing else."""

    def __init__(self, rehearsal: Mapping[str, str]) -> None:
        """Know the replica's base URL of each host."""
        super().__init__()
        self._rehearsal = rehearsal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the replica's answer. Raises NotVisited."""
        host = _host(request.url)
        base = self._rehearsal.get(host)
        if base is None:
            raise NotVisited(f"{host}: is not part of the rehearsal")
        there = httpx.URL(base)
        target = request.url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
        return super().handle_request(_sent_to(request, target))


class Public(httpx.HTTPTransport):
    """Connects to the public addresses of a host; the address judged is the one connected to."""

    def __init__(self) -> None:
        """Know the proxies that the environment names: they are the operator's choice."""
        super().__init__()
        self._proxied = {
            scheme: httpx.HTTPTransport(proxy=url)
            for scheme, url in getproxies().items()
            if scheme in {"http", "https"}
        }

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the site's answer. Raises NotVisited for a host without a public address."""
        host = _host(request.url)
        proxied = self._proxied.get(request.url.scheme)
        if proxied is not None and not proxy_bypass(host):
            if is_address(host) and not is_public(host):
                raise NotVisited(not_public(host, host))  # names are the proxy's to resolve
            return proxied.handle_request(request)
        addresses = _addresses(request.url)
        public = tuple(filter(is_public, addresses))
        if not public:
            raise NotVisited(not_public(host, addresses[0]))
        for address in public[:-1]:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return super().handle_request(_pinned(request, address))
        return super().handle_request(_pinned(request, public[-1]))

    def close(self) -> None:
        """Close every connection."""
        for transport in self._proxied.values():
            transport.close()
        super().close()


def _host(url: httpx.URL) -> str:
    """Return the host as DNS and certificates write it."""
    return url.raw_host.decode("ascii").lower()


def _addresses(url: httpx.URL) -> tuple[str, ...]:
    """Return all addresses of a host, each once. Raises ConnectError when it has none."""
    try:
        found = socket.getaddrinfo(_host(url), url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(str(error)) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request for one address; certificate and Host header stay the host's."""
    return _sent_to(
        request, request.url.copy_with(host=address), {"sni_hostname": _host(request.url)}
    )


def _sent_to(
    request: httpx.Request, target: httpx.URL, more: Mapping[str, str] | None = None
) -> httpx.Request:
    """Return the same request to another place; the one given is left as it was."""
    return httpx.Request(
        request.method,
        target,
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, **(more or {})},
    )
