"""Items for other programs: JSON lines, CSV, Atom."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from monitor.config import Config
from storage.codec import content_to_json
from storage.types import KnownItem, Language

_COLUMNS = (
    "id",
    "source",
    "genre",
    "state",
    "published",
    "event_date",
    "place",
    "title",
    "url",
    "first_seen",
)


def exported(
    items: Sequence[KnownItem], form: str, language: str, config: Config
) -> Iterator[bytes]:
    """Yield the export, piece by piece, in UTF-8."""
    if form == "jsonl":
        for item in items:
            yield (json.dumps(_whole(item), ensure_ascii=False) + "\n").encode()
    elif form == "csv":
        yield from _csv(items, language)
    else:
        from monitor.feeding import atom

        yield atom(items, _language(language), config)


def _whole(item: KnownItem) -> dict[str, object]:
    return {
        "id": item.id,
        "source": item.source,
        "genre": item.genre,
        "state": item.state,
        "first_seen": item.first_seen.isoformat(),
        "urls": [page.address for page in item.pages],
        "identifiers": sorted(map(list, item.identifiers)),
        "version": item.version.number,
        **json.loads(content_to_json(item.version.content)),
    }


def _csv(items: Sequence[KnownItem], language: str) -> Iterator[bytes]:
    # Excel reads UTF-8 only when a byte order mark says so.
    yield b"\xef\xbb\xbf"
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for item in items:
        writer.writerow([unexecuted(str(cell)) for cell in _row(item, language)])
    yield text.getvalue().encode()


def _row(item: KnownItem, language: str) -> tuple[object, ...]:
    content = item.version.content
    urls = [page.address for page in item.pages]
    return (
        item.id,
        item.source,
        item.genre,
        item.state,
        content.published.iso if content.published else "",
        content.event_date.iso if content.event_date else "",
        content.place or "",
        title(item, language) or "",
        urls[0] if urls else "",
        item.first_seen.isoformat(),
    )


def title(item: KnownItem, language: str) -> str | None:
    """Return the title in that language, else in any."""
    editions = item.version.content.editions
    wanted = editions.get(_language(language))
    if wanted and wanted.title:
        return wanted.title
    return next((edition.title for edition in editions.values() if edition.title), None)


def unexecuted(cell: str) -> str:
    """Return the cell so that no spreadsheet takes scraped text for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _language(tag: str) -> Language:
    return "zh-Hans" if tag == "zh-Hans" else "en"
