"""The main text of any article page: two extractors and our own density, by agreement."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html

from crawler.parsers.ballot import EXCLUDED, FIRST, SECOND, Ballot, alone, ballot_of
from crawler.parsers.density import Density, density_of
from crawler.parsers.document import Block
from crawler.parsers.doubts import doubted, sure_ballot
from crawler.parsers.edges import trimmed
from crawler.parsers.furniture import normal_line
from crawler.parsers.hints import Hint
from crawler.parsers.html import title_of
from crawler.parsers.htmlblocks import Piece, pieces
from crawler.parsers.letters import letters_of
from crawler.parsers.lines import is_byline, is_notice, is_statement
from crawler.parsers.outline import Outline, outline, upwards
from storage.types import NO_FURNITURE, FurnitureSet

# What speaks for a piece. Two of trafilatura, readability (or JSON-LD) and our region suffice for
# a short line; prose needs one extractor, or the region and its neighbours.
_REGION = 0.6
_PROSE = 0.45
_NEEDED = 1.52
# What speaks against it.
_LINKED = 0.7
_ALL_LINKED = 0.4
_BEHIND_REGION = 0.3
_BEFORE_HEADLINE = 0.9
_IN_FURNITURE = 0.9
_IN_COMMENTS = 2.0
_NOTICE = 2.0
_HINTS: dict[Hint, float] = {"furniture": _IN_FURNITURE, "comments": _IN_COMMENTS}
#: A piece above this stands in the region, has no link and was dropped by both extractors.
_DOUBTED = -0.9
#: Comments, captions and notices stay out even of a page that would be empty without them.
_HOPELESS = -2.0
#: Linked to this share a piece says nothing by itself.
_NO_TEXT = 0.9
#: Once for phones and once for wide screens; more often it is a slide show's or a site's line.
_TWICE = 2
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）]?$")
_NUMBER = re.compile(r"[\d\W_]+")
#: `IN TEXAS: …`, `Source …`: what stands behind is linked.
_LABELLED_LINK = re.compile(
    r"(?:[A-Z]{2,}(?: [A-Z]{2,}){0,3}|Related|Read|See|Watch|More|Video|Photos?)\s*:"
    r"|(?:Source|Via)(?=[A-Z\s])"
)
#: A list that closes a text has several items, and they are no single words.
_FEWEST_ITEMS = 2
_ITEM_LETTERS = 20
#: A table has two rows of two cells.
_CELLS = 4
#: A gap between kept pieces that is longer is a box of its own.
_RUN = 12


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
) -> MainContent:
    """Return the article of a page whose pieces were read before; `asking`: extractors vote."""
    page = outline(_before_links(found))
    if not page.pieces:
        return MainContent((), (), "none")
    declared = letters_of(title_of(root))
    density = density_of(page, declared)
    keep, evidence = None, "density, undisputed"
    if asking:
        keep = _undisputed(page, density, declared, furniture)
    if keep is None:
        ballot = ballot_of(root, page, density) if asking else alone(page, density)
        keep, evidence = _voted(page, ballot, declared, furniture), ballot.evidence
    kept = [number for number, wanted in enumerate(keep) if wanted]
    if not kept:
        return MainContent((), (), "none")
    inside = range(kept[0], kept[-1] + 1)
    captions = [page.pieces[at].block.text for at in inside if _is_caption(page, at)]
    dropped = [
        piece.block.text
        for at, piece in enumerate(page.pieces)
        if not keep[at]
        and not _is_caption(page, at)
        and (at in inside or (density.own[at] and _recurs(piece, furniture)))
    ]
    return MainContent(
        tuple(page.pieces[at].block for at in kept),
        tuple(dict.fromkeys(captions)),
        evidence,
        tuple(dict.fromkeys(dropped)),
    )


def _before_links(found: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces up to the last that is no link: nothing behind it is anybody's text."""
    last = len(found)
    while last and found[last - 1].block.link_chars >= _NO_TEXT * len(found[last - 1].block.text):
        last -= 1
    return found[:last]


def _voted(page: Outline, ballot: Ballot, declared: str, furniture: FurnitureSet) -> list[bool]:
    """Return what is kept after a vote."""
    scores = _scores(page, ballot, furniture)
    keep = trimmed(page, _smoothed(page, ballot, scores), declared)
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
    scores = _scores(page, ballot, furniture)
    most = _smoothed(page, ballot, scores)
    least = _smoothed(page, ballot, doubted(page, ballot, scores))
    solid = next((at for at, kept in enumerate(most) if kept and page.prose[at] > 0), len(most))
    if most[solid:] != least[solid:]:  # what stands above may be trimmed: bylines, headlines
        return None
    alike = most == least
    kept = trimmed(page, most, declared)
    return kept if any(kept) and (alike or kept == trimmed(page, least, declared)) else None


def _recurs(piece: Piece, furniture: FurnitureSet) -> bool:
    """Say whether a line is known from the host's other pages."""
    return bool(furniture.lines) and normal_line(piece.block.text) in furniture.lines


def _is_caption(page: Outline, at: int) -> bool:
    return page.pieces[at].block.kind == "caption"


def _scores(page: Outline, ballot: Ballot, furniture: FurnitureSet) -> list[float]:
    """Return for each piece a sum of votes and evidence; above 0 it belongs to the article."""
    repeated = Counter(piece.block.text for piece in page.pieces)
    told = _in_entries(page, ballot)
    counted = _counted(page, told)
    last = max((at for at, inside in enumerate(ballot.own) if inside), default=len(ballot.own))
    beside = _other_cells(page, ballot)
    scores = []
    for number, piece in enumerate(page.pieces):
        block, prose, own = piece.block, page.prose[number] > 0, ballot.own[number]
        if block.kind == "caption" or (furniture.lines and _recurs(piece, furniture)):
            scores.append(EXCLUDED)
            continue
        linked = block.link_chars / len(block.text)
        listed = number in told
        score = (
            FIRST * max(ballot.first[number], listed)
            + SECOND * ballot.second[number]
            + _REGION * own
            + _PROSE * prose
            - _NEEDED
        )
        if linked > 0.5 and not listed:  # noqa: PLR2004 - most of it
            score -= _LINKED
            score -= _ALL_LINKED * (linked > 0.9)  # noqa: PLR2004 - all but a bullet
        if number > last:
            score -= _BEHIND_REGION
        if number < ballot.headline and not own:
            score -= _BEFORE_HEADLINE
        score -= _HINTS.get(page.nodes[number].hinted, 0.0)
        score -= _IN_COMMENTS * (number in ballot.away)
        score -= _IN_FURNITURE * (number in beside)
        # The lines are costly to read and change nothing for what is out already.
        if score > _DOUBTED:
            # an interview puts the same question to each who answers
            asked = block.text.endswith(("?", "？"))
            again = repeated[block.text] > _TWICE and not asked
            twice = not prose and (again or number in counted)
            score = _less_notices(block, score, linked, twice=twice)
        scores.append(score)
    return scores


def _less_notices(block: Block, score: float, linked: float, *, twice: bool) -> float:
    """Return the score less what a line's own words speak against it."""
    if is_statement(block.text):
        return EXCLUDED
    if linked > 0.5 and _LABELLED_LINK.match(block.text):  # noqa: PLR2004 - most of it
        score -= _NOTICE
    twice = twice and not block.path.endswith("/pre")
    return score - _NOTICE if score > _DOUBTED and (twice or is_notice(block.text)) else score


def _counted(page: Outline, told: Iterable[int]) -> frozenset[int]:
    """Return the lines that entries repeat but for a number: `Share · 12 likes`."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in told:
        block = page.pieces[number].block
        letters = _NUMBER.sub("", block.text)
        if block.kind == "paragraph" and letters and letters != block.text:
            alike[block.path, letters].append(number)
    return frozenset(at for found in alike.values() if len(found) > _TWICE for at in found)


def _in_entries(page: Outline, ballot: Ballot) -> frozenset[int]:
    """Return the pieces of the entries that the region consists of: a live report's."""
    if not any(node.row == "entry" for node in page.all_nodes):
        return frozenset()
    return frozenset(
        at
        for at, node in enumerate(page.nodes)
        if ballot.own[at] and any(one.row == "entry" for one in upwards(node))
    )


def _other_cells(page: Outline, ballot: Ballot) -> frozenset[int]:
    """Return the pieces outside the table cell that the region stands in: columns of 1998."""
    inside = [at for at, own in enumerate(ballot.own) if own]
    if not inside:
        return frozenset()
    last = {id(node) for node in upwards(page.nodes[inside[-1]])}
    above = (node for node in upwards(page.nodes[inside[0]]) if id(node) in last)
    cell = next((node for node in above if node.element.tag == "td"), None)
    if cell is None:
        return frozenset()
    return frozenset(
        at for at, node in enumerate(page.nodes) if all(one is not cell for one in upwards(node))
    )


def _smoothed(page: Outline, ballot: Ballot, scores: Sequence[float]) -> list[bool]:
    """Return what is kept once short runs between kept pieces have their neighbours' support."""
    keep = [score > 0 for score in scores]
    for at in _tables(page, ballot, scores, keep):
        keep[at] = True
    wanted = [number for number, kept in enumerate(keep) if kept]
    for before, after in itertools.pairwise(wanted):
        run = range(before + 1, after)
        quiet = [at for at in run if page.nodes[at].hinted not in _HINTS and scores[at] != EXCLUDED]
        if 0 < len(run) <= _RUN and all(_belongs(page, ballot, scores, at) for at in quiet):
            for at in quiet:
                keep[at] = (
                    page.prose[at] > 0
                    or page.pieces[at].block.kind == "heading"
                    or _alike(page, at, (before, after, *run))
                )
    for at in range(wanted[0] - 1 if wanted else -1, -1, -1):
        if not _opens_text(page, ballot, scores, at):
            break
        keep[at] = True
    for at in range(wanted[-1] + 1 if wanted else len(scores), len(scores)):
        if not _ends_text(page, ballot, scores, at):
            break
        keep[at] = True
    for at in _closing_list(page, ballot, scores, keep):
        keep[at] = True
    return keep


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
    return ballot.own[at] > 0 and quiet and scores[at] > _DOUBTED


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
