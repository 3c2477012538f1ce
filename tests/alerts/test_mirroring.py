"""An edit of one edition that the other has not followed is named once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from alerts.entries import PATIENCE, Entry, Material
from alerts.mirroring import unmirrored, with_unmirrored
from storage.types import Content, Edition, Version
from tests.alerts import samples

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def _versions(*texts: tuple[int, int]) -> list[Version]:
    """Return one Version a day whose editions state these numbers."""
    return [
        Version(
            place,
            "x",
            place + 1,
            Content(
                editions={
                    "zh-Hans": Edition(None, f"共有{zh}人参加。"),
                    "en": Edition(None, f"{en} people took part."),
                }
            ),
            NOON + place * DAY,
        )
        for place, (zh, en) in enumerate(texts)
    ]


def _named(versions: list[Version], days: int) -> list[str | None]:
    return [unmirrored(versions, NOON + (n - 1) * DAY, NOON + n * DAY) for n in range(days)]


def test_an_edit_of_one_edition_alone_is_named_exactly_once_after_a_week() -> None:
    named = _named(_versions((10, 10), (12, 10)), 20)
    assert [place for place, one in enumerate(named) if one] == [1 + PATIENCE.days]
    assert named[1 + PATIENCE.days] == "zh-Hans"


def test_an_edit_that_the_other_edition_followed_is_never_named() -> None:
    assert not any(_named(_versions((10, 10), (12, 10), (12, 12)), 20))


def test_an_edit_of_both_editions_is_never_named() -> None:
    assert not any(_named(_versions((10, 10), (12, 12)), 20))


def test_an_edition_that_is_gone_by_now_follows_nobody() -> None:
    first, edited = _versions((10, 10), (12, 10))
    english = {tag: one for tag, one in edited.content.editions.items() if tag == "en"}
    left = Version(2, "x", 3, Content(editions=english), NOON + 2 * DAY)
    assert not any(_named([first, edited, left], 20))


def test_an_item_in_one_language_is_never_named() -> None:
    one, two = (
        Version(n, "x", n + 1, Content(editions={"en": Edition(None, f"{n} came.")}), NOON)
        for n in (0, 1)
    )
    assert not any(_named([one, two], 20))


def test_an_edit_not_followed_is_named_on_the_items_entry_unless_it_is_gone() -> None:
    versions = tuple(_versions((10, 10), (12, 10)))
    content = versions[-1].content
    reader = replace(samples.EN, created_at=NOON)
    edited = Entry("changed", "x", "iom_news", "news", content, before=versions[0].content)
    gone = replace(edited, section="removed", before=None, gone=True)
    for entry, named in ((edited, "zh-Hans"), (gone, None)):
        item = samples.item("x", content, state="removed" if entry.gone else "present")
        material = Material(items={"x": item}, edited={"x": versions})
        (told,) = with_unmirrored([entry], reader, material, NOON + DAY + PATIENCE)
        assert told.unmirrored == named
