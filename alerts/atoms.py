"""The smallest things that changed, spelled alike wherever the same change befalls another page.

`guards` counts them to tell a site's movement from an Item's. An Atom is a tuple of ways to
spell one change; it is the site's when any of them is. An empty one is the Item's own affair.
"""

from __future__ import annotations

import re

from alerts.paragraphs import ParagraphChange, paragraph_changes
from alerts.tokens import hard, words

Atom = tuple[str, ...]
#: What is this Item's own affair and no part of a movement of its site.
OWN: frozenset[Atom] = frozenset({()})
#: Marks rows, which need more pages than lines do.
ROW = "row"
#: Marks short exchanges of words, which need more pages too.
SHORT = "short: "
#: A shorter exchange of words may befall several texts by chance.
_SURE_WORDS = 3


def value_atoms(name: str, old: str, new: str) -> frozenset[Atom]:
    """Return the exchange of one value for another, as an Atom."""
    return frozenset({(f"{name}: {old} → {new}",)})


def list_atoms(name: str, gone: set[str], come: set[str]) -> frozenset[Atom]:
    """Return what left a list and what came into it."""
    return frozenset({(f"{name}-{one}",) for one in gone} | {(f"{name}+{one}",) for one in come})


def row_atoms(name: str, *, added: bool) -> frozenset[Atom]:
    """Return a row that came to a table, or left it, whatever stands in it."""
    return frozenset({(f"{ROW}{'+' if added else '-'}{name}",)})


def text_atoms(before: str, after: str) -> frozenset[Atom]:
    """Return the lines added and removed, and the words swapped inside lines."""
    if words(before) == words(after) and hard(before) == hard(after):
        return frozenset({(_spelling(before, after),)})
    atoms: set[Atom] = set()
    for change in paragraph_changes(before, after):
        if change.kind == "added":
            atoms.add((f"+{_digitless(change.after)}",))
        elif change.kind == "removed":
            atoms.add((f"-{_digitless(change.before)}",))
        elif change.kind == "changed":
            atoms |= _swaps(change)
    return frozenset(atoms) or OWN


def _spelling(before: str, after: str) -> str:
    """Return which signs came and went where all words stand: `’` → `'` is one everywhere."""
    if re.sub(r"\s", "", before) == re.sub(r"\s", "", after):
        return "spacing"
    gone = "".join(sorted(set(before) - set(after)))
    come = "".join(sorted(set(after) - set(before)))
    return f"signs: {gone} → {come}"


def _swaps(change: ParagraphChange) -> set[Atom]:
    """Return each exchange in a line; the whole line's is another spelling of it."""
    line = f"{change.before} → {change.after}"
    return {
        (line,) if re.search(r"\d", swap) else (line, _measured(swap))
        for swap in _exchanged(change)
    }


def _measured(swap: str) -> str:
    return swap if len(words(swap)) >= _SURE_WORDS or "@" in swap else f"{SHORT}{swap}"


def _exchanged(change: ParagraphChange) -> list[str]:
    found: list[str] = []
    gone = ""
    for span in change.spans:
        if span.kind == "removed":
            gone = span.text.strip()
        elif span.kind == "added":
            found.append(f"{gone} → {span.text.strip()}")
            gone = ""
        elif gone:
            found.append(f"{gone} → ")
            gone = ""
    return [*found, f"{gone} → "] if gone else found


def _digitless(line: str) -> str:
    """Return the line with its figures blanked: a footer's counter differs on every page."""
    return re.sub(r"\d+", "#", line)
