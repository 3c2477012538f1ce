"""Full-text search over Han bigrams and words, with FTS5.

No tokenizer of SQLite's finds a Chinese word of two characters, so texts are cut before
they are indexed: `移民组织` becomes `移民 民组 组织`, and a search for it the same phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import Connection, delete, insert, select, text, update

from storage import codec
from storage.database import Database
from storage.schema import items, search_entries, versions
from storage.types import LANGUAGES, Amount, Content, Edition, FieldValue, Hit, PageDate

#: What a hit weighs in the title, in names and identifiers, in the body.
WEIGHTS = (6.0, 4.0, 1.0)
#: Characters of a snippet; two lines of a terminal.
SNIPPET = 160

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f\u3005\u3007"
_PIECE = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+", re.UNICODE)


class Search:
    """Finds Items by words."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        """Return the editions that hold all the words, best first. Words are never syntax."""
        wanted = query(words)
        if not wanted:
            return []
        statement = text(
            "SELECT search_entries.item_id, search_entries.language,"
            " bm25(search_index, :title, :names, :body) AS score"
            " FROM search_index JOIN search_entries ON search_entries.id = search_index.rowid"
            " WHERE search_index MATCH :wanted ORDER BY score, search_entries.id LIMIT :limit"
        )
        weights = dict(zip(("title", "names", "body"), WEIGHTS, strict=True))
        with self._database.read() as connection:
            found = connection.execute(
                statement, {"wanted": wanted, "limit": limit, **weights}
            ).all()
            return [_hit(connection, row.item_id, row.language, row.score, words) for row in found]


def index(connection: Connection, item_id: str, content: Content, names: tuple[str, ...]) -> None:
    """Make the Item found by this Content alone, in the caller's transaction."""
    mine = search_entries.c.item_id == item_id
    for entry in connection.execute(select(search_entries.c.id).where(mine)).scalars().all():
        connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), {"id": entry})
    connection.execute(delete(search_entries).where(mine))
    languages = ",".join(tag for tag in LANGUAGES if tag in content.editions)
    connection.execute(update(items).where(items.c.id == item_id).values(languages=languages))
    # An Item without text (a project of fields alone) is found by its names.
    for language, edition in content.editions.items() or [("en", Edition(None, ""))]:
        made = connection.execute(
            insert(search_entries)
            .values(item_id=item_id, language=language)
            .returning(search_entries.c.id)
        ).scalar_one()
        connection.execute(
            text(
                "INSERT INTO search_index (rowid, title, names, body)"
                " VALUES (:id, :title, :names, :body)"
            ),
            {
                "id": made,
                "title": indexed(edition.title or ""),
                "names": indexed(" \n ".join((*names, *_names(content)))),
                "body": indexed("\n".join((edition.body, *content.captions))),
            },
        )


def indexed(prose: str) -> str:
    """Return the text as the index holds it: lower-case words, Han runs as bigrams."""
    return " ".join(token for piece in _pieces(prose) for token in _tokens(piece))


def query(words: str) -> str:
    """Return the FTS5 query for all of the words, each white-space part a phrase of its own.

    Only letters and digits pass, each token quoted: nothing a person types is syntax.
    The last token of a Latin word may go on (`Beij` finds Beijing).
    """
    return " AND ".join(
        f'"{phrase}"{"*" if open_ended else ""}' for phrase, open_ended in _phrases(words)
    )


def prominence(words: str, title: str, names: str) -> float:
    """Return how prominently the words stand in a title and in names, both as the index holds them.

    Phrases found in the title or in names weigh `WEIGHTS`; 0: they stand in the body only.
    """
    found = 0.0
    for phrase, open_ended in _phrases(words):
        sought = f" {phrase}" if open_ended else f" {phrase} "
        found += sum(
            weight
            for weight, place in zip(WEIGHTS, (title, names), strict=False)
            if sought in f" {place} "
        )
    return found


def _phrases(words: str) -> Iterator[tuple[str, bool]]:
    """Yield each white-space part as tokens with blanks between, and whether its last may go on."""
    for part in unicodedata.normalize("NFKC", words).split():
        tokens = [token for piece in _pieces(part) for token in _sought(piece)]
        if tokens:
            yield " ".join(tokens), _open_ended(tokens[-1])


def snippet(prose: str, words: str) -> str:
    """Return the text around the first word found, cut at `SNIPPET`, with … where it was cut."""
    flat = " ".join(prose.split())
    start = max(0, _first(flat, words) - SNIPPET // 3)
    if start:
        space = flat.find(" ", start, start + 20)
        start = space + 1 if space > 0 else start
    end = min(len(flat), start + SNIPPET)
    return ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")


def _hit(connection: Connection, item_id: str, language: str, score: float, words: str) -> Hit:
    newest = (
        select(versions.c.content)
        .where(versions.c.item_id == item_id)
        .order_by(versions.c.number.desc())
        .limit(1)
    )
    content = codec.content_from_json(connection.execute(newest).scalar_one())
    for tag, edition in content.editions.items():
        if tag == language:
            shown = "\n".join((edition.body, *content.captions))
            return Hit(item_id, tag, edition.title, snippet(shown, words), -score)
    return Hit(item_id, "en", None, snippet(" · ".join(_names(content)), words), -score)


def _names(content: Content) -> Iterator[str]:
    """Yield what people look for besides prose: places, persons, fields, amounts."""
    yield from (
        name for name in (content.place, content.agency, content.author) if name is not None
    )
    for contact in content.contacts:
        yield from (part for part in (contact.name, contact.email, contact.phone) if part)
    for label, field in content.fields.items():
        yield label
        yield from _spoken(field.value)


def _spoken(value: FieldValue) -> Iterator[str]:
    match value:
        case None:
            return
        case PageDate():
            yield value.iso
        case Amount():
            yield value.amount
            yield value.currency
        case str():
            yield value
        case _:
            yield from value


def _pieces(prose: str) -> Iterator[str]:
    normal = unicodedata.normalize("NFKC", prose).casefold()
    return (found[0] for found in _PIECE.finditer(normal))


def _is_han(piece: str) -> bool:
    return re.match(f"[{_HAN}]", piece) is not None


def _tokens(piece: str) -> Iterator[str]:
    if not _is_han(piece):
        yield piece
        return
    yield from (first + second for first, second in pairwise(piece))
    # The last character closes the run, so that one character can be found too (by prefix).
    yield piece[-1]


def _sought(piece: str) -> Iterator[str]:
    if _is_han(piece) and len(piece) > 1:
        yield from (first + second for first, second in pairwise(piece))
    else:
        yield piece


def _open_ended(token: str) -> bool:
    """Say whether a token may be a beginning: a word or one Han character, never a number."""
    return not token.isdigit() and (not _is_han(token) or len(token) == 1)


def _first(flat: str, words: str) -> int:
    """Return where the first of the words stands, or 0."""
    low = flat.lower()
    places = [low.find(word.lower()) for word in words.split()]
    return min((place for place in places if place >= 0), default=0)
