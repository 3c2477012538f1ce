"""Values of project fields in the reader's language, as far as they are known words."""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry
from babel import Locale

from alerts.clean import one_line
from alerts.phrases import Phrases, Words
from storage.types import Amount, FieldValue, Language, PageDate

#: Two small letters in a row: a word; `PO.0312` and `TCMMCB` are none, in no language.
_WORD = re.compile("[a-z]{2}")
#: Whose name is disputed is written as the page writes it.
_AS_WRITTEN = frozenset({"PS", "TW", "XK"})
#: `24 months`; 24年 may be a year.
_SPAN = re.compile(r"(\d{1,3})[ -]?(weeks?|months?|years?|个月|個月)", re.ASCII)
#: No known word has so many letters.
_LONGEST = 100
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def value_words(value: FieldValue, raw: str, say: Phrases, limit: int | None) -> Words:
    """Return a field's value in words; what nobody translated stays in its own language."""
    if value is None:
        return _translated(raw, say) or _own(one_line(raw, limit) or "—", say)
    if isinstance(value, PageDate | Amount):
        return Words(say.value(value), say.language)
    if isinstance(value, tuple):
        return _countries(value, say, limit)
    return _translated(value, say) or _own(one_line(value, limit), say)


def _translated(text: str, say: Phrases) -> Words | None:
    """Return a known word, or a span of time, in the reader's language; None: it is neither."""
    folded = " ".join(text[:_LONGEST].casefold().split())
    if span := _SPAN.fullmatch(folded):
        return Words(_span(int(span[1]), span[2], say), say.language)
    known = _known(say).get(folded)
    return Words(known, say.language) if known else None


def _span(n: int, unit: str, say: Phrases) -> str:
    if unit.startswith("week"):
        return say.count("%(n)s week", "%(n)s weeks", n)
    if unit.startswith("year"):
        return say.count("%(n)s year", "%(n)s years", n)
    return say.count("%(n)s month", "%(n)s months", n)


def _own(text: str, say: Phrases) -> Words:
    return Words(text, language_of(text, say.language))


def language_of(text: str, reader: Language) -> Language:
    """Return the language that a text's letters show; the reader's where they show none."""
    if _HAN.search(text):
        return reader if reader != "en" else "zh-Hans"
    return "en" if _WORD.search(text) else reader


def _known(say: Phrases) -> dict[str, str]:
    """Return what IOM's project pages have been seen to say (small letters) in `say`'s language."""
    return {
        "active": say.say("Active"),
        "completed": say.say("Completed"),
        "ongoing": say.say("Ongoing"),
        "closed": say.say("Closed"),
        "planned": say.say("Planned"),
        "on hold": say.say("On hold"),
        "suspended": say.say("Suspended"),
        "national": say.say("National"),
        "regional": say.say("Regional"),
        "global": say.say("Global"),
        "migration policy activities": say.say("Migration Policy Activities"),
        "immigration and borders": say.say("Immigration and Borders"),
        "health promotion and assist for migrants": say.say(
            "Health Promotion and Assist for Migrants"
        ),
        "migration health": say.say("Migration Health"),
        "community and economic development": say.say("Community and Economic Development"),
        "asia and oceania": say.say("Asia and Oceania"),
        "latin america and the caribbean": say.say("Latin America and the Caribbean"),
    }


def _countries(names: tuple[str, ...], say: Phrases, limit: int | None) -> Words:
    """Return a list of States, translated when every one of them is known."""
    own = [_country(one_line(name, 80), say.locale) for name in names]
    if say.language != "en" and all(own):
        return Words(one_line(say.listed([name for name in own if name]), limit), say.language)
    return _own(one_line(say.listed(names), limit), say)


def _country(name: str, locale: str) -> str | None:
    code = _codes().get(_words_of(name))
    if code is None or code in _AS_WRITTEN:
        return None
    return Locale.parse(locale).territories.get(code)


@lru_cache(maxsize=1)
def _codes() -> dict[frozenset[str], str]:
    """Return ISO 3166 codes by the words of every English name that ISO and CLDR know."""
    codes = {
        _words_of(name): code
        for code, name in Locale("en").territories.items()
        if code.isalpha()  # numbers are continents
    }
    for country in pycountry.countries:
        for kind in ("common_name", "official_name", "name"):
            name = getattr(country, kind, None)
            codes |= {_words_of(name): country.alpha_2} if name else {}
    return codes


def _words_of(name: str) -> frozenset[str]:
    """Return a name's words: `Korea, Republic of` is `Republic of Korea`."""
    return frozenset(re.findall(r"\w+", name.casefold())) - {"the"}
