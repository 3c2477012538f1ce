"""Recipients who start with a summary, and a digest sent as a test: through the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from monitor.commands.recipients import cursors_at
from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from storage.store import Store
from tests.monitor.place import Place


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with Mailbox(tmp_path_factory.mktemp("mail") / "mailbox") as running:
        yield running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[Place]:
    """A monitor that has its baseline and one night with two stories behind it."""
    with Replica(night=1) as replica:
        made = Place(tmp_path_factory.mktemp("place"), replica, mailbox.port)
        for night, at in ((1, "2026-11-01T18:30:00Z"), (3, "2026-11-03T18:30:00Z")):
            replica.set_night(night)
            done = made.run("nightly", "--at", at)
            assert done.returncode == 0, done.stderr
        yield made


def cursors(place: Place, address: str) -> tuple[int, int]:
    with Store.open(place.database) as store:
        person = store.recipients.get(address)
        assert person is not None
        return person.told_change, person.told_source_run


def test_who_is_added_starts_from_now(place: Place) -> None:
    assert place.run("recipients", "add", "now@example.org").returncode == 0
    with Store.open(place.database) as store:
        latest = store.items.latest_change_id()
    assert cursors(place, "now@example.org")[0] == latest > 0


def test_who_starts_with_a_year_is_told_what_it_brought(place: Place) -> None:
    done = place.run("recipients", "add", "year@example.org", "--start-with", "366")
    assert done.returncode == 0, done.stderr
    assert cursors(place, "year@example.org") == (0, 0)
    shown = place.run("digest", "preview", "--recipient", "year@example.org")
    assert "2 new" in shown.stdout
    assert "watching" in shown.stdout.lower()


def test_what_was_told_before_the_wanted_days_is_left_out(place: Place) -> None:
    with Store.open(place.database) as store:
        baselines = [run.id for run in store.runs.baselines_after(0)]
        between = cursors_at(store, datetime(2026, 11, 2, 12, tzinfo=UTC))
        after = cursors_at(store, datetime(2026, 11, 4, 12, tzinfo=UTC))
        latest = max(change.id for change in store.items.changes_after(0))
    assert between == (0, max(baselines))
    assert after == (latest, max(baselines))


def test_an_impossible_number_of_days_is_refused(place: Place) -> None:
    done = place.run("recipients", "add", "x@example.org", "--start-with", "0")
    assert done.returncode == 2


@pytest.mark.parametrize("address", ["李雷@例子.中国", "lei@例子.中国"])
def test_an_address_in_chinese_can_be_added(place: Place, address: str) -> None:
    assert place.run("recipients", "add", address).returncode == 0
    assert address in place.run("recipients", "list").stdout
    assert place.run("recipients", "forget", address, "--yes").returncode == 0


@pytest.mark.parametrize("address", ["lei@straße.example", "a[b@example.org", "x" * 65 + "@x.org"])
def test_an_address_that_mail_cannot_reach_is_refused_at_once(place: Place, address: str) -> None:
    done = place.run("recipients", "add", address)
    assert done.returncode == 2
    assert address[:20] in done.stderr
    file = place.folder / "people.csv"
    file.write_text(f"address,language\n{address},en\n", encoding="utf-8")
    done = place.run("recipients", "import", str(file))
    assert done.returncode == 66
    assert "people.csv:2" in done.stderr


def test_a_source_that_there_is_none_of_is_refused_or_its_reader_waits_for_ever(
    place: Place,
) -> None:
    before = place.run("recipients", "export").stdout
    done = place.run("recipients", "add", "li@example.org", "--source", "iom-news")
    assert done.returncode == 2
    assert "source: iom-news: no such source; did you mean iom_news?" in done.stderr
    assert place.run("recipients", "export").stdout == before


@pytest.mark.parametrize(
    ("columns", "line", "says"),
    [
        ("frequency,frequency_day", "monthly,31", "frequency_day: 31: is none of 1, 2, "),
        ("frequency,frequency_day", "monthly,0", "frequency_day: 0: is none of 1, 2, "),
        ("genres", "news|nws", "genres: nws: is none of news, project, "),
        (
            "sources",
            "iom_news|iom-news",
            "source: iom-news: no such source; did you mean iom_news?",
        ),
        ("frequency,frequency_day", "weekly,8", "day: 8: a week has the days 1 to 7"),
        ("timezone", "Asia", "timezone: Asia: is no time zone such as"),
        ("quiet_nights", "maybe", "quiet_nights: maybe: is none of yes, "),
    ],
)
def test_a_wrong_line_of_an_import_is_named_and_leaves_everybody_as_they_were(
    place: Place, columns: str, line: str, says: str
) -> None:
    before = place.run("recipients", "export").stdout
    file = place.folder / "people.csv"
    nothing = "," * columns.count(",")
    file.write_text(f"address,{columns}\nnew@example.org,{nothing}\nli@example.org,{line}\n")
    for more in ((), ("--dry-run",)):
        done = place.run("recipients", "import", str(file), *more)
        assert done.returncode == 66
        assert f"people.csv:3: {says}" in done.stderr
    assert place.run("recipients", "export").stdout == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("address,name\nwang@example.org,Wang, Li\n", "people.csv:2: more values than columns"),
        ("name,address\nWang\n", "people.csv:2: address: is missing"),
        (f"address,name\nwang@example.org,{'x' * 200_000}\n", "people.csv: field larger than"),
        (f"<html>{'x' * 200_000}</html>\n", "people.csv: field larger than"),
        (f"<html>{'x, ' * 50_000}</html>\n", "people.csv: unknown columns"),
        ("", "people.csv: has no column address; known: address, name, "),
        ("name\nWang\n", "people.csv: has no column address"),
        (
            "a@b.example\nc@d.example\n",
            "people.csv: has no header: its first line names an address (a@b.example), no ",
        ),
        (
            "Wang, wang@b.example ,en\n",
            "people.csv: has no header: its first line names an address (wang@b.example), ",
        ),
        ("address,c@d.example\n", "people.csv: unknown columns ['c@d.example']"),
    ],
)
def test_a_line_of_another_shape_is_named(place: Place, text: str, says: str) -> None:
    file = place.folder / "people.csv"
    file.write_text(text)
    done = place.run("recipients", "import", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (66, 1), done.stderr
    assert says in done.stderr
    assert len(done.stderr) < 600


def test_filters_once_named_can_be_forgotten(place: Place) -> None:
    named = ("--include", "移民", "--exclude", "visa", "--source", "iom_news", "--genre", "news")
    assert place.run("recipients", "add", "free@example.org", *named).returncode == 0
    again = ("--no-filters", "--genre", "project")
    assert place.run("recipients", "edit", "free@example.org", *again).returncode == 0
    with Store.open(place.database) as store:
        person = store.recipients.get("free@example.org")
    assert person is not None
    found = (person.sources, person.genres, person.include, person.exclude)
    assert found == ((), ("project",), (), ())
    assert place.run("recipients", "remove", "free@example.org", "--yes").returncode == 0


def test_an_export_is_an_import(place: Place) -> None:
    wishes = ("--source", "iom_news", "--genre", "news", "--frequency", "monthly", "--day", "28")
    assert place.run("recipients", "add", "li@example.org", *wishes).returncode == 0
    before = place.run("recipients", "export").stdout
    file = place.folder / "people.csv"
    file.write_text(before)
    assert "li@example.org,,en,iom_news,news" in before.replace("both", "en")
    assert place.run("recipients", "remove", "li@example.org", "--yes").returncode == 0
    assert place.run("recipients", "import", str(file)).returncode == 0
    assert place.run("recipients", "export").stdout == before


def test_an_emptied_cell_of_an_import_forgets_a_filter_and_no_column_changes_nothing(
    place: Place,
) -> None:
    named = (
        "--name",
        "Zhao",
        "--include",
        "visa\u2028fee",
        "--exclude",
        "球",
        "--source",
        "iom_news",
    )
    assert place.run("recipients", "add", "zhao@example.org", *named).returncode == 0
    file = place.folder / "people.csv"
    people = {}
    for text in (
        place.run("recipients", "export").stdout,
        "address,frequency\nzhao@example.org,nightly\n",
        "address,frequency,include,exclude\nzhao@example.org,nightly\n",
        "address,name,include,exclude\nzhao@example.org,,,球|棋\n",
    ):
        file.write_text(text, encoding="utf-8")
        done = place.run("recipients", "import", str(file))
        assert done.returncode == 0, done.stderr
        with Store.open(place.database) as store:
            people[text] = store.recipients.get("zhao@example.org")
    as_it_was, unnamed, short, emptied = people.values()
    assert as_it_was == unnamed == short
    assert as_it_was is not None
    assert (as_it_was.name, as_it_was.include, as_it_was.exclude) == (
        "Zhao", ("visa\u2028fee",), ("球",),
    )  # fmt: skip
    assert emptied is not None
    assert (emptied.name, emptied.include, emptied.exclude) == (None, (), ("球", "棋"))
    assert emptied.sources == ("iom_news",)
    assert place.run("recipients", "remove", "zhao@example.org", "--yes").returncode == 0


def test_a_test_mail_is_marked_and_changes_nothing(place: Place, mailbox: Mailbox) -> None:
    before = place.database.read_bytes()
    mailbox.label = "sample"
    send = ("digest", "send", "--to", "stranger@example.org", "--test", "--since", "2000-01-01")
    for _ in range(2):
        done = place.run(*send)
        assert done.returncode == 0, done.stderr
        assert "sent to stranger@example.org: 250" in done.stdout
    files = list(mailbox.folder.glob("sample-*stranger@example.org.eml"))
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert len({mail["message-id"] for mail in mails}) == 2
    assert all(mail["subject"].startswith("[test] ") for mail in mails)
    assert place.database.read_bytes() == before


def test_a_test_mail_is_not_sent_without_saying_that_it_is_one(place: Place) -> None:
    done = place.run("digest", "send", "--to", "stranger@example.org")
    assert done.returncode == 2
    assert "--test" in done.stderr


def test_a_test_mail_arrives_also_where_there_is_nothing_to_tell(
    place: Place, mailbox: Mailbox
) -> None:
    """Whether mail arrives is asked before the first night."""
    mailbox.label = "empty"
    send = ("digest", "send", "--to", "a@example.org", "--test", "--since", "2100-01-01")
    done = place.run(*send, "--language", "en")
    assert done.returncode == 0, done.stderr
    (file,) = mailbox.folder.glob("empty-*a@example.org.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["subject"] == "[test] IOM China: nothing new"
    plain = mail.get_body(("plain",))
    assert plain is not None
    text = " ".join(plain.get_content().split())
    assert "There is nothing to show yet; this shows how mail arrives." in text
    assert "all sources were checked" not in text


def test_a_server_that_is_not_there_is_exit_4(tmp_path: Path, place: Place) -> None:
    config = tmp_path / "monitor.toml"
    text = place.config.read_text("utf-8").replace('data_dir = "data"', "")
    text = f'data_dir = "{place.folder / "data"}"\n' + text.replace("port = ", "port = 9 #")
    config.write_text(text, "utf-8")
    send = ("digest", "send", "--to", "a@example.org", "--test", "--since", "2000-01-01")
    done = place.run("-c", str(config), *send)
    assert done.returncode == 4
    assert "127.0.0.1:9" in done.stderr
