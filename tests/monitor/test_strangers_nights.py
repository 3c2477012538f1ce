"""Whole nights on sites by writers who never read the code; `make bench-nights` plays them all."""

from __future__ import annotations

import pytest

from bench.nights import NIGHTS, lines_of


@pytest.mark.parametrize(
    "name",
    [
        "s07-idf-fields",  # what is emptied for a night, and for two
        "s16-press-edited-back",  # edits of edits, and a host for telephones
        "s21-university-moves",  # all addresses change, the old ones show the front page
        "vs14-embassy-sharepoint-migration",  # another host, other paths, one edit on the way
    ],
)
def test_a_reader_is_told_what_a_careful_person_expects_and_nothing_else(name: str) -> None:
    lines, right, _ = lines_of(NIGHTS / name)
    assert lines == []
    assert right
