"""Main text of saved pages: ours beside trafilatura, readability-lxml and resiliparse, in one run.

`python -m bench.extraction [FOLDER]`. A folder of one's own holds pairs `NAME.html` and `NAME.txt`,
and `NAME.title` where the headline is known. Scores are means over pages of precision, recall and
F1 over 4-gram shingles of tokens, a single Han character being a token. CPU is each extractor's
time for a page over trafilatura's default extraction of that page, the median over pages.
"""

from __future__ import annotations

import os
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import trafilatura
from lxml import html as lxml_html
from readability import Document as Readability
from resiliparse.extract.html2text import extract_plain_text

from bench.clock import least
from bench.sets import each
from crawler.parsers.content.generic import main_blocks
from crawler.parsers.declared.metadata import metadata
from crawler.parsers.markup.html import tree
from crawler.parsers.titles.htmltitles import html_title

PAGES = Path(__file__).resolve().parents[1] / "tests" / "extraction"
_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff_]+")
_GRAM = 4
#: Readings of a page whose least counts as its time; CI takes less of them.
REPEATS = 1 if os.environ.get("CI") else 3


@dataclass(frozen=True)
class Score:
    """How an extracted text compares with the gold text."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the text's 4-grams of tokens, each with its count."""
    tokens = _TOKEN.findall(text)
    last = max(1, len(tokens) - _GRAM + 1)
    return Counter(tuple(tokens[at : at + _GRAM]) for at in range(last) if tokens)


def score(found: str, gold: str) -> Score:
    """Return the score of an extracted text."""
    one, other = shingles(found), shingles(gold)
    if not one or not other:
        return Score(float(not one and not other), float(not one and not other))
    both = (one & other).total()
    return Score(both / one.total(), both / other.total())


def ours(page: str) -> str:
    """Return what our generic parser takes for the page's text."""
    return "\n\n".join(block.text for block in main_blocks(tree(page), None).blocks)


def by_readability(page: str) -> str:
    """Return readability-lxml's text."""
    summary = Readability(page).summary(html_partial=True)
    return str(lxml_html.fromstring(summary).xpath("string()")) if summary.strip() else ""


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "ours": ours,
    "trafilatura": lambda page: trafilatura.extract(page) or "",
    "trafilatura precise": lambda page: (
        trafilatura.extract(page, favor_precision=True, include_comments=False) or ""
    ),
    "readability-lxml": by_readability,
    "resiliparse": lambda page: extract_plain_text(page, main_content=True),
}


def read_pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, page and gold text of each saved page."""
    for page in sorted(folder.glob("*.html")):
        gold = page.with_suffix(".txt")
        if gold.exists():
            yield (
                page.stem,
                page.read_text(encoding="utf-8", errors="replace"),
                gold.read_text("utf-8"),
            )


def titles_right(folder: Path) -> tuple[int, int]:
    """Return how many headlines are exactly right, and of how many."""
    right = total = 0
    for page in sorted(folder.glob("*.html")):
        wanted = page.with_suffix(".title")
        if wanted.exists():
            root = tree(page.read_text(encoding="utf-8", errors="replace"))
            total += 1
            right += html_title(root, metadata(root))[0] == wanted.read_text("utf-8").strip()
    return right, total


def measure(folder: Path, *, verbose: bool) -> dict[str, float]:
    """Print the table of one folder; return each extractor's mean F1."""
    pages = list(read_pairs(folder))
    base = [least(partial(EXTRACTORS["trafilatura"], page), REPEATS) for _, page, _ in pages]
    right, total = titles_right(folder)
    print(f"\n{folder.name}: {len(pages)} pages, headlines exact {right}/{total}")
    print(f"{'':22}{'F1':>8}{'precision':>11}{'recall':>8}{'CPU':>7}")
    means = {}
    for name, extract in EXTRACTORS.items():
        scores = [score(extract(page), gold) for _, page, gold in pages]
        ratio = statistics.median(
            least(partial(extract, page), REPEATS) / one
            for (_, page, _), one in zip(pages, base, strict=True)
        )
        means[name] = statistics.mean(one.f1 for one in scores)
        precision = statistics.mean(one.precision for one in scores)
        recall = statistics.mean(one.recall for one in scores)
        print(f"{name:22}{means[name]:8.4f}{precision:11.4f}{recall:8.4f}{ratio:6.2f}×")
        if verbose and name == "ours":
            for (page, _, _), one in zip(pages, scores, strict=True):
                print(f"    {page:44}{one.f1:6.3f}{one.precision:7.3f}{one.recall:7.3f}")
    return means


def main() -> None:
    """Measure the saved pages, or a folder of one's own."""
    each([PAGES / name for name in ("known", "unseen", "later")], measure)


if __name__ == "__main__":
    main()
