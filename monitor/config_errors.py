"""What is wrong with a configuration, in words: which key, which value, what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from monitor.config_values import SHAPES
from monitor.nearest import nearest

#: What pydantic says in its own words.
_PLAINLY = {
    "tuple_type": 'needs a list, such as ["…"]',
    "too_short": "is empty",
    "string_too_short": "is empty",
    "string_type": "is no text: write it in quotes",
}
#: The same, said behind the value.
_VALUED = {
    "int_parsing": "is no whole number",
    "int_from_float": "is no whole number",
    "float_parsing": "is no number",
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
}
#: What pydantic calls a text that does not match its pattern.
_SHAPED = "string_pattern_mismatch"
#: Keys whose values stand in no complaint.
_SECRET = re.compile(r"password|secret|token|^ping\.url|^chat\.urls")


def explained(error: ValidationError, model: type[BaseModel], given: Mapping[str, Any]) -> str:
    """Return all complaints in one line: `mail.prot: no such key; did you mean mail.port?`.

    `given`: the table that was read; an entry of a list of tables is called by its name there.
    """
    entries = error.errors(include_url=False)
    # A list whose values were all refused is none that was left empty.
    parents = {entry["loc"][:-1] for entry in entries}
    return "; ".join(
        _complaint(entry, model, _located(entry["loc"], given))
        for entry in entries
        if entry["type"] != "too_short" or entry["loc"] not in parents
    )


def _located(location: tuple[int | str, ...], given: Any) -> tuple[str, ...]:  # noqa: ANN401 - TOML
    """Return a complaint's keys: `watch.office.start` and not `watch.0.start`."""
    found: list[str] = []
    for part in location:
        held = isinstance(given, Sequence) and isinstance(part, int) and part < len(given)
        given = given[part] if held else given.get(part) if isinstance(given, Mapping) else None
        name = given.get("name") if isinstance(part, int) and isinstance(given, Mapping) else None
        if part != "[key]":
            found.append(name if isinstance(name, str) and location[-1] != "name" else str(part))
    return tuple(found)


def _complaint(entry: Any, model: type[BaseModel], location: tuple[str, ...]) -> str:  # noqa: ANN401 - pydantic's TypedDict
    key = ".".join(location)
    if entry["type"] == "extra_forbidden":
        return f"{key}: no such key{_suggestion(location, model)}"
    if entry["type"] == "missing":
        return f"{key}: is missing"
    message = _words(entry)
    if not location:
        return message
    if entry["type"] in {"value_error", _SHAPED, *_PLAINLY, *_VALUED} or _SECRET.search(key):
        return f"{key}: {message}"
    return f"{key}: {message}, not {_shown(entry['input'])}"


def _words(entry: Any) -> str:  # noqa: ANN401 - pydantic's TypedDict
    if entry["type"] == "tuple_type" and isinstance(entry["input"], dict):
        return f"is a list of tables: write [[{entry['loc'][-1]}]]"
    if entry["type"] in _VALUED:
        return f"{_shown(entry['input'])}: {_VALUED[entry['type']]}"
    if entry["type"] == _SHAPED:
        return f"{_shown(entry['input'])}: {SHAPES[entry['ctx']['pattern']]}"
    return _PLAINLY.get(entry["type"]) or str(entry["msg"]).removeprefix("Value error, ")


def _shown(value: object) -> str:
    """Return how a value begins, in quotes."""
    try:
        return repr(str(value)[:60])
    except ValueError:  # Python says no number of more than 4300 digits
        return "a number of thousands of digits"


def complaint_about(value: str, kind: Any) -> str | None:  # noqa: ANN401 - any type form
    """Return why a value can't be of a kind of `monitor.config_values`; None when it can."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return _words(error.errors(include_url=False)[0])
    return None


def _suggestion(location: tuple[str, ...], model: type[BaseModel]) -> str:
    *table, name = location
    known = _keys_at(tuple(table), model)
    near = nearest(name, known)
    if near is not None:
        return f"; did you mean {'.'.join((*table, near))}?"
    elsewhere = [title for title, keys in _tables(model, "") if name in keys]
    said = f"; known are {', '.join(sorted(known))}" if known else ""
    if elsewhere and location[0] == "watch":  # of many keys: any other table's may stand there
        return f"{said}; or it belongs {' or '.join(elsewhere)}"
    return f"; it belongs {' or '.join(elsewhere)}" if elsewhere else said


def _tables(model: type[BaseModel], path: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield where each table stands, in words, and the keys that are no tables themselves."""
    inner = {name: _model_in(field.annotation) for name, field in model.model_fields.items()}
    plain = frozenset(name for name, found in inner.items() if found is None)
    yield (f"in {path}" if path else "before the first table"), plain
    for name, found in inner.items():
        if found is not None:
            origin = get_origin(model.model_fields[name].annotation)
            named = f"[{name}.NAME]" if origin is dict else f"[{name}]"
            yield from _tables(found, f"[{named}]" if origin is tuple else named)


def _keys_at(location: tuple[str, ...], model: type[BaseModel]) -> list[str]:
    """Return the keys of the table that a location's parent names."""
    current: type[BaseModel] | None = model
    for part in location:
        if current is None:
            return []
        if part.isdigit() or part not in current.model_fields:
            continue  # an index of a list, or a name of the user's own
        current = _model_in(current.model_fields[part].annotation)
    return list(current.model_fields) if current else []


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
