"""The interface says everything in both languages, and picks the reader's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest

import monitor.dashboard
from monitor.dashboard.texts import CHINESE
from monitor.dashboard.words import Words, language_for
from monitor.exits import MEANINGS, Exit
from storage import types
from storage.types import GENRES, LANGUAGES

FOLDER = Path(monitor.dashboard.__file__).parent
SAID = re.compile(r"""\bsay\(\s*(["'])(.+?)\1\s*[,)]""")
#: Texts that reach `say` by a variable in a template.
LISTED = re.compile(r"""\(\s*"[^"]*",\s*"([A-Z][^"]*)"|head\("[a-z]+", "([^"]+)\"""")


def words(language: str = "zh-Hans", **query: str) -> Words:
    return Words(language, ZoneInfo("Asia/Shanghai"), {}, "/items", query)  # type: ignore[arg-type]


def said() -> set[str]:
    found: set[str] = set()
    for file in (*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found.update(match[2] for match in SAID.finditer(text))
        if file.suffix == ".html":
            found.update(match[1] or match[2] for match in LISTED.finditer(text))
    return found


def test_every_text_has_its_chinese() -> None:
    assert said() - set(CHINESE) == set()


def literals() -> set[str]:
    """Return every word of every closed set in `storage.types`, also those inside dataclasses."""
    found: set[str] = set()
    for thing in vars(types).values():
        hints = get_type_hints(thing) if is_dataclass(thing) else {"": thing}
        for hint in hints.values():
            found.update(words_of(hint))
    return found


def words_of(hint: object) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for part in get_args(hint):
            yield from words_of(part)


#: Words of closed sets that no page shows: they are not stored, or say how something is done.
UNSHOWN = {
    "nightly", "weekly", "monthly", "all",  # a Recipient's rhythm and weights
    "page", "parser", "import",  # a Version's cause, shown as `cause-…`
    "bad", "recovered", "shrink", "mail-stuck", "mail-recovered", "refused", "expired", "suspended",  # an Alert's text says it
}  # fmt: skip


@pytest.mark.parametrize("word", sorted(literals() - UNSHOWN))
def test_every_word_of_the_data_has_its_chinese(word: str) -> None:
    assert re.search("[\u4e00-\u9fff]", CHINESE[word])


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_said_in_both_languages(code: Exit) -> None:
    assert re.search("[\u4e00-\u9fff]", words().exit(code))
    assert words("en").exit(code) == MEANINGS[code]
    assert words("en").exit(99) == "exit code 99"


def test_what_is_said_to_be_unshown_is_a_word_of_the_data() -> None:
    assert literals() >= UNSHOWN
    assert literals() >= {*get_args(types.Telling), *GENRES, *LANGUAGES, "original", "off-topic"}


@pytest.mark.parametrize("word", sorted(literals() - UNSHOWN))
def test_no_word_of_the_data_is_shown_to_english_readers_as_code(word: str) -> None:
    said = words("en").say(word)
    assert "-" not in said or said == "off-topic"


@pytest.mark.parametrize("text", [key for key in CHINESE if "%(" in key])
def test_both_languages_fill_in_the_same_values(text: str) -> None:
    assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", CHINESE[text]))


@pytest.mark.parametrize(
    ("asked", "accept", "language"),
    [
        ("zh", "en", "zh-Hans"),
        ("en", "zh", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        (None, "en-GB,en;q=0.9,zh;q=0.8", "en"),
        (None, "fr, zh;q=0.3, en;q=0.2", "zh-Hans"),
        (None, "zh;q=0, en;q=0.1", "en"),
        (None, "fr", "en"),
        (None, "", "en"),
        ("fr", ";;;q=x," * 50, "en"),
        (None, "zh-TW", "zh-Hans"),
    ],
)
def test_the_readers_language(asked: str | None, accept: str, language: str) -> None:
    assert language_for(asked, accept) == language


def test_a_reason_is_shown_without_what_stands_beside_it() -> None:
    said = words("en").reason
    assert said("updated: https://x.example/a: a number differs") == "a number differs"
    assert said("held: shrink: half is gone") == "held: shrink: half is gone"


def test_words_found_are_marked_and_the_rest_escaped() -> None:
    assert words().marked("a <b> 移民 B", "移民 b") == (
        "a &lt;<mark>b</mark>&gt; <mark>移民</mark> <mark>B</mark>"
    )
    assert words().marked("a (", "(") == "a <mark>(</mark>"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.44, "0.4 s"), (59, "59.0 s"), (61, "0:01:01"), (7322, "2:02:02")]
)
def test_how_long_something_took(seconds: float, shown: str) -> None:
    assert words().seconds(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(("n", "shown"), [(5, "5 B"), (1500, "1.5 kB"), (2_500_000, "2.5 MB")])
def test_bytes_as_people_say_them(n: int, shown: str) -> None:
    assert words().size(n) == shown


def test_links_drop_what_is_empty_and_quote_the_rest() -> None:
    assert words(lang="zh", q="移 民").here(older=None, q="a&b") == "/items?lang=zh&q=a%26b"
