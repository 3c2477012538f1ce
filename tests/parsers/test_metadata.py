import pytest

from crawler.parsers.declared.metadata import Metadata, metadata
from crawler.parsers.markup.html import tree


def read(head: str, body: str = "<p>x</p>", attributes: str = "") -> Metadata:
    return metadata(
        tree(f"<html {attributes}><head>{head}</head><body {body[:0]}>{body}</body></html>")
    )


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_a_page_that_says_nothing_has_no_metadata() -> None:
    assert read("") == Metadata()


def test_json_ld_is_trusted_before_meta_before_time() -> None:
    found = read(
        '<meta property="article:published_time" content="2024-10-17T08:00:00Z">'
        '<meta name="PubDate" content="2024-10-17 16:01">'
        + ld('{"@type":"NewsArticle","headline":"H","datePublished":"2024-10-17T16:00:00+08:00"}'),
        '<time datetime="2024-10-18">yesterday</time>',
    )
    assert [(one.value, one.evidence) for one in found.published] == [
        ("2024-10-17T16:00:00+08:00", "json-ld"),
        ("2024-10-17T08:00:00Z", "article:published_time"),
        ("2024-10-17 16:01", "pubdate"),
        ("2024-10-18", "time[datetime]"),
    ]


def test_an_article_in_a_graph_is_found_and_the_page_around_it_comes_later() -> None:
    found = read(
        ld(
            '{"@graph":[{"@type":"WebPage","name":"Page","datePublished":"2020-01-01"},'
            '{"@type":["Article"],"headline":"Story &amp; more","datePublished":"2020-01-02",'
            '"author":[{"@type":"Person","name":"Ann"},{"name":"Bo"}],"publisher":{"name":"The Site"}}]}'
        )
    )
    assert found.titles[0].value == "Story & more"
    assert [one.value for one in found.published] == ["2020-01-02", "2020-01-01"]
    assert [one.value for one in found.authors] == ["Ann", "Bo"]
    assert found.site_names[0].value == "The Site"


@pytest.mark.parametrize(
    "json",
    [
        '{"@type":"Article","headline":"H",}',
        '<![CDATA[{"@type":"Article","headline":"H"}]]>',
        '[{"@type":"Article","headline":"H"}];',
        '{"@type":"Article",\n"headline":"H\t"}',
    ],
)
def test_json_ld_is_read_in_the_forms_sites_break_it(json: str) -> None:
    assert read(ld(json)).titles[0].value == "H"


def test_json_ld_that_is_none_is_passed_over() -> None:
    assert read(ld("{not json") + ld("[" * 20_000)) == Metadata()


@pytest.mark.parametrize(
    "name", ["pubdate", "publishdate", "PubDate", "DC.date.issued", "publish_time"]
)
def test_every_spelling_of_a_publication_date_is_known(name: str) -> None:
    assert read(f'<meta name="{name}" content="2016-03-10 23:48:13">').published[0].value == (
        "2016-03-10 23:48:13"
    )


def test_a_time_in_a_comment_or_a_teaser_is_not_the_page_s() -> None:
    times = '<div class="comments"><time datetime="2021-01-02">x</time></div>'
    assert read("", times + '<aside><time datetime="2021-01-03">y</time></aside>').published == ()


def test_the_page_s_update_is_kept_apart() -> None:
    found = read('<meta property="article:modified_time" content="2021-05-05">')
    assert (found.published, found.updated[0].value) == ((), "2021-05-05")


def test_canonical_and_language_twins_are_read() -> None:
    found = read(
        '<link rel="canonical" href="https://x.example/en/news/a">'
        '<link rel="alternate" hreflang="zh-Hans" href="/zh-hans/news/a">'
        '<link rel="alternate" hreflang="x-default" href="/en/news/a">'
    )
    assert found.canonical == "https://x.example/en/news/a"
    assert found.twins == {"zh-hans": "/zh-hans/news/a", "x-default": "/en/news/a"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="shortlink" href="https://x.example/en/node/4021">', "<p>x</p>"),
        ("", '<article data-history-node-id="4021">x</article>'),
    ],
)
def test_drupal_s_node_number_is_found(head: str, body: str) -> None:
    assert read(head, body).node_id == "4021"


def test_teasers_of_several_nodes_name_none() -> None:
    body = '<div data-history-node-id="1">a</div><div data-history-node-id="2">b</div>'
    assert read("", body).node_id is None


def test_microdata_is_read() -> None:
    body = '<h1 itemprop="headline">Head</h1><span itemprop="datePublished" content="2019-02-03">3 Feb</span>'
    found = read("", body)
    assert (found.titles[0].value, found.published[0].value) == ("Head", "2019-02-03")


@pytest.mark.parametrize("name", ["itemprop", "itemProp", "ITEMPROP"])
def test_microdata_are_read_however_they_are_spelt(name: str) -> None:
    found = read("", f'<span {name}="datePublished" content="2024-10-17">Thursday</span>')
    assert [one.value for one in found.published] == ["2024-10-17"]
