"""The next page of a listing: by rel, by word, by sign in a pager, by the number in its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.parsers.links.anchored import absolute, base_of, text_of, upwards

_NEXT_WORDS = re.compile(
    r"(?:go to )?next(?: page)?|(?:older|earlier)(?: posts| entries| news| articles)?"
    r"|下一?页|下一頁|后页|后一页"
    r"|(?:较[早旧]|更早|以前)的?文章|旧文章",
    re.IGNORECASE,
)
_NEXT_SIGNS = frozenset({"›", "»", ">", ">>", "→"})
_CALENDAR = re.compile(r"calendar|rili", re.IGNORECASE)
_SMALL = re.compile(r"\d{1,3}")
_MOST_PAGES = 999
_PAGE_NUMBER = re.compile(r"(?<=page=)\d+|(?<=page_)\d+|(?<=/page/)\d+|(?<=index_)\d+")


def next_page_of(soup: BeautifulSoup, page: str) -> str | None:
    """Return the next page of the listing at this address, absolute; None on the last one."""
    here, base = urldefrag(page).url, base_of(soup, page)
    anchors = [tag for tag in soup.find_all(["a", "link"], href=True) if isinstance(tag, Tag)]
    linked = [(tag, url) for tag in anchors if (url := absolute(tag, base))]
    linked = [(tag, url) for tag, url in linked if urlsplit(url).netloc == urlsplit(here).netloc]
    followed = [(tag, url) for tag, url in linked if url != here]
    for says_next in (_rel_next, _word_next, _sign_next):
        for tag, url in followed:
            if says_next(tag):
                return url
    return _behind_number(here, linked) or _numbered_next(here, [url for _, url in followed])


def _behind_number(here: str, linked: Sequence[tuple[Tag, str]]) -> str | None:
    """Return where the number leads that follows this page's own in a row of numbers.

    Its own is not linked, or leads here: `1 [2] [3]`, `[1] [2] 3 [4]`.
    """
    numbers: dict[int, str] = {}
    for tag, url in linked:
        text = text_of(tag).strip("[]() ")
        numbered = tag.name == "a" and _SMALL.fullmatch(text) and _is_beside(here, url)
        if numbered and not any(map(_is_calendar, upwards(tag))):
            numbers.setdefault(int(text), url)
    own = next((n for n in range(1, _MOST_PAGES) if numbers.get(n, here) == here), None)
    following = numbers.get(own + 1) if own else None
    # only the first pages are linked: this one is far behind them
    return None if following and _number(here) >= _number(following) > 0 else following


def _number(url: str) -> int:
    found = _PAGE_NUMBER.search(url)
    return int(found[0]) if found else 0


def _is_calendar(tag: Tag) -> bool:
    return bool(_CALENDAR.search(f"{tag.get('class')} {tag.get('id')}"))


def _is_beside(here: str, url: str) -> bool:
    """Tell whether an address may be another page of the same listing: but for numbers it is it."""
    one, other = urlsplit(here), urlsplit(url)
    folder = one.path.rpartition("/")[0]
    return other.path.startswith((one.path, f"{folder}/"))


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
