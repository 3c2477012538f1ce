"""Project pages of country sites: labels in both languages, other projects' rows, odd boxes."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.projects.fields import rows_in
from storage.types import Amount, PageDate, Record

TEXT = "Two ports will share one register of crews, and each keeps a clerk who speaks the other's language. "
HAN = "两个港口将共用一份船员登记册,并各派一名通晓对方语言的职员值守,每季度核对一次。"


def page(rows: str, body: str = f"<p>{TEXT * 2}</p><p>{TEXT}</p>", below: str = "") -> Record:
    text = (
        "<html><head><title>One Register for Two Ports | IOM</title></head><body><main>"
        f"<h1>One Register for Two Ports</h1>{rows}{body}</main>{below}</body></html>"
    )
    return parse(
        Document(text.encode(), url="https://www.iom.int/project/one", source="iom_projects")
    )


def values(record: Record) -> dict[str, object]:
    return {label: field.value for label, field in record.content.fields.items()}


CHINESE = {
    "Start Date": PageDate("2021"),
    "Project Status": "已完成",
    "Budget Amount (USD)": Amount("260000.00", "USD"),
    "Prima ID": "CN10P0018",
    "Benefiting Member States": ("中国", "老挝"),
}


@pytest.mark.parametrize(
    "row",
    ["<li><strong>{}：</strong>{}</li>", "<dl><dt>{}</dt><dd>{}</dd></dl>", "<p>{}: {}</p>"],
)
def test_chinese_labels_are_the_same_rows(row: str) -> None:
    rows = {
        "开始日期": "2021",
        "项目状态": "已完成",
        "预算金额（美元）": "260,000.00",
        "Prima 编号": "CN10P0018",
        "受益成员国": "中国、老挝",
    }
    record = page("".join(row.format(*one) for one in rows.items()), f"<p>{HAN}</p><p>{HAN}</p>")
    assert values(record) == CHINESE
    assert record.identifiers["prima-id"] == "CN10P0018"
    assert record.content.editions["zh-Hans"].body == f"{HAN}\n\n{HAN}"


def test_labels_in_two_languages_are_one_row() -> None:
    rows = "<tr><th>项目状态 / Project Status</th><td>Active</td></tr><tr><th>结束日期 End Date</th><td>2024</td></tr>"
    assert values(page(f"<table>{rows}</table>")) == {
        "Project Status": "Active",
        "End Date": PageDate("2024"),
    }


def test_a_countrys_own_labels_are_rows_beside_others() -> None:
    rows = {
        "Status": "Active",
        "Starting date": "2024",
        "Budget": "EUR 350,000",
        "Project ID": "PO.0311",
    }
    record = page("".join(f"<p><b>{one}</b><br>{value}</p>" for one, value in rows.items()))
    assert values(record) == {
        "Project Status": "Active",
        "Start Date": PageDate("2024"),
        "Budget Amount (USD)": Amount("350000", "EUR"),
        "Projects ID": "PO.0311",
    }


def test_weak_words_alone_are_no_rows() -> None:
    record = page(
        "<p>Start Date: 2024</p>", f"<h2>Status</h2><p>{TEXT}</p><h2>Budget</h2><p>{TEXT}</p>"
    )
    assert list(values(record)) == ["Start Date"]


def test_rows_that_the_markup_puts_into_one_line_are_cut_apart() -> None:
    line = "Projects IDLM.0350Year2017CoverageRegionalProject StatusCompletedIDF Region"
    assert rows_in(line) == [
        ("Projects ID", "LM.0350"),
        ("Year", "2017"),
        ("Coverage", "Regional"),
        ("Project Status", "Completed"),
        ("IDF Region", ""),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Coverage of the year and the start date differ.",
        "Start Date 2017 and End Date 2018",
        "Year after year the coverage grew, as the project status shows.",
    ],
)
def test_a_sentence_with_such_words_is_no_line_of_rows(sentence: str) -> None:
    assert rows_in(sentence) == []


def test_other_projects_rows_below_are_theirs() -> None:
    own = "<li>Start Date: 2023</li><li>Coverage: Regional</li><li>Prima ID: MN10P0009</li>"
    other = "<h3><a href='/o'>Posts in the Gobi</a></h3><ul><li>Project Status: Completed</li><li>Start Date: 2015</li><li>Projects ID: IB.0145</li></ul>"
    record = page(f"<ul>{own}</ul>", below=f"<aside><h2>Related projects</h2>{other}</aside>")
    assert values(record) == {
        "Start Date": PageDate("2023"),
        "Coverage": "Regional",
        "Prima ID": "MN10P0009",
    }


def test_the_same_rows_again_change_nothing() -> None:
    rows = "<ul><li>Start Date: 2023</li><li>Coverage: Regional</li></ul>"
    again = "<aside><h2>Facts</h2><ul><li>Start Date: 2023</li><li>Year: 2022</li></ul></aside>"
    assert list(values(page(rows, below=again))) == ["Start Date", "Coverage", "Year"]


def test_a_heading_of_the_text_is_no_row_and_stays() -> None:
    record = page("<h3>Year</h3><p>2022</p>", f"<p>{TEXT * 2}</p><h4>Coverage</h4><p>{TEXT}</p>")
    assert list(values(record)) == ["Year"]
    assert "Coverage" in record.content.editions["en"].body.split("\n\n")


def test_states_in_boxes_without_a_space_are_told_apart() -> None:
    row = "<div>Benefiting Member States</div><div><span>China</span><span>Viet Nam</span></div>"
    assert values(page(row)) == {"Benefiting Member States": ("China", "Viet Nam")}


def test_a_rows_or_a_teasers_time_is_not_when_the_page_was_published() -> None:
    row = "<div>Start Date:</div><div><time datetime='2022-01-01T12:00:00Z'>2022</time></div>"
    teaser = "<div><time datetime='2025-05-14T09:00:00Z'>14 May 2025</time><a href='/n'>Students share tips</a></div>"
    assert page(row, below=teaser).content.published is None


@pytest.mark.parametrize("chinese_first", [True, False])
def test_the_shorter_edition_in_a_box_of_its_own_is_kept(*, chinese_first: bool) -> None:
    both = [
        f"<div class='zh'><p>{HAN}</p><p>{HAN}</p></div>",
        f"<div class='en'>{f'<p>{TEXT * 3}</p>' * 3}</div>",
    ]
    record = page("", "".join(both if chinese_first else both[::-1]))
    assert record.content.editions["zh-Hans"].body == f"{HAN}\n\n{HAN}"
    assert record.content.editions["en"].body.count("clerk") == 9


PERIODS = [
    ("Time frame", "March 2023 – August 2025", "2023-03", "2025-08"),
    ("Duration", "1 March 2023 - 28 February 2026", "2023-03-01", "2026-02-28"),
    ("Project period", "2021 to 2024", "2021", "2024"),
    ("项目周期", "2022年5月至2024年4月", "2022-05", "2024-04"),
    ("实施期 Implementation period", "2019–2021", "2019", "2021"),
]


@pytest.mark.parametrize(("label", "value", "start", "end"), PERIODS)
@pytest.mark.parametrize("row", ["<dt>{}</dt><dd>{}</dd>", "<p><strong>{}:</strong> {}</p>"])
def test_a_period_is_two_dates(row: str, label: str, value: str, start: str, end: str) -> None:
    rows = row.format(label, value) + row.format("Coverage", "National")
    assert values(page(rows)) == {
        "Start Date": PageDate(start),
        "End Date": PageDate(end),
        "Coverage": "National",
    }


def test_a_duration_in_months_is_kept_as_it_stands() -> None:
    rows = "<dl><dt>Status</dt><dd>Active</dd><dt>Duration</dt><dd>24 months</dd></dl>"
    assert values(page(rows)) == {"Project Status": "Active", "Duration": "24 months"}


@pytest.mark.parametrize("label", ["Countries", "Beneficiary country", "Country", "项目国家"])
def test_countries_are_the_benefiting_states(label: str) -> None:
    rows = f"<dl><dt>Coverage</dt><dd>National</dd><dt>{label}</dt><dd>Viet Nam, China</dd></dl>"
    states = values(page(rows))["Benefiting Member States"]
    assert states == ("Viet Nam", "China")


def test_label_and_value_touch_where_only_style_parts_them() -> None:
    rows = {
        "Start Date": "2025",
        "End Date": "&nbsp;",
        "Project Status": "Active",
        "Project Type": "TCMM",
        "Projects ID": "IB.0311",
        "Benefiting Member States": "Albania China Serbia",
    }
    items = "".join(
        f"<li><span class=t>{a}</span><span class=v>{b}</span>" for a, b in rows.items()
    )
    assert values(page(f"<ul>{items}</ul>")) == {
        "Start Date": PageDate("2025"),
        "End Date": None,
        "Project Status": "Active",
        "Project Type": "TCMM",
        "Projects ID": "IB.0311",
        "Benefiting Member States": ("Albania", "China", "Serbia"),
    }


def test_the_title_in_the_other_language_stands_below_the_first() -> None:
    rows = "<p class='hero__en'>One Register for Two Ports: Crews at Sea</p><dl><dt>状态</dt><dd>Active</dd></dl>"
    text = (
        f"<html><head><title>两个港口一份登记册 | IOM</title></head><body><main><h1>两个港口一份登记册</h1>"
        f"{rows}<p>{HAN}</p><p>{HAN}</p><p>{TEXT * 2}</p><p>{TEXT}</p></main></body></html>"
    )
    record = parse(Document(text.encode(), url="https://china.iom.int/p", source="iom_projects"))
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {
        "zh-Hans": "两个港口一份登记册",
        "en": "One Register for Two Ports: Crews at Sea",
    }


def test_an_images_words_on_a_project_page_are_a_caption() -> None:
    figure = "<figure><img src='/a.jpg'><figcaption>Crews sign the register in Dalian</figcaption></figure>"
    gallery = "".join(
        f"<figure><img src='/b.jpg'><figcaption>{one}</figcaption></figure>"
        for one in ("A clerk in Busan", "The port at night")
    )
    other = f"<section><h2>Other projects</h2>{figure.replace('Dalian', 'Qingdao')}<h3><a href='/o'>Cities</a></h3></section>"
    rows = "<dl><dt>Status</dt><dd>Active</dd></dl>"
    body = f"<div><p>{TEXT * 2}</p>{figure}<p>{TEXT}</p></div><div>{gallery}</div>{other}"
    record = page(rows, body)
    assert record.content.captions == (
        "Crews sign the register in Dalian",
        "A clerk in Busan",
        "The port at night",
    )
    assert "Dalian" not in record.content.editions["en"].body


def test_bare_values_of_another_project_are_not_this_ones() -> None:
    menu = "".join(f"<a href='/{one}.html'>{one}</a><br>" for one in ("Geneva", "Manila", "Panama"))
    rows = "Africa<br>TC.0311<br>95,000<br>Togo<br>China<br>Health<br>National<br>Completed<br>"
    other = "<span class=t1>A Second Register</span><br>Africa<br>TC.0312<br>80,000<br>Benin<br>Active<br>"
    text = (
        "<html><head><title>IOM Development Fund</title></head><body><table><tr>"
        f"<td>{menu}</td><td><span class=t1>One Register for Two Ports</span><br>"
        f"<span class=t2>One Register for Two Ports</span><br>{rows}<div><p>{TEXT * 2}<p>{TEXT}</div></td></tr>"
        f"<tr><td colspan=2>{other}<p>Crews of the north will find one, too.</td></tr></table></body></html>"
    )
    record = parse(Document(text.encode(), url="https://fund.iom.int/p", source="iom_projects"))
    assert values(record) == {
        "IDF Region": "Africa",
        "Projects ID": "TC.0311",
        "Budget Amount (USD)": Amount("95000", "USD"),
        "Benefiting Member States": ("Togo", "China"),
        "Project Type": "Health",
        "Coverage": "National",
        "Project Status": "Completed",
    }
    assert record.title == "One Register for Two Ports"
    assert record.content.editions["en"].body.split("\n\n") == [(TEXT * 2).strip(), TEXT.strip()]


def test_an_empty_search_for_projects_is_no_project() -> None:
    form = "".join(
        f"<label>{label}<select><option>- Any -</option></select></label>"
        for label in ("Project Status", "Year", "Coverage", "Benefiting Member States")
    )
    text = (
        f"<html><head><title>Projects | IOM Development Fund</title></head><body><main><h1>Projects</h1><form>{form}</form>"
        "<p>The project you are looking for is no longer available, or no projects match your selection.</p>"
        "</main></body></html>"
    )
    record = parse(Document(text.encode(), url="https://fund.iom.int/p", source="iom_projects"))
    assert record.not_understood is not None


def test_a_dumps_titles_stand_above_its_period() -> None:
    lines = [
        "IOM Global",
        "2030 Agenda",
        "两个港口一份登记册",
        "One Register for Two Ports",
        "Project Period: October 2023 – April 2025",
        "Project Status: Active",
        "Donor: Republic of Korea",
        "Beneficiary Country: China",
        HAN,
        TEXT.strip(),
        "Contact: Bat Erdene, berdene@iom.int",
    ]
    record = parse(
        Document(
            "\n".join(lines).encode(),
            url="https://china.iom.int/p",
            media_type="text/plain",
            source="iom_projects",
        )
    )
    assert values(record) == {
        "Start Date": PageDate("2023-10"),
        "End Date": PageDate("2025-04"),
        "Project Status": "Active",
        "Donor": "Republic of Korea",
        "Benefiting Member States": ("China",),
    }
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {"zh-Hans": "两个港口一份登记册", "en": "One Register for Two Ports"}


def test_a_projects_contact_in_chinese_belongs_to_its_text() -> None:
    contact = "联系人：项目官员周若兰，电话：+86 10 5979 0000，邮箱：rzhou@iom.int"
    rows = "<dl><dt>项目状态</dt><dd>进行中</dd><dt>年份</dt><dd>2022</dd></dl>"
    record = page(rows, f"<p>{HAN}</p><p>{HAN}</p><p>{contact}</p>")
    assert record.content.editions["zh-Hans"].body.split("\n\n")[-1] == contact
    assert [one.name for one in record.content.contacts] == ["周若兰"]


FACTS = {
    "Start Date": PageDate("2022-06"),
    "End Date": PageDate("2025-05"),
    "Project Status": "Ongoing",
    "Budget Amount (USD)": Amount("940000", "USD"),
    "Coverage": "Regional",
}
CARDS = [
    ("June 2022 – May 2025", "Project period"),
    ("Ongoing", "Status"),
    ("USD 940,000", "Budget"),
    ("Regional", "Scope"),
    ("Government of Switzerland", "Donor"),
]


def test_a_value_may_stand_above_its_label() -> None:
    cards = "".join(
        f"<div class='card'><div class='card-body'><p class='h5'>{value}</p><small>{label}</small></div></div>"
        for value, label in CARDS
    )
    found = values(page(f"<div class='card-deck'>{cards}</div>"))
    assert found == {**FACTS, "Donor": "Government of Switzerland"}


@pytest.mark.parametrize("bar", [" | ", " • ", "; "])
def test_rows_on_one_line_are_parted_by_bars(bar: str) -> None:
    line = bar.join(f"{label}: {value}" for value, label in CARDS)
    found = values(page(f"<p class='meta-line'>{line}</p>"))
    assert found == {**FACTS, "Donor": "Government of Switzerland"}


def test_labels_may_head_columns() -> None:
    heads = ("Start", "End", "Budget (USD)", "Status", "Reach")
    cells = ("June 2022", "May 2025", "940,000", "Ongoing", "Regional")
    table = (
        f"<table><thead><tr>{''.join(f'<th>{one}</th>' for one in heads)}</tr></thead>"
        f"<tbody><tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr></tbody></table>"
    )
    assert values(page(table)) == FACTS


def test_an_icons_name_is_no_part_of_a_label() -> None:
    rows = {
        "Start Date": "10 Nov 2022",
        "Project Status": "Completed",
        "Beneficiary Country": "Kenya",
        "Budget Amount": "US$ 3,000,000.00",
    }
    icons = "".join(
        f"<div><span><span class='fa'>icon</span> {label}</span> <span>{value}</span></div>"
        for label, value in rows.items()
    )
    assert values(page(f"<div class='deflist'>{icons}</div>")) == {
        "Start Date": PageDate("2022-11-10"),
        "Project Status": "Completed",
        "Benefiting Member States": ("Kenya",),
        "Budget Amount (USD)": Amount("3000000.00", "USD"),
    }


def test_rows_above_the_title_are_another_projects_where_rows_stand_below_it() -> None:
    card = "<div class='featured'><p>Start date: 15/03/2018</p><p>Budget: € 790,000</p><p>Status: Ongoing</p></div>"
    rows = {
        "Start date": "01/02/2021",
        "End date": "31/07/2024",
        "Total budget": "€ 1,480,000",
        "Status": "Closed",
        "Countries covered": "Belgium, China, France",
    }
    dl = "".join(f"<dt>{label}<dd>{value}" for label, value in rows.items())
    text = (
        "<html><head><title>One Register for Two Ports | IOM</title></head><body>"
        f"{card}<main><h1>One Register for Two Ports</h1><dl>{dl}</dl><p>{TEXT * 2}</p><p>{TEXT}</p></main></body></html>"
    )
    record = parse(Document(text.encode(), url="https://eea.iom.int/p", source="iom_projects"))
    assert values(record) == {
        "Start Date": PageDate("2021-02-01"),
        "End Date": PageDate("2024-07-31"),
        "Budget Amount (USD)": Amount("1480000", "EUR"),
        "Project Status": "Closed",
        "Benefiting Member States": ("Belgium", "China", "France"),
    }


def test_facts_behind_a_tab_are_read() -> None:
    tabs = "<ul class='nav-tabs' role='tablist'><li role='tab'><a href='#story'>About</a></li><li role='tab'><a href='#glance'>At a glance</a></li></ul>"
    facts = (
        "<div id='glance' class='pane' role='tabpanel' hidden><div><h4>Implementation period</h4><p>June 2022 to May 2025</p></div>"
        "<div><h4>Total budget</h4><p>USD 940,000</p></div><div><h4>Project code</h4><p>LM.0311</p></div>"
        "<div><h4>Countries</h4><p>Philippines; China</p></div><div><h4>Geographical coverage</h4><p>Regional</p></div></div>"
    )
    record = page(tabs, f"<div id='story' class='pane'><p>{TEXT * 2}</p><p>{TEXT}</p></div>{facts}")
    assert values(record) == {
        "Start Date": PageDate("2022-06"),
        "End Date": PageDate("2025-05"),
        "Budget Amount (USD)": Amount("940000", "USD"),
        "Projects ID": "LM.0311",
        "Benefiting Member States": ("Philippines", "China"),
        "Coverage": "Regional",
    }


@pytest.mark.parametrize(
    ("label", "value", "amount"),
    [
        ("預算(港元)", "HK$ 2,340,000", Amount("2340000", "HKD")),
        ("预算（欧元）", "350,000 欧元", Amount("350000", "EUR")),
        ("Budget (EUR)", "EUR 350,000", Amount("350000", "EUR")),
        ("Budget", "GBP 350,000", Amount("350000", "GBP")),
    ],
)
def test_budgets_in_other_currencies(label: str, value: str, amount: Amount) -> None:
    rows = f"<dl><dt>{label}</dt><dd>{value}</dd><dt>Coverage</dt><dd>National</dd></dl>"
    assert values(page(rows)) == {"Budget Amount (USD)": amount, "Coverage": "National"}


def test_months_in_numbers_and_other_words_for_labels() -> None:
    rows = {
        "Start date": "01/2023",
        "End date": "12/2026",
        "Project reference": "CT.1688",
        "Participating countries": "Bangladesh, China, Fiji",
    }
    record = page("".join(f"<p><strong>{one}:</strong> {two}</p>" for one, two in rows.items()))
    assert values(record) == {
        "Start Date": PageDate("2023-01"),
        "End Date": PageDate("2026-12"),
        "Projects ID": "CT.1688",
        "Benefiting Member States": ("Bangladesh", "China", "Fiji"),
    }


def test_a_row_is_no_title() -> None:
    text = (
        "<html><head><title>IOM Nepal</title></head><body><ul><li><a href='/'>IOM Nepal</a></li></ul><div class='ttl'>One Register for Two Ports</div>"
        "<div class='bx'><b>Start Date:</b> April 2018<br><b>End Date:</b><br><b>Project Status:</b> Active<br><br>"
        f"{TEXT * 2}<br><br>{TEXT * 2}<br><br>{TEXT}</div></body></html>"
    )
    record = parse(Document(text.encode(), url="https://nepal.iom.int/p", source="iom_projects"))
    assert record.title == "One Register for Two Ports"


def test_the_other_languages_headline_above_its_half_is_its_title() -> None:
    text = (
        "<html><head><title>Pilot Support to Returning Youth | IOM China</title></head><body><main>"
        "<h1>Pilot Support to Returning Youth</h1><table><tr><td>1</td><th>项目状态 Project Status</th><td>Active</td></tr>"
        "<tr><td>2</td><th>覆盖范围 Coverage</th><td>National</td></tr></table>"
        f"<div><h2>支持返乡青年创业试点项目</h2><p>{HAN}</p><p>{HAN}</p><h2>Pilot Support to Returning Youth</h2><p>{TEXT * 2}</p><p>{TEXT}</p></div></main></body></html>"
    )
    record = parse(Document(text.encode(), url="https://china.iom.int/p", source="iom_projects"))
    titles = {tag: edition.title for tag, edition in record.content.editions.items()}
    assert titles == {
        "zh-Hans": "支持返乡青年创业试点项目",
        "en": "Pilot Support to Returning Youth",
    }
