"""The main text of any article page: two extractors and our own density, by agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from crawler.parsers.document import Block
from crawler.parsers.furniture import cuts_off, is_breadcrumb, is_furniture, normal_line
from crawler.parsers.htmlblocks import pieces
from crawler.parsers.outline import Node, Outline, outline
from crawler.parsers.votes import Vote, letters_of, readability_vote, trafilatura_vote
from storage.types import FurnitureSet


@dataclass(frozen=True, slots=True)
class MainContent:
    """A page's main text. `evidence`: who agreed on it."""

    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    evidence: str
    #: Lines inside the article's region that were left out as furniture.
    furniture: tuple[str, ...] = ()


#: Above this agreement of trafilatura with our own density no third opinion is asked for.
_UNANIMOUS = 0.9
_HEADLINE_LEVEL = 1
_BYLINE = re.compile(
    r"^(?:by\s+[A-Z\u00c0-\u024f][^.]{2,80}$|(?:published|updated|posted|last updated|last modified"
    r"|first published|written by|reported by|photograph|photo|image|credit|source|editor)s?\b.{0,100}$"
    r"|\d{1,2}:\d{2}|[^.!?。]{0,40}\b(?:19|20)\d\d\b[^.!?。]{0,40}$|.{0,30}\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}"
    r"|(?:来源|作者|记者|编辑|责任编辑|责编|发布时间|时间|日期|浏览|点击|阅读|字号|分享)\s*[::])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:follow\b.{0,80}\b(?:twitter|facebook|instagram|@\w+)|(?:read more|see also|related|also read|more on this"
    r"|read next|watch|listen|don't miss|see more|click here|recommended|most read|trending|advertisement|tags?|topics?|filed under|share this)\b\s*[::]?.{0,120}$"
    r"|(?:copyright\b|©|\(c\)).{0,200}$|all rights reserved|.{0,40}\bnewsletter\b.{0,120}$|sign up\b.{0,120}$"
    r"|subscribe\b.{0,100}$|like us on\b|join (?:us|the)\b.{0,80}$|download (?:the|our)\b.{0,80}\bapp\b.{0,60}$"
    r"|we use cookies|this (?:site|website) uses cookies"
    r"|[\[((【](?:责任|責任)?(?:编辑|編輯|责编)|(?:相关|延伸|推荐)(?:阅读|新闻|链接|报道)|(?:更多|点击).{0,20}(?:进入|查看|关注)"
    r"|版权声明|免责声明|声明[::]|本文(?:来源|转自|系|仅代表)|转载请|未经.{0,12}(?:授权|许可)|(?:扫|长按).{0,12}二维码|关注.{0,12}(?:公众号|微信))",
    re.IGNORECASE,
)


def main_blocks(
    root: html.HtmlElement, base_url: str | None, furniture: FurnitureSet
) -> MainContent:
    """Return the article of a page: its blocks in order, captions apart."""
    page = outline(pieces(root, base_url))
    if not page.pieces:
        return MainContent((), (), "none")
    region = _region(page)
    own = [float(_within(node, region) and not node.hinted.startswith(("f", "c"))) for node in page.nodes]
    letters = [letters_of(piece.block.text) for piece in page.pieces]
    first = _looked_up(trafilatura_vote(root), letters)
    second = _looked_up(readability_vote(root), letters)
    scores = _scores(page, own, first, second, furniture)
    keep = _kept(page, scores)
    blocks = [piece.block for piece, kept in zip(page.pieces, keep, strict=True) if kept]
    return MainContent(tuple(blocks), (), "density")


def _looked_up(vote: Vote, letters: Sequence[str]) -> list[float]:
    return [vote.holds(one) for one in letters]


def _region(page: Outline) -> Node | None:
    """Return the element that holds the article by density alone."""
    scored = [node for node in page.all_nodes if node.score > 0]
    if not scored:
        return None
    return max(scored, key=_weight)


def _weight(node: Node) -> float:
    linked = node.link_letters / max(1, node.letters)
    by_hint = {"": 1.0, "content": 1.3, "furniture": 0.2, "comments": 0.1}
    return node.score * (1 - linked) * by_hint[node.hinted]


def _within(node: Node | None, region: Node | None) -> bool:
    while node is not None and region is not None and node.depth >= region.depth:
        if node is region:
            return True
        node = node.parent
    return False


def _scores(page: Outline, own: Sequence[float], first: Sequence[float], second: Sequence[float], furniture: FurnitureSet) -> list[float]:
    scores = []
    for number, piece in enumerate(page.pieces):
        block, node = piece.block, page.nodes[number]
        text = block.text
        if block.kind == "caption" or normal_line(text) in furniture.lines:
            scores.append(-9.0)
            continue
        score = first[number] + 0.8 * second[number] + 0.6 * own[number] - 1.2
        if page.prose[number] > 0:
            score += 0.5
        if block.link_chars > 0.5 * len(text):
            score -= 0.7
        if block.link_chars > 0.9 * len(text):
            score -= 0.4
        if node.hinted == "comments":
            score -= 2.0
        elif node.hinted == "furniture":
            score -= 0.9
        if len(text) < 200 and (is_furniture(text) or is_breadcrumb(text)):
            score -= 2.0
        if len(text) < 240 and (_TAIL.match(text) ):
            score -= 1.5
        scores.append(score)
    return scores


def _kept(page: Outline, scores: list[float]) -> list[bool]:
    keep = [score > 0 for score in scores]
    solid = [number for number, kept in enumerate(keep) if kept and page.prose[number] > 0]
    if not solid:
        return keep
    for number, piece in enumerate(page.pieces):
        block = piece.block
        if not keep[number]:
            continue
        if block.level == _HEADLINE_LEVEL:
            keep[number] = False
        if number < solid[0] and (len(block.text) < 120 and _BYLINE.match(block.text)):
            keep[number] = False
        if number < solid[0] - 12:
            keep[number] = False
    last = max(number for number, kept in enumerate(keep) if kept)
    while last > solid[-1] and page.pieces[last].block.kind == "heading":
        keep[last] = False
        last = max(number for number, kept in enumerate(keep) if kept)
    return keep
