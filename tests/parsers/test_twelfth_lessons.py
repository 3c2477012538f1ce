"""What a twelfth set of blind pages taught, English ones: pleas, forms, pictures in tables."""

from __future__ import annotations

import pytest

from crawler.parsers.credits.lines import is_statement
from tests.parsers.small_pages import paragraphs, read_page, text

TITLE = "Ferry school opens on the northern bank"
STORY = (
    "A school that floats opened on the northern bank of the river on Monday with eleven pupils.",
    "The boat was a grain barge for thirty years before two carpenters gave it windows and desks.",
    "Pupils who live on the islands will be fetched at seven and brought home before dark.",
    "The county pays for the fuel, and the fishermen's union has promised to mend the engine.",
)


def body(*more: str) -> str:
    return f"<h1>{TITLE}</h1>{paragraphs(*more)}"


def test_a_small_box_that_asks_for_an_address_is_none_of_the_text() -> None:
    box = (
        "<div class='gnt_x'><h3>Get the River Report</h3><p>Your weekly lesson in what the river "
        "brings, told by those who live on it.</p><form><input type='email'></form></div>"
    )
    page = (
        f"<article><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}{box}{paragraphs(*STORY[2:])}</article>"
    )
    assert text(read_page(TITLE, page)) == [*STORY]


def test_a_text_above_a_form_for_letters_stays() -> None:
    form = "<form><p>Write to us.</p><input type='email'><input type='submit'></form>"
    page = f"<article>{body(*STORY)}{form}</article>"
    assert text(read_page(TITLE, page))[: len(STORY)] == [*STORY]


@pytest.mark.parametrize("close", ["Lin Su", "By the quay.", ""])
def test_what_a_table_holds_below_its_only_picture_is_the_caption(close: str) -> None:
    told = f"Pupils wave from the barge in Yanghu, Henan Province, on Monday. {close}".strip()
    table = (
        "<table width=300 align=center><tbody><tr><td><img src='a.jpg'></td></tr>"
        f"<tr><td><font color=#000080>{told}</font></td></tr></tbody></table>"
    )
    record = read_page(TITLE, f"<h1>{TITLE}</h1>{table}{paragraphs(*STORY)}")
    assert text(record) == [*STORY]
    assert record.content.captions == (told,)


def test_a_row_beside_a_picture_among_others_is_no_caption() -> None:
    rows = "".join(
        f"<tr><td><img src='{at}.jpg'></td><td>{line}</td></tr>" for at, line in enumerate(STORY)
    )
    record = read_page(TITLE, f"<h1>{TITLE}</h1><table>{rows}</table>{paragraphs(*STORY)}")
    assert record.content.captions == ()


@pytest.mark.parametrize(
    "line",
    [
        "THIS CONTENT IS RESERVED FOR SUBSCRIBERS ONLY",
        "Unlimited online access to articles from across the country with one account.",
        "Access articles from across the country with one account.",
        "Create an account or sign in to continue with your reading experience.",
        "Share your thoughts and join the conversation in the comments.",
        "Get exclusive access to the River Standard ePaper, an electronic replica of the paper.",
        "Enjoy additional articles per month.",
        "Join our WhatsApp community for breaking news sent to your phone. You can leave any time.",
        "Produced by Eleven and News Over Audio using AI narration. Listen to more on the app.",
        "Contact education reporter Lin Su at lsu@ledger.example or on X @linsu.",
        "The River Standard has created a newsletter that can be delivered daily to your inbox.",
    ],
)
def test_what_papers_say_of_themselves_is_a_statement(line: str) -> None:
    assert is_statement(line)


@pytest.mark.parametrize(
    "line",
    [
        "For more information please contact Lin Su at IOM Beijing, lsu@iom.example.",
        "The school will access articles from the county's library with one account per class.",
        "Join our teachers on the quay on Monday.",
        "The film was produced by two students with an old camera.",
        "Produced by IOM and the ministry, the audio guide tells newcomers where to ask for help.",
    ],
)
def test_what_a_text_says_is_none(line: str) -> None:
    assert not is_statement(line)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Updated: 12-05-2022 14:20 IST | Created: 11-05-2022 23:55 IST", "2022-05-11"),
        ("By Pei QingheSep 12, 2023#environment #villages", "2023-09-12"),
    ],
)
def test_a_stamp_of_an_indian_clock_or_behind_a_name_dates_the_page(stamp: str, day: str) -> None:
    record = read_page(TITLE, f"<h1>{TITLE}</h1><div>{stamp}</div>{paragraphs(*STORY)}")
    assert record.content.published
    assert record.content.published.iso[:10] == day


def test_a_day_that_touches_another_pages_headline_settles_the_order() -> None:
    others = "".join(
        f"<div><a href='/{day[:1]}'>{line}</a><span>{day} 1:30:00 AM</span></div>"
        for line, day in (("Coastal towns ask for rules on noise", "3/9/2020"),
                          ("Young beekeepers put old maps online", "2/27/2020"))
    )  # fmt: skip
    page = (
        f"<h1>{TITLE}</h1><table><tr><td>Date</td><td>3/9/2020 4:12:03 PM</td></tr></table>"
        f"{paragraphs(*STORY)}<div class='related'><h3>Related News</h3>{others}</div>"
    )
    record = read_page(TITLE, page)
    assert record.content.published
    assert record.content.published.iso.startswith("2020-03-09")


def test_of_a_scripts_days_the_long_one_beside_the_title_counts() -> None:
    script = (
        f'<script type="application/json">{{"page":{{"name":"{TITLE}","pubTimeLong":1694495100000}},'
        '"more":[{"name":"Another story of the sea","pubTimeLong":1700000000000}]}</script>'
    )
    record = read_page(TITLE, body(*STORY) + script)
    assert record.content.published
    assert record.content.published.iso.startswith("2023-09-12")


def test_a_header_images_words_in_brackets_are_a_caption() -> None:
    told = (
        "(Header image: Meng inspects his wall at low tide in Erjiegou, Liaoning province, in the "
    )
    told += "August of 2023, beside the boat that his father built. Pei Qinghe/Sixth Tone)"
    record = read_page(TITLE, body(*STORY, told))
    assert text(record) == [*STORY]
    assert record.content.captions == (told,)


def test_the_arrow_that_leads_back_from_a_footnote_goes() -> None:
    record = read_page(TITLE, body(*STORY, "I would say who told me, but I lost the mail. ↩︎"))
    assert text(record)[-1] == "I would say who told me, but I lost the mail."


@pytest.mark.parametrize(
    "line",
    [
        "(This story has not been edited by our desk's staff and is auto-generated from a feed.)",
        "Comments will be moderated. Keep comments relevant to the article.",
        "MENAFN0903202000700000ID1099824710",
    ],
)
def test_what_agencies_copies_end_with_is_none_of_the_text(line: str) -> None:
    assert text(read_page(TITLE, body(*STORY, line))) == [*STORY]


def test_the_rest_of_a_text_that_a_button_shows_is_text() -> None:
    rest = f"<div class='read-more-wrapper'><div class='atoms'>{paragraphs(*STORY[3:])}</div></div>"
    page = f"<article><h1>{TITLE}</h1><div class='atoms'>{paragraphs(*STORY[:3])}</div>{rest}</article>"
    assert text(read_page(TITLE, page)) == [*STORY]


def test_the_day_of_an_event_that_a_box_promotes_dates_no_page() -> None:
    promo = (
        "<div class='embedded-promo'><div>Related event</div><a href='/e'>The Future of Ferries</a>"
        "<time datetime='2025-03-20'>March 20, 2025</time></div>"
    )
    page = f"<h1>{TITLE}</h1><p>Published March 6, 2025</p>{paragraphs(*STORY)}{promo}"
    record = read_page(TITLE, page)
    assert record.content.published
    assert record.content.published.iso == "2025-03-06"
