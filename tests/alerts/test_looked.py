"""A known Item on one night, when it has two pages and not all of them answer."""

from __future__ import annotations

from dataclasses import replace

from storage.types import Content, Edition, Field, PageDate
from tests.alerts.newsroom import (
    TOPICS,
    Newsroom,
    Shown,
    changed,
    page,
    pages,
    prose,
    record,
    story,
    url,
)

BODY = "签证研讨会在北京举行,共有十二名官员参加。" * 12
ZH = Content(editions={"zh-Hans": Edition("签证", BODY)})
TWIN = {"twin:en": url("visas")}
NOT_FOUND = record(url("visas"), Content(), not_understood="404 with status 200")
OTHERS = TOPICS[1:3]


def twins(*others: str) -> Newsroom:
    """Return a newsroom that knows a story on two pages, and some others."""
    room = Newsroom()
    room.night(page("visas") | page("visas-zh", ZH, identifiers=TWIN) | pages(*OTHERS, *others))
    return room


def body(room: Newsroom, language: str) -> str:
    (item,) = [one for one in room.items.values() if ("url", url("visas")) in one.identifiers]
    return item.version.content.editions[language].body  # type: ignore[index]


def test_an_item_is_not_removed_while_one_of_its_pages_was_not_looked_for() -> None:
    room = twins()
    both = {url(name): Shown(NOT_FOUND) for name in ("visas", "visas-zh")}
    room.night(both | pages(*OTHERS))
    room.night(both | pages(*OTHERS))
    room.night({url("visas"): Shown(NOT_FOUND)} | pages(*OTHERS))
    assert room.told() == []
    room.night(both | pages(*OTHERS))
    assert room.told() == [("removed",)]


def test_one_page_gone_and_one_that_answers_is_no_removal_and_its_edition_goes() -> None:
    room = twins()
    shown = {url("visas-zh"): Shown(None, 404)} | pages("visas", *OTHERS)
    assert room.night(shown).outcomes == ()
    assert changed(room, shown) == ("updated",)
    assert room.changes[-1][1].reason.endswith("zh-Hans edition is gone (substantive)")
    assert room.night(shown).outcomes == ()


def test_a_page_that_is_back_after_a_night_has_lost_nothing() -> None:
    room = twins()
    room.night({url("visas-zh"): Shown(None, 404)} | pages("visas", *OTHERS))
    room.night(page("visas-zh", ZH) | pages("visas", *OTHERS))
    room.night({url("visas-zh"): Shown(None, 404)} | pages("visas", *OTHERS))
    assert room.told() == []


def test_a_better_parser_on_one_page_leaves_the_other_as_it_was_read() -> None:
    room = twins()
    seen = story(prose("visas") + "\n\nA line for new eyes.", title="About visas")
    better = record(url("visas"), seen, parser_version=2)
    room.night({url("visas"): Shown(better)}, reread={url("visas"): better})
    assert room.told() == []
    assert body(room, "en").endswith("new eyes.")
    assert body(room, "zh-Hans") == BODY


def test_what_the_new_parser_cannot_read_of_the_old_page_is_compared_with_nothing() -> None:
    room = twins()
    unreadable = record(url("visas"), Content(), parser_version=2, not_understood="no text")
    tonight = record(url("visas"), story(prose("farms"), title="About farms"), parser_version=2)
    decision = room.night({url("visas"): Shown(tonight)}, reread={url("visas"): unreadable})
    assert room.told() == []
    assert [one.cause for one in decision.outcomes[:1]] == ["parser"]
    assert body(room, "en") == prose("farms")
    assert body(room, "zh-Hans") == BODY


def test_what_a_held_night_misread_is_not_told_when_only_the_other_page_is_visited() -> None:
    room = twins(*TOPICS[3:14])
    shown: dict[str, Shown] = {}
    for name in ("visas", *TOPICS[3:14]):
        extra = " ".join(f"{name}{n}" for n in range(30))
        shown |= page(name, story(f"{extra}\n\n{prose(name)[:150]}", title=f"About {name}"))
    assert room.night(shown).status == "not-understood"
    edited = Content(editions={"zh-Hans": Edition("签证", BODY + "会议还将继续。")})
    assert changed(room, page("visas-zh", edited, identifiers=TWIN)) == ("updated",)
    assert "edition:en" not in room.changes[-1][1].reason
    assert body(room, "en") == prose("visas")


def test_a_page_that_is_lost_speaks_after_the_one_that_took_its_place() -> None:
    room = Newsroom()
    room.night(pages(*TOPICS[:3]))
    edited = story(prose("visas", 13), title="About visas")
    lost = {url("visas"): Shown(NOT_FOUND)} | pages(*OTHERS)
    assert changed(room, lost | page("renamed", edited)) == ("updated", "moved")
    assert body(room, "en") == prose("visas", 13)


def test_what_only_the_lost_page_said_is_kept() -> None:
    room = twins()
    lost = {url("visas-zh"): Shown(NOT_FOUND)} | pages("visas", *OTHERS)
    room.night(lost)
    room.night(lost)
    assert room.told() == []
    assert body(room, "zh-Hans") == BODY


def test_an_address_that_leads_on_and_a_text_that_turned_up_are_both_named() -> None:
    room = twins()
    shown = page("visas") | {url("visas-zh"): Shown(None, 404)}
    shown[url("visas")].answered = url("visas-2026")
    shown |= page("zh-2026", ZH, identifiers=TWIN)
    assert changed(room, shown | pages(*OTHERS)) == ("moved",)
    assert room.changes[-1][1].reason == (
        f"moved: {url('visas')}: moved: redirected to {url('visas-2026')}; "
        f"moved: the same text at {url('zh-2026')}"
    )


def test_a_second_address_beside_a_page_that_stays_is_no_move() -> None:
    room = twins()
    again = page("again", story(prose("visas"), title="About visas"))
    (outcome,) = room.night(pages("visas", *OTHERS) | again).outcomes
    assert outcome.change is None
    assert len(outcome.page_ids) == 3


def imported(**content: object) -> Newsroom:
    """Return a newsroom that took an imported text over from its page."""
    room = Newsroom()
    room.night(pages(*TOPICS[:3]))
    (item,) = [one for one in room.items.values() if ("url", url("visas")) in one.identifiers]
    known = replace(item.version.content, **content)  # type: ignore[arg-type]
    version = replace(item.version, content=known, cause="import")
    room.items[item.id] = replace(item, version=version)
    return room


def cause_after(room: Newsroom, content: Content) -> str:
    assert changed(room, page("visas", content)) == ("updated",)
    return room.versions[-1].cause


EDITED = story(prose("visas", 13), title="About visas")
BOTH = {"en": Edition("About visas", prose("visas")), "zh-Hans": Edition("签证", BODY)}


def test_a_version_is_the_imports_while_an_edition_comes_from_it_alone() -> None:
    assert cause_after(imported(editions=BOTH), EDITED) == "import"


def test_a_version_is_the_imports_while_a_field_comes_from_it_alone() -> None:
    assert cause_after(imported(fields={"Budget": Field("7", "7")}), EDITED) == "import"


def test_a_field_of_the_import_without_a_value_keeps_nothing() -> None:
    assert cause_after(imported(fields={"Budget": Field(None, "-")}), EDITED) == "page"


def test_a_version_is_the_pages_when_the_page_says_it_all() -> None:
    assert cause_after(imported(), EDITED) == "page"
    fields = {"Budget": Field("7", "7")}
    assert cause_after(imported(fields=fields), replace(EDITED, fields=fields)) == "page"
    editions = {"en": Edition("About visas", prose("visas", 13)), "zh-Hans": Edition("签证", BODY)}
    assert cause_after(imported(editions=BOTH), replace(EDITED, editions=editions)) == "page"


def test_an_edition_that_waits_for_its_second_look_makes_no_import_of_a_page() -> None:
    room = Newsroom()
    room.night(page("visas", replace(EDITED, editions=BOTH)) | pages(*OTHERS))
    assert cause_after(room, EDITED) == "page"
    assert set(room.versions[-1].content.editions) == {"en", "zh-Hans"}


def test_a_date_that_is_only_said_less_exactly_is_kept() -> None:
    room = Newsroom()
    room.night(page("visas", replace(EDITED, published=PageDate("2026-10-30"))))
    shown = page("visas", replace(EDITED, published=PageDate("2026-10")))
    assert room.night(shown).outcomes == ()
