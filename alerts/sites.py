"""What addresses have in common: one site, one server, one path; and which are front pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from storage.urls import host

#: Host, path, and the keys of the query.
Path = tuple[str, str, tuple[str, ...]]

_FRONT = re.compile(r"/?(?:(?:en|zh|zh-hans|zh-hant|cn)/?)?(?:index\.\w+)?")
_SECOND_LEVEL = frozenset({"com", "org", "net", "gov", "edu", "co", "ac"})


def site(name: str) -> str:
    """Return the registered part of a host name, nearly: `iom.int`, `china.org.cn`."""
    labels = name.split(".")
    deep = len(labels[-1]) == 2 and _SECOND_LEVEL.issuperset(labels[-2:-1])  # noqa: PLR2004
    return ".".join(labels[-3:] if deep else labels[-2:])


def are_of_one_site(one: str, other: str) -> bool:
    """Return whether two URLs are of hosts of one site."""
    return site(host(one)) == site(host(other))


def are_of_one_server(one: str, other: str) -> bool:
    """Return whether two URLs are of one host; with `www.` in front it is the same one."""
    return host(one).removeprefix("www.") == host(other).removeprefix("www.")


def are_mirrors(one: str, other: str) -> bool:
    """Return whether both are one path of two of a site's hosts: `www.` and `m.`."""
    return are_of_one_site(one, other) and urlsplit(one).path == urlsplit(other).path


def is_front(url: str) -> bool:
    """Return whether a URL is a site's front page, which identifies no Item."""
    parts = urlsplit(url)
    return bool(_FRONT.fullmatch(parts.path)) and not parts.query


def path_of(url: str) -> Path:
    """Return an address without the values of its query."""
    parts = urlsplit(url)
    keys = sorted(key for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    return parts.netloc, parts.path, tuple(keys)
