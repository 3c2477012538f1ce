"""A new Source from one address: its declaration, a saved listing and a saved page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from crawler.discovery import Discovery, configured
from crawler.first_look import first_look
from crawler.health import status_words
from crawler.parsers import Document
from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import ListedPage
from crawler.plan import SourcePlan
from crawler.sources import watch
from monitor.checking import Looked, looked_at
from monitor.config import Config
from monitor.templates import filled
from storage.types import Genre, Response, SourceRun
from storage.urls import canonical

#: The listing, the page that shows what an article there looks like, and three more where it
#: can't be read: a video, a page that has gone since.
_PAGES = 1 + 1 + 3
_KINDS = {"listing": "listing", "feed": "feed", "sitemap": "sitemap", "json-api": "json_api"}
#: What stands in a path and differs from item to item; a word that stays is kept.
_VARIABLE = (
    (re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?"), r"\d{4}-\d{1,2}(-\d{1,2})?"),
    (re.compile(r"\d+"), r"\d+"),
)
#: A file of a site that numbers its articles: `content_3019`.
_NUMBERED = re.compile(r"([a-z]+[_-]?)\d{3,}")
#: Other hosts named to who made them: one is meant, the next shows that there are more.
_NAMED = 2
#: The formatter's line length.
_LINE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What one polite look at a site gave."""

    source_run: SourceRun
    #: None: it could not be fetched.
    listing: Response | None
    cards: tuple[ListedPage, ...]
    #: The first listed page that could be read, if one was.
    pages: tuple[Looked, ...]
    #: Those before it: `address: cause` each.
    skipped: tuple[str, ...]
    item_url: str
    #: Hosts that its links lead to and nobody named, the commonest two.
    elsewhere: tuple[str, ...] = ()
    #: Addresses of its lists' entries on its own hosts, of whatever form.
    entries: tuple[str, ...] = ()


def look(  # noqa: PLR0913, PLR0917 - one parameter an option
    config: Config,
    name: str,
    url: str,
    genre: Genre,
    item_url: str | None,
    hosts: Sequence[str],
    clock: Callable[[], datetime],
) -> Found:
    """Return a listing and one of its pages, fetched as a night would: robots.txt, delay, agent.

    Of the first four listed pages it is the first that can be read. Nothing is kept. Raises
    ConfigError for what is no address or no expression.
    """
    spider = first_look(watch(name, genre, [url], item_url, hosts), url)
    plan = SourcePlan(spider, page_budget=_PAGES, sample=True)
    checked = looked_at(config, plan, clock)
    by_url = {each.visit.page.url: each for each in checked.pages}
    listing = by_url.pop(canonical(url), None)
    causes = {url: _unread(by_url.get(url), spider.unfetched.get(url)) for url in spider.tried}
    place = spider.discover[1]
    cards = _cards(place, listing.response, spider.item_urls()) if listing else ()
    pattern = item_url or pattern_of([card.url for card in cards])
    answer = listing.response if listing else None
    entries = _cards(place, answer, ItemUrls(re.compile("^http"), "unknown")) if answer else ()
    own = tuple(card.url for card in entries if _is_own(card.url, plan))
    pages = tuple(by_url[url] for url, cause in causes.items() if cause is None)
    skipped = tuple(f"{url}: {cause}" for url, cause in causes.items() if cause is not None)
    elsewhere = _elsewhere(entries, plan)
    return Found(checked.source_run, answer, cards, pages, skipped, pattern, elsewhere, own)


def _unread(looked: Looked | None, unfetched: str | None) -> str | None:
    """Return why a page shows nobody what an article looks like; None: it does."""
    if looked is None:
        return unfetched or "was not fetched"
    record, status = looked.visit.record, looked.visit.capture.status
    if status != HTTPStatus.OK or record is None:
        return f"answered {status_words(status)}"
    return record.not_understood


def _elsewhere(entries: Sequence[ListedPage], plan: SourcePlan) -> tuple[str, ...]:
    """Return the hosts that entries of the listing are on, and that would not be visited."""
    others = Counter(_host(card.url) for card in entries if not _is_own(card.url, plan))
    return tuple(host for host, _ in others.most_common(_NAMED))


def _is_own(url: str, plan: SourcePlan) -> bool:
    return any(fnmatchcase(_host(url), known) for known in plan.allowed)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _cards(place: Discovery, response: Response, items: ItemUrls) -> tuple[ListedPage, ...]:
    found = place.read(Document(response.body, url=place.url), items).pages
    return tuple(card for card in found if canonical(card.url) != canonical(place.url))


def pattern_of(urls: Sequence[str]) -> str:
    """Return an expression for the shape that most of these addresses have; empty for none."""
    shapes = Counter(_shape(url) for url in urls)
    return shapes.most_common(1)[0][0] if shapes else ""


def _shape(url: str) -> str:
    """Return the expression for addresses like this one: numbers and the last part may differ."""
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    stem, dot, ending = last.partition(".")
    pieces = [_piece(folder) for folder in folders]
    pieces.append(r"[^/?#]+" if not dot else _piece(stem, r"[^/?#.]+") + re.escape(f".{ending}"))
    slash = "/?" if parts.path.endswith("/") else ""
    if parts.query and re.fullmatch(r"[a-z_]+=\d+", parts.query):
        slash += r"\?" + re.sub(r"\d+", lambda _: r"\d+", parts.query)
    return f"^https?://{re.escape(parts.netloc)}/{'/'.join(pieces)}{slash}$"


def _piece(word: str, otherwise: str | None = None) -> str:
    for form, expression in _VARIABLE:
        if form.fullmatch(word):
            return expression
    numbered = _NUMBERED.fullmatch(word) if otherwise else None
    if numbered:
        return re.escape(numbered[1]) + r"\d+"
    return otherwise or re.escape(word)


def declaration(  # noqa: PLR0913, PLR0917 - as above
    name: str, url: str, genre: Genre, item_url: str, hosts: Sequence[str], day: datetime
) -> str:
    """Return the module that declares the Source."""
    host = urlsplit(url).hostname or ""
    kind = _KINDS[configured(url, ()).kind]
    return filled(
        "source.py",
        title=f"Pages of {host}",
        class_name="".join(part.capitalize() for part in name.split("_")),
        name=name,
        genre=genre,
        host=host,
        hosts=[host, *hosts],
        kind=kind,
        discover=_places(f"{kind}({json.dumps(url, ensure_ascii=False)})"),
        item_url=_raw(item_url),
        today=f"{day:%B %Y}",
    )


def _places(call: str) -> str:
    """Return the tuple of one declaration, in the formatter's form."""
    one_line = f"({call},)"
    before = "    discover: ClassVar[tuple[Discovery, ...]] = "
    return one_line if len(before + one_line) <= _LINE else f"(\n        {call},\n    )"


def _raw(expression: str) -> str:
    """Return a raw string literal that means the expression."""
    if '"' in expression or expression.endswith("\\"):
        return repr(expression)
    return f'r"{expression}"'


def save_listing(found: Found, url: str, folder: Path) -> Path:
    """Write the listing as a test case; the first test run writes `expected.json`.

    Raises ValueError when there is none.
    """
    if found.listing is None:
        raise ValueError(f"listing: {url}: was not fetched")
    folder.mkdir(parents=True)
    kind = configured(url, ()).kind
    ending = {"feed": "xml", "sitemap": "xml", "json-api": "json"}.get(kind, "html")
    (folder / f"listing.{ending}").write_bytes(found.listing.body)
    meta = {"url": url, "fetched_at": found.listing.fetched_at.isoformat()}
    text = json.dumps(meta, ensure_ascii=False, indent=2)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return folder
