"""Pages of our sources by writers who never read a parser: what is right once stays right."""

from __future__ import annotations

import json

import pytest

from bench.strangers import STRANGERS, Case, cases_in, differences, f1_of
from crawler.parsers import parse

CASES = [case for folder in sorted(STRANGERS.glob("*/")) for case in cases_in(folder)]
#: Case → the values that are arguable, or not read.
UNREAD: dict[str, list[str]] = json.loads((STRANGERS / "unread.json").read_text("utf-8"))
#: A text that is not wholly right is nearly so.
LEAST = 0.8


def name_of(case: Case) -> str:
    return f"{case.path.parent.name}/{case.path.stem}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_what_a_reader_takes_from_the_page_is_read(case: Case) -> None:
    record = parse(case.document)
    spared = UNREAD.get(name_of(case), [])
    wrong = {
        what: (gold, found)
        for what, word, gold, found in differences(case, record)
        if word != "right" and what not in spared
    }
    assert not wrong
    if not case.gold["not_understood"]:
        assert f1_of(case, record) >= (LEAST if "text" in spared else 1.0)


def test_there_are_pages_of_every_source_and_few_values_are_spared() -> None:
    assert {case.gold["source"] for case in CASES} == {
        "iom_news", "iom_projects", "chinadaily", "china_org_cn", "reposts",
    }  # fmt: skip
    assert sum(len(spared) for spared in UNREAD.values()) < len(CASES) / 2
    assert UNREAD.keys() <= {name_of(case) for case in CASES}
