"""The main text of any article page: two extractors and our own density, by agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from crawler.parsers.content.ballot import Ballot, ballot_of, unasked
from crawler.parsers.content.density import Density, density_of
from crawler.parsers.content.doubts import doubted, sure_ballot
from crawler.parsers.content.edges import trimmed
from crawler.parsers.content.neighbours import smoothed
from crawler.parsers.content.outline import Outline, outline
from crawler.parsers.content.scores import scores_of
from crawler.parsers.markup.document import Block
from crawler.parsers.markup.html import title_of
from crawler.parsers.markup.htmlblocks import Piece, pieces
from crawler.parsers.markup.table_rows import rows_joined, rows_whole
from crawler.parsers.text.furniture import recurs
from crawler.parsers.text.letters import letters_of
from storage.types import NO_FURNITURE, FurnitureSet

#: Linked to this share a piece says nothing by itself.
_NO_TEXT = 0.9
#: Comments, captions and notices stay out even of a page that would be empty without them.
_HOPELESS = -2.0


@dataclass(frozen=True, slots=True)
class MainContent:
    """A page's main text. `evidence`: who agreed on it."""

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    evidence: str
    #: Lines inside the article's region that were left out as furniture.
    furniture: tuple[str, ...] = ()


def main_blocks(
    root: html.HtmlElement, base_url: str | None, furniture: FurnitureSet = NO_FURNITURE
) -> MainContent:
    """Return the article of a page: its blocks in order, captions apart."""
    return main_of(pieces(root, base_url), root, furniture)


def main_of(
    found: Sequence[Piece],
    root: html.HtmlElement,
    furniture: FurnitureSet = NO_FURNITURE,
    *,
    asking: bool = True,
    rows: bool = True,
) -> MainContent:
    """Return the article of a page whose pieces were read before.

    `asking`: extractors vote; `rows`: a table's rows are lines, else its cells are.
    """
    page = outline(_before_links(found))
    if not page.pieces:
        return MainContent((), (), "none")
    declared = letters_of(title_of(root))
    density = density_of(page, declared)
    keep, evidence = None, "density, undisputed"
    if asking:
        keep = _undisputed(page, density, declared, furniture)
    if keep is None:
        ballot = ballot_of(root, page, density) if asking else unasked(page, density)
        keep, evidence = _voted(page, ballot, declared, furniture), ballot.evidence
    keep = rows_whole(page.pieces, keep)
    kept = [number for number, wanted in enumerate(keep) if wanted]
    if not kept:
        return MainContent((), (), "none")
    inside = range(kept[0], _behind_captions(page, kept[-1] + 1))
    captions = [page.pieces[at].block.text for at in inside if _is_caption(page, at)]
    dropped = [
        piece.block.text
        for at, piece in enumerate(page.pieces)
        if not keep[at]
        and not _is_caption(page, at)
        and (at in inside or (density.own[at] and recurs(piece.block.text, furniture)))
    ]
    taken = [page.pieces[at] for at in kept]
    return MainContent(
        tuple(rows_joined(taken) if rows else (piece.block for piece in taken)),
        tuple(dict.fromkeys(captions)),
        evidence,
        tuple(dict.fromkeys(dropped)),
    )


def _behind_captions(page: Outline, end: int) -> int:
    """Return the number of the piece behind the captions that follow a text, as of a gallery."""
    while end < len(page.pieces) and _is_caption(page, end):
        if page.nodes[end].hinted in ("furniture", "comments"):
            break
        end += 1
    return end


def _before_links(found: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces up to the last that is no link: nothing behind it is anybody's text."""
    last = len(found)
    while last and found[last - 1].block.link_chars >= _NO_TEXT * len(found[last - 1].block.text):
        last -= 1
    return found[:last]


def _voted(page: Outline, ballot: Ballot, declared: str, furniture: FurnitureSet) -> list[bool]:
    """Return what is kept after a vote."""
    scores = scores_of(page, ballot, furniture)
    keep = trimmed(page, smoothed(page, ballot, scores), declared)
    if any(keep):
        return keep
    # What an extractor took is better than nothing, whatever the hints say.
    taken = map(max, ballot.first, ballot.second)
    return [vote > 0.5 and score > _HOPELESS for vote, score in zip(taken, scores, strict=True)]  # noqa: PLR2004


def _undisputed(
    page: Outline, density: Density, declared: str, furniture: FurnitureSet
) -> list[bool] | None:
    """Return what is kept where no extractor's answer could change it; None where one could."""
    ballot = sure_ballot(page, density, furniture)
    if ballot is None:
        return None
    scores = scores_of(page, ballot, furniture)
    most = smoothed(page, ballot, scores)
    least = smoothed(page, ballot, doubted(page, ballot, scores))
    solid = next((at for at, kept in enumerate(most) if kept and page.prose[at] > 0), len(most))
    if most[solid:] != least[solid:]:  # what stands above may be trimmed: bylines, headlines
        return None
    alike = most == least
    kept = trimmed(page, most, declared)
    return kept if any(kept) and (alike or kept == trimmed(page, least, declared)) else None


def _is_caption(page: Outline, at: int) -> bool:
    return page.pieces[at].block.kind == "caption"
