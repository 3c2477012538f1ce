"""Telephones and web addresses: no translation changes them, only their notation."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from alerts.facts.patterns import PHONE

_EXTENSION = re.compile(r"\s*(?:ext\.?|extension|转|轉|分机|分機|#).*", re.IGNORECASE)
#: A trunk prefix shown beside the country code: `+86 (0)10`.
_TRUNK = re.compile(r"\(0\)")
_COUNTRY = re.compile(r"\+\s?(?:86|85[23]|886|\d{2})")
#: Fewer digits are an extension, or a short number that a text may have by chance.
_SHORTEST = 7
_URL = re.compile(r"(?:https?://|\bwww\.)[\w./?=&%~#:+-]+", re.ASCII | re.IGNORECASE)
#: Which edition an address leads to is no difference.
_LANGUAGES = frozenset(
    [
        "en",
        "zh",
        "cn",
        "chn",
        "eng",
        "english",
        "chinese",
        "zh-hans",
        "zh-hant",
        "zh-cn",
        "zh-tw",
        "zh-hk",
        "en-us",
        "en-gb",
        "tc",
        "sc",
        "hans",
        "hant",
    ]
)


def phones(text: str) -> dict[str, str]:
    """Return the telephones of a text by what is dialled within the country, as they stand."""
    found = {}
    for match in PHONE.finditer(text):
        number = _TRUNK.sub(" ", _EXTENSION.sub("", match[0]))
        digits = re.sub(r"\D", "", _COUNTRY.sub("", number)).lstrip("0")
        if len(digits) >= _SHORTEST:
            found[digits] = match[0].strip()
    return found


def dialled(text: str) -> str:
    """Return the text with the digits of its numbers together, however they are written."""
    return re.sub(r"(?<=\d)[\s().-]{1,3}(?=\d)", "", text)


def same_line(one: str, other: str) -> bool:
    """Return whether two numbers are one, a city's code left out of one of them."""
    return one.endswith(other) or other.endswith(one)


def addresses(text: str) -> dict[str, str]:
    """Return the web addresses of a text, less what names a language, as they stand."""
    found = {}
    for match in _URL.finditer(text):
        shown = match[0].rstrip(".:/?-")
        plain = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", shown.lower())
        host, _, path = plain.partition("/")
        names = [name for name in host.split(".") if name not in _LANGUAGES]
        parts = [part for part in re.split(r"[/?&#]", path) if _says(part)]
        found["/".join([".".join(names), *parts])] = shown
    return found


def _says(part: str) -> bool:
    name = re.sub(r"^(?:lang|language|locale)=.*", "", part.removesuffix(".html"))
    return bool(name) and name not in _LANGUAGES and name != "index"


def is_rival(one: str, other: str) -> bool:
    """Return whether two addresses were meant to be one: near, or one page of two hosts."""
    host, _, path = one.partition("/")
    other_host, _, other_path = other.partition("/")
    if host == other_host:
        return bool(path and other_path) and _is_near(path, other_path)
    if path or other_path:
        same = path == other_path and not _is_sibling(host, other_host)
        return same and not (_has_accounts(host) or _has_accounts(other_host))
    return _is_near(host, other_host) and not _is_sibling(host, other_host)


def _is_near(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or _slips(one, other) <= _SLIPS


def _slips(one: str, other: str) -> int:
    return OSA.distance(one, other, score_cutoff=_SLIPS)


def _has_accounts(host: str) -> bool:
    """Return whether the host is one where everybody has an account of the same name."""
    return not _ACCOUNTS.isdisjoint(host.split("."))


def _is_sibling(one: str, other: str) -> bool:
    """Return whether two hosts are one organisation's in two countries: `.org` and `.org.cn`."""
    return one.split(".", maxsplit=1)[0] == other.split(".", maxsplit=1)[0]


_ACCOUNTS = frozenset(
    (
        "bilibili", "douyin", "facebook", "flickr", "instagram", "kuaishou", "linkedin", "medium",
        "threads", "tiktok", "toutiao", "twitter", "weibo", "x", "xiaohongshu", "youtube", "zhihu",
    )
)  # fmt: skip
#: Letters that a slip of the keyboard changes at most.
_SLIPS = 2
