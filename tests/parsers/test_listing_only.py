"""A listing that was read as an article is told from an article with others' headlines beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.listings import LISTED, Case, cases_in
from crawler.parsers import Document, parse
from crawler.parsers.links.listing_only import entries_only

HTML = [
    case
    for folder in sorted(LISTED.iterdir())
    if folder.is_dir()
    for case in cases_in(folder)
    if case.path.suffix == ".html" and len(case.gold["items"]) >= 3
]
ARTICLES = sorted((LISTED.parent / "pages").rglob("*.html"))
#: What they show looks as a short article does: one sentence and a day, or a project's fields.
OPEN = {
    "c08_idf_table",
    "c33_thinktank_month_headings",
    "iom_vn_joomla_2011",
    "iomproj_cards_china",
}
ENTRIES = "".join(
    f'<li><a href="/news/2026-11-{day}.html">The office opens its course number {day} in Kunming'
    f"</a> <span>2026-11-{day}</span></li>"
    for day in (14, 13, 12, 11)
)
SENTENCE = "The office will be closed on Monday and Tuesday, and opens again on Wednesday."


def entries(html: str, url: str | None = None) -> int:
    document = Document(f"<html><body>{html}</body></html>".encode(), url=url)
    return entries_only(document, parse(document))


@pytest.mark.parametrize("case", HTML, ids=lambda case: case.path.stem)
def test_a_listing_looks_like_one(case: Case) -> None:
    found = entries_only(case.document, parse(case.document))
    assert bool(found) is (case.path.stem not in OPEN)


@pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page.parent.name)
def test_an_article_does_not(page: Path) -> None:
    document = Document(page.read_bytes(), url="https://www.iom.int/news/some-story")
    assert not entries_only(document, parse(document))


@pytest.mark.parametrize("url", [None, "https://office.example/news"])
def test_a_page_that_was_saved_without_its_address_can_be_told(url: str | None) -> None:
    assert entries(f"<h1>News of the office</h1><ul>{ENTRIES}</ul>", url) == 4


def test_one_sentence_and_its_day_are_an_article_whatever_is_listed_beside_it() -> None:
    head = "<h1>Closed for two days</h1><p>Published: 20 November 2026</p>"
    assert not entries(f"{head}<article><p>{SENTENCE}</p></article><ul>{ENTRIES}</ul>")


def test_a_sentence_about_the_list_makes_it_no_article() -> None:
    about = "Here the office tells of the courses that it gives to officers in the province."
    assert entries(f"<h1>News of the office</h1><p>{about}</p><ul>{ENTRIES}</ul>") == 4
