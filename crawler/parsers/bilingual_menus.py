"""Menus, tables of contents and forms, where every entry has the language of its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.parsers.bilingual_pieces import Piece
from crawler.parsers.bilingual_seams import SENTENCE, Seam
from crawler.parsers.english_words import COMMON_COST, DECIDED, is_vocabulary

#: A menu alternates at least so often; with none of its words known, so often.
_PIECES, _SURE_PIECES = 4, 6
#: No entry is longer than this, in characters; an unknown one is a short word or two.
_HAN_ENTRY, _LATIN_ENTRY, _SHORT_HAN = 16, 48, 6
#: Characters of sentences; 我们 and 您 stand in menus (关于我们), these do not.
_NO_ENTRY = re.compile("[的了是在与與和被把將也都就而他她它让讓已仍说說着著还還,，。；！？、]")
#: Where glued entries fill a line, they may be longer: 主旨演讲：善于倾听的城市, but no sentences.
_NO_ROW = re.compile("[了是在被把將也都就而他她它让讓已仍还還。；！？]")
#: Between a form's label and its value.
_FILLED_IN = re.compile(r"\s*[:：]\s*\Z")
#: What is named beside its English name may have an attribute: 流利的英语 Fluent English.
_NO_PAIR = re.compile("[了是在与與和被把將也都就而他她它让讓已仍说說着著还還,，。；！？、]")


def menu_entries(text: str, pieces: Sequence[Piece], seams: Sequence[Seam]) -> set[int]:
    """Return the indexes of pieces that are entries of bilingual menus or of lines that pair names.

    `seams[i]` stands before piece i, the last seam after the last piece.
    """
    found: set[int] = set()
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
        and not _NO_PAIR.search(text, han[0], han[1])
    )


def _add_menu(
    text: str, pieces: Sequence[Piece], seams: Sequence[Seam], run: range, found: set[int]
) -> None:
    """Add a run of short alternating pieces if it is a menu: words, no names in prose."""
    entries = pieces[run.start : run.stop]
    inside = seams[run.start + 1 : run.stop]
    if _is_form(text, entries):
        return
    latin = [piece for piece in entries if not piece[2]]
    capital = [text[piece[0]].isupper() for piece in latin]
    worded = sum(
        piece[3] >= COMMON_COST and upper for piece, upper in zip(latin, capital, strict=True)
    )
    wordy = worded * 5 >= len(latin) * 3
    forbidden = _NO_ENTRY
    if not all(seam.length for seam in inside):
        # Glued entries are told from names in prose by filling their line from end to end.
        first, last = seams[run.start], seams[run.stop]
        if first.cost > SENTENCE and text[entries[0][0] - 1] not in ")）":
            return
        if wordy and all(capital) and first.newline and last.newline:
            forbidden = _NO_ROW
        if not any(capital) and first.newline and last.newline:
            wordy = all(is_vocabulary(text[piece[0] : piece[1]]) for piece in latin)
    if (
        wordy or all(seam.newline for seam in inside) or _is_plain(text, entries, inside)
    ) and not any(piece[2] and forbidden.search(text, piece[0], piece[1]) for piece in entries):
        found.update(run)


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
