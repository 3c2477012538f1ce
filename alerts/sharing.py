"""Runs of words by the million: eight bytes each, and looked through a part at a time.

A set of Python's numbers takes some hundred bytes for each of them, and an index of all runs as
much again: ten thousand articles would need more than a small machine has.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import TypeAlias

#: The hashes of a text's runs, each once, in ascending order.
Runs: TypeAlias = "array[int]"

#: Hashes are below this.
_END = 1 << 64
#: So many runs are looked through at once: what counts them takes about 20 MB.
_AT_ONCE = 1 << 17


def packed(runs: AbstractSet[int]) -> Runs:
    """Return these runs in little space."""
    return array("Q", sorted(runs))


def without(runs: Runs, left_out: AbstractSet[int]) -> Runs:
    """Return a text's runs less some."""
    return array("Q", (run for run in runs if run not in left_out))


def shared(one: Runs, other: Runs) -> int:
    """Return how many runs two texts have in common."""
    return len(set(one).intersection(other))


def common_runs(texts: Sequence[Runs], most: int) -> frozenset[int]:
    """Return the runs that stand in more than `most` of the texts."""
    counted = (Counter(chain.from_iterable(part.values())) for part in _parts(texts))
    return frozenset(run for counts in counted for run, count in counts.items() if count > most)


def near(texts: Sequence[Runs], contained: float) -> Iterator[tuple[int, int]]:
    """Yield the places, the later one first, of all pairs of which one may hold most of the other.

    A text that holds so much of a shorter one (`contained`) holds as much of at least one part of
    it. Pairs of which that is true come once for each such part, and need not hold as much of all.
    """
    for part in _parts(texts):
        for place, beside in _beside(part):
            for other, count in beside.items():
                shorter = min(other, place, key=lambda at: len(texts[at]))
                if count / len(part[shorter]) >= contained:
                    yield place, other


def _beside(part: Mapping[int, Runs]) -> Iterator[tuple[int, Counter[int]]]:
    """Yield each text's place, and how many runs of this part it shares with each earlier text."""
    counts = Counter(chain.from_iterable(part.values()))
    holders: dict[int, list[int]] = {run: [] for run, count in counts.items() if count > 1}
    del counts
    for place, runs in part.items():
        beside: Counter[int] = Counter()
        for run in runs:
            if (others := holders.get(run)) is not None:
                beside.update(others)
                others.append(place)
        yield place, beside


def _parts(texts: Sequence[Runs]) -> Iterator[dict[int, Runs]]:
    """Yield what each text has of all runs' first part, of their second, …, by the text's place."""
    parts = 1 + sum(map(len, texts)) // _AT_ONCE
    begin = [0] * len(texts)
    for number in range(1, parts + 1):
        bound = _END * number // parts
        found: dict[int, Runs] = {}
        for place, runs in enumerate(texts):
            end = bisect_left(runs, bound, begin[place])
            if end > begin[place]:
                found[place] = runs[begin[place] : end]
                begin[place] = end
        yield found
