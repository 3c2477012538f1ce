"""A real SMTP server on loopback that files every message as it was received."""

from __future__ import annotations

import random
import re
import socket
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

#: Below those that the system gives to connections by itself.
_PORTS = (20_000, 32_000)


def free_port() -> int:
    """Return a port of loopback that nobody listens at, nor is given to a connection meanwhile."""
    while True:
        port = random.randrange(*_PORTS)  # noqa: S311 - no secret
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Mailbox:
    """Receives on 127.0.0.1 while the block runs: one message a file, `<label>-<n>-<to>.eml`."""

    def __init__(self, folder: Path) -> None:
        """File messages below `folder`."""
        self.folder = folder
        self.label = "0"
        self._count = 0
        self.port = free_port()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True
        )

    def __enter__(self) -> Self:
        """Listen."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        self._controller.stop()

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """File one accepted message."""
        for address in envelope.rcpt_tos:
            self._count += 1
            name = re.sub(r"[^A-Za-z0-9.@_-]", "_", address)
            file = self.folder / f"{self.label}-{self._count:03d}-{name}.eml"
            file.write_bytes(bytes(envelope.original_content or b""))
        return "250 2.0.0 filed"

    def received(self, label: str, address: str) -> list[Path]:
        """Return the messages to `address` that were filed under a label."""
        return sorted(self.folder.glob(f"{label}-*-{address}.eml"))
