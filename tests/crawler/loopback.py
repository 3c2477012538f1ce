"""A small web on loopback, and a crawl of it in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench import ready
from tests.crawler import crawl_once

RUNNER = Path(__file__).with_name("crawl_once.py")
NOW = "2026-11-02T18:00:00+00:00"

ARTICLE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>The International Organization for Migration opened a training course in Beijing, China, "
    "on Monday. Forty officials from twelve provinces took part in the course on {title}.</p>"
    "<p>The course lasts for three days. Its results will be published in spring, said the "
    "organizers, and every province will receive a handbook in two languages.</p>"
    "<p>Another course is planned for next year in Kunming, where border counties meet.</p>"
    "</article></body></html>"
)


def article(title: str) -> str:
    return ARTICLE.format(title=title)


def listing(*paths: str, following: str | None = None) -> str:
    cards = "".join(f'<li><a href="{path}">News of {path}</a> 2026-11-01</li>' for path in paths)
    pager = f'<a rel="next" href="{following}">Next</a>' if following else ""
    return (
        f"<html><title>News</title><body><h1>All the news</h1><ul>{cards}</ul>{pager}</body></html>"
    )


ITEMS = r"/news/[a-z]+-\d+$"
SLUGS = ["/news/one-1", "/news/two-2", "/news/three-3"]
ROBOTS = "User-agent: *\n"


def source(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "start": [f"http://{name}.example/news"], "item_url": ITEMS, **more}


def well(web: Web, name: str, pages: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    own = {"/news": listing(*SLUGS), **{slug: article(f"{name} {slug}") for slug in SLUGS}}
    web.site(f"{name}.example", own | (pages or {}))
    return source(name, **more)


@dataclass
class Reply:
    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Asked:
    at: float
    host: str
    path: str
    headers: dict[str, str]


class Web:
    """Answers by host and path; what nobody wrote is 404."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], Reply | Callable[[], Reply]] = {}
        self.everything: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        self.lock = threading.Lock()
        self.port = 0

    def site(self, host: str, pages: dict[str, Any]) -> str:
        for path, reply in pages.items():
            known = reply if isinstance(reply, Reply) or callable(reply) else Reply(reply)
            self.pages[host, path] = known
        return f"http://{host}/news"

    def reply(self, asked: Asked) -> Reply:
        with self.lock:
            self.asked.append(asked)
        if asked.host in self.everything:
            return self.everything[asked.host]
        found = self.pages.get((asked.host, asked.path), Reply("not here", 404))
        return found() if callable(found) else found

    def paths(self, host: str) -> list[str]:
        return [asked.path for asked in self.asked if asked.host == host]

    def of(self, host: str, path: str) -> list[Asked]:
        return [asked for asked in self.asked if (asked.host, asked.path) == (host, path)]


@contextmanager
def served() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").split(":")[0]
            asked = Asked(time.monotonic(), host, self.path, dict(self.headers.items()))
            reply = web.reply(asked)
            time.sleep(reply.wait)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            tag = reply.headers.get("ETag")
            known = tag is not None and self.headers.get("If-None-Match") == tag
            self.send_response(304 if known else reply.status)
            self.send_header("Content-Type", reply.headers.get("Content-Type", "text/html"))
            for name, value in reply.headers.items():
                if name != "Content-Type":
                    self.send_header(name, value)
            if not known:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if known else body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionError):  # a client that had enough
                super().handle()

        def finish(self) -> None:
            with suppress(ConnectionError):
                super().finish()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    web.port = server.server_address[1]
    yield web
    server.shutdown()
    server.server_close()


@dataclass
class Crawled:
    code: int
    lines: list[dict[str, Any]]
    errors: str

    def __getitem__(self, source: str) -> dict[str, Any]:
        return next(line for line in self.lines if line.get("source") == source)


def _told(web: Web, folder: Path, sources: list[dict[str, Any]], told: dict[str, Any]) -> str:
    hosts = {host for host, _ in web.pages} | set(web.everything)
    message = {
        "folder": str(folder),
        "now": NOW,
        "rehearsal": dict.fromkeys(hosts, f"http://127.0.0.1:{web.port}"),
        "sources": sources,
        **told,
    }
    return json.dumps(message)


def crawled(web: Web, folder: Path, sources: list[dict[str, Any]], **told: Any) -> Crawled:
    done = ready.run(crawl_once.once, _told(web, folder, sources, told))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return Crawled(done.returncode, lines, done.stderr)


def start(
    web: Web, folder: Path, sources: list[dict[str, Any]], **told: Any
) -> subprocess.Popen[str]:
    """Begin a crawl from nothing, for those who end it half-way."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", str(RUNNER)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(_told(web, folder, sources, told))
    process.stdin.close()
    process.stdin = None
    return process
