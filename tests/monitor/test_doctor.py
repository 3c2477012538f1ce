"""The doctor names what is wrong and how to mend it."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session

from crawler.spiders import names
from monitor.config import Config, from_table
from monitor.demo.mailbox import free_port
from monitor.doctor import examine
from monitor.exits import Exit
from monitor.finding import Finding
from storage.archive import Archive
from storage.store import Store
from storage.types import ArchiveRef, Capture, Recipient, Response
from tests.crawler.loopback import Reply, Web, listing, served
from tests.storage.world import World

SOURCES = names()
NOWHERE = ArchiveRef("gone.warc.gz", 0)


def findings(config: Config, what: str, *, offline: bool = True) -> list[Finding]:
    return [each for each in examine(config, offline=offline) if each.what == what]


def configured(folder: Path, **mail: object) -> Config:
    table = {"contact": "ops@example.org", "data_dir": str(folder), "mail": mail}
    off = {name: {"enabled": False} for name in SOURCES}
    return from_table({**table, "sources": off}, "monitor.toml")


class Refusing(Sink):
    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("ops@"):
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 ok"


@pytest.fixture
def refusing() -> Iterator[int]:
    port = free_port()
    controller = Controller(Refusing(), hostname="127.0.0.1", port=port)
    controller.start()
    yield port
    controller.stop()


LOGIN = "most servers take logins over TLS only: check mail.security and mail.port"


def test_a_readable_secret_is_a_warning_with_the_command_that_mends_it(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("x")
    secret.chmod(0o644)
    config = configured(tmp_path, username="me", password_file=str(secret))
    (finding,) = findings(config, "permissions")
    assert finding.mend.endswith(f"chmod 600 {secret}")


def test_a_file_that_is_no_database_is_bad(tmp_path: Path) -> None:
    (tmp_path / "monitor.sqlite").write_bytes(b"not a database at all" * 100)
    (finding,) = findings(configured(tmp_path), "database")
    assert (finding.level, int(finding.code)) == ("bad", 65)


def test_a_file_in_the_data_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    (finding,) = findings(configured(tmp_path / "data"), "data folder")
    assert finding.code is Exit.DISK
    assert finding.mend == f"{tmp_path}/data is no folder: move it away, or name another data_dir"


def test_a_whole_database_without_recipients_says_how_to_add_one(tmp_path: Path) -> None:
    Store.open(tmp_path / "monitor.sqlite").close()
    config = configured(tmp_path)
    assert findings(config, "database")[0].level == "ok"
    assert "recipients add" in findings(config, "recipients")[0].mend


def test_a_server_that_refuses_the_operator_is_found_before_the_night(
    tmp_path: Path, refusing: int
) -> None:
    config = configured(tmp_path, host="127.0.0.1", port=refusing, security="none")
    (finding,) = findings(config, "smtp", offline=False)
    assert finding.level == "bad"
    assert "550" in finding.mend


@pytest.mark.parametrize(("offered", "level"), [(True, "ok"), (False, "bad")])
def test_a_server_that_can_not_say_the_operators_address_is_found(
    tmp_path: Path, offered: bool, level: str
) -> None:
    port = free_port()
    server = Controller(Sink(), hostname="127.0.0.1", port=port, enable_SMTPUTF8=offered)
    server.start()
    config = configured(tmp_path, host="127.0.0.1", port=port, security="none")
    operators = config.operators.model_copy(update={"addresses": ("李雷@例子.中国",)})
    changed = config.model_copy(update={"operators": operators})
    (finding,) = findings(changed, "smtp", offline=False)
    server.stop()
    assert finding.level == level
    assert ("SMTPUTF8" in finding.mend) is not offered


@pytest.mark.parametrize(
    ("key", "secret"),
    [("password_file", "s3cret"), ("password_file", "пароль"), ("oauth2_token_file", "token")],
)
def test_a_login_that_the_server_does_not_take_is_bad(
    tmp_path: Path, key: str, secret: str
) -> None:
    file = tmp_path / "secret"
    file.write_text(secret)
    port = free_port()
    server = Controller(Sink(), hostname="127.0.0.1", port=port)  # offers no AUTH in clear
    server.start()
    to = {"host": "127.0.0.1", "port": port, "security": "none", "username": "me"}
    (finding,) = findings(configured(tmp_path, **to, **{key: str(file)}), "smtp", offline=False)
    server.stop()
    assert (finding.level, finding.code) == ("bad", Exit.MAIL)
    assert secret not in finding.mend
    if "AUTH" in finding.mend:
        assert finding.mend.endswith(LOGIN)
        assert ".:" not in finding.mend


@pytest.mark.parametrize(("security", "hint"), [("starttls", True), ("tls", False)])
def test_a_server_that_waits_for_tls_is_told_from_one_that_is_not_there(
    tmp_path: Path, security: str, hint: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # as a port 465 is without TLS
        to = {"host": "127.0.0.1", "port": silent.getsockname()[1], "timeout": 0.5}
        (finding,) = findings(configured(tmp_path, **to, security=security), "smtp", offline=False)
    assert finding.level == "bad"
    assert ('mail.security = "tls"' in finding.mend) is hint


def test_a_mailbox_that_an_older_program_took_for_two_is_named(tmp_path: Path) -> None:
    config = configured(tmp_path)
    with Store.open(config.database) as store:
        for address in ("li@例子.中国", "other@example.org"):
            store.recipients.add(Recipient(0, address))
        with store.database.write() as connection:
            connection.exec_driver_sql(
                "UPDATE recipients SET address = 'li@xn--fsqu00a.xn--fiqs8s', address_key = address"
                " WHERE id = 2"
            )
    (finding,) = findings(config, "recipients")
    assert (finding.level, finding.which) == ("warning", "li@例子.中国, li@xn--fsqu00a.xn--fiqs8s")
    assert "recipients remove li@xn--fsqu00a.xn--fiqs8s" in finding.mend


def test_items_that_no_source_visits_any_more_are_named(tmp_path: Path) -> None:
    entry = {"name": "office", "start": ["https://office.example/news"]}
    table = {"contact": "a@b.c", "data_dir": str(tmp_path), "watch": [entry]}
    with (
        Store.open(from_table(table, "test").database) as store,
        Archive(tmp_path / "archive") as archive,
    ):
        world = World(store, archive)
        world.night("office")
        url, told = "https://office.example/news/1", "IOM China opens an office."
        world.read(url, told)
        world.close()
        world.decide(world.outcome(url, told, source="office"))
    assert findings(from_table(table, "test"), "office") == []
    renamed = from_table(table | {"watch": [entry | {"name": "bureau"}]}, "test")
    (finding,) = findings(renamed, "office")
    assert (finding.level, finding.which) == ("warning", "1 items")
    assert finding.mend.startswith("no source has that name any more")
    assert finding.mend.endswith(
        'if it was renamed, set formerly = ["office"] in its [[watch]] entry or its spider'
    )
    heir = from_table(table | {"watch": [entry | {"name": "bureau", "formerly": ["office"]}]}, "t")
    assert findings(heir, "office") == []


def test_a_server_that_is_not_there_is_bad(tmp_path: Path) -> None:
    config = configured(tmp_path, host="127.0.0.1", port=1, security="none", timeout=2)
    (finding,) = findings(config, "smtp", offline=False)
    assert (finding.level, int(finding.code)) == ("bad", 4)


def test_certificates_that_cannot_be_read_are_bad_and_bounces_are_missed(tmp_path: Path) -> None:
    table = {
        "contact": "a@b.c",
        "data_dir": str(tmp_path),
        "mail": {"ca_file": "/absent.pem"},
        "bounces": {"maildir": "/absent"},
    }
    mail, bounces, *_ = examine(from_table(table, "x"), offline=True)
    assert (mail.level, mail.code) == ("bad", Exit.CONFIG)
    assert mail.which == "mail.ca_file: /absent.pem: No such file or directory"
    assert (bounces.level, bounces.which.split(": ")[0]) == ("warning", "bounces.maildir")


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as web:
        yield web


def asked(folder: Path, web: Web, host: str, **crawl: object) -> list[tuple[str, str]]:
    """Return level and mend of each finding about one watched listing there."""
    config = from_table(
        {
            "contact": "ops@example.org",
            "data_dir": str(folder),
            "sources": {each: {"enabled": False} for each in SOURCES},
            "watch": [{"name": "site", "start": [f"http://{host}:{web.port}/news"]}],
            "crawl": {"delay": 0, "timeout": 5, **crawl},
        },
        "monitor.toml",
    )
    return [(each.level, each.mend) for each in findings(config, "site", offline=False)]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Names that lead where the test says."""
    known: dict[str, str] = {}
    real = socket.getaddrinfo

    def resolved(host: Any, *rest: Any, **more: Any) -> Any:
        return real(known.get(host, host), *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return known


def test_a_site_whose_name_leads_inward_is_told_and_not_asked(
    tmp_path: Path, web: Web, names: dict[str, str]
) -> None:
    names["inner.example"] = "127.0.0.1"
    web.site("inner.example", {"/news": listing("/news/one-1"), "/robots.txt": ""})
    why = "inner.example: is at 127.0.0.1, no public address, see crawl.allow_private_addresses"
    assert (
        asked(tmp_path, web, "inner.example")
        == [("bad", f"{why}; a night does not connect there")] * 2
    )
    assert web.asked == []


def test_a_redirect_that_leads_inward_is_told_and_not_followed(
    tmp_path: Path, web: Web, names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # One address plays the public one here, another one the private one.
    names.update({"outer.example": "127.0.0.1", "inner.example": "169.254.169.254"})
    monkeypatch.setattr("monitor.reaching.is_public", lambda address: address == "127.0.0.1")
    inward = {"Location": f"http://inner.example:{web.port}/latest/meta-data"}
    web.site("outer.example", {"/robots.txt": "", "/news": Reply("", 302, inward)})
    robots, news = asked(tmp_path, web, "outer.example")
    assert robots == ("ok", "")
    assert "inner.example: is at 169.254.169.254, no public address" in news[1]
    assert {each.host for each in web.asked} == {"outer.example"}


def test_an_intranet_is_asked_where_the_configuration_says_so(
    tmp_path: Path, web: Web, names: dict[str, str]
) -> None:
    names["inner.example"] = "127.0.0.1"
    web.site("inner.example", {"/news": listing("/news/one-1"), "/robots.txt": ""})
    found = asked(tmp_path, web, "inner.example", allow_private_addresses=True)
    assert found == [("ok", ""), ("ok", "")]


def test_a_rehearsal_asks_its_replica_and_nobody_else(tmp_path: Path, web: Web) -> None:
    away = {"Location": "https://elsewhere.example/news"}
    web.site("site.example", {"/robots.txt": "", "/news": Reply("", 302, away)})
    replica = {"site.example": f"http://127.0.0.1:{web.port}"}
    robots, news = asked(tmp_path, web, "site.example", rehearsal=replica)
    assert robots == ("ok", "")
    assert "elsewhere.example: is not part of the rehearsal" in news[1]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_bad(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert findings(configured(tmp_path), "data folder")[0].level == "bad"


@contextmanager
def without_leave(path: str) -> Iterator[Path]:
    """Be a service account in its data folder, in which that file or folder is somebody else's."""
    with tempfile.TemporaryDirectory() as name:
        folder, foreign = Path(name), Path(name, path)
        for made in ("archive", "logs", "feeds"):
            (folder / made).mkdir()
        for made in ("archive/a.warc.gz", "logs/monitor.log", "monitor.lock", "night.lock"):
            (folder / made).touch(mode=0o600)
        Store.open(folder / "monitor.sqlite").close()
        if os.getuid() == 0:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, 65534, -1)
            os.chown(foreign, 0, -1)
        foreign.chmod(0)
        if os.getuid() == 0:
            os.setresuid(65534, 65534, 0)
        try:
            yield folder
        finally:
            if os.getresuid()[2] == 0:
                os.setresuid(0, 0, 0)
            foreign.chmod(0o700)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("archive", "archive"),
        ("archive/a.warc.gz", "archive"),
        ("logs", "permissions"),
        ("logs/monitor.log", "permissions"),
        ("monitor.lock", "permissions"),
        ("night.lock", "permissions"),
        ("feeds", "permissions"),
    ],
)
def test_what_a_night_may_not_use_is_named(path: str, what: str) -> None:
    with without_leave(path) as folder:
        (finding,) = (each for each in examine(configured(folder), offline=True) if each.code)
    assert (finding.what, finding.level, finding.code) == (what, "bad", Exit.DISK)
    assert str(folder / path) in finding.which
    assert f"uid {65534 if os.getuid() == 0 else os.getuid()}" in finding.mend


def test_a_finding_says_what_it_is_about_once(tmp_path: Path) -> None:
    (tmp_path / "monitor.sqlite").write_bytes(b"not a database at all" * 100)
    with Archive(tmp_path / "archive").open_run("run") as archive:
        when = datetime(2026, 3, 2, tzinfo=UTC)
        gone = Capture(1, 1, 1, "u", 200, when, "sha256:" + "0" * 64, None, None, NOWHERE)
        archive.write(Response("u", "u", 304, (), b"", when), gone)
    config = configured(tmp_path)
    (database,) = findings(config, "database")
    (lost,) = findings(config, "archive")
    assert database.which.startswith(str(tmp_path))
    assert (lost.which.startswith("run.warc.gz@"), lost.which.count("run.warc.gz")) == (True, 1)
