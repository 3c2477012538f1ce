"""E-mail addresses as they may stand in an envelope and in a header."""

from __future__ import annotations

import re
from email.utils import parseaddr

from alerts.clean import one_line
from storage.addresses import known_to_dns
from storage.errors import ConfigError

_ADDRESS = re.compile(
    r"[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]{1,64}@[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]{1,253}"
)


def checked_address(address: str) -> str:
    """Return an address that can stand in an envelope and a header. Raises ConfigError."""
    if not _ADDRESS.fullmatch(address) or parseaddr(address)[1] != address:
        raise ConfigError(f"mail: {one_line(address, 80)!r}: not an e-mail address")
    envelope(address)
    return address


def envelope(address: str) -> str:
    """Return an address with its domain as DNS knows it: `例子.中国` is `xn--fsqu00a.xn--fiqs8s`.

    What stands before the @ belongs to the receiving server and stays as it is; where that is
    not ASCII, the server has to speak SMTPUTF8 (RFC 6531). Raises ConfigError.
    """
    user, _, domain = address.rpartition("@")
    try:
        return f"{user}@{known_to_dns(domain)}"
    except UnicodeError as error:
        raise ConfigError(f"mail: {one_line(address, 80)!r}: its domain: {error}") from error
