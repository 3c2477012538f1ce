"""The nights of the demonstration: the sites change, `iom-monitor nightly` runs, mail arrives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from monitor.config import ENV_PREFIX
from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import REPOST_HOSTS, REPOST_LISTINGS, Replica, others_off
from monitor.exits import InputUnreadable
from monitor.starting import write_private

READERS = {"wang@readers.example": "zh-Hans", "smith@readers.example": "en"}
OPERATOR = "operator@readers.example"
NIGHTS = 7
#: What the sites do, night by night.
STORY = (
    "first visit",
    "view counters, footers and dates move everywhere",
    "two new stories, one reposted twice; a project's status and end date change",
    "one number edited in Chinese; a PDF swapped; one site answers 503",
    "the 503 goes on; a story answers 404; another site shows a maintenance page",
    "all well again",
    "nothing",
)
#: The replica's pages are dated around these nights: 02:30 in Beijing.
FIRST_NIGHT = datetime(2026, 11, 1, 18, 30, tzinfo=UTC)
#: Says that a folder is a demonstration's, and may be replaced by the next.
_MARK = "this-is-a-demo.txt"


@dataclass(frozen=True, slots=True)
class NightPlayed:
    """What one night did: messages to each reader and to the operator, and the exit code."""

    number: int
    mails: dict[str, int]
    alerts: int
    exit_code: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demonstration and what it leaves behind."""

    folder: Path
    nights: tuple[NightPlayed, ...]
    digests: tuple[Path, ...]


def play(folder: Path, on_night: Callable[[int], None] = lambda _: None) -> Demo:
    """Return what seven nights did; `folder` keeps database, archive, mailbox and digests."""
    _fresh(folder)
    nights: list[NightPlayed] = []
    with Replica(night=1) as replica, Mailbox(folder / "mailbox") as mailbox:
        config = folder / "monitor.toml"
        write_private(config, _configuration(mailbox.port, replica.rehearsal))
        for address, language in READERS.items():
            _command(config, "recipients", "add", address, "--language", language)
        for number in range(1, NIGHTS + 1):
            on_night(number)
            replica.set_night(number)
            nights.append(_night(config, mailbox, number))
    return Demo(folder, tuple(nights), tuple(_digests(folder)))


def _fresh(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise InputUnreadable(f"demo: {folder}: is not empty and was not made by a demo")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("Made by `iom-monitor demo`; the next demo replaces it.\n")


def _configuration(smtp_port: int, rehearsal: dict[str, str]) -> str:
    hosts = "\n".join(f"{json.dumps(host)} = {json.dumps(url)}" for host, url in rehearsal.items())
    return f"""# Written by `iom-monitor demo`.
contact = "{OPERATOR}"
data_dir = "data"

[mail]
host = "127.0.0.1"
port = {smtp_port}
security = "none"
sender = "monitor@readers.example"

[operators]
addresses = ["{OPERATOR}"]

[crawl]
delay = 0.0
timeout = 10.0

[sources.reposts]
listing = {json.dumps(list(REPOST_LISTINGS))}
hosts = {json.dumps(list(REPOST_HOSTS))}

{others_off()}
# The sites' hosts are answered by the replica.
[crawl.rehearsal]
{hosts}
"""


def _night(config: Path, mailbox: Mailbox, number: int) -> NightPlayed:
    mailbox.label = str(number)
    began = datetime.now(UTC)
    at = FIRST_NIGHT + timedelta(days=number - 1)
    done = _command(config, "nightly", "--at", at.isoformat(), check=False)
    took = (datetime.now(UTC) - began).total_seconds()
    log = config.parent / "data" / "logs" / f"night-{number}.txt"
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    return NightPlayed(
        number,
        {reader: len(mailbox.received(str(number), reader)) for reader in READERS},
        len(mailbox.received(str(number), OPERATOR)),
        done.returncode,
        took,
    )


def _command(config: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one `iom-monitor` command as an operator would, away from this process's settings."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ENV_PREFIX)}
    return subprocess.run(  # noqa: S603 - our own interpreter and our own arguments
        [sys.executable, "-m", "monitor", "-c", str(config), *arguments],
        env=clean | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
    )


def _digests(folder: Path) -> Iterator[Path]:
    """Write each message's HTML and text beside each other; yield the HTML files."""
    target = folder / "digests"
    target.mkdir(exist_ok=True)
    for file in sorted((folder / "mailbox").glob("*.eml")):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        for kind, suffix in (("plain", ".txt"), ("html", ".html")):
            part = message.get_body((kind,))
            if part is not None:
                written = target / (file.stem + suffix)
                written.write_text(part.get_content(), encoding="utf-8")
                if suffix == ".html":
                    yield written
