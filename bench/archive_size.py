"""What an unchanged page costs on the disk, and whether others read the archive.

`python -m bench.archive_size [--pages N] [--nights N]`; exits with 1 above 1 kB a page and night,
or when warcio or fastwarc does not read every record with its digests whole.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fastwarc.warc import ArchiveIterator as FastArchiveIterator  # noqa: E402 - the checkout first
from warcio.archiveiterator import ArchiveIterator  # noqa: E402

from storage.archive import Archive  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.storage.world import World  # noqa: E402

#: Bytes that an unchanged page may cost a night, database and archive together.
TARGET = 1000
HEADERS = (
    ("Date", "Mon, 02 Mar 2026 02:30:00 GMT"),
    ("ETag", 'W/"5e1f8-60a1b2c3d4e5f"'),
    ("Last-Modified", "Mon, 02 Mar 2026 01:00:00 GMT"),
    ("Content-Type", "text/html; charset=UTF-8"),
)


@dataclass(frozen=True)
class Used:
    """Bytes on the disk."""

    database: int
    archive: int


def main() -> int:
    """Print the numbers; return 1 when a target is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("--nights", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="iom-monitor-bench-") as name:
        folder = Path(name)
        with (
            Store.open(folder / "monitor.sqlite") as store,
            Archive(folder / "archive") as archive,
        ):
            before, after = _nights(World(store, archive), given.pages, given.nights)
            records = sum(1 + given.pages for _ in range(given.nights + 1))
            damaged = archive.verify()
        visits = given.pages * given.nights
        each = Used(
            (after.database - before.database) // visits, (after.archive - before.archive) // visits
        )
        total = each.database + each.archive
        print(f"{given.pages} pages, {given.nights} unchanged nights, half of them answered by 304")
        print(f"{total} bytes an unchanged page: archive {each.archive}, database {each.database}")
        read = {"warcio": _warcio(folder), "fastwarc": _fastwarc(folder)}
    for reader, (whole, broken) in read.items():
        print(f"{reader}: {whole} of {records} records whole, {broken} with a wrong digest")
    print(f"archive verify: {len(damaged)} findings")
    good = all(found == (records, 0) for found in read.values())
    return int(total > TARGET or not good or bool(damaged))


def _nights(world: World, pages: int, nights: int) -> tuple[Used, Used]:
    """Return what is used after the first night, and after all of them."""
    urls = [f"https://www.iom.int/news/a-headline-of-the-usual-length-{n:03}" for n in range(pages)]
    bodies = {url: f"<p>{url}</p>".encode() * 300 for url in urls}
    world.night()
    for url in urls:
        capture = world.fetch(url, bodies[url], headers=HEADERS)
        world.store.pages.save_record(capture.id, world.record(url, url))
    before = _used(world)
    for _ in range(nights):
        world.night()
        for place, url in enumerate(urls):
            if place % 2:
                world.fetch(url, status=304, headers=HEADERS)
            else:
                world.fetch(url, bodies[url], headers=HEADERS)
        world.decide()
        world.now += timedelta(minutes=1)
    return before, _used(world)


def _used(world: World) -> Used:
    world.store.database.empty_log()
    folder = world.store.path.parent
    archive = sum(file.stat().st_size for file in (folder / "archive").rglob("*.gz"))
    return Used(sum(file.stat().st_size for file in folder.glob("monitor.sqlite*")), archive)


def _warcio(folder: Path) -> tuple[int, int]:
    """Return how many records warcio reads whole, and how many have a wrong digest."""
    whole = broken = 0
    for file in sorted((folder / "archive").rglob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests=True):
                record.content_stream().read()
                whole += 1
                broken += record.digest_checker.passed is False
    return whole, broken


def _fastwarc(folder: Path) -> tuple[int, int]:
    """Return how many records fastwarc reads whole, and how many have a wrong digest."""
    whole = broken = 0
    for file in sorted((folder / "archive").rglob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in FastArchiveIterator(stream, parse_http=False):
                whole += 1
                broken += not record.verify_block_digest()
    return whole, broken


if __name__ == "__main__":
    sys.exit(main())
