"""What an Item is recognised by when it comes again; pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from storage import urls
from storage.types import Content, Edition, Genre, KnownItem, Record

#: A body shorter than this is shared by chance ("Read more in the PDF").
LEAST_BODY = 80

#: An edited story keeps most of its text; two of one standing headline share little.
LEAST_OVERLAP = 0.5

_NOT_WORD = re.compile(r"[\W_]+")


def identifiers(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the (scheme, value) pairs that identify a Record's Item, strongest first.

    They are spelled as decisions spell them: numbers in capitals, a node id within its host.
    """
    found = [
        (scheme, record.identifiers[scheme].strip().upper())
        for scheme in ("projects-id", "prima-id")
        if record.identifiers.get(scheme)
    ]
    # A saved page without its URL still says where it is from; a front page says nothing.
    named = record.url or record.identifiers.get("canonical-url")
    url = urls.canonical(named) if named else None
    if url and (record.url or urlsplit(url).path not in ("", "/")):
        found.append(("url", url))
        node = record.identifiers.get("node-id")
        if node and urls.host(url):
            found.append(("node-id", f"{urls.host(url)}/{node.strip()}"))
    return tuple(found)


def likenesses(content: Content, genre: Genre) -> frozenset[tuple[str, str]]:
    """Return what equal content is found by: a title within its genre, a body."""
    return frozenset(
        pair for edition in content.editions.values() for pair in _of_edition(edition, genre)
    )


def is_same(known: KnownItem, record: Record) -> bool:
    """Say whether a Record that looks like a known Item (see `likenesses`) is of that Item.

    Not when a project number differs, not when the two stand on different hosts (that is a
    repost, another Item of the same Story), and not when all they share is a headline.
    """
    mine = identifiers(record)
    ids = {"projects-id", "prima-id"}
    theirs = {scheme: value for scheme, value in known.identifiers if scheme in ids}
    if any(theirs.get(scheme, value) != value for scheme, value in mine):
        return False
    hosts = {urls.host(value) for scheme, value in known.identifiers if scheme == "url"}
    own = {urls.host(value) for scheme, value in mine if scheme == "url"}
    if hosts and own and not hosts & own:
        return False
    return record.genre == "project" or _tell_the_same(known.version.content, record.content)


def normal_title(title: str) -> str:
    """Return the title's letters and digits alone: case, width and punctuation are gone."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()


def fingerprint(body: str) -> str | None:
    """Return a hash over the body's letters and digits, or None for too short a body."""
    letters = _letters(body)
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


def _tell_the_same(one: Content, other: Content) -> bool:
    """Say whether the bodies overlap by half in a language both have, or share no language."""
    shared = [tag for tag in one.editions if tag in other.editions]
    return not shared or any(
        _overlap(one.editions[tag].body, other.editions[tag].body) >= LEAST_OVERLAP
        for tag in shared
    )


def _overlap(one: str, other: str) -> float:
    """Return which part of the shorter text's four-letter runs the other has too."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / (min(len(first), len(second)) or 1)


def _letters(body: str) -> str:
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", body).casefold())


def _runs(body: str) -> frozenset[str]:
    letters = _letters(body)
    return frozenset(letters[place : place + 4] for place in range(max(1, len(letters) - 3)))
