"""Words glued where a block boundary or a link's edge was lost come apart again. Pure.

Only strong evidence separates: `projects.More than` is two paragraphs, `Node.js`, `iom.int`,
`Ph.D`, `U.S.`, `3.86`, `McKinley` and `iPhone` are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: `word.Next`, `word.”.Next`, `(IOM).The`, `practice."Ms.`: a sentence's end, a sentence's start.
_SENTENCE_JOINT = re.compile(
    r"(?P<left>[A-Za-zÀ-ɏ0-9’'%)\]-]{1,40})(?P<stop>(?:[.!?][”’\"')]{0,2}\.?|[”\"]\.))"
    r"(?P<quote>[“‘\"(]?)(?P<right>[A-ZÀ-Þ][a-zß-ÿ]*(?:[’'][a-z]+)?)(?=[\s,.;:]|-[A-Za-z]|$)"
)
#: What stands in every joint of sentences; most paragraphs have none.
_JOINT_SIGN = re.compile(r"[.!?”\"][”’\"').“‘(]{0,5}[A-ZÀ-Þ]")
_SPACED = re.compile(r"[a-z)][.!?][”’\"]? +[“‘\"(]?[A-Z]")
_WORD_JOINT = re.compile(r"(?<![\w@./-])([a-z]{2,})([A-Z][A-Za-z]+(?:-[A-Za-z]+)*)(?![\w@]|\.\w)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"@|://|www\.|/", re.IGNORECASE)
#: After these a full stop ends no sentence.
_ABBREVIATIONS = _words(
    "mr mrs ms dr prof st no nos vs gen col sen rep gov jr sr inc ltd co corp vol fig art jan feb"
    " mar apr jun jul aug sep sept oct nov dec tel fax ext approx dept est ph messrs lt"
    " capt"
)
#: Capitalised, these are the end of a host or a file name.
_NAME_ENDS = _words(
    "com org net int cn edu gov io js py md html htm pdf doc docx xls xlsx jpg png asp aspx php"
    " uk eu de fr jp hk tw us info biz ts cs rb rs go"
)
#: What sentences begin with; behind an acronym or a number only these are believed.
_STARTERS = _words(
    "the a an in on at it he she we they this that these those for from with by as more mr ms mrs"
    " dr during after before since however moreover furthermore also both all there under while"
    " when to if its his her their our i and but participants"
)


def separate_joints(paragraph: str, page_text: str) -> list[str]:
    """Return the paragraphs that were glued into one; glued words come apart in place.

    `page_text` is where words are proved: `underSouth-South` comes apart when `under` and
    `South-South` stand on the page by themselves.
    """
    text = _words_apart(paragraph, page_text)
    starts = [start for token in _joined_tokens(text) for start in _sentence_starts(text, token)]
    if not starts:
        return [text]
    parts = [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
    # Where most sentences are glued the author left out spaces; no block boundary was lost.
    careless = _joints_on(page_text) > 1 and _joints_on(page_text) > len(_SPACED.findall(page_text))
    return [" ".join(parts)] if careless else parts


def _joined_tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words, with their signs, in which a sentence may end and another begin."""
    end = 0
    for sign in _JOINT_SIGN.finditer(text):
        before = text[end : sign.start()]
        if sign.start() < end:
            continue  # a word with two joints
        glued = before and not before[-1].isspace()
        start = sign.start() - (len(before.rsplit(maxsplit=1)[-1]) if glued else 0)
        if token := _TOKEN.match(text, start):
            end = token.end()
            if not _ADDRESS.search(token[0]):
                yield token


def _sentence_starts(text: str, token: re.Match[str]) -> list[int]:
    # A token may hold two joints and the word after it decides about an abbreviation.
    starts: list[int] = []
    at = token.start()
    while found := _SENTENCE_JOINT.search(text, at, token.end()):
        if _is_joint(found, token[0]):
            starts.append(found.start("quote"))
        at = found.start("right")
    return starts


def _is_joint(found: re.Match[str], token: str) -> bool:
    left, right, stop = found["left"], found["right"].lower(), found["stop"]
    if right in _NAME_ENDS or left.lower() in _ABBREVIATIONS:
        return False
    before = token[: token.find(left)] if left in token else ""
    if "." in before and not found["quote"] and stop == ".":
        # `www.Example.Com`, `e.g.Some`: dots all along are a name's, unless a title ends it.
        return right in {"mr", "ms", "mrs", "dr"} or before.lower().endswith(("etc.", "”."))
    plain = left[-1].islower() and sum(char.isalpha() for char in left) > 1
    if plain and not left[0].isupper():
        return True
    if plain:
        return len(left) > 2 and (len(right) > 1 or right in _STARTERS)  # noqa: PLR2004 - `Ph.`
    return bool(found["quote"]) or right in _STARTERS


def _words_apart(paragraph: str, page_text: str) -> str:
    def apart(found: re.Match[str]) -> str:
        left, right = found[1], found[2]
        proved = {left, right} <= words and found[0] not in _repeated(page_text)
        return f"{left} {right}" if proved else found[0]

    if not _WORD_JOINT.search(paragraph):
        return paragraph
    words = _words_of(page_text)
    return _WORD_JOINT.sub(apart, paragraph)


@lru_cache(maxsize=4)
def _words_of(page_text: str) -> frozenset[str]:
    """Return every word of the page that stands by itself, with and without its hyphens."""
    return frozenset(_WORD.findall(page_text)) | frozenset(re.findall(r"[^\W\d_]+", page_text))


@lru_cache(maxsize=4)
def _repeated(page_text: str) -> frozenset[str]:
    """Return glued-looking words used more than once: brands, not accidents."""
    found = [match[0] for match in _WORD_JOINT.finditer(page_text)]
    return frozenset(word for word in found if found.count(word) > 1)


@lru_cache(maxsize=4)
def _joints_on(page_text: str) -> int:
    return sum(bool(_sentence_starts(page_text, token)) for token in _joined_tokens(page_text))
