"""What a night makes of one Item: its outcomes, and what the guards need to see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.atoms import Atom
from alerts.identity import Group
from alerts.looked import MISSES, Looked
from alerts.merge import first_content
from alerts.weight import Difference, differences
from storage.types import (
    ChangeDraft,
    ChangeKind,
    Content,
    ItemOutcome,
    KnownItem,
    Page,
    Record,
    SourceNight,
    Telling,
    Weight,
)

#: Published this long before it was first seen, an Item is "older, newly found".
_OLDER = timedelta(days=30)
#: A day without a clock ends at midnight in Beijing, told from its begin in UTC.
_DAY_ENDS = timedelta(hours=16)
_ORDER: tuple[ChangeKind, ...] = (
    "new",
    "restored",
    "edition-added",
    "updated",
    "fields-changed",
    "moved",
    "removed",
)
#: What is substantive whatever the texts say.
_GRAVE: frozenset[ChangeKind] = frozenset({"new", "edition-added", "removed", "restored"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One Item's outcomes, in the order they are to be written; empty: nothing to write."""

    item: KnownItem | None
    outcomes: tuple[ItemOutcome, ...] = ()
    #: Of its first Page, where there are atoms.
    url: str = ""
    #: Empty when nothing changed, or nothing that a whole site may say.
    atoms: frozenset[Atom] = frozenset()
    #: Its text reads differently tonight, beyond spelling.
    is_rewritten: bool = False
    is_removed: bool = False
    #: It was to be removed on an earlier night already, and the shrink guard held that.
    was_held: bool = False
    #: It is to be removed, and waits for a second night: what is written instead.
    waits: tuple[ItemOutcome, ...] | None = None


_NOTHING = Verdict(None)


def verdict(
    group: Group, night: SourceNight, now: datetime, *, sound: bool, baseline: bool
) -> Verdict:
    """Return what to write of one Item; `sound`: absence means something tonight."""
    if group.item is None:
        return _new(group, night, now, baseline=baseline)
    state = Looked(group, group.item, night, sound=sound)
    if state.is_removed():
        return _removed(state, baseline=baseline)
    if not state.read:
        return _missed(state)
    if group.item.history:
        return _rebased(state)
    return _compared(state, now, baseline=baseline)


def _new(group: Group, night: SourceNight, now: datetime, *, baseline: bool) -> Verdict:
    """Return a new Item; nothing when no Page of it was understood."""
    records = {one.visit.page: one.record for one in group.readings if one.record is not None}
    if not records:
        return _NOTHING
    content = first_content([(page.id, record) for page, record in records.items()])
    off_topic = _off_topic(list(records.values()))
    older = _is_older(content, now)
    old = baseline or _was_listed(list(records), night.watched)
    known = old and not _is_since(content, night.began)
    brought = _brought_before(group)
    known |= brought is not None and not _is_since(content, brought)
    telling: Telling = "off-topic" if off_topic else "baseline" if known else "tell"
    url = next(iter(records)).url
    change = ChangeDraft(
        ("new",), "substantive", f"new: {url}: {_first_seen(content)}", telling, older
    )
    outcome = ItemOutcome(
        item_id=None,
        source=night.source_run.source,
        genre=next(iter(records.values())).genre,
        state="present",
        identifiers=group.identifiers(),
        page_ids=tuple(page.id for page in records),
        content=content,
        change=change,
        off_topic=off_topic,
    )
    return Verdict(None, (outcome,))


def _off_topic(records: Sequence[Record]) -> str | None:
    """Return why none of the Pages concerns IOM and China, or None when one does."""
    reasons = [one.off_topic for one in records]
    return reasons[0] if all(reasons) else None


def _first_seen(content: Content) -> str:
    date = content.published or content.event_date
    return f"first seen, dated {date.iso}" if date else "first seen, undated"


def _is_older(content: Content, now: datetime) -> bool:
    """Return whether it was published, else happened, long before it was first seen."""
    date = content.published or content.event_date
    return date is not None and date.precision != "year" and now - date.instant() > _OLDER


def _was_listed(pages: Sequence[Page], watched: datetime | None) -> bool:
    """Return whether a listing named it before its Source was known, and its turn came later."""
    return watched is not None and all(page.first_seen < watched for page in pages)


def _brought_before(group: Group) -> datetime | None:
    """Return since when it is news, where no listing names it but one read for the first time."""
    visits = [one.visit for one in group.readings]
    if any(one.listed and one.old_before is None for one in visits):
        return None
    return next((one.old_before for one in visits if one.old_before), None)


def _is_since(content: Content, began: datetime | None) -> bool:
    """Return whether it was published after what is old began to be looked at."""
    date = content.published
    if date is None or began is None or date.precision in {"year", "month"}:
        return False
    return date.instant() + (_DAY_ENDS if date.precision == "day" else timedelta()) > began


def _removed(state: Looked, *, baseline: bool) -> Verdict:
    why = "; ".join(f"{one.visit.page.url} {one.why}" for one in (*state.gone, *state.lost))
    why = why or "no address shows it"
    cause = why if state.gone else f"missing in {MISSES} ok runs: {why}"
    change = ChangeDraft(
        ("removed",),
        "substantive",
        f"removed: {state.url}: {cause}",
        _telling(state, baseline=baseline),
    )
    outcome = replace(state.outcome(), state="removed", missed=state.item.missed + 1, change=change)
    missed = state.missed()
    waits = ((missed,) if missed else ()) if state.may_return() else None
    was_held = state.was_to_be_removed()
    return Verdict(state.item, (outcome,), is_removed=True, was_held=was_held, waits=waits)


def _telling(state: Looked, *, baseline: bool) -> Telling:
    if state.item.history:
        return "history"
    if state.item.off_topic:
        return "off-topic"
    return "baseline" if baseline else "tell"


def _missed(state: Looked) -> Verdict:
    """Return the miss counted, where the Item was looked for and not found."""
    looked_for = state.lost or state.gone or not state.item.pages
    absent = state.sound and state.item.state == "present" and looked_for
    if not absent or not {one.page.id for one in state.item.pages} <= {
        one.visit.page.id for one in (*state.lost, *state.gone)
    }:
        return _NOTHING
    missed = state.missed()
    return Verdict(state.item, (missed,)) if missed else _NOTHING


def _rebased(state: Looked) -> Verdict:
    """Return an imported Item taken over from its Page: silently, and from now on as any other."""
    before = state.item.version.content
    after = state.tonight(before)
    found = differences(before, after)
    outcome = replace(
        state.outcome(),
        source=state.night.source_run.source,
        genre=state.records[0].genre,
        history=False,
        off_topic=_off_topic(state.records),
    )
    if found:
        why = f"updated: {state.url}: imported text replaced by its page"
        kinds: tuple[ChangeKind, ...] = ("updated",)
        change = ChangeDraft(kinds, _weight(kinds, found), why, "history")
        outcome = replace(outcome, content=after, cause="import", change=change)
    return Verdict(state.item, (outcome,))


def _compared(state: Looked, now: datetime, *, baseline: bool) -> Verdict:
    """Return like compared with like: first a better parser's silent Version, then the Change."""
    base = state.rebased()
    after = state.tonight(base)
    outcomes: list[ItemOutcome] = []
    if state.unlike():
        base = after
    if differences(state.item.version.content, base):
        outcomes.append(replace(state.outcome(), content=base, cause="parser"))
    found = differences(base, after)
    moves = state.moves()
    kinds = _kinds(state, found, moves)
    outcome = state.outcome()
    if kinds:
        change = _change(state, kinds, found, moves, baseline=baseline)
        if kinds == ("new",):
            change = _newly_on_topic(change, older=_is_older(after, now), edited=bool(found))
        content = after if found else None
        outcome = replace(outcome, content=content, cause=state.cause(after), change=change)
    if outcomes or not state.stands(outcome):
        outcomes.append(outcome)
    return Verdict(
        state.item,
        tuple(outcomes),
        state.url,
        atoms=_atoms(kinds, found),
        is_rewritten=any(_rewrites(one) for one in found),
    )


def _kinds(
    state: Looked, found: Sequence[Difference], moves: Sequence[str]
) -> tuple[ChangeKind, ...]:
    if state.item.off_topic and _off_topic(state.records) is None:
        return ("new",)
    kinds: set[ChangeKind] = {one.kind for one in found}
    if state.item.state == "removed":
        kinds.add("restored")
    if moves:
        kinds.add("moved")
    return tuple(kind for kind in _ORDER if kind in kinds)


def _change(
    state: Looked,
    kinds: tuple[ChangeKind, ...],
    found: Sequence[Difference],
    moves: Sequence[str],
    *,
    baseline: bool,
) -> ChangeDraft:
    causes = [f"{one.part}: {one.why} ({one.weight})" for one in found]
    causes += [f"moved: {why}" for why in moves]
    if "restored" in kinds:
        causes.append("restored: found again after it was removed")
    if kinds == ("new",):
        causes.insert(0, f"off-topic until now: {state.item.off_topic}")
    reason = f"{'+'.join(kinds)}: {state.url}: {'; '.join(causes)}"
    telling = _telling(state, baseline=baseline)
    if kinds == ("new",) and telling == "off-topic":
        telling = "baseline" if baseline else "tell"
    return ChangeDraft(kinds, _weight(kinds, found), reason, telling)


def _newly_on_topic(change: ChangeDraft, *, older: bool, edited: bool) -> ChangeDraft:
    """Return the Change of what concerns us from now on; silent where only we read better."""
    silent = older and not edited and change.telling == "tell"
    return replace(change, older=older, telling="baseline" if silent else change.telling)


def _weight(kinds: Sequence[ChangeKind], found: Sequence[Difference]) -> Weight:
    grave = _GRAVE & set(kinds) or any(one.weight == "substantive" for one in found)
    return "substantive" if grave else "editorial"


def _atoms(kinds: Sequence[ChangeKind], found: Sequence[Difference]) -> frozenset[Atom]:
    """Return the Change's atoms; none when more than texts changed: that is no site's affair."""
    if _GRAVE & set(kinds) or "moved" in kinds:
        return frozenset()
    return frozenset().union(*(one.atoms for one in found))


def _rewrites(one: Difference) -> bool:
    return one.part.startswith("edition:") and one.kind == "updated" and one.weight == "substantive"
