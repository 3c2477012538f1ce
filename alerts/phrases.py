"""The reader's language: catalogues, dates, amounts and lists as that language writes them."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, get_currency_name

from alerts.clean import one_line
from storage.types import Amount, Language, PageDate

DOMAIN = "digest"
LOCALE = Path(__file__).parent / "locale"
#: Our language tag → the catalogue's and CLDR's name of it.
_LOCALES: dict[Language, str] = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hans", "en": "en"}
#: By precision, in CLDR's letters. Day before month, as the United Nations write in English.
_PATTERNS = {
    "en": {"year": "y", "month": "MMMM y", "day": "d MMMM y", "clock": "d MMMM y, HH:mm"},
    "zh_Hans": {"year": "y年", "month": "y年M月", "day": "y年M月d日", "clock": "y年M月d日 HH:mm"},
}
#: Longest amount that is no number, and still is shown.
_VALUE = 300


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text and the language it is in."""

    text: str
    lang: Language


class Phrases:
    """Everything that the chrome of a message says in one language."""

    def __init__(self, language: Language) -> None:
        """Load the language's catalogue; English texts are the catalogue's keys."""
        self.language = language
        self.locale = _LOCALES[language]
        self._catalogue = gettext.translation(DOMAIN, LOCALE, [self.locale])

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language with its values filled in."""
        return (
            self._catalogue.gettext(message) % values
            if values
            else self._catalogue.gettext(message)
        )

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the message for `n` things; `%(n)s` stands for the number."""
        return self._catalogue.ngettext(one, many, n) % {"n": self.number(n), **values}

    def number(self, n: float) -> str:
        """Return a number with this language's grouping."""
        return str(format_decimal(n, locale=self.locale))

    def day(self, date: PageDate) -> str:
        """Return a date as precisely as the page gave it, in the page's own time zone."""
        patterns = _PATTERNS[self.locale]
        pattern = patterns.get(date.precision, patterns["clock"])
        if "T" in date.iso:
            return str(
                format_datetime(datetime.fromisoformat(date.iso), pattern, locale=self.locale)
            )
        return str(format_date(date.day(), pattern, locale=self.locale))

    def today(self, instant: datetime, zone: tzinfo) -> str:
        """Return the reader's calendar day at an instant."""
        local = instant.astimezone(zone).date()
        return str(format_date(local, _PATTERNS[self.locale]["day"], locale=self.locale))

    def value(self, value: PageDate | Amount) -> str:
        """Return a typed value as this language writes it."""
        return self.day(value) if isinstance(value, PageDate) else self.amount(value)

    def amount(self, amount: Amount) -> str:
        """Return money as `USD 100,000` or `100,000美元`; cents only where there are any."""
        try:
            whole = Decimal(amount.amount) % 1 == 0
            form = "#,##0" if whole else "#,##0.00"
            number = format_decimal(Decimal(amount.amount), format=form, locale=self.locale)
        except (ValueError, ArithmeticError):
            return one_line(f"{amount.currency} {amount.amount}", _VALUE)
        name = str(get_currency_name(amount.currency, locale=self.locale))
        if self.locale == "zh_Hans" and name != amount.currency:
            return f"{number}{name}"
        return f"{one_line(amount.currency, 8)} {number}".strip()

    def listed(self, things: tuple[str, ...] | list[str]) -> str:
        """Return things joined as this language joins a list without 'and'."""
        return ("、" if self.locale == "zh_Hans" else ", ").join(things)

    def quoted(self, things: tuple[str, ...] | list[str]) -> str:
        """Return a list as it stands between this language's quotation marks: each in its own."""
        return "”、“".join(things) if self.locale == "zh_Hans" else self.listed(things)

    def clauses(self, parts: list[str]) -> str:
        """Return short statements one after the other: `2 new, 1 updated`."""
        return ("，" if self.locale == "zh_Hans" else ", ").join(parts)

    def aside(self, text: str) -> str:
        """Return a remark behind what it is about, in this language's brackets."""
        return f"（{text}）" if self.locale == "zh_Hans" else f" ({text})"

    def sentence(self, text: str) -> str:
        """Return a statement as a sentence, its first letter large and a full stop behind it."""
        return text[:1].upper() + text[1:] + ("。" if self.locale == "zh_Hans" else ".")


@lru_cache(maxsize=4)
def phrases(language: Language) -> Phrases:
    """Return the Phrases of a language."""
    return Phrases(language)
