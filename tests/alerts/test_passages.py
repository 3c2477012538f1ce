from __future__ import annotations

from dataclasses import replace

from alerts.diff import diff
from alerts.passages import Passage, link_rows, passages
from alerts.phrases import phrases
from storage.types import Content, Edition, Language, Link

EN, ZH = phrases("en"), phrases("zh-Hans")


def content(**bodies: str) -> Content:
    tags: dict[str, Language] = {"zh": "zh-Hans", "en": "en"}
    return Content({tags[name]: Edition("Title", body) for name, body in bodies.items()})


def shown(before: Content, after: Content, say: object = EN) -> tuple[Passage, ...]:
    return passages(diff(before, after), say)  # type: ignore[arg-type]


def test_the_readers_own_language_comes_first_and_the_other_is_named() -> None:
    before = content(zh="共有五人参加。", en="Five people took part.")
    after = content(zh="共有六人参加。", en="Six people took part.")
    assert [(p.lang, p.label) for p in shown(before, after)] == [
        ("en", None),
        ("zh-Hans", "Chinese edition"),
    ]
    assert [(p.lang, p.label) for p in shown(before, after, ZH)] == [
        ("zh-Hans", None),
        ("en", "英文版"),
    ]


def test_long_unchanged_text_around_a_change_is_folded() -> None:
    long = "word " * 60
    (passage,) = shown(content(en=f"{long}five {long}"), content(en=f"{long}six {long}"))
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert "[-five-]" in passage.text
    assert "{+six+}" in passage.text
    assert len(passage.text) < 200


def test_no_comma_stands_before_what_is_folded() -> None:
    many = "visa fraud, " * 30
    (passage,) = shown(
        content(en=f"Five of them: {many}end"), content(en=f"Six of them: {many}end")
    )
    assert "visa fraud…" in passage.text
    many = "签证、" * 60
    (passage,) = shown(content(zh=f"共五人员：{many}完"), content(zh=f"共六人员：{many}完"), ZH)
    assert "签证…" in passage.text


def test_what_is_folded_is_folded_between_words_and_figures() -> None:
    """Cut amid a figure or a name it would say something else."""
    english = (
        "In the first week of November the workshop in Chengdu brought together seventy-two "
        "officers and {} teachers from every province of the western part of the country, "
        "Yunnan, Guizhou and Sichuan too"
    )
    (passage,) = shown(content(en=english.format("five")), content(en=english.format("six")))
    assert passage.text.startswith("…in Chengdu brought together")
    assert passage.text.endswith("western part of the…")
    chinese = (
        "根据国际移民组织驻华联络处的年度报告全年共有12,345人参加了由各部门联合举办的系列培训班其中{}人来自"
        "西部各省区市其余的来自沿海地区共有12,345人比上一年增加了不少他们都领到了证书"
    )
    (passage,) = shown(content(zh=chinese.format("五")), content(zh=chinese.format("六")), ZH)
    assert passage.text.startswith("…人参加了")
    assert passage.text.endswith("共有…")


def test_an_added_paragraph_is_marked_as_added() -> None:
    (passage,) = shown(content(en="One."), content(en="One.\n\nA new paragraph."))
    assert passage.text == "{+A new paragraph.+}"
    assert str(passage.html) == "<ins>A new paragraph.</ins>"


def test_a_changed_title_is_said_to_be_one() -> None:
    before = Content({"en": Edition("Five came", "x"), "zh-Hans": Edition("来了五人", "x")})
    after = Content({"en": Edition("Six came", "x"), "zh-Hans": Edition("来了六人", "x")})
    assert [(p.label, p.text) for p in shown(before, after)] == [
        ("title", "[-Five-]{+Six+} came"),
        ("Chinese edition, title", "来了[-五-]{+六+}人"),
    ]


def test_markup_in_a_page_is_escaped_in_the_diff() -> None:
    (passage,) = shown(content(en="A <b>five</b>."), content(en="A <b>six</b>."))
    assert "<b>" not in passage.html.replace("<ins>", "").replace("<del>", "")
    assert "&lt;" in passage.html


def test_more_passages_than_are_quickly_read_are_counted() -> None:
    before = content(en="\n\n".join(f"Paragraph number {n} says one." for n in range(10)))
    after = content(en="\n\n".join(f"Paragraph number {n} says two." for n in range(10)))
    found = shown(before, after)
    assert len(found) == 7
    assert found[-1].text == "and 4 more passages"
    assert shown(before, after, ZH)[-1].text == "另有7处改动"


def test_what_happened_to_links_is_said_attachments_first() -> None:
    links = (
        Link("https://x.example/a", "page"),
        Link("https://x.example/1.pdf", "report", attachment=True),
    )
    before = replace(content(en="x"), links=links)
    after = replace(
        content(en="x"), links=(Link("https://x.example/2.pdf", "report", attachment=True),)
    )
    rows = link_rows(diff(before, after).links, EN)
    assert [(row.text, row.what, row.url) for row in rows] == [
        ("report", "attachment replaced", "https://x.example/2.pdf"),
        ("page", "link removed", None),
    ]
