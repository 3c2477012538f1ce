"""Bytes to text: strict UTF-8, then the header, the meta tag, and gb18030. Pure."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.parsers.text.clean import mojibake

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})""")
#: Browsers look at the first 1024 bytes; old Chinese pages put scripts before the tag.
_META_WITHIN = 8192
#: Encodings of pages. Python knows more (punycode, unicode_escape, UTF-7): none is a page's.
_KNOWN = re.compile(
    r"utf-?(?:8|16(?:-?[lb]e)?)|gb_?2312(?:-80)?|gbk|gb18030|x-gbk|hz(?:-gb-2312)?|big5(?:-?hkscs)?"
    r"|euc-(?:jp|kr|cn)|shift[_-]?jis|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]"
    r"|us-ascii|ascii",
    re.IGNORECASE,
)
#: Names that pages use for a smaller set than what they really send.
_WIDER = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gb_2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "euc-cn": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "ascii": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A page cut off or patched by a bad tool has a stray byte or two; below one broken
#: sequence in this many good ones it is UTF-8 all the same.
_GOOD_FOR_ONE_BAD = 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding that it was read with, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, header: str | None = None) -> Decoded:
    """Return the text of the bytes. `header` is the charset of Content-Type. Never raises."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            return Decoded(text, encoding, _warnings(text))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(content) or _declared(content, header)
    return Decoded(text, "utf-8", _warnings(text, content))


def _nearly_utf8(content: bytes) -> Decoded | None:
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good < bad * _GOOD_FOR_ONE_BAD:
        return None
    return Decoded(text, "utf-8", (f"charset: utf-8: {bad} broken sequences",))


def _declared(content: bytes, header: str | None) -> Decoded:
    """Return the first declared reading that looks right, else the first that is possible."""
    possible: list[Decoded] = []
    for encoding in _candidates(content, header):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        read = Decoded(text, encoding, _warnings(text))
        if not read.warnings:
            return read
        possible.append(read)
    if possible:
        return possible[0]
    text = content.decode("gb18030", "replace")
    if text.count("\ufffd") * _GOOD_FOR_ONE_BAD > len(text):
        text = content.decode("utf-8", "replace")
        return Decoded(text, "utf-8", _warnings(text))
    return Decoded(text, "gb18030", _warnings(text))


def _candidates(content: bytes, header: str | None) -> Iterator[str]:
    head = content[:_META_WITHIN]
    declared = [header] if header else []
    declared += [m[1].decode("ascii") for m in (_META.search(head), _XML.match(head)) if m]
    for name in declared:
        label = name.strip().strip("\"'").lower()
        if _KNOWN.fullmatch(label):
            yield _WIDER.get(label, label)
    yield "gb18030"


def _warnings(text: str, encoded: bytes | None = None) -> tuple[str, ...]:
    reason = mojibake(text, encoded)
    return (f"charset: {reason}",) if reason else ()
