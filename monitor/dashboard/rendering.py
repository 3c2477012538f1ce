"""Views become HTML: templates with escaping on, told what depends on the reader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse

from monitor.config import Config
from monitor.cron import zone
from monitor.dashboard import charts
from monitor.dashboard.words import Words, language_for
from monitor.sources import display_names

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"

_templates = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["charts"] = charts


def words_for(config: Config, request: Request) -> Words:
    """Return what depends on who asks."""
    query = QueryParams(request.scope["query_string"])
    language = language_for(
        query.get("lang"), Headers(scope=request.scope).get("accept-language", "")
    )
    return Words(
        language=language,
        zone=zone(config.schedule.timezone),
        names=display_names(config, language),
        path=request.url.path,
        query=dict(query),
    )


def page(
    words: Words, template: str, view: object = None, *, status: int = 200, **more: object
) -> HTMLResponse:
    """Return a page made of a view."""
    text = _templates.get_template(f"{template}.html").render(
        view=view, words=words, say=words.say, link=words.link, **more
    )
    return HTMLResponse(text, status, headers={"Content-Language": words.language})


def static(name: str) -> bytes:
    """Return one of our own files; asked for by constant names only."""
    return (STATIC / name).read_bytes()


MEDIA: Mapping[str, str] = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
