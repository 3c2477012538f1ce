"""Long regular expressions one alternative a line, and text as they are matched against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

#: Full-width forms and the ideographic space, one for one: offsets stay what they were.
_NARROW: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_WIDE: Final = re.compile("[\u3000\uff01-\uff5e]")

#: What IGNORECASE takes for a letter of ASCII: the Turkish i's, the long s, the sign of kelvins.
_LIKE_ASCII: Final = str.maketrans("ıİſ\u212a", "iISK")
#: A capital letter that is no part of an escape such as `\S`.
_CAPITAL: Final = re.compile(r"(?<!\\)[A-Z]")
#: Han characters, in runs.
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")


def any_of(lines: str, **words: str) -> str:
    """Return one group of the lines as alternatives, each `{word}` replaced by its pattern."""
    for name, value in words.items():
        lines = lines.replace("{" + name + "}", value)
    return "(?:" + "|".join(line for line in lines.split("\n") if line) + ")"


def by_first(words: str) -> str:
    """Return one group of the words, which `|` or line breaks part, ordered by first characters.

    At each place of a text only those are tried that begin as it does there: a tenth of the time
    for hundreds of words. Each begins with a character that stands for itself and has no `|` in it.
    """
    rests: dict[str, list[str]] = {}
    for word in filter(None, re.split(r"[|\n]", words)):
        rests.setdefault(word[0], []).append(word[1:])
    groups = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?=[{''.join(rests)}])(?:{groups})"


def in_small_letters(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled for text in small letters.

    To match that takes half the time of IGNORECASE, which tries every alternative to its end.
    """
    return re.compile(_CAPITAL.sub(lambda found: found[0].lower(), pattern))


def narrow(text: str) -> str:
    """Return the text with full-width forms as ASCII, one for one: only to match."""
    if text.isascii():
        return text
    for wide in set(_WIDE.findall(text)):  # quicker than one by one: a text has a few signs often
        text = text.replace(wide, _NARROW[wide])
    return text


def lowered(text: str) -> str:
    """Return the text in small letters, ASCII only: all that signs need, and much quicker."""
    return text.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")


def as_listed(word: str) -> str:
    """Return a word that was matched whatever its case, as tables have it: `Frıday` is `friday`."""
    return word.translate(_LIKE_ASCII).lower()


def covered(runs: re.Pattern[str], text: str) -> int:
    """Return how many of the text's characters stand in such runs: quicker than one by one."""
    return len("".join(runs.findall(text)))


def weight(text: str) -> int:
    """Return a text's length, a Han character counting double: it says as much as two letters."""
    return len(text) + (0 if text.isascii() else covered(_HAN, text))


def having(lines: Sequence[str], signs: Iterable[str]) -> set[str]:
    """Return the lines in which one of the signs, in small letters, stands in whatever case.

    One search through all lines takes a tenth of one in each of them. No line has a line break.
    """
    text = lowered("\n".join(lines))
    found = set()
    for sign in signs:
        number = last = 0
        # one character is found ten times quicker than two, and most are not there
        at = text.find(sign) if sign[0] in text else -1
        while at >= 0:
            number += text.count("\n", last, at)
            found.add(lines[number])
            last = at
            end = text.find("\n", at)
            at = text.find(sign, end) if end >= 0 else -1
    return found


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Say whether one of the signs stands in the text: quicker than any pattern of them."""
    for sign in signs:  # noqa: SIM110 - three times as quick as a generator for a few signs
        if sign in text:
            return True
    return False


def stands(pattern: re.Pattern[str], text: str, signs: Iterable[str]) -> bool:
    """Say whether the pattern matches where one of the signs that open all its matches stands.

    Plain words are found many times quicker than alternatives are tried at every character.
    """
    for sign in signs:
        at = text.find(sign) if sign[0] in text else -1
        while at >= 0:
            if pattern.match(text, at):
                return True
            at = text.find(sign, at + 1)
    return False
