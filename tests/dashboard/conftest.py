"""A house full of everything that the dashboard shows, some of it hostile."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have httpx2
    from starlette.testclient import TestClient

from monitor.config import Config, from_table
from monitor.dashboard.app import dashboard
from monitor.dashboard.public import public
from storage.archive import Archive
from storage.store import Store
from storage.types import (
    AlertDraft,
    Amount,
    ChangeDraft,
    Content,
    Counts,
    Edition,
    Field,
    MessageDraft,
    PageDate,
    Recipient,
    StoryMember,
)
from tests.storage.world import World

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\u202e\"'&<img src=x onerror=alert(2)>"
PUBLIC = "https://monitor.example/iom"


@dataclass
class House:
    """A filled store and what to ask for."""

    config: Config
    bilingual: str
    project: str
    hostile: str
    repost: str
    removed: str
    run: str
    capture: int
    strange: int
    token: str
    message_id: str

    @property
    def key(self) -> str:
        return self.message_id.strip("<>").partition("@")[0]


@pytest.fixture
def make_config(tmp_path: Path) -> Callable[..., Config]:
    return partial(_config, tmp_path)


def _config(folder: Path, **web: Any) -> Config:
    table = {"contact": "ops@monitor.example", "data_dir": str(folder / "data"), "web": web}
    return from_table(table, "test")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House]:
    """A filled data folder and what is in it: made once, and copied for each test."""
    folder = tmp_path_factory.mktemp("house")
    config = _config(folder, public_url=PUBLIC, allowed_hosts=["monitor.internal"])
    with Store.open(config.database) as store, Archive(config.archive_dir) as archive:
        return config.data_dir, filled(config, World(store, archive))


@pytest.fixture
def house(make_config: Callable[..., Config], furnished: tuple[Path, House]) -> House:
    data, house = furnished
    config = make_config(public_url=PUBLIC, allowed_hosts=["monitor.internal"])
    shutil.copytree(data, config.data_dir)
    return replace(house, config=config)


@pytest.fixture
def client(house: House) -> TestClient:
    return browser(dashboard(house.config, lambda: NOW))


@pytest.fixture
def visitor(house: House) -> TestClient:
    return browser(public(house.config, lambda: NOW), "http://monitor.example")


def browser(app: Any, base_url: str = "http://localhost:8765") -> TestClient:
    return TestClient(app, base_url=base_url, raise_server_exceptions=False, follow_redirects=False)


def _editions(number: int) -> dict[Any, Edition]:
    return {
        "zh-Hans": Edition(
            "北京移民培训", f"国际移民组织在北京培训了{number}名官员。\n\n培训为期3天。"
        ),
        "en": Edition(
            "Training in Beijing", f"IOM trained {number} officials in Beijing.\n\nIt took 3 days."
        ),
    }


def filled(config: Config, world: World) -> House:
    """Fill the store, the archive, the feeds and the log; return what to ask for."""
    store = world.store
    reader = store.recipients.add(Recipient(0, "wang@readers.example", created_at=world.now))
    urls = {
        name: f"https://www.iom.int/{name}"
        for name in ("bilingual", "project", "hostile", "repost", "removed", "strange")
    }
    world.night()
    capture = world.fetch(urls["bilingual"], "<h1>北京移民培训</h1><script>x()</script>".encode())
    strange = world.fetch(urls["strange"], b"<p>System maintenance</p>")
    store.pages.save_record(
        strange.id,
        world.record(urls["strange"], "x", not_understood="page: maintenance: it says so"),
    )
    store.pages.save_record(capture.id, world.record(urls["bilingual"], "x"))
    for name in ("project", "hostile", "repost", "removed"):
        world.read(urls[name], "A text of its own.")
    store.runs.close_source(
        world.runs[-1].id, "partial", HOSTILE, Counts(fetched=6, not_understood=1), world.now
    )
    fields = {
        "Project Status": Field("Active", "Active"),
        "Budget Amount (USD)": Field(Amount("250000", "USD"), "250,000"),
        "Year": Field(PageDate("2024"), "2024"),
    }
    outcomes = [
        world.outcome(urls["bilingual"], "x", content=Content(editions=_editions(35))),
        world.outcome(
            urls["project"], "x", genre="project",
            content=Content(editions={"en": Edition("Data in China", "Text.")}, fields=fields),
        ),
        world.outcome(
            urls["hostile"], "x",
            content=Content(
                editions={"en": Edition(HOSTILE, f"Body {HOSTILE}\n\nSecond.")},
                place=HOSTILE, captions=(HOSTILE,), published=PageDate("2026-03-01"),
            ),
            change=ChangeDraft(("new",), "substantive", f"new: {HOSTILE}"),
        ),
        world.outcome(urls["repost"], "x", genre="repost", content=Content(editions=_editions(35))),
        world.outcome(urls["removed"], "Gone soon. It was here."),
    ]  # fmt: skip
    world.decide(*outcomes, status="partial", reason=HOSTILE)
    first = store.runs.finish(world.runs[-1].run_id, world.now, 3)
    world.night()
    world.close()
    changed = {**fields, "Project Status": Field("Completed", "Completed")}
    told = world.decide(
        world.outcome(urls["bilingual"], "x", content=Content(editions=_editions(42))),
        world.outcome(
            urls["project"], "x", genre="project",
            content=Content(editions={"en": Edition("Data in China", "Text.")}, fields=changed),
        ),
        world.outcome(
            urls["removed"], "x", state="removed", content=None,
            change=ChangeDraft(("removed",), "substantive", "removed: x: answered 404"),
        ),
    )  # fmt: skip
    store.runs.finish(world.runs[-1].run_id, world.now, 0)
    ids = {
        name: store.pages.ensure(url, "iom_news", world.now).item_id or ""
        for name, url in urls.items()
    }
    store.stories.save(
        [[StoryMember(ids["bilingual"], "original"), StoryMember(ids["repost"], "repost", 0.97)]]
    )
    store.alerts.add(AlertDraft("bad", "iom_news", f"partial: {HOSTILE}"), world.now)
    message_id = "<" + "ab" * 16 + "@monitor.example>"
    drafts = [
        MessageDraft(
            message_id, reader.address, f"Two changes {HOSTILE}", b"x", recipient_id=reader.id,
            change_ids=tuple(change.id for change in told), html=f"<p style='color:red'>To {reader.address}</p>",
            text="As text", whole=f"<p>All of it, to {reader.address}</p>",
        ),
        MessageDraft(
            "<" + "cd" * 16 + "@monitor.example>", "ops@monitor.example", "Alert", b"x",
            html="<p>secret</p>", whole="<p>secret</p>",
        ),
    ]  # fmt: skip
    store.outbox.enqueue(drafts, world.now, timedelta(days=5))
    _write_files(config, first.name)
    return House(
        config, ids["bilingual"], ids["project"], ids["hostile"], ids["repost"], ids["removed"],
        first.name, capture.id, strange.id, reader.token, message_id,
    )  # fmt: skip


def _write_files(config: Config, run: str) -> None:
    config.feeds_dir.mkdir(parents=True)
    for name in ("en.atom", "en.json", "zh-Hans-iom_news.atom", "zh-Hans-iom_news.json"):
        (config.feeds_dir / name).write_text(f"feed {name}")
    (config.feeds_dir / "notes.txt").write_text("private")
    config.log_file.parent.mkdir(parents=True)
    events = [
        {"event": "source.closed", "run": run, "source": "iom_news", "level": "warning", "reason": HOSTILE},
        {"event": "item.decided", "run": run, "level": "debug"},
        {"event": "other.run", "run": "another", "level": "info"},
    ]  # fmt: skip
    config.log_file.write_text("".join(json.dumps(event) + "\n" for event in events))
