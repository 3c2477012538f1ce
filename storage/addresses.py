"""When two e-mail addresses are one: by case, and by how the domain is written."""

from __future__ import annotations

import re

#: Letters for which IDNA 2003, Python's, and IDNA 2008 name different hosts: ß, ς, the joiners.
DEVIATING = re.compile("[\u00df\u03c2\u200c\u200d]")


def known_to_dns(domain: str) -> str:
    """Return a domain as DNS knows it: `例子.中国` is `xn--fsqu00a.xn--fiqs8s`.

    Raises UnicodeError for what is no domain, or might be another one.
    """
    if domain.isascii():
        return domain
    if DEVIATING.search(domain):
        raise UnicodeError("has a letter that names two hosts: give its xn-- form")
    return domain.encode("idna").decode("ascii")


def key(address: str) -> str:
    """Return the address as compared: nobody runs a mailbox that only its case tells apart."""
    user, at, domain = address.strip().lower().rpartition("@")
    try:
        return f"{user}{at}{known_to_dns(domain)}"
    except UnicodeError:
        return f"{user}{at}{domain}"


def spellings(address: str) -> tuple[str, ...]:
    """Return all that an address may stand under, its key first.

    A row keeps the spelling under which an older program stored it.
    """
    first = key(address)
    user, at, domain = first.rpartition("@")
    written = address.strip().lower()
    try:
        script = domain.encode("ascii").decode("idna").lower()
    except UnicodeError:
        script = domain
    return tuple(dict.fromkeys((first, written, f"{user}{at}{script}")))
