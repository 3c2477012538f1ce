"""Listing pages by writers who never read the reader, beside what a careful person takes from them.

`python -m bench.listings [-v] [FOLDER…]`, without folders the set of ours. A folder holds pairs: a
page or feed and `NAME.json` with its `url`, `source` (null: a host nobody described, read as a
`[[watch]]` entry without `item_url`), `state`, `items` (url, title, date), `also` (articles that
are no part of the list: neither demanded nor wrong) and `next`. Days are compared as days.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.sets import compared, each, print_rows
from crawler.discovery import Discovered, ListedPage
from crawler.parsers import Document
from crawler.parsers.dates.finding import dates_in, machine_date
from crawler.parsers.links.card_dates import day_counted, is_counted
from crawler.sources import SOURCES, watch
from crawler.spiders.base import SourceSpider
from storage.urls import canonical

LISTED = Path(__file__).resolve().parents[1] / "tests" / "listed"
_KINDS = (".html", ".xml", ".api.json")


@dataclass(frozen=True)
class Case:
    """A listing page and what its writer says that it announces."""

    path: Path
    gold: dict[str, Any]

    @property
    def gold_file(self) -> Path:
        """What its writer says of it."""
        return self.path.with_name(self.path.name.partition(".")[0] + ".json")

    @property
    def document(self) -> Document:
        """The page as the crawler hands it over."""
        media_type, _, charset = self.gold["media_type"].partition("; charset=")
        return Document(
            self.path.read_bytes(),
            url=self.gold["url"],
            media_type=media_type,
            charset=charset or None,
            fetched_at=datetime.fromisoformat(self.gold["fetched_at"]),
        )

    @property
    def spider(self) -> type[SourceSpider]:
        """The source that the page is a listing of."""
        source = self.gold["source"]
        return SOURCES[source] if source else watch("watched", "news", [self.gold["url"]])

    def read(self) -> Discovered:
        """Return what is read, whatever its words, of the hosts that the source visits."""
        spider = self.spider
        place = replace(spider.place(self.gold["url"]), words=())
        hosts = (*spider.hosts, urlsplit(self.gold["url"]).hostname or "")
        found = place.read(self.document, spider.item_urls(hosts))
        return replace(found, pages=tuple(one for one in found.pages if self.is_watched(one.url)))

    def is_watched(self, url: str) -> bool:
        """Tell whether the source visits the host of an address."""
        host = urlsplit(url).hostname or ""
        own = (*self.spider.hosts, urlsplit(self.gold["url"]).hostname or "")
        return any(fnmatchcase(host, name) for name in own)


def cases_in(folder: Path) -> list[Case]:
    """Return the folder's cases, by name."""
    found = []
    for file in sorted(folder.glob("*.json")):
        if not file.name.endswith(".api.json"):
            page = next(p for kind in _KINDS if (p := file.with_suffix(kind)).exists())
            found.append(Case(page, json.loads(file.read_text("utf-8"))))
    return found


def differences(case: Case, found: Discovered) -> Iterator[tuple[str, str, object, object]]:
    """Yield what was compared, `right`, `wrong` or `unknown`, the gold value and the found one."""
    gold = case.gold
    yield "state", compared(gold["state"], found.state), gold["state"], found.state
    read = {canonical(one.url): one for one in found.pages}
    told = {canonical(one["url"]): one for one in gold["items"] if case.is_watched(one["url"])}
    for url, item in told.items():
        if (one := read.get(url)) is None:
            yield "item", "unknown", item["title"], None
            continue
        yield "item", "right", url, url
        yield "title", compared(item["title"], one.title), item["title"], one.title
        if case.spider.genre == "project":
            continue  # its days are those of the project, and not taken
        day = _day(case, one)
        yield "date", compared(item["date"], day), item["date"], (day, one.date)
    beside = {canonical(url) for url in gold["also"]}
    for url, one in read.items():
        if url not in told and url not in beside:
            yield "item", "wrong", None, (url, one.title)
    following = found.following[0] if found.following else None
    if gold["state"] == "found":
        yield "next page", compared(gold["next"], following), gold["next"], following


def _day(case: Case, listed: ListedPage) -> str | None:
    """Return what a card's date means, as far as the card alone tells, at most to the day."""
    shown, at = listed.date or "", case.document.fetched_at
    if at and is_counted(shown):
        day = day_counted(shown, at)
        return day and day[:10]
    date = machine_date(shown) or next((one.date for one in dates_in(shown) if one.date), None)
    return date.iso[:10] if date else None


def measure(folder: Path, *, verbose: bool) -> None:
    """Print the table of a folder, a row a kind of value."""
    counts: Counter[tuple[str, str]] = Counter()
    cases = cases_in(folder)
    for case in cases:
        for what, word, gold, found in differences(case, case.read()):
            counts[what, word] += 1
            if verbose and word != "right":
                print(f"{case.path.name}: {what} {word}: {found!r} for {gold!r}")
    print(f"\n{folder.name}: {len(cases)} listings{'':5}right  wrong unknown")
    print_rows(counts, ("state", "item", "title", "date", "next page"))


def main() -> None:
    """Measure our set, or folders of one's own."""
    each(sorted(LISTED.glob("*/")), measure)


if __name__ == "__main__":
    main()
