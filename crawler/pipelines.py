"""Each answer archived, stored, read and stored again as it comes: a crash loses one page."""

from __future__ import annotations

from scrapy.crawler import Crawler
from structlog import get_logger

from crawler.assignment import Assignment
from crawler.fetched import Fetched
from crawler.middlewares import assignment_of
from crawler.parsers import version_of
from crawler.parsers.understood import says_not_found
from crawler.reading import record_of, vanished
from crawler.reread import reread
from storage.errors import BodyLost, StorageError
from storage.types import GONE, Capture, Record
from storage.urls import host

log = get_logger(__name__)


class CapturePipeline:
    """Writes Capture and Record, one commit each, and counts what they are."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep the crawler; its spider comes later."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CapturePipeline:
        """Return the pipeline of a crawler."""
        return cls(crawler)

    def process_item(self, item: Fetched) -> Fetched:
        """Store one answer; a broken disk stops the night, a broken page only itself."""
        assignment = assignment_of(self.crawler)
        try:
            self._store(item, assignment)
        except (StorageError, OSError) as error:
            assignment.abort(error)
        except Exception as error:
            assignment.tally.errors.append(f"{item.page.url}: {type(error).__name__}: {error}")
            log.exception("page.error", url=item.page.url)
        return item

    def _store(self, item: Fetched, assignment: Assignment) -> None:
        store, tally, page = assignment.store, assignment.tally, item.page
        newest = store.pages.newest_capture(page.id)
        understood = store.pages.last_capture(page.id)
        held = understood is not None and assignment.holds(understood)
        archived, digest = assignment.archive.write(item.response, understood)
        capture = store.pages.save_capture(
            assignment.source_run.id, page.id, item.response, digest, archived
        )
        if capture.status == 304:  # noqa: PLR2004 - Not Modified
            self._read_again(item, assignment, capture, understood)
        elif capture.status in GONE:
            tally.gone += 1
        else:
            stands = newest and understood and newest.digest == understood.digest
            self._read(item, assignment, capture, understood if stands else None, held=held)
        log.debug(
            "page.fetched", source=assignment.source_run.source, url=page.url, status=capture.status
        )
        tally.on_change()

    def _read(
        self,
        item: Fetched,
        assignment: Assignment,
        capture: Capture,
        last: Capture | None,
        *,
        held: bool,
    ) -> None:
        """Store the Record of a body, unless the same parser read the same body last night.

        `last`: the Capture of last night's body, where that was understood; `held`: the archive
        has that body. Where it is lost, the Page goes on from tonight's.
        """
        plan, pages, tally = assignment.plan.spider, assignment.store.pages, assignment.tally
        furniture = assignment.furniture(host(item.response.url))
        record = record_of(
            item.page, item.response, plan.name, plan.genre, furniture, day_first=plan.day_first
        )
        if item.vanished is not None:
            record = vanished(record, item.vanished)
        if last is not None and last.digest == capture.digest:
            known = pages.last_record(item.page.id)
            if known is not None and _same_reading(known, record):
                tally.unchanged += 1
                if not held:
                    pages.save_record(capture.id, record)
                return
        pages.save_record(capture.id, record)
        self._count(item, assignment, record, was_understood=last is not None)

    def _read_again(
        self, item: Fetched, assignment: Assignment, capture: Capture, understood: Capture | None
    ) -> None:
        """Count a 304; the body that it confirms is read anew when the parser is another now."""
        record = None
        if understood is not None and self._is_outdated(item, assignment):
            record = self._reread(item, assignment, understood)
        if record is None or record.not_understood is None:
            assignment.tally.unchanged += 1
        else:
            self._count(item, assignment, record, was_understood=True)
        if record is not None:
            assignment.store.pages.save_record(capture.id, record)

    def _is_outdated(self, item: Fetched, assignment: Assignment) -> bool:
        known = assignment.store.pages.last_record(item.page.id)
        furniture = assignment.furniture(host(item.response.url))
        return known is not None and (known.parser_version, known.furniture_version) != (
            version_of(known.parser),
            furniture.version,
        )

    def _reread(self, item: Fetched, assignment: Assignment, understood: Capture) -> Record | None:
        furniture, plan = assignment.furniture(host(item.response.url)), assignment.plan.spider
        try:
            return reread(item.page, understood, assignment.archive, furniture, plan.genre)
        except BodyLost as error:
            # What was read of it stands; a file that an operator took away stops no night.
            log.warning("page.not-reread", url=item.page.url, reason=str(error))
            return None

    def _count(
        self, item: Fetched, assignment: Assignment, record: Record, *, was_understood: bool
    ) -> None:
        tally = assignment.tally
        if item.vanished is not None:
            tally.vanished += 1
        elif record.not_understood is not None:
            tally.page_unread(item.page)
            # a site that says so with status 200 has been understood
            tally.lost += was_understood and not says_not_found(record.not_understood)
            log.debug(
                "page.not-understood",
                source=assignment.source_run.source,
                url=item.page.url,
                reason=record.not_understood,
            )
        else:
            tally.understood += 1
            tally.off_topic += record.off_topic is not None


def _same_reading(known: Record, record: Record) -> bool:
    """Tell whether two Records come from the same parser and furniture set."""
    return (known.parser, known.parser_version, known.furniture_version) == (
        record.parser,
        record.parser_version,
        record.furniture_version,
    ) and record.not_understood is None
