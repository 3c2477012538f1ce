from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from alerts.feeds import LANGUAGES, Feed, atom, json_feed, write
from storage.types import Content, Edition, Language
from tests.alerts import samples
from tests.alerts.samples import item
from tests.alerts.test_clean import hostile_titles

ITEMS = [
    item("workshop", samples.WORKSHOP, url="https://www.iom.int/news/training-chengdu"),
    item("hotline", samples.HOTLINE),
    item("launch", samples.LAUNCH, source="chinadaily", genre="press"),
    item("gone", samples.HEALTH, state="removed"),
    item("noise", samples.HEALTH, off_topic="names neither IOM nor China"),
]
BASE = "https://monitor.iom.example/feeds"


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_feedparser_reads_the_atom_feed_without_a_complaint(language: Language) -> None:
    read = feedparser.parse(atom(ITEMS, Feed(language, BASE, language)))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == language
    assert {entry.id for entry in read.entries} == {
        f"tag:monitor.iom.example,2026:item/{name}" for name in ("workshop", "hotline", "launch")
    }


def test_an_entry_is_in_the_feeds_language_where_there_is_one() -> None:
    chinese = feedparser.parse(atom(ITEMS[:1], Feed("zh-Hans", BASE, "zh-Hans"))).entries[0]
    english = feedparser.parse(atom(ITEMS[:1], Feed("en", BASE, "en"))).entries[0]
    assert chinese.title == "国际移民组织在成都举办劳务移民权益培训班"
    assert english.title.startswith("IOM Trains Frontline Workers")
    assert english.link == "https://www.iom.int/news/training-chengdu"
    assert english.published_parsed[:3] == (2026, 11, 20)
    assert english.content[0].language == "en"
    only = feedparser.parse(atom(ITEMS[1:2], Feed("en", BASE, "en"))).entries[0]
    assert only.title == "移民服务热线在云南边境口岸开通"
    assert only.content[0].language == "zh-hans" or only.content[0].language == "zh-Hans"


def test_an_entry_leads_to_the_page_in_its_own_language() -> None:
    twins = samples.twins("workshop", samples.WORKSHOP)
    for language in LANGUAGES:
        (entry,) = json.loads(json_feed([twins], Feed(language, BASE, language)))["items"]
        assert entry["url"] == f"https://site.example/{language}/workshop"


def test_a_better_parser_is_no_news_to_feed_readers() -> None:
    said = samples.NOW - timedelta(days=9)
    reread = replace(ITEMS[0], id="reread", edited_at=said)
    later = replace(ITEMS[0], id="later", edited_at=said + timedelta(days=1))
    found = json.loads(json_feed([reread, later], Feed("en", BASE, "en")))["items"]
    assert [entry["id"].rpartition("/")[2] for entry in found] == ["later", "reread"]
    assert found[1]["date_modified"] == f"{said:%Y-%m-%dT%H:%M:%SZ}"


def test_the_json_feed_has_what_the_format_asks_for() -> None:
    found = json.loads(json_feed(ITEMS, Feed("en", BASE, "en")))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == f"{BASE}/en.json"
    assert len(found["items"]) == 3
    for entry in found["items"]:
        assert entry["id"]
        assert entry["content_html"].startswith("<p>")
        assert entry["date_published"].endswith("Z")


def test_feeds_are_the_same_bytes_for_the_same_items() -> None:
    feed = Feed("en", BASE, "en")
    assert atom(ITEMS, feed) == atom(list(reversed(ITEMS)), feed)
    assert json_feed(ITEMS, feed) == json_feed(list(reversed(ITEMS)), feed)


def test_hostile_titles_make_no_broken_feed() -> None:
    items = [
        item(
            f"i{number}",
            Content({"en": Edition(title, title[:300])}),
            url=f"https://x.example/{title[:30]}",
        )
        for number, title in enumerate(hostile_titles(300))
    ]
    read = feedparser.parse(atom(items, Feed("en", BASE, "en")))
    assert not read.bozo
    assert (
        "<script>"
        not in json_feed(items, Feed("en", BASE, "en"))
        .decode()
        .replace("\\u003c", "<")
        .replace('"title": "', "")
        .partition('"content_html"')[2]
        .partition('"date')[0]
    )


def test_each_language_and_source_has_its_files(tmp_path: Path) -> None:
    written = write(
        tmp_path / "feeds",
        ITEMS,
        {"chinadaily": {"en": "China Daily", "zh-Hans": "中国日报"}},
        BASE + "/",
    )
    names = {path.name for path in written}
    assert names == {path.name for path in (tmp_path / "feeds").iterdir()}
    assert {"en.atom", "zh-Hans.json", "en-chinadaily.atom", "zh-Hans-iom_news.json"} <= names
    press = feedparser.parse((tmp_path / "feeds" / "en-chinadaily.atom").read_bytes())
    assert press.feed.title == "IOM China Monitor · China Daily"
    chinese = feedparser.parse((tmp_path / "feeds" / "zh-Hans-chinadaily.atom").read_bytes())
    assert chinese.feed.title == "国际移民组织中国动态监测 · 中国日报"
    assert len(press.entries) == 1


def test_a_feed_stands_under_the_names_that_its_source_had_too(tmp_path: Path) -> None:
    former = {"old_paper": "chinadaily", "older paper": "chinadaily", "nobody": "elsewhere"}
    names = {path.name for path in write(tmp_path, ITEMS, {}, BASE, former)}
    assert names == {path.name for path in tmp_path.iterdir()}
    assert {"en-old_paper.atom", "zh-Hans-old_paper.json", "en-older-paper.atom"} <= names
    assert not [name for name in names if "nobody" in name or "elsewhere" in name]
    old = feedparser.parse((tmp_path / "en-old_paper.atom").read_bytes())
    (here,) = [link.href for link in old.feed.links if link.rel == "self"]
    assert here == f"{BASE}/en-chinadaily.atom"
    assert len(old.entries) == 1


def test_what_was_imported_is_no_news_to_feed_readers_until_its_page_is_visited(
    tmp_path: Path,
) -> None:
    old = replace(ITEMS[0], id="old", source="dump", history=True)
    written = write(tmp_path, [ITEMS[1], old], {}, BASE)
    assert not [path for path in written if "dump" in path.name]
    (entry,) = feedparser.parse((tmp_path / "en.atom").read_bytes()).entries
    assert entry.id.endswith("item/hotline")


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    read = feedparser.parse(atom([], Feed("en", BASE, "en")))
    assert not read.bozo
    assert read.entries == []
