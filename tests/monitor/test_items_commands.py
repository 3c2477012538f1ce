"""`why`, `history`, `diff`, `search`, `export`: what the command line says of Items."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from typing import Any

import feedparser
import pytest

from monitor import cli
from storage.archive import Archive
from storage.store import Store
from storage.types import Amount, ChangeDraft, Content, Edition, Field, PageDate
from tests.monitor.place import Place
from tests.storage.world import World

NEWS = "https://www.iom.int/news/officials-meet-chengdu"
PROJECT = "https://www.iom.int/project/safe-returns"
OFF_TOPIC = "https://www.iom.int/news/peru"
TITLES = ("Officials meet in Chengdu", "官员在成都会面")


def news(number: int, extra: str = "") -> Content:
    return Content(
        editions={
            "zh-Hans": Edition(
                TITLES[1], f"成都——{number}名官员研究了移民数据。\n\n与会者来自九个省份。"
            ),
            "en": Edition(
                TITLES[0],
                f"Chengdu – {number} officials studied migration data.{extra}\n\n"
                "They came from nine provinces.",
            ),
        },
        published=PageDate("2026-02-20"),
        place="成都 / Chengdu",
    )


def project(end: str) -> Content:
    return Content(
        editions={"en": Edition("=Safe returns", "Readmission and reintegration in China.")},
        fields={
            "End date": Field(PageDate(end), end),
            "Budget": Field(Amount("100000", "USD"), "USD 100,000"),
        },
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A news Item in three Versions, a project in two, and one that does not concern us."""
    folder = tmp_path_factory.mktemp("items")
    with (
        Store.open(folder / "data/monitor.sqlite") as store,
        Archive(folder / "data/archive") as archive,
    ):
        world = World(store, archive)
        numbers = frozenset({("projects-id", "PO.0105")})
        for text, end, why in (
            (news(30), "2026-12-31", "new: first seen"),
            (news(31), "2027-06-30", "updated: edition:en: numbers differ: 30 → 31"),
            (news(31, " All agreed."), "2027-06-30", "updated: edition:en: words added"),
        ):
            world.night()
            for url, content in ((NEWS, text), (PROJECT, project(end))):
                world.read(url, url, content=content)
            ids: dict[str, Any] = {"identifiers": numbers, "genre": "project"}
            kinds = ("new",) if why.startswith("new") else ("updated",)
            draft = ChangeDraft(kinds, "substantive", why)
            outcomes = [world.outcome(NEWS, "", content=text, change=draft)]
            if "added" not in why:
                outcomes.append(
                    world.outcome(PROJECT, "", content=project(end), change=draft, **ids)
                )
            if kinds == ("new",):
                silent = ChangeDraft(("new",), "substantive", "new: first seen", "off-topic")
                world.read(OFF_TOPIC, "A school in Peru.")
                outcomes.append(
                    world.outcome(
                        OFF_TOPIC, "A school in Peru.", off_topic="not China", change=silent
                    )
                )
            world.decide(*outcomes)
    return Place(folder)


class Said:
    """What one call printed, and how it ended."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.raw = code, out
        self.out, self.err = out.decode("utf-8"), err.decode("utf-8")

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Say = Callable[..., Said]


@pytest.fixture
def say(
    place: Place, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Say:
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> Said:
        code = cli.run(["-c", str(place.config), *arguments])
        out, err = capfdbinary.readouterr()
        return Said(code, out, err)

    return call


def test_why_says_every_verdict_and_its_reason(say: Say) -> None:
    shown = say("why", NEWS)
    assert shown.code == 0
    assert "numbers differ: 30 → 31" in shown.out
    assert [row["reason"] for row in say("why", NEWS, "--json").rows] == [
        "new: first seen",
        "updated: edition:en: numbers differ: 30 → 31",
        "updated: edition:en: words added",
    ]


def test_why_says_all_of_a_reason_on_a_narrow_terminal(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert "…" not in say("why", NEWS).out


def test_why_says_that_an_item_does_not_concern_us(say: Say) -> None:
    assert "off-topic, not told: not China" in say("why", OFF_TOPIC).out


@pytest.mark.parametrize("name", [NEWS, f"{NEWS}?utm_source=mail"])
def test_an_item_is_named_by_any_spelling_of_its_address(say: Say, name: str) -> None:
    assert [row["number"] for row in say("history", name, "--json").rows] == [1, 2, 3]


def test_an_item_is_named_by_its_id_or_project_number(say: Say) -> None:
    by_number = say("history", "PO.0105", "--json").rows
    (hit,) = say("search", "readmission", "--json").rows
    assert say("history", str(hit["item"]), "--json").rows == by_number
    assert len(by_number) == 2


def test_history_says_when_why_and_in_which_languages(say: Say) -> None:
    shown = say("history", NEWS)
    assert f"{TITLES[1]} / {TITLES[0]}" in shown.out
    assert shown.out.count("zh-Hans, en") == 3
    row = json.loads(say("history", NEWS, "--json").out.splitlines()[0])
    assert "30名官员" in row["content"]["editions"]["zh-Hans"]["body"]


def test_an_unknown_item_is_a_usage_error_that_says_what_to_do(say: Say) -> None:
    for command in ("why", "history", "diff"):
        failed = say(command, "nobody")
        assert failed.code == 2
        assert "nobody: no such item; `iom-monitor search` finds one" in failed.err


def test_diff_as_text_shows_the_words_of_the_last_two_versions(say: Say) -> None:
    shown = say("diff", NEWS, "--format", "text").out
    assert "{+" in shown
    assert "All agreed." in shown
    assert "30" not in shown


def test_diff_of_named_versions_shows_old_and_new(say: Say) -> None:
    shown = say("diff", NEWS, "1", "2", "--format", "text").out
    assert "[-30-]{+31+}" in shown
    assert "All agreed" not in shown
    fields = say("diff", PROJECT, "--format", "text").out
    assert "2026" in fields
    assert "2027" in fields
    assert "→" in fields


def test_diff_as_json_html_and_colours(say: Say) -> None:
    assert json.loads(say("diff", NEWS, "1", "3", "--format", "json").out)
    html = say("diff", NEWS, "1", "2", "--format", "html").out
    assert "<del" in html
    assert "<ins" in html
    ansi = say("diff", NEWS, "1", "2", "--format", "ansi").out
    assert "[-30-]{+31+}" in ansi  # no terminal: no colours
    assert "\x1b" not in ansi


def test_diff_refuses_versions_that_are_not_there(say: Say) -> None:
    assert "version 9: there are 1 to 3" in say("diff", NEWS, "9").err
    assert say("diff", NEWS, "0", "0").code == 2


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["移民"], "zh-Hans"),
        (["成都"], "zh-Hans"),
        (["provinces"], "en"),
        (["MIGRATION", "officials"], "en"),
        (["PO.0105"], "en"),
        (["readmission"], "en"),
    ],
)
def test_search_finds_words_of_two_characters_english_words_and_project_numbers(
    say: Say, words: list[str], language: str
) -> None:
    hits = say("search", *words, "--json").rows
    assert language in {hit["language"] for hit in hits}
    assert len({hit["item"] for hit in hits}) == 1


def test_search_shows_the_title_and_where_it_stands(say: Say) -> None:
    shown = say("search", "九个省份").out
    assert TITLES[1] in shown
    assert "九个省份" in shown


def test_what_is_not_there_is_not_found_and_nothing_typed_is_syntax(say: Say) -> None:
    for words in (["火星"], ["xylophone"], ['"', "OR", "NEAR("], ["'; DROP TABLE items"]):
        found = say("search", *words)
        assert found.code == 0
        assert found.err.strip() == "nothing found"


def test_export_as_json_lines_holds_every_item_that_concerns_us(say: Say) -> None:
    rows = say("export").rows
    assert {row["urls"][0] for row in rows} == {NEWS, PROJECT}
    (story,) = [row for row in rows if row["urls"] == [NEWS]]
    assert story["version"] == 3
    assert story["editions"]["zh-Hans"]["title"] == TITLES[1]


def test_export_as_csv_opens_in_a_spreadsheet_and_runs_nothing(say: Say) -> None:
    made = say("export", "--format", "csv", "--language", "zh-Hans").raw
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    titles = {row["url"]: row["title"] for row in rows}
    assert titles == {NEWS: TITLES[1], PROJECT: "'=Safe returns"}


def test_export_as_atom_is_read_by_feedparser(say: Say) -> None:
    feed = feedparser.parse(say("export", "--format", "atom").raw)
    assert not feed.bozo
    assert {entry.link for entry in feed.entries} == {NEWS, PROJECT}
    assert TITLES[0] in {entry.title for entry in feed.entries}


def test_export_since_a_day_leaves_out_what_was_published_before(say: Say) -> None:
    rows = say("export", "--since", "2026-03-01").rows
    assert [row["urls"][0] for row in rows] == [PROJECT]


def test_a_reader_who_leaves_early_is_no_fault(place: Place) -> None:
    command = " ".join(place.command("export")) + " | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
