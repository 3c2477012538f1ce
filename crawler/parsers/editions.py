"""Paragraphs and titles as the page's editions: one text per language."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal

from crawler.parsers.bilingual import spans
from crawler.parsers.text.script import chinese_variant
from crawler.parsers.titles import headlines
from storage.types import Edition, Language

_JOINTS: Final = " -–—:\uff1a|."
_GOING_ON: Final = tuple(",，、。；;！？!?)）”’")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
#: Less than this of another language is a name or a quotation, not an edition.
_SMALLEST: Final = 16
_SMALLEST_SHARE: Final = 0.04
#: English prose has three times as many of its commonest words, and of those that people say.
_COMMON_SHARE: Final = 0.08
_SPOKEN: Final = (
    "a an i my me we our you your he his she her they their it its be been has have had"
)
#: The opening of a text tells its language.
_TELLING: Final = 1500
#: Words that are commonest in the languages IOM's sites have beside ours.
_COMMON: Final = """
French: le la les des une et dans pour qui que est sur avec du au par
Spanish: el la los las una y en para que del con por se su como más
Portuguese: o os as uma e em para que do da com por não se ao dos
German: der die das und ein eine ist nicht mit von den zu für auf im des
Italian: il lo gli una e di che per con del della non sono nel alla dei
"""
_FOREIGN: Final = {
    name: frozenset(words.split())
    for name, _, words in (line.partition(":") for line in _COMMON.strip().split("\n"))
}
_COMMON_ENGLISH: Final = "the of and to in for is on that with by as at from was are"
_ENGLISH: Final = frozenset(_COMMON_ENGLISH.split())
_PROSE_WORDS: Final = _ENGLISH | frozenset(_SPOKEN.split())
_LETTERS_AND_SPACES: Final = (string.ascii_letters + string.whitespace).encode()
#: Read by their characters, these languages are nearest to Chinese.
CHINESE_SCRIPTED: Final = frozenset(("Japanese", "Korean"))
_LETTERS: Final = {
    "Russian": "\u0400-\u04ff",
    "Arabic": "\u0600-\u06ff",
    "Japanese": "\u3040-\u30ff",
    "Korean": "\uac00-\ud7af",
    "Thai": "\u0e00-\u0e7f",
}
_SCRIPTS: Final = {name: re.compile(f"[{letters}]") for name, letters in _LETTERS.items()}
_OTHER_SCRIPT: Final = re.compile(f"[{''.join(_LETTERS.values())}]")


def editions(
    paragraphs: Sequence[str],
    page_titles: Mapping[Language, str],
    headings: Collection[str] = (),
) -> tuple[dict[Language, Edition], str | None]:
    """Return the editions in the page's order, and the language of one that is neither.

    `headings`: lines that markup calls so.
    """
    parts = _parts(paragraphs)
    bodies: dict[Language, str] = {}
    heads: dict[Language, str] = dict(page_titles)
    for code in dict.fromkeys(lang for _, lang in parts):
        texts = [text for text, lang in parts if lang == code]
        tag: Language = chinese_variant("".join(texts)) if code == "zh" else "en"
        texts, heads = _headline_first(texts, heads, tag, headings)
        bodies[tag] = "\n\n".join(texts)
    heads = _both_of_one(heads, list(bodies))
    made = {tag: Edition(_title(heads, tag), body) for tag, body in bodies.items() if body}
    for edition in made.values():
        if edition.title is None and len(made) == 1 and heads:
            tag = next(iter(made))
            made[tag] = Edition(next(iter(heads.values())), edition.body)
    found = {tag: foreign_language(edition.body) for tag, edition in made.items()}
    return made, next(filter(None, found.values()), None)


def _parts(paragraphs: Sequence[str]) -> list[tuple[str, Literal["zh", "en"]]]:
    """Return the pieces of text by language; stretches too small for an edition join the other."""
    parts = [
        (bare, language)
        for pieces in spans.split_blocks(paragraphs)
        for text, language in pieces
        if (bare := text.strip())
    ]
    if len({language for _, language in parts}) < 2:  # noqa: PLR2004 - both
        return parts
    letters = {"zh": 0, "en": 0}
    for text, language in parts:
        letters[language] += len(_LETTER.findall(text)) * (2 if language == "zh" else 1)
    small = min(letters, key=lambda code: letters[code])
    total = sum(letters.values())
    whole = total < 4 * _SMALLEST or letters[small] >= max(2 * _SMALLEST, _SMALLEST_SHARE * total)
    if whole and (small == "zh" or _is_prose([text for text, own in parts if own == "en"])):
        return parts
    other: Literal["zh", "en"] = "en" if small == "zh" else "zh"
    return [(paragraph, other) for paragraph in paragraphs if paragraph.strip()]


def _is_prose(texts: Sequence[str]) -> bool:
    """Say whether the texts have English's common words, as code and lists of names have not."""
    words = _WORD.findall(" ".join(texts).lower())
    return sum(map(_PROSE_WORDS.__contains__, words)) >= _COMMON_SHARE * len(words)


def _headline_first(
    texts: list[str], heads: dict[Language, str], tag: Language, headings: Collection[str]
) -> tuple[list[str], dict[Language, str]]:
    """Take the headline off an edition's text, where it is glued or stands as first line."""
    if not texts:
        return texts, heads
    known = _title(heads, tag)
    first = texts[0]
    if known is None:
        marked = first in headings
        if (
            len(texts) > 1
            and headlines.stands_as_heading(first, texts[1], marked=marked)
            and (marked or len(texts[1]) > len(first))
        ):
            return texts[1:], heads | {tag: first}
        head, rest = headlines.split_glued(first, tag)
        return ([rest, *texts[1:]], heads | {tag: head}) if head else (texts, heads)
    if headlines.same_title(first, known):
        return texts[1:], heads
    if first.startswith(known) and len(first) > len(known):
        rest = first[len(known) :].lstrip(_JOINTS)
        # what goes on in small letters or behind a comma is a sentence that the title was cut from
        if not rest[:1].islower() and rest[:1] not in _GOING_ON:
            return [rest, *texts[1:]], heads
    return texts, heads


def _both_of_one(heads: dict[Language, str], tags: Sequence[Language]) -> dict[Language, str]:
    """Cut a title that holds both, where the other edition has none: `义乌来了调解员Yiwu’s …`."""
    missing = [tag for tag in tags if _title(heads, tag) is None]
    if len(tags) < 2 or len(missing) != 1 or not heads:  # noqa: PLR2004 - both languages
        return heads
    both = headlines.halves(next(iter(heads.values())))
    return {tag: both["en" if tag == "en" else "zh"] for tag in tags} if both else heads


def _title(heads: Mapping[Language, str], tag: Language) -> str | None:
    """Return the title in that language; a short Chinese one may not tell its script."""
    if tag in heads or tag == "en":
        return heads.get(tag)
    return next((title for code, title in heads.items() if code.startswith("zh")), None)


def foreign_language(text: str) -> str | None:
    """Return the name of the language a text is in when it is neither English nor Chinese."""
    text = text[:_TELLING]
    ascii_only = text.encode("ascii", "ignore")
    if 2 * len(ascii_only) < len(text):
        if not _OTHER_SCRIPT.search(text):
            return None
        letters = len(_LETTER.findall(text))
        found = (
            name for name, script in _SCRIPTS.items() if len(script.findall(text)) * 3 > letters
        )
        return next(found, None)
    lower = text.lower()
    # most texts are English beyond doubt: no sign of theirs makes enough words of those it cuts
    tokens = lower.split()
    signs = len(text) - len(ascii_only) + len(ascii_only.translate(None, _LETTERS_AND_SPACES))
    if _english_among(tokens) * 10 > len(tokens) + signs:
        return None
    words = _WORD.findall(lower)
    english = _english_among(words)
    # a line or two proves nothing
    if len(words) < 20 or english * 10 > len(words):  # noqa: PLR2004
        return None
    counts = {name: sum(word in common for word in words) for name, common in _FOREIGN.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > 2 * english and counts[best] * 10 > len(words) else None


def _english_among(words: Sequence[str]) -> int:
    return sum(map(_ENGLISH.__contains__, words))
