"""A known Item on one night: what its Pages say, said before, and no longer say."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Literal

from alerts.fingerprint import field_text
from alerts.guards import BAD
from alerts.identity import Group
from alerts.likeness import body_keys
from alerts.merge import PageText, merged, says
from alerts.readings import Reading, answered_url
from alerts.sites import path_of
from storage.types import Content, ItemOutcome, KnownItem, SourceNight
from storage.urls import canonical

#: Consecutive `ok` runs without the Item until it counts as removed.
MISSES = 3


class Looked:
    """A known Item and everything tonight says about it."""

    def __init__(self, group: Group, item: KnownItem, night: SourceNight, *, sound: bool) -> None:
        """Sort the Group's Readings; `sound`: absence means something tonight."""
        self.group = group
        self.item = item
        self.night = night
        self.sound = sound
        self.read = [one for one in group.readings if one.state == "read"]
        self.records = [one.record for one in group.readings if one.record is not None]
        self.gone = [one for one in group.readings if one.state == "gone"]
        self.lost = [one for one in group.readings if one.state in {"lost", "taken"}]
        self._perhaps_gone = {one.visit.page.id for one in self.gone if self._took_along(one)}
        self._away = {one.visit.page.id for one in self.gone} - self._perhaps_gone
        self._taken = {one.visit.page.id for one in group.readings if one.state == "taken"}

    def _took_along(self, gone: Reading) -> bool:
        """Return whether a Page took an Edition along that no other has: that waits a night."""
        had = gone.previous.content.editions.keys() if gone.previous else set()
        there = {tag for one in self.records for tag in one.content.editions}
        return bool(self.read) and not gone.visit.gone_before and not had <= there

    @property
    def url(self) -> str:
        """Return the URL of the Item's first Page; what names it where every address was taken."""
        pages = [one.page.url for one in self.item.pages]
        pages += [one.visit.page.url for one in self.group.readings]
        return pages[0] if pages else f"item {self.item.id}"

    def is_removed(self) -> bool:
        """Return whether every Page is gone for certain, or was missing often enough."""
        pages = {one.page.id for one in self.item.pages}
        missing = self._away | {one.visit.page.id for one in self.lost}
        if self.item.state == "removed" or self.read or not pages <= missing:
            return False
        if self.night.source_run.status in BAD:
            return False
        return (bool(pages) and pages <= self._away) or self._missed_enough()

    def _missed_enough(self) -> bool:
        """Return whether it was missed often enough: on as many nights, not visits of one."""
        looks = [one.visit.nights_away for one in (*self.gone, *self.lost)]
        nights = min((one for one in looks if one), default=MISSES)
        return self.sound and self.item.missed + 1 >= MISSES and nights >= MISSES

    def may_return(self) -> bool:
        """Return whether a second look decides: a listing names what answered "gone" only once.

        410 at each of several addresses is no slip: somebody took it down.
        """
        said = len(self.gone) > 1 and all(_is_withdrawn(one) for one in self.gone)
        named = any(one.visit.listed and not one.visit.gone_before for one in self.gone)
        return named and not said and not self._missed_enough()

    def missed(self) -> ItemOutcome | None:
        """Return the miss counted; None on a night that says nothing of what is not there."""
        if not self.sound:
            return None
        before = self.item.missed
        most = before + 1 if self._missed_enough() else max(before, MISSES - 1)
        return replace(self.outcome(), missed=min(before + 1, most))

    def was_to_be_removed(self) -> bool:
        """Return whether an Item that is to be removed tonight was so on a night before.

        Then it was held: what is removed is not there any more to be so.
        """
        return self.item.missed >= MISSES

    def page_ids(self) -> tuple[int, ...]:
        """Return the Item's Pages from now on: those that are gone leave when others stay."""
        known = [one.page.id for one in self.item.pages]
        looked = (one.visit.page.id for one in self.group.readings)
        every = [page for page in dict.fromkeys([*known, *looked]) if page not in self._taken]
        left = self._away | self._renamed()
        staying = tuple(page for page in every if page not in left)
        return staying or tuple(every)

    def _renamed(self) -> frozenset[int]:
        """Return the Pages that show what a newer one shows, of which only a query's value differs.

        A site that numbers its visitors in the query gives each story a new address every night.
        """
        newest: dict[object, int] = {}
        found: set[int] = set()
        for one in sorted(self.read, key=lambda one: one.visit.page.id):
            path = path_of(canonical(one.visit.page.url))
            text = body_keys(one.record.content) if one.record else None
            if path[2] and text:
                if (path, text) in newest:
                    found.add(newest[path, text])
                newest[path, text] = one.visit.page.id
        return frozenset(found)

    def rebased(self) -> Content:
        """Return the Item as tonight's parser would have read it before tonight."""
        reread = self.night.reread
        if not any(one.page.id in reread for one in self.item.pages):
            return self.item.version.content
        known = self.item.version.content
        pages = [
            PageText(
                one.page.id,
                reread.get(one.page.id, one.record),
                one.page.id in reread,
                stood=says(one.record, known),
            )
            for one in self.item.pages
            if one.page.id not in reread or not reread[one.page.id].not_understood
        ]
        return self._waiting(merged(known, pages))

    def _waiting(self, content: Content) -> Content:
        """Return the Content with what its Pages had lost when they were read first.

        That waits for a second look at them; another reading of the same answers is none.
        """
        known = self.item.version.content
        said = [one.record.content for one in self.item.pages]
        fields = {
            label: field
            for label, field in known.fields.items()
            if field_text(field)
            and not field_text(content.fields.get(label))
            and not any(field_text(each.fields.get(label)) for each in said)
        }
        editions = {
            tag: edition
            for tag, edition in known.editions.items()
            if tag not in content.editions and not any(tag in each.editions for each in said)
        }
        if not fields and not editions:
            return content
        return replace(
            content,
            fields={**content.fields, **fields},
            editions={**content.editions, **editions},
        )

    def unlike(self) -> bool:
        """Return whether tonight's parser could not read what it is to be compared with."""
        reread = self.night.reread
        return any(
            (before := reread.get(one.visit.page.id)) is not None and before.not_understood
            for one in self.read
        )

    def tonight(self, base: Content) -> Content:
        """Return the Item with what its Pages say tonight."""
        fresh = {one.visit.page.id: one for one in self.read}
        missed = {one.visit.page.id for one in self.lost} | self._perhaps_gone
        removed = self.item.state == "removed"
        pages = [
            PageText(
                page_id,
                one.record,
                fresh=True,
                previous=one.previous,
                nightly=one.visit.nightly,
                stood=one.previous is not None and says(one.previous, base),
            )
            for page_id, one in fresh.items()
            if one.record is not None
        ]
        pages += [
            PageText(one.page.id, one.record, away=removed or one.page.id in missed)
            for one in self.item.pages
            if one.page.id not in fresh and one.page.id not in self._away | self._taken
        ]
        return merged(base, pages, confirm=self.sound and not self.imported)

    @property
    def imported(self) -> bool:
        """Return whether the Item holds imported text, which no page's silence takes away."""
        return self.item.version.cause == "import"

    def cause(self, after: Content) -> Literal["page", "import"]:
        """Return `import` as long as something in the Item comes from an import alone."""
        said = [record.content for record in self.records]
        said += [one.record.content for one in self.item.pages]
        orphan = any(
            not any(language in content.editions for content in said) for language in after.editions
        ) or any(
            field_text(field) and not any(label in content.fields for content in said)
            for label, field in after.fields.items()
        )
        return "import" if self.imported and orphan else "page"

    def moves(self) -> list[str]:
        """Return, in words, the addresses that the Item has moved to tonight."""
        known = {value for scheme, value in self.item.identifiers if scheme == "url"}
        known |= {canonical(one.page.url) for one in self.item.pages}
        found = [
            f"redirected to {answered_url(one.visit)}"
            for one in self.read
            if answered_url(one.visit) != canonical(one.visit.page.url)
            and answered_url(one.visit) not in known
            and one.visit.page.id in {page.page.id for page in self.item.pages}
        ]
        newcomers = [one for one in self.read if canonical(one.visit.page.url) not in known]
        left = self.gone or self.lost or not self.item.pages or self.item.state == "removed"
        if newcomers and left:
            found += [f"the same text at {one.visit.page.url}" for one in newcomers]
        return found

    def outcome(self) -> ItemOutcome:
        """Return the Item as it stands when it was found, without a new Version or Change."""
        reasons = [record.off_topic for record in self.records]
        return ItemOutcome(
            item_id=self.item.id,
            source=self.item.source,
            genre=self.item.genre,
            state="present",
            identifiers=self.group.identifiers(),
            page_ids=self.page_ids(),
            content=None,
            off_topic=self.item.off_topic if all(reasons) else None,
            history=self.item.history,
        )

    def stands(self, outcome: ItemOutcome) -> bool:
        """Return whether the outcome only repeats what the store holds."""
        item = self.item
        return (
            outcome.content is None
            and outcome.change is None
            and outcome.state == item.state
            and outcome.identifiers == item.identifiers
            and set(outcome.page_ids) == {one.page.id for one in item.pages}
            and (outcome.missed, outcome.off_topic, outcome.history)
            == (item.missed, item.off_topic, item.history)
        )


def _is_withdrawn(one: Reading) -> bool:
    return one.visit.capture.status == HTTPStatus.GONE
