"""What a reader's filters left out stays left out when the reader asks for more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.config import from_table
from storage.store import Store
from storage.types import Recipient
from tests.monitor.test_mirroring import EVENING, Nights, story

LI = Recipient(0, "li@example.org", include=("visa",), created_at=EVENING)


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    config = from_table({"contact": "a@example.org", "data_dir": str(tmp_path)}, "monitor.toml")
    with Store.open(tmp_path / "monitor.sqlite") as store:
        yield Nights(store, config)


def wants_everything(nights: Nights) -> None:
    (person,) = nights.store.recipients.all()
    nights.store.recipients.edit(replace(person, include=()))


def test_who_asks_for_more_gets_what_comes_and_not_all_that_there_ever_was(nights: Nights) -> None:
    nights.store.recipients.add(LI)
    for number in range(3):
        assert nights.play(**{f"old{number}": story(number, number)}) == []
    wants_everything(nights)
    assert nights.play() == []
    (draft,) = nights.play(fresh=story(40, 40))
    assert draft.subject.startswith("IOM China: 1 new")


def test_a_weekly_readers_other_filters_hold_for_the_week(nights: Nights) -> None:
    nights.store.recipients.add(replace(LI, frequency="weekly", frequency_day=5))
    assert nights.play(monday=story(35, 35)) == []
    wants_everything(nights)
    assert [nights.play() for _ in range(3)] == [[], [], []]
    (friday,) = nights.play()
    assert friday.subject.startswith("IOM China: 1 new")


def test_what_nights_load_does_not_grow_with_a_reader_whom_nothing_concerns(nights: Nights) -> None:
    nights.store.recipients.add(LI)
    for number in range(3):
        nights.play(**{f"story{number}": story(number, number)})
    (person,) = nights.store.recipients.all()
    assert person.told_change == nights.store.items.latest_change_id()
    assert person.last_digest_at is None
