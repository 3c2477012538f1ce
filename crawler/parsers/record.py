"""A Draft made a Record: editions, dateline, contacts, relevance, whether it is content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.parsers.content.attachments import attachments_by
from crawler.parsers.credits.contacts import contacts_in
from crawler.parsers.dates import finding, order
from crawler.parsers.dates.event_dates import event_date_in
from crawler.parsers.editions import CHINESE_SCRIPTED, editions
from crawler.parsers.genres.genre import source_of
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.relevance.concern import concerns_iom, off_topic
from crawler.parsers.text.furniture import recurs
from crawler.parsers.understood import refusal
from storage.types import Contact, Content, Edition, Genre, Language, Link, PageDate, Record

#: Shorter recurring lines are menus and bylines, not a text.
_PROSE = 60


def record(
    reading: Reading, draft: Draft, source_text: str, *, parser: Genre, version: int
) -> Record:
    """Return the Record that a genre's reading amounts to."""
    headings = {block.text for block in reading.blocks if block.kind == "heading"}
    made, foreign = editions(draft.paragraphs, draft.titles, headings)
    if not made and draft.fields:  # a project that tells nothing beside its rows has its title
        made = {tag: Edition(title, "") for tag, title in draft.titles.items()}
    place, event, by = _event(made, draft.published, day_first=reading.document.day_first)
    content = Content(
        editions=made,
        published=draft.published,
        updated=draft.updated,
        event_date=event,
        place=place,
        agency=draft.agency,
        author=draft.author,
        fields=draft.fields,
        contacts=_contacts(made),
        captions=draft.captions,
        links=_links(reading, draft),
    )
    document = reading.document
    title = next((e.title for e in made.values()), None) or next(iter(draft.titles.values()), None)
    warnings = (*draft.warnings, *_language_warning(foreign, made))
    return Record(
        url=document.url,
        source=document.source
        or source_of(document.url, reading.genre, concerns_iom=concerns_iom(content)),
        genre=reading.genre,
        parser=parser,
        parser_version=version,
        furniture_version=reading.furniture.version,
        card=(document.card.title, document.card.date) if document.card else None,
        identifiers=_identifiers(reading, draft),
        title=title,
        content=content,
        furniture=tuple(dict.fromkeys(line for line in draft.furniture if line)),
        warnings=warnings,
        evidence=_evidence(reading, content, draft, title) | by,
        not_understood=_recurring(reading, draft, made)
        or refusal(reading.blocks, source_text, content, title)
        or _untitled(reading, title),
        off_topic=off_topic(content, document.url),
    )


def _links(reading: Reading, draft: Draft) -> tuple[Link, ...]:
    """Return the text's links, and the documents offered beside it."""
    beside = attachments_by(reading.blocks, reading.main) if reading.markup else ()
    known = {link.url for link in draft.links}
    return (*draft.links, *(link for link in beside if link.url not in known))


def _contacts(made: Mapping[Language, Edition]) -> tuple[Contact, ...]:
    """Return whom to ask; a name that nothing can reach is none of them."""
    found = contacts_in({tag: edition.body for tag, edition in made.items()})
    return tuple(contact for contact in found if contact.email or contact.phone)


def _recurring(reading: Reading, draft: Draft, made: Mapping[Language, Edition]) -> str | None:
    """Return why a page is no content whose text stands on its host's other pages, too."""
    left = sum(len(edition.body) for edition in made.values())
    known = [line for line in draft.furniture if recurs(line, reading.furniture)]
    prose = sum(len(line) for line in known if len(line) >= _PROSE)
    if prose <= 2 * left:
        return None
    return f"page: recurring text: {prose} of its characters stand on other pages, {left} do not"


def _untitled(reading: Reading, title: str | None) -> str | None:
    """Return why a watched page without any title is not the page it was."""
    if title or not reading.markup or not reading.document.source:
        return None
    return "page: no title: neither a heading nor metadata name one"


def _event(
    made: Mapping[Language, Edition], published: PageDate | None, *, day_first: bool | None
) -> tuple[str | None, PageDate | None, dict[str, str]]:
    """Return place and date of the datelines of all editions, each language's place once."""
    places: list[str] = []
    found: list[finding.FoundDate] = []
    # by the page's own calendar: in UTC its morning would be the day before
    published = PageDate(published.iso.split("T")[0]) if published else None
    for edition in made.values():
        paragraphs = edition.body.split("\n\n")
        line = event_date_in(paragraphs, published=published, day_first=day_first)
        if line and line.place and line.place not in places:
            places.append(line.place)
        if line and line.date:
            found.append(line.date)
    settled = [one.date for one in order.settle(found) if one.date]
    evidence = {"place": "dateline"} if places else {}
    if settled:
        evidence["event_date"] = "dateline"
    return " / ".join(places) or None, settled[0] if settled else None, evidence


def _language_warning(foreign: str | None, made: Iterable[Language]) -> tuple[str, ...]:
    if foreign is None:
        return ()
    kept = "en" if "en" in made and foreign not in CHINESE_SCRIPTED else next(iter(made))
    return (f"language: {foreign}: neither Chinese nor English, kept under {kept}",)


def _identifiers(reading: Reading, draft: Draft) -> dict[str, str]:
    identifiers = dict(draft.identifiers)
    if found := reading.metadata:
        if found.node_id:
            identifiers["node-id"] = found.node_id
        if found.canonical:
            identifiers["canonical-url"] = found.canonical
        identifiers |= {f"twin:{code}": url for code, url in found.twins.items()}
    return identifiers


def _evidence(
    reading: Reading, content: Content, draft: Draft, title: str | None
) -> dict[str, str]:
    """Return for every value that was read what it was read by."""
    by_text = {
        "title": reading.title_by if title == reading.title else "heading",
        "contacts": "text",
        "agency": "byline",
        "author": "byline",
        "captions": "markup" if reading.markup else "credit",
    }
    read = {"title": title, **{name: getattr(content, name) for name in by_text if name != "title"}}
    return {name: by for name, by in by_text.items() if read[name]} | dict(draft.evidence)
