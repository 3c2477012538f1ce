"""Pages whose archived bodies can't be read: asked for whole when lost, and a night's end else."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage import upkeep
from storage.archive import Archive
from storage.store import Store
from tests.crawler.loopback import NOW, SLUGS, Crawled, Reply, Web, article, listing, well

Crawl = Callable[..., Crawled]
NIGHTS = [NOW, *(f"2026-11-{day:02}T18:00:00+00:00" for day in range(3, 7))]
PAGE = SLUGS[0]


def site(web: Web, *, tagged: bool = True) -> dict[str, Any]:
    """Return a source with three pages, which tell their ETags."""
    headers = {slug: {"ETag": f'"{slug}"'} if tagged else {} for slug in SLUGS}
    pages = {slug: Reply(article(f"site {slug}"), headers=headers[slug]) for slug in SLUGS}
    return well(web, "site", pages)


def asked_with(web: Web) -> list[str | None]:
    return [asked.headers.get("If-None-Match") for asked in web.of("site.example", PAGE)]


def kinds(folder: Path) -> list[str]:
    """Return whether each answer of the page is archived whole, in order."""
    archive = Archive(folder / "archive")
    refs = [ref for file in archive.files() for ref in archive.refs(file)]
    return [
        "whole" if archive.whole(ref) == ref else "revisit"
        for ref in refs
        if archive.read(ref).page_url.endswith(PAGE)
    ]


@pytest.mark.parametrize("tagged", [True, False])
def test_a_file_that_is_away_for_a_night_does_no_lasting_harm(
    web: Web, crawl: Crawl, store: Store, tmp_path: Path, *, tagged: bool
) -> None:
    there, archive = site(web, tagged=tagged), Archive(tmp_path / "archive")
    crawl([there])
    (first,) = archive.files()
    (archive.folder / first).rename(tmp_path / first)
    found = [crawl([there], now=NIGHTS[1])]
    (tmp_path / first).rename(archive.folder / first)
    found += [crawl([there], now=now) for now in NIGHTS[2:4]]
    told = [one["site"] for one in found]
    assert [(one["status"], one["unchanged"], one["fetched"]) for one in told] == [("ok", 3, 0)] * 3
    tag = f'"{PAGE}"'
    assert asked_with(web) == ([None, None, tag, tag] if tagged else [None] * 4)
    assert kinds(tmp_path) == ["whole", "whole", "revisit", "revisit"]
    assert archive.verify() == ()
    assert upkeep.check(store, archive) == ()
    warned = found[0].errors.count("archive.lost")
    assert (warned, found[0].errors.count(first) >= 1) == (1, True)
    assert "archive.lost" not in found[1].errors + found[2].errors


def test_a_file_that_is_gone_for_good_is_asked_for_once(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    there, archive = site(web), Archive(tmp_path / "archive")
    crawl([there])
    (first,) = archive.files()
    (archive.folder / first).unlink()
    later = [crawl([there], now=now) for now in NIGHTS[1:4]]
    assert asked_with(web) == [None, None, *[f'"{PAGE}"'] * 2]
    assert ["archive.lost" in one.errors for one in later] == [True, False, False]
    assert archive.verify() == ()


def test_an_edit_is_found_though_the_body_before_is_lost(
    web: Web, crawl: Crawl, store: Store, tmp_path: Path
) -> None:
    there, archive = site(web), Archive(tmp_path / "archive")
    crawl([there])
    (archive.folder / archive.files()[0]).unlink()
    web.site("site.example", {PAGE: Reply(article("edited"), headers={"ETag": '"new"'})})
    assert crawl([there], now=NIGHTS[1])["site"]["fetched"] == 1
    page = store.pages.by_url(f"https://site.example{PAGE}")
    assert page is not None
    assert page.validators.etag == '"new"'


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
@pytest.mark.parametrize("paged", [True, False])
def test_an_archive_that_may_not_be_read_or_fails_ends_the_night(
    web: Web, crawl: Crawl, tmp_path: Path, number: int, *, paged: bool
) -> None:
    there = site(web)
    if not paged:  # the listing is looked up before any page
        web.site("site.example", {"/news": Reply(listing(*SLUGS), headers={"ETag": '"list"'})})
    crawl([there])
    found = crawl([there], now=NIGHTS[1], refuse=number)
    kind = "FileRefused: archive: " if number == errno.EACCES else "DiskFull: disk: "
    assert found.code == 1
    assert kind in found.errors
    assert asked_with(web) == [None]  # nothing is stored as if nothing had been there
    with Store.open(tmp_path / "monitor.sqlite") as store:
        (run,) = store.runs.last(1)
        assert [one.status for one in store.runs.source_runs(run.id)] == [None]
    assert Archive(tmp_path / "archive").verify() == ()


def test_unchanged_is_no_answer_to_who_did_not_ask(web: Web, crawl: Crawl, store: Store) -> None:
    there = site(web, tagged=False)
    crawl([there])
    web.site("site.example", {PAGE: Reply("", 304)})
    told = crawl([there], now=NIGHTS[1])["site"]
    assert (told["status"], told["unchanged"], told["failed"]) == ("partial", 2, 1)
    page = store.pages.by_url(f"https://site.example{PAGE}")
    assert page is not None
    assert [one.status for one in store.pages.captures(page.id)] == [200]
