"""Who is answered, by which methods, with which headers; where it dares to listen."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from alerts.mail import public_base
from crawler.plan import is_loopback
from monitor.config import Config
from monitor.config_values import address
from monitor.dashboard.app import dashboard
from monitor.dashboard.guard import host_name
from monitor.dashboard.public import public
from monitor.dashboard.serve import bound, listeners
from monitor.feeding import base_url
from monitor.telling import sender
from storage.errors import ConfigError
from tests.dashboard.conftest import House, browser

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("path", ["/", "/items", "/nothing", "/projects.csv", "/metrics"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8765", "LOCALHOST", "127.0.0.1:1", "[::1]:8765", "monitor.internal", "monitor.internal."],
)  # fmt: skip
def test_our_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]", "localhost@evil.example"]
)  # fmt: skip
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "IOM" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/items", "/digests/1/message"])
def test_only_looking_is_allowed(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    answer = client.head("/items")
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_style_sheet_is_ours_and_may_be_kept(client: TestClient) -> None:
    answer = client.get("/static/style.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "max-age=3600"
    assert "url(" not in answer.text
    assert "@import" not in answer.text
    assert client.get("/static/app.py").status_code == 404


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.b:80", "a.b"), ("[::1]", "::1"), ("[::1]:80", "::1"), ("A.B.", "a.b"), ("", "")],
)
def test_a_host_headers_name(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False),  # noqa: S104 - refused
     ("::", False), ("10.0.0.1", False), ("monitor.example", False)],
)  # fmt: skip
def test_what_is_reached_from_this_machine_only(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    "listen", ["0.0.0.0:8765", "[::]:8765", "10.1.2.3:80", "monitor.example:80"]
)
def test_the_dashboard_stays_on_this_machine(
    make_config: Callable[..., Config], listen: str
) -> None:
    with pytest.raises(ConfigError, match=r"web\.listen: .*behind_proxy"):
        listeners(make_config(listen=listen))


def test_behind_a_proxy_it_listens_where_told(make_config: Callable[..., Config]) -> None:
    (found,) = listeners(make_config(listen="0.0.0.0:8765", behind_proxy=True))
    assert (found.host, found.port) == ("0.0.0.0", 8765)  # noqa: S104


def test_the_public_part_listens_only_when_it_has_an_address(
    make_config: Callable[..., Config],
) -> None:
    assert [one.name for one in listeners(make_config())] == ["dashboard"]
    both = listeners(make_config(public_url="https://m.example", public_listen="0.0.0.0:80"))
    assert [(one.name, one.host, one.port) for one in both] == [
        ("dashboard", "127.0.0.1", 8765),
        ("public", "0.0.0.0", 80),  # noqa: S104
    ]


@pytest.mark.parametrize(
    "text", ["8765", ":8765", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", ""]
)
def test_what_is_no_address_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{text!r}: is not an address")):
        address(text)


def test_a_taken_port_is_named(make_config: Callable[..., Config]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ConfigError) as raised,
            bound(make_config(listen=f"127.0.0.1:{port}")),
        ):
            pass
    assert str(raised.value) == (
        f"serve: dashboard: 127.0.0.1:{port}: Address already in use; "
        "is it up already? Else name another web.listen"
    )


def test_the_house_is_not_written_to(client: TestClient, house: House) -> None:
    before = house.config.database.read_bytes()
    for path in ("/", "/items", "/runs", "/digests"):
        client.get(path)
    assert house.config.database.read_bytes() == before


CHINESE, ASKED = "动态.例子.中国", "xn--6fro42a.xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize("host", [ASKED, ASKED.upper(), f"{ASKED}:443", f"{ASKED}."])
def test_names_in_chinese_are_served_as_browsers_ask_for_them(
    make_config: Callable[..., Config], host: str
) -> None:
    config = make_config(public_url=f"https://{CHINESE}:8443/iom/", allowed_hosts=[CHINESE])
    for app, path in ((dashboard(config), "/static/icon.svg"), (public(config), "/icon.svg")):
        assert browser(app).get(path, headers={"Host": host}).status_code == 200


def test_links_in_mail_name_the_public_part_as_every_mail_reader_finds_it(
    make_config: Callable[..., Config],
) -> None:
    config = make_config(public_url=f"https://{CHINESE}:8443/iom/")
    assert public_base(sender(config)) == f"https://{ASKED}:8443/iom"
    assert base_url(config) == f"https://{ASKED}:8443/iom/feeds"
