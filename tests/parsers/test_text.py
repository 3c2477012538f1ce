"""Scraped text comes out clean, whole and unglued, and nothing else happens to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.text import clean, clean_lines, mojibake


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\u00a0b", "a b"),
        ("  a \t b\r\n", "a b"),
        ("mi\u200bgra\u00adtion", "migration"),
        ("\u202eevil\u202c", "evil"),
        ("\ufeff国际\u200d移民", "国际移民"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("　　国际移民组织　驻华代表处", "国际移民组织 驻华代表处"),
        ("IOM&#8217;s office&nbsp;in China", "IOM’s office in China"),
        ("R&amp;D &#x4e2d;&#22269;", "R&D 中国"),
        ("AT&amp;amp;T", "AT&T"),
        ("Q&A; R&D", "Q&A; R&D"),
        ("表示：“欢迎，”（完）", "表示：“欢迎，”（完）"),
        ("e\u0301cole", "école"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_clean_keeps_what_is_read_and_nothing_else(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted


@given(st.text())
def test_clean_is_idempotent_and_gives_one_line(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once.splitlines()) <= 1


@given(st.text("&#;x0138abmp \u200b\u037e"))
def test_clean_is_idempotent_on_nested_entities(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


def test_deeply_nested_entities_end() -> None:
    once = clean("&" + "#38;" * 5000 + "#65;")
    assert clean(once) == once


def test_lines_keep_their_blanks() -> None:
    assert clean_lines("a \r\n\r\n b\u2028c") == ["a", "", "b", "c"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("the cafÃ© of GenÃ¨ve", "UTF-8 read as Latin-1"),
        ("IOMâ€™s office and Chinaâ€™s", "UTF-8 read as Latin-1"),
        ("国际移民组织".encode().decode("cp1252", "ignore"), "UTF-8 read as Latin-1"),
        ("国际移民组织".encode("gbk").decode("latin-1"), "GBK"),
        ("国际移民组织，在京。举办，研讨会。".encode().decode("gbk", "ignore"), "read as GBK"),
        ("lost \ufffd here", "U+FFFD"),
    ],
)
def test_wrong_decoding_is_told_in_plain_words(text: str, reason: str) -> None:
    assert reason in (mojibake(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Genève, São Tomé, Ñandú, Çeşme",
        "5 °C – “quoted” … €100",
        "国际移民组织，驻华。",
        "ÀÉÎÕÜ",
    ],
)
def test_right_text_is_left_in_peace(text: str) -> None:
    assert mojibake(text) is None
