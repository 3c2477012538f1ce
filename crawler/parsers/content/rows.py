"""Boxes alike side by side, told apart by what each holds: entries, teasers or readers' words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from lxml import html

from crawler.parsers.markup.hints import Hint
from crawler.parsers.markup.htmlblocks import Piece

Row = Literal["entry", "teaser", "reader", ""]

#: Two alike are chance.
_FEWEST = 3
#: A live report's entry may be long; a reader's word or a teaser is not.
_ENTRY_PIECES = 40
_READER_PIECES = 5
_TEASER_PIECES = 4
#: What else stands in a box of rows is its heading and an invitation.
_MOST = 0.7
_HALF = 0.5
_ALL_LINKED = 0.9
#: Rows with more of a page's prose are the page.
_OF_THE_PAGE = 0.75
#: Longer first lines are no names.
_NAME_LETTERS = 40
#: An entry says something beside its time.
_ENTRY_LETTERS = 12
#: What stands beside a headline to say when it was.
_DATED_LETTERS = 24
_DATED = re.compile(
    r"\d{1,4}\s?[-/.年月]\s?\d{1,2}(?!\d)|\b[A-Z][a-z]{2,8} \d{1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8}\b"
    r"|\d:\d\d"
)
#: Readers answer a text.
_PARAGRAPHS = 2
_CLOCK = re.compile(
    r"^\W*(?:[01]?\d|2[0-3])[:：.h][0-5]\d(?:[:：][0-5]\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?(?!\S*\d)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[.!?。！？:：,，;；、/]\W*$|[?？,，;；。！:：]")
_AGED = re.compile(
    r"\b(?:\d+|an?)\s?(?:sec|min|hour|hr|day|week|month|year)s?\w* ago\W*$"
    r"|\d+\s*(?:秒|分钟|小时|天|周|个?月|年)前\W*$",
    re.IGNORECASE,
)
#: Who comments says I and you, thanks, asks or shouts; a glossary does not.
_VOICE = re.compile(
    r"\b(?:I|I['’]\w+|me|my|we|us|our|you|your|thanks?|lol)\b|[!?！？]|[我你您]|谢谢|感谢|支持|点赞"
)


#: People in an article have names; a reader may have a handle.
_HANDLE = re.compile(r"^[a-z][a-z0-9_.-]*$|[a-z]\d|_\w|^(?:用户|网友|匿名|游客|路人)", re.ASCII)
_FEWEST_HANDLES = 2
#: Above a thread somebody says whose words these are.
_ABOVE = 3
_CALL = re.compile(
    r"\b(?:comments?|commenting|replies|readers?|discussion|your say)\b"
    r"|评论|評論|留言|网友|跟帖|讨论",
    re.IGNORECASE,
)
_CALL_LETTERS = 60


class Box(Protocol):
    """What is read and set of an element above some pieces."""

    element: html.HtmlElement
    hint: Hint
    prose: float
    letters: int
    pieces: int
    first: int
    row: Row

    @property
    def parent(self) -> Box | None:
        """The element around it."""


def mark_rows(pieces: Sequence[Piece], prose: Sequence[float], boxes: Iterable[Box]) -> None:
    """Mark a live report's entries, and hint at boxes of teasers and of readers' words."""
    total = sum(prose)
    for rows, around in _alike(boxes):
        held = [pieces[row.first : row.first + row.pieces] for row in rows]
        alone = sum(row.letters for row in rows) >= _MOST * around.letters
        if _most(_is_entry(one) for one in held):
            for row in rows:
                row.row = "entry"
        elif alone and _most(_is_teaser(row, one) for row, one in zip(rows, held, strict=True)):
            if sum(row.prose for row in rows) <= _OF_THE_PAGE * total:
                for row in rows:
                    row.hint = "furniture"
        elif (
            alone
            and sum(weight > 0 for weight in prose[: rows[0].first]) >= _PARAGRAPHS
            and _most(_is_reader(one) for one in held)
            and _is_thread(pieces, rows[0].first, held)
        ):
            around.hint = "comments"


def _alike(boxes: Iterable[Box]) -> Iterator[tuple[list[Box], Box]]:
    """Yield sets of boxes with the same tag in the same element, and that element."""
    found: dict[tuple[int, str], list[Box]] = defaultdict(list)
    for box in boxes:
        if box.parent is not None and 1 < box.pieces <= _ENTRY_PIECES:
            found[id(box.parent), str(box.element.tag)].append(box)
    for rows in found.values():
        around = rows[0].parent
        if len(rows) >= _FEWEST and around is not None:
            yield rows, around


def _most(judged: Iterable[bool]) -> bool:
    said = list(judged)
    return sum(said) >= max(_FEWEST, _MOST * len(said))


def _half(judged: Iterable[bool]) -> bool:
    said = list(judged)
    return sum(said) >= _HALF * len(said)


def _is_linked(piece: Piece) -> bool:
    return piece.block.link_chars >= _ALL_LINKED * len(piece.block.text)


def _is_entry(row: Sequence[Piece]) -> bool:
    """Return whether a box begins with a time of day and tells something unlinked."""
    clock = _CLOCK.match(row[0].block.text)
    if not clock:
        return False
    rest = len(row[0].block.text) - clock.end() + sum(len(one.block.text) for one in row[1:])
    return rest >= _ENTRY_LETTERS and not any(map(_is_linked, row[1:]))


def _is_teaser(box: Box, row: Sequence[Piece]) -> bool:
    """Return whether a small box opens with a line that is all link, and tells or dates it."""
    if len(row) > _TEASER_PIECES or not any(map(_is_linked, row[:2])):
        return False
    return box.prose > 0 or all(_is_linked(one) or _is_dated(one) for one in row)


def _is_dated(piece: Piece) -> bool:
    text = piece.block.text
    return len(text) <= _DATED_LETTERS and bool(_DATED.search(text) or _AGED.search(text))


def _is_reader(row: Sequence[Piece]) -> bool:
    """Return whether a small box opens with what may be a name and goes on without links."""
    name, *rest = (piece.block for piece in row)
    named = len(name.text) <= _NAME_LETTERS and not _NO_NAME.search(name.text)
    plain = name.kind != "heading" and all(not one.link_chars for one in rest)
    return len(row) <= _READER_PIECES and named and plain


def _is_thread(pieces: Sequence[Piece], first: int, held: Sequence[Sequence[Piece]]) -> bool:
    """Return whether what is said is dated from now, or sounds like readers under handles."""
    if _half(map(_is_aged, held)):
        return True
    above = (piece.block.text for piece in pieces[max(0, first - _ABOVE) : first])
    called = any(len(text) <= _CALL_LETTERS and _CALL.search(text) for text in above)
    handles = sum(bool(_HANDLE.search(row[0].block.text)) for row in held)
    return (called or handles >= _FEWEST_HANDLES) and _half(map(_speaks, held))


def _speaks(row: Sequence[Piece]) -> bool:
    return any(_VOICE.search(piece.block.text) for piece in row[1:])


def _is_aged(row: Sequence[Piece]) -> bool:
    return any(_AGED.search(piece.block.text) for piece in row[:2])
