"""Kills whole nights at random moments and asks afterwards whether anything was lost or doubled.

`python -m bench.chaos_night [--kills N]` plays the demo's first and third night against the
replica; the third, which has news, is killed again and again, then run to its end. Prints a table
and exits 1 when a reader missed something, was told twice, or anything stored is damaged.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import REPOST_HOSTS, REPOST_LISTINGS, Replica, others_off

READERS = ("wang@readers.example", "smith@readers.example")
_AT = "2026-11-0{}T18:30:00+00:00"


@dataclass(frozen=True)
class Place:
    """A folder with a configuration and its data."""

    folder: Path

    def command(self, *arguments: str) -> list[str]:
        """Return the words of a command line."""
        config = str(self.folder / "monitor.toml")
        return [sys.executable, "-m", "monitor", "-c", config, *arguments]

    def run(self, *arguments: str) -> int:
        """Return the exit code of a command that is let run to its end."""
        return subprocess.run(
            self.command(*arguments), capture_output=True, check=False, timeout=300
        ).returncode

    def killed(self, seconds: float, mail: Callable[[], bool] | None, *arguments: str) -> bool:
        """Kill a command so long after its start, or after its first mail; False: it was faster."""
        with subprocess.Popen(
            self.command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child:
            while mail is not None and not mail() and child.poll() is None:
                time.sleep(0.005)
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                return True
        return False


@dataclass(frozen=True)
class Trial:
    """What one night that was killed left behind."""

    kills: int
    #: Tellings that a reader did not get, or got in messages with different Message-IDs.
    lost: int
    told_twice: int
    #: Second copies of a message, with the same Message-ID: at most one a kill.
    copies: int
    #: Exit codes of the last night, `db check`, `archive verify`.
    codes: tuple[int, int, int]

    @property
    def right(self) -> bool:
        """Whether nothing is lost, nothing told twice, and everything whole."""
        whole = self.codes == (0, 0, 0)
        return whole and not self.lost and not self.told_twice and self.copies <= self.kills


def configuration(port: int, replica: Replica) -> str:
    """Return a configuration that points everything at the replica and the mailbox."""
    text = 'contact = "ops@example.org"\ndata_dir = "data"\n[mail]\nhost = "127.0.0.1"\n'
    text += f'port = {port}\nsecurity = "none"\nsender = "m@example.org"\n[crawl]\ndelay = 0.0\n'
    text += f"[sources.reposts]\nlisting = {list(REPOST_LISTINGS)!r}\n"
    text += f"hosts = {list(REPOST_HOSTS)!r}\n{others_off()}[crawl.rehearsal]\n"
    return text + "".join(f'"{host}" = "{url}"\n' for host, url in replica.rehearsal.items())


def told(mailbox: Mailbox, label: str, reader: str) -> tuple[Counter[str], int]:
    """Return in how many messages each line of news stands, and the number of second copies."""
    by_id: dict[str, str] = {}
    files = mailbox.received(label, reader)
    for file in files:
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        by_id[str(message["message-id"])] = body.get_content() if body else ""
    lines: Counter[str] = Counter()
    for text in by_id.values():
        news = (line for line in text.splitlines() if line.startswith(("* ", "  http")))
        lines.update({line.strip() for line in news})
    return lines, len(files) - len(by_id)


def prepared(folder: Path, port: int, replica: Replica) -> Place:
    """Return a place after its first night; the sites have the third night's news."""
    folder.mkdir()
    place = Place(folder)
    (folder / "monitor.toml").write_text(configuration(port, replica))
    for reader in READERS:
        place.run("recipients", "add", reader, "--language", "en")
    place.run("nightly", "--at", _AT.format(1))
    replica.set_night(3)
    return place


def trial(
    base: Place, folder: Path, mailbox: Mailbox, expected: Counter[str], moments: list[float]
) -> Trial:
    """Return what is left when night three is killed at each of these moments, then finished.

    A moment below zero is counted from the first mail of the trial.
    """
    shutil.copytree(base.folder, folder)
    place = Place(folder)
    mailbox.label = folder.name

    def mail() -> bool:
        return any(mailbox.folder.glob(f"{folder.name}-*"))

    night = ("nightly", "--at", _AT.format(3))
    kills = sum(place.killed(abs(at), mail if at < 0 else None, *night) for at in moments)
    last = place.run("nightly", "--at", _AT.format(4))
    lost = twice = copies = 0
    for reader in READERS:
        lines, again = told(mailbox, folder.name, reader)
        lost += sum(line not in lines for line in expected)
        twice += sum(count > 1 for count in lines.values())
        copies += again
    codes = last, place.run("db", "check"), place.run("archive", "verify")
    return Trial(kills, lost, twice, copies, codes)


def campaign(folder: Path, kills: int, seed: int, *, each: int = 2) -> list[Trial]:
    """Return trials of `each` kills, until there were `kills`."""
    chance = random.Random(seed)  # noqa: S311 - reproducible chance, no secret
    trials: list[Trial] = []
    with Replica(night=1) as replica, Mailbox(folder / "mailbox") as mailbox:
        base = prepared(folder / "base", mailbox.port, replica)
        whole = Place(shutil.copytree(base.folder, folder / "whole"))
        mailbox.label = "whole"
        began = time.monotonic()
        whole.run("nightly", "--at", _AT.format(3))
        length = time.monotonic() - began
        expected, _ = told(mailbox, "whole", READERS[0])
        if not expected:
            raise SystemExit("the undisturbed night told nothing")
        while sum(one.kills for one in trials) < kills:
            name = folder / f"trial{len(trials)}"
            moments = [chance.uniform(0.1, 1.0) * length for _ in range(each)]
            if len(trials) % 2:  # sending is a small part of a night, and the one that matters most
                moments = [-chance.uniform(0.0, 0.05)]
            trials.append(trial(base, name, mailbox, expected, moments))
            _print(trials[-1], moments)
            shutil.rmtree(name)
    return trials


def _print(one: Trial, moments: list[float]) -> None:
    at = " ".join(f"{moment:.2f}" for moment in moments)
    print(f"{at:>14} {one.kills:>6} {one.lost:>5} {one.told_twice:>6} {one.copies:>7}  "
          f"{'/'.join(map(str, one.codes)):<8} {'' if one.right else '!'}", flush=True)  # fmt: skip


def main() -> int:
    """Print the table; return 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=4 if os.environ.get("CI") else 40)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print("   killed at s  kills  lost  twice  copies  night/db/archive")
    with tempfile.TemporaryDirectory() as name:
        trials = campaign(Path(name), chosen.kills, chosen.seed)
    bad = sum(not one.right for one in trials)
    kills, copies = sum(t.kills for t in trials), sum(t.copies for t in trials)
    print(f"{kills} kills: {sum(t.lost for t in trials)} lost, "
          f"{sum(t.told_twice for t in trials)} told twice, {copies} second copies, "
          f"{bad} trials wrong")  # fmt: skip
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
