"""What speaks for and against each piece of a page: votes, structure and its own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from crawler.parsers.content.ballot import EXCLUDED, FIRST, SECOND, Ballot
from crawler.parsers.content.outline import Outline, upwards
from crawler.parsers.credits.lines import is_notice, is_statement
from crawler.parsers.markup.document import Block
from crawler.parsers.markup.hints import Hint
from crawler.parsers.text.furniture import recurs
from storage.types import FurnitureSet

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
#: Once for phones and once for wide screens; more often it is a slide show's or a site's line.
_TWICE = 2
_NUMBER = re.compile(r"[\d\W_]+")
#: What many cells of a table have alike.
_FIGURE = re.compile(r"[\d.,%/+\s-]{1,12}|[—–-]")
#: `IN TEXAS: …`, `Source …`: what stands behind is linked.
_LABELLED_LINK = re.compile(
    r"(?:[A-Z]{2,}(?: [A-Z]{2,}){0,3}|Related|Read|See|Watch|More|Video|Photos?)\s*:"
    r"|(?:Source|Via)(?=[A-Z\s])"
)
#: What a hint of tags and names speaks against.
AGAINST: dict[Hint, float] = {"furniture": _IN_FURNITURE, "comments": _IN_COMMENTS}
#: A piece above this stands in the region, has no link and was dropped by both extractors.
DOUBTED = -0.9


def scores_of(page: Outline, ballot: Ballot, furniture: FurnitureSet) -> list[float]:
    """Return for each piece a sum of votes and evidence; above 0 it belongs to the article."""
    repeated = Counter(piece.block.text for piece in page.pieces)
    told = _in_entries(page, ballot)
    counted = _counted(page, told)
    last = max((at for at, inside in enumerate(ballot.own) if inside), default=len(ballot.own))
    beside = _other_cells(page, ballot)
    scores = []
    for number, piece in enumerate(page.pieces):
        block, prose, own = piece.block, page.prose[number] > 0, ballot.own[number]
        if block.kind == "caption" or recurs(block.text, furniture):
            scores.append(EXCLUDED)
            continue
        listed, first, second = number in told, ballot.first[number], ballot.second[number]
        if not (own or first or second):
            scores.append(_PROSE - _NEEDED)  # at most: nobody takes it
            continue
        linked = block.link_chars / len(block.text)
        score = FIRST * max(first, listed) + SECOND * second + _REGION * own
        score += _PROSE * prose - _NEEDED
        if linked > 0.5 and not listed:  # noqa: PLR2004 - most of it
            score -= _LINKED
            score -= _ALL_LINKED * (linked > 0.9)  # noqa: PLR2004 - all but a bullet
        if number > last:
            score -= _BEHIND_REGION
        if number < ballot.headline and not own:
            score -= _BEFORE_HEADLINE
        score -= AGAINST.get(page.nodes[number].hinted, 0.0)
        score -= _IN_COMMENTS * (number in ballot.away)
        score -= _IN_FURNITURE * (number in beside)
        # The lines are costly to read and change nothing for what is out already.
        if score > DOUBTED:
            # an interview puts the same question to each who answers
            asked = block.text.endswith(("?", "？"))
            again = repeated[block.text] > _TWICE and not asked
            figure = block.kind == "cell" and _FIGURE.fullmatch(block.text) is not None
            twice = not prose and not figure and (again or number in counted)
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
    return score - _NOTICE if score > DOUBTED and (twice or is_notice(block.text)) else score


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
