"""Breaks the mail server at every stage in every way, and kills a delivering night everywhere.

`python bench/chaos_mail.py [--points N] [--random N]` prints two tables and exits 1 when a message
was lost, told twice more than a crash allows, or ended in a state nobody expects. With CI=true in
the environment a short form: every fault, fewer kills.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import structlog  # noqa: E402 - the checkout first

from alerts.outbox import deliver  # noqa: E402
from alerts.smtp import Mailer, SmtpSettings  # noqa: E402
from bench.faulty_smtp import (  # noqa: E402
    FAULTS,
    STAGES,
    Fault,
    FaultySmtp,
    Stage,
    make_certificate,
)
from storage.store import Store  # noqa: E402
from storage.types import DeliveryState, MessageDraft  # noqa: E402

LIFETIME = timedelta(days=5)
#: Modules whose calls and returns are the numbered points of a night.
_POINTS_IN = ("alerts/outbox.py", "alerts/smtp.py", "alerts/patience.py", "storage/outbox.py", "smtplib.py")  # fmt: skip  # noqa: E501


def expected(stage: Stage, fault: Fault) -> DeliveryState:
    """Return the state that one night against this fault must leave a message in."""
    if stage == "QUIT":
        return "sent"
    if stage in ("MAIL", "RCPT", "DATA", "final dot") and fault == "5xx":
        return "held"
    return "queued"


@dataclass(frozen=True)
class Cell:
    """What happened in one stage with one fault."""

    stage: Stage
    fault: Fault
    state: DeliveryState
    attempts: int
    #: Copies at the server after the next night, with the fault gone.
    copies: int
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the state is the expected one and nothing is lost or doubled without need."""
        state = expected(self.stage, self.fault)
        if state == "held":
            return self.state == "held" and self.copies == 0
        reply_lost = self.stage == "final dot" and self.fault not in ("4xx", "421")
        return self.state == state and 1 <= self.copies <= (2 if reply_lost else 1)


def draft(key: str, address: str = "reader@example.org") -> MessageDraft:
    """Return a small message."""
    message_id = f"<{key}@example.org>"
    text = f"Message-ID: {message_id}\r\nTo: {address}\r\nSubject: {key}\r\n\r\n.Hello {key}\r\n"
    return MessageDraft(message_id, address, key, text.encode())


def settings(port: int, certificate: Path, patience: float = 0.4) -> SmtpSettings:
    """Return settings for the faulty server, with short time limits."""
    return SmtpSettings(
        "localhost",
        port,
        "starttls",
        username="user",
        password="secret",  # noqa: S106 - of a server on loopback
        ca_file=certificate,
        local_hostname="test.example.org",
        timeout=patience,
        patience=patience * 1.5,
        sender="monitor@example.org",
    )


def one_cell(store: Store, certificate: Path, stage: Stage, fault: Fault) -> Cell:
    """Play one night against the fault and one with it gone."""
    now = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
    key = f"{stage}-{fault}".replace(" ", "-")
    (delivery,) = store.outbox.enqueue([draft(key)], now, LIFETIME)
    began = time.monotonic()
    with FaultySmtp(certificate, stage, fault) as server:
        with Mailer(settings(server.port, certificate)) as mailer:
            deliver(store.outbox, mailer, lambda: now)
        seconds = time.monotonic() - began
        after = store.outbox.get(delivery.id)
        server.stage = None
        later = now + timedelta(hours=2)
        with Mailer(settings(server.port, certificate, 5.0)) as mailer:
            deliver(store.outbox, mailer, lambda: later)
        copies = server.ids().count(delivery.message_id)
    assert after is not None
    return Cell(stage, fault, after.state, after.attempts, copies, seconds)


def fault_table(folder: Path) -> list[Cell]:
    """Play every stage with every fault."""
    certificate = make_certificate(folder / "server.pem")
    with Store.open(folder / "faults.db") as store:
        return [one_cell(store, certificate, s, f) for s in STAGES for f in FAULTS]


def night(database: Path, config: SmtpSettings, messages: int) -> None:
    """Put a night's messages into the outbox, unless they are there, and send what is due."""
    now = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
    drafts = [draft(f"message-{n}", f"reader{n}@example.org") for n in range(messages)]
    with Store.open(database) as store:
        store.outbox.enqueue(drafts, now, LIFETIME)
        with Mailer(config) as mailer:
            deliver(store.outbox, mailer, lambda: now)


def _child(work: Callable[[], None]) -> int:
    """Return the id of a forked process that does the work and ends, whatever happens in it.

    A child that raised would otherwise go on as a second test runner.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - told, and ended below
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def killed_night(
    database: Path, config: SmtpSettings, messages: int, point: int
) -> tuple[bool, int]:
    """Run a night in a child that kills itself at its `point`-th call or return; 0: not at all.

    Return whether it was killed and, when it was not, how many points it passed.
    """
    reader, writer = os.pipe()

    def counted() -> None:
        seen = 0

        def count(frame: FrameType, event: str, _argument: object) -> None:
            nonlocal seen
            if event in ("call", "return") and frame.f_code.co_filename.endswith(_POINTS_IN):
                seen += 1
                if seen == point:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        night(database, config, messages)
        sys.setprofile(None)
        os.write(writer, str(seen).encode())

    child = _child(counted)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    passed = os.read(reader, 100)
    os.close(reader)
    return os.WIFSIGNALED(status), int(passed or 0)


@dataclass(frozen=True)
class Kills:
    """What came of many killed nights."""

    #: Processes that a SIGKILL ended before they had ended by themselves.
    kills: int
    lost: int
    doubled: int
    #: Nights with more doubles than kills, or with a second Message-ID: must be 0.
    wrong: int
    #: Kills that found some messages accepted and some not.
    amid: int = 0


def kill_at(folder: Path, points: list[int], messages: int) -> Kills:
    """Kill one night at each of these points, let the next night finish, and count."""
    certificate = make_certificate(folder / "kill.pem")
    kills = lost = doubled = wrong = 0
    for number, point in enumerate(points):
        with FaultySmtp(certificate) as server:
            database = folder / f"night-{number}.db"
            config = settings(server.port, certificate, 10.0)
            killed, _ = killed_night(database, config, messages, point)
            killed_night(database, config, messages, 0)
            _wait_for(server, messages)
            copies = Counter(server.ids())
        kills += killed
        lost += messages - len(copies)
        doubled += copies.total() - len(copies)
        wrong += copies.total() - len(copies) > killed or len(copies) != messages
    return Kills(kills, lost, doubled, wrong)


def kill_randomly(folder: Path, times: int, messages: int, seed: int = 1) -> Kills:
    """Kill two nights of one database at random moments and let the third finish; again and again.

    A night that was over before its moment came is no kill; it goes on until there were `times`.
    """
    certificate = make_certificate(folder / "random.pem")
    chance = random.Random(seed)  # noqa: S311 - reproducible chance, no secret
    length = _length(folder, certificate, messages)
    kills = lost = doubled = wrong = trials = amid = 0
    while kills < times:
        trials += 1
        with FaultySmtp(certificate) as server:
            database = _made(folder / f"random-{trials}.db")
            config = settings(server.port, certificate, 10.0)
            here = 0
            for _ in range(2):
                killed = _killed_after(database, config, messages, chance.uniform(0.0, length))
                here += killed
                amid += killed and 0 < len(set(server.ids())) < messages
            killed_night(database, config, messages, 0)
            _wait_for(server, messages)
            copies = Counter(server.ids())
        kills += here
        lost += messages - len(copies)
        doubled += copies.total() - len(copies)
        wrong += copies.total() - len(copies) > here or len(copies) != messages
    return Kills(kills, lost, doubled, wrong, amid)


def _made(database: Path) -> Path:
    """Make an empty database, so that kills do not all fall into the making of it."""
    Store.open(database).close()
    return database


def _length(folder: Path, certificate: Path, messages: int) -> float:
    """Return how many seconds a night takes that nobody kills, on this machine and now."""
    with FaultySmtp(certificate) as server:
        database = _made(folder / "length.db")
        began = time.monotonic()
        child = _child(lambda: night(database, settings(server.port, certificate, 10.0), messages))
        os.waitpid(child, 0)
        return time.monotonic() - began


def _killed_after(database: Path, config: SmtpSettings, messages: int, seconds: float) -> bool:
    child = _child(lambda: night(database, config, messages))
    killer = threading.Timer(seconds, _kill, (child,))
    killer.start()
    _, status = os.waitpid(child, 0)
    killer.cancel()
    return os.WIFSIGNALED(status)


def _kill(child: int) -> None:
    """Kill a night that may have ended by itself in the same moment."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _wait_for(server: FaultySmtp, messages: int) -> None:
    """Give the server's threads a moment to note what they took."""
    for _ in range(1000):  # a busy machine is slow to run them
        if len(set(server.ids())) >= messages:
            return
        time.sleep(0.02)


def points_of_a_night(folder: Path, messages: int) -> int:
    """Return how many numbered points a whole night has."""
    certificate = make_certificate(folder / "count.pem")
    with FaultySmtp(certificate) as server:
        config = settings(server.port, certificate, 10.0)
        return killed_night(folder / "count.db", config, messages, 0)[1]


def main() -> int:
    """Print both tables; return 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=30 if os.environ.get("CI") else 120)
    parser.add_argument("--random", type=int, default=20 if os.environ.get("CI") else 200)
    parser.add_argument("--messages", type=int, default=5)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cells = fault_table(folder)
        print(f"{'stage':<10}" + "".join(f"{fault:>12}" for fault in FAULTS))
        for stage in STAGES:
            row = [cell for cell in cells if cell.stage == stage]
            words = [f"{c.state}/{c.copies}{'' if c.right else ' !'}" for c in row]
            print(f"{stage:<10}" + "".join(f"{word:>12}" for word in words))
        print("(state after the night / copies at the server after the next one; ! is wrong)\n")
        total = points_of_a_night(folder, chosen.messages)
        step = max(1, total // max(1, chosen.points))
        points = list(range(1, total + 1, step)) if chosen.points else []
        print(f"a night of {chosen.messages} messages has {total} points")
        results = [
            (f"kill -9 at {len(points)} points", kill_at(folder, points, chosen.messages)),
            # Enough messages that sending takes most of the night: kills are to fall into it.
            ("kill -9 at random", kill_randomly(folder, chosen.random, 5 * chosen.messages)),
        ]
        for what, result in results:
            amid = f" ({result.amid} amid sending)" if result.amid else ""
            print(f"{what}: {result.kills} kills{amid}, {result.lost} lost, {result.doubled} "
                  f"doubled, {result.wrong} wrong")  # fmt: skip
    bad = sum(not cell.right for cell in cells)
    return 1 if bad or any(result.lost or result.wrong for _, result in results) else 0


if __name__ == "__main__":
    raise SystemExit(main())
