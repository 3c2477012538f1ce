"""One module a Source: a declaration, and code only where the site is odd."""

from __future__ import annotations

import pkgutil

#: Sources that know no address of their own: nights visit them once the configuration names one.
UNPLACED = frozenset({"reposts"})


def names() -> tuple[str, ...]:
    """Return what each built-in Source is called, which is its module's name; none is imported."""
    return tuple(found.name for found in pkgutil.iter_modules(__path__) if found.name != "base")
