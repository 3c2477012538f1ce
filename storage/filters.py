"""Which rows of a list are wanted, asked of their facets (`storage.facets`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which Items a list shows; None and the empty text: all."""

    source: str | None = None
    genre: str | None = None
    #: `zh` is both Chinese scripts.
    language: str | None = None
    #: `present`, `removed`, `off-topic` or `history`.
    state: str | None = None
    words: str = ""

    @property
    def facet(self) -> Callable[[str], bool] | None:
        """What lets the facets through that are wanted; None: all are."""
        asked = (self.source, self.genre, self.language, self.state)
        return self._lets if any(asked) else None

    def _lets(self, facet: str) -> bool:
        genre, state, concerns, history, languages, source = facet.split(" ", 5)
        states = {state: True, "off-topic": concerns == "0", "history": history == "1"}
        return (
            self.source in (None, source)
            and self.genre in (None, genre)
            and (self.state is None or states.get(self.state, False))
            and (self.language is None or _speaks(languages.split(","), self.language))
        )


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which Changes a list shows; None: all."""

    source: str | None = None
    telling: str | None = None
    kind: str | None = None

    @property
    def facet(self) -> Callable[[str], bool] | None:
        """What lets the facets through that are wanted; None: all are."""
        return self._lets if any((self.source, self.telling, self.kind)) else None

    def _lets(self, facet: str) -> bool:
        telling, kinds, source = facet.split(" ", 2)
        return (
            self.source in (None, source)
            and self.telling in (None, telling)
            and (self.kind is None or f'"{self.kind}"' in kinds)
        )


def _speaks(languages: Iterable[str], wanted: str) -> bool:
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in languages)
