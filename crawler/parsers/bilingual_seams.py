"""The seam between two pieces of text: what a change of language costs there, and where it falls."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.parsers.script import HAN

#: Costs of a change of language, in units of about one nat; what matters is their order.
BLANK_LINE, NEW_LINE, SENTENCE, WRAP, SPACE, COLON, GLUED, COMMA, BRACKET = 0.3, 0.6, 1.0, 2.5, 2.5, 3.0, 3.5, 4.5, 6.0

_SENTENCE_END = re.compile(r"""(?:[。！？!?…;；]|\.(?!\d))[\s"'”’」』)）\]】]*""")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_OPEN_TAIL = re.compile(r"""[\s(（\[【《〈「『“‘"'*•·#]*\Z""")
_DIGITS_TAIL = re.compile(r"[$€£¥+\-]?\d[\d,.:/\-]*[(（《“「]*\Z")
#: A number before one of these counts or dates something in Chinese.
_MEASURE = frozenset("年月日号时點点分秒名个個位人万萬亿億千百多余餘岁歲次家户戶件项項元美欧歐届屆第所座天小周週岁％%余倍种種类類")
_UNTIL = frozenset("于於在至到共达達约約自从從第")


@lru_cache(maxsize=4096)
def seam_cost(gap: str) -> float:
    """Return what a change of language costs at a gap, by its punctuation and white space."""
    if not gap:
        return GLUED
    first, last = gap[0], gap[-1]
    if "\n" in gap:
        if first in ",，、:：":
            return WRAP
        return BLANK_LINE if "\n\n" in gap or "\n \n" in gap else NEW_LINE
    if _SENTENCE_END.search(gap):
        return SENTENCE
    if last in "(（[【《〈「『“‘\"'" or first in ")）]】》〉」』”’\"'":
        return BRACKET
    if first in ",，、":
        return COMMA
    if first in ":：":
        return COLON
    return SPACE if " " in gap or "\u3000" in gap else GLUED


def cut_in_gap(gap: str, *, to_english: bool, before: str, after: str) -> int:
    """Return where in a gap the language changes; `before` and `after` are its neighbouring characters."""
    newline = gap.find("\n")
    if newline >= 0:
        return _cut_at_lines(gap, newline)
    if gap[:1] in {":", "："}:
        return _OPEN_TAIL.search(gap).start() if not gap.isspace() else 0  # type: ignore[union-attr] - matches always
    end = _SENTENCE_END.search(gap)
    if end:
        return end.end()
    digits = _DIGITS_TAIL.search(gap)
    if digits and _digits_follow(gap, digits.start(), to_english=to_english, before=before, after=after):
        return digits.start()
    if digits is None and (number := re.search(r"[$€£¥]?\d", gap)) and gap[number.start() - 1 : number.start()].isspace():
        return number.start()
    opening = _OPEN_TAIL.search(gap)
    return opening.start() if opening else len(gap)


def _cut_at_lines(gap: str, newline: int) -> int:
    """Return the line break at which the language changes: lone dates go with what follows."""
    last = gap.rfind("\n")
    middle = gap[newline : last + 1]
    if not middle.strip():
        return last + 1
    date = _DATE.search(middle)
    return newline + 1 if date else last + 1


def _digits_follow(gap: str, start: int, *, to_english: bool, before: str, after: str) -> bool:
    """Tell whether a number at the end of a gap belongs to the text after it."""
    touches_before = start == 0 
    if to_english:
        return not touches_before and before not in _UNTIL
    if after in _MEASURE:
        return True
    return False if touches_before or gap[start - 1 : start].isspace() else True


def has_han(char: str) -> bool:
    """Tell whether a character is Chinese."""
    return bool(re.match(f"[{HAN}]", char))
