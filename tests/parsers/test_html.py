import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.markup.html import MAX_BYTES, tree
from storage.errors import ParseError


def text_of(page: str) -> str:
    return " ".join(tree(page).text_content().split())


@pytest.mark.parametrize(
    "page", ["", "   \n", "\x00", "<!-- only a comment -->", "<!doctype html>"]
)
def test_a_page_without_anything_is_a_parse_error(page: str) -> None:
    with pytest.raises(ParseError, match="page: "):
        tree(page)


def test_a_page_beyond_the_limit_is_a_parse_error() -> None:
    with pytest.raises(ParseError, match="more than"):
        tree("a" * (MAX_BYTES + 1))


def test_a_page_of_the_limit_is_read() -> None:
    assert len(text_of("<p>" + "a" * (MAX_BYTES - 3))) == MAX_BYTES - 3


def test_nuls_and_lone_surrogates_do_not_end_a_page() -> None:
    assert text_of("<p>one\x00 two</p><p>\ud800three</p>").endswith("three")


def test_an_xml_declaration_with_another_encoding_is_ignored() -> None:
    assert (
        text_of('<?xml version="1.0" encoding="gb2312"?><html><body>移民</body></html>') == "移民"
    )


def test_a_meta_charset_that_lies_is_ignored() -> None:
    assert (
        text_of('<html><head><meta charset="iso-8859-1"></head><body>移民</body></html>') == "移民"
    )


def test_hundreds_of_unclosed_fonts_lose_no_text() -> None:
    assert text_of("<font>" * 600 + "<p>the end</p>") == "the end"


def test_thousands_of_unclosed_fonts_lose_no_text() -> None:
    page = "<div>one " + "<font size=2><B>row " * 1500 + "<p>the end</p>"
    assert text_of(page).startswith("one row row")
    assert text_of(page).endswith("row the end")


@pytest.mark.parametrize(
    "ends", ["</html>", "</body>", "</BODY>\n</HTML >", "</body></html><html><head></head><body>"]
)
def test_the_end_of_a_page_in_its_middle_ends_nothing(ends: str) -> None:
    root = tree(f"<html><body><div><h1>Head</h1>{ends}<p>in</p></div>{ends}<p>over</p></body>")
    assert [element.tag for element in root.iter()] == ["html", "body", "div", "h1", "p", "p"]
    assert "".join(root.text_content().split()) == "Headinover"


def test_a_depth_bomb_gives_a_tree() -> None:
    assert tree("<div>" * 100_000 + "x" + "</div>" * 100_000).tag == "html"


def test_comments_and_processing_instructions_are_gone() -> None:
    root = tree("<body><!-- x --><p>a<!-- b -->c</p><?php echo 1 ?></body>")
    assert text_of("<body><p>a<!-- b -->c</p></body>") == "ac"
    assert all(isinstance(element.tag, str) for element in root.iter())


@given(st.text(max_size=400))
def test_any_text_gives_a_tree_or_a_parse_error(page: str) -> None:
    with contextlib.suppress(ParseError):
        assert tree(page).tag == "html"


@pytest.mark.parametrize("opening", ["article", "main", "header", "section"])
def test_a_page_that_leaves_out_head_and_body_is_read_from_its_first_element_on(
    opening: str,
) -> None:
    page = f"<!doctype html><title>T</title><meta name=a><{opening}>one</{opening}> two <p>three"
    body = tree(page).find("body")
    assert body is not None
    assert " ".join(body.text_content().split()) == "one two three"


def test_such_a_page_with_a_body_of_its_own_keeps_the_order() -> None:
    body = tree("<title>T</title><article>one</article><body>two<p>three").find("body")
    assert body is not None
    assert body.text_content() == "onetwothree"
