"""Who takes which of a page's pieces for the article: two extractors, JSON-LD and our density."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import html

from crawler.parsers.content.density import Density, densest
from crawler.parsers.content.outline import Node, Outline

if TYPE_CHECKING:
    from crawler.parsers.content.votes import Vote

#: What a vote weighs; whatever votes say, a piece with the last score is out.
FIRST, SECOND = 1.1, 0.8
EXCLUDED = -9.0
#: Above this agreement of trafilatura with our own density no third opinion is asked for.
_UNANIMOUS = 0.9
#: Below this agreement two extractors took different texts.
_OPPOSED = 0.3
#: What prose that no extractor took still weighs when the region is looked for.
_UNVOTED = 0.4
#: A described body with less of trafilatura's prose is an excerpt.
_WHOLE = 0.7
#: Linked to this share a line says nothing by itself.
_ALL_LINKED = 0.9
#: So many links, and hardly anything else, are a menu or a list of headlines.
_LIST_PIECES = 4
_LIST_LINKED = 0.8
#: readability takes the square of the depth, which is below a hundred on real pages.
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class Ballot:
    """What everybody says of each piece, 0 to 1."""

    first: Sequence[float]
    second: Sequence[float]
    own: Sequence[float]
    #: The number of the headline's piece; 0 when none is known.
    headline: int
    evidence: str
    #: Pieces of other articles than the headline's.
    away: frozenset[int] = frozenset()


def alone(page: Outline, density: Density) -> Ballot:
    """Return the ballot if everybody else takes our region; nobody takes what has no letters."""
    own = density.own
    first = [taken if letters else 0.0 for taken, letters in zip(own, page.letters, strict=True)]
    return Ballot(first, first, own, density.headline, "density", density.away)


def unasked(page: Outline, density: Density) -> Ballot:
    """Return our own ballot where nobody else is asked: it takes no line that is all link."""
    ballot = alone(page, density)
    first = [
        taken if piece.block.link_chars < _ALL_LINKED * len(piece.block.text) else 0.0
        for taken, piece in zip(ballot.first, page.pieces, strict=True)
    ]
    return replace(ballot, first=first, second=first)


def ballot_of(root: html.HtmlElement, page: Outline, density: Density) -> Ballot:
    """Return the votes; readability is asked where trafilatura and our density differ."""
    from crawler.parsers.content import votes  # extractors load slowly, and most pages need none

    letters = page.letters
    own, fair, headline, away = density.own, density.fair, density.headline, density.away
    beside = _beside(page, hinted=any(own))
    tree = votes.without(root, [node.element for node in beside])
    out = {at for node in beside for at in range(node.first, node.first + node.pieces)}
    rest = ["" if at in out else one for at, one in enumerate(letters)]
    first = _looked_up(votes.trafilatura_vote(tree), rest)
    described = _looked_up(votes.described_vote(root), letters)
    if _covers(page, described, first):
        own = densest(page, _sum(fair, first, described))
        return Ballot(first, described, own, headline, "json-ld, trafilatura, density", away)
    if _agreement(page, first, own) >= _UNANIMOUS:
        return Ballot(first, _mean(first, own), own, headline, "trafilatura = density", away)
    deep = page.all_nodes[-1].depth > _DEEPEST
    second = _looked_up(votes.Vote() if deep else votes.readability_vote(root), letters)
    if _agreement(page, first, second) >= _OPPOSED:
        own = densest(page, _sum(fair, first, second))
        return Ballot(first, second, own, headline, "trafilatura, readability, density", away)
    # They took different texts, or one failed: our own density says whom to follow.
    like_first, like_second = _agreement(page, first, own), _agreement(page, second, own)
    if max(like_first, like_second) < _OPPOSED and any(own):
        return Ballot(own, own, own, headline, "density", away)
    if like_first >= like_second:
        own = densest(page, _sum(fair, first))
        return Ballot(first, _mean(first, own), own, headline, "trafilatura, density", away)
    own = densest(page, _sum(fair, second))
    return Ballot(_mean(second, own), second, own, headline, "readability, density", away)


def _beside(page: Outline, *, hinted: bool) -> list[Node]:
    """Return the largest elements that hold links and no prose: menus, lists of headlines.

    No extractor takes them, and they are most of a page's elements. What is `hinted` at as
    furniture or comments is out whoever takes it, so that nobody needs to read it either.
    """
    found: list[Node] = []
    inside: set[int] = set()
    for node in page.all_nodes:  # parents first
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif node.depth > 1 and (
            (hinted and node.hinted in ("furniture", "comments"))
            or (
                not node.prose
                and node.pieces >= _LIST_PIECES
                and node.link_letters > _LIST_LINKED * node.letters
            )
        ):
            inside.add(id(node))
            found.append(node)
    return found


def _mean(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(one, other, strict=True)]


def _sum(fair: Sequence[float], *votes: Sequence[float]) -> list[float]:
    """Return what a piece's prose weighs: votes for it, and a little without any."""
    return [one * (_UNVOTED + sum(vote)) for one, *vote in zip(fair, *votes, strict=True)]


def _covers(page: Outline, described: Sequence[float], first: Sequence[float]) -> bool:
    """Return whether a described body is whole: it has most of what trafilatura took."""
    taken = sum(one * weight for one, weight in zip(first, page.prose, strict=True))
    shared = sum(a * b * w for a, b, w in zip(described, first, page.prose, strict=True))
    return shared > _WHOLE * taken > 0


def _looked_up(vote: Vote, letters: Sequence[str]) -> list[float]:
    return [vote.holds(one) for one in letters]


def _agreement(page: Outline, one: Sequence[float], other: Sequence[float]) -> float:
    """Return the F1 of two opinions over the page's prose."""
    both = sum(a * b * weight for a, b, weight in zip(one, other, page.prose, strict=True))
    total = sum((a + b) * weight for a, b, weight in zip(one, other, page.prose, strict=True))
    return 2 * both / total if total else 0.0
