"""Pages of two nights by writers who never read the code: edits are told, noise is not."""

from __future__ import annotations

import pytest

from bench.edits import EDITED, Case, cases_in, word_of

CASES = [case for folder in sorted(EDITED.glob("*/")) for case in cases_in(folder)]
#: Edits about the page, or of nothing but order: they ride along with what is told.
TRIFLES = {"c06_corg_accord_date", "b13_publication_date", "b19_paragraphs_swapped"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_a_reader_is_told_what_was_edited_and_nothing_else(case: Case) -> None:
    told = case.told()
    assert word_of(case, told) == ("trifle" if case.path.stem in TRIFLES else "right"), told


def test_there_are_edits_and_noise_of_every_source() -> None:
    sources = {"iom_news", "iom_projects", "chinadaily", "china_org_cn", "reposts", None}
    for changed in (True, False):
        assert {case.gold["source"] for case in CASES if case.gold["changed"] == changed} == sources
    assert {case.path.stem for case in CASES} >= TRIFLES
