"""Pages saved on two nights by writers who never read the code: what readers want to be told.

`python -m bench.edits [-v] [FOLDER…]`, without folders the set of ours. A folder holds triples
`NAME.a.html`, `NAME.b.html` and `NAME.json` with `url`, `source`, `fetched_at` (two), `changed`
and `what`. The second page is laid over the first as a night does; what vanished counts as if a
second night had said the same. Told is what is substantive; trifles ride along with what is told.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.merge import PageText, merged
from alerts.weight import Difference, differences
from bench.sets import each
from crawler.parsers import Document, parse
from storage.types import Record

EDITED = Path(__file__).resolve().parents[1] / "tests" / "edits"


@dataclass(frozen=True)
class Case:
    """A page on two nights, and what its writer says that a reader wants to be told."""

    path: Path
    gold: dict[str, Any]

    def record(self, night: int) -> Record:
        """Return what is read of the page on the first (0) or the second night (1)."""
        file = self.path.with_suffix(".b.html" if night else ".a.html")
        return parse(
            Document(
                file.read_bytes(),
                url=self.gold["url"],
                media_type="text/html",
                fetched_at=datetime.fromisoformat(self.gold["fetched_at"][night]),
                source=self.gold["source"],
            )
        )

    def told(self) -> tuple[Difference, ...]:
        """Return what differs between both nights, trifles among it."""
        before, after = self.record(0), self.record(1)
        base = before.content
        page = PageText(1, after, fresh=True, previous=after)
        return differences(base, merged(base, [page]))


def cases_in(folder: Path) -> list[Case]:
    """Return the folder's cases, by name."""
    return [
        Case(file, json.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.json"))
    ]


def word_of(case: Case, told: tuple[Difference, ...]) -> str:
    """Return `right`, `trifle` (an edit that only rides along), `missed` or `noise`."""
    grave = any(one.weight == "substantive" for one in told)
    if not case.gold["changed"]:
        return "noise" if grave else "right"
    return "right" if grave else "trifle" if told else "missed"


def measure(folder: Path, *, verbose: bool) -> None:
    """Print how many pairs are told or left as a reader wants it."""
    counts: Counter[tuple[bool, str]] = Counter()
    cases = cases_in(folder)
    for case in cases:
        told = case.told()
        word = word_of(case, told)
        counts[case.gold["changed"], word] += 1
        if verbose and word != "right":
            print(f"{case.path.stem}: {word}: {case.gold['what']}: {case.gold['note']}")
            for one in told:
                print(f"    {one.weight} {one.part}: {one.why[:200]}")
    print(f"\n{folder.name}: {len(cases)} pairs")
    for changed, words in ((True, ("right", "trifle", "missed")), (False, ("right", "noise"))):
        shown = ", ".join(f"{counts[changed, word]} {word}" for word in words)
        print(f"{'edited' if changed else 'not edited':12}{shown}")


def main() -> None:
    """Measure our set, or folders of one's own."""
    each(sorted(EDITED.glob("*/")), measure)


if __name__ == "__main__":
    main()
