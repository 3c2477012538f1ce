"""What a Digest is made from, and the entries it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from alerts.clean import one_line
from alerts.hints import Hint
from storage.types import (
    Change,
    ChangeKind,
    Content,
    Genre,
    KnownItem,
    Language,
    PageDate,
    SourceRun,
    Story,
    Version,
)

#: Source → what readers of each language call it; a Source without one is shown by its id in words.
Names = Mapping[str, Mapping[Language, str]]

#: `reposted`: another host repeats what the Recipient was told before. `unmirrored`: one Edition
#: was edited and the other has not followed. Both ride along with a Digest and are never the
#: reason for one.
Section = Literal["new", "changed", "removed", "older", "reposted", "unmirrored"]
SECTIONS: tuple[Section, ...] = ("new", "changed", "removed", "older", "reposted", "unmirrored")
#: Those that ride along: neither the reason for a Digest nor counted in its subject.
RIDING = frozenset[Section]({"reposted", "unmirrored"})
#: How long translators are given before an edit counts as not mirrored.
PATIENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A Source's first complete SourceRun, and how many Items it found."""

    run: SourceRun
    items: int


@dataclass(frozen=True, slots=True)
class Material:
    """All that may be told tonight, to whomever; compose() picks by the Recipient's cursors."""

    changes: tuple[Change, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    #: Item id → Item: at least those of `changes` and their Stories' members.
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    #: Tonight's SourceRuns that were not `ok`.
    problems: tuple[SourceRun, ...] = ()
    names: Names = field(default_factory=dict)
    #: Item id → all Versions, oldest first, of Items edited not long before or since the last mail.
    edited: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    #: Whether every Source was visited: only then may be said that nothing is new.
    whole: bool = True
    #: How long the other Edition is given to follow an edit.
    patience: timedelta = PATIENCE


@dataclass(frozen=True, slots=True)
class AlsoAt:
    """Another place that tells the same Story."""

    item_id: str
    source: str
    url: str | None
    #: How it differs from the original, in words.
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One Item in a Digest, with all that happened to it since the last one."""

    section: Section
    item_id: str
    source: str
    genre: Genre
    content: Content
    #: What the Recipient knew before; None when it is new to them.
    before: Content | None = None
    kinds: tuple[ChangeKind, ...] = ()
    urls: tuple[str, ...] = ()
    #: What its Pages are called, whatever Edition has a title.
    called: str | None = None
    #: Edition → where the Page that has it answers now, where that is known.
    homes: Mapping[Language, str] = field(default_factory=dict)
    also: tuple[AlsoAt, ...] = ()
    hints: tuple[Hint, ...] = ()
    #: The Edition that was edited and that the other has not followed, when it is time to say so.
    unmirrored: Language | None = None
    change_ids: tuple[int, ...] = ()
    #: The last that happened to it is that it was removed.
    gone: bool = False

    @property
    def date(self) -> PageDate | None:
        """The date a reader would order this by."""
        return self.content.published or self.content.event_date or self.content.updated


def source_name(names: Names, source: str, language: Language) -> str:
    """Return a Source's name for readers of a language, else in any, else its id in words."""
    own = names.get(source, {})
    return one_line(own.get(language) or next(iter(own.values()), source.replace("_", " ")), 80)


def homes_of(item: KnownItem) -> dict[Language, str]:
    """Return where each Edition is read: where the Page that says most of it answers."""
    most: dict[Language, tuple[int, str]] = {}
    for page in item.pages:
        for tag, edition in page.record.content.editions.items():
            if tag not in most or most[tag][0] < len(edition.body):
                most[tag] = len(edition.body), page.record.url or page.page.url
    return {tag: url for tag, (_, url) in most.items()}


def urls_of(item: KnownItem) -> tuple[str, ...]:
    """Return the URLs of an Item's Pages, the oldest first."""
    return tuple(page.address for page in item.pages)
