"""Short texts, and texts that begin or end anyhow: no sentence and no title may be lost."""

from __future__ import annotations

import random

import pytest

from bench.blind import BLIND, pages_in
from bench.stretches import Stretch, Tally, as_both, as_dump, as_markup, stretch_of
from crawler.parsers import Document, parse
from storage.types import Edition, Language, PageDate, Record

ZH = (
    "航运学校的第一期心理咨询课程星期一在舟山开班，四十名船员和他们的家属参加了开班式。",
    "课程为期六周，由两名会说英语和他加禄语的咨询师讲授，结业后学员可以继续打电话咨询。",
)
EN = (
    "The first course for crews and their families opened in Zhoushan on Monday.",
    "It runs for six weeks, and two counsellors teach it in English and in Tagalog.",
)
TITLE = "船员心理咨询课程在舟山开班"
HEADLINE = "Course for crews opens in Zhoushan"


def read(page: str, source: str | None = None, media_type: str = "text/html") -> Record:
    return parse(Document(page.encode(), source=source, media_type=media_type))


def edition(record: Record, tag: Language) -> Edition:
    return record.content.editions[tag]


@pytest.mark.parametrize("source", [None, "iom_news", "reposts"])
def test_no_sentence_of_a_stretch_is_lost(source: str | None) -> None:
    tally, chance = Tally(), random.Random(11)  # noqa: S311 - not a secret
    for page in pages_in(BLIND):
        if stretch := stretch_of(page, chance):
            for text, media in (
                (as_markup(stretch), "text/html"),
                (as_dump(stretch), "text/plain"),
            ):
                tally.add((stretch,), read(text, source, media).content.editions)
    assert tally.pages > 100
    assert tally.lost == 0


@pytest.mark.parametrize(
    "question",
    [
        "记者：为什么从舟山开始？",
        "记者：请介绍一下这一期课程的学员。",
        "记者：有人说，船员宁可给家里打电话，也不愿意跟不认识的人说。",
        "本报记者：家属也能来听课吗？",
    ],
)
@pytest.mark.parametrize("source", [None, "iom_news", "chinadaily"])
def test_what_an_interview_asks_is_text_and_nobody_s_name(
    question: str, source: str | None
) -> None:
    lines = [question, ZH[0], "记者：以后还办吗？", ZH[1]]
    record = read(as_markup(Stretch("zh", TITLE, lines)), source)
    assert edition(record, "zh-Hans").body.split("\n\n") == lines
    assert record.content.author is None


@pytest.mark.parametrize(
    "sentence",
    ["By Friday there were forty names on it.", "Norway is a leading copper producer."],
)
def test_a_sentence_at_an_end_is_no_byline_and_nobody_s_life(sentence: str) -> None:
    for lines in ((sentence, *EN), (*EN, sentence)):
        record = read(as_markup(Stretch("en", HEADLINE, lines)), "iom_news")
        assert edition(record, "en").body.split("\n\n") == list(lines)


@pytest.mark.parametrize("byline", ["记者：林舟、张海燕 摄影：王岛", "记者：林舟"])
def test_who_reports_is_still_a_byline(byline: str) -> None:
    record = read(as_markup(Stretch("zh", TITLE, (byline, *ZH))), "chinadaily")
    assert edition(record, "zh-Hans").body.split("\n\n") == list(ZH)
    assert (record.content.author or "").startswith("林舟")


def test_a_dump_may_open_with_a_short_sentence() -> None:
    opening = "船员也会想家，想得睡不着。"
    record = read(as_dump(Stretch("zh", TITLE, (opening, *ZH))), media_type="text/plain")
    assert edition(record, "zh-Hans") == Edition(TITLE, "\n\n".join((opening, *ZH)))


def test_what_a_dump_begins_with_is_its_title_however_short() -> None:
    record = read(as_dump(Stretch("zh", "船员的课堂", ZH)), media_type="text/plain")
    assert edition(record, "zh-Hans").title == "船员的课堂"


@pytest.mark.parametrize("order", ["zh, en", "en, zh", "by turns"])
@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        "Crews are taught to talk. It helps",
        "Someone to talk to",
        "First course for crews of ships and for their families opens in Zhoushan on Monday morning",
    ],
)
def test_each_edition_has_the_heading_above_it(order: str, headline: str) -> None:
    page = as_both(Stretch("zh", TITLE, ZH), Stretch("en", headline, EN), order)
    record = read(page, "iom_news")
    assert edition(record, "zh-Hans").title == TITLE
    assert edition(record, "en").title == headline


def test_english_that_only_a_person_tells_is_an_edition() -> None:
    told = (
        "My name appears in 1979. “Rolls, plum jam. Rain. A girl.”",
        "I have read it many times. I think I have never been so well described.",
    )
    record = read(as_both(Stretch("zh", TITLE, ZH), Stretch("en", HEADLINE, told), "zh, en"))
    assert edition(record, "en") == Edition(HEADLINE, "\n\n".join(told))
    assert edition(record, "zh-Hans") == Edition(TITLE, "\n\n".join(ZH))


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Zhoushan, 20 January 2019", "Zhoushan", "2019-01-20"),
        ("20 January 2019, Zhoushan", "Zhoushan", "2019-01-20"),
        ("Geneva/Zhoushan, January 20, 2019 –", "Geneva/Zhoushan", "2019-01-20"),
        ("Xi'an – 20 January 2019", "Xi'an", "2019-01-20"),
        ("Hong Kong, Sunday, 20 January 2019 –", "Hong Kong", "2019-01-20"),
        ("2019年1月20日，舟山", "舟山", "2019-01-20"),
        ("2019年1月20日，延吉。", "延吉", "2019-01-20"),
        ("舟山，2019年1月20日——", "舟山", "2019-01-20"),
        ("（舟山，2019年1月20日）", "舟山", "2019-01-20"),
    ],
)
@pytest.mark.parametrize("stamp", ["", "<div class='date'>2019-01-22</div>"])
def test_a_dateline_may_have_a_line_of_its_own(line: str, place: str, day: str, stamp: str) -> None:
    title, lines = (HEADLINE, EN) if line.isascii() or "–" in line else (TITLE, ZH)
    text = "".join(f"<p>{one}</p>" for one in (line, *lines))
    record = read(f"<title>{title}</title><h1>{title}</h1>{stamp}{text}", "iom_news")
    content = record.content
    assert (content.place, content.event_date) == (place, PageDate(day))
    assert content.published == (PageDate("2019-01-22") if stamp else None)
    (told,) = content.editions.values()
    assert told.body.split("\n\n") == [line, *lines]


def test_where_and_at_what_hour_a_page_was_sent_is_no_dateline() -> None:
    page = f"<h1>{TITLE}</h1><div>2019-01-22 11:00 舟山</div><p>{ZH[0]}</p><p>{ZH[1]}</p>"
    content = read(f"<title>{TITLE}</title>{page}", "reposts").content
    assert content.event_date is None


def test_a_line_between_title_and_text_that_is_none_of_it_is_told_as_dropped() -> None:
    text = "".join(f"<p>{line}</p>" for line in EN)
    page = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div>Harbour desk</div><article>{text}"
    record = read(page + "</article>", "iom_news")
    assert edition(record, "en").body.split("\n\n") == list(EN)
    assert "Harbour desk" in record.furniture


@pytest.mark.parametrize("box", ["class='v_news_content'", "id='vsb_content'", "class='post-body'"])
def test_one_sentence_in_the_box_that_is_called_the_text_is_the_text(box: str) -> None:
    head = "<header><a href='/'>航运学校</a></header><section><p>博学 · 笃行</p></section>"
    frame = (
        "<p>上一条：<a href='7.htm'>赠书仪式在舟山举行</a></p><p>下一条：无</p>"
        "<p>【<a href='javascript:window.close()'>关闭</a>】</p></form><footer>"
        "<p>陕ICP备05000000号</p><p>关注微信公众号</p><p>长安校区 | 雁塔校区</p></footer>"
    )
    sentence = "船员心理咨询讲座将于下个月在舟山举行，详情待定。"
    stamp = "<div>日期：2019-01-22 点击：<span>824</span></div>"
    page = f"{head}<form><h1>{TITLE}</h1>{stamp}<div {box}><p>{sentence}</p></div>{frame}"
    record = read(f"<title>{TITLE}</title>{page}", "iom_news")
    assert record.not_understood is None
    assert edition(record, "zh-Hans") == Edition(TITLE, sentence)
    closed = page.replace(sentence, "系统维护中，请稍后访问。")
    assert read(f"<title>{TITLE}</title>{closed}", "iom_news").not_understood
