"""Listing pages by writers who never read the reader: what is right once stays right."""

from __future__ import annotations

import json

import pytest

from bench.listings import LISTED, Case, cases_in, differences

CASES = [case for folder in sorted(LISTED.glob("*/")) for case in cases_in(folder)]
#: Case → what is arguable there: forums' announcements, further pages of one day's paper.
UNREAD: dict[str, list[str]] = json.loads((LISTED / "unread.json").read_text("utf-8"))


def name_of(case: Case) -> str:
    return f"{case.path.parent.name}/{case.gold_file.stem}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_what_a_careful_person_takes_from_the_listing_is_read(case: Case) -> None:
    spared = UNREAD.get(name_of(case), [])
    wrong = [
        (what, gold, found)
        for what, word, gold, found in differences(case, case.read())
        if word != "right" and what not in spared
    ]
    assert not wrong


def test_there_are_listings_of_all_sources_and_hardly_anything_is_spared() -> None:
    assert {case.gold["source"] for case in CASES} == {
        "iom_news", "iom_projects", "chinadaily", "china_org_cn", "reposts", None,
    }  # fmt: skip
    assert len(UNREAD) < len(CASES) / 10
    assert UNREAD.keys() <= {name_of(case) for case in CASES}
