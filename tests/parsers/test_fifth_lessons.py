"""What a fifth set of pages of our sources taught, each as small as it gets."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.credits.contacts import contacts_in
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.dates.dateline import dateline
from crawler.parsers.dates.event_dates import event_date_in
from storage.types import Amount, Contact, PageDate, Record

TOLD = [
    "Two ports will share one register of crews, and each keeps a clerk who speaks the other's language.",
    "Captains on both banks had asked for it since the spring, when a crew waited nine days for a stamp.",
    "The first year is paid for by the Fund, and the harbour offices will carry the register afterwards.",
]
HAN = [
    "两个港口将共用一份船员登记册，并各派一名通晓对方语言的职员值守，每季度核对一次，费用由双方分担。",
    "今年春天，一条船的船员为了一个印章等了九天，两岸的船长从那时起就提出了这个要求。",
    "第一年的费用由基金支付，此后由港务部门自行承担，登记册每年向公众公布一次。",
]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, source: str = "iom_news", title: str = "One Register for Two Ports") -> Record:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return parse(Document(page.encode(), url="https://www.iom.int/page/one", source=source))


def body_of(record: Record, language: str = "en") -> list[str]:
    return record.content.editions[language].body.split("\n\n")  # type: ignore[index]


def test_a_page_that_is_not_there_is_none_though_other_projects_stand_on_it() -> None:
    lost = "<h1>Page not found</h1><p>Sorry, the page you are looking for could not be found.</p>"
    others = "<h2>Recently added projects</h2><h3><a href='/1'>Work Schemes for Islands</a></h3>"
    rows = "<p>Start Date 2024 Budget Amount (USD) 150000.00 Benefiting Member States Tonga</p>"
    record = read(lost + others + rows, "iom_projects", "Page not found | IOM")
    assert record.not_understood is not None
    assert "not found" in record.not_understood


def test_a_project_about_what_is_lost_is_one() -> None:
    rows = "<p>Start Date: 2024</p><p>Project Status: Active</p><p>Projects ID: PO.0193</p>"
    title = "Documents not found: civil registers after the flood"
    record = read(f"<h1>{title}</h1>{rows}{paragraphs(TOLD)}", "iom_projects", title)
    assert record.not_understood is None


def test_a_search_without_an_answer_is_no_page() -> None:
    said = "<h1>新闻</h1><p>您的搜索没有返回任何结果。请检查拼写，或者换一个关键词再试一次。</p>"
    record = read(said, title="搜索")
    assert record.not_understood is not None
    assert "empty search" in record.not_understood


def test_a_dash_parts_label_and_value() -> None:
    told = {
        "Start Date": "2016",
        "Project Status": "Completed",
        "Project Type": "Migration Policy Activities",
        "Projects ID": "PO.0093",
    }
    rows = "".join(f"<li><b>{label}</b> – {value}</li>" for label, value in told.items())
    record = read(
        f"<h1>One Register for Two Ports</h1>{paragraphs(TOLD)}<ul>{rows}</ul>", "iom_projects"
    )
    assert {label: field.raw for label, field in record.content.fields.items()} == told
    assert body_of(record) == TOLD


def test_bare_values_may_stand_on_one_line() -> None:
    values = [
        "Asia and Oceania",
        "IB.0129",
        "180,000",
        "China<br>Mongolia",
        "Immigration and Borders",
        "Regional",
        "Active",
    ]
    spans = "\n".join(f"<span>{value}</span>" for value in values)
    page = f"<h2>One Register for Two Ports</h2><div>{spans}</div><div>{paragraphs(TOLD)}</div>"
    record = read(page, "iom_projects", "Page")
    assert {label: field.value for label, field in record.content.fields.items()} == {
        "IDF Region": "Asia and Oceania",
        "Projects ID": "IB.0129",
        "Budget Amount (USD)": Amount("180000", "USD"),
        "Benefiting Member States": ("China", "Mongolia"),
        "Project Type": "Immigration and Borders",
        "Coverage": "Regional",
        "Project Status": "Active",
    }
    assert body_of(record) == TOLD


@pytest.mark.parametrize(
    "heading", ["Related projects", "Other projects in the region", "相关项目"]
)
def test_what_is_told_of_other_projects_is_no_text(heading: str) -> None:
    rows = "<p>Start Date: 2020</p><p>Project Status: Active</p><p>Projects ID: PO.0193</p>"
    other = "<h3><a href='/2'>Insurance for Market Workers</a></h3><p>Start Date: 2018</p>"
    blurb = "<p>Stallholders pay for a doctor only when they can no longer stand; a scheme offers a way out.</p>"
    page = f"<div><h1>One Register for Two Ports</h1>{rows}{paragraphs(TOLD)}<h2>{heading}</h2>{other}{blurb}</div>"
    assert body_of(read(page, "iom_projects")) == TOLD


def test_what_is_said_of_more_projects_is_text() -> None:
    last = "More projects are planned for the ports upstream."
    page = "\n\n".join(["One Register for Two Ports", *TOLD, last])
    document = Document(page.encode(), media_type="text/plain", source="iom_news")
    assert body_of(parse(document)) == [*TOLD, last]


def test_the_second_editions_heading_is_its_title_though_the_head_names_both() -> None:
    panes = (
        f"<div class='tab-pane'><h1>两个港口共用一份登记册</h1>{paragraphs(HAN)}</div>"
        f"<div class='tab-pane'><h1>One Register for Two Ports</h1>{paragraphs(TOLD)}</div>"
    )
    record = read(panes, title="两个港口共用一份登记册 | One Register for Two Ports")
    assert record.content.editions["en"].title == "One Register for Two Ports"
    assert record.content.editions["zh-Hans"].title == "两个港口共用一份登记册"
    assert body_of(record) == TOLD


def test_the_day_of_posting_may_stand_behind_the_title() -> None:
    menu = "<tr><td><a href='/c'>By Geographical Coverage</a></td></tr>"
    line = "<span>One Register for Two Ports</span> <span>Posted on Tuesday, 17-11-2009</span>"
    page = f"<table>{menu}</table><table><tr><td>{line}{paragraphs(TOLD)}</td></tr></table>"
    record = read(page)
    assert record.content.published == PageDate("2009-11-17")
    assert record.content.author is None
    assert body_of(record) == TOLD


def test_whom_to_ask_stands_behind_enquiries_and_behind_a_function() -> None:
    bodies = {
        "zh-Hant": "下一次諮詢日在元朗舉行。查詢請致電+852 2332 0000或電郵desk@iom.int，聯絡人為項目主任馮詠琴。",
        "en": "The next day will be held in Yuen Long. Enquiries: Fung Wing-kam, Project Officer, +852 2332 0000, desk@iom.int.",
    }
    assert contacts_in(bodies) == (  # type: ignore[arg-type]
        Contact("馮詠琴 / Fung Wing-kam", "desk@iom.int", "+852 2332 0000"),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Harbin – Forty students presented maps at the city's First Hospital on 28 November 2024.", "2024-11-28"),
        ("A fair for people from both banks drew 5,400 visitors on November 28, 2024.", "2024-11-28"),
        ("The fire killed eleven workers in a dormitory on the night of 28 November 2024.", "2024-11-28"),
        ("宁波——2024年11月28日，代表处一行访问港口，考察船员换班，并与港口方面签署合作备忘录，会谈历时两天。", "2024-11-28"),
        ("The organization, which was founded on 28 November 2024, has offices in nine counties.", None),
        ("The shelter named in the paper dated on 28 November 2024 needed a roof and a warden.", None),
        ("Nine counties need a shelter each, as the plan of 28 November 2024 says.", None),
    ],
)  # fmt: skip
def test_what_was_done_on_a_day_was_an_event(text: str, day: str | None) -> None:
    line = event_date_in([text, "More is told below."], published=PageDate("2024-12-02"))
    found = line.date.date if line and line.date and line.date.date else None
    assert found == (PageDate(day) if day else None)


def test_yesterday_needs_an_event() -> None:
    day = PageDate("2024-12-02")
    assert (
        event_date_in(
            ["The harbour needed and wanted a clerk, captains said yesterday."], published=day
        )
        is None
    )


def test_a_city_in_capitals_before_a_dash_is_the_place_and_a_paper_word_is_not() -> None:
    line = dateline(f"SEAHAVEN - {TOLD[0]}")
    assert line is not None
    assert line.place == "Seahaven"
    assert dateline(f"ANALYSIS - {TOLD[0]}") is None


@pytest.mark.parametrize(
    ("line", "agency", "author"),
    [
        ("China.org.cn By Lin Mei November 18, 2010 Adjust font size:", "China.org.cn", "Lin Mei"),
        ("By staff reporter | China.org.cn | 2020-12-21 15:08:27", "China.org.cn", None),
        ("Updated: 2013-11-15 09:04  By Lin Mei in Brussels ( China Daily Europe )", "China Daily Europe", "Lin Mei"),
        ("By Lin Mei | China Daily/Asia News Network", "China Daily/Asia News Network", "Lin Mei"),
        ("2018-12-07 13:25 Written by Lin Mei Photo: Student Media Center", None, "Lin Mei"),
        ("張貼者： 阿棠 於 下午11:41", None, "阿棠"),
        ("轉載自:邊城晨報", "邊城晨報", None),
        ("Xinhua | May 19, 2023 Share: Facebook Twitter WhatsApp", "Xinhua", None),
    ],
)  # fmt: skip
def test_a_byline_says_writer_and_paper(line: str, agency: str | None, author: str | None) -> None:
    found = read_meta_line(line)
    assert found is not None
    assert (found.agency, found.author) == (agency, author)


@pytest.mark.parametrize(
    ("bracket", "agency", "author"),
    [
        ("(China.org.cn by Lin Mei, February 24, 2005)", "China.org.cn", "Lin Mei"),
        ("(Xinhua News Agency, China Daily February 24, 2005)", "Xinhua News Agency, China Daily", None),
    ],
)  # fmt: skip
def test_a_bracket_ends_a_press_text(bracket: str, agency: str, author: str | None) -> None:
    others = "<p>Coral survey ends<br>February 21, 2005<br>Divers counted 112 kinds in the bay.</p>"
    page = (
        f"<h1>One Register for Two Ports</h1><div>{paragraphs(TOLD)}<p>{bracket}</p>{others}</div>"
    )
    record = read(page, "china_org_cn")
    assert (record.content.agency, record.content.author) == (agency, author)
    assert record.content.published == PageDate("2005-02-24")
    assert body_of(record) == TOLD


def test_a_bracket_between_two_editions_ends_only_the_first() -> None:
    bracket = "<p>(Xinhua News Agency February 24, 2005)</p>"
    page = f"<h1>One Register for Two Ports</h1><div>{paragraphs(TOLD)}{bracket}{paragraphs(HAN)}</div>"
    record = read(page, "china_org_cn")
    assert body_of(record) == TOLD
    assert body_of(record, "zh-Hans") == HAN


def test_tags_may_stand_between_a_text_and_who_wrote_it() -> None:
    foot = "<h5>Tags: 船员 登记册</h5><h6>作者：林潮声 | 分类：转载 | 浏览：613</h6>"
    page = f"<div><h2>两个港口共用一份登记册</h2><div>{paragraphs(HAN)}</div>{foot}</div>"
    assert read(page, "reposts", "两个港口共用一份登记册").content.author == "林潮声"


def test_a_hyphen_parts_the_title_that_the_page_shows_from_the_school() -> None:
    cell = "<td>Adviser Lectures on Remittances</td>"
    page = f"<table><tr>{cell}</tr><tr><td>{paragraphs(TOLD)}</td></tr></table>"
    record = read(page, "reposts", "Adviser Lectures on Remittances-School of Administration")
    assert record.title == "Adviser Lectures on Remittances"


def test_a_small_heading_with_a_credit_is_a_caption() -> None:
    caption = "The clerk at her desk. [Photo by Rao Jia/For China Daily]"
    inner = f"{paragraphs(TOLD[:2])}<h6>{caption}</h6>{paragraphs(TOLD[2:])}"
    record = read(f"<h1>One Register for Two Ports</h1><div>{inner}</div>", "chinadaily")
    assert record.content.captions == (caption,)
    assert body_of(record) == TOLD


def test_other_headlines_with_their_days_behind_a_bare_text_are_none_of_it() -> None:
    days = ["2015-11-30", "2015-12-01", "2015-12-02", "2015-12-03", "2015-12-04"]
    others = "".join(f"<b>Herders count birds at lake {day[-1]}</b><br>{day}<br>" for day in days)
    body = "<br><br>".join(TOLD)
    record = read(f"<b>One Register for Two Ports</b><br>{body}<br><br>{others}", "chinadaily")
    assert body_of(record) == TOLD


def test_the_days_of_a_text_stay() -> None:
    days = "".join(
        f"<p>{day}</p><p>The clerk counted {n} crews and wrote nine names into the book.</p>"
        for n, day in enumerate(
            ["2015-11-30", "2015-12-01", "2015-12-02", "2015-12-03", "2015-12-04"]
        )
    )
    record = read(f"<h1>One Register for Two Ports</h1><div>{paragraphs(TOLD)}{days}</div>")
    assert len(body_of(record)) == len(TOLD) + 10


def test_the_other_title_may_stand_glued_behind_the_title_below_a_long_menu() -> None:
    menu = "".join(
        f"<li>{word}</li>" for word in ["专栏", "考试", "口语", "听力", "词典", "双语新闻"]
    )
    spans = "<span>两个港口共用一份登记册</span><span>One register for two busy ports</span>"
    both = "".join(f"<p>{told}</p><p>{han}</p>" for han, told in zip(HAN, TOLD, strict=True))
    page = f"<ul>{menu}</ul><div><h1>{spans}</h1><p>中国日报网 2024-11-08 08:00</p></div>{both}"
    record = read(page, "chinadaily", "两个港口共用一份登记册")
    assert record.content.editions["en"].title == "One register for two busy ports"
    assert record.content.editions["zh-Hans"].title == "两个港口共用一份登记册"


def test_a_city_in_capitals_is_written_as_a_name_before_its_province_too() -> None:
    line = dateline(f"RUILI, Yunnan - {TOLD[0]}")
    assert line is not None
    assert line.place == "Ruili, Yunnan"


def test_a_page_that_has_been_moved_is_none_though_a_hot_list_has_days() -> None:
    said = "<h1>Sorry!</h1><p>The page you requested has been moved, or its period has come to an end.</p>"
    more = "<p>If you believe that this is a mistake of ours, write to the web desk and tell us the address.</p>"
    hot = "<h2>Most viewed today</h2><ul><li><a href='/1'>Herders count birds</a> 2019-11-30</li></ul>"
    record = read(said + more + hot, "chinadaily", "chinadaily.com.cn")
    assert record.not_understood is not None
    assert "not found" in record.not_understood


def test_a_box_may_hold_the_value_above_its_label() -> None:
    told = [
        ("2022", "Year"), ("450,000.00", "Budget Amount (USD)"), ("Regional", "Coverage"),
        ("Labour Migration", "Project Type"), ("CN22P0518", "Prima ID"),
        ("<ul><li>China</li><li>Mongolia</li></ul>", "Benefiting Member States"),
    ]  # fmt: skip
    boxes = "".join(
        f"<div><strong>{value}</strong> <span>{label}</span></div>" for value, label in told
    )
    record = read(f"<h1>One Register for Two Ports</h1>{boxes}{paragraphs(TOLD)}", "iom_projects")
    assert {label: field.value for label, field in record.content.fields.items()} == {
        "Year": PageDate("2022"),
        "Budget Amount (USD)": Amount("450000.00", "USD"),
        "Coverage": "Regional",
        "Project Type": "Labour Migration",
        "Prima ID": "CN22P0518",
        "Benefiting Member States": ("China", "Mongolia"),
    }
    assert body_of(record) == TOLD


def test_half_a_label_may_be_unknown_and_a_code_is_what_its_shape_is() -> None:
    told = {
        "Project Type / 种类": "Protection",
        "Project code": "CN22P0540",
        "Current status": "Closed",
    }
    rows = "".join(f"<dt>{label}:</dt><dd>{value}</dd>" for label, value in told.items())
    page = f"<h1>One Register for Two Ports</h1><dl>{rows}</dl>{paragraphs(TOLD)}"
    record = read(page, "iom_projects")
    assert {label: field.raw for label, field in record.content.fields.items()} == {
        "Project Type": "Protection",
        "Prima ID": "CN22P0540",
        "Project Status": "Closed",
    }


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("有意索取读本者，可联系协会干事迟淑画，电话：+86 631 555 0000。", "迟淑画"),
        ("查詢請致電+86 631 555 0000向區詠思小姐索取時間表。", "區詠思"),
        ("如仍有疑问，可在工作日上午拨打+86 631 555 0000，找护士冯秋石。", "冯秋石"),
    ],
)
def test_whom_to_call_may_stand_behind_the_number(said: str, name: str) -> None:
    assert contacts_in({"zh-Hans": said}) == (Contact(name, None, "+86 631 555 0000"),)


def test_who_reports_may_be_glued_to_the_last_words() -> None:
    signed = [*HAN[:2], f"{HAN[2]}（左江晨报记者 农振伟）"]
    record = read(
        f"<h1>两个港口共用一份登记册</h1><div>{paragraphs(signed)}</div>", "reposts", "登记册"
    )
    assert body_of(record, "zh-Hans") == HAN
    assert record.content.author == "农振伟"


def test_what_a_portal_puts_behind_a_dispatch_is_none_of_it() -> None:
    lines = [
        "One Register for Two Ports",
        "",
        *TOLD[:2],
        f"{TOLD[2]} Endi",
        "",
        "Print E-mail Bookmark and Share",
    ]
    more = ["Related News & Photos", "• Cadres trained in bookkeeping (October 2, 2012)"]
    page = Document(
        "\n".join([*lines, *more]).encode(), media_type="text/plain", source="china_org_cn"
    )
    assert body_of(parse(page)) == TOLD


def test_a_handle_is_no_part_of_a_name() -> None:
    found = read_meta_line("By Lin Mei @linmei on July 25, 2013 04:30p")
    assert found is not None
    assert found.author == "Lin Mei"


def test_a_box_may_say_source_and_name_it() -> None:
    box = "<div class='post-source'><span>SOURCE</span><a rel='nofollow' href='#'>Strait Review</a></div>"
    record = read(
        f"<article><h1>One Register for Two Ports</h1>{paragraphs(TOLD)}{box}</article>", "reposts"
    )
    assert record.content.agency == "Strait Review"
    assert body_of(record) == TOLD


def test_a_bracket_glued_to_a_wrapped_dump_leaves_its_paragraphs_apart() -> None:
    wrapped = [
        line
        for text in TOLD
        for line in (
            text[:50].rpartition(" ")[0],
            text[len(text[:50].rpartition(" ")[0]) + 1 :],
            "",
        )
    ]
    wrapped[-2] += " (Xinhua News Agency February 24, 2005)"
    lines = ["One Register for Two Ports", "", *wrapped]
    page = Document("\n".join(lines).encode(), media_type="text/plain", source="china_org_cn")
    record = parse(page)
    assert body_of(record) == TOLD
    assert record.content.agency == "Xinhua News Agency"
