"""A Digest as a mail's subject, HTML and text, within what mail readers show whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.clean import http_url, one_line, shortened
from alerts.digest import Digest
from alerts.entries import SECTIONS, Entry, Section
from alerts.phrases import Phrases, phrases
from alerts.select import zone
from alerts.templating import environment, inlined
from alerts.wording import Told, source_name, told, unchecked, wanted_edition
from storage.types import Language

#: Gmail cuts a message at 102 kB and hides the rest behind a link.
HTML_LIMIT = 100_000
#: A subject longer than this is cut by every reader, and most phones show the first half.
_SUBJECT = 110
#: How much of the entries is shown, fullest first: in full, then as one line; the rest is counted.
_PLANS = ((150, 150), (60, 150), (30, 150), (15, 150), (10, 100), (5, 60), (3, 25), (1, 8), (0, 3))


@dataclass(frozen=True, slots=True)
class Links:
    """Where a message may point: all optional, all https when they are there."""

    unsubscribe: str | None = None
    #: The same digest on the web, whole.
    web: str | None = None
    feeds: str | None = None
    #: Who answers questions; stands in the footer.
    contact: str | None = None


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Digest in words. `left_out`: entries that are only counted."""

    subject: str
    html: str
    text: str
    left_out: int = 0
    #: Everything as text where the message leaves something out: it goes along as an attachment.
    whole: str | None = None


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
    #: Why the reader gets this.
    reason: str
    #: Says, in this part's language, that it stands further down.
    jump: str
    say: Phrases


def render(digest: Digest, links: Links = NO_LINKS, limit: int = HTML_LIMIT) -> Rendered:
    """Return the message in all of the Recipient's languages, its HTML at most `limit` bytes."""
    html = text = ""
    shown = 0
    for full, shown in _plans(len(digest.entries)):
        parts = tuple(_part(digest, language, full, shown) for language in digest.languages)
        html = _html(digest, parts, links)
        text = _text(parts, links)
        if len(html.encode()) <= limit:
            break
    left_out = len(digest.entries) - shown
    return Rendered(
        subject(digest), html, text, left_out, _whole(digest, links) if left_out else None
    )


def _whole(digest: Digest, links: Links) -> str:
    every = len(digest.entries)
    parts = tuple(_part(digest, language, every, every) for language in digest.languages)
    return _text(parts, links)


def subject(digest: Digest) -> str:
    """Return what is in the message, in the Recipient's first language."""
    say = phrases(digest.languages[0])
    line = say.say("IOM China: %(summary)s", summary=_counts(digest, say))
    title = _leading_title(digest, say)
    if title:
        line = say.say("%(line)s — %(title)s", line=line, title=title)
    return shortened(one_line(line), _SUBJECT)


def _leading_title(digest: Digest, say: Phrases) -> str | None:
    """Return the first title in the reader's language; where there is none, the first of all."""
    chosen = [wanted_edition(entry.content, say.language) for entry in digest.entries]
    titled = [(tag, one_line(edition.title, _SUBJECT)) for tag, edition in chosen if edition.title]
    own = [title for tag, title in titled if tag[:2] == say.language[:2] and title]
    return next(iter([*own, *(title for _, title in titled)]), None)


def _plans(entries: int) -> Iterator[tuple[int, int]]:
    yield from ((min(full, entries), min(shown, entries)) for full, shown in _PLANS)


def _counts(digest: Digest, say: Phrases) -> str:
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


def _part(digest: Digest, language: Language, full: int, shown: int) -> Part:
    say = phrases(language)
    left_out = len(digest.entries) - shown
    sections = tuple(_sections(digest, language, full, shown))
    return Part(
        lang=language,
        title=say.say("IOM China Monitor"),
        date=say.today(digest.made_at, zone(digest.recipient)),
        summary=_summary(digest, say),
        sections=sections,
        watching=tuple(
            (
                source_name(digest, baseline.run.source, language),
                say.count("%(n)s item", "%(n)s items", baseline.items),
            )
            for baseline in digest.watching
        ),
        problems=tuple(
            (source_name(digest, run.source, language), unchecked(run.status, say))
            for run in digest.problems
        ),
        more=say.count("and %(n)s more", "and %(n)s more", left_out) if left_out else None,
        notes=tuple(_notes(digest, say)),
        marked=any(view.passages for part in sections for view in part.full),
        reason=_reason(digest, say),
        jump=say.say("In English below"),
        say=say,
    )


def _sections(digest: Digest, language: Language, full: int, shown: int) -> Iterator[SectionView]:
    """Yield the sections that have entries left within the plan."""
    place = 0
    for name in SECTIONS:
        entries: tuple[Entry, ...] = digest.section(name)
        here = entries[: max(0, shown - place)]
        whole = 0 if name == "reposted" else max(0, full - place)
        place += len(entries)
        if here:
            views = tuple(told(entry, digest, language) for entry in here)
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
            say.say("You were told of the originals before."),
        ),
        "unmirrored": (
            say.say("Edited in one language only"),
            say.say("Edits of one language that the other has not followed."),
        ),
    }
    return headings[name]


def _summary(digest: Digest, say: Phrases) -> str:
    if digest.entries or digest.watching:
        return say.sentence(_counts(digest, say))
    if digest.problems:
        return say.say("Nothing new tonight where we could look.")
    return say.say("Nothing new tonight; all sources were checked.")


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


def _reason(digest: Digest, say: Phrases) -> str:
    if digest.preview:
        return say.say("This is a preview: nothing was sent, nothing counts as told.")
    rhythm = {
        "nightly": say.say("a mail after every night with news"),
        "weekly": say.say("one mail a week"),
        "monthly": say.say("one mail a month"),
    }
    return say.say(
        "You get this because %(address)s is subscribed to IOM China Monitor: %(rhythm)s.",
        address=one_line(digest.recipient.address, 254),
        rhythm=rhythm[digest.recipient.frequency],
    )


def _html(digest: Digest, parts: tuple[Part, ...], links: Links) -> str:
    template = environment("html").get_template("digest.html.j2")
    page = template.render(parts=parts, subject=subject(digest), links=_safe(links))
    return inlined(page)


def _text(parts: tuple[Part, ...], links: Links) -> str:
    template = environment("txt").get_template("digest.txt.j2")
    return template.render(parts=parts, links=_safe(links)).strip() + "\n"


def _safe(links: Links) -> Links:
    """Return the links with anything that is not http(s) or mailto left out."""

    def safe(url: str | None) -> str | None:
        if url and url.startswith("mailto:"):
            return one_line(url, 500)
        return http_url(url) if url else None

    contact = one_line(links.contact, 254) if links.contact else None
    return Links(safe(links.unsubscribe), safe(links.web), safe(links.feeds), contact)
