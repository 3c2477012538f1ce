"""What extractors could change at most: where that is nothing, nobody needs to be asked.

An extractor costs more than everything else that is done for a page. It judges by markup: what
stands as the text's own paragraphs do, it takes. What else stands in our region it may leave out,
and prose elsewhere it may take.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crawler.parsers.ballot import EXCLUDED, FIRST, SECOND, Ballot, alone
from crawler.parsers.density import Density
from crawler.parsers.lines import is_notice, is_statement
from crawler.parsers.outline import Outline

#: A region with less of the page's prose may not be the text.
_NEARLY_ALL = 0.8
#: A place with so many paragraphs, or this share of the text, is the paragraphs' usual one.
_PARAGRAPHS = 3
_USUAL = 0.2


def sure_ballot(page: Outline, density: Density) -> Ballot | None:
    """Return the ballot if everybody takes our region; None where it lacks some of the prose."""
    open_prose = [
        weight * (node.hinted in ("", "content"))
        for weight, node in zip(page.prose, page.nodes, strict=True)
    ]
    own = density.own
    inside = sum(weight * taken for weight, taken in zip(page.prose, own, strict=True))
    if not inside or inside < _NEARLY_ALL * sum(open_prose):
        return None
    return alone(page, density)


def extremes(
    page: Outline, ballot: Ballot, scores: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return the scores if extractors take all that they might, and only what they must."""
    usual = _usual_paths(page, ballot)
    most, least = list(scores), list(scores)
    for at, piece in enumerate(page.pieces):
        if scores[at] == EXCLUDED:
            continue
        if not ballot.own[at]:
            if page.prose[at] > 0 and not _is_the_sites(piece.block.text):
                most[at] += FIRST + SECOND
        elif ballot.first[at] and (piece.block.link_chars or piece.block.path not in usual):
            least[at] -= FIRST + SECOND / 2  # our own opinion is half of the second
    return most, least


def _is_the_sites(text: str) -> bool:
    """Say whether words alone tell that a line is the site's: it is out whoever takes it."""
    return is_statement(text) or is_notice(text)


def _usual_paths(page: Outline, ballot: Ballot) -> frozenset[str]:
    """Return where the region's paragraphs stand."""
    weights: dict[str, list[float]] = defaultdict(list)
    for piece, weight, own in zip(page.pieces, page.prose, ballot.own, strict=True):
        if own and weight:
            weights[piece.block.path].append(weight)
    least = _USUAL * sum(map(sum, weights.values()))
    return frozenset(
        path for path, own in weights.items() if len(own) >= _PARAGRAPHS or sum(own) >= least
    )
