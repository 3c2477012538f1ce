"""One spelling for each URL, so that a Page is known again however it was linked."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

#: Parameters that say who linked, not what is shown. Prefixes end in `*`.
TRACKING = (
    "utm_*",
    "mc_*",
    "spm",
    "scm",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "twclid",
    "bd_vid",
    "_ga",
    "_gl",
    "share_token",
    "from_source",
    "isappinstalled",
    "nsukey",
)
#: Hosts that answer under two names, and the one we keep.
ALIASES = {"iom.int": "www.iom.int"}

_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
_QUERY_SAFE = "/?:@!$'()*+,;=-._~"


def canonical(url: str) -> str:
    """Return the URL as Pages keep it; what is no http(s) URL comes back stripped.

    Lower-case host, https, no default port, fragment, credentials, tracking parameter or
    final slash; percent-encoding normalised; the query's order kept.
    """
    text = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return text
    name = _host(parts.hostname)
    shown = f"[{name}]" if ":" in name else name
    if port in (None, 80, 443):
        scheme, address = "https", shown
    else:  # one port cannot answer both protocols: here http is no second spelling of https
        address = f"{shown}:{port}"
    return urlunsplit((scheme, address, _path(parts.path), _query(parts.query), ""))


def host(url: str) -> str:
    """Return the canonical host name of a URL, or "" when it has none."""
    try:
        return _host(urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""


def names(host: str) -> tuple[str, ...]:
    """Return the names under which a host of this canonical name answers."""
    return (host, *(other for other, kept in ALIASES.items() if kept == host))


def _host(name: str) -> str:
    name = name.lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return name
    return ALIASES.get(name, name)


def _path(path: str) -> str:
    tidy = _without_dots(re.sub(r"/{2,}", "/", _recoded(path, _PATH_SAFE)))
    return tidy.rstrip("/") or "/"


def _without_dots(path: str) -> str:
    """Return the path with `.` and `..` segments resolved (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    return "&".join(
        "=".join(_recoded(part, _QUERY_SAFE) for part in pair.split("=", 1))
        for pair in query.split("&")
        if pair and not _tracks(pair.split("=", 1)[0])
    )


def _tracks(name: str) -> bool:
    name = name.lower()
    return any(
        name.startswith(known[:-1]) if known.endswith("*") else name == known for known in TRACKING
    )


def _recoded(text: str, safe: str) -> str:
    """Return the text with only what needs it percent-encoded, in capitals.

    An encoded character that has a meaning of its own (`%2F`, `%26`, `%25`) stays encoded.
    """
    pieces = re.split(r"((?:%[0-9A-Fa-f]{2})+)", text)
    return "".join(
        _recoded_escapes(piece) if place % 2 else quote(piece.encode("utf-8", "replace"), safe)
        for place, piece in enumerate(pieces)
    )


def _recoded_escapes(escapes: str) -> str:
    plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
    return "".join(
        chr(byte) if chr(byte) in plain else f"%{byte:02X}" for byte in unquote_to_bytes(escapes)
    )
