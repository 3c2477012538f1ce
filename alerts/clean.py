"""Scraped text made safe to stand in a header, a line of text, HTML or XML."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Longest run of combining marks that a script needs; more is "zalgo", spilling over lines.
_MARKS = 4
#: A limit is applied before cleaning too, with this slack: no megabyte is read for 300 letters.
_SLACK = 4096

_SPACE = re.compile("[\\s\x1c-\x1f\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Controls, lone surrogates, bidirectional controls, zero-width space, joiners, soft hyphen,
#: invisible operators, tags, non-characters. ZWJ and ZWNJ stay: emoji and scripts need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]+"
)
_ZALGO = re.compile(f"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{_MARKS}}})"
                    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")  # fmt: skip
#: Blanks, and what parts a sentence without ending it.
PAUSES = " ,;:–-，、；：—"
_HANGING = re.compile("[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\\s]+$")


def one_line(text: str, limit: int | None = None) -> str:
    """Return `text` on one line, visible characters only, at most `limit` characters long."""
    if limit is not None:
        text = text[: limit * 4 + _SLACK]
    text = _SPACE.sub(" ", text)
    text = _ZALGO.sub(r"\1", _DROPPED.sub("", text)).strip()
    return shortened(re.sub(" {2,}", " ", text), limit)


def part_of_line(text: str) -> str:
    """Return a part of a line, cleaned: it begins and ends with a blank where it did before."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def header_text(text: str, limit: int) -> str:
    """Return `text` fit for an unstructured header or a display name.

    `=?` is parted: the email package decodes RFC 2047 words that it finds in a value given to it,
    and `=?utf-8?q?=0D=0A?=` would end the header.
    """
    return one_line(text, limit).replace("=?", "= ?")


def paragraphs(text: str, limit: int | None = None) -> list[str]:
    """Return the paragraphs of `text`, each cleaned to one line; empty ones are left out."""
    if limit is not None:
        text = text[: limit * 4 + _SLACK]
    lines = (one_line(part) for part in _BREAK.split(text))
    return [line for line in lines if line]


def shortened(text: str, limit: int | None) -> str:
    """Return `text` cut to `limit` characters with an ellipsis, no letter parted from its marks."""
    if limit is None or len(text) <= limit:
        return text
    return before_ellipsis(_HANGING.sub("", text[: limit - 1])) + "…"


def before_ellipsis(text: str) -> str:
    """Return a text that is cut here without the comma or dash it was cut behind."""
    return text.rstrip(PAUSES)


def http_url(url: str, limit: int = 2000) -> str | None:
    """Return `url` when it is an http(s) URL that may be linked to, percent-encoded; else None.

    Longer than `limit` is refused: mail readers cut such links and point elsewhere.
    """
    url = _DROPPED.sub("", url.strip())
    if not re.match(r"https?://[^\s/?#@\\]+(?:[/?#]|$)", url, re.IGNORECASE) or len(url) > limit:
        return None
    try:
        _ = urlsplit(url).port
    except ValueError:  # `http://[`, `http://host:port/`
        return None
    return re.sub(r"[\s\"'<>`{}|\\^\x7f-\U0010ffff]", _percent, url)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "ignore"))
