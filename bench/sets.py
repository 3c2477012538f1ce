"""Sets of cases with what a reader finds in them: named by the command, counted in tables."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


class Measure(Protocol):
    """Prints what is found in a folder or file; `verbose`: and what is not right there."""

    def __call__(self, one: Path, /, *, verbose: bool) -> object:
        """Print it."""


def each(sets: Iterable[Path], measure: Measure) -> None:
    """Measure the folders or files that the command line names, else the sets given."""
    logging.disable(logging.CRITICAL)
    named = [Path(one) for one in sys.argv[1:] if not one.startswith("-")]
    for one in named or sets:
        measure(one, verbose="-v" in sys.argv)


def compared(gold: object, found: object) -> str:
    """Return `right`, `wrong`, or `unknown` where nothing is found of what there is."""
    if gold == found:
        return "right"
    return "unknown" if found in (None, [], {}, "absent") else "wrong"


def print_rows(counts: Counter[tuple[str, str]], kinds: Iterable[str]) -> None:
    """Print how many values of each kind are right, wrong and unknown."""
    for what in kinds:
        right, wrong, unknown = (counts[what, word] for word in ("right", "wrong", "unknown"))
        print(f"{what:22}{right:8}{wrong:7}{unknown:8}")
