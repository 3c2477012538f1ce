"""What a recipient found in his digests: feet of pages, places, rows, each as small as it gets."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from storage.types import Edition, Record
from tests.parsers.small_pages import paragraphs, read_page, text

SHORT = "Beijing – IOM China welcomed 12 new interns on 6 November."
SHORT_ZH = "北京 – 国际移民组织驻华代表处11月6日迎来12名新实习生。"
CLINIC = "Dalian – A seafarers' clinic supported by IOM in China treated its 1,000th patient."
ADDRESS = "IOM China, 9-1-82 Tayuan Diplomatic Compound, Beijing. © International Organization for Migration"
CALL = "Call the office for migrants and for their families, in Beijing, on 010-6532 5532."


def story(title: str, *lines: str, foot: str) -> Record:
    """Return the Record of a short story above a page's foot."""
    body = f"<h1>{title}</h1><div class='date'>7 November 2026</div><div>{paragraphs(*lines)}</div>"
    return read_page(f"{title} | IOM China", f"<main><article>{body}</article></main>{foot}")


@pytest.mark.parametrize("lines", [(SHORT, CLINIC), (SHORT,), (SHORT_ZH,)])
@pytest.mark.parametrize(
    "foot",
    [
        f"<footer><p>{ADDRESS}</p></footer>",
        f"<div class='bottom'><p>{ADDRESS}</p></div>",
        f"<div id='footer'><p>{CALL}</p></div>",
    ],
)
def test_the_foot_of_a_page_is_no_text_however_short_the_story(
    lines: tuple[str, ...], foot: str
) -> None:
    record = story("IOM China Welcomes Interns", *lines, foot=foot)
    assert text(record) == list(lines)


TITLE = "Reintegration of Returnees in Fujian, China"
ROW = '<div class="row"><div class="field__label">{}</div><div class="field__item">{}</div></div>'
TABLE_ROW = "<tr><th>{}</th><td>{}</td></tr>"
LIST_ROW = "<dt>{}</dt><dd>{}</dd>"
PLAIN_ROW = "<p>{}</p><p>{}</p>"
SPAN_ROW = "<div><span>{}</span><span>{}</span></div>"


def project(rows: str, *lines: str, title: str = TITLE) -> Record:
    """Return the Record of a project's page."""
    page = (
        f"<html><head><title>{title} | IOM Development Fund</title></head><body><main>"
        f"<h1>{title}</h1><div>{rows}</div><div class='body'>{paragraphs(*lines)}</div></main>"
        "<footer><p>IOM Development Fund. All rights reserved.</p></footer></body></html>"
    )
    return parse(Document(page.encode(), source="iom_projects"))


@pytest.mark.parametrize("row", [ROW, TABLE_ROW, LIST_ROW, PLAIN_ROW, SPAN_ROW])
def test_what_says_that_a_day_or_a_sum_is_open_is_the_rows_value(row: str) -> None:
    told = {
        "Start Date": "1 June 2024",
        "End Date": "Ongoing",
        "Budget Amount (USD)": "To be determined",
        "Project Status": "On hold",
        "Projects ID": "CE.0418",
    }
    record = project("".join(row.format(*one) for one in told.items()), "People return to Fujian.")
    assert {label: field.raw for label, field in record.content.fields.items()} == told
    assert record.content.fields["End Date"].value == "Ongoing"
    assert not record.warnings


def test_a_value_of_another_shape_is_kept_where_markup_says_whose_it_is() -> None:
    told = {"Start Date": "1 June 2024", "End Date": "when the last family is home"}
    record = project("".join(ROW.format(*one) for one in told.items()) + ROW.format("Prima ID", ""))
    fields = {label: field.raw for label, field in record.content.fields.items()}
    assert fields == {**told, "Prima ID": ""}


def test_an_empty_row_takes_no_value_of_another_column() -> None:
    heads = "".join(f"<th>{one}</th>" for one in ("Coverage", "Start Date", "End Date"))
    rows = f"<table><tr>{heads}</tr><tr><td>As discussed</td><td>2024</td></tr></table>"
    assert project(rows).content.fields["End Date"].raw == ""


@pytest.mark.parametrize(
    "stamp",
    [
        "<p class='byline'><time>Nov 4, 2024</time><span>3 min read</span></p>",
        "<p class='byline'><time>Nov 4, 2024</time> · 3 min read</p>",
        "<div class='post-meta'><span>4 November 2024</span><span>12 min read</span></div>",
        "<div class='post-meta'><span>2024-11-04</span><span>3-minute read</span></div>",
        "<div class='post-meta'><time>4 November 2024</time><span>3 minutes read</span></div>",
    ],
)
def test_how_long_reading_takes_is_nobodys_name_and_hides_no_day(stamp: str) -> None:
    record = read_page(f"{TITLE} | IOM", f"<h1>{TITLE}</h1>{stamp}{paragraphs(CALL, CALL)}")
    assert record.content.author is None
    assert record.content.published is not None
    assert record.content.published.iso == "2024-11-04"


def test_a_days_own_hour_is_not_parted_from_it() -> None:
    body = f"<h1>{TITLE}</h1><p><span>June 14, 2023</span><span>3:42 PM</span></p>{paragraphs(CALL, CALL)}"
    record = read_page(TITLE, body)
    assert any("June 14, 20233:42 PM" in line for line in record.furniture)


BRIEF_ROWS = ROW.format("Start Date", "1 June 2024") + ROW.format("Projects ID", "CE.0418")


def test_a_project_of_rows_only_keeps_its_title() -> None:
    assert project(BRIEF_ROWS).content.editions == {"en": Edition(TITLE, "")}
    chinese = project(BRIEF_ROWS, title="返乡人员重新融入社会")
    assert chinese.content.editions == {"zh-Hans": Edition("返乡人员重新融入社会", "")}


@pytest.mark.parametrize("line", ["Safe schools in Guangxi, China.", "在广西开办安全移民学校。"])
def test_one_short_sentence_is_a_projects_text(line: str) -> None:
    record = project(BRIEF_ROWS, line)
    assert text(record) == [line]
    assert not {line, "All rights reserved."} & set(record.furniture)


def test_words_of_the_frame_are_no_projects_text() -> None:
    assert text(project(BRIEF_ROWS, "Print", "Share this page", "Copyright 2024 IOM.")) == [""]


def test_a_short_chinese_heading_over_chinese_text_is_its_editions_title() -> None:
    head = "<h1>News in Brief</h1><p><span>7 November 2024</span></p>"
    body = f"{head}<div><h3>新闻简讯</h3>{paragraphs(SHORT_ZH, SHORT_ZH, SHORT, CLINIC)}</div>"
    record = read_page("News in Brief | IOM China", f"<main><article>{body}</article></main>")
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {"zh-Hans": "新闻简讯", "en": "News in Brief"}
