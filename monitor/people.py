"""Recipients from what a person typed: options of a command, or lines of a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from alerts import addresses
from monitor.exits import InputUnreadable
from storage.errors import ConfigError
from storage.types import Language, Recipient

_ADDRESS = re.compile(r"[^@\s<>,;\x00-\x1f]+@[^@\s<>,;\x00-\x1f]+[.。．｡][^@\s<>,;.\x00-\x1f]+")
LANGUAGES: dict[str, tuple[Language, ...]] = {
    "zh-Hans": ("zh-Hans",),
    "en": ("en",),
    "both": ("zh-Hans", "en"),
}
FREQUENCIES = ("nightly", "weekly", "monthly")
COLUMNS = (
    "address",
    "name",
    "language",
    "sources",
    "genres",
    "include",
    "exclude",
    "weights",
    "frequency",
    "frequency_day",
    "timezone",
    "quiet_nights",
)


def read_csv(file: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each line's address and options. Raises InputUnreadable naming the wrong line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(f"recipients: {file}: {error}") from error
    reader = csv.DictReader(lines)
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if "address" not in (reader.fieldnames or ()) or unknown:
        raise InputUnreadable(
            f"recipients: {file}: unknown columns {sorted(unknown)}; known: {', '.join(COLUMNS)}"
        )
    for number, line in enumerate(reader, start=2):
        try:
            yield checked_address(line["address"]), _csv_options(line)
        except (click.UsageError, ValueError) as error:
            raise InputUnreadable(f"recipients: {file}:{number}: {error}") from error


def _csv_options(line: dict[str, str]) -> dict[str, object]:
    options: dict[str, object] = {}
    for column, value in line.items():
        if column == "address" or not value:
            continue
        if column in {"sources", "genres", "include", "exclude"}:
            options[column] = tuple(part.strip() for part in value.split("|") if part.strip())
        elif column == "quiet_nights":
            options[column] = value.strip().lower() in {"1", "yes", "true"}
        elif column == "frequency_day":
            options[column] = int(value)
        else:
            options[column] = value.strip()
    _check_choice(options, "language", tuple(LANGUAGES))
    _check_choice(options, "frequency", FREQUENCIES)
    _check_choice(options, "weights", ("substantive", "all"))
    return options


def _check_choice(options: dict[str, object], key: str, allowed: tuple[str, ...]) -> None:
    if key in options and options[key] not in allowed:
        raise ValueError(f"{key}: {options[key]}: is none of {', '.join(allowed)}")


def row(person: Recipient) -> dict[str, object]:
    """Return the columns of the CSV form."""
    return {
        "address": person.address,
        "name": person.name or "",
        "language": language_word(person),
        "sources": "|".join(person.sources),
        "genres": "|".join(person.genres),
        "include": "|".join(person.include),
        "exclude": "|".join(person.exclude),
        "weights": person.weights,
        "frequency": person.frequency,
        "frequency_day": person.frequency_day,
        "timezone": person.timezone,
        "quiet_nights": "yes" if person.quiet_nights else "no",
    }


def checked_address(text: str) -> str:
    """Return an address that can stand in an envelope. Raises UsageError."""
    address = text.strip()
    if not _ADDRESS.fullmatch(address):
        raise click.UsageError(f"{address}: is no e-mail address")
    try:
        return addresses.checked_address(address)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def changed(person: Recipient, options: Mapping[str, object]) -> Recipient:
    """Return the Recipient with the options that were given. Raises UsageError."""
    given = {key: value for key, value in options.items() if value not in (None, ())}
    language = given.pop("language", None)
    if language:
        given["languages"] = LANGUAGES[str(language)]
    if "timezone" in given:
        try:
            ZoneInfo(str(given["timezone"]))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise click.UsageError(f"timezone: {given['timezone']}: {error}") from error
    return replace(person, **given)  # type: ignore[arg-type]  # the options are typed by click


def language_word(person: Recipient) -> str:
    """Return the language as it is given on the command line: `both` for both."""
    return next((key for key, value in LANGUAGES.items() if value == person.languages), "both")
