import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.declared.metadata import metadata
from crawler.parsers.markup.html import tree
from crawler.parsers.titles.htmltitles import html_title
from crawler.parsers.titles.titleparts import without_site
from storage.errors import ParseError


def title(title_tag: str, body: str, head: str = "") -> str | None:
    root = tree(f"<html><head><title>{title_tag}</title>{head}</head><body>{body}</body></html>")
    return html_title(root, metadata(root))[0]


def test_a_hyphen_without_spaces_parts_what_a_heading_shows_it_to_part() -> None:
    page = "<title>A service centre opens at the harbour-Mission</title><h1>A service centre opens at the harbour</h1>"
    root = tree(page)
    assert html_title(root, metadata(root)) == (
        "A service centre opens at the harbour",
        "h1 = title",
    )


@pytest.mark.parametrize(
    ("declared", "headline"),
    [
        ("全市粮食收购进度过半_中国网", "全市粮食收购进度过半"),
        ("全市粮食收购进度过半-新华网", "全市粮食收购进度过半"),
        ("全市粮食收购进度过半_新闻频道_中国网", "全市粮食收购进度过半"),
        ("全市粮食收购进度过半--地方--人民网", "全市粮食收购进度过半"),
        ("全市粮食收购进度过半 - 拾贝杂货铺资讯", "全市粮食收购进度过半"),
        ("5-10人受伤 两车相撞_样本网", "5-10人受伤 两车相撞"),
        ("Office opens in Harl | International Organization for Migration", "Office opens in Harl"),
        ("Office opens in Harl – Reuters", "Office opens in Harl"),
        ("Office opens in Harl - The Harl Courier", "Office opens in Harl"),
        (
            "Lemons - a short history of a yellow shortage",
            "Lemons - a short history of a yellow shortage",
        ),
        ("Office opens in Harl", "Office opens in Harl"),
        ("碗粿只賣三小時 @ 貓的散步路線 :: 隨意窩", "碗粿只賣三小時"),
        ("海城晚报电子报-末班渡轮开走了", "末班渡轮开走了"),
    ],
)
def test_a_title_tag_loses_the_site_s_suffix(declared: str, headline: str) -> None:
    assert title(declared, "<p>x</p>") == headline


def test_a_heading_that_agrees_with_the_title_tag_is_the_title_as_shown() -> None:
    assert title("The port's new light | The Courier", "<h1>The port’s new light</h1>") == (
        "The port’s new light"
    )


def test_a_heading_that_is_the_site_s_name_is_not_the_title() -> None:
    body = '<h1><a href="/">The Slow Notebook</a></h1><h2>Why I walk to work</h2>'
    assert title("Why I walk to work – The Slow Notebook", body) == "Why I walk to work"


def test_a_heading_that_is_the_declared_site_s_name_is_not_the_title() -> None:
    head = '<meta property="og:site_name" content="Harl Courier">'
    assert title("Harl Courier: Light goes out", "<h1>Harl Courier</h1>", head) == "Light goes out"


def test_a_section_s_name_is_not_the_title() -> None:
    assert (
        title("两县公路中断 三千人转移_国内_样本网", "<h1>国内</h1>") == "两县公路中断 三千人转移"
    )


def test_a_title_tag_that_names_only_the_site_leaves_the_heading() -> None:
    head = '<meta property="og:site_name" content="Harl Courier">'
    assert title("Harl Courier", "<h1>Light goes out in the channel</h1>", head) == (
        "Light goes out in the channel"
    )


def test_a_heading_loses_the_date_beside_it_when_the_title_tag_does() -> None:
    body = "<h1>Light goes out <small>3 March 2021</small></h1>"
    assert title("Light goes out | Courier", body) == "Light goes out"


def test_open_graph_confirms_a_heading_that_the_title_tag_words_otherwise() -> None:
    head = '<meta property="og:title" content="Channel light gone for three weeks">'
    body = "<h1>Channel light gone for three weeks</h1>"
    assert title("Buoy scandal: all you need to know", body, head) == (
        "Channel light gone for three weeks"
    )


def test_headings_of_menus_and_asides_are_no_titles() -> None:
    body = "<nav><h1>Channel light gone</h1></nav><aside><h1>Most read today</h1></aside><p>x</p>"
    assert title("", body) is None


def test_a_page_without_any_title_has_none() -> None:
    root = tree("<p>Text only.</p>")
    assert html_title(root, metadata(root)) == (None, "unknown")


def test_a_heading_told_to_readers_of_screens_is_one() -> None:
    body = "<div role='heading' aria-level='1'>Council clears a scheme for small ports</div>"
    assert title("Daily news and press corner", body) == "Council clears a scheme for small ports"


OWNED = (
    "<img class='logo' alt='海城市第三医院'><h1>新闻中心</h1><h2>我院完成首例海岛远程手术</h2><p>x</p>"
    "<div>Copyright © 2020 海城市第三医院</div>"
)


def test_a_declared_title_that_only_names_the_owner_gives_way_to_the_one_second_heading() -> None:
    assert title("海城市第三医院", OWNED) == "我院完成首例海岛远程手术"


def test_a_declared_title_that_stands_on_no_logo_stays() -> None:
    assert title("海城市第三医院", OWNED.replace("<img", "<i")) == "海城市第三医院"


@given(st.text(alphabet="ab移民-|_–: 网News", max_size=60))
def test_what_is_left_of_a_title_is_part_of_it(text: str) -> None:
    left = without_site(text, frozenset({"abnews"}))
    assert left in " ".join(text.split())
    assert bool(left) == bool(text.split())


@given(st.text(alphabet='<>/h12aptile =x移 -_|"', max_size=160))
def test_any_page_has_a_title_or_none(page: str) -> None:
    try:
        root = tree(page)
    except ParseError:
        return
    assert html_title(root, metadata(root)) == html_title(root, metadata(root))
