"""Whether an edit only mends a slip of the pen: a letter or two, no number, name or negation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from alerts.tokens import is_han, tokens

#: Letters that may differ in one whole text ("a letter or two").
_LETTERS = 2
#: Shorter words are other words when a letter changes: now/not, two/ten.
_SHORTEST = 4
#: Words that turn or bound a sentence: a changed letter in them changes what is said.
_WEIGHTY = frozenset(
    re.findall(
        r"\S+",
        """not no never none nor neither without cannot hardly barely nothing nobody must shall
        should will would could might more most less least some many over under above below before
        after until since million billion trillion thousand hundred dozen half quarter double triple
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        first second third fourth fifth sixth seventh eighth ninth tenth""",
    )
)
_NEGATIONS = ("un", "non", "dis", "in", "im", "ir", "il", "mis", "anti")
_NEGATED = ("less", "n't", "n’t")
_HAN_WEIGHTY = frozenset(
    "不没無无未非莫勿否别免禁停止反零〇一二三四五六七八九十百千万萬亿億两兩半双"
    "东西南北上下左右大小多少增减升降前后内外男女新旧高低年月日时分秒元东中欧美英法德俄日韩"
)
#: Characters that Chinese writers mistake for each other.
_CONFUSED = tuple(
    frozenset(group)
    for group in (
        "的地得",
        "做作",
        "在再",
        "像象",
        "账帐",
        "即既",
        "侯候",
        "已己",
        "园圆",
        "哪那",
        "坐座",
    )
)
#: The hundred commonest surnames: a changed character after one may be a person's name.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤翟柯柳"
)


def only_typos(before: str, after: str) -> bool:
    """Return whether two texts differ in at most two letters and in nothing that weighs."""
    old, new = tokens(before), tokens(after)
    if len(old) != len(new):
        return False  # something came or went
    places = [place for place, token in enumerate(old) if token != new[place]]
    if len(places) > _LETTERS:
        return False
    costs = [_cost(old, new[place], place, before + after) for place in places]
    return all(costs) and 0 < sum(costs) <= _LETTERS


def _cost(tokens: Sequence[str], new: str, place: int, whole: str) -> int:
    """Return how many letters a slip changed in the token at a place; 0 when it is no slip."""
    old = tokens[place]
    if not (is_han(old) and is_han(new)):
        return _latin_slip(old, new)
    left = "".join(tokens[max(0, place - 2) : place])[-2:]
    right = "".join(tokens[place + 1 : place + 2])[:1]
    return int(_han_slip(old, new, (left, right), whole))


def _latin_slip(old: str, new: str) -> int:
    """Return the letters between two spellings of one word; 0 when they may be two words."""
    if min(len(old), len(new)) < _SHORTEST or old[:1] != new[:1]:
        return 0
    if old[0].isupper() or not old[1:].islower() or not new[1:].islower():
        return 0  # a name, or an acronym
    if old in _WEIGHTY or new in _WEIGHTY or _negated(old) != _negated(new):
        return 0
    distance = OSA.distance(old, new)
    return distance if distance == 1 or (distance == _LETTERS and len(old) >= 2 * _SHORTEST) else 0


def _negated(word: str) -> tuple[str | None, str | None]:
    return (
        next((mark for mark in _NEGATIONS if word.startswith(mark)), None),
        next((mark for mark in _NEGATED if word.endswith(mark)), None),
    )


def _han_slip(old: str, new: str, around: tuple[str, str], whole: str) -> bool:
    """Return whether one character was mistaken for another.

    Evidence: they are known to be confused, or the text elsewhere writes the new (or the old)
    pair of characters again and again, and the other one never.
    """
    if any({old, new} <= group for group in _CONFUSED):
        return True
    if old in _HAN_WEIGHTY or new in _HAN_WEIGHTY or _SURNAMES & set(around[0] + old + new):
        return False
    left, right = around[0][-1:], around[1]
    pairs = [
        (left + old, left + new) if is_han(left) else None,
        (old + right, new + right) if is_han(right) else None,
    ]
    for pair in filter(None, pairs):
        # `whole` holds both texts: each pair occurs once by the edit itself.
        counts = sorted((whole.count(pair[0]), whole.count(pair[1])))
        if counts[0] <= 1 and counts[1] > 2:  # noqa: PLR2004
            return True
    return False
