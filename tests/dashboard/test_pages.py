"""Every page shows what is known, escapes what was scraped, and fails politely."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from crawler.sources import SOURCES
from monitor.config_sections import SourceSection
from monitor.dashboard.app import dashboard
from monitor.lock import only_one
from storage.store import Store
from storage.types import AlertDraft, Counts
from tests.dashboard.conftest import HOSTILE, NOW, House, browser
from tests.monitor.place import swap_pages

PATHS = (
    "/", "/items", "/items?q=移民", "/items?state=removed", "/items/{bilingual}", "/items/{hostile}",
    "/items/{project}", "/items/{removed}", "/items/{bilingual}/compare", "/items/{hostile}/compare",
    "/captures/{capture}", "/captures/{strange}", "/changes", "/stories", "/projects",
    "/projects?sort=-budget", "/runs", "/runs/{run}", "/runs/{run}?level=debug", "/digests",
    "/digests/1", "/digests/2", "/feeds",
)  # fmt: skip


def address(house: House, path: str) -> str:
    return path.format_map(vars(house))


def text(answer: object) -> str:
    tree = html.fromstring(answer.text)  # type: ignore[attr-defined]
    return " ".join(tree.xpath("//main")[0].text_content().split())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_in_both_languages(
    client: TestClient, house: House, path: str, language: str
) -> None:
    answer = client.get(address(house, path), params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in answer.text
    assert answer.headers["content-language"] == ("zh-Hans" if language == "zh" else "en")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scraped_is_markup(client: TestClient, house: House, path: str) -> None:
    answer = client.get(address(house, path))
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "\u202e" not in answer.text
    tree = html.fromstring(answer.text)
    assert not tree.xpath("//@style | //style | //script | //@*[starts-with(name(), 'on')]")


def test_a_hostile_title_is_shown_as_text(client: TestClient, house: House) -> None:
    shown = html.fromstring(client.get(f"/items/{house.hostile}").text).xpath("string(//h1)")
    assert shown == HOSTILE.replace("\u202e", "")


@pytest.mark.parametrize("path", PATHS)
def test_every_link_to_us_leads_somewhere(client: TestClient, house: House, path: str) -> None:
    tree = html.fromstring(client.get(address(house, path), params={"lang": "zh"}).text)
    for link in set(tree.xpath("//a/@href | //link/@href | //iframe/@src")):
        if link.startswith("/") and not link.startswith("//"):
            assert client.get(link).status_code == 200, link


def test_links_keep_the_language_chosen_by_hand(client: TestClient) -> None:
    chosen = html.fromstring(client.get("/?lang=zh").text)
    assert set(chosen.xpath("//nav/a/@href")) >= {"/items?lang=zh", "/runs?lang=zh"}
    free = html.fromstring(client.get("/", headers={"Accept-Language": "zh-CN,en;q=0.5"}).text)
    assert free.get("lang") == "zh-Hans"
    assert "/items" in free.xpath("//nav/a/@href")


def test_overview_tells_of_what_is_stuck(client: TestClient) -> None:
    shown = text(client.get("/"))
    assert "2 waiting, 0 held" in shown
    assert "Somebody should look." in shown
    assert "partial: <script>" in shown
    assert "1 of 2 nights ok" in client.get("/").text


@pytest.mark.parametrize(
    ("words", "found"), [("移民", 2), ("training", 2), ("北京 35", 1), ("x<y", 0)]
)
def test_search_finds_chinese_and_english(client: TestClient, words: str, found: int) -> None:
    tree = html.fromstring(client.get("/items", params={"q": words}).text)
    assert len(tree.xpath("//table//tbody/tr")) == found


def test_filters_leave_what_they_say(client: TestClient, house: House) -> None:
    def ids(**asked: str) -> set[str]:
        tree = html.fromstring(client.get("/items", params=asked).text)
        return {
            link.rpartition("/")[2] for link in tree.xpath("//td[contains(@class,'main')]/a/@href")
        }

    assert ids(genre="project") == {house.project}
    assert ids(state="removed") == {house.removed}
    assert ids(edition="zh") == {house.bilingual, house.repost}
    assert ids(source="iom_news", genre="repost") == {house.repost}
    assert len(ids(genre="nonsense")) == 5


def test_editions_stand_side_by_side(client: TestClient, house: House) -> None:
    tree = html.fromstring(client.get(f"/items/{house.bilingual}").text)
    pairs = [
        tuple(" ".join(side.text_content().split()) for side in row.xpath("./div"))
        for row in tree.xpath("//div[@class='pair']")
    ]
    assert pairs == [
        ("国际移民组织在北京培训了42名官员。", "IOM trained 42 officials in Beijing."),
        ("培训为期3天。", "It took 3 days."),
    ]


def test_an_earlier_version_is_shown_when_asked_for(client: TestClient, house: House) -> None:
    shown = text(client.get(f"/items/{house.bilingual}?v=1"))
    assert "35 officials" in shown
    assert "version 1, not the newest" in shown


def test_versions_are_compared_word_by_word(client: TestClient, house: House) -> None:
    tree = html.fromstring(client.get(f"/items/{house.bilingual}/compare?old=1&new=2").text)
    assert tree.xpath("//section[@lang='en']//del/text()") == ["35"]
    assert tree.xpath("//section[@lang='en']//ins/text()") == ["42"]
    back = html.fromstring(client.get(f"/items/{house.bilingual}/compare?old=2&new=1").text)
    assert back.xpath("//section[@lang='en']//ins/text()") == ["35"]


def test_a_fields_history_names_its_versions(client: TestClient, house: House) -> None:
    tree = html.fromstring(client.get(f"/items/{house.project}").text)
    row = tree.xpath("//table[@class='fields']//tr[th='Project Status']/td")[0]
    assert " ".join(row.text_content().split()) == (
        "Completed since version 2Active since version 1"
    )


def test_the_archived_page_runs_and_loads_nothing(client: TestClient, house: House) -> None:
    page = html.fromstring(client.get(f"/captures/{house.capture}").text)
    (frame,) = page.xpath("//iframe")
    assert frame.get("sandbox") == ""
    answer = client.get(frame.get("src"))
    assert "北京移民培训" in answer.text
    assert "x()" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_an_archived_pages_source_is_text(client: TestClient, house: House) -> None:
    answer = client.get(f"/captures/{house.capture}/source")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "<script>x()</script>" in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox;")


def test_a_run_says_what_was_not_understood_and_why(client: TestClient, house: House) -> None:
    shown = text(client.get(f"/runs/{house.run}"))
    assert "https://www.iom.int/strange" in shown
    assert "page: maintenance: it says so" in shown


def test_a_runs_log_is_that_runs_from_its_level_up(client: TestClient, house: House) -> None:
    shown = text(client.get(f"/runs/{house.run}"))
    assert "source.closed" in shown
    assert "item.decided" not in shown
    assert "other.run" not in shown
    assert "item.decided" in text(client.get(f"/runs/{house.run}?level=debug"))


def test_budgets_are_added_up_by_year(client: TestClient) -> None:
    tree = html.fromstring(client.get("/projects").text)
    titles = tree.xpath("//*[local-name()='svg'][@class='columns']//*[local-name()='title']/text()")
    assert titles == ["2024: 250k"]


def test_projects_come_as_csv_without_formulas(client: TestClient) -> None:
    answer = client.get("/projects.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    shown = dict(zip(header, row, strict=True))
    assert shown["title_en"] == "Data in China"
    assert (shown["budget"], shown["currency"], shown["year"]) == ("250000", "USD", "2024")


def test_a_digest_is_shown_as_it_was_sent(client: TestClient) -> None:
    page = html.fromstring(client.get("/digests/1").text)
    (frame,) = page.xpath("//iframe")
    assert frame.get("sandbox") == ""
    answer = client.get(frame.get("src"))
    assert answer.text == "<p style='color:red'>To wang@readers.example</p>"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_what_a_digest_left_out_is_a_link_away(client: TestClient) -> None:
    page = html.fromstring(client.get("/digests/1").text)
    (link,) = page.xpath("//a[. = 'With nothing left out']/@href")
    answer = client.get(link)
    assert answer.text == "<p>All of it, to wang@readers.example</p>"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert client.get("/digests/99/whole").status_code == 404


def test_a_feed_is_offered_under_the_name_that_its_source_has_now(
    client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = house.config.feeds_dir / "en-old_news.atom"
    old.write_text("feed en-old_news.atom")
    assert old.name in client.get("/feeds").text
    monkeypatch.setattr(SOURCES["iom_news"], "formerly", ("old_news",))
    assert old.name not in client.get("/feeds").text
    assert client.get(f"/feeds/{old.name}").text == "feed en-old_news.atom"
    old.unlink()


@pytest.mark.parametrize(
    "name", ["notes.txt", "..%2Fmonitor.sqlite", "%2e%2e%2fmonitor.sqlite", "en.xml"]
)
def test_only_feeds_are_served_as_feeds(client: TestClient, name: str) -> None:
    assert client.get("/feeds/en.atom").text == "feed en.atom"
    assert client.get(f"/feeds/{name}").status_code == 404


def test_metrics_are_prometheus_text(client: TestClient) -> None:
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "iom_monitor_last_run_exit_code 0.0" in answer.text


def test_a_night_is_named_by_its_day_in_the_zone_of_the_page(
    client: TestClient, house: House
) -> None:
    began = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)  # half past two of the 11th in Shanghai
    with Store.open(house.config.database) as store:
        run = store.runs.start(began)
        part = store.runs.start_source(run.id, "iom_news", "news", began)
        store.runs.close_source(part.id, "ok", None, Counts(), began)
        store.runs.finish(run.id, began, 0)
    tree = html.fromstring(client.get("/").text)
    *_, said = tree.xpath("//*[@class='health']//*[local-name()='title']/text()")
    assert said == "2026-03-11: ok"
    assert "2026-03-11 02:30" in text(client.get("/"))


def test_a_night_is_under_way_as_long_as_it_holds_the_lock_and_cut_off_without(
    client: TestClient, house: House
) -> None:
    with Store.open(house.config.database) as store:
        with store.database.write() as connection:
            connection.execute(sql("UPDATE source_runs SET status = 'ok', reason = NULL"))
        run = store.runs.start(NOW)
        store.runs.start_source(run.id, "iom_news", "news", NOW)
    paths = ("/", "/runs", f"/runs/{run.name}")
    with only_one(house.config.lock_file):
        for path in paths:
            shown = text(client.get(path))
            assert "running" in shown
            assert "cut off" not in shown
        assert 'iom_monitor_source_ok{source="iom_news"} 1.0' in client.get("/metrics").text
    for path in paths:
        shown = text(client.get(path))
        assert "cut off" in shown
        assert "partial" in shown
    assert "The last night: cut off" in text(client.get("/"))
    assert 'iom_monitor_source_ok{source="iom_news"} 0.0' in client.get("/metrics").text


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/items/none", "/items/none/compare", "/runs/none", "/digests/99", "/digests/x",
     "/captures/99", "/captures/99999999999999999999999", "/captures/99/page", "/digests/99/message"],
)  # fmt: skip
def test_what_is_not_there_has_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize(
    "query",
    ["older=x", "older=2026-99-99~a", "newer=~", "older=99999999999999999999", "q=%00", "q=\"'(*",
     "source='--", "sort=nonsense", "lang=xx", "v=-1", "old=9&new=9", "level=x", "q=%ED%A0%80"],
)  # fmt: skip
@pytest.mark.parametrize(
    "path",
    [
        "/items",
        "/changes",
        "/projects",
        "/items/{bilingual}",
        "/items/{bilingual}/compare",
        "/runs/{run}",
    ],
)
def test_odd_questions_get_an_answer(
    client: TestClient, house: House, path: str, query: str
) -> None:
    assert client.get(f"{address(house, path)}?{query}").status_code == 200


def test_a_missing_database_gives_a_page(client: TestClient, house: House) -> None:
    for file in house.config.data_dir.glob("monitor.sqlite*"):
        file.unlink()
    answer = client.get("/items")
    assert answer.status_code == 503
    assert "The database is not ready" in answer.text
    assert "does not exist" in answer.text
    assert not house.config.database.exists()


def test_a_database_that_waits_to_be_migrated_gives_a_page(
    client: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.store.REVISION", "9999")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "waits to be migrated" in answer.text


def test_a_damaged_database_gives_a_page(client: TestClient, house: House) -> None:
    for file in house.config.data_dir.glob("monitor.sqlite*"):
        file.unlink()
    house.config.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    answer = client.get("/?lang=zh")
    assert answer.status_code == 503
    assert "检查并修复： <code>iom-monitor doctor</code>" in answer.text


def test_rows_that_the_disk_swapped_are_the_databases_fault_and_no_fault_of_ours(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misread(_desk: object) -> object:
        raise TypeError("'<' not supported between instances of 'str' and 'int'")

    monkeypatch.setattr("monitor.dashboard.app._PAGES", (("/", "overview", misread),))
    client = browser(dashboard(house.config, lambda: NOW))
    assert client.get("/").status_code == 500
    swap_pages(house.config.database)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "monitor.sqlite: is damaged: " in answer.text


def test_a_lost_archive_gives_a_page(client: TestClient, house: House) -> None:
    for file in house.config.archive_dir.iterdir():
        file.unlink()
    answer = client.get(f"/captures/{house.capture}")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text


def test_a_fault_of_ours_is_logged_and_shown_without_its_traceback(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: object) -> object:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("monitor.dashboard.app._PAGES", (("/", "overview", broken),))
    answer = browser(dashboard(house.config, lambda: NOW)).get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret detail" not in answer.text


def test_an_empty_database_has_every_page(make_config: object, tmp_path: Path) -> None:
    config = make_config()  # type: ignore[operator]
    Store.open(config.database).close()
    empty = browser(dashboard(config, lambda: NOW))
    for path in ("/", "/items", "/changes", "/stories", "/projects", "/runs", "/digests", "/feeds"):
        answer = empty.get(path)
        assert answer.status_code == 200
        assert re.search(r'class="(empty|facts)"', answer.text), path


def test_a_comparison_speaks_the_readers_language(client: TestClient, house: House) -> None:
    tree = html.fromstring(client.get(f"/items/{house.bilingual}/compare?lang=zh").text)
    assert tree.xpath("//div[@class='diff']/h4/text()") == ["简体中文", "英文"]
    fields = html.fromstring(client.get(f"/items/{house.project}/compare?lang=zh").text)
    (row,) = fields.xpath("//div[@class='diff']//tr")
    assert row.xpath("./*/descendant-or-self::*/text()") == ["项目状态", "进行中", "→", "已完成"]
    english = html.fromstring(client.get(f"/items/{house.project}/compare?lang=en").text)
    (row,) = english.xpath("//div[@class='diff']//tr")
    assert row.text_content() == "Project StatusActive→Completed"


def test_sentences_kept_in_english_are_marked_for_readers_of_chinese(
    client: TestClient, house: House
) -> None:
    tree = html.fromstring(client.get(f"/runs/{house.run}?lang=zh").text)
    assert "page: maintenance: it says so" in tree.xpath("//*[@lang='en']/text()")


@pytest.mark.parametrize(("runs", "verdict"), [(True, "verdict good"), (False, "verdict bad")])
def test_a_night_under_way_is_no_bad_night_and_one_cut_off_is(
    house: House, *, runs: bool, verdict: str
) -> None:
    with Store.open(house.config.database) as store:
        store.alerts.add(AlertDraft("recovered", "iom_news", "ok again"), NOW)
        (last,) = store.runs.last(1)
        began = last.started_at + timedelta(hours=1)
        store.runs.start_source(store.runs.start(began).id, "iom_news", "news", began)
    with only_one(house.config.lock_file) if runs else nullcontext():
        page = browser(dashboard(house.config, lambda: began)).get("/").text
    (found,) = html.fromstring(page).xpath("//div[contains(@class,'verdict')]")
    assert found.get("class") == verdict
    assert ("IOM news partial" in " ".join(found.text_content().split())) == (not runs)


def test_a_source_that_is_not_watched_any_more_troubles_nobody(house: House) -> None:
    with Store.open(house.config.database) as store, store.database.write() as connection:
        connection.execute(sql("UPDATE source_runs SET status = 'failed'"))
        (last,) = store.runs.last(1)
    off = {"iom_news": SourceSection(enabled=False)}
    for config, verdict in (
        (house.config, "verdict bad"),
        (house.config.model_copy(update={"sources": off}), "verdict good"),
    ):
        page = browser(dashboard(config, lambda: last.started_at)).get("/").text
        (found,) = html.fromstring(page).xpath("//div[contains(@class,'verdict')]/@class")
        assert found == verdict


def test_the_overview_says_at_once_whether_all_is_well(client: TestClient, house: House) -> None:
    def verdict(hours: int) -> str:
        at = last.started_at + timedelta(hours=hours)
        page = html.fromstring(browser(dashboard(house.config, lambda: at)).get("/").text)
        (found,) = page.xpath("//div[contains(@class,'verdict')]")
        return f"{found.get('class')}: {' '.join(found.text_content().split())}"

    with Store.open(house.config.database) as store:
        (last,) = store.runs.last(1)
        assert verdict(1).startswith("verdict bad: Somebody should look. IOM news: partial:")
        store.alerts.add(AlertDraft("recovered", "iom_news", "ok again"), NOW)
        assert verdict(1).startswith("verdict good: All is well.")
        assert "is the schedule running?" in verdict(48)
        store.runs.start(last.started_at + timedelta(hours=47), whole=False)
        assert "is the schedule running?" in verdict(48)
        store.runs.start(last.started_at + timedelta(hours=47))
        assert "is the schedule running?" not in verdict(48)
        with store.database.write() as connection:
            connection.execute(sql("UPDATE changes SET telling = 'held' WHERE id = 1"))
        assert "1 changes are kept from the readers until somebody looks" in verdict(1)


def test_an_empty_page_says_what_to_do(make_config: object) -> None:
    config = make_config()  # type: ignore[operator]
    Store.open(config.database).close()
    empty = browser(dashboard(config, lambda: NOW))
    for path in ("/", "/items", "/changes", "/projects", "/runs", "/feeds"):
        assert "iom-monitor nightly" in text(empty.get(path)), path
    assert "iom-monitor recipients add" in text(empty.get("/digests"))
    assert "Take all filters away" in text(empty.get("/items?genre=news"))
    assert "Take all filters away" in text(empty.get("/changes?kind=new"))


def test_a_runs_log_goes_by_the_clock_that_the_page_names(client: TestClient, house: House) -> None:
    file = house.config.log_file
    line = {
        "event": "clock",
        "run": house.run,
        "level": "info",
        "timestamp": "2026-03-04T18:30:05Z",
    }
    file.write_text(json.dumps(line) + "\n")
    shown = client.get(f"/runs/{house.run}")
    assert "Times are in Asia/Shanghai" in shown.text
    assert "2026-03-05 02:30:05infoclock" in text(shown)
