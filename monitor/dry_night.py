"""A night that is played and thrown away: what it would tell, with nothing stored or mailed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.plan import Progress
from crawler.run import crawl
from monitor import telling
from monitor.config import Config
from monitor.deciding import closed, decide_source_run
from monitor.exits import Exit, worst
from monitor.grouping import group_stories
from monitor.lock import only_one
from monitor.nightly import NightReport
from monitor.renaming import take_over
from monitor.session import utcnow
from monitor.sources import crawl_settings, plans
from storage import upkeep
from storage.archive import Archive
from storage.store import Store
from storage.types import Change, MessageDraft, SourceRun


@dataclass(frozen=True, slots=True)
class DryNight:
    """What the night would have come to, and the digests it would have sent."""

    report: NightReport
    drafts: tuple[MessageDraft, ...]


def dry_night(
    config: Config,
    *,
    only: Iterable[str] = (),
    clock: Callable[[], datetime] = utcnow,
    on_progress: Callable[[Progress], None] | None = None,
) -> DryNight:
    """Return what a night would find and tell now; database and archive stay as they are.

    The lock is held, because two visits at once are one too many for the sites. Raises what
    `nightly` raises.
    """
    named = tuple(only)
    wanted = plans(config, named)
    with only_one(config.lock_file), _copies(config) as (store, archive):
        take_over(config, store)
        changes: list[Change] = []
        source_runs: list[SourceRun] = []
        for left in store.runs.undecided():
            changes += decide_source_run(store, archive, closed(store, left, clock()), clock())

        def decide(source_run: SourceRun) -> None:
            changes.extend(decide_source_run(store, archive, source_run, clock()))
            source_runs.append(store.runs.source_run(source_run.id) or source_run)

        run = store.runs.start(clock())
        archive.open_run(run.name)
        crawl(run, wanted, store, archive, crawl_settings(config, clock), decide, on_progress)
        grouped = group_stories(store)
        problems = tuple(each for each in source_runs if each.status != "ok")
        made = telling.compose_drafts(config, store, problems, clock(), whole=not named)
        mail = telling.MailReport(len(made.drafts), unmade=made.unmade, grouped=grouped)
        faulty = made.unmade or not grouped
        code = worst([Exit.SOURCES] * bool(problems) + [Exit.UNEXPECTED] * bool(faulty))
        return DryNight(
            NightReport(run, tuple(source_runs), tuple(changes), mail, code), made.drafts
        )


@contextmanager
def _copies(config: Config) -> Iterator[tuple[Store, Archive]]:
    """Give a copy of the database and a view of the archive; both are gone afterwards.

    The view is a folder of links: a night reads old WARC files through them and makes files of
    its own beside them, never through them, for an archive only makes files that are not there.
    """
    with tempfile.TemporaryDirectory(prefix="iom-monitor-dry-") as name:
        database, view = Path(name) / "monitor.sqlite", Path(name) / "archive"
        if config.database.exists():
            upkeep.backup(config.database, database)
        view.mkdir()
        for file in Archive(config.archive_dir).files():
            (view / file).symlink_to((config.archive_dir / file).absolute())
        with Store.open(database) as store, Archive(view) as archive:
            yield store, archive
