"""Bylines as sites print them."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.credits.metaline import read_meta_line


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("2024-05-06 10:20 来源: 边城晚报 举报", "边城晚报"),
        ("来源：边城晚报  分享 收藏", "边城晚报"),
        ("来源：举报中心通讯", "举报中心通讯"),
        ("2025-12-09 18:05 来源：边城侨报 【字号：大 中 小】 阅读：325次", "边城侨报"),
        ("来源：边城统计局2024-04-30 10:01:35字号:A-AA+", "边城统计局"),
        (
            "来源：边城区公安局信息提供日期：2024-05-11 09:15【字体：大 中 小】视力保护色",
            "边城区公安局",
        ),
        ("来源：边城日报作者：林海燕2024-04-03 06:31", "边城日报"),
        ("来源：边城人民法院发布时间：2019-10-24 10:03", "边城人民法院"),
        ("来源：边城网[打印] [推荐朋友] [字号 大 中 小]", "边城网"),
    ],
)
def test_a_button_beside_the_source_is_no_part_of_it(line: str, agency: str) -> None:
    found = read_meta_line(line)
    assert found is not None
    assert found.agency == agency


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("来源：边城日报作者：林海燕2024-04-03 06:31", "林海燕"),
        ("2024-04-03 06:31 来源：边城网作者：林海燕责任编辑：何静", "林海燕"),
        ("By Lin Mei Tuesday, May 7, 2024", "Lin Mei"),
        ("By LIN MEI and OMAR FALL", "LIN MEI and OMAR FALL"),
        ("By Émile Duval | May 7, 2024", "Émile Duval"),
        ("by 林梅 | 2024-05-07", "林梅"),
    ],
)
def test_a_writer_stands_behind_by(line: str, author: str) -> None:
    found = read_meta_line(line)
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(
    "line", ["By submitting you accept our rules of use", "by entering the draw you agree"]
)
def test_a_condition_names_no_writer(line: str) -> None:
    assert read_meta_line(line) is None


def test_a_button_below_a_picture_is_no_caption() -> None:
    body = (
        "<h1>The ferry</h1><p>May 7, 2024</p>"
        "<figure><img src='a.jpg'><figcaption>Hide caption</figcaption></figure>"
        "<figure><img src='b.jpg'><figcaption>The ferry at the old pier</figcaption></figure>"
        "<p>The ferry to the island will sail twice a day from the first Saturday of the summer.</p>"
    )
    page = f"<html><head><title>The ferry</title></head><body>{body}</body></html>"
    record = parse(Document(page.encode(), source="iom_news"))
    assert record.content.captions == ("The ferry at the old pier",)
