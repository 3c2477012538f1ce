"""The splitter gives the labelled cases the languages that a reader gave them."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean

import pytest
from corpus import SETS, Case, Set, cases, scored

from crawler.parsers.bilingual.spans import split

KNOWN = cases("known")


def accuracy(tested: list[Case]) -> tuple[float, float]:
    """Return micro accuracy over characters and macro accuracy over kinds."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for case in tested:
        labels = labels_of(case.text)
        offsets = scored(case)
        right[case.kind] += sum(labels[i] == case.labels[i] for i in offsets)
        total[case.kind] += len(offsets)
    return sum(right.values()) / sum(total.values()), fmean(right[k] / total[k] for k in total)


def labels_of(text: str) -> str:
    return "".join(span.language[0] * (span.end - span.start) for span in split(text))


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: f"{case.kind}: {case.name}")
def test_every_character_of_a_known_case_gets_its_language(case: Case) -> None:
    labels = labels_of(case.text)
    wrong = [i for i in scored(case) if labels[i] != case.labels[i]]
    excerpt = case.text[wrong[0] : wrong[-1] + 1] if wrong else ""
    assert excerpt == ""


@pytest.mark.parametrize("name", [name for name in SETS if name != "known"])
def test_later_cases_reach_the_accuracy_that_the_project_promises(name: Set) -> None:
    micro, macro = accuracy(cases(name))
    assert micro >= 0.998
    assert macro >= 0.99


def test_every_kind_has_cases_in_both_halves() -> None:
    known, unseen = {case.kind for case in KNOWN}, {case.kind for case in cases("unseen")}
    assert known == unseen
    assert len(known) >= 16
    assert len(KNOWN) + len(cases("unseen")) >= 130
