"""A table's rows as lines: cells that stand side by side read together. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from lxml import html

from crawler.parsers.markup.document import Block
from crawler.parsers.markup.htmlblocks import Piece
from crawler.parsers.text.patterns import covered

_CELLS = frozenset(("cell", "label"))
_TAGS = ("td", "th")
BETWEEN = " | "
#: Longer cells are columns of a layout, or two languages side by side.
_CELL, _ROW = 80, 300
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[A-Za-z]{2,}")
_CHINESE, _ENGLISH = 6, 4


def rows_whole(pieces: Sequence[Piece], keep: Sequence[bool]) -> list[bool]:
    """Return what is kept; a row of which half is kept is kept whole: cells say the same often."""
    whole = list(keep)
    if not _have_cells(pieces):
        return whole
    for row, group in groupby(range(len(pieces)), key=lambda at: _row_of(pieces[at])):
        numbers = list(group) if row is not None else []
        kept = sum(keep[at] for at in numbers)
        if kept < len(numbers) <= 2 * kept and _is_row([pieces[at] for at in numbers]):
            for at in numbers:
                whole[at] = True
    return whole


def rows_joined(kept: Sequence[Piece]) -> list[Block]:
    """Return the pieces' blocks, short cells of one row of a table as one block."""
    if not _have_cells(kept):
        return [piece.block for piece in kept]
    blocks: list[Block] = []
    for row, group in groupby(kept, key=_row_of):
        pieces = list(group)
        if row is not None and _is_row(pieces):
            blocks.append(_joined([piece.block for piece in pieces]))
        else:
            blocks += [piece.block for piece in pieces]
    return blocks


def _have_cells(pieces: Sequence[Piece]) -> bool:
    return any([piece.block.kind in _CELLS for piece in pieces])  # noqa: C419 - a list is faster


def _row_of(piece: Piece) -> html.HtmlElement | None:
    if piece.block.kind not in _CELLS:
        return None
    return next(piece.element.iterancestors("tr"), None)


def _cell_of(piece: Piece) -> html.HtmlElement | None:
    element = piece.element
    return element if element.tag in _TAGS else next(element.iterancestors(*_TAGS), None)


def _is_row(pieces: Sequence[Piece]) -> bool:
    """Return whether each piece is a cell, all short and in one language."""
    cells = {_cell_of(piece) for piece in pieces}
    if len(cells) < len(pieces):
        return False  # lines of one cell
    texts = [piece.block.text for piece in pieces]
    if len(texts) < 2 or max(map(len, texts)) > _CELL or sum(map(len, texts)) > _ROW:  # noqa: PLR2004 - side by side
        return False
    chinese = any(covered(_HAN, text) >= _CHINESE for text in texts)
    english = any(len(_WORD.findall(text)) >= _ENGLISH and not _HAN.search(text) for text in texts)
    return not (chinese and english)


def _joined(cells: Sequence[Block]) -> Block:
    return cells[0]._replace(
        text=BETWEEN.join(cell.text for cell in cells),
        anchors=tuple(anchor for cell in cells for anchor in cell.anchors),
        link_chars=sum(cell.link_chars for cell in cells),
        kind="cell",
    )
