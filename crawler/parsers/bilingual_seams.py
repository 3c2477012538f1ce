"""The seam between two pieces of text: what a change of language costs there, and where it falls."""

from __future__ import annotations

import re
from functools import lru_cache

#: Costs of a change of language, in units of about one nat; what matters is their order.
BLANK_LINE, NEW_LINE, SENTENCE, WRAP, SPACE, COLON, GLUED, COMMA, BRACKET = 0.3, 0.6, 1.0, 2.5, 2.5, 3.0, 3.5, 4.5, 6.0

#: What costs more than this is no end of a line or sentence; a small letter after it costs as much again.
CONTINUED = 2.0

_SENTENCE_END = re.compile(r"""(?:[。！？!?…;；]|\.(?!\d))[\s"'”’」』)）\]】]*""")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_OPEN_TAIL = re.compile(r"""[\s(（\[【《〈「『“‘"'*•·#]*\Z""")
_DIGIT = re.compile(r"\d")
#: All the numbers of a gap with what joins them, and the last one alone.
_NUMBERS = re.compile(r"[$€£¥+(]{0,2}\d(?:[\d\s.,:/()\-–~%％]*[\d%％])?")
_LAST_NUMBER = re.compile(r"[$€£¥+\-]?\d[\d,.:/\-]*[%％]?\Z")
_PHONE_DIGITS = 8
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
    cut = _cut_by_marks(gap)
    if cut is not None:
        return cut
    number = _NUMBERS.search(gap)
    if number is None:  # pragma: no cover - marks decide where there is no digit
        return len(gap)
    if to_english and _precedes_english(gap, number, before):
        return number.start()
    if not to_english and number.end() == len(gap):
        last = _LAST_NUMBER.search(gap)
        if last and (after in _MEASURE or not (last.start() == 0 or gap[last.start() - 1].isspace())):
            return last.start()
    return len(gap) - len(_OPEN_TAIL.search(gap)[0])  # type: ignore[index] - it matches always


def _precedes_english(gap: str, number: re.Match[str], before: str) -> bool:
    """Tell whether a number after Chinese text begins the English after it."""
    if _DATE.search(number[0]):
        return before not in _UNTIL
    is_phone = number[0][0] == "+" or sum(map(str.isdigit, number[0])) >= _PHONE_DIGITS
    return number.start() > 0 and before not in _UNTIL and not is_phone


@lru_cache(maxsize=4096)
def _cut_by_marks(gap: str) -> int | None:
    """Return where a gap is cut by its line breaks, stops and brackets; None if numbers decide."""
    newline = gap.find("\n")
    if newline >= 0:
        return _cut_at_lines(gap, newline)
    end = None if gap[:1] in {":", "："} else _SENTENCE_END.search(gap)
    if end:
        return end.end()
    if gap[:1] not in {":", "："} and _DIGIT.search(gap):
        return None
    return len(gap) - len(_OPEN_TAIL.search(gap)[0])  # type: ignore[index] - it matches always


def _cut_at_lines(gap: str, newline: int) -> int:
    """Return the line break at which the language changes: lone dates go with what follows."""
    last = gap.rfind("\n")
    middle = gap[newline : last + 1]
    if not middle.strip():
        return last + 1
    date = _DATE.search(middle)
    return newline + 1 if date else last + 1

