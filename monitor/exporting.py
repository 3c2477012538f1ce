"""Items for other programs: JSON lines, CSV, Atom."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from monitor.config import Config
from storage.codec import content_to_json
from storage.types import Content, KnownItem, Language

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
    items: Sequence[KnownItem], form: str, language: Language, config: Config
) -> Iterator[bytes]:
    """Yield the export, piece by piece, in UTF-8."""
    if form == "jsonl":
        for item in items:
            yield (json.dumps(_whole(item), ensure_ascii=False) + "\n").encode()
    elif form == "csv":
        yield csv_file(_COLUMNS, (_row(item, language) for item in items))
    else:
        from monitor.feeding import atom

        yield atom(items, language, config)


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


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8, scraped text unable to become a formula."""
    text = io.StringIO()
    text.write("\ufeff")  # Excel reads UTF-8 only when a byte order mark says so.
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([unexecuted(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _row(item: KnownItem, language: Language) -> tuple[str, ...]:
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
        title(content, language) or "",
        urls[0] if urls else "",
        item.first_seen.isoformat(),
    )


def title(content: Content, language: Language) -> str | None:
    """Return the title in that language, else in any."""
    wanted = content.editions.get(language)
    return (wanted.title if wanted else None) or content.title


def unexecuted(cell: str) -> str:
    """Return the cell so that no spreadsheet takes scraped text for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
