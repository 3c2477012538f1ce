"""Files that we write for others: units, a configuration, a spider. Templates: `examples/`."""

from __future__ import annotations

import json

from jinja2 import Environment, PackageLoader, StrictUndefined

_templates = Environment(
    loader=PackageLoader("monitor", "examples"),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    autoescape=False,  # noqa: S701 - no HTML: each value is quoted as its file wants it
)
# A JSON string, or list of strings, without escapes for other alphabets is one of TOML and Python.
_templates.filters["quoted"] = lambda value: json.dumps(value, ensure_ascii=False)


def filled(template: str, **values: object) -> str:
    """Return the text of a template, `examples/<template>.j2`, with these values."""
    return _templates.get_template(f"{template}.j2").render(values)
