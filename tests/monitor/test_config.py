"""The configuration says what is wrong: which key, which value, what was meant."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.config import Config, from_table, load, secret
from monitor.doctor import secrets_in
from monitor.session import Session
from monitor.sources import plans, user_agent
from monitor.starting import rendered
from monitor.telling import sender
from storage.errors import ConfigError


def complaint(table: dict[str, object]) -> str:
    with pytest.raises(ConfigError) as raised:
        from_table(table, "monitor.toml")
    return str(raised.value)


def test_a_contact_is_all_that_is_needed() -> None:
    config = from_table({"contact": "ops@example.org"}, "monitor.toml")
    assert config.mail.security == "starttls"
    assert config.database.name == "monitor.sqlite"


def test_the_missing_contact_is_named() -> None:
    assert "contact: is missing" in complaint({})


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    text = complaint({"contact": "a@b.c", "mail": {"prot": 25}})
    assert "mail.prot: no such key; did you mean mail.port?" in text


def test_an_unknown_key_of_a_source_is_refused_with_the_nearest_known_one() -> None:
    text = complaint({"contact": "a@b.c", "sources": {"iom_news": {"enabeld": True}}})
    assert "sources.iom_news.enabeld: no such key; did you mean sources.iom_news.enabled?" in text


def test_an_unknown_table_is_refused_with_the_nearest_known_one() -> None:
    assert "mial: no such key; did you mean mail?" in complaint({"contact": "a@b.c", "mial": {}})


@pytest.mark.parametrize(
    ("given", "meant"),
    [("iom_nws", "iom_news"), ("iom-news", "iom_news"), ("china_daily", "chinadaily"), ("www_reposts", "reposts")],
)  # fmt: skip
def test_an_unknown_source_is_refused_with_the_nearest_known_one(given: str, meant: str) -> None:
    config = from_table({"contact": "a@b.c"}, "monitor.toml")
    with pytest.raises(ConfigError, match=f"{given}: no such source; did you mean {meant}[?]$"):
        plans(config, [given])


def test_a_watched_source_may_have_settings_and_hosts_of_its_own() -> None:
    office = {"name": "office", "start": ["https://feeds.example/rss"], "hosts": ["*.example.org"]}
    table = {"contact": "a@b.c", "watch": [office], "sources": {"office": {"delay": 9.0}}}
    (plan,) = plans(from_table(table, "monitor.toml"), ["office"])
    assert plan.delay == 9.0
    assert plan.allowed == ("feeds.example", "*.example.org")


def test_a_watched_source_put_to_rest_stays_so_whatever_settings_it_has() -> None:
    office = {"name": "office", "start": ["https://office.example/"], "enabled": False}
    table = {"contact": "a@b.c", "watch": [office], "sources": {"office": {"delay": 9.0}}}
    named = [plan.spider.name for plan in plans(from_table(table, "monitor.toml"))]
    assert "iom_news" in named
    assert "office" not in named


def test_no_source_is_suggested_that_is_only_a_little_like_it() -> None:
    config = from_table({"contact": "a@b.c"}, "monitor.toml")
    with pytest.raises(ConfigError, match="posts_of_ours: no such source; known are iom_news, "):
        plans(config, ["posts_of_ours"])


def test_only_a_key_of_the_same_table_is_suggested() -> None:
    text = complaint({"contact": "a@b.c", "smtp_hots": "mail.example.org"})
    assert "smtp_hots: no such key" in text
    assert "did you mean" not in text


def test_a_word_before_the_key_is_one_too_many() -> None:
    text = complaint({"contact": "a@b.c", "mail": {"smtp_host": "mail.example.org"}})
    assert "mail.smtp_host: no such key; did you mean mail.host?" in text


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ({"host": "mail.example.org"}, "host: no such key; it belongs in [mail]"),
        ({"timeout": 5}, "timeout: no such key; it belongs in [crawl] or in [mail]"),
        ({"mail": {"data_dir": "x"}}, "mail.data_dir: no such key; it belongs before the first"),
        ({"mail": {"item_url": "x"}}, "mail.item_url: no such key; it belongs in [[watch]]"),
        (
            {"crawl": {"enabled": True}},
            "crawl.enabled: no such key; it belongs in [sources.NAME] or in [[watch]]",
        ),
    ],
)
def test_a_key_of_another_table_is_sent_there(table: dict[str, object], hint: str) -> None:
    assert hint in complaint({"contact": "a@b.c", **table})


def test_a_wrong_type_is_named_with_its_value() -> None:
    text = complaint({"contact": "a@b.c", "mail": {"port": "smtp"}})
    assert "mail.port" in text
    assert "'smtp'" in text


def test_what_has_the_wrong_shape_is_told_the_right_one_in_words() -> None:
    entry = {"name": "My Site", "start": ["https://a.example/news"]}
    text = complaint({"contact": "office", "watch": [entry]})
    assert "contact: 'office': is no mail address such as ops@example.org" in text
    assert "watch.0.name: 'My Site': is no name such as un_china: small letters, digits" in text
    assert "pattern" not in text


def test_all_complaints_come_at_once() -> None:
    text = complaint({"mail": {"port": 0}, "colour": "blue"})
    assert "contact" in text
    assert "mail.port" in text
    assert "colour" in text


def test_a_login_without_its_secret_is_refused() -> None:
    text = complaint({"contact": "a@b.c", "mail": {"username": "monitor"}})
    assert "mail: username: is set and its secret is not" in text


def test_two_secrets_are_one_too_many() -> None:
    mail = {"username": "monitor", "password": "x", "password_file": "y"}
    assert "give only one of" in complaint({"contact": "a@b.c", "mail": mail})


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"mail": {"sender": "监测@example.org"}}, "mail.sender: '监测@example.org': is not ASCII before"),
        ({"mail": {"reply_to": "监测@example.org"}}, "mail.reply_to: '监测@example.org': is not ASCII"),
        ({"contact": "监测@example.org"}, "contact: '监测@example.org': is not ASCII before its @"),
        ({"mail": {"sender": "m@例子..中国"}}, "mail.sender: 'm@例子..中国': its domain: "),
        ({"mail": {"sender": "m@straße.example"}}, "its domain: has a letter that names two hosts: give its xn-- form"),
        ({"mail": {"verp_domain": "例子..中国"}}, "mail.verp_domain: 'bounces@例子..中国': its domain"),
        ({"mail": {"verp_domain": "a b"}}, "mail.verp_domain: 'bounces@a b': not an e-mail address"),
        ({"operators": {"addresses": ["ops@[127.0.0.1]"]}}, "operators.addresses.0: 'ops@[127.0.0.1]'"),
    ],
)  # fmt: skip
def test_an_address_that_mail_can_not_use_is_refused_at_once(
    table: dict[str, object], says: str
) -> None:
    assert says in complaint({"contact": "a@b.c", **table})


def test_addresses_of_any_script_are_taken_where_mail_can_carry_them() -> None:
    mail = {"sender": "monitor@例子.中国", "reply_to": "desk@例子.中国", "verp_domain": "例子.中国"}
    operators = {"addresses": ["李雷@例子.中国", "ops@例子.中国"]}
    config = from_table({"contact": "ops@例子.中国", "mail": mail, "operators": operators}, "x")
    assert user_agent(config).endswith("(+ops@xn--fsqu00a.xn--fiqs8s)")
    without = config.model_copy(update={"mail": config.mail.model_copy(update={"reply_to": None})})
    assert sender(without).reply_to == "ops@例子.中国"


def test_an_operator_in_two_spellings_is_one() -> None:
    addresses = ["ops@例子.中国", "a@b.c", "Ops@xn--fsqu00a.xn--fiqs8s", "A@B.c"]
    config = from_table({"contact": "a@b.c", "operators": {"addresses": addresses}}, "x")
    assert config.operators.addresses == ("ops@例子.中国", "a@b.c")


def test_a_secret_never_stands_in_a_complaint() -> None:
    assert "hunter2" not in complaint({"contact": "a@b.c", "mail": {"password": ["hunter2"]}})


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOM_MONITOR_MAIL__HOST", "relay.example.org")
    config = from_table({"contact": "a@b.c", "mail": {"host": "other", "port": 25}}, "x")
    assert (config.mail.host, config.mail.port) == ("relay.example.org", 25)


@pytest.mark.parametrize(
    "name", ["IOM_MONITOR_OPERATORS__ADDRESSES", "IOM_MONITOR_WATCH", "IOM_MONITOR_CHAT__URLS"]
)
def test_a_list_in_the_environment_that_is_none_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "json://5ecret")
    said = complaint({"contact": "a@b.c"})
    assert said == f'environment: {name}: a list or a table is JSON there, such as ["…"]'


def test_an_unknown_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOM_MONITOR_MIAL__HOST", "relay.example.org")
    assert "IOM_MONITOR_MIAL__HOST" in complaint({"contact": "a@b.c"})


def test_nothing_changes_after_loading() -> None:
    config = from_table({"contact": "a@b.c"}, "x")
    with pytest.raises(ValueError, match="frozen"):
        config.mail.port = 1


def test_a_relative_data_folder_is_meant_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.c"\ndata_dir = "data"\n')
    assert load(file).data_dir == tmp_path / "data"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: not found"):
        load(tmp_path / "absent.toml")


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=f"configuration: {tmp_path}: is no file"):
        load(tmp_path)


def test_an_empty_variable_names_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "monitor.toml").write_text('contact = "a@b.c"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IOM_MONITOR_CONFIG", "")
    assert load().contact == "a@b.c"


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text('contact = "a@b.c"\nmail = [\n]]\n')
    with pytest.raises(ConfigError, match=r"monitor\.toml.*line"):
        load(file)


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    file, password = tmp_path / "monitor.toml", tmp_path / "password"
    file.write_text('\ufeffcontact = "a@b.c"\n[mail]\npassword = "x"\nusername = "m"\n')
    file.chmod(0o644)
    assert load(file).contact == "a@b.c"
    (finding,) = secrets_in(file)
    assert "mail.password" in finding.mend
    password.write_text("\ufeffs3cret\n")
    assert secret(None, password, "mail.password_file") == "s3cret"


def test_a_secret_file_is_read_without_its_line_end(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("s3cret\n")
    assert secret(None, file, "mail.password_file") == "s3cret"


def test_a_missing_secret_file_is_named_by_its_key(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mail\.password_file: .*absent"):
        secret(None, tmp_path / "absent", "mail.password_file")


def test_what_init_writes_can_be_loaded_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "monitor.toml"
    arguments = [
        "init",
        "--file",
        str(file),
        "--contact",
        "ops@example.org",
        "--data-dir",
        str(tmp_path / "data"),
        "--smtp-host",
        "mail.example.org",
    ]
    result = CliRunner().invoke(cli, arguments, obj=Session())
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    config = load(file)
    assert config.mail.host == "mail.example.org"
    assert config.operators.addresses == ("ops@example.org",)


def test_init_replaces_nothing_unasked(tmp_path: Path) -> None:
    file = tmp_path / "monitor.toml"
    file.write_text("# mine")
    result = CliRunner().invoke(cli, ["init", "--file", str(file), "--contact", "a@b.c"])
    assert result.exit_code == 2
    assert file.read_text() == "# mine"


def test_every_comment_out_key_of_the_example_is_a_real_key() -> None:
    nothing = dict.fromkeys(
        ("smtp_host", "smtp_port", "username", "password_file", "sender", "operator", "data_dir")
    )
    answers = {"contact": "a@b.c", "security": "none", "timezone": "UTC", "nightly": "30 2 * * *"}
    text = rendered({**nothing, **answers})
    for line in text.splitlines():
        key = line.removeprefix("# ").split(" = ")[0]
        if line.startswith("# ") and " = " in line and key.isidentifier():
            assert key in str(Config.model_json_schema()), key
