"""Mail that came, read from a Maildir or over IMAP: each message once, and marked as read."""

from __future__ import annotations

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alerts.bounces import LARGEST
from alerts.clean import one_line
from storage.errors import ConfigError, DeliveryError


def maildir(folder: Path) -> Iterator[bytes]:
    """Yield the unread messages of a Maildir; each is marked read once the next is asked for.

    Raises ConfigError when the folder is no Maildir, DeliveryError when it can't be read or marked.
    """
    if not (folder / "new").is_dir() or not (folder / "cur").is_dir():
        raise ConfigError(f"bounces: {folder}: not a Maildir: no new/ and cur/ in it")
    try:
        for part in ("new", "cur"):
            for file in sorted((folder / part).iterdir()):
                try:
                    yield from _unread(file)
                except FileNotFoundError:  # another program took it away, or marked it
                    if file.is_symlink():
                        raise
    except OSError as error:
        cause = f"{error.filename or folder}: {error.strerror or error}"
        raise DeliveryError(f"bounces: {cause}", permanent=False) from error


def _unread(file: Path) -> Iterator[bytes]:
    """Yield a mail that nobody has read; it is marked by its name once the next is asked for.

    Written anew, as the `mailbox` package marks it, anybody's mail could raise what it likes.
    """
    key, _, flags = file.name.partition(":2,")
    if key.startswith(".") or "S" in flags or file.is_dir():
        return
    with file.open("rb") as mail:
        content = mail.read(LARGEST + 1)
    yield content
    file.rename(file.parent.parent / "cur" / f"{key}:2,{''.join(sorted({*flags, 'S'}))}")


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """Where the bounces' mailbox is."""

    host: str
    username: str
    password: str
    port: int = 993
    security: str = "tls"
    folder: str = "INBOX"
    ca_file: Path | None = None
    timeout: float = 60.0


def imap(settings: ImapSettings) -> Iterator[bytes]:
    """Yield the unseen messages of an IMAP folder; each is marked seen once the next is asked for.

    Raises DeliveryError when the mailbox can't be read.
    """
    context = ssl.create_default_context(cafile=settings.ca_file)
    try:
        client = _imap_client(settings, context)
        try:
            _log_in(client, settings)
            _answered(client.select(imap_name(settings.folder)), f"folder {settings.folder}: ")
            found = _answered(client.search(None, "UNSEEN"))
            for number in found[0].split() if found[0] else ():
                parts = _answered(client.fetch(number, "(BODY.PEEK[])"))
                yield from (part[1] for part in parts if isinstance(part, tuple))
                client.store(number, "+FLAGS", "\\Seen")
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        cause = one_line(str(error), 300)
        raise DeliveryError(f"bounces: {settings.host}: {cause}", permanent=False) from error


def _answered(answer: tuple[str, list[Any]], about: str = "") -> list[Any]:
    """Return what the server says. Raises IMAP4.error for a refusal."""
    word, said = answer
    if word != "OK":
        raise imaplib.IMAP4.error(f"{about}{said[0]!r}")
    return said


def _log_in(client: imaplib.IMAP4, settings: ImapSettings) -> None:
    """Log in; LOGIN takes ASCII only, PLAIN any letters (RFC 4616)."""
    if f"{settings.username}{settings.password}".isascii():
        client.login(settings.username, settings.password)
    else:
        secret = f"\0{settings.username}\0{settings.password}".encode()
        client.authenticate("PLAIN", lambda _: secret)


def imap_name(folder: str) -> str:
    """Return a folder's name as IMAP wants it: quoted, in modified UTF-7.

    Source: RFC 3501 5.1.3. What stands between `&` and `-` is UTF-16 in base 64.
    """
    ascii_only = re.sub(r"[^ -~]+|&", _shifted, folder)
    return '"' + ascii_only.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    encoded = b64encode(found[0].encode("utf-16-be")).decode("ascii")
    return f"&{encoded.rstrip('=').replace('/', ',')}-"


def _imap_client(settings: ImapSettings, context: ssl.SSLContext) -> imaplib.IMAP4:
    if settings.security == "tls":
        return imaplib.IMAP4_SSL(
            settings.host, settings.port, ssl_context=context, timeout=settings.timeout
        )
    client = imaplib.IMAP4(settings.host, settings.port, timeout=settings.timeout)
    if settings.security == "starttls":
        client.starttls(context)
    return client
