"""Decides, purely, what of a Source's complete night is news. See docs/decisions/0008."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from alerts import guards
from alerts.identity import Group, groups
from alerts.looked import MISSES
from alerts.readings import hosts_read, readings
from alerts.verdict import Verdict, verdict
from storage.types import AlertDraft, ChangeDraft, Decision, ItemOutcome, SourceNight
from storage.urls import host

#: So many unfinished first nights, and the Source counts as known all the same.
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class _Judged:
    """The verdicts of a night after the guards have seen them all."""

    verdicts: tuple[Verdict, ...]
    alerts: tuple[AlertDraft, ...] = ()
    #: Why the whole night is held, or None.
    held: str | None = None


def decide(night: SourceNight, now: datetime, failed_nights: int = 1) -> Decision:
    """Return what the night amounts to: Versions, Changes, alerts, and its final status.

    `failed_nights`: how many bad nights it takes before operators hear of them.
    """
    run = night.source_run
    ground = guards.ground(run.status, run.reason, readings(night))
    baseline = night.first and night.earlier.count("partial") < _PATIENCE
    if night.first and not baseline:
        night = replace(night, watched=run.started_at)
    found = groups(ground.readings, night.known, run.source)
    verdicts = [
        verdict(group, night, now, sound=ground.sound, baseline=baseline) for group in found
    ]
    judged = _guarded(verdicts, found, ground, night)
    status = "not-understood" if judged.held else ground.status
    reason = judged.held or ground.reason
    health = guards.health_alerts(
        run.source, status, reason, night.earlier, failed_nights, night.unread, night.counted
    )
    alerts = (*health, *judged.alerts)
    outcomes = tuple(outcome for one in judged.verdicts for outcome in one.outcomes)
    whole = status == "ok" or (night.first and not baseline)
    return Decision(run.id, status, reason, night.first and whole, outcomes, alerts)


def _guarded(
    verdicts: Sequence[Verdict],
    found: Sequence[Group],
    ground: guards.Ground,
    night: SourceNight,
) -> _Judged:
    """Return the verdicts with site-wide movements and mass removals taken out of the telling."""
    source = night.source_run.source
    judged, alerts = _without_template(verdicts, ground, source)
    changed = sum(one.is_rewritten for one in judged)
    compared = sum(group.item is not None and _was_read(group) for group in found)
    if guards.rewritten(changed, compared):
        why = f"layout: {changed} of {compared} known items read anew: held: iom-monitor held"
        return _Judged(tuple(_held(one) for one in judged), (), why)
    gone = [one for one in judged if one.is_removed]
    present = guards.source_items(night.known, source)
    if not guards.shrinks(len(gone), len(present)):
        return _Judged(tuple(_waiting(one) for one in judged), alerts)
    kept = tuple(_kept(one) if one.is_removed else one for one in judged)
    if all(one.was_held for one in gone):
        return _Judged(kept, alerts)  # operators know since the first such night
    what = f"{len(gone)} of {len(present)} items gone at once"
    text = f"{source}: shrink: {what}: held: iom-monitor held"
    return _Judged(kept, (*alerts, AlertDraft("shrink", source, text)))


def _without_template(
    verdicts: Sequence[Verdict], ground: guards.Ground, source: str
) -> tuple[list[Verdict], tuple[AlertDraft, ...]]:
    """Return the verdicts, those silenced that say only what the whole site says tonight."""
    moved = [(host(one.url), one.atoms) for one in verdicts if one.atoms]
    spellings = guards.site_spellings(moved, hosts_read(ground.readings))
    if not spellings:
        return list(verdicts), ()
    result = []
    silenced: dict[str, int] = {}
    for one in verdicts:
        name = host(one.url)
        if guards.is_the_sites(name, one.atoms, spellings):
            silenced[name] = silenced.get(name, 0) + 1
            result.append(_told_as(one, "template"))
        else:
            result.append(one)
    alerts = []
    for name, count in sorted(silenced.items()):
        what = f"{count} pages of {name} changed alike: {_sample(spellings, name)}"
        alerts.append(AlertDraft("template", source, f"{source}: template: {what}"))
    return result, tuple(alerts)


def _sample(spellings: frozenset[tuple[str, str]], name: str) -> str:
    return "; ".join(sorted(one for at, one in spellings if at == name))[:200]


def _was_read(group: Group) -> bool:
    return any(reading.state == "read" for reading in group.readings)


def _told_as(one: Verdict, telling: Literal["held", "template"]) -> Verdict:
    """Return the verdict with its Change stored under another telling."""
    outcomes = tuple(
        replace(outcome, change=_silenced(outcome.change, telling)) for outcome in one.outcomes
    )
    return replace(one, outcomes=outcomes, is_rewritten=False)


def _silenced(
    change: ChangeDraft | None, telling: Literal["held", "template"]
) -> ChangeDraft | None:
    if change is None or change.telling != "tell":
        return change
    return replace(change, telling=telling)


def _held(one: Verdict) -> Verdict:
    """Return what may be done on a night that is held: new Items stored untold, no more."""
    if one.item is not None:
        return replace(one, outcomes=())
    return _told_as(one, "held")


def _waiting(one: Verdict) -> Verdict:
    """Return the verdict; a removal that one look more decides is only a miss yet."""
    return one if one.waits is None else replace(one, outcomes=one.waits, is_removed=False)


def _kept(one: Verdict) -> Verdict:
    """Return a removal held: the Item stays, missed often enough, and the Change waits once."""
    outcomes: list[ItemOutcome] = []
    for outcome in one.outcomes:
        change = outcome.change
        once = replace(change, telling="held") if change and not one.was_held else None
        missed = max(outcome.missed, MISSES)
        outcomes.append(replace(outcome, state="present", missed=missed, change=once))
    return replace(one, outcomes=tuple(outcomes))
