"""Keeps the catalogues in step with the texts: `python -m alerts.catalogues` after changing one.

The compiled .mo files are committed beside the .po files, so that nothing is compiled at install.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from alerts.phrases import DOMAIN, LOCALE

LOCALES = ("zh_Hans", "en")
_KEYWORDS = {"say": None, "count": (1, 2)}
_METHODS = [("**.py", "python"), ("templates/**.j2", "jinja2.ext.babel_extract")]


def messages() -> Catalog:
    """Return every text that code and templates ask a catalogue for."""
    found = Catalog(project="IOM China Monitor", fuzzy=False)
    folder = str(Path(__file__).parent)
    extracted = extract_from_dir(folder, method_map=_METHODS, keywords=_KEYWORDS)
    for name, _line, message, _comments, _context in sorted(extracted, key=lambda one: one[:2]):
        found.add(message, locations=[(name, 1)])
    return found


def path(locale: str, suffix: str) -> Path:
    """Return where a locale's catalogue lies."""
    return LOCALE / locale / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def read(locale: str) -> Catalog:
    """Return a locale's catalogue as committed."""
    with path(locale, "po").open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Return the .mo file of a catalogue."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def update(locale: str) -> None:
    """Bring a locale's .po up to date with the texts, and its .mo with the .po."""
    catalogue = read(locale)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path(locale, "po").open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, omit_header=False)
    path(locale, "mo").write_bytes(compiled(read(locale)))


if __name__ == "__main__":
    for each in LOCALES:
        update(each)
