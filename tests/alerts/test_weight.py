"""Substantive or editorial: what touches a number, a name or a negation is never editorial."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from alerts.atoms import OWN, ROW, list_atoms, row_atoms, text_atoms, value_atoms
from alerts.diff import diff
from alerts.weight import Difference, differences, text_weight
from storage.types import Contact, Content, Edition, Field, Link, PageDate

EDITORIAL = [
    ("He said: it works.", "He said, it works."),
    ("国际移民组织(IOM)", "国际移民组织(IOM)"),
    ("IOM在华", "IOM 在华"),
    ("“Safe” migration", '"Safe" migration'),
    ("\"We didn't know Wuhan's rooms\"", "“We didn’t know Wuhan’s rooms”"),
    ("the organisaton of work", "the organisation of work"),
    ("coordination of the partnres", "coordination of the partners"),
    ("they recieved support", "they received support"),
    ("The Global compact", "The global Compact"),
    ("他高兴的说", "他高兴地说"),
    ("移民政策与移名管理,移民服务", "移民政策与移民管理,移民服务"),
    ("the organisaton recieved it", "the organisation received it"),
    ("据王先生说,移民政策与移名管理,移民服务", "据王先生说,移民政策与移民管理,移民服务"),
    ("民族政策,民族服务,名族团结", "民族政策,民族服务,民族团结"),
    ("budget of 100,000 dollars", "budget of 100000 dollars"),
    ("每户每年收到4.3万元。", "每户每年收到43,000元。"),
    ("惠及1.2亿农民工", "惠及1亿2000万农民工"),
    ("惠及1.2亿农民工", "惠及一亿二千万农民工"),
    ("about 120 million migrants", "about 120,000,000 migrants"),
    ("about 1.2 billion yuan", "about 1,200 million yuan"),
    ("half a million US dollars", "500,000 US dollars"),
    ("two and a half million people", "2.5 million people"),
    ("forty thousand people came", "40,000 people came"),
    ("共有五名官员参加", "共有5名官员参加"),
    ("up 23 per cent", "up 23%"),
    ("增长百分之五", "增长5%"),
    ("a grant of USD 420,000 to", "a grant of US$420,000 to"),
    ("二〇二六年", "2026年"),
]
SUBSTANTIVE = [
    ("40 people", "41 people"),
    ("1.5 million", "15 million"),
    ("5% of them", "5 of them"),
    ("write to a.b@iom.example", "write to ab@iom.example"),
    ("it is now possible", "it is not possible"),
    ("they can attend", "they can't attend"),
    ("documented workers", "undocumented workers"),
    ("regular migration", "irregular migration"),
    ("Ms. Daniels spoke", "Ms. Danials spoke"),
    ("an increase in arrivals", "a decrease in arrivals"),
    ("must register", "most register"),
    ("thirteen officials", "thirty officials"),
    ("多于十人", "少于十人"),
    ("同意该方案", "不意该方案"),
    ("张翼副主任", "张冀副主任"),
    ("三百人", "二百人"),
    ("上升了", "下升了"),
    ("项目已启动", "项目未启动"),
    ("会议在广州举行", "会议在广西举行"),
    ("广州和广西,广州和广西,会议在广州举行", "广州和广西,广州和广西,会议在广西举行"),
    ("import of goods", "export of goods"),
    ("The door is open for all", "The door is open for all members"),
    ("imigrants helped", "emigrants helped"),
    ("write to _a@iom.example", "write to -a@iom.example"),
    ("每年收到4.3万元", "每年收到4,300元"),
    ("每年收到4.3万元", "每年收到4.3万多元"),
    ("每年收到4.3万元", "每年收到43,000美元"),
    ("约4万多人", "约4万人"),
    ("三五人参加", "35人参加"),
    ("5% of them", "5 percentage points of them"),
    ("the first meeting", "one meeting"),
    ("an annual report", "1 report"),
    ("Chapter 3.10", "Chapter 3.1"),
    ("a wall of 100 m", "a wall of 100 million"),
    ("half of the staff", "50 of the staff"),
    ("USD 420,000", "EUR 420,000"),
]


@pytest.mark.parametrize(("before", "after"), EDITORIAL)
def test_editorial(before: str, after: str) -> None:
    assert text_weight(before, after)[0] == "editorial"
    assert text_weight(after, before)[0] == "editorial"


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_substantive(before: str, after: str) -> None:
    assert text_weight(before, after)[0] == "substantive"
    assert text_weight(after, before)[0] == "substantive"


def test_three_letters_are_more_than_a_slip() -> None:
    old = "the organisaton recieved the partnres"
    new = "the organisation received the partners"
    assert text_weight(old, new)[0] == "substantive"


def test_paragraphs_that_changed_places_are_editorial() -> None:
    assert text_weight("Alpha one.\nBravo two.", "Bravo two.\nAlpha one.") == (
        "editorial",
        "paragraphs changed places",
    )


def test_paragraphs_with_numbers_that_changed_places_are_editorial_too() -> None:
    before = "In 2024 it held 12 courses.\nWrite to info@iom.example.\nIn 2025 it held 14."
    after = "In 2025 it held 14.\nIn 2024 it held 12 courses.\nWrite to info@iom.example."
    assert text_weight(before, after) == ("editorial", "paragraphs changed places")
    swapped = before.replace("12", "x").replace("14", "12").replace("x", "14")
    assert text_weight(before, swapped)[0] == "substantive"


def test_a_value_written_another_way_is_editorial() -> None:
    def budget(text: str) -> Content:
        return Content(fields={"预算": Field(text, None)})

    (found,) = differences(budget("4.3万元"), budget("43,000元"))
    assert found.weight == "editorial"


def test_amounts_without_end_are_rewritten_in_time() -> None:
    began = time.process_time()
    for unit in ("4万", "1,", "half a million ", "one ", "百", "USD ", "$5 "):
        text_weight(unit * (20_000 // len(unit)), "5" + unit * (20_000 // len(unit)))
    assert time.process_time() - began < 20


def test_the_reason_is_in_words() -> None:
    said = ("editorial", "an amount written another way")
    assert text_weight("每户收到4.3万元", "每户收到43,000元") == said
    assert text_weight("40 people", "41 people")[1] == "a number or an address differs"


ZH = Edition("住所", "本次培训共有十名官员参加。")
EN = Edition("Shelter", "Ten officials took part in the training.")
PRESS = Contact("Li Na", "press@iom.example", None)
REPORT = Link("https://www.iom.int/report.pdf", "Report", attachment=True)
NEWER = Link("https://www.iom.int/report-2.pdf", "Report", attachment=True)
HOME = Link("https://www.iom.int/china", "IOM in China")
BOTH = {"zh-Hans": ZH, "en": EN}
PARTS = [
    ({"author": "Li Na"}, {"author": "Wang Wu"}, "author", "updated", "editorial"),
    ({"agency": "Xinhua"}, {"agency": "CNS"}, "agency", "updated", "editorial"),
    (
        {"published": PageDate("2026-05-01")},
        {"published": PageDate("2026-05-02")},
        "published",
        "updated",
        "editorial",
    ),
    ({"place": "Beijing"}, {"place": "Chengdu"}, "place", "updated", "substantive"),
    ({}, {"links": (HOME,)}, "links", "updated", "editorial"),
    ({"links": (REPORT,)}, {"links": (NEWER,)}, "attachments", "updated", "substantive"),
    ({"contacts": (PRESS,)}, {"contacts": ()}, "contacts", "updated", "substantive"),
    (
        {"captions": ("The organisaton of work",)},
        {"captions": ("The organisation of work",)},
        "captions",
        "updated",
        "editorial",
    ),
    (
        {"captions": ("Ten officials",)},
        {"captions": ("Nine officials",)},
        "captions",
        "updated",
        "substantive",
    ),
    ({"captions": ()}, {"captions": ("Ten officials",)}, "captions", "updated", "substantive"),
    (
        {"captions": ("One", "Two")},
        {"captions": ("Two", "One")},
        "captions",
        "updated",
        "editorial",
    ),
    (
        {"editions": {"en": EN}},
        {"editions": BOTH},
        "edition:zh-Hans",
        "edition-added",
        "substantive",
    ),
    ({"editions": BOTH}, {"editions": {"en": EN}}, "edition:zh-Hans", "updated", "substantive"),
    (
        {"fields": {"Status": Field("Active", "Active")}},
        {"fields": {"Status": Field("Completed", "Completed")}},
        "field:Status",
        "fields-changed",
        "substantive",
    ),
]


@pytest.mark.parametrize(("before", "after", "part", "kind", "weight"), PARTS)
def test_each_part_of_a_page_has_its_kind_weight_and_reason(
    before: dict[str, Any], after: dict[str, Any], part: str, kind: str, weight: str
) -> None:
    found = differences(Content(**before), Content(**after))
    assert found
    assert {one.part.partition(part)[1] for one in found} == {part}
    assert {(one.kind, one.weight) for one in found} == {(kind, weight)}
    assert all(one.why and one.atoms for one in found)


def test_the_reason_of_a_list_names_what_is_gone_and_what_is_new() -> None:
    (one,) = differences(Content(contacts=(PRESS,)), Content(contacts=(Contact("Wu", None, "1"),)))
    assert "gone: " in one.why
    assert "press@iom.example" in one.why
    assert "new: " in one.why
    assert "Wu" in one.why
    (moved,) = differences(Content(captions=("One", "Two")), Content(captions=("Two", "One")))
    assert moved.why == "another order"


def test_the_reason_of_an_edit_counts_paragraphs() -> None:
    assert text_weight("A first one.", "A first one.\nA second came.")[1] == "paragraphs: 1 added"


def alone(before: Content, after: Content) -> Difference:
    """Return the one part in which two contents differ."""
    (found,) = differences(before, after)
    return found


def test_what_is_about_the_page_shows_old_and_new_and_a_dash_for_nothing() -> None:
    why, atoms = "Li Na → -", value_atoms("author", "Li Na", "")
    gone = Difference("author", "updated", "editorial", why, atoms)
    assert alone(Content(author="Li Na"), Content()) == gone
    why, atoms = "- → CNS", value_atoms("agency", "", "CNS")
    come = Difference("agency", "updated", "editorial", why, atoms)
    assert alone(Content(), Content(agency="CNS")) == come


@pytest.mark.parametrize(
    ("place", "weight"), [("Pu’er", "editorial"), ("Pu’er / Kunming", "substantive")]
)
def test_a_place_that_the_text_named_before_is_no_news(place: str, weight: str) -> None:
    text = {"en": Edition("Tea", "Pu’er - Growers met on Monday.")}
    found = alone(Content(text), replace(Content(text), place=place))
    assert (found.part, found.weight) == ("place", weight)


def test_another_place_is_its_own_exchange_of_values() -> None:
    found = alone(Content(place="Beijing"), Content(place="Chengdu"))
    why, atoms = "paragraphs: 1 added, 1 removed", value_atoms("place", "Beijing", "Chengdu")
    assert found == Difference("place", "updated", "substantive", why, atoms)


def field(value: str | None) -> Content:
    return Content(fields={"Status": Field(value, value or "-")})


@pytest.mark.parametrize("more", ["西安 / Xi'an", "Xi'an / 西安"])
def test_a_place_named_in_another_language_too_or_no_more_is_the_same_place(more: str) -> None:
    """An edition that comes or goes brings or takes its dateline."""
    one, both = Content(place="西安"), Content(place=more)
    assert differences(one, both) == differences(both, one) == ()
    assert not diff(one, both)
    assert differences(both, Content(place="西安 / Xiamen")) != ()


def test_a_field_that_changes_is_news_of_its_own_and_a_row_is_perhaps_the_sites() -> None:
    name, kind = "field:Status", "fields-changed"
    found = alone(field("Active"), field("active."))
    assert found == Difference(name, kind, "editorial", "Active → active.", OWN)
    found = alone(field("Active"), field(None))
    assert found == Difference(name, kind, "substantive", "Active → -", OWN)
    come, went = row_atoms(name, added=True), row_atoms(name, added=False)
    assert come == frozenset({(f"{ROW}+{name}",)})
    found = alone(Content(), field("Active"))
    assert found == Difference(name, kind, "substantive", "- → Active", come)
    found = alone(field("Active"), Content())
    assert found == Difference(name, kind, "substantive", "Active → -", went)


@pytest.mark.parametrize(("old", "new"), [("12%", "12"), ("a@b.example", "c@b.example")])
def test_a_sign_or_an_address_in_a_field_is_substantive(old: str, new: str) -> None:
    assert alone(field(old), field(new)).weight == "substantive"


def test_an_attachment_swapped_names_both_and_nothing_that_stayed() -> None:
    plan = Link("https://www.iom.int/plan.pdf", "The plan", attachment=True)
    found = alone(Content(links=(plan, REPORT)), Content(links=(plan, NEWER)))
    old = "Report → https://www.iom.int/report.pdf"
    new = "Report → https://www.iom.int/report-2.pdf"
    atoms = list_atoms("attachments", {old}, {new})
    assert found == Difference(
        "attachments", "updated", "substantive", f"gone: {old}; new: {new}", atoms
    )


def test_a_list_that_begins_or_ends_names_only_what_came_or_went() -> None:
    both = ("A hall", "A small door")
    found = alone(Content(), Content(captions=both))
    assert found.why == "new: A hall; new: A small door"
    assert found.atoms == list_atoms("captions", set(), set(both))
    found = alone(Content(captions=both), Content())
    assert found.why == "gone: A hall; gone: A small door"
    assert found.atoms == list_atoms("captions", set(both), set())


def test_another_order_is_the_pages_own_affair() -> None:
    assert alone(Content(captions=("A", "B")), Content(captions=("B", "A"))).atoms == OWN


def test_an_edition_edited_has_the_weight_reason_and_atoms_of_its_text() -> None:
    old, new = "Ten officials came.", "Ten officials came.\nA dinner followed."
    found = alone(
        Content(editions={"en": Edition(None, old)}), Content(editions={"en": Edition(None, new)})
    )
    why, atoms = "paragraphs: 1 added", text_atoms(old, new)
    assert found == Difference("edition:en:body", "updated", "substantive", why, atoms)


@pytest.mark.parametrize(
    ("before", "after", "weight", "why"),
    [
        ("One man.", "one  man", "editorial", "punctuation, spacing, width or capitals only"),
        ("write to _a@b.example", "write to -a@b.example", "substantive", "a number or an address differs"),
        ("Alpha one came.\nBravo went.", "Bravo went.\nCharlie slept here.\nOscar ran.", "substantive", "paragraphs: 2 added, 1 removed"),
        ("Alpha came home.", "Alpha went home.", "substantive", "paragraphs: 1 changed"),
        ("Alpha came.\nBravo went.\nOscar ran off.", "Oscar ran off.\nAlpha came.\nBravo went away.", "substantive", "paragraphs: 1 changed, 1 moved"),
        ("today", "yesterday", "substantive", "wording"),
    ],
)  # fmt: skip
def test_the_reason_of_an_edit_says_what_befell_its_paragraphs(
    before: str, after: str, weight: str, why: str
) -> None:
    assert text_weight(before, after) == (weight, why)


@pytest.mark.parametrize(
    ("after", "weight"),
    [("guide.pdf?v=3", "editorial"), ("guide.pdf?ver=2026.11", "editorial"), ("guide-2027.pdf", "substantive"),
     ("guide-2027.pdf?v=3", "substantive"), ("guide.pdf?id=3", "substantive")],
)  # fmt: skip
def test_a_version_behind_a_files_name_is_no_other_file(after: str, weight: str) -> None:
    def linked(name: str) -> Content:
        url = f"https://office.example/files/{name}"
        return Content(links=(Link(url, "Guide", attachment=True),))

    (found,) = differences(linked("guide.pdf"), linked(after))
    assert found.weight == weight
