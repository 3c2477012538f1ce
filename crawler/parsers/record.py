"""A Draft made a Record: editions, dateline, contacts, relevance, and whether it is content at all."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.parsers import dates
from crawler.parsers.contacts import contacts_in
from crawler.parsers.dateline import dateline
from crawler.parsers.editions import editions
from crawler.parsers.genre import source_of
from crawler.parsers.reading import Draft, Reading
from crawler.parsers.relevance import concerns_iom, off_topic
from crawler.parsers.understood import refusal
from storage.types import Content, Edition, Genre, Language, PageDate, Record

#: A dateline opens the text; below the second paragraph a place and a date are part of the story.
_DATELINE_WITHIN = 2


def record(
    reading: Reading, draft: Draft, source_text: str, *, parser: Genre, version: int
) -> Record:
    """Return the Record that a genre's reading amounts to."""
    made, foreign = editions(draft.paragraphs, draft.titles)
    place, event, by = _event(made, draft.published)
    content = Content(
        editions=made,
        published=draft.published,
        updated=draft.updated,
        event_date=event,
        place=place,
        agency=draft.agency,
        author=draft.author,
        fields=draft.fields,
        contacts=contacts_in({tag: edition.body for tag, edition in made.items()}),
        captions=draft.captions,
        links=draft.links,
    )
    document = reading.document
    title = next((e.title for e in made.values()), None) or next(iter(draft.titles.values()), None)
    warnings = (*draft.warnings, *_language_warning(foreign))
    return Record(
        url=document.url,
        source=document.source
        or source_of(document.url, reading.genre, concerns_iom=concerns_iom(content)),
        genre=reading.genre,
        parser=parser,
        parser_version=version,
        furniture_version=reading.furniture.version,
        identifiers=_identifiers(reading, draft),
        title=title,
        content=content,
        furniture=tuple(dict.fromkeys(line for line in draft.furniture if line)),
        warnings=warnings,
        evidence=_evidence(draft, title, by),
        not_understood=refusal(reading.blocks, source_text, made, title, draft.fields),
        off_topic=off_topic(content),
    )


def _event(
    made: Mapping[Language, Edition], published: PageDate | None
) -> tuple[str | None, PageDate | None, dict[str, str]]:
    """Return place and date of the datelines of all editions, each language's place once."""
    places: list[str] = []
    found: list[dates.FoundDate] = []
    reference = published.instant() if published else None
    for edition in made.values():
        for paragraph in edition.body.split("\n\n")[:_DATELINE_WITHIN]:
            line = dateline(paragraph, reference=reference)
            if line is None:
                continue
            if line.place and line.place not in places:
                places.append(line.place)
            if line.date:
                found.append(line.date)
            break
    settled = [one.date for one in dates.settle(found) if one.date]
    evidence = ({"place": "dateline"} if places else {}) | (
        {"event_date": "dateline"} if settled else {}
    )
    return " / ".join(places) or None, settled[0] if settled else None, evidence


def _language_warning(foreign: str | None) -> tuple[str, ...]:
    if foreign is None:
        return ()
    return (f"language: {foreign}: neither Chinese nor English, kept under en",)


def _identifiers(reading: Reading, draft: Draft) -> dict[str, str]:
    identifiers = dict(draft.identifiers)
    if found := reading.metadata:
        if found.node_id:
            identifiers["node-id"] = found.node_id
        if found.canonical:
            identifiers["canonical-url"] = found.canonical
        identifiers |= {f"twin:{code}": url for code, url in found.twins.items()}
    return identifiers


def _evidence(draft: Draft, title: str | None, event: Mapping[str, str]) -> dict[str, str]:
    return {
        **draft.evidence,
        **({"title": draft.evidence.get("title", "heading")} if title else {}),
        **event,
    }
