"""Which texts tell the same thing, as those who wrote them want it told."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from alerts.stories import group
from bench.stories import STORIES, groups_in, item_of, words
from storage.types import KnownItem

UNREAD = {
    (one, other): word
    for one, other, word in json.loads((STORIES / "unread.json").read_text("utf-8"))
}
WORLDS = sorted(folder for folder in STORIES.glob("*/") if folder.is_dir())
NOTE = (
    "国际移民组织驻华代表处与零点调查公司八月十二日启动在华外国人安居状况网上问卷，提供七种语言，截止九月三十日。"
    "填写约需十分钟，全程匿名，结果将于年底公布。"
)
SAME_NOTE = (
    "國際移民組織駐華代表處與零點調查公司八月十二日啟動在華外國人安居狀況網上問卷，提供七種語言，截止九月三十日。"
    "填寫約需十分鐘，全程匿名，結果將於年底公佈。"
)
ABOUT = (
    "IOM is the leading organization in the field of migration and works with its partners. " * 4
)


@pytest.mark.parametrize("folder", WORLDS, ids=[folder.name for folder in WORLDS])
def test_what_readers_take_for_one_story_is_told_as_one(folder: object) -> None:
    found = words(groups_in(folder))  # type: ignore[arg-type]
    wrong = {pair: word for pair, word in found.items() if word in {"missed", "wrong"}}
    assert wrong == {pair: word for pair, word in UNREAD.items() if pair in found}


def item(name: str, body: str, published: str | None = None, genre: str = "repost") -> KnownItem:
    given = {
        "id": name.rpartition("/")[2],
        "url": f"https://{name}",
        "genre": genre,
        "published": published,
        "event_date": None,
        "first_seen": datetime(2026, 8, 13, tzinfo=UTC).isoformat(),
        "editions": {
            "zh-Hans" if body[0] == "国" else "zh-Hant" if body[0] == "國" else "en": {
                "title": "T",
                "body": body,
            }
        },
    }
    return item_of("w", given)


def stories(*items: KnownItem) -> set[frozenset[str]]:
    return {frozenset(member.item_id[2:] for member in story) for story in group(items)}


def test_a_text_in_the_other_script_of_chinese_is_the_same() -> None:
    assert stories(item("a.cn/a", NOTE), item("b.tw/b", SAME_NOTE)) == {frozenset("ab")}


def course(place: str, people: str, day: str) -> str:
    return (
        f"{people} border officers took part in a workshop on travel documents in {place} from {day}. It joined "
        "lessons and exercises: with lamps and magnifiers they learned to find altered pages and forged visas, and "
        "compared what they had met at roads, ports and airports. A trained eye is the first defence, their teacher "
        "said, and protects those who travel with papers in order, who pass faster and in dignity."
    )


def test_a_repost_joins_the_one_of_two_alike_pages_that_it_is_of() -> None:
    spring = course("Shenzhen", "Forty", "14 to 16 April")
    summer = course("Kunming", "Thirty-six", "9 to 11 June")
    own = (item("o.int/a", spring, genre="news"), item("o.int/b", summer, genre="news"))
    assert stories(*own, item("r.net/c", spring), item("s.net/d", summer)) == {
        frozenset("ac"),
        frozenset("bd"),
    }


def test_what_many_pages_of_a_host_say_of_their_publisher_joins_nobody() -> None:
    notes = (
        "Our account has a new name now.",
        "The survey has begun in July.",
        "Its end was put off.",
    )
    own = [item(f"o.int/{n}", f"{note}\n{ABOUT}", genre="news") for n, note in enumerate(notes)]
    assert stories(*own, item("r.net/x", f"Nothing of that.\n{ABOUT}")) == set()


@pytest.mark.parametrize(
    ("later", "one"), [("2026-08-12T21:00:00+08:00", True), ("2026-09-12", False)]
)
def test_figures_change_within_a_day_in_one_story_and_within_a_month_in_two(
    later: str, *, one: bool
) -> None:
    told = "Of {} people who were held up by the flood {} were children and {} were brought to the school. "
    rest = course("the town", "Forty", "14 to 16 April")
    first = item("p.cn/a", told.format(214, 37, 90) + rest, "2026-08-12T18:00:00+08:00", "press")
    second = item("q.cn/b", told.format(226, 41, 95) + rest, later, "press")
    assert stories(first, second) == ({frozenset("ab")} if one else set())
