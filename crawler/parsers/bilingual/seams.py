"""The seams between pieces of text: what a change of language costs, and where it falls."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: Costs of a change of language, in units of about one nat; what matters is their order.
BLANK_LINE, NEW_LINE, SENTENCE, WRAP, SPACE = 0.3, 0.6, 1.0, 2.5, 2.5
#: Behind a line that ends with a colon stands what it announces: an address, or a translation.
ANNOUNCED = 1.0
COLON, GLUED, COMMA, SLASH, BRACKET = 3.0, 3.5, 4.5, 5.0, 6.0

#: What costs more is no end of a line or sentence; signs that it goes on cost as much again.
CONTINUED = 2.0

#: English puts spaces around a foreign word; Chinese glued to it is rather a sentence of its own.
GLUED_COST = 2.0
#: Full-width punctuation after Latin letters, and title marks around them, speak for Chinese.
FULL_WIDTH_COST, TITLE_MARK_COST = 2.5, 3.0
#: What stands between two stops, the last of them half-width, is rather English.
STOP_COST = 2.0

_MENU_GAP = re.compile(r"(?:[\s|/·•>»\-–—*:：+]|\d+(?:\.\d+)*)*\Z")
_PLAIN_MENU_GAP = re.compile(r"[\s|/·•>»\-–—*]+\Z")
#: Right behind a letter a full stop is no decimal point, whatever number follows it.
_SENTENCE_END = re.compile(r"""(?:[。！？!?…；]+|\.+(?!\d)|\A\.(?=\d{1,2}:))[\s"'”’」』)）\]】]*""")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
#: When an entry of an agenda begins, or from when to when it lasts, glued to the one before.
_CLOCKS = re.compile(r"\d{1,2}:\d\d(?:\s?[-–—~]\s?\d{1,2}:\d\d)?[^\S\n]*\Z")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")
#: Other entries of a list stand so near.
_AROUND = 2000
#: An agenda has so many.
_AGENDA = 4
#: A number closes the bracket that a letter opened.
_CLOSED_NUMBER = re.compile(r"[^(（\[【]*\d[)）\]】][.。,，;；]?\s*(?=.)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
#: A line that breaks off at a comma goes on.
_WRAP = re.compile(r"[,，、][^\S\n]*\n(?!\s*\n)")
_OPENING_BRACKETS = "(（[【《〈「『“‘\"'"
_OPENED = tuple(_OPENING_BRACKETS)
_CLOSING_BRACKETS = ")）]】》〉」』”’\"'"
#: Closing brackets and what opened them.
CLOSERS = {")": "(", "）": "（", "]": "[", "】": "【"}
_BULLETS = frozenset("-–—•·*▪●○■")
#: What stands before a sentence and belongs to it.
_OPENING_MARKS = " \t\r\u3000\u00a0(（[【《〈「『“‘\"'*•·#"
_DIGIT = re.compile(r"\d")
#: All the numbers of a gap with what joins them, and the last one alone.
_NUMBERS = re.compile(r"[$€£¥+(]{0,2}\d(?:[\d\s.,:/()\-–~%％]*[\d%％])?")
_LAST_NUMBER = re.compile(r"[$€£¥+\-]?\d[\d,:/\-]*(?:\.\d{1,3})?[%％]?\Z")
_PHONE_DIGITS = 8
#: An amount with its cents, which ends there although another number is glued to it.
_CENTS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d\d(?=\d)")
#: The same number glued to itself: `Report 2021` and `2021年`.
_REPEATED = re.compile(r"(?<!\d)(\d{4})(?=\1\Z)")
#: The number of an entry of a list, right before its first letter.
_ORDINAL = re.compile(
    r"(?:\A|(?<=[\s。！？；.!?;]))(?P<above>(?:\d{1,2}\.)*)(?P<number>\d{1,2})(?:[.、．)）]\s*|(?<=\.\d)\s+)\Z"
)
#: A number before one of these counts or dates something in Chinese.
_MEASURE = frozenset(
    "年月日号时點点分秒名个個位人万萬亿億千百多余餘岁歲次家户戶件项項元美欧歐届屆第所座天小周週岁％%余倍种種类類"
)
#: A number after one of these ends what they begin: 于2016, 时间 14:00, 电话 010….
_UNTIL = frozenset("于於在至到共达達约約自从從第间間期话話真号號编編")


class Seam(NamedTuple):
    """What a gap between two pieces of text says; costs in the unit of the model."""

    #: Of a change of language here.
    cost: float
    #: Of calling Chinese characters that touch Latin letters here a part of English.
    glued: float
    newline: bool = False
    #: Of calling Latin letters after this gap English, and those before it.
    title_mark: float = 0.0
    full_width: float = 0.0
    #: Of calling a piece that ends with a half-width stop Chinese.
    stop: float = 0.0
    #: One space and nothing else.
    spaced: bool = False
    length: int = 0
    #: Entries of menus stand so apart; plainly, when no number or colon helps.
    menu: bool = False
    plain_menu: bool = False
    #: Behind a space or a line break a half-width bracket opens, or a handle or hashtag begins.
    spaced_mark: bool = False


#: Gaps to remember; beyond them the dictionary begins anew, so that no page can swell it.
_KNOWN_GAPS = 1 << 13


class _Seams(dict[str, Seam]):
    """What gaps say: a dictionary made as gaps are met, for most recur."""

    def __missing__(self, gap: str) -> Seam:
        """Return and keep what a gap met for the first time says."""
        if len(self) >= _KNOWN_GAPS:
            self.clear()
        seam = self[gap] = _seam(gap)
        return seam


#: The Seam that a gap is.
seam = _Seams().__getitem__


def seam_behind(text: str, start: int, end: int, gap: str) -> Seam:
    """Return what a gap says that begins with a closing bracket, behind the piece given.

    A bracket that the piece itself opened is closed by its own sentence and says nothing.
    """
    opened = text.count(CLOSERS[gap[0]], start, end) > text.count(gap[0], start, end)
    return seam(gap[1:] if opened else gap)


def _seam(gap: str) -> Seam:
    """Return what a gap says."""
    return Seam(
        _change(gap),
        0.0 if gap else GLUED_COST,
        newline="\n" in gap or bool(_CLOCKS.match(gap)),
        spaced=gap == " ",
        full_width=FULL_WIDTH_COST if gap[:1] and gap[0] in "，。、；：？！）》」』】" else 0.0,
        title_mark=TITLE_MARK_COST if gap[-1:] and gap[-1] in "《「『【〈" else 0.0,
        stop=STOP_COST if gap[:1] and gap[0] in ".!?" else 0.0,
        length=len(gap),
        menu=bool(_MENU_GAP.match(gap)),
        plain_menu=bool(gap) and bool(_PLAIN_MENU_GAP.match(gap)),
        spaced_mark=gap.rstrip("0123456789").endswith((" (", "\n(", " @", " #")),
    )


def _change(gap: str) -> float:
    """Return what a change of language costs at a gap, by its punctuation and white space."""
    if "\n" in gap:
        if _WRAP.match(gap):
            return WRAP
        if _BLANK_LINE.search(gap):
            return BLANK_LINE
        return ANNOUNCED if gap[0] in ":：" else NEW_LINE
    if _SENTENCE_END.search(gap) or _CLOCKS.match(gap):
        return SENTENCE
    return _change_inside(gap) if gap else GLUED


def _change_inside(gap: str) -> float:
    """Return what a change of language costs where neither a line nor a sentence ends."""
    first = gap[0]
    if gap.rstrip("0123456789").endswith(_OPENED) or first in _CLOSING_BRACKETS:
        return BRACKET
    spaced = " " in gap or "\u3000" in gap
    if spaced and (first not in ",，、:：;" or not gap[1:].isspace()):
        return SPACE
    if first in ",，、":
        return COMMA
    return COLON if first in ":：;" else SLASH if "/" in gap else GLUED


def cut_at_number(gap: str, before: str, chinese: str | None) -> int:
    """Return where in a gap with numbers the language changes.

    `before` is the last letter before the gap, `chinese` the first after it, None if English.
    """
    number = _NUMBERS.search(gap)
    if number is None:  # pragma: no cover - marks decide where there is no digit
        return len(gap)
    if chinese is None and _precedes_english(number, before):
        return number.start()
    ended = _CENTS.search(gap) or _REPEATED.search(gap)
    if ended:
        return ended.end()
    if chinese is not None and number.end() == len(gap):
        last = _LAST_NUMBER.search(gap)
        if last and (
            chinese in _MEASURE or not (last.start() == 0 or gap[last.start() - 1].isspace())
        ):
            return last.start()
    return len(gap.rstrip(_OPENING_MARKS))


def _precedes_english(number: re.Match[str], before: str) -> bool:
    """Tell whether a number after Chinese text begins the English after it."""
    if _DATE.search(number[0]):
        return before not in _UNTIL
    is_phone = number[0][0] == "+" or sum(map(str.isdigit, number[0])) >= _PHONE_DIGITS
    return number.start() > 0 and before not in _UNTIL and not is_phone


def cut_in_context(gap: str, text: str, start: int, end: int) -> int | None:
    """Return where a gap is cut of which its own marks are no proof; None if they are.

    The gap stands at `end`, behind a span that began at `start`. A number that ends it begins
    the entry of a list if others are numbered one less, alike or one more; a straight quotation
    mark that touches the next letter opens it unless one is open still.
    """
    near = slice(max(0, end - _AROUND), end + _AROUND)
    if _CLOCKS.match(gap):
        return 0 if len(_CLOCK.findall(text[near])) >= _AGENDA else None
    found = _ORDINAL.search(gap)
    if found:
        number, above = int(found["number"]), re.escape(found["above"])
        numbers = "|".join(map(str, range(max(number - 1, 1), number + 2)))
        mark = r"\s" if above else r"[.、．)）](?!\d)"
        entries = re.findall(rf"(?<![\d.,:/-]){above}(?:{numbers}){mark}", text[near])
        return found.start("above") if len(entries) > 1 else None
    if gap[-1] == '"' and "\n" not in gap:
        opens = text.count('"', start, end + len(gap) - 1) % 2 == 0
        return len(gap) - 1 if opens else None
    return None


@lru_cache(maxsize=4096)
def needs_context(gap: str) -> bool:
    """Tell whether `cut_in_context` may cut a gap."""
    return gap[-1:] == '"' or bool(_ORDINAL.search(gap) or _CLOCKS.match(gap))


@lru_cache(maxsize=4096)
def cut_by_marks(gap: str) -> int | None:
    """Return where a gap is cut by its line breaks, stops and brackets; None if numbers decide."""
    newline = gap.find("\n")
    if newline >= 0:
        return _cut_at_lines(gap, newline)
    if closed := _CLOSED_NUMBER.match(gap):
        return closed.end()
    end = None if gap[:1] in {":", "："} else _SENTENCE_END.search(gap)
    if end:
        return end.end()
    if gap[:1] not in {":", "："} and _DIGIT.search(gap):
        return None
    return len(gap.rstrip(_OPENING_MARKS))


def _cut_at_lines(gap: str, newline: int) -> int:
    """Return the line break at which the language changes.

    A lone line without letters goes with the nearer text; as near to both, a bullet, or a date
    behind a sentence, with what follows, anything else with what it follows: the date under a
    signature or a headline.
    """
    last = gap.rfind("\n")
    lines = gap[newline : last + 1]
    lone = lines.strip()
    if not lone:
        return last + 1
    above = lines[: lines.index(lone[0])].count("\n")
    below = lines[lines.rindex(lone[-1]) :].count("\n")
    opens = lone in _BULLETS or (newline > 0 and bool(_DATE.search(lone)))
    follows = above > below or (above == below and opens)
    return newline + above if follows else last + 1
