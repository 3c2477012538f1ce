"""Where readers begin to speak below an article, by headings and by their signatures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crawler.parsers.content.outline import Outline, upwards
from crawler.parsers.text.furniture import opens_comments
from crawler.parsers.text.patterns import having

#: Whoever signs says so in fewer letters.
_SIGNATURE_LETTERS = 120
_SIGNED = re.compile(
    r"^(?:posted|commented|submitted|reply|replied)\s+(?:by|on|to)\b"
    r"|^\W*(?:reply|permalink|report (?:abuse|comment)|upvote|downvote)"
    r"(?:\W+(?:\d+|reply|permalink|report|flag|share|like|link|quote))*\W*$"
    r"|^\W*(?:回复|回覆|举报|顶|踩|(?:支持|反对|引用)\W*\d+)"
    r"(?:\W*\d*\W*(?:回复|举报|引用|支持|反对|顶|踩))*\W*\d*\W*$|^\W*第?\s*\d+\s*楼\W*$",
    re.IGNORECASE,
)
#: Whoever comments below a heading is dated, too; so are a live report's entries.
_AGED = re.compile(
    r"\b(?:\d+|an?)\s?(?:sec|min|hour|hr|day|week|month|year)\w* ago\W*$"
    r"|\d+\s*(?:秒|分钟|小时|天|周|个?月|年)前\W*$|\b(?:19|20)\d\d\b.{1,12}\d{1,2}:\d\d",
    re.IGNORECASE,
)
#: A comment that ends with its age and a button to answer it: `…3天前回复`.
_REPLIED = re.compile(
    r"(?:\d+\s*(?:秒|分[钟鐘]|小[时時]|天|[周週]|[个個]?月|年)前|\d{1,2}:\d\d|\bago)\W*(?:回[复覆]|[Rr]eply)\W*$"
)
_REPLY = ("回复", "回覆", "eply")
#: Blogs sign so; articles quote so, in lines like all others.
_QUOTED = re.compile(
    r"^.{2,60}\b(?:says|said|wrote|writes|replied|commented)\s*:?$"
    r"|^.{0,20}(?:网友|游客|匿名|楼主|沙发|板凳|\d\s*楼).{0,40}$",
    re.IGNORECASE,
)
#: One of these stands in every signature.
_SIGNS = (
    "post", "comment", "writ", "wrote", "submit", "repl", "quote", "permalink", "report", "flag",
    "vote", "like", "says", "said",
    "回", "举报", "引用", "支持", "反对", "顶", "踩", "网友", "游客",
    "匿名", "楼", "沙发", "板凳",
)  # fmt: skip
#: Two alike may be an interview's; three people have commented.
_SIGNATURES = 3
#: Readers answer a text, and a text has paragraphs.
_PARAGRAPHS = 2


def first_comment(page: Outline, keep: Sequence[bool]) -> int:
    """Return which piece opens the readers' comments; the number of pieces when none does."""
    total = sum(weight for weight, kept in zip(page.prose, keep, strict=True) if kept)
    before, paragraphs = 0.0, 0
    for number, piece in enumerate(page.pieces):
        if (
            piece.block.kind == "heading"
            and opens_comments(piece.block.text)
            and (before > total / 2 or (paragraphs >= _PARAGRAPHS and _answered(page, number)))
        ):
            return number
        if keep[number] and page.prose[number]:
            before += page.prose[number]
            paragraphs += 1
    start = _thread(page, _signatures(page))
    told = sum(page.prose[at] > 0 and keep[at] for at in range(start))
    return start if told >= _PARAGRAPHS else len(page.pieces)


def _answered(page: Outline, heading: int) -> bool:
    """Return whether several short lines below the heading say who spoke or when."""
    below = (piece.block.text for piece in page.pieces[heading + 1 :])
    short = (text for text in below if len(text) <= _SIGNATURE_LETTERS)
    return sum(bool(_SIGNED.match(text) or _AGED.search(text)) for text in short) > 1


def _signatures(page: Outline) -> list[int]:
    """Return the largest set of lines alike in place that sign readers' words, or end with it."""
    alike: dict[str, list[int]] = defaultdict(list)
    prosaic: set[str] = set()
    short = [p.block.text for p in page.pieces if len(p.block.text) <= _SIGNATURE_LETTERS]
    maybe = having(short, _SIGNS)
    for number, piece in enumerate(page.pieces):
        text = piece.block.text
        if page.prose[number]:
            prosaic.add(piece.block.path)
            if text.endswith(_REPLY) and _REPLIED.search(text):
                alike[piece.block.path].append(number)
        elif text in maybe and (
            _SIGNED.match(text) or (_QUOTED.match(text) and piece.block.path not in prosaic)
        ):
            alike[piece.block.path].append(number)
    return max(alike.values(), key=len, default=[])


def _thread(page: Outline, signed: Sequence[int]) -> int:
    """Return the first piece of the box around the first signature, beside the others' boxes."""
    if len(signed) < _SIGNATURES:
        return len(page.pieces)
    box = page.nodes[signed[0]]
    other = {id(one) for one in upwards(page.nodes[signed[1]])}
    while box.parent is not None and id(box.parent) not in other:
        box = box.parent
    return next(
        at for at, node in enumerate(page.nodes) if any(one is box for one in upwards(node))
    )
