"""Recipients from what a person typed: options of a command, or lines of a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from alerts import addresses
from monitor.cron import zone
from monitor.exits import InputUnreadable
from monitor.nearest import hint
from storage.errors import ConfigError
from storage.types import GENRES, Language, Recipient

_ADDRESS = re.compile(r"[^@\s<>,;\x00-\x1f]+@[^@\s<>,;\x00-\x1f]+[.。．｡][^@\s<>,;.\x00-\x1f]+")
LANGUAGES: dict[str, tuple[Language, ...]] = {
    "zh-Hans": ("zh-Hans",),
    "en": ("en",),
    "both": ("zh-Hans", "en"),
}
FREQUENCIES = ("nightly", "weekly", "monthly")
#: Of a month: each month has them.
DAYS = range(1, 29)
_WEEK = 7
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
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
_LISTS = ("sources", "genres", "include", "exclude")
#: Columns, and letters of each, that a complaint names: a page taken for a table has thousands.
_NAMED, _SHOWN = 5, 30
_CLEARED = ("name", *_LISTS)


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a CSV file wants. `where`: the file and the line, for complaints.

    A filter or a name whose column stands there empty is `cleared`; no column changes nothing.
    """

    where: str
    address: str
    options: Mapping[str, object]
    cleared: tuple[str, ...] = ()

    def applied_to(self, person: Recipient, known: Collection[str]) -> Recipient:
        """Return the Recipient as the line wants it. Raises InputUnreadable naming the line."""
        try:
            empty = {column: None if column == "name" else () for column in self.cleared}
            return changed(replace(person, **empty), self.options, known)  # type: ignore[arg-type]
        except click.UsageError as error:
            raise InputUnreadable(f"{self.where}: {error}") from error


def read_csv(file: Path) -> Iterator[Line]:
    """Yield what each line wants. Raises InputUnreadable naming the wrong line."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        cause = (error.strerror if isinstance(error, OSError) else None) or error
        raise InputUnreadable(f"recipients: {file}: {cause}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _check_columns(reader, file)
    for number, line in enumerate(_whole_lines(reader, file), start=2):
        try:
            where = f"recipients: {file}:{number}"
            cleared = tuple(name for name in _CLEARED if _is_emptied(line.get(name)))
            yield Line(where, checked_address(line["address"]), _csv_options(line), cleared)
        except (click.UsageError, ValueError) as error:
            raise InputUnreadable(f"{where}: {error}") from error


def _check_columns(reader: csv.DictReader[str], file: Path) -> None:
    """Raise InputUnreadable where the first line is not one of columns that we know."""
    try:
        columns = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise InputUnreadable(f"recipients: {file}: {error}") from error
    unknown = [name[:_SHOWN] for name in columns if name not in COLUMNS]
    people = [name.strip() for name in columns if _ADDRESS.fullmatch(name.strip())]
    if people and len(unknown) == len(columns):
        first = f"its first line names an address ({people[0][:_SHOWN]}), no columns"
        wrong = f"has no header: {first}: put one above it, such as address,name,language"
    elif unknown:
        named = sorted(unknown)[:_NAMED]
        wrong = f"unknown columns {named}" + (" and more" if len(unknown) > len(named) else "")
    elif "address" not in columns:
        wrong = "has no column address"
    else:
        return
    raise InputUnreadable(f"recipients: {file}: {wrong}; known: {', '.join(COLUMNS)}")


def _whole_lines(reader: csv.DictReader[str], file: Path) -> Iterator[dict[str, str]]:
    """Yield each line by column, what is not there as empty. Raises InputUnreadable."""
    try:
        for number, line in enumerate(reader, start=2):
            if None in line:
                raise InputUnreadable(f"recipients: {file}:{number}: more values than columns")
            if not line["address"]:
                raise InputUnreadable(f"recipients: {file}:{number}: address: is missing")
            yield line
    except csv.Error as error:
        raise InputUnreadable(f"recipients: {file}: {error}") from error


def _is_emptied(value: str | None) -> bool:
    """Say whether a cell stands there empty; None: the line has no such cell."""
    return value is not None and not value.strip()


def _csv_options(line: dict[str, str]) -> dict[str, object]:
    options: dict[str, object] = {}
    for column, value in line.items():
        if column == "address" or not value:
            continue
        if column in _LISTS:
            options[column] = tuple(part.strip() for part in value.split("|") if part.strip())
        elif column == "quiet_nights":
            said = value.strip().lower()
            _check_choice({column: said}, column, (*_YES, *_NO))
            options[column] = said in _YES
        elif column == "frequency_day":
            _check_choice({column: value.strip()}, column, tuple(map(str, DAYS)))
            options[column] = int(value)
        else:
            options[column] = value.strip()
    _check_choice(options, "language", tuple(LANGUAGES))
    _check_choice(options, "frequency", FREQUENCIES)
    _check_choice(options, "weights", ("substantive", "all"))
    genres = options.get("genres", ())
    for genre in genres if isinstance(genres, tuple) else ():
        _check_choice({"genres": genre}, "genres", GENRES)
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


def changed(person: Recipient, options: Mapping[str, object], known: Collection[str]) -> Recipient:
    """Return the Recipient with the options that were given; `known`: the names of Sources.

    Raises UsageError, also for a Source that there is none of: who waits for it waits for ever.
    """
    given = {key: value for key, value in options.items() if value not in (None, ())}
    language = given.pop("language", None)
    if language:
        given["languages"] = LANGUAGES[str(language)]
    if "timezone" in given:
        try:
            zone(str(given["timezone"]))
        except ConfigError as error:
            said = f"timezone: {given['timezone']}: is no time zone such as Asia/Shanghai"
            raise click.UsageError(said) from error
    sources = given.get("sources", ())
    for name in sources if isinstance(sources, tuple) else ():
        if name not in known:
            raise click.UsageError(f"source: {name}: no such source; {hint(name, sorted(known))}")
    wanted = replace(person, **given)  # type: ignore[arg-type]  # the options are typed by click
    if given.keys() & {"frequency", "frequency_day"} and wanted.frequency == "weekly":
        _check_weekday(wanted.frequency_day)
    return wanted


def _check_weekday(day: int) -> None:
    if day > _WEEK:
        raise click.UsageError(f"day: {day}: a week has the days 1 to {_WEEK} (Monday is 1)")


def language_word(person: Recipient) -> str:
    """Return the language as it is given on the command line: `both` for both."""
    return next((key for key, value in LANGUAGES.items() if value == person.languages), "both")
