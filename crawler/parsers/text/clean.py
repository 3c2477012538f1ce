"""Scraped text made clean, and reports of text that cannot be right. Pure."""

from __future__ import annotations

import html
import re
import unicodedata

#: Controls, bidi marks, zero-width and other invisible characters; tab and line breaks are spaces.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DIRTY = re.compile(f"{_INVISIBLE.pattern}|[\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Entities that survive because a site escaped its text twice; the semicolon is required.
_ENTITY = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip"
    r"|middot|ensp|emsp|thinsp|zwnj|zwj);",
    re.ASCII,
)
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: Honest pages escape twice, seldom three times; deeper nesting is hostile and cut.
_PASSES = 5

#: UTF-8 read as Latin-1 or Windows-1252: a lead byte's letter before a continuation byte's sign.
_CONTINUATION = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
#: Every lead byte in one class, because a search for a class is quicker than for alternatives.
_UTF8_AS_LATIN = re.compile(
    f"[ÂÃà-ï](?:(?<=[ÂÃ])[{_CONTINUATION}]|(?<=[à-ï])[{_CONTINUATION}]{{2}})"
)
#: GBK read as Latin-1: pairs of bytes from A1 to FE with hardly a letter of ASCII between.
_GBK_AS_LATIN = re.compile("[¡-þ][¡-þ]{7,}")
#: How both begin in UTF-8, where one byte is looked for: `café` has none of it, nor has `señor`.
_AS_LATIN = re.compile(
    rb"\xc3(?:[\x82\x83\xa0-\xaf](?=[\xc2\xc5\xc6\xcb\xe2])|[\x80-\xbe](?=[\xc2\xc3]))"
)
#: UTF-8 read as GBK: what the commonest punctuation marks turn into, and U+FFFD itself.
_UTF8_AS_GBK = re.compile("锟斤拷|銆[€\ue000-\uf8ff]?|锛|鈥")
#: This many wrong signs are no accident: `Â` before `°` or one rare character may be meant.
_ENOUGH = 2


def clean(text: str) -> str:
    """Return the text on one line: nothing invisible, spaces folded, entities resolved.

    Full-width punctuation stays. Idempotent.
    """
    folded = " ".join(text.split())
    if "&" not in folded and (
        (folded.isascii() and folded.isprintable())
        or (not _DIRTY.search(folded) and unicodedata.is_normalized("NFC", folded))
    ):
        return folded
    for _ in range(_PASSES):
        cleaned = _cleaned_once(text)
        if cleaned == text:
            return text
        text = cleaned
    return _cleaned_once(text.replace("&", " ")) if _ENTITY.search(text) else text


def _cleaned_once(text: str) -> str:
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
        text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return " ".join(text.split())


def clean_lines(text: str) -> list[str]:
    """Return the text's lines, each clean; a blank line is ''."""
    return [clean(line) for line in _LINE_BREAK.split(text)]


def mojibake(text: str, encoded: bytes | None = None) -> str | None:
    """Return in plain words why the text looks wrongly decoded, or None when it looks right.

    `encoded`: the text in UTF-8, where it is at hand.
    """
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        return f"{lost} characters could not be decoded (U+FFFD)"
    # most pages have none of the signs, and bytes are found quicker than letters
    encoded = encoded or text.encode("utf-8", "surrogatepass")
    if b"\xc3" in encoded and _AS_LATIN.search(encoded):
        if len(found := _UTF8_AS_LATIN.findall(text)) >= _ENOUGH:
            return f"UTF-8 read as Latin-1: {len(found)} sequences such as {found[0]!r}"
        for run in _GBK_AS_LATIN.findall(text):
            if re.search("[¡-¿]", run):
                return f"Chinese (GBK) read as Latin-1: {run[:12]!r}"
    signs = any(sign in text for sign in "锟銆锛鈥")
    if signs and len(found := _UTF8_AS_GBK.findall(text)) >= _ENOUGH:
        return f"UTF-8 read as GBK: {len(found)} characters such as {found[0]!r}"
    return None
