"""A value that no night, no server and no mail can use is refused when it is loaded, by its key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from structlog.testing import capture_logs

from bench import ready
from crawler.sources import SOURCES
from crawler.spiders import names
from monitor.bouncing import count_bounces
from monitor.cli import run
from monitor.config import Config, from_table, load
from monitor.config_checks import complaints
from monitor.config_docs import _inner
from storage.errors import ConfigError
from storage.store import Store

NOW = datetime(2026, 11, 1, tzinfo=UTC)
START = ["https://office.example.org/news"]


def complaint(**table: Any) -> str:
    with pytest.raises(ConfigError) as raised:
        from_table({"contact": "a@b.c", **table}, "monitor.toml")
    return str(raised.value)


def watch(**entry: Any) -> dict[str, Any]:
    return {"watch": [{"name": "office", "start": START, **entry}]}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (watch(start=["office.example.org"]), "watch.office.start.0: 'office.example.org': is no web address such as https://"),
        (watch(start=["ftp://office.example.org/"]), "watch.office.start.0: 'ftp://office.example.org/': is no web address"),
        (watch(start=["https://office.example.org:99999/"]), "'https://office.example.org:99999/': is no web address"),
        (watch(start=["https://office.example.org:0/"]), "'https://office.example.org:0/': is no web address"),
        ({"sources": {"reposts": {"listing": ["https://h.example:99999/"]}}}, "sources.reposts.listing.0: 'https://h.exa"),
        ({"web": {"public_url": "https://h.example:99999/"}}, "web.public_url: 'https://h.example:99999/': is no web"),
        ({"web": {"public_url": "https://例子.中国:99999/"}}, "web.public_url: 'https://例子.中国:99999/': is no web"),
        ({"ping": {"url": "https://hc-ping.com:99999/5ecret"}}, "ping.url: is no web address"),
        ({"crawl": {"rehearsal": {"www.iom.int": "http://127.0.0.1:99999/"}}}, "crawl.rehearsal: "),
        (watch(start=["https://a..b/"]), "'https://a..b/': is no web address"),
        (watch(start=[f"https://{'a' * 70}.example/"]), "is no web address"),
        (watch(start=[]), "watch.office.start: is empty"),
        (watch(display={"fr": "Le bureau"}), "watch.office.display.fr: Input should be 'zh-Hans'"),
        (watch(display={"en": ""}), "watch.office.display.en: "),
        (watch(start=START[0]), 'watch.office.start: needs a list, such as ["…"]'),
        (watch(item_url="(["), "watch.office.item_url: '([': is no regular expression: "),
        ({"watch": [{"start": START}]}, "watch.0.name: is missing"),
        ({"watch": {"name": "office", "start": START}}, "watch: is a list of tables: write [[watch]]"),
        ({"mail": {"port": "x"}}, "mail.port: 'x': is no whole number"),
        ({"crawl": {"delay": "slow"}}, "crawl.delay: 'slow': is no number"),
        ({"web": {"listen": 8080}}, "web.listen: is no text: write it in quotes"),
        (watch(urls=START), "watch.office.urls: no such key; known are "),
        (watch(urls=START), "start; or it belongs in [chat]"),
        ({"crawl": {"page_budget": 0}}, "crawl.page_budget: Input should be greater than 0, not '0'"),
        ({"sources": {"iom_news": {"enabled": "perhaps"}}}, "sources.iom_news.enabled: 'perhaps': is neither true nor false"),
        (watch(name="iom_news"), "watch: iom_news: is the name of a built-in source"),
        ({"watch": watch()["watch"] * 2}, "watch: office: is there twice"),
        (watch(formerly=["iom_news"]), "watch.office.formerly: iom_news: is still a source: take its entry away, or the name"),
        (watch(formerly=["office"]), "watch.office.formerly: office: is still a source"),
        ({"watch": [watch(name=name, formerly=["old"])["watch"][0] for name in ("a", "b")]}, "watch.b.formerly: old: stands in watch.a.formerly too"),
        (watch(formerly=["old"]) | {"sources": {"old": {}}}, "sources.old: no such source; it is sources.office now"),
        ({"sources": {"iom_nws": {}}}, "sources.iom_nws: no such source; did you mean sources.iom_news?"),
        ({"sources": {"nobody": {}}}, "sources.nobody: no such source; known are china_org_cn, "),
        ({"sources": {"reposts": {"listing": ["posts"]}}}, "sources.reposts.listing.0: 'posts': is no web address"),
        ({"sources": {"reposts": {"hosts": ["http://posts.example/"]}}}, "'http://posts.example/': is no host name such as www"),
        ({"crawl": {"rehearsal": {"www.iom.int": "http://192.0.2.1/"}}}, "crawl.rehearsal: www.iom.int = 'http://192.0.2.1/': not a loopback"),
        ({"mail": {"host": ""}}, "mail.host: '': is no host name such as"),
        ({"mail": {"host": "mail.example.org:587"}}, "mail.host: 'mail.example.org:587': is no host name"),
        ({"ping": {"url": "hc-ping.com/5ecret"}}, "ping.url: is no web address such as https://"),
        ({"schedule": {"timezone": "Mars/Phobos"}}, "schedule.timezone: 'Mars/Phobos': is no time zone such as Asia/Shanghai"),
        ({"schedule": {"timezone": "Asia"}}, "schedule.timezone: 'Asia': is no time zone"),
        ({"schedule": {"nightly": "99 2 * * *"}}, "schedule.nightly: '99 2 * * *': is no cron expression: "),
        ({"schedule": {"nightly": "0 15 4 * * *"}}, "schedule.nightly: '0 15 4 * * *': is no cron expression: has 6 fields, not 5"),
        ({"schedule": {"outbox": "*/5 * * *"}}, "schedule.outbox: '*/5 * * *': is no cron expression: has 4 fields, not 5"),
        ({"schedule": {"press": "now and then"}}, "schedule.press: 'now and then': is no cron expression: "),
        ({"web": {"listen": "localhost"}}, "web.listen: 'localhost': is not an address such as 127.0.0.1:8765"),
        ({"web": {"public_listen": "127.0.0.1:99999"}}, "web.public_listen: '127.0.0.1:99999': is not an address"),
        ({"web": {"public_url": "news.example.org"}}, "web.public_url: 'news.example.org': is no web address"),
        ({"web": {"allowed_hosts": ["monitor.example.org:443"]}}, "web.allowed_hosts.0: 'monitor.example.org:443': is no host name"),
        ({"operators": {"addresses": "a@b.c"}}, 'operators.addresses: needs a list, such as ["…"]'),
    ],
)  # fmt: skip
def test_it_is_named_by_its_key(table: dict[str, Any], says: str) -> None:
    assert says in complaint(**table)


def test_a_list_whose_only_value_is_no_use_is_not_called_empty_too() -> None:
    assert "is empty" not in complaint(**watch(start=["ftp://office.example.org/"]))


def test_the_address_of_a_switch_is_a_secret_and_stands_in_no_complaint() -> None:
    assert "5ecret" not in complaint(ping={"url": "hc-ping.com/5ecret"})
    assert "5ecret" not in complaint(ping={"url": ["https://hc-ping.com/5ecret"]})
    assert "5ecret" not in complaint(chat={"urls": "json://5ecret"})


def test_what_can_be_used_is_taken() -> None:
    table = {
        "contact": "a@b.c",
        "sources": {
            "iom_news": {"hosts": ["*.iom.int", "例子.中国"]},
            "office": {"page_budget": 5},
        },
        **watch(item_url="/news/[^/]+$"),
        "mail": {"host": "::1"},
        "ping": {"url": "https://hc-ping.com/5ecret"},
        "schedule": {"nightly": "@daily", "press": "5 8-20 * * 1-5", "outbox": None},
        "web": {"listen": "[::1]:8765", "public_url": "https://news.example.org/iom"},
        "crawl": {"rehearsal": {"www.iom.int": "http://127.0.0.1:8001"}},
    }
    assert from_table(table, "monitor.toml").watch[0].name == "office"


def test_a_path_is_meant_from_the_file_that_names_it_wherever_cron_starts_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = tmp_path / "monitor.toml"
    file.write_text(
        'contact = "a@b.c"\ndata_dir = "~/data"\n[mail]\nusername = "m"\npassword_file = "secret"\n'
        'ca_file = "/etc/ca.pem"\n[bounces]\nmaildir = "bounces"\n[metrics]\ntextfile = "~/m.prom"\n'
    )
    config = load(file)
    assert config.data_dir == tmp_path / "home" / "data"
    assert config.mail.password_file == tmp_path / "secret"
    assert config.mail.ca_file == Path("/etc/ca.pem")
    assert config.bounces.maildir == tmp_path / "bounces"
    assert config.metrics.textfile == tmp_path / "home" / "m.prom"


def test_a_source_is_called_as_its_module() -> None:
    assert sorted(names()) == sorted(SOURCES)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('[mail]\nca_file = "absent.pem"', "mail.ca_file: {here}/absent.pem: No such file or directory"),
        ('[mail]\nca_file = "monitor.toml"', "mail.ca_file: {here}/monitor.toml: holds no certificates"),
        ('[mail]\nusername = "m"\noauth2_token_file = "absent"', "mail.oauth2_token_file: {here}/absent: No such"),
        (
            '[bounces]\nimap_host = "imap.example.org"\nusername = "m"\npassword_file = "absent"',
            "bounces.password_file: {here}/absent: No such file or directory",
        ),
        ('[mail]\nusername = "m"\npassword_file = "empty"', "mail.password_file: {here}/empty: is empty"),
        ('[mail]\nusername = "m"\noauth2_token_file = "empty"', "mail.oauth2_token_file: {here}/empty: is empty"),
        ('[mail]\nusername = ""', "mail.username: is empty"),
        ('[mail]\nusername = "m"\npassword = ""', "mail.password: is empty"),
        (
            '[bounces]\nimap_host = "imap.example.org"\nusername = "m"\npassword_file = "empty"',
            "bounces.password_file: {here}/empty: is empty",
        ),
        ('[bounces]\nmaildir = "absent"', "bounces.maildir: {here}/absent: not a Maildir"),
        ('[metrics]\ntextfile = "absent/m.prom"', "metrics.textfile: {here}/absent/m.prom: its folder is missing"),
        (
            '[web]\nlisten = "127.0.0.1:8766"\npublic_url = "https://news.example.org"',
            "web.public_listen: 127.0.0.1:8766: is where web.listen is: 127.0.0.1:8766",
        ),
        (
            '[web]\nlisten = "localhost:80"\npublic_listen = "0.0.0.0:80"\npublic_url = "https://news.example.org"',
            "web.public_listen: 0.0.0.0:80: is where web.listen is: localhost:80",
        ),
        ('[web]\nlisten = "0.0.0.0:8765"', "web.listen: 0.0.0.0:8765: reaches beyond this machine"),
    ],
)  # fmt: skip
def test_config_check_looks_at_what_the_configuration_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, says: str
) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text(f'contact = "a@b.c"\ndata_dir = "data"\n{lines}\n')
    (tmp_path / "empty").write_text("\n")
    assert run(["-c", str(file), "config", "check"]) == 78
    assert says.format(here=tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "cause"),
    [
        ("file", "{here}/file is no folder: move it away"),
        ("file/data", "{here}/file is no folder: move it away"),
        ("loose", "{here}/loose is no folder: move it away"),
        ("loose/data", "{here}/loose is no folder: move it away"),
    ],
)
def test_config_check_names_a_data_dir_that_can_not_be_made(
    tmp_path: Path, folder: str, cause: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loose").symlink_to(tmp_path / "away")
    file = tmp_path / "monitor.toml"
    file.write_text(f'contact = "a@b.c"\ndata_dir = "{folder}"\n')
    done = ready.command("-c", str(file), "config", "check")
    said = f"data_dir: {tmp_path}/{folder}: {cause.format(here=tmp_path)}"
    assert (done.returncode, said in done.stderr) == (78, True), done.stderr


def test_config_check_makes_no_data_dir(tmp_path: Path) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.c"\ndata_dir = "new/data"\n')
    assert ready.command("-c", str(file), "config", "check").returncode == 0
    assert not (tmp_path / "new").exists()


def test_certificates_that_cannot_be_read_stop_a_night_before_anything_is_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.c"\ndata_dir = "data"\n[mail]\nca_file = "absent.pem"\n')
    assert run(["-c", str(file), "nightly"]) == 78
    assert "mail.ca_file" in capsys.readouterr().err
    assert not (tmp_path / "data" / "monitor.sqlite").exists()


def test_a_password_of_the_bounces_that_cannot_be_read_stops_no_night(tmp_path: Path) -> None:
    bounces = {"imap_host": "imap.example.org", "username": "m", "password_file": "/absent"}
    config = from_table({"contact": "a@b.c", "bounces": bounces}, "monitor.toml")
    with Store.open(tmp_path / "monitor.sqlite") as store, capture_logs() as logged:
        count_bounces(config, store, NOW)
    assert [entry["event"] for entry in logged] == ["bounces.unreadable"]
    assert "bounces.password_file: /absent: No such file" in logged[0]["error"]


def leaves(model: type[BaseModel], kind: type, prefix: str = "") -> Iterator[str]:
    """Yield every key whose value is of a kind."""
    for name, field in model.model_fields.items():
        inner, shape = _inner(field.annotation)
        if inner is not None:
            yield from leaves(inner, kind, f"{prefix}{shape.format(name)}.")
        elif kind.__name__ in re.findall(r"\w+", str(field.annotation)):
            yield prefix + name


def setting(key: str, value: object) -> dict[str, Any]:
    """Return the table that sets a key."""
    *tables, name = key.replace("sources.NAME", "sources.iom_news").split(".")
    found: dict[str, Any] = {name: value}
    for table in reversed(tables):
        found = {table: found}
    return found


@pytest.mark.parametrize("key", [*leaves(Config, int), *leaves(Config, float)])
@pytest.mark.parametrize(
    "value",
    [10**12, 1e308, float("inf"), float("nan"), pytest.param(10**5000, id="5000 digits")],
)
def test_no_number_is_so_large_that_a_clock_a_socket_or_a_disk_gives_up(
    key: str, value: float
) -> None:
    assert f"{key.replace('NAME', 'iom_news')}: " in complaint(**setting(key, value))


@pytest.mark.parametrize("key", [*leaves(Config, Path)])
@pytest.mark.parametrize(
    ("value", "says"),
    [("a\0b", "is no path: a NUL ends it"), ("~nouser-here/x", "whose home that is")],
)
def test_no_path_is_one_that_no_file_can_have(key: str, value: str, says: str) -> None:
    said = complaint(**setting(key, value))
    assert says in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        f"data_dir = {'9' * 5000}",
        f"watch = {'[' * 3000}{']' * 3000}",
        f"watch = {'[' * 100_000}",
        "data_dir = 2026-13-45",
        "data_dir = 1e99999",
    ],
)
def test_what_is_hardly_toml_is_a_wrong_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text(f'contact = "a@b.c"\n{text}\n')
    assert run(["-c", str(file), "config", "check"]) == 78
    assert f"iom-monitor: configuration: {file}: " in capsys.readouterr().err


def test_a_list_in_the_environment_that_has_no_bottom_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IOM_MONITOR_WATCH", "[" * 100_000)
    assert complaint().startswith("environment: IOM_MONITOR_WATCH: ")


@pytest.mark.parametrize("text", ["a{99999999999999999999}", "(" * 5000 + ")" * 5000])
def test_an_expression_without_measure_is_none(text: str) -> None:
    said = complaint(**watch(item_url=text))
    assert "watch.office.item_url: " in said
    assert "is no regular expression" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    "key", ["mail.username", "mail.sender_name", "bounces.imap_folder", "bounces.username"]
)
@pytest.mark.parametrize("value", ["a\nb", "a\0b", "a\x7f", "x" * 10_000])
def test_what_a_header_or_a_login_can_not_hold_is_refused(key: str, value: str) -> None:
    said = complaint(**setting(key, value))
    assert f"{key}: " in said
    assert len(said) < 300


def test_a_name_of_any_script_and_of_any_spaces_is_a_line() -> None:
    name = "国际移民组织\u3000驻华\u00a0News"
    config = from_table({"contact": "a@b.c", "mail": {"sender_name": name}}, "monitor.toml")
    assert config.mail.sender_name == name


def test_a_cron_expression_is_one_line_however_it_was_written() -> None:
    schedule = {"nightly": " 30\t2 *\n* * ", "press": "@daily"}
    config = from_table({"contact": "a@b.c", "schedule": schedule}, "monitor.toml")
    assert (config.schedule.nightly, config.schedule.press) == ("30 2 * * *", "@daily")


@pytest.mark.parametrize(
    "web",
    [
        {"listen": "127.0.0.1:8766"},  # nothing public
        {"listen": "127.0.0.1:0", "public_listen": "127.0.0.1:0"},
        {"listen": "127.0.0.1:80", "public_listen": "[::1]:80"},
        {"listen": "127.0.0.1:80", "public_listen": "192.0.2.1:80"},
    ],
)
def test_two_listeners_that_do_not_meet_are_well(web: dict[str, str]) -> None:
    public = {} if web["listen"].endswith("8766") else {"public_url": "https://news.example.org"}
    config = from_table({"contact": "a@b.c", "web": {**web, **public}}, "monitor.toml")
    assert not list(complaints(config))


def test_a_page_at_any_port_of_any_script_may_be_watched() -> None:
    start = [
        "https://例子.中国:8443/news",
        "http://[2001:db8::1]:8080/",
        "http://10.0.0.1/",
        "https://a_b.example/",
    ]
    assert from_table({"contact": "a@b.c", **watch(start=start)}, "x").watch[0].start == tuple(
        start
    )


@pytest.mark.parametrize(
    ("mail", "warned"),
    [
        ({"port": 465}, True),
        ({"port": 465, "security": "none"}, True),
        ({"port": 465, "security": "tls"}, False),
        ({"port": 587}, False),
        ({"port": 25, "security": "none"}, False),
    ],
)
def test_the_port_that_waits_for_tls_is_warned_of_and_no_error(
    tmp_path: Path, mail: dict[str, Any], *, warned: bool
) -> None:
    lines = [f"{key} = {json.dumps(value)}" for key, value in mail.items()]
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.c"\n[mail]\n' + "\n".join(lines), encoding="utf-8")
    done = ready.command("-c", str(file), "config", "check")
    assert (done.returncode, "all well" in done.stdout) == (0, not warned), done.stderr
    said = 'a server waits for TLS there: set security = "tls", or port = 587'
    assert (said in done.stderr) is warned
    assert done.stdout.count("can be used") == warned
