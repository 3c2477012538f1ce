"""Substantive or editorial: what touches a number, a name or a negation is never editorial."""

from __future__ import annotations

from typing import Any

import pytest

from alerts.weight import differences, text_weight
from storage.types import Contact, Content, Edition, Field, Link, PageDate

EDITORIAL = [
    ("He said: it works.", "He said, it works."),
    ("国际移民组织(IOM)", "国际移民组织(IOM)"),
    ("IOM在华", "IOM 在华"),
    ("“Safe” migration", '"Safe" migration'),
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


def test_the_reason_is_in_words() -> None:
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
