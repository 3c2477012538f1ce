"""What moves inside a text by itself: polls, watermarks, bylines in brackets."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from storage.types import Record

FIRST = "Thirty officers of three provinces met in Kunming for a week to learn how victims are told from offenders."
LAST = "The next course will be held in Nanning in the spring, the organizers said, and be open to prosecutors."
ERSTE = "来自三个省份的三十名民警在昆明参加了为期一周的培训,学习如何识别人口贩运的受害者。"
LETZTE = "主办方表示,下一期培训将于明年春天在南宁举行,届时检察官也可以报名参加。"


def read(html: str, source: str | None = None) -> Record:
    page = f"<html><head><title>Course in Kunming</title></head><body><h1>Course in Kunming</h1>{html}</body></html>"
    return parse(Document(page.encode(), url="https://office.example/news/1", source=source))


def body(record: Record) -> list[str]:
    texts = [edition.body for edition in record.content.editions.values()]
    return [line for text in texts for line in text.split("\n") if line]


@pytest.mark.parametrize("source", ["iom_news", None])
@pytest.mark.parametrize(
    "box",
    [
        '<div class="poll-box"><p>Have you ever lived abroad?</p><label>Yes (763)</label><label>No (800)</label></div>',
        '<div class="survey-block"><p>How useful is this page to you and your office?</p></div>',
        "<div><p>Yes (763) No (800)</p></div>",
        "<div>Scan the QR code to download our app and read on the go</div>",
        "<div><b>Editor's picks</b><a>Why students learn by phone</a></div>",
        '<div class="podcast">Podcast: China Pulse, episode 118 <span>24:10</span></div>',
        "<div>This page is also readable with machine translation: <a>Français</a></div>",
        "<details class='ai-sum'><summary>AI-generated summary</summary><ul><li>A course.</li></ul></details>",
        '<div class="webform"><p>Help us improve! How did you find this page?</p></div>',
    ],
)
def test_a_poll_inside_the_text_is_none_of_it(box: str, source: str | None) -> None:
    assert body(read(f"<article><p>{FIRST}</p>{box}<p>{LAST}</p></article>", source)) == [
        FIRST,
        LAST,
    ]


@pytest.mark.parametrize(
    "line", ["满意度调查:您对本网站是否满意?满意 / 一般 / 不满意", "有(837票)没有(579票)"]
)
def test_a_line_of_a_poll_is_no_paragraph(line: str) -> None:
    assert body(
        read(f"<article><p>{ERSTE}</p><div>{line}</div><p>{LETZTE}</p></article>", "reposts")
    ) == [ERSTE, LETZTE]


def test_what_is_nearly_white_is_not_seen() -> None:
    marked = (
        f'<p>{text}<i style="color:#fefefe">本文来自四方资讯 www.sifang-{n}.example</i></p>'
        for n, text in enumerate((ERSTE, LETZTE))
    )
    assert body(read(f"<article>{''.join(marked)}</article>", "reposts")) == [ERSTE, LETZTE]


def test_a_byline_in_brackets_is_one() -> None:
    page = f"<div>(By Lin Mei | China Daily)<br>Updated: 2026-10-15 07:20</div><div><p>{FIRST}</p><p>{LAST}</p></div>"
    content = read(page, "chinadaily").content
    assert (content.author, content.agency, content.captions) == ("Lin Mei", "China Daily", ())
