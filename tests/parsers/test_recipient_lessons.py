"""What a recipient found in his digests: feet of pages, places, rows, each as small as it gets."""

from __future__ import annotations

import pytest

from storage.types import Record
from tests.parsers.small_pages import paragraphs, read_page, text

SHORT = "Beijing – IOM China welcomed 12 new interns on 6 November."
SHORT_ZH = "北京 – 国际移民组织驻华代表处11月6日迎来12名新实习生。"
CLINIC = "Dalian – A seafarers' clinic supported by IOM in China treated its 1,000th patient."
ADDRESS = "IOM China, 9-1-82 Tayuan Diplomatic Compound, Beijing. © International Organization for Migration"
CALL = "Call the office for migrants and for their families, in Beijing, on 010-6532 5532."


def story(title: str, *lines: str, foot: str) -> Record:
    """Return the Record of a short story above a page's foot."""
    body = f"<h1>{title}</h1><div class='date'>7 November 2026</div><div>{paragraphs(*lines)}</div>"
    return read_page(f"{title} | IOM China", f"<main><article>{body}</article></main>{foot}")


@pytest.mark.parametrize("lines", [(SHORT, CLINIC), (SHORT,), (SHORT_ZH,)])
@pytest.mark.parametrize(
    "foot",
    [
        f"<footer><p>{ADDRESS}</p></footer>",
        f"<div class='bottom'><p>{ADDRESS}</p></div>",
        f"<div id='footer'><p>{CALL}</p></div>",
    ],
)
def test_the_foot_of_a_page_is_no_text_however_short_the_story(
    lines: tuple[str, ...], foot: str
) -> None:
    record = story("IOM China Welcomes Interns", *lines, foot=foot)
    assert text(record) == list(lines)
