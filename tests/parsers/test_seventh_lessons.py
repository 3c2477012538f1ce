"""What a seventh set of our sources by strangers taught: accordions, addresses, marks, rows."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.markup.html import tree
from crawler.parsers.projects import fields, labels
from crawler.parsers.text.furniture import cuts_off, is_furniture, without_inline
from storage.types import Record
from tests.parsers.small_pages import FETCHED, paragraphs, text

TITLE = "渡口的老船工收了最后一个徒弟"
STORY = (
    "渡口的老船工今年七十一岁，上个月收了最后一个徒弟，教他在涨水的日子里怎样把缆绳系紧。",
    "徒弟是从外省来的，原先在电子厂上夜班，他说在水上做事，至少看得见太阳从哪一边升起来。",
    "两个人每天清早把船板刷一遍，再把前一天落下的雨伞和书包挂在候船亭里，等着失主来认领。",
    "明年桥通车以后，渡船只在周末开，船工打算把航线图画下来，挂在镇上小学的走廊里给孩子们看。",
)
TOLD = (
    "The ferryman of the old crossing took his last apprentice this month, at the age of seventy-one.",
    "The young man came from another province, where he had worked the night shift for eight years.",
    "Every morning they scrub the planks and hang what passengers left behind in the waiting shed.",
)


def read(body: str, source: str, title: str = TITLE) -> Record:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return parse(Document(page.encode(), url=None, source=source, fetched_at=FETCHED))


def test_questions_that_unfold_their_answers_are_headings_of_the_text() -> None:
    questions = ("Who rows when the river is high?", "What becomes of the boat?", "Who pays?")
    items = "".join(
        f"<div class='accordion-item'><h2 class='accordion-header'><button class='accordion-button'>"
        f"{question}</button></h2><div class='accordion-collapse'><p>{answer}</p></div></div>"
        for question, answer in zip(questions, TOLD, strict=True)
    )
    page = (
        f"<main><h1>Three questions at the ferry</h1><p>{TOLD[0][:60]} and more.</p>{items}</main>"
    )
    record = read(page, "iom_news", "Three questions at the ferry")
    assert [line for line in text(record) if line in questions] == [*questions]


def test_a_button_elsewhere_is_no_text() -> None:
    page = f"<h1>{TITLE}</h1>{paragraphs(*STORY)}<button>打开应用阅读全文</button>"
    assert text(read(page, "iom_news")) == [*STORY]


def protected(address: str, key: int) -> str:
    return bytes([key, *(letter ^ key for letter in address.encode())]).hex()


@pytest.mark.parametrize("key", [0x2A, 0x91])
def test_an_address_that_cloudflare_hides_is_read_as_browsers_show_it(key: int) -> None:
    link = (
        "<a href='/cdn-cgi/l/email-protection' class='__cf_email__' "
        f"data-cfemail='{protected('mliu@iom.int', key)}'>[email&#160;protected]</a>"
    )
    ask = f"For more information please contact Mei Liu, {link}"
    page = f"<h1>A last apprentice at the ferry</h1>{paragraphs(*TOLD, ask)}"
    record = read(page, "iom_news", "A last apprentice at the ferry")
    assert [contact.email for contact in record.content.contacts] == ["mliu@iom.int"]
    assert text(record)[-1] == "For more information please contact Mei Liu, mliu@iom.int"


@pytest.mark.parametrize("broken", ["", "zz", "2a", "2a80ff"])
def test_a_broken_hidden_address_stays_as_it_stands(broken: str) -> None:
    root = tree(f"<p>Ask <a data-cfemail='{broken}'>[email protected]</a> today.</p>")
    assert "[email protected]" in root.text_content()


def test_marks_behind_paragraphs_go_whatever_they_say() -> None:
    marks = ("本文来自渡口网", "dukou-news.org整理", "dukou-news.org首发", "渡口网原创")
    marked = "".join(
        f"<p>{line}<span class='wm'>{mark}</span></p>"
        for line, mark in zip(STORY, marks, strict=True)
    )
    assert text(read(f"<h1>{TITLE}</h1><div>{marked}</div>", "reposts")) == [*STORY]


def test_what_ends_paragraphs_in_its_own_style_stays() -> None:
    ends = ("他说得很慢。", "徒弟没有回答。", "没有人来认领。", "孩子们都说好。")
    styled = [
        f"{line}<span class='say'>{end}</span>" for line, end in zip(STORY, ends, strict=True)
    ]
    page = f"<h1>{TITLE}</h1><div>{paragraphs(*styled)}</div>"
    expected = [line + end for line, end in zip(STORY, ends, strict=True)]
    assert text(read(page, "reposts")) == expected


def test_pinyin_behind_a_quotation_mark_goes() -> None:
    page = f"<h1>{TITLE}</h1>{paragraphs(STORY[0] + '人们叫他“艄公”(shāo gōng)。', *STORY[1:])}"
    assert text(read(page, "reposts"))[0] == STORY[0] + "人们叫他“艄公”。"


@pytest.mark.parametrize(
    "line",
    [
        "*请向下滚动查看中文版本",
        "(图片仅供参考,不代表本站立场)",
        "(双语周刊 林小舟编辑)",
        "00:00 / 01:12倍速视频加载失败",
    ],
)
def test_lines_around_a_text(line: str) -> None:
    assert is_furniture(line)


def test_headings_behind_a_text() -> None:
    assert cuts_off("【相關連結】")
    assert cuts_off("Vocabulary:")
    assert not cuts_off("Vocabulary was a problem")


def test_what_leads_back_to_a_portal_is_no_words_of_the_last_paragraph() -> None:
    assert without_inline("图书馆会把讲义贴出来。返回搜狐，查看更多") == "图书馆会把讲义贴出来。"
    assert without_inline("他说，返回以后要查看更多") == "他说，返回以后要查看更多"


def test_an_agencys_photographer_in_brackets_credits_a_caption() -> None:
    caption = "Workers load blankets onto a ferry on Oct. 11, 2021. (Xinhua/Zhou Li)"
    page = f"<h1>A last apprentice</h1><p><img src='a.jpg'></p>{paragraphs(caption, *TOLD)}"
    record = read(page, "china_org_cn", "A last apprentice")
    assert record.content.captions == (caption,)
    assert text(record) == [*TOLD]


def test_an_agency_below_the_day_is_no_caption() -> None:
    page = (
        "<h1>A last apprentice at the ferry</h1><p class='info'>Updated: 2011-04-03 08:40<br>(Xinhua)</p>"
        f"<div id='Content'>{paragraphs(*TOLD)}</div>"
    )
    record = read(page, "chinadaily", "A last apprentice at the ferry")
    assert (record.content.agency, record.content.captions) == ("Xinhua", ())


def test_whose_a_picture_is_is_no_caption_and_a_caption_has_no_label() -> None:
    box = (
        "<div class='field--name-field-caption'><div>图片说明：老船工和他的徒弟在刷船板。</div>"
        "<div>图片：© 国际移民组织/周立</div></div>"
    )
    record = read(f"<h1>{TITLE}</h1><img src='a.jpg'>{box}{paragraphs(*STORY)}", "iom_news")
    assert record.content.captions == ("老船工和他的徒弟在刷船板。",)


def test_a_line_in_a_box_with_an_image_amid_the_text_is_its_caption() -> None:
    box = "<div><img src='a.jpg'><span class='q'>老船工和徒弟在候船亭里</span></div>"
    lines = [f"<div><p>{line}</p></div>" for line in STORY]
    page = f"<h1>{TITLE}</h1><div>{lines[0]}{lines[1]}{box}{lines[2]}{lines[3]}</div>"
    record = read(page, "reposts")
    assert text(record) == [*STORY]
    assert record.content.captions == ("老船工和徒弟在候船亭里",)


def test_a_logo_is_no_headline_though_the_title_ends_with_it() -> None:
    page = (
        "<header><h1 class='logo-text'>国际移民组织驻华代表处</h1></header><div class='story'>"
        f"<div class='headline'>访谈|{TITLE}</div><div class='info'><span>日期:2023/4/7</span>"
        f"<span>文:林小舟</span> <span>图:周立 提供</span></div>{paragraphs(*STORY)}</div>"
    )
    record = read(page, "iom_news", f"访谈|{TITLE} | 国际移民组织驻华代表处")
    assert record.title is not None
    assert record.title.endswith(TITLE)
    assert (record.content.author, record.content.captions) == ("林小舟", ())


def test_a_title_that_names_a_section_and_the_site_gives_way_to_the_line_above_the_day() -> None:
    page = (
        f"<div class='con'><span id='lblTitle' class='title'>{TITLE}</span><div class='sub'>"
        f"点击：1027 更新时间：2013-10-31 16:45</div><span>{paragraphs(*STORY)}</span></div>"
    )
    assert read(page, "iom_news", "新闻动态-渡口人员往来项目").title == TITLE


ROWS = {
    labels.START: "2018",
    labels.END: "2020",
    labels.STATUS: "Completed",
    labels.KIND: "Migration Policy Activities",
    labels.COVERAGE: "National",
    labels.YEAR: "2017",
    labels.PRIMA: "CN10P0061",
}


@pytest.mark.parametrize("missing", [*ROWS, None])
def test_a_list_of_labels_beside_a_list_of_values_is_rows(missing: str | None) -> None:
    told = [value for label, value in ROWS.items() if label != missing]
    page = (
        f"<h1>A Last Apprentice</h1><div><ul class='l'>{paragraphs(*ROWS, tag='li')}</ul>"
        f"<ul class='v'>{paragraphs(*told, tag='li')}</ul></div>{paragraphs(*TOLD)}"
    )
    found = read(page, "iom_projects", "A Last Apprentice").content.fields
    ambiguous = missing in (labels.START, labels.END)  # a year could be either's
    expected = {label: "" if label == missing or ambiguous else raw for label, raw in ROWS.items()}
    assert {label: field.raw for label, field in found.items()} == expected


def test_values_are_placed_only_where_there_is_one_way() -> None:
    wanted = [labels.START, labels.END, labels.STATUS]
    assert fields.placed(["2018", "2020", "Active"], wanted) == (0, 1, 2)
    assert fields.placed(["2018", "2020"], wanted) == (0, 1)
    assert fields.placed(["2018", "Active"], wanted) is None
    assert fields.placed(["a", "b", "c", "d"], wanted) is None
    assert fields.placed([], wanted) is None


def test_headings_of_one_make_are_labels_and_what_is_below_them_values() -> None:
    rows = (
        "<h3>Duration</h3><p>1 September 2025 to 31 August 2028</p><h3>Total budget</h3>"
        "<p>EUR 1,750,000</p><h3>Donors</h3><p>European Union</p><p>Government of Finland</p>"
        "<h3>Partners</h3><ul><li>Harbour Office</li><li>Ferry School</li></ul><h3>Project ID</h3>"
    )
    page = f"<h1>A Last Apprentice</h1>{rows}{paragraphs(*TOLD)}"
    record = read(page, "iom_projects", "A Last Apprentice")
    assert {label: field.raw for label, field in record.content.fields.items()} == {
        labels.START: "1 September 2025",
        labels.END: "31 August 2028",
        labels.BUDGET: "EUR 1,750,000",
        labels.DONOR: "European Union; Government of Finland",
        labels.PARTNERS: "Harbour Office; Ferry School",
        labels.PROJECTS: "",
    }
    assert text(record) == [*TOLD]


@pytest.mark.parametrize("told", ["2023.01 – 2024.12", "2023-01 至 2024-12", "2023/1 - 2024/12"])
def test_a_period_of_months_with_the_year_first(told: str) -> None:
    start, end = fields.period(told).values()  # type: ignore[union-attr]
    assert str(fields.typed(labels.START, start).value) == str(
        fields.typed(labels.START, "01/2023").value
    )
    assert str(fields.typed(labels.END, end).value) == str(
        fields.typed(labels.END, "12/2024").value
    )


def test_a_region_above_a_code_is_a_line_of_its_own() -> None:
    values = (
        "South Eastern Europe, Eastern Europe and Central Asia",
        *("CT.0754", "85,000", "Albania", "China", "Counter-Trafficking", "Regional", "Completed"),
    )
    page = f"<h1>A Last Apprentice</h1><p>{'<br>'.join(values)}</p>{paragraphs(*TOLD)}"
    found = read(page, "iom_projects", "A Last Apprentice").content.fields
    assert found[labels.REGION].raw == values[0]
    assert found[labels.PROJECTS].raw == "CT.0754"
