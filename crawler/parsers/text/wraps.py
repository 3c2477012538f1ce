"""Hard-wrapped lines become paragraphs again, in English and in Chinese. Pure.

Whether lines are wrapped is decided for each stretch of lines of one script: by how wide
they are, by how many break off in the middle of a sentence, and by what the next begins with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Literal

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SENTENCE_END = re.compile(r"(?:[.!?。！？；…]|(?<!\w)etc\.)[\"'”’)）】》\]]*[*†\d]{0,2}$|[:：]$")
_LIST_ITEM = re.compile(
    r"\s*(?:[-–—•·●▪◦*○■□➢✓]\s|\(?\d{1,2}[.)、）]\s?(?!\d)|\(?[a-z][.)]\s"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)
_ADDRESS_END = re.compile(r"(?:@[\w.-]+|https?://\S+|www\.\S+|\d{4})$")
#: What a number or an address goes on behind.
_LABEL_END = re.compile(
    r"(?:Tel(?:ephone)?|Phone|Mobile|Fax|E-?mail|电话|電話|邮箱)\s*[.:：]*$", re.IGNORECASE
)
_DATELINE = re.compile(r"^[^.。]{2,40}?\s?[-–—]{1,2}\s")
#: No headline ends on one of these.
_GOES_ON = re.compile(r"(?:,|\b(?:and|or|of|the|an?|in|on|at|for|to|with|by|from|its?))$")

#: Prose begins so, headlines hardly ever.
_OPENS_PROSE = re.compile(r"(?:The|An?|In|On|At|For|Mr|Ms|Mrs|Dr|This|These|During|As|While)\b")

#: Mail and news tools wrap at 65 to 80 columns; links cut out of a line, or put back, bend that.
_NARROWEST, _WIDEST = 45, 100
_BENT = 1.12
#: A line this share of the usual width is no full line: a heading or a paragraph's last one.
_SHORT = 0.6
#: In wrapped prose two line ends of three fall inside a sentence; lists of headlines
#: end inside none, but have no full stop either, so the next lines' first letters decide.
_MID_SENTENCE = 0.5
_LOWER_STARTS = 0.3
#: Chinese has no small letters: there the lines' equal width is the sign.
_EVEN_WIDTHS = 0.6
_EVEN_WITHIN = 4
#: A Chinese line of whole sentences that breaks off has at least this many characters.
_WHOLE_LINE = 40


@dataclass(frozen=True)
class _Line:
    text: str

    @cached_property
    def width(self) -> int:
        return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in self.text)

    @cached_property
    def chinese(self) -> bool:
        return len(_HAN.findall(self.text)) * 4 >= len(self.text)

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def starts_lower(self) -> bool:
        return self.text[0].islower() or self.text[0].isdigit() or self.text[0] in "(,;"

    @cached_property
    def starts_item(self) -> bool:
        return bool(_LIST_ITEM.match(self.text))

    @cached_property
    def first_word_width(self) -> int:
        # Chinese breaks behind any character; one and a punctuation mark must have had room.
        return 4 if self.chinese else _Line(self.text.split(" ", 1)[0]).width

    @cached_property
    def title_like(self) -> bool:
        """Whether nearly every longer word has a capital, as in a headline."""
        if (
            _GOES_ON.search(self.text)
            or _OPENS_PROSE.match(self.text)
            or _DATELINE.match(self.text)
        ):
            return False
        words = [word for word in re.findall(r"[^\W\d_]+", self.text) if len(word) > 3]  # noqa: PLR2004 - of, and, the
        capitals = sum(word[0].isupper() for word in words)
        return len(words) > 2 and capitals * 4 >= len(words) * 3  # noqa: PLR2004


#: Where a line stands: where headings do, below a paragraph, or inside one.
_Place = Literal["top", "below", "inside"]


def join_wraps(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of the lines; blank lines, lists and headings keep their breaks."""
    paragraphs: list[str] = []
    for stretch in _stretches(lines):
        width = _wrap_width(stretch)
        open_ = False
        place: _Place = "top"
        for line, following in [*pairwise(stretch), (stretch[-1], None)]:
            if not line.text:
                open_, place = False, "top"
                continue
            paragraphs = _appended(paragraphs, line.text, glue=open_)
            open_ = following is not None and _continues(line, following, width, place)
            place = "inside" if open_ else "below" if line.ends_sentence else "top"
    return _with_broken_chinese_joined(paragraphs)


def _appended(paragraphs: list[str], text: str, *, glue: bool) -> list[str]:
    if glue:
        paragraphs[-1] = _glued(paragraphs[-1], text)
    else:
        paragraphs.append(text)
    return paragraphs


def _stretches(lines: Sequence[str]) -> list[list[_Line]]:
    """Return the lines in runs of one script; blank lines belong to the run before them."""
    runs: list[list[_Line]] = []
    script: bool | None = None
    for text in lines:
        line = _Line(text.strip())
        if runs and (not line.text or line.chinese == script or script is None):
            runs[-1].append(line)
        else:
            runs.append([line])
        if line.text:
            script = line.chinese
    return runs


def _wrap_width(stretch: Sequence[_Line]) -> int | None:
    """Return the column at which the lines are wrapped, or None when they are not."""
    lines = [line for line in stretch if line.text and not line.starts_item]
    long = [line.width for line in lines if line.width >= _NARROWEST]
    if len(long) < 2 or median(long) > _WIDEST:  # noqa: PLR2004 - one line has no pattern
        return None
    # Wider ones are accidents: links put back into their line, tables.
    full = max(size for size in long if size <= median(long) * _BENT)
    pairs = [(a, b) for a, b in pairwise(stretch) if a.text and b.text and a.width >= _NARROWEST]
    broken = [(a, b) for a, b in pairs if not a.ends_sentence]
    if len(broken) < len(pairs) * _MID_SENTENCE or not broken:
        return None
    if lines[0].chinese:
        return full if _even([a for a, _ in broken]) else None
    lower = sum(b.starts_lower for _, b in broken)
    return full if lower >= len(broken) * _LOWER_STARTS else None


def _even(lines: Sequence[_Line]) -> bool:
    """Return whether most lines are equally wide, in columns or in characters."""
    for sizes in ([line.width for line in lines], [len(line.text) for line in lines]):
        usual = median(sizes)
        even = sum(abs(size - usual) <= _EVEN_WITHIN for size in sizes)
        if even >= len(lines) * _EVEN_WIDTHS:
            return True
    return False


def _continues(line: _Line, following: _Line, width: int | None, place: _Place) -> bool:
    """Return whether the following line goes on with the line's paragraph."""
    if width is None or not following.text or following.starts_item:
        return False
    if following.text[0] in "。，、；：！？”’）》】" or _is_number(line, following):
        return True
    if line.ends_sentence:
        # The break was forced only where the next word had no room left.
        return line.width + 1 + following.first_word_width > width
    short = line.width < width * _SHORT
    if place == "inside":
        year = line.chinese and line.text[-1].isdigit()
        closed = _ADDRESS_END.search(line.text) and not (year or following.starts_lower)
        return not (closed or (line.chinese and short))
    # A paragraph's first line is full: a short one is a heading, a label, a menu's line.
    if short or line.starts_item:
        return not short
    headed = (line.title_like and place == "top") or _DATELINE.match(following.text) is not None
    return following.starts_lower or not headed


def _is_number(line: _Line, following: _Line) -> bool:
    """Return whether a number stands below its label."""
    first = following.text[0]
    return (first in "+(" or first.isdigit()) and _LABEL_END.search(line.text) is not None


def _with_broken_chinese_joined(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs; a Chinese one that breaks off in its second sentence goes on."""
    joined: list[str] = []
    for text in paragraphs:
        if joined and _breaks_off(joined[-1]) and _HAN.search(text[:30]) and not _starts_anew(text):
            joined[-1] = _glued(joined[-1], text)
        else:
            joined.append(text)
    return joined


def _breaks_off(text: str) -> bool:
    line = _Line(text)
    return (
        len(text) >= _WHOLE_LINE
        and line.chinese
        and not line.ends_sentence
        and not _ADDRESS_END.search(text)
        and "。" in text
    )


def _starts_anew(text: str) -> bool:
    return bool(_LIST_ITEM.match(text)) or not _SENTENCE_END.search(text)


def _glued(first: str, second: str) -> str:
    """Return the two parts as one: a space between Latin words, none beside Chinese."""
    broken_word = first.endswith("-") and not first.endswith((" -", "--")) and second[0].isalpha()
    chinese = any(unicodedata.east_asian_width(char) in "WF" for char in first[-1] + second[0])
    number = first[-1].isdigit() and second[0].isdigit() and bool(_HAN.search(first))
    return first + second if broken_word or chinese or number else f"{first} {second}"
