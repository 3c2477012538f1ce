"""Accuracy of the zh/en splitter by kind of text, and its speed beside one regular-expression pass.

python -m bench.split [--set NAME] [--failures]
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bench.clock import least
from crawler.parsers.bilingual.spans import split
from crawler.parsers.text.script import HAN, LATIN
from tests.bilingual.corpus import SETS, Case, cases, scored

#: The pass our speed is measured against: runs of one script, all else a third kind of run.
SCRIPT_RUNS = re.compile(f"(?P<zh>[{HAN}]+)|(?P<en>[{LATIN}]+)|(?P<other>[^{HAN}{LATIN}]+)")
#: A stricter one, after Unicode's script runs: what has no script goes with the run before it.
COMMON_RUNS = re.compile(f"(?P<zh>[{HAN}][^{LATIN}]*)|(?P<en>[^{HAN}]+)")


def label(text: str) -> str:
    """Return one letter a character, as our splitter sees the text."""
    return "".join(span.language[0] * (span.end - span.start) for span in split(text))


def by_regex(
    text: str, pattern: re.Pattern[str] = SCRIPT_RUNS
) -> list[tuple[int, int, str | None]]:
    """Return the script runs of a text."""
    return [(match.start(), match.end(), match.lastgroup) for match in pattern.finditer(text)]


def report(name: str, tested: Iterable[Case], *, failures: bool) -> None:
    """Print accuracy by kind, over all characters (micro) and over kinds (macro)."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for case in tested:
        found, offsets = label(case.text), scored(case)
        wrong = [i for i in offsets if found[i] != case.labels[i]]
        right[case.kind] += len(offsets) - len(wrong)
        total[case.kind] += len(offsets)
        if wrong and failures:
            print(f"  {len(wrong):5} wrong in {case.kind} | {case.name}: {_excerpt(case, wrong)!r}")
    print(f"{name}:")
    for kind in sorted(total):
        print(f"  {kind:32} {right[kind] / total[kind]:.5f}  {total[kind]:7}")
    micro = sum(right.values()) / sum(total.values())
    macro = statistics.fmean(right[kind] / total[kind] for kind in total)
    print(f"  {'micro':32} {micro:.5f}\n  {'macro':32} {macro:.5f}")


def _excerpt(case: Case, wrong: Sequence[int]) -> str:
    """Return the wrongly labelled stretch with a little of its surroundings."""
    first, last = wrong[0], wrong[-1]
    before, after = case.text[max(first - 15, 0) : first], case.text[last + 1 : last + 16]
    return f"{before}⟦{case.text[first : last + 1][:90]}⟧{after}"


def paragraphs(tested: Iterable[Case]) -> list[tuple[str, str]]:
    """Return the natural paragraphs of one language among the cases: at least 80 characters."""
    found = []
    for case in tested:
        position = 0
        for line in case.text.split("\n"):
            labels = case.labels[position : position + len(line)]
            if len(line) >= 80 and len(set(labels)) == 1:
                found.append((line, labels[0]))
            position += len(line) + 1
    return found


def pages(tested: Iterable[Case], count: int, seed: int) -> list[Case]:
    """Return pages made of natural paragraphs in blocks or by turns, as bilingual news is."""
    order = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    pool = paragraphs(tested)
    zh, en = [p for p in pool if p[1] == "z"], [p for p in pool if p[1] == "e"]
    made = []
    for number in range(count):
        half = order.randint(2, 5)
        first, second = order.sample(zh, half), order.sample(en, half)
        if number % 2:
            first, second = second, first
        turns = [p for pair in zip(first, second, strict=True) for p in pair]
        lines = turns if number % 4 < 2 else [*first, *second]
        joint = "\n\n" if number % 3 else "\n"
        text = joint.join(line for line, _ in lines)
        labels = (" " * len(joint)).join(language * len(line) for line, language in lines)
        made.append(Case("real paragraphs", str(number), text, labels))
    return made


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the processor time of one pass over all texts: the best of three, as timeit has it."""

    def over_all() -> None:
        for text in texts:
            work(text)

    return least(over_all, 3)


def by_common_runs(text: str) -> list[tuple[int, int, str | None]]:
    """Return the script runs of a text, each with the punctuation and digits after it."""
    return by_regex(text, COMMON_RUNS)


def speed(name: str, texts: Sequence[str], rounds: int = 41) -> None:
    """Print our speed as a multiple of the two regular-expression passes: medians of turns."""
    turns = [
        (seconds(split, texts), seconds(by_regex, texts), seconds(by_common_runs, texts))
        for _ in range(rounds)
    ]
    size = sum(map(len, texts)) / 1e6
    ours = statistics.median(turn[0] for turn in turns)
    runs = statistics.median(turn[1] / turn[0] for turn in turns)
    common = statistics.median(turn[2] / turn[0] for turn in turns)
    print(
        f"speed, {name}: {size / ours:.1f} M characters/s, {runs:.2f} x a pass over script runs"
        f" ({common:.2f} x over runs that swallow what has no script)"
    )


def main() -> None:
    """Print all figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", choices=SETS, action="append")
    arguments.add_argument("--failures", action="store_true")
    options = arguments.parse_args()
    chosen = options.set or SETS
    tested = [case for name in chosen for case in cases(name)]
    for name in chosen:
        report(name, cases(name), failures=options.failures)
    real = pages(tested, 200, seed=7)
    report("pages of natural paragraphs", real, failures=options.failures)
    speed("labelled cases", [case.text for case in tested])
    speed("pages of natural paragraphs", [case.text for case in real], rounds=11)


if __name__ == "__main__":
    main()
