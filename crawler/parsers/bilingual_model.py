"""The two-state model: every piece is Chinese or English, and the cheapest labelling is right.

What it costs to call a piece foreign comes from its letters and the marks around it, what a change
of language costs from the gap where it would fall.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crawler.parsers.bilingual_menus import menu_entries
from crawler.parsers.bilingual_pieces import Piece
from crawler.parsers.bilingual_seams import CONTINUED, OUTSIDE, Seam, seam
from crawler.parsers.english_words import DECIDED

#: Words on a line of their own are rather a line of that language than a name.
_OWN_LINE = 2.0
#: No Chinese sentence begins with these, none ends with those; no English one with these words.
_CONTINUING = frozenset("的等和及或与與们們")
_CONTINUING_COST = 3.0
_OPEN_HAN = frozenset("的和及或与與在由对對向从從为為于於以将將把被据據入至名叫称稱")
_UNFINISHED = frozenset(
    "the a an of at in on by for and or to from with as called named like".split()  # noqa: SIM905
)
#: In a menu every entry has the language of its letters: a change is free, a wrong one is not.
_MENU_SEAM, _MENU_COST = 0.1, 8.0


def languages(text: str, pieces: Sequence[Piece]) -> list[bool]:
    """Return the cheapest labelling of the pieces: true for English, false for Chinese.

    Viterbi's algorithm in one loop, written out because the splitter's time goes here.
    """
    seams = [OUTSIDE]
    seams += [seam(text[a[1] : b[0]]) for a, b in pairwise(pieces)]
    seams.append(OUTSIDE)
    entries = menu_entries(text, pieces, seams)
    zh = en = 0.0
    way: list[tuple[bool, bool]] = []
    after = OUTSIDE
    for index, piece in enumerate(pieces):
        _, _, han, cost = piece
        before, after = after, seams[index + 1]
        to_zh = to_en = before[0]
        as_zh = as_en = 0.0
        if index in entries:
            to_zh = to_en = min(to_zh, _MENU_SEAM)
            as_zh, as_en = (0.0, _MENU_COST) if han else (_MENU_COST, 0.0)
        elif han:
            as_en = cost + before[1] + after[1]
            if to_zh > CONTINUED and cost < DECIDED:
                to_zh += _unfinished_english(text, piece, before)
        else:
            as_zh = cost * _OWN_LINE if before[2] and after[2] else cost
            as_en = before[3] + after[4]
            if to_en > CONTINUED:
                to_en += _unfinished_chinese(text, piece, before)
            else:
                as_zh += after[5]
        to_zh += en
        to_en += zh
        way.append((to_zh < zh, en <= to_en))
        zh = min(zh, to_zh) + as_zh
        en = min(en, to_en) + as_en
    return _traced(way, english=en < zh)


def _traced(way: Sequence[tuple[bool, bool]], *, english: bool) -> list[bool]:
    """Return the labels along the cheapest way, found from its end."""
    labels: list[bool] = []
    for step in reversed(way):
        labels.append(english)
        english = step[english]
    labels.reverse()
    return labels


def _unfinished_english(text: str, piece: Piece, before: Seam) -> float:
    """Return what speaks against an English sentence ending before Chinese characters."""
    start = piece[0]
    if text[start] in _CONTINUING:
        return _CONTINUING_COST
    if before.spaced and text[max(start - 8, 0) : start - 1].rpartition(" ")[2] in _UNFINISHED:
        return CONTINUED
    return 0.0


def _unfinished_chinese(text: str, piece: Piece, before: Seam) -> float:
    """Return what speaks against a Chinese sentence ending before Latin letters."""
    start = piece[0]
    cost = CONTINUED if text[start].islower() else 0.0
    return cost + CONTINUED if text[start - before.length - 1] in _OPEN_HAN else cost
