"""Small pages as tests write them, read as nobody's: title and body in, the Record's text out."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.parsers import Document, parse
from storage.types import Record

FETCHED = datetime(2025, 6, 1, tzinfo=UTC)


def read_page(title: str, body: str, head: str = "", url: str | None = None) -> Record:
    """Return what is read on a page with this `<title>` and body."""
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return parse(Document(page.encode(), url=url, fetched_at=FETCHED))


def text(record: Record) -> list[str]:
    """Return the paragraphs of all editions."""
    return [line for e in record.content.editions.values() for line in e.body.split("\n\n")]


def paragraphs(*lines: str, tag: str = "p") -> str:
    """Return each line in an element of its own."""
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)
