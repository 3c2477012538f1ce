"""Diffs that people can read."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.diff import diff
from alerts.diff_render import as_ansi, as_html, as_json, as_text
from alerts.paragraphs import paragraph_changes, word_spans
from alerts.tokens import tokens
from alerts.values import amount_in_words, date_in_words, name_of
from storage.types import Amount, Contact, Content, Edition, Field, FieldValue, Link, PageDate


def _en(body: str, title: str | None = None) -> Content:
    return Content(editions={"en": Edition(title, body)})


def _shown(before: str, after: str) -> str:
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    return "".join(marks[span.kind].format(span.text) for span in word_spans(before, after))


def test_english_differs_by_words() -> None:
    assert _shown("In 2023 the fund grew.", "In 2024 the fund grew.") == (
        "In [-2023-]{+2024+} the fund grew."
    )


def test_a_number_is_never_cut_in_two() -> None:
    assert _shown("49,643 homes", "49,743 homes") == "[-49,643-]{+49,743+} homes"


def test_chinese_differs_by_characters_grouped_into_readable_runs() -> None:
    assert _shown("会议在北京召开", "会议在上海召开") == "会议在[-北京-]{+上海+}召开"
    assert _shown("他强调了移民管理", "他肯定了人口管理") == "他[-强调了移民-]{+肯定了人口+}管理"


def test_a_moved_paragraph_is_a_move_and_not_removed_and_added() -> None:
    kinds = [
        one.kind
        for one in paragraph_changes("One a.\n\nTwo b.\n\nThree c.", "Three c.\n\nOne a.\n\nTwo b.")
    ]
    assert sorted(kinds) == ["kept", "kept", "moved"]


_FIRST = "The office trained officials of two provinces."
_SECOND = "They asked about rents, visas and schools."
_THIRD = "Another course is planned for spring."


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (f"{_FIRST} {_SECOND}", f"{_FIRST}\n\n{_SECOND}", f"{_FIRST}{{+ ¶ +}}{_SECOND}"),
        (f"{_FIRST}\n\n{_SECOND}", f"{_FIRST} {_SECOND}", f"{_FIRST}[- ¶ -] {_SECOND}"),
        (
            f"{_FIRST}\n{_SECOND} {_THIRD}",
            f"{_FIRST} {_SECOND}\n{_THIRD}",
            f"{_FIRST}[- ¶ -] {_SECOND}{{+ ¶ +}}{_THIRD}",
        ),
        ("国际移民组织举办培训。会议昨日结束。", "国际移民组织举办培训。\n\n会议昨日结束。",
         "国际移民组织举办培训。{+ ¶ +}会议昨日结束。"),
    ],
)  # fmt: skip
def test_a_paragraph_cut_in_two_is_not_removed_and_added(
    before: str, after: str, shown: str
) -> None:
    edited = f"Alpha was here long ago.\n\n{{}}\n\n{'Omega came to the city of {}.'}"
    changes = paragraph_changes(edited.format(before, "Xi'an"), edited.format(after, "Kunming"))
    assert [change.kind for change in changes] == ["kept", "changed", "changed"]
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    told = "".join(marks[span.kind].format(span.text) for span in changes[1].spans)
    assert told == shown


def test_a_cut_with_a_word_changed_is_shown_as_the_edit_it_is() -> None:
    after = f"{_FIRST}\n\n{_SECOND.replace('schools', 'work')}"
    changes = paragraph_changes(f"{_FIRST} {_SECOND}", after)
    assert "work" in "".join(
        span.text for change in changes for span in change.spans if span.kind == "added"
    )


def test_thousands_of_paragraphs_cut_elsewhere_are_told_in_time() -> None:
    began = time.process_time()
    one, other = "\n".join(["ab" * 40] * 6_000), "\n".join(["ba" * 39] * 6_000)
    paragraph_changes(one, f"ab{other}")
    lines = [f"Line {n} of the report is long enough." for n in range(6_000)]
    pairs = [f"{a} {b}" for a, b in zip(lines[::2], lines[1::2], strict=True)]
    changes = paragraph_changes("\n".join(lines), "\n".join(pairs))
    assert {change.kind for change in changes} == {"changed"}
    assert time.process_time() - began < 5


def test_removed_paragraphs_stand_where_they_stood() -> None:
    changes = paragraph_changes("Alpha.\n\nBravo 1234.\n\nCharlie.", "Alpha.\n\nCharlie.")
    assert [one.kind for one in changes] == ["kept", "removed", "kept"]


def test_a_paragraph_replaced_amid_edited_ones_stays_in_its_place() -> None:
    old = "Forty people came to Chengdu.\n\nWho spoke is not known yet.\n\nForty more will come to Kunming."
    new = "Fifty people came to Chengdu.\n\nData are exchanged monthly.\n\nFifty more will come to Kunming."
    kinds = [one.kind for one in paragraph_changes(old, new)]
    assert kinds == ["changed", "removed", "added", "changed"]


def test_a_rewritten_paragraph_is_changed_and_another_text_is_removed_and_added() -> None:
    old = "The fund has grown by ten per cent since the spring of last year."
    new = "The fund has grown by nine per cent since the spring of last year."
    assert [one.kind for one in paragraph_changes(old, new)] == ["changed"]
    kinds = [one.kind for one in paragraph_changes(old, "广州举行培训。")]
    assert kinds == ["removed", "added"]


def test_fields_are_old_and_new_in_words() -> None:
    before = Content(
        fields={
            "Budget": Field(Amount("100000.00", "USD"), "100000.00"),
            "End Date": Field(PageDate("2019"), "2019"),
            "Coverage": Field("National", "National"),
        }
    )
    after = Content(
        fields={
            "Budget": Field(Amount("250000", "USD"), "250,000"),
            "End Date": Field(None, ""),
            "Coverage": Field("National", "National"),
        }
    )
    changes = [(one.name, one.before, one.after) for one in diff(before, after).fields]
    assert changes == [("Budget", "USD 100,000", "USD 250,000"), ("End Date", "2019", None)]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2017", "2017"),
        ("2024-10", "October 2024"),
        ("2024-10-17", "17 October 2024"),
        ("2024-12-22T16:57:52+08:00", "22 December 2024, 16:57 UTC+08:00"),
        ("2024-12-22T16:57Z", "22 December 2024, 16:57 UTC"),
    ],
)
def test_dates_are_written_in_words_as_precise_as_they_are(iso: str, words: str) -> None:
    assert date_in_words(PageDate(iso)) == words


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([Amount("5", "USD"), Amount("7", "USD")], "Budget Amount (USD)"),
        ([None, Amount("7", "USD")], "Budget Amount (USD)"),
        ([Amount("5", "USD"), Amount("5", "EUR")], "Budget Amount"),
        (["2 million euros"], "Budget Amount"),
        ([None], "Budget Amount (USD)"),
    ],
)
def test_a_label_names_a_currency_only_when_its_values_are_in_it(
    values: list[FieldValue], name: str
) -> None:
    assert name_of("Budget Amount (USD)", values) == name


def test_a_label_without_a_currency_stays_as_it_is() -> None:
    assert name_of("Coverage (EAST)", ["National"]) == "Coverage (EAST)"
    assert name_of("Budget", [Amount("5", "EUR")]) == "Budget"


def test_a_diff_shows_a_budget_under_a_label_that_fits() -> None:
    def project(currency: str) -> Content:
        budget = Field(Amount("5000", currency), "5000")
        return Content(fields={"Budget Amount (USD)": budget})

    found = diff(project("USD"), project("EUR"))
    assert as_text(found) == "Budget Amount: [-USD 5,000-] → {+EUR 5,000+}"
    assert "<th>Budget Amount</th>" in as_html(found)
    assert [one.name for one in found.fields] == ["Budget Amount (USD)"]


def test_money_shows_cents_only_where_there_are_some() -> None:
    assert amount_in_words(Amount("100000.00", "USD")) == "USD 100,000"
    assert amount_in_words(Amount("99.50", "EUR")) == "EUR 99.50"


def test_a_swapped_attachment_is_one_change_with_both_targets() -> None:
    old = Content(links=(Link("https://a.example/1.pdf", "Report", attachment=True),))
    new = Content(links=(Link("https://a.example/2.pdf", "Report", attachment=True),))
    (link,) = diff(old, new).links
    assert (link.before, link.after) == ("https://a.example/1.pdf", "https://a.example/2.pdf")


def test_a_changed_contact_is_shown_old_and_new() -> None:
    old = Content(contacts=(Contact("Li", "a@x.example", None),))
    new = Content(contacts=(Contact("Li", "b@x.example", None),))
    (change,) = diff(old, new).details
    assert (change.before, change.after) == ("Li, a@x.example", "Li, b@x.example")


def test_the_same_content_has_an_empty_diff() -> None:
    content = _en("One.\n\nTwo.", "T")
    assert not diff(content, content)


def test_an_added_edition_says_so() -> None:
    both = Content(editions={"en": Edition("T", "One."), "zh-Hans": Edition("题", "一。")})
    (edition,) = diff(_en("One.", "T"), both).editions
    assert (edition.language, edition.state) == ("zh-Hans", "added")


HOSTILE = "<script>alert(1)</script>\x1b[31m\u202eevil & “co”"


def test_html_escapes_whatever_was_scraped() -> None:
    page = as_html(diff(_en("One."), _en(f"One.\n\n{HOSTILE}", HOSTILE)))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<ins>&lt;script&gt;" in page


def test_terminal_output_holds_no_escape_but_ours() -> None:
    shown = as_ansi(diff(_en("One."), _en(f"One.\n\n{HOSTILE}")))
    assert "\x1b[31m<" not in shown
    assert shown.count("\x1b[0m") == shown.count("\x1b[") // 2


def test_text_marks_what_is_gone_and_what_is_new() -> None:
    assert as_text(diff(_en("Ten people came."), _en("Nine people came."))) == (
        "English\n  [-Ten-]{+Nine+} people came."
    )


def test_json_holds_the_diff_as_data() -> None:
    data = json.loads(as_json(diff(_en("Ten came."), _en("Nine came."))))
    assert data["editions"][0]["language"] == "en"
    assert set(data) == {"editions", "fields", "details", "links"}


def test_a_long_unchanged_run_is_shortened_around_the_edit() -> None:
    words = "word " * 200
    shown = as_text(diff(_en(f"{words}ten {words}"), _en(f"{words}nine {words}")))
    assert "…" in shown
    assert len(shown) < 400


@given(
    st.lists(st.text(alphabet="ab 移民.1\n", max_size=30), max_size=6),
    st.lists(st.text(alphabet="ab 移民.1\n", max_size=30), max_size=6),
)
def test_the_spans_put_together_are_both_texts(old: list[str], new: list[str]) -> None:
    before, after = "\n\n".join(old), "\n\n".join(new)
    spans = word_spans(before, after)
    assert "".join(one.text for one in spans if one.kind != "added") == before
    assert "".join(one.text for one in spans if one.kind != "removed") == after


def test_a_thirty_kilobyte_page_shows_each_of_its_fifty_changes() -> None:
    lines = [
        f"Paragraph {n} tells of {n * 3} people and the {n}th meeting in Beijing."
        for n in range(450)
    ]
    old = _en("\n\n".join(lines))
    new = _en(
        "\n\n".join(
            line.replace("meeting", "talk") if n % 9 == 0 else line for n, line in enumerate(lines)
        )
    )
    (edition,) = diff(old, new).editions
    assert [one.kind for one in edition.paragraphs].count("changed") == 50
    assert {one.kind for one in edition.paragraphs} == {"changed", "kept"}


@pytest.mark.parametrize("unit", ["2024年", "a1", "移1", "a.b-"])
def test_a_line_without_a_blank_is_cut_into_words_in_time(unit: str) -> None:
    line = unit * 8_000
    began = time.process_time()
    assert "".join(tokens(f"{line} li.lei@example.org")).startswith(line)
    assert tokens("见 li.lei@example.org")[-1] == "li.lei@example.org"
    assert time.process_time() - began < 2


def test_hundreds_of_links_exchanged_at_once_are_paired_in_time() -> None:
    old, new = (
        tuple(Link(f"https://e.example/{part}/{n}", f"{part} {n}") for n in range(600))
        for part in ("before", "after")
    )
    began = time.process_time()
    changes = diff(Content(links=old), Content(links=(*new, *old[:2])))
    assert [one.after is None for one in changes.links] == [True] * 598 + [False] * 600
    assert time.process_time() - began < 2


def test_the_first_link_with_the_words_or_the_target_took_the_place_and_each_only_once() -> None:
    old = (Link("https://e.example/1", "one"), Link("https://e.example/2", "one"))
    new = (Link("https://e.example/1", "two"), Link("https://e.example/3", "one"))
    found = diff(Content(links=old), Content(links=new)).links
    assert [(one.text, one.before, one.after) for one in found] == [
        ("two", "https://e.example/1", "https://e.example/1"),
        ("one", "https://e.example/2", "https://e.example/3"),
    ]


def test_thousands_of_paragraphs_that_came_went_and_moved_are_told_in_time() -> None:
    old = [f"the line {number} that stays" for number in range(6_000)]
    gone, come = [f"gone {n}" for n in range(6_000)], [f"come {n}" for n in range(6_000)]
    began = time.process_time()
    changes = paragraph_changes("\n".join([*old, *gone]), "\n".join([*come, *reversed(old)]))
    assert time.process_time() - began < 4
    kinds = Counter(change.kind for change in changes)
    assert kinds == {"kept": 1, "moved": 5_999, "added": 6_000, "removed": 6_000}


def test_a_paragraph_too_long_to_compare_is_exchanged_between_its_begin_and_end() -> None:
    middle = "移民" * 12_000
    before, after = f"in 1{middle}2 places", f"in 3{middle}4 places"
    assert [(span.kind, len(span.text)) for span in word_spans(before, after)] == [
        ("same", 3),
        ("removed", 24_002),
        ("added", 24_002),
        ("same", 7),
    ]


@pytest.mark.parametrize(
    "hostile", ["\r", "\x1b[2J", "\u202e", "\u200f", "\u061c", "\u2066", "\ud800"]
)
def test_what_could_forge_or_hide_stands_in_no_output(hostile: str) -> None:
    body, title = f"The {hostile}old plan", f"A {hostile}title"
    before = Content(editions={"en": Edition("A title", body)}, place=f"Bei{hostile}jing")
    after = Content(editions={"en": Edition(title, f"{body} and one more")}, place="Xi'an")
    for shown in (as_text(diff(before, after)), as_html(diff(before, after))):
        assert hostile[0] not in shown
        assert "old plan" in shown
        shown.encode()
