"""A Digest's entries put into a reader's language: which edition, which words, how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from alerts import comings
from alerts.clean import PAUSES, http_url, one_line
from alerts.diff import ContentDiff, diff
from alerts.digest import Digest
from alerts.entries import AlsoAt, Entry, source_name
from alerts.excerpt import first_sentences, joined
from alerts.field_rows import Row, changed_rows, facts
from alerts.headings import LONGEST_TITLE, PREFERENCE, beginning, heading, story, wanted_edition
from alerts.hints import Hint
from alerts.measure import SHORT, Measure
from alerts.passages import LinkRow, Passage, edition_name, link_rows, passages
from alerts.phrases import Phrases, Words, phrases
from alerts.repost_notes import repost_note
from storage.types import Content, Edition, Language, PageDate, SourceRunStatus

#: Letters of an excerpt; a Chinese letter says about two and a half times as much as a Latin one.
_EXCERPT = {"en": 320, "zh-Hans": 130, "zh-Hant": 130}


@dataclass(frozen=True, slots=True)
class Place:
    """Another address of the same Story."""

    name: str
    url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An Entry as one reader is to see it."""

    title: Words
    url: str | None
    #: Where the page was that is gone.
    former: str | None
    #: `Chinese only`, `moved`, … in the reader's language.
    labels: tuple[str, ...]
    meta: tuple[str, ...]
    excerpt: Words | None
    other_title: Words | None
    facts: tuple[Row, ...]
    fields: tuple[Row, ...]
    passages: tuple[Passage, ...]
    links: tuple[LinkRow, ...]
    also: tuple[Place, ...]
    hints: tuple[str, ...]
    entry: Entry
    #: Some of what is new or changed is left out here.
    cut: bool
    #: Unchanged words around the changes are left out.
    folded: bool
    #: Where it stands in the digest's whole, as the end of a URL.
    anchor: str


def told(
    entry: Entry, digest: Digest, language: Language, place: int = 0, measure: Measure = SHORT
) -> Told:
    """Return an Entry in the reader's language, in the edition they read best.

    `place`: its number in the Digest, whatever is shown of it.
    """
    say = phrases(language)
    chosen, edition = wanted_edition(entry.content, language)
    title, untitled = heading(entry.content, edition, chosen, say, entry.called)
    fresh = entry.section in ("new", "older")
    added, gone = _comings(entry, measure)
    found = _compared(entry, digest, language, added | gone)
    rows = facts(entry, say, measure) if fresh else ()
    fields = changed_rows(found, entry, say, measure)
    tags = {*entry.content.editions, *(entry.before.editions if entry.before else ())}
    shown = passages(found, say, measure, alone=len(tags) == 1)
    links = link_rows(found.links, say, measure.links)
    own = fresh or entry.gone or chosen in added
    url = _url(entry, chosen)
    # Whose edition is gone knows the Item by its title.
    told_by = entry.before if entry.before and gone else entry.content
    cut = (
        bool(gone)
        or any(row.cut for row in rows + fields)
        or any(passage.cut for passage in shown)
        or len(links) < len(found.links)
    )
    return Told(
        title=title,
        url=None if entry.gone else url,
        former=url if entry.gone else None,
        labels=tuple(_labels(entry, chosen, language, untitled=untitled)),
        meta=tuple(_meta(entry, digest, say)),
        excerpt=_excerpt(entry.content, edition, chosen, untitled=untitled) if own else None,
        other_title=_other_title(told_by, chosen) if own or gone else None,
        facts=rows,
        fields=fields,
        passages=shown,
        links=(*_additions(entry, added - {chosen}, url, say), *links),
        also=tuple(_also_place(also, digest, say) for also in entry.also),
        hints=tuple(_hints(entry, say, measure.hints)),
        entry=entry,
        cut=cut or _hints_cut(entry, measure),
        folded=any(passage.folded for passage in shown),
        anchor=f"{language}-{place}",
    )


def _comings(entry: Entry, measure: Measure) -> tuple[frozenset[Language], frozenset[Language]]:
    """Return the editions that came and went; the whole text shows them as any other."""
    if not measure.folded:
        return frozenset(), frozenset()
    return comings.added(entry), comings.withdrawn(entry)


def _compared(
    entry: Entry, digest: Digest, language: Language, aside: frozenset[Language]
) -> ContentDiff:
    """Return what changed, less the editions aside and what the other language's part shows."""
    if entry.section != "changed" or entry.before is None:
        return ContentDiff()
    found = diff(entry.before, entry.content)
    own = tuple(one for one in found.editions if one.language[:2] == language[:2])
    shown = own if own and len(digest.languages) > 1 else found.editions
    return replace(found, editions=tuple(one for one in shown if one.language not in aside))


def _additions(
    entry: Entry, added: frozenset[Language], shown: str | None, say: Phrases
) -> Iterator[LinkRow]:
    """Yield the titles of editions added in another language than the one shown, and where."""
    for tag in sorted(added):
        title, _ = heading(entry.content, entry.content.editions[tag], tag, say)
        home = http_url(entry.homes.get(tag, ""))
        yield LinkRow(title.text, edition_name(tag, say), home if home != shown else None)


def _host(url: str) -> str:
    """Return a URL's host as readers know it."""
    return one_line((urlsplit(url).hostname or "").removeprefix("www."), 80)


def unchecked(status: SourceRunStatus | None, say: Phrases) -> str:
    """Return why a Source could not be checked, for readers."""
    reasons = {
        "partial": say.say("only partly checked"),
        "empty": say.say("showed nothing"),
        "not-understood": say.say("could not be understood"),
        "blocked": say.say("did not let us in"),
        "failed": say.say("did not answer"),
    }
    return reasons.get(status or "failed", say.say("did not answer"))


def _url(entry: Entry, chosen: Language) -> str | None:
    """Return the address of the edition shown, else of the Item."""
    own = [entry.homes[chosen]] if chosen in entry.homes else []
    return next((safe for url in (*own, *entry.urls) if (safe := http_url(url))), None)


def _labels(entry: Entry, chosen: Language, language: Language, *, untitled: bool) -> Iterator[str]:
    say = phrases(language)
    if chosen[:2] != language[:2] and entry.content.editions:
        yield say.say("English only") if chosen == "en" else say.say("Chinese only")
    yield from comings.labels(entry, say)
    if untitled:
        yield say.say("no title")
    if "moved" in entry.kinds:
        yield say.say("new address")
    if "restored" in entry.kinds and entry.section == "changed":
        yield say.say("back again")
    if entry.gone and entry.section in ("new", "older"):
        yield say.say("removed since")


def _meta(entry: Entry, digest: Digest, say: Phrases) -> Iterator[str]:
    """Yield where and when: source, agency, place, dates."""
    name = source_name(digest.names, entry.source, say.language)
    yield name
    content = entry.content
    if content.agency and (agency := one_line(content.agency, 80)) != name:
        yield agency
    if content.place:
        yield _place_name(content.place, say)
    days = [say.day(_day_of(date)) for date in (content.published, content.event_date) if date]
    if len(set(days)) > 1:
        yield say.say("published %(date)s", date=days[0])
        yield say.say("event: %(date)s", date=days[1])
    else:
        yield from days[:1]


def _place_name(place: str, say: Phrases) -> str:
    """Return the half of `北京 / Beijing` that the reader reads; all of it where there is one."""
    names = [one_line(name, 80) for name in place.split(" / ")]
    han = [name for name in names if any("\u4e00" <= letter <= "\u9fff" for letter in name)]
    latin = [name for name in names if name not in han]
    return " / ".join((latin or han) if say.language == "en" else (han or latin))


def _day_of(date: PageDate) -> PageDate:
    """Return the date less its time of day, which no reader of a digest needs."""
    return PageDate(date.iso.partition("T")[0])


def _excerpt(content: Content, edition: Edition, tag: Language, *, untitled: bool) -> Words | None:
    """Return the first sentences, without repeating what the lines above them say."""
    limit = _EXCERPT[tag]
    if not untitled:
        dated = content.place and (content.published or content.event_date)
        text = first_sentences(story(content, edition) if dated else edition.body, limit)
        return Words(text, tag) if text else None
    above = beginning(content, edition, tag)
    said = above.removesuffix("…")
    whole = joined(story(content, edition)[: limit * 8])
    cut = above != said
    rest = first_sentences(whole.removeprefix(said).lstrip(PAUSES if cut else None), limit)
    text = f"…{rest}" if rest and cut else rest
    return Words(text, tag) if text else None


def _other_title(content: Content, chosen: Language) -> Words | None:
    for tag in PREFERENCE["zh-Hans" if chosen == "en" else "en"]:
        edition = content.editions.get(tag)
        if tag[:2] != chosen[:2] and edition and edition.title:
            return Words(one_line(edition.title, LONGEST_TITLE), tag)
    return None


def _hints(entry: Entry, say: Phrases, most: int | None) -> Iterator[str]:
    """Yield what stands in one edition only, one line an edition, and an edit not followed."""
    chinese, english = _sides(entry)
    if chinese:
        yield say.say("only in the Chinese text: %(facts)s", facts=_listed(chinese, say, most))
    if english:
        yield say.say("only in the English text: %(facts)s", facts=_listed(english, say, most))
    if entry.unmirrored == "en":
        yield say.say("the English text was edited, the Chinese text was not")
    elif entry.unmirrored:
        yield say.say("the Chinese text was edited, the English text was not")


def _sides(entry: Entry) -> tuple[list[Hint], list[Hint]]:
    """Return what only the Chinese text has, and what only the English text has."""
    chinese = [hint for hint in entry.hints if hint.only_in != "en"]
    return chinese, [hint for hint in entry.hints if hint.only_in == "en"]


def _hints_cut(entry: Entry, measure: Measure) -> bool:
    return measure.hints is not None and any(len(one) > measure.hints for one in _sides(entry))


def _listed(hints: list[Hint], say: Phrases, most: int | None) -> str:
    shown = [one_line(hint.text, 60) for hint in hints[:most]]
    return say.quoted(shown) + ("…" if most is not None and len(hints) > most else "")


def _also_place(also: AlsoAt, digest: Digest, say: Phrases) -> Place:
    url = http_url(also.url) if also.url else None
    name = _host(url) if url else source_name(digest.names, also.source, say.language)
    return Place(name, url, repost_note(also.note, say) if also.note else None)
