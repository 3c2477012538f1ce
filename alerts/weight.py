"""How much a difference weighs: what each differing part amounts to, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from alerts.fingerprint import parts
from alerts.paragraphs import ParagraphChange, paragraph_changes
from alerts.tokens import hard, words
from alerts.typos import only_typos
from storage.types import ChangeKind, Content, Weight


@dataclass(frozen=True, slots=True)
class Difference:
    """One differing part: its kind, its weight, the reason, and its atoms.

    An atom is the smallest thing that changed, spelled so that the same change on another page
    spells the same; `guards` counts them. An atom of None is this Item's own affair.
    """

    part: str
    kind: ChangeKind
    weight: Weight
    why: str
    atoms: frozenset[str | None]


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return every part in which two contents differ; empty when they say the same."""
    old, new = parts(before), parts(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        _difference(name, old.get(name, ""), new.get(name, ""), before, after)
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def _difference(name: str, old: str, new: str, before: Content, after: Content) -> Difference:
    if name.startswith("edition:"):
        return _edition(name, old, new, before, after)
    if name.startswith("field:"):
        return _field(name, old, new)
    if name in {"published", "author", "agency"}:
        # When a page was put up, and by whom, is about the page, not about what it tells.
        return Difference(
            name, "updated", "editorial", f"{old or '-'} → {new or '-'}", _swap(name, old, new)
        )
    if name in {"links", "attachments", "contacts", "captions"}:
        return _list(name, old, new)
    weight, why = text_weight(old, new)
    return Difference(name, "updated", weight, why, _swap(name, old, new))


def _edition(name: str, old: str, new: str, before: Content, after: Content) -> Difference:
    language = name.split(":")[1]
    if language not in before.editions:
        return Difference(name, "edition-added", "substantive", f"{language} edition is new", _OWN)
    if language not in after.editions:
        return Difference(name, "updated", "substantive", f"{language} edition is gone", _OWN)
    weight, why = text_weight(old, new)
    if name.endswith(":title"):
        return Difference(name, "updated", weight, why, _swap("title", old, new))
    return Difference(name, "updated", weight, why, text_atoms(old, new))


def _field(name: str, old: str, new: str) -> Difference:
    weight: Weight = (
        "substantive" if words(old) != words(new) or hard(old) != hard(new) else "editorial"
    )
    why = f"{old or '-'} → {new or '-'}"
    # A row that appears on every project is the site's affair, a value that changes is news.
    atoms = _OWN if old and new else frozenset({f"{'+' if new else '-'}{name}"})
    return Difference(name, "fields-changed", weight, why, atoms)


def _list(name: str, old: str, new: str) -> Difference:
    gone = set(old.split("\n")) - set(new.split("\n")) - {""}
    come = set(new.split("\n")) - set(old.split("\n")) - {""}
    weight: Weight = "editorial" if name == "links" or not (gone or come) else "substantive"
    if name == "captions" and len(gone) == len(come) == 1:
        weight = text_weight(gone.copy().pop(), come.copy().pop())[0]
    why = "; ".join(
        [f"gone: {one}" for one in sorted(gone)] + [f"new: {one}" for one in sorted(come)]
    )
    atoms = {f"{name}-{one}" for one in gone} | {f"{name}+{one}" for one in come}
    return Difference(name, "updated", weight, why or "another order", frozenset(atoms) or _OWN)


#: What is this Item's own affair and no part of a movement of its site.
_OWN: frozenset[str | None] = frozenset({None})


def _swap(name: str, old: str, new: str) -> frozenset[str | None]:
    return frozenset({f"{name}: {old} → {new}"})


@lru_cache(maxsize=4096)
def text_weight(before: str, after: str) -> tuple[Weight, str]:
    """Return the weight of an edit of running text, and the reason in words."""
    old, new = words(before), words(after)
    if old == new:
        if hard(before) == hard(after):
            return "editorial", "punctuation, spacing, width or capitals only"
        return "substantive", "a number or an address differs"
    if hard(before) != hard(after):
        return "substantive", "a number or an address differs"
    if sorted(before.split("\n")) == sorted(after.split("\n")):
        return "editorial", "paragraphs changed places"
    if only_typos(before, after):
        return "editorial", "a letter or two, no number, name or negation"
    return "substantive", _counted(paragraph_changes(before, after))


def _counted(changes: Sequence[ParagraphChange]) -> str:
    counts = {
        kind: sum(change.kind == kind for change in changes)
        for kind in ("added", "removed", "changed", "moved")
    }
    shown = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"paragraphs: {shown}" if shown else "wording"


def text_atoms(before: str, after: str) -> frozenset[str | None]:
    """Return the lines added and removed, and the words swapped inside lines."""
    if words(before) == words(after) and hard(before) == hard(after):
        return _spelling(before, after)
    atoms: set[str | None] = set()
    for change in paragraph_changes(before, after):
        if change.kind == "added":
            atoms.add(f"+{_digitless(change.after)}")
        elif change.kind == "removed":
            atoms.add(f"-{_digitless(change.before)}")
        elif change.kind == "changed":
            atoms |= _swapped(change)
    return frozenset(atoms) or _OWN


def _spelling(before: str, after: str) -> frozenset[str | None]:
    """Return which signs came and went where all words stand: `’` → `'` everywhere is one atom."""
    if re.sub(r"\s", "", before) == re.sub(r"\s", "", after):
        return frozenset({"spacing"})
    gone = "".join(sorted(set(before) - set(after)))
    come = "".join(sorted(set(after) - set(before)))
    return frozenset({f"signs: {gone} → {come}"})


def _swapped(change: ParagraphChange) -> set[str | None]:
    atoms: set[str | None] = set()
    gone = ""
    for span in change.spans:
        if span.kind == "removed":
            gone = span.text.strip()
        elif span.kind == "added":
            atoms.add(f"{gone} → {span.text.strip()}")
            gone = ""
        elif gone:
            atoms.add(f"{gone} → ")
            gone = ""
    if gone:
        atoms.add(f"{gone} → ")
    return atoms


def _digitless(line: str) -> str:
    """Return the line with its figures blanked: a footer's counter differs on every page."""
    return re.sub(r"\d+", "#", line)
