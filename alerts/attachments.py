"""Which links lead to the same document: at another host, in another store, its size told anew."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from alerts.fingerprint import comparable, link_target
from alerts.sites import are_of_one_server
from storage.types import Link

#: What makes browsers fetch a file anew: of the same name it is the same, as far as is known.
_VERSION = re.compile(r"(?:v|ver|version|rev|t|ts|_|cb|itok|timestamp)=[\w.-]*", re.IGNORECASE)
#: Where sites keep what was uploaded: `/sites/default/files/`, `/sites/g/files/tmzbdl416/files/`.
_STORE = re.compile(r"^.*/(?:files|uploads|media)(?=/)", re.IGNORECASE)
#: `310 KB`, `大小：2.1MB`. A bare `M` may be money's.
_SIZE = re.compile(
    r"(?:(?:\bfile ?)?\bsize|(?:文件|檔案)?大小)?\s{0,3}[:：]?\s{0,3}"
    r"(?<![\d.,])(\d[\d,.]{0,14})\s{0,3}([KMG]i?B|bytes|千字节|兆字节|兆|字节)(?![A-Za-z])",
    re.IGNORECASE,
)
#: What a size leaves behind: a bracket's comma, a bracket with nothing in it, a dash at the end.
_LEFT = re.compile(
    r"[\s,，、;；/|·–—-]{1,9}(?=[)\]）】]|$)|(?<=[(\[（【])[\s,，、;；/|·–—-]{1,9}|[(\[（【][)\]）】]"
)
_UNITS = {"k": 1e3, "m": 1e6, "g": 1e9, "千": 1e3, "兆": 1e6}
#: A thousand or 1,024, for what is told in megabytes: as much may sizes of one file differ.
_ROUNDED = 0.05


def link_name(link: Link) -> str:
    """Return a link's words; an attachment's without its size, which is no part of its name."""
    text = comparable(link.text)
    return _LEFT.sub("", _LEFT.sub("", _SIZE.sub("", text))).strip() if link.attachment else text


def is_same_file(one: Link, other: Link) -> bool:
    """Return whether two attachments are one file, as far as names tell.

    The file's name is the same, and only the host differs, or what stands before the path. On
    its own host a file in another folder is another file: `/2026-10/a.pdf`, `/2026-11/a.pdf`.
    """
    mine, its = link_target(one), link_target(other)
    if not _file(mine) or _file(mine) != _file(its) or not sizes_agree(one, other):
        return False
    if not are_of_one_server(mine, its):
        return True
    short, long = sorted((_kept_at(mine), _kept_at(its)), key=len)
    before = long.removesuffix(short)
    return before == "" or (
        short.count("/") > 1 and before != long and not re.search(r"\d", before)
    )


def are_same_files(before: Sequence[Link], after: Sequence[Link]) -> bool:
    """Return whether what left the attachments came again, under its name, elsewhere."""
    old, new = _by_name(before), _by_name(after)
    standing = {link for links in old.values() for link in links}
    standing &= {link for links in new.values() for link in links}
    for name in old.keys() | new.keys():
        gone = [link for link in old[name] if link not in standing]
        come = [link for link in new[name] if link not in standing]
        if bool(gone) != bool(come):
            return False
        pairs = zip_longest(gone, come)
        if not all(is_same_file(was or gone[-1], now or come[-1]) for was, now in pairs):
            return False
    return True


def say_the_same(before: Sequence[Link], after: Sequence[Link]) -> bool:
    """Return whether nothing but the sizes of the same attachments is told in other words."""
    old, new = ([one for one in links if one.attachment] for links in (before, after))
    return len(old) == len(new) and all(
        (link_name(one), link_target(one)) == (link_name(other), link_target(other))
        and sizes_agree(one, other)
        for one, other in zip(old, new, strict=True)
    )


def sizes_agree(one: Link, other: Link) -> bool:
    """Return whether two labels may tell the size of one file: `310 KB` and `0.3 MB` may."""
    mine, its = _size(one.text), _size(other.text)
    if mine is None or its is None:
        return True
    bytes_, rounded = max(mine, its)
    less, also = min(mine, its)
    return bytes_ - less <= max(rounded, also, bytes_ * _ROUNDED)


def _by_name(links: Iterable[Link]) -> defaultdict[tuple[str, str], list[Link]]:
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.attachment:
            found[link_name(link), _file(link_target(link))].append(link)
    return found


def _file(url: str) -> str:
    """Return a file's name as its address has it: with the query, less what only renews it."""
    parts = _parts(url)
    name = parts[0].rpartition("/")[2]
    return f"{name}?{parts[1]}" if parts[1] else name


def _kept_at(url: str) -> str:
    """Return a file's path in its store, whatever the store is called."""
    path = _parts(url)[0]
    return _STORE.sub("", path, count=1)


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    query = [one for one in parts.query.split("&") if one and not _VERSION.fullmatch(one)]
    return parts.path, "&".join(query)


def _size(text: str) -> tuple[float, float] | None:
    """Return the bytes that a label names, and half its last digit: by so much it is rounded."""
    found = _SIZE.search(text)
    if found is None:
        return None
    figure = found[1].rstrip(".,")
    decimals = len(figure.partition(".")[2])
    try:
        number = float(figure.replace(",", ""))
    except ValueError:
        return None
    unit = _UNITS.get(found[2][0].lower(), 1.0)
    return number * unit, unit / 10**decimals / 2
