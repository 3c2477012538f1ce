"""What the listings name tonight, against what they named before.

Old Pages are visited on different nights; those that vanish together are found together only if
their absence from the listing leads there. Absence itself says nothing: it is a reason to look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from structlog import get_logger

from crawler.assignment import Assignment
from crawler.discovery import Discovery
from storage.types import Page

log = get_logger(__name__)


@dataclass(slots=True)
class Roster:
    """The Pages that one Source's listings name, tonight and before."""

    assignment: Assignment
    #: By the URL that a listing begins at.
    _named: dict[str, set[int]] = field(default_factory=dict)
    #: Pages that a listing names second, or third.
    _again: dict[str, set[int]] = field(default_factory=dict)
    #: The listings that the Source has from tonight on.
    _added: frozenset[str] = field(init=False)
    #: When the last good night began: what is older is no news because another listing names it.
    _since: datetime | None = field(init=False)

    def __post_init__(self) -> None:
        """Know what is read tonight that never was, of a Source that is watched."""
        places = [place.url for place in self.assignment.discover if place.kind != "fixed"]
        run, store = self.assignment.source_run, self.assignment.store
        self._since = store.runs.last_good(run)
        added = store.listings.added(run.source, places) if self._since else frozenset()
        self._added = added

    @property
    def is_of_use(self) -> bool:
        """Whether there are Pages that only their absence would lead to tonight."""
        source, now = self.assignment.source_run.source, self.assignment.now()
        return self.assignment.store.visits.rests(source, now)

    def is_added(self, place: Discovery) -> bool:
        """Return whether the listing is read for the first time, beside those read before."""
        return place.url in self._added

    def note(self, place: Discovery, page: Page) -> None:
        """Take note that a listing names the Page; an address from the configuration is none."""
        run = self.assignment.source_run
        if place.kind == "fixed" or page.source != run.source:
            return
        if any(page.id in named for named in self._named.values()):
            self._again.setdefault(place.url, set()).add(page.id)
            return
        self._named.setdefault(place.url, set()).add(page.id)
        if self._since and self.is_added(place) and page.untried:
            # At once: a night cut off has read the listing, and does not do so for the first time.
            self.assignment.store.listings.brought(place.url, page.id, run.id, self._since)

    def missing(self) -> tuple[Page, ...]:
        """Return the Pages to visit because they are listed no more, and remember who is."""
        listings, run = self.assignment.store.listings, self.assignment.source_run
        found = dropped(
            listings.awaited(run.source),
            {met.url for met in self.assignment.tally.listings if met.whole},
            {page_id for named in self._named.values() for page_id in named},
        )
        for listing, named in self._named.items():
            listings.named(listing, named, run.id)
        listings.missed([page.id for page in found], run.id)
        self._count_added()
        for page in found:
            log.debug("listing.dropped", source=run.source, url=page.url)
        return found

    def _count_added(self) -> None:
        """Say what each listing read for the first time brought that no other one names."""
        every = [*self._named.items(), *self._again.items()]
        known = {page for place, named in every if place not in self._added for page in named}
        run, listings = self.assignment.source_run, self.assignment.store.listings
        for place in sorted(self._added & self._named.keys()):
            listings.shared(self._named[place] & known)
            pages = len(self._named[place] - known)
            log.info("listing.added", source=run.source, url=place, pages=pages)

    def returned(self) -> tuple[Page, ...]:
        """Return the Pages to visit because they are listed, though they were given up."""
        named = {page_id for listed in self._named.values() for page_id in listed}
        source, now = self.assignment.source_run.source, self.assignment.now()
        visits = self.assignment.store.visits
        given_up = (*visits.gone(source, now), *visits.left(source))
        return tuple(page for page in given_up if page.id in named)


def dropped(
    awaited: Mapping[str, Iterable[Page]], whole: Collection[str], named: Collection[int]
) -> tuple[Page, ...]:
    """Return the awaited Pages of listings read whole that no listing names."""
    return tuple(
        page
        for listing, pages in awaited.items()
        if listing in whole
        for page in pages
        if page.id not in named
    )
