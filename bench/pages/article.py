"""The hand-written articles, and the ways in which sites mark up their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

FOLDER = Path(__file__).with_name("articles")
_MARKS = {"## ": "heading", "- ": "item", "> ": "quote", "! ": "caption", "| ": "row"}


@dataclass(frozen=True)
class Article:
    """One text: what a person wrote, before any site wraps it."""

    name: str
    title: str
    date: str
    author: str
    #: (kind, text): `paragraph`, `heading`, `item`, `quote`, `caption`, `row`.
    parts: tuple[tuple[str, str], ...]

    @property
    def chinese(self) -> bool:
        """Whether the page around it is a Chinese one."""
        return not self.name.startswith("en-")

    @property
    def gold(self) -> str:
        """The text that an extractor must give: no headline, byline or caption."""
        return "\n\n".join(
            " ".join(cells(text)) if kind == "row" else text
            for kind, text in self.parts
            if kind != "caption"
        )


def cells(row: str) -> list[str]:
    """Return the cells of a table's row."""
    return [cell.strip() for cell in row.split("|")]


def read(name: str) -> Article:
    """Return the article of that name."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    date, _, author = lines[1][2:].partition(" | ")
    parts = []
    for line in filter(None, lines[2:]):
        kind = next((kind for mark, kind in _MARKS.items() if line.startswith(mark)), "paragraph")
        parts.append((kind, line if kind == "paragraph" else line.split(" ", 1)[1]))
    return Article(name, lines[0][2:], date, author, tuple(parts))


def semantic(article: Article, paragraph: str = "<p>{}</p>", *, heading: str = "h2") -> str:
    """Return the body in the markup the standards have for it."""
    out: list[str] = []
    listed = tabled = False
    for kind, text in article.parts:
        if listed and kind != "item":
            out.append("</ul>")
        if tabled and kind != "row":
            out.append("</tbody></table>")
        if kind == "item" and not listed:
            out.append("<ul>")
        if kind == "row" and not tabled:
            out.append("<table><tbody>")
        listed, tabled = kind == "item", kind == "row"
        out.append(_part(kind, text, paragraph, heading))
    return "\n".join(out)


def _part(kind: str, text: str, paragraph: str, heading: str) -> str:
    safe = escape(text, quote=False)
    if kind == "heading":
        return f"<{heading}>{safe}</{heading}>"
    if kind == "item":
        return f"<li>{safe}</li>"
    if kind == "quote":
        return f"<blockquote><p>{safe}</p></blockquote>"
    if kind == "caption":
        return (
            '<figure><img src="/img/lead.jpg" width="760" height="430" alt="">'
            f"<figcaption>{safe}</figcaption></figure>"
        )
    if kind == "row":
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells(safe)) + "</tr>"
    return paragraph.format(safe)


def broken(article: Article, indent: str = "", *, caption: str = "") -> str:
    """Return the body as one run of text with pairs of line breaks, as in 2005."""
    out = []
    for kind, text in article.parts:
        safe = escape(" ".join(cells(text)) if kind == "row" else text, quote=False)
        if kind == "caption":
            out.append(caption.format(safe) if caption else "")
        elif kind == "heading":
            out.append(f"<b>{safe}</b>")
        else:
            out.append(indent + safe)
    return "<br>\n<br>\n".join(filter(None, out))


def wrapped(article: Article, each: str, *, caption: str = "") -> str:
    """Return the body with the same element around every part, whatever it is."""
    out = []
    for kind, text in article.parts:
        safe = escape(" ".join(cells(text)) if kind == "row" else text, quote=False)
        out.append((caption if kind == "caption" else each).format(safe))
    return "\n".join(out)
