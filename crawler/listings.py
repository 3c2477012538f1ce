"""A Source's listings: asked "changed since?" like its pages, every answer archived.

An unchanged listing is read from the archive as if it had come anew, so that whatever follows
(new cards, next pages, other words to look for, a better reader) cannot tell the difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scrapy import Request
from scrapy.http import Response as ScrapyResponse
from scrapy.http.request import NO_CALLBACK
from structlog import get_logger

from crawler.assignment import Assignment
from crawler.fetched import header_map, response_of
from crawler.walk import Download
from storage.errors import BodyLost
from storage.types import Listing, Response, Validators

log = get_logger(__name__)
#: The key of a request's meta under which `Conditional` finds what is known of a listing.
KNOWN = "listing"


@dataclass(slots=True)
class Listings:
    """What one Source's night asks its listings, and what it keeps of the answers."""

    assignment: Assignment
    download: Download
    #: Answers whose announcements are not all stored yet, by URL.
    _answers: dict[str, Listing] = field(default_factory=dict)

    async def fetch(self, url: str) -> ScrapyResponse:
        """Return what the server answers now, a 304 as well."""
        known = self._known(url)
        meta = {KNOWN: known[0]} if known else {}
        return await self.download(Request(url, callback=NO_CALLBACK, dont_filter=True, meta=meta))

    def keep(self, url: str, fetched: ScrapyResponse) -> ScrapyResponse:
        """Archive the answer and return it whole: an unchanged one as it came when it changed.

        Raises StorageError, OSError.
        """
        known = self._known(url)
        if fetched.status == 304 and known is None:  # noqa: PLR2004 - nothing we asked for
            return fetched
        given = response_of(url, fetched, self.assignment.now())
        archived, digest = self.assignment.archive.write(given, known[0] if known else None)
        validators = _validators(fetched)
        if fetched.status == 304 and known is not None:  # noqa: PLR2004 - Not Modified
            before, body = known
            self._answers[url] = replace(
                before,
                fetched_at=given.fetched_at,
                validators=Validators(
                    validators.etag or before.validators.etag,
                    validators.last_modified or before.validators.last_modified,
                ),
            )
            log.debug("listing.unchanged", url=url)
            return _as_it_came(fetched, body)
        self._answers[url] = Listing(
            self.assignment.source_run.source, url, given.fetched_at, digest, archived, validators
        )
        return fetched

    def understood(self, url: str) -> None:
        """Remember the answer: all that it announces is stored by now."""
        answer = self._answers.pop(url, None)
        if answer is not None:
            self.assignment.store.listings.save(answer)

    def _known(self, url: str) -> tuple[Listing, Response] | None:
        """Return what is known of a listing; one whose body is lost is not known."""
        source, archive = self.assignment.source_run.source, self.assignment.archive
        known = self.assignment.store.listings.get(source, url)
        if known is None:
            return None
        try:
            return known, archive.read(known.archived)
        except BodyLost as error:
            self.assignment.lost(known.archived, error)
            log.debug("listing.lost", url=url, reason=str(error))
            return None


def _validators(fetched: ScrapyResponse) -> Validators:
    headers = header_map(fetched)
    return Validators(headers.get("etag"), headers.get("last-modified"))


def _as_it_came(fetched: ScrapyResponse, body: Response) -> ScrapyResponse:
    """Return the archived answer in the shape of the one that confirmed it."""
    headers = {name: value for name, value in body.headers if name.lower() == "content-type"}
    return fetched.replace(url=body.url, status=body.status, headers=headers, body=body.body)
