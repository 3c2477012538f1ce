"""A `<title>` taken apart: what it says of the page, and what of the site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from crawler.parsers.text.letters import letters_of

#: Separators that hardly ever stand inside a headline.
_STRONG = re.compile(r"\s*(?:[|｜¦_＿»›«‹]|::+|--+|\s[·•∙@]\s)\s*")
#: Separators that also stand inside headlines.
_WEAK = re.compile(
    r"\s+[-‐‑‒–—―－:：]\s+|\s+[-–—－]+(?=[\u3400-\u9fff])|(?<=\S)[-–—－]+(?=\S)|\s*——\s*"
)
#: What parts a site, its sections and a headline in the order of crumbs.
_CRUMBS = re.compile(rf"{_STRONG.pattern}|\s+[-–—]\s+")
_COLON = re.compile(r"\s*[:：·]\s*")
_SITE_ZH = re.compile(
    r"(?:网|网站|新闻|频道|日报|晚报|晨报|早报|时报|周刊|杂志|在线|资讯|门户|社区|论坛|博客|官网|中心|卫视"
    r"|电视台|头条|快讯|要闻|首页|平台|政府|大学|委员会|办公室|协会|研究院|使馆|代表处|報|網|新聞)$"
)
#: Whose site it is: `国际教育学院`, `新民晚报`, `第三中学欢迎您！`.
_LONGEST_OWNER = 20
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}")
_OWNER = re.compile(
    rf"{_SITE_ZH.pattern}|(?:报|数字[报版]|[电電]子[版報报]|学院|[中小]学|学校|医院|基金会|公司|局|馆|学会|联合会|图书馆)$|欢迎[您你]"
)
_SITE_EN = re.compile(
    r"\b(?:news|times|post|daily|journal|herald|tribune|guardian|telegraph|magazine|blog|online|tv"
    r"|radio|network|media|press|review|today|wire|gazette|chronicle|organization|organisation"
    r"|foundation|university|institute|government|ministry|embassy|office|world|mirror|independent)\b"
    r"|^powered by\b|\.(?:com|org|net|cn|edu|gov|int|co\.uk|info|io|us|eu)\b",
    re.IGNORECASE,
)
#: A newspaper's digital edition, with the name of its page: `… 海港晚报数字报-副刊`.
_EDITION = re.compile(
    r"(?<=.{4}) [\u3400-\u9fff]{2,8}(?:数字报|数字版|电子报|电子版)(?:[-_—:：]\S{1,12})?$"
)
#: Which page of an article: `A ticket home[1]|chinadaily.com.cn`.
_PAGE = re.compile(r"\s?\[\d{1,2}\](?=\s*(?:[|｜_-]|$))")
#: Longer than most headlines, and nothing but a name.
_STATE = re.compile(r"中华人民共和国[\u3400-\u9fff]{2,24}(?:部|局|[使领]馆|处|署|会|院|厅|海关)")
#: So many Chinese characters behind a newspaper's name are a headline, not a section.
_HEADLINE = 5
#: A newspaper's or a portal's name may stand first.
_PAPER_ZH = re.compile(
    r"^[\u3400-\u9fff]{2,12}(?:日报|晚报|晨报|早报|时报|周刊|数字报|电子报|新闻网|在线|网)$"
)
#: What the organization that we watch calls itself.
_ORGANIZATION = (
    *(
        "International Organization for Migration",
        "IOM",
        "UN Migration",
        "IOM China",
        "IOM UN Migration",
    ),
    *("The UN Migration Agency", "国际移民组织", "国际移民组织驻华代表处", "联合国移民署"),
)
_HAN = re.compile("[\u3400-\u9fff]")
#: A Chinese character so near behind a dash makes the title Chinese.
_NEAR = 8
#: A site's name is shorter than this; a longer tail belongs to the headline.
_SITE_CHARACTERS = 48
_SITE_WORDS = 6
#: A heading that nothing confirms must be at least this long to be a headline.
_HEADLINE_LETTERS = 12
HEADLINE_HAN = 6


@lru_cache(maxsize=4096)  # a page's title is compared with its headings in several ways
def key(text: str) -> str:
    """Return letters and digits only, folded: what two spellings of a title share."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return letters_of(folded.casefold())


def is_long(text: str) -> bool:
    """Say whether a text is long enough for a headline that nothing else confirms."""
    letters = key(text)
    han = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    return han >= HEADLINE_HAN or len(letters) >= _HEADLINE_LETTERS


def is_of_site(title: str, menu: Collection[str], rights: str) -> bool:
    """Say whether a `<title>` names its site and a section only.

    `menu`: what links say; `rights`: the lines that say whose the page is.
    """
    parts = [part for part in _STRONG.split(title) for part in _WEAK.split(part) if part]
    owner, _, section = title.partition(": ")
    if owner in _ORGANIZATION and section and any(line.endswith(section) for line in menu):
        return True  # as the crumbs say, too
    known = (*menu, *_ORGANIZATION)
    return all(part in known or part in rights or _names_owner(part) for part in parts)


def _names_owner(part: str) -> bool:
    if _HOST.fullmatch(part):
        return True
    return len(part) <= _LONGEST_OWNER and " " not in part and bool(_OWNER.search(part))


def names_medium(text: str) -> bool:
    """Say whether a text is the name of a medium or an office: `Mtime时光网`."""
    return len(text) <= _LONGEST_OWNER and bool(_SITE_ZH.search(text))


def likeness(one: str, other: str) -> float:
    """Return how many pairs of letters two titles share: 1 for the same, 0 for none."""
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second) or 1)


def _pairs(text: str) -> set[str]:
    letters = key(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def runs(title: str) -> list[str]:
    """Return every part that a `<title>` may hold as headline, the longest first."""
    colon = _colon(title)
    inner = sorted({*_cuts(title), *([colon] if colon else [])})
    cuts = [(0, 0), *inner, (len(title), len(title))]
    found = {
        title[left[1] : right[0]].strip()
        for number, left in enumerate(cuts)
        for right in cuts[number + 1 :]
    }
    return sorted(filter(None, found), key=lambda part: (-len(part), part))


def last_of_many(title: str) -> str | None:
    """Return the last part of a `<title>` in the order of crumbs: `Site | News | Headline`."""
    parts = _CRUMBS.split(title)
    return parts[-1] if len(parts) > 2 and is_long(parts[-1]) else None  # noqa: PLR2004


def without_site(title: str, sites: Collection[str]) -> str:
    """Return the title less what names the site or its sections, before or after it.

    `sites`: keys of the site's names.
    """
    text = _PAGE.sub("", _EDITION.sub("", " ".join(title.split())))
    cuts = _cuts(text)
    while cuts:
        start, end = cuts.pop()
        head, tail = text[:start].strip(), text[end:].strip()
        if not head or key(head) in sites:
            break
        strong = bool(_STRONG.fullmatch(text[start:end]))
        if tail and not _names_site(tail, head, sites, strong=strong):
            break
        text = head
    first = next(iter(_cuts(text)), None) or _colon(text)
    if first and text[first[1] :].strip():
        head = text[: first[0]].strip()
        named = _PAPER_ZH.match(head) and len(text) - first[1] >= min(len(head) + 1, _HEADLINE)
        if named or key(head) in sites:
            text = text[first[1] :].strip()
    return text


def _colon(text: str) -> tuple[int, int] | None:
    match = _COLON.search(text)
    return match.span() if match else None


def _cuts(title: str) -> list[tuple[int, int]]:
    strong = [match.span() for match in _STRONG.finditer(title)]
    han = _HAN.search(title)
    chinese = han.start() if han else len(title) + _NEAR
    weak = [
        match.span()
        for match in _WEAK.finditer(title)
        if match[0].strip() != match[0] or chinese < match.end() + _NEAR
    ]
    inside = {position for start, end in strong for position in range(start, end)}
    # Twelve are more than any page has; a bomb of separators would be quadratic.
    return sorted(strong + [span for span in weak if span[0] not in inside])[-12:]


def _names_site(tail: str, head: str, sites: Collection[str], *, strong: bool) -> bool:
    """Return whether what stands behind a separator is the site or a section of it."""
    name = key(tail)
    if any(name == site or _inside(site, name) or _inside(name, site) for site in sites):
        return True
    if len(tail) > _SITE_CHARACTERS:
        return False
    if _STATE.fullmatch(tail):
        return True
    shorter = len(name) <= len(key(head))
    marked = bool((_SITE_ZH if _HAN.search(tail) else _SITE_EN).search(tail))
    if strong:
        return shorter or marked
    if _HAN.search(tail):
        return marked and shorter
    return _is_name(tail, len(head.split()), marked=marked)


def _inside(short: str, long: str) -> bool:
    # "IOM" and "cnn" stand in much.
    return len(short) > 3 and short in long  # noqa: PLR2004


def _is_name(tail: str, head_words: int, *, marked: bool) -> bool:
    """Return whether English words are written as a name, of a site rather than a thing."""
    words = tail.split()
    capital = all(word[0].isupper() or word[0].isdigit() or len(word) <= 3 for word in words)  # noqa: PLR2004 - of, the
    few = len(words) <= 3 and head_words > len(words)  # noqa: PLR2004 - a bare name
    if marked and words[0].lower() == "powered":
        return True
    return capital and len(words) <= _SITE_WORDS and (marked or few)
