"""What comparing a page with its last Version costs, beside reading it once in the same run.

`python -m bench.comparing`. The blind pages, each with every ninth paragraph reworded, one left out
and one moved. A ratio is the least CPU time of some comparisons over that of some readings.
"""

from __future__ import annotations

import statistics
from dataclasses import replace
from functools import partial

from alerts import fingerprint
from alerts.diff import diff
from bench.blind import BLIND, pages_in
from bench.clock import least
from crawler.parsers import parse
from storage.types import Content

_TURNS = 5


def edited(content: Content) -> Content:
    """Return what an editor might have made of a page's content."""
    return replace(
        content,
        editions={
            language: replace(edition, body=_edited(edition.body))
            for language, edition in content.editions.items()
        },
    )


def _edited(body: str) -> str:
    lines = body.split("\n")
    for index in range(0, len(lines), 9):
        words = lines[index]
        middle = len(words) // 2
        lines[index] = f"{words[:middle]} 2,400 {words[middle + 3 :]}"
    if len(lines) > 8:
        lines.insert(2, lines.pop(-3))
        del lines[4]
    return "\n".join(lines)


def _forget() -> None:
    """Let the comparing forget the paragraphs that it has seen."""
    for function in vars(fingerprint).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


def main() -> None:
    """Print the ratio."""
    pages = pages_in(BLIND)
    ratios = []
    for page in pages:
        document = page.document
        content = parse(document).content
        if not content.editions:
            continue
        after = edited(content)
        reading = least(partial(parse, document), _TURNS)
        ratios.append(least(partial(diff, content, after), _TURNS, _forget) / reading)
    print(
        f"comparing costs {statistics.median(ratios):.2f} of one reading"
        f" (median of {len(ratios)} pages), {max(ratios):.2f} at most"
    )


if __name__ == "__main__":
    main()
