"""A database with any number of Items, written by bulk: what years of nights leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from storage import codec, search
from storage.schema import (
    captures,
    changes,
    deliveries,
    digest_changes,
    digests,
    items,
    pages,
    records,
    runs,
    search_entries,
    source_runs,
    stories,
    story_members,
    versions,
)
from storage.store import Store
from storage.types import (
    Amount,
    ChangeKind,
    Content,
    Counts,
    Edition,
    Field,
    Language,
    PageDate,
)

START = datetime(2020, 1, 1, 18, 30, tzinfo=UTC)
SOURCES = {
    "iom_news": "news",
    "iom_projects": "project",
    "chinadaily": "press",
    "reposts": "repost",
}
_DIGEST = "sha256:" + "0" * 64
#: Items a night; so the nights grow with the Items, as they do in life.
_A_NIGHT = 20
_BATCH = 2000


def fill(path: Path, n: int) -> None:
    """Write `n` Items, each with a Page, a Capture, Versions and Changes, into a new database."""
    with Store.open(path) as store:
        for first in range(0, n, _BATCH):
            with store.database.write() as connection:
                for table, rows in _tables(range(first, min(n, first + _BATCH))).items():
                    if rows and isinstance(table, str):
                        connection.execute(text(table), rows)
                    elif rows:
                        connection.execute(insert(table), rows)


def _tables(numbers: range) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (
            runs, source_runs, items, pages, captures, records, versions, changes, stories,
            story_members, search_entries, _INDEX, digests, digest_changes, deliveries,
        )
    }  # fmt: skip
    for n in numbers:
        for table, row in _rows(n):
            found[table].append(row)
    return found


_INDEX = "INSERT INTO search_index (rowid, title, names, body) VALUES (:id, :title, :names, :body)"


@dataclass(frozen=True)
class _Made:
    n: int

    @property
    def id(self) -> str:
        return f"item{self.n:08}"

    @property
    def source(self) -> str:
        return tuple(SOURCES)[self.n % len(SOURCES)]

    @property
    def night(self) -> int:
        return self.n // _A_NIGHT

    @property
    def at(self) -> datetime:
        return START + timedelta(hours=self.night)

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def part(self) -> int:
        return self.night * len(SOURCES) + self.n % len(SOURCES) + 1

    @property
    def chinese(self) -> Language:
        """Traditional once in five hundred times."""
        return "zh-Hant" if self.n % 500 == 100 else "zh-Hans"

    @property
    def kind(self) -> ChangeKind:
        """What the second Change is: a rare kind once in five hundred times."""
        return "restored" if self.n % 500 == 200 else "updated"

    def content(self, said: str) -> Content:
        chinese = f"国际移民组织第{self.n}号活动在北京举行。{said}" * 8
        english = f"IOM held event {self.n} in Beijing on safe migration. {said} " * 8
        fields = {
            "Project Status": Field("Active", "Active"),
            "Budget Amount (USD)": Field(Amount(str(self.n * 10), "USD"), str(self.n * 10)),
            "Year": Field(PageDate(str(2000 + self.n % 26)), str(2000 + self.n % 26)),
        }
        return Content(
            editions={
                self.chinese: Edition(f"第{self.n}号活动", chinese),
                "en": Edition(f"Event {self.n}", english),
            },
            published=PageDate(self.day.isoformat()),
            fields=fields if SOURCES[self.source] == "project" else {},
        )


def _rows(n: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    made = _Made(n)
    if n % _A_NIGHT == 0:
        yield from _night(made)
    genre = SOURCES[made.source]
    yield items, {
        "id": made.id, "source": made.source, "genre": genre, "first_seen": made.at,
        "state": "removed" if n % 97 == 0 else "present", "day": made.day, "missed": 0,
        "off_topic": "China: not named" if n % 53 == 0 else None, "history": n % 41 == 0,
        "languages": f"{made.chinese},en",
    }  # fmt: skip
    yield pages, {
        "id": n + 1, "url": f"https://www.iom.int/{n}", "source": made.source,
        "item_id": made.id, "first_seen": made.at,
    }  # fmt: skip
    yield captures, {
        "id": n + 1, "page_id": n + 1, "source_run_id": made.part, "status": 200,
        "fetched_at": made.at, "digest": _DIGEST, "media_type": "text/html",
        "file": "none.warc.gz", "offset": 0,
    }  # fmt: skip
    yield records, {
        "id": n + 1, "page_id": n + 1, "capture_id": n + 1, "parser": "iom",
        "parser_version": 1, "furniture_version": 0, "understood": True,
        "data": _record(made),
    }  # fmt: skip
    yield from _versions(made)
    yield from _story(made)
    yield from _search(made)


def _night(made: _Made) -> Iterator[tuple[Any, dict[str, Any]]]:
    run = made.night + 1
    yield runs, {
        "id": run, "name": f"run-{run:06}", "started_at": made.at, "exit_code": 0,
        "finished_at": made.at + timedelta(minutes=9),
    }  # fmt: skip
    for place, (source, genre) in enumerate(SOURCES.items()):
        yield source_runs, {
            "id": made.night * len(SOURCES) + place + 1, "run_id": run, "source": source,
            "genre": genre, "started_at": made.at, "closed_at": made.at, "decided_at": made.at,
            "status": "ok", "baseline": run == 1, "counts": codec.dumps({"fetched": Counts().fetched + 5}),
        }  # fmt: skip
    yield digests, {
        "id": run, "message_id": f"<{run:032x}@monitor.example>", "subject": f"Night {run}",
        "html": "<p>night</p>", "text": "night", "created_at": made.at,
    }  # fmt: skip
    yield deliveries, {
        "id": run, "message_id": f"<{run:032x}@monitor.example>", "digest_id": run,
        "address": "wang@readers.example", "subject": f"Night {run}", "state": "sent",
        "attempts": 1, "crashes": 0, "created_at": made.at, "next_attempt_at": made.at,
        "expires_at": made.at, "sent_at": made.at, "message": b"message",
    }  # fmt: skip


def _record(made: _Made) -> str:
    from storage.types import Record

    return codec.record_to_json(
        Record(f"https://www.iom.int/{made.n}", made.source, "news", "iom", 1)
    )


def _versions(made: _Made) -> Iterator[tuple[Any, dict[str, Any]]]:
    for number, said in enumerate(("200人参加", "320人参加"), 1):
        content = codec.content_to_json(made.content(said))
        yield versions, {
            "id": made.n * 2 + number, "item_id": made.id, "number": number,
            "created_at": made.at, "cause": "page", "digest": _DIGEST, "content": content,
        }  # fmt: skip
        change = made.n * 2 + number
        yield changes, {
            "id": change, "item_id": made.id, "source_run_id": made.part, "source": made.source,
            "genre": SOURCES[made.source], "before_id": change - 1 if number > 1 else None,
            "after_id": change, "kinds": f'["{made.kind}"]' if number > 1 else '["new"]',
            "weight": "substantive", "reason": f"updated: https://www.iom.int/{made.n}: said so",
            "telling": "tell" if number > 1 else "baseline", "older": False, "created_at": made.at,
        }  # fmt: skip
    yield digest_changes, {"digest_id": made.night + 1, "change_id": made.n * 2 + 2}


def _story(made: _Made) -> Iterator[tuple[Any, dict[str, Any]]]:
    if made.n % 4 in (0, 3):  # the news and its repost
        story = made.n // 4 + 1
        if made.n % 4 == 0:
            yield stories, {"id": story}
        yield story_members, {
            "item_id": made.id, "story_id": story, "position": made.n % 4,
            "role": "original" if made.n % 4 == 0 else "repost", "similarity": 1.0,
        }  # fmt: skip


def _search(made: _Made) -> Iterator[tuple[Any, dict[str, Any]]]:
    for place, (language, edition) in enumerate(made.content("320人参加").editions.items(), 1):
        entry = made.n * 2 + place
        yield search_entries, {"id": entry, "item_id": made.id, "language": language}
        yield _INDEX, {
            "id": entry, "title": search.indexed(edition.title or ""), "names": "",
            "body": search.indexed(edition.body),
        }  # fmt: skip
