"""A document offered in a paragraph of its own is the article's, as one inside a sentence is."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse

PROSE = (
    "<p>The International Organization for Migration (IOM) in China and its partners published a "
    "report on student mobility in Beijing this week, the first of its kind in the country.</p>"
    "<p>It is based on interviews with four hundred students, who were asked how they had prepared "
    "their journey, what they had found, and whether they meant to return to their home towns.</p>"
)
ALONE = [
    '<p><a href="/files/report-v1.pdf">Download the report</a></p>',
    '<div class="field--file"><span><a href="/files/report-v1.pdf">Download the report</a></span></div>',
    '<ul><li><a href="/files/report-v1.pdf">Download the report</a></li></ul>',
    '<h3>Downloads</h3><p><a href="/files/report-v1.pdf">Download the report</a></p>',
]


def page(after: str) -> bytes:
    return (
        "<html><head><title>Report on student mobility</title></head><body><ul><li><a href='/'>Home"
        "</a></li></ul><h1>Report on student mobility</h1><div class='x'>"
        f"{PROSE}{after}</div><footer><p>© IOM</p></footer></body></html>"
    ).encode()


@pytest.mark.parametrize("alone", ALONE)
@pytest.mark.parametrize(
    "url", ["https://www.iom.int/news/report-student-mobility", "https://news.example/a/12345.html"]
)
def test_a_document_linked_alone_is_an_attachment(alone: str, url: str) -> None:
    record = parse(Document(page(alone), url=url))
    found = [link for link in record.content.links if link.attachment]
    assert [(link.url.rsplit("/", 1)[1], link.text) for link in found] == [
        ("report-v1.pdf", "Download the report")
    ]


def test_documents_of_related_lists_are_not_the_articles() -> None:
    related = "<h3>Related stories</h3><p><a href='/files/other.pdf'>Another report</a></p>"
    record = parse(Document(page(related), url="https://www.iom.int/news/report-student-mobility"))
    assert [link for link in record.content.links if link.attachment] == []


def test_a_swapped_document_changes_the_content() -> None:
    url = "https://www.iom.int/news/report-student-mobility"
    one = parse(Document(page(ALONE[0]), url=url)).content
    other = parse(Document(page(ALONE[0].replace("v1", "v2")), url=url)).content
    assert one != other
