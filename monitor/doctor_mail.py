"""Whether mail can leave: a real conversation with the SMTP server, up to its last question."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator

from alerts.addresses import envelope
from alerts.patience import PatientSMTP
from monitor.config import Config, secret
from monitor.config_checks import ready_to_mail
from monitor.config_sections import Mail
from monitor.exits import Exit
from monitor.finding import Finding, cause_of
from storage.errors import ConfigError


def smtp(config: Config) -> Iterator[Finding]:
    """Have a real conversation up to RCPT; no message is given over."""
    mail = config.mail
    server = f"{mail.host}:{mail.port}"
    try:
        ready_to_mail(config)
    except ConfigError:
        return  # told already
    try:
        answer = _conversation(config)
    except ConfigError as error:
        yield Finding("bad", "smtp", server, str(error), Exit.MAIL)
    except (OSError, ValueError) as error:  # smtplib's own errors are the first
        yield Finding("bad", "smtp", server, _why_not(error, mail), Exit.MAIL)
    else:
        yield Finding("ok", "smtp", f"{server} {answer}")


def _why_not(error: OSError | ValueError, mail: Mail) -> str:
    """Return why a server takes no mail, and what to do about it."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"login refused: {_words(error)}: check username and secret"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refused: {_words(error)}"
    if isinstance(error, ssl.SSLError):
        return f"TLS: {cause_of(error)}: check mail.security and mail.ca_file"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"{cause_of(error).rstrip('.')}: {_instead(str(error))}"
    silent = isinstance(error, TimeoutError) or "timed out" in str(error)
    other = '; a port that waits for TLS (465) wants mail.security = "tls"'
    hint = other if silent and mail.security != "tls" else ""
    return f"{cause_of(error)}: check mail.host, mail.port, firewall{hint}"


def _instead(missing: str) -> str:
    """Return what to do where a server does not offer something."""
    if "AUTH" in missing or "login" in missing:
        return "most servers take logins over TLS only: check mail.security and mail.port"
    if "STARTTLS" in missing:
        return 'use a relay that offers it, or its port for TLS (465) with mail.security = "tls"'
    return "use a relay that offers it, or another address of the operator"


def _words(error: smtplib.SMTPResponseException) -> str:
    text = error.smtp_error
    return (
        f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    )


def _conversation(config: Config) -> str:
    mail = config.mail
    context = ssl.create_default_context(cafile=mail.ca_file)
    with PatientSMTP(None, mail.timeout) as server:
        server.open(mail.host, mail.port, context if mail.security == "tls" else None)
        server.ehlo_or_helo_if_needed()
        if mail.security == "starttls":
            server.encrypt(context)
            server.ehlo_or_helo_if_needed()
        _log_in(server, mail)
        to = next(iter(config.operators.addresses), config.contact)
        recipient = envelope(to)
        options = [] if recipient.isascii() else ["SMTPUTF8"]
        for code, answer in (server.mail(envelope(mail.sender), options), server.rcpt(recipient)):
            if code >= 400:  # noqa: PLR2004 - SMTP's refusals
                raise smtplib.SMTPResponseException(code, answer)
        server.rset()
        return f"takes mail from {mail.sender} to {to}"


def _log_in(server: PatientSMTP, mail: Mail) -> None:
    """Log in as a night does."""
    if mail.username is None:
        return
    if mail.oauth2_token_file is not None:
        token = secret(None, mail.oauth2_token_file, "mail.oauth2_token_file")
        server.xoauth2(mail.username, token or "")
    else:
        password = secret(mail.password, mail.password_file, "mail.password_file")
        server.log_in(mail.username, password or "")
