"""Menus, tables of contents and forms, where every entry has the language of its letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from crawler.parsers.bilingual.english_words import COMMON_COST, DECIDED, is_vocabulary
from crawler.parsers.bilingual.pieces import Piece, says_something
from crawler.parsers.bilingual.seams import SENTENCE, Seam
from crawler.parsers.text.patterns import has_any

#: A menu alternates at least so often; with none of its words known, so often.
_PIECES, _SURE_PIECES = 4, 6
#: No entry is longer than this, in characters; an unknown one is a short word or two.
_HAN_ENTRY, _LATIN_ENTRY, _SHORT_HAN = 16, 48, 6
#: Characters of sentences; 我们 and 您 stand in menus (关于我们), these do not. Inside an entry 与
#: joins what is Chinese on both sides (数据与资源), at its edge a name to it.
_NO_ENTRY = re.compile(
    r"\A[的与與和]|[的与與和]\Z|[了是在被把將也都就而他她它让讓已仍说說着著还還,，。；！？、]"
)
#: One entry in so many may have them all the same: 我们在哪里 Where We Are.
_EXCEPTION = 5
#: Where glued entries fill a line, they may be longer: 主旨演讲：善于倾听的城市, but no sentences.
_NO_ROW = re.compile("[了是在被把將也都就而他她它让讓已仍还還。；！？]")
#: Between a form's label and its value.
_FILLED_IN = re.compile(r"\s*[:：]\s*\Z")
#: Names of languages that a page is to be had in, and what parts a menu's entries.
_SWITCHES = ("English", "中文")
_BARS = frozenset("|·•｜")
#: What is named beside its English name may have an attribute: 流利的英语 Fluent English.
_NO_PAIR = re.compile("[了是在与與和被把將也都就而他她它让讓已仍说說着著还還,，。；！？、]")


def menu_entries(text: str, pieces: Sequence[Piece], seams: Sequence[Seam]) -> set[int]:
    """Return the indexes of pieces that are entries of bilingual menus or of lines that pair names.

    `seams[i]` stands before piece i, the last seam after the last piece.
    """
    found = _switches(text, pieces, seams) if has_any(text, _BARS) else set()
    first = 0
    for index, (start, end, han, cost) in enumerate(pieces):
        if end - start > _HAN_ENTRY if han else cost >= DECIDED or end - start > _LATIN_ENTRY:
            if index - first >= _PIECES:
                _add_menu(text, pieces, seams, range(first, index), found)
            first = index + 1
        elif index > first and not (seams[index][8] and han is not pieces[index - 1][2]):
            if index - first >= _PIECES:
                _add_menu(text, pieces, seams, range(first, index), found)
            first = index
    if len(pieces) - first >= _PIECES:
        _add_menu(text, pieces, seams, range(first, len(pieces)), found)
    lines = [index for index, seam in enumerate(seams) if seam[2]]
    for start, end in pairwise(lines):
        two = start + 2 == end and seams[start + 1].plain_menu
        if two and _is_pair(text, pieces, start):
            found.update((start, start + 1))
    return found


def _switches(text: str, pieces: Sequence[Piece], seams: Sequence[Seam]) -> set[int]:
    """Return the pieces that name a language, apart from the entry of a menu beside them."""
    found: set[int] = set()
    for name in _SWITCHES:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _BARS.isdisjoint(text[max(at - 2, 0) : at] + text[end : end + 2]):
                index = bisect_left(pieces, (at,))
                if _is_apart(pieces, seams, index, at, end):
                    found.add(index)
            at = text.find(name, end)
    return found


def _is_apart(
    pieces: Sequence[Piece], seams: Sequence[Seam], index: int, start: int, end: int
) -> bool:
    """Tell whether a piece is what stands there and nothing else, between entries of a menu."""
    if index == len(pieces) or pieces[index][0] != start or pieces[index][1] - end not in {0, 1}:
        return False  # with 版 behind it: 中文版
    before, after = seams[index], seams[index + 1]
    return (before.menu or before.newline) and (after.menu or after.newline)


def _is_pair(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether two pieces are a short name and the same in English words."""
    han, latin = pieces[index], pieces[index + 1]
    if latin[2]:
        han, latin = latin, han
    return (
        han[1] - han[0] <= _HAN_ENTRY
        and latin[1] - latin[0] <= _LATIN_ENTRY
        and text[latin[0]].isupper()
        and is_vocabulary(text[latin[0] : latin[1]])
        and not says_something(text, han[0], han[1], _NO_PAIR)
    )


def _add_menu(
    text: str, pieces: Sequence[Piece], seams: Sequence[Seam], run: range, found: set[int]
) -> None:
    """Add a run of short alternating pieces if it is a menu: words, no names in prose."""
    entries = pieces[run.start : run.stop]
    inside = seams[run.start + 1 : run.stop]
    first, last = seams[run.start], seams[run.stop]
    is_glued = not all(seam.length for seam in inside)
    if _is_form(text, entries) or (
        # Glued entries are told from names in prose by where they begin.
        is_glued and first.cost > SENTENCE and text[entries[0][0] - 1] not in ")）"
    ):
        return
    fills_line = first.newline and last.newline
    latin = [piece for piece in entries if not piece[2]]
    is_worded = _is_worded(text, latin, in_small_letters=is_glued and fills_line)
    if is_worded or all(seam.newline for seam in inside) or _is_plain(text, entries, inside):
        signs = _NO_ROW if is_glued and is_worded and fills_line else _NO_ENTRY
        if not _are_sentences(text, [piece for piece in entries if piece[2]], signs):
            found.update(run)


def _is_worded(text: str, latin: Sequence[Piece], *, in_small_letters: bool) -> bool:
    """Tell whether most Latin entries begin with a capital and have English words.

    Where small letters are allowed, none may begin with a capital, and all words are known.
    """
    capital = [text[piece[0]].isupper() for piece in latin]
    if in_small_letters and not any(capital):
        return all(is_vocabulary(text[piece[0] : piece[1]]) for piece in latin)
    worded = [
        upper and piece[3] >= COMMON_COST for piece, upper in zip(latin, capital, strict=True)
    ]
    return sum(worded) * 5 >= len(latin) * 3


def _are_sentences(text: str, chinese: Sequence[Piece], signs: re.Pattern[str]) -> bool:
    """Tell whether more Chinese pieces than an odd one have signs of a sentence."""
    speaking = sum(says_something(text, start, end, signs) for start, end, _, _ in chinese)
    return speaking * _EXCEPTION > len(chinese)


def _is_form(text: str, entries: Sequence[Piece]) -> bool:
    """Tell whether each line is a Chinese label with a colon and what was filled in behind it."""
    return all(
        _FILLED_IN.match(text, before[1], after[0])
        if before[2]
        else text.find("\n", before[1], after[0]) >= 0
        for before, after in pairwise(entries)
    )


def _is_plain(text: str, entries: Sequence[Piece], inside: Sequence[Seam]) -> bool:
    """Tell whether pieces alternate so often, shortly and regularly that words don't matter."""
    return (
        len(entries) >= _SURE_PIECES
        and all(seam.plain_menu for seam in inside)
        and all(end - start <= _SHORT_HAN for start, end, han, _ in entries if han)
        and not any(text[start:end].isupper() for start, end, han, _ in entries if not han)
    )
