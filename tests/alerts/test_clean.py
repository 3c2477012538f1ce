from __future__ import annotations

import random
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.clean import http_url, one_line, paragraphs, shortened


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("Two\r\nlines: forged@example.org", "Two lines: forged@example.org"),
        ("nul\x00l and bell\x07", "null and bell"),
        ("line\u2028separator\u2029s", "line separator s"),
        ("\u202eevil\u202c plain \u2066x\u2069", "evil plain x"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("lone \ud800 surrogate \udfff", "lone surrogate"),
        ("next\x85line, unit\x1fseparator", "next line, unit separator"),
        ("  国际移民组织\u3000\u3000在华项目 ", "国际移民组织 在华项目"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_what_could_forge_or_hide_is_gone(hostile: str, clean: str) -> None:
    assert one_line(hostile) == clean


def test_emoji_families_and_scripts_that_join_letters_stay_whole() -> None:
    assert one_line("👩‍👩‍👧 می‌خواهم") == "👩‍👩‍👧 می‌خواهم"


def test_towers_of_marks_are_cut_to_what_scripts_need() -> None:
    assert one_line("Z" + "\u0301" * 50 + "o") == "Z" + "\u0301" * 4 + "o"


def test_a_cut_text_ends_with_an_ellipsis_and_parts_no_letter_from_its_mark() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("cafe\u0301s", 6) == "cafe\u0301s"
    assert shortened("abe\u0301xyz", 5) == "abe…"


def test_a_megabyte_is_cut_before_it_is_read() -> None:
    assert len(one_line("界" * 1_000_000, 300)) == 300


def test_paragraphs_are_cleaned_one_by_one() -> None:
    assert paragraphs("one\n\n two\u2028three\r\n\x00\n") == ["one", "two", "three"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//evil.example/", "http:///path", "ftp://x/y",
        "http://[site.example/", "https://site.example:port/", "https://site.example:99999/",
        "https://user@bank.example@evil.example/", "https://\\evil.example", "", "https://x" + "y" * 3000,
    ],
)  # fmt: skip
def test_only_http_urls_with_a_plain_host_are_linked(url: str) -> None:
    assert http_url(url) is None


def test_what_would_end_an_attribute_is_percent_encoded() -> None:
    url = http_url('https://site.example/a"b<c>?q=移民 x')
    assert url == "https://site.example/a%22b%3Cc%3E?q=%E7%A7%BB%E6%B0%91%20x"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_no_text_leaves_a_control_a_surrogate_or_a_line_break(text: str) -> None:
    cleaned = one_line(text)
    assert one_line(cleaned) == cleaned
    for letter in cleaned:
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(letter) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        )  # fmt: skip
    cleaned.encode("utf-8")


def hostile_titles(n: int) -> list[str]:
    """Titles of controls, NUL, separators, bidi, surrogates, newlines, markup and header lines."""
    chance = random.Random(7)  # noqa: S311 - reproducible chance, no secret
    pieces = [
        "\r\nBcc: victim@example.org\r\n", "\x00", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800",
        "\udc00", "<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}", "{% raw %}",
        "%(address)s", "=?utf-8?q?=0D=0A?=", "国际移民组织", "\x1b[31m", "\x85", "\x0b", "\x0c", "😀", "&amp;",
        "'); DROP TABLE items;--", "\n.\n", "--boundary", "IOM", " ", "\t", "\ufeff", "\U000e0041",
    ]  # fmt: skip
    titles = ["".join(chance.choices(pieces, k=chance.randrange(1, 12))) for _ in range(n - 2)]
    titles += [chr(chance.randrange(sys.maxunicode)) * 40, "界" * 1_000_000]
    return titles
