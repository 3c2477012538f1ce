"""The public may unsubscribe, read feeds and open a digest by its link; nothing else is there."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from lxml import html
from starlette.testclient import TestClient
from starlette.types import Message

from monitor.dashboard.public import is_one_click
from storage.store import Store
from storage.types import MessageDraft
from tests.dashboard.conftest import NOW, House

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def unsubscribed(house: House) -> bool:
    with Store.view(house.config.database) as store:
        return store.recipients.all()[0].unsubscribed_at is not None


def test_looking_at_the_link_changes_nothing(visitor: TestClient, house: House) -> None:
    answer = visitor.get(f"/unsubscribe/{house.token}")
    assert answer.status_code == 200
    (form,) = html.fromstring(answer.text).xpath("//form")
    assert form.get("method") == "post"
    assert not unsubscribed(house)


def test_the_button_unsubscribes(visitor: TestClient, house: House) -> None:
    page = html.fromstring(visitor.get(f"/unsubscribe/{house.token}").text)
    fields = {one.get("name"): one.get("value") for one in page.xpath("//form//input")}
    answer = visitor.post(f"/unsubscribe/{house.token}", data=fields)
    assert answer.status_code == 200
    assert "You will get no more mail" in answer.text
    assert unsubscribed(house)


def test_one_click_of_a_mail_reader_unsubscribes(visitor: TestClient, house: House) -> None:
    answer = visitor.post(f"/unsubscribe/{house.token}", data=ONE_CLICK)
    assert answer.status_code == 200
    assert unsubscribed(house)
    assert visitor.post(f"/unsubscribe/{house.token}", data=ONE_CLICK).status_code == 200


def test_one_click_as_a_form_with_parts_unsubscribes(visitor: TestClient, house: House) -> None:
    answer = visitor.post(
        f"/unsubscribe/{house.token}", files={"List-Unsubscribe": (None, "One-Click")}
    )
    assert answer.status_code == 200
    assert unsubscribed(house)


@pytest.mark.parametrize("token", ["wrong", "x" * 43, "%E7%A7%BB", "a" * 2000])
def test_an_unknown_token_answers_the_same(visitor: TestClient, house: House, token: str) -> None:
    for method in ("GET", "POST"):
        known = visitor.request(method, f"/unsubscribe/{house.token}", data=ONE_CLICK)
        unknown = visitor.request(method, f"/unsubscribe/{token}", data=ONE_CLICK)
        assert (unknown.status_code, unknown.text) == (known.status_code, known.text)
        assert dict(unknown.headers) == dict(known.headers)


@pytest.mark.parametrize("body", [b"", b"List-Unsubscribe=Two-Clicks", b"x" * 10_000, b"\xff\xfe"])
def test_a_stray_post_unsubscribes_nobody(visitor: TestClient, house: House, body: bytes) -> None:
    answer = visitor.post(f"/unsubscribe/{house.token}", content=body)
    assert answer.status_code == 400
    assert not unsubscribed(house)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a&" * 30, "application/x-www-form-urlencoded"),
        (
            b"--b\r\nContent-Disposition: form-data; name*0*\r\n\r\nx\r\n--b--",
            "multipart/form-data; boundary=b",
        ),
        (b"--b--", "multipart/form-data; boundaname*0*"),
        (b"--b--", "multipart/form-data; name*0*=\x00''ary=b"),
    ],
)
def test_a_post_that_is_no_form_is_refused_like_any_other(
    visitor: TestClient, house: House, body: bytes, kind: str
) -> None:
    headers = {"Content-Type": kind.encode("latin-1")}
    answer = visitor.post(f"/unsubscribe/{house.token}", content=body, headers=headers)
    assert answer.status_code == 400
    assert not unsubscribed(house)


def test_a_body_that_drips_is_given_up(
    house: House, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.dashboard.public._PATIENCE", 0.05)
    gone: list[Message] = []

    async def dripping() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"L", "more_body": True}

    async def answered(message: Message) -> None:
        gone.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": f"/unsubscribe/{house.token}",
        "root_path": "", "scheme": "http", "query_string": b"", "headers": [(b"host", b"monitor.example")],
    }  # fmt: skip
    asyncio.run(asyncio.wait_for(visitor.app(scope, dripping, answered), 5))
    assert gone[0]["status"] == 400
    assert not unsubscribed(house)


def test_a_broken_multipart_body_is_no_click() -> None:
    assert not is_one_click(b"--x\r\n\r\n", "multipart/form-data; boundary=x")
    assert not is_one_click(b"", "multipart/form-data")
    assert is_one_click(b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")


def test_a_digest_opens_by_its_link(visitor: TestClient, house: House) -> None:
    answer = visitor.get(f"/digest/{house.key}")
    assert answer.status_code == 200
    assert "To wang@readers.example" in answer.text
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")


def test_the_link_in_the_mail_is_the_link_that_opens(house: House) -> None:
    from alerts.digest import compose
    from alerts.mail import Sender, links
    from tests.alerts import samples

    digest = compose(samples.EN, samples.NIGHT, samples.NOW)
    assert digest is not None
    sender = Sender("monitor@monitor.example", public_url="https://monitor.example/iom/")
    assert links(digest, sender).web == f"https://monitor.example/iom/digest/{digest.key}"


@pytest.mark.parametrize(
    "key", ["cd" * 16, "ab" * 15, "AB" * 16, "1", "ab" * 16 + "@monitor.example", "%25"]
)
def test_operators_messages_and_guesses_do_not_open(visitor: TestClient, key: str) -> None:
    assert visitor.get(f"/digest/{key}").status_code == 404


@pytest.mark.parametrize("key", ["cd" * 16, "ab" * 15, "1", "%25"])
def test_nor_does_the_whole_of_one(visitor: TestClient, key: str) -> None:
    assert visitor.get(f"/digest/{key}/whole").status_code == 404


def test_the_whole_of_a_digest_opens_by_its_link(visitor: TestClient, house: House) -> None:
    answer = visitor.get(f"/digest/{house.key}/whole")
    assert (answer.status_code, answer.text) == (200, "<p>All of it, to wang@readers.example</p>")
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")


def test_a_digest_that_left_nothing_out_has_no_whole(visitor: TestClient, house: House) -> None:
    draft = MessageDraft(
        "<" + "ef" * 16 + "@monitor.example>", "a@b.example", "s", b"x", 1, html="x"
    )
    with Store.open(house.config.database) as store:
        store.outbox.enqueue([draft], NOW, timedelta(days=5))
    assert visitor.get(f"/digest/{'ef' * 16}").status_code == 200
    assert visitor.get(f"/digest/{'ef' * 16}/whole").status_code == 404


def test_a_forgotten_persons_digest_is_gone(visitor: TestClient, house: House) -> None:
    with Store.open(house.config.database) as store:
        store.recipients.forget("wang@readers.example")
    assert visitor.get(f"/digest/{house.key}").status_code == 404
    assert visitor.get(f"/digest/{house.key}/whole").status_code == 404


def test_feeds_are_served_by_name_only(visitor: TestClient) -> None:
    answer = visitor.get("/feeds/en.atom")
    assert (answer.status_code, answer.text) == (200, "feed en.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    for name in ("notes.txt", "..%2Fmonitor.sqlite", "", "%2Fetc%2Fpasswd", "en.atom%00"):
        assert visitor.get(f"/feeds/{name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/items", "/runs", "/metrics", "/digests", "/digests/1", "/digests/1/message", "/projects.csv",
     "/captures/1/source", "/static/style.css", "/unsubscribe/", "/unsubscribe", "/digest/", "/feeds",
     "/feeds/", "/style.css/x", "/.env", "/%2e%2e/monitor.toml"],
)  # fmt: skip
def test_nothing_else_is_there(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert answer.text == visitor.get("/nothing-at-all").text


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/feeds/en.atom"), ("POST", "/digest/" + "ab" * 16), ("PUT", "/unsubscribe/x"),
     ("DELETE", "/feeds/en.atom"), ("OPTIONS", "/unsubscribe/x")],
)  # fmt: skip
def test_other_methods_are_refused(visitor: TestClient, method: str, path: str) -> None:
    assert visitor.request(method, path).status_code == 405


def test_the_pages_find_their_style_below_the_proxys_folder(
    visitor: TestClient, house: House
) -> None:
    page = html.fromstring(visitor.get(f"/unsubscribe/{house.token}").text)
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/iom/style.css"]
    assert visitor.get("/style.css").status_code == 200


def test_other_hosts_are_refused(visitor: TestClient) -> None:
    assert visitor.get("/feeds/en.atom", headers={"Host": "evil.example"}).status_code == 400


def test_a_missing_database_is_said_politely_and_not_made(
    visitor: TestClient, house: House
) -> None:
    for file in house.config.data_dir.glob("monitor.sqlite*"):
        file.unlink()
    answer = visitor.post(f"/unsubscribe/{house.token}", data=ONE_CLICK)
    assert answer.status_code == 503
    assert "sqlite" not in answer.text
    assert not house.config.database.exists()


def test_pages_with_tokens_leak_no_referrer(visitor: TestClient, house: House) -> None:
    for path in (f"/unsubscribe/{house.token}", f"/digest/{house.key}"):
        headers = visitor.get(path).headers
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"


def test_it_speaks_the_visitors_language(visitor: TestClient, house: House) -> None:
    answer = visitor.get(f"/unsubscribe/{house.token}", headers={"Accept-Language": "zh-CN"})
    assert "“国际移民组织中国动态监测”将不再" in answer.text, "as the mails call themselves"
    assert "要停止接收邮件吗" in answer.text
