"""What extractors could change at most: where that is nothing, nobody needs to be asked.

An extractor costs more than everything else that is done for a page. It judges by markup: what
stands as the text's own paragraphs do, it takes. What else stands in our region it may leave out,
and prose elsewhere it may take, unless its words or its place say that it is the site's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crawler.parsers.content.ballot import EXCLUDED, FIRST, SECOND, Ballot, alone
from crawler.parsers.content.density import Density
from crawler.parsers.content.outline import Outline
from crawler.parsers.credits.lines import is_notice, is_statement
from crawler.parsers.text.furniture import recurs
from storage.types import FurnitureSet

#: A place with so many paragraphs, or this share of the text, is the paragraphs' usual one.
_PARAGRAPHS = 3
_USUAL = 0.2


def sure_ballot(page: Outline, density: Density, furniture: FurnitureSet) -> Ballot | None:
    """Return the ballot if everybody takes our region; None where other prose could come in."""
    away = density.away
    for at, weight in enumerate(page.prose):
        if (
            weight
            and not density.own[at]
            and page.nodes[at].hinted in ("", "content")
            and at >= density.headline
            and at not in away
            and not _is_the_sites(page.pieces[at].block.text, furniture)
        ):
            return None
    return alone(page, density) if any(density.own) else None


def doubted(page: Outline, ballot: Ballot, scores: Sequence[float]) -> list[float]:
    """Return the scores if extractors take of our region only what they must."""
    usual = _usual_paths(page, ballot)
    least = list(scores)
    for at, piece in enumerate(page.pieces):
        apart = piece.block.link_chars or piece.block.path not in usual
        if apart and ballot.first[at] and scores[at] != EXCLUDED:
            least[at] -= FIRST + SECOND / 2  # our own opinion is half of the second
    return least


def _is_the_sites(text: str, furniture: FurnitureSet) -> bool:
    """Say whether words alone tell that a line is the site's: it is out whoever takes it."""
    return recurs(text, furniture) or is_statement(text) or is_notice(text)


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
