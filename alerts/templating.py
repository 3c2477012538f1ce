"""The templates and what is done to their HTML for mail readers."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Literal

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from alerts.wrap import width, wrapped

#: Columns that no paragraph fills.
_ENDLESS = 1_000_000


def compact(page: str) -> str:
    """Return HTML without the blanks and empty lines that templates leave."""
    return "\n".join(line for line in (line.strip() for line in page.splitlines()) if line) + "\n"


def inlined(page: str) -> str:
    """Return HTML with its style sheet in the elements, and kept for dark mode and phones."""
    return _inliner().inline(compact(page)).rstrip() + "\n"


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


@lru_cache(maxsize=3)
def environment(form: Literal["html", "txt", "chat"]) -> Environment:
    """Return the templates of one form: HTML is escaped, a missing value is an error.

    `chat` is text in lines as long as they come: chat programs fold them to their own width.
    """
    made = Environment(
        loader=PackageLoader("alerts", "templates"),
        autoescape=form == "html",  # noqa: S701 - plain text must not be escaped
        undefined=StrictUndefined,
        trim_blocks=form == "html",
        lstrip_blocks=form == "html",
    )
    made.filters["wrap"] = partial(wrapped, columns=_ENDLESS) if form == "chat" else wrapped
    made.filters["underlined"] = _underlined
    return made


def _underlined(heading: str) -> str:
    return f"{heading}\n{'-' * width(heading)}"
