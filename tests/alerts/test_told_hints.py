"""Hints at stories by people who never read the code; `unread.json` names what we get wrong."""

from __future__ import annotations

import json

import pytest

from bench.hints import HINTS, cases_in, judged

CASES = {
    f"{file.stem}:{case['id']}": case
    for file in sorted(HINTS.glob("*.jsonl"))
    for case in cases_in(file)
}
UNREAD: dict[str, list[str]] = json.loads((HINTS / "unread.json").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_pointed_at_and_nothing_else(name: str) -> None:
    _, missed, noise = judged(CASES[name])
    assert [*missed, *noise] == UNREAD.get(name, [])
