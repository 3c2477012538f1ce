"""Charts are escaped SVG; paragraphs that say the same stand side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from monitor.dashboard.aligned import Row, aligned
from monitor.dashboard.charts import Bar, Night, columns, health
from monitor.dashboard.pages.projects import Project, budgets
from storage.browse_rows import ItemRow
from storage.types import Amount, Content, Field, PageDate

SVG = "{http://www.w3.org/2000/svg}"


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(
        str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def test_the_newest_night_stands_at_the_right_edge() -> None:
    bars = parsed(health([Night("failed", "old"), Night("ok", "new")], "1 of 2")).findall(
        f"{SVG}rect"
    )
    assert [(bar.get("class"), bar[0].text) for bar in bars] == [
        ("s-failed", "old"),
        ("s-ok", "new"),
    ]
    assert int(bars[-1].get("x") or 0) + int(bars[-1].get("width") or 0) == 30 * 8 - 2


def test_only_the_last_nights_have_room() -> None:
    nights = [Night("ok", str(n)) for n in range(40)]
    bars = parsed(health(nights, "x")).findall(f"{SVG}rect")
    assert [bar[0].text for bar in bars] == [str(n) for n in range(10, 40)]


def test_what_a_night_says_is_escaped() -> None:
    drawn = health([Night("<x>", "</title><script>")], '"><script>')
    assert "<script" not in drawn
    assert parsed(drawn).findall(f"{SVG}rect")[0].get("class") == "s-running"


def test_the_highest_column_fills_the_height() -> None:
    drawn = parsed(
        columns([Bar("2023", 50, "50"), Bar("2024", 100, "100"), Bar("2025", 0, "")], "x")
    )
    heights = [int(bar.get("height") or 0) for bar in drawn.iter(f"{SVG}rect")]
    assert heights == [60, 120, 0]


def test_a_chart_of_nothing_is_drawn() -> None:
    assert parsed(columns([], "nothing")).get("aria-label") == "nothing"


def project(year: str, amount: str = "5") -> Project:
    row = ItemRow(
        id=year, source="site", genre="project", state="present", first_seen=datetime(2026, 3, 1, tzinfo=UTC),
        day=date(2026, 3, 1), off_topic=None, history=False, version=1, content=Content(),
    )  # fmt: skip
    named = Field(PageDate(year), year)
    return Project(
        row, None, None, None, None, Field(Amount(amount, "USD"), amount), named, None, None
    )


def test_years_between_stand_in_the_chart_unless_a_page_names_a_year_of_another_age() -> None:
    near = budgets([project("2019"), project("2022")], "USD")
    assert [(each.year, each.projects) for each in near] == [
        (2019, 1),
        (2020, 0),
        (2021, 0),
        (2022, 1),
    ]
    far = budgets([project("2019"), project("0001"), project("9999")], "USD")
    assert [(each.year, each.projects) for each in far] == [(1, 1), (2019, 1), (9999, 1)]


def test_a_paragraph_split_in_one_language_stays_beside_its_other_half() -> None:
    chinese = ["培训班10月3日在北京举行。来自12个省的35名官员参加了培训。", "联系人：李安。"]
    english = [
        "The course was held in Beijing on 3 October.",
        "It was attended by 35 officials from 12 provinces.",
        "Contact: Li An.",
    ]
    assert aligned(chinese, english) == [
        Row((chinese[0],), (english[0], english[1])),
        Row((chinese[1],), (english[2],)),
    ]


def test_a_paragraph_of_one_language_only_stands_alone() -> None:
    chinese = ["移民署与国际移民组织于2026年5月1日签署了合作协议，为期3年。"]
    english = [
        "The agreement of 1 May 2026 between NIA and IOM runs for 3 years and covers cooperation.",
        "x" * 900,
    ]
    assert aligned(chinese, english) == [Row((chinese[0],), (english[0],)), Row((), (english[1],))]


@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_nothing_is_lost_or_moved(left: list[str], right: list[str]) -> None:
    rows = aligned(left, right)
    assert [text for row in rows for text in row.left] == left
    assert [text for row in rows for text in row.right] == right


def test_very_long_texts_are_put_side_by_side_at_once() -> None:
    rows = aligned(["a"] * 400, ["b"] * 300)
    assert (len(rows), rows[0], rows[-1]) == (400, Row(("a",), ("b",)), Row(("a",), ()))
