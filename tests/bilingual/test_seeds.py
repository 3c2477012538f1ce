"""The mission's own example texts split where a reader splits them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.parsers.bilingual.spans import split

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the mission's example texts are not at hand"),
]


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def test_the_bilingual_item_changes_language_exactly_before_its_english_dateline() -> None:
    text = seed("000")
    boundary = text.index("9/28/2022 Beijing")
    assert [tuple(span) for span in split(text)] == [
        (0, boundary, "zh"),
        (boundary, len(text), "en"),
    ]


def test_the_repost_changes_language_exactly_before_the_english_headline() -> None:
    text = seed("004")
    boundary = text.index("IOM Mission in China held a Workshop")
    end = text.index("azaitsev@iom.int.\n") + len("azaitsev@iom.int.\n\n")
    assert [tuple(span) for span in split(text)] == [
        (0, boundary, "zh"),
        (boundary, end, "en"),
        (end, len(text), "zh"),
    ]


@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_the_english_items_are_english_throughout(number: str) -> None:
    text = seed(number)
    assert [tuple(span) for span in split(text)] == [(0, len(text), "en")]
