"""Editions that came or went after an Item's first: named, their words not all marked."""

from __future__ import annotations

from collections.abc import Iterator

from alerts.entries import Entry
from alerts.phrases import Phrases
from storage.types import Language


def added(entry: Entry) -> frozenset[Language]:
    """Return the editions that came after the first: they are shown, no words in them marked."""
    if entry.section != "changed" or entry.before is None or not entry.before.editions:
        return frozenset()
    return frozenset(entry.content.editions.keys() - entry.before.editions.keys())


def withdrawn(entry: Entry) -> frozenset[Language]:
    """Return the editions that are gone while another stays: named, their words in the whole."""
    if entry.section != "changed" or entry.before is None or not entry.content.editions:
        return frozenset()
    return frozenset(entry.before.editions.keys() - entry.content.editions.keys())


def labels(entry: Entry, say: Phrases) -> Iterator[str]:
    """Yield what came and what went, in the reader's language."""
    if "edition-added" in entry.kinds and entry.before is not None:
        came = set(entry.content.editions) - set(entry.before.editions)
        if any(tag.startswith("zh") for tag in came):
            yield say.say("Chinese edition added")
        if "en" in came:
            yield say.say("English edition added")
    went = withdrawn(entry)
    if any(tag.startswith("zh") for tag in went):
        yield say.say("Chinese edition withdrawn")
    if "en" in went:
        yield say.say("English edition withdrawn")
