"""Substantive or editorial: what touches a number, a name or a negation is never editorial."""

from __future__ import annotations

import pytest

from alerts.weight import text_weight

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
