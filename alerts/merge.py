"""An Item's Content, merged from its Pages: what one Page lacks never erases another's value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from alerts.fingerprint import comparable, field_text, link_target, place_names
from storage.types import Contact, Content, Edition, Field, Language, Link, PageDate, Record

_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class PageText:
    """One Page's part in a merge.

    `fresh`: this Page was looked at, so that its Record speaks for it; else what the base
    holds of it stands. `previous`: its Record of the time before, when there was one.
    `away`: it was looked for and not found, so that what it said counts after all others.
    `stood`: what it said before is what the Item says, so that an edit of it is the Item's.
    """

    page_id: int
    record: Record
    fresh: bool = False
    previous: Record | None = None
    #: Its Record of the night before, where the time before was this same night.
    nightly: Record | None = None
    away: bool = False
    stood: bool = False

    @property
    def before(self) -> tuple[Content, ...]:
        """What it said: all this must lack what is to vanish, for that takes two nights."""
        return tuple(one.content for one in (self.previous, self.nightly) if one is not None)

    @property
    def rank(self) -> tuple[bool, bool]:
        """Whether other Pages go before: those that say what the Item says, edited ones first."""
        edited = self.fresh and self.previous and not says(self.previous, self.record.content)
        return not self.stood, not edited


def says(record: Record, content: Content) -> bool:
    """Return whether a Record has no text but the Content's, of its Editions."""
    told = record.content.editions
    return bool(told) and all(
        tag in content.editions and comparable(content.editions[tag].body) == comparable(one.body)
        for tag, one in told.items()
    )


def merged(base: Content, pages: Sequence[PageText], *, confirm: bool = True) -> Content:
    """Return the base with what the fresh Pages say laid over it.

    An Edition or a field value that vanishes is kept until a second look agrees (`confirm`:
    this night may be that second look). A date, place or name that vanishes is kept for good:
    a page that stops saying it does not unsay it.
    """
    ordered = sorted(pages, key=lambda page: (page.away, page.page_id))
    return Content(
        editions=_editions(base, ordered, confirm=confirm),
        published=_scalar(
            base.published, [(page, page.record.content.published) for page in ordered]
        ),
        updated=_scalar(base.updated, [(page, page.record.content.updated) for page in ordered]),
        event_date=_scalar(
            base.event_date, [(page, page.record.content.event_date) for page in ordered]
        ),
        place=_place(base.place, ordered),
        agency=_scalar(base.agency, [(page, page.record.content.agency) for page in ordered]),
        author=_scalar(base.author, [(page, page.record.content.author) for page in ordered]),
        fields=_fields(base, ordered, confirm=confirm),
        contacts=_gathered(
            base.contacts, [(p, p.record.content.contacts) for p in ordered], _contact_key
        ),
        captions=_gathered(
            base.captions, [(p, p.record.content.captions) for p in ordered], comparable
        ),
        links=_gathered(base.links, [(p, p.record.content.links) for p in ordered], _link_key),
    )


def first_content(records: Sequence[tuple[int, Record]]) -> Content:
    """Return the Content of a new Item from its Pages' ids and Records."""
    return merged(Content(), [PageText(page_id, record, fresh=True) for page_id, record in records])


def _editions(
    base: Content, pages: Sequence[PageText], *, confirm: bool
) -> dict[Language, Edition]:
    languages: list[Language] = []
    for content in [base, *(page.record.content for page in pages)]:
        languages += [one for one in content.editions if one not in languages]
    found: dict[Language, Edition] = {}
    for language in languages:
        edition = _edition(language, base, pages, confirm=confirm)
        if edition is not None:
            found[language] = edition
    return found


def _edition(
    language: Language, base: Content, pages: Sequence[PageText], *, confirm: bool
) -> Edition | None:
    old = base.editions.get(language)
    having = [page for page in pages if language in page.record.content.editions]
    # The Page that is written in this language goes before one that only quotes it.
    having.sort(
        key=lambda page: (
            page.away,
            next(iter(page.record.content.editions)) != language,
            *page.rank,
        )
    )
    for page in having:
        new = page.record.content.editions[language]
        if page.fresh:
            title = new.title or (old.title if old else None)
            return Edition(title=title, body=new.body or (old.body if old else ""))
        if old is not None:
            return old
    had = any(language in said.editions for page in pages for said in page.before)
    return old if old and (had or not confirm or not _anything_fresh(pages)) else None


def _anything_fresh(pages: Sequence[PageText]) -> bool:
    return any(page.fresh for page in pages)


def _fields(base: Content, pages: Sequence[PageText], *, confirm: bool) -> dict[str, Field]:
    labels: list[str] = []
    for content in [base, *(page.record.content for page in pages)]:
        labels += [label for label in content.fields if label not in labels]
    found: dict[str, Field] = {}
    for label in labels:
        field = _field(label, base.fields.get(label), pages, confirm=confirm)
        if field is not None:
            found[label] = field
    return found


def _field(
    label: str, old: Field | None, pages: Sequence[PageText], *, confirm: bool
) -> Field | None:
    empty: Field | None = None
    for page in pages:
        new = page.record.content.fields.get(label)
        if new is not None and not field_text(new):
            empty = empty or new
        elif new is not None and page.fresh:
            return new
        elif new is not None and field_text(old):
            return old
    had = any(field_text(said.fields.get(label)) for page in pages for said in page.before)
    if field_text(old) and (had or not confirm or not _anything_fresh(pages)):
        return old
    return empty if _anything_fresh(pages) else old


def _scalar(old: _Kept | None, said: Sequence[tuple[PageText, _Kept | None]]) -> _Kept | None:
    for page, value in said:
        if value is None:
            continue
        if not page.fresh:
            if old is not None:
                return old
            continue
        return old if _coarser(value, old) else value
    return old


def _coarser(new: object, old: object) -> bool:
    """Return whether a date only says again, less precisely, what was known."""
    return isinstance(new, PageDate) and isinstance(old, PageDate) and old.iso.startswith(new.iso)


def _place(old: str | None, pages: Sequence[PageText]) -> str | None:
    """Return the place, with all the names it had when only some of them are said again."""
    new = _scalar(old, [(page, page.record.content.place) for page in pages])
    return old if place_names(new) < place_names(old) else new


def _gathered(
    old: Sequence[_Kept],
    said: Sequence[tuple[PageText, tuple[_Kept, ...]]],
    key: Callable[[_Kept], object],
) -> tuple[_Kept, ...]:
    """Return all Pages' entries in order, each once; what no Page was asked about stands."""
    if not any(page.fresh for page, _ in said):
        return tuple(old)
    standing = {key(entry) for entry in old}
    found: dict[object, _Kept] = {}
    for page, entries in said:
        for entry in entries:
            if page.fresh or key(entry) in standing:
                found.setdefault(key(entry), entry)
    return tuple(found.values())


def _contact_key(contact: Contact) -> object:
    return contact


def _link_key(link: Link) -> object:
    return comparable(link.text), link_target(link), link.attachment
