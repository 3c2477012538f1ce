"""The archive read again: what today's parsers would change, and a store rebuilt from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from alerts.diff import ContentDiff, diff
from alerts.merge import PageText, merged
from crawler.reread import as_listed_for, reread
from monitor.deciding import decide_source_run
from storage.archive import Archive
from storage.errors import StorageError
from storage.store import Store
from storage.types import (
    Capture,
    Content,
    KnownItem,
    Page,
    PageRecord,
    Record,
    SourceRun,
)
from storage.upkeep import unknown_files
from storage.urls import host


@dataclass(frozen=True, slots=True)
class Reread:
    """An Item that today's parsers read otherwise than it is kept."""

    item: KnownItem
    difference: ContentDiff


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A store made anew from the archive, beside the one it was made from."""

    source_runs: int
    captures: int
    items: int
    #: Items whose Versions differ, or that only one of the two has: by URL.
    different: tuple[str, ...]
    #: WARC files of nights that the old database knows nothing of: nobody can say what is whose.
    unknown: tuple[str, ...] = ()


def rereadings(
    store: Store, archive: Archive, source: str | None = None, since: date | None = None
) -> Iterator[Reread]:
    """Yield each Item whose last Captures today's parsers read otherwise. Nothing is stored."""
    items = store.items.of_source(source) if source else store.items.known()
    recent = {item.id for item in store.items.since(since)} if since else None
    for item in items:
        if recent is not None and item.id not in recent:
            continue
        said = [_today(store, archive, page) for page in item.pages]
        difference = diff(item.version.content, merged(item.version.content, said))
        if difference:
            yield Reread(item, difference)


def _today(store: Store, archive: Archive, page: PageRecord) -> PageText:
    """Return the Page's last Capture read with today's parser; as kept when it can't be read."""
    kept = PageText(page.page.id, page.record, fresh=False, previous=page.record)
    capture = store.pages.capture(page.capture_id) if page.capture_id else None
    if capture is None:
        return kept
    furniture = store.furniture.current(host(capture.url))
    listed = as_listed_for(page.record, page.page)
    record = reread(listed, capture, archive, furniture, page.record.genre)
    return kept if record.not_understood else replace(kept, record=record, fresh=True)


def rebuild(old: Store, archive: Archive, to: Path) -> Rebuilt:
    """Make a new store from an old one and the archive: each night read and decided once more.

    The old store says which Capture belongs to which night; bodies come from the WARC files.
    What was imported is not in the archive and has to be imported again. Raises StorageError
    when a file is there already, or when the old store knows nothing of what is archived.
    """
    if to.exists():
        raise StorageError(f"replay: {to}: is there already")
    past = sorted(_decided(old), key=lambda run: run.decided_at or run.started_at)
    unknown = unknown_files(old, archive)
    if unknown and not past:
        raise StorageError(
            f"replay: {archive.folder}: its {len(unknown)} WARC files alone make no database; "
            "the one that was lost says which page is whose: restore a backup of it first"
        )
    captures = 0
    with Store.open(to) as new:
        _copy_furniture(old, new)
        runs: dict[int, int] = {}
        for source_run in past:
            if source_run.run_id not in runs:
                runs[source_run.run_id] = new.runs.start(source_run.started_at).id
            captures += _replayed(old, new, archive, source_run, runs[source_run.run_id])
        different = tuple(_different(old, new))
        return Rebuilt(len(past), captures, len(new.items.known()), different, unknown)


def _decided(store: Store) -> list[SourceRun]:
    found: list[SourceRun] = []
    for name in store.runs.sources():
        runs = store.runs.of_source(name, 1_000_000)
        found += [run for run in runs if run.decided_at is not None and run.status is not None]
    return found


def _copy_furniture(old: Store, new: Store) -> None:
    """Have each host's sets in all their versions: each Record was read with one of them."""
    for name in old.furniture.hosts():
        for version in range(1, old.furniture.current(name).version + 1):
            known = old.furniture.version(name, version)
            if known is not None:
                new.furniture.learn(name, known.lines, datetime.now(UTC))


def _replayed(old: Store, new: Store, archive: Archive, past: SourceRun, run_id: int) -> int:
    began = new.runs.start_source(run_id, past.source, past.genre, past.started_at)
    captures = old.pages.captures_of(past.id)
    for capture in captures:
        _capture_again(old, new, archive, capture, began)
    closed_at = past.closed_at or past.started_at + timedelta(seconds=1)
    status = past.status or "failed"
    closed = new.runs.close_source(began.id, status, past.reason, past.counts, closed_at)
    decide_source_run(new, archive, closed, past.decided_at or closed_at)
    return len(captures)


def _capture_again(
    old: Store, new: Store, archive: Archive, capture: Capture, source_run: SourceRun
) -> None:
    known = old.pages.get(capture.page_id)
    if known is None:
        raise StorageError(f"replay: capture {capture.id}: its page is gone")
    records = old.pages.records(capture.id)[-1:]
    known = as_listed_for(records[0], known) if records else known
    page = new.pages.ensure(
        known.url, known.source, capture.fetched_at, known.card_title, known.card_date
    )
    response = replace(
        archive.read(capture.archived),
        page_url=page.url, status=capture.status, fetched_at=capture.fetched_at,
        redirects=capture.redirects,
    )  # fmt: skip
    again = new.pages.save_capture(
        source_run.id, page.id, response, capture.digest, capture.archived
    )
    for record in records:
        new.pages.save_record(again.id, _read_again(old, archive, again, record, known))


def _read_again(old: Store, archive: Archive, capture: Capture, kept: Record, page: Page) -> Record:
    """Return what today's parser reads with the furniture set of that night.

    What the crawl knew and a body does not say (it was led to the front page) stays as kept.
    """
    if kept.not_understood is not None:
        return kept
    answered = host(capture.url)
    furniture = old.furniture.version(answered, kept.furniture_version)
    known = furniture or old.furniture.current(answered)
    return reread(page, capture, archive, known, kept.genre)


def _different(old: Store, new: Store) -> Iterator[str]:
    """Yield the URLs of Items whose Versions are not the same in both; ids are made anew."""
    mine, theirs = _by_url(old), _by_url(new)
    for url in sorted(mine.keys() | theirs.keys()):
        if mine.get(url) != theirs.get(url):
            yield url


def _by_url(store: Store) -> dict[str, tuple[Content, ...]]:
    found = {}
    for item in store.items.known():
        if not item.history and item.pages:
            versions = store.items.versions(item.id)
            found[item.pages[0].page.url] = tuple(version.content for version in versions)
    return found
