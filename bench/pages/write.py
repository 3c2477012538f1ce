"""Writes the saved pages: `python -m bench.pages.write`."""

from __future__ import annotations

from pathlib import Path

from bench.pages import known, later, unseen
from bench.pages.article import read

TARGET = Path(__file__).resolve().parents[2] / "tests" / "extraction"


def write_all(target: Path = TARGET) -> int:
    """Write each page beside the text that a person would copy from it; return how many."""
    count = 0
    groups = (("known", known.PAGES), ("unseen", unseen.PAGES), ("later", later.PAGES))
    for folder, pages in groups:
        (target / folder).mkdir(parents=True, exist_ok=True)
        for template, name in pages:
            article = read(name)
            stem = target / folder / f"{template.__name__}--{name}"
            stem.with_suffix(".html").write_text(template(article) + "\n", encoding="utf-8")
            stem.with_suffix(".txt").write_text(article.gold + "\n", encoding="utf-8")
            stem.with_suffix(".title").write_text(article.title + "\n", encoding="utf-8")
            count += 1
    return count


if __name__ == "__main__":
    print(f"{write_all()} pages below {TARGET}")
