"""One spelling for each URL."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.urls import canonical, host


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("https://www.iom.int/news/a", "https://www.iom.int/news/a"),
        ("HTTP://IOM.int/news/a/", "https://www.iom.int/news/a"),
        ("https://iom.int", "https://www.iom.int/"),
        ("http://www.iom.int:80/", "https://www.iom.int/"),
        ("https://www.iom.int:443/a", "https://www.iom.int/a"),
        ("http://127.0.0.1:8001/a/", "http://127.0.0.1:8001/a"),
        ("https://x.cn/a#top", "https://x.cn/a"),
        ("https://x.cn/a?utm_source=w&id=2&fbclid=1&b=1&SPM=3", "https://x.cn/a?id=2&b=1"),
        ("https://x.cn/a?b=1&a=2", "https://x.cn/a?b=1&a=2"),
        ("https://x.cn/a?", "https://x.cn/a"),
        ("https://x.cn/a?q=a+b%20c", "https://x.cn/a?q=a+b%20c"),
        ("https://x.cn/a?type[0]=blog&created=All", "https://x.cn/a?type%5B0%5D=blog&created=All"),
        ("https://x.cn/%e4%b8%ad%7ea", "https://x.cn/%E4%B8%AD~a"),
        ("https://x.cn/中文", "https://x.cn/%E4%B8%AD%E6%96%87"),
        ("https://x.cn/a%2Fb%25", "https://x.cn/a%2Fb%25"),
        ("https://x.cn/100%", "https://x.cn/100%25"),
        ("https://x.cn/a/./b/../c", "https://x.cn/a/c"),
        ("https://x.cn//a///b", "https://x.cn/a/b"),
        ("https://user:secret@x.cn/a", "https://x.cn/a"),
        ("https://x.cn./a", "https://x.cn/a"),
        ("https://中国.cn/a", "https://xn--fiqs8s.cn/a"),
        (" https://x.cn/a\n", "https://x.cn/a"),
        ("https://x.cn/a\nb", "https://x.cn/ab"),
        ("https://vietnam.iom.int/en/news/x", "https://vietnam.iom.int/en/news/x"),
        ("https://x.cn/content_1.htm", "https://x.cn/content_1.htm"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
    ],
)
def test_spellings_meet(given_: str, kept: str) -> None:
    assert canonical(given_) == kept


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mailto:a@x.cn",
        "javascript:alert(1)",
        "//x.cn/a",
        "/a",
        "http://[",
        "https://x.cn:port/",
    ],
)
def test_what_is_no_web_address_is_left_alone(url: str) -> None:
    assert canonical(url) == url


@given(st.text(max_size=60).map("https://x.cn/".__add__) | st.text(max_size=60))
@example("https://x.cn/?&&a=%zz&=1")
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://IOM.int/a", "www.iom.int"),
        ("http://newssearch.chinadaily.com.cn/rest", "newssearch.chinadaily.com.cn"),
        ("https://user@x.cn:8080/", "x.cn"),
        ("not a url", ""),
        ("http://[", ""),
    ],
)
def test_hosts_are_named_as_pages_are(url: str, name: str) -> None:
    assert host(url) == name
