"""What a Source's night has met so far; the one mutable thing a spider and its pipeline share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.health import ListingMet, Met
from storage import urls
from storage.types import Counts, Page

#: Failed requests of one host in a row, retries included, after which it is left in peace
#: until the next night: three pages, each tried three times.
GIVE_UP_AFTER = 9


@dataclass(slots=True)
class Tally:
    """Counters of one Source's night."""

    on_change: Callable[[], None] = lambda: None
    listings: list[ListingMet] = field(default_factory=list)
    listed: int = 0
    planned: int = 0
    understood: int = 0
    unchanged: int = 0
    not_understood: int = 0
    vanished: int = 0
    lost: int = 0
    gone: int = 0
    off_topic: int = 0
    disallowed: int = 0
    #: Pages that were never read, of which the operators know: they are no trouble of tonight's.
    in_vain: frozenset[int] = frozenset()
    failed_again: int = 0
    unread_again: int = 0
    left_out: int = 0
    carried_over: int = 0
    late: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    in_a_row: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def done(self) -> int:
        """How many of the planned pages were dealt with, one way or the other."""
        return (
            self.understood
            + self.unchanged
            + self.not_understood
            + self.vanished
            + self.gone
            + len(self.failed)
            + len(self.blocked)
            + self.failed_again
            + self.unread_again
        )

    def answered(self, host: str) -> None:
        """Take note that a host answered properly."""
        self.in_a_row[host] = 0
        self.on_change()

    def attempt_failed(self, host: str) -> None:
        """Take note of one request that a host did not answer, or answered with an error."""
        self.in_a_row[host] += 1

    def page_failed(self, page: Page, cause: str) -> None:
        """Take note of a page that could not be fetched."""
        self._troubled(page, cause, self.failed)

    def page_refused(self, page: Page, cause: str) -> None:
        """Take note of a page that the site refused to give."""
        self.attempt_failed(urls.host(page.url))
        self._troubled(page, cause, self.blocked)

    def page_disallowed(self, page: Page) -> None:
        """Take note of a page that robots.txt keeps from us."""
        self.disallowed += page.id not in self.in_vain

    def page_unread(self, page: Page) -> None:
        """Take note of a page that came and could not be understood."""
        self.unread_again += page.id in self.in_vain
        self.not_understood += page.id not in self.in_vain

    def _troubled(self, page: Page, cause: str, troubles: list[str]) -> None:
        if page.id in self.in_vain:
            self.failed_again += 1
        else:
            troubles.append(f"{page.url}: {cause}")
        self.on_change()

    def not_reached(self, *, new: bool, late: str | None = None) -> None:
        """Take note of a planned page left for another night; `late`: why time ran out."""
        self.left_out += new
        self.carried_over += not new
        self.late += [late] if late is not None else []

    def gave_up(self, host: str) -> bool:
        """Tell whether a host failed so often in a row that asking on is rude."""
        return self.in_a_row[host] >= GIVE_UP_AFTER

    def met(self) -> Met:
        """Return what the status is judged by."""
        return Met(
            listings=tuple(self.listings),
            understood=self.understood + self.unchanged,
            not_understood=self.not_understood,
            lost=self.lost,
            failed=tuple(self.failed),
            blocked=tuple(self.blocked),
            errors=tuple(self.errors),
            disallowed=self.disallowed,
            left_out=self.left_out,
            planned=self.planned,
            late=tuple(self.late),
        )

    def counts(self, requests: int, received: int) -> Counts:
        """Return what the store keeps of the night."""
        return Counts(
            listed=self.listed,
            fetched=self.understood + self.not_understood + self.unread_again + self.vanished,
            unchanged=self.unchanged,
            failed=len(self.failed) + len(self.blocked) + len(self.errors) + self.failed_again,
            not_understood=self.not_understood + self.unread_again + self.vanished,
            gone=self.gone,
            off_topic=self.off_topic,
            carried_over=self.carried_over + self.left_out,
            requests=requests,
            bytes=received,
        )
