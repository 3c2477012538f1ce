"""What the public may reach, and nothing more: unsubscribe, feeds, a digest by its link."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes, policy
from urllib.parse import parse_qs, urlsplit

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.config import Config
from monitor.dashboard import rendering
from monitor.dashboard.app import LOOPBACK, static_file
from monitor.dashboard.guard import Guard
from monitor.dashboard.pages.feeds import feed_file
from monitor.session import utcnow
from storage.browse_runs import BrowseRuns
from storage.damage import damage
from storage.errors import MISREAD, StorageError
from storage.store import Store

log = structlog.get_logger("public")

#: A one-click body is 26 bytes; with a form's decoration some hundred.
_LARGEST_BODY = 4096
#: Seconds; who sends it in drips would keep everybody else from unsubscribing.
_PATIENCE = 10.0
#: The key of a Digest's Message-ID: 16 bytes of BLAKE2 in hexadecimal.
_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
#: A digest as it was mailed: our own markup with inlined styles. Nothing loads, nothing runs.
_DIGEST = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_PRIVATE = {"X-Robots-Tag": "noindex, nofollow"}


def public(config: Config, clock: Callable[[], datetime] = utcnow) -> Starlette:
    """Return the application that serves the public."""
    site = _Public(config, clock)
    host = urlsplit(config.web.public_url or "").hostname
    return Starlette(
        routes=[
            Route("/unsubscribe/{token}", site.unsubscribe, methods=["GET", "POST"]),
            Route("/feeds/{name}", site.feed),
            Route("/digest/{key}", site.digest),
            Route("/digest/{key}/whole", site.whole_digest),
            *(Route(f"/{name}", static_file(name)) for name in rendering.MEDIA),
        ],
        middleware=[
            Middleware(
                Guard,
                hosts={*LOOPBACK, *([host] if host else [])},
                methods=("GET", "HEAD", "POST"),
            )
        ],
        exception_handlers={
            HTTPException: site.refused,
            StorageError: site.unavailable,
            Exception: site.broken,
        },
    )


class _Public:
    """The endpoints."""

    def __init__(self, config: Config, clock: Callable[[], datetime]) -> None:
        self._config = config
        self._clock = clock
        # A proxy may serve us below a folder of its own.
        self._base = urlsplit(config.web.public_url or "").path.rstrip("/")

    async def unsubscribe(self, request: Request) -> Response:
        """Show the button; on POST, stop the mail. An unknown token is answered the same."""
        if request.method != "POST":
            return self._page(request, "unsubscribe", done=False)
        body = await _body(request)
        if body is None or not is_one_click(body, request.headers.get("content-type", "")):
            return self._page(request, "unsubscribe", status=400, done=False)
        await run_in_threadpool(self._stop, request.path_params["token"])
        return self._page(request, "unsubscribe", done=True)

    def feed(self, request: Request) -> Response:
        """Serve a feed's file."""
        found = feed_file(self._config.feeds_dir, request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1], headers={"Cache-Control": "max-age=900"})

    def digest(self, request: Request) -> Response:
        """Serve a Recipient's Digest, as it was mailed, by the unguessable key in its link."""
        return self._digest(request, whole=False)

    def whole_digest(self, request: Request) -> Response:
        """Serve the same with nothing left out, where the mail left something out."""
        return self._digest(request, whole=True)

    def _digest(self, request: Request, *, whole: bool) -> Response:
        key = request.path_params["key"]
        if not _KEY.fullmatch(key):
            raise HTTPException(404)
        with Store.view(self._config.database) as store:
            html = BrowseRuns(store.database).public_digest(key, whole=whole)
        if html is None:
            raise HTTPException(404)
        headers = {**_PRIVATE, "Content-Security-Policy": _DIGEST}
        return Response(html, headers=headers, media_type="text/html")

    def refused(self, request: Request, error: Exception) -> Response:
        """Answer everything else: one page for all that is not there."""
        code = error.status_code if isinstance(error, HTTPException) else 500
        return self._page(request, "public_error", status=code, code=code)

    def unavailable(self, request: Request, error: Exception) -> Response:
        """Answer while the database cannot be used; the public is not told why."""
        log.warning("public.unavailable", cause=str(error))
        return self._page(request, "public_error", status=503, code=503)

    def broken(self, request: Request, error: Exception) -> Response:
        """Answer when we are at fault, or the database is; the log has the rest."""
        if isinstance(error, MISREAD) and (damaged := damage(self._config.database)):
            return self.unavailable(request, damaged)
        log.error("public.broken", exc_info=error)
        return self._page(request, "public_error", status=500, code=500)

    def _stop(self, token: str) -> None:
        # Looked at first: `Store.open` would make or migrate a database.
        with Store.view(self._config.database) as store:
            known = store.recipients.by_token(token)
        if known is None or known.unsubscribed_at is not None:
            return
        with Store.open(self._config.database) as store:
            store.recipients.unsubscribe(token, self._clock())
        log.info("recipient.unsubscribed", recipient=known.id)

    def _page(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> Response:
        words = rendering.words_for(self._config, request)
        answer = rendering.page(words, template, status=status, base=self._base, **values)
        answer.headers.update(_PRIVATE)
        return answer


def is_one_click(body: bytes, content_type: str) -> bool:
    """Return whether a POST body is that of RFC 8058: `List-Unsubscribe=One-Click`."""
    if content_type.lower().startswith("multipart/form-data"):
        head = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
        # Its headers are taken as they come: the policies that parse them fail on some.
        parts = message_from_bytes(head + body, policy=policy.compat32)
        return any(
            part.get_param("name", header="content-disposition") == "List-Unsubscribe"
            and str(part.get_payload()).strip() == "One-Click"
            for part in parts.walk()
            if not part.is_multipart()
        )
    try:
        form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    except ValueError:  # more fields than any mail reader sends
        return False
    return form.get("List-Unsubscribe") == ["One-Click"]


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when it is too large, or comes too slowly, to be one of ours."""
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LARGEST_BODY:
                    return None
            return body
    return None
