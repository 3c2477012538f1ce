"""What the listings name tonight, against what they named before.

Old Pages are visited on different nights; those that vanish together are found together only if
their absence from the listing leads there. Absence itself says nothing: it is a reason to look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

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

    @property
    def is_of_use(self) -> bool:
        """Whether there are Pages that only their absence would lead to tonight."""
        source, now = self.assignment.source_run.source, self.assignment.now()
        return self.assignment.store.visits.rests(source, now)

    def note(self, place: Discovery, page: Page) -> None:
        """Take note that a listing names the Page; an address from the configuration is none."""
        if place.kind != "fixed" and page.source == self.assignment.source_run.source:
            self._named.setdefault(place.url, set()).add(page.id)

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
        for page in found:
            log.debug("listing.dropped", source=run.source, url=page.url)
        return found

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
