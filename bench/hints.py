"""Stories in two languages that say the same, or do not, by writers who never read the code.

`python -m bench.hints [-v] [FILE…]`, without files the sets of ours. A line of a file is one story:
`zh` and `en` with their titles, when it was `published`, and as `gold` what its two editions state
differently: of which kind, and as it stands in each of them (null where one says nothing of it).
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alerts.hints import Hint, disagreements
from bench.sets import each
from storage.types import Content, Edition, PageDate

HINTS = Path(__file__).resolve().parents[1] / "tests" / "hints"


def cases_in(file: Path) -> Iterator[dict[str, Any]]:
    """Return the file's stories."""
    return (json.loads(line) for line in file.read_text("utf-8").splitlines() if line)


def judged(case: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Return what was found of what differs, what was missed, and the hints at what is the same."""
    hints = disagreements(_content(case))
    found: list[str] = []
    missed: list[str] = []
    used: set[Hint] = set()
    for gold in case["gold"]:
        here = {hint for hint in hints if _is_about(hint, gold)}
        used |= here
        words = f"{gold['kind']}: {gold['zh']} / {gold['en']}"
        (found if here else missed).append(words)
    return found, missed, [str(hint) for hint in hints if hint not in used]


def _content(case: dict[str, Any]) -> Content:
    return Content(
        editions={
            case["script"]: Edition(title=case["title_zh"], body=case["zh"]),
            "en": Edition(title=case["title_en"], body=case["en"]),
        },
        published=PageDate(case["published"]),
    )


def _is_about(hint: Hint, gold: dict[str, Any]) -> bool:
    """Return whether a hint shows what differs, in part at least; weekdays go by English names."""
    if hint.kind == gold["kind"] == "weekday":
        return True
    shown, meant = _plain(hint.text), _plain(gold[hint.only_in[:2]] or "")
    return bool(meant) and (shown in meant or meant in shown)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def measure(file: Path, *, verbose: bool) -> None:
    """Print how much of what differs is pointed at, and what else is."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for case in cases_in(file):
        found, missed, noise = judged(case)
        counts.update({"found": len(found), "missed": len(missed), "for nothing": len(noise)})
        kinds.update(words.split(":")[0] for words in missed)
        counts["faithful"] += not case["gold"]
        counts["quiet"] += not case["gold"] and not noise
        for words in missed if verbose else ():
            print(f"missed: {case['id']}: {words}")
        for words in noise if verbose else ():
            print(f"for nothing: {case['id']}: {words}")
    shown = ", ".join(f"{counts[word]} {word}" for word in ("found", "missed", "for nothing"))
    print(f"{file.stem}: {shown}; {counts['quiet']} of {counts['faithful']} faithful ones quiet")
    print("  missed: " + ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds)))


def main() -> None:
    """Measure our sets, or files of one's own."""
    each(sorted(HINTS.glob("*.jsonl")), measure)


if __name__ == "__main__":
    main()
