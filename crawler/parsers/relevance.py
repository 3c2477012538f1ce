"""Whether what was kept of a page concerns both IOM and China."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.text.patterns import any_of, lowered, stands
from storage.types import Content

_IOM_NAMES: Final = r"""
国际移民组织|國際移民組織|联合国移民署|聯合國移民署
international organi[sz]ation (?:for|of) migration|un migration\b|\biom\.int\b
"""
_IOM_NAME: Final = re.compile(any_of(_IOM_NAMES))
_IOM_SIGNS: Final = (
    "国际移民组织", "國際移民組織", "联合国移民署", "聯合國移民署", "international organi",
    "un migration", "iom.int",
)  # fmt: skip
#: The letters alone also mean other things; beside migration they mean us.
_IOM_LETTERS: Final = re.compile(r"IOM(?<![A-Za-z]IOM)(?![A-Za-z])")
_MIGRATION: Final = (
    "migra", "移民", "refugee", "难民", "難民", "displace", "流离失所", "trafficking", "人口贩运",
)  # fmt: skip
#: China's name inside another (`South China Sea`, `China Daily`, `中国网`) is no word about it.
_NAMES: Final = r"""
中国(?!日报|新闻网|网)|中國|中华|中華|驻华|駐華|在华|在華|来华|访华|中欧|中非
北京|上海|广州|深圳|香港|澳门|内地|一带一路|国家移民管理局
\bchinese\b|\bchina\b(?! daily| news service|\.org\.cn|(?<=south china) sea)(?<!indo-china)
\bbeijing\b|\bshanghai\b|\bguangzhou\b|\bhong kong\b|\bmaca[uo]\b
\bsino-|\bprc\b
"""
_CHINA: Final = re.compile(any_of(_NAMES))
_CHINESE_SIGNS: Final = (
    "中国", "中國", "中华", "中華", "驻华", "駐華", "在华", "在華", "来华", "访华", "中欧", "中非",
    "北京", "上海", "广州", "深圳", "香港", "澳门", "内地", "一带一路", "国家移民管理局",
)  # fmt: skip
_ENGLISH_SIGNS: Final = ("chin", "beijing", "shanghai", "guangzhou", "hong kong", "maca", "sino-",
                         "prc")  # fmt: skip
#: Most texts say in their first lines what they are about.
_OPENING: Final = 800


def off_topic(content: Content) -> str | None:
    """Return why the kept text does not concern both IOM and China; None when it does."""
    text = "\n".join(_texts(content))
    lower = lowered(text)
    iom = _is_project(content) or _names_iom(text, lower)
    china = _names_china(lower)
    if iom and china:
        return None
    missing = " and ".join(name for name, there in (("IOM", iom), ("China", china)) if not there)
    return f"off-topic: {missing}: not named in the kept text"


def concerns_iom(content: Content) -> bool:
    """Say whether the kept text names IOM, or is one of its projects."""
    text = "\n".join(_texts(content))
    return _is_project(content) or _names_iom(text, lowered(text))


def _is_project(content: Content) -> bool:
    return "Projects ID" in content.fields or "Prima ID" in content.fields


def _names_iom(text: str, lower: str) -> bool:
    if stands(_IOM_NAME, lower, _IOM_SIGNS):
        return True
    letters = "IOM" in text and _IOM_LETTERS.search(text)
    return bool(letters) and any(word in lower for word in _MIGRATION)


def _names_china(lower: str) -> bool:
    opening = lower[:_OPENING]
    if stands(_CHINA, opening, _ENGLISH_SIGNS):
        return True
    return any(stands(_CHINA, part, _CHINESE_SIGNS + _ENGLISH_SIGNS) for part in (opening, lower))


def _texts(content: Content) -> Iterator[str]:
    for edition in content.editions.values():
        yield edition.title or ""
        yield edition.body
    yield content.place or ""
    yield from content.captions
    for field in content.fields.values():
        yield field.raw
