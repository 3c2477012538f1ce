"""Kinds of values that a key can have: what no night, server or mail can use is refused at once."""

from __future__ import annotations

import ipaddress
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from unicodedata import category
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

from alerts.addresses import checked_address, envelope
from crawler.plan import checked_rehearsal
from monitor.cron import fire_times, zone
from storage.addresses import key, known_to_dns
from storage.errors import ConfigError
from storage.types import Language

_PORTS = 65536
#: Of octets, RFC 1035.
_NAME_IN_DNS, _LABEL = 253, 63
_HOST = re.compile(r"(\*\.)?[\w-]+(\.[\w-]+)*\.?")


def address(text: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:8765` or `[::1]:8765`. Raises ValueError."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit()) or int(port) >= _PORTS:
        raise ValueError(f"{text!r}: is not an address such as 127.0.0.1:8765")
    return host, int(port)


def _deliverable(text: str) -> str:
    """Return an address that mail can go to. Raises ValueError."""
    try:
        return checked_address(text)
    except ConfigError as error:
        raise ValueError(str(error).removeprefix("mail: ")) from None


def _sayable(text: str) -> str:
    """Return an address that every server and every header can say. Raises ValueError."""
    if not envelope(_deliverable(text)).isascii():
        raise ValueError(f"{text!r}: is not ASCII before its @: no server need take it")
    return text


def _domain(name: str) -> str:
    """Return a domain that addresses can be made in. Raises ValueError."""
    _deliverable(f"bounces@{name}")
    return name


def _once_each(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses without those that only another spelling tells apart."""
    found: dict[str, str] = {}
    for each in addresses:
        found.setdefault(key(each), each)
    return tuple(found.values())


def _one_line(text: str) -> str:
    """Return a text that a header or a login can hold. Raises ValueError."""
    if any(category(char) in {"Cc", "Cs"} for char in text):
        raise ValueError(f"{text[:60]!r}: is no line of text: a control character is in it")
    return text


def _sendable(template: str) -> str:
    """Return a user agent that can be filled in and sent. Raises ValueError."""
    try:
        template.format(version="", contact="")
    except (LookupError, ValueError, AttributeError) as error:
        raise ValueError(
            f"only {{version}} and {{contact}} can be filled in ({type(error).__name__}: {error})"
        ) from None
    if not (template.isascii() and template.isprintable() and template.strip()):
        raise ValueError("a header is printable ASCII on one line")
    return template


def _web(url: str) -> str:
    """Return an address that is asked by http or https. Raises ValueError."""
    if not _is_web(url):
        raise ValueError(f"{url!r}: is no web address such as https://example.org/news")
    return url


def _public(url: str) -> str:
    """Return a web address of ours with its host as browsers ask for it. Raises ValueError."""
    parts = urlsplit(_web(url))
    host = parts.hostname or ""
    if host.isascii():
        return url
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=_own_host(host) + port).geturl()


def _own_host(name: str) -> str:
    """Return a host's name as browsers ask for it: `例子.中国` as `xn--…`. Raises ValueError."""
    try:
        return known_to_dns(_host(name))
    except UnicodeError as error:
        raise ValueError(f"{name!r}: is no host name: {error}") from None


def _secret_web(url: SecretStr) -> SecretStr:
    """Return the same of an address that nobody may read. Raises ValueError."""
    if not _is_web(url.get_secret_value()):
        raise ValueError("is no web address such as https://hc-ping.com/…")
    return url


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = _host(parts.hostname or "") == parts.hostname and "*" not in parts.hostname
        return (
            parts.scheme in {"http", "https"}
            and named
            and parts.port != 0
            and not re.search(r"\s", url)
        )
    except ValueError:  # half an IPv6 address, a port beyond all
        return False


def _host(name: str) -> str:
    """Return a host's name or address, without scheme, port and path. Raises ValueError."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        labels = name.split(".")
        too_long = len(name) > _NAME_IN_DNS or max(map(len, labels)) > _LABEL
        if too_long or not _HOST.fullmatch(name):
            raise ValueError(f"{name[:60]!r}: is no host name such as www.example.org") from None
    return name


def _expression(text: str) -> str:
    """Return a regular expression. Raises ValueError."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{text[:60]!r}: is no regular expression: {error}") from None
    return text


def _replica(rehearsal: dict[str, str]) -> dict[str, str]:
    """Return hosts and the replica that stands for them. Raises ValueError."""
    try:
        return checked_rehearsal(rehearsal)
    except ConfigError as error:
        raise ValueError(str(error).removeprefix("rehearsal: ")) from None


def _timezone(name: str) -> str:
    """Return the name of a time zone. Raises ValueError."""
    try:
        zone(name)
    except ConfigError:
        raise ValueError(f"{name!r}: is no time zone such as Asia/Shanghai") from None
    return name


def _cron(text: str) -> str:
    """Return a cron expression. Raises ValueError."""
    try:
        fire_times(text, zone("UTC"), datetime.now(UTC))
    except ConfigError as error:
        cause = str(error).removeprefix(f"schedule: {text!r}: ")
        raise ValueError(f"{text!r}: is no cron expression: {cause}") from None
    return " ".join(text.split())  # it stands on one line of a crontab


def _listens(text: str) -> str:
    """Return an address to listen on. Raises ValueError."""
    address(text)
    return text


def _nameable(path: Path) -> Path:
    """Return a path that a file can have, from somebody's home too. Raises ValueError."""
    if "\0" in str(path):
        raise ValueError(f"{str(path)!r}: is no path: a NUL ends it")
    try:
        path.expanduser()
    except RuntimeError as error:
        raise ValueError(f"{str(path)!r}: whose home that is, nobody here knows: {error}") from None
    return path


_ADDRESS_SHAPE = r"^[^@\s<>]+@[^@\s<>]+$"
_NAME_SHAPE = r"^[a-z][a-z0-9_-]{0,39}$"
#: What a value is not that has not this shape.
SHAPES = {
    _ADDRESS_SHAPE: "is no mail address such as ops@example.org",
    _NAME_SHAPE: "is no name such as un_china: small letters, digits, _ and -, at most 40",
}
#: Somebody to write to.
Address = Annotated[str, Field(pattern=_ADDRESS_SHAPE), AfterValidator(_deliverable)]
#: One of ours, which stands in envelopes and headers as who it comes from.
OwnAddress = Annotated[str, Field(pattern=_ADDRESS_SHAPE), AfterValidator(_sayable)]
Addresses = Annotated[tuple[Address, ...], AfterValidator(_once_each)]
#: A domain of ours to make addresses in.
Domain = Annotated[str, AfterValidator(_domain)]
#: Numbers end where no clock, socket or disk goes on: each has its `le`.
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
#: Seconds; who is silent for an hour says nothing.
Timeout = Annotated[Positive, Field(le=3600)]
Delay = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]
#: Pages a night; more than a night of a year's seconds has.
Budget = Annotated[int, Field(gt=0, le=1_000_000)]
Port = Annotated[int, Field(gt=0, lt=_PORTS)]
Name = Annotated[str, Field(pattern=_NAME_SHAPE)]
NamedPath = Annotated[Path, AfterValidator(_nameable)]
#: What logs us in.
Secret = Annotated[SecretStr, Field(min_length=1)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Login = Annotated[Line, Field(min_length=1)]
UserAgent = Annotated[str, AfterValidator(_sendable)]
Host = Annotated[str, AfterValidator(_host)]
OwnHost = Annotated[str, AfterValidator(_own_host)]
Url = Annotated[str, AfterValidator(_web)]
PublicUrl = Annotated[str, AfterValidator(_public)]
SecretUrl = Annotated[SecretStr, AfterValidator(_secret_web)]
Expression = Annotated[str, AfterValidator(_expression)]
Rehearsal = Annotated[dict[str, str], AfterValidator(_replica)]
#: Readers' language → a name for them.
Display = dict[Language, Annotated[str, Field(min_length=1, max_length=80)]]
Timezone = Annotated[str, AfterValidator(_timezone)]
Cron = Annotated[str, AfterValidator(_cron)]
Listen = Annotated[str, AfterValidator(_listens)]
