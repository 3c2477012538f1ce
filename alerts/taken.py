"""Addresses that show another known Item tonight: a site that renumbers, or that counts places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from alerts.apart import ANOTHER
from alerts.likeness import Alikes, Shingled, likeness, shingled
from alerts.readings import Reading
from storage.types import Content, KnownItem


def taken(found: Sequence[Reading], known: Sequence[KnownItem]) -> Mapping[int, str]:
    """Return the Pages that show another Item of their Source than they did, and that one's id.

    One Page an Item, and none of its own shows it any longer: a site that answers everywhere with
    one text has given no address away.
    """
    by_id = {item.id: item for item in known}
    strange: dict[int, Content] = {}
    standing: set[int] = set()
    sources: set[str] = set()
    for reading in found:
        page, item = reading.visit.page.id, by_id.get(reading.visit.page.item_id or "")
        if item is None or reading.state != "read" or reading.record is None:
            continue
        if _is_another(reading.record.content, item):
            strange[page] = reading.record.content
            sources.add(item.source)
        else:
            standing.add(page)
    if not strange:
        return {}
    looked_at = {reading.visit.page.id for reading in found} - standing
    left: Alikes[str] = Alikes()
    for item in known:
        if item.source in sources and not item.history and _has_left(item, looked_at):
            left.add(item.id, shingled(item.version.content))
    homes = {page: _home(shingled(content), left) for page, content in strange.items()}
    claims = Counter(homes.values())
    return {page: item for page, item in homes.items() if item and claims[item] == 1}


def _is_another(content: Content, item: KnownItem) -> bool:
    """Return whether a Page says something altogether else than its Item ever did."""
    said = [item.version.content, *(one.record.content for one in item.pages)]
    bodies = {edition.body for one in said for edition in one.editions.values()}
    if any(edition.body in bodies for edition in content.editions.values()):
        return False
    return all(likeness(one, content) < ANOTHER for one in said)


def _has_left(item: KnownItem, looked_at: Collection[int]) -> bool:
    return all(one.page.id in looked_at for one in item.pages)


def _home(text: Shingled, left: Alikes[str]) -> str | None:
    """Return the Item whose text it is, hardly changed."""
    _, item = max(left.like(text), key=lambda found: found[0], default=(0.0, None))
    return item
