"""A night rehearsed on a replica: requests for the sites' own URLs are answered on loopback.

Nothing but the connection differs: URLs, Host headers, redirects, robots.txt and delays are those
of the real sites, so what the rehearsal shows is what a night would do.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response


class RehearsalHandler(HTTP11DownloadHandler):
    """Connects to the replica for every host it stands for, and to nothing else."""

    async def download_request(self, request: Request) -> Response:
        """Return the replica's answer under the URL that was asked for."""
        rehearsal = self.crawler.settings.getdict("REHEARSAL")
        parts = urlsplit(request.url)
        base = rehearsal.get((parts.hostname or "").lower())
        if base is None:
            raise CannotResolveHostError(f"{parts.hostname}: is not part of the rehearsal")
        target = urlsplit(base)
        there = urlunsplit((target.scheme, target.netloc, parts.path or "/", parts.query, ""))
        meta = {key: value for key, value in request.meta.items() if key != "proxy"}
        replayed = request.replace(url=there, meta=meta)
        replayed.headers["Host"] = parts.netloc
        response = await super().download_request(replayed)
        for key, value in replayed.meta.items():  # latency and the like, for whoever reads them
            request.meta.setdefault(key, value)
        return response.replace(url=request.url)
