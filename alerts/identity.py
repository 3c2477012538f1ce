"""Which Item a Reading belongs to: URLs and numbers first, likeness of content last of all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from alerts.apart import began_apart, same_titles, tells_another
from alerts.likeness import ALIKE, Alikes, body_keys, likeness, shingled
from alerts.readings import Reading, answered_url
from alerts.sites import Path, are_mirrors, are_of_one_server, are_of_one_site, is_front, path_of
from alerts.taken import taken
from storage.types import Content, KnownItem, Record
from storage.urls import canonical, host

Key = tuple[str, str]

_PROJECT_NUMBERS = ("projects-id", "prima-id")
#: What they print is somebody's one text, under the headlines that each desk gives it.
_TOLD_BY_OTHERS = frozenset(("press", "repost"))
#: More different texts than languages claim it: then an address identifies none of them.
_MOST_CLAIMS = 3
#: An Item that answered under so many queries of one path is not told apart by them.
_VARIANTS = 2


@dataclass(slots=True, eq=False)
class Group:
    """An Item, known or new, with the Readings that belong to it tonight."""

    item: KnownItem | None
    readings: list[Reading] = field(default_factory=list)

    def identifiers(self) -> frozenset[Key]:
        """Return everything that identifies the Item after tonight."""
        known = self.item.identifiers if self.item else frozenset()
        return known.union(*(stored_keys(reading) for reading in self.readings))


def groups(found: Sequence[Reading], known: Sequence[KnownItem], source: str) -> list[Group]:
    """Return one Group for each known Item visited tonight or without a Page, and for each new."""
    index = _Index(known, _distrusted(found), taken(found, known))
    known_first = sorted(found, key=lambda one: one.visit.page.item_id is None)
    homeless = [one for one in known_first if not index.place(one)]
    if homeless:
        index.read_bodies(source)
    for reading in homeless:
        if reading.record is not None:
            index.place_alike(reading, reading.record)
    return index.groups(source)


def stored_keys(reading: Reading) -> frozenset[Key]:
    """Return the identifiers a Reading gives its Item, as they are stored."""
    keys = {("url", canonical(reading.visit.page.url))}
    if reading.record is None:
        return frozenset(keys)
    keys.add(("url", answered_url(reading.visit)))
    return frozenset(keys | set(_numbers(reading.record, reading.visit.page.url)))


def _project_numbers(record: Record) -> Iterable[Key]:
    """Yield what numbers a project, wherever it is shown."""
    for scheme in _PROJECT_NUMBERS:
        value = record.identifiers.get(scheme)
        if value:
            yield scheme, value.strip().upper()


def _numbers(record: Record, url: str) -> Iterable[Key]:
    """Yield what numbers the Item: project numbers everywhere, node ids within their site."""
    yield from _project_numbers(record)
    node = record.identifiers.get("node-id")
    if node:
        yield "node-id", f"{host(url)}/{node.strip()}"


def _addresses(record: Record, url: str) -> Iterable[Key]:
    """Yield the addresses a page names for itself: canonical and twins, of its own site."""
    for scheme, value in record.identifiers.items():
        if scheme == "canonical-url" or scheme.startswith("twin:"):
            address = canonical(_joined(url, value))
            if are_of_one_site(address, url) and not is_front(address):
                yield "url", address


def _joined(url: str, value: str) -> str:
    """Return an address that a page names as seen from its own."""
    try:
        return urljoin(url, value.strip())
    except ValueError:  # `http://[`
        return value


def project_title(content: Content) -> str | None:
    """Return a project's title reduced to its letters and figures, or None."""
    for edition in content.editions.values():
        folded = unicodedata.normalize("NFKC", edition.title or "").casefold()
        letters = re.sub(r"[\W_]+", "", folded)
        if letters:
            return letters
    return None


def _distrusted(found: Sequence[Reading]) -> frozenset[Key]:
    """Return the addresses that too many different texts claim for themselves."""
    claims: dict[Key, set[object]] = defaultdict(set)
    for reading in found:
        if reading.record is None:
            continue
        own = canonical(reading.visit.page.url)
        keys = {*_addresses(reading.record, own), ("url", answered_url(reading.visit))}
        for key in keys - {("url", own)}:
            claims[key].add(frozenset(body_keys(reading.record.content)) or own)
    return frozenset(key for key, texts in claims.items() if len(texts) > _MOST_CLAIMS)


class _Index:
    """Everything that identifies something tonight, and what it identifies."""

    def __init__(
        self, known: Sequence[KnownItem], distrusted: frozenset[Key], given: Mapping[int, str]
    ) -> None:
        self._distrusted = distrusted
        self._given = given
        self._groups: list[Group] = []
        self._by_key: dict[Key, Group] = {}
        self._by_id: dict[str | None, Group] = {}
        self._by_body: dict[str, list[Group]] = defaultdict(list)
        self._homeless: set[Group] = set()
        self._homeless_texts: Alikes[Group] = Alikes()
        self._by_path: dict[Path, list[tuple[Group, int]]] = defaultdict(list)
        for item in known:
            self._add_known(item)

    def groups(self, source: str) -> list[Group]:
        """Return the Groups that have a Reading, or should have and are left without a Page."""
        return [one for one in self._groups if one.readings or _is_adrift(one.item, source)]

    def place(self, reading: Reading) -> bool:
        """Put the Reading where its identifiers say; return whether they say anything."""
        own = self._by_id.get(reading.visit.page.item_id)
        if own is not None:
            other = self._by_id.get(self._given.get(reading.visit.page.id))
            if other is not None and other.item is not None:
                known = other.item.version.content
                self._join(other, replace(reading, previous=None, known=known))
                why = f"shows another item: {other.item.id}"
                reading = replace(reading, state="taken", record=None, why=why)
            self._join(own, self._spoken_for(reading, own))
            return True
        if reading.record is None:
            return False
        group = self._by_keys(reading, reading.record)
        if group is None and not any(_project_numbers(reading.record)):
            return False
        self._join(group or self._new(), reading)
        return True

    def read_bodies(self, source: str) -> None:
        """Make ready to find by text: this Source's Items, and those that lost their address."""
        for group in self._groups:
            item = group.item
            if item and item.source != source and not item.history:
                continue
            if item and (item.history or _is_homeless(item, group.readings)):
                self._homeless.add(group)
            for content in _contents(group):
                self._read_body(group, content)

    def _read_body(self, group: Group, content: Content) -> None:
        for key in body_keys(content):
            self._by_body[key].append(group)
        if group in self._homeless:
            self._homeless_texts.add(group, shingled(content))

    def place_alike(self, reading: Reading, record: Record) -> None:
        """Put the Reading with the same text, with what it became of, or by itself.

        Nothing contradicts a likeness: what has a project's number has its place by now.
        """
        group = (
            self._by_keys(reading, record)
            or self._with_same_text(reading, record)
            or self._became(reading, record)
            or self._under_another_query(reading, record)
            or self._new()
        )
        self._join(group, reading)
        self._read_body(group, record.content)

    def _by_keys(self, reading: Reading, record: Record) -> Group | None:
        """Return what answers there, else what the page says it is; its text may belie that."""
        shown = set(self._shown(reading))
        for key in self._keys(reading, record):
            group = self._by_key.get(key)
            if group is None or not _compatible(group, record):
                continue
            if key in shown or key[0] in _PROJECT_NUMBERS or self._may_be(group, key, record):
                return group
        return None

    def _may_be(self, group: Group, key: Key, record: Record) -> bool:
        """Say whether what a page says of itself is true, as far as the texts tell."""
        said = _contents(group)
        if key[0] == "project-title":
            return not any(began_apart(one, record.content) for one in said)
        return not tells_another(record.content, said)

    def _with_same_text(self, reading: Reading, record: Record) -> Group | None:
        """Return what has that text; an organisation's calls repeat it below another headline."""
        portal = record.genre in _TOLD_BY_OTHERS
        for key in body_keys(record.content):
            for group in self._by_body[key]:
                if not _may_be_alike(group, reading.visit.page.url):
                    continue
                if portal or group in self._homeless:
                    return group
                if same_titles(record.content, _contents(group)):
                    return group
        return None

    def _became(self, reading: Reading, record: Record) -> Group | None:
        for _, group in self._homeless_texts.like(shingled(record.content)):
            if _may_have_moved(group, reading.visit.page.url):
                return group
        return None

    def _under_another_query(self, reading: Reading, record: Record) -> Group | None:
        """Return the only Item of that path, if it has answered under other queries before."""
        path = path_of(canonical(reading.visit.page.url))
        there = self._by_path[path]
        if not path[2] or len(there) != 1 or there[0][1] < _VARIANTS:
            return None
        group = there[0][0]
        alike = any(likeness(other, record.content) >= ALIKE for other in _contents(group))
        return group if alike else None

    def _spoken_for(self, reading: Reading, own: Group) -> Reading:
        """Return the Reading; lost when its URL now leads to another Item."""
        answer = ("url", answered_url(reading.visit))
        other = self._by_key.get(answer)
        redirected = answer[1] != canonical(reading.visit.page.url)
        if reading.state != "read" or not redirected or other in (None, own):
            return reading
        why = f"redirected to another item: {answer[1]}"
        return replace(reading, state="lost", record=None, why=why)

    def _keys(self, reading: Reading, record: Record) -> list[Key]:
        """Return what may identify the Reading, the most telling first."""
        url = canonical(reading.visit.page.url)
        keys = [*self._shown(reading)]
        keys += [*_numbers(record, url), *_addresses(record, url)]
        title = project_title(record.content) if record.genre == "project" else None
        keys += [("project-title", title)] if title else []
        return [
            key
            for key in keys
            if key not in self._distrusted
            and not (key[0] == "url" and is_front(key[1]) and key[1] != url)
        ]

    def _shown(self, reading: Reading) -> Iterable[Key]:
        """Yield the addresses at which the page was seen, or that led to it."""
        yield "url", canonical(reading.visit.page.url)
        yield "url", answered_url(reading.visit)
        for one in reading.visit.capture.redirects:
            yield "url", canonical(one)

    def _add_known(self, item: KnownItem) -> None:
        group = Group(item)
        self._groups.append(group)
        self._by_id[item.id] = group
        for key in item.identifiers:
            self._by_key.setdefault(key, group)
        paths = Counter(path_of(value) for scheme, value in item.identifiers if scheme == "url")
        for path, queries in paths.items():
            self._by_path[path].append((group, queries))
        title = project_title(item.version.content) if item.genre == "project" else None
        if title:
            self._by_key.setdefault(("project-title", title), group)
        for known in item.pages:
            url = canonical(known.page.url)
            for key in _addresses(known.record, url):
                if key not in self._distrusted:
                    self._by_key.setdefault(key, group)

    def _join(self, group: Group, reading: Reading) -> None:
        group.readings.append(reading)
        if reading.record is not None:
            for key in self._keys(reading, reading.record):
                self._by_key.setdefault(key, group)

    def _new(self) -> Group:
        group = Group(None)
        self._groups.append(group)
        return group


def _compatible(group: Group, record: Record) -> bool:
    """Return whether no project number of the one contradicts one of the other."""
    for scheme, mine in _project_numbers(record):
        theirs = {value for name, value in group.identifiers() if name == scheme}
        if theirs and mine not in theirs:
            return False
    return True


def _may_be_alike(group: Group, url: str) -> bool:
    """Return whether likeness may decide: the same host, the same path on its site, or history."""
    if group.item is not None and group.item.history:
        return True
    return any(are_of_one_server(one, url) or are_mirrors(one, url) for one in _urls(group))


def _may_have_moved(group: Group, url: str) -> bool:
    """Return whether an Item that lost its addresses may be found at this one: also of its site."""
    return _may_be_alike(group, url) or any(are_of_one_site(one, url) for one in _urls(group))


def _urls(group: Group) -> list[str]:
    return [value for scheme, value in group.identifiers() if scheme == "url"]


def _contents(group: Group) -> list[Content]:
    """Return what the Item said before tonight and what it says tonight."""
    stored = [group.item.version.content] if group.item else []
    return stored + [one.record.content for one in group.readings if one.record is not None]


def _is_homeless(item: KnownItem, readings: Iterable[Reading]) -> bool:
    """Return whether no address of the Item holds it any longer."""
    gone = {one.visit.page.id for one in readings if one.state in {"gone", "lost", "taken"}}
    return gone >= {one.page.id for one in item.pages} or item.state == "removed"


def _is_adrift(item: KnownItem | None, source: str) -> bool:
    """Return whether every address of the Source's Item was taken by another one."""
    if item is None or item.source != source or item.history:
        return False
    return item.state == "present" and not item.pages
