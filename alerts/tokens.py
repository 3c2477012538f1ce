"""Texts cut into the units that people compare: paragraphs, words, Han characters, numbers."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々〇])"
    # At most 64 before an @: a line without blanks is not looked through from each place.
    r"|(?P<address>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|https?://[^\s\u3000-\u9fff()<>]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々〇]")
#: Signs that carry meaning beside a number; all other punctuation may change editorially.
_SIGNS = frozenset("%‰$€£¥+°")


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs of an Edition's body."""
    return [part.strip() for part in re.split(r"\n\s*\n|\n", body) if part.strip()]


def tokens(text: str) -> list[str]:
    """Return words, numbers, addresses, single Han characters, spaces and marks; they tile it."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        # A word of another script that swallowed Han characters is cut at them.
        if match.lastgroup == "word" and _HAN.search(token):
            found.extend(part for part in re.split(f"({_HAN.pattern})", token) if part)
        else:
            found.append(token)
    return found


def words(text: str) -> list[str]:
    """Return the tokens that carry meaning, folded in width and case; no space, no mark.

    Numbers are without their grouping, apostrophes as typewriters have them.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return [
        plain_number(token) if token[0].isdigit() else token
        for token in tokens(folded)
        if token[0].isalnum() or token in _SIGNS
    ]


def hard(text: str) -> list[str]:
    """Return what no editor changes lightly: numbers without grouping, signs, addresses."""
    folded = unicodedata.normalize("NFKC", text)
    return [
        plain_number(token) if token[0].isdigit() else token.casefold()
        for token in tokens(folded)
        if token[0].isdigit() or "@" in token or "://" in token or token in _SIGNS
    ]


def plain_number(text: str) -> str:
    """Return a number without its grouping: `100,000` is `100000`, `1.50` stays."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return text.replace(",", "")
    return text


def is_han(text: str) -> bool:
    """Return whether it starts with a Han character."""
    return bool(_HAN.match(text))
