"""Whether what was kept of a page concerns both IOM and China.

Both must be named, and not in passing: near one another, or China in the title or again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from crawler.parsers.relevance import china, organization
from crawler.parsers.text.patterns import lowered
from storage.types import Content
from storage.urls import host

#: A full stop ends one before a capital letter, or the line.
_STOP: Final = r"[.;；](?=\s+[A-Z“\"‘(]|\n|$)"
_SENTENCE: Final = re.compile(
    rf"(?:[^。！？!?\n.;；]+|(?!{_STOP})[.;；])+(?:[。！？!?]+|\n|{_STOP}|$)"
)
#: IOM's hosts, and that of its office in China.
_OWN: Final = ".iom.int"
_OFFICE: Final = ".china.iom.int"
#: So many sentences apart two names still have to do with one another.
_NEAR: Final = 2
#: In a text of no more sentences than this all of them are near.
_BRIEF: Final = 8
#: What stands in the title or the first sentence is what a text is about.
_OPENING: Final = 2
#: Those who sell passports call themselves anything.
_ADVERT: Final = (
    "移民监", "购房移民", "購房移民", "投资移民", "黄金签证", "身份规划", "身份配置",
    "零拒签", "拒签率", "永居", "免签国", "移民顾问", "移民中介", "签证顾问", "移民公司",
    "成功案例", "热线", "免费领取", "微信", "攻略",
    "懶人包", "移民顧問", "顧問公司", "bno", "我司", "元起", "加急", "golden visa",
    "citizenship by investment", "permanent residence", "free assessment", "whatsapp",
    "success rate", "our consultants", "wechat",
)  # fmt: skip
_ADVERTS: Final = 3


def off_topic(content: Content, url: str | None = None) -> str | None:
    """Return why the kept text does not concern both IOM and China; None when it does.

    What IOM publishes concerns IOM, and what its office in China publishes concerns both.
    """
    if _host(url) == _OFFICE:
        return None
    text, lower = _text(content)
    own = _host(url).endswith(_OWN)
    said = organization.is_said(text, lower)
    project = _is_project(content, lower)
    named = own or said or project
    spoken = china.is_named(lower)
    if not (named and spoken):
        missing = " and ".join(
            name for name, there in (("IOM", named), ("China", spoken)) if not there
        )
        return f"off-topic: {missing}: not named in the kept text"
    if project:
        return None
    if sum(sign in lower for sign in _ADVERT) >= _ADVERTS:
        return "off-topic: IOM: the text is an agent's advertisement"
    sentences = _sentences(content)
    ours = range(len(sentences)) if own else organization.naming(sentences, letters=said)
    return _in_passing(sentences, ours)


def concerns_iom(content: Content) -> bool:
    """Say whether the kept text names IOM, or is one of its projects."""
    text, lower = _text(content)
    return _is_project(content, lower) or organization.is_said(text, lower)


def _host(url: str | None) -> str:
    return "." + (host(url) if url else "")


def _in_passing(sentences: Sequence[str], ours: Iterable[int]) -> str | None:
    """Return which of both is named in passing only; None when neither is. `ours`: name IOM."""
    every = range(len(sentences))
    asked: set[int] = set()
    reach = _NEAR if len(sentences) > _BRIEF else _BRIEF
    for one in ours:
        near = {*range(_OPENING), *range(one - reach, one + reach + 1)}.intersection(every) - asked
        asked |= near
        if any(china.speaks(sentences[at]) and not china.in_menu(at, sentences) for at in near):
            return None
    if not asked:
        return "off-topic: IOM: named in passing only"
    far = any(china.speaks(sentences[at]) and not china.in_menu(at, sentences) for at in every)
    return f"off-topic: China: named in passing only{', far from IOM' if far else ''}"


def _sentences(content: Content) -> list[str]:
    """Return the sentences of what is kept; a dateline's place stands in its text anyway."""
    lines = (text for text in _texts(replace(content, place=None)))
    found = (part.strip() for text in lines for part in _SENTENCE.findall(text))
    return [part for part in found if part]


def _is_project(content: Content, lower: str) -> bool:
    rows = "Projects ID" in content.fields or "Prima ID" in content.fields
    return rows or organization.is_project(lower)


def _text(content: Content) -> tuple[str, str]:
    """Return all that is kept, and the same in small letters."""
    text = "\n".join(_texts(content))
    return text, lowered(text)


def _texts(content: Content) -> Iterator[str]:
    for edition in content.editions.values():
        yield edition.title or ""
        yield edition.body
    yield content.place or ""
    yield from content.captions
    for field in content.fields.values():
        yield field.raw
