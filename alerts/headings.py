"""Which edition a reader is given, and what stands at its head: its title, or how it begins."""

from __future__ import annotations

from alerts.clean import one_line
from alerts.excerpt import at_word, sentences
from alerts.openings import without_dateline
from alerts.phrases import Phrases, Words
from alerts.vocabulary import language_of
from storage.types import Content, Edition, KnownItem, Language

#: Editions a reader of one language is given, best first: nobody is left out.
PREFERENCE: dict[Language, tuple[Language, ...]] = {
    "zh-Hans": ("zh-Hans", "zh-Hant", "en"),
    "zh-Hant": ("zh-Hant", "zh-Hans", "en"),
    "en": ("en", "zh-Hans", "zh-Hant"),
}
#: Letters of a page's beginning that stand for its title when it has none.
_BEGINNING = {"en": 120, "zh-Hans": 50, "zh-Hant": 50}
#: Letters of a title.
LONGEST_TITLE = 300
#: Longer than any title made of it is shown.
_SENTENCE = 400


def wanted_edition(content: Content, language: Language) -> tuple[Language, Edition]:
    """Return the edition for a reader of `language`; an empty one when there is none at all."""
    tags = [tag for tag in PREFERENCE[language] if tag in content.editions]
    told = [tag for tag in tags if _says_something(content.editions[tag])]
    for tag in told or tags:
        return tag, content.editions[tag]
    return language, Edition(title=None, body="")


def _says_something(edition: Edition) -> bool:
    return bool((edition.title or "").strip() or edition.body.strip())


def heading(
    content: Content, edition: Edition, tag: Language, say: Phrases, called: str | None = None
) -> tuple[Words, bool]:
    """Return an edition's title; where it has none, its beginning, and True.

    Where there is no text either: what its page is `called`.
    """
    if edition.title and (title := one_line(edition.title, LONGEST_TITLE)):
        return Words(title, tag), False
    if begins := beginning(content, edition, tag):
        return Words(begins, tag), True
    if called and (title := one_line(called, LONGEST_TITLE)):
        return Words(title, language_of(title, say.language)), False
    return Words(say.say("(no text)"), say.language), True


def called(item: KnownItem) -> str | None:
    """Return what an Item's Pages are called, by themselves or by the listing that led there."""
    titles = [page.record.title for page in item.pages]
    titles += [page.record.content.title for page in item.pages]
    titles += [page.page.card_title for page in item.pages]
    return next((title for title in titles if title and title.strip()), None)


def beginning(content: Content, edition: Edition, tag: Language) -> str:
    """Return the first sentence behind a dateline, cut where it is too long for a heading."""
    return at_word(opening(content, edition), _BEGINNING[tag])


def opening(content: Content, edition: Edition) -> str:
    """Return the first sentence behind a dateline: what stands for a title."""
    return next(sentences(one_line(story(content, edition), _SENTENCE)), "").strip()


def story(content: Content, edition: Edition) -> str:
    """Return the body from where its dateline leaves off; the dateline's facts stand by it."""
    return without_dateline(edition.body.lstrip(), content.place)
