"""Simplified and traditional Chinese are told apart by the characters only one of them has."""

from __future__ import annotations

import pytest

from crawler.parsers.text.script import chinese_variant


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("国际移民组织驻华代表处举办研讨会", "zh-Hans"),
        ("國際移民組織與當地政府合作", "zh-Hant"),
        ("移民健康", "zh-Hans"),
        ("", "zh-Hans"),
        ("Migration", "zh-Hans"),
        ("臺北市新移民會館,簡稱“会馆”,週日舉辦文化節", "zh-Hant"),
        ("他引用了繁體字「學」,其余文字均为简体。这里说明了问题", "zh-Hans"),
    ],
)
def test_the_variant_is_the_one_whose_own_characters_prevail(text: str, variant: str) -> None:
    assert chinese_variant(text) == variant
