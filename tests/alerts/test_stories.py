"""Stories: the same text on other hosts, and never two different ones."""

# ruff: noqa: S311 - dice, not keys
from __future__ import annotations

import random
from dataclasses import replace

import pytest

from alerts.phrases import phrases
from alerts.repost_notes import repost_note
from alerts.stories import group
from alerts.story_notes import difference
from storage.types import Content, Edition, Genre, Language, PageDate
from tests.alerts import presswork


def _bodies(seed: int) -> Content:
    return presswork.bilingual(random.Random(seed), str(seed))


def _planted(seed: int) -> tuple[list, dict[str, str]]:
    dice = random.Random(seed)
    originals = [
        presswork.item(f"o{n:03}", presswork.bilingual(dice, f"{n:03}"), day=n % 60)
        for n in range(240)
    ]
    reposts, of = [], {}
    for n in range(60):
        original = dice.choice(originals)
        content = presswork.reposted(dice, original.version.content)
        url = f"https://repost{n % 7}.example/post/{n}.html"
        reposts.append(presswork.item(f"r{n:02}", content, "repost", url, day=70))
        of[f"r{n:02}"] = original.id
    return [*originals, *reposts], of


def test_sixty_planted_reposts_join_their_originals_and_nothing_else_joins() -> None:
    joined, wrong = 0, 0
    for seed in (1, 2, 3):
        items, of = _planted(seed)
        home = {member.item_id: story for story in group(items) for member in story}
        joined += sum(
            any(member.item_id == original for member in home.get(repost, ()))
            for repost, original in of.items()
        )
        for story in set(home.values()):
            roots = {of.get(member.item_id, member.item_id) for member in story}
            wrong += len(roots) - 1
    assert joined >= 0.98 * 180
    assert wrong == 0


def test_the_organisations_own_page_is_the_original_even_when_the_repost_was_seen_first() -> None:
    content = _bodies(1)
    own = presswork.item("own", content, day=5)
    repost = presswork.item("copy", content, "repost", "https://a.example/1", day=1)
    (story,) = group([repost, own])
    assert [(one.item_id, one.role) for one in story] == [("own", "original"), ("copy", "repost")]


def test_the_same_text_on_two_own_hosts_is_a_mirror() -> None:
    content = _bodies(1)
    first = presswork.item("first", content, day=1)
    second = presswork.item("second", content, url="https://china.iom.example/n/1", day=2)
    (story,) = group([first, second])
    assert story[1].role == "mirror"


def test_one_text_at_several_addresses_of_a_host_is_one_story() -> None:
    places = [f"https://news.example/part/{number}" for number in range(4)]
    items = [
        presswork.item(f"at-{number}", _bodies(1), url=url) for number, url in enumerate(places)
    ]
    assert [len(story) for story in group(items)] == [4]


@pytest.mark.parametrize(("genre", "stories"), [("news", 0), ("press", 1)])
def test_an_organisations_two_headings_of_one_text_are_two_calls(
    genre: Genre, stories: int
) -> None:
    body = presswork.english(random.Random(5))
    items = [
        presswork.item(
            place,
            Content(editions={"en": Edition(f"Call for proposals: {place}", body)}),
            genre,
            url=f"https://one.example/{place}",
        )
        for place in ("Fujian", "Yunnan")
    ]
    assert len(group(items)) == stories


def test_a_number_that_a_repost_changed_is_noted() -> None:
    body = presswork.english(random.Random(4)) + "\n\nThe fund gave 49,643 families a roof."
    content = Content(editions={"en": Edition("T", body)})
    other = Content(editions={"en": Edition("T", body.replace("49,643", "46,943"))})
    (story,) = group(
        [
            presswork.item("a", content),
            presswork.item("b", other, "repost", "https://b.example/1"),
        ]
    )
    assert story[1].note == "number differs: 49643 → 46943 (en)"


@pytest.mark.parametrize(
    ("language", "told", "other", "note"),
    [
        ("zh-Hans", "帮助1,360万名流离失所者。", "帮助1,630万名流离失所者。", "1360万 → 1630万"),
        ("en", "It helped 13.6 million people.", "It helped 16.3 million people.", "13.6 million → 16.3 million"),
        ("en", "It helped 72 people there.", "It helped 27 people there.", "72 → 27"),
    ],
)  # fmt: skip
def test_a_number_is_noted_with_its_unit(
    language: Language, told: str, other: str, note: str
) -> None:
    first = Content(editions={language: Edition("T", told)})
    second = Content(editions={language: Edition("T", other)})
    said = difference(presswork.item("a", first), presswork.item("b", second))
    assert said == f"number differs: {note} ({language})"
    assert repost_note(said, phrases("en")) == f"a number differs: {note}"


def test_an_older_and_longer_repost_is_noted_as_such() -> None:
    dice = random.Random(9)
    body = presswork.english(dice)
    content = Content(editions={"en": Edition("T", body)}, published=PageDate("2026-03-10"))
    more = Content(
        editions={"en": Edition("T", body + "\n\n" + presswork.english(dice, 3))},
        published=PageDate("2026-03-08"),
    )
    (story,) = group(
        [
            presswork.item("a", content),
            presswork.item("b", more, "repost", "https://b.example/1"),
        ]
    )
    assert "older: 2026-03-08 against 2026-03-10" in (story[1].note or "")
    assert "longer: " in (story[1].note or "")


def test_monthly_reports_from_one_template_stay_apart() -> None:
    line = (
        "In {place} the centre received {a} migrants, of whom {b} asked for legal advice, {c} for a "
        "medical check and {d} for help with their journey home during the month of reporting."
    )
    months = []
    for n, place in enumerate(["Kunming", "Kunming", "Kunming"]):
        lines = [line.format(place=place, a=90 + n, b=20 + 3 * n, c=7 + n, d=11 + 2 * n)] * 1
        lines += ["The centre is open on all working days and its staff speak five languages."] * 2
        body = "\n\n".join([*lines, presswork.ENDING])
        content = Content(editions={"en": Edition(f"Month {n}", body)})
        months.append(presswork.item(f"m{n}", content, url=f"https://h{n}.example/m"))
    assert group(months) == ()


def test_a_round_up_of_several_stories_joins_none_of_them() -> None:
    dice = random.Random(11)
    bodies = [presswork.english(dice, 2) for _ in range(5)]
    items = [
        presswork.item(f"s{n}", Content(editions={"en": Edition(f"S{n}", body)}))
        for n, body in enumerate(bodies)
    ]
    weekly = Content(editions={"en": Edition("This week", "\n\n".join(bodies))})
    items.append(presswork.item("weekly", weekly, "repost", "https://r.example/w"))
    assert group(items) == ()


def test_a_chinese_repost_and_an_english_repost_of_one_story_join_through_it() -> None:
    dice = random.Random(12)
    zh, en = Edition("题", presswork.chinese(dice)), Edition("T", presswork.english(dice))
    items = [
        presswork.item("both", Content(editions={"zh-Hans": zh, "en": en})),
        presswork.item("z", Content(editions={"zh-Hans": zh}), "repost", "https://z.example/1"),
        presswork.item("e", Content(editions={"en": en}), "repost", "https://e.example/1"),
    ]
    (story,) = group(items)
    assert {one.item_id for one in story} == {"both", "z", "e"}


def test_two_projects_with_different_numbers_never_join() -> None:
    content = _bodies(1)
    one = presswork.item("a", content, "project", "https://a.example/1")
    two = presswork.item("b", content, "project", "https://b.example/1")
    one = replace(one, identifiers=one.identifiers | {("projects-id", "PO.0001")})
    two = replace(two, identifiers=two.identifiers | {("projects-id", "PO.0002")})
    assert group([one, two]) == ()


def test_a_story_reposted_a_hundred_times_is_still_one_story() -> None:
    content = _bodies(2)
    items = [presswork.item("own", content)]
    items += [
        presswork.item(f"r{n}", content, "repost", f"https://r{n}.example/1") for n in range(100)
    ]
    (story,) = group(items)
    assert len(story) == 101


def test_two_thousand_different_items_make_no_story() -> None:
    dice = random.Random(5)
    items = [presswork.item(str(n), presswork.bilingual(dice, str(n))) for n in range(2000)]
    assert group(items) == ()
