"""Bytes become the text that their author wrote, whatever the headers claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.text.charset import decode

CHINESE = "国际移民组织在成都举办培训班，来自各省的学员参加。"
PAGE = f"<html><head><meta charset='gb2312'><title>{CHINESE}</title></head>"


def test_utf8_wins_over_a_wrong_header() -> None:
    decoded = decode(CHINESE.encode(), "iso-8859-1")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (CHINESE, "utf-8", ())


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfIOM", None).text == "IOM"
    assert decode(CHINESE.encode("utf-16"), None).text == CHINESE


def test_the_header_is_believed_when_it_is_not_utf8() -> None:
    assert decode(CHINESE.encode("big5", "ignore"), "Big5").encoding == "big5hkscs"
    assert decode("café, crème".encode("latin-1"), "ISO-8859-1").text == "café, crème"


def test_a_latin_header_over_gbk_bytes_gives_way_to_the_meta_tag() -> None:
    decoded = decode(PAGE.encode("gbk"), "iso-8859-1")
    assert CHINESE in decoded.text
    assert decoded.warnings == ()


def test_gbk_without_any_declaration_is_read_as_gb18030() -> None:
    assert decode(CHINESE.encode("gbk"), None).text == CHINESE


def test_gb2312_means_gb18030_so_rare_names_survive() -> None:
    assert decode("朱镕基会见代表团".encode("gb18030"), "gb2312").text == "朱镕基会见代表团"


def test_one_stray_byte_does_not_turn_a_utf8_page_into_gbk() -> None:
    decoded = decode((CHINESE * 4).encode() + b"\xe5\x9b", "utf-8")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(CHINESE)
    assert decoded.warnings == ("charset: utf-8: 1 broken sequences",)


def test_text_spoilt_before_it_reached_us_is_reported() -> None:
    spoilt = "l’équipe à Genève".encode().decode("cp1252", "replace").encode()
    assert "UTF-8 read as Latin-1" in decode(spoilt, "utf-8").warnings[0]


@pytest.mark.parametrize("name", ["unicode_escape", "utf-7", "zlib", "rot13", "no-such", "\x00"])
def test_codecs_that_are_no_charset_of_pages_are_ignored(name: str) -> None:
    assert decode(CHINESE.encode("gbk"), name).text == CHINESE


@given(st.binary(), st.one_of(st.none(), st.text(), st.sampled_from(["gbk", "big5", "utf-16"])))
def test_no_bytes_make_it_raise(content: bytes, header: str | None) -> None:
    assert isinstance(decode(content, header).text, str)
