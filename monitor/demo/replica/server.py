"""The five sites on one loopback port, told apart by their Host header."""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from monitor.demo.replica import aggregators, iom, press
from monitor.demo.replica.answers import Answer, missing
from monitor.demo.replica.content import page
from monitor.demo.replica.nights import Night

HOSTS = (
    "iom.int",
    "www.iom.int",
    "developmentfund.iom.int",
    "newssearch.chinadaily.com.cn",
    "www.chinadaily.com.cn",
    "www.china.org.cn",
    "en.chinagate.cn",
    "www.haowen.example",
    "news.kuaibao.example",
)
#: What the configuration of the `reposts` source names: listing and search pages.
REPOST_LISTINGS = (
    "http://www.haowen.example/",
    "http://news.kuaibao.example/search.php?q=国际移民组织",
)
REPOST_HOSTS = ("www.haowen.example", "news.kuaibao.example")
#: Their pages carry an ETag; the others have Last-Modified, or nothing.
_TAGGED = frozenset({"www.iom.int", "developmentfund.iom.int"})
#: A day like any other, when nobody says which.
_FIRST_NIGHT = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the replica saw it."""

    #: Seconds, monotonic.
    at: float
    host: str
    path: str
    status: int
    conditional: bool
    user_agent: str


class _Server(ThreadingHTTPServer):
    """Says nothing of visitors that were killed in the middle of a request."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Print what went wrong, unless the visitor is simply gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Replica:
    """The sites, served while the context lasts; nights are turned by hand."""

    def __init__(
        self, night: int = 1, first_night: date = _FIRST_NIGHT, crawl_delay: float = 0.1
    ) -> None:
        """Prepare the sites; `crawl_delay` is what china.org.cn's robots.txt asks for."""
        self.night = Night(night, first_night)
        self.crawl_delay = crawl_delay
        self.asked: list[Asked] = []
        self._visits = 0
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Serve on a free port of 127.0.0.1."""
        server = _Server(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self._server = server
        # A short poll: leaving the context waits for one.
        self._thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving and free the port."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
        if self._thread is not None:
            self._thread.join()

    @property
    def port(self) -> int:
        """Return the port; only while serving."""
        if self._server is None:
            raise RuntimeError("replica: is not being served")
        return int(self._server.server_address[1])

    @property
    def rehearsal(self) -> dict[str, str]:
        """Return what the crawler's `rehearsal` setting needs: every host, and where it is."""
        return dict.fromkeys(HOSTS, f"http://127.0.0.1:{self.port}")

    def set_night(self, number: int) -> None:
        """Turn to a night; requests from now on see its sites."""
        with self._lock:
            self.night = Night(number, self.night.first)

    def answer(self, host: str, target: str) -> Answer:
        """Return what a host answers tonight; counters move with every request."""
        with self._lock:
            self._visits += 1
            visit, night = self._visits, self.night
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        trouble = night.trouble(host)
        if trouble == "unavailable":
            return Answer(503, b"<h1>503 Service Temporarily Unavailable</h1><hr>nginx")
        if trouble == "maintenance":
            return Answer(200, page("maintenance.html"))
        if host == "iom.int":
            return Answer(301, b"", headers={"Location": f"https://www.iom.int{target}"})
        return self._site(host, parts.path, query, night, visit)

    def _site(
        self, host: str, path: str, query: dict[str, str], night: Night, visit: int
    ) -> Answer:
        sites: dict[str, Callable[[], Answer]] = {
            "www.iom.int": lambda: iom.answer(path, query, night),
            "developmentfund.iom.int": lambda: iom.fund_answer(path, night),
            "newssearch.chinadaily.com.cn": lambda: press.search_answer(path, query, night),
            "www.chinadaily.com.cn": lambda: press.chinadaily_answer(path, night),
        }
        for name in ("www.china.org.cn", "en.chinagate.cn"):
            sites[name] = lambda: press.china_org_answer(host, path, night, self.crawl_delay)
        for name in aggregators.BLOGS:
            sites[name] = lambda: aggregators.answer(host, path, query, night, visit)
        return sites.get(host, missing)()

    def note(self, asked: Asked) -> None:
        """Keep a request in the log."""
        with self._lock:
            self.asked.append(asked)


def _handler(replica: Replica) -> type[BaseHTTPRequestHandler]:
    """Return the request handler of one replica."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body leave in one packet; else each answer waits for Nagle.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").split(":")[0].lower()
            arrived = time.monotonic()
            answer = replica.answer(host, self.path)
            headers = {"Content-Type": answer.media_type, **answer.headers}
            if answer.status == 200 and host in _TAGGED:  # noqa: PLR2004 - OK
                headers["ETag"] = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
            status, body = answer.status, answer.body
            if status == 200 and self._is_known(headers):  # noqa: PLR2004 - OK
                status, body = 304, b""
            replica.note(
                Asked(
                    arrived, host, self.path, status,
                    "If-None-Match" in self.headers or "If-Modified-Since" in self.headers,
                    self.headers.get("User-Agent") or "",
                )
            )  # fmt: skip
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:  # noqa: PLR2004 - Not Modified has no body
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def _is_known(self, headers: dict[str, str]) -> bool:
            tag = self.headers.get("If-None-Match")
            if tag is not None:
                return tag == headers.get("ETag")
            since, modified = self.headers.get("If-Modified-Since"), headers.get("Last-Modified")
            if since is None or modified is None:
                return False
            return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: the demonstration prints its own table."""

    return Handler
