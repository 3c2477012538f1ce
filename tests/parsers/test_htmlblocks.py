import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.markup.document import Block
from crawler.parsers.markup.html import tree
from crawler.parsers.markup.htmlblocks import blocks
from storage.errors import ParseError
from storage.types import Link

BASE = "https://example.org/news/one"


def read(body: str, head: str = "") -> list[Block]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return blocks(tree(page), BASE)


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in read(body, head)]


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(body)]


def test_block_elements_set_text_apart_and_inline_ones_do_not() -> None:
    assert texts("<div>before<p>in<b>si</b>de</p>after</div>") == ["before", "inside", "after"]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("<p>one<br><br>two<br/>&nbsp;<br/>three</p>") == ["one", "two", "three"]


@pytest.mark.parametrize(
    "end", ["</br>", "</BR>", "</Br/>", "</br >", "</p>", "</P>\n", "</p></body>"]
)
def test_an_end_that_nothing_began_parts_paragraphs(end: str) -> None:
    assert texts(f"<div>第一段到此为止。{end}第二段。</div>") == ["第一段到此为止。", "第二段。"]


def test_a_paragraph_s_own_end_parts_once() -> None:
    assert texts("<div><p>one</p>two<p>three</p></div>") == ["one", "two", "three"]


def test_a_line_break_after_a_sentence_parts_paragraphs() -> None:
    assert texts("<p>第一段到此为止。<br>　　第二段。</p>") == ["第一段到此为止。", "第二段。"]


def test_a_line_break_inside_a_sentence_is_a_space() -> None:
    wrapped = "the meeting, which had been announced for the spring of that<br>year, was held"
    assert texts(f"<p>{wrapped}</p>") == [wrapped.replace("<br>", " ")]


def test_a_short_line_is_broken_on_purpose() -> None:
    assert texts("<p>Start date: 2017<br>End date: 2019</p>") == [
        "Start date: 2017",
        "End date: 2019",
    ]


def test_headings_carry_their_level() -> None:
    assert [(b.text, b.level) for b in read("<h1>A</h1><h3><span>B</span></h3><p>C</p>")] == [
        ("A", 1),
        ("B", 3),
        ("C", 0),
    ]


def test_each_kind_is_told_by_its_element() -> None:
    assert kinds(
        "<ul><li>item<p>inner</p></li></ul><table><tr><th>row</th><td>cell</td></tr></table>"
        "<dl><dt>term</dt><dd>what</dd></dl><figure><figcaption>seen</figcaption></figure>"
    ) == [
        ("item", "item"),
        ("item", "inner"),
        ("label", "row"),
        ("cell", "cell"),
        ("label", "term"),
        ("value", "what"),
        ("caption", "seen"),
    ]


def test_a_drupal_field_is_a_label_and_its_values() -> None:
    assert kinds(
        '<div class="field"><div class="field__label visually-hidden">Prima ID</div>'
        '<div class="field__items"><div class="field__item">CN10P0002</div></div></div>'
    ) == [("label", "Prima ID"), ("value", "CN10P0002")]


def test_a_body_whose_class_names_a_hidden_label_is_no_label() -> None:
    body = '<div class="field field-name-body field-label-hidden"><p>The text.</p></div>'
    assert kinds(body) == [("paragraph", "The text.")]


@pytest.mark.parametrize(
    "caption",
    [
        '<p class="wp-caption-text">A child reads.</p>',
        "<p>The crew brings the last of them ashore. Jane Doe/AFP</p>",
        "<p>Children wait for the bus at the border. IOM 2018/Jane Doe</p>",
        "<p>图：孩子们在新建成的书屋里，读着寄来的第一批书</p>",
        "<p>A child reads in the new hall. [Photo by Lin Hai/China Daily]</p>",
        "<p>图为新建成的书屋。王海 摄</p>",
        '<p align="center">孩子们在书屋里</p>',
        "<p>A child reads. Photo: IOM 2023</p>",
    ],
)
def test_a_caption_is_told_by_class_credit_or_place_below_an_image(caption: str) -> None:
    found = read(f'<p>Text before.</p><p><img src="a.jpg"></p>{caption}<p>Text behind.</p>')
    assert [block.kind for block in found] == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize(
    "sentence",
    [
        "He showed us pictures by the sea that nobody had asked for.",
        "她说这张照片是父亲二十年前在老家拍摄的。",
    ],
)
def test_a_sentence_about_pictures_is_no_caption(sentence: str) -> None:
    assert [block.kind for block in read(f"<p>{sentence}</p>")] == ["paragraph"]


@pytest.mark.parametrize(
    "noise",
    [
        '<span style="display:none">x7 k2</span>',
        '<span style="visibility: hidden">x7 k2</span>',
        '<font style="font-size:0px">x7 k2</font>',
        '<font class="jammer">x7 k2</font>',
        '<span style="color:#fff">x7 k2</span>',
        '<font style="background-color:#eee;color:#eee">x7 k2</font>',
        '<span class="nz">x7 k2</span>',
        '<span aria-hidden="true">x7 k2</span>',
        '<span style="display:block;height:0;overflow:hidden">x7 k2</span>',
        '<span style="overflow: hidden; width: 1px; height: 0px">x7 k2</span>',
        "<span hidden>x7 k2</span>",
        "<noscript>x7 k2</noscript>",
        "<template>x7 k2</template>",
        "<script>x7 k2</script>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(noise: str) -> None:
    style = "<style>/* a */ p{margin:0} .nz , .other {display:none}</style>"
    assert texts(f"<p>one {noise}two</p>", style) == ["one two"]


@pytest.mark.parametrize(
    "style",
    [
        "height:0;padding-bottom:56%;overflow:hidden",
        "min-height:0;overflow:hidden",
        "height:0.5em;overflow:hidden",
        "overflow:hidden",
    ],
)
def test_what_is_only_cut_off_somewhere_is_seen(style: str) -> None:
    assert texts(f'<p style="{style}">kept</p>') == ["kept"]


def test_a_rule_for_printing_hides_nothing_from_a_reader() -> None:
    style = "<style>@media print{.story{display:none}} body{visibility:hidden}</style>"
    assert texts('<div class="story">kept</div>', style) == ["kept"]


def test_a_hidden_part_that_is_the_page_itself_is_kept() -> None:
    story = "A sentence that is as long as many others in this story. " * 20
    assert texts(f'<div style="display:none"><p>{story}</p></div><p>Menu</p>') == [
        story.strip(),
        "Menu",
    ]


def test_links_are_absolute_and_documents_are_attachments() -> None:
    found = read('<p>See <a href="/a b.html">this</a>, <a href="//h.cn/R.PDF?v=2#p3">that</a>.</p>')
    assert found[0].links == (
        Link("https://example.org/a b.html", "this"),
        Link("https://h.cn/R.PDF?v=2#p3", "that", attachment=True),
    )
    assert found[0].link_chars == len("thisthat")


@pytest.mark.parametrize("name", ["r.pdf", "r.doc", "r.docx", "r.xls", "r.xlsx", "r.ppt", "r.zip"])
def test_every_kind_of_document_is_an_attachment(name: str) -> None:
    assert read(f'<p><a href="{name}">report</a></p>')[0].links[0].attachment


def test_a_document_behind_an_image_is_not_lost() -> None:
    found = read('<p><a href="r.pdf" title="Report"><img src="i.gif"></a></p><p>Text</p>')
    assert found[0].links == (Link("https://example.org/news/r.pdf", "Report", attachment=True),)


@pytest.mark.parametrize("href", ["#top", "javascript:void(0)", "", "data:text/html,x", "http://["])
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    assert read(f'<p><a href="{href}">go</a></p>')[0].links == ()


def test_a_declared_base_is_where_links_start() -> None:
    found = read('<p><a href="b.html">b</a></p>', '<base href="https://other.example/x/">')
    assert found[0].links[0].url == "https://other.example/x/b.html"


def test_a_link_around_blocks_is_a_link_of_each() -> None:
    found = read('<a href="/c"><h3>Head</h3><p>Teaser</p></a>')
    assert [block.links[0].text for block in found] == ["Head", "Teaser"]


def test_text_is_clean_and_chinese_punctuation_stands() -> None:
    assert texts("<p>a&nbsp;b\u200bc\u202e，“好”！</p>") == ["a bc，“好”！"]


def test_the_path_names_elements_and_classes() -> None:
    found = read('<div class="main col" id="m"><p>x</p></div>')
    assert found[0].path == "html/body/div.main.col#m/p"


def test_a_depth_bomb_is_walked_in_little_room() -> None:
    found = read('<div class="aaaaaaaaaa">' * 3000 + "x")
    assert all(len(block.path) < 2000 for block in found)


@given(st.text(alphabet="<>/pdivbrspanlitda =\"'x。 \n&;", max_size=200))
def test_blocks_are_the_same_at_every_reading_and_never_raise(page: str) -> None:
    try:
        root = tree(page)
    except ParseError:
        return
    first = blocks(root, BASE)
    assert first == blocks(root, BASE) == blocks(tree(page), BASE)
    assert all(block.text == block.text.strip() and "\n" not in block.text for block in first)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<span class='t'>10:21:07</span><span class='n'>1.2万</span>", "10:21:07 1.2万"),
        ("<span class='d'>3 May 2024</span><span class='k'>Coast</span>", "3 May 2024 Coast"),
        ("<span class='a'>2024</span>年<span class='b'>5</span>月", "2024年5月"),
        ("<span style='x'>20</span><span style='y'>24年</span>", "2024年"),
        ("<span class='w'>20</span><span class='w'>24</span>", "2024"),
        ("<span class='cap'>T</span><span class='rest'>he lamp</span>", "The lamp"),
    ],
)
def test_numbers_that_only_style_parts_stand_apart(markup: str, shown: str) -> None:
    assert [block.text for block in blocks(tree(f"<p>{markup}</p>"))] == [shown]
