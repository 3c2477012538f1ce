"""Shapes that real pages have: one small page of each, and what a person reads on it."""

from __future__ import annotations

import json

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.content import votes
from crawler.parsers.content.density import density_of
from crawler.parsers.content.outline import outline
from crawler.parsers.content.votes import Vote
from crawler.parsers.markup.html import tree
from crawler.parsers.markup.htmlblocks import pieces
from crawler.parsers.text.letters import letters_of
from storage.types import Record
from tests.parsers.small_pages import paragraphs, read_page, text

STORY = (
    "The harbour office said on Monday that the green light had been out for three weeks.",
    "It was repaired on Tuesday by two men and a boy, who carried the battery at low tide.",
    "A yacht ran onto the bank in the night, and nobody was hurt, but the keel was lost.",
    "The office has promised that somebody will look at all the lamps of the coast in May.",
    "Captains had complained since the autumn, when the first of the lamps began to flicker.",
    "A new battery costs as much as a small car, and the council had put it off for a year.",
)
ZH = (
    "记者昨日从港务部门获悉，航道入口的绿灯已经熄灭三周，一直无人发现，往来船只只能凭经验进港。",
    "周二，两名工人带着一个男孩趁退潮时把电池扛过沙洲，将航灯修好，当晚便恢复了照明。",
    "据了解，这盏航灯建于上世纪七十年代，曾经历过多次台风，每次都在一天之内得到修复。",
    "港务部门负责人表示，今后将建立定期巡查制度，对沿海所有航标灯逐一检查，确保船只安全。",
)
SAID = (
    "I said so last year and nobody would listen to me, as usual, and now look at the yacht.",
    "My father kept that lamp for thirty years, and it was never out for more than a night.",
    "You can't blame the council for everything, the money has to come from somewhere.",
    "What a nice boy! I hope that they gave him something for carrying that battery.",
    "The yacht should have had a chart, any sailor who relies on one lamp should not sail.",
    "Well, I have sailed there for forty years without any lamp, and I am still alive.",
    "It is the same with the pier, which has been closed since the storm of two years ago.",
)
TITLE = "The green light is back"
H1 = f"<h1>{TITLE}</h1>"
MENU = "<header><nav><a href='/n'>News</a> <a href='/s'>Sport</a></nav></header>"
FOOT = "<footer><p>© 2024 Coast Times. All rights reserved.</p></footer>"


def read(body: str, head: str = "", title: str = TITLE) -> Record:
    return read_page(f"{title} | Coast Times", body, head, "https://example.org/2024/lamp")


def article(inner: str) -> str:
    return f"{MENU}<article>{H1}{inner}</article>{FOOT}"


def test_a_first_paragraph_that_an_extractor_dropped_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rest = frozenset(map(letters_of, STORY[1:]))
    monkeypatch.setattr(votes, "trafilatura_vote", lambda _: Vote("".join(sorted(rest)), rest))
    page = article(paragraphs(*STORY)).replace(FOOT, f"<div><p>{SAID[0]}</p></div>{FOOT}")
    assert text(read(page)) == list(STORY)


def test_paragraphs_that_each_stand_in_boxes_of_their_own_are_one_text() -> None:
    boxed = "".join(f"<div><div><div class='b'><p>{line}</p></div></div></div>" for line in STORY)
    more = "<section><h2>More</h2><ul><li><p>Lamps of the coast</p></li></ul></section>"
    root = tree(f"<html><body>{MENU}<main>{H1}<div>{boxed}</div>{more}</main></body></html>")
    found = outline(pieces(root))
    own = density_of(found).own
    inside = [piece.block.text for piece, one in zip(found.pieces, own, strict=True) if one]
    assert inside == list(STORY)


def test_a_text_that_is_named_for_printing_is_no_toolbar_however_much_readers_say() -> None:
    said = "".join(f"<h3>Well</h3><p>{line}</p><p>No, {line}</p>" for line in SAID)
    body = f"<div class='article_content' id='content_print'>{paragraphs(*STORY[:3])}</div>"
    page = read(f"{MENU}<div>{H1}{body}</div><div class='comments_block'>{said}</div>{FOOT}")
    assert text(page) == list(STORY[:3])


def test_readers_who_say_more_than_the_text_are_not_it() -> None:
    said = "".join(
        f"<li class='c'><div>Reader{n} <span>{n} hours ago</span></div><p>{line}</p></li>"
        for n, line in enumerate(SAID)
    )
    body = f"<div class='m'>{H1}<div class='t'>{paragraphs(*STORY[:4])}</div></div>"
    page = read(f"{MENU}{body}<div class='b'><h3>7 Responses</h3><ol>{said}</ol></div>{FOOT}")
    assert text(page) == list(STORY[:4])


def test_readers_who_sign_below_what_they_say_are_not_the_text() -> None:
    said = "".join(f"<div><p>{line}</p><p>Posted by: Ann, 27 Sep 2011</p></div>" for line in SAID)
    inner = f"<div class='t'>{paragraphs(*STORY)}</div><div class='z'>{said}</div>"
    assert text(read(f"{MENU}<div class='m'>{H1}{inner}</div>{FOOT}")) == list(STORY)


def test_people_quoted_in_lines_of_their_own_are_the_text() -> None:
    lines = ["Ann Marsh said:", STORY[1], "Bob Hill said:", STORY[2], "Eve Moor said:", STORY[3]]
    assert text(read(article(paragraphs(STORY[0], *lines, STORY[4])))) == [
        STORY[0],
        *lines,
        STORY[4],
    ]


def test_articles_that_scroll_in_below_are_not_the_page_s() -> None:
    other = f"<article><h2>The pier is closed</h2>{paragraphs(*SAID[:4])}</article>"
    page = read(f"{MENU}<main><article>{H1}{paragraphs(*STORY[:4])}</article>{other}</main>{FOOT}")
    assert text(page) == list(STORY[:4])


def test_an_article_that_only_heads_the_page_leaves_the_text_to_the_next() -> None:
    hero = f"<article class='hero'>{H1}<p>{STORY[0]}</p></article>"
    page = read(f"{MENU}<main>{hero}<article>{paragraphs(*STORY[1:])}</article></main>{FOOT}")
    assert text(page) == list(STORY)


def test_what_people_on_the_web_say_in_a_text_is_the_text() -> None:
    said = [f"网友“渔夫{n}”：灯亮了真好！" for n in range(4)]
    page = read(f"<h1>{LAMP}</h1><div>{paragraphs(*ZH[:2], *said, *ZH[2:])}</div>", title=LAMP)
    assert text(page) == [*ZH[:2], *said, *ZH[2:]]


def test_a_live_report_s_entries_are_its_text() -> None:
    entries = "".join(
        f"<article><time>1{n}:05</time><h2>Word number {n} from the bank</h2><p>{line}</p></article>"
        for n, line in enumerate(STORY[1:5])
    )
    wanted = [STORY[0]]
    for n, line in enumerate(STORY[1:5]):
        wanted += [f"1{n}:05", f"Word number {n} from the bank", line]
    assert text(read(f"{MENU}<main>{H1}<p>{STORY[0]}</p>{entries}</main>{FOOT}")) == wanted


def test_a_byline_between_standfirst_and_text_is_neither() -> None:
    intro = "After three weeks of darkness the lamp shines again, thanks to two men and a boy."
    inner = f"<p class='standfirst'>{intro}</p><p>By Jane Doe</p>{paragraphs(*STORY)}"
    assert text(read(article(inner))) == [intro, *STORY]


BIOS = (
    "<div class='a'><h4>Jane Doe</h4><p>Jane Doe is a reporter at the Coast Times.</p></div>",
    "<div class='b'><p>Written by</p><p>Jane Doe</p><p>Jane writes of lamps. Follow her.</p></div>",
)


@pytest.mark.parametrize("box", BIOS)
def test_the_author_introduced_below_the_text_is_not_the_text(box: str) -> None:
    assert text(read(article(paragraphs(*STORY) + box))) == list(STORY)


@pytest.mark.parametrize(
    "plea",
    [
        "Download our app for the tides of the whole coast, with alarms.",
        "You have reached the end of the free part. Subscribe now from £1 a week to read on.",
        "Support local journalism. Subscribe to the Coast Times for all that we print.",
        "Sign up for our newsletter and get the best of the coast every Friday morning.",
    ],
)
def test_what_asks_readers_to_subscribe_is_left_out_of_the_text(plea: str) -> None:
    inner = f"{paragraphs(*STORY[:3])}<p><em>{plea}</em></p>{paragraphs(*STORY[3:])}"
    assert text(read(article(inner))) == list(STORY)


def test_what_a_text_says_of_newsletters_and_apps_is_kept() -> None:
    about = "He wrote in his newsletter that the app of the office had shown the lamp as lit."
    assert about in text(read(article(paragraphs(*STORY[:3], about, *STORY[3:]))))


def test_a_pull_quote_is_not_read_twice_and_a_quotation_is_read() -> None:
    pulled = f"<blockquote class='pull'><p>{STORY[2][:60]}</p></blockquote>"
    law = "The lamp shall burn from dusk to dawn, and whoever keeps it shall not sleep at all."
    inner = (
        f"{paragraphs(*STORY[:4])}{pulled}<blockquote>{law}</blockquote>{paragraphs(*STORY[4:])}"
    )
    assert text(read(article(inner))) == [*STORY[:4], law, *STORY[4:]]


def test_a_table_of_contents_without_a_class_is_left_out() -> None:
    contents = "<p>In this article</p><ul><li><a href='#a'>What happened</a></li></ul>"
    inner = f"<p>{STORY[0]}</p><div>{contents}</div><h2 id='a'>What happened</h2>"
    page = read(article(inner + paragraphs(*STORY[1:])))
    assert text(page) == [STORY[0], "What happened", *STORY[1:]]


def test_questions_and_answers_that_fold_are_read() -> None:
    asked = "<details><summary>Who paid for it?</summary><p>The council paid for it.</p></details>"
    page = read(article(f"{paragraphs(*STORY)}<h2>Questions</h2>{asked}"))
    assert text(page) == [*STORY, "Questions", "Who paid for it?", "The council paid for it."]


def test_a_text_in_a_declarative_shadow_root_is_read() -> None:
    shadow = f"<template shadowrootmode='open'><div>{paragraphs(*STORY)}</div></template>"
    other = "<template id='row'><p>A row that a script fills in, with its name and its date.</p></template>"
    assert text(read(article(f"<story-body>{shadow}</story-body>{other}"))) == list(STORY)


LINES = "".join(f"<p>{line}</p>" for line in STORY)
DESCRIBED = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(STORY)}
STATE = {"props": {"page": {"title": TITLE, "body": LINES}, "more": [{"title": "A", "text": "B."}]}}
LISTED = {"post": {"blocks": [{"type": "p", "children": [{"text": line}]} for line in STORY]}}


@pytest.mark.parametrize(
    "script",
    [
        f"<script type='application/ld+json'>{json.dumps(DESCRIBED)}</script>",
        f"<script id='__DATA__' type='application/json'>{json.dumps(STATE)}</script>",
        f"<script>window.__STATE__ = {json.dumps(STATE)};</script>",
        f"<script>window.__STATE__={json.dumps(LISTED)}</script>",
    ],
)
def test_a_shell_that_scripts_fill_is_read_from_its_scripts(script: str) -> None:
    page = read(f"{MENU}<div id='root'><p>Loading…</p></div>{script}{FOOT}")
    assert text(page) == list(STORY)
    assert page.evidence["body"] == "script"


def test_scripts_say_nothing_where_the_page_shows_its_text() -> None:
    longer = {"@type": "NewsArticle", "articleBody": "\n\n".join((*STORY, *SAID))}
    script = f"<script type='application/ld+json'>{json.dumps(longer)}</script>"
    assert text(read(article(paragraphs(*STORY)) + script)) == list(STORY)


def test_settings_and_code_in_scripts_are_no_text() -> None:
    code = {"css": "p { color: red; } " * 30, "list": ["https://a.example/x, ", "y"] * 40}
    page = read(f"{MENU}<div id='root'></div><script>window.S = {json.dumps(code)}</script>{FOOT}")
    assert page.not_understood
    assert text(page) == []


@pytest.mark.parametrize(
    "line",
    [
        "[纠错]",
        "微信公众号：海港发布",
        "投稿邮箱：news@example.cn",
        "编辑/王小明",
        "文字 | 王小明",
        "点个“在看”再走吧",
        "点击上方蓝字关注我们",
    ],
)
def test_lines_of_chinese_accounts_and_desks_are_not_the_text(line: str) -> None:
    inner = f"<h1>航道入口的绿灯修好了</h1><div class='c'>{paragraphs(*ZH, line)}</div>"
    assert text(read(inner, title="航道入口的绿灯修好了")) == list(ZH)


def test_columns_beside_the_text_s_table_cell_are_not_it(monkeypatch: pytest.MonkeyPatch) -> None:
    left = "<p>Best viewed at 800x600 with any browser that you like to use, says the parish.</p>"
    wrecks = "".join(f"<tr><td>18{n}</td><td>Mary Ann {n}</td></tr>" for n in range(10, 40))
    right = f"<b>Wrecks</b><table>{wrecks}</table><p>Guest book</p>{paragraphs(*SAID[:3])}"
    cells = f"<td>{left}</td><td><center><b>{TITLE}</b></center>{paragraphs(*STORY)}</td>"
    body = f"<table><tr>{cells}<td>{right}</td></tr></table>"
    lines = [letters_of(piece.block.text) for piece in pieces(tree(body))]
    everything = Vote("".join(lines), frozenset(lines))
    monkeypatch.setattr(votes, "trafilatura_vote", lambda _: everything)
    monkeypatch.setattr(votes, "readability_vote", lambda _: everything)
    assert text(read(body)) == list(STORY)


def test_a_table_of_facts_inside_the_text_is_read() -> None:
    facts = (
        "<table><tr><th>Lamp</th><th>Out since</th></tr><tr><td>North</td><td>May</td></tr></table>"
    )
    inner = f"{paragraphs(*STORY[:3])}{facts}{paragraphs(*STORY[3:])}"
    assert text(read(article(inner))) == [
        *STORY[:3],
        *("Lamp | Out since", "North | May"),
        *STORY[3:],
    ]


def test_a_list_that_advertisements_part_from_its_text_is_read() -> None:
    ad = (
        "<div class='ad-slot'><p>The mattress that thousands sleep on. Try it for a year.</p></div>"
    )
    items = "<li>leave the lamp where it is</li><li>buy a battery</li>"
    parts = [f"<div class='s'>{paragraphs(line)}</div>{ad}" for line in STORY[:3]]
    last = f"<div class='s'>{items}</div>{ad}<div class='s'>{paragraphs(*STORY[3:])}</div>"
    assert text(read(article("".join(parts) + last))) == [
        *STORY[:3],
        "leave the lamp where it is",
        "buy a battery",
        *STORY[3:],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Republish our articles for free, online or in print, under a Creative Commons licence.",
        "— Ann Marsh (@annmarsh) September 12, 2023",
        "★★★★★ 4.8 from 41 reviews",
        "1 / 5",
    ],
)
def test_what_tools_add_to_a_text_is_not_it(line: str) -> None:
    inner = f"{paragraphs(*STORY[:3])}<div><p>{line}</p></div>{paragraphs(*STORY[3:])}"
    assert text(read(article(inner))) == list(STORY)


def test_the_headline_again_above_a_recipe_or_a_player_is_not_the_text() -> None:
    inner = f"{paragraphs(*STORY[:3])}<h2>{TITLE}</h2>{paragraphs(*STORY[3:])}"
    assert text(read(article(inner))) == list(STORY)


LAMP = "航道入口的绿灯修好了"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (f"海港晚报数字报-{LAMP}", f"<td><paper-title>{LAMP}</paper-title></td>"),
        (f"海港晚报数字报-{LAMP}", "<h2>第三版</h2>"),
        (f"{LAMP}|港口生活-海港论坛 - Powered by phpwind", f"<h1>[见闻] {LAMP}</h1>"),
        ("海港网", f"<font size='+3'><b>{LAMP}</b></font>"),
    ],
)
def test_the_headline_is_found_without_category_paper_and_heading(title: str, shown: str) -> None:
    table = f"<table><tr><td>{shown}</td></tr></table>"
    page = f"<html><head><title>{title}</title></head><body>{table}{paragraphs(*ZH)}</body></html>"
    assert parse(Document(page.encode())).title == LAMP


DE = (
    "Das Hafenamt teilte am Montag mit, dass das grüne Licht drei Wochen ausgefallen war.",
    "Zwei Männer und ein Junge reparierten es am Dienstag und trugen die Batterie bei Ebbe.",
    "Eine Yacht lief in der Nacht auf die Sandbank, verletzt wurde niemand.",
)
FR = (
    "Le bureau du port a annoncé lundi que le feu vert était éteint depuis trois semaines.",
    "Il a été réparé mardi par deux hommes et un garçon, qui ont porté la batterie.",
    "Un voilier s'est échoué sur le banc dans la nuit, et personne n'a été blessé.",
)
ES = (
    "La oficina del puerto dijo el lunes que la luz verde llevaba tres semanas apagada.",
    "La repararon el martes dos hombres y un niño, que llevaron la batería con la marea baja.",
    "Un yate encalló en el banco durante la noche y nadie resultó herido en el puerto.",
)
RU = (
    "Управление порта сообщило в понедельник, что зелёный огонь не горел три недели.",
    "Во вторник его починили двое мужчин и мальчик, которые отнесли батарею во время отлива.",
)
JA = (
    "港湾局は月曜日、緑の灯りが三週間にわたって消えていたとNHK Newsに発表した。",
    "火曜日、二人の男性と一人の少年が干潮時に電池を運び、灯りを修理した。",
)
KO = (
    "항만청은 월요일 초록색 등이 3주 동안 꺼져 있었다고 밝혔다.",
    "화요일에 두 남자와 한 소년이 썰물 때 배터리를 옮겨 등을 수리했다.",
)


@pytest.mark.parametrize(
    ("name", "kept", "lines", "above", "below"),
    [
        ("German", "en", DE, "Von Hans Meier", "<h3>Mehr zum Thema</h3><p>Lampen</p>"),
        ("French", "en", FR, "Par Jean Dupont", "<h3>Commentaires</h3><p>Enfin, je pense.</p>"),
        ("Spanish", "en", ES, "Por Juan Pérez", "<h3>Noticias relacionadas</h3><p>Lámparas</p>"),
        ("Russian", "en", RU, "3 мая 2024, 10:21", "<p>Читайте также: <a href='/1'>Огни</a></p>"),
        ("Japanese", "zh-Hans", JA, "2024年5月3日 10時21分", "<h3>関連記事</h3><p>海岸の灯り</p>"),
        ("Korean", "zh-Hans", KO, "김철수 기자", "<h3>관련기사</h3><p>해안의 등</p>"),
    ],
)
def test_a_page_in_a_third_language_is_kept_whole_in_one_edition_and_said(
    name: str, kept: str, lines: tuple[str, ...], above: str, below: str
) -> None:
    title = f"{name} 1"
    inner = f"<h1>{title}</h1><p>{above}</p>{paragraphs(*lines)}{below}"
    page = read(f"{MENU}<article>{inner}</article>{FOOT}", title=title)
    assert list(page.content.editions) == [kept]
    assert text(page) == list(lines)
    warning = f"language: {name}: neither Chinese nor English, kept under {kept}"
    assert page.warnings == (warning,)


def test_a_short_line_alone_in_a_box_with_an_image_is_its_caption() -> None:
    picture = "<div class='m'><img src='a'><div>The lamp at low tide. Ann Marsh/Coast</div></div>"
    page = read(article(f"{paragraphs(*STORY[:2])}{picture}{paragraphs(*STORY[2:])}"))
    assert text(page) == list(STORY)
    assert page.content.captions == ("The lamp at low tide. Ann Marsh/Coast",)


def test_a_sentence_or_a_list_below_an_image_is_the_text() -> None:
    steps = "".join(
        f"<section><img src='{n}'><p>{line}</p></section>" for n, line in enumerate(STORY)
    )
    entries = "<ul><li><img src='a'>North lamp</li><li><img src='b'>South lamp</li></ul>"
    wanted = [*STORY[:5], "North lamp", "South lamp", STORY[5]]
    shown = steps.replace(f"<section><img src='5'><p>{STORY[5]}</p></section>", "")
    assert text(read(article(f"{shown}{entries}<p>{STORY[5]}</p>"))) == wanted


def test_a_quotation_set_as_a_figure_is_read_without_its_source() -> None:
    law = "The lamp shall burn from dusk to dawn, and its keeper shall not sleep."
    figure = f"<figure><blockquote>{law}</blockquote><figcaption>Law of 1821</figcaption></figure>"
    page = read(article(f"{paragraphs(*STORY[:3])}{figure}{paragraphs(*STORY[3:])}"))
    assert text(page) == [*STORY[:3], law, *STORY[3:]]


def test_what_is_said_of_commissions_and_players_is_not_the_text() -> None:
    earned = "This post may contain affiliate links. We may earn a commission if you buy a lamp."
    player = "<div class='player'><p>Please enable JavaScript to view this video.</p></div>"
    assert text(read(article(f"<p>{earned}</p>{player}{paragraphs(*STORY)}"))) == list(STORY)


@pytest.mark.parametrize("lines", [STORY, ZH])
def test_a_title_cut_from_the_first_sentence_leaves_it_whole(lines: tuple[str, ...]) -> None:
    cut = lines[0].split("，")[0] if lines is ZH else " ".join(lines[0].split()[:7])
    page = read(f"{MENU}<article><h1>{cut}</h1>{paragraphs(*lines)}</article>{FOOT}", title=cut)
    assert page.title == cut
    assert text(page) == list(lines)


def test_a_list_that_closes_the_text_is_read() -> None:
    items = [f"Lamp {n} – stands on the northern bank and is white" for n in range(5)]
    linked = "".join(
        f"<li><a href='/{n}'>{one[:6]}</a>{one[6:]}</li>" for n, one in enumerate(items)
    )
    assert text(read(article(f"{paragraphs(*STORY)}<ul>{linked}</ul>"))) == [*STORY, *items]


def test_a_first_paragraph_loose_in_a_font_element_is_the_text() -> None:
    loose = f"<font face='Arial'>{STORY[0]}<p>{STORY[1]}<p>{STORY[2]}<p>{STORY[3]}</font><hr>"
    page = read(
        f"<center><h2>{TITLE}</h2></center>{loose}<a href='/'>Home</a> | <a href='/m'>Mail</a>"
    )
    assert text(page) == list(STORY[:4])


def test_names_between_headline_and_date_are_no_text() -> None:
    lines = "<div>江城晚报</div><div><span>05-03</span><span>10:21</span></div>"
    boxed = "".join(f"<div class='g'><p><span>{line}</span></p></div>" for line in ZH)
    page = read(f"<div class='h'><div>{LAMP}</div>{lines}</div>{boxed}", title=LAMP)
    assert text(page) == list(ZH)


def test_a_summary_above_the_text_is_read_though_it_names_a_year() -> None:
    summary = (
        "<ul><li>The lamp of 2019 was out for more than three weeks</li><li>It is back</li></ul>"
    )
    page = read(article(f"<div>Ann Marsh</div><div>May 3, 2024</div>{summary}{paragraphs(*STORY)}"))
    assert text(page) == [
        "The lamp of 2019 was out for more than three weeks",
        "It is back",
        *STORY,
    ]


def test_press_of_no_known_source_is_read_by_votes_like_any_page() -> None:
    teasers = "".join(f"<div class='t'><h4><a href='/{n}'>Lamp {n}</a></h4><p>{line}</p></div>"
                      for n, line in enumerate(SAID))  # fmt: skip
    bracket = "<p>(China Daily 09/08/2022 page2)</p>"
    page = f"<html><body><div>{H1}{paragraphs(*STORY)}{bracket}</div>{teasers}</body></html>"
    url = "https://www.chinadaily.com.cn/cndy/lamp.html"
    record = parse(Document(page.encode(), url=url))
    assert (record.genre, record.content.agency) == ("press", "China Daily")
    assert record.evidence["body"].startswith("generic")
    assert text(record) == list(STORY)


def test_a_quote_set_large_that_a_paragraph_says_is_not_read_twice() -> None:
    quote = f"<div class='x_quote'><span>“</span><p>{ZH[1][3:16]}</p></div>"
    inner = f"{paragraphs(*ZH[:3])}{quote}{paragraphs(*ZH[3:])}"
    assert text(read(f"<h1>{LAMP}</h1><div>{inner}</div>", title=LAMP)) == list(ZH)


@pytest.mark.parametrize(
    "line",
    [
        "Published by the Harl Courier on Sep. 14, 2021.",
        "34465541-95D0-45B0-BEEB-B9E0361A315A",
        "Most Read from the Harl Courier",
    ],
)
def test_what_a_site_adds_right_behind_a_text_is_not_the_text(line: str) -> None:
    assert text(read(article(paragraphs(*STORY, line)))) == list(STORY)


@pytest.mark.parametrize("line", ["- 广告 -", "本报记者 贺 勇 摄"])
def test_a_mark_or_a_credit_between_paragraphs_is_not_the_text(line: str) -> None:
    inner = paragraphs(*ZH[:2], line, *ZH[2:])
    assert text(read(f"<h1>{LAMP}</h1><div>{inner}</div>", title=LAMP)) == list(ZH)


@pytest.mark.parametrize(
    "names",
    [
        ("Elsie Moor", "Peter Marsh", "Joan Hill"),
        ("Keel", "Buoy", "Lamp"),
        ("eBay", "iPhone 12", "macOS"),
        ("Step 1", "Step 2", "Step 3"),
    ],
)
def test_boxes_with_names_that_speak_to_the_reader_stay_the_text(names: tuple[str, ...]) -> None:
    said = (
        "You can borrow a boat from us if you ask the harbour office in the morning.",
        "My father kept that lamp for thirty years and would have laughed at all of us.",
        "I am the third keeper of the lamp, and I shall be the last, if you ask me.",
    )
    rows = "".join(
        f"<div><b>{name}</b><p>{line}</p></div>" for name, line in zip(names, said, strict=True)
    )
    page = read(article(f"<div>{paragraphs(*STORY)}</div><div>{rows}</div>"))
    assert set(said) <= set(text(page))
