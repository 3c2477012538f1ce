"""What holds for every record: pure, repeatable, untouched by what stands around a page."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.parsers import Document, parse, parse_many
from storage.codec import record_dict
from storage.errors import ParseError
from storage.types import Content, FurnitureSet, PageDate, Record

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
ZH = "2024年3月8日，国际移民组织驻华代表处在成都举办了社区融入沙龙。来自九个国家的居民分享了各自的经历，并参观了社区图书馆。"
EN = "On 8th March 2024, in Chengdu, the International Organization for Migration (IOM) Mission in China hosted a salon on community integration. Residents of nine countries told how they settled."
MORE = (
    "The hosts served tea and asked each guest for one word that nobody had taught them at school."
)


def page(body: str, before: str = "", after: str = "", head: str = "") -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>Salon in Chengdu</title>{head}</head><body>{before}"
        f"<div class='main'><h1>Salon in Chengdu</h1><div class='text'>{body}</div></div>{after}</body></html>"
    ).encode()


ARTICLE = f"<p>{EN}</p><p>{MORE}</p><p>{MORE.replace('tea', 'soup')}</p>"


def refused(document: Document) -> str | None:
    """Return what the parser's own error is about; None when the page was read."""
    try:
        parse(document)
    except ParseError as error:
        return str(error).partition(":")[0]
    return None


@SLOW
@given(st.binary(min_size=0, max_size=400))
def test_no_bytes_make_the_parser_raise_anything_but_its_own_error(content: bytes) -> None:
    assert refused(Document(content)) in (None, "page")


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='a'>", "</div>", "<h1>", "</h1>", "<li>", "<table><tr><td>", "</td>", "<br>",
     "<a href='x'>", "</a>", "<script>", "</script>", "<!--", "-->", "<style>", "&#0;", "&nbsp;", "<", ">"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["Start Date", "2017", "-", "国际移民组织", "IOM", "2030 Agenda", "(China Daily March 21, 2008)", "有话要说", "9/28/2022",
     "Beijing – ", "当前位置：首页 > 正文", "\u202e", "\x00", "Who we are", "Budget Amount (USD)", EN, ZH]
)  # fmt: skip


@SLOW
@given(st.lists(st.one_of(TAGS, WORDS, st.text(max_size=20)), max_size=40))
def test_no_markup_makes_the_parser_raise_anything_but_its_own_error(parts: list[str]) -> None:
    content = "<html>" + " ".join(parts)
    assert refused(Document(content.encode("utf-8", "replace"))) in (None, "page")


@SLOW
@given(st.lists(st.one_of(WORDS, st.text(max_size=30)), max_size=30))
def test_no_text_makes_the_parser_raise_anything_but_its_own_error(lines: list[str]) -> None:
    assert refused(
        Document("\n".join(lines).encode("utf-8", "replace"), media_type="text/plain")
    ) in (None, "page")


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n ", b"%PDF-1.7 \x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(32)) * 30, b"a" * (10 * 1024 * 1024 + 1)],
)  # fmt: skip
def test_what_is_no_page_is_refused_with_what_which_cause(content: bytes) -> None:
    with pytest.raises(ParseError, match=r"^page: \S+: .+"):
        parse(Document(content, url="https://example.org/x"))


def test_parsing_twice_gives_the_same_record() -> None:
    document = Document(page(ARTICLE), url="https://example.org/news/salon")
    assert parse(document) == parse(document)


def content_of(
    before: str = "", after: str = "", head: str = "", source: str | None = "iom_news"
) -> Content:
    document = Document(
        page(ARTICLE, before, after, head), url="https://www.iom.int/news/salon", source=source
    )
    return parse(document).content


BEFORE = [
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul></nav>",
    "<div class='crumb'><a href='/'>Home</a> &gt; <a href='/n'>News</a></div>",
    "<table><tr><td><a href='/1'>One thing</a></td><td><a href='/2'>Another thing</a></td></tr></table>",
    "<div style='display:none'>& N) P8 D\" D-</div>",
    "<div><p>Tools: Save | Print | E-mail | Most Read | Comment</p></div>",
]
AFTER = [
    "<div class='related'><h3>Related stories</h3><ul><li><a href='/a'>A bridge for two valleys</a></li><li><a href='/b'>The night school reopens its doors</a></li></ul></div>",
    "<div id='divCommentPost'><p>发表评论：</p><form id='frmSumbit'><textarea></textarea></form></div>",
    "<div><h4>Comments</h4><div><p>What a lovely idea, we should have one too in our street next year.</p></div></div>",
    "<footer><p>Copyright © 2025 Example. All rights reserved.</p></footer>",
    "<p>浏览：1203</p><p>分享到：微博 微信</p>",
    "<div class='share'><a href='#'>Facebook</a><a href='#'>X</a></div>",
]


@SLOW
@given(
    st.lists(st.sampled_from(BEFORE), max_size=4, unique=True),
    st.lists(st.sampled_from(AFTER), max_size=5, unique=True),
    st.sampled_from(["iom_news", None]),
)
def test_furniture_around_a_page_changes_nothing_in_its_content(
    before: list[str], after: list[str], source: str | None
) -> None:
    assert content_of("".join(before), "".join(after), source=source) == content_of(source=source)


def test_a_moving_counter_changes_nothing() -> None:
    def read(count: int) -> Content:
        body = f"{ARTICLE}<p>浏览：{count}</p><p>{MORE.replace('tea', 'bread')}</p>"
        return parse(
            Document(page(body), url="https://www.iom.int/news/s", source="iom_news")
        ).content

    assert read(17) == read(1842)


def test_lines_that_recur_on_the_host_are_dropped_and_named() -> None:
    promise = "We plant a tree for every hundred readers of this page"
    document = Document(
        page(f"{ARTICLE}<p>{promise}</p>"), url="https://www.iom.int/news/s", source="iom_news"
    )
    known = FurnitureSet("iom.int", 3, frozenset({promise.casefold()}))
    record = parse(document, known)
    assert promise in parse(document).content.editions["en"].body
    assert promise not in record.content.editions["en"].body
    assert promise in record.furniture
    assert record.furniture_version == 3


def test_a_page_that_only_repeats_its_host_is_not_understood() -> None:
    document = Document(page(ARTICLE), url="https://www.iom.int/news/s", source="iom_news")
    lines = frozenset({EN.casefold(), MORE.casefold(), MORE.replace("tea", "soup").casefold()})
    record = parse(document, FurnitureSet("iom.int", 1, lines))
    assert (record.not_understood or "").startswith("page: ")


def test_pages_of_one_host_teach_each_other() -> None:
    promise = "We plant a tree for every hundred readers of this page"
    documents = [
        Document(
            page(
                f"<p>{EN.replace('salon', word)}</p><p>{MORE.replace('tea', word)}</p><p>{promise}</p>"
            ),
            url=f"https://news.example.org/{number}",
        )
        for number, word in enumerate(["picnic", "parade", "concert", "lesson"])
    ]
    assert all(promise not in r.content.editions["en"].body for r in parse_many(documents))


def test_a_page_in_a_third_language_gives_its_text_with_a_warning() -> None:
    french = (
        "L’Organisation internationale pour les migrations a ouvert une bibliothèque à Pékin pour les familles "
        "qui viennent d’arriver. Les livres sont dans six langues et la maison est ouverte tous les jours sauf le lundi."
    )
    record = parse(
        Document(page(f"<p>{french}</p><p>{french}</p>"), url="https://www.iom.int/fr/news/x")
    )
    assert french in record.content.editions["en"].body
    assert record.warnings == ("language: French: neither Chinese nor English, kept under en",)


def test_a_gbk_page_is_read_whatever_its_header_says() -> None:
    body = f"<html><head><meta charset=gb2312><title>社区融入沙龙在成都举办</title></head><body><h1>社区融入沙龙在成都举办</h1><p>{ZH}</p><p>{ZH}</p></body></html>"
    record = parse(Document(body.encode("gb18030"), charset="iso-8859-1"))
    assert record.content.editions["zh-Hans"].title == "社区融入沙龙在成都举办"
    assert record.content.event_date == PageDate("2024-03-08")


def test_relative_dates_are_counted_from_the_fetch() -> None:
    html = f"<html><head><title>社区融入沙龙在成都举办</title></head><body><h1>社区融入沙龙在成都举办</h1><div>3天前</div><p>{ZH}</p><p>{ZH}</p></body></html>"
    document = Document(
        html.encode(), url="https://example.cn/a", fetched_at=datetime(2024, 3, 12, 4, tzinfo=UTC)
    )
    assert parse(document).content.published == PageDate("2024-03-09")


def test_links_and_attachments_of_the_text_are_kept_and_others_not() -> None:
    body = f"{ARTICLE}<p>Read the <a href='/files/guide.pdf'>guide</a> that the hosts wrote for their neighbours and friends.</p>"
    record = parse(
        Document(page(body, before=BEFORE[0]), url="https://www.iom.int/news/s", source="iom_news")
    )
    (link,) = record.content.links
    assert (link.url, link.text, link.attachment) == (
        "https://www.iom.int/files/guide.pdf",
        "guide",
        True,
    )


def test_the_scroll_down_marker_is_in_no_edition() -> None:
    lines = ["社区融入沙龙在成都举办", "*please scroll down for English", ZH, EN]
    record = parse(Document("\n".join(lines).encode()))
    assert record.content.editions["zh-Hans"].body == ZH
    assert record.content.editions["en"].body == EN


def test_a_record_prints_in_the_contracts_order() -> None:
    keys = list(record_dict(parse(Document(page(ARTICLE))), "x"))
    assert keys[:4] == ["path", "url", "source", "genre"]


def test_every_value_names_what_it_was_read_by() -> None:
    record: Record = parse(
        Document(page(ARTICLE), url="https://www.iom.int/news/s", source="iom_news")
    )
    filled = {f.name for f in dataclasses.fields(Content) if getattr(record.content, f.name)}
    assert filled - {"editions", "links", "captions", "contacts"} <= set(record.evidence)
    assert {"genre", "body", "title"} <= set(record.evidence)


def test_extractors_are_asked_about_a_known_source_only_where_hardly_anything_is_found() -> None:
    box = f"<aside class='tips'><p>{MORE}</p></aside>"
    brief = f"<h1>A Reading Room</h1><div><p>{EN}</p></div><div><p>{MORE}</p></div>{box}"
    long = brief.replace(EN, f"{EN}</p><p>{MORE} {EN}</p><p>{EN} {MORE * 2}")
    read = {
        name: parse(Document(page(body), url="https://www.iom.int/news/s", source="iom_news"))
        for name, body in (("brief", brief), ("long", long))
    }
    assert read["long"].evidence["body"] == "density"
    assert read["brief"].evidence["body"] != "density"
