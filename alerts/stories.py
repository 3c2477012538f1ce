"""Which Items tell the same thing: shared runs of four words, whatever stands around them.

Containment decides, not likeness of the whole: a repost that is cut off, or wrapped in other
lines, still holds most of the shorter text. Runs that many Items share (disclaimers, mission
statements) count for nothing, so that they join nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, combinations

from alerts.apart import same_titles
from alerts.likeness import body_keys, hashed, shingles, text_words
from alerts.sharing import Runs, common_runs, near, packed, shared, without
from alerts.story_notes import difference, swapped_numbers
from alerts.tokens import paragraphs
from storage.types import KnownItem, Language, StoryMember
from storage.urls import host

#: The part of the shorter text that the longer one must hold.
_CONTAINED = 0.6
#: On one and the same host a text told twice is told nearly word for word.
_SAME_HOST = 0.9
#: Figures cut runs: so much is left when an agency corrects some of them.
_UPDATED = 0.75
#: Shorter texts share their runs by accident.
_LEAST_SHINGLES = 24
#: A run in more Items than this is boilerplate; so is a paragraph in so many of one host.
_COMMON, _COMMON_AT_HOST = 40, 3
#: Below this, two texts in one language tell different things (a closing paragraph aside).
_UNRELATED = 0.5
#: A text that several unrelated ones stand in is a round-up, unless one of them is most of it.
_MOST_OF_IT = 0.5
#: So many figures exchanged between the same words: another month's report, not a repost.
_FIGURES = 3
_NEARBY = timedelta(days=3)
_DAY = timedelta(days=1)

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Text:
    """One Edition of one Item: its runs of four words, less the common ones."""

    item_id: str
    language: Language
    runs: Runs


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two Items of which one holds most of the other."""

    similarity: float
    #: How much of the longer text the shorter one makes up.
    coverage: float
    longer: str


def group(items: Sequence[KnownItem]) -> tuple[tuple[StoryMember, ...], ...]:
    """Return the Stories of two Items and more, each with its original first."""
    by_id = {item.id: item for item in items}
    texts, keys = _read(items)
    by_item: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        by_item[text.item_id].append(text)
    ties = {
        pair: tie
        for pair, tie in (_equal(keys) | _ties(texts)).items()
        if _may_join([by_id[one] for one in sorted(pair)], tie)
    }
    classes = _classes(_without_roundups(ties, by_item), by_item, by_id)
    return tuple(_members([by_id[one] for one in sorted(ids)], ties) for ids in classes)


def _read(items: Sequence[KnownItem]) -> tuple[list[_Text], dict[str, frozenset[str]]]:
    """Return the Items' texts and the keys of their bodies; a body is cut into words once."""
    repeated = _boilerplate(items)
    texts: list[_Text] = []
    keys: dict[str, frozenset[str]] = {}
    for item in items:
        editions = item.version.content.editions
        keys[item.id] = body_keys(item.version.content)
        texts += [
            _Text(item.id, language, _runs(edition.body, repeated))
            for language, edition in editions.items()
        ]
    common = common_runs([text.runs for text in texts], _COMMON)
    # In place: twice as many runs would stand side by side in two lists.
    for place, text in enumerate(texts):
        texts[place] = replace(text, runs=without(text.runs, common))
    return [text for text in texts if len(text.runs) >= _LEAST_SHINGLES], keys


def _runs(body: str, repeated: AbstractSet[int]) -> Runs:
    return packed(shingles(text_words(_without(body, repeated))))


def _boilerplate(items: Sequence[KnownItem]) -> frozenset[int]:
    """Return the paragraphs in many Items of one host, which tells a text once: `About IOM`."""
    at_host: dict[str, list[Runs]] = defaultdict(list)
    for item in items:
        bodies = [edition.body for edition in item.version.content.editions.values()]
        told = packed({hashed(part) for body in bodies for part in paragraphs(body)})
        for name in _hosts(item):
            at_host[name].append(told)
    found = (common_runs(told, _COMMON_AT_HOST - 1) for told in at_host.values())
    return frozenset(chain.from_iterable(found))


def _without(body: str, repeated: AbstractSet[int]) -> str:
    parts = paragraphs(body)
    left = [part for part in parts if hashed(part) not in repeated]
    return body if len(left) == len(parts) else "\n".join(left)


def _equal(keys: Mapping[str, AbstractSet[str]]) -> dict[Pair, _Tie]:
    """Return the Items with word for word the same body, however many there are."""
    first: dict[str, str] = {}
    found: dict[Pair, _Tie] = {}
    for item_id, mine in keys.items():
        for key in sorted(mine):
            other = first.setdefault(key, item_id)
            if other != item_id:
                found[frozenset((other, item_id))] = _Tie(1.0, 1.0, item_id)
    return found


def _ties(texts: Sequence[_Text]) -> dict[Pair, _Tie]:
    """Return the pairs of which one holds most of the other."""
    found: dict[Pair, _Tie] = {}
    # In order, and each once: of two ties that are as close, the first one counts.
    for place, before in sorted(set(near([text.runs for text in texts], _CONTAINED))):
        text, other = texts[place], texts[before]
        if text.item_id == other.item_id:
            continue
        tie = _tie(text, other, shared(text.runs, other.runs))
        pair = frozenset((text.item_id, other.item_id))
        if tie and (pair not in found or found[pair].similarity < tie.similarity):
            found[pair] = tie
    return found


def _tie(one: _Text, other: _Text, together: int) -> _Tie | None:
    shorter, longer = sorted((one, other), key=lambda text: len(text.runs))
    similarity = together / len(shorter.runs)
    if similarity < _CONTAINED:
        return None
    return _Tie(similarity, together / len(longer.runs), longer.item_id)


def _may_join(pair: Sequence[KnownItem], tie: _Tie) -> bool:
    """Return whether nothing says that these alike texts are two stories."""
    one, other = pair
    for scheme in ("projects-id", "prima-id"):
        mine = {value for name, value in one.identifiers if name == scheme}
        theirs = {value for name, value in other.identifiers if name == scheme}
        if mine and theirs and not mine & theirs:
            return False
    figures = swapped_numbers(one.version.content, other.version.content)
    if _is_update(one, other):
        return tie.similarity >= _UPDATED
    if len(figures) >= _FIGURES:
        return False
    if _hosts(one) & _hosts(other):
        return tie.similarity >= _SAME_HOST and not figures and not _are_two_calls(one, other)
    return tie.similarity >= _SAME_HOST or not _on_other_days(one, other)


def _are_two_calls(one: KnownItem, other: KnownItem) -> bool:
    """Return whether an organisation heads one text in two ways: calls, notices and tenders do.

    A portal that does has one text from somewhere else.
    """
    own = not {one.genre, other.genre} & {"press", "repost"}
    return own and not same_titles(one.version.content, [other.version.content])


def _is_update(one: KnownItem, other: KnownItem) -> bool:
    """Return whether a paper or an agency told both within a day: figures change by the hour."""
    mine, theirs = one.version.content.published, other.version.content.published
    if mine is None or theirs is None or {one.genre, other.genre} & {"news", "project"}:
        return False
    return abs(mine.instant() - theirs.instant()) <= _DAY


def _hosts(item: KnownItem) -> frozenset[str]:
    return frozenset(host(value) for scheme, value in item.identifiers if scheme == "url")


def _on_other_days(one: KnownItem, other: KnownItem) -> bool:
    mine, theirs = one.version.content.event_date, other.version.content.event_date
    if mine is None or theirs is None or "year" in {mine.precision, theirs.precision}:
        return False
    return abs(mine.instant() - theirs.instant()) > _NEARBY


def _tell_two_things(one: KnownItem, other: KnownItem, ties: Mapping[Pair, _Tie]) -> bool:
    """Return whether two pages of one host stand beside one another: a text is told there once."""
    return (
        frozenset((one.id, other.id)) not in ties
        and bool(_hosts(one) & _hosts(other))
        and bool(_languages(one) & _languages(other))
        and (
            not body_keys(one.version.content) & body_keys(other.version.content)
            or _are_two_calls(one, other)
        )
    )


def _languages(item: KnownItem) -> frozenset[str]:
    return frozenset(tag[:2] for tag in item.version.content.editions)


def _without_roundups(
    ties: Mapping[Pair, _Tie], by_item: Mapping[str, Sequence[_Text]]
) -> dict[Pair, _Tie]:
    """Return the ties less those to a text that several unrelated ones stand in."""
    parts: dict[str, list[str]] = defaultdict(list)
    for pair, tie in ties.items():
        parts[tie.longer].extend(pair - {tie.longer})
    roundups = {
        longer
        for longer, held in parts.items()
        if any(_unrelated(by_item[one], by_item[other]) for one, other in combinations(held, 2))
    }
    return {
        pair: tie
        for pair, tie in ties.items()
        if tie.longer not in roundups or tie.coverage >= _MOST_OF_IT
    }


def _unrelated(one: Sequence[_Text], other: Sequence[_Text]) -> bool:
    """Return whether two Items have a language in common and tell different things in it."""
    shares = [
        shared(mine.runs, theirs.runs) / min(len(mine.runs), len(theirs.runs))
        for mine in one
        for theirs in other
        if mine.language[:2] == theirs.language[:2]
    ]
    return bool(shares) and max(shares) < _UNRELATED


def _classes(
    ties: Mapping[Pair, _Tie],
    by_item: Mapping[str, Sequence[_Text]],
    by_id: Mapping[str, KnownItem],
) -> list[frozenset[str]]:
    """Return the Items joined by ties, the closest first, never across unrelated texts."""
    home: dict[str, frozenset[str]] = {}
    closest = sorted(ties.items(), key=lambda entry: (-entry[1].similarity, sorted(entry[0])))
    for pair, _ in closest:
        one, other = (home.get(item, frozenset({item})) for item in sorted(pair))
        if one == other:
            continue
        if any(
            _tell_two_things(by_id[mine], by_id[theirs], ties)
            or _unrelated(by_item[mine], by_item[theirs])
            for mine in one
            for theirs in other
        ):
            continue
        joined = one | other
        home |= dict.fromkeys(joined, joined)
    return sorted(set(home.values()), key=sorted)


def _members(items: Sequence[KnownItem], ties: Mapping[Pair, _Tie]) -> tuple[StoryMember, ...]:
    ordered = sorted(items, key=_originality)
    original = ordered[0]
    members = [StoryMember(original.id, "original")]
    for item in ordered[1:]:
        tie = ties.get(frozenset((original.id, item.id)))
        # Without a tie of its own it was joined through a third one.
        similar = (
            tie.similarity if tie else max(t.similarity for p, t in ties.items() if item.id in p)
        )
        note = difference(original, item)
        mirror = item.genre not in {"repost", "press"}
        members.append(
            StoryMember(item.id, "mirror" if mirror else "repost", round(similar, 3), note)
        )
    return tuple(members)


def _originality(item: KnownItem) -> tuple[bool, bool, datetime, datetime, str]:
    """Return what sorts the original first: the organisation's own pages, then the oldest."""
    published = item.version.content.published
    instant = published.instant() if published else item.first_seen
    return item.genre == "repost", item.genre == "press", instant, item.first_seen, item.id
