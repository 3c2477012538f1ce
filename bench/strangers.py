"""Pages of our sources by writers who never read a parser, beside what a reader takes from each.

`python -m bench.strangers [-v] [FOLDER…]`, without folders the set of ours. A folder holds pairs:
`NAME.html` or `NAME.txt` and `NAME.json` with `source`, `url`, `kind`, `editions` and the values
that a Record has. A text counts by its 4-gram shingles, every other value by being the same.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.extraction import score
from bench.sets import compared, each, print_rows
from crawler.parsers import Document, parse
from crawler.parsers.projects import labels
from storage.codec import record_dict
from storage.types import Record

STRANGERS = Path(__file__).resolve().parents[1] / "tests" / "strangers"
_DATES = ("published", "event_date")
#: The Fund's eleven rows.
_FUNDS = {
    *(labels.START, labels.END, labels.STATUS, labels.KIND, labels.BUDGET, labels.COVERAGE),
    *(labels.YEAR, labels.REGION, labels.PRIMA, labels.PROJECTS, labels.STATES),
}
_VALUES = ("place", "agency", "author", "contacts", "captions")


@dataclass(frozen=True)
class Case:
    """A page and what its writer says that a reader takes from it."""

    path: Path
    gold: dict[str, Any]

    @property
    def document(self) -> Document:
        """The page as the crawler hands it over."""
        fetched = self.gold.get("fetched_at")
        return Document(
            self.path.read_bytes(),
            url=self.gold["url"],
            media_type="text/html" if self.path.suffix == ".html" else "text/plain",
            charset=self.gold.get("charset"),
            fetched_at=datetime.fromisoformat(fetched) if fetched else None,
            source=self.gold["source"],
        )


def cases_in(folder: Path) -> list[Case]:
    """Return the folder's cases, by name."""
    found = []
    for file in sorted(folder.glob("*.json")):
        page = next(one for one in folder.glob(f"{file.stem}.*") if one.suffix != ".json")
        found.append(Case(page, json.loads(file.read_text("utf-8"))))
    return found


def differences(case: Case, record: Record) -> Iterator[tuple[str, str, object, object]]:
    """Yield what was compared, `right`, `wrong` or `unknown`, the gold value and the found one."""
    gold, found = case.gold, record_dict(record, None)
    refused = record.not_understood is not None
    yield "understood", compared(gold["not_understood"], refused), gold["not_understood"], refused
    if gold["not_understood"]:
        return
    editions, read = sorted(gold["editions"]), sorted(found["editions"])
    yield "editions", compared(editions, read), editions, read
    for language, edition in gold["editions"].items():
        title = found["editions"].get(language, {}).get("title")
        yield "title", compared(edition["title"], title), edition["title"], title
    for name in _DATES:
        yield name, _same_day(gold[name], found[name]), gold[name], found[name]
    # of a country site's own rows the gold tells what its reader cared to tell
    for label in dict.fromkeys((*gold["fields"], *filter(_FUNDS.__contains__, found["fields"]))):
        told, value = (one["fields"].get(label, "absent") for one in (gold, found))
        yield "field", compared(told, value), (label, told), (label, value)
    for name in _VALUES:
        yield name, compared(gold[name], found[name]), gold[name], found[name]


def _same_day(gold: str | None, found: str | None) -> str:
    return compared(gold and gold[:10], found and found[:10])


def f1_of(case: Case, record: Record) -> float:
    """Return the mean of the editions' scores; an edition that is not there scores nothing."""
    wanted, found = case.gold["editions"], record.content.editions
    tags = {*wanted, *found}
    scores = [
        score(found[tag].body, wanted[tag]["body"]).f1 if tag in wanted and tag in found else 0.0
        for tag in tags
    ]
    return statistics.mean(scores) if scores else 1.0


def measure(folder: Path, *, verbose: bool) -> None:
    """Print the table of a folder, a row a kind of value, and the texts' scores by source."""
    counts: Counter[tuple[str, str]] = Counter()
    texts: dict[str, list[float]] = defaultdict(list)
    cases = cases_in(folder)
    for case in cases:
        record = parse(case.document)
        rows = list(differences(case, record))
        if not case.gold["not_understood"]:
            texts[case.gold["source"]].append(f1_of(case, record))
            if verbose and texts[case.gold["source"]][-1] < 1:
                print(f"{case.path.name}: text {texts[case.gold['source']][-1]:.3f}")
        for what, word, gold, found in rows:
            counts[what, word] += 1
            if verbose and word != "right":
                print(f"{case.path.name}: {what} {word}: {found!r} for {gold!r}")
    print(f"\n{folder.name}: {len(cases)} pages{'':8}right  wrong unknown")
    print_rows(counts, dict.fromkeys(what for what, _ in counts))
    for source, scores in sorted(texts.items()):
        whole = sum(one == 1 for one in scores)
        print(f"text, {source:16}F1 {statistics.mean(scores):.4f}, {whole} of {len(scores)} exact")


def main() -> None:
    """Measure our set, or folders of one's own."""
    each(sorted(STRANGERS.glob("*/")), measure)


if __name__ == "__main__":
    main()
