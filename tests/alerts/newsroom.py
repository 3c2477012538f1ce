"""A store in memory and a source that can be told what to show: fakes for deciding."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from alerts.news import decide
from storage.types import (
    ArchiveRef,
    Capture,
    ChangeDraft,
    Content,
    Decision,
    Edition,
    Genre,
    ItemOutcome,
    KnownItem,
    Language,
    Page,
    PageDate,
    PageRecord,
    Record,
    SourceNight,
    SourceRun,
    SourceRunStatus,
    Version,
    Visit,
)

START = datetime(2026, 11, 1, 2, 30, tzinfo=UTC)
HOST = "https://news.example.org"


def record(url: str, content: Content, **others: object) -> Record:
    """Return a Record of a page at `url`."""
    made = Record(url=url, source="site", genre="news", parser="fake", parser_version=1)
    return replace(made, content=content, **others)  # type: ignore[arg-type]


def story(
    body: str, title: str | None = "A title", language: Language = "en", **others: object
) -> Content:
    """Return a Content of one Edition."""
    return replace(Content(editions={language: Edition(title, body)}), **others)  # type: ignore[arg-type]


@dataclass
class Shown:
    """What a URL answers: a status, and what the parser reads of it.

    With 304 a Record is what another parser reads in the body of the time before; None: the same
    parser, nothing is read.
    """

    record: Record | None
    status: int = 200
    answered: str | None = None
    redirects: tuple[str, ...] = ()
    #: A listing names it, whatever it answers.
    listed: bool = False


@dataclass
class Newsroom:
    """One Source's fake store: Pages, Items, told Changes; and its nights, one after the other."""

    source: str = "site"
    genre: Genre = "news"
    now: datetime = START
    pages: dict[str, Page] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    items: dict[str, KnownItem] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    #: Every Change: (item id, draft, before, after).
    changes: list[tuple[str, ChangeDraft, Content | None, Content | None]] = field(
        default_factory=list
    )
    statuses: list[SourceRunStatus] = field(default_factory=list)
    seen_ok: bool = False
    #: What each Page answered last.
    answered: dict[int, int] = field(default_factory=dict)
    #: When the first partial night of a baseline began.
    began: datetime | None = None
    #: Consecutive bad nights before the alert.
    failed_nights: int = 1
    ids: count[int] = field(default_factory=lambda: count(1))

    def night(
        self,
        shown: dict[str, Shown],
        status: SourceRunStatus | None = "ok",
        reread: dict[str, Record] | None = None,
        reason: str | None = None,
    ) -> Decision:
        """Visit every URL shown, decide, and write the decision down."""
        self.now += timedelta(days=1)
        visits = tuple(self._visit(url, page) for url, page in shown.items())
        run = SourceRun(
            next(self.ids),
            1,
            self.source,
            self.genre,
            self.now,
            self.now,
            status=status,
            reason=reason,
        )
        decision = decide(
            SourceNight(
                source_run=run,
                visits=visits,
                known=tuple(self.items.values()),
                first=not self.seen_ok,
                reread={self.pages[url].id: one for url, one in (reread or {}).items()},
                earlier=tuple(reversed(self.statuses)),
                began=self.began,
            ),
            self.now,
            self.failed_nights,
        )
        for outcome in decision.outcomes:
            self._write(outcome)
        for visit in visits:
            if visit.record is not None and not visit.record.not_understood:
                self._keep(visit.page.id, visit.record)
        self.statuses.append(decision.status)
        self.seen_ok = self.seen_ok or decision.baseline
        if decision.status == "partial" and self.began is None:
            self.began = self.now
        return decision

    def told(self) -> list[tuple[str, ...]]:
        """Return the kinds of every Change that recipients hear of, in order."""
        return [change.kinds for _, change, _, _ in self.changes if change.telling == "tell"]

    def _visit(self, url: str, shown: Shown) -> Visit:
        page = self.pages.get(url)
        if page is None:
            page = Page(next(self.ids), url, self.source, None, self.now, None)
            self.pages[url] = page
        capture = Capture(
            next(self.ids),
            page.id,
            1,
            shown.answered or url,
            shown.status,
            self.now,
            "sha256:0",
            "text/html",
            "utf-8",
            ArchiveRef("a.warc.gz", 0),
            redirects=shown.redirects,
        )
        record = shown.record if shown.status in {200, 304} else None
        gone, before = {404, 410}, self.answered.get(page.id)
        self.answered[page.id] = shown.status
        return Visit(
            page,
            capture,
            record,
            unchanged=shown.status == 304 and record is None,
            gone_before=shown.status in gone and before in gone,
            listed=shown.listed,
        )

    def _write(self, outcome: ItemOutcome) -> None:
        item_id = outcome.item_id or f"item-{next(self.ids)}"
        old = self.items.get(item_id)
        before = old.version.content if old else None
        version = old.version if old else None
        if outcome.content is not None:
            number = version.number + 1 if version else 1
            version = Version(
                next(self.ids), item_id, number, outcome.content, self.now, outcome.cause
            )
            self.versions.append(version)
        assert version is not None, "a new Item needs content"
        for url, page in list(self.pages.items()):
            if page.id in outcome.page_ids:
                self.pages[url] = replace(page, item_id=item_id)
            elif page.item_id == item_id:
                self.pages[url] = replace(page, item_id=None)
        by_id = {page.id: page for page in self.pages.values()}
        self.items[item_id] = KnownItem(
            id=item_id,
            source=outcome.source,
            genre=outcome.genre,
            state=outcome.state,
            first_seen=old.first_seen if old else self.now,
            version=version,
            identifiers=outcome.identifiers,
            pages=tuple(
                PageRecord(by_id[one], None, self.records[one])
                for one in outcome.page_ids
                if one in self.records
            ),
            missed=outcome.missed,
            off_topic=outcome.off_topic,
            history=outcome.history,
        )
        if outcome.change is not None:
            self.changes.append((item_id, outcome.change, before, version.content))

    def _keep(self, page_id: int, read: Record) -> None:
        self.records[page_id] = read
        by_id = {page.id: page for page in self.pages.values()}
        page = by_id[page_id]
        item = self.items.get(page.item_id or "")
        if item is None:
            return
        others = [one for one in item.pages if one.page.id != page_id]
        pages = sorted([*others, PageRecord(page, None, read)], key=lambda one: one.page.id)
        self.items[item.id] = replace(item, pages=tuple(pages))


def dated(iso: str) -> PageDate:
    """Return a page's date."""
    return PageDate(iso)


TOPICS = (
    "visas", "shelter", "health", "training", "data", "return", "skills", "trade", "youth",
    "climate", "cities", "ports", "rivers", "trains", "schools", "farms", "courts", "banks",
    "radio", "maps", "tents", "wells", "roads", "seeds", "boats",
)  # fmt: skip


def prose(topic: str, number: int = 12) -> str:
    return "\n\n".join(
        [
            f"The mission opened a workshop on {topic} in Beijing and {number} officials took part.",
            f"Speakers compared how {topic} are handled in nine provinces and what {topic} cost.",
            f"Everybody agreed that {topic} deserve more care, and a second meeting on {topic} follows.",
            f"A short manual about {topic} will be printed for local offices in spring.",
        ]
    )


def url(name: str) -> str:
    return f"{HOST}/news/{name}"


def page(name: str, content: Content | None = None, **others: object) -> dict[str, Shown]:
    """Return a page of that name, ready to be shown."""
    content = content or story(prose(name), title=f"About {name}")
    return {url(name): Shown(record(url(name), content, **others))}


def pages(*names: str) -> dict[str, Shown]:
    shown: dict[str, Shown] = {}
    for name in names:
        shown |= page(name)
    return shown


def known_room(*names: str) -> Newsroom:
    """Return a newsroom whose baseline holds these pages."""
    room = Newsroom()
    room.night(pages(*(names or TOPICS[:3])))
    return room


def changed(room: Newsroom, shown: dict[str, Shown]) -> tuple[str, ...]:
    """Return the kinds of the one Change that these pages make."""
    before = len(room.changes)
    room.night(shown)
    (change,) = room.changes[before:]
    assert change[1].telling == "tell"
    return change[1].kinds
