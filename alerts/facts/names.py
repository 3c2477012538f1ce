"""Latin names inside a Chinese text, looked up in the English one; never the other way round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from alerts.facts.patterns import ADDRESS

_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_WORD = rf"[A-ZÀ-ÖØ-Þ]{_LETTER}*(?:['’-]{_LETTER}+)*\.?"
_NAME = re.compile(
    rf"(?<![A-Za-z]){_WORD}(?:[ \u00a0·]+(?:(?:of|and|for|de|van|von|the|bin|al|la) +)*{_WORD})*"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
#: Words that are no names though they begin with a capital.
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """tel fax email mail website web app logo phase mr ms mrs dr prof no vs id pdf ppt wechat
        weixin zoom qq weibo mp vip covid pm km kg am ceo link video online""",
    )
)
_SMALL = frozenset(
    {"of", "and", "for", "the", "in", "on", "to", "a", "an", "with", "by", "de", "la"}
)
#: A longer run is a quoted title, which translators render freely.
_LONGEST = 4
_SHORTEST = 3
#: Words from one letter of an acronym to the next, at most.
_APART = 3


def missing_names(chinese: str, english: str) -> list[str]:
    """Return the Latin names of the Chinese text that the English text does not spell."""
    known = _spelled(english)
    rivals: dict[int, list[str]] = {}
    for word in known - _spelled(chinese):
        if len(word) >= _SHORTEST:
            rivals.setdefault(len(word), []).append(word)
    initials = _initials(english)
    found: dict[str, bool] = {}
    for match in _NAME.finditer(ADDRESS.sub(" ", chinese)):
        name = match[0]
        if name in found:
            continue
        words = [word for word in re.split(r"[\s·-]+", name) if word.lower() not in _SMALL]
        missing = [word for word in words if not _is_known(word, known)]
        found[name] = len(words) <= _LONGEST and any(
            not _ACRONYM.fullmatch(word) or _differs(word, initials, rivals) for word in missing
        )
    return [name for name, is_missing in found.items() if is_missing]


def _initials(english: str) -> tuple[str, str]:
    """Return the first letters of all words but the small ones, and of all words."""
    words = re.findall(r"[a-z]+", english.lower())
    grave = "".join(word[0] for word in words if word not in _SMALL)
    return grave, "".join(word[0] for word in words)


def _differs(acronym: str, initials: Iterable[str], rivals: Mapping[int, Sequence[str]]) -> bool:
    """Return whether an acronym is neither written out in English nor simply left out.

    `rivals`: words of the English text that the Chinese has not, by their length; one may be
    another spelling.
    """
    if any(_is_abbreviated(acronym, letters) for letters in initials):
        return False
    plain = _plain(acronym)
    return any(
        process.extractOne(plain, rivals.get(length, ()), scorer=OSA.distance, score_cutoff=1)
        for length in range(len(plain) - 1, len(plain) + 2)
    )


def _plain(word: str) -> str:
    """Return the word in lower-case letters without accents, dots and a final s."""
    letters = unicodedata.normalize("NFD", word.lower())
    return re.sub(r"[^a-z]", "", letters).removesuffix("s")


def _spelled(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?:['’.][^\W\d_]+)*", text)
    pieces = [piece for word in words for piece in re.split(r"['’.]", word)]
    joined = [one + other for one, other in pairwise(words)]
    return frozenset(_plain(word) for word in [*words, *pieces, *joined])


def _is_known(word: str, known: frozenset[str]) -> bool:
    plain = _plain(word)
    return len(plain) < _SHORTEST or word.rstrip(".").lower() in _COMMON or plain in known


def _is_abbreviated(acronym: str, initials: str) -> bool:
    """Return whether the letters are initials of words near each other: CICETE, GDF."""
    ends: set[int] | None = None
    for letter in filter(str.isupper, acronym):
        if ends is None:
            ends = {at for at, other in enumerate(initials) if other == letter.lower()}
        else:
            near = {at + step for at in ends for step in range(1, _APART + 1)}
            ends = {at for at in near if initials[at : at + 1] == letter.lower()}
    return ends is None or bool(ends)
