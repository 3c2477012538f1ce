"""Any rows of a project, in any order, some of them empty, in any layout, anywhere on the page."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.projects import labels

TITLE = "A Register for the Crews of Two Ports"
BODY = (
    "Two ports will share one register of crews, and each keeps a clerk for it.",
    "The clerks were trained for a month, and the register opened in the spring.",
)
STATES = (
    *("Palau", "Samoa", "Solomon Islands", "Bosnia and Herzegovina", "China", "Viet Nam", "Niger"),
    *("Nigeria", "Guinea", "Guinea-Bissau", "Papua New Guinea", "Dominica", "Dominican Republic"),
    *("Saint Vincent and the Grenadines", "Congo", "Sudan", "South Sudan", "Timor-Leste"),
)
KINDS = ("Migration Policy Activities", "Health Promotion and Assist for Migrants", "TCMMCB")
REGIONS = ("Asia and Oceania", "Latin America and the Caribbean", "Africa")

LAYOUTS: Mapping[str, tuple[str, str]] = {
    "list": ("<ul>{}</ul>", "<li><div class='q'>{0}</div><div class='w'>{1}</div></li>"),
    "definitions": ("<dl>{}</dl>", "<dt>{0}</dt><dd>{1}</dd>"),
    "table": ("<table>{}</table>", "<tr><th>{0}</th><td>{1}</td></tr>"),
    "bold": ("{}", "<p><strong>{0}:</strong> {1}</p>"),
    "breaks": ("<p>{}</p>", "{0}: {1}<br>"),
    "boxes": ("{}", "<div><div class='field__label'>{0}</div><div>{1}</div></div>"),
    "spans": ("{}", "<div class='r'><span>{0}</span> <span>{1}</span></div>"),
}
PLACES: Mapping[str, str] = {
    "above the text": "{rows}{text}",
    "below the text": "{text}{rows}",
    "beside the text": "<aside>{rows}</aside><div>{text}</div>",
}


def some_rows(chance: random.Random) -> dict[str, str]:
    """Return from four rows to all, one in eight without a value."""
    pick: Callable[[tuple[str, ...]], str] = chance.choice
    rows = {
        labels.START: str(chance.randrange(2005, 2024)),
        labels.END: str(chance.randrange(2010, 2028)),
        labels.STATUS: pick(("Completed", "Active")),
        labels.KIND: pick(KINDS),
        labels.BUDGET: pick(("100000.00", "30000.00", "150,000")),
        labels.COVERAGE: pick(("National", "Regional")),
        labels.YEAR: str(chance.randrange(2013, 2025)),
        labels.REGION: pick(REGIONS),
        labels.PRIMA: f"CN{chance.randrange(10, 99)}P{chance.randrange(1000, 9999)}",
        labels.PROJECTS: f"TC.{chance.randrange(1000, 9999)}",
        labels.STATES: " ".join(chance.sample(STATES, chance.randrange(1, 6))),
    }
    names = chance.sample(list(rows), chance.randrange(4, len(rows) + 1))
    return {name: rows[name] if chance.random() > 1 / 8 else "" for name in names}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_are_read_as_they_stand(layout: str, place: str) -> None:
    chance = random.Random(f"{layout} {place}")  # noqa: S311 - not a secret
    around, row = LAYOUTS[layout]
    text = "".join(f"<p>{line}</p>" for line in BODY)
    for _ in range(25):
        wanted = some_rows(chance)
        rows = around.format("".join(row.format(*one) for one in wanted.items()))
        page = (
            f"<html><head><title>{TITLE} | IOM</title></head><body><nav><a href='/'>Home</a></nav>"
            f"<main><h1>{TITLE}</h1>{PLACES[place].format(rows=rows, text=text)}</main>"
            "<footer><p>© IOM</p></footer></body></html>"
        )
        url = "https://www.iom.int/project/register"
        content = parse(Document(page.encode(), url=url, source="iom_projects")).content
        assert {name: field.raw for name, field in content.fields.items()} == wanted
        assert content.editions["en"].title == TITLE
        assert content.editions["en"].body.split("\n\n") == list(BODY)
