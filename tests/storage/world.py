"""A small site and the nights that watch it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.archive import Archive
from storage.store import Store
from storage.types import (
    Capture,
    Change,
    ChangeDraft,
    Content,
    Counts,
    Decision,
    Edition,
    ItemOutcome,
    Page,
    Record,
    Response,
    SourceRun,
)

START = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


@dataclass
class World:
    """A store, its archive, and nights that come one after another."""

    store: Store
    archive: Archive
    now: datetime = START
    runs: list[SourceRun] = field(default_factory=list)

    def night(self, source: str = "iom_news") -> SourceRun:
        """Begin the next night."""
        self.now += timedelta(days=1)
        run = self.store.runs.start(self.now)
        self.archive.open_run(run.name)
        started = self.store.runs.start_source(run.id, source, "news", self.now)
        self.runs.append(started)
        return started

    def fetch(
        self,
        url: str,
        body: bytes = b"",
        status: int = 200,
        headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),),
        answered: str | None = None,
    ) -> Capture:
        """Visit a URL tonight, as the crawler does; `answered`: where it was redirected to."""
        page = self.page(url)
        response = Response(page.url, answered or page.url, status, headers, body, self.now)
        ref, digest = self.archive.write(response, self.store.pages.last_capture(page.id))
        return self.store.pages.save_capture(self.runs[-1].id, page.id, response, digest, ref)

    def read(self, url: str, text: str, answered: str | None = None, **changes: Any) -> Record:
        """Visit a URL and read this text from it."""
        capture = self.fetch(url, text.encode(), answered=answered)
        record = self.record(url, text, **changes)
        self.store.pages.save_record(capture.id, record)
        return record

    def page(self, url: str) -> Page:
        """Return the URL's Page."""
        return self.store.pages.ensure(url, self.runs[-1].source, self.now)

    def record(self, url: str | None, text: str, **changes: Any) -> Record:
        """Return a Record of an English text."""
        content = changes.pop(
            "content", Content(editions={"en": Edition(text.partition(".")[0], text)})
        )
        given: dict[str, Any] = {
            "url": url,
            "source": "iom_news",
            "genre": "news",
            "parser": "iom",
            "parser_version": 1,
        }
        return Record(**{**given, "content": content, **changes})

    def close(self) -> SourceRun:
        """End tonight's fetching."""
        return self.store.runs.close_source(self.runs[-1].id, "ok", None, Counts(), self.now)

    def decide(self, *outcomes: ItemOutcome, **changes: Any) -> tuple[Change, ...]:
        """Decide tonight so, and end it."""
        self.store.runs.finish(self.runs[-1].run_id, self.now, 0)
        given: dict[str, Any] = {"status": "ok", "reason": None, "baseline": False}
        decision = Decision(self.runs[-1].id, outcomes=outcomes, **{**given, **changes})
        return self.store.items.apply(decision, self.now)

    def outcome(self, url: str, text: str, **changes: Any) -> ItemOutcome:
        """Return that the URL's Page is a new Item with this English text."""
        page = self.page(url)
        given: dict[str, Any] = {
            "item_id": page.item_id,
            "source": "iom_news",
            "genre": "news",
            "state": "present",
            "identifiers": frozenset({("url", page.url)}),
            "page_ids": (page.id,),
            "content": Content(editions={"en": Edition(text.partition(".")[0], text)}),
            "change": ChangeDraft(
                ("updated",) if page.item_id else ("new",), "substantive", "said"
            ),
        }
        return ItemOutcome(**{**given, **changes})
