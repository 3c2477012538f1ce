"""Every saved page gives the record that a person read off it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.parsers import Card, Document, parse, parse_many
from crawler.parsers.markup import html, htmlblocks
from crawler.parsers.text.charset import decode
from storage.codec import record_dict
from storage.types import Record

PAGES = Path(__file__).resolve().parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/meta.json"))
KEPT = (
    "source", "genre", "identifiers", "title", "published", "event_date", "place", "agency",
    "author", "editions", "fields", "contacts", "captions",
)  # fmt: skip
#: What needs no markup to be seen.
SAID = ("title", "editions", "fields", "identifiers", "contacts")


def document_of(case: Path) -> Document:
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    page = next(case.glob("page.*"))
    fetched = meta.get("fetched_at")
    card = meta.get("card")
    return Document(
        page.read_bytes(),
        url=meta.get("url"),
        media_type="text/html" if page.suffix == ".html" else "text/plain",
        charset=meta.get("charset"),
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        source=meta.get("source"),
        genre=meta.get("genre"),
        card=Card(card.get("title"), card.get("date")) if card else None,
    )


def kept(record: Record) -> dict[str, Any]:
    shown = record_dict(record, None)
    return {key: shown[key] for key in KEPT} | {"not_understood": record.not_understood}


def expected_of(case: Path, record: Record) -> dict[str, Any]:
    path = case / "expected.json"
    if not path.exists():
        path.write_text(json.dumps(kept(record), ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{path} was missing: it has been generated; read it against the page")
    wanted: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_page_gives_the_record_that_a_person_read(case: Path) -> None:
    record = parse(document_of(case))
    assert kept(record) == expected_of(case, record)


def test_there_are_pages_of_every_source_and_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert {case.parent.name for case in CASES} >= {
        "iom_news", "iom_projects", "chinadaily", "china_org_cn", "reposts", "unknown",
    }  # fmt: skip


def test_pages_of_one_host_that_teach_each_other_lose_nothing() -> None:
    numbered = [
        replace(document_of(c), url=f"{document_of(c).url}?n={n}") for n, c in enumerate(CASES)
    ]
    for case, record in zip(CASES, parse_many(numbered), strict=True):
        wanted = expected_of(case, record)
        assert {key: kept(record)[key] for key in SAID} == {key: wanted[key] for key in SAID}, case


#: Pages of our own writing: a live one has identifiers in its markup only.
HTML_CASES = [
    case
    for case in CASES
    if (case / "page.html").exists()
    and "saved" not in json.loads((case / "meta.json").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", HTML_CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_same_page_with_its_markup_gone_says_the_same(case: Path) -> None:
    document = document_of(case)
    root = html.tree(decode(document.content, None).text)
    text = "\n".join(block.text for block in htmlblocks.blocks(root, document.url))
    record = parse(replace(document, content=text.encode(), media_type="text/plain"))
    wanted = expected_of(case, record)
    assert {key: kept(record)[key] for key in SAID} == {key: wanted[key] for key in SAID}
