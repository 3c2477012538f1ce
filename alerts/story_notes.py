"""How a repost differs from its original, in words."""

from __future__ import annotations

from alerts.likeness import text_words
from alerts.tokens import plain_number
from storage.types import Content, KnownItem, Language

#: What a figure counts in: `1360万`, `13.6 million`.
_GLUED = frozenset("百千万萬亿億")
_SPACED = frozenset(("hundred", "thousand", "million", "billion", "trillion", "percent"))
#: A text is longer when it says this much more.
_LONGER = 1.3


def difference(original: KnownItem, item: KnownItem) -> str | None:
    """Return whether it is older, longer or differs in a number, in words; None when not."""
    old, new = original.version.content, item.version.content
    notes = [*_age(old, new), *_length(old, new)]
    notes += [
        f"number differs: {one} → {other} ({language})"
        for language, one, other in swapped_numbers(old, new)
    ]
    return "; ".join(notes) or None


def _age(old: Content, new: Content) -> list[str]:
    if old.published and new.published and new.published.day() < old.published.day():
        return [f"older: {new.published.iso} against {old.published.iso}"]
    return []


def _length(old: Content, new: Content) -> list[str]:
    notes = []
    for language, edition in new.editions.items():
        if language not in old.editions:
            continue
        size, was = len(text_words(edition.body)), len(text_words(old.editions[language].body))
        if size > was * _LONGER:
            notes.append(f"longer: {size} against {was} words ({language})")
        elif was > size * _LONGER:
            notes.append(f"shorter: {size} against {was} words ({language})")
    return notes


def swapped_numbers(old: Content, new: Content) -> list[tuple[Language, str, str]]:
    """Return (language, old, new) of figures that differ between the same words."""
    found: list[tuple[Language, str, str]] = []
    for language, edition in new.editions.items():
        if language in old.editions:
            before = _contexts(text_words(old.editions[language].body))
            after = _contexts(text_words(edition.body))
            found += [
                (language, before[key], after[key])
                for key in before
                if key in after and before[key] != after[key]
            ]
    return list(dict.fromkeys(found))


def _contexts(run: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Return (two words before, two after) → figure; words that stand around two are left out."""
    found: dict[tuple[str, ...], str] = {}
    twice: set[tuple[str, ...]] = set()
    for place, word in enumerate(run):
        if not word[0].isdigit():
            continue
        key = (*run[max(0, place - 2) : place], "#", *run[place + 1 : place + 3])
        if key in found:
            twice.add(key)
        found[key] = plain_number(word) + _unit(run[place + 1 : place + 2])
    return {key: number for key, number in found.items() if key not in twice}


def _unit(behind: tuple[str, ...]) -> str:
    """Return the unit that the word behind a figure is, as it is written after it."""
    word = "".join(behind)
    return word if word in _GLUED else f" {word}" if word in _SPACED else ""
