"""Where an Item's Chinese and English editions state different things: hints, never verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from alerts.facts.lookup import excused, may_say
from alerts.facts.names import missing_names
from alerts.facts.plain import plain
from alerts.facts.reading import facts, meant_by_units
from alerts.facts.rivals import rivals
from alerts.facts.types import Fact, FactKind, Facts
from alerts.fingerprint import content_paragraphs
from storage.types import Content, Edition, Language

#: Han characters for one English word in a translation lie between; beyond, one is a summary.
_FEWEST_HAN, _MOST_HAN = 1.0, 3.4
#: When most claims have no counterpart, the editions are no translations of each other.
_STRANGERS = 0.5
_ENOUGH = 6
_NAMES = {"zh": "Chinese", "en": "English"}
#: What an edition says; and that with the lines that are none of its content: a day, a counter.
_Read = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that only one of the two editions says."""

    kind: FactKind
    only_in: Language
    #: As it stands in that edition.
    text: str

    def __str__(self) -> str:
        """Return it in words: `only in the Chinese text: 10亿美元`."""
        return f"only in the {_NAMES[self.only_in[:2]]} text: {self.text}"


def disagreements(content: Content) -> tuple[Hint, ...]:
    """Return what stands in one edition only; () when there are not both."""
    chinese = next((tag for tag in content.editions if tag.startswith("zh")), None)
    if chinese is None or "en" not in content.editions:
        return ()
    published = content.published
    told = published.day() if published and published.precision not in {"year", "month"} else None
    zh, en = _read(content.editions[chinese]), _read(content.editions["en"])
    return _disagreements(chinese, zh, en, told)


@lru_cache(maxsize=512)  # a digest tells the same Item to every reader
def _disagreements(
    chinese: Language, zh_read: _Read, en_read: _Read, told: date | None
) -> tuple[Hint, ...]:
    (zh, whole_zh), (en, whole_en) = zh_read, en_read
    if not zh or not en:
        return ()
    ratio = len(re.findall(r"[\u4e00-\u9fff]", zh)) / max(1, len(re.findall(r"[A-Za-z]+", en)))
    units = meant_by_units(f"{zh}\n{en}")
    mine, theirs = facts(zh, units), facts(en, units)
    known_zh = mine if whole_zh == zh else facts(whole_zh, units)
    known_en = theirs if whole_en == en else facts(whole_en, units)
    from_zh = _unmatched(mine, known_en, told) if ratio < _MOST_HAN else []
    from_en = _unmatched(theirs, known_zh, told) if ratio > _FEWEST_HAN else []
    if _strangers(from_zh, mine) or _strangers(from_en, theirs):
        return ()
    if _FEWEST_HAN < ratio < _MOST_HAN:
        more_zh = excused(mine, known_en, from_zh, from_en)
        from_en += excused(theirs, known_zh, from_en, from_zh)
        from_zh += more_zh
    other_zh, other_en = rivals(zh, en)
    hints = [Hint(fact.kind, chinese, fact.text) for fact in (*from_zh, *other_zh)]
    if ratio < _MOST_HAN:
        hints += [Hint("name", chinese, name) for name in missing_names(zh, en)]
    hints += [Hint(fact.kind, "en", fact.text) for fact in (*from_en, *other_en)]
    return tuple(dict.fromkeys(hints))


def _read(edition: Edition) -> _Read:
    kept = "\n".join(content_paragraphs(edition.body))
    content, whole = (
        plain(f"{edition.title or ''}\n{body}".strip())
        for body in (kept, re.sub(r"\n+", "\n", edition.body))
    )
    return content, whole


def _strangers(unmatched: Sequence[Fact], side: Facts) -> bool:
    missing = len(unmatched)
    return missing >= _ENOUGH and missing > _STRANGERS * len(side.claims)


def _unmatched(side: Facts, other: Facts, told: date | None) -> list[Fact]:
    return [claim for claim in side.claims if not may_say(other, claim, told)]
