"""The dashboard as an ASGI application: routes and what becomes of errors. Read-only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.config import Config
from monitor.dashboard import rendering
from monitor.dashboard.desk import Desk, opened
from monitor.dashboard.guard import Guard, framed
from monitor.dashboard.pages import (
    captures,
    changes,
    digests,
    feeds,
    item,
    items,
    overview,
    projects,
    runs,
    stories,
)
from monitor.dashboard.words import language_for
from monitor.metrics import exposition
from monitor.session import utcnow
from storage.damage import damage
from storage.errors import MISREAD, StorageError

log = structlog.get_logger("dashboard")

#: Names of this machine; a name from outside that leads here (DNS rebinding) is none of them.
LOOPBACK = ("localhost", "127.0.0.1", "::1")

#: Path, template, and what reads the view.
_PAGES: tuple[tuple[str, str, Callable[[Desk], object]], ...] = (
    ("/", "overview", overview.overview),
    ("/items", "items", items.items),
    ("/items/{id}", "item", item.item),
    ("/items/{id}/compare", "compare", item.comparison),
    ("/captures/{id}", "capture", captures.capture),
    ("/changes", "changes", changes.changes),
    ("/stories", "stories", stories.stories),
    ("/projects", "projects", projects.projects),
    ("/runs", "runs", runs.runs),
    ("/runs/{name}", "run", runs.run),
    ("/digests", "digests", digests.digests),
    ("/digests/{id}", "digest", digests.digest),
    ("/feeds", "feeds", feeds.feeds),
)


def dashboard(config: Config, clock: Callable[[], datetime] = utcnow) -> Starlette:
    """Return the application that serves the operators."""
    site = _Site(config, clock)
    routes = [Route(path, site.page(template, view)) for path, template, view in _PAGES]
    routes += [
        Route("/captures/{id}/page", site.raw(lambda desk: _in_frame(captures.framed(desk)))),
        Route("/captures/{id}/source", site.raw(_source)),
        Route("/digests/{id}/message", site.raw(lambda desk: _in_frame(digests.message(desk)))),
        Route("/digests/{id}/whole", site.raw(lambda desk: _in_frame(digests.whole(desk)))),
        Route("/projects.csv", site.raw(_projects_csv)),
        Route("/feeds/{name}", site.raw(_feed)),
        Route("/metrics", site.raw(_metrics)),
        *(Route(f"/static/{name}", static_file(name)) for name in rendering.MEDIA),
    ]
    hosts = {*LOOPBACK, *(name.lower() for name in config.web.allowed_hosts)}
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={
            HTTPException: site.refused,
            StorageError: site.unavailable,
            Exception: site.broken,
        },
    )


def static_file(name: str) -> Callable[[Request], Response]:
    """Return the endpoint of one of our own files."""
    content = rendering.static(name)
    headers = {"Cache-Control": "max-age=3600"}

    def endpoint(_: Request) -> Response:
        return Response(content, headers=headers, media_type=rendering.MEDIA[name])

    return endpoint


class _Site:
    """Endpoints and error pages of one configuration."""

    def __init__(self, config: Config, clock: Callable[[], datetime]) -> None:
        self._config = config
        self._clock = clock

    def page(self, template: str, view: Callable[[Desk], object]) -> Callable[[Request], Response]:
        """Return the endpoint of a page; a view that is None is not there."""

        def endpoint(request: Request) -> Response:
            words = rendering.words_for(self._config, request)
            with self._desk(request) as desk:
                found = view(desk)
            if found is None:
                return rendering.page(words, "error", status=404, code=404, cause=None)
            return rendering.page(words, template, found)

        return endpoint

    def raw(self, answer: Callable[[Desk], Response | None]) -> Callable[[Request], Response]:
        """Return the endpoint of something that is no page of ours."""

        def endpoint(request: Request) -> Response:
            with self._desk(request) as desk:
                found = answer(desk)
            if found is None:
                raise HTTPException(404)
            return found

        return endpoint

    def refused(self, request: Request, error: Exception) -> Response:
        """Answer what is not there, or not allowed."""
        code = error.status_code if isinstance(error, HTTPException) else 500
        return self._error(request, code, None)

    def unavailable(self, request: Request, error: Exception) -> Response:
        """Answer while the database is missing, damaged, or waits to be migrated."""
        return self._error(request, 503, str(error))

    def broken(self, request: Request, error: Exception) -> Response:
        """Answer when we are at fault, or the database is; the log has the rest."""
        if isinstance(error, MISREAD) and (damaged := damage(self._config.database)):
            return self.unavailable(request, damaged)
        log.error("dashboard.broken", path=request.url.path, exc_info=error)
        return self._error(request, 500, None)

    def _error(self, request: Request, code: int, cause: str | None) -> Response:
        words = rendering.words_for(self._config, request)
        return rendering.page(words, "error", status=code, code=code, cause=cause)

    def _desk(self, request: Request) -> Any:  # noqa: ANN401 - a context manager of a Desk
        asked: Mapping[str, str] = {**request.query_params, **request.path_params}
        language = language_for(
            request.query_params.get("lang"), request.headers.get("accept-language", "")
        )
        return opened(self._config, self._clock(), language, asked)


def _in_frame(found: str | None) -> Response | None:
    """Return a document that a page of ours shows in a frame; None: it is not there."""
    return None if found is None else Response(found, headers=framed(), media_type="text/html")


def _source(desk: Desk) -> Response | None:
    found = captures.source(desk)
    if found is None:
        return None
    # As text whatever it is: nothing fetched is ever run or rendered under our name.
    kind = "text/plain" if b"\0" not in found[:4096] else "application/octet-stream"
    headers = {**framed(), "Content-Disposition": 'inline; filename="capture.txt"'}
    if kind != "text/plain":
        headers["Content-Disposition"] = 'attachment; filename="capture.bin"'
    return Response(found, headers=headers, media_type=kind)


def _projects_csv(desk: Desk) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="projects.csv"'}
    return Response(projects.as_csv(desk), headers=headers, media_type="text/csv; charset=utf-8")


def _feed(desk: Desk) -> Response | None:
    found = feeds.feed_file(desk.config.feeds_dir, desk.asked["name"])
    return None if found is None else Response(found[0], media_type=found[1])


def _metrics(desk: Desk) -> Response:
    return Response(
        exposition(desk.config, desk.store, desk.now),
        media_type="text/plain; version=0.0.4; charset=utf-8",
    )
