"""The splitter on real paragraphs: saved Chinese articles set against saved English ones.

`python -m bench.saved_split [--failures]`. Each Chinese page of `bench.saved` is joined with an
English one, twelve lines of each at most, in every way bilingual news is; whoever saved a page in
one language labelled it. Pages about programming are left out: their Chinese lines are code.
"""

from __future__ import annotations

import itertools
import logging
import random
import sys
from collections.abc import Sequence

from bench.saved import Saved, pages
from bench.split import report
from tests.bilingual.corpus import Case

_LINES = 12
#: Saved from hosts of programmers: a line of code has no language.
_CODE = ("/csdn/", "/wechat/2")
Line = tuple[str, str]


def lines_of(page: Saved) -> list[Line]:
    """Return the first lines of an article, each with its label."""
    lines = [line for line in page.texts[0].split("\n") if any(map(str.isalnum, line))]
    return [(line, page.language[0]) for line in lines[:_LINES]]


def joined(kind: str, name: str, lines: Sequence[Line], joint: str = "\n") -> Case:
    """Return the lines as one labelled text."""
    labels = [label * len(line) for line, label in lines]
    text = joint.join(line for line, _ in lines)
    return Case(kind, name, text, (" " * len(joint)).join(labels))


def cases() -> list[Case]:
    """Return the joined pages, and the English ones by themselves."""
    order = random.Random(11)  # noqa: S311 - a benchmark, not a secret
    chosen = [page for page in pages() if not any(host in page.name for host in _CODE)]
    english = [page for page in chosen if page.language == "en"]
    made = [joined("one language", page.name, lines_of(page)) for page in chosen]
    for page in chosen:
        if page.language == "en":
            continue
        zh, en = lines_of(page), lines_of(order.choice(english))
        turns = list(itertools.chain.from_iterable(zip(zh, en, strict=False)))
        made += [
            joined("zh-en blocks", page.name, [*zh, *en]),
            joined("en-zh blocks", page.name, [*en, *zh]),
            joined("alternating paragraphs", page.name, turns),
            joined("alternating glued", page.name, turns, ""),
            joined("glued zh-en", page.name, [*zh, *en], ""),
            joined("glued en-zh", page.name, [*en, *zh], ""),
        ]
    return made


def main() -> None:
    """Print the accuracy on them."""
    logging.disable(logging.CRITICAL)
    made = cases()
    natural = [case for case in made if "glued" not in case.kind]
    report("real paragraphs", natural, failures="--failures" in sys.argv)
    glued = [case for case in made if "glued" in case.kind]
    report("real paragraphs, every line break lost", glued, failures="--failures" in sys.argv)


if __name__ == "__main__":
    main()
