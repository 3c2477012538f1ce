"""Every real change is announced exactly once, and nothing else is, whatever the nights bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage.types import ChangeKind, Content, Edition, Record
from tests.alerts.newsroom import HOST, Newsroom, Shown, record

NAMES = tuple(f"item{n:02}" for n in range(30))
FILLER = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lamda",
    "omicron",
]


@dataclass
class Article:
    """One article of the site, as it truly is."""

    name: str
    number: int = 1
    address: int = 1
    online: bool = True
    chinese: bool = False
    #: What a good parser finds beside the plain body, by the parser's version.
    visible: bool = True

    @property
    def url(self) -> str:
        return f"{HOST}/{self.address}/{self.name}"

    def read(self, parser: int) -> Record:
        """Return what a parser of that version reads of it."""
        words = " ".join(f"{self.name}{word}" for word in FILLER * 4)
        body = f"{words}\n\nThe number of {self.name} is {self.number * 7}."
        body += "\n\nAn ending that only better parsers see." * (parser - 1)
        editions = {"en": Edition(f"Title {self.name}", body)}
        if self.chinese:
            editions["zh-Hans"] = Edition(f"题{self.name}", f"{self.name}的中文稿。" * 9)
        return record(self.url, Content(editions=editions), parser_version=parser)


@dataclass
class Truth:
    """What readers must have heard of, and have heard of."""

    owed: Counter[tuple[str, ChangeKind]] = field(default_factory=Counter)


class Nights(RuleBasedStateMachine):
    """A site that lives, a parser that improves, nights that fail half-way."""

    @initialize(count=st.integers(4, 8))
    def first_night(self, count: int) -> None:
        self.room = Newsroom()
        self.parser = 1
        self.articles = {name: Article(name) for name in NAMES[:count]}
        self.read_with: dict[str, int] = {}
        self.last_read: dict[str, Article] = {}
        #: The articles as readers know them.
        self.told: dict[str, Article] = {}
        self.expected: list[tuple[str, frozenset[ChangeKind]]] = []
        self._night(set(self.articles), "ok")

    @rule()
    def an_item_appears(self) -> None:
        unused = [name for name in NAMES if name not in self.articles]
        if unused:
            self.articles[unused[0]] = Article(unused[0])

    @rule(place=st.integers(0, 50))
    def an_item_changes(self, place: int) -> None:
        self._some(place).number += 1

    @rule(place=st.integers(0, 50))
    def a_chinese_edition_appears(self, place: int) -> None:
        self._some(place).chinese = True

    @rule(place=st.integers(0, 50))
    def an_item_vanishes(self, place: int) -> None:
        away = [one for one in self.articles.values() if not one.online]
        if not away:  # half of the site at once is the shrink guard's affair
            self._some(place).online = False

    @rule()
    def the_vanished_return(self) -> None:
        for one in self.articles.values():
            one.online = True

    @rule(place=st.integers(0, 50))
    def an_item_moves(self, place: int) -> None:
        self._some(place).address += 1

    @rule()
    def the_parser_improves(self) -> None:
        self.parser += 1

    @rule()
    def a_whole_night(self) -> None:
        self._night(set(self.articles), "ok")

    @rule()
    def a_whole_night_of_a_site_that_knows_what_it_has_told_us(self) -> None:
        self._night(set(self.articles), "ok", conditional=True)

    @rule(part=st.integers(0, 8))
    def a_night_that_fails_half_way(self, part: int) -> None:
        self._night(set(sorted(self.articles)[:part]), "partial")

    @rule(part=st.integers(0, 8))
    def a_night_that_is_cut_off(self, part: int) -> None:
        self._night(set(sorted(self.articles)[part:]), None)

    @rule()
    def a_night_without_an_answer(self) -> None:
        self._night(set(), "failed")

    @invariant()
    def all_and_nothing_else_was_announced(self) -> None:
        if not hasattr(self, "room"):
            return
        heard = [
            (self._name(item_id), frozenset(change.kinds))
            for item_id, change, _, _ in self.room.changes
            if change.telling == "tell"
        ]
        assert heard == self.expected, (heard, self.expected)

    def _some(self, place: int) -> Article:
        names = sorted(self.articles)
        return self.articles[names[place % len(names)]]

    def _name(self, item_id: str) -> str:
        (found,) = {
            value.rsplit("/", 1)[1]
            for scheme, value in self.room.items[item_id].identifiers
            if scheme == "url"
        }
        return found

    def _night(self, visited: set[str], status: str | None, *, conditional: bool = False) -> None:
        shown, reread = {}, {}
        expected = []
        for name in sorted(visited):
            article = self.articles[name]
            last = self.last_read.get(name)
            if last is not None and last.url != article.url and name in self.told:
                shown[last.url] = Shown(None, 404)
            if article.online:
                shown[article.url] = self._answer(
                    article, unchanged=conditional and article == last
                )
            elif name in self.told:
                shown[article.url] = Shown(None, 404)
            else:
                continue
            if name in self.last_read and self.read_with[name] != self.parser:
                reread[self.last_read[name].url] = self.last_read[name].read(self.parser)
            expected += self._owed(name, article)
        self.room.night(shown, status, reread)  # type: ignore[arg-type]
        if len(self.room.statuses) > 1:
            # One night decides all Items; their order within it is the site's.
            heard = [
                self._name(item_id)
                for item_id, change, _, _ in self.room.changes
                if change.telling == "tell"
            ][len(self.expected) :]
            order = {name: place for place, name in enumerate(heard)}
            expected.sort(key=lambda one: order.get(one[0], -1))
            self.expected += expected
        for name in visited:
            article = self.articles[name]
            if article.online:
                self.read_with[name], self.last_read[name] = self.parser, replace(article)
            if article.online or name in self.told:
                self.told[name] = replace(article)

    def _answer(self, article: Article, *, unchanged: bool) -> Shown:
        if not unchanged:
            return Shown(article.read(self.parser))
        # What the crawl does: read again only when the parser is another one.
        same = self.read_with[article.name] == self.parser
        return Shown(None if same else article.read(self.parser), 304)

    def _owed(self, name: str, now: Article) -> list[tuple[str, frozenset[ChangeKind]]]:
        before = self.told.get(name)
        if before is None:
            return [(name, frozenset({"new"}))]
        if not now.online:
            return [(name, frozenset({"removed"}))] if before.online else []
        kinds: set[ChangeKind] = set()
        last = self.last_read[name]
        if not before.online:
            kinds.add("restored")
        if now.number != last.number:
            kinds.add("updated")
        if now.chinese and not last.chinese:
            kinds.add("edition-added")
        if now.address != last.address:
            kinds.add("moved")
        return [(name, frozenset(kinds))] if kinds else []


TestNights = Nights.TestCase
TestNights.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
