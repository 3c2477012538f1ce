"""smtplib with a clock over whole answers: a server that drips bytes can't hold a night."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from base64 import b64encode

#: RFC 5321 allows 512 octets a line; some servers write more. A megabyte is an attack.
_LINE = 8192
_LINES = 200
#: Bytes; what gets no part of this size through in its time carries no message.
_PART = 32_768


class PatientSMTP(smtplib.SMTP):
    """An SMTP client whose every answer must be complete within a time, and of sane size."""

    def __init__(self, local_hostname: str | None, timeout: float) -> None:
        """Make an unconnected client; `timeout` is for connecting and for each whole answer."""
        self._buffer = b""
        super().__init__("", 0, local_hostname, timeout=timeout)
        self.seconds = timeout

    def open(self, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        """Connect and read the greeting. Raises OSError or SMTPException."""
        self._host = host
        self.sock = socket.create_connection((host, port), self.seconds)
        if tls is not None:
            self.sock = tls.wrap_socket(self.sock, server_hostname=host)
        code, answer = self.getreply()
        if code != 220:  # noqa: PLR2004
            raise smtplib.SMTPConnectError(code, answer)

    def getreply(self, seconds: float | None = None) -> tuple[int, bytes]:
        """Return code and text of one whole answer. Raises OSError, SMTPServerDisconnected."""
        end = time.monotonic() + (self.seconds if seconds is None else seconds)
        lines: list[bytes] = []
        while len(lines) < _LINES:
            line = self._line(end)
            found = re.match(rb"(\d{3})([ -]|$)", line)
            if not found:
                raise smtplib.SMTPServerDisconnected(f"not an SMTP answer: {line[:80]!r}")
            lines.append(line[4:].strip())
            if found[2] != b"-":
                return int(found[1]), b"\n".join(lines)
        raise smtplib.SMTPServerDisconnected("an answer of too many lines")

    def _line(self, end: float) -> bytes:
        while b"\n" not in self._buffer:
            if len(self._buffer) > _LINE:
                raise smtplib.SMTPServerDisconnected("an answer of endless length")
            self._buffer += self._received(end)
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r")

    def _received(self, end: float) -> bytes:
        left = end - time.monotonic()
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        if left <= 0:
            raise TimeoutError("the answer was not complete in time")
        self.sock.settimeout(left)
        data = self.sock.recv(4096)
        self.sock.settimeout(self.seconds)
        if not data:
            raise smtplib.SMTPServerDisconnected("the server closed the connection")
        return data

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Encrypt the connection or raise; what came in clear after the answer is thrown away."""
        if not self.has_extn("starttls"):
            raise smtplib.SMTPNotSupportedError("STARTTLS is not offered; nothing is sent in clear")
        code, answer = self.docmd("STARTTLS")
        if code != 220:  # noqa: PLR2004
            raise smtplib.SMTPResponseException(code, answer)
        if self._buffer:
            raise smtplib.SMTPServerDisconnected("data in clear after STARTTLS")
        assert self.sock is not None  # noqa: S101 - the server has just answered
        self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
        self.file = None
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def log_in(self, username: str, password: str) -> None:
        """Log in with a password of any letters. Raises SMTPException.

        smtplib knows ASCII only, and would name a letter of the password in its error.
        """
        if f"{username}{password}".isascii():
            self.login(username, password)
            return
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:  # RFC 4616: UTF-8
            said = [f"PLAIN {_packed(f'{chr(0)}{username}{chr(0)}{password}')}"]
        elif "LOGIN" in offered:
            said = ["LOGIN", _packed(username), _packed(password)]
        else:
            raise smtplib.SMTPNotSupportedError("no login is offered that takes such a password")
        code, answer = self.docmd("AUTH", said[0])
        for part in said[1:]:
            if code == 334:  # noqa: PLR2004 - the server asks for the next part
                code, answer = self.docmd(part)
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, answer)

    def xoauth2(self, username: str, token: str) -> None:
        """Log in with an OAuth 2 access token. Raises SMTPAuthenticationError."""
        text = f"user={username}\x01auth=Bearer {token}\x01\x01"
        code, answer = self.docmd("AUTH", "XOAUTH2 " + _packed(text))
        if code == 334:  # noqa: PLR2004 - the error's details wait for an empty line
            code, answer = self.docmd("")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, answer)

    def mail_options(self, message: bytes, *, international: bool = False) -> list[str] | None:
        """Return what to say at MAIL, as far as the server knows it.

        None: an `international` address can't be said to this server.
        """
        options = [f"SIZE={len(message)}"] if self.has_extn("size") else []
        if self.has_extn("8bitmime") and not message.isascii():
            options.append("BODY=8BITMIME")
        if not international:
            return options
        return [*options, "SMTPUTF8"] if self.has_extn("smtputf8") else None

    def hand_over(self, message: bytes, patience: float) -> None:
        """Send the message and its final dot.

        A server has its time for each part of the message (RFC 5321 4.5.3.2.5), and `patience` for
        all of it: a slow line is no silent server.
        """
        quoted = re.sub(rb"(?m)^\.", b"..", re.sub(rb"\r\n|\r|\n", b"\r\n", message))
        if not quoted.endswith(b"\r\n"):
            quoted += b"\r\n"
        quoted += b".\r\n"
        end = time.monotonic() + patience
        for start in range(0, len(quoted), _PART):
            self._give(quoted[start : start + _PART], end)

    def _give(self, part: bytes, end: float) -> None:
        """Send a part of a message within the time for one, and before all of it has to be sent."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        self.sock.settimeout(max(0.001, min(self.seconds, end - time.monotonic())))
        self.sock.sendall(part)
        self.sock.settimeout(self.seconds)


def _packed(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
