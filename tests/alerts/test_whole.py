"""What a message leaves out for brevity stands somewhere, and the message says where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from alerts.digest import Digest, Material, compose
from alerts.render import WHOLE_LIMIT, Links, render, whole_page
from storage.types import Content, Edition, Field, Link, Recipient
from tests.alerts import samples
from tests.alerts.samples import BOTH, EN, NIGHT, NOW, ZH, change
from tests.alerts.test_clean import hostile_titles
from tests.alerts.test_render import many

WEB = Links(
    web="https://monitor.example.org/digest/k", whole="https://monitor.example.org/digest/k/whole"
)
BEFORE = [f"Paragraph {n} of the report says one thing." for n in range(20)]
AFTER = [line.replace("one", "two") if n < 12 else line for n, line in enumerate(BEFORE)]
LONG = "The number of people who came was 41. " + "They came from many places. " * 12


def story(*paragraphs: str, **more: object) -> Content:
    return Content({"en": Edition("A story", "\n\n".join(paragraphs))}, **more)  # type: ignore[arg-type]


def digest(before: Content, after: Content, person: Recipient = EN) -> Digest:
    night = Material(changes=(change(1, "a", before, after),), names=samples.NAMES)
    made = compose(person, night, NOW)
    assert made is not None
    return made


REWRITTEN = digest(story(*BEFORE), story(*AFTER))
#: One number, far from both ends of a long paragraph: shown, the rest of the paragraph is not.
ONE_NUMBER = digest(story(LONG), story(LONG.replace("41", "42")))
SHORT = digest(story("Five came."), story("Six came."))


def test_a_long_comparison_links_to_its_place_in_the_whole() -> None:
    rendered = render(REWRITTEN, WEB)
    assert "and 6 more passages" in rendered.text
    (link,) = lxml_html.fromstring(rendered.html).xpath("//a[. = 'The whole comparison']/@href")
    assert link == "https://monitor.example.org/digest/k/whole#en-1"
    assert f"The whole comparison:\n  {link}" in rendered.text
    assert rendered.whole is not None
    (place,) = lxml_html.fromstring(rendered.whole).xpath("//*[@id='en-1']")
    assert [ins.text for ins in place.xpath(".//ins")] == ["two"] * 12
    for paragraph in AFTER[12:]:
        assert paragraph in place.text_content()
    assert rendered.attached is None


def test_without_a_web_part_the_whole_goes_along_and_both_parts_say_so() -> None:
    rendered = render(REWRITTEN)
    assert rendered.attached == "whole-digest.html"
    said = "The whole comparison: see the attachment “whole-digest.html”."
    assert said in " ".join(rendered.text.split())
    assert said in rendered.html
    assert rendered.whole is not None
    assert rendered.whole.count("<ins>two</ins>") == 12
    chinese = render(replace(REWRITTEN, recipient=ZH))
    assert "完整对照：见附件“完整内容.html”。" in chinese.html


def test_text_folded_around_a_change_is_behind_a_link_and_worth_no_attachment() -> None:
    linked = render(ONE_NUMBER, WEB)
    assert "/whole#en-1" in linked.text
    assert linked.whole is not None
    page = lxml_html.fromstring(linked.whole).text_content()
    assert page.count("They came from many places.") == 12
    plain = render(ONE_NUMBER)
    assert "whole" not in plain.text
    assert (plain.whole, plain.attached) == (None, None)


def test_what_is_shown_whole_has_no_other_whole() -> None:
    for links in (WEB, Links()):
        rendered = render(SHORT, links)
        assert rendered.whole is None
        assert "/whole" not in rendered.text + rendered.html


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (story("x"), story("x", links=tuple(Link(f"https://x.example/{n}", f"page {n}") for n in range(8)))),
        (story("x", fields={"Coverage": Field("a", "a")}), story("x", fields={"Coverage": Field("b " * 200, "b")})),
        (story("One."), story("One.", "A new paragraph. " * 30)),
    ],
    ids=["links", "value", "paragraph"],
)  # fmt: skip
def test_whatever_is_cut_is_whole_elsewhere(before: Content, after: Content) -> None:
    rendered = render(digest(before, after))
    assert rendered.attached is not None
    assert rendered.whole is not None
    page = " ".join(lxml_html.fromstring(rendered.whole).text_content().split())
    for wanted in [f"page {n}" for n in range(8)] if after.links else []:
        assert wanted in page
    if after.fields:
        assert ("b " * 200).strip() in page
    if "new paragraph" in after.editions["en"].body:
        assert ("A new paragraph. " * 30).strip() in page


def test_the_whole_loads_and_runs_nothing_and_each_place_in_it_is_one() -> None:
    made = compose(BOTH, NIGHT, NOW)
    assert made is not None
    page = lxml_html.fromstring(whole_page(made, WEB))
    assert not page.xpath("//script | //img | //link | //iframe | //form | //@src")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for language in ("zh-Hans", "en"):
        places = [one for one in ids if one.startswith(f"{language}-")]
        assert len(places) == len(made.entries)


def test_who_reads_both_languages_is_shown_each_change_once() -> None:
    both = [Content({"zh-Hans": Edition("题", zh), "en": Edition("T", en)}) for zh, en in (
        ("来了五人。", "Five came."), ("来了六人。", "Six came."))]  # fmt: skip
    twice = render(digest(*both, person=BOTH), WEB)
    assert twice.text.count("[-五-]{+六+}") == 1
    assert twice.text.count("[-Five-]{+Six+}") == 1
    only_chinese = replace(both[1], editions={**both[1].editions, "en": both[0].editions["en"]})
    once = render(digest(both[0], only_chinese, person=BOTH), WEB)
    assert once.text.count("[-五-]{+六+}") == 2
    assert "Chinese edition: 来了" in once.text
    one_language = render(digest(*both, person=EN), WEB)
    assert "Chinese edition: 来了[-五-]{+六+}人" in one_language.text


def test_the_place_of_an_entry_is_the_same_whatever_is_shown_of_it() -> None:
    night = Material(
        changes=(
            *many(200).changes,
            change(900, "z", story(*BEFORE), story(*AFTER)),
        ),
        names=samples.NAMES,
    )
    made = compose(EN, night, NOW)
    assert made is not None
    whole = whole_page(made, WEB)
    (place,) = lxml_html.fromstring(whole).xpath("//*[@id='en-201']")
    assert "Paragraph 3 of the report says" in place.text_content()


def test_a_whole_that_is_too_much_for_a_page_says_so() -> None:
    huge = [f"Paragraph {n} says {'much ' * 200}." for n in range(2500)]
    made = digest(story(*huge), story(*huge[:-1], "The end."))
    page = whole_page(made, WEB)
    assert "so that this is shortened too" not in whole_page(SHORT, WEB)
    assert len(page.encode()) <= WHOLE_LIMIT
    assert len(page.encode()) < 100_000  # the unchanged text went first
    assert "<ins>The end.</ins>" in page
    assert "so that this is shortened too" in page


@pytest.mark.parametrize("limit", [60_000, 12_000])
def test_a_whole_is_never_larger_than_its_limit_and_counts_the_rest(limit: int) -> None:
    made = compose(EN, many(300), NOW)
    assert made is not None
    page = whole_page(made, WEB, limit)
    assert len(page.encode()) <= limit
    assert "more" in lxml_html.fromstring(page).xpath("//p[contains(@class, 'strong')]")[0].text


def test_hostile_pages_stay_text_in_the_whole() -> None:
    for title in hostile_titles(200):
        made = digest(story("x", title[:2000]), story("y", title[1:2000], place=title[:100]))
        page = lxml_html.fromstring(whole_page(made, WEB))
        assert not page.xpath("//script | //@onmouseover | //@onerror | //img")


def test_paragraphs_that_changed_places_are_told_and_shown() -> None:
    made = digest(
        story("One is here.", "Two is there.", "Three."),
        story("Two is there.", "Three.", "One is here."),
    )
    rendered = render(replace(made, recipient=replace(EN, weights="all")), WEB)
    assert "paragraphs changed places" in rendered.text
    assert "moved: " in lxml_html.fromstring(whole_page(made)).text_content()
