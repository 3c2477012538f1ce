"""The dashboard, and the public part where one is configured, served until told to stop."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Never

import structlog
import uvicorn
from starlette.applications import Starlette

from monitor.config import Config
from monitor.config_checks import open_to_all
from monitor.config_values import address
from monitor.dashboard.app import dashboard
from monitor.dashboard.public import public
from monitor.exits import Exit
from storage.errors import ConfigError

log = structlog.get_logger("serve")


@dataclass(frozen=True, slots=True)
class Listener:
    """An application and where it listens."""

    name: str
    host: str
    port: int
    app: Starlette
    #: The configuration key that says so.
    key: str
    #: None: it does not listen yet.
    sock: socket.socket | None = None

    @property
    def url(self) -> str:
        """The address a browser on this machine reaches it at."""
        port = self.sock.getsockname()[1] if self.sock else self.port
        return (
            f"http://[{self.host}]:{port}/" if ":" in self.host else f"http://{self.host}:{port}/"
        )


def listeners(config: Config) -> tuple[Listener, ...]:
    """Return what is to be served. Raises ConfigError for what would show too much."""
    web = config.web
    if too_open := open_to_all(config):
        raise ConfigError(f"configuration: {too_open}")
    found = [Listener("dashboard", *address(web.listen), dashboard(config), "web.listen")]
    if web.public_url is not None:
        there = address(web.public_listen)
        found.append(Listener("public", *there, public(config), "web.public_listen"))
    return tuple(found)


@contextmanager
def bound(config: Config) -> Iterator[tuple[Listener, ...]]:
    """Give the listeners, each holding its address. Raises ConfigError where one cannot."""
    found: list[Listener] = []
    try:
        for listener in listeners(config):
            found.append(replace(listener, sock=_listening(listener)))  # noqa: PERF401 - closed one by one
        yield tuple(found)
    finally:
        for listener in found:
            if listener.sock is not None:
                listener.sock.close()


def run(found: tuple[Listener, ...]) -> Never:
    """Serve until told to stop.

    SIGINT and SIGTERM let answers under way finish, then raise KeyboardInterrupt, SystemExit.
    """
    for listener in found:
        log.info("serve.started", what=listener.name, url=listener.url)
    told = asyncio.run(_serve(found))
    log.info("serve.stopped")
    if told is signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(int(Exit.TERMINATED))


def _listening(listener: Listener) -> socket.socket:
    try:
        family = socket.getaddrinfo(listener.host, listener.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((listener.host, listener.port), family=family)
    except OSError as error:
        where = f"{listener.host}:{listener.port}"
        # Python puts the address behind the cause once more.
        cause = str(error.strerror or error).partition(" (while")[0]
        if error.errno == errno.EADDRINUSE:
            cause += f"; is it up already? Else name another {listener.key}"
        raise ConfigError(f"serve: {listener.name}: {where}: {cause}") from error


class _Server(uvicorn.Server):
    """A server that leaves signals to `_serve`: two in one process must both hear them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Catch nothing."""
        yield


async def _serve(found: tuple[Listener, ...]) -> signal.Signals | None:
    """Serve until told to stop; return by what."""
    servers = [server(listener) for listener in found]
    told: list[signal.Signals] = []

    def stop(by: signal.Signals) -> None:
        told.append(by)
        for one in servers:
            one.should_exit = True

    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop, each)
    await asyncio.gather(
        *(
            one.serve([listener.sock] if listener.sock else None)
            for one, listener in zip(servers, found, strict=True)
        )
    )
    return told[0] if told else None


def server(listener: Listener) -> uvicorn.Server:
    """Return the listener's server, which leaves signals to its owner."""
    return _Server(_settings(listener.app))


def _settings(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
        limit_concurrency=100,
        h11_max_incomplete_event_size=16384,
    )
