"""One SMTP conversation a run: kept open, opened again when lost, each failure told apart."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from alerts.addresses import envelope
from alerts.clean import one_line
from alerts.patience import PatientSMTP
from storage.errors import DeliveryError
from storage.types import Letter

#: Answers that are about us and our account, not about the message: it is kept, not given up.
_ABOUT_US = frozenset({421, 454, 530, 534, 535, 538})


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """How to reach the relay. Times in seconds."""

    host: str
    port: int = 25
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str | None = None
    password: str | None = None
    #: File with an OAuth 2 access token, read anew at each login; used instead of a password.
    token_file: Path | None = None
    #: The certificates to trust, and no others; None: those of the system.
    ca_file: Path | None = None
    #: What we call ourselves in EHLO; None: this machine's name.
    local_hostname: str | None = None
    #: For connecting and for each answer: a whole one, however slowly it drips.
    timeout: float = 60.0
    #: For the answer after the final dot. RFC 5321 4.5.3.2.6 asks for ten minutes: a server may be
    #: scanning the message, and giving up early makes it arrive twice.
    patience: float = 600.0
    #: Envelope sender where a Delivery has no return path of its own.
    sender: str = ""


class Mailer:
    """Sends Deliveries over one connection. A context manager; closing says QUIT."""

    def __init__(self, settings: SmtpSettings) -> None:
        """Remember where to connect; nothing is opened yet."""
        self.settings = settings
        self._smtp: PatientSMTP | None = None
        self._used = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self.close()

    def ready(self) -> None:
        """Have a connection on which mail may be sent. Raises DeliveryError, never a permanent one.

        What fails here concerns every message alike: greeting, EHLO, STARTTLS, login.
        """
        if self._smtp is not None:
            return
        try:
            self._smtp = self._connected()
        except smtplib.SMTPResponseException as error:
            raise _unreachable(
                self.settings, _words(error.smtp_code, error.smtp_error), error.smtp_code
            ) from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise _unreachable(self.settings, _cause(error)) from error
        self._used = False

    def send(self, delivery: Letter) -> str:
        """Return the server's answer to an accepted message. Raises DeliveryError.

        A used connection that the server has closed or closes before the message itself was given
        to it is opened once more, so that a relay's limit of messages a connection delays nothing.
        """
        again = self._used
        try:
            self.ready()
            return self._transaction(delivery)
        except _BeforeData as error:
            self._drop()
            if not again:
                raise error.cause from error
        self.ready()
        try:
            return self._transaction(delivery)
        except _BeforeData as error:
            self._drop()
            raise error.cause from error

    def close(self) -> None:
        """Say QUIT; a failure at it changes nothing that was accepted."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
                self._smtp.quit()
        self._drop()

    def _connected(self) -> PatientSMTP:
        settings = self.settings
        smtp = PatientSMTP(settings.local_hostname, settings.timeout)
        try:
            context = self._context()
            smtp.open(settings.host, settings.port, context if settings.security == "tls" else None)
            smtp.ehlo_or_helo_if_needed()
            if settings.security == "starttls":
                smtp.encrypt(context)
                smtp.ehlo_or_helo_if_needed()
            self._login(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.settings.ca_file)

    def _login(self, smtp: PatientSMTP) -> None:
        settings = self.settings
        if settings.username is None:
            return
        if settings.token_file is not None:
            token = settings.token_file.read_text("utf-8").strip()
            smtp.xoauth2(settings.username, token)
        else:
            smtp.log_in(settings.username, settings.password or "")

    def _transaction(self, delivery: Letter) -> str:
        """Give one message over; after it, or after a refusal, the connection is clean again."""
        smtp = self._smtp
        assert smtp is not None  # noqa: S101 - ready() came before
        sender = delivery.return_path or self.settings.sender
        recipient = envelope(delivery.address)
        options = smtp.mail_options(delivery.message, international=not recipient.isascii())
        if options is None:
            text = f"{delivery.address}: needs SMTPUTF8, which {self.settings.host} does not offer"
            raise DeliveryError(text, permanent=True)
        try:
            self._expect(2, "MAIL", *smtp.mail(envelope(sender), options))
            self._expect(2, "RCPT", *smtp.rcpt(recipient))
            self._expect(3, "DATA", *smtp.docmd("DATA"))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise _BeforeData(self._lost("before the message", error)) from error
        code, answer = self._given(smtp, delivery.message)
        self._expect(2, "message", code, answer)
        self._used = True
        return _words(code, answer)

    def _given(self, smtp: PatientSMTP, message: bytes) -> tuple[int, bytes]:
        """Give the message itself over; return the answer to its final dot."""
        where = "amid the message"
        try:
            smtp.hand_over(message, self.settings.patience)
            where = "after the message; it may have been accepted"
            return smtp.getreply(self.settings.patience)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._drop()
            raise self._lost(where, error) from error

    def _expect(self, wanted: int, stage: str, code: int, answer: bytes) -> None:
        """Raise DeliveryError unless the answer's first digit is the wanted one."""
        if code // 100 == wanted:
            return
        text = f"{self.settings.host}: {stage}: {_words(code, answer)}"
        refused = DeliveryError(text, permanent=_is_final(code), code=code)
        if code // 100 not in (4, 5) or code == 421:  # noqa: PLR2004 - the reply that closes
            self._drop()
            if stage != "message":
                raise _BeforeData(refused)
        else:
            self._used = True
            self._reset()
        raise refused

    def _reset(self) -> None:
        """Have a clean connection after a refusal, or none."""
        try:
            code, _ = self._smtp.rset() if self._smtp else (250, b"")
        except (OSError, smtplib.SMTPException, ValueError):
            code = -1
        if code // 100 != 2:  # noqa: PLR2004
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None
        self._used = False

    def _lost(self, where: str, error: Exception) -> DeliveryError:
        cause = one_line(str(error) or type(error).__name__, 300)
        return DeliveryError(f"{self.settings.host}: lost {where}: {cause}", permanent=False)


class _BeforeData(Exception):  # noqa: N818
    """The connection went before the server had the message: giving it again can't double it."""

    def __init__(self, cause: DeliveryError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def _is_final(code: int) -> bool:
    return code // 100 == 5 and code not in _ABOUT_US  # noqa: PLR2004


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return one_line(f"{code} {text}", 500)


def _cause(error: Exception) -> str:
    """Return why a server was not reached, without the number that Python puts before it."""
    plain = error.strerror if isinstance(error, OSError) and error.filename is None else None
    return one_line(str(plain or error) or type(error).__name__, 300)


def _unreachable(settings: SmtpSettings, cause: str, code: int | None = None) -> DeliveryError:
    return DeliveryError(
        f"{settings.host}:{settings.port}: not ready for mail: {cause}", permanent=False, code=code
    )
