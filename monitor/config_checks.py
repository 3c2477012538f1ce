"""What a configuration names beside itself: files, folders and addresses, looked at."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from crawler.plan import is_loopback
from monitor.config import Config, secret
from monitor.config_values import address
from monitor.disk import unwritable
from storage.errors import ConfigError

#: Every address of the machine.
_ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


#: Where a server waits for TLS before anything is said (RFC 8314).
_TLS_FIRST = 465


def warnings(config: Config) -> Iterator[str]:
    """Yield what can be used, and hardly does what is meant."""
    mail = config.mail
    if mail.port == _TLS_FIRST and mail.security != "tls":
        mend = 'a server waits for TLS there: set security = "tls", or port = 587'
        yield f'mail.port: {mail.port}: with security = "{mail.security}": {mend}'


def complaints(config: Config) -> Iterator[str]:
    """Yield everything that would keep a night, its mail or the dashboard from working."""
    if cause := unwritable(config.data_dir):
        yield f"data_dir: {config.data_dir}: {cause}"
    yield from _unreadable(lambda: ready_to_mail(config))
    yield from beside_mail(config)


def beside_mail(config: Config) -> Iterator[str]:
    """Yield what a night goes on without, and would miss."""
    mail, bounces = config.mail, config.bounces
    yield from _unreadable(lambda: secret(None, mail.oauth2_token_file, "mail.oauth2_token_file"))
    yield from _unreadable(
        lambda: secret(bounces.password, bounces.password_file, "bounces.password_file")
    )
    parts = ("new", "cur")
    if bounces.maildir and not all((bounces.maildir / part).is_dir() for part in parts):
        yield f"bounces.maildir: {bounces.maildir}: not a Maildir: no new/ and cur/ in it"
    textfile = config.metrics.textfile
    if textfile is not None and not os.access(textfile.parent, os.W_OK | os.X_OK):
        yield f"metrics.textfile: {textfile}: its folder is missing or cannot be written to"
    if config.chat.urls and find_spec("apprise") is None:
        yield "chat.urls: apprise: not installed: pip install iom-china-monitor[chat]"
    if too_open := open_to_all(config):
        yield too_open
    web = config.web
    if web.public_url is not None and _meet(address(web.listen), address(web.public_listen)):
        yield f"web.public_listen: {web.public_listen}: is where web.listen is: {web.listen}"


def _meet(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Return whether only one can listen at both; port 0 is any that is free."""
    hosts = {"127.0.0.1" if host == "localhost" else host for host, _ in (one, other)}
    return one[1] == other[1] != 0 and (len(hosts) == 1 or bool(hosts & _ANY))


def ready_to_mail(config: Config) -> None:
    """Read what mail cannot do without: password, certificates. Raises ConfigError with the key.

    A token is renewed by somebody else, and read when it is used.
    """
    mail = config.mail
    secret(mail.password, mail.password_file, "mail.password_file")
    if mail.ca_file is not None:
        try:
            ssl.create_default_context(cafile=mail.ca_file)
        except OSError as error:
            cause = "holds no certificates" if isinstance(error, ssl.SSLError) else error.strerror
            raise ConfigError(f"configuration: mail.ca_file: {mail.ca_file}: {cause}") from error


def open_to_all(config: Config) -> str | None:
    """Return what is wrong where the dashboard, which has no login, would listen; None: nothing."""
    web = config.web
    if web.behind_proxy or is_loopback(address(web.listen)[0]):
        return None
    return (
        f"web.listen: {web.listen}: reaches beyond this machine, and the dashboard has no "
        "login: listen on 127.0.0.1, or set web.behind_proxy once a proxy asks for one"
    )


def _unreadable(read: Callable[[], object]) -> Iterator[str]:
    """Yield what reading says is wrong."""
    try:
        read()
    except ConfigError as error:
        yield str(error).removeprefix("configuration: ")
