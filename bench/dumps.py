"""Texts whose markup is gone, in the layouts of real pages and our words: what is read of each.

`python -m bench.dumps [-v] [FOLDER…]`, without folders all of tests/dumps. A file holds `url`,
`text` and what a reader takes from it (`expected`): titles, day, agency, author, the first and
the last words of the body, and lines that are none of it. `edges`: nothing else stands before or
behind the body.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.sets import compared, each, print_rows
from crawler.parsers import Document, parse
from storage.types import Record

DUMPS = Path(__file__).resolve().parents[1] / "tests" / "dumps"
_FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
_TITLES = ("title_zh", "title_en")
_BODIES = {"body": "", "zh": "zh", "en": "en"}


@dataclass(frozen=True)
class Dump:
    """A text and what a reader takes from it."""

    path: Path
    gold: dict[str, Any]

    @property
    def name(self) -> str:
        """The folder and the number."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def document(self) -> Document:
        """The text as it would be piped in, with its address."""
        return Document(
            self.gold["text"].encode(),
            url=self.gold["url"],
            media_type="text/plain",
            fetched_at=_FETCHED,
        )


def dumps_in(folder: Path) -> list[Dump]:
    """Return the folder's texts, by number."""
    return [
        Dump(file, json.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.json"))
    ]


def differences(dump: Dump, record: Record) -> Iterator[tuple[str, str, object, object]]:
    """Yield what was compared, `right`, `wrong` or `unknown`, the gold value and the found one."""
    gold, content = dump.gold["expected"], record.content
    editions = {tag[:2]: edition for tag, edition in content.editions.items()}
    for what in _TITLES:
        edition = editions.get(what[-2:])
        found = edition.title if edition else None
        if gold.get(what) or found:
            yield "title", compared(_folded(gold.get(what)), _folded(found)), gold.get(what), found
    day, read = gold.get("published"), content.published and content.published.iso
    yield "published", compared(day, read and read[: len(day or read)]), day, read
    for what, value in (("agency", content.agency), ("author", content.author)):
        if gold.get(what) or value:
            yield what, compared(_folded(gold.get(what)), _folded(value)), gold.get(what), value
    bodies = {tag: edition.body for tag, edition in editions.items()}
    yield from _edges(gold, bodies)
    lines = {_folded(line) for body in bodies.values() for line in body.split("\n")}
    for line in gold.get("furniture", ()):
        if _folded(line):
            kept = _folded(line) in lines
            yield "furniture", "wrong" if kept else "right", None, line
    for label, value in gold.get("fields", {}).items():
        if value:
            raw = next((f.raw for name, f in content.fields.items() if name == label), None)
            yield "field", compared(_folded(value), _folded(raw)), (label, value), (label, raw)


def _edges(
    gold: dict[str, Any], bodies: dict[str, str]
) -> Iterator[tuple[str, str, object, object]]:
    """Yield whether each text begins and ends where a reader says."""
    for kind, tag in _BODIES.items():
        both = bodies[tag] if tag in bodies else "\n\n".join(bodies.values())
        body = _folded(both) or ""
        first, last = (_folded(gold.get(f"{kind}_{end}")) for end in ("first", "last"))
        if kind == "body" and len(bodies) > 1:
            continue  # what stands first in a text of two languages is told by language
        if first:
            opens = body.startswith(first)
            yield "edges", "right" if opens else "wrong", first, both[:60]
        if last:
            closes = body.rstrip(")").endswith(last.rstrip(")"))
            yield "edges", "right" if closes else "wrong", last, both[-60:]


def _folded(text: str | None) -> str | None:
    """Return a text without spaces and the widths of its signs."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) if text else None


def measure(folder: Path, *, verbose: bool) -> None:
    """Print the table of a folder."""
    counts: Counter[tuple[str, str]] = Counter()
    dumps = dumps_in(folder)
    for dump in dumps:
        for what, word, gold, found in differences(dump, parse(dump.document)):
            counts[what, word] += 1
            if verbose and word != "right":
                print(f"{dump.name}: {what} {word}: {found!r} for {gold!r}")
    print(f"\n{folder.name}: {len(dumps)} texts{'':8}right  wrong unknown")
    print_rows(counts, dict.fromkeys(what for what, _ in counts))


if __name__ == "__main__":
    each(sorted(DUMPS.glob("*/")), measure)
