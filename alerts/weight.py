"""How much a difference weighs: what each differing part amounts to, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from alerts.atoms import OWN, Atom, list_atoms, row_atoms, text_atoms, value_atoms
from alerts.attachments import are_same_files, say_the_same
from alerts.facts.written import in_one_notation
from alerts.fingerprint import comparable, parts, place_names, same_place
from alerts.paragraphs import ParagraphChange, paragraph_changes
from alerts.tokens import hard, words
from alerts.typos import only_typos
from storage.types import ChangeKind, Content, Weight


@dataclass(frozen=True, slots=True)
class Difference:
    """One differing part: its kind, its weight, the reason, and its atoms."""

    part: str
    kind: ChangeKind
    weight: Weight
    why: str
    atoms: frozenset[Atom]


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return every part in which two contents differ; empty when they say the same."""
    old, new = parts(before), parts(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        _difference(name, old.get(name, ""), new.get(name, ""), before, after)
        for name in names
        if old.get(name) != new.get(name)
        and not (name == "place" and same_place(before.place, after.place))
        and not (name == "attachments" and say_the_same(before.links, after.links))
    )


def _difference(name: str, old: str, new: str, before: Content, after: Content) -> Difference:
    if name.startswith("edition:"):
        return _edition(name, old, new, before, after)
    if name.startswith("field:"):
        label = name.removeprefix("field:")
        return _field(name, old, new, in_both=label in before.fields and label in after.fields)
    if name in {"published", "author", "agency"}:
        # When a page was put up, and by whom, is about the page, not about what it tells.
        return Difference(
            name,
            "updated",
            "editorial",
            f"{old or '-'} → {new or '-'}",
            value_atoms(name, old, new),
        )
    if name in {"links", "attachments", "contacts", "captions"}:
        same = name == "attachments" and are_same_files(before.links, after.links)
        return _list(name, old, new, trifle=same or name == "links")
    weight, why = text_weight(old, new)
    if name == "place" and not old and _tells(before, new):
        weight, why = "editorial", "named in the text before"
    return Difference(name, "updated", weight, why, value_atoms(name, old, new))


def _tells(content: Content, place: str) -> bool:
    """Return whether all names of a place stand in the texts: only a dateline is new."""
    texts = " ".join(comparable(edition.body) for edition in content.editions.values())
    return all(name in texts for name in place_names(place))


def _edition(name: str, old: str, new: str, before: Content, after: Content) -> Difference:
    language = name.split(":")[1]
    if language not in before.editions:
        return Difference(name, "edition-added", "substantive", f"{language} edition is new", OWN)
    if language not in after.editions:
        return Difference(name, "updated", "substantive", f"{language} edition is gone", OWN)
    weight, why = text_weight(old, new)
    return Difference(name, "updated", weight, why, text_atoms(old, new))


def _field(name: str, old: str, new: str, *, in_both: bool) -> Difference:
    same = _says_the_same(old, new) or _says_the_same(in_one_notation(old), in_one_notation(new))
    weight: Weight = "editorial" if same else "substantive"
    why = f"{old or '-'} → {new or '-'}"
    # A row that appears on every project is the site's affair, a value that changes is news.
    atoms = OWN if in_both else row_atoms(name, added=bool(new))
    return Difference(name, "fields-changed", weight, why, atoms)


def _list(name: str, old: str, new: str, *, trifle: bool) -> Difference:
    gone = set(old.split("\n")) - set(new.split("\n")) - {""}
    come = set(new.split("\n")) - set(old.split("\n")) - {""}
    weight: Weight = "editorial" if trifle or not (gone or come) else "substantive"
    if name == "captions" and len(gone) == len(come) == 1:
        weight = text_weight(gone.copy().pop(), come.copy().pop())[0]
    why = "; ".join(
        [f"gone: {one}" for one in sorted(gone)] + [f"new: {one}" for one in sorted(come)]
    )
    atoms = list_atoms(name, gone, come)
    return Difference(name, "updated", weight, why or "another order", atoms or OWN)


def _text_weight(before: str, after: str) -> tuple[Weight, str]:
    """Return the weight of an edit of running text, and the reason in words."""
    if sorted(before.split("\n")) == sorted(after.split("\n")):
        return "editorial", "paragraphs changed places"
    if hard(before) != hard(after):
        if _says_the_same(in_one_notation(before), in_one_notation(after)):
            return "editorial", "an amount written another way"
        return "substantive", "a number or an address differs"
    if words(before) == words(after):
        return "editorial", "punctuation, spacing, width or capitals only"
    if only_typos(before, after):
        return "editorial", "a letter or two, no number, name or negation"
    return "substantive", _counted(paragraph_changes(before, after))


def _says_the_same(before: str, after: str) -> bool:
    return words(before) == words(after) and hard(before) == hard(after)


#: Kept: a footer's edit stands on every page of a night. (Not as a decorator, so that mutation
#: testing sees the function.)
text_weight = lru_cache(maxsize=4096)(_text_weight)


def _counted(changes: Sequence[ParagraphChange]) -> str:
    counts = {
        kind: sum(change.kind == kind for change in changes)
        for kind in ("added", "removed", "changed", "moved")
    }
    shown = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"paragraphs: {shown}" if shown else "wording"
