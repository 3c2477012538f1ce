"""The two-state model: every piece is Chinese or English, and the cheapest labelling is right.

What it costs to call a piece foreign comes from its letters and the marks around it, what a change
of language costs from the gap where it would fall.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crawler.parsers.bilingual.english_words import DECIDED
from crawler.parsers.bilingual.menus import menu_entries
from crawler.parsers.bilingual.pieces import Piece
from crawler.parsers.bilingual.seams import CLOSERS, CONTINUED, Seam, seam, seam_behind

#: Words on a line of their own are rather a line of that language than a name.
_OWN_LINE = 2.0
#: No Chinese sentence begins with these, none ends with those; no English one with these words.
_CONTINUING = frozenset("的等和及或与與们們")
_CONTINUING_COST = 3.0
#: None begins with these right behind a Latin letter.
_PREDICATES = frozenset("也亦已曾均将將于於")
_OPEN_HAN = frozenset("的和及或与與在由对對向从從为為于於以将將把被据據入至名叫称稱自")
#: Chinese puts no space before a bracket; English does before the Chinese form of a name.
_SPACED_MARK = 3.0
_NO_START = _CONTINUING | _PREDICATES
#: As much of a text's end as tells how its last sentence ends.
_TAIL = 4
_UNFINISHED = frozenset(
    "the a an of at in on by for and or to from with as called named like".split()  # noqa: SIM905
)
#: In a menu every entry has the language of its letters: a change is free, a wrong one is not.
_MENU_SEAM, _MENU_COST = 0.1, 8.0


def languages(  # noqa: C901, PLR0912 - one loop on purpose
    text: str, pieces: Sequence[Piece]
) -> list[bool]:
    """Return the cheapest labelling of the pieces: true for English, false for Chinese.

    Viterbi's algorithm in one loop, written out with a Seam's fields by number, because the
    splitter's time goes here.
    """
    if all([piece[3] >= DECIDED for piece in pieces]):  # noqa: C419 - a list is faster
        return [not piece[2] for piece in pieces]
    first, last = pieces[0][0], pieces[-1][1]
    seams = [seam("\n" + text[max(first - 1, 0) : first])]
    seams += [
        seam_behind(text, a[0], a[1], gap) if gap[:1] in CLOSERS else seam(gap)
        for a, b in pairwise(pieces)
        for gap in (text[a[1] : b[0]],)
    ]
    seams.append(seam(text[last : last + _TAIL] + "\n"))
    entries = menu_entries(text, pieces, seams)
    zh = en = 0.0
    way: list[tuple[bool, bool]] = []
    after = seams[0]
    for index, (start, _, han, cost) in enumerate(pieces):
        before, after = after, seams[index + 1]
        to_zh = to_en = before[0]
        as_zh = as_en = 0.0
        if index in entries:
            to_zh = to_en = min(to_zh, _MENU_SEAM)
            as_zh, as_en = (0.0, _MENU_COST) if han else (_MENU_COST, 0.0)
        elif han:
            as_en = cost + before[1] + after[1]
            if cost < DECIDED:
                if before[6]:
                    as_zh = after[5]
                elif before[10] and not (before[2] and after[2]):
                    as_zh = _SPACED_MARK + after[5]
            if before[7] < 2 and (cost < DECIDED or text[start] in _NO_START):  # noqa: PLR2004 - nothing, one space or one line break
                to_zh += _unfinished_english(text, start, before)
        else:
            own_line = before[2] and after[2] and not _goes_on(text, pieces, index)
            as_zh = cost * _OWN_LINE if own_line else cost
            as_en = before[3] + after[4]
            if to_en > CONTINUED:
                if text[start].islower():
                    to_en += CONTINUED
                if text[start - before[7] - 1] in _OPEN_HAN:
                    to_en += CONTINUED
            else:
                as_zh += after[5]
                if before[7] == 1 and index:
                    to_zh += _unfinished_english(text, start, before)
        to_zh += en
        to_en += zh
        way.append((to_zh < zh, en <= to_en))
        zh = (to_zh if to_zh < zh else zh) + as_zh  # noqa: FURB136 - min() takes twice the time
        en = (to_en if to_en < en else en) + as_en  # noqa: FURB136
    return _traced(way, english=en < zh)


def _goes_on(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether the line after a piece begins with 的: no Chinese line of its own does."""
    return index + 1 < len(pieces) and text[pieces[index + 1][0]] == "的"


def _traced(way: Sequence[tuple[bool, bool]], *, english: bool) -> list[bool]:
    """Return the labels along the cheapest way, found from its end."""
    labels: list[bool] = []
    for step in reversed(way):
        labels.append(english)
        english = step[english]
    labels.reverse()
    return labels


def _unfinished_english(text: str, start: int, before: Seam) -> float:
    """Return what speaks against an English sentence ending before a piece."""
    first = text[start]
    if first == "的" if before.newline else first in _CONTINUING:
        return _CONTINUING_COST
    if first in _PREDICATES and (not before.length or before.spaced):
        return _CONTINUING_COST
    if before.length and text[max(start - 8, 0) : start - 1].rpartition(" ")[2] in _UNFINISHED:
        return CONTINUED
    return 0.0
