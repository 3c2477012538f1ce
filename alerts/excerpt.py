"""The beginning of a text in whole sentences, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.clean import before_ellipsis, paragraphs, shortened

#: Up to 。！？ with closing quotes, or to a full stop before a blank.
_SENTENCE = re.compile(
    "[^\u3002\uff01\uff1f]*?(?:[\u3002\uff01\uff1f][\u201d\u300f\u300d\uff09)]*"
    '|[.!?]["\u201d\u2019)]*(?=\\s|$))|.+$'
)
_AFTER_CHINESE = re.compile(
    "(?<=[\u3002\uff01\uff1f\u201d\u300d]) +(?=[\u3400-\u9fff\u201c\u300c\u300a\\d])"
)
_LATIN = re.compile("[A-Za-z0-9]")
_LATIN_END = re.compile("[A-Za-z0-9.'\u2019&-]{1,24}$")
#: Letters and figures of a word that Chinese is not written in, with what stands within them.
_WORD = re.compile(r"(?:[^\W\u3400-\u9fff\uf900-\ufaff]|[.,'\u2019&/%-])+")
#: What parts words where it stands; a comma within a figure does not.
_PAUSE = re.compile(r"[，、；：—]|[,;:–-]+\s")
_LAST_WORD = re.compile(rf"{_WORD.pattern}\Z")
#: A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Tel|Jr|Sr|vs|Inc|Ltd|Co|Amb|H\.E|U\.S|U\.N|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$")  # fmt: skip  # noqa: E501


def first_sentences(body: str, limit: int) -> str:
    """Return whole sentences while they fit; the first may be a third longer, then it is cut."""
    text = joined(body[: limit * 8])
    kept = ""
    for sentence in sentences(text):
        if kept and len(kept) + len(sentence) > limit:
            break
        kept += sentence
    return at_word(kept.strip(), limit + limit // 3)


def joined(body: str) -> str:
    """Return the paragraphs on one line: between Chinese ones there is no blank."""
    return _AFTER_CHINESE.sub("", " ".join(paragraphs(body)))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one line of text, blanks between them kept."""
    pending = ""
    for found in _SENTENCE.finditer(text):
        pending += found[0]
        if not _ABBREVIATION.search(pending):
            yield pending
            pending = ""
    yield pending


def head(text: str, letters: int) -> str:
    """Return the beginning of a text, at most so many letters, no word or figure cut in two."""
    piece = text[:letters]
    if _WORD.match(text[letters:]) and (cut := _LAST_WORD.search(piece)):
        return piece[: cut.start()].rstrip() or piece
    return piece


def tail(text: str, letters: int) -> str:
    """Return the end of a text, at most so many letters, no word or figure cut in two."""
    piece = text[-letters:]
    if _WORD.match(text[-letters - 1 : -letters]) and (cut := _WORD.match(piece)):
        return piece[cut.end() :].lstrip() or piece
    return piece


def at_word(text: str, limit: int) -> str:
    """Return `text` cut to `limit` letters, between words where there are any."""
    cut = shortened(text, limit)
    if cut == text or _PAUSE.match(text, len(cut) - 1):
        return cut
    if " " in cut[-24:]:
        return before_ellipsis(cut[: cut.rindex(" ")]) + "…"
    kept = cut.removesuffix("…")
    if _LATIN_END.search(kept) and _LATIN.match(text[len(kept) :]):
        # A Latin name in a Chinese sentence stays whole, or stays away with its bracket.
        kept = before_ellipsis(_LATIN_END.sub("", kept).rstrip('(（ “"')) or kept
    return kept + "…"
