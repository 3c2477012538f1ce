"""Saved pages become Records; what can't be read is collected, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crawler.parsers import Document, parse, parse_many
from crawler.parsers.understood import says_no_body
from monitor import inputs
from monitor.exits import InputUnreadable
from monitor.inputs import Input
from storage.errors import MonitorError, ParseError
from storage.types import Record

#: What reads listings, for who gave one to `parse`.
_LISTINGS = (
    "`iom-monitor check SOURCE` shows what a source's listings lead to, "
    "`iom-monitor new-source NAME URL` makes a source of one"
)


def one_by_one(given: Iterable[Input], failures: list[str]) -> Iterator[tuple[str, Record]]:
    """Yield each file's Record; what can't be read is named in `failures`."""
    for entry in given:
        try:
            document = inputs.document(entry)
            yield entry.shown, _noted(document, parse(document))
        except (InputUnreadable, ParseError) as error:
            failures.append(naming(error, entry))


def from_manifest(
    file: Path, source: str | None, failures: list[str]
) -> Iterator[tuple[str, Record]]:
    """Yield the Records of a manifest's pages, read together so that furniture shows."""
    shown: list[str] = []
    documents: list[Document] = []
    for entry in inputs.manifest(file):
        try:
            document = inputs.document(entry)
        except InputUnreadable as error:
            failures.append(str(error))
            continue
        if source:
            document = replace(document, source=source)
        shown.append(entry.shown)
        documents.append(document)
    yield from zip(shown, _readable(documents, shown, failures), strict=False)


def _readable(documents: list[Document], shown: list[str], failures: list[str]) -> Sequence[Record]:
    """Return the Records, leaving out (also from `shown`) what can't be read at all."""
    try:
        return _all_noted(documents)
    except ParseError:
        kept: list[Document] = []
        for index in reversed(range(len(documents))):
            try:
                parse(documents[index])
            except ParseError as error:
                failures.append(naming(error, Input(Path(shown[index]), shown[index])))
                del shown[index]
            else:
                kept.append(documents[index])
        return _all_noted(kept[::-1])


def _all_noted(documents: list[Document]) -> list[Record]:
    """Return the Records of pages read together. Raises ParseError for the first unreadable one."""
    return list(map(_noted, documents, parse_many(documents)))


def _noted(document: Document, record: Record) -> Record:
    """Return the Record; with a warning where the page has no text and lists others that have."""
    from crawler.parsers.links.listing_only import entries_only

    if record.not_understood is not None and not says_no_body(record.not_understood):
        return record
    entries = entries_only(document, record)
    if not entries:
        return record
    said = (
        f"listing: {entries} entries and no text of its own: it looks like no article; {_LISTINGS}"
    )
    return replace(record, warnings=(*record.warnings, said))


def naming(error: MonitorError, entry: Input) -> str:
    """Return an error's text, with the file's name in it."""
    text = str(error)
    return text if entry.shown in text else f"input: {entry.shown}: {text}"
