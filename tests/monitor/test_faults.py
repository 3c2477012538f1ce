"""A fault of ours that concerns one source, or one reader, costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from alerts import stories
from alerts.digest import Digest
from crawler.plan import SourcePlan
from monitor import nightly as night
from monitor import telling
from monitor.config import Config, from_table
from monitor.demo.mailbox import Mailbox
from monitor.session import utcnow
from monitor.sources import plans
from storage.archive import Archive
from storage.errors import StorageError
from storage.schema import recipients
from storage.store import Store
from storage.types import (
    Change,
    Content,
    Counts,
    Edition,
    Recipient,
    Record,
    Run,
    SourceRun,
    StoryMember,
)
from tests.monitor.place import swap_pages

BROKEN = "chinadaily"
READERS = ("one@example.org", "two@example.org", "three@example.org")


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with Mailbox(tmp_path / "mail") as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, mailbox: Mailbox) -> Config:
    mail = {
        "host": "127.0.0.1",
        "port": mailbox.port,
        "security": "none",
        "sender": "m@example.org",
    }
    table = {"contact": "ops@example.org", "data_dir": str(tmp_path / "data"), "mail": mail}
    made = from_table(table, "test")
    with Store.open(made.database) as store:
        for reader in READERS:
            store.recipients.add(Recipient(0, reader, quiet_nights=True))
    return made


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Sources that nights visit: a crawl that finds nothing anywhere."""
    found: list[str] = []

    def crawl(
        run: Run, plans: Sequence[SourcePlan], store: Store, _archive: Archive, settings: Any,
        on_closed: Callable[[SourceRun], None], _progress: object,
    ) -> None:  # fmt: skip
        for plan in plans:
            name, now = plan.spider.name, settings.clock()
            found.append(name)
            begun = store.runs.start_source(run.id, name, plan.spider.genre, now)
            on_closed(store.runs.close_source(begun.id, "ok", None, Counts(listed=1), now))

    monkeypatch.setattr(night, "crawl", crawl)
    return found


def breaking(decides: Callable[..., tuple[Change, ...]]) -> Callable[..., tuple[Change, ...]]:
    def decide(store: Store, archive: Archive, source_run: SourceRun, *more: Any) -> Any:
        if source_run.source == BROKEN:
            raise KeyError("a bug of ours")
        return decides(store, archive, source_run, *more)

    return decide


def test_a_source_that_cannot_be_decided_keeps_no_other_and_no_mail_back(
    config: Config, visited: list[str], mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = night.decide_source_run
    monkeypatch.setattr(night, "decide_source_run", breaking(sound))
    report = night.nightly(config)
    others = set(visited) - {BROKEN}
    assert (int(report.exit_code), report.mail.sent) == (1, len(READERS))
    assert {run.source: run.status for run in report.source_runs} == {
        BROKEN: "failed", **dict.fromkeys(others, "ok")
    }  # fmt: skip
    assert "unexpected: KeyError: 'a bug of ours'" in {run.reason for run in report.source_runs}
    with Store.open(config.database) as store:
        (left,) = store.runs.undecided()
        assert (left.source, store.runs.last(1)[0].exit_code) == (BROKEN, 1)

    # What is left is decided before anything newer of its Source, or that is not looked at.
    visited.clear()
    again = night.nightly(config)
    assert int(again.exit_code) == 1
    assert set(visited) == others
    with Store.open(config.database) as store:
        assert [run.id for run in store.runs.undecided()] == [left.id]

    visited.clear()
    monkeypatch.setattr(night, "decide_source_run", sound)
    assert int(night.nightly(config).exit_code) == 0
    assert set(visited) == others | {BROKEN}
    with Store.open(config.database) as store:
        assert store.runs.undecided() == ()


def test_a_visit_to_some_sources_does_not_say_that_all_were_checked(
    config: Config, visited: list[str], mailbox: Mailbox
) -> None:
    (some, *_) = plans(config)
    assert night.nightly(config).mail.sent == len(READERS)
    with Store.open(config.database) as store, store.database.write() as connection:
        connection.execute(update(recipients).values(last_digest_at=utcnow() - timedelta(days=2)))
    assert night.nightly(config, only=(some.spider.name,)).mail.queued == 0
    with Store.open(config.database) as store:
        assert [run.whole for run in store.runs.last(2)] == [False, True]
    assert night.nightly(config).mail.sent == len(READERS)
    assert visited.count(some.spider.name) == 3


def test_a_damaged_database_is_not_taken_for_a_fault_of_one_source(
    config: Config, visited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def misread(*_: Any) -> tuple[Change, ...]:
        swap_pages(config.database)
        raise TypeError("unsupported format string passed to NoneType.__format__")

    monkeypatch.setattr(night, "decide_source_run", misread)
    with pytest.raises(StorageError, match="is damaged: "):
        night.nightly(config)
    assert len(visited) == 1


def test_a_digest_that_cannot_be_made_keeps_no_other_back(
    config: Config, visited: list[str], mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    renders = telling.render

    def render(digest: Digest, *more: Any) -> Any:
        if digest.recipient.address == READERS[1]:
            raise IndexError("a bug of ours")
        return renders(digest, *more)

    monkeypatch.setattr(telling, "render", render)
    report = night.nightly(config)
    assert (int(report.exit_code), report.mail.sent, report.mail.unmade) == (1, 2, 1)
    monkeypatch.setattr(telling, "render", renders)
    assert (int(night.nightly(config).exit_code), visited.count(BROKEN)) == (0, 2)
    told = [file.name for file in mailbox.folder.glob("*.eml") if READERS[1] in file.name]
    assert len(told) == 1


@pytest.mark.parametrize("error", [MemoryError, KeyError])
def test_stories_that_cannot_be_grouped_keep_no_mail_back_and_stay_what_they_were(
    config: Config,
    visited: list[str],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    with Store.open(config.database) as store:
        names = [store.items.import_record(_record(n), utcnow()) for n in range(2)]
        store.stories.save([[StoryMember(name, "repost") for name in names]])
        known = store.stories.all()
    groups = stories.group
    monkeypatch.setattr(stories, "group", _raising(error("a fault")))
    with capture_logs() as logged:
        report = night.nightly(config)
    assert (int(report.exit_code), report.mail.sent, report.mail.grouped) == (1, 3, False)
    assert "stories.ungrouped" in {line["event"] for line in logged}
    with Store.open(config.database) as store:
        assert store.stories.all() == known != ()
    monkeypatch.setattr(stories, "group", groups)
    assert (int(night.nightly(config).exit_code), visited.count(BROKEN)) == (0, 2)
    with Store.open(config.database) as store:
        assert store.stories.all() == ()


def test_a_damaged_database_is_not_taken_for_a_fault_of_grouping(
    config: Config, visited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def misread(*_: Any) -> tuple[()]:
        swap_pages(config.database)
        raise TypeError("unsupported format string passed to NoneType.__format__")

    monkeypatch.setattr(stories, "group", misread)
    with pytest.raises(StorageError, match="is damaged: "):
        night.nightly(config)
    assert visited


def _raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any) -> Any:
        raise error

    return fail


def _record(number: int) -> Record:
    content = Content(editions={"en": Edition(f"T{number}", f"Text {number}.")})
    return Record(f"https://a.example/{number}", "a", "news", "fake", 1, content=content)
