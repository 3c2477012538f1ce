"""What a Content-Type header says; pure."""

from __future__ import annotations

from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import NamedTuple


class ContentType(NamedTuple):
    """Media type and charset, the charset as sent; each None where the header says nothing."""

    media_type: str | None
    charset: str | None


def content_type(header: str | None) -> ContentType:
    """Return what the header says. Never raises: of one that is no header the bytes will tell."""
    if not header:
        return ContentType(None, None)
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    try:
        charset = message.get_param("charset")
    except (ValueError, TypeError):  # its numbers of continued parameters (RFC 2231) are none
        return ContentType(None, None)
    said = collapse_rfc2231_value(charset).strip() if charset else ""
    return ContentType(message.get_content_type() if "/" in header else None, said or None)
