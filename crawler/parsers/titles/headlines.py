"""Which words are a title: lines that stand as headings, and headlines glued to a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from crawler.parsers.bilingual import spans
from crawler.parsers.dates.dateline import dateline
from crawler.parsers.text.letters import letters_of
from crawler.parsers.text.patterns import any_of, narrow
from crawler.parsers.text.script import chinese_variant
from storage.types import Language

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z]{2,}")
_ONE_SEAM = re.compile(
    r"(?P<zh>[\u3400-\u9fff“「《].*[\u3400-\u9fff”」》!?！？])[\s|/–—-]*(?P<en>[A-Z][^\u3400-\u9fff]+)"
    r"|(?P<above>[A-Z][^\u3400-\u9fff]*[A-Za-z.?!])[\s|/–—-]*(?P<below>[\u3400-\u9fff“「《].*)"
)
#: A half of a title has at least so many characters or words.
_LEAST_HAN: Final = 6
_LEAST_WORDS: Final = 3
#: Longer lines are paragraphs: the longest headlines seen have 150 letters or 45 characters.
_LONGEST_ENGLISH: Final = 200
_LONGEST_CHINESE: Final = 64
_ENDS_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\bvs)(?<!\bSt)(?<!\bInc)[.。;,:]$|[.。][”’\"」』))]$")
#: A writer's office, a name's other form: beside a title, none itself.
_IN_BRACKETS = re.compile(r"\([^()]*\)")
#: How many more signs and spaces one way to write a title has than another.
_SPACES: Final = 8
_INNER_SENTENCE = re.compile(r"。.|[a-z)]\.\s+[A-Z]")
_SMALL: Final = frozenset(
    """a an and as at but by for from in into nor of off on onto or over per the to under up upon
    via vs with is are be was were its it their his her this that these those after before between
    during amid than not no""".split()  # noqa: SIM905 - sixty words read best as words
)
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
#: Words that open a text: a date, a dateline, or an article before what the headline named.
_OPENINGS: Final = r"""
On the [A-Z][\w ’'-]{3,40}, \d{1,2} {month}
On (?:the )?(?:\d|{month}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)
From \d{1,2}\b|In (?:{month}|20\d\d|19\d\d)\b
[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:, [A-Z][\w ]{2,20})?\s+[–—-]{1,2}\s+[A-Z]
[A-Z][\w’'-]+,? (?:\(?\w+\)? )?\d{1,2} {month}
\d{1,2}/\d{1,2}/\d{4}\b|\d{1,2}(?:st|nd|rd|th)? {month}
(?:The|An?|As|At|In|With|Following|Under|To|During|More than|Over|Some)\s
"""
_OPENING = re.compile(
    r"(?<=[^.!?。\s])\s+(?=" + any_of(_OPENINGS, month=_MONTH) + ")"
    # a dateline glued to the headline
    rf"|(?<=[a-z])(?=[A-Z][\w’'-]{{2,20}}, \d{{1,2}} {_MONTH} (?:19|20)\d\d\s*[–—-])"
)
_CHINESE_OPENINGS: Final = r"""
(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月|近日|日前|本报
[^\s,。]{2,8}(?:讯|电)[,(\s]
"""
_CHINESE_OPENING = re.compile(r"(?<=[^。!?,、;:\s])\s+(?=" + any_of(_CHINESE_OPENINGS) + ")")


def same_title(one: str, other: str) -> bool:
    """Say whether two lines are the same title, whatever their spacing, case and quotes."""
    # quotes and spaces are a few characters: most lines are told apart by their length
    apart = abs(len(one) - len(other))
    if apart > _SPACES + len(one) // 3 or not _may_open_alike(one[:1], other[:1]):
        return False
    return _bare(one) == _bare(other)


def saying(title: str, lines: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that are the title; most are told by how they begin."""
    openings = {line[:1] for line in lines}
    alike = {opening for opening in openings if _may_open_alike(opening, title[:1])}
    return [n for n, line in enumerate(lines) if line[:1] in alike and same_title(line, title)]


def _may_open_alike(one: str, other: str) -> bool:
    """Say whether two lines can begin with the same letter, told by their first characters."""
    if one == other or not (one.isalnum() and other.isalnum()):
        return True
    return one.casefold()[0] == other.casefold()[0]


def stands_as_heading(line: str, following: str | None, *, marked: bool = False) -> bool:
    """Say whether a line can be a title above the line that follows it; a sentence cannot.

    `marked`: markup calls it a heading; it may hold two sentences then.
    """
    text = line.strip()
    if not _can_be_title(text, marked=marked) or following is None:
        return False
    # a hard-wrapped sentence goes on in small letters; a headline does not
    return marked or not (following[:1].islower() and not _HAN.search(text))


def _can_be_title(text: str, *, marked: bool = False) -> bool:
    text = narrow(text)
    letters = sum(map(str.isalpha, text))
    han = len(_HAN.findall(text))
    if letters < 4 or letters < len(text) * 0.45:  # noqa: PLR2004 - numbers and rules are no title
        return False
    if han > _LONGEST_CHINESE or len(text) - han > _LONGEST_ENGLISH:
        return False
    if (
        _IN_BRACKETS.fullmatch(text)
        or _ENDS_SENTENCE.search(text)
        or (not marked and _INNER_SENTENCE.search(text))
    ):
        return False
    return dateline(text) is None


def looks_like_headline(text: str) -> bool:
    """Say whether most of the longer words are capitalised, as in an English headline."""
    words = re.findall(r"[A-Za-z][\w’'-]*", text)
    longer = [word for word in words if word.lower() not in _SMALL]
    return len(words) >= 3 and sum(w[0].isupper() for w in longer) * 10 >= len(longer) * 6  # noqa: PLR2004


def split_glued(text: str, language: str) -> tuple[str | None, str]:
    """Return the headline glued in front of a paragraph, and the rest; None without one."""
    if language.startswith("zh"):
        return _split_glued_chinese(text)
    for match in _OPENING.finditer(narrow(text), 12, 260):
        head, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if len(rest) < 2 * len(head) or _INNER_SENTENCE.search(head):
            break
        if not _strong_opening(rest) and not _name_returns(head, rest):
            continue
        if looks_like_headline(head) and _can_be_title(head) and not _open_ended(head):
            return head, rest
    return None, text


def _split_glued_chinese(text: str) -> tuple[str | None, str]:
    match = _CHINESE_OPENING.search(narrow(text), 0, 90)
    if match:
        head, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if len(_HAN.findall(head)) >= 6 and _can_be_title(head) and len(rest) > 2 * len(head):  # noqa: PLR2004
            return head, rest
    return None, text


def _strong_opening(rest: str) -> bool:
    """Say whether the rest opens with a date or a dateline, as texts do and headlines do not."""
    return (
        bool(re.match(r"On (?:\d|the [A-Z\d]|[A-Z])|From \d|\d", rest))
        or dateline(rest) is not None
    )


def _name_returns(head: str, rest: str) -> bool:
    """Say whether a sentence opens that names again what the headline named."""
    names = {w for w in re.findall(r"[A-Z][\w-]{2,}", head) if w.lower() not in _SMALL}
    again = set(re.findall(r"[A-Z][\w-]{2,}", rest[:160]))
    return rest.startswith(("The ", "A ", "An ")) and len(names & again) >= 2  # noqa: PLR2004


def _open_ended(head: str) -> bool:
    """Say whether a headline breaks off at a word that wants another: it is not its end."""
    return head.rsplit(" ", 1)[-1].lower() in _SMALL


def by_language(titles: Sequence[str]) -> dict[Language, str]:
    """Return the title in each language; one line may hold both, and the first one counts."""
    found: dict[Language, str] = {}
    for title in titles:
        for piece, language in _pieces(title):
            tag: Language = chinese_variant(piece) if language == "zh" else "en"
            found.setdefault(tag, piece)
    return found


def _pieces(title: str) -> list[tuple[str, str]]:
    """Cut a title where it changes its language; a short stretch is a name, not a title."""
    pieces = [(p.strip(" |/-–—"), lang) for p, lang in spans.split_blocks([title])[0]]
    if len(pieces) == 2 and all(can_stand(piece) for piece, _ in pieces):  # noqa: PLR2004
        return [(piece, lang) for piece, lang in pieces if piece]
    language = spans.language_of(title)
    return [(title.strip(), language)] if language and title.strip() else []


def halves(title: str) -> dict[str, str] | None:
    """Return the Chinese and the English half of a title that has both; for who knows it has."""
    if not (cut := _ONE_SEAM.fullmatch(title.strip())):
        return None
    both = {"zh": cut["zh"] or cut["below"], "en": cut["en"] or cut["above"]}
    enough = len(_HAN.findall(both["zh"])) >= _LEAST_HAN
    return both if enough and len(_LATIN.findall(both["en"])) >= _LEAST_WORDS else None


def can_stand(piece: str) -> bool:
    """Say whether a title's part is one by itself: a product's or person's name is not."""
    return len(_HAN.findall(piece)) >= _LEAST_HAN or len(_LATIN.findall(piece)) > _LEAST_WORDS


@lru_cache(maxsize=4096)  # a title is compared with every line, and lines recur on a host
def _bare(text: str) -> str:
    return letters_of(text).casefold()
