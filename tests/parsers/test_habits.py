"""A site's declared habit settles what the page leaves open; without one it stays open."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse

PAGE = """<html><head><title>IOM trains officers in Kunming</title></head><body>
<h1>IOM trains officers in Kunming</h1><p>Published: 03/04/2021</p>
<p>The International Organization for Migration (IOM) in China trained forty officers of the southern
border in Kunming, together with the provincial authorities and two universities of the region.</p>
<p>They practised how to question passengers, how to recognise forged documents and whom to call when
a child travels alone, and visited a reception centre at the airport.</p></body></html>"""


@pytest.mark.parametrize(
    ("day_first", "published"), [(True, "2021-04-03"), (False, "2021-03-04"), (None, None)]
)
def test_the_habit_decides_the_order(day_first: bool | None, published: str | None) -> None:
    url = "https://www.iom.int/news/iom-trains-officers"
    document = Document(PAGE.encode(), url=url, day_first=day_first)
    found = parse(document).content.published
    assert (found.iso if found else None) == published


@pytest.mark.parametrize(
    ("day_first", "held"), [(True, "2021-04-03"), (False, "2021-03-04"), (None, None)]
)
def test_the_habit_decides_the_order_of_a_dateline_too(
    day_first: bool | None, held: str | None
) -> None:
    page = PAGE.replace("<p>Published: 03/04/2021</p>", "").replace(
        "<p>The", "<p>03/04/2021 Kunming - The"
    )
    document = Document(page.encode(), url="https://www.iom.int/news/a", day_first=day_first)
    found = parse(document).content.event_date
    assert (found.iso if found else None) == held
