"""What differs between two contents, as data that renderers show; never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from alerts.attachments import is_same_file, link_name, sizes_agree
from alerts.fingerprint import comparable, field_text, link_target, parts, same_place
from alerts.paragraphs import ParagraphChange, Span, paragraph_changes, word_spans
from alerts.values import in_words, name_of
from storage.types import LANGUAGES, Contact, Content, Field, Language, Link

__all__ = [
    "ContentDiff",
    "EditionDiff",
    "LinkChange",
    "ParagraphChange",
    "Span",
    "ValueChange",
    "diff",
]

#: A link's words, and where it leads.
_LinkKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """How one Edition differs; `state` says whether it came or went as a whole."""

    language: Language
    state: Literal["changed", "added", "removed"]
    #: Empty when the title stands as it was.
    title: tuple[Span, ...]
    paragraphs: tuple[ParagraphChange, ...]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One field or detail, in words; None: it had, or has, no value."""

    name: str
    before: str | None
    after: str | None
    #: What it is called beside these values, where that is not its name.
    label: str | None = None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link or attachment: where it led and where it leads; None: there was, or is, none."""

    text: str
    before: str | None
    after: str | None
    attachment: bool
    #: It leads to the file that it led to, as far as its name tells.
    same_file: bool = False


@dataclass(frozen=True, slots=True)
class ContentDiff:
    """Everything that differs between two contents."""

    editions: tuple[EditionDiff, ...] = ()
    #: A project's fields by their labels.
    fields: tuple[ValueChange, ...] = ()
    #: `published`, `event_date`, `place`, `agency`, `author`, `contact`, `caption`.
    details: tuple[ValueChange, ...] = ()
    links: tuple[LinkChange, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.editions or self.fields or self.details or self.links)


def diff(before: Content, after: Content) -> ContentDiff:
    """Return what a reader of `before` has to know about `after`."""
    return ContentDiff(
        editions=_editions(before, after),
        fields=_fields(before, after),
        details=_details(before, after),
        links=_links(before.links, after.links),
    )


def _editions(before: Content, after: Content) -> tuple[EditionDiff, ...]:
    found = []
    for language in LANGUAGES:
        old, new = before.editions.get(language), after.editions.get(language)
        if old is None and new is None:
            continue
        old_title = comparable(old.title or "") if old else ""
        new_title = comparable(new.title or "") if new else ""
        title = word_spans(old_title, new_title) if old_title != new_title else ()
        changes = paragraph_changes(old.body if old else "", new.body if new else "")
        if not title and all(change.kind == "kept" for change in changes):
            continue
        state: Literal["changed", "added", "removed"] = (
            "added" if old is None else "removed" if new is None else "changed"
        )
        found.append(EditionDiff(language, state, title, changes))
    return tuple(found)


def _fields(before: Content, after: Content) -> tuple[ValueChange, ...]:
    labels = [*after.fields, *(label for label in before.fields if label not in after.fields)]
    return tuple(
        _field(label, before.fields.get(label), after.fields.get(label))
        for label in labels
        if field_text(before.fields.get(label)) != field_text(after.fields.get(label))
    )


def _field(label: str, old: Field | None, new: Field | None) -> ValueChange:
    name = name_of(label, (side.value for side in (old, new) if side))
    return ValueChange(label, in_words(old), in_words(new), name if name != label else None)


def _details(before: Content, after: Content) -> tuple[ValueChange, ...]:
    old, new = parts(before), parts(after)
    changes = [
        ValueChange(name, in_words(getattr(before, name)), in_words(getattr(after, name)))
        for name in ("published", "event_date", "place", "agency", "author")
        if old.get(name) != new.get(name)
        and not (name == "place" and same_place(before.place, after.place))
    ]
    changes += _listed("contact", map(_contact, before.contacts), map(_contact, after.contacts))
    if old.get("captions") != new.get("captions"):
        changes += _listed(
            "caption", map(comparable, before.captions), map(comparable, after.captions)
        )
    return tuple(changes)


def _contact(contact: Contact) -> str:
    return comparable(", ".join(filter(None, (contact.name, contact.email, contact.phone))))


def _listed(
    name: str, before: Sequence[str] | map[str], after: Sequence[str] | map[str]
) -> list[ValueChange]:
    """Return the entries that went and came, paired in order."""
    old, new = list(before), list(after)
    gone = [entry for entry in old if entry not in new]
    come = [entry for entry in new if entry not in old]
    longest = max(len(gone), len(come))
    return [
        ValueChange(
            name,
            gone[place] if place < len(gone) else None,
            come[place] if place < len(come) else None,
        )
        for place in range(longest)
    ]


def _links(before: Sequence[Link], after: Sequence[Link]) -> tuple[LinkChange, ...]:
    """Return swapped links first (same words, new target or size), then gone, then new ones."""
    old = {_link_key(link): link for link in before}
    new = {_link_key(link): link for link in after}
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    swapped = _swapped(gone, come)
    taken = set(swapped.values())
    pairs = [(old[key], new[partner]) for key, partner in swapped.items()]
    pairs += [(old[key], new[key]) for key in old if key in new and _resized(old[key], new[key])]
    changes = [_led_elsewhere(was, now) for was, now in pairs]
    lost = [old[key] for key in gone if key not in swapped]
    fresh = [new[key] for key in come if key not in taken]
    changes += [LinkChange(comparable(one.text), one.url, None, one.attachment) for one in lost]
    changes += [LinkChange(comparable(one.text), None, one.url, one.attachment) for one in fresh]
    return tuple(changes)


def _led_elsewhere(was: Link, now: Link) -> LinkChange:
    attached = was.attachment or now.attachment
    same = was.attachment and now.attachment and is_same_file(was, now)
    return LinkChange(comparable(now.text), was.url, now.url, attached, same)


def _resized(was: Link, now: Link) -> bool:
    """Return whether another file stands at the same address: its size is told with the link."""
    return was.attachment and now.attachment and not sizes_agree(was, now)


def _swapped(gone: Sequence[_LinkKey], come: Sequence[_LinkKey]) -> dict[_LinkKey, _LinkKey]:
    """Return which link took whose place: the first with the same words or the same target."""
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place in reversed(range(len(come))):
        for side, said in enumerate(come[place]):
            places[side, said].append(place)
    found: dict[_LinkKey, _LinkKey] = {}
    taken: set[int] = set()
    for key in gone:
        first = []
        for side, said in enumerate(key):
            waiting = places.get((side, said), [])
            while waiting and waiting[-1] in taken:
                waiting.pop()
            first += waiting[-1:]
        if first:
            taken.add(min(first))
            found[key] = come[min(first)]
    return found


def _link_key(link: Link) -> _LinkKey:
    return link_name(link), link_target(link)
