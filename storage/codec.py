"""Records and Contents as JSON: for the tables, and for `iom-monitor parse --json`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, cast

from storage.types import (
    Amount,
    Contact,
    Content,
    Edition,
    Field,
    FieldValue,
    Genre,
    Language,
    Link,
    PageDate,
    Record,
)

#: A JSON object on its way in or out; only this module handles one.
Json = dict[str, Any]

_SURROGATES = re.compile("[\ud800-\udfff]")


def dumps(value: object) -> str:
    """Return compact JSON that UTF-8 can hold: a lone surrogate stays as its escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def digest(text: str) -> str:
    """Return `sha256:<hex>` of a text."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def record_dict(record: Record, path: str | None) -> Json:
    """Return what `parse --json` prints: these keys in this order, nothing else."""
    content = record.content
    why_not = (f"not understood: {record.not_understood}",) if record.not_understood else ()
    return {
        "path": path,
        "url": record.url,
        "source": record.source,
        "genre": record.genre,
        "parser": record.parser,
        "parser_version": record.parser_version,
        "identifiers": dict(record.identifiers),
        "title": record.title,
        "published": _iso(content.published),
        "event_date": _iso(content.event_date),
        "place": content.place,
        "agency": content.agency,
        "author": content.author,
        "editions": _editions(content),
        "fields": {label: _plain(value.value) for label, value in content.fields.items()},
        "contacts": _contacts(content),
        "captions": list(content.captions),
        "links": _links(content),
        "furniture": list(record.furniture),
        "warnings": [*why_not, *record.warnings],
    }


def content_to_json(content: Content) -> str:
    """Return the Content as JSON, losing nothing."""
    return dumps(_content(content))


def content_from_json(text: str) -> Content:
    """Return the Content that `content_to_json` wrote."""
    return _read_content(json.loads(text))


def record_to_json(record: Record) -> str:
    """Return the Record as JSON, losing nothing."""
    return dumps(
        {
            "url": record.url,
            "source": record.source,
            "genre": record.genre,
            "parser": record.parser,
            "parser_version": record.parser_version,
            "furniture_version": record.furniture_version,
            "card": record.card,
            "identifiers": dict(record.identifiers),
            "title": record.title,
            "content": _content(record.content),
            "furniture": list(record.furniture),
            "warnings": list(record.warnings),
            "evidence": dict(record.evidence),
            "not_understood": record.not_understood,
            "off_topic": record.off_topic,
        }
    )


def record_from_json(text: str) -> Record:
    """Return the Record that `record_to_json` wrote."""
    data: Json = json.loads(text)
    return Record(
        url=data["url"],
        source=data["source"],
        genre=cast("Genre", data["genre"]),
        parser=data["parser"],
        parser_version=data["parser_version"],
        furniture_version=data["furniture_version"],
        card=_card(data.get("card")),  # older Records have none
        identifiers=data["identifiers"],
        title=data["title"],
        content=_read_content(data["content"]),
        furniture=tuple(data["furniture"]),
        warnings=tuple(data["warnings"]),
        evidence=data["evidence"],
        not_understood=data["not_understood"],
        off_topic=data["off_topic"],
    )


def _card(said: list[str | None] | None) -> tuple[str | None, str | None] | None:
    return None if said is None else (said[0], said[1])


def _content(content: Content) -> Json:
    return {
        "editions": _editions(content),
        "published": _iso(content.published),
        "updated": _iso(content.updated),
        "event_date": _iso(content.event_date),
        "place": content.place,
        "agency": content.agency,
        "author": content.author,
        "fields": {
            label: {"value": _tagged(field.value), "raw": field.raw}
            for label, field in content.fields.items()
        },
        "contacts": _contacts(content),
        "captions": list(content.captions),
        "links": _links(content),
    }


def _read_content(data: Json) -> Content:
    return Content(
        editions={
            cast("Language", tag): Edition(title=edition["title"], body=edition["body"])
            for tag, edition in data["editions"].items()
        },
        published=_date(data["published"]),
        updated=_date(data["updated"]),
        event_date=_date(data["event_date"]),
        place=data["place"],
        agency=data["agency"],
        author=data["author"],
        fields={
            label: Field(value=_untagged(field["value"]), raw=field["raw"])
            for label, field in data["fields"].items()
        },
        contacts=tuple(Contact(**contact) for contact in data["contacts"]),
        captions=tuple(data["captions"]),
        links=tuple(Link(**link) for link in data["links"]),
    )


def _editions(content: Content) -> Json:
    return {
        tag: {"title": edition.title, "body": edition.body}
        for tag, edition in content.editions.items()
    }


def _contacts(content: Content) -> list[Json]:
    return [{"name": one.name, "email": one.email, "phone": one.phone} for one in content.contacts]


def _links(content: Content) -> list[Json]:
    return [
        {"url": link.url, "text": link.text, "attachment": link.attachment}
        for link in content.links
    ]


def _iso(value: PageDate | None) -> str | None:
    return None if value is None else value.iso


def _date(value: str | None) -> PageDate | None:
    return None if value is None else PageDate(value)


def _plain(value: FieldValue) -> str | list[str] | Json | None:
    """Return a field's value for people's scripts: dates are ISO 8601 texts."""
    return value.iso if isinstance(value, PageDate) else _tagged(value)


def _tagged(value: FieldValue) -> str | list[str] | Json | None:
    """Return a field's value so that its type can be told again: a date is an object."""
    match value:
        case PageDate():
            return {"date": value.iso}
        case Amount():
            return {"amount": value.amount, "currency": value.currency}
        case tuple():
            return list(value)
        case _:
            return value


def _untagged(value: str | list[str] | Mapping[str, str] | None) -> FieldValue:
    if isinstance(value, Mapping):
        if "date" in value:
            return PageDate(value["date"])
        return Amount(value["amount"], value["currency"])
    return tuple(value) if isinstance(value, list) else value
