"""What readers and operators call a source, and which ones nights visit."""

from __future__ import annotations

from monitor.config import from_table
from monitor.sources import display_names, enabled, plans, reader_names

NAMED = from_table(
    {
        "contact": "a@b.c",
        "watch": [
            {
                "name": "un_china",
                "start": ["https://un.example.org/news"],
                "display": {"en": "UN in China", "zh-Hans": "联合国驻华系统"},
            },
            {"name": "example_office", "start": ["https://office.example.org/news"]},
        ],
    },
    "monitor.toml",
)


def test_a_watched_site_is_called_what_the_configuration_calls_it() -> None:
    assert reader_names(NAMED)["un_china"] == {"en": "UN in China", "zh-Hans": "联合国驻华系统"}
    assert display_names(NAMED, "zh-Hans")["un_china"] == "联合国驻华系统"


def test_a_name_in_one_language_serves_both() -> None:
    """As in the mails, whose readers of the other language see it too."""
    named = {"name": "un_china", "start": ["https://un.example.org/news"], "display": {"en": "UN"}}
    config = from_table({"contact": "a@b.c", "watch": [named]}, "monitor.toml")
    assert display_names(config, "zh-Hans")["un_china"] == "UN"


def test_a_watched_site_without_another_name_is_called_by_its_own() -> None:
    assert display_names(NAMED)["example_office"] == "example office"


def test_a_source_without_an_address_is_not_visited_until_the_configuration_names_one() -> None:
    """Else each night would end badly, and each digest say that reposts did not answer."""
    bare = from_table({"contact": "a@b.c"}, "monitor.toml")
    assert not enabled(bare, "reposts")
    assert "reposts" not in [plan.spider.name for plan in plans(bare)]
    placed = {"listing": ["https://posts.example.org/"], "hosts": ["posts.example.org"]}
    named = from_table({"contact": "a@b.c", "sources": {"reposts": placed}}, "monitor.toml")
    assert enabled(named, "reposts")
    off = placed | {"enabled": False}
    assert not enabled(
        from_table({"contact": "a@b.c", "sources": {"reposts": off}}, "monitor.toml"), "reposts"
    )
