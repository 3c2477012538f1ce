"""Menus, tables of contents and forms, where every entry has the language of its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.parsers.bilingual_pieces import Piece
from crawler.parsers.bilingual_seams import Seam
from crawler.parsers.english_words import DECIDED, is_entry, is_vocabulary

#: A menu alternates at least so often; with none of its words known, so often.
_PAIR, _PIECES, _SURE_PIECES = 2, 4, 6
#: No entry is longer than this, in characters; an unknown one is a short word or two.
_HAN_ENTRY, _LATIN_ENTRY, _SHORT_HAN = 16, 48, 6
#: Characters of sentences; 我们 and 您 stand in menus (关于我们), these do not.
_NO_ENTRY = re.compile("[的了是在与與和被把將也都就而他她它让讓已仍说說着著还還,，。；！？、]")


def menu_entries(text: str, pieces: Sequence[Piece], seams: Sequence[Seam]) -> set[int]:
    """Return the indexes of pieces that are entries of bilingual menus or of lines that pair names.

    `seams[i]` stands before piece i, the last seam after the last piece.
    """
    found: set[int] = set()
    first = 0
    for index, (start, end, han, cost) in enumerate(pieces):
        if cost >= DECIDED or end - start > (_HAN_ENTRY if han else _LATIN_ENTRY):
            if index - first > 1:
                _add_run(text, pieces, seams, range(first, index), found)
            first = index + 1
        elif index > first and not (seams[index][8] and han is not pieces[index - 1][2]):
            if index - first > 1:
                _add_run(text, pieces, seams, range(first, index), found)
            first = index
    if len(pieces) - first > 1:
        _add_run(text, pieces, seams, range(first, len(pieces)), found)
    return found


def _add_run(
    text: str, pieces: Sequence[Piece], seams: Sequence[Seam], run: range, found: set[int]
) -> None:
    """Add a run of short alternating pieces if it is a menu or a pair of names on a line."""
    entries = pieces[run.start : run.stop]
    inside = seams[run.start + 1 : run.stop]
    if len(run) == _PAIR:
        alone = seams[run.start].newline and seams[run.stop].newline
        wanted = (
            alone and inside[0].plain_menu and not inside[0].newline and _is_pair(text, entries)
        )
    else:
        wanted = len(run) >= _PIECES and _is_menu(text, entries, inside)
    if wanted and not any(
        han and _NO_ENTRY.search(text, start, end) for start, end, han, _ in entries
    ):
        found.update(run)


def _is_pair(text: str, entries: Sequence[Piece]) -> bool:
    """Tell whether the Latin one of two pieces is a name of something in English words."""
    start, end, _, _ = next(piece for piece in entries if not piece[2])
    return text[start].isupper() and is_vocabulary(text[start:end])


def _is_menu(text: str, entries: Sequence[Piece], inside: Sequence[Seam]) -> bool:
    """Tell whether short alternating pieces are entries of a menu: words, no names in prose."""
    if all(seam.newline for seam in inside):
        return True
    latin = [text[start:end] for start, end, han, _ in entries if not han]
    if sum(map(is_entry, latin)) * 5 >= len(latin) * 3:
        return True
    return (
        len(entries) >= _SURE_PIECES
        and all(seam.plain_menu for seam in inside)
        and all(end - start <= _SHORT_HAN for start, end, han, _ in entries if han)
        and not any(map(str.isupper, latin))
    )
