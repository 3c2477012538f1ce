"""A Digest laid out in parts and sections: what stands where in each language, no markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.clean import one_line
from alerts.digest import Digest
from alerts.entries import SECTIONS, Entry, Section, source_name
from alerts.headings import wanted_edition
from alerts.measure import SHORT, Measure
from alerts.phrases import Phrases, phrases
from alerts.select import zone
from alerts.wording import Told, told, unchecked
from storage.types import Language


@dataclass(frozen=True, slots=True)
class Plan:
    """How many entries are shown in full, and how many at all; the rest is counted."""

    full: int
    shown: int
    measure: Measure = SHORT


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of one language part."""

    name: Section
    heading: str
    note: str | None
    #: All there are, shown or not.
    count: int
    full: tuple[Told, ...]
    brief: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """All that a message says in one language."""

    lang: Language
    title: str
    date: str
    summary: str
    sections: tuple[SectionView, ...]
    watching: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]
    more: str | None
    notes: tuple[str, ...]
    #: Whether changed words are shown, whose marks in plain text need a word.
    marked: bool
    #: Why the reader gets this; None: nobody subscribed to it.
    reason: str | None
    #: Says, in this part's language, that it stands further down.
    jump: str
    #: What a file with all of it is called.
    file_name: str
    say: Phrases

    @property
    def cut(self) -> bool:
        """Whether something new or changed is left out."""
        brief = (told for section in self.sections for told in section.brief)
        return (
            self.more is not None
            or any(told.entry.section != "reposted" for told in brief)
            or any(told.cut for section in self.sections for told in section.full)
        )

    @property
    def folded(self) -> bool:
        """Whether unchanged words around changes are left out."""
        return any(told.folded for section in self.sections for told in section.full)


def laid_out(digest: Digest, plan: Plan) -> tuple[Part, ...]:
    """Return the Digest in each of the Recipient's languages."""
    return tuple(_part(digest, language, plan) for language in digest.languages)


def counts(digest: Digest, say: Phrases) -> str:
    """Return `2 new, 1 updated`: one number a section, in the order of the message."""
    numbers = {section: len(digest.section(section)) for section in SECTIONS}
    words = [
        say.count("%(n)s new", "%(n)s new", numbers["new"]),
        say.count("%(n)s updated", "%(n)s updated", numbers["changed"]),
        say.count("%(n)s removed", "%(n)s removed", numbers["removed"]),
        say.count("%(n)s older", "%(n)s older", numbers["older"]),
    ]
    ordered = (numbers[name] for name in ("new", "changed", "removed", "older"))
    told_of = [word for word, n in zip(words, ordered, strict=True) if n]
    if digest.watching:
        told_of.append(
            say.count(
                "now watching %(n)s source", "now watching %(n)s sources", len(digest.watching)
            )
        )
    if told_of:
        return say.clauses(told_of)
    return say.say("nothing new")


def _part(digest: Digest, language: Language, plan: Plan) -> Part:
    say = phrases(language)
    left_out = len(digest.entries) - plan.shown
    sections = tuple(_sections(digest, language, plan))
    return Part(
        lang=language,
        title=say.say("IOM China Monitor"),
        date=say.today(digest.made_at, zone(digest.recipient)),
        summary=_summary(digest, say),
        sections=sections,
        watching=tuple(
            (
                source_name(digest.names, baseline.run.source, language),
                say.count("%(n)s item", "%(n)s items", baseline.items),
            )
            for baseline in digest.watching
        ),
        problems=tuple(
            (source_name(digest.names, run.source, language), unchecked(run.status, say))
            for run in digest.problems
        ),
        more=say.count("and %(n)s more", "and %(n)s more", left_out) if left_out else None,
        notes=tuple(_notes(digest, say)),
        marked=any(view.passages for part in sections for view in part.full),
        reason=_reason(digest, say),
        jump=say.say("In English below"),
        file_name=say.say("whole-digest") + ".html",
        say=say,
    )


def _sections(digest: Digest, language: Language, plan: Plan) -> Iterator[SectionView]:
    """Yield the sections that have entries left within the plan."""
    place = 0
    for name in SECTIONS:
        entries: tuple[Entry, ...] = digest.section(name)
        here = entries[: max(0, plan.shown - place)]
        whole = 0 if name == "reposted" else max(0, plan.full - place)
        views = tuple(
            told(entry, digest, language, number, plan.measure)
            for number, entry in enumerate(here, start=place + 1)
        )
        place += len(entries)
        if here:
            heading, note = _heading(name, phrases(language))
            yield SectionView(name, heading, note, len(entries), views[:whole], views[whole:])


def _heading(name: Section, say: Phrases) -> tuple[str, str | None]:
    headings: dict[Section, tuple[str, str | None]] = {
        "new": (say.say("New"), None),
        "changed": (say.say("Changed"), None),
        "removed": (say.say("Removed"), say.say("No longer found where they were published.")),
        "older": (
            say.say("Older, newly found"),
            say.say("Published more than 30 days before we first saw them."),
        ),
        "reposted": (
            say.say("Reposted elsewhere"),
            say.say("The originals are on file, or were told to you before."),
        ),
        "unmirrored": (
            say.say("Edited in one language only"),
            say.say("Edits of one language that the other has not followed."),
        ),
    }
    return headings[name]


def _summary(digest: Digest, say: Phrases) -> str:
    if digest.entries or digest.watching:
        return say.sentence(counts(digest, say))
    if digest.preview:
        return say.say("There is nothing to show yet; this shows how mail arrives.")
    if digest.problems:
        return say.say("Nothing new where we could look.")
    return say.say("Nothing new; all sources were checked.")


def _notes(digest: Digest, say: Phrases) -> Iterator[str]:
    """Yield how to read what stands in this message."""
    if any(entry.hints for entry in digest.entries):
        yield say.say(
            "“Editions differ” points at numbers, dates or names that stand in one language only. "
            "It is a hint made by a program, not a finding."
        )
    shown = (wanted_edition(entry.content, say.language)[0] for entry in digest.entries)
    if any(tag[:2] != say.language[:2] for tag in shown):
        yield say.say("What exists in one language only is shown in that language and labelled so.")


def _reason(digest: Digest, say: Phrases) -> str | None:
    if digest.preview:
        return say.say("This is a preview: nothing was sent, nothing counts as told.")
    if not digest.recipient.id:  # a chat
        return None
    every_night = digest.recipient.quiet_nights
    rhythm = {
        "nightly": say.say("a mail after every night")
        if every_night
        else say.say("a mail after every night with news"),
        "weekly": say.say("one mail a week"),
        "monthly": say.say("one mail a month"),
    }
    return say.say(
        "You get this because %(address)s is subscribed to IOM China Monitor: %(rhythm)s.",
        address=one_line(digest.recipient.address, 254),
        rhythm=rhythm[digest.recipient.frequency],
    )
