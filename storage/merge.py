"""An imported Record joined to what is known; pure."""

from __future__ import annotations

from dataclasses import replace

from storage.types import Content, Edition


def filled(known: Content, imported: Content) -> Content:
    """Return what is known, its gaps filled from the import; nothing known is replaced."""
    editions = dict(imported.editions)
    for language, edition in known.editions.items():
        other = editions.get(language)
        title = edition.title or (other.title if other else None)
        editions[language] = Edition(title, edition.body)
    return replace(
        known,
        editions=editions,
        published=known.published or imported.published,
        updated=known.updated or imported.updated,
        event_date=known.event_date or imported.event_date,
        place=known.place or imported.place,
        agency=known.agency or imported.agency,
        author=known.author or imported.author,
        fields={**imported.fields, **known.fields},
        contacts=known.contacts or imported.contacts,
        captions=known.captions or imported.captions,
        links=known.links or imported.links,
    )
