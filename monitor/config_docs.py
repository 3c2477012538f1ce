"""docs/configuration.md, made from the model so that it can't lag behind."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from monitor.config import Config

_HEAD = """# Configuration

<!-- Made by `iom-monitor config docs > docs/configuration.md`; a test compares. -->

One file, `monitor.toml`: the one given with `-c`, else named by `IOM_MONITOR_CONFIG`, else
`./monitor.toml`, else the one in the platform's configuration folder (`~/.config/iom-monitor/` on
Linux). `iom-monitor init` writes it.

- Every key can be set from the environment, which wins over the file:
  `IOM_MONITOR_MAIL__HOST` is `host` in `[mail]`. A list is JSON there: `["a@example.org"]`.
- Unknown keys and sources are refused by name, with the nearest known one suggested, and so is what
  can't be used: no URL, no host name, no cron expression. The exit code is 78.
- Secrets are never printed. They come from the environment or from a file named by a key that
  ends in `_file`.
- A relative path is meant from the file that names it; `~` is your home.
- `iom-monitor config check` says whether it, and the files it names, can be used; `config show`
  prints what is in force, `config schema` prints a JSON Schema for editors.

"""
_TABLE = "| key | kind | without it | what it is |\n|---|---|---|---|\n"


def markdown() -> str:
    """Return the whole page."""
    return _HEAD + "\n".join(_sections(Config, "")).rstrip() + "\n"


def keys() -> tuple[str, ...]:
    """Return every key with its tables in front: `mail.host`."""
    return tuple(_keys(Config, ""))


def _keys(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner, shape = _inner(field.annotation)
        if inner is None:
            yield prefix + name
        else:
            yield from _keys(inner, f"{prefix}{shape.format(name)}.")


def _sections(model: type[BaseModel], table: str) -> Iterator[str]:
    own: list[str] = []
    tables: list[tuple[type[BaseModel], str]] = []
    for name, field in model.model_fields.items():
        inner, shape = _inner(field.annotation)
        if inner is None:
            own.append(_row(name, field))
        else:
            tables.append((inner, shape.format(name)))
    about = (model.__doc__ or "").strip() if table else "Keys before the first table."
    title = _title(table)
    yield f"## {title}\n\n{about}\n\n{_TABLE}" + "\n".join(own) + "\n"
    for inner, name in tables:
        yield from _sections(inner, name)


def _title(table: str) -> str:
    if not table:
        return "Top level"
    if table.endswith("[]"):
        return f"`[[{table.removesuffix('[]')}]]`"
    return f"`[{table}]`"


def _row(name: str, field: FieldInfo) -> str:
    about = (field.description or "").replace("\n", " ").replace("|", "\\|")
    most = next(_most(field), None)
    kind = _kind(field.annotation) + ("" if most is None else f", at most {most}")
    return f"| `{name}` | {kind} | {_default(field)} | {about} |"


def _most(constrained: Any) -> Iterator[float]:  # noqa: ANN401 - a field or any type form
    """Yield the largest number that a key may be."""
    for each in getattr(constrained, "metadata", ()):
        if (most := getattr(each, "le", None)) is not None:
            yield most
    inner = getattr(constrained, "annotation", constrained)
    for each in typing.get_args(inner):
        yield from _most(each)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    if field.default is not PydanticUndefined:
        value = field.default
    elif field.annotation is Path:
        return "the platform's data folder"
    else:
        return "none"
    if value is None or value == ():
        return "none"
    return f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


_PLAIN = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "Path": "path",
    "SecretStr": "secret",
}


def _kind(annotation: Any) -> str:  # noqa: ANN401 - any type form
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if isinstance(annotation, type) and origin is None:
        return _PLAIN.get(annotation.__name__, annotation.__name__)
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in args)
    if origin in (tuple, dict):
        return f"list of {_kind(args[0])}" if origin is tuple else f"table of {_kind(args[1])}"
    inner = [arg for arg in args if arg is not type(None) and not isinstance(arg, FieldInfo)]
    return _kind(inner[0])


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, str]:  # noqa: ANN401 - any type form
    """Return the model of a table and how its title is made of the key; None for a plain key."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, "{}"
    args = typing.get_args(annotation)
    for argument in args:
        if isinstance(argument, type) and issubclass(argument, BaseModel):
            return argument, "{}.NAME" if typing.get_origin(annotation) is dict else "{}[]"
    return None, "{}"
