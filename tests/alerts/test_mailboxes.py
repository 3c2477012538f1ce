from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from alerts import mailboxes
from alerts.mailboxes import ImapSettings, imap, imap_name, maildir
from storage.errors import ConfigError, DeliveryError


def test_a_folder_that_is_no_maildir_is_a_mistake_in_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a Maildir"):
        list(maildir(tmp_path))


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("INBOX", '"INBOX"'),
        ("~peter/mail/台北/日本語", '"~peter/mail/&U,BTFw-/&ZeVnLIqe-"'),  # RFC 3501's own
        ("Hin & zurück", '"Hin &- zur&APw-ck"'),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
    ],
)
def test_a_folder_is_named_as_imap_wants_it(folder: str, name: str) -> None:
    assert imap_name(folder) == name


class Imap:
    """A mailbox with one folder and one unseen message."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.seen: list[bytes] = []
        self.found: tuple[str, list[bytes | None]] = ("OK", [b"7"])
        self.fetched: tuple[str, list[object]] = ("OK", [(b"7 (BODY[] {4}", b"mail"), b")"])
        self.identity = b""

    def login(self, user: str, password: str) -> None:
        self.identity = f"\0{user}\0{password}".encode("ascii")  # as imaplib does

    def authenticate(self, mechanism: str, answer: Callable[[bytes], bytes]) -> None:
        assert mechanism == "PLAIN"
        self.identity = answer(b"")

    def select(self, name: str) -> tuple[str, list[bytes]]:
        return ("OK", [b"1"]) if name == self.folder else ("NO", [b"Mailbox doesn't exist"])

    def search(self, *_: object) -> tuple[str, list[bytes | None]]:
        return self.found

    def fetch(self, *_: object) -> tuple[str, list[object]]:
        return self.fetched

    def store(self, number: bytes, *_: object) -> None:
        self.seen.append(number)

    def logout(self) -> None:
        """End."""


def settings(**more: str) -> ImapSettings:
    return ImapSettings("localhost", "user", **({"password": "secret"} | more))


def test_a_folder_named_in_chinese_is_read_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Imap('"&kABP4Q-"')
    monkeypatch.setattr(mailboxes, "_imap_client", lambda *_: box)
    assert list(imap(settings(folder="退信"))) == [b"mail"]
    assert box.seen == [b"7"]


def test_a_folder_that_is_not_there_is_said_to_be_the_trouble(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mailboxes, "_imap_client", lambda *_: Imap('"INBOX"'))
    with pytest.raises(DeliveryError, match=r"localhost: folder Rebuts: .*doesn't exist"):
        list(imap(settings(folder="Rebuts")))


def test_a_folder_without_news_may_say_nothing_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Imap('"INBOX"')
    box.found = ("OK", [None])  # as imaplib tells of a server that leaves `* SEARCH` out
    monkeypatch.setattr(mailboxes, "_imap_client", lambda *_: box)
    assert list(imap(settings())) == []


@pytest.mark.parametrize(("what", "answer"), [("found", [b"try later"]), ("fetched", [None])])
def test_what_the_server_refuses_is_the_trouble_and_nothing_is_marked(
    monkeypatch: pytest.MonkeyPatch, what: str, answer: list[object]
) -> None:
    box = Imap('"INBOX"')
    setattr(box, what, ("NO", answer))
    monkeypatch.setattr(mailboxes, "_imap_client", lambda *_: box)
    with pytest.raises(DeliveryError, match="localhost: "):
        list(imap(settings()))
    assert box.seen == []


def test_a_password_may_have_any_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Imap('"INBOX"')
    monkeypatch.setattr(mailboxes, "_imap_client", lambda *_: box)
    assert list(imap(settings(password="密码"))) == [b"mail"]
    assert box.identity == "\0user\0密码".encode()
