"""Prints how well saved pages become Records: titles, dates, fields, contacts, furniture left.

    python -m bench.records [--verbose]

Expected values were read off the pages by a person (`tests/pages/*/*/expected.json`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.sets import compared
from crawler.parsers import parse
from storage.codec import record_dict
from tests.parsers.test_pages import CASES, document_of

DATES = ("published", "event_date")
VALUES = ("place", "agency", "author", "identifiers", "contacts", "captions")


def main() -> None:
    """Print the table; exit 1 when a field is read wrongly, which is worse than not at all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--verbose", action="store_true", help="name each difference")
    verbose = options.parse_args().verbose
    counts: Counter[str] = Counter()
    for case in CASES:
        wanted = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        if wanted.get("not_understood"):
            continue
        found = record_dict(parse(document_of(case)), None)
        for verdict in verdicts(wanted, found):
            counts[verdict] += 1
            if verbose and not verdict.endswith("right"):
                print(f"{case.parent.name}/{case.name}: {verdict}")
        counts["pages"] += 1
        counts["furniture"] += furniture_left(wanted, found)
    print_table(counts)
    if counts["field wrong"]:
        raise SystemExit(1)


def verdicts(wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Yield `<what> right`, `wrong` or `unknown` for each value of a page."""
    for language, edition in wanted["editions"].items():
        yield verdict("title", edition["title"], found["editions"].get(language, {}).get("title"))
    for name in DATES:
        yield verdict("date", wanted[name], found[name])
    for label, value in wanted["fields"].items():
        yield verdict("field", value, found["fields"].get(label))
    for name in VALUES:
        if wanted.get(name):
            yield verdict(name.removesuffix("s"), wanted[name], found[name])


def verdict(what: str, wanted: object, found: object) -> str:
    """Return whether a value is right, wrong, or unknown where there is one."""
    return f"{what} {compared(wanted, found)}"


def furniture_left(wanted: dict[str, Any], found: dict[str, Any]) -> int:
    """Return how many paragraphs stand in a body that should not."""
    left = 0
    for language, edition in found["editions"].items():
        own = wanted["editions"].get(language, {"body": ""})["body"]
        left += sum(1 for line in edition["body"].split("\n\n") if line and line not in own)
    return left


def print_table(counts: Counter[str]) -> None:
    """Print one row a kind of value."""
    kinds = sorted({key.rsplit(" ", 1)[0] for key in counts if " " in key})
    print(f"{counts['pages']} pages{'':<10} right   wrong unknown")
    for kind in kinds:
        right, wrong, unknown = (counts[f"{kind} {word}"] for word in ("right", "wrong", "unknown"))
        total = right + wrong + unknown
        shares = "".join(f"{number / total:8.3f}" for number in (right, wrong, unknown))
        print(f"{kind:<18}{shares}   of {total}")
    print(f"furniture left      {counts['furniture'] / counts['pages']:.3f} paragraphs a page")


if __name__ == "__main__":
    main()
