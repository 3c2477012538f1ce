"""What a page says, in the reader's language: texts, times, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from alerts.clean import http_url, one_line, paragraphs
from alerts.diff import ContentDiff
from alerts.entries import source_name
from alerts.field_rows import field_label
from alerts.headings import wanted_edition
from alerts.phrases import Phrases, phrases
from alerts.repost_notes import repost_note
from alerts.vocabulary import value_words
from monitor.dashboard.charts import Bar
from monitor.dashboard.comparing import difference
from monitor.dashboard.pages.projects import YearBudget
from monitor.dashboard.reasons import Reason, Speaker, off_topic_in_words, reason_in_words
from monitor.dashboard.texts import CHINESE, ENGLISH
from storage.browse_rows import COUNTED
from storage.types import Content, Edition, Field, Language, PageDate

_ACCEPTED = re.compile(
    r"\s*([A-Za-z-]{1,20}|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.ASCII
)

#: The time zone that a page gave with a clock time.
_ZONE = re.compile(r"(?:Z|(?<=:\d\d)[+-]\d\d:\d\d)$", re.ASCII)


@dataclass(frozen=True)
class Words:
    """Everything a template asks for that depends on the reader."""

    language: Language
    zone: ZoneInfo
    names: Mapping[str, str]
    #: The path asked for and its query string's parameters.
    path: str
    query: Mapping[str, str]

    @property
    def phrases(self) -> Phrases:
        """Dates, amounts and labels as digests write them."""
        return phrases(self.language)

    def say(self, text: str, **values: object) -> str:
        """Return the text in the reader's language with its values filled in."""
        said = (CHINESE if self.language == "zh-Hans" else ENGLISH).get(text, text)
        return said % values if values else said

    def link(self, path: str, **parameters: object) -> str:
        """Return an address on this site that keeps the language chosen by hand."""
        kept = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
        if "lang" in self.query and "lang" not in kept:
            kept["lang"] = self.query["lang"]
        return f"{path}?{urlencode(kept)}" if kept else path

    def here(self, **parameters: object) -> str:
        """Return this page's address with some parameters set, or taken off by None."""
        kept = {**self.query, **parameters}
        return self.link(self.path, **kept)

    def time(self, instant: datetime | None) -> str | Markup:
        """Return an instant as the timetable's clock shows it, to the minute."""
        if instant is None:
            return Markup('<span class="none">–</span>')
        local = instant.astimezone(self.zone)
        return Markup('<time datetime="{iso}" title="{full}">{shown}</time>').format(
            iso=instant.isoformat(),
            full=f"{local:%Y-%m-%d %H:%M:%S %Z}",
            shown=f"{local:%Y-%m-%d %H:%M}",
        )

    def clock(self, instant: datetime | None) -> str:
        """Return an instant to the second, by the timetable's clock."""
        return "" if instant is None else f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"

    def exit(self, code: int) -> str:
        """Return what an exit code means."""
        said = self.say(f"exit-{code}")
        return self.say("exit code %(code)s", code=code) if said.startswith("exit-") else said

    def day(self, day: PageDate | date | None) -> str:
        """Return a date as precisely as the page gave it, in the reader's language."""
        if day is None:
            return ""
        if isinstance(day, date):
            return self.phrases.day(PageDate(day.isoformat()))
        zone = _ZONE.search(day.iso)
        said = self.phrases.day(day)
        return f"{said} (UTC{'' if zone[0] == 'Z' else zone[0]})" if zone else said

    def number(self, n: float | None) -> str:
        """Return a number with its grouping."""
        return "" if n is None else self.phrases.number(n)

    def counted(self, n: int, *, more: bool = False) -> str:
        """Return a number that was counted up to a limit, or as far as was looked."""
        if n > COUNTED:
            return f"{self.number(COUNTED)}+"
        return f"{self.number(n)}+" if more else self.number(n)

    def source(self, name: str) -> str:
        """Return a Source's name for people."""
        return self.names.get(name) or source_name({}, name, self.language)

    def value(self, field: Field) -> str:
        """Return a project field's value in words."""
        return value_words(field.value, field.raw, self.phrases, 300).text

    def label(self, label: str) -> str:
        """Return a project field's label."""
        return field_label(label, self.phrases)

    def title(self, content: Content) -> Title:
        """Return what an Item is called, in the edition the reader reads best."""
        tag, edition = wanted_edition(content, self.language)
        other = next(
            (
                Title(one_line(found.title, 300), name)
                for name, found in content.editions.items()
                if name[:2] != tag[:2] and found.title
            ),
            None,
        )
        return Title(title_of(edition) or self.say("(no title)"), tag, other)

    def paragraphs(self, text: str) -> list[str]:
        """Return a body's paragraphs, cleaned."""
        return paragraphs(text)

    def line(self, text: str | None, limit: int | None = None) -> str:
        """Return scraped text on one line, cleaned."""
        return one_line(text or "", limit)

    def reason(self, reason: str) -> Markup:
        """Return why a Change is one, less the kind and the address that stand beside it."""
        return self._told(reason_in_words(reason, self._speaker))

    def off_topic(self, reason: str) -> Markup:
        """Return why an Item does not concern us."""
        return self._told(off_topic_in_words(reason, self._speaker))

    def difference(self, found: ContentDiff, old: Content, new: Content) -> Markup:
        """Return what differs between two Versions' contents; empty: nothing that a reader sees."""
        return difference(found, old, new, self)

    def note(self, note: str) -> str:
        """Return how a repost differs from its original."""
        return repost_note(note, self.phrases)

    def english(self, text: str | None, limit: int | None = None) -> Markup:
        """Return a sentence that is kept in English, marked so for a reader of Chinese."""
        said = self.line(text, limit)
        if self.language == "en":
            return Markup.escape(said)
        return Markup('<span lang="en">{}</span>').format(said)

    def _told(self, reason: Reason) -> Markup:
        return Markup.escape(reason.text) if reason.translated else self.english(reason.text)

    @property
    def _speaker(self) -> Speaker:
        return Speaker(
            self.say, self.label, lambda raw: self.value(Field(raw, raw)), self.phrases.day
        )

    def marked(self, text: str, wanted: str) -> Markup:
        """Return text on one line with the words looked for marked."""
        sought = sorted({word for word in wanted.split() if word}, key=len, reverse=True)[:20]
        flat = self.line(text)
        if not sought:
            return Markup.escape(flat)
        parts = re.split(f"({'|'.join(map(re.escape, sought))})", flat, flags=re.IGNORECASE)
        return Markup("").join(
            Markup("<mark>{}</mark>").format(part) if place % 2 else part
            for place, part in enumerate(parts)
        )

    def href(self, url: str | None) -> str | None:
        """Return a scraped address when it may be linked to."""
        return http_url(url) if url else None

    def pairs(self, values: Iterable[str], shown: Callable[[str], str]) -> list[tuple[str, str]]:
        """Return each value of a filter with what people read."""
        return [(value, shown(value)) for value in values]

    def host(self, url: str) -> str:
        """Return a scraped address's host."""
        return one_line(urlsplit(url).hostname or "", 80)

    def seconds(self, span: timedelta) -> str:
        """Return how long something took."""
        whole = round(span.total_seconds())
        if whole < 60:  # noqa: PLR2004 - a minute
            return f"{span.total_seconds():.1f} s"
        return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"

    def bars(self, years: Iterable[YearBudget]) -> list[Bar]:
        """Return the columns of a chart of money by year, thousands and millions shortened."""
        return [Bar(str(one.year), float(one.amount), _short(one.amount)) for one in years]

    def size(self, n: int) -> str:
        """Return a number of bytes as people say it."""
        for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
            if n >= factor:
                return f"{n / factor:.1f} {unit}"
        return f"{n} B"


@dataclass(frozen=True, slots=True)
class Title:
    """A title, its language, and the other edition's."""

    text: str
    lang: Language
    other: Title | None = None


def title_of(edition: Edition) -> str:
    """Return an edition's title, or its beginning where it has none."""
    return one_line(edition.title or "", 300) or one_line(edition.body, 80)


def _short(amount: Decimal) -> str:
    """Return an amount as a chart's label has room for it: `1.2M`, `350k`."""
    for unit, factor in (("M", 10**6), ("k", 10**3)):
        if amount >= factor:
            return f"{amount / factor:.1f}".removesuffix(".0") + unit
    return f"{amount:.0f}" if amount else ""


def language_for(asked: str | None, accept: str) -> Language:
    """Return the interface's language: the one asked for, else the browser's first of ours."""
    if asked in ("zh", "en"):
        return "zh-Hans" if asked == "zh" else "en"
    wanted: list[tuple[float, Language]] = []
    for part in accept.split(",")[:20]:
        found = _ACCEPTED.fullmatch(part)
        tag = found[1].lower().partition("-")[0] if found else ""
        if found and tag in ("zh", "en"):
            wanted.append((float(found[2] or 1), "zh-Hans" if tag == "zh" else "en"))
    best = max(wanted, key=lambda one: one[0], default=(0.0, "en"))  # the first of equals
    return best[1] if best[0] > 0 else "en"
