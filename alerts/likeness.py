"""How alike two texts are: shingles of four tokens, whatever stands around them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import ceil
from sys import intern
from typing import Generic, TypeVar

from opencc import OpenCC

from alerts.fingerprint import content_paragraphs
from alerts.tokens import words
from storage.types import Content

_Owner = TypeVar("_Owner")

_SIZE = 4
#: From here on a text is what became of another.
ALIKE = 0.75
#: Shorter texts ("Photo gallery") are alike by accident.
_LEAST_WORDS = 40

#: The shingles of each Edition, by language.
Shingled = Mapping[str, frozenset[int]]


@lru_cache(maxsize=8192)
def text_words(body: str) -> tuple[str, ...]:
    """Return the meaning tokens of a body's content, Chinese in simplified characters."""
    # Each word once in memory, however many texts that are kept here say it.
    return tuple(map(intern, words(_in_one_script("\n".join(content_paragraphs(body))))))


def _in_one_script(text: str) -> str:
    return text if text.isascii() else str(_simplified().convert(text))


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def shingles(tokens: Iterable[str]) -> frozenset[int]:
    """Return the hashes of all runs of four tokens; of the whole when it is shorter."""
    run = tuple(tokens)
    if not run:
        return frozenset()
    return frozenset(
        hashed("\x1f".join(run[start : start + _SIZE]))
        for start in range(max(1, len(run) - _SIZE + 1))
    )


def body_keys(content: Content) -> frozenset[str]:
    """Return a key for each Edition's body that is long enough to identify a text."""
    return frozenset(
        f"{language[:2]}:{hashed(' '.join(run)):x}"
        for language, edition in content.editions.items()
        if len(run := text_words(edition.body)) >= _LEAST_WORDS
    )


def shingled(content: Content) -> Shingled:
    """Return each Edition's shingles, of those whose body is long enough to identify a text."""
    texts = {tag: text_words(edition.body) for tag, edition in content.editions.items()}
    return {tag: shingles(run) for tag, run in texts.items() if len(run) >= _LEAST_WORDS}


def jaccard(one: Shingled, other: Shingled) -> float:
    """Return the best Jaccard likeness of any Edition that both have."""
    shared = [(mine, other[tag]) for tag, mine in one.items() if tag in other]
    return max((len(mine & theirs) / len(mine | theirs) for mine, theirs in shared), default=0.0)


def likeness(one: Content, other: Content) -> float:
    """Return how alike two Contents are in the Edition in which they are most alike: 0 to 1."""
    return jaccard(shingled(one), shingled(other))


class Alikes(Generic[_Owner]):
    """Texts and whose they are, to be found by what became of them.

    Not each is compared with each: where two are so alike, the first runs of both, in one order
    of all runs, have one in common.
    """

    def __init__(self) -> None:
        """Begin without texts."""
        self._texts: list[tuple[_Owner, Shingled]] = []
        self._by_run: dict[tuple[str, int], list[int]] = defaultdict(list)

    def add(self, owner: _Owner, text: Shingled) -> None:
        """Take a text in."""
        for run in _first_runs(text):
            self._by_run[run].append(len(self._texts))
        self._texts.append((owner, text))

    def like(self, text: Shingled) -> Iterator[tuple[float, _Owner]]:
        """Yield how alike, and whose, each text is that became this one; first come, first told."""
        near = {place for run in _first_runs(text) for place in self._by_run.get(run, ())}
        for place in sorted(near):
            owner, other = self._texts[place]
            if (found := jaccard(other, text)) >= ALIKE:
                yield found, owner


def _first_runs(text: Shingled) -> Iterator[tuple[str, int]]:
    """Yield each Edition's first runs: a text that is ALIKE has one of them among its own."""
    for tag, runs in text.items():
        few = len(runs) - ceil(ALIKE * len(runs)) + 1
        yield from ((tag, run) for run in sorted(runs)[:few])


def hashed(text: str) -> int:
    """Return a number below 2^64 for a text, the same every night."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big"
    )
