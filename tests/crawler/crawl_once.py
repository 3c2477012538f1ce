"""One crawl in a process of its own, because a reactor runs once: JSON in, JSON lines out."""

import json
import logging
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import structlog
from scrapy.exceptions import DownloadConnectionRefusedError

from crawler import addresses, discovery, pipelines, rehearsal
from crawler.run import CrawlSettings, SourcePlan, crawl
from crawler.sources import SOURCES, watch
from crawler.spiders import base
from storage.archive import Archive
from storage.store import Store
from storage.types import Capture, Page, Record, Response, SourceRun


def plan(entry: dict[str, Any]) -> SourcePlan:
    if entry["name"] in SOURCES:
        spider = SOURCES[entry["name"]]
    else:
        spider = watch(
            entry["name"], entry.get("genre", "news"), entry["start"], entry.get("item_url")
        )
    return SourcePlan(
        spider,
        listing=tuple(entry["listing"]) if entry.get("listing") else None,
        hosts=tuple(entry["hosts"]) if entry.get("hosts") else None,
        page_budget=entry.get("budget", 100),
        delay=entry.get("delay"),
    )


class Full:
    """An archive on a full disk."""

    def write(self, response: Response, previous: Capture | None) -> NoReturn:
        raise OSError(28, "No space left on device")


def say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def resolve(names: dict[str, str], public: list[str]) -> None:
    """Be the system's resolver for these names, and count some private addresses as public."""
    looked_up, judged = socket.gethostbyname, addresses.is_public
    socket.gethostbyname = lambda name: names.get(name) or looked_up(name)
    addresses.is_public = lambda address: address in public or judged(address)


def break_at(path: str) -> None:
    """Make reading one page raise what no parser should."""
    reads = pipelines.record_of

    def broken(page: Page, *rest: Any, **named: Any) -> Record:
        if page.url.endswith(path):
            raise KeyError("a bug of ours")
        return reads(page, *rest, **named)

    pipelines.record_of = broken


def break_between(path: str) -> None:
    """Make taking one page's answer raise what nothing should, before it is stored."""
    joins = base.whole

    async def broken(response: Any, *rest: Any) -> Any:
        if path in response.url:
            raise KeyError("a bug of ours")
        return await joins(response, *rest)

    base.whole = broken


def mute(origins: list[str]) -> None:
    """Let nobody be there at these origins, and say what is asked for."""
    downloads = rehearsal.RehearsalHandler.download_request

    async def heard(handler: Any, request: Any) -> Any:
        say({"asked": request.url})
        if request.url.startswith(tuple(f"{origin}/" for origin in origins)):
            raise DownloadConnectionRefusedError("nobody is there")
        return await downloads(handler, request)

    rehearsal.RehearsalHandler.download_request = heard


def refuse(number: int) -> None:
    """Let the system refuse, with this number, to open any file of the archive for reading."""
    opens = Path.open

    def refused(path: Path, *rest: Any, **named: Any) -> Any:
        if path.name.endswith(".warc.gz"):
            raise OSError(number, os.strerror(number), str(path))
        return opens(path, *rest, **named)

    Path.open = refused


def break_feeds() -> None:
    """Make reading a feed raise what no parser should."""

    def broken(*_: Any) -> NoReturn:
        raise KeyError("a bug of ours")

    discovery.read_feed = broken


def once(message: str) -> None:
    told = json.loads(message)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.basicConfig(level=logging.WARNING)
    now = datetime.fromisoformat(told["now"])
    settings = CrawlSettings(
        contact="ops@example.org",
        user_agent="iom-monitor/test (+ops@example.org)",
        delay=told.get("delay", 0),
        timeout=told.get("timeout", 2),
        seconds=told.get("seconds", 7200),
        allow_private_addresses=told.get("allow_private_addresses", False),
        max_bytes=told.get("max_bytes", 200_000),
        rehearsal=told["rehearsal"],
        clock=lambda: now,
    )
    folder = Path(told["folder"])
    with Store.open(folder / "monitor.sqlite") as store:
        archive = Archive(folder / "archive")
        run = store.runs.start(now)
        archive.open_run(run.name)

        def closed(source_run: SourceRun) -> None:
            counts = {
                name: getattr(source_run.counts, name) for name in source_run.counts.__slots__
            }
            line = {"source": source_run.source, "status": source_run.status}
            say({**line, "reason": source_run.reason, **counts})
            if told.get("fail_when_closed"):
                raise ValueError("the caller broke")

        say({"started": run.name})
        resolve(told.get("names", {}), told.get("public", []))
        if told.get("log_requests"):
            mute(told.get("mute", []))
        if told.get("break_between"):
            break_between(told["break_between"])
        if told.get("refuse"):
            refuse(told["refuse"])
        if told.get("break_feeds"):
            break_feeds()
        if told.get("break_at"):
            break_at(told["break_at"])
        crawl(
            run,
            [plan(entry) for entry in told["sources"]],
            store,
            Full() if told.get("full") else archive,
            settings,
            closed,
        )
        archive.close()


if __name__ == "__main__":
    once(sys.stdin.read())
