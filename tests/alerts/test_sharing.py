"""Runs that texts share: the same answers as by comparing all with all, in little memory."""

# ruff: noqa: S311 - dice, not keys
from __future__ import annotations

import random
import tracemalloc
from collections import Counter
from itertools import chain

import pytest

from alerts import sharing
from alerts.stories import group
from bench.stories import articles

#: Ten thousand articles and the rest of a night fit into 512 MB.
_MOST_PER_ITEM = 120_000


def test_ten_thousand_articles_can_be_grouped_on_a_small_machine() -> None:
    given = articles(240)
    tracemalloc.start()
    try:
        made = group(given)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(made) >= 15
    assert peak / len(given) < _MOST_PER_ITEM


def _texts(dice: random.Random) -> list[sharing.Runs]:
    """Return texts some of which hold most of others."""
    sets: list[set[int]] = []
    for _ in range(60):
        fresh = {dice.getrandbits(64) for _ in range(dice.randint(1, 80))}
        for other in dice.sample(sets, min(len(sets), dice.randint(0, 2))):
            fresh |= set(dice.sample(sorted(other), dice.randint(0, len(other))))
        sets.append(fresh)
    return [sharing.packed(each) for each in sets]


@pytest.mark.parametrize("at_once", [7, 300, 1 << 17])
def test_what_holds_most_of_another_is_near_it_in_some_part(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_AT_ONCE", at_once)
    for seed in range(10):
        texts = _texts(random.Random(seed))
        near = set(sharing.near(texts, 0.6))
        held = {
            (place, other)
            for place, text in enumerate(texts)
            for other in range(place)
            if sharing.shared(text, texts[other]) / min(len(text), len(texts[other])) >= 0.6
        }
        assert held
        assert held <= near
        assert at_once < 1 << 17 or held == near


@pytest.mark.parametrize("at_once", [7, 1 << 17])
def test_runs_of_many_texts_are_common_and_left_out(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_AT_ONCE", at_once)
    texts = _texts(random.Random(1))
    owners = Counter(chain.from_iterable(texts))
    common = sharing.common_runs(texts, 1)
    assert common == {run for run, count in owners.items() if count > 1}
    left = sharing.without(texts[-1], common)
    assert list(left) == [run for run in texts[-1] if owners[run] == 1]


def test_a_hash_at_either_end_stands_in_a_part() -> None:
    ends = sharing.packed({0, (1 << 64) - 1})
    assert sharing.common_runs([ends, ends], 1) == {0, (1 << 64) - 1}
