"""What readers and operators call a source."""

from __future__ import annotations

from monitor.config import from_table
from monitor.sources import display_names, reader_names

NAMED = from_table(
    {
        "contact": "a@b.c",
        "watch": [
            {
                "name": "un_china",
                "start": ["https://un.example.org/news"],
                "display": {"en": "UN in China", "zh-Hans": "联合国驻华系统"},
            },
            {"name": "office", "start": ["https://office.example.org/news"]},
        ],
    },
    "monitor.toml",
)


def test_a_watched_site_is_called_what_the_configuration_calls_it() -> None:
    assert reader_names(NAMED)["un_china"] == {"en": "UN in China", "zh-Hans": "联合国驻华系统"}
    assert display_names(NAMED, "zh-Hans")["un_china"] == "联合国驻华系统"


def test_a_watched_site_without_another_name_is_called_by_its_own() -> None:
    assert display_names(NAMED)["office"] == "office"
