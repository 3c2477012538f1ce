import copy
import statistics
from pathlib import Path

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from readability import Document as Readability

from bench.extraction import read_pairs, score
from crawler.parsers.content import generic, votes
from crawler.parsers.content.generic import MainContent, main_blocks
from crawler.parsers.markup.html import tree
from crawler.parsers.text.furniture import normal_line
from crawler.parsers.text.letters import letters_of
from storage.errors import ParseError
from storage.types import NO_FURNITURE, FurnitureSet

SAVED = Path(__file__).parents[1] / "extraction"
PAIRS = {folder: list(read_pairs(SAVED / folder)) for folder in ("known", "unseen", "later")}

STORY = (
    "The harbour office said on Monday that the green light had been out for three weeks.",
    "A yacht ran onto the bank in the night, and nobody was hurt, but the keel was lost.",
    "The harbour master, who had signed the log every evening, has resigned from the office.",
)
#: Somebody might take it for the story's: a sentence in a box of its own.
ELSEWHERE = (
    "<div><p>A ferry of the coast line was sold to a museum in the north on Monday.</p></div>"
)


def read(page: str, furniture: FurnitureSet = NO_FURNITURE) -> MainContent:
    return main_blocks(tree(page), "https://example.org/a", furniture)


def texts(page: str, furniture: FurnitureSet = NO_FURNITURE) -> list[str]:
    return [block.text for block in read(page, furniture).blocks]


def story(*extra: str, around: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in STORY)
    return (
        f"<html><head><title>The light - Courier</title></head><body><div class='nav'><ul>"
        f"<li><a href='/1'>Home</a></li><li><a href='/2'>World</a></li></ul></div>"
        f"<div class='main'><h1>The light</h1><div class='text'>{body}{''.join(extra)}</div></div>"
        f"{around}</body></html>"
    )


def test_there_are_pages_enough_and_half_of_them_are_unseen() -> None:
    assert len(PAIRS["known"]) >= 18
    assert len(PAIRS["unseen"]) + len(PAIRS["later"]) >= 18


@pytest.mark.parametrize("folder", ["known", "unseen", "later"])
def test_ours_reads_the_saved_pages_better_than_trafilatura(folder: str) -> None:
    ours, theirs = [], []
    for _, page, gold in PAIRS[folder]:
        ours.append(score("\n".join(texts(page)), gold).f1)
        theirs.append(score(trafilatura.extract(page, favor_precision=True) or "", gold).f1)
    assert statistics.mean(ours) >= 0.96
    assert statistics.mean(ours) > statistics.mean(theirs)


@pytest.mark.parametrize(
    ("page", "gold"), [(page, gold) for _, page, gold in PAIRS["known"]],
    ids=[name for name, _, _ in PAIRS["known"]],
)  # fmt: skip
def test_no_saved_page_is_read_badly(page: str, gold: str) -> None:
    found = score("\n".join(texts(page)), gold)
    assert found.precision >= 0.9
    assert found.recall >= 0.9


def test_headline_and_menu_stand_outside_the_text() -> None:
    assert texts(story()) == list(STORY)


def test_a_list_a_heading_and_a_quote_inside_the_story_belong_to_it() -> None:
    inner = "<h2>What comes next</h2><ul><li>a second lamp</li><li>a new log</li></ul>"
    assert texts(story(inner, f"<blockquote><p>{STORY[0]} So he said.</p></blockquote>")) == [
        *STORY,
        "What comes next",
        "a second lamp",
        "a new log",
        f"{STORY[0]} So he said.",
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='comments'><p>I was there and it was dark, as I have said for weeks, and nobody listened.</p></div>",
        "<div class='related'><h3>Related</h3><ul><li><a href='/3'>Lemons are dear</a></li></ul></div>",
        "<footer><p>The Courier has been printed since 1871 and is owned by a trust of its readers.</p></footer>",
        "<div class='author-bio'><p>Ann has written for the Courier since 2011 and keeps two goats at home.</p></div>",
        "<div class='share'>Share this: <a href='#'>Mail</a> <a href='#'>Print</a></div>",
        "<p>Copyright 2019 The Courier. All rights reserved.</p>",
        "<aside><p>Subscribe to our letter and get the tides, the trains and the weather each morning.</p></aside>",
    ],
)
def test_furniture_around_a_story_changes_nothing(box: str) -> None:
    assert texts(story(around=box)) == list(STORY)
    assert texts(story(box)) == list(STORY)


def test_a_caption_is_kept_apart() -> None:
    figure = "<figure><img src='l.jpg'><figcaption>The dark lamp.</figcaption></figure>"
    found = read(story(figure, f"<p>{STORY[0]} Again.</p>"))
    assert found.captions == ("The dark lamp.",)
    assert "The dark lamp." not in [block.text for block in found.blocks]


def test_lines_of_the_host_s_furniture_set_are_left_out_and_said() -> None:
    slogan = "Harl tides today: high at nine, low at three, and nobody need hurry at all."
    page = story(f"<p>{slogan}</p>", f"<p>{STORY[0]} Again.</p>")
    assert slogan in texts(page)
    found = read(page, FurnitureSet("example.org", 1, frozenset({normal_line(slogan)})))
    assert slogan not in [block.text for block in found.blocks]
    assert slogan in found.furniture


def test_what_opens_a_box_ends_the_story() -> None:
    tail = "<p>相关阅读</p><p>全省秋粮收购进度过半</p><p>地铁七号线通过验收</p>"
    body = "".join(
        f"<p>{'两县公路因为暴雨中断,三千余人连夜转移到安全地带,没有人员伤亡。' * 2}{n}</p>"
        for n in "一二三"
    )
    found = texts(f"<body><div><h1>公路中断</h1>{body}{tail}</div></body>")
    assert [text[-1] for text in found] == ["一", "二", "三"]


def test_a_described_body_is_heard_as_a_vote() -> None:
    described = '{"@type":"NewsArticle","articleBody":"' + " ".join(STORY) + '"}'
    page = story(around=ELSEWHERE).replace(
        "<head>", f'<head><script type="application/ld+json">{described}</script>'
    )
    found = read(page)
    assert [block.text for block in found.blocks] == list(STORY)
    assert found.evidence == "json-ld, trafilatura, density"


@pytest.mark.parametrize("failing", ["trafilatura", "both"])
def test_an_extractor_that_fails_is_done_without(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(votes.trafilatura, "bare_extraction", fail)
    if failing == "both":
        monkeypatch.setattr(votes.Readability, "summary", fail)
    assert texts(story(around=ELSEWHERE)) == list(STORY)


@pytest.mark.parametrize(
    ("extra", "around", "asked"),
    [
        ("", "", False),
        ("<p>Nobody was hurt.</p>", "", False),
        ("<p>The log of the office was read to the council on <a href='/2'>Friday night</a>.</p>",
         "", True),
        ("<div>Lamps of the coast</div>", "", True),
        ("", "ELSEWHERE", True),
        ("", "<aside>ELSEWHERE</aside>", False),
        ("", "<div><p>This story may not be republished: all rights reserved by us.</p></div>",
         False),
    ],
)  # fmt: skip
def test_extractors_are_asked_only_where_they_could_change_the_text(
    extra: str, around: str, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = []
    vote = votes.trafilatura_vote
    monkeypatch.setattr(votes, "trafilatura_vote", lambda root: asking.append(root) or vote(root))
    found = read(story(extra, around=around.replace("ELSEWHERE", ELSEWHERE)))
    assert [block.text for block in found.blocks][:3] == list(STORY)
    assert bool(asking) is asked
    assert (found.evidence == "density, undisputed") is not asked


def test_what_no_vote_could_bring_in_is_not_handed_to_an_extractor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed = []
    monkeypatch.setattr(
        votes, "trafilatura_vote", lambda root: handed.append(root.text_content()) or votes.Vote()
    )
    aside = (
        "<aside><p>Three more lamps of the coast are to be painted green in the spring.</p></aside>"
    )
    read(story(around=ELSEWHERE + aside))
    assert STORY[0] in handed[0]
    assert "museum" in handed[0]
    assert "painted" not in handed[0]


@pytest.mark.parametrize("page", [page for _, page, _ in PAIRS["known"]])
def test_readability_takes_the_same_without_addresses_and_scripts(page: str) -> None:
    root = tree(page)
    summary = Readability(copy.deepcopy(root)).summary(html_partial=True)
    taken = letters_of(html.fromstring(summary).text_content())
    assert votes.readability_vote(root).letters == taken


def test_a_hint_that_would_empty_the_page_is_not_believed() -> None:
    page = story().replace("class='text'", "class='promo'")
    assert texts(page) == list(STORY)


def test_prose_before_the_headline_is_not_the_story() -> None:
    teasers = "".join(f"<div class='b'><p>{one} (Teaser.)</p></div>" for one in (*STORY, *STORY))
    page = story().replace(
        "<div class='main'>", f"<div class='strip'>{teasers}</div><div class='main'>"
    )
    assert texts(page) == list(STORY)


def test_a_page_without_prose_is_read_without_an_error() -> None:
    assert read("<body><img src='a'></body>") == MainContent((), (), "none")


def test_the_tree_is_left_as_it_was() -> None:
    root = tree(story())
    before = generic.html.tostring(root)
    main_blocks(root, None)
    assert generic.html.tostring(root) == before


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class='comment'>", "</div>", "<table><td>", "<h1>",
                                 *STORY, "<br><br>", "移民组织在北京举行会议,", "<ul><li>", "\x00", "<a href=x>"]), max_size=30))  # fmt: skip
def test_any_page_is_read_twice_the_same(parts: list[str]) -> None:
    page = "".join(parts)
    try:
        first = read(page)
    except ParseError:
        return
    assert first == read(page)


def test_a_control_character_behind_a_menu_that_votes_need_not_see_stops_nobody() -> None:
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(6))
    page = story(around=f"<ul>{menu}</ul>&#1;&#x1f;{ELSEWHERE}")
    assert texts(page)[:2] == list(STORY[:2])
    left = votes.without(tree("<div><ul><li>menu</li></ul>&#1;tail</div>"), ())
    assert left.text_content().endswith("tail")
