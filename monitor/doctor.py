"""Everything a night needs is looked at; each finding says what: which: how to mend it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from monitor.config import Config, table_of
from monitor.config_checks import beside_mail, ready_to_mail
from monitor.disk import free, room, scarce, there, unwritable
from monitor.doctor_mail import smtp
from monitor.exits import Exit, exit_for
from monitor.finding import Finding, cause_of
from monitor.lock import of_nights
from monitor.lost import refuse_lost
from storage.addresses import key
from storage.archive import Archive
from storage.errors import ConfigError, DatabaseBusy, DiskFull, FileRefused, StorageError
from storage.store import Store

#: A clock that shows less dates everything wrongly and breaks TLS.
_YEAR_2026 = 1_767_225_600


def examine(config: Config, *, offline: bool = False) -> Iterator[Finding]:
    """Yield a finding for everything a night needs, in the order in which it needs it."""
    yield from _named(config)
    yield from _files(config)
    yield from _disk(config)
    if _to_be_seen(config.data_dir):
        yield from _database(config)
        yield from _archive(config)
    yield from _clock(config)
    if not offline:
        yield from smtp(config)
        yield from _sources(config)


def secrets_in(file: Path) -> Iterator[Finding]:
    """Yield a warning when others may read a configuration file that holds a secret itself."""
    table = table_of(file)
    places = (("mail", "password"), ("bounces", "password"), ("chat", "urls"), ("ping", "url"))
    held = [f"{part}.{key}" for part, key in places if table.get(part, {}).get(key)]
    if held and _others_may_read(file):
        mend = f"others may read {', '.join(held)} in it: chmod 600 {file}"
        yield Finding("warning", "permissions", str(file), mend)


def _others_may_read(file: Path) -> bool:
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def _named(config: Config) -> Iterator[Finding]:
    """Yield what is wrong with the files and addresses that the configuration names."""
    try:
        ready_to_mail(config)
    except ConfigError as error:
        said = str(error).removeprefix("configuration: ")
        yield Finding("bad", "configuration", said, "mend or replace it", Exit.CONFIG)
    for said in beside_mail(config):
        yield Finding("warning", "configuration", said, "see docs/configuration.md")


def _files(config: Config) -> Iterator[Finding]:
    folder = config.data_dir
    if (mend := unwritable(folder)) is not None:
        yield Finding("bad", "data folder", str(folder), mend, Exit.DISK)
        return
    if not folder.exists():
        mend = "does not exist yet; the first night makes it"
        yield Finding("warning", "data folder", str(folder), mend)
        return
    yield Finding("ok", "data folder", str(folder))
    yield from _below(config)
    for file in (
        config.database,
        config.log_file,
        config.mail.password_file,
        config.mail.oauth2_token_file,
    ):
        if file is not None and os.access(file, os.F_OK) and _others_may_read(file):
            yield Finding(
                "warning", "permissions", str(file), f"others may read it: chmod 600 {file}"
            )


def _below(config: Config) -> Iterator[Finding]:
    """Yield what a night writes to beside database and archive, and may not."""
    for path, use in (
        (config.log_file.parent, os.W_OK | os.X_OK),
        (config.log_file, os.W_OK),
        (config.lock_file, os.R_OK | os.W_OK),
        (of_nights(config.lock_file), os.R_OK | os.W_OK),
        (config.feeds_dir, os.W_OK | os.X_OK),
    ):
        if os.access(path, os.F_OK) and not os.access(path, use):
            yield Finding("bad", "permissions", str(path), _hand_over(), Exit.DISK)


def _hand_over() -> str:
    return f"can't be written by uid {os.getuid()}: chown it"


def _to_be_seen(folder: Path) -> bool:
    """Say whether what is in the data folder can be looked at; why not is told of the folder."""
    return os.access(there(folder), os.X_OK)


def _disk(config: Config) -> Iterator[Finding]:
    there_is = free(config.data_dir)
    if scarce(there_is):
        folder = str(there(config.data_dir))
        yield Finding("bad", "disk", folder, room(there_is), Exit.DISK)
    else:
        yield Finding("ok", "disk", room(there_is))


def _database(config: Config) -> Iterator[Finding]:
    try:
        refuse_lost(config)
    except StorageError as error:
        yield Finding("bad", "database", str(error), "see there", exit_for(error))
        return
    if not config.database.exists():
        yield Finding("warning", "database", str(config.database), "the first night makes it")
        return
    from storage import upkeep

    try:
        with Store.open(config.database) as store:
            wrong = upkeep.check(store)
            active = store.recipients.active()
            left = _left(config, store)
    except StorageError as error:
        said = _once("database", error)
        yield Finding("bad", "database", said, _mend(error), exit_for(error))
        return
    for each in wrong:
        said = _once("database", each)
        yield Finding("bad", "database", said, "restore a backup, or ask", Exit.DATABASE)
    if not wrong:
        yield Finding("ok", "database", str(config.database))
    yield from left
    yield from _recipients([person.address for person in active])


def _left(config: Config, store: Store) -> tuple[Finding, ...]:
    """Return whose Items no night looks at any more, because no Source has that name."""
    mend = "no source has that name any more, so its pages are not visited: if it was renamed,"
    counts = store.items.counts()
    nameless = set(store.runs.sources()).difference(config.source_names)
    if nameless:  # to know what they are called from the next night on Scrapy is imported
        from monitor.sources import former_names

        nameless.difference_update(former_names(config))
    return tuple(
        Finding(
            "warning",
            name,
            f"{counts[name]} items",
            f'{mend} set formerly = ["{name}"] in its [[watch]] entry or its spider',
        )
        for name in sorted(nameless)
        if counts.get(name)
    )


def _mend(error: StorageError) -> str:
    """Return what to do about a database that cannot be used."""
    if isinstance(error, DatabaseBusy):
        return "wait for it, or look for it"
    if isinstance(error, DiskFull):
        return "make room, or look at the disk"
    if isinstance(error, FileRefused):
        return f"make it writable for uid {os.getuid()}; no backup is needed"
    return "restore a backup: `iom-monitor restore FILE`"


def _recipients(addresses: list[str]) -> Iterator[Finding]:
    if not addresses:
        yield Finding("warning", "recipients", "none", "`iom-monitor recipients add ADDRESS`")
    known: dict[str, str] = {}
    for address in addresses:
        other = known.setdefault(key(address), address)
        if other is not address:  # stored by an older program, which took them for two
            mend = f"one mailbox gets everything twice: `iom-monitor recipients remove {address}`"
            yield Finding("warning", "recipients", f"{other}, {address}", mend)


def _archive(config: Config) -> Iterator[Finding]:
    folder = config.archive_dir
    if not os.access(folder, os.F_OK):
        return
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("bad", "archive", str(folder), _hand_over(), Exit.DISK)
        return
    try:
        with Archive(folder) as archive:
            wrong = archive.verify()
    except StorageError as error:
        refused = isinstance(error, FileRefused)
        mend = f"make it readable for uid {os.getuid()}" if refused else "see docs/archive.md"
        yield Finding("bad", "archive", _once("archive", error), mend, exit_for(error))
        return
    for each in wrong:
        yield Finding("warning", "archive", _once("archive", each), "see docs/archive.md")
    if not wrong:
        yield Finding("ok", "archive", str(folder))


def _once(what: str, said: object) -> str:
    """Return what was said, without the word that stands before it."""
    return str(said).removeprefix(f"{what}: ")


def _clock(config: Config) -> Iterator[Finding]:
    if time.time() < _YEAR_2026:
        yield Finding(
            "bad", "clock", time.ctime(), "is in the past: set it, start an NTP client", Exit.CONFIG
        )
    yield Finding("ok", "time zone", config.schedule.timezone)


def _sources(config: Config) -> Iterator[Finding]:
    from monitor.reaching import client  # Scrapy takes a moment to import; --offline does without
    from monitor.sources import plans

    try:
        opened = client(config)
    except ConfigError as error:
        yield Finding("bad", "sources", str(error), "see docs/configuration.md", Exit.CONFIG)
        return
    with opened as asking:
        for plan in plans(config):
            for url in _first_pages(plan.listing or tuple(p.url for p in plan.spider.discover)):
                yield _reached(asking, plan.spider.name, url)
                time.sleep(config.crawl.delay)


def _first_pages(urls: tuple[str, ...]) -> tuple[str, ...]:
    """Return robots.txt of the first listing's host, and the first listing."""
    if not urls:
        return ()
    parts = urlsplit(urls[0])
    return (f"{parts.scheme}://{parts.netloc}/robots.txt", urls[0])


def _reached(asking: httpx.Client, source: str, url: str) -> Finding:
    from monitor.reaching import NotVisited

    try:
        answer = asking.get(url)
    except NotVisited as error:
        mend = f"{error}; a night does not connect there"
        return Finding("bad", source, url, mend, Exit.SOURCES)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        mend = f"{cause_of(error)}: check DNS, proxy, firewall"
        return Finding("bad", source, url, mend, Exit.SOURCES)
    no_robots = url.endswith("/robots.txt") and answer.status_code == HTTPStatus.NOT_FOUND
    if answer.is_error and not no_robots:
        mend = (
            f"HTTP {answer.status_code}: open it in a browser; a refusal is for its owners to lift"
        )
        return Finding("bad", source, url, mend, Exit.SOURCES)
    return Finding("ok", source, f"{url} HTTP {answer.status_code}")
