"""Texts that a desk officer wants or does not, by writers who never read the code.

`python -m bench.relevance [-v] [FILE…]`, without files the sets of ours. A line of a file is one
text with `title`, `body`, `genre`, `url`, and `verdict`: `told`, `not` or `arguable`. Each is read
as a page of its own, as a night reads it: title, text and nothing around them.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.sets import each
from crawler.parsers import Document, parse

RELEVANCE = Path(__file__).resolve().parents[1] / "tests" / "relevance"


def cases_in(file: Path) -> Iterator[dict[str, Any]]:
    """Return the file's texts with what their writer says."""
    return (json.loads(line) for line in file.read_text("utf-8").splitlines() if line)


def off_topic(case: dict[str, Any]) -> str | None:
    """Return why the text is not told, None when it is."""
    title = html.escape(case["title"])
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in case["body"].split("\n"))
    page = f"<title>{title}</title><article><h1>{title}</h1>{lines}</article>"
    return parse(
        Document(page.encode(), url=case["url"], media_type="text/html", genre=case["genre"])
    ).off_topic


def word_of(case: dict[str, Any]) -> str:
    """Return `right`, `missed` (a reader wanted it) or `noise` (she did not)."""
    told = off_topic(case) is None
    if case["verdict"] == "arguable" or told == (case["verdict"] == "told"):
        return "right"
    return "noise" if told else "missed"


def measure(file: Path, *, verbose: bool) -> None:
    """Print how many texts are told or left as their reader wants it."""
    counts: Counter[str] = Counter()
    for case in cases_in(file):
        word = word_of(case)
        counts[word if case["verdict"] != "arguable" else "arguable"] += 1
        if verbose and word != "right":
            print(f"{word}: {case['id']}: {case['why']}\n    {off_topic(case)}")
    shown = ", ".join(f"{counts[word]} {word}" for word in ("right", "missed", "noise", "arguable"))
    print(f"{file.stem}: {counts.total()} texts: {shown}")


def main() -> None:
    """Measure our sets, or files of one's own."""
    each(sorted(RELEVANCE.glob("*.jsonl")), measure)


if __name__ == "__main__":
    main()
