"""Whether what was kept of a page concerns both IOM and China."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.patterns import any_of
from storage.types import Content

_IOM_NAMES: Final = r"""
国际移民组织|國際移民組織|联合国移民署|聯合國移民署
International Organi[sz]ation (?:for|of) Migration|UN Migration\b|\biom\.int\b
"""
_IOM_NAME: Final = re.compile(any_of(_IOM_NAMES), re.IGNORECASE)
#: The letters alone also mean other things; beside migration they mean us.
_IOM_LETTERS: Final = re.compile(r"(?<![A-Za-z])IOM(?![A-Za-z])")
_MIGRATION: Final = re.compile(
    r"migra|移民|refugee|难民|難民|displace|流离失所|trafficking|人口贩运", re.IGNORECASE
)
_NAMES: Final = r"""
中国|中國|中华|中華|驻华|駐華|在华|在華|来华|访华|中欧|中非
北京|上海|广州|深圳|香港|澳门|内地|一带一路|国家移民管理局
\bChin(?:a|ese)\b|\bBeijing\b|\bShanghai\b|\bGuangzhou\b|\bHong Kong\b|\bMaca[uo]\b
\bSino-|\bPRC\b
"""
#: Most texts say in their first lines what they are about.
_OPENING: Final = 800
#: Names that hold China's without being about it.
_OTHERS: Final = r"""
China Daily|China News Service|China\.org\.cn|chinadaily\.com\.cn|South China Sea
Indo-?china|中国日报网?|中国新闻网|中国网
"""
_CHINA: Final = re.compile(any_of(_NAMES), re.IGNORECASE)
_NOT_CHINA: Final = re.compile(any_of(_OTHERS), re.IGNORECASE)


#: One of these stands in every name above; most texts have none.
_IOM_SIGNS: Final = ("移民", "migration", "iom")
_CHINESE_NAMES: Final = tuple(
    name for name in _NAMES.replace("\n", "|").split("|") if name and not name.isascii()
)
_CHINA_SIGNS: Final = (
    "chin", "beijing", "shanghai", "guangzhou", "hong kong", "maca", "sino-", "prc",
)  # fmt: skip


def off_topic(content: Content) -> str | None:
    """Return why the kept text does not concern both IOM and China; None when it does."""
    text = "\n".join(_texts(content))
    iom = concerns_iom(content)
    china = _names_china(text[:_OPENING]) or _names_china(text)
    if iom and china:
        return None
    missing = " and ".join(name for name, there in (("IOM", iom), ("China", china)) if not there)
    return f"off-topic: {missing}: not named in the kept text"


def _names_china(text: str) -> bool:
    lower = text.lower()
    chinese = any(name in text for name in _CHINESE_NAMES)
    if not chinese and not any(sign in lower for sign in _CHINA_SIGNS):
        return False
    return bool(_CHINA.search(_NOT_CHINA.sub("", text)))


def concerns_iom(content: Content) -> bool:
    """Say whether the kept text names IOM, or is one of its projects."""
    is_project = "Projects ID" in content.fields or "Prima ID" in content.fields
    return is_project or _names_iom("\n".join(_texts(content)))


def _names_iom(text: str) -> bool:
    lower = text.lower()
    if not any(sign in lower for sign in _IOM_SIGNS):
        return False
    if _IOM_NAME.search(text):
        return True
    return bool(_IOM_LETTERS.search(text) and _MIGRATION.search(text))


def _texts(content: Content) -> Iterator[str]:
    for edition in content.editions.values():
        yield edition.title or ""
        yield edition.body
    yield content.place or ""
    yield from content.captions
    for field in content.fields.values():
        yield field.raw
