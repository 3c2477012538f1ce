"""What an Item is recognised by when it comes again; pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from storage import urls
from storage.types import Content, Edition, Genre, Record

#: Schemes that name one project or page for certain, strongest first.
STRONG = ("projects-id", "prima-id", "url")
#: A body shorter than this is shared by chance ("Read more in the PDF").
LEAST_BODY = 80

_NOT_WORD = re.compile(r"[\W_]+")


def identifiers(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the (scheme, value) pairs that identify a Record's Item, strongest first."""
    found = {scheme: value for scheme, value in record.identifiers.items() if value}
    if record.url:
        found["url"] = urls.canonical(record.url)
    known = [(scheme, found.pop(scheme)) for scheme in STRONG if scheme in found]
    # Twins are other Pages' URLs, claims of the page about others: they identify nothing here.
    return (*known, *((s, v) for s, v in found.items() if not s.startswith("twin:")))


def likenesses(content: Content, genre: Genre) -> frozenset[tuple[str, str]]:
    """Return what equal content is found by: a title within its genre, a body."""
    return frozenset(
        pair for edition in content.editions.values() for pair in _of_edition(edition, genre)
    )


def normal_title(title: str) -> str:
    """Return the title's letters and digits alone: case, width and punctuation are gone."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()


def fingerprint(body: str) -> str | None:
    """Return a hash over the body's letters and digits, or None for too short a body."""
    letters = _NOT_WORD.sub("", unicodedata.normalize("NFKC", body).casefold())
    if len(letters) < LEAST_BODY:
        return None
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()


def _of_edition(edition: Edition, genre: Genre) -> Iterator[tuple[str, str]]:
    title = normal_title(edition.title or "")
    if title:
        yield f"title:{genre}", title
    body = fingerprint(edition.body)
    if body:
        yield "body", body
