"""Project pages: rows by label or by shape; an absent value never shifts another one."""

from __future__ import annotations

import itertools

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.projects.states import member_states
from storage.types import Amount, PageDate, Record

ROWS = {
    "Start Date": "2018",
    "End Date": "2020",
    "Project Status": "Active",
    "Project Type": "Immigration and Borders",
    "Budget Amount (USD)": "30000.00",
    "Coverage": "Regional",
    "Year": "2017",
    "IDF Region": "Latin America and the Caribbean",
    "Prima ID": "CR99P0504",
    "Projects ID": "IB.0287",
    "Benefiting Member States": "Albania Bosnia and Herzegovina Montenegro Serbia",
}
BODY = (
    "Border officers of the four States speak four languages and use four forms. The project "
    "gives them one form, one glossary and two weeks of common exercises in a training centre."
)


def text_page(rows: dict[str, str]) -> Record:
    lines = [line for label, value in rows.items() for line in ("-", label, value) if line]
    return parse(Document("\n".join(["One Form for Four Borders", *lines, BODY, BODY]).encode()))


def html_page(rows: dict[str, str], row: str = "<li><div>{}</div><div>{}</div></li>") -> Record:
    inner = "".join(row.format(label, value) for label, value in rows.items())
    page = (
        "<html><head><title>One Form for Four Borders | IOM</title></head><body><nav><a href='/r'>Region</a>"
        f"</nav><h1>One Form for Four Borders</h1><ul>{inner}</ul><div><p>{BODY}</p><p>{BODY}</p></div></body></html>"
    )
    return parse(Document(page.encode(), url="https://www.iom.int/project/one-form"))


def values(record: Record) -> dict[str, object]:
    return {label: field.value for label, field in record.content.fields.items()}


FULL = {
    "Start Date": PageDate("2018"),
    "End Date": PageDate("2020"),
    "Project Status": "Active",
    "Project Type": "Immigration and Borders",
    "Budget Amount (USD)": Amount("30000.00", "USD"),
    "Coverage": "Regional",
    "Year": PageDate("2017"),
    "IDF Region": "Latin America and the Caribbean",
    "Prima ID": "CR99P0504",
    "Projects ID": "IB.0287",
    "Benefiting Member States": ("Albania", "Bosnia and Herzegovina", "Montenegro", "Serbia"),
}


def test_all_rows_are_read_and_typed() -> None:
    assert values(text_page(ROWS)) == FULL
    assert values(html_page(ROWS)) == FULL


@pytest.mark.parametrize(
    "row",
    [
        "<li><div>{}</div><div>{}</div></li>",
        "<li><span>{}:</span> <span>{}</span></li>",
        "<tr><th>{}</th><td>{}</td></tr>",
        "<dt>{}</dt><dd>{}</dd>",
        "<p><strong>{}</strong><br>{}</p>",
        "<div class='field'><div class='field__label'>{}</div><div class='field__item'>{}</div></div>",
    ],
)
def test_every_markup_of_rows_gives_the_same_fields(row: str) -> None:
    assert values(html_page(ROWS, row)) == FULL


def test_rows_in_any_order_keep_their_values() -> None:
    turned = dict(reversed(ROWS.items()))
    assert values(text_page(turned)) == FULL
    assert list(text_page(turned).content.fields) == list(turned)


@pytest.mark.parametrize("label", list(ROWS))
def test_an_empty_value_is_unknown_and_shifts_nothing(label: str) -> None:
    rows = {**ROWS, label: ""}
    for record in (text_page(rows), html_page(rows)):
        assert values(record) == {**FULL, label: None}
        assert record.content.editions["en"].body.count("Border officers") == 2


@pytest.mark.parametrize("absent", list(itertools.combinations(ROWS, 2))[::7])
def test_absent_rows_are_absent(absent: tuple[str, str]) -> None:
    rows = {label: value for label, value in ROWS.items() if label not in absent}
    wanted = {label: value for label, value in FULL.items() if label not in absent}
    assert values(text_page(rows)) == wanted
    assert values(html_page(rows)) == wanted


def test_all_values_empty_leaves_eleven_labels_and_the_body() -> None:
    rows = dict.fromkeys(ROWS, "")
    assert values(text_page(rows)) == dict.fromkeys(ROWS)
    assert len(text_page(rows).content.editions["en"].body.split("\n\n")) == 2


def test_an_unknown_row_between_known_ones_is_kept_as_text() -> None:
    rows = dict(itertools.islice(ROWS.items(), 4)) | {"Funding Line": "Line 2"} | ROWS
    assert text_page(rows).content.fields["Funding Line"].value == "Line 2"


def test_the_raw_text_stays_beside_the_typed_value() -> None:
    assert (
        text_page({**ROWS, "Budget Amount (USD)": "1,200,000"})
        .content.fields["Budget Amount (USD)"]
        .raw
        == "1,200,000"
    )


def test_a_value_of_the_wrong_shape_is_no_value() -> None:
    assert values(html_page({**ROWS, "Year": "see below"}))["Year"] is None


OLD = """One Form for Four Borders
One Form for Four Borders
Asia and Oceania
TC.0789
MN10P0001
100,000
China
Mongolia
Immigration and Borders
Regional
Completed
"""


def test_the_older_hosts_bare_values_are_read_by_shape() -> None:
    page = Document(
        (OLD + BODY).encode(), url="https://developmentfund.iom.int/project/one-form-four"
    )
    record = parse(page)
    assert record.title == "One Form for Four Borders"
    assert values(record) == {
        "IDF Region": "Asia and Oceania",
        "Projects ID": "TC.0789",
        "Prima ID": "MN10P0001",
        "Budget Amount (USD)": Amount("100000", "USD"),
        "Benefiting Member States": ("China", "Mongolia"),
        "Project Type": "Immigration and Borders",
        "Coverage": "Regional",
        "Project Status": "Completed",
    }
    assert record.identifiers == {"projects-id": "TC.0789", "prima-id": "MN10P0001"}
    assert record.content.editions["en"].body == BODY


def test_the_older_host_without_a_prima_id_shifts_nothing() -> None:
    page = Document(
        (OLD.replace("MN10P0001\n", "") + BODY).encode(),
        url="https://developmentfund.iom.int/project/one-form-four",
    )
    record = parse(page)
    assert "Prima ID" not in record.content.fields
    assert record.content.fields["Budget Amount (USD)"].value == Amount("100000", "USD")


def test_a_footer_line_of_the_older_host_is_no_project_type() -> None:
    values = OLD.replace("Immigration and Borders\n", "Labour Migration\n")
    html = "".join(f"<div>{line}</div>" for line in values.splitlines())
    page = f"<html><body>{html}<p>{BODY}</p><p>Page printed on 3 November 2026</p></body></html>"
    url = "https://developmentfund.iom.int/project/one-form-four"
    record = parse(Document(page.encode(), url=url))
    assert record.content.fields["Project Type"].value == "Labour Migration"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Palau Samoa Solomon Islands", ("Palau", "Samoa", "Solomon Islands")),
        (
            "Guinea Guinea-Bissau Equatorial Guinea Papua New Guinea",
            ("Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"),
        ),
        ("Niger Nigeria", ("Niger", "Nigeria")),
        ("Dominica Dominican Republic", ("Dominica", "Dominican Republic")),
        (
            "Republic of Korea Viet Nam Lao People's Democratic Republic",
            ("Republic of Korea", "Viet Nam", "Lao People's Democratic Republic"),
        ),
        (
            "Trinidad and Tobago, Antigua and Barbuda and Saint Lucia",
            ("Trinidad and Tobago", "Antigua and Barbuda", "Saint Lucia"),
        ),
        ("Türkiye, Côte d'Ivoire", ("Türkiye", "Côte d'Ivoire")),
        ("中国，蒙古；老挝", ("中国", "蒙古", "老挝")),
    ],
)
def test_member_states_are_matched_by_the_longest_name(text: str, states: tuple[str, ...]) -> None:
    assert member_states(text) == states


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "China and its neighbours", "The Government of China wishes"]
)
def test_what_names_no_states_only_is_no_list_of_states(text: str) -> None:
    assert member_states(text) is None


def test_a_label_in_two_languages_counts_when_one_half_is_known() -> None:
    rows = {"Start 开始": "2025-05", "Budget 经费": "CNY 210,000", "Status 进展": "Ongoing"}
    page = html_page({**rows, "End Date": "2027"}).content.fields
    assert {label: field.raw for label, field in page.items()} == {
        "Start Date": "2025-05",
        "End Date": "2027",
        "Budget Amount (USD)": "CNY 210,000",
        "Project Status": "Ongoing",
    }


def test_a_row_of_an_unknown_label_above_the_known_ones_is_a_row_too() -> None:
    rows = {"Project leader 负责人": "Dr Lan Hui", "Start": "2025-05", "Budget 经费": "CNY 210,000"}
    record = html_page(rows, "<table><tr><th>{}</th><td>{}</td></tr></table>")
    assert list(record.content.fields) == [
        "Project leader 负责人",
        "Start Date",
        "Budget Amount (USD)",
    ]
    assert record.content.fields["Project leader 负责人"].raw == "Dr Lan Hui"
