"""A Source looked at live, without storing or mailing anything: what is found and what is not."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crawler.plan import SourcePlan
from crawler.run import crawl, lanes
from monitor.config import Config
from monitor.exits import LockHeld
from monitor.lock import is_held
from monitor.sources import crawl_settings, plans
from monitor.standing import running
from storage.archive import Archive
from storage.errors import StorageError
from storage.store import Store
from storage.types import Response, SourceRun, Visit


@dataclass(frozen=True, slots=True)
class Looked:
    """One page as it came and as it was read."""

    visit: Visit
    response: Response


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a Source found."""

    source_run: SourceRun
    pages: tuple[Looked, ...]


def check(config: Config, source: str, limit: int, clock: Callable[[], datetime]) -> Checked:
    """Return what a night would find on at most `limit` pages of a Source.

    Everything goes through the same crawl as a night's, into a store that is thrown away.
    Raises ConfigError for an unknown Source, LockHeld while a night visits its hosts: two visits
    at once are one too many for a site. No lock is held: a night that begins is not kept waiting.
    """
    (plan,) = plans(config, (source,))
    for busy in under_way(config, clock()):
        if len(lanes([plan, busy])) == 1:
            raise LockHeld(
                f"{source}: a night is at work on {busy.spider.name} at the same hosts: "
                "try again when it is done"
            )
    return looked_at(config, replace(plan, page_budget=limit, sample=True), clock)


def looked_at(config: Config, plan: SourcePlan, clock: Callable[[], datetime]) -> Checked:
    """Return what a visit of one Source finds; it is stored where nothing is kept."""
    with (
        tempfile.TemporaryDirectory(prefix="iom-monitor-check-") as folder,
        Store.open(Path(folder) / "monitor.sqlite") as store,
        Archive(Path(folder) / "archive") as archive,
    ):
        run = store.runs.start(clock())
        archive.open_run(run.name)
        closed: list[SourceRun] = []
        crawl(run, (plan,), store, archive, crawl_settings(config, clock), closed.append)
        (source_run,) = closed
        visits = store.items.night(source_run.id).visits
        pages = tuple(Looked(visit, archive.read(visit.capture.archived)) for visit in visits)
        return Checked(source_run, pages)


def under_way(config: Config, now: datetime) -> list[SourcePlan]:
    """Return the plans of the Sources that a night is visiting; none where it cannot be known."""
    if not is_held(config.lock_file) or not config.database.exists():
        return []
    with suppress(StorageError), Store.view(config.database) as store:
        run_id = running(next(iter(store.runs.last(1)), None), config, now)
        parts = store.runs.source_runs(run_id) if run_id else ()
        open_ = {part.source for part in parts if part.status is None}
        return [plan for plan in plans(config) if plan.spider.name in open_]
    return []


def save(pages: tuple[Looked, ...], source: str, folder: Path) -> list[Path]:
    """Write pages as test cases, `<folder>/<source>/<case>/page.html` and `meta.json`.

    A case that is there already stays as it is. The first test run writes `expected.json`.
    """
    written = []
    for page in pages:
        case = folder / source / case_name(page.visit.page.url)
        if case.exists() or not page.response.body:
            continue
        case.mkdir(parents=True)
        (case / "page.html").write_bytes(page.response.body)
        meta = {
            "url": page.visit.page.url,
            # A live page says things in its markup that its text does not: a test asks for this.
            "saved": "live",
            "source": source,
            "genre": page.visit.record.genre if page.visit.record else None,
            "fetched_at": page.response.fetched_at.isoformat(),
            "media_type": page.visit.capture.media_type,
            "charset": page.visit.capture.charset,
            "card": {"title": page.visit.page.card_title, "date": page.visit.page.card_date},
        }
        text = json.dumps(meta, ensure_ascii=False, indent=2)
        (case / "meta.json").write_text(text + "\n", encoding="utf-8")
        written.append(case)
    return written


def case_name(url: str) -> str:
    """Return a folder name made of the end of a URL's path."""
    path = re.sub(r"^[a-z]+://[^/]+", "", url).rstrip("/")
    name = re.sub(r"[^a-z0-9]+", "-", path.rsplit("/", 1)[-1].lower()).strip("-")
    return re.sub(r"-?html?$", "", name)[:60] or "page"
