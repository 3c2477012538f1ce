"""Small sites over several nights, by writers who never read the code: what a reader is told.

`python -m bench.nights [-v] [NAME…]`, without names all of `tests/nights`. A scenario is a folder:
`scenario.json` says what is watched and what a careful person expects to read after each night;
in `site.tar.xz` `night-N/site.json` says what each URL answers. Every night is a real one:
`iom-monitor nightly` crawls the site on loopback, and what the digests carried is compared.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import tarfile
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import ready
from monitor.demo.mailbox import Mailbox

NIGHTS = Path(__file__).resolve().parents[1] / "tests" / "nights"
_TOLD = """
SELECT changes.item_id, changes.kinds, changes.weight FROM digest_changes
JOIN changes ON changes.id = digest_changes.change_id
WHERE digest_changes.digest_id > ? ORDER BY changes.id
"""
_SENT_BY = re.compile(r"utm_[a-z]+=[^&]*&?")
_WORDS = ("right", "missed", "noise", "kind", "status")
_URLS = "SELECT value FROM identifiers WHERE item_id = ? AND scheme = 'url'"


@dataclass
class Told:
    """What one night's digest said of one Item."""

    urls: frozenset[str]
    kinds: tuple[str, ...]
    weight: str


@dataclass
class Judged:
    """A night held against what was expected: lines of what was missed or nobody wanted."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    status: str | None = None


class _Site:
    """Answers as the scenario's site does on the night that was set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers: dict[tuple[str, str], dict[str, Any]] = {}
        self.here = folder

    def set_night(self, number: int) -> None:
        self.here = self.folder / f"night-{number}"
        given = json.loads((self.here / "site.json").read_text("utf-8"))
        # a rehearsal knows no schemes: what answers over https is sorted last, and stays
        self.answers = {_place(url): answer for url, answer in sorted(given.items())}
        # no server asks who sent a reader, and we do not say
        for url, answer in given.items():
            self.answers.setdefault(_place(_SENT_BY.sub("", url)), answer)

    def hosts(self) -> set[str]:
        """Return the hosts of all nights."""
        files = self.folder.glob("night-*/site.json")
        urls = (url for file in files for url in json.loads(file.read_text("utf-8")))
        return {urlsplit(url).hostname or "" for url in urls}


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = parts.path or "/"
    return parts.netloc.lower(), f"{path}?{parts.query}" if parts.query else path


@contextmanager
def _served(site: _Site) -> Iterator[int]:
    """Answer on loopback while the block runs; give the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answers.get(
                ((self.headers["Host"] or "").lower(), self.path), {"status": 404}
            )
            named = answer.get("file")
            body = (site.here / named).read_bytes() if named else b""
            self.send_response(answer["status"])
            self.send_header("Content-Type", answer.get("type", "text/html; charset=utf-8"))
            self.send_header("Content-Length", str(len(body)))
            if "location" in answer:
                self.send_header("Location", answer["location"])
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def _configuration(scenario: dict[str, Any], hosts: set[str], site: int, smtp: int) -> str:
    watched = scenario.get("sources") or [scenario["source"]]
    tables = "".join(
        f'[[watch]]\nname = "{one["name"]}"\nstart = {json.dumps(one["listings"])}\n'
        f'genre = "{one["genre"]}"\nhosts = {json.dumps(sorted(hosts))}\n'
        for one in watched
    )
    off = "".join(
        f"[sources.{name}]\nenabled = false\n"
        for name in ("iom_news", "iom_projects", "chinadaily", "china_org_cn", "reposts")
    )
    replica = "".join(f'"{host}" = "http://127.0.0.1:{site}"\n' for host in sorted(hosts))
    return (
        f'contact = "ops@example.org"\ndata_dir = "data"\n[mail]\nport = {smtp}\n'
        'host = "127.0.0.1"\nsecurity = "none"\nsender = "m@example.org"\n'
        "[crawl]\ndelay = 0.0\ntimeout = 5.0\n"
        f"{off}{tables}[crawl.rehearsal]\n{replica}"
    )


def played(folder: Path, work: Path) -> Iterator[tuple[dict[str, Any], list[Told], str]]:
    """Return for each night what was expected, what the digest told, and the source's status."""
    scenario = json.loads((folder / "scenario.json").read_text("utf-8"))
    with tarfile.open(folder / "site.tar.xz") as packed:
        packed.extractall(work / "site", filter="data")
    site = _Site(work / "site")
    config, database = work / "monitor.toml", work / "data" / "monitor.sqlite"
    with _served(site) as port, Mailbox(work / "mail") as mailbox:
        config.write_text(_configuration(scenario, site.hosts(), port, mailbox.port), "utf-8")
        _command(config, "recipients", "add", "reader@example.org", "--language", "both")
        digest = 0
        for number, night in enumerate(scenario["nights"], 1):
            site.set_night(number)
            _command(config, "nightly", "--at", night["at"])
            with closing(sqlite3.connect(database)) as connection:
                told = _told(connection, digest)
                digest = connection.execute("SELECT coalesce(max(id), 0) FROM digests").fetchone()[
                    0
                ]
                rows = connection.execute(
                    "SELECT status FROM source_runs"
                    " WHERE run_id = (SELECT max(id) FROM runs) ORDER BY id"
                )
                statuses = "/".join(str(row[0]) for row in rows)
            yield night, told, statuses


def _command(config: Path, *words: str) -> None:
    done = ready.command("-c", str(config), *words, timeout=300)
    if done.returncode not in {0, 3}:  # 3: some source could not be checked
        raise RuntimeError(f"{' '.join(words)}: {done.returncode}: {done.stderr[-800:]}")


def _told(connection: sqlite3.Connection, since: int) -> list[Told]:
    found: dict[str, Told] = {}
    for item, kinds, weight in connection.execute(_TOLD, (since,)).fetchall():
        urls = frozenset(row[0] for row in connection.execute(_URLS, (item,)))
        before = found.get(item, Told(urls, (), "editorial"))
        heavy = "substantive" if "substantive" in {before.weight, weight} else weight
        found[item] = Told(urls, (*before.kinds, *re.findall(r"[a-z-]+", kinds)), heavy)
    return list(found.values())


def judged(night: dict[str, Any], told: list[Told], statuses: str) -> Judged:
    """Return the night held against what was expected."""
    result = Judged()
    left = list(told)
    aliases = {_bare(one): _bare(other) for one, other in night.get("aliases", {}).items()}
    for wanted in night["told"]:
        found = _found(wanted, left, aliases)
        if found is None:
            if not wanted.get("optional"):
                result.missed.append(f"{wanted['kind']} {wanted['url']}: {wanted.get('why')}")
            continue
        left.remove(found)
        result.right += 1
        kinds = {wanted["kind"], *wanted.get("also_kinds", ())}
        if not kinds & set(found.kinds) and not wanted.get("optional"):
            told_as = ", ".join(found.kinds)
            result.kinds.append(f"{wanted['url']}: {wanted['kind']} told as {told_as}")
    result.noise += [
        f"{', '.join(one.kinds)} {min(one.urls, default='no address')}" for one in left
    ]
    if not {statuses, "mixed"} & _statuses(night, statuses):
        result.status = f"{night['source_status']} expected, {statuses}"
    return result


def _found(wanted: dict[str, Any], told: list[Told], aliases: dict[str, str]) -> Told | None:
    """Return what was told of the Item that is named by one of its URLs."""
    names = {_bare(url) for url in (wanted["url"], *wanted.get("any_of", ()))}
    for one in told:
        urls = {_bare(url) for url in one.urls}
        urls |= {aliases.get(url, url) for url in urls}
        if any(_is_address(url, name) for url in urls for name in names):
            return one
    return None


def _is_address(url: str, name: str) -> bool:
    """Say whether both are one address, whatever a site has added to its query."""
    return url == name or url.startswith((f"{name}?", f"{name}&"))


def _statuses(night: dict[str, Any], statuses: str) -> set[str]:
    """Return what a source's status may be; of two sources either's is not held against it."""
    return {night["source_status"], *_several(night), *(["mixed"] if "/" in statuses else [])}


def _several(night: dict[str, Any]) -> list[str]:
    also = night.get("source_status_also", [])
    return [also] if isinstance(also, str) else list(also)


def _bare(url: str) -> str:
    return url.partition("://")[2].partition("#")[0].rstrip("/")


def lines_of(scenario: Path) -> tuple[list[str], int, int]:
    """Return what was not told as expected over a scenario's nights; how much was, in how many."""
    with tempfile.TemporaryDirectory(prefix="nights-") as work:
        nights = [judged(*each) for each in played(scenario, Path(work))]
    lines = [
        f"night {number}: {line}"
        for number, night in enumerate(nights, 1)
        for line in _lines(night)
    ]
    return lines, sum(night.right for night in nights), len(nights)


def _lines(night: Judged) -> list[str]:
    found = [f"missed: {line}" for line in night.missed]
    found += [f"noise: {line}" for line in night.noise]
    found += [f"kind: {line}" for line in night.kinds]
    return [*found, *([f"status: {night.status}"] if night.status else [])]


def main() -> None:
    """Play our scenarios, or those named; print what was told rightly, missed, and for nothing."""
    named = [one for one in sys.argv[1:] if not one.startswith("-")]
    scenarios = [
        file.parent
        for file in sorted(NIGHTS.glob("*/scenario.json"))
        if not named or any(file.parent.name.startswith(one) for one in named)
    ]
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        played_all = zip(scenarios, pool.map(lines_of, scenarios), strict=True)
        for scenario, (lines, right, nights) in played_all:
            counts.update({"nights": nights, "right": right})
            counts.update(line.split(": ")[1] for line in lines)
            for line in lines if "-v" in sys.argv else ():
                print(f"{scenario.name} {line}")
    shown = ", ".join(f"{counts[word]} {word}" for word in _WORDS)
    print(f"{len(scenarios)} sites, {counts['nights']} nights: {shown}")


if __name__ == "__main__":
    main()
