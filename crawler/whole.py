"""An article cut into parts, fetched whole."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response as ScrapyResponse
from scrapy.http.request import NO_CALLBACK

from crawler.failures import failure_reason
from crawler.fetched import document_of
from crawler.health import status_words
from crawler.parsers import Document
from crawler.parsers.links.parts import joined, part_urls
from crawler.walk import Download


class PartMissing(Exception):  # noqa: N818 - a page's trouble, counted and told like others
    """A part of an article could not be fetched: half of it would read as an edit."""


async def whole(response: ScrapyResponse, download: Download) -> ScrapyResponse:
    """Return the answer with the article's other parts in it; as it came when it has none.

    It then carries no validators, because those of the first part say nothing of the others,
    and names in `X-Joined-Parts` what was put together. Raises PartMissing.
    """
    first = document_of(response)
    urls = part_urls(first)
    if not urls:
        return response
    body = joined(first, [await _part(url, download) for url in urls])
    if body is None:
        return response
    headers = response.headers.copy()
    for name in ("ETag", "Last-Modified"):
        headers.pop(name, None)
    headers["Content-Type"] = "text/html; charset=utf-8"
    headers["X-Joined-Parts"] = " ".join(urls)
    return response.replace(body=body, headers=headers)


async def _part(url: str, download: Download) -> Document:
    try:
        response = await download(Request(url, callback=NO_CALLBACK, dont_filter=True))
    except Exception as error:
        raise PartMissing(f"part {url}: {failure_reason(error)}") from error
    if response.status != 200:  # noqa: PLR2004 - OK
        raise PartMissing(f"part {url}: answered {status_words(response.status)}")
    return document_of(response)
