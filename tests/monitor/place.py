"""A folder with a configuration, and `iom-monitor` called in it as an operator would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from monitor.demo.mailbox import free_port
from monitor.demo.replica import REPOST_HOSTS, REPOST_LISTINGS, Replica

CONTACT = 'contact = "ops@example.org"\ndata_dir = "data"\n'


def replica_settings(replica: Replica, smtp: int | None = None) -> str:
    """Return the tables that point everything at the replica and a mailbox."""
    text = f'[mail]\nhost = "127.0.0.1"\nport = {smtp or free_port()}\nsecurity = "none"\n'
    text += 'sender = "m@example.org"\ntimeout = 5\n[crawl]\ndelay = 0.0\ntimeout = 5\n'
    text += f"[sources.reposts]\nlisting = {list(REPOST_LISTINGS)!r}\n"
    text += f"hosts = {list(REPOST_HOSTS)!r}\n[crawl.rehearsal]\n"
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
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, timeout=120
        )

    @property
    def database(self) -> Path:
        return self.folder / "data" / "monitor.sqlite"
