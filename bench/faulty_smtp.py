"""An SMTP server on loopback that fails at one stage in one way, and remembers what it accepted."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Stage = Literal["greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "final dot", "QUIT"]
Fault = Literal["4xx", "5xx", "421", "close", "stall", "slow drip", "garbage", "1 MB line"]
STAGES: tuple[Stage, ...] = (
    "greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "final dot", "QUIT",
)  # fmt: skip
FAULTS: tuple[Fault, ...] = (
    "4xx", "5xx", "421", "close", "stall", "slow drip", "garbage", "1 MB line",
)  # fmt: skip


class Closed(Exception):  # noqa: N818 - ends a conversation, no error
    """The conversation is over."""


@dataclass
class FaultySmtp:
    """A context manager: `port` is where it listens, `accepted` the messages it took."""

    certificate: Path
    stage: Stage | None = None
    fault: Fault | None = None
    #: Addresses (by their local part) that are answered otherwise at RCPT: `full` → `452 …`.
    answers: dict[str, str] = field(default_factory=dict)
    #: Messages taken on one connection before it is closed with 421 at MAIL; 0: no limit;
    #: negative: at the next MAIL, once.
    limit: int = 0
    accepted: list[tuple[str, str]] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    connections: int = 0
    #: Seconds that the answer to the final dot takes.
    slow: float = 0.0
    #: Seconds that it takes to read 64 kB of a message.
    pace: float = 0.0
    #: Called with every line a client says.
    heard: Callable[[str], object] = str

    def __enter__(self) -> Self:
        """Listen."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        if self.pace:  # or the kernel would take megabytes in our place
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        self.port: int = self._socket.getsockname()[1]
        self._over = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the door; conversations end by themselves."""
        self._over.set()
        self._socket.close()

    def ids(self) -> list[str]:
        """Return the Message-IDs of what was accepted, in order."""
        return [message_id for message_id, _ in self.accepted]

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        talk = _Talk(self, connection)
        with suppress(OSError, Closed):
            talk.run()
        with suppress(OSError):
            talk.connection.close()

    def fails(self, stage: Stage) -> Fault | None:
        """Return the fault of a stage, when it is the one that fails."""
        return self.fault if stage == self.stage else None

    def wait(self, seconds: float) -> None:
        """Sleep, unless the server is shut down."""
        self._over.wait(seconds)


class _Talk:
    """One conversation."""

    def __init__(self, server: FaultySmtp, connection: socket.socket) -> None:
        self.server = server
        self.connection = connection
        self.buffer = b""
        self.taken = 0
        self.recipient = ""
        #: A transaction has begun and was not ended by a message, RSET or EHLO.
        self.open = False

    def run(self) -> None:
        self.answer("greeting", "220 faulty ESMTP")
        commands = {
            "EHLO": self.ehlo, "HELO": self.ehlo, "STARTTLS": self.starttls, "AUTH": self.auth,
            "MAIL": self.mail, "RCPT": self.rcpt, "DATA": self.data, "QUIT": self.quit,
        }  # fmt: skip
        while True:
            line = self.line()
            word = line.split(" ")[0].upper()
            handler = commands.get(word)
            if word in ("RSET", "EHLO", "HELO"):
                self.open = False
            if handler is None:
                self.say("250 ok")
            else:
                handler(line)

    def answer(self, stage: Stage, normal: str) -> bool:
        """Say what is normal, or fail; return whether it went well."""
        fault = self.server.fails(stage)
        if fault is None:
            self.say(normal)
            return True
        if fault == "4xx":
            self.say("451 4.3.0 not now")
        elif fault == "5xx":
            self.say("554 5.7.1 never")
        elif fault == "421":
            self.say("421 4.3.2 closing")
            raise Closed
        elif fault == "close":
            raise Closed
        elif fault == "stall":
            self.server.wait(30)
            raise Closed
        elif fault == "slow drip":
            for byte in b"250-" + b"slow " * 10_000:
                self.connection.sendall(bytes([byte]))
                self.server.wait(0.02)
        elif fault == "garbage":
            self.connection.sendall(b"\x00\xff\xfe<html>what?\r\n")
        else:
            self.connection.sendall(b"250 " + b"x" * 1_000_000 + b"\r\n")
        return False

    def ehlo(self, _line: str) -> None:
        secure = isinstance(self.connection, ssl.SSLSocket)
        offers = ["faulty", "SIZE 50000000", "8BITMIME", *([] if secure else ["STARTTLS"])]
        offers.append("AUTH PLAIN LOGIN XOAUTH2")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        self.answer("EHLO", "\r\n".join(lines))

    def starttls(self, _line: str) -> None:
        if self.answer("STARTTLS", "220 go"):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.server.certificate)
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.buffer = b""

    def auth(self, _line: str) -> None:
        self.answer("AUTH", "235 welcome")

    def mail(self, _line: str) -> None:
        if self.server.limit < 0 or 0 < self.server.limit <= self.taken:
            self.server.limit = max(self.server.limit, 0)
            self.say("421 4.4.5 enough for one connection")
            raise Closed
        if self.open:
            self.say("503 5.5.1 nested MAIL command")
        else:
            self.open = self.answer("MAIL", "250 ok")

    def rcpt(self, line: str) -> None:
        self.recipient = line.partition("<")[2].partition(">")[0]
        special = self.server.answers.get(self.recipient.partition("@")[0])
        if special is None:
            self.answer("RCPT", "250 ok")
        else:
            self.say(special)

    def data(self, _line: str) -> None:
        if not self.answer("DATA", "354 go"):
            return
        while b"\r\n.\r\n" not in self.buffer[-65600:]:
            self.server.wait(self.server.pace)
            self.receive()
        content, _, self.buffer = self.buffer.partition(b"\r\n.\r\n")
        content = re.sub(rb"(?m)^\.\.", b".", content) + b"\r\n"
        # What is not answered with 4xx or 5xx is accepted, whether the answer arrives or not.
        if self.server.fails("final dot") not in ("4xx", "5xx", "421"):
            found = re.search(rb"(?im)^message-id:\s*(\S+)", content)
            self.server.accepted.append((found[1].decode() if found else "", self.recipient))
            self.server.messages.append(content)
            self.taken += 1
        self.open = False
        self.server.wait(self.server.slow)
        self.answer("final dot", "250 2.0.0 queued")

    def quit(self, _line: str) -> None:
        self.answer("QUIT", "221 bye")
        raise Closed

    def say(self, text: str) -> None:
        self.connection.sendall(text.encode() + b"\r\n")

    def line(self) -> str:
        while b"\r\n" not in self.buffer:
            self.receive()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        said = line.decode("latin-1")
        self.server.heard(said)
        return said

    def receive(self) -> None:
        data = self.connection.recv(65536)
        if not data:
            raise Closed
        self.buffer += data


def make_certificate(path: Path) -> Path:
    """Write a key and a certificate for localhost, valid for a day, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
