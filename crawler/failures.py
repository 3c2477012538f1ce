"""Why a request came to nothing, in words an operator can act on."""

from __future__ import annotations

import zlib
from gzip import BadGzipFile

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectionClosed
from twisted.web.client import ResponseFailed, ResponseNeverReceived


class OffHost(IgnoreRequest):
    """The request, or a redirect, leads to a host that this Source does not watch."""


class RobotsDisallow(IgnoreRequest):
    """The site's robots.txt asks us not to fetch this."""


class RobotsUnreachable(IgnoreRequest):
    """The site's robots.txt could not be read, so nothing may be fetched (RFC 9309, 2.3.1.4)."""


class HostGivenUp(IgnoreRequest):
    """The host failed so often in a row that it is left in peace tonight."""


class TimeUp(IgnoreRequest):
    """The request could not begin within the time that its Source may take."""


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "host name not found"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadTimeoutError, "no complete answer in time"),
    (DownloadCancelledError, "larger than the size limit"),
    (ResponseDataLossError, "the answer broke off"),
    (UnsupportedURLSchemeError, "not an http address"),
    (BadGzipFile, "not compressed as it says"),
    (zlib.error, "not compressed as it says"),
)


def failure_reason(error: BaseException | None) -> str:
    """Return why a request failed, on one line."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    text = " ".join(str(error).split())[:200]
    if isinstance(error, DownloadFailedError):
        return _broken(error.__cause__) or f"connection failed: {text}"
    if isinstance(error, IgnoreRequest):
        if "max redirections" in text or "max redirects" in text:
            return "redirected in a circle"
        # A small answer that unpacks to more than the limit is dropped by Scrapy in these words.
        return "larger than the size limit" if "decompress" in text.lower() else text
    if "brotli" in text or "decompress" in text:  # the errors of brotli and of Zstandard
        return "not compressed as it says"
    return f"{type(error).__name__}: {text}"


def _broken(failed: BaseException | None) -> str | None:
    """Return what a connection came to grief of, in words; None: it is not known."""
    if not isinstance(failed, ResponseFailed) or not failed.reasons:
        return None
    cause = failed.reasons[0].value
    if isinstance(cause, TlsError):
        # As OpenSSL lists them: (library, function, reason). A number is the system's.
        listed = cause.args[0] if cause.args and isinstance(cause.args[0], list) else []
        said = [str(part[-1]) for part in listed if part]
        return f"TLS: {', '.join(said) or 'broken off'}"
    if isinstance(cause, ConnectionClosed):
        never = isinstance(failed, ResponseNeverReceived)
        return "closed the connection without an answer" if never else "the answer broke off"
    return "the answer is no HTTP" if not isinstance(failed, ResponseNeverReceived) else None
