"""What stands before every page: the Host header, the methods, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing from elsewhere, no script at all; our one style sheet, our icon, our own frames.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: For what is shown inside a frame of ours: somebody else's markup, cut off from everything.
FRAMED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def framed() -> Mapping[str, str]:
    """Return the headers of an answer that one of our own pages shows in a frame."""
    return {"Content-Security-Policy": FRAMED, "X-Frame-Options": "SAMEORIGIN"}


@dataclass(frozen=True)
class Guard:
    """An ASGI middleware: refuses other Hosts and methods, adds the headers an answer lacks."""

    app: ASGIApp
    hosts: Collection[str]
    methods: Collection[str] = ("GET", "HEAD")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message))
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        if host_name(Headers(scope=scope).get("host", "")) not in self.hosts:
            return Response("This name is not served here.\n", 400, media_type="text/plain")
        if scope["method"] not in self.methods:
            allow = ", ".join(self.methods)
            return Response("Not allowed.\n", 405, {"Allow": allow}, media_type="text/plain")
        return None


def host_name(header: str) -> str:
    """Return the Host header's name in lower case, without port, brackets and final dot."""
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0].removesuffix(".")


def _complete(headers: MutableHeaders) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Frame-Options", "DENY")
