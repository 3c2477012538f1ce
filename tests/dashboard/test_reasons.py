"""Why something is a Change, in the reader's language; what nobody foresaw stays as it is kept."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from alerts.weight import differences
from crawler.parsers.relevance.concern import off_topic
from monitor.dashboard.words import Words
from storage.types import Amount, Contact, Content, Edition, Field, Link, PageDate

URL = "https://www.iom.int/a"


def words(language: str = "zh-Hans") -> Words:
    return Words(language, ZoneInfo("Asia/Shanghai"), {}, "/", {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "chinese", "english"),
    [
        (
            f"new: {URL}: first seen, dated 2026-11-03T09:30:00+08:00",
            "首次发现，日期为2026年11月3日",
            "first seen, dated 3 November 2026",
        ),
        (f"new: {URL}: first seen, undated", "首次发现，日期不详", "first seen, undated"),
        (
            f"updated: {URL}: edition:zh-Hans:body: a number or an address differs (substantive)",
            "简体中文正文：数字或地址不同（实质性）",
            "Text (Chinese, simplified): a number or an address differs (substantive)",
        ),
        (
            (
                f"updated: {URL}: edition:en:title: wording (substantive);"
                " edition:en:body: paragraphs: 2 added, 1 changed (substantive)"
            ),
            "英文标题：措辞不同（实质性）；英文正文：新增 2 段、修改 1 段（实质性）",
            (
                "Title (English): wording (substantive); "
                "Text (English): paragraphs: 2 added, 1 changed (substantive)"
            ),
        ),
        (
            f"edition-added: {URL}: edition:en:body: en edition is new (substantive)",
            "英文正文：新增此语言版本（实质性）",
            "Text (English): this edition is new (substantive)",
        ),
        (
            (
                f"fields-changed: {URL}: field:End Date: 2025 → 2026 (substantive);"
                " field:Project Status: Active → Completed (substantive)"
            ),
            "结束日期：2025 → 2026（实质性）；项目状态：进行中 → 已完成（实质性）",
            "End Date: 2025 → 2026 (substantive); Project Status: Active → Completed (substantive)",
        ),
        (
            f"updated: {URL}: attachments: gone: a; b → x.pdf; new: c → y.pdf (substantive)",
            "附件：删去：a; b → x.pdf；新增：c → y.pdf（实质性）",
            "Attachments: gone: a; b → x.pdf; new: c → y.pdf (substantive)",
        ),
        (
            f"updated: {URL}: published: 2026-01-02 → 2026-01-03 (editorial)",
            "发布：2026-01-02 → 2026-01-03（编辑性）",
            "Published: 2026-01-02 → 2026-01-03 (editorial)",
        ),
        (
            f"removed: {URL}: {URL} answered 404; {URL}/zh answered 410",
            f"{URL} 返回 404；{URL}/zh 返回 410",
            f"{URL} answered 404; {URL}/zh answered 410",
        ),
        (
            f"removed: {URL}: missing in 3 ok runs: {URL} redirected to https://www.iom.int/",
            f"连续 3 次未找到：{URL} 指向 https://www.iom.int/",
            f"missing 3 times: {URL} leads to https://www.iom.int/",
        ),
        (
            (
                f"moved+restored: {URL}: moved: redirected to {URL}/b;"
                " restored: found again after it was removed"
            ),
            f"已跳转至 {URL}/b；移除后又重新出现",
            f"redirected to {URL}/b; found again after it was removed",
        ),
        (
            (
                f"new: {URL}: off-topic until now: off-topic: China: not named in the kept text;"
                " edition:en:body: wording (substantive)"
            ),
            "此前与我们无关：正文未提及中国；英文正文：措辞不同（实质性）",
            (
                "did not concern us until now: China not named in the text; "
                "Text (English): wording (substantive)"
            ),
        ),
    ],
)
def test_a_reason_is_said_in_the_readers_language(reason: str, chinese: str, english: str) -> None:
    assert words().reason(reason) == chinese
    assert words("en").reason(reason) == english


@pytest.mark.parametrize(
    "reason",
    ["something else altogether", f"updated: {URL}: edition:en:body: an unheard-of cause",
     f"updated: {URL}: links: <b>odd</b>"],
)  # fmt: skip
def test_what_is_in_no_list_stays_english_and_is_marked_so(reason: str) -> None:
    shown = words().reason(reason)
    assert shown.startswith('<span lang="en">')
    assert "<b>" not in shown
    assert "<span" not in words("en").reason(reason)


def test_every_difference_the_decision_finds_is_said_in_chinese() -> None:
    before = Content(
        editions={
            "zh-Hans": Edition("北京会议", "国际移民组织在北京开会。\n\n三十人参加了会议。"),
            "en": Edition("A meeting", "IOM met in Beijing.\n\nThirty people came."),
        },
        published=PageDate("2026-01-02"), event_date=PageDate("2026-01-01"), place="Beijing",
        agency="IOM", author="A", fields={"Budget": Field(Amount("5", "USD"), "5")},
        contacts=(Contact("A", None, None),), captions=("One man", "Two women"),
        links=(Link(URL, "one"), Link(f"{URL}.pdf", "two", attachment=True)),
    )  # fmt: skip
    after = Content(
        editions={
            "zh-Hans": Edition("北京会谈", "国际移民组织在上海开会。\n\n四十人参加了会议。"),
            "zh-Hant": Edition("會議", "國際移民組織開會。"),
        },
        published=PageDate("2026-01-03"), event_date=PageDate("2026-01-05"), place="Shanghai",
        agency="UN", author="B", fields={"Budget": Field(Amount("6", "USD"), "6")},
        contacts=(), captions=("Two women", "One man"), links=(),
    )  # fmt: skip
    found = differences(before, after)
    assert len(found) >= 12
    for one in found:
        cause = f"updated: {URL}: {one.part}: {one.why} ({one.weight})"
        assert "lang=" not in words().reason(cause), cause


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        (
            "IOM moved migrants. The lamps were made in China.",
            "正文只是顺带提及中国",
            "China only named in passing",
        ),
        (
            f"The tide came. IOM counted migrants. {'It rained again. ' * 9}Kunming had rain.",
            "正文只是顺带提及中国，与国际移民组织无关",
            "China only named in passing, far from IOM",
        ),
        (
            "Accredited by IOM! Our consultants in China: golden visa, free assessment.",
            "中介广告",
            "an advertisement of agents",
        ),
    ],
)
def test_what_is_named_in_passing_is_said_in_both_languages(
    text: str, chinese: str, english: str
) -> None:
    why = off_topic(Content(editions={"en": Edition(None, text)})) or ""
    assert (words().off_topic(why), words("en").off_topic(why)) == (chinese, english)


def test_why_an_item_does_not_concern_us_is_said_in_chinese() -> None:
    why = off_topic(Content(editions={"en": Edition("Weather", "It rained in Oslo.")}))
    assert words().off_topic(why or "") == "正文未提及国际移民组织和中国"
    assert words("en").off_topic(why or "") == "IOM and China not named in the text"
    assert words().off_topic("said otherwise") == '<span lang="en">said otherwise</span>'


def test_a_reposts_note_is_said_in_chinese() -> None:
    note = "number differs: 3500 → 3200 (zh-Hans); longer: 300 against 200 words (en)"
    assert "number" not in words().note(note)
    assert "longer" not in words().note(note)
