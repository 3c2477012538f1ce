"""A folder with a configuration, and `iom-monitor` called in it as an operator would."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench import ready
from monitor.demo.mailbox import Mailbox, free_port
from monitor.demo.replica import REPOST_HOSTS, REPOST_LISTINGS, Replica, others_off

CONTACT = 'contact = "ops@example.org"\ndata_dir = "data"\n'


def replica_settings(replica: Replica, smtp: int | None = None) -> str:
    """Return the tables that point everything at the replica and a mailbox."""
    text = f'[mail]\nhost = "127.0.0.1"\nport = {smtp or free_port()}\nsecurity = "none"\n'
    text += 'sender = "m@example.org"\ntimeout = 5\n[crawl]\ndelay = 0.0\ntimeout = 5\n'
    text += f"[sources.reposts]\nlisting = {list(REPOST_LISTINGS)!r}\n"
    text += f"hosts = {list(REPOST_HOSTS)!r}\n{others_off()}[crawl.rehearsal]\n"
    return text + "".join(f'"{host}" = "{url}"\n' for host, url in replica.rehearsal.items())


class Place:
    """One such folder."""

    def __init__(
        self, folder: Path, replica: Replica | None = None, smtp: int | None = None
    ) -> None:
        self.folder = folder
        self.config = folder / "monitor.toml"
        tables = replica_settings(replica, smtp) if replica is not None else ""
        self.config.write_text(CONTACT + tables, encoding="utf-8")

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "monitor", "-c", str(self.config), *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return ready.command("-c", str(self.config), *arguments)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "monitor.sqlite"

    def played_on(self, folder: Path, replica: Replica, mailbox: Mailbox) -> Place:
        """Return a copy of this place, with the mail received so far: the same past, once played."""
        shutil.copytree(self.folder / "data", folder / "data")
        for file in (self.folder / "mail").glob("*.eml"):
            shutil.copy(file, mailbox.folder)
        mailbox.label = "later"
        return Place(folder, replica, mailbox.port)


def first_night(folder: Path, readers: Sequence[str], language: str = "en") -> Place:
    """Return a place with its readers after its first night."""
    with Replica(night=1) as replica, Mailbox(folder / "mail") as mailbox:
        place = Place(folder, replica, mailbox.port)
        for reader in readers:
            assert place.run("recipients", "add", reader, "--language", language).returncode == 0
        night = place.run("nightly")
        assert night.returncode == 0, night.stderr
        return place


def swap_pages(database: Path) -> None:
    """Let a table and an index change places, as a disk may write them; nothing else is touched."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        query = "SELECT rootpage - 1 FROM sqlite_master WHERE name IN ('alerts', 'ix_items_day_id')"
        (one,), (other,) = connection.execute(query)
    content = database.read_bytes()
    pages = [content[at : at + size] for at in range(0, len(content), size)]
    pages[one], pages[other] = pages[other], pages[one]
    database.write_bytes(b"".join(pages))
