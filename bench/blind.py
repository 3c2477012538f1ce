"""Pages nobody tuned to: ours, as the command reads them, beside other extractors, in one run.

`python -m bench.blind [-v] [FOLDER…]`, without folders all sets of ours. A folder holds pairs
`NAME.html` and `NAME.json` with `url`, `language`, `title`, `published` and `body`. Ours is read
twice: each page alone (`parse`), and all together, as with a manifest (`parse_many`). A date is
right when it is the gold date's day.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from htmldate import find_date

from bench.clock import least
from bench.extraction import EXTRACTORS, REPEATS, score
from bench.sets import each
from crawler.parsers import Document, parse, parse_many
from storage.types import Record

_SETS = Path(__file__).resolve().parents[1] / "tests" / "extraction"
BLIND = _SETS / "blind"
_FETCHED = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """A saved page and what a person read on it."""

    name: str
    html: str
    url: str
    language: str
    title: str
    published: str | None
    body: str
    #: `typical` or `nasty`, as its writer meant it.
    kind: str = "typical"
    #: When it was fetched, aware; None: when the first sets were.
    fetched: str | None = None

    @property
    def document(self) -> Document:
        """The page as the command hands it over."""
        moment = datetime.fromisoformat(self.fetched) if self.fetched else _FETCHED
        return Document(self.html.encode(), url=self.url, fetched_at=moment)


def pages_in(folder: Path) -> list[Page]:
    """Return the folder's pages, by name."""
    found = []
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        found.append(Page(file.stem, file.with_suffix(".html").read_text("utf-8"), **gold))
    return found


def body_of(record: Record) -> str:
    """Return the bodies of a Record's editions."""
    return "\n\n".join(edition.body for edition in record.content.editions.values())


def judged(found: str | None, gold: str | None) -> str:
    """Return `right`, `wrong` or `unknown` for a date."""
    if found is None:
        return "right" if gold is None else "unknown"
    return "right" if gold is not None and found[:10] == gold[:10] else "wrong"


def measure(folder: Path, *, verbose: bool) -> None:
    """Print the tables of each language's pages."""
    for language in ("zh", "en"):
        _measure(folder, language, verbose=verbose)


def _measure(folder: Path, language: str, *, verbose: bool) -> None:
    pages = [page for page in pages_in(folder) if page.language == language]
    if not pages:
        return
    alone = [parse(page.document) for page in pages]
    together = parse_many([page.document for page in pages])
    print(f"\n{folder.name}, {language}: {len(pages)} pages")
    _bodies(pages, alone, together, verbose=verbose)
    _dates(pages, {"ours": together, "ours alone": alone}, verbose=verbose)
    _titles(pages, together, verbose=verbose)


def _bodies(
    pages: Sequence[Page], alone: Sequence[Record], together: Sequence[Record], *, verbose: bool
) -> None:
    print(f"{'':22}{'F1':>8}{'precision':>11}{'recall':>8}{'CPU':>7}")
    texts: dict[str, list[str]] = {
        "ours with manifest": [body_of(record) for record in together],
        "ours alone": [body_of(record) for record in alone],
    }
    clocked = {"ours alone": [least(partial(parse, page.document), REPEATS) for page in pages]}
    for name, extract in EXTRACTORS.items():
        if name != "ours":
            texts[name] = [extract(page.html) for page in pages]
            clocked[name] = [least(partial(extract, page.html), REPEATS) for page in pages]
    for name, found in texts.items():
        scores = [score(one, page.body) for one, page in zip(found, pages, strict=True)]
        means = [statistics.mean(values) for values in zip(
            *((one.f1, one.precision, one.recall) for one in scores), strict=True)]  # fmt: skip
        ratio = ""
        if name in clocked:
            base = clocked["trafilatura"]
            shares = (time / one for time, one in zip(clocked[name], base, strict=True))
            ratio = f"{statistics.median(shares):6.2f}×"
        print(f"{name:22}{means[0]:8.4f}{means[1]:11.4f}{means[2]:8.4f}{ratio}")
        if verbose and name == "ours with manifest":
            for page, one in zip(pages, scores, strict=True):
                if one.f1 < 1:
                    print(f"    {page.name:20}{one.f1:6.3f}{one.precision:7.3f}{one.recall:7.3f}")


def _dates(pages: Sequence[Page], ours: Mapping[str, Sequence[Record]], *, verbose: bool) -> None:
    found = {
        name: [one.content.published.iso if one.content.published else None for one in records]
        for name, records in ours.items()
    }
    found["htmldate"] = [find_date(page.html, url=page.url) for page in pages]
    for name, values in found.items():
        verdicts = [judged(v, page.published) for v, page in zip(values, pages, strict=True)]
        counts = ", ".join(f"{verdicts.count(v)} {v}" for v in ("right", "wrong", "unknown"))
        typical = [v for v, page in zip(verdicts, pages, strict=True) if page.kind == "typical"]
        share = f" (of {len(typical)} typical pages {typical.count('right')} right)"
        print(f"dates, {name}: {counts}{share if len(typical) < len(pages) else ''}")
        if verbose and name == "ours":
            for page, value, verdict in zip(pages, values, verdicts, strict=True):
                if verdict != "right" or value != page.published:
                    print(f"    {page.name:20}{verdict:9}{value} for {page.published}")


def _titles(pages: Sequence[Page], records: Sequence[Record], *, verbose: bool) -> None:
    right = [record.title == page.title for record, page in zip(records, pages, strict=True)]
    print(f"titles exact: {sum(right)}")
    if verbose:
        for page, record, good in zip(pages, records, right, strict=True):
            if not good:
                print(f"    {page.name:20}{record.title!r} for {page.title!r}")


def main() -> None:
    """Measure the blind pages, or folders of one's own."""
    each([BLIND, *sorted(_SETS.glob("blind-*"))], measure)


if __name__ == "__main__":
    main()
