"""Stories told once: an original with its reposts, and reposts of what was told before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from alerts.entries import AlsoAt, Entry, Material, homes_of, urls_of
from alerts.headings import PREFERENCE
from alerts.select import wants_source, wants_words
from storage.types import KnownItem, Recipient, Story, StoryMember


def folded(entries: Sequence[Entry], recipient: Recipient, material: Material) -> list[Entry]:
    """Return the entries with each Story told once, by its original where that is told tonight."""
    story_of = {m.item_id: story for story in material.stories for m in story.members}
    loose = [entry for entry in entries if entry.item_id not in story_of]
    in_stories = sorted(
        (entry for entry in entries if entry.item_id in story_of),
        key=lambda entry: story_of[entry.item_id].id,
    )
    told = [
        entry
        for _, group in groupby(in_stories, key=lambda entry: story_of[entry.item_id].id)
        for entry in _one_story(tuple(group), story_of, recipient, material)
    ]
    return loose + told


def _one_story(
    entries: tuple[Entry, ...],
    story_of: Mapping[str, Story],
    recipient: Recipient,
    material: Material,
) -> Iterable[Entry]:
    story = story_of[entries[0].item_id]
    rank = {member.item_id: place for place, member in enumerate(_members(story))}
    fresh = sorted(
        (e for e in entries if e.section in ("new", "older")), key=lambda e: rank[e.item_id]
    )
    yield from (entry for entry in entries if entry.section not in ("new", "older"))
    if not fresh:
        return
    fresh_ids = {entry.item_id for entry in fresh}
    known = [
        material.items[member.item_id]
        for member in _members(story)
        if member.item_id not in fresh_ids and _was_told(material, member.item_id, recipient)
    ]
    notes = {member.item_id: member.note for member in story.members}
    here = tuple(AlsoAt(i.id, i.source, _address(i, recipient)) for i in known)
    there = tuple(_place(entry, notes[entry.item_id], recipient, material) for entry in fresh[1:])
    ids = tuple(id_ for entry in fresh for id_ in entry.change_ids)
    if known and not _is_their_original(fresh[0], known):
        # What is shown is a repost itself: another one is told to differ where it differs from it.
        own = notes[fresh[0].item_id]
        there = tuple(replace(at, note=at.note if at.note != own else None) for at in there)
        yield replace(fresh[0], section="reposted", also=(*here, *there), change_ids=ids)
        return
    before = (replace(place, note=notes[place.item_id]) for place in here)
    yield replace(fresh[0], also=(*before, *there), change_ids=ids)


def _place(entry: Entry, note: str | None, recipient: Recipient, material: Material) -> AlsoAt:
    item = material.items.get(entry.item_id)
    url = next(iter(entry.urls), None)
    return AlsoAt(entry.item_id, entry.source, (item and _address(item, recipient)) or url, note)


def _address(item: KnownItem, recipient: Recipient) -> str | None:
    """Return where a reader finds an Item: where the edition they read best answers now."""
    homes = homes_of(item)
    own = (homes[tag] for tag in PREFERENCE[(recipient.languages or ("en",))[0]] if tag in homes)
    return next(chain(own, urls_of(item)), None)


def _is_their_original(entry: Entry, known: Sequence[KnownItem]) -> bool:
    """Tell whether an Entry is the organisation's own word, and only others' was known before."""
    others = {"press", "repost"}
    return entry.genre not in others and all(item.genre in others for item in known)


def _members(story: Story) -> list[StoryMember]:
    order = {"original": 0, "mirror": 1, "repost": 2}
    return sorted(story.members, key=lambda member: order[member.role])


def _was_told(material: Material, item_id: str, recipient: Recipient) -> bool:
    """Tell whether an Item that is not news tonight was within this Recipient's sight before."""
    item = material.items.get(item_id)
    if item is None or item.off_topic or item.state == "removed":
        return False
    return wants_source(recipient, item.source, item.genre) and wants_words(
        recipient, [item.version.content]
    )
