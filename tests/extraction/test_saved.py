"""The reading that the gold of real pages counts lines by."""

import json

from bench.saved import _GOLD, best, hashed
from bench.saved_lines import lines_of

PAGE = b"""<html><head><title>Not a line</title></head><body>
<div>Home <b>News</b></div></body></html>
<p>One paragraph,<br>broken.</p><script>var line = "none";</script>
<p>Another   <a href="/x">linked</a> one. <!-- aside --> Its end.</p>tail</body></html>"""


def test_each_block_and_each_break_is_a_line() -> None:
    assert lines_of(PAGE) == [
        "Home News",
        "One paragraph,",
        "broken.",
        "Another linked one. Its end.",
        "tail",
    ]


def test_a_page_in_gb18030_that_says_gb2312_is_read() -> None:
    page = '<meta charset="gb2312"><p>移民</p>'.encode("gb18030")
    assert lines_of(page) == ["移民"]


def test_an_optional_line_costs_nothing_whether_told_or_not() -> None:
    golds = ("one two three four five", "one two three four five\nphoto by six")
    assert best(golds[0], golds).f1 == 1.0
    assert best(golds[1], golds).f1 == 1.0
    assert best("one two three four five and more", golds).f1 < 1.0


def test_white_space_in_a_headline_counts_for_nothing() -> None:
    assert hashed("IOM 在 北京") == hashed("IOM在北京 ")
    assert hashed("IOM在北京") != hashed("IOM在上海")


def test_the_gold_keeps_nothing_of_the_pages_but_numbers() -> None:
    gold = json.loads(_GOLD.read_text("utf-8"))
    entries = [entry for package in gold.values() for entry in package]
    assert len(entries) > 100
    for entry in entries:
        assert set(entry) <= {
            "file", "language", "kept", "title", "published", "lines", "optional", "cut",
        }  # fmt: skip
        assert len(entry["title"]) == 16
        assert all(first <= last for first, last in entry["lines"])
