"""Which pieces are kept for their neighbours' sake: short lines, tables and lists of the text."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from crawler.parsers.content.ballot import EXCLUDED, Ballot
from crawler.parsers.content.outline import Outline, upwards
from crawler.parsers.content.scores import AGAINST, DOUBTED
from crawler.parsers.credits.lines import is_byline, is_notice

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）]?$")
#: A list that closes a text has several items, and they are no single words.
_FEWEST_ITEMS = 2
_ITEM_LETTERS = 20
#: A table has two rows of two cells.
_CELLS = 4
#: A gap between kept pieces that is longer is a box of its own.
_RUN = 12
#: A heading that only boxes dress is no longer, and is one of several.
_HEADING_LETTERS = 40
_SEVERAL = 2


def smoothed(page: Outline, ballot: Ballot, scores: Sequence[float]) -> list[bool]:
    """Return what is kept once short runs between kept pieces have their neighbours' support."""
    keep = [score > 0 for score in scores]
    for at in _tables(page, ballot, scores, keep):
        keep[at] = True
    _keep_between(page, ballot, scores, keep)
    for at in _listed_headings(page, ballot, scores, keep):
        keep[at] = True
    wanted = [number for number, kept in enumerate(keep) if kept]
    for at in range(wanted[0] - 1 if wanted else -1, -1, -1):
        if not _opens_text(page, ballot, scores, at):
            break
        keep[at] = True
    for at in range(wanted[-1] + 1 if wanted else len(scores), len(scores)):
        if not _ends_text(page, ballot, scores, at):
            break
        keep[at] = True
    for at in wanted[:-1]:
        # a line of the same element, only broken off
        same = page.pieces[at + 1].element is page.pieces[at].element
        if same and not keep[at + 1]:
            keep[at + 1] = _ends_text(page, ballot, scores, at + 1)
    for at in _closing_list(page, ballot, scores, keep):
        keep[at] = True
    return keep


def _keep_between(page: Outline, ballot: Ballot, scores: Sequence[float], keep: list[bool]) -> None:
    """Keep the short runs between kept pieces that are the text's own."""
    wanted = [number for number, kept in enumerate(keep) if kept]
    said: dict[str, set[str]] = defaultdict(set)
    for piece in page.pieces[wanted[0] : wanted[-1]] if wanted else ():
        said[piece.block.path].add(piece.block.text)
    for before, after in itertools.pairwise(wanted):
        run = range(before + 1, after)
        quiet = [
            at for at in run if page.nodes[at].hinted not in AGAINST and scores[at] != EXCLUDED
        ]
        if 0 < len(run) <= _RUN and all(_belongs(page, ballot, scores, at) for at in quiet):
            for at in quiet:
                keep[at] = (
                    page.prose[at] > 0
                    or page.pieces[at].block.kind == "heading"
                    or _alike(page, at, (before, after, *run))
                    or _is_dressed(page, at, after, said)
                )


def _listed_headings(
    page: Outline, ballot: Ballot, scores: Sequence[float], keep: Sequence[bool]
) -> list[int]:
    """Return headings like a kept one right above kept text: a list's, with buttons between."""
    kept = {_looks(page, at) for at, wanted in enumerate(keep) if wanted and _heads(page, at)}
    found = []
    for at in range(len(keep) - 1) if kept else ():
        if not keep[at] and _heads(page, at) and _looks(page, at) in kept:
            below = next((b for b in range(at + 1, len(keep)) if scores[b] != EXCLUDED), at)
            if keep[below] and page.prose[below] > 0 and _belongs(page, ballot, scores, at):
                found.append(at)
    return found


def _heads(page: Outline, at: int) -> bool:
    return page.pieces[at].block.kind == "heading"


def _looks(page: Outline, at: int) -> tuple[str, str | None]:
    """Return what tells one kind of heading from another."""
    element = page.pieces[at].element
    return str(element.tag), element.get("class")


def _tables(
    page: Outline, ballot: Ballot, scores: Sequence[float], keep: Sequence[bool]
) -> list[int]:
    """Return the cells of tables between kept pieces, when most of their letters are no links."""
    wanted = [number for number, kept in enumerate(keep) if kept]
    cells: list[int] = []
    for table in page.all_nodes if wanted else ():
        inside = range(table.first, table.first + table.pieces)
        if table.element.tag == "table" and wanted[0] < inside.start < inside.stop <= wanted[-1]:
            quiet = all(page.nodes[at].hinted in ("", "content") for at in inside)
            plain = all(ballot.own[at] and scores[at] != EXCLUDED for at in inside)
            few = table.pieces >= _CELLS and 2 * table.link_letters < table.letters
            told = any(keep[at] for at in inside) or table.prose > 0
            if quiet and plain and few and not told:
                cells += inside
    return cells


def _closing_list(
    page: Outline, ballot: Ballot, scores: Sequence[float], keep: Sequence[bool]
) -> Sequence[int]:
    """Return the items of a list right behind the text, when they are no single words."""
    start = next((at + 1 for at in range(len(keep) - 1, -1, -1) if keep[at]), 0)
    if not 0 < start < len(keep):
        return ()
    box = page.pieces[start].element.getparent()
    beside = box is not None and box.getparent() is page.pieces[start - 1].element.getparent()
    items: list[int] = []
    for at in range(start, len(keep) if beside else start):
        piece = page.pieces[at]
        if piece.block.kind != "item" or piece.element.getparent() is not box:
            break
        if is_notice(piece.block.text) or not _belongs(page, ballot, scores, at):
            return ()
        items.append(at)
    letters = sum(len(page.pieces[at].block.text) for at in items)
    return items if len(items) >= _FEWEST_ITEMS and letters >= _ITEM_LETTERS * len(items) else ()


def _opens_text(page: Outline, ballot: Ballot, scores: Sequence[float], at: int) -> bool:
    """Return whether a paragraph stands right before the text as the text's own do."""
    return (
        page.prose[at] > 0
        and page.pieces[at + 1].block.path in (path := page.pieces[at].block.path, f"{path}/p")
        and _belongs(page, ballot, scores, at)
    )


def _ends_text(page: Outline, ballot: Ballot, scores: Sequence[float], at: int) -> bool:
    """Return whether a short last sentence stands right behind the text as its paragraphs do."""
    block, before = page.pieces[at].block, page.pieces[at - 1]
    same = page.pieces[at].element is before.element or (
        page.pieces[at].element.getparent() is before.element.getparent()
        and block.path == before.block.path
    )
    sentence = bool(_SENTENCE_END.search(block.text)) and not block.link_chars
    quiet = sentence and not is_notice(block.text) and not is_byline(block.text)
    return same and quiet and _belongs(page, ballot, scores, at)


def _belongs(page: Outline, ballot: Ballot, scores: Sequence[float], at: int) -> bool:
    """Return whether nothing speaks against a piece but that an extractor dropped it."""
    quiet = page.nodes[at].hinted in ("", "content")
    return ballot.own[at] > 0 and quiet and scores[at] > DOUBTED


def _is_dressed(page: Outline, at: int, below: int, said: Mapping[str, set[str]]) -> bool:
    """Return whether a short line is a heading that boxes of its own dress, as others of the text.

    WeChat's editors make headings so: no tag says what they are. `below`: the next kept piece;
    `said`: the lines by their boxes.
    """
    block = page.pieces[at].block
    if block.link_chars or len(block.text) > _HEADING_LETTERS or len(said[block.path]) < _SEVERAL:
        return False
    around = next((node for node in upwards(page.nodes[at]) if node.pieces > 1), None)
    return around is not None and around.element is page.pieces[below].element.getparent()


def _alike(page: Outline, at: int, others: Sequence[int]) -> bool:
    """Return whether a piece stands beside a kept one, or in the same box as one."""
    parent = page.pieces[at].element.getparent()
    if parent.tag == "li":  # a box in a list's item
        parent = parent.getparent()
    return any(
        page.pieces[other].element.getparent() in (parent, parent.getparent())
        for other in others
        if other != at
    )
