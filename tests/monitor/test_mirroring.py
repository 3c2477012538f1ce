"""An edit of one language that the other does not follow is pointed out once to each reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import telling
from monitor.config import Config, from_table
from storage.store import Store
from storage.types import (
    ChangeDraft,
    Content,
    Decision,
    Edition,
    ItemOutcome,
    MessageDraft,
    Recipient,
)

EVENING = datetime(2026, 11, 1, 18, 30, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://www.iom.int/news/shelter"
OTHER = "https://www.iom.int/news/other"
SAID = "the Chinese text was edited, the English text was not"


def story(chinese: int, english: int) -> Content:
    return Content(
        editions={
            "zh-Hans": Edition("住所", f"本次培训共有{chinese}名官员参加,学员来自九个省份。"),
            "en": Edition("Shelter", f"In all, {english} officials took part in the training."),
        }
    )


class Nights:
    """Nights of one Source that say what they are told to."""

    def __init__(self, store: Store, config: Config) -> None:
        self.store, self.config = store, config
        self.now = EVENING
        self.items: dict[str, str] = {}

    def play(self, **pages: Content) -> list[MessageDraft]:
        """Return the digests of the next night, on which these Items read so."""
        self.now += DAY
        run = self.store.runs.start(self.now)
        part = self.store.runs.start_source(run.id, "iom_news", "news", self.now)
        outcomes = tuple(self._outcome(name, content) for name, content in pages.items())
        made = self.store.items.apply(Decision(part.id, "ok", None, False, outcomes), self.now)
        for name, change in zip(pages, made, strict=True):
            self.items[name] = change.item_id
        drafts = list(telling.compose_drafts(self.config, self.store, (), self.now).drafts)
        self.store.outbox.enqueue(drafts, self.now, timedelta(days=5))
        return drafts

    def _outcome(self, name: str, content: Content) -> ItemOutcome:
        page = self.store.pages.ensure(f"https://www.iom.int/news/{name}", "iom_news", self.now)
        known = self.items.get(name)
        return ItemOutcome(
            item_id=known,
            source="iom_news",
            genre="news",
            state="present",
            identifiers=frozenset({("url", page.url)}),
            page_ids=(page.id,),
            content=content,
            change=ChangeDraft(("updated",) if known else ("new",), "substantive", "said"),
        )


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    config = from_table(
        {"contact": "a@example.org", "data_dir": str(tmp_path), "hints": {"mirror_days": 3}},
        "monitor.toml",
    )
    with Store.open(tmp_path / "monitor.sqlite") as store:
        yield Nights(store, config)


def reader(nights: Nights, address: str, **wishes: object) -> None:
    nights.store.recipients.add(Recipient(0, address, created_at=EVENING, **wishes))  # type: ignore[arg-type] - wishes are its fields


def texts(drafts: list[MessageDraft]) -> list[str]:
    return [" ".join((draft.text or "").split()) for draft in drafts]


def test_it_waits_for_a_digest_and_is_said_once(nights: Nights) -> None:
    reader(nights, "smith@example.org")
    nights.play(shelter=story(10, 10))
    (told,) = texts(nights.play(shelter=story(12, 10)))
    assert SAID not in told
    assert [nights.play() for _ in range(5)] == [[]] * 5  # never the reason for a digest
    (first,) = texts(nights.play(other=story(5, 5)))
    assert first.count(SAID) == 1
    assert "Edited in one language only" in first
    (second,) = texts(nights.play(other=story(6, 6)))
    assert SAID not in second


def test_on_an_item_that_is_told_anyway_it_stands_there(nights: Nights) -> None:
    reader(nights, "smith@example.org")
    nights.play(shelter=story(10, 10))
    nights.play(shelter=story(12, 10))
    for _ in range(3):
        nights.play()
    (told,) = texts(nights.play(shelter=story(13, 10)))
    assert told.count(SAID) == 1
    assert "Edited in one language only" not in told


def test_a_mirrored_edit_is_never_named(nights: Nights) -> None:
    reader(nights, "smith@example.org")
    nights.play(shelter=story(10, 10))
    nights.play(shelter=story(12, 10))
    nights.play(shelter=story(12, 12))
    for _ in range(6):
        nights.play()
    (told,) = texts(nights.play(other=story(5, 5)))
    assert SAID not in told


def test_each_reader_hears_it_in_the_own_next_digest_and_others_filters_hold(
    nights: Nights,
) -> None:
    reader(nights, "smith@example.org")
    reader(nights, "monthly@example.org", frequency="monthly", frequency_day=20)
    reader(nights, "visas@example.org", include=("visas",))
    nights.play(shelter=story(10, 10))
    nights.play(shelter=story(12, 10))
    said: dict[str, int] = {}
    for night in range(40):
        pages = {"other": story(night, night)} if night % 2 else {}
        for draft in nights.play(**pages):
            said[draft.address] = said.get(draft.address, 0) + (draft.text or "").count(
                "the Chinese text was edited"
            )
    assert said == {"smith@example.org": 1, "monthly@example.org": 1}


def test_who_subscribes_later_is_not_told_of_what_was_before(nights: Nights) -> None:
    nights.play(shelter=story(10, 10))
    nights.play(shelter=story(12, 10))
    for _ in range(5):
        nights.play()
    nights.store.recipients.add(Recipient(0, "late@example.org", created_at=nights.now))
    (told,) = texts(nights.play(other=story(5, 5)))
    assert SAID not in told
