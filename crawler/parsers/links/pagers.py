"""The next page of a listing: by rel, by word, by sign in a pager, by the number in its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.links.anchored import absolute, base_of, text_of

_NEXT_WORDS = re.compile(
    r"(?:go to )?next(?: page)?|older(?: posts| entries)?|下一?页|下一頁|后页|后一页", re.IGNORECASE
)
_NEXT_SIGNS = frozenset({"›", "»", ">", ">>", "→"})
_PAGE_NUMBER = re.compile(r"(?<=page=)\d+|(?<=page_)\d+|(?<=/page/)\d+|(?<=index_)\d+")


def next_page_of(soup: BeautifulSoup, page: str) -> str | None:
    """Return the next page by rel, by word, by sign in a pager, by the number in the URL."""
    here, base = urldefrag(page).url, base_of(soup, page)
    anchors = [tag for tag in soup.find_all(["a", "link"], href=True) if isinstance(tag, Tag)]
    followed = [(tag, url) for tag in anchors if (url := absolute(tag, base)) and url != here]
    followed = [
        (tag, url) for tag, url in followed if urlsplit(url).netloc == urlsplit(here).netloc
    ]
    for says_next in (_rel_next, _word_next, _sign_next):
        for tag, url in followed:
            if says_next(tag):
                return url
    return _numbered_next(here, [url for _, url in followed])


def _rel_next(tag: Tag) -> bool:
    return "next" in (tag.get_attribute_list("rel") or [])


def _word_next(tag: Tag) -> bool:
    shown = [text_of(tag), str(tag.get("title") or ""), str(tag.get("aria-label") or "")]
    trimmed = [text.strip(" \t›»>→.…") for text in shown]
    return tag.name == "a" and any(_NEXT_WORDS.fullmatch(text) for text in trimmed if text)


def _sign_next(tag: Tag) -> bool:
    return (
        tag.name == "a"
        and text_of(tag) in _NEXT_SIGNS
        and _PAGE_NUMBER.search(str(tag["href"])) is not None
    )


def _numbered_next(here: str, urls: Sequence[str]) -> str | None:
    """Return the linked URL that is this one with its page number raised by one."""
    number = _PAGE_NUMBER.search(here)
    if number:
        expected = f"{here[: number.start()]}{int(number.group()) + 1}{here[number.end() :]}"
        return expected if expected in urls else None
    # The first page often has no number: page=1 after none (counted from 0), page_2 after none.
    for url in urls:
        match = _PAGE_NUMBER.search(url)
        if (
            match is None
            or urlsplit(url).path.rsplit("/", 1)[0] != urlsplit(here).path.rsplit("/", 1)[0]
        ):
            continue
        zero_based = "page=" in url and dict(parse_qsl(urlsplit(here).query)).get("page") is None
        if match.group() == "2" or (match.group() == "1" and zero_based):
            return url
    return None
