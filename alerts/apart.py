"""What tells two Contents apart that an address, a number or a text joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alerts.likeness import shingles, text_words
from storage.identity import normal_title
from storage.types import Content, Edition, Language, PageDate

#: Texts that share less are two, and none is an edit of the other.
ANOTHER = 0.25
#: An Edition of less than this of the longest one's words is no whole text.
_ABSTRACT = 0.3
#: As the Fund's English pages call it; parsers write it so in every language.
_START = "Start Date"
#: A start may be put off; what began later than this is another phase.
_YEARS = 1


def tells_another(content: Content, said: Iterable[Content]) -> bool:
    """Say whether the Content differs from all that was said in a language of its own.

    What shares no language with it contradicts nothing.
    """
    pairs = [pair for one in said for pair in _shared(content, one)]
    return bool(pairs) and not any(map(_are_alike, pairs))


def same_titles(content: Content, said: Iterable[Content]) -> bool:
    """Say whether the Content is headed as it was in a language of its own, or not at all."""
    titles = [(one.title, other.title) for each in said for one, other in _shared(content, each)]
    return not titles or any(
        not one or not other or normal_title(one) == normal_title(other) for one, other in titles
    )


def began_apart(one: Content, other: Content) -> bool:
    """Say whether two projects' first years are too far apart for one project."""
    years = [started.day().year for started in (_start(one), _start(other)) if started]
    return bool(years) and max(years) - min(years) > _YEARS


def _start(content: Content) -> PageDate | None:
    field = content.fields.get(_START)
    return field.value if field and isinstance(field.value, PageDate) else None


def _shared(one: Content, other: Content) -> Iterator[tuple[Edition, Edition]]:
    """Yield the Editions of one language; both scripts of Chinese are one."""
    theirs = _whole(other)
    for tag, mine in _whole(one).items():
        yield from ((mine, edition) for key, edition in theirs.items() if key[:2] == tag[:2])


def _whole(content: Content) -> dict[Language, Edition]:
    """Return the Editions that are no mere abstract or caption beside another."""
    words = {tag: len(text_words(edition.body)) for tag, edition in content.editions.items()}
    least = max(words.values(), default=0) * _ABSTRACT
    return {tag: edition for tag, edition in content.editions.items() if words[tag] >= least}


def _are_alike(pair: tuple[Edition, Edition]) -> bool:
    one, other = pair
    if one.title and other.title and normal_title(one.title) == normal_title(other.title):
        return True
    mine, theirs = shingles(text_words(one.body)), shingles(text_words(other.body))
    return len(mine & theirs) >= ANOTHER * len(mine | theirs)
