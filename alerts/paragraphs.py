"""Paragraphs and words of two texts set against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from alerts.fingerprint import content_paragraphs
from alerts.recut import SIGN, Recut, recut
from alerts.tokens import is_han, tokens

SpanKind = Literal["same", "added", "removed"]
ParagraphKind = Literal["kept", "added", "removed", "changed", "moved"]

#: Below this likeness (0–100) two paragraphs are a removed and an added one, not a changed one.
_ALIKE = 50.0
#: More pairs than this are not all compared: a text rewritten so far is removed and added.
_MOST_PAIRS = 40_000
#: Nor more pairs of words, or of paragraphs, than this: each takes a bit of memory, these 50 MB.
_MOST_COMPARED = 400_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that stands in both, only in the new, or only in the old text."""

    kind: SpanKind
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph of the new text, or one that is gone from the old."""

    kind: ParagraphKind
    spans: tuple[Span, ...]

    @property
    def before(self) -> str:
        """Return the paragraph as it was; "" when it was not there."""
        return "".join(span.text for span in self.spans if span.kind != "added")

    @property
    def after(self) -> str:
        """Return the paragraph as it is; "" when it is gone."""
        return "".join(span.text for span in self.spans if span.kind != "removed")


def paragraph_changes(before: str, after: str) -> tuple[ParagraphChange, ...]:
    """Return the new text's paragraphs in order, with the removed ones where they stood."""
    old, new = content_paragraphs(before), content_paragraphs(after)
    kept: dict[int, int] = {}
    for before_at, after_at, equal in _runs(old, new):
        if equal:
            kept |= dict(zip(after_at, before_at, strict=True))
    gone = sorted(set(range(len(old))) - set(kept.values()))
    come = [place for place in range(len(new)) if place not in kept]
    moved = _moved(old, new, gone, come)
    stayed = set(gone) - set(moved.values())
    gone = [place for place in gone if place in stayed]
    come = [place for place in come if place not in moved]
    again = recut(old, new, gone, come)
    gone = _left(gone, [one.old for one in again])
    come = _left(come, [one.new for one in again])
    changed = _paired(old, new, gone, come)
    begun = {one.new.start: one.old.start for one in again}
    removed = _removed(old, set(gone) - set(changed.values()), kept | changed | begun)
    cut: dict[int, tuple[Span, ...] | None] = {place: None for one in again for place in one.new}
    cut |= {one.new.start: _recut_spans(one, old, new) for one in again}
    return tuple(_in_order(old, new, kept, moved, changed, cut, removed))


def _left(places: Sequence[int], taken: Iterable[range]) -> list[int]:
    every = {place for run in taken for place in run}
    return [place for place in places if place not in every]


def _recut_spans(one: Recut, old: Sequence[str], new: Sequence[str]) -> tuple[Span, ...]:
    """Return all its paragraphs as one, with the signs of paragraphs that came and went."""
    spans: list[Span] = []
    for text, behind in one.pieces(new, old):
        spans.append(Span("same", text))
        if behind is not None:
            spans.append(Span(behind, SIGN))
    return tuple(spans)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[range, range, bool]]:
    """Yield the runs of two lists: where in each they stand, and whether they are the same.

    Of what is too long to compare, all between the same begin and the same end is exchanged.
    """
    begin = _in_common(old, new)
    end = _in_common(old[begin:][::-1], new[begin:][::-1])
    before_at, after_at = range(begin, len(old) - end), range(begin, len(new) - end)
    if len(before_at) * len(after_at) <= _MOST_COMPARED:
        for step in Indel.opcodes(old, new):
            places = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
            yield *places, step.tag == "equal"
        return
    yield range(begin), range(begin), True
    yield before_at, after_at, False
    yield range(before_at.stop, len(old)), range(after_at.stop, len(new)), True


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many entries two lists begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _removed(old: Sequence[str], gone: set[int], stayed: dict[int, int]) -> list[tuple[str, int]]:
    """Return what is gone, each with its place: behind what it stood behind before."""
    now_at = {before: after for after, before in stayed.items()}
    found: list[tuple[str, int]] = []
    at = 0
    for place, text in enumerate(old):
        if place in now_at:
            at = now_at[place] + 1
        elif place in gone:
            found.append((text, at))
    return found


def _moved(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], come: Sequence[int]
) -> dict[int, int]:
    """Return new place → old place of paragraphs that only changed their place."""
    free: dict[str, list[int]] = defaultdict(list)
    for place in reversed(gone):
        free[old[place]].append(place)
    return {place: free[new[place]].pop() for place in come if free.get(new[place])}


def _paired(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], come: Sequence[int]
) -> dict[int, int]:
    """Return new place → old place of paragraphs that are versions of each other."""
    if len(gone) * len(come) > _MOST_PAIRS:
        return {}
    scored = sorted(
        (
            (fuzz.ratio(old[one], new[other], score_cutoff=_ALIKE), -abs(one - other), one, other)
            for one in gone
            for other in come
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, one, other in scored:
        if score >= _ALIKE and other not in found and one not in taken:
            found[other] = one
            taken.add(one)
    return found


def _in_order(  # noqa: PLR0913, PLR0917 - the six fates of a paragraph
    old: Sequence[str],
    new: Sequence[str],
    kept: dict[int, int],
    moved: dict[int, int],
    changed: dict[int, int],
    cut: dict[int, tuple[Span, ...] | None],
    removed: Sequence[tuple[str, int]],
) -> list[ParagraphChange]:
    """Return all paragraphs, each removed one before the new one it stood before."""
    gone_at: dict[int, list[ParagraphChange]] = defaultdict(list)
    for text, at in removed:
        gone_at[at].append(ParagraphChange("removed", (Span("removed", text),)))
    result: list[ParagraphChange] = []
    for place, text in enumerate(new):
        result += gone_at[place]
        if place in kept:
            result.append(ParagraphChange("kept", (Span("same", text),)))
        elif place in moved:
            result.append(ParagraphChange("moved", (Span("same", text),)))
        elif place in cut:  # None: told with the one before
            spans = cut[place]
            result += [ParagraphChange("changed", spans)] if spans else []
        elif place in changed:
            result.append(ParagraphChange("changed", word_spans(old[changed[place]], text)))
        else:
            result.append(ParagraphChange("added", (Span("added", text),)))
    return [*result, *gone_at[len(new)]]


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """Return two texts as one run of spans: words in English, grouped characters in Chinese."""
    old, new = tokens(before), tokens(after)
    pieces: list[tuple[list[str], list[str], bool]] = []
    for before_at, after_at, equal in _runs(old, new):
        gone = old[before_at.start : before_at.stop]
        come = new[after_at.start : after_at.stop]
        piece = (gone, come, equal)
        if pieces and pieces[-1][2] is False and not piece[2]:
            last = pieces[-1]
            pieces[-1] = (last[0] + piece[0], last[1] + piece[1], False)
        else:
            pieces.append(piece)
    return tuple(_spans(_grouped(pieces)))


def _grouped(
    pieces: Sequence[tuple[list[str], list[str], bool]],
) -> list[tuple[list[str], list[str], bool]]:
    """Return the pieces with crumbs between two edits taken into the edit."""
    result: list[tuple[list[str], list[str], bool]] = []
    for place, (old, new, equal) in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        edit = not equal or (inside and _is_crumb(old))
        if result and edit and not result[-1][2]:
            last = result[-1]
            result[-1] = (last[0] + old, last[1] + new, False)
        else:
            result.append((old, new, not edit))
    return result


def _is_crumb(words: Sequence[str]) -> bool:
    """Return whether an unchanged run between two edits is too small to read by itself."""
    solid = [word for word in words if word[0].isalnum()]
    return not solid or (len(solid) == 1 and is_han(solid[0]))


def _spans(pieces: Sequence[tuple[list[str], list[str], bool]]) -> list[Span]:
    spans: list[Span] = []
    for old, new, equal in pieces:
        if equal:
            spans.append(Span("same", "".join(old)))
            continue
        if old:
            spans.append(Span("removed", "".join(old)))
        if new:
            spans.append(Span("added", "".join(new)))
    return spans
